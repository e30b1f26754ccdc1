"""The groups within which candidates are told together, chosen by words and numbers."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.previous import CandidateGroup
from tallyapp.domain.vocabulary.units import MAX_CANDIDATES, CandidateNumber
from tallyapp.ui.pages.leaves import Leaf, column_of, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import NAME, gap, px
from tallyapp.ui.widgets.cells import Look, cell, headings
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.scrolling import Scrolling
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung
from tallyapp.words.papers import ballot_words, short_names

from .step import StepState, done, optional


def words(key: str, **values: object) -> str:
    """Words of this page."""
    return say("groups", key, **values)


def groups_state(_: Session, contest: ContestState) -> StepState:
    """Whether groups are chosen; those of one description are told together anyhow."""
    if not contest.groups:
        return optional("groups.none")
    return done("groups.done", groups=len(contest.groups))


class GroupsModel(RowsModel):
    """A row for each group: its words, and who is in it."""

    def __init__(self, contest: ContestState) -> None:
        self._contest = contest
        self.groups: tuple[CandidateGroup, ...] = ()
        super().__init__(headings("groups", ("label", "candidates")))
        self.read()

    def read(self) -> None:
        """Show them as they are now."""
        self.groups = self._contest.groups
        self.show_keys(range(len(self.groups)))
        self.refresh_all()

    def describe(self, key: int) -> Sequence[Look]:
        group = self.groups[key]
        names = short_names(self._contest.set_up.candidates)
        told = strung(f"{n} {names[n - 1]}" for n in group.candidates)
        return (cell(group.label, face=NAME.heavier(500)), cell(told))

    def name_of(self, key: int) -> str:
        return self.groups[key].label


class GroupsPage(Leaf):
    """A group's words and its candidates' numbers, each after Enter; the groups below."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.model = GroupsModel(self.contest)
        self.label = Field(words("label"), hint=words("label.hint"))
        self.numbers = Field(words("numbers"), hint=words("numbers.hint"))
        self.record = Action(words("record"))
        self._said = State(Mark.AGREES, "", wrap=True)
        self._said.hide()
        self.table = ChoosingTable(self.model, words("title"))
        self.table.set_row_height(px(36))
        self.table.fit_columns(1)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.table.setColumnWidth(0, px(280))
        self.table.opened.connect(self._on_opened)
        may = self.session.may(acts.GroupsChosen)
        for widget in (self.label, self.numbers, self.record):
            widget.setEnabled(may)
        self._lay_out(may)
        self.label.entered.connect(self.numbers.setFocus)
        self.numbers.entered.connect(self.submit)
        self.record.clicked.connect(self.submit)

    def _lay_out(self, may: bool) -> None:
        row = QHBoxLayout()
        row.setSpacing(gap(12))
        row.addWidget(self.label, 2)
        row.addWidget(self.numbers, 1)
        standing = self.contest.set_up.candidates
        # Each by itself: the column scrolls by whole names, and Tab brings each into view.
        lines = [Text(f"{n}  {ballot_words(one)}") for n, one in enumerate(standing, 1)]
        for line in lines:
            line.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        candidates = column_of(*lines, spacing=2)
        candidates.setAccessibleName(words("standing"))
        tables = QHBoxLayout()
        tables.setSpacing(gap(24))
        tables.addWidget(WithMore(self.table), 3)
        tables.addWidget(WithMore(Scrolling(candidates)), 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addLayout(title_row(words("title"), self.contest.set_up.name))
        column.addWidget(Text(words("what" if may else "may-not"), role="secondary", wrap=True))
        column.addLayout(row)
        column.addWidget(self.record)
        column.addWidget(self._said)
        column.addLayout(tables, 1)

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), words("key.next")),
            KeyHint(("Tab",), words("key.table")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def entered(self) -> None:
        (self.label if self.label.isEnabled() else self.table).setFocus()

    def changed(self, _: Changed) -> None:
        self.model.read()

    def _on_opened(self, row: int) -> None:
        """A group is changed where it is chosen."""
        group = self.model.groups[row]
        self.label.edit.setText(group.label)
        self.numbers.edit.setText(" ".join(map(str, group.candidates)))
        self.numbers.setFocus()

    def submit(self) -> None:
        """The group as keyed, in the place of one of the same words; without numbers, gone."""
        label = self.label.text
        # By the number pad alone: 2+7, 2.7 and 2 7 are the same two.
        keyed = [int(digits) for digits in re.findall(r"[0-9]{1,4}", self.numbers.text)]
        if not label:
            self.label.refuse(words("needed"))
            self.label.setFocus()
            return
        beyond = [n for n in keyed if not 1 <= n <= MAX_CANDIDATES]
        if beyond:
            self.numbers.refuse(words("no-candidate", number=beyond[0]))
            return
        numbers = tuple(CandidateNumber(n) for n in keyed)
        before = self.contest.groups
        kept = [each for each in before if each.label.casefold() != label.casefold()]
        if numbers:
            group = CandidateGroup(label=label, candidates=numbers)
            at = next((n for n, each in enumerate(before) if each not in kept), len(kept))
            kept.insert(at, group)
        self.do(
            acts.GroupsChosen(**self.me.contest, of=self.contest.groups_id, groups=tuple(kept)),
            then=lambda _: self._on_recorded(bool(numbers)),
            refused=self._on_refused,
        )

    def _on_recorded(self, chosen: bool) -> None:
        key = "recorded" if chosen else "taken-back"
        self._said.show_state(Mark.AGREES, words(key, label=self.label.text))
        self._said.show()
        self.model.read()
        for field in (self.label, self.numbers):
            field.edit.clear()
        self.label.setFocus()

    def _on_refused(self, found: list[Finding]) -> None:
        self.numbers.refuse("  ".join(self.session.sentence(each) for each in found))
        self.numbers.setFocus()
