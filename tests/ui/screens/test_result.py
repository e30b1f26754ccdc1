"""From the provisional result to the signed declaration, by keys alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tallyapp.audit.verify import verify
from tallyapp.desk import Desk
from tallyapp.documents.reading import read_attachments
from tallyapp.domain import acts
from tallyapp.domain.rules.result import figures, standing
from tallyapp.domain.vocabulary.on_paper import Role
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber, Papers, Votes
from tallyapp.past.past_results import read_past_results
from tallyapp.past.published import PastResult
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.resources import resource
from tallyapp.signing.identity import create_identity
from tallyapp.ui.screens.result.beside.checklist import About, Step, items, step_of
from tallyapp.ui.screens.result.beside.checklist_model import ChecksModel
from tallyapp.ui.screens.result.beside.open_now import OpenNow
from tallyapp.ui.screens.result.figures.by_candidate import Figures, HandAdded
from tallyapp.ui.screens.result.screen import Result
from tallyapp.ui.screens.result.steps.declare import plain_letters
from tallyapp.ui.screens.result.steps.sign import SignPage
from tallyapp.ui.screens.result.steps.summary_print import SummaryPrint
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.marks import Mark
from tests.halls import SUPERVISOR, officer, staff_name
from tests.planned import key_form, key_sheet
from tests.ui.keys import Fingers
from tests.ui.resulting import (
    DEPUTY,
    OTHER_READER,
    READER,
    RETURNING_OFFICER,
    Settle,
    at,
    both_shown,
    enter,
    given,
    heads_now,
    keyed,
    opened,
    read_back,
    seen,
    shown,
)
from tests.workstations import workstation


@pytest.fixture
def counted(all_keyed: tuple[Desk, Rehearsal]) -> Rehearsal:
    """Every paper of Oxford East is keyed and agreed."""
    return all_keyed[1]


@pytest.fixture
def screen(counted: Rehearsal, fingers: Fingers, window: MainWindow, settle: Settle) -> Result:
    """The returning officer before the result, everything counted and nothing given."""
    fingers.sign_in(RETURNING_OFFICER)
    return opened(fingers, window, settle)


def test_a_count_is_carried_from_its_figures_to_a_declaration_that_verifies(
    screen: Result,
    session: Session,
    fingers: Fingers,
    settle: Settle,
    counted: Rehearsal,
    tmp_path: Path,
) -> None:
    contest, ours = screen.contest, list(figures(screen.contest).votes)
    seen(fingers, settle)
    enter(fingers, settle)
    assert contest.provisional is not None
    code = session.desk.ledger.checkpoint(session.stream, contest.provisional.seq).code
    assert code in set(shown(screen))
    enter(fingers, settle)
    assert at(screen) is Step.READ_BACK
    enter(fingers, settle, str(READER))
    read_back(fingers, settle, ours)
    assert at(screen) is Step.DECLARE
    enter(fingers, settle, "dodds")
    assert contest.declaration is not None
    assert contest.declaration.elected == (5,)
    assert contest.declaration.declarant == RETURNING_OFFICER
    enter(fingers, settle)
    assert at(screen) is Step.DONE
    for document in ("declaration", "audit-pack"):
        path = tmp_path / f"oxford-east-{document}.pdf"
        assert verify(path.read_bytes()).verdict == "holds"
        assert str(path) in set(shown(screen))
    issued = session.desk.ledger.read_from("count")
    occasions = [act.occasion for _, act in issued if isinstance(act, acts.CodeIssued)]
    assert occasions == ["verification", "provisional", "declaration"]


def test_the_heading_says_how_far_the_contest_is(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    assert "Reconciled" in set(shown(screen))
    assert "Counting" not in set(shown(screen))
    seen(fingers, settle)
    enter(fingers, settle)
    assert "Provisional" in set(shown(screen))


def test_the_count_summary_to_be_read_back_is_printed_from_the_read_back(
    screen: Result, session: Session, fingers: Fingers, settle: Settle, qtbot: QtBot
) -> None:
    given(fingers, settle)
    (button,) = (each.print_it for each in screen.findChildren(SummaryPrint))
    with qtbot.waitSignal(session.printing.told):
        button.click()
    assert session.desk.count.count.printed.has("summary", session.stream)
    assert "in the folder “papers” beside the count" in " ".join(shown(screen))
    enter(fingers, settle, str(READER))
    assert not button.isVisible()


def test_two_exchanged_lines_stop_the_declaration_until_they_are_keyed_again(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    votes = list(figures(screen.contest).votes)
    exchanged = [*votes[:2], votes[3], votes[2], *votes[4:]]
    given(fingers, settle)
    enter(fingers, settle, str(READER))
    read_back(fingers, settle, exchanged)
    both_shown(fingers)
    assert at(screen) is Step.READ_BACK
    told = " ".join(shown(screen))
    assert (
        "Lines 3 and 4 are exchanged: 5,076 was read for BROWN Louise and 4,739 for DHALL Sushila."
        in told
    )
    assert told.count("Agrees") == 10 + len(heads_now(fingers))
    enter(fingers, settle, str(OTHER_READER))
    assert "4,739" not in set(shown(screen))
    read_back(fingers, settle, votes[2:4], rejected=())
    assert at(screen) is Step.DECLARE


def test_one_line_that_differs_is_named_with_both_figures(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    votes = list(figures(screen.contest).votes)
    given(fingers, settle)
    enter(fingers, settle, str(READER))
    read_back(fingers, settle, [*votes[:6], 2318, *votes[7:]])
    both_shown(fingers)
    told = " ".join(shown(screen))
    assert "Line 7, HENWOOD David: 2,318 was read back, the program has 2,381." in told


def test_a_head_that_is_read_back_otherwise_stops_the_declaration_until_it_is_keyed_again(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    votes = figures(screen.contest).votes
    ours = heads_now(fingers)
    head = screen.contest.set_up.rules.heads[1].label
    given(fingers, settle)
    enter(fingers, settle, str(READER))
    read_back(fingers, settle, votes, (ours[0], ours[1] + 4_000, *ours[2:]))
    assert at(screen) is Step.READ_BACK
    assert f"1 line not as the program has it: “{head}”." in set(shown(screen))
    assert str(ours[1] + 4_000) not in set(shown(screen))
    both_shown(fingers)
    told = " ".join(shown(screen))
    assert (
        f"Rejected, “{head}”: {ours[1] + 4_000:,} was read back, the program has {ours[1]}." in told
    )
    enter(fingers, settle, str(OTHER_READER))
    assert screen.contest.provisional
    read_back(fingers, settle, (), ours[1:2])
    assert screen.contest.provisional.read_back_agrees
    assert at(screen) is Step.DECLARE


def test_two_heads_that_are_exchanged_are_told_in_one_sentence(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    ours = heads_now(fingers)
    first, second = (each.label for each in screen.contest.set_up.rules.heads[1:3])
    assert ours[1] != ours[2]
    given(fingers, settle)
    enter(fingers, settle, str(READER))
    exchanged = (ours[0], ours[2], ours[1], *ours[3:])
    read_back(fingers, settle, figures(screen.contest).votes, exchanged)
    both_shown(fingers)
    told = " ".join(shown(screen))
    assert "Two heads are exchanged" in told
    assert f"for “{first}”" in told
    assert f"for “{second}”" in told


def test_votes_and_papers_are_never_told_as_exchanged(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    """Not even where the figure of each is on the other's line."""
    votes = figures(screen.contest).votes
    ours = heads_now(fingers)
    given(fingers, settle)
    enter(fingers, settle, str(READER))
    read_back(fingers, settle, (ours[1], *votes[1:]), (ours[0], votes[0], *ours[2:]))
    both_shown(fingers)
    told = " ".join(shown(screen))
    assert "exchanged" not in told
    assert told.count("was read back, the program has") == 2


def test_whoever_reads_back_sees_none_of_our_figures_and_no_other_screen(
    screen: Result, window: MainWindow, fingers: Fingers, settle: Settle
) -> None:
    votes = figures(screen.contest).votes
    given(fingers, settle)
    enter(fingers, settle, str(READER))
    ours = {f"{total:,}" for total in votes} | {str(total) for total in votes}
    assert not ours & set(shown(screen))
    assert "Preview. Figures hidden for now." in set(shown(screen))
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F11):
        fingers.press(key)
        assert window.screen_shown is screen
    told = (
        "Officer 3 is reading back, and must not see the program’s figures. "
        "Esc stops it; nothing is lost."
    )
    assert told in set(shown(window))
    fingers.press(Qt.Key.Key_Escape)
    enter(fingers, settle, str(votes[0]))
    assert f"{votes[1]:,}" not in set(shown(screen))


def test_whoever_gave_the_provisional_result_cannot_read_it_back(
    screen: Result, fingers: Fingers, settle: Settle
) -> None:
    given(fingers, settle)
    enter(fingers, settle, str(RETURNING_OFFICER))
    told = (
        "Officer 1 gave the provisional result and has seen it. Somebody else keys the read-back."
    )
    assert told in set(shown(screen))
    fingers.press(Qt.Key.Key_Backspace)
    enter(fingers, settle, "77")
    assert "Officer 77 is not on the staff" in " ".join(shown(screen))


def test_a_stopped_read_back_waits_for_the_same_officer(
    screen: Result, session: Session, fingers: Fingers, settle: Settle
) -> None:
    given(fingers, settle)
    enter(fingers, settle, str(READER))
    keyed(fingers, settle, [232, 1761])
    fingers.press(Qt.Key.Key_Escape)
    settle()
    assert "1,761" not in set(shown(screen))
    enter(fingers, settle, str(OTHER_READER))
    assert "1761" not in set(shown(screen))
    fingers.press(Qt.Key.Key_Escape)
    enter(fingers, settle, str(READER))
    assert "1761" in set(shown(screen))


def test_another_surname_declares_nothing(screen: Result, fingers: Fingers, settle: Settle) -> None:
    given(fingers, settle)
    enter(fingers, settle, str(READER))
    read_back(fingers, settle, list(figures(screen.contest).votes))
    enter(fingers, settle)
    enter(fingers, settle, "Smith")
    assert "That is not Dodds. Nothing is declared." in set(shown(screen))
    assert screen.contest.declaration is None


def test_any_keyboard_can_type_any_surname() -> None:
    assert plain_letters("Ó Súilleabháin-Łuczak") == plain_letters("o suilleabhain luczak")
    assert plain_letters("Dodds") != plain_letters("Dodd")


# ---- what stands open


@pytest.fixture
def unfinished(oxford: tuple[Desk, Rehearsal]) -> tuple[Desk, Rehearsal]:
    """All is keyed but the last sheet, which is keyed once only."""
    desk, played = oxford
    stream, last = played.stream, played.plan.sheets[-1]
    for sheet in played.plan.sheets:
        for clerk in (11,) if sheet is last else (11, 12):
            key_sheet(desk, stream, sheet, clerk)
    for form in played.plan.forms:
        for clerk in (11, 12):
            key_form(desk, stream, form, clerk)
    return desk, played


def test_the_returning_officer_goes_on_over_what_stands_open_by_name(
    unfinished: tuple[Desk, Rehearsal],
    window: MainWindow,
    fingers: Fingers,
    settle: Settle,
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    screen = opened(fingers, window, settle)
    assert at(screen) is Step.OPEN
    before = len(standing(screen.contest))
    enter(fingers, settle)
    enter(fingers, settle, "the paper is lost")
    enter(fingers, settle, str(DEPUTY))
    assert len(standing(screen.contest)) == before - 1
    (passed,) = screen.contest.passed
    assert passed.finding.place.kind == "sheet"
    for _ in range(before - 1):
        assert at(screen) is Step.OPEN
        enter(fingers, settle)
        enter(fingers, settle, "the paper is lost")
        enter(fingers, settle, str(DEPUTY))
    assert at(screen) in (Step.LOOK, Step.PROVISIONAL)
    listed = items(OpenNow(screen.contest), About(agree=True))
    assert listed[1].mark is Mark.DIFFERS


def test_a_deputy_cannot_go_on_over_it(
    unfinished: tuple[Desk, Rehearsal], window: MainWindow, fingers: Fingers, settle: Settle
) -> None:
    fingers.sign_in(DEPUTY)
    screen = opened(fingers, window, settle)
    enter(fingers, settle)
    told = (
        "Each open point is settled where it arose. Only the returning officer may proceed "
        "despite one, in person."
    )
    assert list(shown(screen)).count(told) == 2
    assert not screen.contest.passed


def test_a_clerk_may_not_open_the_result(window: MainWindow, fingers: Fingers) -> None:
    fingers.sign_in(11)
    fingers.press(Qt.Key.Key_F10)
    assert not isinstance(window.screen_shown, Result)


# ---- the steps, without a window


def test_the_step_follows_from_what_is_true(oxford: tuple[Desk, Rehearsal]) -> None:
    desk, played = oxford
    stream, contest = played.stream, desk.contest(played.stream)
    assert step_of(OpenNow(contest), None) is Step.OPEN
    rehearsal.key_papers(desk, played)
    assert step_of(OpenNow(contest), agree=False) is Step.OPEN
    assert step_of(OpenNow(contest), agree=True) is Step.PROVISIONAL
    now = figures(contest)
    desk.do(stream, acts.ProvisionalGiven(**desk.by(1).fixed, figures=now))
    assert step_of(OpenNow(contest), agree=True) is Step.OPPORTUNITY
    desk.do(stream, acts.RecountOpportunityGiven(**desk.by(1).contest, of=contest.given))
    assert step_of(OpenNow(contest), agree=True) is Step.READ_BACK
    desk.do(
        stream,
        acts.ReadBack(
            **desk.by(READER).contest,
            of=contest.given,
            votes=(*now.votes[:11], Votes(now.votes[11] + 1)),
            rejected=now.rejected,
        ),
    )
    assert step_of(OpenNow(contest), agree=True) is Step.READ_BACK
    listed = {item.words: item for item in items(OpenNow(contest), About(agree=True))}
    assert listed["Read-back"].detail == "1 line not as the program has it"
    desk.do(
        stream,
        acts.ReadBack(
            **desk.by(READER).contest,
            of=contest.given,
            votes=now.votes,
            rejected=now.rejected,
        ),
    )
    assert step_of(OpenNow(contest), agree=True) is Step.DECLARE
    at = desk.clock().replace(microsecond=0)
    desk.do(
        stream,
        acts.Declared(
            **desk.by(1).fixed,
            of=contest.given,
            figures=now,
            elected=(CandidateNumber(5),),
            declared_at=at,
            declarant=OfficerNumber(1),
        ),
    )
    assert step_of(OpenNow(contest), agree=None) is Step.SIGN


def test_the_tables_are_true_models(all_keyed: tuple[Desk, Rehearsal]) -> None:
    desk, played = all_keyed
    contest = desk.contest(played.stream)
    checks, hand_added = ChecksModel(), HandAdded(contest)
    for model in (checks, hand_added, Figures(contest, figures(contest).votes)):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    checks.show_items(items(OpenNow(contest), About()), Step.PROVISIONAL)
    checks.show_items(items(OpenNow(contest), About(agree=True)), Step.PROVISIONAL)
    assert checks.rowCount() == 11
    lines = hand_added.rowCount()
    hand_added.ask(range(1, lines + 1), [None] * lines)
    assert hand_added.setData(hand_added.index(0, 2), 232)
    assert hand_added.setData(hand_added.index(lines - 1, 2), 7)
    assert hand_added.missing == lines - 2


# ---- a tie, and a real count


def begun(path: Path, result: PastResult, *, practice: bool) -> Desk:
    """A count with the staff of a rehearsal."""
    desk = rehearsal.begin(path, "Count", [result], HallClock(result.polling_day))
    if practice:
        return desk
    desk.close()
    path.unlink()
    number = OfficerNumber(RETURNING_OFFICER)
    desk = Desk.begin(
        path,
        desk.clock,
        acts.CountSetUp(
            **acts.Envelope(number, "desk-1").count,
            name="Count",
            polling_day=result.polling_day,
            practice=False,
            note="",
            authority="Oxford City Council",
            imprint="Printed and published by the Acting Returning Officer, Town Hall, Oxford",
            officer_title="Acting Returning Officer",
            returning_officer=officer(number, "returning-officer", "Rosa Officer"),
            certificate=workstation().certificate,
        ),
        staff_name(number, "Rosa Officer"),
        workstation(),
    )
    staff: tuple[tuple[int, Role], ...] = (
        (DEPUTY, "deputy"),
        (READER, "supervisor"),
        (OTHER_READER, "supervisor"),
        *((clerk, "clerk") for clerk in rehearsal.CLERKS),
    )
    for other, role in staff:
        enrolled = desk.staff.enrolled(other, f"Officer {other}", role)
        desk.do("count", acts.OfficerEnrolled(**desk.by(RETURNING_OFFICER).count, officer=enrolled))
    return desk


def played_out(desk: Desk, result: PastResult) -> tuple[Desk, Rehearsal]:
    """Verified and keyed."""
    played = rehearsal.set_up(desk, result, seed=1)
    rehearsal.verify_boxes(desk, played)
    rehearsal.key_papers(desk, played)
    return desk, played


class TestTie:
    @pytest.fixture
    def oxford(self, tmp_path: Path) -> tuple[Desk, Rehearsal]:
        """As Oxford East would be if Dhall and Dodds had been level."""
        (result,) = read_past_results([resource("samples", "oxford-east-2024.json")])
        level = Votes((result.candidates[3].votes + result.candidates[4].votes) // 2)
        candidates = tuple(
            replace(past, votes=level) if n in (3, 4) else past
            for n, past in enumerate(result.candidates)
        )
        valid = Papers(sum(past.votes for past in candidates))
        result = replace(result, candidates=candidates, valid=valid, majority=Votes(0))
        return played_out(begun(tmp_path / "tied.tally", result, practice=True), result)

    def test_the_lot_is_drawn_outside_and_recorded(
        self, window: MainWindow, fingers: Fingers, settle: Settle
    ) -> None:
        fingers.sign_in(RETURNING_OFFICER)
        screen = opened(fingers, window, settle)
        given(fingers, settle)
        assert at(screen) is Step.LOT
        enter(fingers, settle, "slips from a hat")
        enter(fingers, settle, "3")
        assert "Key the number of one of the candidates who are level: 4, 5." in set(shown(screen))
        fingers.press(Qt.Key.Key_Backspace)
        enter(fingers, settle, "4")
        assert at(screen) is Step.LOT
        assert "Dhall" not in " ".join(shown(screen)), "the first record is not shown to the second"
        enter(fingers, settle, str(RETURNING_OFFICER))
        assert "Another officer keys who was drawn" in " ".join(shown(screen))
        fingers.press(Qt.Key.Key_Backspace)
        enter(fingers, settle, str(SUPERVISOR))
        enter(fingers, settle, "Wood")
        assert "This is none of those who are level." in " ".join(shown(screen))
        enter(fingers, settle, "dhall")
        assert screen.contest.lot == {frozenset((4, 5)): 4}
        assert at(screen) is Step.READ_BACK

    def test_a_lot_that_two_keyed_differently_is_recorded_anew(
        self, window: MainWindow, fingers: Fingers, settle: Settle
    ) -> None:
        fingers.sign_in(RETURNING_OFFICER)
        screen = opened(fingers, window, settle)
        given(fingers, settle)
        for first, second in (("4", "5"), ("5", "5")):
            enter(fingers, settle, "slips from a hat")
            enter(fingers, settle, first)
            enter(fingers, settle, str(SUPERVISOR))
            enter(fingers, settle, second)
            assert bool(screen.contest.lot) is (first == second)
        assert "Two officers keyed different names for the lot." in window.banner.words
        assert screen.contest.lot == {frozenset((4, 5)): 5}


class TestRealCount:
    @pytest.fixture
    def oxford(self, tmp_path: Path) -> tuple[Desk, Rehearsal]:
        """Declared, and no practice: the signature is still to come."""
        (result,) = read_past_results([resource("samples", "oxford-east-2024.json")])
        desk, played = played_out(begun(tmp_path / "real.tally", result, practice=False), result)
        rehearsal.declare(desk, played)
        return desk, played

    def test_the_identity_is_asked_for_in_place_until_it_opens(
        self, window: MainWindow, session: Session, fingers: Fingers, settle: Settle, tmp_path: Path
    ) -> None:
        identity = tmp_path / "officer.p12"
        now, title = session.desk.clock(), "Acting Returning Officer"
        create_identity(
            identity, "four words for a lock", name="Rosa Officer", title=title, now=now
        )
        fingers.sign_in(RETURNING_OFFICER)
        screen = opened(fingers, window, settle)
        assert at(screen) is Step.SIGN
        enter(fingers, settle, str(identity))
        enter(fingers, settle, "another password")
        enter(fingers, settle)
        assert "The password does not open" in " ".join(shown(screen))
        assert not screen.contest.signed
        enter(fingers, settle, "four words for a lock")
        enter(fingers, settle)
        assert at(screen) is Step.DONE
        signed = (tmp_path / "real-declaration.pdf").read_bytes()
        published = identity.with_suffix(".crt").read_bytes()
        assert verify(signed).verdict == "consistent"
        assert verify(signed, [published]).verdict == "holds"

    @pytest.mark.parametrize("releases", [False, True])
    def test_names_are_in_the_audit_pack_only_if_the_returning_officer_ticks_it(
        self,
        window: MainWindow,
        session: Session,
        fingers: Fingers,
        settle: Settle,
        tmp_path: Path,
        releases: bool,
    ) -> None:
        identity = tmp_path / "officer.p12"
        now = session.desk.clock()
        create_identity(identity, "four words", name="Rosa Officer", title="ARO", now=now)
        fingers.sign_in(RETURNING_OFFICER)
        screen = opened(fingers, window, settle)
        page = screen.page
        assert isinstance(page, SignPage)
        assert page._names.isVisible()
        if releases:
            QTest.keyClick(page._names, Qt.Key.Key_Space)
        enter(fingers, settle, str(identity))
        enter(fingers, settle, "four words")
        enter(fingers, settle)
        pack = (tmp_path / "real-audit-pack.pdf").read_bytes()
        assert ("names.json" in read_attachments(pack)) == releases

    def test_a_deputy_is_not_asked_about_names(
        self, window: MainWindow, fingers: Fingers, settle: Settle
    ) -> None:
        fingers.sign_in(DEPUTY)
        page = opened(fingers, window, settle).page
        assert isinstance(page, SignPage)
        assert not page._names.isVisible()

    def test_a_folder_that_is_not_there_is_said_in_place(
        self, window: MainWindow, fingers: Fingers, settle: Settle, tmp_path: Path
    ) -> None:
        fingers.sign_in(RETURNING_OFFICER)
        screen = opened(fingers, window, settle)
        enter(fingers, settle, "officer.p12")
        enter(fingers, settle, "a password")
        enter(fingers, settle, "/nowhere")
        assert f"There is no folder {tmp_path}/nowhere." in " ".join(shown(screen))

    def test_a_missing_identity_is_said_beneath_its_file_and_not_the_password(
        self, window: MainWindow, fingers: Fingers, settle: Settle, tmp_path: Path
    ) -> None:
        fingers.sign_in(RETURNING_OFFICER)
        screen = opened(fingers, window, settle)
        enter(fingers, settle, str(tmp_path / "gone.p12"))
        enter(fingers, settle, "a password")
        enter(fingers, settle)
        page = screen.page
        assert isinstance(page, SignPage)
        assert "gone.p12 could not be read" in page._file.refused
        assert not page._password.refused
        assert page._file.edit.hasFocus()

    def test_what_both_arithmetics_give_is_said_after_the_declaration_as_well(
        self, window: MainWindow, fingers: Fingers, settle: Settle
    ) -> None:
        fingers.sign_in(RETURNING_OFFICER)
        screen = opened(fingers, window, settle)
        settle()
        said = " ".join(shown(screen))
        assert "Two arithmetics agree" in said
        assert "Two arithmetics are compared" not in said
