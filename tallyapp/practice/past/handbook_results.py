"""The Local Elections Handbook's pair of CSV files of a year's council elections: by candidate, by ward."""

from datetime import date

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import Papers, Votes
from tallyapp.exchange.candidates import MOST_SEATS
from tallyapp.exchange.identifiers import identifier_of
from tallyapp.exchange.tables import FaultBook, Row, TableFile
from tallyapp.practice.past.published import (
    LOCAL,
    PastCandidate,
    PastContest,
    in_ballot_paper_order,
    numbers_of,
)

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

_Ward = tuple[str, str]
"""A ward by its authority and its name."""
_Entry = tuple[Row, PastCandidate]


def read_pair(candidates: TableFile, wards: TableFile, polling_day: date) -> list[PastContest]:
    """The contests of all wards, in the order of their file; faults go to the books of the two.

    The files do not say the polling day. Nothing is said here of whether a ward's figures agree.
    """
    by_ward: dict[_Ward, list[_Entry]] = {}
    for row in candidates.table.rows:
        by_ward.setdefault(_ward(row, candidates.book), []).append((row, _candidate(row, candidates.book)))
    contests: list[PastContest] = []
    seen: dict[_Ward, int] = {}
    book = wards.book
    for row in wards.table.rows:
        ward = _ward(row, book)
        if ward in seen:
            problem = f"{ward[1]}, {ward[0]} is on line {seen[ward]} already."
            book.note(row.line, WARD, problem, "Take one out.")
        seen.setdefault(ward, row.line)
        if entries := by_ward.get(ward):
            contests.append(_contest(row, book, candidates.book, entries, polling_day))
        else:
            _note_missing(row, book, candidates.book.file)
    for ward, entries in by_ward.items():
        if ward not in seen:
            _note_missing(entries[0][0], candidates.book, book.file)
    return contests


def _ward(row: Row, book: FaultBook) -> _Ward:
    return book.text(row, "upper_tier_authority", required=True), book.text(row, WARD, required=True)


def _note_missing(row: Row, book: FaultBook, other: str) -> None:
    problem = f"{row.cells[WARD]}, {row.cells['upper_tier_authority']} is not in the other file."
    book.note(row.line, WARD, problem, f"Check that {other} is of the same election.")


def _candidate(row: Row, book: FaultBook) -> PastCandidate:
    """The candidate; the surname is as many last words of the name as the column of last names has.

    The name is published, the other columns are derived from it, and misspelt for three candidates of 2025.
    """
    words = book.text(row, "candidate_name", required=True).split()
    others = max(0, len(words) - len(book.text(row, "last_names", required=True).split()))
    candidate = Candidate(
        surname=" ".join(words[others:]),
        other_names=" ".join(words[:others]),
        description=book.text(row, "party_name"),
    )
    return PastCandidate(candidate=candidate, votes=Votes(book.figure(row, "votes_cast", required=True) or 0))


def _is_elected(row: Row, book: FaultBook) -> bool:
    value = row.cells["elected"]
    if value.upper() not in ("TRUE", "FALSE"):
        book.note(row.line, "elected", f'"{value[:40]}" is neither TRUE nor FALSE.', "Write one of the two.")
    return value.upper() == "TRUE"


def _contest(
    row: Row, book: FaultBook, others: FaultBook, entries: list[_Entry], polling_day: date
) -> PastContest:
    authority, name = row.cells["upper_tier_authority"], row.cells[WARD]
    if not row.cells["seats"]:
        book.note(row.line, "seats", "The cell is blank.", "Fill it in.")
    seats = book.whole_number(row, "seats", 1, MOST_SEATS) or 1
    for entry, _ in entries:
        if others.whole_number(entry, "seats_contested", 1, MOST_SEATS) not in (None, seats):
            problem = f"There are {entry.cells['seats_contested']} seats here, {seats} in the file by ward."
            others.note(entry.line, "seats_contested", problem, "Make them equal.")
    candidates = in_ballot_paper_order(past for _, past in entries)
    ballots, invalid = book.figure(row, "ballots"), book.figure(row, "invalid_votes")
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
        elected=numbers_of((past for entry, past in entries if _is_elected(entry, others)), candidates),
    )
