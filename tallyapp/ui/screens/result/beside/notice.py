"""The right-hand column: the notice of result as it will be, then as it was signed."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.domain.reports.declaration import corrected_report, declaration_report, draft_report
from tallyapp.domain.reports.declaration_report import NOWHERE
from tallyapp.domain.rules.declaring import borne_out
from tallyapp.domain.state.contest import ContestState
from tallyapp.ui.screens.result.page import words
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import HEADING, gap
from tallyapp.ui.widgets.give_way import give_way
from tallyapp.ui.widgets.page_view import PageView, page_pictures
from tallyapp.ui.widgets.text import Text

WIDTH = 270


class Notice(QWidget):
    """Draws the page on the worker whenever it would look
    different; never holds up anything else.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: object = None
        self._drawing = False
        self._wanted: Callable[[], bytes] | None = None
        give_way(self, WIDTH)
        self._what = Text(role="secondary", wrap=True)
        self.page = PageView(WIDTH)
        self.page.setAccessibleName(words("notice.heading"))
        self.below = QVBoxLayout()
        self.below.setSpacing(gap(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(8))
        column.addWidget(Text(words("notice.heading"), HEADING))
        column.addWidget(self._what)
        column.addWidget(self.page)
        column.addLayout(self.below)
        column.addStretch(1)
        self.page.setMaximumHeight(self.page.sizeHint().height())

    def show_draft(self, contest: ContestState, hidden: bool) -> None:
        """Show the notice as it would be now, its figures hidden or not."""
        report = draft_report(self._session.desk.count, contest, hidden)
        self._what.setText(words("notice.hidden" if hidden else "notice.draft"))

        def drawn() -> bytes:
            from tallyapp.documents.declaration import render_draft

            return render_draft(report)

        self._show(report, drawn)

    def show_unsigned(self, contest: ContestState) -> None:
        """Show the notice of a declared contest, which waits for its signature."""
        corrected = contest.corrected[-1] if contest.corrected else None
        desk = self._session.desk
        declared = contest.declaration
        spoke = desk.staff.released(declared.declarant) if declared else None
        draw = corrected_report if corrected else declaration_report
        report = draw(desk.count, contest, NOWHERE, spoke)
        ledger = self._session.desk.ledger
        stream = self._session.stream
        made = corrected or declared
        seq = made.seq if made else 0
        published = bool(corrected) or borne_out(contest)
        told = "corrected" if corrected else "unsigned" if published else "outside"
        self._what.setText(words(f"notice.{told}"))

        def drawn() -> bytes:
            from tallyapp.documents.declaration import render_declaration, render_draft

            if not published:
                return render_draft(report)
            return render_declaration(replace(report, checkpoint=ledger.checkpoint(stream, seq)))

        self._show((report, seq), drawn)

    def show_signed(self, pdf: bytes) -> None:
        """Show the signed document's first page."""
        self._what.setText(words("notice.signed"))
        self._show(pdf, lambda: pdf)

    def _show(self, key: object, pdf: Callable[[], bytes]) -> None:
        if key != self._shown:
            self._shown = key
            self._wanted = pdf
            self._draw()

    def _draw(self) -> None:
        """Draw what is wanted, one page at a time: only the last of many changes is drawn."""
        if self._drawing or self._wanted is None:
            return
        key = self._shown
        pdf = self._wanted
        width = self.page.pixels
        self._drawing = True
        self._wanted = None

        def drawn(pictures: list[QImage]) -> None:
            if not isValid(self):
                return
            self._drawing = False
            if key is self._shown:
                self.page.show_picture(pictures[0], self._what.text())
            self._draw()

        self._session.work(lambda: page_pictures(pdf(), width), drawn)
