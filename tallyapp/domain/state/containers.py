"""What is true of everything that can hold papers, and since which act of `count`.

A contest's act is judged by what stood when so many acts of `count` had been done, so each thing is
kept with its position and looked up as of one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from msgspec import Struct

from tallyapp.domain.state.between import NOW
from tallyapp.domain.vocabulary.containers import Container, ContainerKind, How, Part
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.domain.vocabulary.units import OfficerNumber

_Thing = TypeVar("_Thing")


class Sighting(Struct, frozen=True, gc=False):
    """That two people saw a container, by the act of `count` at this position."""

    seq: int
    how: How
    at: datetime
    by: OfficerNumber
    second: OfficerNumber
    came_from: str
    seal: str
    whole: bool


class ContainerNow(Struct, frozen=True, gc=False):
    """A container as it stood at a position: what it holds, and when it was last seen, and how.

    `name` is how acts name it. `alone` where it is a box of one contest that nobody registered.
    `empty` is None again where it was opened once more: then it is `again` to be seen empty.
    """

    name: str
    label: str
    kind: ContainerKind
    holds: tuple[Part, ...]
    alone: bool
    arrived: Sighting | None
    opened: Sighting | None
    empty: Sighting | None
    again: bool

    @property
    def boxes(self) -> tuple[Part, ...]:
        """The boxes of contests that it is."""
        return tuple(part for part in self.holds if part.box)


@dataclass(slots=True)
class Containers:
    """The register: who holds what, and what was seen, each by the position in `count`."""

    registered: dict[str, list[tuple[int, Container | None]]] = field(default_factory=dict)
    sightings: defaultdict[str, list[Sighting]] = field(default_factory=lambda: defaultdict(list))
    # By the box: the container that it is in since then, "" where it is one by itself.
    _holders: defaultdict[Part, list[tuple[int, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    # By the contest, "" for what may hold papers of any: all that ever was of it.
    _of_contest: defaultdict[str, dict[str, None]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    # ---- what an act makes true

    def register(self, seq: int, container: Container) -> None:
        """It holds this from now on, and nothing else."""
        self._release(seq, container.id)
        self.registered.setdefault(container.id, []).append((seq, container))
        for part in container.boxes:
            self._holders[part].append((seq, container.id))
        for contest in {part.contest for part in container.holds} or {""}:
            self._of_contest[contest][container.id] = None

    def withdraw(self, seq: int, name: str) -> None:
        """It is on the register no longer."""
        self._release(seq, name)
        self.registered[name].append((seq, None))

    def sight(self, name: str, sighting: Sighting) -> None:
        """It was seen."""
        self.sightings[name].append(sighting)

    def _release(self, seq: int, name: str) -> None:
        before = self.known(name)
        for part in before.boxes if before else ():
            self._holders[part].append((seq, ""))

    # ---- what stood

    def known(self, name: str, seen: int = NOW) -> Container | None:
        """The container of this identifier, as it was registered; None if it was not."""
        found = _at(self.registered.get(name, ()), seen)
        return found[1] if found else None

    def holder(self, part: Part, seen: int = NOW) -> str:
        """The name of the container that a box was in: its own, where nobody registered one."""
        return self._registered_holder(part, seen) or part.alone

    def _registered_holder(self, part: Part, seen: int) -> str:
        """The registered container that a box was in; empty where it was in none."""
        # Not `[]`: looking would make an entry.
        holders = self._holders.get(part)
        held = _at(holders, seen) if holders else None
        return held[1] if held else ""

    def of_contest(
        self, contest: str, boxes: Iterable[BallotBox], seen: int = NOW
    ) -> Iterator[ContainerNow]:
        """Everything that could hold papers of a contest with these boxes, each once: its boxes
        first, in their order.
        """
        told: set[str] = set()
        for box in boxes:
            part = Part(contest, box.id)
            name = self._registered_holder(part, seen)
            if not name:
                yield self._alone(part, box, seen)
            elif name not in told:
                told.add(name)
                yield self._stood(name, seen)
        others = [*self._of_contest.get(contest, ()), *self._of_contest.get("", ())]
        for name in others:
            known = self.known(name, seen)
            if known and name not in told and self._may_hold(known, contest):
                told.add(name)
                yield self._stood(name, seen)

    def stood(self, name: str, seen: int = NOW) -> ContainerNow | None:
        """A registered container as it stood; None if it was not on the register."""
        return self._stood(name, seen) if self.known(name, seen) else None

    def saw(self, name: str, how: How) -> bool:
        """Whether a container was ever seen so."""
        return how in [sighting.how for sighting in self.sightings.get(name, ())]

    def _may_hold(self, known: Container, contest: str) -> bool:
        return not known.holds or any(part.contest == contest for part in known.holds)

    def _alone(self, part: Part, box: BallotBox, seen: int) -> ContainerNow:
        kind: ContainerKind = "postal-box" if box.kind == "postal" else "ballot-box"
        return self._now(part.alone, (box.name, kind, (part,)), seen, since=0)

    def _stood(self, name: str, seen: int) -> ContainerNow:
        since, known = _at(self.registered[name], seen) or (0, None)
        assert known is not None
        return self._now(name, (known.name, known.kind, known.holds), seen, since)

    def _now(
        self, name: str, what: tuple[str, ContainerKind, tuple[Part, ...]], seen: int, since: int
    ) -> ContainerNow:
        label, kind, holds = what
        # Gone through once: a result asks it of every box of its contest, several times over.
        sightings = self.sightings.get(name, ())
        last = {sighting.how: sighting for sighting in sightings if sighting.seq <= seen}
        empty = last.get("empty")
        opened = last.get("opened")
        # What was put right holds other papers than those it was emptied of, and what was opened
        # again may hold some.
        again = bool(empty and (empty.seq < since or (opened and opened.seq > empty.seq)))
        return ContainerNow(
            name=name,
            label=label,
            kind=kind,
            holds=holds,
            alone="/" in name,
            arrived=last.get("arrived"),
            opened=opened,
            empty=None if again else empty,
            again=again,
        )


def _at(history: Iterable[tuple[int, _Thing]], seen: int) -> tuple[int, _Thing] | None:
    """What stood at a position, and since which; None before the first."""
    found = None
    for each in history:
        if each[0] > seen:
            break
        found = each
    return found
