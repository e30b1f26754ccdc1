"""Where a supervisor hands out count sheets and bundle slips: an
area, how many, and their numbers.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from tallyapp.desk import Done
from tallyapp.domain.acts import SheetsIssued
from tallyapp.domain.rules.handing_out import MOST_SHEETS_AT_ONCE
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import SheetForm
from tallyapp.domain.vocabulary.units import MAX_FIGURE, SheetNumber
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import NAME, px
from tallyapp.words.catalogue import say
from tallyapp.words.figures import number_words

from .figure_edit import FigureEdit
from .folded_card import FoldedCard
from .frames import State
from .id_edit import IdEdit
from .refusal import Action
from .text import Text


class HandOutCard(FoldedCard):
    """Hands out sheets or slips in the open contest; from then on each is missed by name."""

    chosen = Signal(object)
    """These sheets (SheetsIssued) are to be handed out;
    it waits until it is told what became of them.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(
            session, say("printing", "title.hand-out"), say("printing", "ask.hand-out")
        )
        self.many = FigureEdit()
        self.first = FigureEdit()
        self.table = IdEdit(say("printing", "table"))
        self._under_way = False
        self._done = State(Mark.AGREES, "", wrap=True)
        self._done.hide()
        self._card.column.addLayout(self._fields())
        self._card.column.addWidget(self._button("sheet", "Enter"))
        self._card.column.addWidget(self._button("slip", "/"))
        self._card.column.addWidget(self._refused)
        self._column.addWidget(self._done)
        self.area.textEdited.connect(lambda _: self._refused.hide())
        self.area.next_asked.connect(self.many.setFocus)
        self.many.next_asked.connect(self.first.setFocus)
        self.first.next_asked.connect(self._on_first)
        self.table.next_asked.connect(lambda: self._hand_out("sheet"))
        self.table.textEdited.connect(lambda _: self._refused.hide())
        for field in (self.many, self.first):
            field.setFixedWidth(px(112))
            field.typed.connect(lambda _: self._refused.hide())
            field.submit_asked.connect(lambda: self._hand_out("sheet"))
            field.split_asked.connect(lambda: self._hand_out("slip"))
        self.many.setAccessibleName(say("printing", "many"))
        self.first.setAccessibleName(say("printing", "from"))

    def hand_out_to(self, area: str) -> None:
        """Ask how many sheets this area gets."""
        self.unfold(True)
        self.area.setText(area)
        self.many.setFocus()

    def unfold(self, shown: bool) -> bool:
        """As any folded card; the numbers offered are those after the last of the whole count."""
        if not super().unfold(shown):
            return False
        if shown:
            self._done.hide()
            self._refused.hide()
            self.area.clear()
            self.many.show_value(None)
            self.first.show_value(self._session.desk.count.last_sheet + 1)
            self.table.clear()
            for widget in (self._table_name, self.table):
                widget.setVisible(bool(self._tables))
        return True

    @property
    def _tables(self) -> list[str]:
        """The tables that have names: where none has, nobody is asked for one."""
        return [table.id for table in self._session.desk.count.count.tables.now()]

    def _on_first(self) -> None:
        if self._tables:
            self.table.setFocus()
        else:
            self._hand_out("sheet")

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        fields = (("area", self.area), ("many", self.many), ("from", self.first))
        for row, (word, field) in enumerate(fields):
            grid.addWidget(Text(say("printing", word), NAME), row, 0)
            grid.addWidget(field, row, 1, Qt.AlignmentFlag.AlignRight)
        self._table_name = Text(say("printing", "table"), NAME)
        grid.addWidget(self._table_name, len(fields), 0)
        grid.addWidget(self.table, len(fields), 1, Qt.AlignmentFlag.AlignRight)
        return grid

    def _button(self, form: SheetForm, key: str) -> Action:
        button = Action(say("printing", f"hand-out.{form}"), key)
        button.clicked.connect(lambda: self._hand_out(form))
        return button

    def _hand_out(self, form: SheetForm) -> None:
        contest = self._session.contest
        if contest is None or self._under_way:
            return
        area = self.area.among(contest.areas)
        many = self.many.value
        first = self.first.value
        if area not in contest.areas:
            self._refuse(self._session.sentence(finding(Code.A104, "area", area)), self.area)
        elif not many or many > MOST_SHEETS_AT_ONCE:
            self._refuse(say("printing", "how-many", most=MOST_SHEETS_AT_ONCE), self.many)
        elif not first or first + many - 1 > MAX_FIGURE:
            self._refuse(say("printing", "from-which", most=MAX_FIGURE), self.first)
        elif (table := self.table.among(self._tables)) and table not in self._tables:
            self._refuse(self._session.sentence(finding(Code.A104, "table", table)), self.table)
        else:
            self._under_way = True
            sheets = SheetsIssued(
                **self._session.me.contest,
                area=area,
                first=SheetNumber(first),
                last=SheetNumber(first + many - 1),
                form=form,
                table=table,
            )
            self.chosen.emit(sheets)

    def tell_done(self, done: Done) -> None:
        """It is recorded."""
        self._under_way = False
        act = done.act
        if isinstance(act, SheetsIssued):
            key = f"handed-out.{act.form}" + (".one" if act.first == act.last else "")
            first = number_words([act.first])
            last = number_words([act.last])
            self._done.show_state(
                Mark.AGREES, say("printing", key, first=first, last=last, area=act.area)
            )
        self.unfold(False)
        self._done.show()
        self.ask.setFocus()

    def tell_refused(self, found: list[Finding]) -> None:
        """This stands against it: numbers that are taken, most often."""
        self._under_way = False
        if found[0].code in (Code.A108, Code.A117):
            after = number_words([self._session.desk.count.last_sheet + 1])
            number = number_words([int(found[0].place.name)])
            self._refuse(say("printing", "taken", number=number, next=after), self.first)
        else:
            self._refuse(self._session.sentence(found[0]), self.many)

    def tell_failed(self, why: str) -> None:
        """It could not be saved."""
        self._under_way = False
        self._refuse(say("printing", "not-handed-out", why=why), self.many)
