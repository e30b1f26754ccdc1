"""Papers of one contest that were found in a box of another: told in `count` once, with both ends,
and taken up in each of the two contests by an act of its own.
"""

from tallyapp.domain import acts
from tallyapp.domain.rules.moves import enough_in_box, move_in_box
from tallyapp.domain.rules.officers import check_reason, check_second
from tallyapp.domain.state.area import Move
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding


def check_found(count: CountState, act: acts.PapersOfAnotherContest) -> list[Finding]:
    """Two contests, with a reason and a second officer, and nothing told since it was begun."""
    box = act.found.box
    if act.of != count.between.last:
        return [finding(Code.A114, "box", box, "other-contest")]
    # Not whether the contests have these boxes: `count` is read before any contest.
    if act.found.contest == act.belongs.contest:
        return [finding(Code.A112, "box", box, "same-contest")]
    reason = finding(Code.A106, "box", box, "reason")
    return check_second(count, act, act.second) + check_reason(act.reason, reason)


def apply_found(count: CountState, act: acts.PapersOfAnotherContest) -> None:
    """Both contests miss it by name until they have taken it up."""
    count.between.add(count.seq, act)


def against_end(contest: ContestState, box: str, papers: int, way: str) -> list[Finding]:
    """What would stand against a contest taking this up: asked before it is told in `count`."""
    if contest.declaration:
        return [finding(Code.A105, "contest", contest.set_up.name, "declared")]
    state = contest.boxes.get(box)
    if state is None:
        return [finding(Code.A104, "box", box)]
    # It follows nothing any more, and its figures are nobody's.
    if contest.abandoned:
        return []
    return enough_in_box(state, papers) if way == "out" else []


def check_taken_up(_: CountState, contest: ContestState, act: acts.PapersTakenUp) -> list[Finding]:
    """Just what `count` told of this contest's box before it, once."""
    if act.of in contest.taken_up:
        return [finding(Code.A112, "box", act.box, "taken-up")]
    end = next((each for each in contest.to_take_up(act.seen) if each.act.id == act.of), None)
    if end is None:
        return [finding(Code.A114, "box", act.box, "other-contest")]
    if (act.box, act.way) != (end.box, end.way):
        return [finding(Code.A104, "box", act.box)]
    if act.papers != end.act.papers:
        numbers = {"stated": int(act.papers), "derived": int(end.act.papers)}
        return [finding(Code.A109, "box", act.box, "papers", **numbers)]
    return against_end(contest, act.box, act.papers, act.way)


def apply_taken_up(contest: ContestState, act: acts.PapersTakenUp) -> Changed:
    """This contest's box follows."""
    end = next(each for each in contest.to_take_up() if each.act.id == act.of)
    contest.taken_up.add(act.of)
    papers = -act.papers if act.way == "out" else act.papers
    move = Move(act.id, papers, "contest", end.other, end.act.reason)
    return move_in_box(contest, contest.boxes[act.box], move)
