"""What one branch of a contest holds of each thing that is written on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

import msgspec

from tallyapp.domain.rules.keying import kind_of
from tallyapp.domain.state.area import BoxState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import LIVE, KeyedPaper, Life
from tallyapp.domain.state.postal import TwiceKeyed
from tallyapp.domain.vocabulary.slates import is_of_slate
from tallyapp.domain.vocabulary.units import FormNumber, SheetNumber

Figures: TypeAlias = tuple[tuple[str, object], ...]
"""The fields of something on paper by their names, with what is written there."""


class Kind(StrEnum):
    """What a thing on paper is, in the order in which it is met on the night."""

    ACCOUNT = "account"
    COUNT = "count"
    PACKETS = "packets"
    COVERS = "covers"
    SESSION = "session"
    REJECTED = "rejected"
    SHEET = "sheet"
    FORM = "form"


class Thing(NamedTuple):
    """Something on paper, by its kind and its own number or name; `part` is which count of a box it
    is, or which session of a postal box.
    """

    kind: Kind
    name: str = ""
    part: int = 0


class Standing(StrEnum):
    """How far a thing has come in a branch."""

    WAITS = "waits"
    """Nothing is keyed of it: it was handed out, or queried, or two keyings of it differ."""
    ONCE = "once"
    """One officer has keyed it."""
    STANDS = "stands"
    """Its figures stand."""
    OUT = "out"
    """It was withdrawn, or is of a round that counts no longer."""


@dataclass(frozen=True)
class Held:
    """What a branch holds of a thing: how far it has come, and its figures where it has any.

    `life` is that of a sheet or form, empty for others; `round` that of its area. `made` are the
    acts that made it what it is.
    """

    standing: Standing
    figures: Figures = ()
    area: str = ""
    life: str = ""
    round: int = 0
    made: tuple[str, ...] = field(default=(), compare=False)


def things(contest: ContestState) -> Iterator[tuple[Thing, Held]]:
    """All that a contest holds of what is on paper, but its sheets and forms."""
    for name, box in contest.boxes.items():
        yield from _of_box(name, box)
    postal = contest.postal
    yield from _of_two(Kind.COVERS, postal.returned)
    yield from _of_two(Kind.REJECTED, postal.rejected)
    for (number, box_name), session in postal.sessions.items():
        figures = (
            ("covers", session.covers),
            ("rejected", session.rejected),
            ("papers", session.papers),
        )
        thing = Thing(Kind.SESSION, box_name, number)
        yield thing, Held(Standing.STANDS, figures, made=(session.id,))


def paper_of(contest: ContestState, thing: Thing) -> KeyedPaper | None:
    """The sheet or form that this is; None where it is neither, or the contest knows none."""
    if thing.kind is Kind.SHEET:
        return contest.sheets.get(SheetNumber(int(thing.name)))
    if thing.kind is Kind.FORM:
        return contest.forms.get(FormNumber(int(thing.name)))
    return None


def held(contest: ContestState, thing: Thing) -> Held | None:
    """What a contest holds of a thing; None where it knows nothing of it."""
    if thing.kind in (Kind.SHEET, Kind.FORM):
        paper = paper_of(contest, thing)
        return held_of(contest, paper) if paper else None
    return next((told for each, told in things(contest) if each == thing), None)


def held_of(contest: ContestState, paper: KeyedPaper) -> Held:
    """What a contest holds of a sheet or form."""
    rows = [paper.values] if paper.values is not None else list(paper.looks.values())
    figures = _named(contest, paper, rows[0]) if len(rows) == 1 else ()
    made = (paper.issued, paper.queried, *paper.keyings, paper.made)
    return Held(_standing(paper), figures, paper.area, paper.life, paper.round, made)


def _standing(paper: KeyedPaper) -> Standing:
    if paper.life in LIVE:
        return Standing.STANDS
    if paper.life in (Life.WITHDRAWN, Life.EARLIER):
        return Standing.OUT
    return Standing.ONCE if paper.life is Life.KEYED else Standing.WAITS


def _named(contest: ContestState, paper: KeyedPaper, row: Sequence[int | None]) -> Figures:
    """A row by the names of its fields.

    A slate of which there is nothing on it is left out: whether it was ever named is another
    matter, and where it stands among the others says nothing.
    """
    kind = kind_of(contest, paper)
    told = (
        (name, None if value is None else kind.named(at, value).value)
        for at, (name, value) in enumerate(zip(kind.fields, row, strict=True))
    )
    written = [(name, value) for name, value in told if value or not is_of_slate(name)]
    # Lines of slates stand in the order in which they were named, which says nothing either.
    lines = sorted(each for each in written if is_of_slate(each[0]))
    return (*(each for each in written if not is_of_slate(each[0])), *lines)


def _of_box(name: str, box: BoxState) -> Iterator[tuple[Thing, Held]]:
    area = box.box.area
    if box.account:
        told = tuple(msgspec.structs.asdict(box.account).items())
        yield Thing(Kind.ACCOUNT, name), Held(Standing.STANDS, told, area, made=(box.account_id,))
    for number, each in enumerate(box.counts, 1):
        counted = (("papers", each.papers),)
        thing = Thing(Kind.COUNT, name, number)
        yield thing, Held(Standing.STANDS, counted, area, made=(each.id,))
    if box.packets:
        told = tuple(msgspec.structs.asdict(box.packets).items())
        yield Thing(Kind.PACKETS, name), Held(Standing.STANDS, told, area, made=(box.packets_id,))


def _of_two(kind: Kind, keyed: TwiceKeyed) -> Iterator[tuple[Thing, Held]]:
    """A figure of the whole contest that two officers key."""
    if keyed.agreed is not None:
        yield Thing(kind, ""), Held(Standing.STANDS, (("", keyed.agreed),), made=(keyed.last,))
    elif len(keyed.waiting) == 1:
        ((_, value),) = keyed.waiting
        yield Thing(kind, ""), Held(Standing.ONCE, (("", value),), made=(keyed.last,))
    elif keyed.waiting:
        yield Thing(kind, ""), Held(Standing.WAITS, made=(keyed.last,))
