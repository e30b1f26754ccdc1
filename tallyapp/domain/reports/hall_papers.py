"""Report data of what is printed for the tables:
slips for queried papers, and papers to be filled in.

Frozen like all report data. Nothing here says what another paper holds, or what an area adds up to.
"""

from datetime import datetime
from typing import Literal, TypeAlias

from msgspec import Struct

PaperName: TypeAlias = Literal["sheet", "form"]


class HallHeading(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands at the head of a paper: contest, election and
    area, in the words that people use.
    """

    practice: bool
    election: str
    contest: str
    area: str


class SumLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of a sum: its words and its papers; `total` stands beneath the rule."""

    words: str
    papers: int
    total: bool = False


class QuerySlip(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What goes back to its table with a queried paper.

    `wrong` says in sentences what does not add up or is blank, `sum` sets it out, and `find` is
    what is to be found; all three are empty where the paper was queried for what `note` says, or
    for nothing that was said. `officer` is a role and a number, and `code` what a scanner reads.
    """

    heading: HallHeading
    paper: PaperName
    number: int
    code: str
    wrong: tuple[str, ...] = ()
    sum: tuple[SumLine, ...] = ()
    find: str = ""
    note: str = ""
    at: datetime
    officer: str


class CandidateLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A candidate as on the ballot paper."""

    name: str
    description: str


class NumberedPaper(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The number that a blank paper bears, and what a scanner reads."""

    number: int
    code: str


class BlankPapers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Papers of one kind to be filled in at the tables of one area, a page or more for each number.

    Candidates in ballot-paper order. `bundle` is papers in a full bundle;
    `heads` are the reasons for which a paper is rejected, which adjudication forms list.
    """

    heading: HallHeading
    seats: int
    bundle: int
    candidates: tuple[CandidateLine, ...]
    heads: tuple[str, ...]
    papers: tuple[NumberedPaper, ...]
