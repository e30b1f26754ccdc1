"""Every other way that a result comes out: re-counts,
lots, declared outside, corrected; by keys alone.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from tallyapp.audit.verify import verify
from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.contest import Stage
from tallyapp.domain.views.warnings import unanswered
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.units import SheetNumber, Votes
from tallyapp.practice import rehearsal
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.publication import publish_declaration
from tallyapp.signing.identity import practice_identity
from tallyapp.ui.screens.result.beside.checklist import About, Step, items
from tallyapp.ui.screens.result.beside.open_now import OpenNow
from tallyapp.ui.screens.result.figures.on_paper import PaperFigures, does_not_add, listed
from tallyapp.ui.screens.result.screen import Result
from tallyapp.ui.screens.result.ways.correct_notice import CorrectPage
from tallyapp.ui.screens.result.ways.outside import moment_of
from tallyapp.ui.screens.result.ways.ways import Way
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.widgets.cells import Cell
from tallyapp.ui.widgets.choosing import ChoosingTable
from tests.domain.rules.test_declaring import SEATS_OF_TERMS, level
from tests.halls import SUPERVISOR, Hall
from tests.ui.keys import Fingers, disk_busy
from tests.ui.practice import Clock
from tests.ui.resulting import (
    DEPUTY,
    READER,
    RETURNING_OFFICER,
    Settle,
    at,
    enter,
    given,
    keyed,
    opened,
    read_back,
    seen,
    shown,
    way,
)
from tests.ui.whole import failing

CLERKS = rehearsal.CLERKS[:2]
RE_COUNT = 6
"""The line of the checklist that is about requests and re-counts."""


@pytest.fixture
def counted(all_keyed: tuple[Desk, Rehearsal]) -> Rehearsal:
    """Every paper of Oxford East is keyed and agreed."""
    return all_keyed[1]


@pytest.fixture
def screen(counted: Rehearsal, fingers: Fingers, window: MainWindow, settle: Settle) -> Result:
    """The returning officer before the result, everything counted and nothing given."""
    fingers.sign_in(RETURNING_OFFICER)
    return opened(fingers, window, settle)


def letters(fingers: Fingers, settle: Settle, text: str) -> None:
    """Type letters, and no Enter."""
    for letter in text:
        QTest.keyClicks(fingers.window.focusWidget(), letter)
        settle()


def told(screen: Result) -> str:
    return " ".join(shown(screen))


# ---- what is to be looked at


def test_each_warning_has_its_own_answer_before_the_result_is_given(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    assert at(screen) is Step.LOOK
    before = unanswered(screen.contest)
    assert len(before) > 1
    assert all(screen.session.sentence(found) in told(screen) for found in before)
    enter(fingers, settle)
    enter(fingers, settle)
    assert "Say in words what you found, or press Esc." in told(screen)
    enter(fingers, settle, "two batches of late papers were unmarked")
    assert [*screen.contest.warned.values()] == ["two batches of late papers were unmarked"]
    assert len(unanswered(screen.contest)) == len(before) - 1
    assert at(screen) is Step.LOOK
    enter(fingers, settle)  # one key is no answer
    assert len(unanswered(screen.contest)) == len(before) - 1
    fingers.press(Qt.Key.Key_Escape)
    seen(fingers, settle)
    assert {found.record() for found in before} == set(screen.contest.warned)


# ---- answers and requests


def test_each_side_says_whether_it_is_content_with_one_key(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    seen(fingers, settle)
    enter(fingers, settle)
    letters(fingers, settle, "cnc")
    provisional = screen.contest.provisional
    assert provisional
    assert provisional.answers == {1: True, 2: False, 3: True}
    letters(fingers, settle, "a")
    assert provisional.answers == {number: number != 2 for number in range(1, 13)}
    enter(fingers, settle)
    assert provisional.opportunity
    assert items(OpenNow(screen.contest), About(agree=True))[RE_COUNT].detail == "11 of 12 content"


def asked_for(fingers: Fingers, settle: Settle, by_whom: str, areas: str) -> None:
    """The side of candidate 4 asks for a re-count."""
    fingers.press(*[Qt.Key.Key_Down] * 3)
    letters(fingers, settle, "r")
    enter(fingers, settle, by_whom)
    enter(fingers, settle, areas)
    enter(fingers, settle)


def test_a_request_stands_open_by_name_until_it_is_refused_with_a_reason(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    seen(fingers, settle)
    enter(fingers, settle)
    asked_for(fingers, settle, "Ann Agent", "")
    assert at(screen) is Step.REQUEST
    assert "Request 1: DHALL Sushila asks for a re-count of all areas: not answered yet." in told(
        screen
    )
    assert items(OpenNow(screen.contest), About(agree=True))[RE_COUNT].detail == "request 1 is open"
    enter(fingers, settle)
    enter(fingers, settle)
    fingers.press(Qt.Key.Key_Tab)
    enter(fingers, settle)
    assert "say why" in told(screen)
    for _ in range(3):
        QTest.keyClick(fingers.window.focusWidget(), Qt.Key.Key_Backtab)
    enter(fingers, settle, "14,465 votes lie between them")
    enter(fingers, settle)
    fingers.press(Qt.Key.Key_Tab)
    enter(fingers, settle)
    assert at(screen) is Step.OPPORTUNITY
    assert screen.contest.requests[0].answer == "refused"
    assert "asks for a re-count of all areas: refused." in told(screen)
    enter(fingers, settle)
    assert at(screen) is Step.READ_BACK


def test_a_recount_is_granted_in_one_of_the_areas_asked_for_and_given_up(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    contest = screen.contest
    seen(fingers, settle)
    enter(fingers, settle)
    asked_for(fingers, settle, "Ann Agent", "C D")
    enter(fingers, settle)
    enter(fingers, settle, "D")
    enter(fingers, settle)
    assert "say why" in told(screen)
    for _ in range(2):
        QTest.keyClick(fingers.window.focusWidget(), Qt.Key.Key_Backtab)
    enter(fingers, settle, "only there is the margin small")
    enter(fingers, settle)
    enter(fingers, settle)
    assert contest.requests[0].granted == ("D",)
    assert at(screen) is Step.RECOUNT
    for _ in range(4):
        enter(fingers, settle)
    assert (contest.round, contest.rounds[0].areas) == (2, ("D",))
    way(fingers, settle, Way.ABANDON_RECOUNT)
    enter(fingers, settle, "begun for the wrong hall")
    enter(fingers, settle, str(DEPUTY))
    enter(fingers, settle)
    assert (contest.round, contest.rounds) == (1, [])
    assert [each.number for each in contest.given_up] == [2]


def test_a_request_for_an_area_that_there_is_not_is_refused_in_place(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    seen(fingers, settle)
    enter(fingers, settle)
    asked_for(fingers, settle, "Ann Agent", "Z")
    assert "Area Z is not registered here." in told(screen)
    assert not screen.contest.requests


def exchanged(written: SheetFigures) -> SheetFigures:
    """The sheet with lines 4 and 5 written on each other's line."""
    lines = list(written.lines)
    lines[3], lines[4] = lines[4], lines[3]
    return replace(written, lines=tuple(lines))


def counted_again(desk: Desk, played: Rehearsal, area: str) -> None:
    """The new sheets of an area are keyed, lines 4 and 5 the right way round this time."""
    written = [sheet.figures for sheet in played.plan.sheets if sheet.area == area]
    sheets = desk.contest(played.stream).areas[area].sheets
    for sheet, on_it in zip(sheets, written, strict=True):
        for clerk in CLERKS:
            desk.do(
                played.stream,
                acts.SheetKeyed(
                    **desk.by(clerk).contest,
                    sheet=SheetNumber(sheet.number),
                    of=desk.contest(played.stream).sheets[SheetNumber(sheet.number)].opened,
                    figures=exchanged(on_it),
                ),
            )


def test_a_recount_of_one_area_on_request_changes_the_result(
    screen: Result, session: Session, fingers: Fingers, settle: Settle, counted: Rehearsal
) -> None:
    contest = screen.contest
    seen(fingers, settle)
    enter(fingers, settle)
    first = figures(contest)
    asked_for(fingers, settle, "Ann Agent", "C")
    enter(fingers, settle, "lines may be exchanged")
    enter(fingers, settle)
    assert at(screen) is Step.RECOUNT
    assert "the sheets of these areas no longer count" in told(screen)
    enter(fingers, settle)
    enter(fingers, settle)
    enter(fingers, settle)
    enter(fingers, settle)
    assert (contest.round, contest.rounds[0].areas) == (2, ("C",))
    assert at(screen) is Step.ISSUE
    last = max(contest.sheets)
    enter(fingers, settle)
    enter(fingers, settle)
    issued = [sheet.number for sheet in contest.areas["C"].sheets]
    assert issued == list(range(last + 1, last + 7))
    assert at(screen) is Step.OPEN
    counted_again(session.desk, counted, "C")
    settle()
    seen(fingers, settle)
    now = figures(contest)
    moved = now.votes[3] - first.votes[3]
    assert moved > 0
    assert (now.votes[4], now.valid) == (first.votes[4] - moved, first.valid)
    assert f"+{moved:,}" in told(screen)
    assert {str(first.votes[3]), str(now.votes[3])} <= set(shown(screen))
    enter(fingers, settle)
    given_now = contest.provisional
    assert given_now
    code = session.desk.ledger.checkpoint(session.stream, given_now.seq).code
    assert code in told(screen)
    codes = [
        act for _, act in session.desk.ledger.read_from("count") if isinstance(act, acts.CodeIssued)
    ]
    provisional = [act.code for act in codes if act.occasion == "provisional"]
    assert len(set(provisional)) == 2
    assert provisional[-1] == code


def test_the_returning_officer_counts_again_unasked_and_revisits_the_doubtful_papers(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    way(fingers, settle, Way.RECOUNT)
    letters(fingers, settle, "a")
    fingers.press(Qt.Key.Key_Down)
    QTest.keyClick(fingers.window.focusWidget(), Qt.Key.Key_Space)
    fingers.press(Qt.Key.Key_Tab)
    QTest.keyClick(fingers.window.focusWidget(), Qt.Key.Key_Space)
    fingers.press(Qt.Key.Key_Tab)
    enter(fingers, settle)
    enter(fingers, settle)
    assert "say why" in told(screen)
    QTest.keyClick(fingers.window.focusWidget(), Qt.Key.Key_Backtab)
    enter(fingers, settle, "a bundle was found on the floor")
    enter(fingers, settle)
    assert screen.contest.rounds[0].areas == ("B",)
    assert screen.contest.areas["B"].forms == []
    assert screen.contest.areas["A"].forms


# ---- declared outside


def declared_outside(
    screen: Result, fingers: Fingers, settle: Settle, votes: Sequence[int], elected: str
) -> None:
    now = figures(screen.contest)
    way(fingers, settle, Way.OUTSIDE)
    for words in ("01:00", "", elected, "the laptop lost its power", str(DEPUTY)):
        enter(fingers, settle, words)
    keyed(fingers, settle, [*votes, *now.rejected, sum(votes), now.verified])


def test_a_declaration_made_outside_is_compared_and_recorded_as_it_was_made(
    screen: Result, session: Session, fingers: Fingers, settle: Settle, tmp_path: Path
) -> None:
    votes = [int(total) for total in figures(screen.contest).votes]
    votes[2] += 10
    declared_outside(screen, fingers, settle, votes, "5")
    assert {"4749", "4739", "+10"} <= set(shown(screen))
    assert "the provisional result has not been given" in told(screen)
    assert screen.contest.stage is Stage.COUNTING
    enter(fingers, settle)
    declared = screen.contest.declaration
    assert declared
    assert (declared.outside, declared.figures.votes[2]) == ("the laptop lost its power", 4_749)
    assert declared.differs
    assert at(screen) is Step.SIGN
    identity = practice_identity(session.desk.clock())
    with pytest.raises(Refusal, match="not-borne-out"):
        publish_declaration(
            session.desk, session.stream, identity, tmp_path / "no.pdf", RETURNING_OFFICER
        )
    assert not (tmp_path / "no.pdf").exists()
    enter(fingers, settle)
    assert at(screen) is Step.DONE
    assert not (tmp_path / "oxford-east-declaration.pdf").exists()
    assert failing(tmp_path / "oxford-east-audit-pack.pdf") == ["declared"]
    occasions = [
        act.occasion
        for _, act in session.desk.ledger.read_from("count")
        if isinstance(act, acts.CodeIssued)
    ]
    assert occasions[-1] == "declaration"


def test_what_is_keyed_of_it_is_not_lost(
    screen: Result, window: MainWindow, fingers: Fingers, settle: Settle
) -> None:
    way(fingers, settle, Way.OUTSIDE)
    enter(fingers, settle, "not a time")
    for words in ("", "5", "power", str(DEPUTY)):
        enter(fingers, settle, words)
    assert "Key the time of day" in told(screen)
    QTest.keyClick(fingers.window.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    enter(fingers, settle, "0100")
    for _ in range(4):
        enter(fingers, settle)
    enter(fingers, settle, "232")
    fingers.press(Qt.Key.Key_F3)
    settle()
    fingers.press(Qt.Key.Key_F10)
    fingers.press(Qt.Key.Key_Escape)
    fingers.press(Qt.Key.Key_Escape)
    fingers.press(Qt.Key.Key_Escape)
    way(fingers, settle, Way.OUTSIDE)
    for _ in range(5):
        enter(fingers, settle)
    assert "232" in set(shown(screen))


def test_a_time_of_day_is_of_today_or_of_the_evening_before() -> None:
    now = Clock()()
    assert moment_of("01:03", now) == now.replace(minute=3, second=0)
    before = moment_of("23.50", now)
    assert before
    assert now - before < now - now.replace(hour=0) + (now - now.replace(hour=0))
    assert moment_of("25:00", now) is None


# ---- after the declaration


def nine_votes_to_be_corrected(screen: Result, fingers: Fingers, settle: Settle) -> None:
    """The third candidate was declared with nine votes too few; the notice is open for it."""
    votes = [int(total) for total in figures(screen.contest).votes]
    votes[2] -= 9
    declared_outside(screen, fingers, settle, votes, "5")
    enter(fingers, settle)
    enter(fingers, settle)
    way(fingers, settle, Way.CORRECT)


def test_a_corrected_notice_is_signed_beside_the_declaration_and_verifies(
    screen: Result, session: Session, fingers: Fingers, settle: Settle, tmp_path: Path
) -> None:
    nine_votes_to_be_corrected(screen, fingers, settle)
    fingers.press(Qt.Key.Key_Plus)
    assert "Every figure is as it was declared." in told(screen)
    fingers.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    QTest.keyClicks(fingers.window.focusWidget(), "4739")
    fingers.press(Qt.Key.Key_Plus)
    assert "The votes add to 39,341; valid papers say 39,332. No notice can say both." in told(
        screen
    )
    fingers.press(*[Qt.Key.Key_Down] * 14)
    QTest.keyClicks(fingers.window.focusWidget(), "39341")
    fingers.press(Qt.Key.Key_Plus)
    enter(fingers, settle, "4,730 was read for 4,739")
    enter(fingers, settle, str(DEPUTY))
    assert [notice.figures.votes[2] for notice in screen.contest.corrected] == [4_739]
    assert at(screen) is Step.SIGN
    enter(fingers, settle)
    assert at(screen) is Step.DONE
    notice = verify((tmp_path / "oxford-east-corrected-notice.pdf").read_bytes())
    assert notice.verdict == "holds"
    assert failing(tmp_path / "oxford-east-audit-pack-2.pdf") == ["declared"]
    assert screen.contest.declaration
    assert screen.contest.declaration.figures.votes[2] == 4_730


def test_a_declarant_declares_and_a_slip_of_the_tongue_is_kept(
    screen: Result, session: Session, fingers: Fingers, settle: Settle
) -> None:
    declarant = session.desk.staff.enrolled(9, "Dora Declarant", "declarant")
    session.desk.do(
        "count", acts.OfficerEnrolled(**session.desk.by(RETURNING_OFFICER).count, officer=declarant)
    )
    given(fingers, settle)
    enter(fingers, settle, str(READER))
    read_back(fingers, settle, list(figures(screen.contest).votes))
    assert at(screen) is Step.DECLARE
    fingers.press(Qt.Key.Key_Tab)
    enter(fingers, settle, "9")
    fingers.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    enter(fingers, settle, "Smith is duly elected")
    enter(fingers, settle, "Dodds")
    declared = screen.contest.declaration
    assert declared
    assert (declared.declarant, declared.said_first) == (9, "Smith is duly elected")
    assert screen.contest.stage is Stage.DECLARED


# ---- several seats


def key_lot_again(fingers: Fingers, settle: Settle, drawn: str) -> None:
    """A supervisor keys who was drawn, from the slip."""
    enter(fingers, settle, str(SUPERVISOR))
    enter(fingers, settle, drawn)


def lots(screen: Result) -> str:
    """The lots as the table of them tells them, second lines too."""
    (table,) = (t for t in screen.findChildren(ChoosingTable) if t.isVisible())
    model = table.model()
    return " ".join(
        str(model.index(row, 0).data(role))
        for row in range(model.rowCount())
        for role in (Qt.ItemDataRole.DisplayRole, Cell.SECOND)
    )


class TestWard:
    @pytest.fixture
    def hall(self, tmp_path: Path) -> Hall:
        """Three are level for the two seats that are left, and the seats have different terms."""
        return level(tmp_path, (30, 20, 20, 20), seats=3, terms=SEATS_OF_TERMS)

    @pytest.fixture
    def oxford(self, hall: Hall) -> tuple[Desk, Hall]:
        return hall.desk, hall

    def test_three_level_for_two_seats_are_drawn_one_after_the_other(
        self, hall: Hall, window: MainWindow, fingers: Fingers, settle: Settle
    ) -> None:
        fingers.sign_in(RETURNING_OFFICER)
        screen = opened(fingers, window, settle)
        enter(fingers, settle)
        assert at(screen) is Step.LOT
        assert "3 candidates are level for 2 seats." in told(screen)
        enter(fingers, settle, "papers in a hat")
        enter(fingers, settle, "1")
        assert "Key the number of one of the candidates who are level: 2, 3, 4." in told(screen)
        fingers.press(Qt.Key.Key_Backspace)
        enter(fingers, settle, "3")
        key_lot_again(fingers, settle, "Cedar")
        assert "2 candidates are level for 1 seat." in told(screen)
        assert "Already drawn: Alex Cedar" in told(screen)
        enter(fingers, settle, "papers in a hat")
        enter(fingers, settle, "4")
        key_lot_again(fingers, settle, "Dogwood")
        assert at(screen) is Step.READ_BACK
        enter(fingers, settle, "3")
        read_back(fingers, settle, [30, 20, 20, 20])
        assert at(screen) is Step.DECLARE
        assert "term: until 2026" in told(screen)
        enter(fingers, settle, "ash")
        declared = screen.contest.declaration
        assert declared
        assert declared.elected == (1, 3, 4)
        enter(fingers, settle)
        assert at(screen) is Step.DONE
        (path,) = hall.desk.ledger.path.parent.glob("*-declaration.pdf")
        assert verify(path.read_bytes()).verdict == "holds"

    def test_a_lot_recorded_wrongly_is_put_right_and_what_followed_is_drawn_again(
        self, window: MainWindow, fingers: Fingers, settle: Settle
    ) -> None:
        fingers.sign_in(RETURNING_OFFICER)
        screen = opened(fingers, window, settle)
        enter(fingers, settle)
        for drawn in ("3", "4"):
            enter(fingers, settle, "papers in a hat")
            enter(fingers, settle, drawn)
            key_lot_again(fingers, settle, drawn)
        assert at(screen) is Step.READ_BACK
        way(fingers, settle, Way.LOT)
        assert "it no longer holds, and is drawn again" in told(screen)
        assert "between 2 Alex Birch, 3 Alex Cedar, 4 Alex Dogwood" in lots(screen)
        enter(fingers, settle)
        enter(fingers, settle, "3")
        assert "Key the number of another candidate in this lot: 2, 4." in told(screen)
        fingers.press(Qt.Key.Key_Backspace)
        enter(fingers, settle, "2")
        enter(fingers, settle, "the wrong name was read out")
        enter(fingers, settle, str(RETURNING_OFFICER))
        assert at(screen) is Way.LOT
        fingers.press(Qt.Key.Key_Backspace)
        enter(fingers, settle, str(DEPUTY))
        assert at(screen) is Step.LOT
        key_lot_again(fingers, settle, "2")
        assert screen.contest.lot == {frozenset({2, 3, 4}): 2}
        assert at(screen) is Step.LOT
        assert "Already drawn: Alex Birch" in told(screen)
        enter(fingers, settle, "papers in a hat")
        enter(fingers, settle, "3")
        key_lot_again(fingers, settle, "3")
        assert [*screen.contest.lot.values()] == [2, 3]
        assert at(screen) is Step.READ_BACK

    def test_votes_that_were_not_used_stand_there_already(self, hall: Hall) -> None:
        ours = hall.figures
        blank: list[int | None] = [None] * (len(listed(ours, 3)) - 2)
        model = PaperFigures(
            hall.contest, ours, [*blank, ours.unused, ours.uncertain], ("paper", "ours")
        )
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for row, value in enumerate(listed(ours, 3)[:-2]):
            assert model.setData(model.index(row, 1), value)
        assert model.figures == ours
        assert (model.differing, list(does_not_add(hall.contest, ours))) == (0, [])
        wrong = replace(ours, unused=Votes(ours.unused + 1))
        assert len(list(does_not_add(hall.contest, wrong))) == 1
        hall.desk.close()


def test_a_name_on_the_notice_is_corrected_by_keys_and_the_change_is_seen_before_and_after(
    screen: Result, session: Session, fingers: Fingers, settle: Settle, tmp_path: Path
) -> None:
    votes = [int(total) for total in figures(screen.contest).votes]
    declared_outside(screen, fingers, settle, votes, "5")
    enter(fingers, settle)
    enter(fingers, settle)
    assert at(screen) is Step.DONE
    way(fingers, settle, Way.CORRECT_NAMES)
    to_the_last(fingers)
    enter(fingers, settle)
    assert "Nothing is keyed over yet." in told(screen)
    fingers.press(*[Qt.Key.Key_Up] * 13)
    enter(fingers, settle)
    before = screen.contest.set_up.candidates[0]
    enter(fingers, settle, "e")
    fingers.press(Qt.Key.Key_Escape)
    assert f"stands on the notice as {before.ballot_name}" in seconds(screen)
    to_the_last(fingers)
    enter(fingers, settle)
    other = f"{before.surname}e, {before.other_names}"
    line = f"Candidate 1, name: {before.ballot_name}, now {other}"
    assert line in told(screen)
    enter(fingers, settle, "a letter was left out")
    enter(fingers, settle, str(DEPUTY))
    assert [notice.says.candidates[0].ballot_name for notice in screen.contest.corrected] == [other]
    assert screen.contest.set_up.candidates[0] == before, "nothing of the count is another"
    assert at(screen) is Step.SIGN
    assert line in told(screen)
    enter(fingers, settle)
    assert at(screen) is Step.DONE
    notice = verify((tmp_path / "oxford-east-corrected-notice.pdf").read_bytes())
    assert notice.verdict == "holds"


def also(fingers: Fingers, settle: Settle) -> None:
    """From the figures of a corrected notice to its names, or back."""
    QTest.keyClick(fingers.window.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    settle()


def test_figures_and_a_name_are_corrected_in_one_notice(
    screen: Result, session: Session, fingers: Fingers, settle: Settle
) -> None:
    nine_votes_to_be_corrected(screen, fingers, settle)
    fingers.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    QTest.keyClicks(fingers.window.focusWidget(), "4739")
    fingers.press(*[Qt.Key.Key_Down] * 14)
    QTest.keyClicks(fingers.window.focusWidget(), "39341")
    fingers.press(Qt.Key.Key_Plus)
    settle()
    enter(fingers, settle, "4,730 was read, and a letter was left out")
    assert "names too" in [hint.words for hint in screen.key_hints()]
    also(fingers, settle)
    assert at(screen) is Way.CORRECT_NAMES
    enter(fingers, settle)
    before = screen.contest.set_up.candidates[0]
    enter(fingers, settle, "e")
    fingers.press(Qt.Key.Key_Escape)
    # What is keyed there is kept while one looks at the figures once more.
    also(fingers, settle)
    assert at(screen) is Way.CORRECT
    also(fingers, settle)
    to_the_last(fingers)
    enter(fingers, settle)
    other = f"{before.surname}e, {before.other_names}"
    assert f"Candidate 1, name: {before.ballot_name}, now {other}" in told(screen)
    assert "4,730, now 4,739" in told(screen)
    enter(fingers, settle)
    enter(fingers, settle, str(DEPUTY))
    (notice,) = screen.contest.corrected
    assert notice.says.candidates[0].ballot_name == other
    assert notice.figures.votes[2] == 4_739
    assert notice.reason == "4,730 was read, and a letter was left out"


def test_a_blank_figure_is_not_passed_over_on_the_page_of_names(
    screen: Result, session: Session, fingers: Fingers, settle: Settle
) -> None:
    declared_outside(screen, fingers, settle, list(figures(screen.contest).votes), "5")
    enter(fingers, settle)
    enter(fingers, settle)
    way(fingers, settle, Way.CORRECT)
    fingers.press(Qt.Key.Key_Delete, Qt.Key.Key_Down)
    settle()
    blank = isinstance(screen.page, CorrectPage) and screen.page.values[0] is None
    assert blank
    also(fingers, settle)
    to_the_last(fingers)
    enter(fingers, settle)
    assert "A figure of this notice is blank. Press Alt+A" in told(screen)
    assert screen.contest.corrected == []


def test_a_half_typed_figure_is_kept_on_the_way_to_the_names_and_back(
    screen: Result, session: Session, fingers: Fingers, settle: Settle
) -> None:
    declared_outside(screen, fingers, settle, list(figures(screen.contest).votes), "5")
    enter(fingers, settle)
    enter(fingers, settle)
    way(fingers, settle, Way.CORRECT)
    QTest.keyClicks(fingers.window.focusWidget(), "47")
    also(fingers, settle)
    assert at(screen) is Way.CORRECT_NAMES
    also(fingers, settle)
    page = screen.page
    assert isinstance(page, CorrectPage)
    assert page.values[0] == 47


def seconds(screen: Result) -> str:
    """What stands beneath the lines of the table that is seen."""
    tables = screen.findChildren(ChoosingTable)
    model = next(table for table in tables if table.isVisible()).model()
    cells = (model.index(row, 0).data(Cell.SECOND) for row in range(model.rowCount()))
    return " ".join(filter(None, cells))


def to_the_last(fingers: Fingers) -> None:
    """Past the twelve candidates and the electorate."""
    fingers.press(*[Qt.Key.Key_Down] * 13)


# ---- after the night


@pytest.fixture
def declared(screen: Result, fingers: Fingers, settle: Settle) -> Result:
    """Declared and signed, at one in the morning after the poll."""
    votes = [int(total) for total in figures(screen.contest).votes]
    declared_outside(screen, fingers, settle, votes, "5")
    enter(fingers, settle)
    enter(fingers, settle)
    assert at(screen) is Step.DONE
    return screen


def test_what_can_be_done_after_the_night_is_listed_with_its_days(
    declared: Result, fingers: Fingers, settle: Settle
) -> None:
    QTest.keyClick(fingers.window.focusWidget(), Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert "After the night" in told(declared)
    days = seconds(declared)
    assert "day 1, too early: 15 July 2024 to 29 July 2024" in days
    assert "they are kept until 4 July 2025" in days
    assert "possible from 5 July 2025, by two officers" in days


def test_a_pack_for_counsel_is_made_by_keys_and_says_what_it_withholds(
    declared: Result, session: Session, fingers: Fingers, settle: Settle, tmp_path: Path
) -> None:
    way(fingers, settle, Way.PACK_FOR)
    enter(fingers, settle)
    assert "Write it in words: the pack prints it." in told(declared)
    enter(fingers, settle, "counsel for the petitioner")
    enter(fingers, settle, "what was found names people")
    enter(fingers, settle)
    fingers.press(Qt.Key.Key_Space)
    enter(fingers, settle)
    enter(fingers, settle)
    assert "Made, signed and recorded" in told(declared)
    pdf = (tmp_path / "oxford-east-counsel-pack.pdf").read_bytes()
    assert verify(pdf).verdict == "holds"
    assert "counsel-pack" in declared.contest.signed
    made = {point.code: point for point in verify(pdf).points}["withholding"]
    assert "made for counsel for the petitioner" in made.detail


def test_the_return_and_the_postal_statement_are_written_beside_the_count(
    declared: Result, fingers: Fingers, settle: Settle, tmp_path: Path
) -> None:
    way(fingers, settle, Way.POSTAL_STATEMENT)
    enter(fingers, settle)
    assert (tmp_path / "oxford-east-postal-statement.pdf").stat().st_size
    fingers.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    way(fingers, settle, Way.RETURN)
    enter(fingers, settle)
    for ending in (".csv", ".json", ".pdf"):
        assert (tmp_path / f"oxford-east-return{ending}").stat().st_size
    assert "written into" in told(declared)


def test_an_enter_that_comes_twice_writes_the_postal_statement_once(
    declared: Result, session: Session, fingers: Fingers, settle: Settle, tmp_path: Path
) -> None:
    way(fingers, settle, Way.POSTAL_STATEMENT)
    with disk_busy(session):
        fingers.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    settle()
    assert len(list(tmp_path.glob("*postal-statement*"))) == 1
    enter(fingers, settle)
    assert len(list(tmp_path.glob("*postal-statement*"))) == 2


def test_an_order_has_the_documents_kept_longer_and_disposal_is_agreed_by_two(
    declared: Result, session: Session, fingers: Fingers, settle: Settle
) -> None:
    way(fingers, settle, Way.KEEP)
    enter(fingers, settle, "soon")
    assert "Key the day as day, month and year" in told(declared)
    fingers.window.focusWidget().selectAll()  # type: ignore[attr-defined]
    enter(fingers, settle, "1/3/2027")
    enter(fingers, settle, "petition M/349/24")
    enter(fingers, settle, str(DEPUTY))
    retention = session.desk.count.count.retention
    assert retention.order
    assert retention.order.reason == "petition M/349/24"
    way(fingers, settle, Way.DISPOSE)
    assert "They must be kept longer, until 1 March 2027: petition M/349/24" in told(declared)
    enter(fingers, settle, "the practice is over")
    enter(fingers, settle, str(DEPUTY))
    assert retention.disposal
