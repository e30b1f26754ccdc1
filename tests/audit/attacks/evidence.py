"""The act and the leaves that bind a declaration to its code: changed, left out, exchanged."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from tallyapp.documents.page.pdf import DECLARED, LEAVES, SET_UP
from tallyapp.domain import acts
from tallyapp.ledger.declared import MOST_LEAVES, heads_from, read_leaves
from tallyapp.ledger.published import checkpoint, line
from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import Hall, signature_of

KIND = Kind.EVIDENCE
Files = dict[str, bytes]


def _with(change: Callable[[Hall], Files]) -> Callable[[World], bytes]:
    """The declaration with other evidence, and all else as it was."""

    def made(world: World) -> bytes:
        hall = world.hall
        return hall.declared_again(hall.report, hall.evidence | change(hall))

    return made


def _anew(change: Callable[[Hall], Files]) -> Callable[[World], bytes]:
    """The same, its head and code worked out anew from the leaves that it then has."""

    def made(world: World) -> bytes:
        hall = world.hall
        carried: Mapping[str, bytes] = hall.evidence | change(hall)
        mark = hall.report.checkpoint
        leaves = read_leaves(carried[LEAVES])
        head = heads_from(mark.origin, mark.stream, leaves)[-1]
        anew = checkpoint(mark.origin, mark.stream, len(leaves), head)
        return hall.declared_again(replace(hall.report, checkpoint=anew), carried)

    return made


def _without(name: str) -> Callable[[World], bytes]:
    def made(world: World) -> bytes:
        carried = {n: data for n, data in world.hall.evidence.items() if n != name}
        return world.hall.declared_again(world.hall.report, carried)

    return made


def _lines(hall: Hall) -> list[bytes]:
    return hall.evidence[LEAVES].splitlines(keepends=True)


def _leaves(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Hall], Files]:
    return lambda hall: {LEAVES: b"".join(change(_lines(hall)))}


def _line(change: Callable[[bytes], bytes]) -> Callable[[Hall], Files]:
    return lambda hall: {DECLARED: change(hall.evidence[DECLARED])}


def _provisional(hall: Hall) -> Files:
    given = next(act for act in hall.acts[hall.stream] if isinstance(act, acts.ProvisionalGiven))
    signature = signature_of(hall.report.checkpoint.origin, hall.stream, given)
    return {DECLARED: line(signature, acts.encode(given))}


def _only_its_leaf(hall: Hall) -> Files:
    return {DECLARED: b'{"leaf":"%b"}\n' % _lines(hall)[-1].strip()}


def _signed_otherwise(hall: Hall) -> Files:
    """The act that declared, signed once more: the act is the same, and its leaf is not."""
    act = hall.act_for(hall.report)
    signature = signature_of("0" * 32, hall.stream, act)
    return {DECLARED: line(signature, acts.encode(act))}


_LEAVES: dict[str, tuple[Callable[[list[bytes]], list[bytes]], str]] = {
    "a leaf dropped": (lambda lines: [*lines[:5], *lines[6:]], "do not come to the head"),
    "a leaf doubled": (lambda lines: [*lines[:5], *lines[4:]], "do not come to the head"),
    "two leaves swapped": (
        lambda lines: [*lines[:4], lines[5], lines[4], *lines[6:]],
        "do not come to the head",
    ),
    "the last leaf left out": (lambda lines: lines[:-1], "do not come to the head"),
    "a leaf after the last": (lambda lines: [*lines, lines[0]], "do not come to the head"),
    "no leaves": (lambda lines: [b"\n"], "not written as"),
    "leaves in capitals": (lambda lines: [line.upper() for line in lines], "not written as"),
    "leaves with the line ends of another system": (
        lambda lines: [line.replace(b"\n", b"\r\n") for line in lines],
        "not written as",
    ),
    "a leaf cut short": (lambda lines: [lines[0][1:], *lines[1:]], "not written as"),
    "no end of the last line": (lambda lines: [*lines[:-1], lines[-1][:-1]], "not written as"),
    "millions of leaves": (
        lambda lines: lines[:1] * (MOST_LEAVES + 1),
        "more hashes than any contest has entries",
    ),
}

_ACTS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "no act": (lambda line: b"\n", "not the act that declared"),
    "an act that is none": (lambda line: b"{}\n", "not the act that declared"),
    "a space in the act": (lambda line: line.replace(b'{"act"', b'{ "act"'), "not the act"),
    "the act twice": (lambda line: line * 2, "not the act that declared"),
    "three acts": (lambda line: line * 3, "not the act that declared"),
    "another vote in the act": (
        lambda line: line.replace(b"19541", b"19542"),
        "not the entry for which the code stands",
    ),
    "an act without end": (lambda line: b'{"act":' * 100_000, "not the act that declared"),
}

_SET_UPS: dict[str, tuple[Callable[[Hall], Files], str]] = {
    "another candidate in the set-up": (
        lambda hall: {SET_UP: hall.evidence[SET_UP].replace(b"Dodds", b"Doods")},
        "not the first entry of its stream",
    ),
    "the act that declared as the set-up": (
        lambda hall: {SET_UP: hall.evidence[DECLARED]},
        "not the act that declared",
    ),
    "a set-up without end": (
        lambda hall: {SET_UP: b'{"act":' * 100_000},
        "not the act that declared",
    ),
}

ATTACKS: tuple[Attack, ...] = (
    *(
        Attack(name, KIND, _with(_leaves(change)), ("binding",), words)
        for name, (change, words) in _LEAVES.items()
    ),
    *(
        Attack(name, KIND, _with(_line(change)), ("binding",), words)
        for name, (change, words) in _ACTS.items()
    ),
    # The program embeds no file of nothing: what has one is none of its documents.
    Attack(
        "a file of nothing in place of the act",
        KIND,
        _with(_line(lambda line: b"")),
        (),
        verdict="not judged",
    ),
    Attack(
        "the set-up left out", KIND, _without(SET_UP), ("binding",), "does not carry the set-up"
    ),
    Attack("the act left out", KIND, _without(DECLARED), ("binding",), "does not carry the set-up"),
    Attack(
        "the leaves left out", KIND, _without(LEAVES), ("binding",), "does not carry the set-up"
    ),
    *(
        Attack(name, KIND, _with(change), ("binding",), words)
        for name, (change, words) in _SET_UPS.items()
    ),
    Attack(
        "the provisional result in place of the declaration",
        KIND,
        _with(_provisional),
        ("binding",),
        "not the act that declared",
    ),
    Attack(
        "only the leaf of the act",
        KIND,
        _with(_only_its_leaf),
        ("binding",),
        "not the act that declared",
    ),
    Attack(
        "the act under another signature",
        KIND,
        _with(_signed_otherwise),
        ("binding",),
        "not the entry for which the code stands",
    ),
    Attack(
        "the act of another count",
        KIND,
        lambda world: world.hall.declared_again(
            world.hall.report, world.hall.evidence | {DECLARED: world.other.evidence[DECLARED]}
        ),
        ("binding",),
        "not the entry for which the code stands",
    ),
    Attack(
        "act and leaves of another count",
        KIND,
        lambda world: world.hall.declared_again(world.hall.report, world.other.evidence),
        ("binding",),
        "do not come to the head",
    ),
    Attack(
        "an entry after the declaration, its code worked out anew",
        KIND,
        _anew(_leaves(lambda lines: [*lines, lines[0]])),
        ("binding",),
        "not the entry for which the code stands",
    ),
    Attack(
        "the last leaf left out, its code worked out anew",
        KIND,
        _anew(_leaves(lambda lines: lines[:-1])),
        ("binding",),
        "not the entry for which the code stands",
    ),
    Attack(
        "an earlier entry dropped, its code worked out anew",
        KIND,
        _anew(_leaves(lambda lines: [*lines[:5], *lines[6:]])),
        (),
        shown_by="a noted code",
        occasion="provisional",
    ),
)
