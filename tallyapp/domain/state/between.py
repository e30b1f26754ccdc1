"""Papers of one contest that were found in a box of another, as `count` tells of them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from tallyapp.domain.acts import PapersOfAnotherContest
from tallyapp.domain.vocabulary.boxes import Way

NOW = 2**53
"""More acts of `count` than there are: what it says now, for whoever looks and judges no act."""


class End(NamedTuple):
    """One contest's end: its box gives the papers, or gets them; from act `seq` of `count` on."""

    seq: int
    act: PapersOfAnotherContest
    way: Way

    @property
    def box(self) -> str:
        """The box of this contest."""
        return (self.act.found if self.way == "out" else self.act.belongs).box

    @property
    def other(self) -> str:
        """The other contest, by its identifier."""
        return (self.act.belongs if self.way == "out" else self.act.found).contest


@dataclass(slots=True)
class Between:
    """All papers of another contest that were told of, by contest, in their order.

    `last` is the id of the last act; empty while there is none.
    """

    last: str = ""
    ends: dict[str, list[End]] = field(default_factory=dict)

    def add(self, seq: int, act: PapersOfAnotherContest) -> None:
        """Both contests are told of it from now on."""
        self.last = act.id
        self.ends.setdefault(act.found.contest, []).append(End(seq, act, "out"))
        self.ends.setdefault(act.belongs.contest, []).append(End(seq, act, "in"))

    def told(self, contest: str, seen: int = NOW) -> list[End]:
        """What a contest was told of when `seen` acts of `count` had been done."""
        return [end for end in self.ends.get(contest, ()) if end.seq <= seen]
