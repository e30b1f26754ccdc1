"""How far a contest is: each area's state, and the way from set-up to declaration.

Worked out area by area, so that whoever shows it works out again only the areas that changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tallyapp.domain.rules.areas import area_boxes_apart
from tallyapp.domain.rules.result import area_findings
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import LIVE, Life
from tallyapp.domain.views.missing import Missing, What, missing_in_area
from tallyapp.domain.vocabulary.on_paper import Area
from tallyapp.domain.vocabulary.units import Papers


class AreaStage(StrEnum):
    """Where an area is, the worst that can be said of it."""

    DOES_NOT_ADD = "does-not-add"
    """Nothing is missing in it and its papers are not those verified; or they are more already."""
    DIFFERS = "differs"
    QUERIED = "queried"
    NEEDS_BOXES = "needs-boxes"
    NOT_YET = "not-yet"
    BEING_KEYED = "being-keyed"
    DOUBTFUL_OUT = "doubtful-out"
    """Its sheets are agreed; doubtful papers are still to be adjudicated."""
    PASSED_OVER = "passed-over"
    """What stands open in it was passed over by the returning officer."""
    RECONCILED = "reconciled"


@dataclass(frozen=True, slots=True)
class AreaProgress:
    """An area: papers verified and counted,
    how many of its sheets are keyed and agreed, what is missing.

    `sheets` leaves out those withdrawn; `keyed` are those of which at least one keying stands.
    """

    area: Area
    stage: AreaStage
    boxes: int
    boxes_verified: int
    sheets: int
    keyed: int
    agreed: int
    verified: Papers
    counted: Papers
    sent: Papers
    adjudicated: Papers
    missing: tuple[Missing, ...]

    @property
    def difference(self) -> int:
        """Papers counted less papers verified."""
        return self.counted - self.verified

    @property
    def final(self) -> bool:
        """Whether the difference is one, and not merely what is still to be counted."""
        return self.stage in (AreaStage.DOES_NOT_ADD, AreaStage.PASSED_OVER, AreaStage.RECONCILED)

    @property
    def to_come(self) -> Papers:
        """Papers verified that are still to be counted; none where the difference is final."""
        return Papers(0) if self.final else Papers(-self.difference)


def area_progress(contest: ContestState, area: AreaState) -> AreaProgress:
    """How far an area is; O(its boxes, sheets and forms)."""
    boxes = [box for box in area.boxes if not box.accurate]
    found = [*area_boxes_apart(area), *area_findings(area)]
    open_now = [each for each in found if not contest.is_passed_over(each)]
    sheets = [sheet.life for sheet in area.sheets if sheet.life is not Life.WITHDRAWN]
    missing = tuple(missing_in_area(area, open_now))
    return AreaProgress(
        area=area.area,
        stage=_stage(area, bool(found), missing),
        boxes=len(area.boxes),
        boxes_verified=len(area.boxes) - len(boxes),
        sheets=len(sheets),
        keyed=sum(life in LIVE or life in (Life.KEYED, Life.DIFFERS) for life in sheets),
        agreed=sum(life in LIVE for life in sheets),
        verified=area.verified,
        counted=area.counted,
        sent=area.sent,
        adjudicated=area.adjudicated,
        missing=missing,
    )


def reconciled(area: AreaState) -> bool:
    """Whether nothing is missing in an area and its papers are those verified (domain.md, 2)."""
    return not area.difference and area.all_accurate and next(area_findings(area), None) is None


def _stage(area: AreaState, anything_found: bool, missing: Sequence[Missing]) -> AreaStage:
    if not missing:
        return AreaStage.PASSED_OVER if anything_found else AreaStage.RECONCILED
    whats = {each.what for each in missing}
    begun = any(paper.life is not Life.ISSUED for paper in area.sheets) or bool(area.forms)
    # The worst that is true of an area, in this order: a clerk is sent to what is wrong first.
    for stage, which in (
        (AreaStage.DOES_NOT_ADD, {What.DOES_NOT_ADD, What.ADJUDICATED_OTHERWISE}),
        (AreaStage.DIFFERS, {What.SHEETS_DIFFER, What.FORMS_DIFFER}),
        (AreaStage.QUERIED, {What.SHEETS_QUERIED, What.FORMS_QUERIED}),
        (AreaStage.NEEDS_BOXES, {What.BOXES}),
    ):
        if whats & which:
            return stage
    # Only where it is all that is missing; otherwise sheets are still to be keyed.
    if whats == {What.DOUBTFUL_OUT}:
        return AreaStage.DOUBTFUL_OUT
    return AreaStage.BEING_KEYED if begun else AreaStage.NOT_YET


class Step(StrEnum):
    """A contest's way from set-up to declaration."""

    SET_UP = "set-up"
    VERIFICATION = "verification"
    COUNTING = "counting"
    DOUBTFUL = "doubtful"
    PROVISIONAL = "provisional"
    READ_BACK = "read-back"
    DECLARATION = "declaration"


class How(StrEnum):
    """How far a step is."""

    NOT_YET = "not-yet"
    UNDER_WAY = "under-way"
    DIFFERS = "differs"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class StepProgress:
    """A step: how far, and in numbers `part` of `whole` (boxes,
    areas, papers); 0 of 0 where none count.
    """

    step: Step
    how: How
    part: int = 0
    whole: int = 0


def steps(contest: ContestState, areas: Sequence[AreaProgress]) -> tuple[StepProgress, ...]:
    """Every step of the way."""
    boxes = sum(a.boxes for a in areas)
    verified = sum(a.boxes_verified for a in areas)
    settled = sum(a.stage in (AreaStage.RECONCILED, AreaStage.PASSED_OVER) for a in areas)
    sent = sum(a.sent for a in areas)
    adjudicated = sum(a.adjudicated for a in areas)
    all_settled = settled == len(areas)
    given = contest.provisional
    return (
        StepProgress(Step.SET_UP, How.DONE, len(contest.set_up.candidates)),
        StepProgress(
            Step.VERIFICATION, _how(verified, contest.statement is not None), verified, boxes
        ),
        StepProgress(
            Step.COUNTING, _how(sum(a.keyed for a in areas), all_settled), settled, len(areas)
        ),
        # Done with the areas, not when the numbers meet: none sent and none back is no step done.
        StepProgress(Step.DOUBTFUL, _how(sent + adjudicated, all_settled), adjudicated, sent),
        StepProgress(Step.PROVISIONAL, _how(0, given is not None)),
        StepProgress(Step.READ_BACK, _read_back(contest)),
        StepProgress(Step.DECLARATION, _how(0, contest.declaration is not None)),
    )


def _how(begun: int, done: bool) -> How:
    return How.DONE if done else How.UNDER_WAY if begun else How.NOT_YET


def _read_back(contest: ContestState) -> How:
    given = contest.provisional
    if given is None or given.read_back is None:
        return How.NOT_YET
    return How.DONE if given.read_back_agrees else How.DIFFERS
