"""Arlo's ballot manifest: how many papers lie in each batch, from which it draws its sample.

A batch is a count area, whose papers were mixed and counted together: what lies in one ballot box
is published nowhere. Rejected papers lie there too and are among them.
"""

from collections import Counter

from tallyapp.domain.views.tally import AreaTally, ContestTally

from .cells import FOR_PROGRAMS, Cell, as_csv, with_apostrophes
from .exported import CannotHold, Exported, Given
from .remarks import Remark

ONE_CONTEST = ("Batch Name", "Number of Ballots")
SEVERAL = ("Container", *ONE_CONTEST)
"""The container is the contest: each has papers of its own, and Arlo takes no other column."""


def export(given: Given) -> Exported:
    """A line for each count area in which there are papers.

    Raises CannotHold where the areas of a contest do not come to its papers verified, or none has
    any.
    """
    contests = given.count.contests
    differs = tuple(one.name for one in contests if _papers(one) != one.verified)
    if differs:
        raise CannotHold(Remark("cannot.areas", differs))
    rows: list[list[Cell]] = []
    for contest in contests:
        called = given.name(contest)
        names = _batches(contest, called if len(contests) > 1 else "")
        for area in _with_papers(contest):
            row: list[Cell] = [names[area.id], area.verified]
            rows.append([called, *row] if len(contests) > 1 else row)
    if not rows:
        raise CannotHold(Remark("cannot.no-papers", tuple(one.name for one in contests)))
    return Exported(
        as_csv(SEVERAL if len(contests) > 1 else ONE_CONTEST, rows, FOR_PROGRAMS),
        _remarks(given, apostrophes=with_apostrophes(rows) > 0),
    )


def _remarks(given: Given, *, apostrophes: bool) -> tuple[Remark, ...]:
    """A manifest is of papers: that it holds no votes is its nature, and said in one sentence."""
    count = given.count
    remarks = [Remark("practice")] if count.practice else []
    remarks.append(Remark("manifest"))
    if len(count.contests) > 1:
        remarks.append(Remark("manifest-several", tuple(one.name for one in count.contests)))
    empty = tuple(one.name for one in count.contests if len(_with_papers(one)) < len(one.areas))
    if empty:
        remarks.append(Remark("manifest-empty", empty))
    if undeclared := tuple(one.name for one in count.contests if not one.declared):
        remarks.append(Remark("undeclared", undeclared))
    if apostrophes:
        remarks.append(Remark("apostrophes"))
    return tuple(remarks)


def _batches(contest: ContestTally, called: str) -> dict[str, str]:
    """The name of each area's batch, by its id: no two batches of a manifest may have one name.

    The contest's own (`called`) comes first where there are several; else it is empty.
    """
    names = Counter(area.name for area in contest.areas)
    own = {
        area.id: area.name if names[area.name] == 1 else f"{area.name} {area.id}"
        for area in contest.areas
    }
    return {of: f"{called}, {name}" for of, name in own.items()} if called else own


def _with_papers(contest: ContestTally) -> list[AreaTally]:
    # Arlo refuses a batch of none.
    return [area for area in contest.areas if area.verified]


def _papers(contest: ContestTally) -> int:
    return sum(area.verified for area in contest.areas)
