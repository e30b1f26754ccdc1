"""Sheets of numbers that are nobody's yet: what comes before they are handed out."""

from tallyapp.domain import acts
from tallyapp.domain.count import refusals
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.units import SheetNumber


def to_allot(
    count: Count,
    by: acts.Envelope,
    stream: str,
    sheets: acts.SheetsIssued,
    against: list[Finding],
) -> acts.SheetsAllotted | acts.SheetNumbersFreed | None:
    """The first run of numbers to be allotted before these sheets are handed out; before that,
    those of a contest that was abandoned are freed.

    `against` is what the rules find in handing them out now. None where all are the contest's, and
    where something else stands against it.
    """
    if freed := _to_free(count, by, sheets):
        return freed
    found = refusals(against)
    # Another contest's numbers stay so: then none is allotted, and the sheets are refused.
    if not found or any(f.code is not Code.A117 or f.place.field for f in found):
        return None
    free = [int(f.place.name) for f in found]
    after = next((n for n, number in enumerate(free) if number != free[0] + n), len(free))
    return acts.SheetsAllotted(
        **by.count,
        contest=stream,
        first=SheetNumber(free[0]),
        last=SheetNumber(free[after - 1]),
    )


def _to_free(
    count: Count, by: acts.Envelope, sheets: acts.SheetsIssued
) -> acts.SheetNumbersFreed | None:
    """That the numbers of an abandoned contest, among these, are nobody's any longer."""
    for run in count.count.allotted.among(sheets.first, sheets.last):
        contest = count.contests.get(run.contest)
        if contest and contest.abandoned:
            of = contest.abandoned.id
            return acts.SheetNumbersFreed(**by.count, contest=run.contest, of=of)
    return None
