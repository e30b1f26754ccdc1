"""When each area was verified, counted and reconciled, how long of that the hall worked, and what
is left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tallyapp.domain.rules.areas import area_boxes_apart
from tallyapp.domain.rules.result import area_findings
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.hall import Still
from tallyapp.domain.views.progress import AreaProgress, AreaStage
from tallyapp.domain.vocabulary.units import Papers

_NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stage of an area: when it began, and when it was done; None where it is not."""

    began: datetime | None = None
    ended: datetime | None = None

    def worked(self, stood_still: Iterable[Still], now: datetime) -> timedelta:
        """How long it took, or has taken until now, without the time at which the count stood
        still; nothing where it has not begun.
        """
        if self.began is None:
            return _NONE
        return worked(self.began, self.ended or now, stood_still)


@dataclass(frozen=True, slots=True)
class AreaTimes:
    """An area's stages. Verification begins with the first figure of a box; counting with the first
    sheet that is keyed, and is done when agreed sheets hold every paper verified; then it is
    reconciled, with its doubtful papers and whatever does not agree.
    """

    verification: Stretch
    counting: Stretch
    reconciliation: Stretch


def area_times(contest: ContestState, progress: AreaProgress) -> AreaTimes:
    """An area's stages, in the round that counts; O(its boxes)."""
    area = contest.areas[progress.area.id]
    times = contest.times
    sheets = times.rounds.get((area.area.id, area.round))
    all_on_sheets = area.all_accurate and _on_sheets(area) >= area.verified
    counted = sheets.agreed if sheets and all_on_sheets else None
    return AreaTimes(
        verification=_verification(contest, area),
        counting=Stretch(sheets.began if sheets else None, counted),
        reconciliation=Stretch(counted, _reconciled(contest, progress)),
    )


def _on_sheets(area: AreaState) -> Papers:
    """Papers on agreed sheets, those sent for adjudication among them."""
    return Papers(area.bundled + area.sent)


def _verification(contest: ContestState, area: AreaState) -> Stretch:
    known = [contest.times.boxes.get(box.box.id) for box in area.boxes]
    boxes = [box for box in known if box]
    if not boxes:
        return Stretch()
    done = area.all_accurate
    return Stretch(
        min(box.began for box in boxes), max(box.changed for box in boxes) if done else None
    )


def _reconciled(contest: ContestState, progress: AreaProgress) -> datetime | None:
    """When nothing of an area was open any more."""
    last = contest.times.areas.get(progress.area.id)
    if last is None or progress.stage not in (AreaStage.RECONCILED, AreaStage.PASSED_OVER):
        return None
    if progress.stage is AreaStage.RECONCILED:
        return last
    area = contest.areas[progress.area.id]
    open_but_for_that = {each.record() for each in (*area_boxes_apart(area), *area_findings(area))}
    passed = contest.times.passed.items()
    return max([last, *(at for each, at in passed if each.finding in open_but_for_that)])


def worked(began: datetime, ended: datetime, stood_still: Iterable[Still]) -> timedelta:
    """How long the hall worked between two moments: without the time at which it stood still."""
    stood = _NONE
    for still in stood_still:
        until = ended if still.until is None else min(ended, still.until)
        stood += max(_NONE, until - max(began, still.since))
    return max(_NONE, ended - began - stood)


# ---- what an area took, and what is left of it


@dataclass(frozen=True, slots=True)
class AreaWork:
    """What an area took, and what is left of it.

    `papers` is all that it holds, `to_verify` the papers of boxes that are not accurate yet,
    `to_count` those on no agreed sheet; by its account, where a box is not accurate. `known` is
    whether every such box has one. `paced` is the part of the counting by which the pace is
    measured, and `paced_papers` its papers.
    """

    times: AreaTimes
    papers: Papers
    to_verify: Papers
    to_count: Papers
    known: bool
    settled: bool
    paced: Stretch
    paced_papers: Papers

    @property
    def begun(self) -> bool:
        """Whether it has a table: a sheet of it was keyed."""
        return self.times.counting.began is not None


def area_work(contest: ContestState, progress: AreaProgress) -> AreaWork:
    """What an area took, and what is left of it; O(its boxes)."""
    area = contest.areas[progress.area.id]
    times = area_times(contest, progress)
    still = [box for box in area.boxes if not box.accurate]
    to_verify = sum(box.account.issued for box in still if box.account)
    papers = area.verified - sum(box.papers for box in still) + to_verify
    on_sheets = _on_sheets(area)
    paced, paced_papers = _paced(contest, progress, times.counting.ended, on_sheets)
    return AreaWork(
        times=times,
        papers=Papers(papers),
        to_verify=Papers(to_verify),
        to_count=Papers(max(0, papers - on_sheets)),
        known=all(box.account for box in still),
        settled=progress.stage in (AreaStage.RECONCILED, AreaStage.PASSED_OVER),
        paced=paced,
        paced_papers=Papers(paced_papers),
    )


def _paced(
    contest: ContestState, progress: AreaProgress, ended: datetime | None, on_sheets: int
) -> tuple[Stretch, int]:
    """The part of an area's counting by which the pace is measured, and its papers."""
    area = contest.areas[progress.area.id]
    sheets = contest.times.rounds.get((area.area.id, area.round))
    if sheets is None or ended is None:
        return Stretch(), 0
    if sheets.first_papers < on_sheets:
        return Stretch(sheets.first, ended), on_sheets - sheets.first_papers
    # Of an area on one sheet nothing else is known than how long its keying took.
    return Stretch(sheets.began, ended), on_sheets
