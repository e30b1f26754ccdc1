"""Unfinished keying in words: the places of drafts, as the screens that keep them name them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tallyapp.ui.screens import Destination
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.domain.vocabulary.places import Kind

_SCREENS = {
    "sheet": Destination.KEY_SHEET,
    "form": Destination.DOUBTFUL,
    "account": Destination.VERIFICATION,
    "correct": Destination.DIFFERENCES,
    "look": Destination.DIFFERENCES,
    "read-back": Destination.RESULT,
}
"""What screens keep as a draft, by the kind in its place, with the screen where it goes on."""


class Kept(NamedTuple):
    """Something begun and not finished: in words,
    its screen, and what that is asked to show.

    `kind` is that of its place, and `paper` the kind
    and number of a sheet or form, where it is about one.
    """

    words: str
    screen: Destination
    target: object
    kind: str
    paper: "tuple[Kind, int] | None"


def kept(places: Sequence[str], stream: str) -> list[Kept]:
    """What these places of drafts speak of in a contest, in their order.

    A place is KIND/CONTEST/NAME, or KIND:
    and whatever its screen needs. What is no keying is left out.
    """
    found = []
    for place in places:
        kind, *rest = place.split("/") if "/" in place else (place.partition(":")[0], stream, "")
        if kind not in _SCREENS or rest[0] != stream:
            continue
        words = say("find", f"kept.{kind}", name=rest[1].replace(".", " "))
        found.append(
            Kept(words, _SCREENS[kind], _target(kind, rest[1]), kind, _paper(kind, rest[1]))
        )
    return found


def _paper(kind: str, name: str) -> "tuple[Kind, int] | None":
    if kind in ("correct", "look"):
        kind, _, name = name.partition(".")
    return (
        ("sheet" if kind == "sheet" else "form", int(name)) if kind in ("sheet", "form") else None
    )


def _target(kind: str, name: str) -> object:
    """A sheet or form by its number, a box by its name, a paper to
    look at by its kind and number.
    """
    if kind in ("sheet", "form"):
        return int(name)
    return _paper(kind, name) or name or None
