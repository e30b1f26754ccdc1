"""A training count: a practice count with mistakes in its papers, and what is true beside them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tallyapp.desk import Desk
from tallyapp.domain.reports.filled_papers import FilledPapers
from tallyapp.files import write_atomically
from tallyapp.ledger.highwater import HighWater
from tallyapp.past.published import PastResult
from tallyapp.practice import counts, rehearsal
from tallyapp.practice.rehearsal import Rehearsal

from .papers import filled_papers, training_csv
from .planted import Mistake, Truth, keep_truth
from .planting import plant


class MadeForTraining(NamedTuple):
    """The count's file, and what is to be keyed for it: as a table, and as pages to be printed."""

    file: Path
    papers: Path
    pages: Path
    contests: int


def make_training(
    file: Path,
    results: Sequence[PastResult],
    seed: int,
    seen: HighWater | None = None,
    mistakes: Collection[Mistake] = tuple(Mistake),
    step: counts.Step = lambda _done, _of: None,
) -> MadeForTraining:
    """A practice count of these results, each contest with each of these mistakes once.

    The polling boxes of the area whose box was miscounted are left to be verified. Raises
    EnvironmentFault where a contest has no place for a mistake, or a file cannot be made; then
    nothing is left behind.
    """
    tables = _Tables(seed, mistakes)
    made = counts.make(file, results, seed, seen, step=step, ready=tables.make_ready)
    assert made.papers is not None, "a count that is not finished has papers"
    pages = file.with_suffix(".papers.pdf")
    try:
        write_atomically(pages, tables.pages)
    except BaseException:
        # Without its papers nobody can key it, and its name would be taken.
        made.papers.unlink()
        made.file.unlink()
        raise
    return MadeForTraining(made.file, made.papers, pages, made.contests)


class _Tables:
    """The tables of the hall, and what is written at them, contest by contest."""

    def __init__(self, seed: int, mistakes: Collection[Mistake]) -> None:
        self._seed = seed
        self._mistakes = mistakes
        self._written: list[Rehearsal] = []
        self._boxes: set[tuple[str, str]] = set()
        self._papers = FilledPapers(title="", foot="", papers=())

    @property
    def pages(self) -> bytes:
        """The papers of all contests as a PDF."""
        from tallyapp.documents.hall.filled_papers import render_filled_papers

        return render_filled_papers(self._papers)

    def make_ready(self, desk: Desk, planned: Rehearsal) -> bytes:
        """Plant the mistakes, keep the truth, and verify what is not left to be verified."""
        candidates = [past.candidate for past in planned.result.candidates]
        plan, truth = plant(planned.plan, candidates, self._seed, self._mistakes)
        written = replace(planned, plan=plan)
        leave = boxes_left(written, truth)
        keep_truth(desk.ledger, written.stream, truth, desk.clock())
        rehearsal.verify_boxes(desk, written, leave)
        self._written.append(written)
        self._boxes.update((written.stream, box) for box in leave)
        self._papers = filled_papers(desk.count, self._written, self._boxes)
        return training_csv(written, leave)


def boxes_left(written: Rehearsal, truth: Truth) -> frozenset[str]:
    """The polling boxes that are left to be verified: those of an area with a box miscounted."""
    areas = {each.area for each in truth.planted if each.mistake is Mistake.BOX}
    return frozenset(
        planned.box.id
        for planned in written.plan.boxes
        if planned.box.area in areas and planned.box.kind == "polling"
    )
