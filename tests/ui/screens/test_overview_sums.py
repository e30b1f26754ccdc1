"""What is still to come in all areas together, at the foot of the overview."""

from pytestqt.qtbot import QtBot

from tallyapp.domain.views.progress import AreaProgress, AreaStage
from tallyapp.domain.vocabulary.on_paper import Area
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.ui.screens.overview.model import DIFFERENCE, AreasModel


def area(name: str, verified: int, counted: int, stage: AreaStage) -> AreaProgress:
    return AreaProgress(
        area=Area(id=name, name=f"Area {name}"),
        stage=stage,
        boxes=1,
        boxes_verified=1,
        sheets=2,
        keyed=2,
        agreed=2,
        verified=Papers(verified),
        counted=Papers(counted),
        sent=Papers(0),
        adjudicated=Papers(0),
        missing=(),
    )


def foot(*areas: AreaProgress) -> object:
    model = AreasModel(areas)
    return model.index(model.rowCount() - 1, DIFFERENCE).data()


def test_papers_too_many_in_one_area_hide_none_that_another_waits_for(qtbot: QtBot) -> None:
    over = area("A", 500, 530, AreaStage.BEING_KEYED)
    waiting = area("B", 500, 480, AreaStage.BEING_KEYED)
    assert foot(over, waiting) == "20 to come"


def test_once_every_area_is_counted_the_differences_are_added(qtbot: QtBot) -> None:
    short = area("A", 500, 498, AreaStage.DOES_NOT_ADD)
    whole = area("B", 500, 500, AreaStage.RECONCILED)
    assert foot(short, whole) == "−2"
