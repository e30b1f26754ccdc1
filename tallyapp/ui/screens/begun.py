"""Unfinished keying in words, and where one goes on with it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tallyapp.ui.screens import Destination
from tallyapp.ui.session.draft_place import DraftPlace, Thing
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.domain.state.contest import ContestState

_SCREENS: Mapping[Thing, Destination] = {
    "sheet": Destination.KEY_SHEET,
    "form": Destination.DOUBTFUL,
    "account": Destination.VERIFICATION,
    "correct": Destination.DIFFERENCES,
    "look": Destination.DIFFERENCES,
    "read-back": Destination.RESULT,
    "re-add": Destination.RESULT,
    "declared-outside": Destination.RESULT,
    "corrected-notice": Destination.RESULT,
    "names": Destination.BEFORE,
}
"""What screens keep as a draft, with the screen; what is not in here is no keying."""


class Kept(NamedTuple):
    """Something begun and not finished: in words, its screen,
    and what that is asked to show.
    """

    words: str
    place: DraftPlace
    screen: Destination
    target: object


def kept(
    places: Iterable[DraftPlace], contests: "Mapping[str, ContestState]", here: str = ""
) -> list[Kept]:
    """What these drafts are of, in their order.

    Where there are several contests the words name the contest, but for the one that the reader
    is in (`here`).
    """
    found = []
    for place in places:
        if place.thing not in _SCREENS or place.contest not in contests:
            continue
        words = say("find", f"kept.{place.thing}", name=_name(place))
        if len(contests) > 1 and place.contest != here:
            name = contests[place.contest].set_up.name
            words = say("find", "kept.of", place=words, contest=name)
        found.append(Kept(words, place, _SCREENS[place.thing], _target(place)))
    return found


def _name(place: DraftPlace) -> str:
    paper = place.paper
    looked_at = paper is not None and place.thing not in ("sheet", "form")
    return f"{paper.kind} {paper.number}" if paper and looked_at else place.name


def _target(place: DraftPlace) -> object:
    """A sheet or form by its number, a box by its name, a paper to
    look at by its kind and number, a step before the count by what it is called.
    """
    if place.thing in ("sheet", "form"):
        return int(place.name)
    if place.thing == "names":
        return place.thing
    return place.paper or (place.name if place.thing == "account" else None)
