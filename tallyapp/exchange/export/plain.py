"""The program's own CSV, for a spreadsheet: everything that a declaration says, a line each."""

from collections.abc import Iterator, Sequence

from tallyapp.domain.state.result import CorrectedNotice
from tallyapp.domain.views.tally import CandidateTally, ContestTally, CountTally, UnopposedTally
from tallyapp.domain.vocabulary.on_paper import Candidate

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
    "reason",
)
"""`record` says what a line is of: each line fills those columns that are its own. Papers, votes
and electors are never in one column.
"""
HOLDS = frozenset(Fact) - {Fact.NO_PARTY, Fact.NO_ELECTORATE, Fact.PREVIOUS}


def export(given: Given) -> Exported:
    """The file of these contests."""
    return of_count(given.count)


def of_count(count: CountTally) -> Exported:
    """A line for each candidate, head of rejection, total and lot of every contest."""
    rows = rows_of(count)
    remarks = lost(count, HOLDS)
    if with_apostrophes(rows):
        remarks += (Remark("apostrophes"),)
    return Exported(as_csv(COLUMNS, rows, FOR_SPREADSHEETS), remarks)


def rows_of(count: CountTally) -> list[Sequence[Cell]]:
    """The lines of all contests, a cell for each of COLUMNS."""
    rows = [row for contest in count.contests for row in _rows(count, contest)]
    return rows + [row for ward in count.unopposed for row in _unopposed(count, ward)]


def _row(
    count: CountTally, contest: ContestTally | UnopposedTally, record: str, **cells: Cell
) -> Sequence[Cell]:
    of_all: dict[str, Cell] = {
        "record": record,
        "practice": "yes" if count.practice else "no",
        "election": contest.election,
        "polling_day": count.polling_day.isoformat(),
        "contest_id": contest.id,
        "contest": contest.name,
        "seats": contest.seats,
        "state": _state(contest),
    }
    return [(of_all | cells).get(column) for column in COLUMNS]


def _state(contest: ContestTally | UnopposedTally) -> str:
    if not isinstance(contest, ContestTally):
        return "unopposed"
    if not contest.declared:
        return "not declared"
    # Whoever has the file alone must see that the votes in it were put right since.
    return "declared, notice corrected" if contest.corrected else "declared"


def _rows(count: CountTally, contest: ContestTally) -> Iterator[Sequence[Cell]]:
    for one in contest.candidates:
        record = "answer" if contest.answers else "candidate"
        yield _row(count, contest, record, **_standing(one.number, one), **_figures(one))
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
    if contest.outside:
        yield _row(count, contest, "declared outside", reason=contest.outside)
    for notice in contest.corrected[-1:]:
        yield from _corrected(count, contest, notice)
    for lot in contest.lots:
        chosen = contest.candidates[lot.chosen - 1]
        between = " ".join(str(number) for number in lot.tied)
        yield _row(count, contest, "lot", **_standing(lot.chosen, chosen), between=between)


def _corrected(
    count: CountTally, contest: ContestTally, notice: CorrectedNotice
) -> Iterator[Sequence[Cell]]:
    """What the last corrected notice says, each line by a name of its own."""
    figures = notice.figures
    yield _row(count, contest, "corrected notice", number=notice.number, reason=notice.reason)
    people = zip(notice.says.candidates, figures.votes, strict=True)
    for number, (one, votes) in enumerate(people, 1):
        names = _standing(number, one)
        yield _row(count, contest, "corrected candidate", **names, votes=votes)
    for head, papers in zip(contest.rejected, figures.rejected, strict=True):
        record = "corrected rejected in part" if head.in_part else "corrected rejected"
        yield _row(count, contest, record, head=head.label, papers=papers)
    yield _row(count, contest, "corrected valid", papers=figures.valid)
    yield _row(count, contest, "corrected verified", papers=figures.verified)
    yield _row(count, contest, "corrected electorate", electors=notice.says.electorate)


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


def _standing(number: int, one: CandidateTally | Candidate) -> dict[str, Cell]:
    return {
        "number": number,
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
        yield _row(count, ward, "candidate", **_standing(number, one), elected="yes")
