"""A page of the manual as it is read in the panel."""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from tallyapp.ui.shell.help.pages import page_text
from tallyapp.ui.shell.help.passages import slug
from tallyapp.ui.theme.theme import colour
from tallyapp.ui.theme.type import BODY, FAMILY, HEADING, TITLE, gap
from tallyapp.words.catalogue import say

_HEADINGS = {1: TITLE, 2: HEADING, 3: BODY.heavier()}


class Reader(QTextBrowser):
    """Shows one page, and asks nobody for anything; whoever has it follows its links."""

    def __init__(self) -> None:
        super().__init__()
        self.page = ""
        self.setAccessibleName(say("help", "title"))
        self.setOpenLinks(False)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(gap(24))

    def show_page(self, name: str, anchor: str = "") -> None:
        """Show a page from its beginning, or from the heading with this anchor."""
        self.page = name
        self.document().setDefaultFont(BODY.font())
        self.setMarkdown(page_text(name))
        self._dress()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if anchor:
            self._go_to(anchor)

    def dress_again(self) -> None:
        """The look has changed: so does the page, at the place where it is read."""
        bar = self.verticalScrollBar()
        at = bar.value()
        self.show_page(self.page)
        bar.setValue(at)

    def _go_to(self, anchor: str) -> None:
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and slug(block.text()) == anchor:
                # From the end of the page, so that the heading stands at the top and not the foot.
                self.moveCursor(QTextCursor.MoveOperation.End)
                self.setTextCursor(QTextCursor(block))
                return
            block = block.next()

    # ---- looks

    def _dress(self) -> None:
        """Give headings, paragraphs, keys and links the type scale and the colours of the theme."""
        document = self.document()
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
