"""The panel at the right in which the manual is read; the screen beside it stays as it is."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tallyapp.ui.shell.help.browse import browse, can_browse
from tallyapp.ui.shell.help.pages import contents, whole_manual
from tallyapp.ui.shell.help.passages import Passage, words_of
from tallyapp.ui.shell.help.reader import Reader
from tallyapp.ui.theme.type import NAME, gap, px
from tallyapp.ui.widgets.cells import cell, headings
from tallyapp.ui.widgets.found_list import FoundList
from tallyapp.ui.widgets.frames import Line
from tallyapp.ui.widgets.key_cap import KeyCap, KeyHint
from tallyapp.ui.widgets.overlay import Overlay
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

_SEARCH = "/"
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_EXCERPT = 54
"""Characters of a passage that are shown beneath its heading."""


class _Row(NamedTuple):
    """Where a row of the list leads: a page and an anchor in it; no page is the browser."""

    page: str
    anchor: str
    words: str
    detail: str


class HelpPanel(Overlay):
    """One page at a time, or what was found; links lead to other pages, and nowhere else."""

    turned = Signal()
    """Another page is read, or the list stands in its place: other keys do something."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName(say("help", "title"))
        self._before_this: list[str] = []
        self._rows: list[_Row] = []
        self.browser = Reader()
        self.browser.anchorClicked.connect(self._on_link)
        self.field = QLineEdit()
        self.field.setAccessibleName(say("help", "search"))
        self.field.setPlaceholderText(say("help", "search"))
        self.field.textChanged.connect(self._look)
        self.found = FoundList(self.field, headings("help", ("found",)), say("help", "found"))
        self.found.wrap_rows(px(52))
        self.found.chosen.connect(self._on_chosen)
        self._none = Text(role="secondary", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self.field, 1)
        head.addWidget(KeyCap(_SEARCH))
        head.addSpacing(gap(12))
        head.addWidget(KeyCap("Esc"))
        head.addWidget(Text(say("help", "close"), role="secondary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(20), gap(12), gap(16), gap(12))
        column.setSpacing(gap(10))
        column.addLayout(head)
        column.addWidget(Line())
        for widget in (self.browser, self._none, self.found):
            column.addWidget(widget, 0 if widget is self._none else 1)
        self.take_part_in(self.browser)
        self.take_part_in(self.field)
        self._read_on()

    @property
    def page(self) -> str:
        """The page that is read, or was before the search."""
        return self.browser.page

    @property
    def is_looking(self) -> bool:
        """Whether the contents, or what was found, stand in the place of the page."""
        return self.browser.isHidden()

    def key_hints(self) -> tuple[KeyHint, ...]:
        close = KeyHint(("F1", "Esc"), say("help", "close"), last=True)
        if self.is_looking:
            choose = KeyHint(("↑", "↓"), say("help", "key.choose"))
            enter = KeyHint(("Enter",), say("help", "key.open"))
            to_page = KeyHint(("Esc",), say("help", "key.page"), last=True)
            return (enter, choose, to_page) if self._rows else (to_page,)
        read = KeyHint(("↑", "↓"), say("help", "key.read"))
        search = KeyHint((_SEARCH,), say("help", "key.search"))
        before = KeyHint(("Backspace",), say("help", "key.before"))
        return (read, search, *([before] if self._before_this else []), close)

    def place(self, window: QWidget) -> None:
        width = min(px(500), window.width() - px(48))
        top = px(56)
        self.setGeometry(window.width() - width, top, width, self.above_keys(window) - top)

    # ---- reading

    def open_page(self, name: str, anchor: str = "") -> None:
        """Show a page of the manual, from its beginning or from a heading."""
        self._before_this = []
        self._read_on()
        self.browser.show_page(name, anchor)
        self.open_over()
        self.browser.setFocus()

    def dress_again(self) -> None:
        """The look has changed: so does the page, at the place where it is read."""
        if self.isVisible():
            self.browser.dress_again()

    def _turn_to(self, name: str, anchor: str = "") -> None:
        if name != self.page:
            self._before_this.append(self.page)
        self.browser.show_page(name, anchor)
        self.turned.emit()

    def _turn_back(self) -> None:
        if self._before_this:
            self.browser.show_page(self._before_this.pop())
            self.turned.emit()

    def _on_link(self, link: QUrl) -> None:
        name = link.path().removesuffix(".md")
        if link.isRelative() and "/" not in name:
            self._turn_to(name or self.page, link.fragment())

    def _read_on(self) -> None:
        """The page stands again where the list was."""
        self.browser.show()
        self.field.clear()
        self.found.hide()
        self._none.hide()
        self.browser.setFocus()
        self.turned.emit()

    # ---- looking

    def _begin_to_look(self, typed: str = "") -> None:
        self.browser.hide()
        self.field.setText(typed)
        self.field.setFocus()
        # Also where nothing was typed: then the contents stand there.
        self._look()

    def _look(self) -> None:
        """The contents, or what has the words of the field."""
        if not self.is_looking:
            return
        query = self.field.text().strip()
        self._rows = list(_hits(query)) if query else list(_all())
        none = "" if self._rows else say("help", "none", text=query)
        rows = [[cell(each.words, face=NAME, second=each.detail)] for each in self._rows]
        self.found.show_rows(rows, none)
        self._none.setText(none)
        self._none.setVisible(not self._rows)
        self.found.setVisible(bool(self._rows))
        self.turned.emit()

    def _on_chosen(self, row: int) -> None:
        chosen = self._rows[row]
        self._read_on()
        if chosen.page:
            self._turn_to(chosen.page, chosen.anchor)
        else:
            browse()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is typed while a page is read is looked for; Esc leads from the list to the page."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.browser and self._reads_key(event):
                return True
            if watched is self.field and event.key() == Qt.Key.Key_Escape:
                self._read_on()
                return True
        if watched is self.field and event.type() == QEvent.Type.FocusIn and not self.is_looking:
            self._begin_to_look(self.field.text())
        return super().eventFilter(watched, event)

    def _reads_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Backspace:
            self._turn_back()
            return True
        typed = event.text()
        held = event.modifiers() & _HELD
        if held or not typed.strip() or not typed.isprintable():
            return False
        self._begin_to_look("" if typed == _SEARCH else typed)
        return True


def _all() -> Iterator[_Row]:
    """The contents: each page, and in which section it is."""
    for section in contents():
        for entry in section.entries:
            detail = f"{section.title}: {entry.detail}" if entry.detail else section.title
            yield _Row(entry.page, "", entry.title, detail)
    if can_browse():
        yield _Row("", "", say("help", "browser"), say("help", "browser.detail"))


def _hits(query: str) -> Iterator[_Row]:
    for found in whole_manual().find(query):
        yield _Row(found.page, found.anchor, found.called, excerpt(found, query))


def excerpt(found: Passage, query: str) -> str:
    """The words of a passage round the first that was asked for, on a line."""
    folded = found.text.casefold()
    at = min((place for word in words_of(query) if (place := folded.find(word)) >= 0), default=0)
    start = folded.rfind(" ", 0, max(0, at - _EXCERPT // 3)) + 1 if at > _EXCERPT // 2 else 0
    words = found.text[start : start + _EXCERPT]
    whole = start + _EXCERPT >= len(found.text)
    return f"{'… ' if start else ''}{words if whole else words.rpartition(' ')[0] + ' …'}"
