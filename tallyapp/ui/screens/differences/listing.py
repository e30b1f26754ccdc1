"""The list of what is not settled, and the way to any other paper by its number."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from tallyapp.domain.acts import SheetCorrected
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.views.branches.pairs import Pair
from tallyapp.domain.vocabulary.findings import Code, finding
from tallyapp.domain.vocabulary.places import Kind
from tallyapp.ui.pages.leaves import Leaf, beside, column_of, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.printouts.slips import print_slip_again
from tallyapp.ui.session.two_files import TwoFiles
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.states import life_state
from tallyapp.ui.theme.type import BODY, HEADING, NAME, gap, px
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.frames import Card, State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.print_card import PrintCard
from tallyapp.ui.widgets.text import Text, label_of
from tallyapp.words.catalogue import say
from tallyapp.words.papers import Paper

from .unsettled import ORDER, Unsettled, UnsettledModel

_OF_KEYINGS = (3, 4)
"""The columns of the fields that differ, and of who keyed."""


class ListPage(Leaf):
    """What is to be settled, the most pressing first."""

    opened = Signal(object)
    """Open this paper."""
    slate_opened = Signal(object)
    """Key this slate's candidates."""
    asked = Signal(object, object)
    """What is to be keyed again is keyed on this screen, and this is what to show there."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.may_correct = self.session.may(SheetCorrected)
        self._watched: TwoFiles | None = None
        self.model = UnsettledModel(self.contest, self._again)
        self.table = ChoosingTable(self.model, say("differences", "list"))
        self.table.wrap_rows(px(39))
        self.table.opened.connect(self._on_opened)
        self.table.digits_typed.connect(self._on_digits)
        self.table.asterisk_typed.connect(self._on_asterisk)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self.hints_changed.emit())
        self.printed = PrintCard(self.session.printing, "slip")
        self._settled = State(Mark.AGREES, say("differences", "none"), NAME)
        self._said = State(Mark.AGREES, "", NAME)
        self._said.hide()
        self.sheet = self._number("sheet")
        self.form = self._number("form")
        self._refused = State(Mark.DOES_NOT_ADD, "", BODY)
        self._refused.hide()
        main = column_of(self._said, self._settled)
        layout = main.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(2, self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addLayout(title_row(say("differences", "heading")))
        column.addLayout(beside(main, column_of(self._by_number(), self.printed)), 1)
        self._fit()

    def _number(self, kind: Kind) -> FigureEdit:
        field = FigureEdit()
        field.setFixedWidth(px(112))
        field.setAccessibleName(say("differences", f"number.{kind}"))
        field.next_asked.connect(lambda: self.go_to(Paper(kind, field.value or 0)))
        field.submit_asked.connect(lambda: self.go_to(Paper(kind, field.value or 0)))
        field.typed.connect(lambda _: self._refused.hide())
        return field

    def _by_number(self) -> Card:
        card = Card()
        card.column.addWidget(Text(say("differences", "by-number"), HEADING))
        told = "by-number-supervisor" if self.may_correct else "by-number-clerk"
        card.column.addWidget(Text(say("differences", told), role="secondary", wrap=True))
        grid = QGridLayout()
        for row, field in enumerate((self.sheet, self.form)):
            grid.addWidget(label_of(field, face=NAME), row, 0)
            grid.addWidget(field, row, 1)
        card.column.addLayout(grid)
        card.column.addWidget(self._refused)
        return card

    def key_hints(self) -> tuple[KeyHint, ...]:
        row = self.table.chosen
        queried = row is not None and row.order == ORDER[Life.QUERIED]
        again = (KeyHint(("*",), say("printing", "key.again")),) if queried else ()
        return (
            KeyHint(("↑", "↓"), say("differences", "key.choose")),
            KeyHint(("Enter",), say("differences", "key.open")),
            *again,
            KeyHint(("0…9",), say("differences", "key.number")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def _again(self) -> Sequence[Pair]:
        files = self.session.two_files
        return files.all_again(self.session.stream) if files else ()

    def _on_again(self) -> None:
        self.model.again_changed()
        self._fit()

    def entered(self) -> None:
        files = self.session.two_files
        if files and files is not self._watched:
            # Told once it knows what an act changed, and not by the act, which it may hear later.
            files.changed.connect(self._on_again)
            self._watched = files
        self._on_again()
        for field in (self.sheet, self.form):
            field.show_value(None)
        self._refused.hide()
        if self.model.keys:
            if not self.table.currentIndex().isValid():
                self.table.choose()
            self.table.setFocus()
        else:
            self.sheet.setFocus()

    def say(self, words: str, mark: Mark = Mark.AGREES) -> None:
        """Say above the list what became of the paper just dealt with."""
        self._said.show_state(mark, words)
        self._said.show()

    def refuse(self, paper: Paper, words: str) -> None:
        """This paper's number leads nowhere; the next number takes its place."""
        self._refused.show_state(Mark.DOES_NOT_ADD, words)
        self._refused.show()
        (self.sheet if paper.kind == "sheet" else self.form).selectAll()

    def changed(self, changed: Changed) -> None:
        if changed.stream != self.session.stream:
            return
        for sheet in changed.sheets:
            self.model.paper_changed(Paper("sheet", sheet))
        for form in changed.forms:
            self.model.paper_changed(Paper("form", form))
        self.model.slates_changed()
        self._fit()

    def _fit(self) -> None:
        some = bool(self.model.keys)
        self.table.setVisible(some)
        self._settled.setVisible(not some)
        # Of what another file has nothing stands there: its room is for what is to be done with it.
        only_again = all(key.again for key in self.model.keys)
        for column in _OF_KEYINGS:
            self.table.setColumnHidden(column, some and only_again)
        if some:
            self.table.fit_columns(1)

    def _on_opened(self, row: Unsettled) -> None:
        if row.again:
            self.asked.emit(*self.model.way_of(row))
        elif row.slate:
            self.slate_opened.emit(row.slate)
        else:
            self.opened.emit(row.paper)

    def _on_asterisk(self, row: Unsettled) -> None:
        if not row.slate and not row.again:
            print_slip_again(self.session, row.paper)

    def _on_digits(self, digits: str) -> None:
        self.sheet.setFocus()
        self.sheet.setText(digits)

    def go_to(self, paper: Paper) -> None:
        """Open this paper, or say why it leads nowhere."""
        self._said.hide()
        state = paper.state(self.contest)
        if state is None:
            self.refuse(paper, self.session.sentence(finding(Code.A104, paper.kind, paper.number)))
        elif state.life in ORDER or self.may_correct:
            self.opened.emit(paper)
        else:
            self.refuse(
                paper,
                say(
                    "differences",
                    "not-differing",
                    paper=paper.words_in(self.contest),
                    state=life_state(state.life)[1],
                ),
            )
