"""The table of the lines that were drawn: what is keyed of each, and beside it what the count has
once it was keyed.
"""

from collections.abc import Sequence
from typing import Any

from tallyapp.domain.rules.hand_totals import line_total
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.re_add import ReAdd
from tallyapp.domain.vocabulary.drawn_lines import AddedLine
from tallyapp.paperwork.re_add import whose_words
from tallyapp.ui.screens.result.figures.hand_totals import HandTotals
from tallyapp.ui.screens.result.page import words
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import FIGURE, NAME
from tallyapp.ui.widgets.cells import Heading, Look, cell, keyed
from tallyapp.words.figures import area_words, figure

LINE, TOTAL, STATE = 1, 2, 3


class LinesByHand(HandTotals):
    """A row for each line, from 1; its total is keyed, or stands as it was keyed last."""

    def __init__(self, contest: ContestState, drawn: ReAdd) -> None:
        told = [Heading(words(f"head.{name}"), name == "hand-added") for name in _HEADS]
        super().__init__(told, range(1, len(drawn.lines) + 1))
        self._contest = contest
        self._lines = drawn.lines
        self._asked = False
        self.totals = [None] * len(drawn.lines)

    def name_of(self, key: Any) -> str:
        line = self._lines[key - 1]
        return f"{self._area(line.area)}, {whose_words(self._contest, line)}"

    def _area(self, name: str) -> str:
        area = self._contest.areas.get(name)
        return area_words(area.area) if area else name

    def show(self, totals: Sequence[int | None], *, asked: bool) -> None:
        """Have these totals keyed, or show them as they stand."""
        self._asked = asked
        self._show_totals(totals)

    def added(self, totals: Sequence[int]) -> tuple[AddedLine, ...]:
        """The lines, each with its total, as an act has them."""
        pairs = zip(self._lines, totals, strict=True)
        return tuple(AddedLine(*line, total) for line, total in pairs)

    def describe(self, key: Any) -> Sequence[Look]:
        value = self.totals[key - 1]
        named = cell(self.name_of(key), face=NAME, wrap=True)
        total = keyed(value, FIGURE) if self._asked else cell(value, face=FIGURE.heavier())
        return [cell(str(key), role="secondary", right=True), named, total, self._state(key)]

    def _state(self, key: int) -> Look:
        """Nothing of ours while anybody keys."""
        value = self.totals[key - 1]
        if self._asked or value is None:
            return cell()
        ours = line_total(self._contest, self._lines[key - 1])
        if value == ours:
            return cell(words("agrees"), mark=Mark.AGREES)
        return cell(words("differs", ours=figure(ours)), mark=Mark.DIFFERS)


_HEADS = ("no", "drawn-line", "hand-added", "state")
