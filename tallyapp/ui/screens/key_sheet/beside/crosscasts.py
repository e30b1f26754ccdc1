"""The two crosscasts of a sheet for several seats:
papers, and votes of the mixed papers, each by itself.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.ui.screens.key_sheet.several_seats.keying import MixedFigures, SeveralKeying
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, HEADING, TITLE, gap
from tallyapp.ui.widgets.announce import Late
from tallyapp.ui.widgets.crosscast import heard_words
from tallyapp.ui.widgets.frames import Card, Line, State
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure


def _say(key: str, **values: object) -> str:
    return say("key-sheet", key, **values)


class SumCard(Card):
    """Operands, what they add to, what they must add to, and what
    is to be found, all in one unit.
    """

    def __init__(
        self, unit: str, operands: Sequence[str], total: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._unit = unit
        self.column.setContentsMargins(gap(20), gap(10), gap(20), gap(10))
        self.column.setSpacing(gap(4))
        head = QHBoxLayout()
        self._title = Text(_say(f"sum-of.{unit}"), BODY.heavier())
        head.addWidget(self._title, 1)
        head.addWidget(Text(_say(f"unit.{unit}"), role="secondary"))
        self.column.addLayout(head)
        self._values = [Text(face=FIGURE, right=True) for _ in operands]
        self._words = [Text(_say(words), role="secondary") for words in operands]
        self._total = Text(face=FIGURE, right=True)
        self._must = Text(face=FIGURE.heavier(), right=True)
        self._must_words = Text(_say(total, seats=0, papers=0), role="secondary")
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        for row, (words, value) in enumerate(zip(self._words, self._values, strict=True)):
            grid.addWidget(words, row, 0)
            grid.addWidget(value, row, 1)
        below = len(operands)
        grid.addWidget(Line(), below, 0, 1, 2)
        grid.addWidget(Text(_say("keyed"), role="secondary"), below + 1, 0)
        grid.addWidget(self._total, below + 1, 1)
        grid.addWidget(self._must_words, below + 2, 0)
        grid.addWidget(self._must, below + 2, 1)
        self.column.addLayout(grid)
        self._plain = Text(_say("to-find"), HEADING)
        self._state = State(Mark.AGREES, "", HEADING, heard=False)
        self._heard = Late(self)
        self._find = Text(face=TITLE, right=True)
        last = QHBoxLayout()
        last.addWidget(self._plain)
        last.addWidget(self._state, 1)
        last.addWidget(self._find)
        self.column.addWidget(Line())
        self.column.addLayout(last)

    def title(self, words: str) -> None:
        """What this is the sum of."""
        self._title.setText(words)

    def show_sum(
        self,
        operands: Sequence[int | None],
        must: int | None,
        *,
        words: str = "",
        complete: bool = False,
    ) -> None:
        """Show these, None for a blank; `must` is what they must add to, None before it is known.

        `words` is the formula of `must`.
        """
        for value, text in zip(operands, self._values, strict=True):
            text.setText("–" if value is None else figure(value))
        total = sum(value or 0 for value in operands)
        self._total.setText(figure(total))
        self._must.setText("–" if must is None else figure(must))
        if words:
            self._must_words.setText(words)
        to_find = None if must is None else must - total
        plain = to_find is None or to_find > 0 or (to_find == 0 and not complete)
        self._plain.setVisible(plain)
        self._state.setVisible(not plain)
        if not plain:
            agrees = to_find == 0
            mark = Mark.AGREES if agrees else Mark.DOES_NOT_ADD
            self._state.show_state(mark, _say("adds-up" if agrees else "too-many"))
        short = "–" if to_find is None else _say(f"find.{self._unit}", by=abs(to_find))
        self._find.setText(short)
        self._heard.say(heard_words(to_find, f".{self._unit}"))
        self._find.be("ink" if plain else "refused" if to_find else "ok")


class Crosscasts(QWidget):
    """Both, one above the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers = SumCard("papers", ("in-blocks", "mixed", "sent"), "on-the-sheet")
        self._votes = SumCard("votes", ("votes-for", "unused", "uncertain"), "seats-times")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addWidget(self._papers)
        column.addWidget(self._votes)

    def show_keying(self, keying: SeveralKeying) -> None:
        """Show where a sheet stands;
        while a counting sheet is rolled up, the votes are those of it.
        """
        mixed = keying.mixed.papers
        bundled = None if mixed is None and not keying.blocks else keying.bundled
        papers = (bundled, mixed, keying.sent)
        self._papers.show_sum(papers, keying.written, complete=keying.complete)
        part = _say("sum-of.part", number=len(keying.parts) + 1)
        self._votes.title(part if keying.part else _say("sum-of.votes"))
        self._show_votes(keying.part or keying.mixed)

    def _show_votes(self, mixed: MixedFigures) -> None:
        words = (
            {"seats": mixed.seats}
            if mixed.papers is None
            else {"seats": mixed.seats, "papers": mixed.papers}
        )
        formula = say("key-sheet", "seats-times", "seats-times.unknown", **words)
        votes = (mixed.votes if mixed.votes_begun else None, mixed.unused, mixed.uncertain)
        self._votes.show_sum(votes, mixed.expected, words=formula, complete=None not in mixed.row)
