"""The register as a table: what can hold papers of this contest, and when each was seen."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from tallyapp.domain.rules.containers import containers
from tallyapp.domain.state.containers import ContainerNow, Sighting
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.containers import Part
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, NAME
from tallyapp.ui.widgets.cells import Look, cell, headings
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.catalogue import say

_COLUMNS = ("container", "arrived", "empty")


class ContainersModel(RowsModel):
    """A row for each container, boxes first."""

    def __init__(self, contest: ContestState) -> None:
        self._contest = contest
        self.all: list[ContainerNow] = containers(contest)
        super().__init__(headings("containers", _COLUMNS), range(len(self.all)))

    def read(self) -> None:
        """Show them as they are now; rows that stayed as they were are left alone."""
        before = self.all
        self.all = containers(self._contest)
        for row in range(max(len(before), len(self.all))):
            there = row < len(self.all)
            if row >= len(before) or not there or before[row] != self.all[row]:
                self.refresh(row, there)

    def describe(self, key: int) -> Sequence[Look]:
        each = self.all[key]
        mark = Mark.AGREES if _settled(each) else Mark.UNDER_WAY if each.arrived else Mark.NOT_YET
        if any(seen and not seen.whole for seen in (each.arrived, each.opened)):
            mark = Mark.DIFFERS
        return (
            cell(called(each), mark=mark, role="ink", face=NAME.heavier(500)),
            cell(_seen(each.arrived, each.kind == "folder"), face=BODY),
            cell(_seen(each.empty, each.kind == "packet"), face=BODY),
        )

    def name_of(self, key: int) -> str:
        return called(self.all[key])

    def counts(self) -> Mapping[str, int]:
        """How many there are, how many arrived, and how many were seen empty."""
        return {
            "all": len(self.all),
            "arrived": sum(each.arrived is not None or each.kind == "folder" for each in self.all),
            "empty": sum(each.empty is not None or each.kind == "packet" for each in self.all),
        }


def called(each: ContainerNow) -> str:
    """A container as people call it: a box by its number, another by number and label."""
    if each.alone:
        return say("places", "box", name=each.holds[0].box)
    return say("containers", "called", number=each.name, label=each.label)


def _settled(each: ContainerNow) -> bool:
    return each.empty is not None or (each.kind == "packet" and each.arrived is not None)


def _seen(sighting: Sighting | None, not_asked: bool) -> str:
    if sighting:
        return clock_words(sighting.at)
    return say("containers", "not-asked") if not_asked else ""


def clock_words(at: datetime) -> str:
    """Hours and minutes: an arrival is known to the minute."""
    return f"{at:%H:%M}"


def named(count: Count, contest: ContestState, typed: str) -> list[str]:
    """The containers that somebody may mean by what they typed or scanned, by their names; of a box
    number of several contests those of the one that is open, or else of all.
    """
    register = count.count.containers
    asked = typed.casefold()
    registered = [
        name
        for name in register.registered
        if name.casefold() == asked and register.known(name) is not None
    ]
    if registered:
        return registered
    if "/" in asked:
        return _alone(count, asked)
    here = list(_boxes(count, contest, asked))
    if here:
        return here
    others = (each for each in count.contests.values() if each is not contest)
    found = (name for other in others for name in _boxes(count, other, asked))
    return list(dict.fromkeys(found))


def _alone(count: Count, asked: str) -> list[str]:
    """The container in which a box is that was named with its contest."""
    parts = (Part(stream, box) for stream, each in count.contests.items() for box in each.boxes)
    asked_for = (part for part in parts if part.alone.casefold() == asked)
    return [count.count.containers.holder(part) for part in asked_for]


def _boxes(count: Count, contest: ContestState, asked: str) -> Iterator[str]:
    for box in contest.boxes:
        if box.casefold() == asked:
            yield count.count.containers.holder(Part(contest.set_up.contest, box))
