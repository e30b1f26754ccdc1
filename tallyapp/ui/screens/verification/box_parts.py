"""What stands on a box's page besides what is keyed there: counts, moves, what staff found."""

from collections.abc import Iterator

from PySide6.QtWidgets import QGridLayout

from tallyapp.domain.state.area import BoxState, Move
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.verification_lines import sources
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import FIGURE
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure


def counts_grid(box: BoxState) -> QGridLayout:
    """The counts of a box, each as it stands, with what was keyed for it before."""
    grid = QGridLayout()
    grid.setColumnStretch(0, 1)
    for row, attempt in enumerate(box.counts):
        words = say("verification", "attempt", n=row + 1)
        if attempt.miskeyed:
            was = ", ".join(figure(papers) for papers in attempt.miskeyed)
            words = say("verification", "attempt-put-right", n=row + 1, was=was)
        grid.addWidget(Text(words, role="secondary"), row, 0)
        grid.addWidget(Text(figure(attempt.papers), FIGURE, right=True), row, 1)
    return grid


def move_words(move: Move, contests: dict[str, str]) -> str:
    """Papers that came into a box or left it, in a line; `contests` gives contests their names."""
    way = "in" if move.papers > 0 else "out"
    other = contests.get(move.other, move.other) if move.between == "contest" else move.other
    key = f"moved.{move.between}.{way}"
    words = say("verification", key, papers=abs(move.papers), other=other, why=move.why)
    return words if move.counted else say("verification", "moved.not-counted", what=words)


def moves(box: BoxState, contests: dict[str, str]) -> Iterator[State]:
    """A line for each move."""
    for move in box.moves:
        yield State(Mark.TICK, move_words(move, contests), role="ink", wrap=True)


def found_beside(box: BoxState) -> Iterator[State]:
    """What staff counted beside the account's, and whether it comes to the variance."""
    packets = box.packets
    account = box.account
    if packets is None or account is None:
        return
    pairs = (
        ("unused", packets.unused, account.unused),
        ("spoilt", packets.spoilt, account.spoilt),
        ("tendered", packets.tendered_packet, packets.tendered_list),
    )
    for name, found, said in pairs:
        if found is None or said is None:
            continue
        by = found - said
        way = "more" if by > 0 else "fewer" if by < 0 else "same"
        words = say("verification", f"packets.{name}.{way}", found=found, said=said, by=abs(by))
        yield State(Mark.DIFFERS if by else Mark.AGREES, words, wrap=True)
    if box.variance and sources(box).explains(box.variance):
        yield State(Mark.DIFFERS, say("verification", "packets.explains"), wrap=True)


def only_box_of_its_area(contest: ContestState, box: BoxState) -> bool:
    """Whether an area is of this one ballot box."""
    boxes = contest.areas[box.box.area].boxes
    return len(boxes) == 1 and box.box.kind == "polling"
