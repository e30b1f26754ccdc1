"""The House of Commons Library's two files of a general election: by candidate, by constituency.

The columns are the Library's, in its order and with its names. What it knows from elsewhere (codes
of places, gender, who sat in the House) is left empty.
"""

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tallyapp.domain.views.seats_against import SeatOutcome
from tallyapp.domain.views.standing import INDEPENDENT
from tallyapp.domain.views.tally import CandidateTally, ContestTally
from tallyapp.domain.vocabulary.parties import parties_of
from tallyapp.resources import resource

from .cells import FOR_PROGRAMS, Cell, Digits, as_csv, fraction, with_apostrophes
from .exported import CannotHold, Exported, Given
from .remarks import Fact, Remark, lost

_OF_PLACE = ("ONS ID", "ONS region ID", "Constituency name", "Region name", "Country name")
BY_CANDIDATE = (
    *_OF_PLACE,
    "Constituency type",
    "Party name",
    "Party abbreviation",
    "Electoral Commission party ID",
    "MNIS party ID",
    "Electoral Commission adjunct party ID",
    "Candidate first name",
    "Candidate surname",
    "Candidate gender",
    "Sitting MP",
    "Former MP",
    "Member MNIS ID",
    "Votes",
    "Share",
    "Change",
    "Democracy Club person ID",
)
PARTIES = ("Con", "Lab", "LD", "RUK", "Green", "SNP", "PC", "DUP", "SF", "SDLP", "UUP", "APNI")
"""Those with a column of their own, by the Library's abbreviations."""
BY_CONSTITUENCY = (
    *_OF_PLACE,
    "Constituency type",
    "Member first name",
    "Member surname",
    "Member gender",
    "Result",
    "First party",
    "Second party",
    "Electorate",
    "Valid votes",
    "Invalid votes",
    "Majority",
    *PARTIES,
    "All other candidates",
    "Of which other winner",
)
_PLACES = 9
"""Decimal places of a share, which is a fraction of the valid votes."""


class _Party(NamedTuple):
    """What the Library calls a party; all empty where it is not among those it has named."""

    name: str = ""
    abbreviation: str = ""
    mnis_id: str = ""


_INDEPENDENT = _Party("Independent", "Ind", "8")


def by_candidate(given: Given) -> Exported:
    """A line for each candidate; raises CannotHold of contests for several seats,
    questions, and contests that are not declared.
    """
    contests = _one_seat(given)
    rows = [_candidate(given, contest, one) for contest in contests for one in contest.candidates]
    return _file(given, BY_CANDIDATE, rows, frozenset({Fact.CANDIDATES, Fact.PARTY}))


def by_constituency(given: Given) -> Exported:
    """A line for each contest; raises CannotHold of contests for several seats,
    questions, and contests that are not declared.
    """
    rows = [_constituency(given, contest) for contest in _one_seat(given)]
    return _file(given, BY_CONSTITUENCY, rows, frozenset({Fact.REJECTED, Fact.ELECTORATE}))


def _file(
    given: Given, columns: Sequence[str], rows: Sequence[dict[str, Cell]], holds: frozenset[Fact]
) -> Exported:
    written = [[row.get(column) for column in columns] for row in rows]
    remarks = (*lost(given.count, holds), Remark("commons-unknown"))
    if with_apostrophes(written):
        remarks += (Remark("apostrophes"),)
    return Exported(as_csv(columns, written, FOR_PROGRAMS), remarks)


def _one_seat(given: Given) -> tuple[ContestTally, ...]:
    contests = given.count.contests
    remarks = []
    if several := tuple(one.name for one in contests if one.seats > 1):
        remarks.append(Remark("cannot.several-seats", several))
    if questions := tuple(one.name for one in contests if one.answers):
        remarks.append(Remark("cannot.question", questions))
    # Nothing in these columns could say that votes are those so far, and no result.
    if undeclared := tuple(one.name for one in contests if not one.declared):
        remarks.append(Remark("cannot.undeclared", undeclared))
    if remarks:
        raise CannotHold(*remarks)
    return contests


def _candidate(given: Given, contest: ContestTally, one: CandidateTally) -> dict[str, Cell]:
    party = _party(one)
    first, *adjunct = parties_of(one.party) or ("",)
    return {
        "Constituency name": given.name(contest),
        "Party name": party.name or one.description,
        "Party abbreviation": party.abbreviation,
        "Electoral Commission party ID": first,
        "MNIS party ID": party.mnis_id,
        "Electoral Commission adjunct party ID": " ".join(adjunct),
        "Candidate first name": one.ballot_forenames,
        "Candidate surname": one.ballot_surname,
        "Votes": one.votes,
        "Share": fraction(one.votes, contest.valid, _PLACES),
        "Change": _change(contest, one),
    }


def _constituency(given: Given, contest: ContestTally) -> dict[str, Cell]:
    winners = [one for one in contest.candidates if one.elected]
    winner = winners[0] if winners else None
    first, second = _first_two(contest)
    row: dict[str, Cell] = {
        "Constituency name": given.name(contest),
        "Member first name": winner.ballot_forenames if winner else "",
        "Member surname": winner.ballot_surname if winner else "",
        "Result": _result(contest),
        "First party": first,
        "Second party": second,
        "Electorate": contest.electorate,
        "Valid votes": contest.valid,
        "Invalid votes": contest.rejected_papers,
        "Majority": contest.majority,
    }
    return row | dict(_by_party(contest, winner))


def _change(contest: ContestTally, one: CandidateTally) -> Digits | None:
    """By how much the share of the party is larger than before; None where it cannot be said."""
    before = contest.against.previous if contest.against else None
    ours = parties_of(one.party)[:1]
    if before is None or not before.comparable or not ours:
        return None
    theirs = [each.votes for each in before.candidates if parties_of(each.party)[:1] == ours]
    if not theirs:
        return None
    # Both shares over one whole, so that neither is rounded before the other is taken from it.
    gained = one.votes * before.votes - sum(theirs) * contest.valid
    return fraction(gained, contest.valid * before.votes, _PLACES)


def _result(contest: ContestTally) -> str:
    """The seat held, or gained from whom; empty where nothing before it is stated."""
    seats = contest.against.seats if contest.against else None
    if seats is None or seats.outcome is None:
        return ""
    winner, *_ = (_of_id(each.party) for each in seats.parties if each.now)
    loser = "".join(_of_id(each.party) for each in seats.parties if each.lost)
    if not winner:
        return ""
    if seats.outcome is SeatOutcome.HOLD:
        return f"{winner} hold"
    return f"{winner} gain from {loser}" if loser else ""


def _of_id(party: str) -> str:
    """The abbreviation of a party by its id, or of those who stand for none."""
    return _INDEPENDENT.abbreviation if party == INDEPENDENT else _named(party).abbreviation


def _by_party(contest: ContestTally, winner: CandidateTally | None) -> Iterator[tuple[str, Cell]]:
    """Votes by party; nothing where it is not known for whom somebody stands, whose votes would
    else be counted under another.
    """
    known = [(one, _party(one).abbreviation) for one in contest.candidates]
    if any(not abbreviation and not one.party for one, abbreviation in known):
        return
    for party in PARTIES:
        yield party, sum(one.votes for one, abbreviation in known if abbreviation == party)
    others = [one for one, abbreviation in known if abbreviation not in PARTIES]
    yield "All other candidates", sum(one.votes for one in others)
    yield "Of which other winner", winner.votes if winner and winner in others else 0


def _first_two(contest: ContestTally) -> tuple[str, str]:
    """The parties with most votes and second most; empty where two are level and no lot says."""
    ranked = sorted(contest.candidates, key=lambda one: (not one.elected, -one.votes))
    parties = [_party(one).abbreviation for one in ranked]
    votes = [one.votes for one in ranked]
    second = parties[1] if len(votes) > 1 and votes[1:2] != votes[2:3] else ""
    return parties[0], second


def _party(one: CandidateTally) -> _Party:
    if one.independent and not one.party:
        return _INDEPENDENT
    return _named(one.party)


def _named(party: str) -> _Party:
    return _parties().get(" ".join(parties_of(party)), _Party())


@cache
def _parties() -> dict[str, _Party]:
    """What the Library calls each party, by its id, or by both ids of a candidate of two."""
    with resource("exchange", "commons-parties.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["party_ids"]: _Party(row["name"], row["abbreviation"], row["mnis_id"])
            for row in csv.DictReader(file)
        }
