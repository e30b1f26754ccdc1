"""The acts by which a contest is set up, and its sheets are handed out."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from tallyapp.domain.acts.base import ContestAct, FixedAct
from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox, Candidate, SheetForm
from tallyapp.domain.vocabulary.units import (
    MAX_AREAS,
    MAX_BOXES,
    MAX_CANDIDATES,
    Figure,
    Identifier,
    IdentifierOrNone,
    Sheet,
    Text,
)

__all__ = [
    "BoxAdded",
    "ContestSetUp",
    "SetUpAct",
    "SheetsIssued",
]


class ContestSetUp(FixedAct, frozen=True, kw_only=True, tag=True):
    """A contest begins: candidates, seats, areas, boxes, and the rules in force.

    Its head of `count` ties this stream to its count. `written` is how a line
    stands on its sheets: as full bundles and a part bundle, as a plain total, or
    as both, which must agree. `terms` are those of the seats, the longest first,
    where they differ. In a `small_count` one officer may key a sheet both times.
    """

    contest: Identifier
    election: Text
    name: Text
    seats: Figure
    # What nobody knows is left out: 0 would be a figure that somebody compares papers with.
    electorate: Figure | None = None
    bundle: Figure
    # The rules themselves and not their name: the law of that night judges this count in ten years.
    rules: KindRules
    # In ballot-paper order, once for all: no document is ever put in another.
    candidates: Annotated[tuple[Candidate, ...], Meta(max_length=MAX_CANDIDATES)]
    areas: Annotated[tuple[Area, ...], Meta(max_length=MAX_AREAS)]
    boxes: Annotated[tuple[BallotBox, ...], Meta(max_length=MAX_BOXES)]
    source: Text = ""
    written: Literal["bundles", "total", "both"] = "bundles"
    terms: tuple[Text, ...] = ()
    small_count: bool = False


class BoxAdded(ContestAct, frozen=True, kw_only=True, tag=True):
    """Another box is registered, such as one of late postal papers:
    its area and the statement reopen.
    """

    box: BallotBox
    reason: Text


class SheetsIssued(ContestAct, frozen=True, kw_only=True, tag=True):
    """Count sheets numbered `first` to `last` are handed to an area:
    from now on each is missed by name.

    A bundle slip is a short sheet, for the bundles of one candidate or slate. `table` is the table
    to which they were handed, where tables have names.
    """

    area: Identifier
    first: Sheet
    last: Sheet
    form: SheetForm = "sheet"
    table: IdentifierOrNone = ""


SetUpAct: TypeAlias = ContestSetUp | BoxAdded | SheetsIssued
"""Every act of setting up, in the order in which they come."""
