"""A whole practice count from past results: ready for its first sheet, or played to its end."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.desk.making import making
from tallyapp.domain.vocabulary.phrases import day, listed
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.election_rules import load_rules
from tallyapp.exchange.faults import Fault, ImportRefused
from tallyapp.files import is_file, write_atomically
from tallyapp.ledger.highwater import HighWater
from tallyapp.past.past_results import PastResult, read_past_results
from tallyapp.past.published import AtFault, PastContest
from tallyapp.past.reconciling import Irreconcilable, reconcile
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock
from tallyapp.practice.paper_table import joined, papers_csv
from tallyapp.practice.plans.plans import USUAL, varied
from tallyapp.practice.plans.synthetic import check_plan
from tallyapp.resources import resource
from tallyapp.words.catalogue import sentence

OXFORD_EAST = ("samples", "oxford-east-2024.json")
TRAINING_WARD = ("samples", "training-ward.json")
COMMONS = (
    ("samples", "GE2024-results-by-candidate.csv"),
    ("samples", "GE2024-results-by-constituency.csv"),
)

Step = Callable[[int, int], None]
"""Told how many contests are done, and of how many; what it raises stops the making."""
Ready = Callable[[Desk, rehearsal.Rehearsal], bytes]
"""Brings a contest that is set up to where it is gone on with; gives what is to be keyed of it, as
a table.
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A practice count that was made, and the file of what is to be keyed for it."""

    file: Path
    papers: Path | None
    contests: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A past contest of which no practice count can be made, and every reason.

    `irreconcilable` is set if its figures are those of no count.
    """

    name: str
    faults: tuple[Fault, ...]
    irreconcilable: Irreconcilable | None = None

    @property
    def words(self) -> str:
        """Why, by name and with the numbers."""
        return " ".join(map(str, self.faults))


@dataclass(frozen=True, slots=True)
class Judged:
    """What practice counts can be made of, and what is left out."""

    results: tuple[PastResult, ...]
    left_out: tuple[LeftOut, ...]

    def require(self) -> None:
        """Raise EnvironmentFault, with every reason, if nothing is left to make a count of."""
        if self.results:
            return
        if not self.left_out:
            raise EnvironmentFault("There is no contest.")
        raise ImportRefused(fault for one in self.left_out for fault in one.faults)

    def remarks(self) -> Iterator[str]:
        """What must be said of what is made: what was read over, and who was named otherwise."""
        for result in self.results:
            for remark in (*result.remarks, result.otherwise):
                if remark:
                    yield f"{result.full_name}: {remark}"


def judge(contests: Iterable[PastContest], at_fault: Iterable[AtFault] = ()) -> Judged:
    """The contests that can be counted again, as results; those that cannot, and why."""
    results: list[PastResult] = []
    left_out = [LeftOut(one.name, one.faults) for one in at_fault]
    for contest in contests:
        judged = judge_one(contest)
        if isinstance(judged, LeftOut):
            left_out.append(judged)
        else:
            results.append(judged)
    return Judged(tuple(results), tuple(left_out))


def judge_one(contest: PastContest) -> PastResult | LeftOut:
    """The result of this contest, or why no practice count can be made of it."""
    name = contest.full_name
    # Figures first: of a contest whose figures are of no count nothing else is worth saying.
    judged = reconcile(contest)
    if isinstance(judged, Irreconcilable):
        return LeftOut(name, _reasons(f"{name}: {judged.words}"), judged)
    # As the desk would say it: the same findings, before a file is made.
    if found := check_plan(judged):
        return LeftOut(name, _reasons(*(f"{one.code}  {sentence(one)}" for one in found)))
    if words := _without_rules(contest.kind, contest.polling_day):
        return LeftOut(name, _reasons(f"{name}: {words}"))
    return judged


def _reasons(*words: str) -> tuple[Fault, ...]:
    return tuple(Fault("", 0, "", one, "") for one in words)


@cache
def _without_rules(kind: str, polling_day: date) -> str:
    """Why nothing can be counted on this day; empty if it can."""
    try:
        load_rules(kind, polling_day)
    except EnvironmentFault as fault:
        return str(fault)
    return ""


def ready_for_sheets(desk: Desk, planned: rehearsal.Rehearsal) -> bytes:
    """Every box is verified, and no sheet keyed."""
    rehearsal.verify_boxes(desk, planned)
    return papers_csv(planned)


def make(
    file: Path,
    results: Sequence[PastResult],
    seed: int,
    seen: HighWater | None = None,
    finish: bool = False,
    step: Step = lambda _done, _of: None,
    various: bool = False,
    ready: Ready = ready_for_sheets,
) -> Made:
    """A practice count of these results; with `finish`, every contest is played to its declaration.

    With `various`, each is bundled and written down another way. Without `finish` each is brought
    to where it is `ready`, and what is to be keyed is beside it as CSV. Raises EnvironmentFault if
    they have several polling days or a file cannot be made; whatever stops it, nothing is left
    behind.
    """
    # No look at the machine's clock: the same seed makes the same night, act for act.
    clock = HallClock(_polling_day(results))
    name = results[0].name if len(results) == 1 else f"{len(results)} contests"
    papers: list[bytes] = []
    beside = file.with_suffix(".papers.csv")
    with making(file) as unfinished:
        desk = rehearsal.begin(unfinished, name, results, clock)
        try:
            for done, result in enumerate(results):
                step(done, len(results))
                # All contests of a night begin together, whatever order they are played in.
                clock.begin()
                written = varied(done) if various else USUAL
                # One wait for the disk, and not one for each act: nobody has the count yet.
                with desk.ledger.together():
                    planned = rehearsal.set_up(desk, result, seed, written)
                    if finish:
                        rehearsal.play(desk, planned)
                    else:
                        papers.append(ready(desk, planned))
            step(len(results), len(results))
        except BaseException:
            desk.close()
            raise
        desk.close(seen)
        if papers:
            write_atomically(beside, joined(papers))
    return Made(file, beside if papers else None, len(results))


def _polling_day(results: Iterable[PastResult]) -> date:
    """The polling day of all of them. Raises EnvironmentFault if they have several."""
    days = sorted({result.polling_day for result in results})
    if len(days) > 1:
        said = listed([day(each) for each in days])
        raise EnvironmentFault(
            f"A count has one polling day; these contests have {said}. Choose among them."
        )
    return days[0]


def oxford_east(folder: Path, seed: int, seen: HighWater | None = None) -> Path:
    """The practice count of Oxford East in this folder: the one that is there, or made for its
    first sheet.

    Raises EnvironmentFault if it cannot be made.
    """
    results = read_past_results([resource(*OXFORD_EAST)])
    file = _made(folder) / f"{results[0].id}.tally"
    # The one that is there is gone on with: a clerk's practice is not thrown away.
    if not is_file(file):
        make(file, results, seed, seen)
    return file


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(
            f"{folder} cannot be made ({error.strerror}). Choose another folder."
        ) from error
    return folder
