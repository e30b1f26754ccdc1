"""Unfinished keying in words, and where one goes on with it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tallyapp.ui.session.draft_place import DraftPlace, Thing
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.domain.state.contest import ContestState

_SCREENS: Mapping[Thing, int] = {
    "sheet": 5,
    "form": 7,
    "account": 4,
    "correct": 6,
    "look": 6,
    "read-back": 10,
    "declared-outside": 10,
    "corrected-notice": 10,
}
"""What screens keep as a draft, with the F-key of the screen; what is not in here is no keying."""


class Kept(NamedTuple):
    """Something begun and not finished: in words, the F-key of its screen,
    and what that is asked to show.
    """

    words: str
    place: DraftPlace
    screen: int
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
    look at by its kind and number.
    """
    if place.thing in ("sheet", "form"):
        return int(place.name)
    return place.paper or (place.name if place.thing == "account" else None)
