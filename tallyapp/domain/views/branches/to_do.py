"""What is to be done here with a thing that stands in another file of the count."""

from enum import StrEnum

from tallyapp.domain.state.keyed_paper import Life

from .pairs import Match, Pair
from .things import Kind, Standing


class ToDo(StrEnum):
    """The next step with it, from paper; none of them takes a figure from the other file."""

    DONE = "done"
    HAND_OUT = "hand-out"
    KEY = "key"
    ONCE = "once"
    SETTLE = "settle"
    LOOK = "look"


def to_do(pair: Pair) -> ToDo:
    """The next step here, as it stands now."""
    here = pair.first
    if pair.match is Match.SAME:
        return ToDo.DONE
    if here is None:
        has_numbers = pair.second is not None and pair.second.life and pair.thing.kind is Kind.SHEET
        return ToDo.HAND_OUT if has_numbers else ToDo.KEY
    if here.standing is Standing.ONCE:
        return ToDo.ONCE
    if here.life == Life.DIFFERS:
        return ToDo.SETTLE
    return ToDo.KEY if here.standing is Standing.WAITS else ToDo.LOOK
