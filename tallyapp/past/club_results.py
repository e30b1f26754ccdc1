"""Results of elections as Democracy Club gives them out: a row for each candidate."""

from collections.abc import Sequence
from datetime import date

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import MAX_SEATS, Papers, Votes
from tallyapp.exchange.ballot_ids import kinds_of_ballot, polling_day_of
from tallyapp.exchange.identifiers import identifier_of, is_identifier
from tallyapp.exchange.parties import party_of_club
from tallyapp.exchange.tables import FaultBook, Row
from tallyapp.past.published import COMPARE, PastCandidate, PastContest, Read, ordered
from tallyapp.past.reading import PastTable, grouped, set_apart

COLUMNS = (
    "ballot_paper_id",
    "person_name",
    "party_name",
    "post_label",
    "seats_contested",
    "votes_cast",
    "elected",
)
SOURCE = "Results as collected by Democracy Club."
_YES = frozenset({"t", "true", "1", "yes", "y"})
_NO = frozenset({"f", "false", "0", "no", "n", ""})
_PARLIAMENT = "parl."
_COUNCIL = "local."


def read_club(table: PastTable, given: date | None) -> list[Read]:
    """Every ballot of the file, in its order; `given` is the polling day of those that say none."""
    ballots = grouped(table, ("ballot_paper_id",))
    return [_ballot(table, ballot, rows, given) for (ballot,), rows in ballots.items()]


def _ballot(table: PastTable, ballot: str, rows: Sequence[Row], given: date | None) -> Read:
    book = table.apart()
    first = rows[0]
    name = book.text(first, "post_label", required=True)
    label = f"{name}, {ballot}" if name else ballot
    if any(row.cells.get("cancelled_poll", "").casefold() in _YES for row in rows):
        problem = "There was no poll, so there are no votes to compare with."
        book.note(first.line, "cancelled_poll", problem, "Leave its rows out.")
        return set_apart(label, None, book)
    day = polling_day_of(ballot) or given
    if day is None:
        problem = f'There is no polling day in "{ballot[:60]}".'
        book.note(first.line, "ballot_paper_id", problem, "Give the polling day.")
    candidates, elected = ordered((_stood(row, book), _elected(row, book)) for row in rows)
    seats = _same(rows, "seats_contested", book)
    if seats is not None and not 1 <= seats <= MAX_SEATS:
        book.note(first.line, "seats_contested", f"{seats:,} seats are none or too many.", COMPARE)
    papers = _same(rows, "turnout_reported", book)
    rejected = _same(rows, "spoilt_ballots", book)
    council = ballot.split(".")[1].replace("-", " ") if ballot.startswith(_COUNCIL) else ""
    contest = PastContest(
        id=ballot if is_identifier(ballot) else identifier_of(ballot),
        kind=kinds_of_ballot(ballot, day)[0],
        election=_election(ballot, council),
        authority=council.title(),
        name=name,
        polling_day=day or date.min,
        seats=seats or 1,
        candidates=candidates,
        source=SOURCE,
        electorate=_same(rows, "total_electorate", book),
        ballot_papers=None if papers is None else Papers(papers),
        invalid=None if rejected is None else Papers(rejected),
        elected=elected,
        remarks=table.remarks(rows),
    )
    return set_apart(label, contest, book)


def _election(ballot: str, council: str) -> str:
    if ballot.startswith(_PARLIAMENT):
        return "UK Parliamentary election"
    return f"Election of councillors, {council.title()}" if council else ballot


def _stood(row: Row, book: FaultBook) -> PastCandidate:
    """The candidate by the name of the nomination; by the website's, where that is not there."""
    other_names, _, surname = book.text(row, "person_name", required=True).rpartition(" ")
    if "sopn_last_name" in row.cells and (nominated := book.text(row, "sopn_last_name")):
        surname = nominated
        other_names = book.text(row, "sopn_first_names") if "sopn_first_names" in row.cells else ""
    described = row.cells.get("party_description_text", "")
    candidate = Candidate(
        surname=surname,
        other_names=other_names,
        description=described or book.text(row, "party_name"),
        party=party_of_club(row.cells.get("party_id", "")),
    )
    votes = book.figure(row, "votes_cast", required=True) or 0
    return PastCandidate(candidate=candidate, votes=Votes(votes))


def _elected(row: Row, book: FaultBook) -> bool:
    told = row.cells["elected"].casefold()
    if told not in _YES | _NO:
        book.note(row.line, "elected", f'"{told[:20]}" is neither t nor f.', COMPARE)
    return told in _YES


def _same(rows: Sequence[Row], column: str, book: FaultBook) -> int | None:
    """The figure that every row of a ballot says alike; None where it is not published."""
    figures = {row.cells.get(column, ""): row for row in rows}
    if len(figures) > 1:
        *_, other = figures.values()
        problem = "It is not the same in every row of the ballot."
        book.note(other.line, column, problem, COMPARE)
        return None
    return book.figure(rows[0], column) if column in rows[0].cells else None
