"""One past result in JSON, as in resources/samples/oxford-east-2024.json."""

from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import Papers, PapersFigure, Text, Votes, VotesFigure
from tallyapp.exchange.faults import ImportRefused
from tallyapp.exchange.identifiers import identifier_of
from tallyapp.exchange.tables import FaultBook
from tallyapp.practice.past.published import (
    PARLIAMENT,
    PastCandidate,
    PastContest,
    by_votes,
    disagreements,
    in_ballot_paper_order,
)

_T = TypeVar("_T")


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


def read_json_result(data: bytes, book: FaultBook) -> list[PastContest]:
    """The past result of one constituency. Raises ImportRefused naming every fault."""
    told = decoded(data, _Result, book, "oxford-east-2024.json")
    if not told.candidates:
        book.note(0, "candidates", "There are none.", "Check that this is the right file.")
        raise ImportRefused(book.faults)
    contest = _contest(told, Path(book.file).name)
    problems = list(disagreements(contest, told.valid_votes))
    if told.ballot_papers not in (None, contest.ballot_papers):
        problems.append(
            f"valid and rejected papers add to {contest.ballot_papers:,}, "
            f"the ballot papers are given as {told.ballot_papers:,}"
        )
    for problem in problems:
        book.note(0, "", f"{contest.name}: {problem}.", "Compare it with what was published.")
    book.refuse_if_any()
    return [contest]


def decoded(data: bytes, kind: type[_T], book: FaultBook, sample: str) -> _T:
    """What is in a JSON file of this form. Raises ImportRefused naming the place that is not of it."""
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.DecodeError as error:
        problem, _, place = str(error).partition(" - at ")
        book.note(0, place.strip("`"), f"{problem}.", f"Compare it with the sample {sample}.")
        raise ImportRefused(book.faults) from error


def _contest(told: _Result, file: str) -> PastContest:
    candidates = in_ballot_paper_order(
        PastCandidate(
            candidate=Candidate(surname=one.surname, other_names=one.first, description=one.party),
            votes=Votes(one.votes),
        )
        for one in told.candidates
    )
    return PastContest(
        id=identifier_of(told.constituency),
        kind="uk-parliamentary",
        election=told.election,
        name=told.constituency,
        polling_day=told.polling_day,
        electorate=told.electorate,
        seats=1,
        ballot_papers=Papers(told.valid_votes + told.invalid_votes),
        invalid=Papers(told.invalid_votes),
        candidates=candidates,
        elected=(by_votes(candidates)[0],),
        majority=told.majority,
        source=told.source or (PARLIAMENT if told.ons_id else f"Figures as given in {file}."),
    )
