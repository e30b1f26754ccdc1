"""Doubtful papers: adjudication forms, by which alone rejected papers enter the count."""

from collections.abc import Sequence
from functools import lru_cache

from tallyapp.domain.rules.officers import check_adjudicator
from tallyapp.domain.rules.paper import PaperKind
from tallyapp.domain.rules.paper_fields import Row
from tallyapp.domain.rules.sheet_lines import votes_add_up, votes_or_blank
from tallyapp.domain.state.area import Tallied
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import PAPERS
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import FormFigures
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers


class FormKind(PaperKind):
    """Fields: papers, allowed by candidate, rejected by head,
    objections, and the adjudicator's number.

    With several seats also the papers that are good, and their votes unused and uncertain.
    `in_part` says of each head whether its papers stay in the count.
    """

    def __init__(self, candidates: int, in_part: tuple[bool, ...], seats: int = 1) -> None:
        # One seat needs no `good`, unused or uncertain: a paper there is a vote or it is rejected.
        allowed = tuple(f"{n}.allowed" for n in range(1, candidates + 1))
        rejected = tuple(f"{n}.rejected" for n in range(1, len(in_part) + 1))
        good, other = ((), ()) if seats == 1 else (("good",), ("unused", "uncertain"))
        super().__init__(
            "form", ("papers", *good, *allowed, *rejected, *other, "objections", "adjudicator")
        )
        first = len(good) + PAPERS + 1
        self._allowed = slice(first, first + candidates)
        self._rejected = slice(self._allowed.stop, self._allowed.stop + len(in_part))
        self._objections = self.at("objections")
        self._adjudicator = self.at("adjudicator")
        self._in_part = in_part
        self.seats = seats
        if seats > 1:
            self.votes = frozenset((*allowed, *other))

    def _read(self, number: int, figures: FormFigures) -> tuple[Row, list[Finding]]:
        several = self.seats > 1
        good = [figures.good] if several else []
        other = [figures.unused, figures.uncertain] if several else []
        row: Row = [figures.papers, *good, *figures.allowed, *figures.rejected, *other]
        row += [figures.objections, figures.adjudicator]
        extra = not several and (figures.good, figures.unused, figures.uncertain) != (
            None,
            None,
            None,
        )
        # A form with a candidate too many and a head too few has the right number of fields.
        lines = len(figures.allowed) == self._allowed.stop - self._allowed.start
        if len(row) == len(self.fields) and lines and not extra:
            return row, []
        return row, [finding(Code.A111, "form", number, fields=len(row), expected=len(self.fields))]

    def figures(self, row: Row) -> FormFigures:
        """The form as an act holds it, from its fields in order: what `read` reads."""
        papers = [None if value is None else Papers(value) for value in row]
        several = self.seats > 1
        adjudicator = row[self._adjudicator]
        return FormFigures(
            papers=papers[PAPERS],
            good=papers[self.at("good")] if several else None,
            allowed=tuple(papers[self._allowed]),
            rejected=tuple(papers[self._rejected]),
            unused=votes_or_blank(row[self.at("unused")]) if several else None,
            uncertain=votes_or_blank(row[self.at("uncertain")]) if several else None,
            objections=row[self._objections],
            adjudicator=None if adjudicator is None else OfficerNumber(adjudicator),
        )

    def adds_up(self, number: int, values: Sequence[int]) -> list[Finding]:
        """E101: papers = good + rejected; and with several seats E103, as for mixed papers."""
        allowed = self.good(values)
        papers = values[PAPERS]
        rejected = self._rejected_papers(values)
        lines = allowed + rejected
        # Rejected in part is not among `rejected`: such a paper stays in the count.
        found = []
        if lines != papers:
            sums = {"allowed": allowed, "rejected": rejected, "lines": lines, "papers": papers}
            found.append(finding(Code.E101, "form", number, **sums, difference=lines - papers))
        if self.seats == 1:
            return found
        unused, uncertain = self._other_votes(values)
        of = self.seats, allowed
        found += votes_add_up(
            "form", number, "allowed", self.allowed(values), of, (unused, uncertain)
        )
        return found + self._in_part_fits(number, values, allowed, uncertain)

    def tallied(self, values: Sequence[int]) -> Tallied:
        """Votes allowed, papers rejected by head, papers adjudicated, objections."""
        unused, uncertain = self._other_votes(values)
        return Tallied(
            self.allowed(values),
            adjudicated=values[PAPERS],
            rejected=self.rejected(values),
            rejected_papers=self._rejected_papers(values),
            unused=unused,
            uncertain=uncertain,
            objections=values[self._objections],
        )

    def good(self, values: Sequence[int]) -> int:
        """Papers that stay in the count; with one seat each is allowed to a candidate."""
        return sum(self.allowed(values)) if self.seats == 1 else values[self.at("good")]

    def allowed(self, values: Sequence[int]) -> Sequence[int]:
        """Allowed by candidate: votes, and with one seat as many papers."""
        return values[self._allowed]

    def rejected(self, values: Sequence[int]) -> Sequence[int]:
        """Papers rejected, by head, those in part among them."""
        return values[self._rejected]

    def rights(
        self, count: CountState, contest: str, seen: int, row: Sequence[int | None]
    ) -> list[Finding]:
        """A102 unless the adjudicator named may adjudicate in this contest."""
        number = row[self._adjudicator]
        return (
            [] if number is None else check_adjudicator(count, OfficerNumber(number), contest, seen)
        )

    def _rejected_papers(self, values: Sequence[int]) -> int:
        # Papers rejected in part are counted under their head, and are good papers all the same.
        if not any(self._in_part):
            return sum(self.rejected(values))
        pairs = zip(self.rejected(values), self._in_part, strict=True)
        return sum(papers for papers, in_part in pairs if not in_part)

    def _other_votes(self, values: Sequence[int]) -> tuple[int, int]:
        if self.seats == 1:
            return (0, 0)
        return values[self.at("unused")], values[self.at("uncertain")]

    def _in_part_fits(
        self, number: int, values: Sequence[int], good: int, uncertain: int
    ) -> list[Finding]:
        """E103 unless each paper rejected in part lost a vote at least, and kept one."""
        papers = sum(
            p for p, in_part in zip(self.rejected(values), self._in_part, strict=True) if in_part
        )
        # Of such a paper some votes are uncertain, and not all: else it is rejected whole.
        if papers <= good and papers <= uncertain <= papers * (self.seats - 1):
            return []
        numbers = {"in_part": papers, "good": good, "uncertain": uncertain, "seats": self.seats}
        return [finding(Code.E103, "form", number, "in-part", **numbers)]


# Made once for each shape of contest: a form's fields are asked for at every keying.
_form_kind = lru_cache(maxsize=256)(FormKind)


def form_kind(contest: ContestState) -> FormKind:
    """The kind of adjudication form that this contest uses."""
    set_up = contest.set_up
    in_part = tuple([head.in_part for head in set_up.rules.heads])
    return _form_kind(len(set_up.candidates), in_part, set_up.seats)
