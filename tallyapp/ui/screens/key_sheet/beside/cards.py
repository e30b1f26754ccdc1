"""Where a sheet and its batch stand: the crosscast, and the sheets that were last keyed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.ui.screens.key_sheet.keying import SheetKeying
from tallyapp.ui.screens.key_sheet.which.batch import Batch
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.states import life_state
from tallyapp.ui.theme.type import BODY, FIGURE, FIND, HEADING, find_face, gap, set_face
from tallyapp.ui.widgets.announce import Late
from tallyapp.ui.widgets.crosscast import heard_words
from tallyapp.ui.widgets.frames import Card, Line, State
from tallyapp.ui.widgets.meter import Meter
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure


def _say(key: str, **values: object) -> str:
    return say("key-sheet", key, **values)


class MeterCard(Card):
    """Papers on the sheet, keyed, and what is still to find,
    in figures for the far end of the table.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._papers = Text(face=FIGURE.heavier(), right=True)
        self._keyed = Text(face=FIGURE, right=True)
        self._to_find = Text(face=FIND, right=True)
        self._find_words = State(Mark.TICK, "", HEADING, heard=False)
        self._heard = Late(self)
        self._plain_words = Text(_say("to-find"), HEADING)
        self._meter = Meter()
        self._meter.setAccessibleName(_say("keyed"))
        sums = QGridLayout()
        sums.setVerticalSpacing(0)
        self._says = Text(_say("on-the-sheet"), role="secondary", wrap=True)
        keyed = Text(_say("keyed"), role="secondary")
        for row, (words, value) in enumerate(((self._says, self._papers), (keyed, self._keyed))):
            sums.addWidget(words, row, 0)
            sums.addWidget(value, row, 1)
        found = QHBoxLayout()
        found.addWidget(self._plain_words)
        found.addWidget(self._find_words, 1)
        found.addWidget(self._to_find)
        self.column.addLayout(sums)
        self.column.addWidget(Line())
        self.column.addLayout(found)
        self.column.addWidget(self._meter)

    def show_keying(self, keying: SheetKeying) -> None:
        """Show where a keying stands."""
        slip = keying.kind.fields[1] == "slip"
        self._says.setText(_say("on-the-slip" if slip else "on-the-sheet"))
        papers = keying.papers
        keyed = keying.keyed
        to_find = keying.to_find
        self._papers.setText("–" if papers is None else figure(papers))
        self._keyed.setText(figure(keyed))
        set_face(self._to_find, find_face(to_find))
        self._to_find.setText("–" if to_find is None else figure(abs(to_find)))
        plain = to_find is None or to_find > 0 or (to_find == 0 and not keying.complete)
        self._plain_words.setVisible(plain)
        self._find_words.setVisible(not plain)
        if not plain:
            mark, words = (
                (Mark.AGREES, "adds-up") if to_find == 0 else (Mark.DOES_NOT_ADD, "too-many")
            )
            self._find_words.show_state(mark, _say(words))
        self._to_find.be("ink" if plain else "ok" if to_find == 0 else "refused")
        self._meter.show_part(keyed, papers or 0)
        self._heard.say(heard_words(to_find))


class BatchCard(Card):
    """Which keying this is, how far the batch is,
    and the sheets that were last keyed with their states.
    """

    def __init__(self, rows: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._keying = Text(face=BODY.heavier())
        self._progress = Text(role="secondary", right=True)
        head = QHBoxLayout()
        head.addWidget(self._keying, 1)
        head.addWidget(self._progress)
        self._rule = Line()
        grid = QGridLayout()
        grid.setVerticalSpacing(gap(14))
        grid.setHorizontalSpacing(gap(24))
        grid.setColumnStretch(1, 1)
        self._rows: list[tuple[Text, State]] = []
        for row in range(rows):
            shown = Text(), State(Mark.NOT_YET, "", BODY.heavier(500), heard=False)
            grid.addWidget(shown[0], row, 0)
            grid.addWidget(shown[1], row, 1, Qt.AlignmentFlag.AlignLeft)
            self._rows.append(shown)
        self._small = Text(_say("small-count"), role="secondary", wrap=True)
        self._small.hide()
        self.column.addLayout(head)
        self.column.addWidget(self._small)
        self.column.addWidget(self._rule)
        self.column.addLayout(grid)

    def show_batch(self, batch: Batch | None, small: bool) -> None:
        """Show where a batch stands; without one, only what was keyed last.

        `small` is whether one officer may key both times, which is then said.
        """
        self._small.setVisible(small and batch is not None)
        if batch is None:
            self._keying.setText(_say("last-sheets"))
            self._progress.setText("")
            return
        self._keying.setText(_say("second-keying" if batch.second else "first-keying"))
        self._progress.setText(_say("progress", done=batch.done, all=len(batch.sheets)))

    def show_last(self, sheets: Sequence[KeyedPaper]) -> None:
        """Show these sheets, the last first."""
        for i, (words, state) in enumerate(self._rows):
            there = i < len(sheets)
            words.setVisible(there)
            state.setVisible(there)
            if there:
                words.setText(_say(sheets[i].shape, number=str(sheets[i].number)))
                state.show_state(*life_state(sheets[i].life))
        self._rule.setVisible(bool(sheets))
