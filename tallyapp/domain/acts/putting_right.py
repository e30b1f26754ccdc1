"""The acts by which what was set up or begun in error is put right, taken back or given up.

Each has a reason and a second officer; what was before stays in the ledger and is told beside it.
"""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from tallyapp.domain.acts.base import ContestAct, CountAct
from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox, Candidate
from tallyapp.domain.vocabulary.units import (
    MAX_AREAS,
    MAX_BOXES,
    MAX_CANDIDATES,
    Figure,
    Hex32,
    Identifier,
    Number,
    Officer,
    Sheet,
    Text,
)

__all__ = [
    "BoxWithdrawn",
    "ContestAbandoned",
    "CountCorrected",
    "PuttingRightAct",
    "RecountAbandoned",
    "SetUpCorrected",
    "SheetNumbersFreed",
    "SheetsWithdrawn",
    "WhyAbandoned",
]

WhyAbandoned: TypeAlias = Literal["candidate-died", "set-up-in-error"]
"""Why a contest is given up."""

# ---- of the count


class CountCorrected(CountAct, frozen=True, kw_only=True, tag=True):
    """What the count's set-up says is put right, before anything is declared; a practice count
    stays one.

    What is left out stays as it is. `of` is the set-up, or the last act that put it right.
    """

    of: Hex32
    reason: Text
    second: Officer
    name: Text | UnsetType = UNSET
    polling_day: date | UnsetType = UNSET
    note: Text | UnsetType = UNSET
    authority: Text | UnsetType = UNSET
    imprint: Text | UnsetType = UNSET
    officer_title: Text | UnsetType = UNSET


# Here, as the numbers were allotted here: a contest's own stream is closed by its abandoning.
class SheetNumbersFreed(CountAct, frozen=True, kw_only=True, tag=True):
    """The sheet numbers of a contest that was abandoned by `of` can be allotted to another."""

    contest: Identifier
    of: Hex32


# ---- of a contest


class SetUpCorrected(ContestAct, frozen=True, kw_only=True, tag=True):
    """What a contest's set-up says is put right: what is left out stays as it is.

    `candidates` are all of them, in ballot-paper order; `areas` those that are new or have another
    name or electorate, `areas_out` those taken out, which must be empty; `boxes` those that have
    another name, kind or area. Other `rules` come with other seats where a head in part is of
    several alone. `of` is the set-up, or the last act that put it right.
    """

    of: Hex32
    reason: Text
    second: Officer
    election: Text | UnsetType = UNSET
    name: Text | UnsetType = UNSET
    seats: Figure | UnsetType = UNSET
    electorate: Figure | UnsetType | None = UNSET
    bundle: Figure | UnsetType = UNSET
    written: Literal["bundles", "total", "both"] | UnsetType = UNSET
    terms: tuple[Text, ...] | UnsetType = UNSET
    candidates: Annotated[tuple[Candidate, ...], Meta(max_length=MAX_CANDIDATES)] | UnsetType = (
        UNSET
    )
    rules: KindRules | UnsetType = UNSET
    areas: Annotated[tuple[Area, ...], Meta(max_length=MAX_AREAS)] = ()
    areas_out: Annotated[tuple[Identifier, ...], Meta(max_length=MAX_AREAS)] = ()
    boxes: Annotated[tuple[BallotBox, ...], Meta(max_length=MAX_BOXES)] = ()


class BoxWithdrawn(ContestAct, frozen=True, kw_only=True, tag=True):
    """A box was registered in error: it leaves the count.
    Never one in which papers were counted.
    """

    box: Identifier
    reason: Text
    second: Officer


class SheetsWithdrawn(ContestAct, frozen=True, kw_only=True, tag=True):
    """Sheets `first` to `last` were handed out in error, and nothing was keyed of them: they leave
    the count for good.
    """

    first: Sheet
    last: Sheet
    reason: Text
    second: Officer


class RecountAbandoned(ContestAct, frozen=True, kw_only=True, tag=True):
    """The re-count `of` was begun in error: the round before stands again in its areas.

    What was keyed in it is kept beside, and counts no longer.
    """

    of: Hex32
    reason: Text
    second: Officer


class ContestAbandoned(ContestAct, frozen=True, kw_only=True, tag=True):
    """Nothing more is counted here: the contest was set up in error, or its poll is abandoned
    because `candidate` has died.
    """

    because: WhyAbandoned
    reason: Text
    second: Officer
    candidate: Number | None = None


PuttingRightAct: TypeAlias = (
    SetUpCorrected | BoxWithdrawn | SheetsWithdrawn | RecountAbandoned | ContestAbandoned
)
"""Those of a contest's stream, in the order in which they come."""
