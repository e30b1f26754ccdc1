"""One past result in JSON, as in resources/samples/oxford-east-2024.json."""

from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec

from tallyapp.domain.things import Candidate
from tallyapp.domain.units import Papers, PapersFigure, Text, Votes, VotesFigure

from .faults import ImportRefused
from .identifiers import identifier_of
from .published import PARLIAMENT, PastCandidate, PastResult, disagreements, in_ballot_paper_order, most_votes
from .tables import FaultBook, read_bytes


class _Candidate(msgspec.Struct, frozen=True):
    first: Text
    surname: Text
    party: Text
    votes: VotesFigure


class _Result(msgspec.Struct, frozen=True):
    election: Text
    polling_day: date
    constituency: Text
    electorate: int
    valid_votes: PapersFigure
    invalid_votes: PapersFigure
    candidates: tuple[_Candidate, ...]
    ballot_papers: PapersFigure | None = None
    majority: VotesFigure | None = None
    ons_id: str = ""
    source: Annotated[str, msgspec.Meta(pattern=r"^[^\x00-\x1f\x7f]{0,300}\Z")] = ""
    """Who published it; with the note that a practice count is synthetic it still is a `Text`."""


def read_json_result(path: Path) -> PastResult:
    """The past result of one constituency in this file. Raises ImportRefused naming every fault."""
    book = FaultBook(str(path))
    try:
        told = msgspec.json.decode(read_bytes(path, book), type=_Result)
    except msgspec.DecodeError as error:
        problem, _, place = str(error).partition(" - at ")
        book.note(0, place.strip("`"), f"{problem}.", "Compare it with the sample oxford-east-2024.json.")
        raise ImportRefused(book.faults) from error
    if not told.candidates:
        book.note(0, "candidates", "There are none.", "Check that this is the right file.")
        raise ImportRefused(book.faults)
    result = _result(told, path.name)
    problems = list(disagreements(result))
    if told.ballot_papers not in (None, result.valid + result.rejected):
        problems.append(
            f"valid and rejected papers add to {result.valid + result.rejected:,}, "
            f"the ballot papers are given as {told.ballot_papers:,}"
        )
    for problem in problems:
        book.note(0, "", f"{result.name}: {problem}.", "Compare it with what was published.")
    book.refuse_if_any()
    return result


def _result(told: _Result, file: str) -> PastResult:
    candidates = in_ballot_paper_order(
        PastCandidate(
            candidate=Candidate(surname=one.surname, other_names=one.first, description=one.party),
            votes=Votes(one.votes),
        )
        for one in told.candidates
    )
    return PastResult(
        id=identifier_of(told.constituency),
        kind="uk-parliamentary",
        election=told.election,
        name=told.constituency,
        polling_day=told.polling_day,
        electorate=told.electorate,
        seats=1,
        valid=Papers(told.valid_votes),
        rejected=Papers(told.invalid_votes),
        candidates=candidates,
        winner=most_votes(candidates),
        majority=told.majority,
        source=told.source or (PARLIAMENT if told.ons_id else f"Figures as given in {file}."),
    )
