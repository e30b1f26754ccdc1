"""Takes the pictures of the README and the manual: `python3 dev.py screenshots`.

Every screen, light, dark and in high contrast at 1366 × 768, one at twice the scale, and some
with text at 200 per cent;
always the same count at the same moment, so that a picture changes only when its screen does.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from heapq import nlargest
from pathlib import Path
from random import Random
from unittest.mock import patch

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from cryptography.hazmat.primitives.asymmetric import ec
from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.on_paper import Candidate, SheetFigures
from tallyapp.domain.vocabulary.units import SheetNumber, Votes
from tallyapp.pins import FREE_TRIES, Pins
from tallyapp.practice.mishaps import misread, replace_papers
from tallyapp.practice.rehearsal import CLERKS, Rehearsal
from tallyapp.resources import resource
from tallyapp.training.drill import papers
from tallyapp.training.planted import Mistake
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.app import application
from tallyapp.ui.shell.front import Front
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.roles import Look
from tallyapp.ui.theme.theme import Theme
from tests.halls import Hall as CountedHall
from tests.planned import key_form
from tests.workstations import workstation

from .. import wards
from ..training import trainees
from .board import nights
from .keys import Fingers, focused, shown
from .practice import CLERK, OTHER_CLERK, Clock, as_it_is, oxford_east, with_mishaps
from .wards import every_kind, name_slates

ROOT = Path(__file__).parents[2]
TWICE = "key-sheet"
LARGE = ("key-sheet", "overview")
"""Taken once more with text at 200 per cent, on a window of 1920 × 1080."""
COLOURS = 64
RETURNING_OFFICER = 1
CTRL = Qt.KeyboardModifier.ControlModifier
_SHEETS_TWICE, _SHEETS_ONCE = range(1, 24), range(25, 30)
_DIFFERS, _QUERIED, _TO_KEY, _WRONG, _UNREADABLE = 13, 21, 24, 30, 31


def another(
    file: Path, further: Callable[[Desk, Rehearsal], None] = as_it_is
) -> tuple[Desk, Rehearsal]:
    """A count played for this file alone: of two files that go on from one count the window would
    rightly say that they differ.
    """
    return oxford_east(file, further=partial(further))  # no two of them are the same


def begun(file: Path) -> Rehearsal:
    """A count at one in the morning: most sheets agreed,
    one differs, one is queried, some keyed once.
    """
    desk, played = another(file)
    stream, sheets = played.stream, {sheet.number: sheet.figures for sheet in played.plan.sheets}
    for number in (*_SHEETS_TWICE, *_SHEETS_ONCE):
        figures = sheets[number]
        if number == _QUERIED:
            wrong = replace_papers(figures, (figures.papers or 0) + 2)
            note = "The table added 2 papers too many."
            desk.do(
                stream,
                acts.SheetQueried(
                    **desk.by(CLERKS[0]).contest,
                    sheet=number,
                    of=desk.contest(stream).sheets[number].opened,
                    figures=wrong,
                    note=note,
                ),
            )
            continue
        desk.do(
            stream,
            acts.SheetKeyed(
                **desk.by(CLERKS[0]).contest,
                sheet=number,
                of=desk.contest(stream).sheets[number].opened,
                figures=figures,
            ),
        )
        if number in _SHEETS_TWICE:
            second = misread(figures, 1) if number == _DIFFERS else figures
            desk.do(
                stream,
                acts.SheetKeyed(
                    **desk.by(CLERKS[1]).contest,
                    sheet=number,
                    of=desk.contest(stream).sheets[number].opened,
                    figures=second,
                ),
            )
    for form in played.plan.forms[:2]:
        for clerk in CLERKS[:2]:
            key_form(desk, stream, form, clerk)
    desk.close()
    return played


def counted(file: Path) -> Rehearsal:
    """A count whose every sheet and form is agreed, with what goes
    wrong in a real hall put right.
    """
    desk, played = another(file, with_mishaps)
    desk.close()
    return played


def council(file: Path) -> None:
    """Wards of a council: two declared,
    the third of three seats counted again in one area, some begun.
    """
    names = (
        "Ashton",
        "Birchley",
        "Cedar Green",
        "Dunmore",
        "Eastfield",
        "Fernhill",
        "Grange Park",
        "Hollybush",
    )
    every = [
        wards.Ward(
            name.lower().replace(" ", "-"),
            name,
            (3, 1, 2)[n % 3],
            (7, 4, 5)[n % 3],
            "ABCD"[: 4 - n % 3],
            first=100 * n + 1,
        )
        for n, name in enumerate(names)
    ]
    desk = wards.begin(file, every)
    first, *others = every
    for ward in others[:3]:
        wards.played(desk, ward)
    for ward in (first, *others[3:5]):
        wards.verify(desk, ward)
        wards.key(desk, ward, ("A",))
    wards.key(desk, first, ("B", "C"))
    wards.key(desk, first, ("D",), forms=False)
    desk.do(
        first.id,
        acts.RecountBegun(
            **desk.by(1).contest,
            round=2,
            areas=("B",),
            reason="The returning officer will have it.",
        ),
    )
    desk.hand_out(
        first.id,
        acts.SheetsIssued(
            **desk.by(3).contest, area="B", first=SheetNumber(51), last=SheetNumber(52)
        ),
    )
    for number, old in zip((51, 52), first.numbers("B"), strict=True):
        for clerk in wards.CLERKS:
            desk.do(
                first.id,
                acts.SheetKeyed(
                    **desk.by(clerk).contest,
                    sheet=SheetNumber(number),
                    of=desk.contest(first.id).sheets[SheetNumber(number)].opened,
                    figures=recounted(first.sheet(old), number),
                ),
            )
    lone = Candidate(surname="Young", other_names="Ann", description="Green Party")
    wards.westgate_without_a_poll(desk, lone, seats=2)
    desk.close()


def recounted(figures: SheetFigures, number: int) -> SheetFigures:
    """Sheet 51 of the second round has three votes on another line."""
    if number != 51 or figures.mixed is None:
        return figures
    first, second, *others = figures.mixed.votes
    votes = (Votes((first or 0) - 3), Votes((second or 0) + 3), *others)
    return replace(figures, mixed=replace(figures.mixed, votes=votes))


def last_act(file: Path) -> datetime:
    """When the last act of a count was done."""
    desk = Desk.open(file, Clock(), workstation())
    times = [desk.count.count.at, *(contest.at for contest in desk.count.contests.values())]
    desk.close()
    return max(at for at in times if at)


class Hall:
    """The window, and the counts it is shown with."""

    def __init__(self, folder: Path, pictures: Path) -> None:
        self.pictures = pictures
        self.app = application(["tallyapp"])
        self.app.setCursorFlashTime(0)
        settings = Settings(folder / "window.json")
        self.theme = Theme(self.app, Look.LIGHT)
        self.window = MainWindow(settings)
        self.clock = Clock()
        around = Surroundings(self.clock, "desk-1", settings, folder / "seen.json", folder)
        self.front = Front(self.window, around, self.theme)
        self.window.resize(1366, 768)
        self.window.show()
        self.played = {
            "begun": begun(folder / "Oxford East.tally"),
            "counted": counted(folder / "Counted.tally"),
        }
        self.files = {"begun": folder / "Oxford East.tally", "counted": folder / "Counted.tally"}
        self.files["wards"] = every_kind_of_sheet(folder / "Wards.tally")
        for path in (folder / "Last year.tally", *self.files.values()):
            settings.opened(path)
        self.files["council"] = folder / "Oakshire.tally"
        council(self.files["council"])
        self.files["night"] = folder / "Night.tally"
        nights.council(self.files["night"]).close()
        self.front.begin()
        self.fingers = Fingers(self.window, self.settle)

    def settle(self) -> None:
        """Let everything that is under way come to its end."""
        for _ in range(3):
            QTest.qWait(20)
            while self.window.session and self.window.session.busy:
                QTest.qWait(5)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is so; give up after a minute."""
        for _ in range(3_000):
            if true():
                return
            QTest.qWait(20)
        raise TimeoutError("a scene did not come about")

    def home(self) -> None:
        """No count is open."""
        self.window.close_count()
        self.until(lambda: self.window.session is None and self.front.home is not None)

    def open(self, count: str, officer: int) -> None:
        """A count, with an officer signed in."""
        self.home()
        assert self.front.home is not None
        # A clock that is behind its count would be told of on every picture.
        self.clock.now = max(Clock().now, last_act(self.files[count]))
        self.front.home.open(self.files[count])
        self.until(lambda: self.window.session is not None)
        assert self.window.session is not None
        self.window.session.sign_in(officer)
        self.settle()

    def take(self, name: str) -> None:
        """The picture of this moment, in every look."""
        for look in Look:
            self.theme.choose(look)
            self.settle()
            self.save(f"{name}-{look}")
        self.theme.choose(Look.LIGHT)
        if name in LARGE:
            self.take_large(name)
        self.front.board.close()
        self.window.hall.close()
        # The keys of the next scene are this window's, whichever took them here.
        self.window.activateWindow()

    def take_large(self, name: str) -> None:
        """The picture of this moment with the largest text."""
        before = self.window.size()
        self.window.resize(1920, 1080)
        self.theme.choose_size(200)
        self.window.unsay()
        self.settle()
        self.save(f"{name}-200-light")
        self.theme.choose_size(0)
        self.window.unsay()
        self.window.resize(before)
        self.settle()

    def save(self, name: str) -> None:
        """One picture of the window, or of the board or the hall's screen where one is open, with
        as few colours as it needs.
        """
        shown = self.front.board.open or self.window.hall.screen or self.window
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, b"PNG").write(few_colours(shown.grab().toImage()))
        Image.open(io.BytesIO(buffer.data().data())).save(
            self.pictures / f"{name}.png", optimize=True
        )


def few_colours(picture: QImage) -> QImage:
    """The picture in the colours that make it up, as they are;
    what blurs an edge takes the nearest.
    """
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    found = Counter(memoryview(plain.constBits()).cast("I"))

    def weight(colour: int) -> int:
        # A stripe has few pixels and must keep its colour; greys have many, and one is like
        # another.
        parts = (colour >> 16 & 255, colour >> 8 & 255, colour & 255)
        return found[colour] * (16 + max(parts) - min(parts))

    kept = nlargest(COLOURS, found, key=weight)
    return plain.convertToFormat(
        QImage.Format.Format_Indexed8, kept, Qt.ImageConversionFlag.ThresholdDither
    )


# ---- scenes


def home(hall: Hall) -> None:
    """The first page, with recent counts."""
    hall.home()
    hall.settle()


def new_count(hall: Hall) -> None:
    """The last step of the wizard."""
    hall.home()
    assert hall.front.home is not None
    QTest.keyClick(focused(), Qt.Key.Key_N, CTRL)
    wizard = hall.front.home.new_count
    details = {
        "name": "Oxford East",
        "election": "UK Parliamentary general election",
        "polling_day": "4 July 2024",
        "officer_name": "Caroline Green",
        "authority": "Oxford City Council",
    }
    for name, text in details.items():
        wizard.details.fields[name].edit.setText(text)
    wizard.details.kind.setCurrentIndex(wizard.details.kind.findData("uk-parliamentary"))
    wizard.go_on()
    hall.until(lambda: wizard.step == 1)
    wizard.candidates.file.edit.setText(str(resource("samples", "oxford-east-candidates.csv")))
    wizard.candidates.read()
    hall.until(wizard.candidates.table.field.hasFocus)
    hall.fingers.type("72143\n")
    wizard.areas.file.edit.setText(str(resource("samples", "oxford-east-areas.csv")))
    wizard.areas.read()
    hall.until(wizard.following.hasFocus)
    wizard.go_on()


def key_sheet(hall: Hall) -> None:
    """A sheet, keyed down to its eighth line."""
    hall.open("begun", CLERK)
    (figures,) = [s.figures for s in hall.played["begun"].plan.sheets if s.number == _TO_KEY]
    hall.window.go(Destination.KEY_SHEET)
    hall.fingers.type(f"{_TO_KEY}\n{figures.papers}\n")
    hall.fingers.type("".join(f"{line.full}/{line.part:02d}" for line in figures.lines[:7]) + "2")
    hall.settle()


def sheet_number(hall: Hall) -> None:
    """Which sheet comes next, and what became of the last ones."""
    hall.open("begun", CLERK)
    hall.window.go(Destination.KEY_SHEET)


def refused(hall: Hall) -> None:
    """The lines of a sheet add to two papers fewer than it says."""
    sheet_number(hall)
    # Not the sheet of the scene before: what was keyed of that one is still there, as it should be.
    (figures,) = [s.figures for s in hall.played["begun"].plan.sheets if s.number == _WRONG]
    hall.fingers.sheet(replace_papers(figures, (figures.papers or 0) + 2), number=_WRONG)


def query(hall: Hall) -> None:
    """A sheet that cannot be read is queried, with a note for its table."""
    hall.open("begun", CLERK)
    (figures,) = [s.figures for s in hall.played["begun"].plan.sheets if s.number == _UNREADABLE]
    hall.window.go(Destination.KEY_SHEET)
    hall.fingers.type(f"{_UNREADABLE}\n{figures.papers}\n")
    hall.fingers.type("".join(f"{line.full}/{line.part:02d}" for line in figures.lines[:6]) + "*")
    QTest.keyClicks(focused(), "Line 7: is it 23 or 28?")


def every_kind_of_sheet(path: Path) -> Path:
    """A count of wards, some of whose slates were met before."""
    desk = every_kind(path)
    name_slates(desk, "three", [(1, 5, 9), (3, 6), (4, 7), (2,), (8, 10)])
    name_slates(
        desk, "fifteen", [tuple(range(1, 16)), (3, 6, 13, 16, 23, 26, 33, 36), (4,), (7, 17)]
    )
    desk.close()
    return path


def blocks(hall: Hall) -> None:
    """Block bundles of a sheet for three seats, and a new slate before it is recorded."""
    hall.open("wards", CLERK)
    hall.window.go(Destination.KEY_SHEET)
    hall.fingers.type("101\n742\n1\n7/23\n2\n2/10\n1/5/8\n")
    hall.settle()


def votes(hall: Hall) -> None:
    """The votes of forty candidates on mixed papers."""
    hall.open("wards", CLERK)
    hall.window.go(Destination.KEY_SHEET)
    hall.fingers.type("201\n")
    hall.settle()
    hall.fingers.type("662\n1\n4/00\n2\n1/12\n\n400\n")
    hall.fingers.type("".join(f"{100 + 3 * n}\n" for n in range(27)) + "18")
    hall.settle()


def slip(hall: Hall) -> None:
    """A bundle slip, with the name of whose bundles they are."""
    hall.open("wards", CLERK)
    hall.window.go(Destination.KEY_SHEET)
    hall.fingers.type("451\n")
    hall.settle()
    hall.fingers.type("312\n3\n12/1")
    hall.settle()


def find(hall: Hall) -> None:
    """The palette over the overview."""
    hall.open("begun", CLERK)
    hall.window.go(Destination.OVERVIEW)
    QTest.keyClick(QApplication.focusWidget() or hall.window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(hall.front.palette.field, "24")


def help_(hall: Hall) -> None:
    """The manual beside a screen."""
    hall.open("begun", CLERK)
    hall.window.go(Destination.OVERVIEW)
    QTest.keyClick(QApplication.focusWidget() or hall.window, Qt.Key.Key_F1)


def sign_in_locked(hall: Hall) -> None:
    """A PIN was wrong too often; and whose keying is unfinished."""
    file = hall.files["begun"].with_name("With PINs.tally")
    begun(file)
    hall.files["pins"] = file
    hall.open("pins", CLERK)
    session, now = hall.window.session, Clock()()
    assert session is not None
    session.drafts.open(DraftPlace("oxford-east", "sheet", str(_TO_KEY))).keep("[]")
    session.sign_in(OTHER_CLERK)
    session.drafts.open(DraftPlace("oxford-east", "form", "3")).keep("[]")
    pins = session.pins = Pins(file.parent, "pins", lambda: now)
    for number, pin in ((RETURNING_OFFICER, "2580"), (CLERK, "7391"), (OTHER_CLERK, "4193")):
        officer = session.enrolled(number)
        assert officer is not None
        pins.set(officer, pin)
    clerk = session.enrolled(CLERK)
    assert clerk is not None
    for _ in range(FREE_TRIES + 2):
        pins.check(clerk, "6047")
        now += timedelta(seconds=5)
    now -= timedelta(seconds=7)
    session.sign_in(RETURNING_OFFICER)
    hall.window.go(Destination.SIGN_IN)
    hall.fingers.type(f"{CLERK}\n")
    hall.settle()


def doubtful_seats(hall: Hall) -> None:
    """A form of a ward of three seats, its votes keyed."""
    hall.open("council", CLERK)
    hall.window.go(Destination.DOUBTFUL)
    form = wards.ASHTON.form("D")
    hall.fingers.type("4\n")
    hall.fingers.write("d")
    hall.fingers.type(f"\n{form.papers}\n{form.good}\n")
    hall.fingers.type("".join(f"{votes}\n" for votes in (*form.allowed, form.unused)))
    hall.settle()


def screen(wanted: Destination, count: str = "begun") -> Callable[[Hall], None]:
    """Any screen, as the returning officer opens it."""

    def open_screen(hall: Hall) -> None:
        hall.open(count, RETURNING_OFFICER)
        hall.window.go(wanted)
        hall.settle()

    return open_screen


def board(hall: Hall) -> None:
    """The board of a council, with what is complete left out."""
    hall.open("night", RETURNING_OFFICER)
    hall.window.board_asked.emit()
    shown = hall.front.board.open
    assert shown is not None
    shown.only_open.setChecked(True)
    shown.resize(1366, 768)
    hall.settle()


def declared(hall: Hall) -> None:
    """Oxford East is declared and released, and the hall is told of nothing else."""
    file = hall.files["counted"].with_name("Declared.tally")
    desk, played = another(file, with_mishaps)
    contest = CountedHall(desk, played.stream)
    for found in contest.standing():
        contest.pass_over(found)
    contest.finish()
    contest.release()
    desk.close()
    hall.files["declared"] = file


def hall_screen(hall: Hall) -> None:
    """What the hall sees of a result, at its first leaf."""
    declared(hall)
    hall.open("declared", RETURNING_OFFICER)
    hall_card(hall)
    hall.fingers.press(Qt.Key.Key_Return)
    hall.settle()
    shown = hall.window.hall.screen
    assert shown is not None
    shown.showNormal()
    shown.resize(1366, 768)
    hall.settle()


def hall_card(hall: Hall) -> None:
    """What is said before the hall's screen is opened."""
    if "declared" not in hall.files:
        declared(hall)
    hall.open("declared", RETURNING_OFFICER)
    hall.window.go(Destination.RESULT)
    hall.settle()
    hall.window.hall.toggle()
    hall.settle()


def result(hall: Hall) -> None:
    """The provisional result, its warnings looked into."""
    screen(Destination.RESULT, "counted")(hall)
    while "to look into. Enter on each" in shown(hall.window):
        hall.fingers.press(Qt.Key.Key_Return)
        hall.fingers.write("Counted through: it is as it is.")
        hall.fingers.press(Qt.Key.Key_Return)
        hall.settle()


def result_answers(hall: Hall) -> None:
    """The provisional result is given; some sides are content, and one is not."""
    result(hall)
    hall.fingers.press(Qt.Key.Key_Return)
    hall.settle()
    for letter in "ccn":
        QTest.keyClicks(focused(), letter)
        hall.settle()


def result_outside(hall: Hall) -> None:
    """A declaration made outside the program, its figures being keyed."""
    result(hall)
    QTest.keyClick(focused(), Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    hall.fingers.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    for words in ("01:02", "", "5", "The laptop lost its power.", "2", "232", "1761"):
        QTest.keyClicks(focused(), words)
        hall.fingers.press(Qt.Key.Key_Return)
    hall.settle()


def drill(hall: Hall) -> None:
    """The drill at its second sheet, which does not add up."""
    hall.open("begun", CLERK)
    hall.front.drills.begin()
    while hall.front.drills.drill is None or hall.front.drills.drill.isHidden():
        QTest.qWait(20)
    for figures, end in zip(list(papers("bundles").values())[:2], ("+", "+"), strict=True):
        lines = hall.fingers.lines(figures)
        hall.fingers.type(f"\n{figures.papers}\n{lines}{figures.sent}{end}")
        session = hall.front.drills.drill.session
        while session is not None and session.busy:
            QTest.qWait(20)
    hall.settle()


def training(hall: Hall) -> None:
    """The report of a training count in which three of five mistakes were found."""
    hall.front.drills.leave()
    file = trainees.made(hall.files["begun"].with_name("Training")).file
    desk = trainees.opened(file)
    found = {Mistake.BOX, Mistake.SHORT, Mistake.LOOK_ALIKE}
    trainees.Trainees(desk, found).play()
    desk.close()
    hall.files["training"] = file
    hall.open("training", RETURNING_OFFICER)
    hall.window.go(Destination.AUDIT)
    QTest.keyClick(focused(), Qt.Key.Key_PageUp, CTRL)
    hall.settle()


def scenes() -> dict[str, Callable[[Hall], None]]:
    """Every picture's name, and how its scene comes about."""
    found = {each.page: screen(each) for each in Destination}
    results = {"result": result, "result-outside": result_outside, "result-answers": result_answers}
    own: dict[str, Callable[[Hall], None]] = {
        "home": home,
        "new-count": new_count,
        "find": find,
        "help": help_,
        "board": board,
        "drill": drill,
        "training": training,
        "contests": screen(Destination.OVERVIEW, "council"),
        "doubtful-seats": doubtful_seats,
        "reconciliation-seats": screen(Destination.RECONCILIATION, "council"),
        "tallies-seats": screen(Destination.TALLIES, "council"),
    }
    sheets = {
        "key-sheet": key_sheet,
        "sheet-number": sheet_number,
        "key-sheet-refused": refused,
        "key-sheet-query": query,
    }
    kinds = {"key-several": blocks, "key-votes": votes, "key-slip": slip}
    of_hall = {"hall-screen": hall_screen, "hall-card": hall_card}
    return found | own | sheets | kinds | results | {"sign-in-locked": sign_in_locked} | of_hall


def main(pictures: Path, names: list[str]) -> int:
    """Take these pictures, or all; at twice the scale, where that is set from outside."""
    twice = os.environ.get("QT_SCALE_FACTOR") == "2"
    pictures.mkdir(parents=True, exist_ok=True)
    folder = (
        Path(tempfile.gettempdir()) / "tallyapp-pictures"
    )  # paths are seen, so they must not change
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    chance = Random(1)  # what an act's id is drawn from: codes are seen as well
    key = ec.derive_private_key(1, ec.SECP256R1())
    with (
        patch("secrets.token_hex", lambda size: chance.randbytes(size).hex()),
        # Codes come from signatures as well: so of the pictures there is always the same machine.
        patch("tallyapp.workstation.ec.generate_private_key", lambda _: key),
        patch("tallyapp.workstation.x509.random_serial_number", lambda: 1),
    ):
        status = take_all(folder, pictures, names, twice)
    shutil.rmtree(folder, ignore_errors=True)
    return status


def take_all(folder: Path, pictures: Path, names: list[str], twice: bool) -> int:
    """Play the scenes one after the other, and then once more at twice the scale."""
    hall = Hall(folder, pictures)
    try:
        for name in (name for name in scenes() if not names or name in names):
            scenes()[name](hall)
            if twice:
                hall.settle()
                hall.save(f"{name}-light@2x")
            else:
                hall.take(name)
            print(name, flush=True)
    finally:
        hall.home()
        hall.window.close()
    if twice or (names and TWICE not in names):
        return 0
    again = [sys.executable, "-m", "tests.ui.pictures", str(pictures), TWICE]
    return subprocess.run(again, env={**os.environ, "QT_SCALE_FACTOR": "2"}, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
