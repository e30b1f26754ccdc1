"""The program's own CSV, for a spreadsheet: everything that a declaration says, a line each."""

from collections.abc import Iterator, Sequence

from tallyapp.domain.views.tally import CandidateTally, ContestTally, CountTally, UnopposedTally

from .cells import FOR_SPREADSHEETS, Cell, as_csv, percentage, with_apostrophes
from .exported import Exported, Given
from .remarks import Fact, Remark, lost

COLUMNS = (
    "record",
    "practice",
    "election",
    "polling_day",
    "contest_id",
    "contest",
    "seats",
    "state",
    "number",
    "surname",
    "other_names",
    "ballot_paper_name",
    "description",
    "party_id",
    "votes",
    "percent",
    "elected",
    "rank",
    "term",
    "deposit",
    "head",
    "papers",
    "electors",
    "between",
)
"""`record` says what a line is of: each line fills those columns that are its own. Papers, votes
and electors are never in one column.
"""
_HOLDS = frozenset(Fact) - {
    Fact.CORRECTED,
    Fact.NO_PARTY,
    Fact.NO_ELECTORATE,
    Fact.OUTSIDE,
    Fact.PREVIOUS,
}


def export(given: Given) -> Exported:
    """A line for each candidate, head of rejection, total and lot of every contest."""
    count = given.count
    rows = [row for contest in count.contests for row in _rows(count, contest)]
    rows += [row for ward in count.unopposed for row in _unopposed(count, ward)]
    remarks = lost(count, _HOLDS)
    if with_apostrophes(rows):
        remarks += (Remark("apostrophes"),)
    return Exported(as_csv(COLUMNS, rows, FOR_SPREADSHEETS), remarks)


def _row(
    count: CountTally, contest: ContestTally | UnopposedTally, record: str, **cells: Cell
) -> Sequence[Cell]:
    state = "unopposed"
    if isinstance(contest, ContestTally):
        state = "declared" if contest.declared else "not declared"
    of_all: dict[str, Cell] = {
        "record": record,
        "practice": "yes" if count.practice else "no",
        "election": contest.election,
        "polling_day": count.polling_day.isoformat(),
        "contest_id": contest.id,
        "contest": contest.name,
        "seats": contest.seats,
        "state": state,
    }
    return [(of_all | cells).get(column) for column in COLUMNS]


def _rows(count: CountTally, contest: ContestTally) -> Iterator[Sequence[Cell]]:
    for one in contest.candidates:
        record = "answer" if contest.answers else "candidate"
        yield _row(count, contest, record, **_names(one), **_figures(one))
    for head in contest.rejected:
        record = "rejected in part" if head.in_part else "rejected"
        yield _row(count, contest, record, head=head.label, papers=head.papers)
    yield _row(count, contest, "rejected papers", papers=contest.rejected_papers)
    yield _row(count, contest, "valid", papers=contest.valid)
    yield _row(count, contest, "verified", papers=contest.verified)
    if contest.seats > 1:
        yield _row(count, contest, "votes not used", votes=contest.unused)
        yield _row(count, contest, "uncertain votes", votes=contest.uncertain)
    if contest.majority is not None:
        yield _row(count, contest, "majority", votes=contest.majority)
    yield _row(count, contest, "electorate", electors=contest.electorate)
    yield from _turnouts(count, contest)
    for lot in contest.lots:
        chosen = contest.candidates[lot.chosen - 1]
        between = " ".join(str(number) for number in lot.tied)
        yield _row(count, contest, "lot", **_names(chosen), between=between)


def _turnouts(count: CountTally, contest: ContestTally) -> Iterator[Sequence[Cell]]:
    turnout = contest.turnout_declared
    if turnout is None:
        return
    of = {
        "turnout, valid papers": turnout.valid,
        "turnout, ballot box": turnout.ballot_box,
        "turnout, total": turnout.total,
    }
    for record, hundredths in of.items():
        if hundredths is not None:
            yield _row(count, contest, record, percent=percentage(hundredths))


def _names(one: CandidateTally) -> dict[str, Cell]:
    return {
        "number": one.number,
        "surname": one.surname,
        "other_names": one.other_names,
        "ballot_paper_name": one.ballot_name,
        "description": one.description,
        "party_id": one.party,
    }


def _figures(one: CandidateTally) -> dict[str, Cell]:
    elected = "" if one.elected is None else "yes" if one.elected else "no"
    return {
        "votes": one.votes,
        "percent": percentage(one.share_of_valid),
        "elected": elected,
        "rank": one.rank,
        "term": one.term,
        "deposit": one.deposit,
    }


def _unopposed(count: CountTally, ward: UnopposedTally) -> Iterator[Sequence[Cell]]:
    for number, one in enumerate(ward.candidates, 1):
        yield _row(
            count,
            ward,
            "candidate",
            number=number,
            surname=one.surname,
            other_names=one.other_names,
            ballot_paper_name=one.ballot_name,
            description=one.description,
            party_id=one.party,
            elected="yes",
        )
