"""What the statement as to the result of the verification states, worked out from the boxes."""

from typing import TypedDict

from tallyapp.domain import acts
from tallyapp.domain.state.area import BoxState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.stated import StatedBox
from tallyapp.domain.vocabulary.units import Papers


class Stated(TypedDict):
    """The fields of the act that states it, beside its envelope; papers, and electors."""

    version: int
    expected: Papers
    counted: Papers
    electorate: int | None
    boxes: tuple[StatedBox, ...]


def stated_now(contest: ContestState) -> Stated:
    """What the next statement of a contest has to say, as its boxes stand."""
    boxes = tuple(stated_box(box) for area in contest.areas.values() for box in area.boxes)
    return Stated(
        version=contest.statement_version + 1,
        expected=Papers(sum(box.expected or 0 for box in boxes)),
        counted=Papers(sum(box.counted or 0 for box in boxes)),
        electorate=contest.set_up.electorate,
        boxes=boxes,
    )


def stated_box(box: BoxState) -> StatedBox:
    """A box as a statement has it."""
    return StatedBox(
        box=box.box.id,
        name=box.box.name,
        kind=box.box.kind,
        area=box.box.area,
        expected=box.account.issued if box.account else None,
        counted=box.papers if box.attempts else None,
        attempts=len(box.attempts),
        accurate=box.accurate,
        explanation=box.explanation,
    )


def other_boxes(contest: ContestState, act: acts.VerificationStated) -> list[Finding]:
    """A109 unless the boxes and the electorate that are stated are those of the contest."""
    now = stated_now(contest)
    name = contest.set_up.name
    found = []
    if act.electorate != now["electorate"]:
        found.append(finding(Code.A109, "contest", name, "electorate"))
    # By name, so that it is seen which box changed while the statement was on the screen.
    for stated, derived in zip(act.boxes, now["boxes"], strict=False):
        if stated != derived:
            found.append(finding(Code.A109, "box", derived.box, "stated"))
    if len(act.boxes) != len(now["boxes"]):
        numbers = {"stated": len(act.boxes), "derived": len(now["boxes"])}
        found.append(finding(Code.A109, "contest", name, "boxes", **numbers))
    return found
