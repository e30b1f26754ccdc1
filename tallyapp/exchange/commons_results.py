"""The House of Commons Library's pair of CSV files of a general election: by candidate, by constituency."""

import contextlib
from dataclasses import dataclass
from datetime import date

from tallyapp.domain.things import Candidate
from tallyapp.domain.units import MAX_FIGURE, CandidateNumber, Papers, Votes

from .identifiers import identifier_of
from .published import PARLIAMENT, PastCandidate, PastResult, disagreements, in_ballot_paper_order, most_votes
from .tables import FaultBook, Row, Table

BY_CANDIDATE = (
    "ons_id",
    "constituency_name",
    "party_name",
    "candidate_first_name",
    "candidate_surname",
    "votes",
)
BY_CONSTITUENCY = (
    "ons_id",
    "constituency_name",
    "member_first_name",
    "member_surname",
    "electorate",
    "valid_votes",
    "invalid_votes",
    "majority",
)
_COMPARE = "Compare it with what was published."


@dataclass(frozen=True, slots=True)
class CommonsFile:
    """One file of the pair, read, with the book of its faults."""

    table: Table
    book: FaultBook


def read_pair(candidates: CommonsFile, constituencies: CommonsFile, polling_day: date) -> list[PastResult]:
    """The results of all constituencies, in the order of their file; faults go to the books of the two.

    The files do not say the polling day; every constituency has one seat.
    """
    by_constituency = _candidates(candidates)
    results: list[PastResult] = []
    seen: dict[str, int] = {}
    book = constituencies.book
    for row in constituencies.table.rows:
        ons_id = book.text(row, "ons_id", required=True)
        if ons_id in seen:
            book.note(row.line, "ons_id", f"{ons_id} is on line {seen[ons_id]} already.", "Take one out.")
        seen.setdefault(ons_id, row.line)
        entries = by_constituency.get(ons_id, [])
        if not entries:
            remedy = f"Check that {candidates.book.file} is of the same election."
            book.note(row.line, "ons_id", f"{ons_id} has no candidates in the other file.", remedy)
        elif result := _result(row, book, [past for _, past in entries], polling_day):
            results.append(result)
            for problem in disagreements(result):
                book.note(row.line, "", f"{result.name}: {problem}.", _COMPARE)
    for ons_id, entries in by_constituency.items():
        if ons_id not in seen:
            remedy = f"Check that {book.file} is of the same election."
            candidates.book.note(entries[0][0], "ons_id", f"{ons_id} is not in the other file.", remedy)
    return results


def _candidates(file: CommonsFile) -> dict[str, list[tuple[int, PastCandidate]]]:
    """The candidates by ONS identifier, each with its line."""
    by_constituency: dict[str, list[tuple[int, PastCandidate]]] = {}
    for row in map(_encoded_once, file.table.rows):
        candidate = Candidate(
            surname=file.book.text(row, "candidate_surname", required=True),
            other_names=file.book.text(row, "candidate_first_name"),
            description=file.book.text(row, "party_name"),
        )
        votes = Votes(_figure(row, file.book, "votes"))
        entries = by_constituency.setdefault(file.book.text(row, "ons_id", required=True), [])
        entries.append((row.line, PastCandidate(candidate=candidate, votes=votes)))
    return by_constituency


def _encoded_once(row: Row) -> Row:
    """The row without UTF-8 that was encoded twice, as the first name of Áine Groogan in the file of 2024.

    A cell is put right only if it holds a control character that only this mistake explains.
    """
    cells = dict(row.cells)
    for column, text in cells.items():
        if any("\x80" <= character <= "\x9f" for character in text):
            with contextlib.suppress(UnicodeError):
                cells[column] = text.encode("latin-1").decode("utf-8")
    return Row(row.line, cells)


def _figure(row: Row, book: FaultBook, column: str) -> int:
    """The figure in a cell that must not be blank; 0 if it is faulty, which refuses the file anyway."""
    if not row.cells[column]:
        book.note(row.line, column, "The cell is blank.", "Fill it in; blank is not zero.")
    return book.whole_number(row, column, 0, MAX_FIGURE) or 0


def _result(row: Row, book: FaultBook, entries: list[PastCandidate], polling_day: date) -> PastResult | None:
    faults = len(book.faults)
    candidates = in_ballot_paper_order(entries)
    name = book.text(row, "constituency_name", required=True)
    majority = _figure(row, book, "majority")
    result = PastResult(
        id=identifier_of(name),
        kind="uk-parliamentary",
        election="UK Parliamentary general election",
        name=name,
        polling_day=polling_day,
        electorate=_figure(row, book, "electorate"),
        seats=1,
        valid=Papers(_figure(row, book, "valid_votes")),
        rejected=Papers(_figure(row, book, "invalid_votes")),
        candidates=candidates,
        winner=_winner(row, book, candidates),
        majority=Votes(majority) if len(candidates) > 1 else None,
        source=PARLIAMENT,
    )
    return result if len(book.faults) == faults else None


def _winner(row: Row, book: FaultBook, candidates: tuple[PastCandidate, ...]) -> CandidateNumber:
    """The candidate who is named as the member; of several of that name, the one with the most votes."""
    member = (book.text(row, "member_surname"), book.text(row, "member_first_name"))
    numbers = [
        number
        for number, past in enumerate(candidates, start=1)
        if (past.candidate.surname, past.candidate.other_names) == member
    ]
    if not numbers:
        problem = f"The member {member[1]} {member[0]} is not among the candidates."
        book.note(row.line, "member_surname", problem, _COMPARE)
        return most_votes(candidates)
    return CandidateNumber(max(numbers, key=lambda number: candidates[number - 1].votes))
