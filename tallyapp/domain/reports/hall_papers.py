"""Report data of what is printed for the tables:
slips for queried papers, and papers to be filled in.

Frozen like all report data. Nothing here says what another paper holds, or what an area adds up to:
who writes on a paper must not be led by a figure that stands on it.
"""

from datetime import datetime
from typing import Literal, TypeAlias

from msgspec import Struct

PaperName: TypeAlias = Literal["sheet", "form"]
BlankName: TypeAlias = Literal["sheet", "slip", "mixed", "form"]
"""What has a number: count sheets, bundle slips, mixed-papers sheets (with the number of the count
sheet to which their votes go), adjudication forms.
"""


class HallHeading(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands at the head of a paper: contest, election and
    area, in the words that people use. The area is empty where a paper is of the whole contest.
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
    what is to be found, where there is room for them; all three are empty where the paper was
    queried for what `note` says, or for nothing that was said. `officer` is a role and a number,
    and `code` what a scanner reads.
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


class HeadLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reason for which papers are rejected; `in_part` papers stay in the count."""

    words: str
    in_part: bool = False


class NumberedPaper(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The number that a blank paper bears, and what a scanner reads;
    `again` where it was printed before.
    """

    number: int
    code: str
    again: bool = False


class BlankPapers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Papers of one kind to be filled in at the tables of one area, a page or more for each number.

    Candidates in ballot-paper order. `bundle` is papers in a full bundle, `written` how a line
    stands on a sheet; `heads` are the reasons for which a paper is rejected, which adjudication
    forms list. `order` says whose place differs, where the ballot paper has another order than
    the full names would have; else it is empty.
    """

    heading: HallHeading
    seats: int
    bundle: int
    candidates: tuple[CandidateLine, ...]
    heads: tuple[HeadLine, ...]
    papers: tuple[NumberedPaper, ...]
    written: Literal["bundles", "total", "both"] = "bundles"
    order: str = ""


class BoxLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A box by its number and name; what a scanner reads; `again` where it was printed before."""

    id: str
    name: str
    postal: bool
    code: str
    again: bool = False


class BoxRecords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record for each of these boxes of one area: account, attempts, seals."""

    heading: HallHeading
    boxes: tuple[BoxLine, ...]


class VerificationForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the boxes of an area should hold and held, or the areas of a contest: a line for each.

    `lines` are boxes or areas, by their number and name.
    """

    heading: HallHeading
    code: str
    lines: tuple[tuple[str, str], ...]
    again: bool = False


class CountSummary(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The summary on which a contest is added up by hand, for the read-back: a line for each
    candidate in ballot-paper order and each head of rejection, a column for each area.
    """

    heading: HallHeading
    seats: int
    candidates: tuple[CandidateLine, ...]
    heads: tuple[HeadLine, ...]
    areas: tuple[str, ...]
    code: str
    order: str = ""
    again: bool = False


class DrawnLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line to be added up by hand: whose it is, in which area, and the papers to fetch for it, by
    kind and by number in this order.
    """

    area: str
    whose: str
    rejected: bool
    papers: tuple[tuple[Literal["sheet", "slip", "form"], tuple[int, ...]], ...]


class ReAddPaper(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The paper on which lines that a seed drew are added up, with the papers to fetch for each and
    none of the program's figures.
    """

    heading: HallHeading
    seed: str
    seats: int
    lines: tuple[DrawnLine, ...]
    code: str


class AgainLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paper to be fetched and keyed again, and what is to be done with it."""

    paper: str
    step: str


class KeyAgainPaper(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What another file of the count has and this one has not: the papers to fetch, area by area,
    with no figure of either file.
    """

    heading: HallHeading
    other: str
    lines: tuple[AgainLine, ...]


class Card(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An officer's card for signing in: number, role, the name where it is given; never a PIN."""

    number: int
    role: str
    name: str
    code: str


class Cards(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The cards of the staff of a count."""

    practice: bool
    count: str
    cards: tuple[Card, ...]


class Label(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A label for a container: its number in large letters, what it is, whose it is."""

    id: str
    words: str
    whose: tuple[str, ...]
    code: str
    again: bool = False


class Labels(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The labels of the containers of a count."""

    practice: bool
    count: str
    labels: tuple[Label, ...]


class Blanks(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Blank papers of this kind."""

    name: BlankName
    papers: BlankPapers


Printed: TypeAlias = (
    Blanks
    | BoxRecords
    | VerificationForm
    | CountSummary
    | ReAddPaper
    | KeyAgainPaper
    | Cards
    | Labels
)


class Section(Struct, frozen=True, kw_only=True):
    """Papers of one kind, and the bookmarks above them: contest, area, kind."""

    path: tuple[str, ...]
    printed: Printed


class CountPapers(Struct, frozen=True, kw_only=True):
    """All papers of a count that are printed in one go; `large` in large print."""

    title: str
    practice: bool
    large: bool
    sections: tuple[Section, ...]
