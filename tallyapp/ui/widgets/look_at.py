"""What somebody should look at in a list before going on: every word of it can be read."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.exchange.faults import Fault
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import gap, px
from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung

from .frames import State
from .scrolling import Scrolling
from .text import Text

_GAP = 6


class LookAt(QWidget):
    """How many things there are, and each in whole sentences; hidden while there are none.

    Where there is no room for all of them they scroll, by keys as well.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = State(Mark.DIFFERS, "")
        self._words = Text(wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.area = Scrolling(self._words)
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.area.setAccessibleName(say("new-count", "warnings"))
        self.area.setMinimumHeight(px(44))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(_GAP))
        column.addWidget(self._said)
        column.addWidget(self.area, 1)
        self.hide()

    @property
    def words(self) -> str:
        """What is shown."""
        return self._words.text()

    def show_warnings(self, warnings: Sequence[Fault | str]) -> None:
        """Show these; hide if there are none."""
        self.setVisible(bool(warnings))
        self._said.show_state(Mark.DIFFERS, say("new-count", "look", warnings=len(warnings)))
        self._words.setText("\n".join(map(_sentence, warnings)))
        self.area.verticalScrollBar().setValue(0)


def _sentence(warning: Fault | str) -> str:
    """What is wrong first, for that is what is read; then what to do, and where it stands.

    A sentence that is of no file stands as it is.
    """
    if isinstance(warning, str):
        return warning
    sheet = say("new-count", "look.sheet", sheet=warning.sheet) if warning.sheet else ""
    place = strung((Path(warning.file).name, sheet, warning.place))
    return say(
        "new-count", "look.line", problem=warning.problem, remedy=warning.remedy, place=place
    )
