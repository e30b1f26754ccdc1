"""The names and their order, keyed line by line from the printed ballot paper, ours unseen."""

import json
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.rules.names import legal_order_differs
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.drafts import Draft
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING, NAME, gap, px
from tallyapp.ui.widgets.cells import Look, cell, headings
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .step import StepState, done, to_do, words

_COLUMNS = ("line", "keyed", "set-up")
_TOLD = 3
"""So many lines that differ are told in sentences; the table has them all."""


def names_state(session: Session, contest: ContestState) -> StepState:
    """Whether a second officer has confirmed the names of this contest, and of the others."""
    contests = session.desk.count.contests.values()
    waiting = [each.set_up.name for each in contests if not each.names_confirmed]
    if not contest.names_confirmed:
        return to_do("names.to-do", candidates=len(contest.set_up.candidates))
    if waiting:
        return done("names.others", contests=len(waiting))
    return done("names.done", candidates=len(contest.set_up.candidates))


class LinesModel(RowsModel):
    """The lines keyed so far; beside those that differ stands what the set-up has."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        super().__init__(headings("before", _COLUMNS))
        self._candidates = candidates
        self.keyed: list[str] = []
        self.differing: frozenset[int] = frozenset()

    def show_lines(self, keyed: Sequence[str], differing: frozenset[int], at: int) -> None:
        """Show these lines, the one of this number (from 1) banded."""
        self.keyed = list(keyed)
        self.differing = differing
        self.show_others(range(1, len(keyed) + 1))
        self.show_here(at - 1 if at <= len(keyed) else -1)

    def describe(self, key: int) -> Sequence[Look]:
        differs = key in self.differing
        mark = Mark.DOES_NOT_ADD if differs else None
        ours = self._candidates[key - 1].ballot_name if differs else ""
        return (
            cell(key, role="secondary"),
            cell(self.keyed[key - 1], mark=mark, face=NAME),
            cell(ours, role="secondary"),
        )


class NamesPage(Leaf):
    """A line at a time and Enter; Enter on an empty line after the last hands them in."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._of = self.contest.names_id
        self._keyed: list[str] = []
        self._at = 1
        self._differing: frozenset[int] = frozenset()
        self.model = LinesModel(self.contest.set_up.candidates)
        self.table = Table(self.model, words("names.lines"))
        self.table.setSelectionMode(Table.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.set_row_height(px(32))
        self._asked = Text(role="secondary", wrap=True)
        self._line = Text(face=HEADING)
        self.field = Field(words("names.field"))
        self.field.entered.connect(self._on_entered)
        self._said = State(Mark.DOES_NOT_ADD, "", wrap=True)
        self._said.hide()
        self._lay_out()
        self._draft: Draft | None = None
        self._take_up()
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(10))
        column.addLayout(title_row(words("names.title"), self.contest.set_up.name))
        column.addWidget(self._asked)
        column.addWidget(self._said)
        column.addWidget(self._line)
        column.addWidget(self.field)
        column.addWidget(WithMore(self.table), 1)
        # Where nothing may be keyed, what is said of it stays beneath the title.
        column.addStretch()

    # ---- the page

    def key_hints(self) -> tuple[KeyHint, ...]:
        back = KeyHint(("Esc",), say("ui", "back"), last=True)
        if not self._open:
            return (back,)
        empty = self._at > len(self._keyed)
        enter = "names.key.last" if empty and self._keyed else "names.key.next"
        return (
            KeyHint(("Enter",), words(enter)),
            KeyHint(("↑", "↓"), words("names.key.line")),
            back,
        )

    def entered(self) -> None:
        if self._open:
            self.field.setFocus()
        else:
            self.setFocus()

    def keep(self) -> None:
        if self._open and self._draft and self._keyed:
            self._draft.keep(json.dumps(self._keyed))

    @property
    def over(self) -> bool:
        return self.contest.names_confirmed or self.contest.names_id != self._of

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go to another line."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._open:
            super().keyPressEvent(event)
            return
        self._go_to(min(max(self._at + step, 1), len(self._keyed) + 1))

    # ---- who, and what is kept

    @property
    def _open(self) -> bool:
        """Whether whoever sits here may key the names now."""
        return not self._against

    @property
    def _against(self) -> list[Finding]:
        """Why the signed-in officer cannot confirm these names, whatever they key."""
        codes = (Code.A111, Code.A120)
        found = self.session.check(self.owner.stream, self._act())
        return [each for each in found if each.code not in codes]

    def _act(self) -> acts.NamesConfirmed:
        surnames = tuple(self._keyed)
        return acts.NamesConfirmed(**self.me.contest, of=self._of, surnames=surnames)

    def _take_up(self) -> None:
        """Go on where this officer was left."""
        if self._open:
            place = DraftPlace(self.owner.stream, "names", self._of)
            self._draft = self.session.drafts.open(place)
            self._keyed = json.loads(self._draft.kept or "[]")
            self._at = len(self._keyed) + 1

    # ---- keying

    def _on_entered(self) -> None:
        text = self.field.text
        if self._at <= len(self._keyed):
            self._keyed[self._at - 1] = text or self._keyed[self._at - 1]
            self._differing -= {self._at}
            self._go_to(min(self._differing, default=len(self._keyed) + 1))
        elif text:
            self._keyed.append(text)
            self._go_to(len(self._keyed) + 1)
        elif self._keyed:
            self._hand_in()
        else:
            self.field.refuse(words("names.nothing"))
        self.keep()

    def _go_to(self, line: int) -> None:
        self._at = line
        here = self._keyed[line - 1] if line <= len(self._keyed) else ""
        # What differed is keyed anew from the paper, and not looked at until it seems right.
        self.field.edit.setText("" if line in self._differing else here)
        self.field.edit.selectAll()
        self._show()

    def _hand_in(self) -> None:
        self.do(self._act(), then=lambda _: self.closed.emit(), refused=self._on_refused)

    def _on_refused(self, found: list[Finding]) -> None:
        differing = [each for each in found if each.code is Code.A120]
        self._differing = frozenset(int(each.place.name) for each in differing)
        lines = len(self.contest.set_up.candidates)
        if any(each.code is Code.A111 for each in found):
            told = words("names.lines-differ", keyed=len(self._keyed), lines=lines)
        elif differing:
            told = " ".join([*map(self._told, differing[:_TOLD]), words("names.what-next")])
        else:
            told = "  ".join(map(self.session.sentence, found))
        self._said.show_state(Mark.DOES_NOT_ADD, told)
        self._said.show()
        self._go_to(min(self._differing, default=len(self._keyed) + 1))

    def _told(self, found: Finding) -> str:
        """One line that differs: what was keyed, and what the set-up has."""
        line = int(found.place.name)
        keyed = self._keyed[line - 1]
        ours = self.contest.set_up.candidates[line - 1].ballot_name
        key = "names.alike" if found.place.field else "names.differs"
        return words(key, line=line, keyed=keyed, ours=ours)

    # ---- what is shown

    def _show(self) -> None:
        open_now = self._open
        for widget in (self._line, self.field, self.table):
            widget.setVisible(open_now)
        self._asked.setText(" ".join(self._asks()))
        self._line.setText(words("names.line", line=self._at))
        self.model.show_lines(self._keyed, self._differing, self._at)
        self.table.fit_columns(2)
        if self._keyed:
            row = min(self._at, len(self._keyed)) - 1
            self.table.scrollTo(self.model.index(row, 0))
        self.hints_changed.emit()

    def _asks(self) -> Iterator[str]:
        if self._open:
            yield words("names.asked", contest=self.contest.set_up.name)
        else:
            yield from map(self.session.sentence, self._against)
        if legal_order_differs(self.contest.set_up.candidates):
            yield words("names.legal-order")
