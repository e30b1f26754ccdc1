"""Verification: each box's account and counting attempts, and the statement of the result."""

from collections.abc import Iterable
from operator import attrgetter

from msgspec.structs import asdict, astuple

from tallyapp.domain import acts
from tallyapp.domain.rules.areas import missing_before_statement, missing_of_box
from tallyapp.domain.rules.containers import not_arrived
from tallyapp.domain.rules.officers import check_reason
from tallyapp.domain.rules.postal import postal_differences
from tallyapp.domain.rules.whole_contest import more_than_electors, not_taken_up
from tallyapp.domain.state.area import Attempt, BoxState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.boxes import Packets
from tallyapp.domain.vocabulary.findings import Code, Finding, can_be_kept, check_figure, finding
from tallyapp.domain.vocabulary.on_paper import BallotPaperAccount
from tallyapp.domain.vocabulary.units import MAX_BOXES, Papers

_ID = attrgetter("id")
_AREA = attrgetter("area")


def missing_boxes(contest: ContestState) -> list[Finding]:
    """E302 for each box that is not verified, its field saying what
    is missing; numbers are papers.
    """
    return [found for box in contest.boxes.values() if (found := missing_of_box(box))]


def expected_and_counted(contest: ContestState) -> tuple[Papers, Papers]:
    """Papers expected by the accounts, and papers counted, over all boxes."""
    expected = sum(box.account.issued for box in contest.boxes.values() if box.account)
    return Papers(expected), Papers(sum(box.papers for box in contest.boxes.values()))


def _box(contest: ContestState, name: str) -> BoxState | list[Finding]:
    return contest.boxes.get(name) or [finding(Code.A104, "box", name)]


def check_box_added(_: CountState, contest: ContestState, act: acts.BoxAdded) -> list[Finding]:
    """The box must be new, its area known, and there must be a reason."""
    # Numbers that differ in capitals alone are one: a scanner reads A1 and a1 alike.
    if act.box.id.casefold() in {box.casefold() for box in (*contest.boxes, *contest.withdrawn)}:
        return [finding(Code.A108, "box", act.box.id)]
    if len(contest.boxes) >= MAX_BOXES:
        return [
            finding(
                Code.E102,
                "contest",
                contest.set_up.name,
                "boxes",
                value=MAX_BOXES + 1,
                most=MAX_BOXES,
            )
        ]
    if act.box.area not in contest.areas:
        return [finding(Code.A104, "area", act.box.area)]
    return check_reason(act.reason, finding(Code.A106, "box", act.box.id, "reason"))


def apply_box_added(contest: ContestState, act: acts.BoxAdded) -> Changed:
    """Register the box; the statement and what follows from it no longer stand."""
    box = BoxState(act.box)
    contest.boxes[act.box.id] = box
    contest.areas[act.box.area].boxes.append(box)
    return reopened(contest, box)


def check_account(_: CountState, contest: ContestState, act: acts.BoxAccountKeyed) -> list[Finding]:
    """Keying an account again names the one that stands, and needs a reason;
    an account that does not add up is recorded, not refused.
    """
    box = _box(contest, act.box)
    if isinstance(box, list):
        return box
    if act.of != box.account_id:
        return [finding(Code.A114, "box", act.box, "account")]
    # Whether the account adds up is not asked: the presiding officer wrote it, and is long gone.
    return check_written(act.box, act.account, act.reason, again=box.account is not None)


def check_written(
    box: str, written: BallotPaperAccount | Packets, reason: str, *, again: bool
) -> list[Finding]:
    """E102 for each figure of a box that cannot be kept; A106 where they are written `again`
    without a reason.
    """
    if not can_be_kept([papers for papers in astuple(written) if papers is not None]):
        # Only now by name: blanks alone cannot be kept at all, and nothing stands against them.
        figures = asdict(written).items()
        found = [f for name, papers in figures for f in check_figure("box", box, name, papers)]
        if found:
            return found
    if not again:
        return []
    return check_reason(reason, finding(Code.A106, "box", box, "reason"))


def apply_account(contest: ContestState, act: acts.BoxAccountKeyed) -> Changed:
    """The account that stands from now on."""
    box = contest.boxes[act.box]
    box.account = act.account
    box.account_id = act.id
    # Another account is another variance: an explanation of the one before does not cover it.
    box.variance_id = act.id if box.counts else ""
    return reopened(contest, box)


def check_counted(_: CountState, contest: ContestState, act: acts.BoxCounted) -> list[Finding]:
    """A box's papers are counted once its account is known, so
    that no attempt is made to fit it; the attempt is the next in number.
    """
    box = _box(contest, act.box)
    if isinstance(box, list):
        return box
    if box.account is None:
        return [finding(Code.A105, "box", act.box, "account")]
    # One slip that is keyed at two places is one attempt: a second would verify the box by itself.
    number = len(box.counts) + 1
    if act.attempt != number:
        numbers = {"stated": act.attempt, "derived": number}
        return [finding(Code.A109, "box", act.box, "attempt", **numbers)]
    return check_figure("box", act.box, "papers", act.papers)


def apply_counted(contest: ContestState, act: acts.BoxCounted) -> Changed:
    """One more attempt; an explanation belonged to the attempt before."""
    box = contest.boxes[act.box]
    area = contest.areas[box.box.area]
    # The last attempt stands for the box, not the best one: otherwise counting until it fits pays.
    area.verified = Papers(area.verified - box.papers + act.papers)
    box.counts.append(Attempt(act.id, act.papers))
    box.papers_id = act.id
    box.variance_id = act.id
    box.counted_on = act.at.date()
    return reopened(contest, box)


def check_stated(
    _: CountState, contest: ContestState, act: acts.VerificationStated
) -> list[Finding]:
    """Every container arrived, every box verified, the postal covers accounted for, no more papers
    than electors (or passed over by name), and the totals those of the boxes.
    """
    # The law wants the statement over every box: a box nobody opened is the whole of what it is for
    # (Barnsley 2021, Crowland 2007).
    still = not_arrived(contest, act.seen) + missing_before_statement(contest)
    still += postal_differences(contest) + not_taken_up(contest, act.seen)
    still += more_than_electors(contest)
    missing = [found for found in still if not contest.is_passed_over(found)]
    if missing:
        return missing
    if contest.statement is not None:
        return [finding(Code.A105, "contest", contest.set_up.name, "stated")]
    expected, counted = expected_and_counted(contest)
    found = []
    for name, stated, derived in (
        ("version", act.version, contest.statement_version + 1),
        ("expected", act.expected, expected),
        ("counted", act.counted, counted),
    ):
        if stated != derived:
            found.append(
                finding(
                    Code.A109, "contest", contest.set_up.name, name, stated=stated, derived=derived
                )
            )
    return found


def apply_stated(contest: ContestState, act: acts.VerificationStated) -> Changed:
    """The statement stands until a box is found wrong."""
    contest.statement = act.counted
    contest.statement_version = act.version
    return Changed(contest.set_up.contest, contest.seq, result=True)


def reopened(contest: ContestState, box: BoxState) -> Changed:
    """Something of a box changed: what explained its variance, and those that it made up for, the
    statement, and what was given out with it no longer stand.
    """
    boxes = [box]
    if box.made_up_for:
        boxes += [contest.boxes[name] for name in box.made_up_for if name in contest.boxes]
    # An explanation was of the variance that it was given for, and not of the one there is now.
    for each in boxes:
        take_back(contest, each)
    return to_be_stated(contest, boxes)


def take_back(contest: ContestState, box: BoxState) -> None:
    """What explained a box's variance does so no longer."""
    # That box may have been withdrawn since: one without a paper in it can be.
    if other := contest.boxes.get(box.other_box):
        other.made_up_for -= {box.box.id}
    box.explanation = ""
    box.cause = "other"
    box.other_box = ""


def to_be_stated(contest: ContestState, boxes: Iterable[BoxState]) -> Changed:
    """What the statement says of these boxes is not so any more: it is to be made anew."""
    # Two papers stuck together, another poll's paper in the box: the statement is made anew, with
    # its own version, and every total follows.
    contest.statement = None
    contest.unsettle()
    if contest.passed:
        # It was passed over for other boxes than these.
        contest.passed = {
            each for each in contest.passed if each.finding.place.field != "statement"
        }
    registered = [each.box for each in boxes]
    return Changed(
        contest.set_up.contest,
        contest.seq,
        areas=frozenset(map(_AREA, registered)),
        boxes=frozenset(map(_ID, registered)),
        result=True,
    )
