"""Practice and real exchanged, streams of other contests and other counts."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from io import BytesIO

import pikepdf
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import (
    Hall,
    attach,
    changed,
    lines_of,
    rechained,
    saved,
    unsigned,
    with_streams,
)

KINDS = Kind.PRACTICE
STREAMS = Kind.STREAMS
COUNTS = Kind.COUNTS
TIMES = Kind.TIMES


# ---- practice and real


def _real_looking(world: World) -> bytes:
    hall = world.hall
    heading = replace(hall.report.heading, practice=False)
    return hall.bound_again(replace(hall.report, heading=heading))


def _practice_looking(world: World) -> bytes:
    heading = replace(world.real.report.heading, practice=True)
    return world.real.bound_again(replace(world.real.report, heading=heading))


def _signed_by_the_other(document: str) -> Callable[[World], bytes]:
    """A practice document signed by an officer's own identity."""
    return lambda world: world.hall.signed_again(
        unsigned(getattr(world.hall, document)), world.real.identity
    )


def _real_signed_as_practice(document: str) -> Callable[[World], bytes]:
    return lambda world: world.real.signed_again(
        unsigned(getattr(world.real, document)), world.hall.identity
    )


def _made_real(hall: Hall) -> bytes:
    def real_one(act: AnyAct) -> AnyAct:
        return replace(act, practice=False) if isinstance(act, acts.CountSetUp) else act

    return hall.packed_again(rechained(changed(hall.acts, COUNT_STREAM, real_one), hall.stream))


# ---- streams


def _other_stream(stream: str) -> Callable[[World], bytes]:
    def made(world: World) -> bytes:
        hall = world.hall
        name = hall.stream if stream == "contest" else stream
        return hall.repacked(hall.acts | {name: world.other.acts[name]})

    return made


def _pages_of_another(world: World) -> bytes:
    pages = with_streams(unsigned(world.other.pack), lines_of(world.hall.pack))
    return world.hall.signed_again(pages)


def _only(*names: str) -> Callable[[World], bytes]:
    """The pack with streams by these names alone."""

    def made(world: World) -> bytes:
        hall = world.hall
        lines = lines_of(hall.pack)
        with pikepdf.open(BytesIO(unsigned(hall.pack))) as document:
            for name in list(document.attachments):
                del document.attachments[name]
            for name in names:
                attach(document, f"{name}.jsonl", lines.get(name, lines[hall.stream]))
            return hall.signed_again(saved(document))

    return made


def _renamed(world: World) -> bytes:
    hall = world.hall
    with pikepdf.open(BytesIO(unsigned(hall.pack))) as document:
        del document.attachments["oxford-east.jsonl"]
        attach(document, "oxford-west.jsonl", lines_of(hall.pack)[hall.stream])
        return hall.signed_again(saved(document))


def _checkpoint(**other: object) -> Callable[[World], bytes]:
    """Another place than that of its evidence, its code worked out to fit."""

    def made(world: World) -> bytes:
        mark = replace(world.hall.report.checkpoint, **other)
        return world.hall.declared_again(replace(world.hall.report, checkpoint=mark))

    return made


# ---- times


def _before_the_poll(world: World) -> bytes:
    """A real count declared before the day of its poll, in its act and its code as well."""
    report = world.real.report
    early = report.declared_at - timedelta(days=2)
    return world.real.bound_again(replace(report, declared_at=early))


def _on_another_day(world: World) -> bytes:
    heading = replace(world.real.report.heading, polling_day=date(2030, 5, 2))
    return world.real.bound_again(replace(world.real.report, heading=heading))


PAGES = ("rendering", "derived")
_NOT_ONE: Sequence[tuple[str, ...]] = (("count",), ("oxford-east",), ("a", "b", "count"))

ATTACKS: tuple[Attack, ...] = (
    Attack(
        "a practice declaration that looks real",
        KINDS,
        _real_looking,
        ("practice",),
        "A real count",
    ),
    Attack("a real declaration marked as practice", KINDS, _practice_looking, ("practice",)),
    Attack(
        "a practice pack made real",
        KINDS,
        lambda world: _made_real(world.hall),
        ("practice",),
    ),
    *(
        Attack(
            f"a practice {document} signed by an officer",
            KINDS,
            _signed_by_the_other(document),
            ("practice",),
        )
        for document in ("declaration", "pack")
    ),
    *(
        Attack(
            f"a real {document} signed by a practice identity",
            KINDS,
            _real_signed_as_practice(document),
            ("practice",),
            of="real",
        )
        for document in ("declaration", "pack")
    ),
    Attack(
        "the same contest of another count",
        COUNTS,
        _other_stream("contest"),
        ("chain",),
        "does not continue from this count",
    ),
    Attack("the staff list of another count", COUNTS, _other_stream("count"), ("chain",)),
    Attack("the pages of another count over these entries", COUNTS, _pages_of_another, PAGES),
    Attack("a contest by the name of another", STREAMS, _renamed, ("acts",)),
    *(
        Attack(
            f"streams {', '.join(names)} alone",
            STREAMS,
            _only(*names),
            ("chain",),
            "not that of one contest",
        )
        for names in _NOT_ONE
    ),
    Attack(
        "another code", Kind.CODES, _checkpoint(code="AAAAA-BBBBB-CCCCC-DDDDD-EEEEE"), ("code",)
    ),
    Attack("another head", Kind.CODES, _checkpoint(head="0" * 64), ("code", "binding")),
    Attack("a head that is none", Kind.CODES, _checkpoint(head="no head"), ("code", "binding")),
    Attack("an earlier position", Kind.CODES, _checkpoint(seq=3), ("code", "binding")),
    Attack(
        "another contest's code", STREAMS, _checkpoint(stream="oxford-west"), ("code", "binding")
    ),
    Attack("another count's code", COUNTS, _checkpoint(origin="0" * 32), ("code", "binding")),
    Attack(
        "declared the day before its poll",
        TIMES,
        _before_the_poll,
        ("time",),
        "before the close of the poll",
    ),
    Attack(
        "a polling day to come", TIMES, _on_another_day, ("time",), "before the close of the poll"
    ),
)
