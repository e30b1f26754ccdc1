"""The crosscast: papers written on a form, what was keyed of
them, and what is still to be found.
"""

from typing import Literal

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from tallyapp.ui.theme.fitting import has_figure
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, FIND, HEADING, find_face, set_face
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure

from .announce import Late
from .frames import Card, Line, State
from .meter import Meter
from .text import Text


class Crosscast(Card):
    """What is written, keyed, and to find; nothing to find is told as such, and so is too many.

    `unit` says of what, where papers and votes stand one above the other.
    """

    def __init__(
        self,
        written: str,
        keyed: str,
        unit: Literal["", "papers", "votes"] = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("plain", parent)
        self._unit = f".{unit}" if unit else ""
        to_find = say("papers", f"to-find{self._unit}")
        self.setAccessibleName(to_find if unit else say("papers", "crosscast"))
        self._written = Text(face=FIGURE.heavier(), right=True)
        self._keyed = Text(face=FIGURE, right=True)
        self._find_words = State(Mark.NOT_YET, to_find, HEADING, heard=False)
        self._plain_words = Text(to_find, HEADING)
        self._find = Text(face=FIND, right=True)
        self._meter = Meter()
        self._heard = Late(self)
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        for row, (words, figures) in enumerate(((written, self._written), (keyed, self._keyed))):
            grid.addWidget(Text(words, BODY, "secondary", wrap=not has_figure(words)), row, 0)
            grid.addWidget(figures, row, 1)
        self.column.addLayout(grid)
        self.column.addWidget(Line())
        below = QHBoxLayout()
        below.addWidget(self._plain_words)
        below.addWidget(self._find_words, 1)
        below.addWidget(self._find)
        self.column.addLayout(below)
        self.column.addWidget(self._meter)

    def show_sum(self, written: int | None, keyed: int, *, complete: bool) -> None:
        """Show these papers; `written` None is a blank.
        Nothing is said to agree before it is complete.
        """
        to_find = None if written is None else written - keyed
        self._written.setText(_shown(written))
        self._keyed.setText(figure(keyed))
        set_face(self._find, find_face(to_find))
        self._find.setText(_shown(None if to_find is None else abs(to_find)))
        self._meter.show_part(keyed, written or 0)
        plain = to_find is None or to_find > 0 or (to_find == 0 and not complete)
        self._plain_words.setVisible(plain)
        self._find_words.setVisible(not plain)
        if not plain:
            mark, words = (
                (Mark.DOES_NOT_ADD, f"too-many{self._unit}")
                if to_find
                else (Mark.AGREES, "adds-up")
            )
            self._find_words.show_state(mark, say("papers", words))
        self._find.be("ink" if plain else "refused" if to_find else "ok")
        self._heard.say(heard_words(to_find, self._unit))


def heard_words(to_find: int | None, unit: str = "") -> str:
    """How a sum stands, in words: 243 to find; `unit` is empty, .papers or .votes.

    Nothing is to be said of a sum whose whole is not keyed yet.
    """
    if to_find is None:
        return ""
    if to_find == 0:
        return say("papers", "adds-up")
    key = "heard-to-find" if to_find > 0 else "heard-too-many"
    return say("papers", f"{key}{unit}", by=abs(to_find))


def _shown(value: int | None) -> str:
    return "–" if value is None else figure(value)
