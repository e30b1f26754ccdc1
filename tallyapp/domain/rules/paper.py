"""What count sheets and adjudication forms share: how they are keyed, and what that makes true."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from tallyapp.domain.acts import ContestAct
from tallyapp.domain.rules.officers import check_reason, check_second, somebody_else
from tallyapp.domain.rules.paper_fields import PaperFields, Row
from tallyapp.domain.rules.which_sheet import after_keying, under_another
from tallyapp.domain.state.area import Tallied
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.keyed_paper import PAPERS, KeyedPaper, Life
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, all_whole, finding
from tallyapp.domain.vocabulary.places import FieldValue, Kind
from tallyapp.domain.vocabulary.units import FormNumber, OfficerNumber, SheetNumber

# An enum's own look-up takes as long as what it is asked for, and these are asked of every keying.
_TO_KEY = frozenset({Life.ISSUED, Life.KEYED, Life.QUERIED})
"""Lives in which a whole paper may be keyed."""


class PaperKind(PaperFields):
    """One kind of paper in one contest, and how it is keyed."""

    def __init__(self, kind: Kind, fields: tuple[str, ...]) -> None:
        super().__init__(kind, fields)
        self._last: tuple[object, Row] | None = None

    def read(self, number: int, figures: Any) -> tuple[Row, list[Finding]]:
        """The fields in order, None where blank;
        and what stands against them as a paper of this contest.
        """
        # A rule reads them and then, when the act is made true, so does what applies it: the very
        # same figures are read once.
        last = self._last
        if last is not None and last[0] is figures:
            return list(last[1]), []
        row, found = self._read(number, figures)
        if not found:
            self._last = figures, list(row)
        return row, found

    @abstractmethod
    def _read(self, number: int, figures: Any) -> tuple[Row, list[Finding]]:
        """The same, of figures that were not just read."""

    @abstractmethod
    def tallied(self, values: Sequence[int]) -> Tallied:
        """What a paper of complete values brings into its area."""

    def flags(self, _contest: ContestState, _paper: KeyedPaper, _papers: int, /) -> list[Finding]:
        """What is flagged when this paper is to bring these papers into its area."""
        return []

    def rights(
        self, _count: CountState, _contest: str, _seen: int, _row: Sequence[int | None], /
    ) -> list[Finding]:
        """Whether the officers named on the paper may do what it says they did in this contest,
        when so many acts of the count were seen.
        """
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
        refused = self._may_be_keyed(contest, paper, act.by, small)
        # The same in every field as the first: in bounds and adding up, as that one was seen to be.
        if not refused and paper.matches(row) and all_whole(row):
            refused = self.rights(count, contest.set_up.contest, act.seen, row)
            return refused or self.flags(contest, paper, row[PAPERS])
        refused = refused or self.faults(number, row)
        refused = refused or self.rights(count, contest.set_up.contest, act.seen, row)
        return refused or self._after(contest, paper, act.by, row)

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
        refused = unknown or blank or extra or self.bounds(number, row)
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
        refused = refused or self.bounds(number, row) or self.adds_up(number, corrected)
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
        areas = frozenset({paper.area})
        name = contest.set_up.contest
        if self.kind == "form":
            forms = frozenset({FormNumber(paper.number)})
            return Changed(name, contest.seq, areas=areas, forms=forms, result=True)
        sheets = frozenset({SheetNumber(paper.number)})
        return Changed(name, contest.seq, areas=areas, sheets=sheets, result=True)

    def _may_be_keyed(
        self, contest: ContestState, paper: KeyedPaper, by: OfficerNumber, small: bool
    ) -> list[Finding]:
        if paper.life not in _TO_KEY:
            if paper.live:
                return [finding(Code.E106, self.kind, paper.number)]
            # Where two keyings differ the whole is not keyed a third time: the fields alone, blind.
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
        if papers is not None and not paper.looks:
            # Nothing to compare with: it adds up as this row was seen to.
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
