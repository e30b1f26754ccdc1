"""The statement as to the result of the verification: every box as it stands, and their sums."""

from typing import TypedDict

import msgspec

from tallyapp.domain import acts
from tallyapp.domain.rules.variances import added_wrongly, kept_otherwise, tendered_differ
from tallyapp.domain.rules.verification import apply_stated, check_stated
from tallyapp.domain.state.area import BoxState, Move
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.stated import Carried, HowVerified, StatedBox, StatedMove
from tallyapp.domain.vocabulary.units import Papers


class Stated(TypedDict):
    """The fields of the act that states it, beside its envelope; papers, and electors."""

    version: int
    expected: Papers
    counted: Papers
    electorate: int | None
    boxes: tuple[StatedBox, ...]
    carried: tuple[Carried, ...]
    set_up: str


def stated_now(contest: ContestState) -> Stated:
    """What the next statement of a contest has to say, as its boxes stand."""
    boxes = tuple(stated_box(box) for area in contest.areas.values() for box in area.boxes)
    carried = (
        Carried(area=name, papers=sum(move.papers for move in area.moves))
        for name, area in contest.areas.items()
    )
    return Stated(
        version=contest.statement_version + 1,
        expected=Papers(sum(box.expected or 0 for box in boxes)),
        counted=Papers(sum(box.counted or 0 for box in boxes)),
        electorate=contest.set_up.electorate,
        boxes=boxes,
        carried=tuple(each for each in carried if each.papers),
        set_up=contest.corrected_by,
    )


def stated_box(box: BoxState) -> StatedBox:
    """A box as a statement has it."""
    return StatedBox(
        box=box.box.id,
        name=box.box.name,
        kind=box.box.kind,
        area=box.box.area,
        expected=box.account.issued if box.account else None,
        counted=box.papers if box.counts else None,
        attempts=len(box.counts),
        how=_how(box),
        cause=box.cause if box.explanation else None,
        explanation=box.explanation,
        made_up_for_by=box.other_box,
        added=added_wrongly(box),
        kept=kept_otherwise(box),
        tendered=tendered_differ(box),
        moves=tuple(map(_stated_move, box.moves)),
    )


def _stated_move(move: Move) -> StatedMove:
    return StatedMove(
        papers=move.papers, between=move.between, other=move.other, counted=move.counted
    )


def _how(box: BoxState) -> HowVerified:
    # First what nearly every box is, of which nothing else need be known.
    if box.variance == 0:
        return "as-accounted"
    if not box.accurate:
        return "not-yet"
    return "explained" if box.explanation else "counts-agree"


def check_statement(
    count: CountState, contest: ContestState, act: acts.VerificationStated
) -> list[Finding]:
    """What must hold of its totals, and each box as the contest has it."""
    return check_stated(count, contest, act) or other_boxes(contest, act)


def apply_statement(contest: ContestState, act: acts.VerificationStated) -> Changed:
    """The statement stands until a box is found wrong; its document waits for its signature."""
    changed = apply_stated(contest, act)
    contest.stated = msgspec.structs.replace(act, boxes=_by_known_names(contest, act.boxes))
    contest.stated_seq = contest.seq
    contest.signed.discard("verification-statement")
    return changed


def _by_known_names(contest: ContestState, boxes: tuple[StatedBox, ...]) -> tuple[StatedBox, ...]:
    """The same boxes, with those texts that the contest has already: they are what stays of an act
    that names every box.
    """
    known = [contest.boxes[each.box].box for each in boxes]
    return tuple(
        msgspec.structs.replace(each, box=box.id, name=box.name, area=box.area)
        for each, box in zip(boxes, known, strict=True)
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
    if act.carried != now["carried"]:
        found.append(finding(Code.A109, "contest", name, "carried"))
    if act.set_up != now["set_up"]:
        found.append(finding(Code.A114, "contest", name, "set-up"))
    return found
