"""Lines told as added up by hand that the seed did not draw, or that came to something else."""

from collections.abc import Callable

from msgspec.structs import replace

from tallyapp.audit.streams import Streams
from tallyapp.documents.audit_pack.pack import render_audit_pack
from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tests.audit.attacks.acts_changed import PAGES, Change, by, nth, without
from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import Acts, Hall, lines_of, rechained
from tests.halls import CLERK

KIND = Kind.BY_HAND
NOT_DRAWN = "are not the 3 lines that were drawn"
Forged = Callable[[World], bytes]


def _packed(change: Change) -> Forged:
    """The pack with other acts, every head and code worked out anew, and pages that say them."""

    def made(world: World) -> bytes:
        hall = world.put_right
        return hall.packed_again(rechained(change(hall), hall.stream))

    return made


def _other_lines(act: AnyAct) -> AnyAct:
    """Lines of somebody's choice, with the totals that they really have."""
    assert isinstance(act, acts.ReAddDone)
    # Nobody has a paper rejected under any head in this area.
    chosen = [replace(act.lines[0], area="B", what="rejected", line=n, total=0) for n in (1, 2, 3)]
    return replace(act, lines=tuple(chosen))


def _other_order(act: AnyAct) -> AnyAct:
    assert isinstance(act, acts.ReAddDone)
    return replace(act, lines=act.lines[::-1])


def _one_more(act: AnyAct) -> AnyAct:
    assert isinstance(act, acts.ReAddDone)
    first, *others = act.lines
    return replace(act, lines=(replace(first, total=first.total + 1), *others))


def _another_seed(act: AnyAct) -> AnyAct:
    return replace(act, seed="3141592653")


def _both(first: Change, second: Change) -> Change:
    """One change after the other."""

    def made(hall: Hall) -> Acts:
        once = rechained(first(hall), hall.stream)
        return second(_WithActs(hall, once))  # type: ignore[arg-type]

    return made


class _WithActs:
    """A hall whose pack holds other acts."""

    def __init__(self, hall: Hall, instead: Acts) -> None:
        self.acts = instead
        self.stream = hall.stream


def _pages_say(world: World) -> bytes:
    """The acts as they are, under pages on which what differed agrees."""
    hall = world.put_right
    lines = lines_of(hall.pack)
    streams = Streams.of(lines)
    assert streams
    report = streams.report()
    alike = tuple(replace(line, keyed=line.counted) for line in report.by_hand)
    return hall.signed_again(render_audit_pack(replace(report, by_hand=alike), lines))


def _of_pack(name: str, change: Change, words: str = "Entry") -> Attack:
    return Attack(name, KIND, _packed(change), ("acts",), words, of="put-right")


DONE = acts.ReAddDone
ATTACKS: tuple[Attack, ...] = (
    _of_pack("lines of somebody's choice for those drawn", nth(DONE, _other_lines), NOT_DRAWN),
    _of_pack("the lines drawn in another order", nth(DONE, _other_order), NOT_DRAWN),
    _of_pack("another seed for the same lines", nth(acts.ReAddDrawn, _another_seed), NOT_DRAWN),
    _of_pack("the draw left out", without(acts.ReAddDrawn), "none were drawn"),
    _of_pack("a difference that was not settled", nth(DONE, _one_more, -1)),
    _of_pack("the adding up that settled a difference left out", without(DONE, -1)),
    _of_pack("a difference made to agree", nth(DONE, _one_more), "nothing of them is open"),
    _of_pack("added up by who keyed the sheets", nth(DONE, by(CLERK)), "Officer 11".lower()),
    Attack("a difference that pages make agree", KIND, _pages_say, PAGES, of="put-right"),
    Attack(
        "no lines drawn, and none added up",
        KIND,
        _packed(_both(_both(without(DONE), without(DONE)), without(acts.ReAddDrawn))),
        (),
        shown_by="a noted code",
        of="put-right",
    ),
)
