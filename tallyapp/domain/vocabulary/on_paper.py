"""The things that acts speak of: officers, candidates,
boxes, and the figures of each kind of paper form.
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import replace

from tallyapp.domain.vocabulary.parties import PartyId
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import (
    MAX_CONTESTS,
    Figure,
    Hex64,
    Identifier,
    Officer,
    PapersFigure,
    Text,
    Votes,
    VotesFigure,
)

Role: TypeAlias = Literal[
    "returning-officer", "deputy", "declarant", "supervisor", "adjudicator", "clerk", "auditor"
]

SheetForm: TypeAlias = Literal["sheet", "slip"]


class Enrolled(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An officer of the count: the number signs the acts, and `named` is a commitment to the name.

    The name itself is in no act (staff_names.py): it is for those entitled to it. `contests` are
    those in which an adjudicator or deputy may adjudicate; none named means all of them.
    """

    number: Officer
    named: Hex64
    role: Role
    contests: Annotated[tuple[Identifier, ...], Meta(max_length=MAX_CONTESTS)] = ()


_NO_PARTY = frozenset({"", "independent", "annibynnol"})
"""Descriptions that people may share without belonging together."""


def stands_for_no_party(description: str) -> bool:
    """Whether these are the words, or none, of a candidate who stands in the name of no party."""
    return " ".join(description.casefold().split()) in _NO_PARTY


# Newham 2018: the ballot paper in the order of commonly used surnames, the declaration in that of
# legal ones, figures copied by position. So there is one name and one order, given here.
class Candidate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A candidate, in ballot-paper order: the full name, and what else the ballot paper says.

    A commonly used name that was nominated stands on the ballot paper in place of the part of the
    full name that it replaces, and the ballot paper is ordered by it. `particular` (the address, or
    another that the ballot paper gives) tells two of one name and description apart. `party` is the
    id under which the party is registered: it stands on no paper, and comparisons go by it alone.
    """

    surname: Text
    other_names: Text
    commonly_used_surname: Text = ""
    commonly_used_forenames: Text = ""
    particular: Text = ""
    description: Text
    party: PartyId = ""

    @property
    def ballot_surname(self) -> str:
        """The surname on the ballot paper, by which it is ordered."""
        return self.commonly_used_surname or self.surname

    @property
    def ballot_forenames(self) -> str:
        """The other names on the ballot paper."""
        # The two are nominated apart: one may be replaced, and the other left as it is.
        return self.commonly_used_forenames or self.other_names

    @property
    def name(self) -> str:
        """The name as it is declared: the one on the ballot paper, as it is spoken."""
        return self._told_apart(f"{self.ballot_forenames} {self.ballot_surname}".strip())

    @property
    def ballot_name(self) -> str:
        """The name as it stands on the ballot paper: surname first."""
        return self._told_apart(
            ", ".join(filter(None, (self.ballot_surname, self.ballot_forenames)))
        )

    @property
    def known_as(self) -> str:
        """The name on the ballot paper where it is a commonly used one; otherwise empty."""
        return self.name if self.commonly_used_surname or self.commonly_used_forenames else ""

    @property
    def full_name(self) -> str:
        """The full name, which is not the one on the ballot paper where a commonly used one is."""
        return f"{self.other_names} {self.surname}".strip()

    @property
    def on_paper(self) -> "Candidate":
        """The candidate without what stands on no ballot paper."""
        return replace(self, party="")

    @property
    def is_independent(self) -> bool:
        """Whether the candidate stands in the name of no party."""
        return stands_for_no_party(self.description)

    def _told_apart(self, name: str) -> str:
        return f"{name} ({self.particular})" if self.particular else name


class Area(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A count area: its boxes are mixed and counted together;
    its electorate, None where nobody knows it.
    """

    id: Identifier
    name: Text
    electorate: Figure | None = None


class BallotBox(
    Struct, frozen=True, gc=False, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A polling station's box or a postal ballot box, and the area in which its papers are counted;
    the electors who vote there, None where nobody knows how many they are.

    `place` is the polling place, where several stations are in one.
    """

    id: Identifier
    name: Text
    kind: Literal["polling", "postal"]
    area: Identifier
    electorate: Figure | None = None
    place: Text = ""


class BallotPaperAccount(
    Struct, frozen=True, gc=False, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A box's account, in papers;
    `issued` and not otherwise accounted for is what the box should hold.

    `entrusted` should be the sum of the others; where it is not, that is recorded and not refused.
    """

    issued: PapersFigure
    unused: PapersFigure
    spoilt: PapersFigure
    tendered: PapersFigure
    entrusted: PapersFigure | None = None


# An array in the file: the same two figures stand on every line of every sheet.
class Bundles(Struct, frozen=True, gc=False, array_like=True, forbid_unknown_fields=True):
    """One candidate's line: how many full bundles,
    and the papers in the part bundle; None is a blank.
    """

    # A blank is kept as None: blank is not zero, on paper or here.
    full: Figure | None
    part: PapersFigure | None


class Block(Struct, frozen=True, gc=False, array_like=True, forbid_unknown_fields=True):
    """Papers that all vote for the same candidates, the slate of these; None is a blank."""

    candidates: Slate
    full: Figure | None
    part: PapersFigure | None
    total: PapersFigure | None = None


class Mixed(Struct, frozen=True, gc=False, kw_only=True, forbid_unknown_fields=True):
    """Papers counted candidate by candidate, in a contest for several seats; None is a blank.

    `votes` are in ballot-paper order; `unused` and `uncertain` are votes, keyed and not derived.
    """

    papers: PapersFigure | None
    votes: tuple[VotesFigure | None, ...]
    unused: VotesFigure | None
    uncertain: VotesFigure | None


class SheetFigures(
    Struct, frozen=True, gc=False, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A count sheet as written on paper; papers; None is a blank.

    One seat: a line for each candidate in ballot-paper order, in `lines` where bundles are written
    and in `totals` where a total is. Several seats: `blocks` and `mixed`. A bundle slip has one
    line alone, for the candidate or the slate in `slip`, and no papers are sent with it.
    """

    papers: PapersFigure | None
    lines: tuple[Bundles, ...]
    sent: PapersFigure | None
    totals: tuple[PapersFigure | None, ...] = ()
    blocks: tuple[Block, ...] = ()
    mixed: Mixed | None = None
    slip: Slate | None = None


class FormFigures(
    Struct, frozen=True, gc=False, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """An adjudication form as signed, in papers:
    allowed by candidate, rejected by head, objections.

    `adjudicator` is the number of the officer who decided and signed; None is a blank. With several
    seats `good` is the papers that stay in the count, `allowed` the votes on them, and their other
    votes are `unused` or `uncertain`; papers under a head that rejects in part are among the good.
    """

    papers: PapersFigure | None
    allowed: tuple[PapersFigure | None, ...]
    rejected: tuple[PapersFigure | None, ...]
    objections: Figure | None
    adjudicator: Officer | None
    good: PapersFigure | None = None
    unused: VotesFigure | None = None
    uncertain: VotesFigure | None = None


class ResultFigures(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Votes in ballot-paper order, rejected papers by head, papers valid and papers verified.

    With several seats also the votes that were not used, and those that were uncertain.
    Papers under a head that rejects in part are valid.
    """

    votes: tuple[VotesFigure, ...]
    rejected: tuple[PapersFigure, ...]
    valid: PapersFigure
    verified: PapersFigure
    unused: VotesFigure = Votes(0)
    uncertain: VotesFigure = Votes(0)
