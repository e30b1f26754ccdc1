"""The Local Elections Handbook's pair of CSV files of a year's council elections.

One file has a row for each candidate, the other a row for each ward.
"""

from collections.abc import Sequence
from datetime import date

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import MAX_SEATS, Papers, Votes
from tallyapp.exchange.identifiers import identifier_of
from tallyapp.exchange.tables import FaultBook, Row
from tallyapp.past.published import (
    LOCAL,
    PastCandidate,
    PastContest,
    Read,
    ordered,
)
from tallyapp.past.reading import Pair, PastTable

WARD = "ward/_county_electoral_district_name"
BY_CANDIDATE = (
    WARD,
    "upper_tier_authority",
    "candidate_name",
    "last_names",
    "party_name",
    "seats_contested",
    "votes_cast",
    "elected",
)
BY_WARD = (WARD, "upper_tier_authority", "seats", "electorate", "ballots", "invalid_votes")
HANDBOOK = (
    "Local Elections Handbook {year}, House of Commons Library. "
    "Contains Parliamentary information licensed under the Open Parliament Licence v3.0."
)

_AUTHORITY = "upper_tier_authority"


def read_pair(candidates: PastTable, wards: PastTable, polling_day: date) -> list[Read]:
    """The contests of all wards, in the order of their file.

    The files do not say the polling day. Nothing is said here of whether a ward's figures agree.
    """

    def contest(
        row: Row, book: FaultBook, entries: Sequence[Row], theirs: FaultBook
    ) -> PastContest:
        return _contest(row, book, entries, theirs, polling_day)

    pair = Pair((_AUTHORITY, WARD), _full_name, contest)
    return pair.read(candidates, wards)


def _full_name(row: Row) -> str:
    return f"{row.cells[WARD]}, {row.cells[_AUTHORITY]}"


def _candidate(row: Row, book: FaultBook) -> PastCandidate:
    """The candidate; the surname is as many last words of the name as the column of last names has.

    The name is published, the other columns are derived from it, and misspelt for three candidates
    of 2025.
    """
    words = book.text(row, "candidate_name", required=True).split()
    others = max(0, len(words) - len(book.text(row, "last_names", required=True).split()))
    candidate = Candidate(
        surname=" ".join(words[others:]),
        other_names=" ".join(words[:others]),
        description=book.text(row, "party_name"),
    )
    return PastCandidate(
        candidate=candidate, votes=Votes(book.figure(row, "votes_cast", required=True) or 0)
    )


def _is_elected(row: Row, book: FaultBook) -> bool:
    value = row.cells["elected"]
    if value.upper() not in ("TRUE", "FALSE"):
        book.note(
            row.line,
            "elected",
            f'"{value[:40]}" is neither TRUE nor FALSE.',
            "Write one of the two.",
        )
    return value.upper() == "TRUE"


def _contest(
    row: Row, book: FaultBook, entries: Sequence[Row], theirs: FaultBook, polling_day: date
) -> PastContest:
    authority = book.text(row, _AUTHORITY)
    name = book.text(row, WARD)
    seats = _seats(row, book)
    for entry in entries:
        # The number of seats is in both files, and who is elected hangs on it.
        if theirs.whole_number(entry, "seats_contested", 1, MAX_SEATS) not in (None, seats):
            there = entry.cells["seats_contested"]
            problem = f"There are {there} seats here, {seats} in the file by ward."
            theirs.note(entry.line, "seats_contested", problem, "Make them equal.")
    candidates, elected = ordered(
        (_candidate(entry, theirs), _is_elected(entry, theirs)) for entry in entries
    )
    ballots = book.figure(row, "ballots")
    invalid = book.figure(row, "invalid_votes")
    return PastContest(
        id=identifier_of(f"{authority} {name}"),
        kind=LOCAL,
        election=f"Election of councillors, {authority}",
        authority=authority,
        name=name,
        polling_day=polling_day,
        seats=seats,
        candidates=candidates,
        source=HANDBOOK.format(year=polling_day.year),
        electorate=book.figure(row, "electorate"),
        ballot_papers=None if ballots is None else Papers(ballots),
        invalid=None if invalid is None else Papers(invalid),
        elected=elected,
    )


def _seats(row: Row, book: FaultBook) -> int:
    """The seats to be filled; one, where what stands there is a fault."""
    if not row.cells["seats"]:
        book.note(row.line, "seats", "The cell is blank.", "Fill it in.")
    return book.whole_number(row, "seats", 1, MAX_SEATS) or 1
