"""What a training count says afterwards: what was found and missed, and how the keying went."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from statistics import median_low
from typing import NamedTuple

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ledger.ledger import Ledger

from .measured import Measure, measures
from .outcome import Outcome, outcomes, wrong_unplanted
from .planted import Truth, truths


class Keying(NamedTuple):
    """One keying of a sheet, or its query: whose, when, and what it took, if it was measured."""

    sheet: int
    officer: OfficerNumber
    at: datetime
    queried: bool
    measure: Measure | None


class OfOfficer(NamedTuple):
    """How the keying of one officer went: sheets, and of those measured the one in the middle."""

    officer: OfficerNumber
    sheets: int
    queried: int
    measured: int
    strokes: int
    milliseconds: int


class OfContest(NamedTuple):
    """What became of one contest.

    `unkeyed` are sheets that do not count yet, `also_wrong` those that count with figures that
    nobody planted and no paper says; `differed` those whose two keyings were not the same.
    """

    stream: str
    name: str
    seed: int
    declared_at: datetime | None
    outcomes: tuple[Outcome, ...]
    unkeyed: tuple[int, ...]
    also_wrong: tuple[int, ...]
    differed: tuple[int, ...]
    keyings: tuple[Keying, ...]

    @property
    def found(self) -> int:
        """How many of the planted mistakes somebody found."""
        return sum(each.found is not None for each in self.outcomes)

    @property
    def declared(self) -> tuple[Outcome, ...]:
        """Those that stand in the declaration; none while there is no declaration."""
        if self.declared_at is None:
            return ()
        return tuple(each for each in self.outcomes if not each.put_right)


class Training(NamedTuple):
    """What became of all contests of a training count."""

    name: str
    contests: tuple[OfContest, ...]
    officers: tuple[OfOfficer, ...]

    @property
    def over(self) -> bool:
        """Whether every contest is declared: until then the report tells what is still hidden."""
        return all(each.declared_at for each in self.contests)


def training(desk: Desk) -> Training | None:
    """What became of a training count; None of any other. Reads the ledger, so ask on a worker."""
    planted = truths(desk.ledger)
    set_up = desk.count.count.set_up
    if not planted or set_up is None or not set_up.practice:
        return None
    took = measures(desk.ledger, desk.count.count.officers)
    contests = tuple(
        _of_contest(desk, stream, contest, planted[stream], took)
        for stream, contest in desk.count.contests.items()
        if stream in planted
    )
    # What is kept of contests that are not in the count is no training of it.
    return Training(set_up.name, contests, tuple(_by_officer(contests))) if contests else None


def planted_in(ledger: Ledger) -> bool:
    """Whether mistakes are planted in this count."""
    return bool(truths(ledger))


def _of_contest(
    desk: Desk, stream: str, contest: ContestState, truth: Truth, took: dict[str, Measure]
) -> OfContest:
    told = [act for _, act in desk.ledger.read_from(stream)]
    sheets = contest.sheets.values()
    done = (Life.WITHDRAWN, Life.EARLIER)
    return OfContest(
        stream=stream,
        name=contest.set_up.name,
        seed=truth.seed,
        declared_at=contest.declaration.declared_at if contest.declaration else None,
        outcomes=tuple(outcomes(contest, truth, told)),
        unkeyed=tuple(
            int(sheet.number) for sheet in sheets if not sheet.live and sheet.life not in done
        ),
        also_wrong=tuple(wrong_unplanted(contest, truth)),
        differed=tuple(_differed(told)),
        keyings=tuple(_keyings(told, took)),
    )


def _differed(told: Sequence[AnyAct]) -> Iterator[int]:
    """Sheets that were keyed a third time, in the fields that differed."""
    seen = [int(act.sheet) for act in told if isinstance(act, acts.SheetDifferenceKeyed)]
    yield from dict.fromkeys(seen)


def _keyings(told: Sequence[AnyAct], took: dict[str, Measure]) -> Iterator[Keying]:
    for act in told:
        if isinstance(act, acts.SheetKeyed | acts.SheetQueried):
            queried = isinstance(act, acts.SheetQueried)
            yield Keying(int(act.sheet), act.by, act.at, queried, took.get(act.id))


def _by_officer(contests: Sequence[OfContest]) -> Iterator[OfOfficer]:
    by: dict[OfficerNumber, list[Keying]] = defaultdict(list)
    for contest in contests:
        for keying in contest.keyings:
            by[keying.officer].append(keying)
    for officer, keyings in sorted(by.items()):
        taken = [each.measure for each in keyings if each.measure]
        yield OfOfficer(
            officer=officer,
            sheets=len(keyings),
            queried=sum(each.queried for each in keyings),
            measured=len(taken),
            # The one in the middle, and of two the lower: a figure that somebody really had.
            strokes=median_low(each.strokes for each in taken) if taken else 0,
            milliseconds=median_low(each.milliseconds for each in taken) if taken else 0,
        )
