"""A box by the number that somebody keyed, in whichever contest it is."""

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.findings import Code, finding
from tallyapp.ui.session.session import Session
from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung


def known_boxes(count: Count, here: ContestState) -> list[str]:
    """The boxes of every contest; of two that are spelt alike, that of the one here is last."""
    others = [box for contest in count.contests.values() for box in contest.boxes]
    return [*others, *here.boxes]


def contests_with(count: Count, box: str) -> list[str]:
    """The contests that have a box of this number."""
    return [stream for stream, contest in count.contests.items() if box in contest.boxes]


def not_one(session: Session, box: str, having: list[str]) -> str:
    """Why no box is opened: no contest has it, or several do."""
    if not having:
        return session.sentence(finding(Code.A104, "box", box))
    contests = session.desk.count.contests
    names = strung(contests[stream].set_up.name for stream in having)
    return say("verification", "in-several", box=box, contests=names)
