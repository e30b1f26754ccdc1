"""The manual: complete, linked, short, and shown beside every screen."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tallyapp.resources import manual
from tallyapp.ui.screens import Destination
from tallyapp.ui.shell.front import Front
from tallyapp.ui.shell.help.pages import page_path, page_text
from tallyapp.ui.shell.help.passages import passages
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import focused
from tests.ui.shell.help import made

PAGES = sorted(manual().glob("*.md"))
MADE = dict(made.pages())
LOOKED_UP = {*MADE, "index"}
"""Pages that are looked up in, and not read through."""
LINK = re.compile(r"\[[^\]]*\]\(([^)]+)\)")


@pytest.mark.parametrize(
    "name", [*(screen.page for screen in Destination), "home", "new-count", "board", "index"]
)
def test_every_screen_has_its_page(name: str) -> None:
    assert page_path(name).read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        name, _, anchor = link.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.is_file(), link
        if anchor:
            told = passages(file.stem, file.read_text(encoding="utf-8"))
            assert anchor in {each.anchor for each in told}, link


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.stem not in LOOKED_UP], ids=lambda page: page.stem
)
def test_a_page_can_be_read_in_a_minute(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    # A table is looked up in, not read.
    words = len(" ".join(line for line in lines if not line.startswith("|")).split())
    assert words < 330
    assert words < 130 or "## " in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_from_the_program_is_as_the_program_is(name: str) -> None:
    now = page_path(name).read_text(encoding="utf-8")
    assert now == MADE[name], "the program has changed: python3 dev.py manual writes it anew"


def test_the_index_names_every_page() -> None:
    linked = set(LINK.findall(page_path("index").read_text(encoding="utf-8")))
    assert linked == {page.name for page in PAGES} - {"index.md"}


def test_the_panel_leaves_out_pictures_and_nothing_else() -> None:
    text = page_path("home").read_text(encoding="utf-8")
    assert "![" in text
    shown = page_text("home")
    assert "![" not in shown
    assert set(text.split("\n")) - set(shown.split("\n")) == {
        line for line in text.split("\n") if "![" in line
    }


def escape() -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Escape)


def test_f1_shows_the_page_of_what_is_on_the_screen_and_esc_takes_it_away(front: Front) -> None:
    before = QApplication.focusWidget()
    QTest.keyClick(front.window, Qt.Key.Key_F1)
    assert front.help.isVisible()
    assert front.help.page == "home"
    assert front.help.browser.hasFocus()
    assert "Recent counts are listed" in front.help.browser.toPlainText()
    escape()
    assert not front.help.isVisible()
    assert QApplication.focusWidget() is before


def test_the_wizard_has_a_page_of_its_own(front: Front) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(front.window, Qt.Key.Key_F1)
    assert front.help.page == "new-count"


def test_a_link_opens_the_other_page_and_the_network_is_never_asked(front: Front) -> None:
    QTest.keyClick(front.window, Qt.Key.Key_F1)
    front.help.browser.anchorClicked.emit(QUrl("new-count.md"))
    assert front.help.page == "new-count"
    for elsewhere in ("https://example.org/new-count.md", "../../README.md", "file:///etc/passwd"):
        front.help.browser.anchorClicked.emit(QUrl(elsewhere))
        assert front.help.page == "new-count"
    assert (
        front.help.browser.loadResource(
            QTextDocument.ResourceType.ImageResource, QUrl("https://x/y.png")
        )
        is None
    )


def test_help_follows_the_window_when_it_grows(front: Front) -> None:
    QTest.keyClick(front.window, Qt.Key.Key_F1)
    front.window.resize(1200, 700)
    QApplication.processEvents()
    assert front.help.geometry().right() < 1200
    assert front.help.geometry().bottom() < 700


def test_every_screen_asks_for_a_page_that_is_there(front: Front, window: MainWindow) -> None:
    for screen in Destination:
        front._on_help(screen)
        assert front.help.page == screen.page
        front.help.close_panel()


def test_what_stands_over_the_screen_has_names_for_those_who_cannot_see(front: Front) -> None:
    for widget in (front.help, front.palette):
        for child in (widget, *widget.findChildren(QWidget)):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert child.accessibleName(), child
