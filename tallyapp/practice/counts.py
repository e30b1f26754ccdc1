"""A whole practice count from past results: made ready for its first sheet, or played to its declarations."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tallyapp.domain.vocabulary.findings import Finding, Refusal
from tallyapp.errors import EnvironmentFault
from tallyapp.files import write_atomically
from tallyapp.ledger.highwater import HighWater
from tallyapp.practice import rehearsal
from tallyapp.practice.past.past_results import PastResult, read_past_results
from tallyapp.practice.past.published import PastContest
from tallyapp.practice.past.reconciling import Irreconcilable, reconcile
from tallyapp.practice.plans.plans import USUAL, varied
from tallyapp.practice.plans.synthetic import check_plan
from tallyapp.resources import resource
from tallyapp.words.catalogue import sentence

OXFORD_EAST = ("samples", "oxford-east-2024.json")
COMMONS = (
    ("samples", "GE2024-results-by-candidate.csv"),
    ("samples", "GE2024-results-by-constituency.csv"),
)

Step = Callable[[int, int], None]
"""Told how many contests are done, and of how many; what it raises stops the making."""


@dataclass(frozen=True, slots=True)
class Made:
    """A practice count that was made, and the figures of its sheets and forms that wait to be keyed."""

    file: Path
    papers: Path | None
    contests: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A past contest of which no practice count can be made: its figures are of none, or the rules say no."""

    name: str
    reason: Irreconcilable | tuple[Finding, ...]

    @property
    def words(self) -> str:
        """Why, with the numbers."""
        if isinstance(self.reason, Irreconcilable):
            return f"{self.name}: {self.reason.words}"
        return " ".join(f"{found.code}  {sentence(found)}" for found in self.reason)


@dataclass(frozen=True, slots=True)
class Judged:
    """What practice counts can be made of, and what is left out."""

    results: tuple[PastResult, ...]
    left_out: tuple[LeftOut, ...]

    def require(self) -> None:
        """Raise Refusal or EnvironmentFault, with every reason, if nothing is left to make a count of."""
        if self.results:
            return
        reasons = [one.reason for one in self.left_out]
        findings = [found for reason in reasons if isinstance(reason, tuple) for found in reason]
        if findings and not any(isinstance(reason, Irreconcilable) for reason in reasons):
            raise Refusal(findings)
        raise EnvironmentFault("\n".join(one.words for one in self.left_out) or "There is no contest.")


def judge(contests: Iterable[PastContest]) -> Judged:
    """The contests that can be counted again, as results; beside them those that cannot, and why."""
    results: list[PastResult] = []
    left_out: list[LeftOut] = []
    for contest in contests:
        judged = reconcile(contest)
        if isinstance(judged, Irreconcilable):
            left_out.append(LeftOut(contest.full_name, judged))
        elif found := check_plan(judged):
            left_out.append(LeftOut(contest.full_name, tuple(found)))
        else:
            results.append(judged)
    return Judged(tuple(results), tuple(left_out))


def make(
    file: Path,
    results: Sequence[PastResult],
    seed: int,
    seen: HighWater | None = None,
    finish: bool = False,
    step: Step = lambda _done, _of: None,
    various: bool = False,
) -> Made:
    """A practice count of these results; with `finish`, every contest is played to its declaration.

    With `various`, each is bundled and written down another way. Without `finish` the boxes are verified, and
    the figures of the sheets are beside it as CSV. Raises EnvironmentFault if they have several polling days
    or a file cannot be made; whatever stops it, nothing is left behind.
    """
    days = sorted({result.polling_day for result in results})
    if len(days) > 1:
        said = ", ".join(str(day) for day in days)
        raise EnvironmentFault(f"A count has one polling day; these contests have {said}. Choose among them.")
    clock = rehearsal.HallClock(results[0].polling_day)
    name = results[0].name if len(results) == 1 else f"{len(results)} contests"
    desk = rehearsal.begin(file, name, results, clock)
    papers: list[bytes] = []
    beside = file.with_suffix(".papers.csv")
    try:
        for done, result in enumerate(results):
            step(done, len(results))
            clock.begin()
            planned = rehearsal.set_up(desk, result, seed, varied(done) if various else USUAL)
            if finish:
                rehearsal.play(desk, planned)
            else:
                rehearsal.verify_boxes(desk, planned)
                papers.append(rehearsal.papers_csv(planned))
        step(len(results), len(results))
        if papers:
            write_atomically(beside, rehearsal.joined(papers))
    except BaseException:
        desk.close()
        file.unlink()
        raise
    desk.close(seen)
    return Made(file, beside if papers else None, len(results))


def oxford_east(folder: Path, seed: int, seen: HighWater | None = None) -> Path:
    """The practice count of Oxford East in this folder: the one that is there, or made for its first sheet.

    Raises EnvironmentFault if it cannot be made.
    """
    results = read_past_results([resource(*OXFORD_EAST)])
    file = _made(folder) / f"{results[0].id}.tally"
    if not file.exists():
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
