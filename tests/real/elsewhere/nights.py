"""Nights of real results: each contest run to its declaration through the desk, and published."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.past.past_results import read_past_results
from tallyapp.past.published import PastResult
from tallyapp.practice.counts import judge
from tallyapp.practice.hall_clock import HallClock
from tallyapp.practice.rehearsal import RETURNING_OFFICER
from tallyapp.publication import publish_declaration
from tallyapp.signing.identity import practice_identity
from tests.cli.running import OXFORD
from tests.exchange.samples import MEDWAY, TIES, divisions_of_2025
from tests.real.replaying import hasty, replayed
from tests.workstations import workstation

from . import by_sql
from .told import Result

OF_EACH = {1: 20, 2: 20, 3: 16}
"""Divisions of one, two and three seats; with four ties they are 60 contests."""
WITHOUT_ELECTORATE = 6


@dataclass(frozen=True)
class Night:
    """A count that is over: its file, a backup of it, and the declaration of each contest."""

    file: Path
    backup: Path
    declarations: Mapping[str, bytes]
    results: Mapping[str, PastResult]

    @cached_property
    def told(self) -> Mapping[str, Result]:
        """What the views in the backup tell of each contest."""
        return by_sql.results(self.backup)


def night(folder: Path, results: Sequence[PastResult]) -> Night:
    """All of these contests counted in one count, declared and signed."""
    file = folder / "night.tally"
    backup = folder / "backup.tally"
    replayed(file, results).close()
    desk = the_day_after(file, results[0].polling_day)
    identity = practice_identity(desk.clock())
    declarations = {}
    for past in results:
        path = folder / f"{past.id}.pdf"
        publish_declaration(desk, past.id, identity, path, RETURNING_OFFICER)
        declarations[past.id] = path.read_bytes()
    desk.ledger.backup(backup)
    desk.close()
    return Night(file, backup, declarations, {past.id: past for past in results})


def the_day_after(file: Path, polling_day: date) -> Desk:
    """The count opened when all of its contests are over: each of them began at one time."""
    clock = HallClock(polling_day + timedelta(days=1))
    return Desk.open(file, clock, workstation("auditor"), connect=hasty)


def oxford_east() -> Sequence[PastResult]:
    """Oxford East, 4 July 2024."""
    return read_past_results([OXFORD])


def medway() -> Sequence[PastResult]:
    """Twelve wards of one to three seats, with commonly used names and papers rejected in part."""
    return read_past_results([MEDWAY])


def sixty() -> Sequence[PastResult]:
    """Divisions of one, two and three seats, and four contests whose last seat went by lot.

    Of some divisions the electorate is taken away, as where nobody knows it: of all in these files
    it was published. A count has one polling day: the ties are put on that of the divisions.
    """
    judged = judge(divisions_of_2025()).results
    chosen: list[PastResult] = []
    for seats, number in OF_EACH.items():
        alike = [result for result in judged if result.seats == seats]
        chosen += random.Random(60).sample(alike, number)
    unknown = chosen[:: len(chosen) // WITHOUT_ELECTORATE][:WITHOUT_ELECTORATE]
    divisions = [replace(one, electorate=None) if one in unknown else one for one in chosen]
    ties = [replace(one, polling_day=chosen[0].polling_day) for one in read_past_results([TIES])]
    return [*divisions, *ties]
