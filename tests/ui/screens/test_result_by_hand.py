"""Lines drawn and added up by hand, at the result, by keys alone."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.hand_totals import line_total
from tallyapp.domain.rules.keying import kind_of
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.re_add import ReAdd
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tallyapp.practice.rehearsal import CLERKS, Rehearsal
from tallyapp.ui.screens.result.beside.checklist import About, Step, items
from tallyapp.ui.screens.result.beside.open_now import OpenNow
from tallyapp.ui.screens.result.figures.lines_by_hand import STATE, TOTAL
from tallyapp.ui.screens.result.screen import Result
from tallyapp.ui.screens.result.steps.re_add import AddLinesPage
from tallyapp.ui.screens.result.ways.draw_lines import DrawLinesPage
from tallyapp.ui.screens.result.ways.ways import Way
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.help.pages import page_text
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers
from tests.ui.resulting import (
    DEPUTY,
    OTHER_READER,
    READER,
    RETURNING_OFFICER,
    Settle,
    at,
    enter,
    given,
    keyed,
    opened,
    read_back,
    shown,
    way,
)

SEED = "2718281828"


@pytest.fixture
def screen(
    all_keyed: tuple[Desk, Rehearsal], fingers: Fingers, window: MainWindow, settle: Settle
) -> Result:
    """The returning officer about to declare: everything is counted, given and read back."""
    fingers.sign_in(RETURNING_OFFICER)
    screen = opened(fingers, window, settle)
    given(fingers, settle)
    enter(fingers, settle, str(READER))
    read_back(fingers, settle, list(figures(screen.contest).votes))
    assert at(screen) is Step.DECLARE
    return screen


def draw(fingers: Fingers, settle: Settle, seed: str = SEED) -> None:
    """The seed is keyed, how it was drawn, and who watched."""
    way(fingers, settle, Way.DRAW_LINES)
    enter(fingers, settle, seed)
    enter(fingers, settle, "ten dice")
    enter(fingers, settle, str(DEPUTY))


def drawn(screen: Result) -> ReAdd:
    assert screen.contest.re_add
    return screen.contest.re_add


def totals(screen: Result) -> list[int]:
    return [line_total(screen.contest, line) for line in drawn(screen).lines]


def add_up(fingers: Fingers, settle: Settle, officer: int, keyed_now: Sequence[int]) -> None:
    enter(fingers, settle, str(officer))
    keyed(fingers, settle, keyed_now)
    fingers.type("+")
    settle()


def words_on(screen: Result) -> str:
    return " ".join(shown(screen))


def in_the_list(screen: Result) -> str:
    """What the checklist says of it."""
    (item,) = (each for each in items(OpenNow(screen.contest), About()) if each.step is Step.RE_ADD)
    return item.detail


def test_it_is_offered_and_may_be_left_out(screen: Result) -> None:
    assert in_the_list(screen) == "none drawn; may be left out"
    assert at(screen) is Step.DECLARE


def test_three_lines_are_drawn_added_up_and_agree_by_the_number_pad(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    draw(fingers, settle)
    assert at(screen) is Step.RE_ADD
    assert (drawn(screen).seed, len(drawn(screen).lines)) == (SEED, 3)
    add_up(fingers, settle, OTHER_READER, totals(screen))
    assert drawn(screen).done
    assert at(screen) is Step.DECLARE
    assert in_the_list(screen) == "all 3 lines agree"


def totals_shown(screen: Result) -> set[object]:
    """All that stands beside the names of the lines: totals, and how they agree."""
    assert isinstance(screen.page, AddLinesPage)
    model = screen.page._table.model()
    rows = range(model.rowCount())
    return {model.index(row, column).data() for row in rows for column in (TOTAL, STATE)}


def test_none_of_our_totals_is_seen_before_they_are_keyed(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    draw(fingers, settle)
    assert totals_shown(screen) == {None}
    enter(fingers, settle, str(OTHER_READER))
    assert totals_shown(screen) == {None}
    large = {f"{total:,}" for total in totals(screen) if total > 999}
    assert not large & set(shown(screen))


def test_whoever_keyed_a_sheet_does_not_sit_down_to_it(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    draw(fingers, settle)
    enter(fingers, settle, str(CLERKS[0]))
    assert f"officer {CLERKS[0]} has keyed sheets or forms of it" in words_on(screen)
    enter(fingers, settle, str(RETURNING_OFFICER))
    assert f"officer {RETURNING_OFFICER} gave out the provisional result" in words_on(screen)
    assert isinstance(screen.page, AddLinesPage)
    assert not screen.page.holding


@pytest.mark.parametrize("seed", ["123456789", "12345x7890"])
def test_a_seed_that_is_none_is_refused_in_its_place(
    screen: Result, fingers: Fingers, settle: Settle, seed: str
) -> None:
    way(fingers, settle, Way.DRAW_LINES)
    enter(fingers, settle, seed)
    enter(fingers, settle)
    enter(fingers, settle, str(DEPUTY))
    assert "it takes 10 to 40" in words_on(screen)
    assert screen.contest.re_add is None


def test_a_difference_is_kept_with_both_and_added_up_once_more_by_another(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    draw(fingers, settle)
    right = totals(screen)
    add_up(fingers, settle, OTHER_READER, [right[0] + 1, *right[1:]])
    assert at(screen) is Step.RE_ADD
    assert "1 of 3 lines differ. Both totals are kept." in words_on(screen)
    assert f"Program: {right[0]:,}" in words_on(screen)
    enter(fingers, settle, "a bundle was added twice")
    add_up(fingers, settle, READER, right)
    assert at(screen) is Step.DECLARE
    assert len(drawn(screen).done) == 2


def test_what_is_keyed_waits_for_its_officer(
    screen: Result, fingers: Fingers, settle: Settle, window: MainWindow
) -> None:
    draw(fingers, settle)
    enter(fingers, settle, str(OTHER_READER))
    enter(fingers, settle, "7654")
    fingers.press(Qt.Key.Key_Escape)
    settle()
    assert "7654" not in set(shown(screen))
    enter(fingers, settle, str(READER))
    assert "7654" not in set(shown(screen))
    fingers.press(Qt.Key.Key_Escape)
    settle()
    enter(fingers, settle, str(OTHER_READER))
    assert "7654" in set(shown(screen))


def test_a_blank_is_not_handed_in(screen: Result, fingers: Fingers, settle: Settle) -> None:
    draw(fingers, settle)
    enter(fingers, settle, str(OTHER_READER))
    fingers.type("+")
    settle()
    assert "A blank is not zero" in words_on(screen)
    assert not drawn(screen).done


def test_the_paper_names_what_to_fetch_and_none_of_our_figures(
    screen: Result, session: Session, fingers: Fingers, settle: Settle, qtbot: QtBot
) -> None:
    draw(fingers, settle)
    assert isinstance(screen.page, AddLinesPage)
    with qtbot.waitSignal(session.printing.told):
        screen.page._print.click()
    folder = Path(session.desk.ledger.path).parent / "papers"
    (path,) = folder.glob("*.pdf")
    pdf = pypdfium2.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert f"Drawn with the seed {SEED}" in text
    contest = screen.contest
    for line in drawn(screen).lines:
        if line.what == "votes":
            for sheet in contest.areas[line.area].sheets:
                assert f"Sheet {sheet.number}" in text
    numbers = {f"{total:,}" for total in totals(screen) if total > 999}
    assert not numbers & set(text.split())


def test_a_seed_is_keyed_anew_with_a_reason(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    draw(fingers, settle)
    before = drawn(screen)
    way(fingers, settle, Way.DRAW_LINES)
    enter(fingers, settle, "3141592653")
    enter(fingers, settle, "two dice were exchanged")
    enter(fingers, settle)
    enter(fingers, settle, str(DEPUTY))
    assert drawn(screen).id != before.id
    assert drawn(screen).seed == "3141592653"


def test_lines_left_behind_by_other_figures_are_asked_for_before_the_declaration(
    screen: Result, fingers: Fingers, settle: Settle, session: Session
) -> None:
    draw(fingers, settle)
    sheet = next(paper for paper in screen.contest.sheets.values() if paper.live)
    assert sheet.values
    named = zip(kind_of(screen.contest, sheet).fields, sheet.values, strict=True)
    parts = [(key, n) for key, n in named if key.endswith(".part") and 0 < n < 20][:2]
    fields = tuple(FieldValue(key, n + by) for (key, n), by in zip(parts, (1, -1), strict=True))
    session.do(
        session.stream,
        acts.SheetCorrected(
            **session.desk.by(DEPUTY).contest,
            sheet=SheetNumber(sheet.number),
            of=sheet.made,
            fields=fields,
            reason="misread",
            second=OfficerNumber(RETURNING_OFFICER),
        ),
    )
    settle()
    given(fingers, settle)
    enter(fingers, settle, str(READER))
    read_back(fingers, settle, list(figures(screen.contest).votes))
    assert at(screen) is Step.RE_ADD
    assert isinstance(screen.page, DrawLinesPage)
    assert "nobody has added them up" in words_on(screen)
    assert in_the_list(screen) == "3 lines drawn for an earlier result, never added up"
    enter(fingers, settle, "3141592653")
    enter(fingers, settle)
    enter(fingers, settle, str(DEPUTY))
    assert isinstance(screen.page, AddLinesPage)


def test_the_manual_and_the_checklist_tell_the_steps_in_one_order(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    manual = page_text("result").partition("## The steps")[2]
    told = [manual.index(words) for words in ("**Read-back**", "Lines added up by hand", "**Decl")]
    assert told == sorted(told)
    assert Step.READ_BACK < Step.RE_ADD < Step.DECLARE
    listed = [item.step for item in items(OpenNow(screen.contest), About())]
    assert listed.index(Step.READ_BACK) < listed.index(Step.RE_ADD) < listed.index(Step.DECLARE)
    by_hand = " ".join(page_text("by-hand").split())
    assert "It comes after the read-back and before the declaration." in by_hand
