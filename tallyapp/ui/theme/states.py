"""The states of sheets and forms as they are shown everywhere: a mark and a word."""

from tallyapp.domain.state.keyed_paper import Life
from tallyapp.ui.theme.marks import Mark
from tallyapp.words.catalogue import say

_MARKS = {
    Life.ISSUED: Mark.NOT_YET,
    Life.KEYED: Mark.UNDER_WAY,
    Life.DIFFERS: Mark.DIFFERS,
    Life.AGREED: Mark.AGREES,
    Life.CORRECTED: Mark.AGREES,
    Life.QUERIED: Mark.QUERIED,
    Life.WITHDRAWN: Mark.LOCKED,
    Life.EARLIER: Mark.LOCKED,
}


def life_state(life: Life) -> tuple[Mark, str]:
    """The mark and the word of a sheet's or form's life."""
    return _MARKS[life], say("ui", f"life.{life}")
