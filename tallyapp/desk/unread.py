"""The contests of a count that are read behind the first: what waits for them, and how they come in
when they are there.
"""

import gc
from collections.abc import Collection

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct, ContestAct
from tallyapp.domain.state.count import Count
from tallyapp.ledger.behind import Behind
from tallyapp.ledger.disagreements import Disagreement


class Unread:
    """The contests that were not taken over yet; none of them is in the state of the count."""

    def __init__(self, behind: Behind) -> None:
        self._behind = behind
        # Not those that the ledger has still to read: what it read may not be taken over yet.
        self._left = dict.fromkeys(behind.left)

    @property
    def left(self) -> Collection[str]:
        """The contests, in the order in which they are read."""
        return self._left.keys()

    def take_over(self, count: Count) -> tuple[Disagreement, ...]:
        """Have in this state what the ledger has read since; gives what does not agree in it."""
        found: tuple[Disagreement, ...] = ()
        for part in self._behind.told():
            found += part.disagreements
            if not part.stream:
                self._left.clear()
                in_order = sorted(count.contests.items())
                count.contests.clear()
                count.contests.update(in_order)
            elif part.contest:
                count.contests[part.stream] = part.contest
                count.count.uncontested.pop(part.stream, None)
            self._left.pop(part.stream, None)
        # As at opening: no collection is to look through it while somebody keys.
        gc.freeze()
        return found

    def may_stand_against(self, stream: str, act: AnyAct, *, is_new: bool) -> bool:
        """Whether any of them may stand against an act: one of their own, one of the whole count,
        or one that is the first at a machine that `is_new`.
        """
        if not self._left:
            return False
        looks_round = isinstance(act, acts.ContestSetUp | acts.SheetsIssued)
        of_one = isinstance(act, ContestAct) and not looks_round and not is_new
        return not of_one or stream in self._left
