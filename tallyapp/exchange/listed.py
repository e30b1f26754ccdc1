"""A contest of a list of candidates: while its rows are read, and as it is brought in."""

from dataclasses import dataclass, field
from datetime import date

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import MAX_CANDIDATES, MAX_SEATS

from .faults import Fault
from .names import ballot_paper_order
from .tables import FaultBook, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedContest:
    """One contest of a list; what the list does not say is None. Candidates are in ballot-paper
    order.

    `bundle` is papers in a full bundle; `terms` are those of the seats, where they differ; `kinds`
    are those of which the election can be by its ballot id, none where it has no such id.
    """

    id: str
    name: str | None
    seats: int | None
    polling_day: date | None
    candidates: tuple[Candidate, ...]
    bundle: int | None = None
    terms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    electorate: int | None = None
    changes: tuple[str, ...] = ()
    """What is otherwise than it stands in the file, each in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateList:
    """The contests of a file, in its order, and what somebody should look at before going on.

    `cancelled` are those whose poll the list says is cancelled: nothing is counted in them.
    """

    contests: tuple[ListedContest, ...]
    warnings: tuple[Fault, ...]
    cancelled: tuple[ListedContest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A candidate with the line of the row, the place on the printed ballot paper (None where no
    column gives one), and the party.
    """

    line: int
    candidate: Candidate
    party: str
    order: int | None = None


@dataclass(slots=True)
class ContestRows:
    """A contest while its rows are read; what is said once for all, with the line that said it
    first.
    """

    line: int
    name: tuple[int, str] | None = None
    seats: tuple[int, int] | None = None
    electorate: tuple[int, int] | None = None
    bundle: tuple[int, int] | None = None
    terms: tuple[int, str] | None = None
    polling_day: date | None = None
    kinds: tuple[str, ...] = ()
    cancelled: bool = False
    entries: list[Entry] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)

    def say_name_and_seats(
        self, row: Row, book: FaultBook, name_column: str, seats_column: str
    ) -> None:
        """Keep what this row says; a row that says otherwise than one before it is at fault."""
        name = book.text(row, name_column)
        if name:
            self.name = self.name or (row.line, name)
            book.same(row, name_column, name, self.name)
        seats = book.whole_number(row, seats_column, 1, MAX_SEATS)
        if seats:
            self.seats = self.seats or (row.line, seats)
            book.same(row, seats_column, seats, self.seats)

    def say_electorate(self, row: Row, book: FaultBook) -> None:
        """Keep how many electors this row says the contest has."""
        electorate = book.electors(row, "electorate")
        if electorate:
            self.electorate = self.electorate or (row.line, electorate)
            book.same(row, "electorate", electorate, self.electorate)

    def order_of(self, row: Row, book: FaultBook) -> int | None:
        """The place on the printed ballot paper that the column `order` gives."""
        return book.whole_number(row, "order", 1, MAX_CANDIDATES)

    def tell_name(self, row: Row, candidate: Candidate) -> None:
        """Keep what a commonly used name in one piece was taken as."""
        if row.cells.get("known_as") and candidate.ballot_name:
            full = f"{candidate.other_names} {candidate.surname}".strip()
            self.changes.append(f"{full} is {candidate.ballot_name} on the ballot paper.")

    def listed(self, identifier: str) -> ListedContest:
        """The contest as it is brought in."""
        return ListedContest(
            id=identifier,
            name=self.name[1] if self.name else None,
            seats=self.seats[1] if self.seats else None,
            polling_day=self.polling_day,
            bundle=self.bundle[1] if self.bundle else None,
            terms=self.terms_of_seats,
            candidates=tuple(entry.candidate for entry in self.entries),
            kinds=self.kinds,
            electorate=self.electorate[1] if self.electorate else None,
            changes=tuple(self.changes),
        )

    @property
    def terms_of_seats(self) -> tuple[str, ...]:
        """The terms of the seats, the longest first; none where they do not differ."""
        return tuple(term.strip() for term in self.terms[1].split(";")) if self.terms else ()

    def put_in_order(self, book: FaultBook) -> bool:
        """Put the candidates in the order that the column `order` gives; False where it gives none.

        A place that is missing, or taken already, is taken down: the order is that of the paper
        whole, or it is none.
        """
        # All or none: half an order puts the others where they happen to stand.
        given = [entry for entry in self.entries if entry.order is not None]
        if not given:
            return False
        places: dict[int, int] = {}
        for entry in self.entries:
            if entry.order is None:
                problem = f"There is no place for {entry.candidate.ballot_name}."
                remedy = "Fill in the number on the printed ballot paper, for all or for nobody."
                book.note(entry.line, "order", problem, remedy)
            elif entry.order in places:
                problem = f"The place {entry.order} is on line {places[entry.order]} already."
                book.note(entry.line, "order", problem, "Compare it with the printed ballot paper.")
            # A place beyond the last says that a row is missing, which no count would show.
            elif entry.order > len(self.entries):
                problem = f"The place {entry.order} is beyond the {len(self.entries)} candidates."
                book.note(entry.line, "order", problem, "Look for a candidate who is missing.")
            places.setdefault(entry.order or 0, entry.line)
        before = [*self.entries]
        self.entries.sort(key=lambda entry: entry.order or 0)
        if before != self.entries:
            self.changes.append("The candidates are in the order of the column order.")
        return True

    def put_in_alphabet(self) -> bool:
        """Put the candidates in the order of the alphabet; False if they stood in it."""
        before = [*self.entries]
        self.entries.sort(key=lambda entry: ballot_paper_order(entry.candidate))
        changed = self.entries != before
        if changed:
            self.changes.append("The candidates are put in the order of the alphabet.")
        return changed
