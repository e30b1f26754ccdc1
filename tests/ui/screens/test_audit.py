"""The ledger as a timeline, the codes given out, and documents checked point by point."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tallyapp.audit.apart import TIMEOUT
from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.practice import rehearsal
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.publication import publish_audit_pack
from tallyapp.signing.identity import practice_identity
from tallyapp.ui.screens.audit.screen import Audit
from tallyapp.ui.screens.audit.timeline import PAGE, Filter, Timeline
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tallyapp.words.acts import Lines, kind_words, kinds, line, where, whole
from tests.ui.keys import Fingers

RETURNING_OFFICER, CLERK, AUDITOR = 1, 11, 21
Settle = Callable[[], None]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(keyed_with_mishaps: tuple[Desk, Rehearsal]) -> Desk:
    """Every paper keyed, some of them after mishaps; an auditor is on the staff."""
    desk, _ = keyed_with_mishaps
    auditor = desk.staff.enrolled(AUDITOR, "An auditor", "auditor")
    desk.do("count", acts.OfficerEnrolled(**desk.by(RETURNING_OFFICER).count, officer=auditor))
    return desk


@pytest.fixture
def screen(desk: Desk, window: MainWindow, fingers: Fingers, settle: Settle) -> Audit:
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F11)
    settle()
    screen = window.screen_shown
    assert isinstance(screen, Audit)
    return screen


def column(model: Timeline, at: int, rows: int) -> list[object]:
    return [model.index(row, at).data() for row in range(rows)]


def read_through(model: Timeline, settle: Settle, qtbot: QtBot) -> None:
    """Look at every row, and wait until each has been read."""
    qtbot.waitUntil(lambda: "…" not in column(model, 3, model.rowCount()))
    settle()


# ---- the timeline


def test_the_newest_entry_comes_first_with_who_did_what_and_where(
    screen: Audit, session: Session, settle: Settle, qtbot: QtBot
) -> None:
    model = screen.timeline.model
    assert model.rowCount() == screen.contest.seq
    assert column(model, 0, 3) == [screen.contest.seq - n for n in range(3)]
    read_through(model, settle, qtbot)
    told = {
        tuple(model.index(row, at).data() for at in (2, 3, 4)) for row in range(model.rowCount())
    }
    assert ("3 supervisor", "Verification stated: 39,731 counted", "") not in told
    assert ("1 returning officer", "Verification stated: 39,731 counted", "") in told
    assert any(where == "Sheet 5" and what.startswith("Sheet corrected") for _, what, where in told)


def counted_again(session: Session, papers: int) -> acts.BoxCounted:
    """The first box counted once more."""
    box, state = next(iter(session.desk.contest(session.stream).boxes.items()))
    attempt = len(state.attempts) + 1
    return acts.BoxCounted(**session.me.contest, box=box, attempt=attempt, papers=Papers(papers))


def test_a_new_entry_is_a_row_more_and_no_other_row_changes(
    screen: Audit, session: Session, settle: Settle, qtbot: QtBot
) -> None:
    model, resets = screen.timeline.model, []
    model.modelReset.connect(lambda: resets.append(1))
    before = model.rowCount()
    with qtbot.waitSignal(model.rowsInserted):
        session.do(
            session.stream,
            counted_again(session, 1),
        )
    settle()
    assert model.rowCount() == before + 1
    assert not resets
    qtbot.waitUntil(lambda: model.index(0, 3).data() == "Box counted: 1")


def test_a_number_typed_over_the_entries_narrows_them_to_a_sheet(
    screen: Audit, fingers: Fingers, settle: Settle, qtbot: QtBot
) -> None:
    model = screen.timeline.model
    fingers.type("/5")
    with qtbot.waitSignal(model.modelReset):
        fingers.press(Qt.Key.Key_Return)
    read_through(model, settle, qtbot)
    assert set(column(model, 4, model.rowCount())) == {"Sheet 5", "Form 5", "Box 5"}
    positions = column(model, 0, model.rowCount())
    assert positions == sorted(positions, reverse=True)  # type: ignore[type-var]  # all are numbers
    with qtbot.waitSignal(model.modelReset):
        fingers.press(Qt.Key.Key_Escape)
    assert model.rowCount() == screen.contest.seq


def test_a_filter_by_kind_and_officer_lets_new_entries_in_that_fit(
    desk: Desk, session: Session, settle: Settle, qtbot: QtBot
) -> None:
    model = Timeline(session, session.stream)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    with qtbot.waitSignal(model.modelReset):
        model.show_filter(session.stream, Filter(kind="BoxCounted", officer=CLERK))
    before = model.rowCount()
    session.acted.connect(lambda changed: model.acted(changed.stream))
    session.sign_in(CLERK)
    session.do(session.stream, counted_again(session, 2))
    qtbot.waitUntil(lambda: model.rowCount() == before + 1)
    session.sign_in(12)
    session.do(session.stream, counted_again(session, 3))
    settle()
    assert model.rowCount() == before + 1
    read_through(model, settle, qtbot)
    assert model.index(0, 3).data() == "Box counted: 2"


def test_only_pages_that_are_looked_at_are_read(
    desk: Desk, session: Session, settle: Settle, qtbot: QtBot
) -> None:
    model = Timeline(session, session.stream)
    last = model.rowCount() - 1
    assert last > PAGE
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.extend((first.row(), last.row())))
    with qtbot.waitSignal(model.dataChanged):
        assert model.index(last, 3).data() == "…"
    settle()
    assert told == [last - PAGE + 1, last]
    assert model.index(last, 3).data().startswith("Contest set up")


def test_an_entry_is_shown_whole_with_its_head_and_code(
    screen: Audit, session: Session, fingers: Fingers, settle: Settle, qtbot: QtBot
) -> None:
    fingers.press(*[Qt.Key.Key_Down] * 3)
    settle()
    seq = screen.contest.seq - 3
    expected = session.desk.ledger.checkpoint(session.stream, seq)
    qtbot.waitUntil(lambda: screen.timeline.entry.code == expected.code)


def test_every_act_of_a_night_has_words(desk: Desk) -> None:
    stream = next(iter(desk.count.contests))
    lines = Lines.of(desk.contest(stream))
    for name in ("count", stream):
        for _, act in desk.ledger.read_from(name):
            assert line(act).startswith(kind_words(type(act).__name__))
            assert "{" not in where(act)
            told = list(whole(act, lines))
            assert told[-1 if name == "count" else -2][1] == act.id
    assert all(kind_words(kind) for of_count in (True, False) for kind in kinds(of_count))


def test_the_lines_of_a_sheet_bear_their_candidates_names(desk: Desk) -> None:
    stream = next(iter(desk.count.contests))
    sheets = [act for _, act in desk.ledger.read_from(stream) if isinstance(act, acts.SheetKeyed)]
    told = dict(whole(sheets[0], Lines.of(desk.contest(stream))))
    bundles = sheets[0].figures.lines[4]
    assert told["DODDS Anneliese"] == f"{bundles.full} full, {bundles.part} in part"


# ---- codes


def test_an_agent_who_asks_is_given_a_code_with_a_number_drawn(
    screen: Audit, session: Session, fingers: Fingers, settle: Settle, qtbot: QtBot
) -> None:
    QTest.keyClick(screen.window().focusWidget(), Qt.Key.Key_PageDown, CONTROL)
    assert screen.part is screen.codes
    QTest.keyClicks(screen.window().focusWidget(), "Agent of JUPP")
    fingers.press(Qt.Key.Key_Return)
    settle()
    expected = session.desk.ledger.checkpoint(session.stream)
    qtbot.waitUntil(lambda: screen.codes.code == expected.code)
    (_, given) = session.desk.ledger.read_from("count")[-1]
    assert isinstance(given, acts.CodeIssued)
    assert (given.occasion, given.to, given.code) == ("request", "Agent of JUPP", expected.code)
    assert given.drawn > 0
    model = screen.codes.model
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    assert model.index(0, 0).data() == expected.code
    assert f"number {given.drawn:,}" in model.index(0, 3).data()


def test_a_code_is_given_to_nobody_in_particular_never(screen: Audit, fingers: Fingers) -> None:
    QTest.keyClick(screen.window().focusWidget(), Qt.Key.Key_PageDown, CONTROL)
    fingers.press(Qt.Key.Key_Return)
    assert screen.codes._to.refused == "Say to whom the code is given."


# ---- documents


@pytest.fixture
def pack(oxford: tuple[Desk, Rehearsal], desk: Desk, tmp_path: Path) -> Path:
    rehearsal.declare(*oxford)
    path = tmp_path / "pack.pdf"
    publish_audit_pack(
        desk, oxford[1].stream, practice_identity(desk.clock()), path, RETURNING_OFFICER
    )
    return path


def checked(screen: Audit, path: Path, qtbot: QtBot) -> dict[str, str]:
    """What is shown of each point; a code that was noted comes last."""
    with qtbot.waitSignal(screen.verifying.model.modelReset, timeout=int(TIMEOUT * 1000)):
        screen.entered(path)
    return {point.code: point.result for point in screen.verifying.model.points}


def test_an_untouched_pack_holds_and_a_code_noted_is_found_in_it(
    pack: Path, screen: Audit, session: Session, qtbot: QtBot
) -> None:
    screen.verifying.noted.edit.setText(
        session.desk.ledger.checkpoint(session.stream, 150).code.lower()
    )
    found = checked(screen, pack, qtbot)
    assert set(found.values()) == {"holds", "not checked"}
    assert screen.verifying.verdict.accessibleName() == "Holds"
    last = screen.verifying.model.points[-1]
    assert "entry 150" in last.detail


def test_an_appended_byte_fails_in_words_and_marks(
    pack: Path, screen: Audit, qtbot: QtBot, tmp_path: Path
) -> None:
    touched = tmp_path / "touched.pdf"
    touched.write_bytes(pack.read_bytes() + b" ")
    assert checked(screen, touched, qtbot)["coverage"] == "fails"
    assert screen.verifying.verdict.accessibleName() == "Fails"
    shown = [screen.verifying.model.index(row, 0).data() for row in range(3)]
    assert shown == ["Fails", "Fails", "Contest"]


def test_what_is_no_pdf_and_what_is_not_there_are_said_in_place(
    screen: Audit, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "letter.pdf"
    other.write_bytes(b"Dear returning officer")
    checked(screen, other, qtbot)
    assert screen.verifying.verdict.accessibleName() == "Not judged"
    screen.entered(tmp_path / "missing.pdf")
    settle()
    assert "missing.pdf cannot be read" in screen.verifying.file.refused


def test_a_file_protected_by_a_password_is_not_judged_and_the_window_stays(
    pack: Path, screen: Audit, qtbot: QtBot, tmp_path: Path
) -> None:
    protected = tmp_path / "protected.pdf"
    with pikepdf.open(pack) as document:
        document.save(protected, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert checked(screen, protected, qtbot) == {"original": "not checked"}
    assert screen.verifying.verdict.accessibleName() == "Not judged"
    assert "protected by a password" in screen.verifying.model.points[0].detail
    assert not screen.verifying._page.isVisible()
    assert set(checked(screen, pack, qtbot).values()) == {"holds", "not checked"}
    assert screen.verifying._page.isVisible()


# ---- who may


def test_an_auditor_opens_the_audit_and_nothing_else(
    desk: Desk, window: MainWindow, fingers: Fingers, settle: Settle
) -> None:
    fingers.sign_in(AUDITOR)
    settle()
    assert isinstance(window.screen_shown, Audit)
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F5, Qt.Key.Key_F10):
        fingers.press(key)
        assert isinstance(window.screen_shown, Audit)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_PageDown, CONTROL)
    assert not window.screen_shown.codes._to.isVisible()


def test_whoever_keys_does_not_see_what_others_keyed(
    desk: Desk, window: MainWindow, fingers: Fingers
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F11)
    assert not isinstance(window.screen_shown, Audit)
