"""Where a thing is keyed that stands in another file of the count, and how that is shown."""

from tallyapp.domain.views.branches.pairs import Match, Pair
from tallyapp.domain.views.branches.things import Kind
from tallyapp.domain.views.branches.to_do import ToDo, to_do
from tallyapp.ui.screens import Destination
from tallyapp.ui.theme.marks import Mark
from tallyapp.words.catalogue import say

_MARKS = {
    ToDo.DONE: Mark.AGREES,
    ToDo.HAND_OUT: Mark.NOT_YET,
    ToDo.KEY: Mark.NOT_YET,
    ToDo.ONCE: Mark.UNDER_WAY,
    ToDo.SETTLE: Mark.DIFFERS,
    ToDo.LOOK: Mark.DOES_NOT_ADD,
}
_MATCHES = {
    Match.SAME: ("same-figures", Mark.AGREES),
    Match.DIFFERS: ("differs", Mark.DOES_NOT_ADD),
    Match.FIRST: ("first", Mark.NOT_YET),
    Match.SECOND: ("second", Mark.NOT_YET),
}


def to_do_words(pair: Pair) -> tuple[Mark, str]:
    """What is to be done with it here, never what stood in the other file."""
    step = to_do(pair)
    return _MARKS[step], say("two-files", f"again.{step}")


def match_words(pair: Pair) -> tuple[Mark, str]:
    """Whether both files have the same of it."""
    name, mark = _MATCHES[pair.match]
    if pair.match is Match.DIFFERS and not pair.differing:
        name = "fate"
    return mark, say("two-files", f"window.{name}")


def way_to(pair: Pair) -> tuple[Destination, object]:
    """The screen on which it is done, and what to show there."""
    thing = pair.thing
    step = to_do(pair)
    is_paper = thing.kind in (Kind.SHEET, Kind.FORM)
    if is_paper and step in (ToDo.SETTLE, ToDo.LOOK, ToDo.DONE):
        return Destination.DIFFERENCES, (thing.kind.value, int(thing.name))
    if thing.kind is Kind.SHEET:
        handed_out = pair.area if step is ToDo.HAND_OUT else int(thing.name)
        return Destination.KEY_SHEET, handed_out
    if thing.kind is Kind.FORM:
        return Destination.DOUBTFUL, int(thing.name)
    return Destination.VERIFICATION, thing.name or None
