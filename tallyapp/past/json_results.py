"""One past result in JSON, as in resources/samples/oxford-east-2024.json."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import Papers, Votes
from tallyapp.exchange.identifiers import identifier_of
from tallyapp.exchange.parties import party_of_club
from tallyapp.exchange.tables import FaultBook
from tallyapp.past.json_fields import Told
from tallyapp.past.published import (
    COMPARE,
    PARLIAMENT,
    PastCandidate,
    PastContest,
    Read,
    by_votes,
    disagreements,
    in_ballot_paper_order,
)
from tallyapp.past.reading import set_apart

FIELDS = ("constituency", "candidates")
"""The fields by which the form is known."""
_SAMPLE = "oxford-east-2024.json"


def read_json_result(value: object, book: FaultBook, given: date | None) -> list[Read]:
    """The past result of one constituency; `given` is its day if the file does not say it."""
    file = Path(book.file).name
    own = replace(book, faults=[])
    told = Told(value, own, _SAMPLE)
    contest = _contest(told, file, given)
    if contest and not own.faults:
        for problem in _disagreements(told, contest):
            own.note(0, "", f"{problem}.", COMPARE)
    return [set_apart(contest.name if contest else file, contest, own)]


def _contest(told: Told, file: str, given: date | None) -> PastContest | None:
    """The contest as it is told; None if nobody can be elected in it."""
    name = told.text("constituency")
    candidates = in_ballot_paper_order(
        _candidate(one) for one in told.groups("candidates", "candidate")
    )
    polling_day = told.day("polling_day", required=given is None) or given
    valid = told.figure("valid_votes") or 0
    invalid = told.figure("invalid_votes") or 0
    majority = told.figure("majority", required=False)
    election = told.text("election")
    electorate = told.figure("electorate")
    source = told.text("source", required=False)
    ons_id = told.text("ons_id", required=False)
    if not candidates:
        told.note("candidates", "There are none.", "Check that this is the right file.")
        return None
    return PastContest(
        id=identifier_of(name),
        kind="uk-parliamentary",
        election=election,
        name=name,
        polling_day=polling_day or date.min,
        electorate=electorate,
        seats=1,
        ballot_papers=Papers(valid + invalid),
        invalid=Papers(invalid),
        candidates=candidates,
        # The form names no winner: with one seat the votes do.
        elected=(by_votes(candidates)[0],),
        majority=None if majority is None else Votes(majority),
        source=source or (PARLIAMENT if ons_id else f"Figures as given in {file}."),
        remarks=tuple(told.remarks),
    )


def _candidate(told: Told) -> PastCandidate:
    candidate = Candidate(
        surname=told.text("surname"),
        other_names=told.text("first", required=False),
        description=told.text("party", required=False),
        party=party_of_club(told.text("ec_party_id", required=False)),
    )
    return PastCandidate(candidate=candidate, votes=Votes(told.figure("votes") or 0))


def _disagreements(told: Told, contest: PastContest) -> list[str]:
    papers = contest.ballot_papers or 0
    problems = list(disagreements(contest, papers - (contest.invalid or 0)))
    published = told.figure("ballot_papers", required=False)
    if published not in (None, papers):
        problems.append(
            f"valid and rejected papers add to {papers:,}, "
            f"the ballot papers are given as {published:,}"
        )
    return problems
