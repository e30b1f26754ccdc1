"""Slips and blank papers on paper: printed at once, or in a file;
and nobody who keys is held up.
"""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.documents.reading import page_count, page_images
from tallyapp.domain import acts
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.on_paper import FormFigures, SheetFigures
from tallyapp.domain.vocabulary.scan_codes import code_of
from tallyapp.domain.vocabulary.units import Papers, SheetNumber
from tallyapp.practice.mishaps import replace_papers
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.printouts.slips import slip_of
from tallyapp.ui.session.printing import Outcome
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.widgets.blank_card import BlankCard
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tests.documents.pages import texts, words
from tests.ui.keys import Fingers, focused, shown
from tests.ui.practice import CLERK


class Jammed(QPrinter):
    """A printer that gives up."""

    def printerState(self) -> QPrinter.PrinterState:  # noqa: N802  # Qt's own name
        return QPrinter.PrinterState.Error


class Printer:
    """A printer that prints into files; it may not be `ready`, not
    take anything, or not be there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.takes, self.none, self.asked = folder, True, False, 0
        self.ready = Event()
        self.ready.set()

    def __call__(self) -> QPrinter | None:
        assert self.ready.wait(20)
        if self.none:
            return None
        self.asked += 1
        printer = (QPrinter if self.takes else Jammed)(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setResolution(300)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setOutputFileName(str(self.folder / f"page-{self.asked}.pdf"))
        return printer


@pytest.fixture
def printer(tmp_path: Path) -> Printer:
    return Printer(tmp_path)


@pytest.fixture
def sheets(oxford: tuple[Desk, Rehearsal]) -> dict[int, SheetFigures]:
    return {sheet.number: sheet.figures for sheet in oxford[1].plan.sheets}


@pytest.fixture
def session(
    request: pytest.FixtureRequest, oxford: tuple[Desk, Rehearsal], theme: Theme
) -> Iterator[Session]:
    """With a printer where a test asks for one; without one otherwise."""
    if "printer" in request.fixturenames:
        session = Session(oxford[0], printer=request.getfixturevalue("printer"))
    else:
        session = Session(oxford[0])
    yield session
    if not session.closed:
        session.close()


@pytest.fixture
def slips(session: Session) -> Path:
    return session.desk.ledger.path.parent / "slips"


def queried(fingers: Fingers, qtbot: QtBot, figures: SheetFigures, number: int) -> Outcome:
    """A sheet whose lines do not add, refused, and queried with one key."""
    assert fingers.window.session is not None
    fingers.sheet(replace_papers(figures, (figures.papers or 0) + 2), number=number)
    with qtbot.waitSignal(fingers.window.session.printing.told) as told:
        fingers.type("*")
    assert told.args is not None
    outcome = told.args[0]
    assert isinstance(outcome, Outcome)
    return outcome


@pytest.fixture
def keying(fingers: Fingers) -> Fingers:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    return fingers


def test_one_key_queries_the_sheet_and_its_slip_is_printed_while_the_next_is_keyed(
    keying: Fingers, printer: Printer, qtbot: QtBot, sheets: dict[int, SheetFigures], slips: Path
) -> None:
    printer.ready.clear()
    figures = sheets[1]
    assert keying.window.session is not None
    keying.sheet(replace_papers(figures, (figures.papers or 0) + 2), number=1)
    keying.type("*")
    keying.sheet(sheets[2], number=2)  # settled: on the disk, and no printer has answered yet
    contest = keying.window.session.contest
    assert contest is not None
    assert contest.sheets[SheetNumber(1)].life is Life.QUERIED
    assert contest.sheets[SheetNumber(2)].life is Life.KEYED
    assert printer.asked == 0
    with qtbot.waitSignal(keying.window.session.printing.told):
        printer.ready.set()
    assert f"Slip for sheet 1 printed on {printer.folder / 'page-1.pdf'}." in shown(keying.window)
    assert not slips.exists()


def test_what_comes_out_of_the_printer_is_the_slip_as_large_as_the_paper(
    keying: Fingers, printer: Printer, qtbot: QtBot, sheets: dict[int, SheetFigures], tmp_path: Path
) -> None:
    queried(keying, qtbot, sheets[1], 1)
    assert keying.window.session is not None
    printer.none = True
    with qtbot.waitSignal(keying.window.session.printing.told):
        keying.type("*")  # the same slip, as a file
    printed = (tmp_path / "page-1.pdf").read_bytes()
    drawn = next((tmp_path / "slips").glob("*.pdf")).read_bytes()
    assert page_count(printed) == page_count(drawn) == 1
    on_paper, meant = (
        page_images(pdf, scale)[0].convert("L") for pdf, scale in ((printed, 1), (drawn, 1))
    )
    assert on_paper.size == (595, 842)  # A4
    inked = [picture.resize((105, 149), Image.Resampling.BOX) for picture in (on_paper, meant)]
    differ = [abs(a - b) for a, b in zip(inked[0].tobytes(), inked[1].tobytes(), strict=True)]
    assert sum(differ) / len(differ) < 6
    assert min(meant.tobytes()) < 50


def test_without_a_printer_the_slip_is_a_file_beside_the_count(
    keying: Fingers, qtbot: QtBot, sheets: dict[int, SheetFigures], slips: Path, window: MainWindow
) -> None:
    papers = sheets[1].papers or 0
    outcome = queried(keying, qtbot, sheets[1], 1)
    assert outcome.mark is Mark.DIFFERS
    assert "No printer: the slip for sheet 1 is in the folder “slips” beside the count" in shown(
        window
    )
    (file,) = slips.iterdir()
    assert file.name in shown(window)
    said = words(file.read_bytes())
    assert f"Lines add to {papers:,}. The sheet says {papers + 2:,}. Find 2 papers." in said
    assert f"Queried by Clerk {CLERK} on" in said
    assert "Oxford East" in said


def test_a_printer_that_does_not_take_it_is_said_and_the_slip_is_kept(
    keying: Fingers,
    printer: Printer,
    qtbot: QtBot,
    sheets: dict[int, SheetFigures],
    slips: Path,
    window: MainWindow,
) -> None:
    printer.takes = False
    assert queried(keying, qtbot, sheets[1], 1).mark is Mark.DOES_NOT_ADD
    assert "did not take the slip for sheet 1. See to it and print the slip again." in shown(window)
    assert len(list(slips.iterdir())) == 1
    printer.takes = True
    assert window.session is not None
    with qtbot.waitSignal(window.session.printing.told):
        keying.type("*")
    assert "Slip for sheet 1 printed on" in shown(window)


def test_where_nothing_can_be_written_the_query_stands_and_the_reason_is_said(
    keying: Fingers, qtbot: QtBot, sheets: dict[int, SheetFigures], slips: Path, window: MainWindow
) -> None:
    slips.write_text("a file where the folder should be")
    assert queried(keying, qtbot, sheets[1], 1).mark is Mark.DOES_NOT_ADD
    assert "could not be printed" in shown(window)
    assert "The query stands" in shown(window)
    assert window.session is not None
    assert window.session.contest is not None
    assert window.session.contest.sheets[SheetNumber(1)].life is Life.QUERIED


def test_the_clerks_note_is_kept_in_the_act_and_stands_on_the_slip(
    keying: Fingers, qtbot: QtBot, slips: Path, window: MainWindow
) -> None:
    session = window.session
    assert session is not None
    keying.type("1\n500\n*")
    assert "Note for the table" in shown(window)
    keying.write("Line 7 cannot be read")
    with qtbot.waitSignal(session.printing.told):
        keying.type("\n")
    (file,) = slips.iterdir()
    said = words(file.read_bytes())
    assert "Line 7 cannot be read" in said
    acts_of = session.desk.ledger.read_from(
        session.stream, session.desk.count.contests[session.stream].seq - 1
    )
    assert isinstance(acts_of[0][1], acts.SheetQueried)
    assert acts_of[0][1].note == "Line 7 cannot be read"


def test_esc_leaves_the_note_and_the_sheet_is_keyed_on(keying: Fingers, window: MainWindow) -> None:
    keying.type("1\n500\n1*")
    keying.write("no")
    keying.press(Qt.Key.Key_Escape)
    keying.type("/23")
    assert "Note for the table" not in shown(window)
    assert window.session is not None
    contest = window.session.contest
    assert contest is not None
    assert contest.sheets[SheetNumber(1)].life is Life.ISSUED
    keying.type("*")
    assert window.focusWidget().text() == ""  # type: ignore[attr-defined]


def test_f6_prints_the_slip_of_the_chosen_row_again(
    keying: Fingers, qtbot: QtBot, sheets: dict[int, SheetFigures], slips: Path, window: MainWindow
) -> None:
    queried(keying, qtbot, sheets[1], 1)
    (file,) = slips.iterdir()
    first = file.read_bytes()
    file.unlink()
    keying.press(Qt.Key.Key_F6)
    assert window.session is not None
    with qtbot.waitSignal(window.session.printing.told):
        keying.type("*")
    assert file.read_bytes() == first
    assert "the slip for sheet 1 is in the folder" in shown(window)


def test_a_queried_form_goes_back_with_a_slip_too(
    fingers: Fingers, qtbot: QtBot, oxford: tuple[Desk, Rehearsal], slips: Path, window: MainWindow
) -> None:
    form = oxford[1].plan.forms[0]
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F7)
    fingers.type(f"{form.number}\n")
    fingers.write(form.area)
    fingers.type("\n30\n*")
    fingers.write("Not signed")
    assert window.session is not None
    with qtbot.waitSignal(window.session.printing.told):
        fingers.type("*")
    (file,) = slips.iterdir()
    said = words(file.read_bytes())
    assert f"Adjudication form {form.number}" in said
    assert "Not signed" in said
    assert "Bring this slip back with the corrected form" in said
    assert f"the slip for form {form.number} is in the folder" in shown(window)


def test_the_slip_names_what_was_left_blank_and_says_nothing_of_what_was_not_reached(
    oxford: tuple[Desk, Rehearsal], sheets: dict[int, SheetFigures]
) -> None:
    desk, played = oxford
    full = sheets[1]
    lines = tuple(
        line if n < 4 else type(line)(None, None) if n > 4 else type(line)(line.full, None)
        for n, line in enumerate(full.lines)
    )
    desk.do(
        played.stream,
        acts.SheetQueried(
            **desk.by(CLERK).contest,
            sheet=SheetNumber(1),
            of=desk.contest(played.stream).sheets[SheetNumber(1)].opened,
            figures=SheetFigures(papers=full.papers, lines=lines, sent=None),
        ),
    )
    contest = desk.count.contests[played.stream]
    ((_, act),) = desk.ledger.read_from(played.stream, contest.seq - 1)
    assert isinstance(act, acts.SheetQueried)
    slip = slip_of(desk.count, contest, act)
    assert slip.wrong == ("DODDS Anneliese, part bundle: blank, or cannot be read.",)
    assert slip.sum == ()


def test_a_form_that_does_not_add_sets_its_own_sum_out(oxford: tuple[Desk, Rehearsal]) -> None:
    desk, played = oxford
    form = played.plan.forms[0]
    figures = form.figures
    wrong = FormFigures(
        papers=Papers((figures.papers or 0) + 1),
        allowed=figures.allowed,
        rejected=figures.rejected,
        objections=figures.objections,
        adjudicator=figures.adjudicator,
    )
    desk.do(
        played.stream,
        acts.FormQueried(
            **desk.by(CLERK).contest,
            form=form.number,
            round=1,
            of="",
            area=form.area,
            figures=wrong,
        ),
    )
    contest = desk.count.contests[played.stream]
    ((_, act),) = desk.ledger.read_from(played.stream, contest.seq - 1)
    assert isinstance(act, acts.FormQueried)
    slip = slip_of(desk.count, contest, act)
    assert [line.words for line in slip.sum] == [
        "Allowed",
        "Rejected",
        "Lines add to",
        "The form says",
    ]
    assert slip.sum[-1].papers == wrong.papers
    assert slip.find == "1 paper"


def test_a_supervisor_prints_the_sheets_of_an_area_that_are_not_keyed(
    fingers: Fingers,
    qtbot: QtBot,
    sheets: dict[int, SheetFigures],
    session: Session,
    window: MainWindow,
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.sheet(sheets[2], number=2)
    assert "Blank sheets" not in shown(window)
    fingers.sign_in(2)
    fingers.press(Qt.Key.Key_F5)
    (card,) = [card for card in window.findChildren(BlankCard) if card.isVisible()]
    card.ask.click()
    fingers.write("a")
    assert session.contest is not None
    area = session.contest.areas["A"]
    numbers = [sheet.number for sheet in area.sheets if sheet.life is Life.ISSUED]
    assert 2 not in numbers
    with qtbot.waitSignal(session.printing.told):
        fingers.type("\n\n\n")
    (file,) = (session.desk.ledger.path.parent / "blank papers").iterdir()
    pages = texts(file.read_bytes())
    assert [code_of("sheet", n) in page for n, page in zip(numbers, pages, strict=True)] == [
        True
    ] * len(pages)
    assert f"Sheets {numbers[0]} to {numbers[-1]} are in the folder" in shown(window)


def test_blank_forms_take_the_next_numbers_and_an_unknown_area_is_refused_in_place(
    fingers: Fingers, qtbot: QtBot, session: Session, window: MainWindow
) -> None:
    fingers.sign_in(2)
    fingers.press(Qt.Key.Key_F7)
    (card,) = [card for card in window.findChildren(BlankCard) if card.isVisible()]
    card.ask.click()
    fingers.write("zz")
    fingers.type("\n\n\n")
    assert "Area zz is not registered here." in shown(window)
    card.area.setFocus()
    card.area.clear()
    fingers.write("B")
    with qtbot.waitSignal(session.printing.told):
        fingers.type("\n\n\n")
    (file,) = (session.desk.ledger.path.parent / "blank papers").iterdir()
    assert len(texts(file.read_bytes())) == 10
    card.ask.click()
    assert not card.ask.isVisible()
    fingers.press(Qt.Key.Key_Escape)
    assert card.ask.isVisible()


def test_whoever_may_print_blank_sheets_keeps_the_focus_where_the_number_is_typed(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(2)
    for key in (Qt.Key.Key_F5, Qt.Key.Key_F7):
        fingers.press(key)
        assert window.isActiveWindow()
        assert isinstance(focused(), FigureEdit)
