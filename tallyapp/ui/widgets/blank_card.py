"""Where a supervisor asks for blank papers: an area, and the numbers from and to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain.acts import SheetsIssued
from tallyapp.domain.checks import Code, finding
from tallyapp.domain.places import Kind
from tallyapp.messages import say
from tallyapp.ui.blanks import MOST_AT_ONCE, issued, next_forms, print_blanks, to_print
from tallyapp.ui.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING, NAME, px

from .figure_edit import FigureEdit
from .frames import Card, State
from .id_edit import IdEdit
from .print_card import PrintCard
from .refusal import Action
from .text import Text


class BlankCard(QWidget):
    """Prints blank sheets or forms, for those who may hand them out; a button, until somebody wants to."""

    unfolded = Signal(bool)
    """The fields are shown, and what stands above may have to make room; or they are not any more."""

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self._session, self._kind = session, kind
        self.area, self.first, self.last = IdEdit(say("printing", "area")), FigureEdit(), FigureEdit()
        self.ask = Action(say("printing", f"ask.{kind}"))
        self._print, self._card = Action(say("printing", f"print.{kind}"), "Enter"), Card()
        self._refused = State(Mark.DOES_NOT_ADD, "", wrap=True)
        self._refused.hide()
        self.printed = PrintCard(session.printing, "blank")
        self._card.column.addWidget(Text(say("printing", f"title.{kind}"), HEADING))
        self._card.column.addLayout(self._fields())
        for part in (self._print, self._refused):
            self._card.column.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.ask, self._card, self.printed):
            column.addWidget(widget)
        self._card.hide()
        if not session.may(SheetsIssued):
            self.hide()
        self.ask.clicked.connect(lambda: self.unfold(True))
        self.area.textEdited.connect(lambda _: self._offer())
        self.area.next_asked.connect(self.first.setFocus)
        self.first.next_asked.connect(self.last.setFocus)
        for field in (self.first, self.last):
            field.setFixedWidth(px(70))
            field.typed.connect(lambda _: self._refused.hide())
            field.submit_asked.connect(self._on_print)
        self.first.setAccessibleName(say("printing", "first"))
        self.last.setAccessibleName(say("printing", "last"))
        self.last.next_asked.connect(self._on_print)
        self._print.clicked.connect(self._on_print)

    def unfold(self, shown: bool) -> bool:
        """Show the fields, with the focus in them, or only the button; False if that was so before."""
        if shown is not self._card.isHidden():
            return False
        self.ask.setVisible(not shown)
        self._card.setVisible(shown)
        self.unfolded.emit(shown)
        if shown:
            self.area.setFocus()
        return True

    def _fields(self) -> QGridLayout:
        grid, run = QGridLayout(), QHBoxLayout()
        run.setSpacing(px(6))
        run.addStretch()
        grid.setColumnStretch(0, 1)
        run.addWidget(self.first)
        run.addWidget(Text(say("printing", "to"), role="secondary"))
        run.addWidget(self.last)
        grid.addWidget(Text(say("printing", "area"), NAME), 0, 0)
        grid.addWidget(self.area, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(Text(say("printing", "numbers"), NAME), 1, 0)
        grid.addLayout(run, 1, 1)
        return grid

    def _offer(self) -> None:
        """The numbers that are wanted most often, as soon as the area is known."""
        self._refused.hide()
        contest = self._session.contest
        area = self.area.among(contest.areas) if contest else ""
        if contest is None or area not in contest.areas:
            run = None
        else:
            run = issued(contest, area) if self._kind == "sheet" else next_forms(contest)
        for field, value in zip((self.first, self.last), run or (None, None), strict=True):
            field.show_value(value)

    def _on_print(self) -> None:
        contest = self._session.contest
        if contest is None:
            return
        area, first, last = self.area.among(contest.areas), self.first.value, self.last.value
        if area not in contest.areas:
            self._refuse(self._session.sentence(finding(Code.A104, "area", area)), self.area)
        elif not first or not last or not first <= last < first + MOST_AT_ONCE:
            self._refuse(say("printing", "run", most=MOST_AT_ONCE), self.first)
        elif numbers := to_print(contest, self._kind, area, first, last):
            print_blanks(self._session, self._kind, area, numbers)
            self.unfold(False)
            self.ask.setFocus()
        else:
            self._refuse(say("printing", "none", area=area), self.first)

    def _refuse(self, words: str, field: IdEdit | FigureEdit) -> None:
        self._refused.show_state(Mark.DOES_NOT_ADD, words, "refused")
        self._refused.show()
        field.setFocus()
        field.selectAll()
