"""What stands on a box's page besides what is keyed there: counts, moves, what staff found."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QGridLayout

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.state.area import BoxState, Move
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.verification_lines import sources
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import FIGURE
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint, hand_in_keys
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure, strung


def counts_grid(box: BoxState) -> QGridLayout:
    """The counts of a box, each as it stands, with what was keyed for it before."""
    grid = QGridLayout()
    grid.setColumnStretch(0, 1)
    for row, attempt in enumerate(box.counts):
        words = say("verification", "attempt", n=row + 1)
        if attempt.miskeyed:
            was = strung(figure(papers) for papers in attempt.miskeyed)
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


def pages_offered(
    contest: ContestState, box: BoxState, may: Callable[[type[AnyAct]], bool]
) -> Iterator[str]:
    """The further pages of a box whose account is keyed, by their names, for whom `may` says."""
    shown = {
        "packets": may(acts.PacketsCounted),
        "put-right": bool(box.counts) and may(acts.BoxCountCorrected),
        "move": may(acts.PapersMoved),
        "carry": len(contest.areas) > 1 and may(acts.PapersMoved),
        "decide": only_box_of_its_area(contest, box) and may(acts.OneBoxAreaDecided),
    }
    return (page for page, offered in shown.items() if offered)


def hints_of(*, keys_account: bool, may_explain: bool) -> tuple[KeyHint, ...]:
    """The keys of a box's page."""
    leave = KeyHint(("Esc",), say("verification", "key.leave"), last=True)
    if keys_account:
        return (
            KeyHint(("Enter",), say("verification", "key.next")),
            KeyHint(("−",), say("verification", "key.back")),
            KeyHint(hand_in_keys(), say("verification", "key.account")),
            leave,
        )
    tab = KeyHint(("Tab",), say("verification", "key.explain" if may_explain else "key.ways"))
    return (KeyHint(("Enter",), say("verification", "key.count")), tab, leave)


def sum_told(entrusted: int | None, summed: int) -> tuple[Mark, str, str]:
    """Whether an account adds up to what was entrusted: the mark, the words, their role."""
    if entrusted is None:
        return Mark.NOT_YET, say("verification", "sum", papers=summed), "secondary"
    if entrusted == summed:
        return Mark.AGREES, say("verification", "sum-agrees", papers=summed), ""
    words = "sum-more" if summed > entrusted else "sum-fewer"
    by = abs(summed - entrusted)
    return Mark.DIFFERS, say("verification", words, papers=summed, by=by), ""


def count_told(box: BoxState, keyed: int | None) -> tuple[Mark, str] | None:
    """How far the papers keyed, or else those counted last, are from the account; None where
    either is not there yet.
    """
    counted = box.papers if box.attempts else None
    papers = counted if keyed is None else keyed
    if box.account is None or papers is None:
        return None
    difference = papers - box.account.issued
    words = "as-expected" if not difference else "more" if difference > 0 else "fewer"
    mark = Mark.DIFFERS if difference else Mark.AGREES
    told = say("verification", words, papers=abs(difference), expected=box.account.issued)
    return mark, told
