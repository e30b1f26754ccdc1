"""Democracy Club's columns: those that its download of candidates always has, then those of names
and of results, in the order of its fields.

As that file does, this one writes t and f for yes and no, and leaves empty what is not known.
"""

from collections.abc import Iterator
from dataclasses import replace

from tallyapp.domain.views.tally import ContestTally, UnopposedTally
from tallyapp.exchange.ballot_ids import election_of, polling_day_of

from .cells import FOR_PROGRAMS, Cell, as_csv, percentage, with_apostrophes
from .exported import CannotHold, Exported, Given
from .remarks import Fact, Remark, lost

COLUMNS = (
    "person_id",
    "person_name",
    "election_id",
    "ballot_paper_id",
    "election_date",
    "election_current",
    "party_name",
    "party_id",
    "post_label",
    "cancelled_poll",
    "seats_contested",
    "party_description_text",
    "sopn_last_name",
    "sopn_first_names",
    "votes_cast",
    "elected",
    "tied_vote_winner",
    "rank",
    "turnout_reported",
    "spoilt_ballots",
    "total_electorate",
    "turnout_percentage",
    "results_source",
)
_INDEPENDENT = ("Independent", "ynmp-party:2")
"""What its file calls those who stand for no party."""
_HOLDS = frozenset(
    {
        Fact.PRACTICE,
        Fact.UNDECLARED,
        Fact.UNOPPOSED,
        Fact.SEVERAL_SEATS,
        Fact.DAY,
        Fact.REJECTED,
        Fact.ELECTORATE,
        Fact.LOTS,
        Fact.CANDIDATES,
        Fact.DESCRIPTIONS,
        Fact.TWO_NAMES,
        Fact.ALIKE,
        Fact.PARTY,
        Fact.OUTSIDE,
        Fact.CORRECTED,
    }
)
_IN_SOURCE = (Fact.PRACTICE, Fact.UNDECLARED, Fact.OUTSIDE, Fact.CORRECTED)
"""What has no column of its own and is said where the file says where a result is from."""
_MOST_TURNOUT = 10_000
"""In hundredths of a percent: its column takes no more."""


def export(given: Given) -> Exported:
    """A line for each candidate, with those who are elected unopposed; raises CannotHold of a
    question.
    """
    count = given.count
    if questions := tuple(one.name for one in count.contests if one.answers):
        raise CannotHold(Remark("cannot.question", questions))
    rows = [row for contest in count.contests for row in _counted(given, contest)]
    rows += [row for ward in count.unopposed for row in _unopposed(given, ward)]
    written = [[row.get(column) for column in COLUMNS] for row in rows]
    remarks = (*lost(count, _HOLDS), Remark("democracy-club-unknown"))
    if unknown := tuple(one.name for one in count.all if not _ballot(one.id)):
        remarks += (Remark("ballot-id", unknown),)
    if with_apostrophes(written):
        remarks += (Remark("apostrophes"),)
    return Exported(as_csv(COLUMNS, written, FOR_PROGRAMS), remarks)


def _counted(given: Given, contest: ContestTally) -> Iterator[dict[str, Cell]]:
    declared = contest.turnout_declared
    turnout = declared.ballot_box if declared and declared.ballot_box <= _MOST_TURNOUT else None
    drawn = {lot.chosen for lot in contest.lots}
    of_all = _of_ballot(given, contest) | {
        "turnout_reported": _reported(contest),
        "spoilt_ballots": contest.rejected_papers,
        "total_electorate": contest.electorate,
        "turnout_percentage": None if turnout is None else percentage(turnout),
        "results_source": _source(given, contest),
    }
    for one in contest.candidates:
        name, party = _INDEPENDENT if one.independent and not one.party else ("", one.party)
        yield of_all | {
            "person_name": one.name,
            "party_name": name,
            "party_id": party,
            "party_description_text": one.description,
            "sopn_last_name": one.surname,
            "sopn_first_names": one.other_names,
            "votes_cast": one.votes,
            "elected": _yes(one.elected),
            "tied_vote_winner": _yes(one.number in drawn),
            "rank": one.rank,
        }


def _reported(contest: ContestTally) -> Cell:
    """The papers of all who voted; nothing of a count that goes on, which has not seen them all."""
    return contest.valid + contest.rejected_papers if contest.declared else None


def _unopposed(given: Given, ward: UnopposedTally) -> Iterator[dict[str, Cell]]:
    for one in ward.candidates:
        name, party = _INDEPENDENT if one.is_independent and not one.party else ("", one.party)
        yield _of_ballot(given, ward) | {
            "person_name": one.name,
            "party_name": name,
            "party_id": party,
            "cancelled_poll": _yes(True),
            "party_description_text": one.description,
            "sopn_last_name": one.surname,
            "sopn_first_names": one.other_names,
            "elected": _yes(True),
        }


def _of_ballot(given: Given, contest: ContestTally | UnopposedTally) -> dict[str, Cell]:
    ballot = _ballot(contest.id)
    return {
        "election_id": election_of(ballot) if ballot else "",
        "ballot_paper_id": ballot,
        "election_date": given.count.polling_day.isoformat(),
        "post_label": given.name(contest),
        "cancelled_poll": _yes(False),
        "seats_contested": contest.seats,
    }


def _ballot(contest: str) -> str:
    """The id of a contest where it is that of a ballot, which ends in its day; else empty."""
    return contest if polling_day_of(contest) else ""


def _source(given: Given, contest: ContestTally) -> str:
    one = replace(given.count, contests=(contest,), unopposed=())
    so = lost(one, frozenset(Fact) - frozenset(_IN_SOURCE))
    said = [given.words(Remark(f"source.{remark.of}")) for remark in so]
    return " ".join((*said, given.program))


def _yes(value: bool | None) -> str:
    return "" if value is None else "t" if value else "f"
