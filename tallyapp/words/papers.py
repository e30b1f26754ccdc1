"""Sheets and forms as the screens speak of them:
by kind and number, line by line, with their states.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tallyapp.domain.reports.hall_papers import SumLine
from tallyapp.domain.rules.forms import FormKind, form_kind
from tallyapp.domain.rules.paper import PaperKind
from tallyapp.domain.rules.sheets import OneSeat, SeveralSeats, Slip, sheet_kind
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import KeyedPaper, PaperShape, Stands
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.on_paper import Candidate, FormFigures, SheetFigures
from tallyapp.domain.vocabulary.places import Kind
from tallyapp.domain.vocabulary.slates import Slate, slate_field
from tallyapp.domain.vocabulary.units import (
    CandidateNumber,
    FormNumber,
    OfficerNumber,
    SheetNumber,
)
from tallyapp.words.catalogue import say
from tallyapp.words.figures import apart, capital, strung
from tallyapp.words.parties import stripe

_OPERANDS = {
    "sheet": ("bundled", "part", "mixed", "sent"),
    "form": ("allowed", "rejected"),
    "votes": ("votes", "unused", "uncertain"),
}
"""What is added in the sum of a paper, by the names of the numbers in its finding."""


class Paper(NamedTuple):
    """A sheet or form by its kind and number; there need be none of that number."""

    kind: Kind
    number: int

    @property
    def words(self) -> str:
        """Sheet 24."""
        return say("places", self.kind, name=self.number)

    def words_in(self, contest: ContestState) -> str:
        """Sheet 24; or Slip 24, where it is one."""
        slip = self.shape(contest) == "slip"
        return say("papers", "slip", number=str(self.number)) if slip else self.words

    def state(self, contest: ContestState) -> KeyedPaper | None:
        """The paper itself, or None."""
        if self.kind == "sheet":
            return contest.sheets.get(SheetNumber(self.number))
        return contest.forms.get(FormNumber(self.number))

    def stands(self, contest: ContestState, area: str = "") -> Stands:
        """What an act about it builds on now; one about a form that nobody has keyed yet,
        on the round of its area.
        """
        state = self.state(contest)
        in_area = contest.areas.get(area)
        return state.stands if state else Stands(in_area.round if in_area else contest.round)

    def shape(self, contest: ContestState) -> PaperShape:
        """Whether a sheet is a whole sheet or a slip."""
        state = self.state(contest)
        return state.shape if state else "sheet" if self.kind == "sheet" else "form"

    def rules(self, contest: ContestState) -> PaperKind:
        """Its fields, and how they add up."""
        return rules_of(contest, self.shape(contest))


def rules_of(contest: ContestState, shape: PaperShape) -> PaperKind:
    """The fields of a contest's sheets, slips or forms, and how they add up."""
    return form_kind(contest) if shape == "form" else sheet_kind(contest, shape)


class Line(NamedTuple):
    """One line of a paper: its number on it (0 if none),
    its words, the figures on it by their fields' names.

    `lead` is how many of the words are a surname, and `stripe` the candidate's colour.
    """

    number: int
    words: str
    fields: tuple[str, ...]
    lead: int = 0
    stripe: str = ""


def lines_of(contest: ContestState, shape: PaperShape) -> Sequence[Line]:
    """A paper's lines in the order of its fields."""
    if shape == "form":
        return tuple(_form_lines(contest))
    if shape == "slip":
        return tuple(_slip_lines(contest))
    return tuple(_sheet_lines(contest) if contest.set_up.seats == 1 else _several_lines(contest))


def _sheet_lines(contest: ContestState) -> Iterator[Line]:
    columns = sheet_kind(contest).columns
    yield Line(0, say("papers", "sheet.papers"), ("papers",))
    for n, candidate in enumerate(contest.set_up.candidates, 1):
        yield _candidate(n, candidate, tuple(f"{n}.{column}" for column in columns))
    yield Line(0, say("papers", "sheet.sent"), ("sent",))


def _slip_lines(contest: ContestState) -> Iterator[Line]:
    yield Line(0, say("papers", "slip.papers"), ("papers",))
    whose = "slip.slate" if contest.set_up.seats > 1 else "slip.candidate"
    yield Line(0, say("papers", whose), ("slip",))
    yield Line(0, say("papers", "slip.line"), sheet_kind(contest, "slip").columns)


def _several_lines(contest: ContestState) -> Iterator[Line]:
    columns = sheet_kind(contest).columns
    for name in ("papers", "mixed"):
        yield Line(0, say("papers", f"sheet.{name}"), (name,))
    for n, candidate in enumerate(contest.set_up.candidates, 1):
        yield _candidate(n, candidate, (f"{n}.votes",))
    for name in ("unused", "uncertain", "sent"):
        yield Line(0, say("papers", f"sheet.{name}"), (name,))
    for number, slate in enumerate(contest.slates, 1):
        words = say("papers", "slate", slate=slate_words(contest, number))
        yield Line(0, words, tuple(slate_field(slate, column) for column in columns))


def slate_words(contest: ContestState, number: int) -> str:
    """A slate by its number, and whom it names."""
    return f"{number} ({slate_parties(contest, contest.slate_numbered(number))})"


def slate_parties(contest: ContestState, slate: Slate) -> str:
    """Whom a slate names, those of one description together: 1 Ash, 4 Birch – Green Party; …"""
    told = []
    surnames = short_names(contest.set_up.candidates)
    for description, numbers in by_description(contest, slate).items():
        names = strung(f"{n} {surnames[n - 1]}" for n in numbers)
        told.append(f"{names} – {description}" if description else names)
    return apart(told)


def by_description(contest: ContestState, slate: Slate) -> Mapping[str, Sequence[CandidateNumber]]:
    """Whom a slate names, those of one description together, in ballot-paper order."""
    # Prestatyn North 2012: beside the descriptions a stranger among a party's names is seen.
    together: dict[str, list[CandidateNumber]] = {}
    for n in slate:
        together.setdefault(contest.set_up.candidates[n - 1].description, []).append(n)
    return together


def _form_lines(contest: ContestState) -> Iterator[Line]:
    several = contest.set_up.seats > 1
    yield Line(0, say("papers", "form.papers"), ("papers",))
    if several:
        yield Line(0, say("papers", "form.good"), ("good",))
    for n, candidate in enumerate(contest.set_up.candidates, 1):
        yield _candidate(n, candidate, (f"{n}.allowed",))
    if several:
        yield from (
            Line(0, say("papers", f"form.{name}"), (name,)) for name in ("unused", "uncertain")
        )
    for n, head in enumerate(contest.set_up.rules.heads, 1):
        yield Line(0, capital(head.label), (f"{n}.rejected",))
    for name in ("objections", "adjudicator"):
        yield Line(0, say("papers", f"form.{name}"), (name,))


def _candidate(number: int, candidate: Candidate, fields: tuple[str, ...]) -> Line:
    words, lead = candidate_words(candidate)
    return Line(number, words, fields, lead, stripe(candidate))


def candidate_words(candidate: Candidate) -> tuple[str, int]:
    """A candidate as on the ballot paper, surname in capitals; and how long the surname is."""
    # As on the ballot paper and in no other way: Newham 2018 read two orders of the same names.
    surname = candidate.ballot_surname.upper()
    particular = f"({candidate.particular})" if candidate.particular else ""
    words = " ".join(filter(None, (surname, candidate.ballot_forenames, particular)))
    return words, len(surname)


def ballot_words(candidate: Candidate) -> str:
    """A candidate as on the ballot paper: ADAMS Benjamin."""
    return candidate_words(candidate)[0]


def short_names(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """The surnames of these, where there is no room for more; two of one surname have their whole
    names.
    """
    # Two Smiths who are both Smith are one candidate to whoever reads in a hurry.
    surnames = Counter(candidate.ballot_surname for candidate in candidates)
    return tuple(
        each.ballot_surname if surnames[each.ballot_surname] == 1 else each.ballot_name
        for each in candidates
    )


def handed_words(paper: Paper, other: OfficerNumber) -> str:
    """Why an officer does not key a paper that they have half keyed: another took it over."""
    return say("papers", "handed", paper=paper.words, officer=str(other))


def papers_summed(rules: PaperKind, row: Sequence[int]) -> int:
    """What the lines of a paper add to, in papers; it should be what is written on the paper."""
    if isinstance(rules, FormKind):
        return rules.good(row) + rules.tallied(row).rejected_papers
    if isinstance(rules, SeveralSeats):
        brought = rules.tallied(row)
        return brought.bundled + brought.sent
    if isinstance(rules, OneSeat):
        return sum(rules.papers(row)) + row[rules.at("sent")]
    assert isinstance(rules, Slip)
    return rules.papers_on_its_line(row)


def sum_of(found: Finding) -> tuple[SumLine, ...]:
    """A sum that fails (E101, in papers; E103, in votes) as it
    would be written beside the paper.
    """
    numbers = {operand.name: operand.value for operand in found.numbers}
    of = "votes" if found.code is Code.E103 else found.place.kind
    parts = [(name, False) for name in _OPERANDS[of] if name in numbers]
    parts += [("lines", True), ("expected" if of == "votes" else "papers", True)]
    return tuple(
        SumLine(words=_sum_words(of, name, numbers), papers=numbers[name], total=total)
        for name, total in parts
    )


def _sum_words(of: str, name: str, numbers: Mapping[str, int]) -> str:
    return say("papers", f"sum.{of}.{name}", f"sum.{of}.{name}.totals", **numbers)


def is_sum(found: Finding) -> bool:
    """Whether a finding is of a whole paper's sum,
    in papers or in votes, and not of one of its fields.
    """
    return (found.code, found.place.field) in ((Code.E101, ""), (Code.E103, "votes"))


def to_find_words(found: Finding) -> str:
    """What is to be found where a sum fails, with its unit: 2 papers."""
    by = abs(next(operand.value for operand in found.numbers if operand.name == "difference"))
    if found.code is Code.E103:
        return say("papers", "find-votes", votes=by)
    return say("papers", "find-papers", papers=by)


def field_name(field: str) -> str:
    """What a field is, without its line: full bundles, papers allowed, votes."""
    return say("papers", f"field.{field.rpartition('.')[2]}")


def figures_of(
    contest: ContestState, shape: PaperShape, row: Sequence[int | None]
) -> SheetFigures | FormFigures:
    """A paper's figures as an act keeps them, from its fields in order; None is a blank."""
    if shape == "form":
        return form_kind(contest).figures(list(row))
    return sheet_kind(contest, shape).figures(list(row))
