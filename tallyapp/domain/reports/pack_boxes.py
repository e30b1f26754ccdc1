"""What an audit pack says of boxes: what was put right in them, and what explains a variance."""

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.reports.pack_report import BoxVariance
from tallyapp.domain.state.area import Move
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.verification_lines import BoxLine
from tallyapp.domain.vocabulary.boxes import Cause
from tallyapp.domain.vocabulary.units import Papers

_CAUSES: dict[Cause, str] = {
    "arithmetic": "The account does not add up",
    "unused": "Unused and spoilt papers differ from the account",
    "issued": "Papers issued from another box or place",
    "compensating": "Made up for in the same polling place",
    "recounted": "Counted again twice",
    "verified-again": "Verified again",
    "other": "",
}


def papers_words(papers: int) -> str:
    """So many papers."""
    return f"{papers:,} paper{'' if papers == 1 else 's'}"


def box_put_right(contest: ContestState, act: AnyAct) -> tuple[str, str] | None:
    """Where and what, if this act changed what a box or an area holds."""
    match act:
        case acts.BoxCountCorrected():
            was = contest.boxes[act.box].counts[act.attempt - 1].papers
            what = f"Count {act.attempt} put right, {was:,} to {act.papers:,}. {act.reason}"
            return _box(contest, act.box), what
        case acts.PapersMoved() if act.between == "box":
            ends = f"{papers_words(act.papers)} moved to box {act.reached}"
            return _box(contest, act.left), f"{ends}. {act.reason}"
        case acts.PapersMoved():
            ends = f"{papers_words(act.papers)} carried to area {act.reached}"
            return f"Area {act.left}", f"{ends}. {act.reason}"
        case acts.PapersTakenUp():
            # Before it is applied the contest has still to take it up.
            end = next(end for end in contest.to_take_up() if end.act.id == act.of)
            way = "given to" if act.way == "out" else "got from"
            what = f"{papers_words(act.papers)} {way} contest {end.other}. {end.act.reason}"
            return _box(contest, act.box), what
        case acts.PapersHandedOver():
            what = f"{papers_words(act.papers)} handed over to {act.to}. Receipt: {act.receipt}"
            return _box(contest, act.box), what
        case _:
            return None


def _box(contest: ContestState, box: str) -> str:
    return f"Area {contest.boxes[box].box.area}, box {box}"


def box_variance(line: BoxLine) -> BoxVariance:
    """A box that was not simply as its account says."""
    return BoxVariance(
        area=line.box.area,
        box=line.box.name,
        expected=line.expected or Papers(0),
        counted=line.counted or Papers(0),
        attempts=tuple(attempt.papers for attempt in line.attempts),
        explanation=". ".join(filter(None, (_explained(line), *map(_move, line.moves)))),
    )


def _explained(line: BoxLine) -> str:
    cause = _CAUSES[line.cause] if line.cause else ""
    if line.made_up_for_by:
        cause = f"{cause}, box {line.made_up_for_by}"
    return ": ".join(filter(None, (cause, line.explanation)))


def _move(move: Move) -> str:
    # Of a box that was not counted yet its first count says what is in it, and these are no more.
    before = "" if move.counted else ", before it was counted"
    what = {"box": "box", "area": "area", "contest": "contest", "officer": "handed over to"}
    if move.between == "officer":
        return f"{papers_words(-move.papers)} {what[move.between]} {move.other}{before}"
    way = "from" if move.papers > 0 else "to"
    return f"{papers_words(abs(move.papers))} {way} {what[move.between]} {move.other}{before}"
