"""The paper of the night: what each area gets, which papers, and Enter prints them all."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from tallyapp.domain.acts import SheetsIssued
from tallyapp.domain.rules.handing_out import MOST_SHEETS_AT_ONCE
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.printed import PrintedKind
from tallyapp.paperwork.choice import KINDS, Choice, PerArea
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.printouts.papers import Asked, print_papers
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING, NAME, gap, px
from tallyapp.ui.widgets.button import CheckBox
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.print_card import PrintCard
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text, label_of
from tallyapp.words.catalogue import say

from .step import StepState, done, to_do, under_way, words

_FIGURES = ("sheets", "slips", "forms")
_FORMS = 5
_ACROSS = 3


def printed_state(session: Session, contest: ContestState) -> StepState:
    """How many of the contest's sheets that are handed out have been printed."""
    printed = session.desk.count.count.printed
    stream = contest.set_up.contest
    waiting = [sheet for sheet in contest.sheets.values() if sheet.life is Life.ISSUED]
    kinds: dict[str, PrintedKind] = {"sheet": "sheet", "slip": "slip"}
    out = sum(printed.has(kinds[sheet.shape], stream, sheet.number) for sheet in waiting)
    if not waiting:
        return to_do("paper.none")
    if out == len(waiting):
        return done("paper.done", sheets=out)
    return (under_way if out else to_do)("paper.to-do", printed=out, sheets=len(waiting))


class PapersPage(Leaf):
    """How many sheets, slips and forms each area has, which kinds of paper, and how."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._busy = False
        self.fields = {name: FigureEdit() for name in _FIGURES}
        self.kinds = {kind: CheckBox(say("paper", f"kind.{kind}")) for kind in KINDS}
        self.this_contest = CheckBox(words("paper.this", contest=self.contest.set_up.name))
        self.large = CheckBox(words("paper.large"))
        self.again = CheckBox(words("paper.again"))
        self.to_printer = Action(words("paper.print"), "Enter")
        self.as_pdf = Action(words("paper.keep"), "Ctrl S")
        self._said = State(Mark.AGREES, "", wrap=True)
        self._said.hide()
        self.printed = PrintCard(self.session.printing, "papers")
        for box in self.kinds.values():
            box.setChecked(True)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(10))
        column.addLayout(title_row(words("paper.title"), ""))
        column.addWidget(Text(words("paper.words"), role="secondary", wrap=True))
        column.addWidget(Text(words("paper.each-area"), HEADING))
        row = QHBoxLayout()
        row.setSpacing(gap(10))
        for name, field in self.fields.items():
            label = label_of(field, words(f"paper.{name}"), NAME)
            field.setFixedWidth(px(84))
            row.addWidget(label)
            row.addWidget(field)
            row.addSpacing(gap(14))
        row.addStretch()
        column.addLayout(row)
        column.addWidget(Text(words("paper.which"), HEADING))
        grid = QGridLayout()
        grid.setVerticalSpacing(gap(2))
        for index, box in enumerate(self.kinds.values()):
            grid.addWidget(box, index // _ACROSS, index % _ACROSS)
            grid.setColumnStretch(index % _ACROSS, 1)
        column.addLayout(grid)
        column.addWidget(Text(words("paper.how"), HEADING))
        how = QGridLayout()
        for index, box in enumerate((self.this_contest, self.large, self.again)):
            how.addWidget(box, 0, index)
            how.setColumnStretch(index, 1)
        column.addLayout(how)
        buttons = QHBoxLayout()
        for button in (self.to_printer, self.as_pdf):
            button.setFixedWidth(px(260))
            buttons.addWidget(button)
        buttons.addStretch()
        column.addLayout(buttons)
        for part in (self._said, self.printed):
            column.addWidget(part)
        column.addStretch()

    def _listen(self) -> None:
        fields = list(self.fields.values())
        for field, following in zip(fields, [*fields[1:], self.to_printer], strict=True):
            field.next_asked.connect(following.setFocus)
            field.submit_asked.connect(self._on_print)
            field.typed.connect(lambda _: self._said.hide())
        for field, before in zip(fields[1:], fields, strict=False):
            field.back_asked.connect(before.setFocus)
        self.to_printer.clicked.connect(self._on_print)
        self.as_pdf.clicked.connect(self._on_keep)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_keep)

    # ---- the leaf

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), words("paper.key.print")),
            KeyHint(("Ctrl", "S"), words("paper.key.keep")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def entered(self) -> None:
        """As many as each area has now, where all have the same; forms as usual."""
        areas = self.contest.areas.values()
        for name, shape in (("sheets", "sheet"), ("slips", "slip")):
            many = {sum(sheet.shape == shape for sheet in area.sheets) for area in areas}
            self.fields[name].show_value(max(many, default=0))
        self.fields["forms"].show_value(_FORMS)
        self.fields["sheets"].setFocus()
        self.fields["sheets"].selectAll()

    # ---- printing

    def _on_print(self) -> None:
        self._ask(as_file=False)

    def _on_keep(self) -> None:
        self._ask(as_file=True)

    def _ask(self, *, as_file: bool) -> None:
        if self._busy:
            return
        if not self.session.may(SheetsIssued):
            self._stop(words("paper.not-yours"))
            return
        too_many = [f for f in self.fields.values() if (f.value or 0) > MOST_SHEETS_AT_ONCE]
        kinds = frozenset(kind for kind, box in self.kinds.items() if box.isChecked())
        if too_many or not kinds:
            words_of = "paper.too-many" if too_many else "paper.no-kind"
            self._stop(words(words_of, most=MOST_SHEETS_AT_ONCE))
            if too_many:
                too_many[0].setFocus()
            return
        self._busy = True
        choice = Choice(
            kinds=kinds,
            contests=(self.owner.stream,) if self.this_contest.isChecked() else (),
            large=self.large.isChecked(),
            again=self.again.isChecked(),
            forms=self.fields["forms"].value or 0,
        )
        per_area = PerArea(self.fields["sheets"].value or 0, self.fields["slips"].value or 0)
        begun = self.while_here(self._begin)
        asked = Asked(choice, per_area, as_file, begun, self.while_here(self._stop))
        print_papers(self.session, asked)

    def _begin(self, how_many: tuple[int, int]) -> None:
        self._busy = False
        many, left_out = how_many
        told = words("paper.begun", papers=many)
        if left_out:
            told += " " + words("paper.left-out", papers=left_out)
        self._said.show_state(Mark.UNDER_WAY, told)
        self._said.show()

    def _stop(self, why: str) -> None:
        self._busy = False
        self._said.show_state(Mark.DOES_NOT_ADD, why, "refused")
        self._said.show()
