"""What is told of a new count, and what it will be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox, Candidate
from tallyapp.domain.vocabulary.phrases import day
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from .enrolling import Enrolment


RETURNING_OFFICER = OfficerNumber(1)
"""The number of whoever begins a count and answers for it."""


@dataclass(frozen=True, kw_only=True)
class Details:
    """What the lists do not say of a count. `electorates` is by contest; the key "" serves a lone
    contest.

    One that is keyed as 0 is not known: no turnout is worked out. `seats` is by contest in the same
    way, where the list of candidates says none and the kind of election has not one seat always.
    `bundle` holds where the list of candidates gives a contest none. `written` is how lines stand
    on sheets; in a `small_count` one officer may key a sheet both times.
    """

    name: str
    election: str
    kind: str
    polling_day: date
    electorates: Mapping[str, int]
    seats: Mapping[str, int] = field(default_factory=dict)
    authority: str
    imprint: str
    officer_name: str
    officer_title: str
    bundle: int = 50
    written: Literal["bundles", "total", "both"] = "bundles"
    small_count: bool = False
    practice: bool = False


@dataclass(frozen=True, kw_only=True)
class PlannedContest:
    """A contest as it will be set up."""

    id: str
    name: str
    seats: int
    electorate: int | None
    rules: KindRules
    candidates: tuple[Candidate, ...]
    areas: tuple[Area, ...]
    boxes: tuple[BallotBox, ...]
    sheets: tuple[int | None, ...]
    bundle: int
    terms: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    """What is otherwise than it stands in the lists, each in a sentence."""


@dataclass(frozen=True, kw_only=True)
class Unopposed:
    """A contest in which nobody is counted: no more candidates stand than there are seats."""

    id: str
    name: str
    seats: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, kw_only=True)
class NewCount:
    """A whole count, ready to be looked at and then made."""

    details: Details
    contests: tuple[PlannedContest, ...]
    unopposed: tuple[Unopposed, ...] = ()
    left_out: tuple[str, ...] = ()
    """The names of contests whose poll is cancelled: nothing is made of them."""
    to_check: tuple[str, ...] = ()
    """Where the lists do not fit together, each in a sentence."""
    staff: "Enrolment | None" = None
    """Who is enrolled when the count is made."""


def before_polling_day(details: Details, today: date) -> tuple[str, ...]:
    """That a real count is made before its polling day, which may be meant for trying things out.

    To set it up ahead is as it should be; to count in it is not (E307).
    """
    if details.practice or details.polling_day <= today:
        return ()
    return (say("new-count", "before-polling-day", day=day(details.polling_day)),)
