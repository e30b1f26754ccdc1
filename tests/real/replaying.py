"""Published contests replayed through the desk: every paper keyed
twice, declared, and read again.
"""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tallyapp.desk import Desk
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.units import CandidateNumber
from tallyapp.past.published import PastResult
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock
from tallyapp.practice.plans.plans import varied
from tests.workstations import workstation


class _Hasty(sqlite3.Connection):
    """A connection that does not wait until what is committed is on the disk."""

    def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
        return super().execute(sql.replace("synchronous=FULL", "synchronous=OFF"), *given)


def hasty(name: str) -> sqlite3.Connection:
    """How a database is reached where no power is going to fail."""
    return sqlite3.connect(
        name, isolation_level=None, check_same_thread=False, timeout=0, factory=_Hasty
    )


def replayed(
    file: Path,
    results: Sequence[PastResult],
    drawn: Sequence[CandidateNumber] = (),
    step: Callable[[int], None] = lambda _done: None,
) -> Desk:
    """The contests in one count, each with its own way of writing and what goes wrong in a hall.

    The file is closed and opened again before it is given.
    """
    clock = HallClock(results[0].polling_day)
    desk = rehearsal.begin(file, f"{len(results)} contests", results, clock, hasty)
    for place, result in enumerate(results):
        clock.begin()
        planned = rehearsal.set_up(desk, result, seed=place, on_paper=varied(place))
        rehearsal.play(desk, planned, mishaps=True, drawn=drawn)
        step(place + 1)
    desk.close()
    return Desk.open(file, clock, workstation("auditor"), connect=hasty)


def assert_declared_as_published(contest: ContestState, past: PastResult) -> None:
    """The declaration against all that was published, and what follows from it (domain.md, 5)."""
    declared = contest.declaration
    assert declared is not None, past.id
    figures = declared.figures
    assert list(figures.votes) == [one.votes for one in past.candidates], past.id
    assert declared.elected == past.elected, past.id
    assert (figures.valid, figures.verified) == (past.valid, past.valid + past.rejected), past.id
    rules = contest.set_up.rules
    assert rules.rejected_papers(figures.rejected) == past.rejected, past.id
    if past.by_head:
        by_head = {
            head.key: papers
            for head, papers in zip(rules.heads, figures.rejected, strict=True)
            if not head.in_part
        }
        assert by_head == dict(past.by_head), past.id
        assert figures.uncertain == past.uncertain, past.id
    assert figures.unused + figures.uncertain == past.unused + past.uncertain, past.id
    votes = sum(figures.votes) + figures.unused + figures.uncertain
    assert votes == past.seats * figures.valid, past.id
