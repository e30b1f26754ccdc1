"""Where a supervisor asks for blank papers: an area, and the numbers from and to."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from tallyapp.domain.reports.hall_papers import PaperName
from tallyapp.domain.vocabulary.findings import Code, finding
from tallyapp.ui.printouts.blanks import MOST_AT_ONCE, issued, next_forms, print_blanks, to_print
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import NAME, gap, px
from tallyapp.words.catalogue import say

from .figure_edit import FigureEdit
from .folded_card import FoldedCard
from .print_card import PrintCard
from .refusal import Action
from .text import Text


class BlankCard(FoldedCard):
    """Prints blank sheets or forms, for those who may hand them out."""

    def __init__(self, session: Session, kind: PaperName) -> None:
        super().__init__(session, say("printing", f"title.{kind}"), say("printing", f"ask.{kind}"))
        self._kind = kind
        self.first = FigureEdit()
        self.last = FigureEdit()
        self._print = Action(say("printing", f"print.{kind}"), "Enter")
        self.printed = PrintCard(session.printing, "blank")
        self._card.column.addLayout(self._fields())
        for part in (self._print, self._refused):
            self._card.column.addWidget(part)
        self._column.addWidget(self.printed)
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

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        run = QHBoxLayout()
        run.setSpacing(gap(6))
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
            session = self._session
            forms = next_forms(session.desk.count, session.stream)
            run = issued(contest, area) if self._kind == "sheet" else forms
        for field, value in zip((self.first, self.last), run or (None, None), strict=True):
            field.show_value(value)

    def _on_print(self) -> None:
        contest = self._session.contest
        if contest is None:
            return
        area = self.area.among(contest.areas)
        first = self.first.value
        last = self.last.value
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
