"""The list of steps: what comes next is at its top, what is done at its end."""

from collections.abc import Sequence
from enum import IntEnum
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from tallyapp.domain.state.count import Changed
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.theme.type import BODY, NAME, gap, px
from tallyapp.ui.widgets.cells import Look, cell, headings
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .step import Step, StepState, words

_COLUMNS = ("step", "where")


class Group(IntEnum):
    """Where a step stands in the list."""

    TO_DO = 0
    WHENEVER = 1
    """It may be left, or may be wanted at any time."""
    DONE = 2


Key: TypeAlias = tuple[Group, int]
"""A group, and a step of it by its place among all."""


class StepsModel(RowsModel):
    """A row for each step, with its state as it was when the list was last shown."""

    def __init__(self, steps: Sequence[Step]) -> None:
        super().__init__(headings("before", _COLUMNS))
        self._steps = steps
        self.states: list[StepState] = []

    def show_states(self, states: list[StepState]) -> None:
        """Show these, what comes next first; rows that stayed as they were are left alone."""
        before = self.states
        self.states = states
        keys = sorted((self._group(n), n) for n in range(len(states)))
        if list(self.keys) != keys:
            self.show_keys(keys)
        for key in keys:
            at = key[1]
            if at >= len(before) or before[at] != states[at]:
                self.refresh(key)

    def _group(self, at: int) -> Group:
        state = self.states[at]
        if not state.done:
            return Group.TO_DO
        return Group.WHENEVER if state.optional or self._steps[at].whenever else Group.DONE

    @property
    def following(self) -> int | None:
        """The first step that is still to be done; None if none is."""
        return next((n for n, state in enumerate(self.states) if not state.done), None)

    def name_of(self, key: Key) -> str:
        at = key[1]
        return f"{self._steps[at].words}: {self.states[at].detail}"

    def describe(self, key: Key) -> Sequence[Look]:
        group, at = key
        step = self._steps[at]
        state = self.states[at]
        face = NAME if group is Group.TO_DO else BODY
        role = "secondary" if group is Group.DONE else "ink"
        return (
            cell(step.words, mark=state.mark, role=role, face=face),
            cell(state.detail, role="secondary", wrap=True),
        )


class StepsPage(Leaf):
    """All steps of the contest that is open, each with what is still missing of it."""

    opened = Signal(object)
    """Go to this Step."""

    def __init__(self, screen: Screen, steps: Sequence[Step]) -> None:
        super().__init__(screen)
        self._steps = steps
        self.model = StepsModel(steps)
        self._refresh()
        self.table = ChoosingTable(self.model, say("titles", "before"))
        self.table.fit_columns(1)
        self.table.shrink_rows(px(40), px(36))
        self.table.opened.connect(lambda key: self.opened.emit(steps[key[1]]))
        self._next = Text(role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addLayout(title_row(say("titles", "before"), self.contest.set_up.name))
        column.addWidget(self._next)
        column.addWidget(WithMore(self.table), 1)
        self._say_next()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), words("key.open")),
            KeyHint(("↑", "↓"), words("key.choose")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def entered(self) -> None:
        """At the first step that is still to be done, which is the first of the list."""
        self._show()
        self.table.choose()
        self.table.setFocus()

    def changed(self, _: Changed) -> None:
        self._show()

    def _show(self) -> None:
        self._refresh()
        self.table.fit_columns(1)
        self._say_next()

    def _refresh(self) -> None:
        self.model.show_states([step.state(self.session, self.contest) for step in self._steps])

    def _say_next(self) -> None:
        following = self.model.following
        if following is None:
            self._next.setText(words("ready"))
        else:
            self._next.setText(words("next", step=self._steps[following].words))
