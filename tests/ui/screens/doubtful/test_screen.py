"""Adjudication forms are keyed by two officers, and what is still out is named by area."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tallyapp.desk import Desk
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.on_paper import FormFigures
from tallyapp.domain.vocabulary.units import FormNumber
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens.doubtful.screen import Doubtful
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests import planned
from tests.ui.keys import Fingers, shown
from tests.ui.practice import CLERK, OTHER_CLERK

FIRST = FormNumber(1)


@pytest.fixture(autouse=True)
def sheets(oxford: tuple[Desk, Rehearsal]) -> Rehearsal:
    """Area A's sheets are agreed: so many doubtful papers are out."""
    desk, played = oxford
    for sheet in played.plan.sheets:
        if sheet.area == "A":
            for clerk in (CLERK, OTHER_CLERK):
                planned.key_sheet(desk, played.stream, sheet, clerk)
    return played


def row(figures: FormFigures) -> Sequence[int | None]:
    return [*figures.allowed, *figures.rejected, figures.objections, figures.adjudicator]


def open_form(fingers: Fingers, number: int = 1, area: str = "a") -> None:
    fingers.press(Qt.Key.Key_F7)
    fingers.type(f"{number}\n")
    fingers.write(area)
    fingers.press(Qt.Key.Key_Return)


def key_form(fingers: Fingers, figures: FormFigures, submit: str = "+") -> None:
    fingers.type(f"{figures.papers}\n" + "".join(f"{value}\n" for value in row(figures)) + submit)
    fingers.settle()


def life(session: Session) -> Life | None:
    contest = session.contest
    assert contest is not None
    form = contest.forms.get(FIRST)
    return form.life if form else None


def test_two_officers_key_a_form_and_its_papers_come_in(
    fingers: Fingers, window: MainWindow, session: Session, sheets: Rehearsal
) -> None:
    figures = sheets.plan.forms[0].figures
    fingers.sign_in(CLERK)
    open_form(fingers)
    assert "first keying" in shown(window)
    key_form(fingers, figures)
    assert life(session) is Life.KEYED
    assert "Form 1 is keyed once" in shown(window)
    fingers.sign_in(OTHER_CLERK)
    open_form(fingers)
    assert "second keying" in shown(window)
    rows = [line for line in shown(window).splitlines() if line.startswith("1\tADAMS")]
    assert rows == ["1\tADAMS Benjamin\t"]  # nothing of the first keying
    key_form(fingers, figures)
    assert life(session) is Life.AGREED
    said = shown(window)
    assert "Form 1 agrees" in said
    contest = session.contest
    assert contest is not None
    out = contest.areas["A"].sent - contest.areas["A"].adjudicated
    assert f"Area A\t{contest.areas['A'].sent}\t{figures.papers}\t{out}\t{out} papers out" in said
    assert str(sum(papers or 0 for papers in figures.rejected)) in said


def test_nobody_keys_the_same_form_twice(
    fingers: Fingers, window: MainWindow, session: Session, sheets: Rehearsal
) -> None:
    fingers.sign_in(CLERK)
    open_form(fingers)
    key_form(fingers, sheets.plan.forms[0].figures)
    open_form(fingers)
    assert "Another officer keys it the second time" in shown(window)
    assert life(session) is Life.KEYED


def test_an_area_that_is_not_there_and_one_that_is_another_are_said_at_the_field(
    fingers: Fingers, window: MainWindow, sheets: Rehearsal
) -> None:
    fingers.sign_in(CLERK)
    open_form(fingers, area="zz")
    assert "Area zz is not registered here" in shown(window)
    assert window.focusWidget().accessibleName() == "Area"
    fingers.write("a")
    fingers.press(Qt.Key.Key_Return)
    key_form(fingers, sheets.plan.forms[0].figures)
    fingers.sign_in(OTHER_CLERK)
    open_form(fingers, area="b")
    assert "was keyed for another area first" in shown(window)


def test_a_form_that_does_not_add_up_is_refused_with_its_sum(
    fingers: Fingers, window: MainWindow, session: Session, sheets: Rehearsal
) -> None:
    figures = sheets.plan.forms[0].figures
    assert figures.papers is not None
    fingers.sign_in(CLERK)
    open_form(fingers)
    fingers.type(f"{figures.papers + 2}\n" + "".join(f"{value}\n" for value in row(figures)) + "+")
    fingers.settle()
    said = shown(window)
    for words in ("The lines do not add", "E101", "2 papers", "The form says"):
        assert words in said
    assert life(session) is None
    fingers.press(*[Qt.Key.Key_Minus] * 18)  # back through the lines, to the papers on the form
    fingers.type(f"{figures.papers}")
    assert "The lines do not add" not in shown(window)
    fingers.type("+")
    fingers.settle()
    assert life(session) is Life.KEYED


def test_a_blank_is_named_where_it_is_and_opened(
    fingers: Fingers, window: MainWindow, session: Session, sheets: Rehearsal
) -> None:
    fingers.sign_in(CLERK)
    open_form(fingers)
    fingers.type("47\n0\n+")
    fingers.settle()
    assert "Something is blank" in shown(window)
    assert "ALI" in window.focusWidget().accessibleName()
    assert life(session) is None


def test_the_adjudicator_must_be_one_who_may(
    fingers: Fingers, window: MainWindow, session: Session, sheets: Rehearsal
) -> None:
    figures = sheets.plan.forms[0].figures
    fingers.sign_in(CLERK)
    open_form(fingers)
    fingers.type(
        f"{figures.papers}\n" + "".join(f"{value}\n" for value in row(figures)[:-1]) + "12+"
    )
    fingers.settle()
    assert "Officer 12 is not authorised to adjudicate" in shown(window)
    assert "Adjudicator" in window.focusWidget().accessibleName()
    fingers.type("2+")
    fingers.settle()
    assert life(session) is Life.KEYED


def test_esc_keeps_what_is_keyed(fingers: Fingers, window: MainWindow, sheets: Rehearsal) -> None:
    fingers.sign_in(CLERK)
    open_form(fingers)
    fingers.type("47\n5\n6\n")
    fingers.press(Qt.Key.Key_Escape)
    open_form(fingers)
    said = shown(window)
    assert "ADAMS Benjamin\t5" in said
    assert "ALI Amir\t6" in said
    assert "BROWN" in window.focusWidget().accessibleName()


def test_two_keyings_that_differ_lead_to_the_differences(
    fingers: Fingers, window: MainWindow, session: Session, sheets: Rehearsal
) -> None:
    figures = sheets.plan.forms[0].figures
    fingers.sign_in(CLERK)
    open_form(fingers)
    key_form(fingers, figures)
    fingers.sign_in(OTHER_CLERK)
    open_form(fingers)
    fingers.type(
        f"{figures.papers}\n" + "".join(f"{v}\n" for v in [*row(figures)[:-2], 9, 2]) + "+"
    )
    fingers.settle()
    assert life(session) is Life.DIFFERS
    assert "differ in 1 field" in shown(window)
    fingers.sign_in(13)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    fingers.type("0\n")
    fingers.settle()
    assert life(session) is Life.AGREED


def test_a_form_keyed_once_can_be_queried(
    fingers: Fingers, window: MainWindow, session: Session, sheets: Rehearsal
) -> None:
    fingers.sign_in(CLERK)
    open_form(fingers)
    key_form(fingers, sheets.plan.forms[0].figures)
    fingers.sign_in(OTHER_CLERK)
    open_form(fingers)
    fingers.type("**")
    fingers.settle()
    assert life(session) is Life.QUERIED
    assert "give it back to whoever signed it" in shown(window)


def test_the_tables_follow_what_others_do(
    fingers: Fingers, window: MainWindow, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F7)
    screen = window.screen_shown
    assert isinstance(screen, Doubtful)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [
        QAbstractItemModelTester(m, fatal) for m in (screen.overview.areas, screen.overview.forms)
    ]
    told: list[int] = []
    screen.overview.areas.dataChanged.connect(lambda first, last: told.append(first.row()))
    form = played.plan.forms[2]
    for clerk in (CLERK, OTHER_CLERK):
        planned.key_form(desk, played.stream, form, clerk)
    assert screen.overview.forms.rowCount() == 1
    assert set(told) == {1, 6}  # area B, and all areas
    assert len(testers) == 2


def test_the_note_of_a_query_is_shown_when_the_form_comes_back(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(CLERK)
    open_form(fingers)
    fingers.type("30\n*")
    fingers.write("who decided line 2")
    fingers.type("*")
    fingers.settle()
    assert life(session) is Life.QUERIED
    open_form(fingers)
    fingers.settle()
    assert "with this note: who decided line 2" in shown(window)
