"""Keying a sheet while the window speaks Welsh: the same keys, the same figures, other words."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tallyapp.desk import Desk
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.units import Papers, SheetNumber
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.shell.help.pages import page_text
from tallyapp.ui.shell.window import MainWindow
from tallyapp.words.language import ENGLISH, catalogue, in_use, use
from tests.ui.drawn import cut
from tests.ui.keys import Fingers
from tests.ui.practice import CLERK


@pytest.fixture(autouse=True)
def _welsh() -> Iterator[None]:
    use("cy")
    yield
    use(ENGLISH)


@pytest.fixture
def keying(_welsh: None, fingers: Fingers) -> Fingers:
    """A clerk, signed in, at F5."""
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    return fingers


@pytest.fixture
def figures(oxford: tuple[Desk, Rehearsal]) -> SheetFigures:
    return next(sheet.figures for sheet in oxford[1].plan.sheets if sheet.number == 1)


def read(window: MainWindow) -> str:
    """Every word that can be read in the window."""
    labels = [label for label in window.findChildren(QLabel) if label.isVisible()]
    return " | ".join(label.text() for label in labels)


def test_a_sheet_is_keyed_with_the_same_keys(
    keying: Fingers, figures: SheetFigures, window: MainWindow
) -> None:
    keying.type("1\n")
    assert "Taflen 1" in read(window)
    keying.type(f"{figures.papers}\n{keying.lines(figures)}{figures.sent}+")
    keying.settle()
    assert window.session is not None
    assert window.session.contest is not None
    assert window.session.contest.sheets[SheetNumber(1)].life is Life.KEYED


def test_a_sheet_that_does_not_add_up_is_refused_in_welsh(
    keying: Fingers, figures: SheetFigures, window: MainWindow
) -> None:
    assert figures.papers is not None
    keying.type(f"1\n{figures.papers + 2}\n{keying.lines(figures)}{figures.sent}+")
    keying.settle()
    words = read(window)
    assert "Nid yw’r llinellau’n adio" in words
    assert "2 bapur" in words
    assert "Find" not in words


def test_a_blank_is_refused_in_welsh(keying: Fingers, window: MainWindow) -> None:
    keying.type("1\n250\n+")
    keying.settle()
    assert "Nid yw bwlch yn sero" in read(window)
    assert "byselliwch 0 os yw’r papur yn dweud 0" in read(window)


def test_the_key_strip_is_welsh_and_the_window_says_that_nobody_has_checked_it(
    keying: Fingers, window: MainWindow
) -> None:
    keying.type("1\n")
    words = read(window)
    assert "maes nesaf" in words
    assert "cyflwyno" in words
    assert in_use().parts["language"]["short"] in words


def test_no_sentence_of_the_screen_is_left_in_english(
    keying: Fingers, figures: SheetFigures, window: MainWindow
) -> None:
    keying.type("1\n")
    english = {
        words
        for key, words in catalogue(ENGLISH)["key-sheet"].items()
        if len(words) > 6 and words != catalogue("cy")["key-sheet"][key]
    }
    assert english.isdisjoint(read(window).split(" | "))


def test_help_opens_the_page_in_welsh_and_other_pages_in_english() -> None:
    assert page_text("key-sheet").startswith("# Bysellu taflen")
    assert "nid yw'r dudalen hon wedi ei gwirio" in page_text("key-sheet")
    assert page_text("refused").startswith("# When a sheet is refused")


@pytest.mark.parametrize("size", [(1366, 768), (1280, 649)])
def test_what_does_not_add_up_is_read_whole_beneath_more_lines_of_words(
    keying: Fingers, figures: SheetFigures, window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.say("The disk is full.")
    wrong = replace(figures, papers=Papers((figures.papers or 0) + 2))
    keying.sheet(wrong, number=1)
    assert "Canfyddwch" in read(window)
    assert not list(cut(window))
