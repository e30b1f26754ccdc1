"""Sheets and forms as the screens speak of them: by kind and number, line by line, with their states."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tallyapp.domain.adjudication import form_kind
from tallyapp.domain.checks import Finding
from tallyapp.domain.figures import PaperKind
from tallyapp.domain.hall_papers import SumLine
from tallyapp.domain.keying import KeyedPaper
from tallyapp.domain.places import Kind
from tallyapp.domain.sheets import sheet_kind
from tallyapp.domain.state import ContestState
from tallyapp.domain.things import Bundles, Candidate, FormFigures, SheetFigures
from tallyapp.domain.units import FormNumber, OfficerNumber, Papers, SheetNumber
from tallyapp.messages import say
from tallyapp.ui.parties import stripe

_OPERANDS = {"sheet": ("bundled", "part", "sent"), "form": ("allowed", "rejected")}
"""What is added in the sum of a paper, by the names of the numbers in its finding."""


class Paper(NamedTuple):
    """A sheet or form by its kind and number; there need be none of that number."""

    kind: Kind
    number: int

    @property
    def words(self) -> str:
        """Sheet 24."""
        return say("places", self.kind, name=self.number)

    @property
    def key(self) -> str:
        """How drafts name it: sheet.24."""
        return f"{self.kind}.{self.number}"

    @property
    def named(self) -> dict[str, Any]:
        """How acts name it."""
        return {self.kind: self.number}

    def state(self, contest: ContestState) -> KeyedPaper | None:
        """The paper itself, or None."""
        if self.kind == "sheet":
            return contest.sheets.get(SheetNumber(self.number))
        return contest.forms.get(FormNumber(self.number))

    def rules(self, contest: ContestState) -> PaperKind:
        """Its fields, and how they add up."""
        if self.kind == "form":
            return form_kind(contest)
        sheet = contest.sheets.get(SheetNumber(self.number))
        return sheet_kind(contest, "slip" if sheet and sheet.shape == "slip" else "sheet")


class Line(NamedTuple):
    """One line of a paper: its number on it (0 if none), its words, the figures on it by their fields' names.

    `lead` is how many of the words are a surname, and `stripe` the candidate's colour.
    """

    number: int
    words: str
    fields: tuple[str, ...]
    lead: int = 0
    stripe: str = ""


def lines_of(contest: ContestState, kind: Kind) -> Sequence[Line]:
    """A paper's lines in the order in which it is written and keyed."""
    return tuple(_sheet_lines(contest) if kind == "sheet" else _form_lines(contest))


def _sheet_lines(contest: ContestState) -> Iterator[Line]:
    yield Line(0, say("papers", "sheet.papers"), ("papers",))
    for n, candidate in enumerate(contest.set_up.candidates, 1):
        yield _candidate(n, candidate, (f"{n}.full", f"{n}.part"))
    yield Line(0, say("papers", "sheet.sent"), ("sent",))


def _form_lines(contest: ContestState) -> Iterator[Line]:
    yield Line(0, say("papers", "form.papers"), ("papers",))
    for n, candidate in enumerate(contest.set_up.candidates, 1):
        yield _candidate(n, candidate, (f"{n}.allowed",))
    for n, head in enumerate(contest.set_up.rules.heads, 1):
        yield Line(0, sentence_case(head.label), (f"{n}.rejected",))
    for name in ("objections", "adjudicator"):
        yield Line(0, say("papers", f"form.{name}"), (name,))


def _candidate(number: int, candidate: Candidate, fields: tuple[str, ...]) -> Line:
    words, lead = candidate_words(candidate)
    return Line(number, words, fields, lead, stripe(candidate))


def candidate_words(candidate: Candidate) -> tuple[str, int]:
    """A candidate as on the ballot paper, surname in capitals; and how long the surname is."""
    surname = candidate.surname.upper()
    return f"{surname} {candidate.other_names}".strip(), len(surname)


def sentence_case(words: str) -> str:
    """Words that begin a line."""
    return words[:1].upper() + words[1:]


def handed_words(paper: Paper, other: OfficerNumber) -> str:
    """Why an officer does not key a paper that they have half keyed: another took it over."""
    return say("papers", "handed", paper=paper.words, officer=str(other))


def sum_of(found: Finding) -> tuple[SumLine, ...]:
    """A sum that fails (E101), line by line, as it would be written beside the paper."""
    kind, numbers = found.place.kind, {operand.name: operand.value for operand in found.numbers}
    parts = [(name, False) for name in _OPERANDS[kind]] + [("lines", True), ("papers", True)]
    return tuple(
        SumLine(words=say("papers", f"sum.{kind}.{name}", **numbers), papers=numbers[name], total=total)
        for name, total in parts
    )


def field_name(field: str) -> str:
    """What a field is, without its line: full bundles, papers allowed."""
    return say("papers", f"field.{field.rpartition('.')[2]}")


def figures_of(contest: ContestState, kind: Kind, row: Sequence[int | None]) -> SheetFigures | FormFigures:
    """A paper's figures as an act keeps them, from its fields in order; None is a blank."""
    candidates = len(contest.set_up.candidates)
    papers = [None if value is None else Papers(value) for value in row]
    if kind == "sheet":
        pairs = zip(papers[1:-1:2], papers[2:-1:2], strict=True)
        lines = tuple(Bundles(full, part) for full, part in pairs)
        return SheetFigures(papers=papers[0], lines=lines, sent=papers[-1])
    adjudicator = row[-1]
    return FormFigures(
        papers=papers[0],
        allowed=tuple(papers[1 : 1 + candidates]),
        rejected=tuple(papers[1 + candidates : -2]),
        objections=row[-2],
        adjudicator=None if adjudicator is None else OfficerNumber(adjudicator),
    )
