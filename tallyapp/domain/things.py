"""The things that acts speak of: officers, candidates, boxes, and the figures of each kind of paper form."""

from typing import Literal, TypeAlias

from msgspec import Struct

from .units import Figure, Identifier, Officer, Papers, PapersFigure, Text, VotesFigure

Role: TypeAlias = Literal["returning-officer", "deputy", "supervisor", "adjudicator", "clerk", "auditor"]


class Enrolled(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An officer of the count: the number signs the acts, the name is for those entitled to it."""

    number: Officer
    name: Text
    role: Role


class Candidate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A candidate, in ballot-paper order; `known_as` is the commonly used name where one was nominated."""

    surname: Text
    other_names: Text
    known_as: Text = ""
    description: Text

    @property
    def name(self) -> str:
        """The name as it is declared: the commonly used one, or other names and surname."""
        return self.known_as or f"{self.other_names} {self.surname}".strip()

    @property
    def ballot_name(self) -> str:
        """The name as it stands in the table: surname first."""
        return f"{self.surname}, {self.other_names}" if self.other_names else self.surname


class Area(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A count area: its boxes are mixed and counted together."""

    id: Identifier
    name: Text


class BallotBox(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A polling station's box or a postal ballot box, and the area in which its papers are counted."""

    id: Identifier
    name: Text
    kind: Literal["polling", "postal"]
    area: Identifier


class BallotPaperAccount(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A box's account, in papers; `issued` and not otherwise accounted for is what the box should hold.

    `entrusted` should be the sum of the others; where it is not, that is recorded and not refused.
    """

    issued: PapersFigure
    unused: PapersFigure
    spoilt: PapersFigure
    tendered: PapersFigure
    entrusted: PapersFigure | None = None


class Bundles(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One candidate's line: how many full bundles, and the papers in the part bundle; None is a blank."""

    full: Figure | None
    part: PapersFigure | None


class SheetFigures(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A count sheet as written on paper, lines in ballot-paper order; papers; None is a blank."""

    papers: PapersFigure | None
    lines: tuple[Bundles, ...]
    sent: PapersFigure | None


class FormFigures(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An adjudication form as signed, in papers: allowed by candidate, rejected by head, objections.

    `adjudicator` is the number of the officer who decided and signed; None is a blank.
    """

    papers: PapersFigure | None
    allowed: tuple[PapersFigure | None, ...]
    rejected: tuple[PapersFigure | None, ...]
    objections: Figure | None
    adjudicator: Officer | None


class ResultFigures(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Votes in ballot-paper order, rejected papers by head, papers valid and papers verified."""

    votes: tuple[VotesFigure, ...]
    rejected: tuple[PapersFigure, ...]
    valid: PapersFigure
    verified: PapersFigure

    @property
    def rejected_papers(self) -> Papers:
        """All rejected papers."""
        return Papers(sum(self.rejected))
