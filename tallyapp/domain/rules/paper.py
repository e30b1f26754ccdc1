"""What count sheets and adjudication forms share:
fields by name, and how they are keyed and add up.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence, Set

from tallyapp.domain.acts import ContestAct
from tallyapp.domain.rules.officers import check_reason, check_second, somebody_else
from tallyapp.domain.rules.which_sheet import after_keying, under_another
from tallyapp.domain.state.area import Tallied
from tallyapp.domain.state.contest import Changed, ContestState, CountState
from tallyapp.domain.state.keyed_paper import PAPERS, KeyedPaper, Life
from tallyapp.domain.vocabulary.findings import Code, Finding, check_figure, finding
from tallyapp.domain.vocabulary.places import FieldValue, Kind
from tallyapp.domain.vocabulary.units import MAX_FIGURE, FormNumber, OfficerNumber, SheetNumber

Row = list[int | None]
"""Values in the order of the fields; None where a field is blank or was not asked for."""
_MUST_BE = {
    Code.A104: frozenset[str](),
    Code.E101: frozenset({"papers"}),
    Code.E103: frozenset({"mixed", "good"}),
}
"""The field with which the lines of a paper must agree, by what is found where they do not."""


class PaperKind(ABC):
    """One kind of paper in one contest: what it is called,
    its fields in order, and how it must add up.
    """

    def __init__(self, kind: Kind, fields: tuple[str, ...]) -> None:
        self.kind = kind
        self.fields = fields
        self.votes: frozenset[str] = frozenset()
        """The fields in votes, where these are another unit than papers."""
        self._positions = {name: i for i, name in enumerate(fields)}

    def at(self, field: str) -> int:
        """The position of a field, by its name."""
        return self._positions[field]

    @abstractmethod
    def adds_up(self, number: int, values: Sequence[int]) -> list[Finding]:
        """All that stands against complete values as they are written: whether they agree with the
        papers on the paper, line by line and together.
        """

    @abstractmethod
    def tallied(self, values: Sequence[int]) -> Tallied:
        """What a paper of complete values brings into its area."""

    def flags(
        self,
        contest: ContestState,  # noqa: ARG002
        paper: KeyedPaper,  # noqa: ARG002
        papers: int,  # noqa: ARG002
    ) -> list[Finding]:
        """What is flagged when this paper is to bring these papers into its area."""
        return []

    def rights(
        self,
        count: CountState,  # noqa: ARG002
        contest: str,  # noqa: ARG002
        seen: int,  # noqa: ARG002
        row: Sequence[int | None],  # noqa: ARG002
    ) -> list[Finding]:
        """Whether the officers named on the paper may do what it says they did in this contest."""
        return []

    # ---- keying

    def check_keyed(
        self, count: CountState, contest: ContestState, paper: KeyedPaper, act: ContestAct, row: Row
    ) -> list[Finding]:
        """A whole keying: complete, in bounds, adding up, by an
        officer who has not keyed it yet.
        """
        small = contest.set_up.small_count
        number = paper.number
        # Who may key comes before any figure: a second keying by the same hand is none.
        refused = self._may_be_keyed(contest, paper, act.by, small) or self.faults(number, row)
        refused = refused or self.rights(count, contest.set_up.contest, act.seen, row)
        return refused or self._after(contest, paper, act.by, row)

    def faults(self, number: int, row: Row) -> list[Finding]:
        """All that is wrong with what is written on a paper, at once: blanks (E105), figures that
        cannot be kept (E102), sums that fail (E101, E103), and slips that are nobody's (A104).

        Beside a blank a sum counts only if nothing in its place could mend it.
        """
        # One slip for all of it: a table that mends the first fault alone sends the sheet in again.
        blank = self._blank(number, row)
        found = blank + self._bounds(number, row)
        if len(found) > len(blank):
            return found
        sums = self.adds_up(number, [value or 0 for value in row])
        if not blank:
            return sums
        blanks = {each.place.field for each in blank}
        return found + [each for each in sums if self._despite(each, blanks)]

    def _despite(self, found: Finding, blanks: Set[str]) -> bool:
        """Whether this stands whatever is written where the blanks are."""
        field = found.place.field
        if found.code is Code.E102:
            return True
        # What its lines must add to is not known either.
        if field in blanks or not blanks.isdisjoint(_MUST_BE[found.code]):
            return False
        if field in self._positions and found.code is Code.E101:
            line = field.rpartition(".")[0]
            return not any(blank.rpartition(".")[0] == line for blank in blanks)
        # A vote that is not written is missed by no sum of papers, nor a paper by one of votes.
        added = blanks & self.votes if found.code is Code.E103 else blanks - self.votes
        differences = [each.value for each in found.numbers if each.name == "difference"]
        # Too many already: what is still to be written can only make it more.
        return differences != [] and (differences[0] > 0 or not added)

    def check_difference(
        self,
        count: CountState,
        contest: ContestState,
        paper: KeyedPaper,
        act: ContestAct,
        fields: Sequence[FieldValue],
    ) -> list[Finding]:
        """Whether exactly the differing fields are keyed again,
        and whether the agreed whole adds up.
        """
        number = paper.number
        if paper.life is not Life.DIFFERS:
            return [finding(Code.A105, self.kind, number, paper.life)]
        refused = self.check_third(count, contest, paper, act.by, act.seen)
        if refused:
            return refused
        row, unknown = self.row(number, fields)
        # Exactly these: to key an agreed field again would let one officer change what two saw.
        asked = set(paper.differing())
        given = {i for i, value in enumerate(row) if value is not None}
        blank = [
            finding(Code.E105, self.kind, number, self.fields[i]) for i in sorted(asked - given)
        ]
        extra = [
            finding(Code.A105, self.kind, number, self.fields[i]) for i in sorted(given - asked)
        ]
        refused = unknown or blank or extra or self._bounds(number, row)
        refused = refused or self.rights(count, contest.set_up.contest, act.seen, row)
        return refused or self._after(contest, paper, act.by, row)

    def check_third(
        self,
        count: CountState,
        contest: ContestState,
        paper: KeyedPaper,
        officer: OfficerNumber,
        seen: int,
    ) -> list[Finding]:
        """E201 for an officer who has keyed the paper, while somebody is on the staff who has not.

        Not in a small count. Somebody is: enrolled in a role that counts, when `seen` acts of
        `count` were done.
        """
        # Who keyed it remembers what they keyed, and keys that again.
        keyed_by = paper.officers
        if contest.set_up.small_count or officer not in keyed_by:
            return []
        if not somebody_else(count, keyed_by, seen):
            return []
        return [finding(Code.E201, self.kind, paper.number, "third", officer=officer)]

    def check_queried(self, paper: KeyedPaper) -> list[Finding]:
        """A paper that is not live goes back to its table;
        blanks and sums that fail are what it is for.

        It may go back again, should it return as wrong as it went.
        """
        # A live paper is in the totals; it is corrected with a reason, never pulled out by a note.
        if paper.live:
            return [finding(Code.E106, self.kind, paper.number)]
        if paper.life in (Life.WITHDRAWN, Life.EARLIER):
            return [finding(Code.A105, self.kind, paper.number, paper.life)]
        return []

    def check_corrected(
        self,
        count: CountState,
        contest: ContestState,
        paper: KeyedPaper,
        act: ContestAct,
        correction: tuple[Sequence[FieldValue], str, OfficerNumber],
    ) -> list[Finding]:
        """A live paper, really changed, adding up;
        `correction` is fields, reason and second officer.
        """
        (fields, reason, second) = correction
        number = paper.number
        if paper.values is None or not paper.live:
            return [finding(Code.A105, self.kind, number, paper.life)]
        row, refused = self.row(number, fields)
        # Only the fields named change, so the rest cannot be mistyped in the correction.
        corrected = _overlaid(paper.values, row)
        if not refused and corrected == paper.values:
            refused = [finding(Code.A112, self.kind, number, "unchanged")]
        refused = refused or self._bounds(number, row) or self.adds_up(number, corrected)
        # All that is wrong at once: whoever corrects stands at the desk with a second officer.
        refused += self.rights(count, contest.set_up.contest, act.seen, row) + check_second(
            count, act, second
        )
        refused += check_reason(reason, finding(Code.A106, self.kind, number, "reason"))
        return refused or self.flags(contest, paper, corrected[PAPERS])

    def check_withdrawn(
        self,
        count: CountState,
        paper: KeyedPaper,
        act: ContestAct,
        reason: str,
        second: OfficerNumber,
    ) -> list[Finding]:
        """A paper that is not withdrawn already, a reason, and a second officer."""
        if paper.life in (Life.WITHDRAWN, Life.EARLIER):
            return [finding(Code.A105, self.kind, paper.number, paper.life)]
        no_reason = finding(Code.A106, self.kind, paper.number, "reason")
        return check_second(count, act, second) + check_reason(reason, no_reason)

    # ---- what keying makes true

    def take(self, contest: ContestState, paper: KeyedPaper, act: ContestAct, row: Row) -> Changed:
        """Take an officer's values; if two now agree in every field, they enter the totals."""
        # The totals move only here, once two agree: a single keying is never part of any figure.
        paper.look(act.by, row, contest.seq, act.id, again=contest.set_up.small_count)
        if paper.values is not None:
            contest.areas[paper.area].add(self.tallied(paper.values), +1)
        return self.changed(contest, paper)

    def correct(
        self,
        contest: ContestState,
        paper: KeyedPaper,
        act: ContestAct,
        fields: Sequence[FieldValue],
    ) -> Changed:
        """The corrected figures stand in place of the old, which stay in the ledger."""
        row, _ = self.row(paper.number, fields)
        if paper.values is not None:
            area = contest.areas[paper.area]
            old = paper.values
            new = _overlaid(paper.values, row)
            # Taken out and put in whole: a difference alone would drift with any slip.
            area.add(self.tallied(old), -1)
            area.add(self.tallied(new), +1)
            paper.settle(new, Life.CORRECTED, contest.seq, act.id)
        return self.changed(contest, paper)

    def query(self, contest: ContestState, paper: KeyedPaper, act: ContestAct) -> Changed:
        """The paper goes back; one that was queried had no part in the totals."""
        paper.query(contest.seq, act.id)
        return self.changed(contest, paper)

    def withdraw(self, contest: ContestState, paper: KeyedPaper, act: ContestAct) -> Changed:
        """The paper is out of the count: its figures, if it had any, leave the totals."""
        if paper.values is not None:
            contest.areas[paper.area].add(self.tallied(paper.values), -1)
        paper.withdraw(contest.seq, act.id)
        return self.changed(contest, paper)

    def changed(self, contest: ContestState, paper: KeyedPaper) -> Changed:
        """What this did to the contest: nothing given out before it stands any longer."""
        contest.unsettle()
        sheets = frozenset({SheetNumber(paper.number)}) if self.kind == "sheet" else frozenset()
        forms = frozenset({FormNumber(paper.number)}) if self.kind == "form" else frozenset()
        areas = frozenset({paper.area})
        name = contest.set_up.contest
        return Changed(name, contest.seq, areas=areas, sheets=sheets, forms=forms, result=True)

    # ---- parts

    def row(self, number: int, fields: Sequence[FieldValue]) -> tuple[Row, list[Finding]]:
        """The named fields as a row of values, None elsewhere;
        and A104 for an unknown or repeated name.
        """
        values: Row = [None] * len(self.fields)
        found = []
        for named in fields:
            position = self._positions.get(named.field)
            # A field named twice has two values, and nobody could say which was meant.
            value = self.value_of(named)
            if position is None or values[position] is not None or value is None:
                found.append(finding(Code.A104, self.kind, number, named.field))
            else:
                values[position] = value
        return values, found

    def named(self, position: int, value: int) -> FieldValue:
        """A field's value as an act holds it."""
        return FieldValue(self.fields[position], value)

    def value_of(self, named: FieldValue) -> int | None:
        """The value of a field that an act names, as a row has it; None if it can have no such."""
        return named.value if isinstance(named.value, int) else None

    def _blank(self, number: int, row: Row) -> list[Finding]:
        if None not in row:
            return []
        pairs = zip(self.fields, row, strict=True)
        return [
            finding(Code.E105, self.kind, number, name) for name, value in pairs if value is None
        ]

    def _bounds(self, number: int, row: Row) -> list[Finding]:
        given = [value for value in row if value is not None]
        if (
            # The fast path of every keying; by `type`, because True is an int to `isinstance`.
            given
            and set(map(type, given)) == {int}
            and min(given) >= 0
            and max(given) <= MAX_FIGURE
        ):
            return []
        # Only now by name, to say which of them it is.
        pairs = zip(self.fields, row, strict=True)
        return [
            found for name, value in pairs for found in check_figure(self.kind, number, name, value)
        ]

    def _may_be_keyed(
        self, contest: ContestState, paper: KeyedPaper, by: OfficerNumber, small: bool
    ) -> list[Finding]:
        if paper.live:
            return [finding(Code.E106, self.kind, paper.number)]
        # Where two keyings differ the whole is not keyed a third time: the fields alone, blind.
        if paper.life in (Life.DIFFERS, Life.WITHDRAWN, Life.EARLIER):
            return [finding(Code.A105, self.kind, paper.number, paper.life)]
        if by in paper.looks and not small:
            # The sheet at hand is innocent where another was keyed under its number: that is told.
            found = [finding(Code.E201, self.kind, paper.number, officer=by)]
            return found + under_another(contest, paper)
        return []

    def _after(
        self, contest: ContestState, paper: KeyedPaper, by: OfficerNumber, row: Row
    ) -> list[Finding]:
        """Whether values agreed by this keying add up;
        flags for what differs still, and for their area.
        """
        papers = row[PAPERS]
        number = paper.number
        if papers is not None and (not paper.looks or paper.matches(row)):
            # Nothing to compare with, or the same in every field: it adds up as this row was seen
            # to.
            return self.flags(contest, paper, papers)
        after = paper.after(by, row, again=contest.set_up.small_count)
        # Two halves that each add up can make a whole that does not: what is agreed is added again.
        if after.values is not None:
            return self.adds_up(number, after.values) or self.flags(
                contest, paper, after.values[PAPERS]
            )
        differ = [
            finding(Code.E202, self.kind, number, self.fields[i]).flagged()
            for i in after.differing()
        ]
        if papers is None:
            return differ
        of_another = after_keying(contest, paper, by, row)
        return differ + of_another + self.flags(contest, paper, papers)


def _overlaid(values: tuple[int, ...], row: Row) -> tuple[int, ...]:
    """The values with those of the row in their place where it has any."""
    return tuple(old if new is None else new for old, new in zip(values, row, strict=True))
