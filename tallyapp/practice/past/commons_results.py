"""The House of Commons Library's pair of CSV files of a general election: by candidate, by constituency."""

import contextlib
from datetime import date

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes
from tallyapp.exchange.identifiers import identifier_of
from tallyapp.exchange.tables import FaultBook, Row, TableFile
from tallyapp.practice.past.published import (
    PARLIAMENT,
    PastCandidate,
    PastContest,
    by_votes,
    disagreements,
    in_ballot_paper_order,
)

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


def read_pair(candidates: TableFile, constituencies: TableFile, polling_day: date) -> list[PastContest]:
    """The contests of all constituencies, in the order of their file; faults go to the books of the two.

    The files do not say the polling day; every constituency has one seat.
    """
    by_constituency = _candidates(candidates)
    contests: list[PastContest] = []
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
        elif contest := _contest(row, book, [past for _, past in entries], polling_day):
            contests.append(contest)
    for ons_id, entries in by_constituency.items():
        if ons_id not in seen:
            remedy = f"Check that {book.file} is of the same election."
            candidates.book.note(entries[0][0], "ons_id", f"{ons_id} is not in the other file.", remedy)
    return contests


def _candidates(file: TableFile) -> dict[str, list[tuple[int, PastCandidate]]]:
    """The candidates by ONS identifier, each with its line."""
    by_constituency: dict[str, list[tuple[int, PastCandidate]]] = {}
    for row in map(_encoded_once, file.table.rows):
        candidate = Candidate(
            surname=file.book.text(row, "candidate_surname", required=True),
            other_names=file.book.text(row, "candidate_first_name"),
            description=file.book.text(row, "party_name"),
        )
        votes = Votes(file.book.figure(row, "votes", required=True) or 0)
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


def _contest(
    row: Row, book: FaultBook, entries: list[PastCandidate], polling_day: date
) -> PastContest | None:
    faults = len(book.faults)
    candidates = in_ballot_paper_order(entries)
    name = book.text(row, "constituency_name", required=True)
    columns = ("electorate", "valid_votes", "invalid_votes", "majority")
    electorate, valid, invalid, majority = (book.figure(row, name, required=True) or 0 for name in columns)
    contest = PastContest(
        id=identifier_of(name),
        kind="uk-parliamentary",
        election="UK Parliamentary general election",
        name=name,
        polling_day=polling_day,
        electorate=electorate,
        seats=1,
        ballot_papers=Papers(valid + invalid),
        invalid=Papers(invalid),
        candidates=candidates,
        elected=(_winner(row, book, candidates),),
        majority=Votes(majority) if len(candidates) > 1 else None,
        source=PARLIAMENT,
    )
    if len(book.faults) > faults:
        return None
    for problem in disagreements(contest, valid):
        book.note(row.line, "", f"{name}: {problem}.", _COMPARE)
    return contest


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
        return by_votes(candidates)[0]
    return CandidateNumber(max(numbers, key=lambda number: candidates[number - 1].votes))
