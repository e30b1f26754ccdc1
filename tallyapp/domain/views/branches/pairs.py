"""Things on paper that two branches of a contest hold differently, or that were keyed in both."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import Life

from .things import Held, Kind, Standing, Thing, held, things


class Match(StrEnum):
    """What is to be said of a thing in the two branches."""

    SAME = "same"
    """The same was keyed of it in both."""
    DIFFERS = "differs"
    """Other figures, or another fate: the paper must be looked at."""
    FIRST = "first"
    """Only the first has it, or has come further with it."""
    SECOND = "second"
    """Only the second has it, or has come further with it."""


@dataclass(frozen=True)
class Pair:
    """A thing on paper, and what each branch holds of it; None where it knows nothing of it."""

    thing: Thing
    match: Match
    first: Held | None
    second: Held | None

    @property
    def area(self) -> str:
        """The area that it is of: that of the first branch, where both know it."""
        known = self.first or self.second
        return known.area if known else ""

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields in which both have figures, and other ones."""
        if not self.first or not self.second:
            return ()
        ours = dict(self.first.figures)
        theirs = dict(self.second.figures)
        if not ours or not theirs:
            return ()
        names = dict.fromkeys([*ours, *theirs])
        return tuple(name for name in names if ours.get(name) != theirs.get(name))


_ORDER = {kind: at for at, kind in enumerate(Kind)}


def pairs(first: ContestState | None, second: ContestState | None) -> list[Pair]:
    """Every thing that was touched in either branch since they parted, area by area."""
    alike = one_set_up(first, second)
    found = []
    for thing in _touched(first, second):
        one = held(first, thing) if first else None
        other = held(second, thing) if second else None
        found.append(Pair(thing, _match(one, other, alike), one, other))
    return sorted(found, key=_place)


def pair_of(first: ContestState, second: ContestState, thing: Thing) -> Pair:
    """One thing as the branches have it now."""
    one = held(first, thing)
    other = held(second, thing)
    return Pair(thing, _match(one, other, one_set_up(first, second)), one, other)


def _touched(first: ContestState | None, second: ContestState | None) -> Iterator[Thing]:
    """What is not as it was when they parted: other acts, of other random ids, made it.

    What follows from another act, such as a re-count, is seen by what became of it.
    """
    for kind, papers in ((Kind.SHEET, "sheets"), (Kind.FORM, "forms")):
        # The papers themselves and not their figures: nearly all are as they were.
        ours = getattr(first, papers, {})
        theirs = getattr(second, papers, {})
        for number in ours.keys() | theirs.keys():
            if ours.get(number) != theirs.get(number):
                yield Thing(kind, str(number))
    one = {thing: (told, told.made) for thing, told in things(first)} if first else {}
    other = {thing: (told, told.made) for thing, told in things(second)} if second else {}
    yield from (each for each in one.keys() | other.keys() if one.get(each) != other.get(each))


def one_set_up(first: ContestState | None, second: ContestState | None) -> bool:
    """Whether a line of a paper means the same in both branches.

    Where one has other candidates, or another order of them, no figure of the one is one of the
    other (Newham 2018).
    """
    return not (first and second) or _meaning(first) == _meaning(second)


def _meaning(contest: ContestState) -> tuple[object, ...]:
    told = contest.set_up
    return told.candidates, told.seats, told.bundle, told.written, told.rules.heads


def _match(one: Held | None, other: Held | None, alike: bool) -> Match:
    if other is None:
        return Match.FIRST
    if one is None:
        return Match.SECOND
    # Never the same but for the same figures, of a paper of the same area, round and fate.
    if one == other and (alike or not one.figures) and _is_settled(one):
        return Match.SAME
    if (one.area, one.round) != (other.area, other.round):
        return Match.DIFFERS
    return _further(one, other, alike)


def _is_settled(held: Held) -> bool:
    """Whether what a branch holds of it can be compared: keyings that differ, and what was queried,
    are known to the ledger alone.
    """
    return bool(held.figures) or held.life in (Life.ISSUED, Life.WITHDRAWN)


def _further(one: Held, other: Held, alike: bool) -> Match:
    """Which branch has come further with it, if that is all."""
    agrees = alike and one.figures == other.figures
    if _waits_for(one, other, agrees):
        return Match.SECOND
    if _waits_for(other, one, agrees):
        return Match.FIRST
    # Corrected here, and as first agreed there, to the same figures: nothing is to be looked at.
    both_stand = one.standing is other.standing is Standing.STANDS
    return Match.SAME if both_stand and agrees else Match.DIFFERS


def _waits_for(behind: Held, ahead: Held, agrees: bool) -> bool:
    """Whether a branch has only not come as far with it as the other."""
    keyed = ahead.standing in (Standing.ONCE, Standing.STANDS)
    if behind.life == Life.ISSUED and keyed:
        return True
    if behind.standing is Standing.ONCE and ahead.standing is Standing.STANDS:
        return agrees
    builds = set(behind.made) <= {*ahead.made, ""}
    # Sent back before they parted, and keyed anew in the other: it builds on the same query.
    if behind.standing is Standing.WAITS and keyed:
        return builds
    # A re-count began in the other: what was counted there before is kept as it was here.
    return ahead.life == Life.EARLIER and agrees and (bool(behind.figures) or builds)


def _place(pair: Pair) -> tuple[str, int, int, str, int]:
    thing = pair.thing
    number = int(thing.name) if thing.name.isdecimal() else 0
    return pair.area, _ORDER[thing.kind], number, thing.name, thing.part


def to_key_again(found: list[Pair]) -> Iterator[Pair]:
    """What stands in the second branch, and is to be keyed, or looked at, in the first."""
    for pair in found:
        stands = pair.second is not None and pair.second.standing is Standing.STANDS
        if stands and pair.match in (Match.SECOND, Match.DIFFERS):
            yield pair
