"""What is out and what is in: areas, forms, and the totals by head;
and the number of the next form.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tallyapp.domain.acts import FormKeyed
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.units import FormNumber
from tallyapp.ui.pages.leaves import Leaf, beside, column_of, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.printouts.slips import print_slip_again
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, HEADING, NAME, gap, px
from tallyapp.ui.widgets.blank_card import BlankCard
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.frames import Card, Line, State
from tallyapp.ui.widgets.id_edit import IdEdit
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.print_card import PrintCard
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text, label_of
from tallyapp.words.catalogue import say
from tallyapp.words.figures import capital, figure
from tallyapp.words.papers import Paper

from .models import AreasModel, FormsModel, by_head

_ROW = 36


class OverviewPage(Leaf):
    """Sent, adjudicated and still out; Enter on a number and an area opens the form."""

    opened = Signal(int, str)
    """Key this form of this area."""
    shown = Signal(object)
    """Show this form, which stands or differs."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.areas = AreasModel(self.contest)
        self.forms = FormsModel(self.contest)
        self.number = FigureEdit()
        self.area = IdEdit(say("doubtful", "area"))
        self._said = State(Mark.AGREES, "", NAME)
        self._refused = Text(role="refused", wrap=True)
        self._said.hide()
        self._refused.hide()
        self._areas = Table(self.areas, say("doubtful", "by-area"))
        self._areas.setSelectionMode(Table.SelectionMode.NoSelection)
        self.table = ChoosingTable(self.forms, say("doubtful", "forms"))
        self.table.opened.connect(self.shown)
        self.table.digits_typed.connect(self._on_digits)
        self.table.asterisk_typed.connect(
            lambda n: print_slip_again(self.session, Paper("form", n))
        )
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self.hints_changed.emit())
        self.number.query_asked.connect(self._on_print_again)
        self.printed = PrintCard(self.session.printing, "slip")
        self._none = Text(say("doubtful", "no-forms"), role="secondary")
        self._totals = [Text(face=FIGURE, right=True) for _ in self.contest.set_up.rules.heads]
        self._rejected = Text(face=FIGURE.heavier(), right=True)
        self._allowed = Text(face=FIGURE, right=True)
        self._objections = Text(face=FIGURE, right=True)
        main = column_of(
            self._said, self._areas, Text(say("doubtful", "forms"), HEADING), self._none
        )
        layout = main.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(4, self.table, 1)
        self.blank = BlankCard(self.session, "form")
        by_head = self._by_head()
        self.blank.unfolded.connect(lambda shown: by_head.setVisible(not shown))
        side: list[QWidget] = [by_head, self.printed, self.blank]
        if self.session.may(FormKeyed):
            side.insert(0, self._next_form())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addLayout(title_row(say("titles", "doubtful")))
        column.addLayout(beside(main, column_of(*side)), 1)
        self._fit()
        self._show_totals()

    def _next_form(self) -> Card:
        card = Card()
        card.column.addWidget(Text(say("doubtful", "key-a-form"), HEADING))
        self.number.setFixedWidth(px(112))
        grid = QGridLayout()
        for row, (words, field) in enumerate((("number", self.number), ("area", self.area))):
            grid.addWidget(label_of(field, say("doubtful", words), NAME), row, 0)
            grid.addWidget(field, row, 1)
        card.column.addLayout(grid)
        card.column.addWidget(self._refused)
        self.number.next_asked.connect(self._on_number)
        self.number.submit_asked.connect(self._on_number)
        self.number.typed.connect(lambda _: self._refused.hide())
        self.area.next_asked.connect(self._on_area)
        self.area.textEdited.connect(lambda _: self._refused.hide())
        return card

    def _by_head(self) -> Card:
        card = Card()
        card.column.addWidget(Text(say("doubtful", "by-head"), HEADING))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(gap(6))
        heads = list(zip(self.contest.set_up.rules.heads, self._totals, strict=True))
        for row, (head, total) in enumerate((h, t) for h, t in heads if not h.in_part):
            grid.addWidget(Text(capital(head.label), role="secondary", wrap=True), row, 0)
            grid.addWidget(total, row, 1, Qt.AlignmentFlag.AlignBottom)
        card.column.addLayout(grid)
        card.column.addWidget(Line())
        below = QGridLayout()
        below.setVerticalSpacing(0)
        good = "good" if self.contest.set_up.seats > 1 else "allowed"
        in_part = [("rejected-in-part", total) for head, total in heads if head.in_part]
        lines = (
            ("rejected", self._rejected),
            (good, self._allowed),
            *in_part,
            ("objections", self._objections),
        )
        for row, (words, total) in enumerate(lines):
            face = BODY.heavier() if row == 0 else BODY
            below.addWidget(
                Text(say("doubtful", words), face, "ink" if row == 0 else "secondary"), row, 0
            )
            below.addWidget(total, row, 1)
        card.column.addLayout(below)
        return card

    # ---- keys

    def key_hints(self) -> tuple[KeyHint, ...]:
        form = self.contest.forms.get(FormNumber(self.table.chosen or 0))
        queried = self.table.hasFocus() and form is not None and form.life is Life.QUERIED
        again = (KeyHint(("*",), say("printing", "key.again")),) if queried else ()
        return (
            KeyHint(("Enter",), say("doubtful", "key.open")),
            *again,
            KeyHint(("Tab",), say("doubtful", "key.forms")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def back(self) -> bool:
        if self.blank.unfold(False):
            self.entered()
            return True
        return False

    def entered(self) -> None:
        if self.session.may(FormKeyed):
            self.number.setFocus()
            self.number.selectAll()
        else:
            self.table.setFocus()

    def offer(self, number: int | None) -> None:
        """Put this number into the field."""
        self.number.show_value(number)
        self.area.clear()

    def take(self, number: int) -> None:
        """This form was scanned: its area is known, or is keyed next."""
        self.offer(number)
        form = self.contest.forms.get(FormNumber(number))
        if form is None:
            self.area.setFocus()
        else:
            self.opened.emit(number, form.area)

    def say(self, words: str, mark: Mark) -> None:
        """Say above the tables what became of the form just keyed."""
        self._said.show_state(mark, words)
        self._said.show()

    def refuse(self, words: str, *, area: bool = False) -> None:
        """This form cannot be keyed, and why."""
        self._refused.setText(words)
        self._refused.show()
        field = self.area if area else self.number
        field.setFocus()
        field.selectAll()

    def _on_digits(self, digits: str) -> None:
        self.number.setFocus()
        self.number.setText(digits)

    def _on_print_again(self) -> None:
        if self.number.value is not None:
            print_slip_again(self.session, Paper("form", self.number.value))

    def _on_number(self) -> None:
        if self.number.value is None:
            self.refuse(say("doubtful", "no-number"))
            return
        self.area.setFocus()
        self.area.selectAll()

    def _on_area(self) -> None:
        number = self.number.value
        if number is None:
            self.refuse(say("doubtful", "no-number"))
            return
        self._said.hide()
        self.opened.emit(number, self.area.among(self.contest.areas))

    # ---- what changed

    def changed(self, changed: Changed) -> None:
        if changed.stream != self.session.stream:
            return
        for area in changed.areas:
            self.areas.area_changed(area)
        for form in changed.forms:
            self.forms.form_changed(FormNumber(form))
        if changed.areas:
            self._show_totals()
        if changed.forms:
            self._fit()

    def _fit(self) -> None:
        some = bool(self.forms.keys)
        self.table.setVisible(some)
        self._none.setVisible(not some)
        for table in (self._areas, self.table):
            table.set_row_height(px(_ROW))
            table.fit_columns(0)
            for column in range(1, 4):
                table.setColumnWidth(column, max(table.columnWidth(column), px(120)))
            table.setColumnWidth(4, px(220))
        rows = min(self.areas.rowCount(), 9)
        self._areas.setFixedHeight(
            rows * px(_ROW) + self._areas.horizontalHeader().sizeHint().height()
        )

    def _show_totals(self) -> None:
        heads = by_head(self.contest)
        for total, papers in zip(self._totals, heads, strict=True):
            total.setText(figure(papers))
        areas = self.contest.areas.values()
        adjudicated = sum(area.adjudicated for area in areas)
        rejected = sum(area.rejected_papers for area in areas)
        self._rejected.setText(figure(rejected))
        self._allowed.setText(figure(adjudicated - rejected))
        self._objections.setText(figure(sum(area.objections for area in areas)))
