"""The panel at the right in which the manual is read; the screen beside it stays as it is."""

from collections.abc import Iterator

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from tallyapp.ui.shell.help.pages import page_text
from tallyapp.ui.theme.theme import colour
from tallyapp.ui.theme.type import BODY, FAMILY, HEADING, TITLE, gap, px
from tallyapp.ui.widgets.frames import Line
from tallyapp.ui.widgets.key_cap import KeyCap, KeyHint
from tallyapp.ui.widgets.overlay import Overlay
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

_HEADINGS = {1: TITLE, 2: HEADING, 3: BODY.heavier()}


class HelpPanel(Overlay):
    """One page at a time; links lead to other pages, and nowhere else."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName(say("help", "title"))
        self.page = ""
        self.browser = QTextBrowser()
        self.browser.setAccessibleName(say("help", "title"))
        self.browser.setOpenLinks(False)
        self.browser.anchorClicked.connect(self._on_link)
        self.browser.document().setDocumentMargin(0)
        self.browser.document().setIndentWidth(gap(24))
        head = QHBoxLayout()
        head.addWidget(Text(say("help", "title"), role="secondary"))
        head.addStretch()
        head.addWidget(KeyCap("Esc"))
        head.addWidget(Text(say("help", "close"), role="secondary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(20), gap(14), gap(16), gap(12))
        column.setSpacing(gap(10))
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self.browser, 1)
        self.take_part_in(self.browser)

    def key_hints(self) -> tuple[KeyHint, ...]:
        read = KeyHint(("↑", "↓"), say("help", "key.read"))
        return (read, KeyHint(("F1", "Esc"), say("help", "close"), last=True))

    def place(self, window: QWidget) -> None:
        width = min(px(500), window.width() - px(48))
        top = px(56)
        self.setGeometry(window.width() - width, top, width, window.height() - top - px(42))

    def open_page(self, name: str) -> None:
        """Show a page of the manual, from its beginning."""
        self._show(name)
        self.open_over()
        self.browser.setFocus()

    def _show(self, name: str) -> None:
        self.page = name
        self.browser.document().setDefaultFont(BODY.font())
        self.browser.setMarkdown(page_text(name))
        self._dress()
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)

    def dress_again(self) -> None:
        """The look has changed: so does the page, at the place where it is read."""
        if self.isVisible():
            bar = self.browser.verticalScrollBar()
            at = bar.value()
            self._show(self.page)
            bar.setValue(at)

    def _on_link(self, link: QUrl) -> None:
        name = link.path().removesuffix(".md")
        if link.isRelative() and "/" not in name:
            self._show(name)

    # ---- looks

    def _dress(self) -> None:
        """Give headings, paragraphs, keys and links the type scale and the colours of the theme."""
        document = self.browser.document()
        block = document.begin()
        while block.isValid():
            self._dress_block(QTextCursor(block), block.blockFormat())
            # The pieces change while they are dressed, so note their places first.
            for start, length, given in list(_pieces(block)):
                cursor = QTextCursor(document)
                cursor.setPosition(start)
                cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
                self._dress_piece(cursor, given)
            block = block.next()

    def _dress_block(self, cursor: QTextCursor, given: QTextBlockFormat) -> None:
        level = given.headingLevel()
        form = QTextBlockFormat()
        form.setTopMargin(gap(18) if level > 1 else 0)
        form.setBottomMargin(gap(6))
        form.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(form)
        if level:
            look = QTextCharFormat()
            look.setFont(_HEADINGS.get(level, HEADING).font())
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.mergeCharFormat(look)

    def _dress_piece(self, cursor: QTextCursor, given: QTextCharFormat) -> None:
        look = QTextCharFormat()
        if given.isAnchor():
            look.setForeground(colour("accent"))
        elif given.fontFixedPitch():
            # What is between backquotes is a key or a figure to type.
            look.setFontFamilies([FAMILY])
            look.setFontFixedPitch(False)
            look.setFontWeight(600)
            look.setBackground(colour("tint"))
        else:
            return
        cursor.mergeCharFormat(look)


def _pieces(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """The runs of a block that look alike: where each begins, how long it is, and how it looks."""
    at = block.begin()
    while not at.atEnd():
        piece = at.fragment()
        yield piece.position(), piece.length(), piece.charFormat()
        at += 1
