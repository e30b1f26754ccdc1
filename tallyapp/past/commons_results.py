"""The House of Commons Library's pair of CSV files of a general election.

One file has a row for each candidate, the other a row for each constituency.
"""

from collections.abc import Sequence
from datetime import date

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes
from tallyapp.exchange.identifiers import identifier_of
from tallyapp.exchange.parties import party_of_two
from tallyapp.exchange.tables import FaultBook, Row
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
from tallyapp.past.reading import Pair, PastTable

BY_CANDIDATE = (
    "ons_id",
    "constituency_name",
    "party_name",
    "candidate_first_name",
    "candidate_surname",
    "votes",
)
_PARTY = "electoral_commission_party_id"
_BESIDE = "electoral_commission_adjunct_party_id"
BY_CONSTITUENCY = (
    "ons_id",
    "constituency_name",
    "member_first_name",
    "member_surname",
    "electorate",
    "valid_votes",
    "invalid_votes",
)
"""The majority is not among them: it must agree where it is given, else it is worked out."""


def read_pair(candidates: PastTable, constituencies: PastTable, polling_day: date) -> list[Read]:
    """The contests of all constituencies, each of which has one seat, in the order of their file.

    The files do not say the polling day.
    """

    def contest(
        row: Row, book: FaultBook, entries: Sequence[Row], theirs: FaultBook
    ) -> PastContest:
        stood = [_candidate(entry, theirs) for entry in entries]
        found = _contest(row, book, stood, polling_day)
        if not book.faults and not theirs.faults:
            for problem in disagreements(found, (found.ballot_papers or 0) - (found.invalid or 0)):
                book.note(row.line, "", f"{problem}.", COMPARE)
        return found

    pair = Pair(
        ("ons_id",), lambda row: row.cells["constituency_name"] or row.cells["ons_id"], contest
    )
    return pair.read(candidates, constituencies)


def _candidate(row: Row, book: FaultBook) -> PastCandidate:
    candidate = Candidate(
        surname=book.text(row, "candidate_surname", required=True),
        other_names=book.text(row, "candidate_first_name"),
        description=book.text(row, "party_name"),
        party=party_of_two(row.cells.get(_PARTY, ""), row.cells.get(_BESIDE, "")),
    )
    votes = book.figure(row, "votes", required=True) or 0
    return PastCandidate(candidate=candidate, votes=Votes(votes))


def _contest(
    row: Row, book: FaultBook, stood: Sequence[PastCandidate], polling_day: date
) -> PastContest:
    candidates = in_ballot_paper_order(stood)
    name = book.text(row, "constituency_name", required=True)
    valid = book.figure(row, "valid_votes", required=True) or 0
    invalid = book.figure(row, "invalid_votes", required=True) or 0
    # Not required: where it is missing it follows from the votes.
    majority = book.figure(row, "majority")
    return PastContest(
        id=identifier_of(name),
        kind="uk-parliamentary",
        election="UK Parliamentary general election",
        name=name,
        polling_day=polling_day,
        electorate=book.figure(row, "electorate", required=True),
        seats=1,
        ballot_papers=Papers(valid + invalid),
        invalid=Papers(invalid),
        candidates=candidates,
        elected=(_winner(row, book, candidates),),
        majority=None if majority is None else Votes(majority),
        source=PARLIAMENT,
    )


def _winner(row: Row, book: FaultBook, candidates: tuple[PastCandidate, ...]) -> CandidateNumber:
    """The candidate named as the member; of several of that name, the one with the most votes."""
    member = (book.text(row, "member_surname"), book.text(row, "member_first_name"))
    numbers = [
        number
        for number, past in enumerate(candidates, start=1)
        if (past.candidate.surname, past.candidate.other_names) == member
    ]
    if not numbers:
        problem = f"The member {member[1]} {member[0]} is not among the candidates."
        book.note(row.line, "member_surname", problem, COMPARE)
        return by_votes(candidates)[0]
    return CandidateNumber(max(numbers, key=lambda number: candidates[number - 1].votes))
