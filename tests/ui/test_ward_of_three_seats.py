"""A ward of three seats by keys alone: slates, slips,
mixed papers, a re-count, a signed declaration.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tallyapp.domain.rules.result import figures, standing
from tallyapp.domain.state.contest import ContestState, Stage
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import Papers, Votes
from tallyapp.past.past_results import read_past_results
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock
from tallyapp.practice.plans.plans import OnPaper, PlannedSheet, PracticePlan
from tallyapp.resources import resource
from tallyapp.ui.shell.front import Front

from .keys import Fingers, shown
from .practice import CLERK, OTHER_CLERK
from .whole import (
    THIRD_CLERK,
    come_to_the_result,
    compare_slates,
    enter,
    fingers_on,
    holds,
    key_form,
    opened_at_home,
    read_back_and_sign,
)

WARD = "Fort Pitt"
QUERIED, MISREAD, COUNTED_AGAIN = 1, 2, "A"
"""The sheet that does not add up, the one that is misread, and the area that is counted twice."""


def fort_pitt(file: Path) -> PracticePlan:
    """A ward of Medway ready for its first sheet, with slips in one area; what its papers say."""
    results = read_past_results([resource("samples", "medway-2023-declarations.json")])
    (result,) = [result for result in results if result.name == WARD]
    desk = rehearsal.begin(file, WARD, [result], HallClock(result.polling_day))
    played = rehearsal.set_up(desk, result, 1, OnPaper(bundle=25, slip_areas=30))
    rehearsal.verify_boxes(desk, played)
    desk.close()
    return played.plan


def moved(sheet: SheetFigures, votes: int) -> SheetFigures:
    """So many votes of the first candidate on mixed papers on the
    second's line: it still adds up.
    """
    assert sheet.mixed
    first, second, *others = [Votes(n or 0) for n in sheet.mixed.votes]
    mixed = replace(sheet.mixed, votes=(Votes(first - votes), Votes(second + votes), *others))
    return replace(sheet, mixed=mixed)


def keyed_as(contest: ContestState, slates: Iterable[Slate]) -> Mapping[Slate, str]:
    """What is keyed for slates: their number, or where not two officers have seen one, its
    candidates, and Enter for a new one.
    """

    def keyed(slate: Slate) -> str:
        if slate in contest.slates and slate not in contest.named_once:
            return str(contest.slate_number(slate))
        return "/".join(map(str, slate)) + ("/" if slate in contest.slates else "/\n")

    return {slate: keyed(slate) for slate in slates}


def key_all(
    fingers: Fingers, plan: PracticePlan, contest: ContestState, second: bool = False
) -> None:
    """A whole keying of every sheet and slip; one comes from its table wrong, one is misread."""
    fingers.press(Qt.Key.Key_F5)
    for sheet in plan.sheets:
        if sheet.number == QUERIED and not second:
            wrong = replace(sheet.figures, papers=Papers((sheet.figures.papers or 0) + 2))
            slates = keyed_as(contest, [block.candidates for block in sheet.figures.blocks])
            fingers.several(wrong, sheet.number, slates)
            assert "Find\n2 papers" in shown(fingers.window)
            fingers.type("*")
            fingers.settle()
        key_one(fingers, plan, sheet, contest, misread=sheet.number == MISREAD and second)


def key_one(
    fingers: Fingers,
    plan: PracticePlan,
    sheet: PlannedSheet,
    contest: ContestState,
    misread: bool = False,
) -> None:
    on_it = [block.candidates for block in sheet.figures.blocks] or [sheet.figures.slip or ()]
    if sheet.form == "slip":
        (whose,) = on_it
        fingers.slip(sheet.figures, sheet.number, keyed_as(contest, on_it)[whose])
    else:
        read = moved(sheet.figures, 1) if misread else sheet.figures
        fingers.several(read, sheet.number, keyed_as(contest, on_it))
    fingers.settle()


def test_a_ward_of_three_seats_is_carried_to_its_declaration_by_keys(
    qtbot: QtBot, front: Front, tmp_path: Path
) -> None:
    plan = fort_pitt(tmp_path / "fort-pitt.tally")
    session = opened_at_home(qtbot, front, tmp_path / "fort-pitt.tally")
    fingers, contest = fingers_on(qtbot, front, session), session.contest
    assert contest
    for clerk in (CLERK, OTHER_CLERK):
        fingers.sign_in(clerk)
        key_all(fingers, plan, contest, second=clerk == OTHER_CLERK)
    assert contest.slates == [*plan.slates]
    lives = {number: sheet.life for number, sheet in contest.sheets.items()}
    assert [number for number, life in lives.items() if life is not Life.AGREED] == [MISREAD]
    settle_the_difference(fingers, plan)
    for clerk in (CLERK, OTHER_CLERK):
        fingers.sign_in(clerk)
        for form in plan.forms:
            key_form(fingers, form.number, form.area, form.figures)
    compare_slates(fingers)
    assert standing(contest) == []
    first = figures(contest)
    give_and_count_again(fingers)
    key_again(fingers, contest, plan)
    come_to_the_result(fingers)
    assert "\t1726\t1737\t+11" in shown(fingers.window)
    enter(fingers)  # the second provisional result is given
    now = figures(contest)
    enter(fingers)  # nobody asks for more
    read_back_and_sign(fingers, now.votes, "campbell")
    assert contest.stage is Stage.SIGNED
    assert [b - a for a, b in zip(first.votes, now.votes, strict=True)] == [11, -11, *[0] * 6]
    assert holds([*tmp_path.glob("*.pdf")])


def settle_the_difference(fingers: Fingers, plan: PracticePlan) -> None:
    """A third officer keys the two differing fields once more from the paper."""
    mixed = plan.sheets[MISREAD - 1].figures.mixed
    assert mixed
    fingers.sign_in(THIRD_CLERK)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    fingers.type(f"{mixed.votes[0]}\n{mixed.votes[1]}\n")
    fingers.settle()


def give_and_count_again(fingers: Fingers) -> None:
    """The provisional result is given;
    an agent asks for one area to be counted again, which is granted.
    """
    come_to_the_result(fingers)
    enter(fingers)  # the provisional result is given
    fingers.press(*[Qt.Key.Key_Down] * 3)
    fingers.write("r")
    enter(fingers, "Ann Agent")
    enter(fingers, COUNTED_AGAIN)
    enter(fingers)
    enter(fingers, "lines may be exchanged")
    enter(fingers)  # granted
    # The area that was asked for, the doubtful papers, the reason, and once more: it begins.
    for _ in range(4):
        enter(fingers)
    for _ in range(2):  # as many sheets as before, under new numbers
        enter(fingers)


def key_again(fingers: Fingers, contest: ContestState, plan: PracticePlan) -> None:
    """The new sheets of the area, on which eleven votes are another candidate's than before."""
    old = [sheet for sheet in plan.sheets if sheet.area == COUNTED_AGAIN]
    new = [sheet.number for sheet in contest.areas[COUNTED_AGAIN].sheets]
    for clerk in (CLERK, OTHER_CLERK):
        fingers.sign_in(clerk)
        fingers.press(Qt.Key.Key_F5)
        for number, before in zip(new, old, strict=True):
            on_it = [block.candidates for block in before.figures.blocks]
            fingers.several(moved(before.figures, -11), number, keyed_as(contest, on_it))
        fingers.settle()
