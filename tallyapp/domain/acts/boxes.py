"""The acts by which what was found in a box, or beside it, is put right: a count that was miskeyed,
papers in the wrong box, papers of another contest or of another returning officer.
"""

from typing import Annotated, TypeAlias

from msgspec import Meta

from tallyapp.domain.acts.base import ContestAct, CountAct
from tallyapp.domain.vocabulary.boxes import BoxOfContest, Ends, Packets, SomePapers, Way
from tallyapp.domain.vocabulary.units import (
    Figure,
    Hex32,
    Identifier,
    Of,
    Officer,
    PapersFigure,
    Text,
)

__all__ = [
    "BoxAct",
    "BoxCountCorrected",
    "OneBoxAreaDecided",
    "PacketsCounted",
    "PapersHandedOver",
    "PapersMoved",
    "PapersOfAnotherContest",
    "PapersTakenUp",
]


class PapersOfAnotherContest(CountAct, frozen=True, kw_only=True, tag=True):
    """Papers of a contest were found in a box of another: both ends, by two officers.

    Each of the two contests takes it up with an act of its own (`PapersTakenUp`). `of` is the act
    of this kind before it, empty for the first: so the same papers are not told twice.
    """

    of: Of
    found: BoxOfContest
    belongs: BoxOfContest
    papers: SomePapers
    reason: Text
    second: Officer


class PacketsCounted(ContestAct, frozen=True, kw_only=True, tag=True):
    """Staff counted a box's unused and spoilt papers, and compared the tendered votes list with the
    number on its sealed packet; doing it again needs a reason.

    `of` is the act that it replaces, empty for a box's first.
    """

    box: Identifier
    of: Of
    packets: Packets
    reason: Text = ""


class BoxCountCorrected(ContestAct, frozen=True, kw_only=True, tag=True):
    """A count of a box was keyed wrongly: the papers that were counted, by two officers.

    `of` is the act that made this attempt what it is: its `BoxCounted`, or the last correction.
    """

    box: Identifier
    of: Hex32
    attempt: Figure
    papers: PapersFigure
    reason: Text
    second: Officer


class PapersMoved(ContestAct, frozen=True, kw_only=True, tag=True):
    """Papers go from one box to another, or a bundle from one area to another, by two officers.

    `of` are the acts that last changed the papers of the two ends, each empty where there is none:
    of a box a count, a correction or a move, of an area the last move of this kind.
    """

    between: Ends
    left: Identifier
    reached: Identifier
    papers: SomePapers
    of: Annotated[tuple[Of, ...], Meta(min_length=2, max_length=2)]
    reason: Text
    second: Officer


class PapersTakenUp(ContestAct, frozen=True, kw_only=True, tag=True):
    """One of the two contests takes up what `of`, a `PapersOfAnotherContest`, says of its box."""

    of: Hex32
    box: Identifier
    way: Way
    papers: SomePapers


class PapersHandedOver(ContestAct, frozen=True, kw_only=True, tag=True):
    """Papers of another returning officer's election, found in a box, are handed over.

    `receipt` says how it was receipted; `of` is the act that last changed the box's papers, empty
    where there is none.
    """

    box: Identifier
    of: Of
    papers: SomePapers
    to: Text
    receipt: Text
    second: Officer


class OneBoxAreaDecided(ContestAct, frozen=True, kw_only=True, tag=True):
    """The returning officer decides that an area of one ballot box is counted as it is, and why:
    its papers are mixed with those of no other.
    """

    area: Identifier
    box: Identifier
    reason: Text


BoxAct: TypeAlias = (
    PacketsCounted
    | BoxCountCorrected
    | PapersMoved
    | PapersTakenUp
    | PapersHandedOver
    | OneBoxAreaDecided
)
"""Every act of a contest by which something of a box is put right, in the order of this page."""
