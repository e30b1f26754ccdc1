"""The ways beside the steps: what else may be done now, each with
a line that says what it is for.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.ui.screens.result.beside.open_now import open_now
from tallyapp.ui.screens.result.page import StepPage, words
from tallyapp.ui.screens.result.ways.abandon_recount import may_be_abandoned
from tallyapp.ui.screens.result.ways.after_night import days_told
from tallyapp.ui.screens.result.ways.draw_lines import may_be_drawn
from tallyapp.ui.screens.result.ways.recount import may_be_counted_again
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import BODY, px
from tallyapp.ui.widgets.cells import Heading, Look, cell
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.rows import RowsModel


class Way(StrEnum):
    """What can be done besides the step of the moment."""

    WAYS = "ways"
    """This list."""
    ANSWERS = "answers"
    DRAW_LINES = "draw-lines"
    """A few lines are to be added up by hand, outside the program."""
    RECOUNT = "recount"
    ABANDON_RECOUNT = "abandon-recount"
    """A re-count that was begun in error."""
    OUTSIDE = "outside"
    OVER = "over"
    LOT = "lot"
    """A lot that was recorded wrongly."""
    CORRECT = "correct"
    """A figure on the notice that was declared."""
    CORRECT_NAMES = "correct-names"
    PRESS = "press"
    """What is given to the press."""
    RELEASE = "release"
    """Everybody may see the declared result."""
    TAKE_BACK = "take-back"
    """The hall sees it no longer."""
    EXPECT = "expect"
    """The hall is told when the result is expected."""
    PACK_FOR = "pack-for"
    """A pack for somebody, with entries withheld."""
    POSTAL_STATEMENT = "postal-statement"
    RETURN = "return"
    """What the Electoral Commission asks."""
    KEEP = "keep"
    """An order by which documents are kept longer."""
    DISPOSE = "dispose"


def of_the_hall(session: Session, contest: ContestState) -> Iterator[Way]:
    """What can be done now about what the hall sees."""
    if contest.abandoned or not session.may(acts.ResultReleased):
        return
    if contest.released:
        yield Way.TAKE_BACK
        return
    if contest.declaration:
        yield Way.RELEASE
    yield Way.EXPECT


def ways(session: Session, contest: ContestState) -> Iterator[Way]:
    """Those that are open now to whoever sits here."""
    if contest.declaration:
        yield from of_the_hall(session, contest)
        yield from _after(session)
        return
    if contest.provisional:
        yield Way.ANSWERS
        if session.may(acts.ReAddDrawn) and may_be_drawn(contest):
            yield Way.DRAW_LINES
        if contest.lot and session.may(acts.LotCorrected):
            yield Way.LOT
    if session.may(acts.RecountBegun) and may_be_counted_again(contest):
        yield Way.RECOUNT
    if session.may(acts.RecountAbandoned) and may_be_abandoned(contest):
        yield Way.ABANDON_RECOUNT
    if session.may(acts.DeclaredOutside):
        yield Way.OUTSIDE
    if session.may(acts.PassedOver) and open_now(session, contest).may_be_passed_over:
        yield Way.OVER
    yield from of_the_hall(session, contest)


def _after(session: Session) -> Iterator[Way]:
    """What can be done after the night, in the order in which it comes."""
    if session.may(acts.DocumentSigned):
        yield Way.PRESS
        yield Way.PACK_FOR
        yield Way.POSTAL_STATEMENT
        yield Way.RETURN
    if session.may(acts.NoticeCorrected):
        yield Way.CORRECT
        yield Way.CORRECT_NAMES
    if session.may(acts.KeptLonger):
        yield Way.KEEP
        yield Way.DISPOSE


class _Ways(RowsModel):
    def __init__(self, session: Session, contest: ContestState) -> None:
        self._ways = list(ways(session, contest))
        self._days = days_told(session, contest) if contest.declaration else {}
        super().__init__([Heading(words("ways.heading"))], range(len(self._ways)))

    def way(self, row: int) -> Way:
        """The way of this row."""
        return self._ways[row]

    def name_of(self, key: Any) -> str:
        return words(f"way.{self._ways[key]}")

    def describe(self, key: Any) -> Sequence[Look]:
        # What has its days is told by them, as they are now.
        way = self._ways[key]
        told = self._days.get(way) or words(f"way.{way}.for")
        return [cell(self.name_of(key), second=told, face=BODY.heavier(500))]


class WaysPage(StepPage):
    """Arrows and Enter; Esc goes back to the step."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "after" if contest.declaration else "ways")
        self._model = _Ways(session, contest)
        self._table = ChoosingTable(self._model, words("ways.heading"))
        self._table.horizontalHeader().hide()
        self._table.fit_columns(0)
        self._table.set_row_height(px(60))
        self._table.opened.connect(lambda row: self.turned.emit(self._model.way(row)))
        self.column.addWidget(WithMore(self._table), 1)

    def enter(self) -> None:
        self._table.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (KeyHint(("↑", "↓"), words("ways.choose")), KeyHint(("Enter",), words("ways.enter")))
