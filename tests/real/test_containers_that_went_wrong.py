"""Papers that nobody counted, in a container that nobody missed: stopped by name, then counted.

What is published is what each test says; every other figure is invented.
"""

from pathlib import Path

from tallyapp.domain import acts
from tallyapp.domain.vocabulary.containers import Container, Part
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.domain.vocabulary.units import Papers
from tests.halls import CLERK, ELM, SUPERVISOR, Hall, Told, a_hall, refusal, sheet, told

AREAS = {"A": ("a1", "p1")}
TRAY = Container(id="tray-3", name="Postal tray 3", kind="tray", holds=(Part(ELM),))


def a_night(folder: Path, seen: bool = True) -> Hall:
    hall = a_hall(folder, areas=AREAS, bundle=100, electorate=9_999, seen=seen)
    hall.issue("A", 1)
    return hall


def counted_without(hall: Hall) -> None:
    """1,500 papers of the station and 636 postal ones: every sum agrees."""
    hall.verify({"a1": 1_500, "p1": 636})
    hall.state_verification()
    hall.agree(1, sheet((900, 836, 400), bundle=100))


def test_broughton_2023_a_tray_of_864_postal_votes_was_put_away_uncounted(tmp_path: Path) -> None:
    """864 postal votes in a tray that was moved: that figure is published."""
    hall = a_night(tmp_path)
    by = hall.by(SUPERVISOR).count
    hall.do(acts.ContainersRegistered(**by, containers=(TRAY,)))
    hall.see("arrived", TRAY.id)
    hall.verify({"a1": 1_500, "p1": 636})
    unopened: Told = [("E313", "container", "tray-3", "opened", {})]
    assert told(hall.refused(hall.statement())) == unopened
    hall.see("opened", TRAY.id)
    hall.state_verification()
    hall.agree(1, sheet((900, 836, 400), bundle=100))
    assert told(hall.standing()) == [("E315", "container", "tray-3", "", {})]
    assert refusal(hall.provisional) == hall.standing()

    late = BallotBox(id="p2", name="Postal tray 3", kind="postal", area="A")
    added = acts.BoxAdded(**hall.by(SUPERVISOR).contest, box=late, reason="in the tray")
    hall.desk.do(ELM, added)
    hall.verify({"p2": 864})
    hall.see("arrived", "elm-valley/p2")
    hall.see("empty", "elm-valley/p2", TRAY.id)
    hall.state_verification()
    hall.issue("A", 2)
    hall.agree(2, sheet((300, 400, 164), bundle=100))
    hall.finish()
    assert hall.figures.valid == 3_000
    hall.desk.close()


def test_broughton_2023_the_covers_returned_miss_a_tray_that_nobody_registered(
    tmp_path: Path,
) -> None:
    hall = a_night(tmp_path)
    counted_without(hall)
    assert hall.standing() == [], "every sum agrees, and 864 papers are in a bin"
    for officer in (CLERK, SUPERVISOR):
        hall.do(
            acts.PostalCoversReturned(
                **hall.by(officer).contest, of=hall.contest.postal.returned.last, covers=1_500
            )
        )
    numbers = {"covers": 1_500, "rejected": 0, "accounted": 636, "difference": -864}
    assert told(hall.standing()) == [("E316", "contest", "Elm Valley", "covers", numbers)]
    hall.desk.close()


def test_broughton_2023_the_papers_delivered_miss_what_was_not_verified(tmp_path: Path) -> None:
    hall = a_night(tmp_path)
    counted_without(hall)
    hall.do(
        acts.PostalSessionKeyed(
            **hall.by(CLERK).contest, session=4, box="p1", covers=1_500, papers=Papers(1_500), of=""
        )
    )
    missed = [found for found in told(hall.standing()) if found[3] == "delivered"]
    numbers = {"delivered": 1_500, "verified": 636, "difference": -864}
    assert missed == [("E316", "box", "p1", "delivered", numbers)]
    hall.desk.close()


def test_barnsley_2021_a_postal_box_was_not_opened(tmp_path: Path) -> None:
    """A postal box that arrived and was not opened; no figure of it is published."""
    hall = a_night(tmp_path, seen=False)
    hall.see("arrived", "elm-valley/a1", "elm-valley/p1")
    hall.see("empty", "elm-valley/a1")
    hall.verify({"a1": 1_500})
    assert told(hall.refused(hall.statement())) == [
        ("E313", "box", "p1", "opened", {}),
        ("E302", "box", "p1", "account", {}),
    ]
    hall.verify({"p1": 500})
    hall.state_verification()
    hall.agree(1, sheet((900, 700, 400), bundle=100))
    assert told(hall.standing()) == [("E315", "box", "p1", "", {})]
    hall.see("empty", "elm-valley/p1")
    hall.finish()
    assert hall.figures.valid == 2_000
    hall.desk.close()
