"""Papers that are not where they were counted: one act names both ends, and both follow it.

A box that was not counted yet loses and gets nothing by it: whoever counts it counts what is then
in it. So the papers of a box are those of its last count, and those moved since.
"""

from tallyapp.domain import acts
from tallyapp.domain.rules.officers import check_reason, check_second
from tallyapp.domain.rules.verification import reopened
from tallyapp.domain.state.area import AreaState, BoxState, Move
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.places import Kind
from tallyapp.domain.vocabulary.units import Papers

# ---- what a box has, and what may be taken out of it


def enough_in_box(box: BoxState, papers: int) -> list[Finding]:
    """A125 where a box that was counted has fewer papers than are to be taken out of it."""
    if not box.counts or papers <= box.papers:
        return []
    return [finding(Code.A125, "box", box.box.id, papers=papers, there=int(box.papers))]


def move_in_box(contest: ContestState, box: BoxState, move: Move) -> Changed:
    """Papers come into a box, or leave it: its area follows, and it is verified anew."""
    counted = bool(box.counts)
    if counted:
        box.counts[-1].moved += move.papers
        area = contest.areas[box.box.area]
        area.verified = Papers(area.verified + move.papers)
        box.variance_id = move.id
    box.papers_id = move.id
    box.moves += (move if counted else _not_counted(move),)
    return reopened(contest, box)


def _not_counted(move: Move) -> Move:
    return Move(move.id, move.papers, move.between, move.other, move.why, counted=False)


# ---- within a contest


def check_moved(count: CountState, contest: ContestState, act: acts.PapersMoved) -> list[Finding]:
    """Two different boxes, or areas, as they stand; no more papers than there are; by two."""
    ends = (act.left, act.reached)
    known = contest.boxes if act.between == "box" else contest.areas
    found = [finding(Code.A104, act.between, end) for end in ends if end not in known]
    if found:
        return found
    if act.left == act.reached:
        return [finding(Code.A112, act.between, act.left, "same-end")]
    # How many there are is for the bounds of an act to see, which are looked at when it is written.
    for end, of in zip(ends, act.of, strict=False):
        if of != changed_last(contest, act.between, end):
            return [finding(Code.A114, act.between, end, "moved")]
    reason = finding(Code.A106, act.between, act.left, "reason")
    return (
        _enough(contest, act)
        + check_second(count, act, act.second)
        + check_reason(act.reason, reason)
    )


def changed_last(contest: ContestState, kind: Kind, name: str) -> str:
    """The act that last changed the papers of a box, or that last carried a bundle to an area or
    from it; empty where there is none.
    """
    if kind == "box":
        return contest.boxes[name].papers_id
    return contest.areas[name].moved_id


def _enough(contest: ContestState, act: acts.PapersMoved) -> list[Finding]:
    if act.between == "box":
        return enough_in_box(contest.boxes[act.left], act.papers)
    there = contest.areas[act.left].verified
    if act.papers <= there:
        return []
    return [finding(Code.A125, "area", act.left, papers=act.papers, there=int(there))]


def apply_moved(contest: ContestState, act: acts.PapersMoved) -> Changed:
    """Both ends follow: the areas together have as many papers as before."""
    out = Move(act.id, -act.papers, act.between, act.reached, act.reason)
    into = Move(act.id, act.papers, act.between, act.left, act.reason)
    if act.between == "area":
        return _carried(contest, act, out, into)
    left = contest.boxes[act.left]
    reached = contest.boxes[act.reached]
    changed = move_in_box(contest, left, out)
    return changed.and_then(move_in_box(contest, reached, into))


def _carried(contest: ContestState, act: acts.PapersMoved, out: Move, into: Move) -> Changed:
    """A bundle of verified papers is counted in another area; each box stays as it was verified."""
    for name, move in ((act.left, out), (act.reached, into)):
        area: AreaState = contest.areas[name]
        area.verified = Papers(area.verified + move.papers)
        area.moves.append(move)
    # The statement stands: no box was found wrong, and the areas together hold what they held.
    contest.unsettle()
    areas = frozenset({act.left, act.reached})
    return Changed(contest.set_up.contest, contest.seq, areas=areas, result=True)


# ---- for another returning officer


def check_handed_over(
    count: CountState, contest: ContestState, act: acts.PapersHandedOver
) -> list[Finding]:
    """Of a box as it stands, no more than it has, to somebody, receipted, and seen by two."""
    box = contest.boxes.get(act.box)
    if box is None:
        return [finding(Code.A104, "box", act.box)]
    if act.of != box.papers_id:
        return [finding(Code.A114, "box", act.box, "moved")]
    return (
        enough_in_box(box, act.papers)
        + check_second(count, act, act.second)
        + check_reason(act.to, finding(Code.A106, "box", act.box, "to"))
        + check_reason(act.receipt, finding(Code.A106, "box", act.box, "receipt"))
    )


def apply_handed_over(contest: ContestState, act: acts.PapersHandedOver) -> Changed:
    """They were never papers of this count: its verified papers are without them."""
    move = Move(act.id, -act.papers, "officer", act.to, act.receipt)
    return move_in_box(contest, contest.boxes[act.box], move)
