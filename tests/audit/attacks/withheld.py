"""Entries withheld that no pack may leave out, and leaves that are none of an entry's."""

from collections.abc import Callable

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.ledger.declared import leaf_of_line
from tests.audit.attacks.acts_changed import at
from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import Hall, lines_of, unsigned, with_streams

KIND = Kind.WITHHELD
Lines = list[bytes]


def _without(
    kind: type[acts.Act], nth: int = 0, stream: str = "", leaf: Callable[[bytes], bytes] = bytes
) -> Callable[[World], bytes]:
    """The pack with its pages as they were, and the leaf of one entry in its place."""

    def made(world: World) -> bytes:
        hall = world.hall
        name = stream or hall.stream
        lines = lines_of(hall.pack)[name].splitlines(keepends=True)
        place = at(hall.acts, name, kind, nth)
        lines[place] = b'{"leaf":"%b"}\n' % leaf(leaf_of_line(lines[place]).hex().encode())
        return _with(hall, name, lines)

    return made


def _with(hall: Hall, name: str, lines: Lines) -> bytes:
    return hall.signed_again(with_streams(unsigned(hall.pack), {name: b"".join(lines)}))


def _not_judged(name: str, kind: type[acts.Act], nth: int = 0, stream: str = "") -> Attack:
    """What is withheld may have been lawful: it is not called false, and never holds."""
    return Attack(name, KIND, _without(kind, nth, stream), (), verdict="not judged")


ATTACKS: tuple[Attack, ...] = (
    _not_judged("a keying", acts.SheetKeyed, -1),
    _not_judged("a box's count", acts.BoxCounted, 3),
    _not_judged("the verification statement", acts.VerificationStated),
    _not_judged("the provisional result", acts.ProvisionalGiven),
    _not_judged("the read-back", acts.ReadBack, -1),
    # No lawful pack leaves out anything of these: a corrected notice or a code could be missing.
    *(
        Attack(name, KIND, _without(kind, -1, stream), ("chain",), "none may be there")
        for name, kind, stream in (
            ("an officer", acts.OfficerEnrolled, COUNT_STREAM),
            ("numbers of sheets", acts.SheetsAllotted, COUNT_STREAM),
            ("a code that was given out", acts.CodeIssued, COUNT_STREAM),
            ("what came after the declaration", acts.DocumentSigned, ""),
        )
    ),
    Attack(
        "the contest's set-up",
        KIND,
        _without(acts.ContestSetUp),
        ("chain",),
        "none may be there",
    ),
    Attack(
        "the count's set-up",
        KIND,
        _without(acts.CountSetUp, stream=COUNT_STREAM),
        ("chain",),
        "none may be there",
    ),
    Attack(
        "a leaf that is none of the entry's",
        KIND,
        _without(acts.BoxCounted, 3, leaf=lambda leaf: leaf[::-1]),
        ("chain",),
        "does not fit",
    ),
    Attack(
        "a leaf in capitals",
        KIND,
        _without(acts.BoxCounted, 3, leaf=bytes.upper),
        ("chain",),
        "Entry",
    ),
    Attack(
        "a leaf cut short",
        KIND,
        _without(acts.BoxCounted, 3, leaf=lambda leaf: leaf[:-2]),
        ("chain",),
        "Entry",
    ),
)
