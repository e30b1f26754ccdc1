"""An error found after the declaration:
the figures as they should have read, for a corrected notice.
"""

from PySide6.QtWidgets import QWidget

from tallyapp.domain.state.contest import ContestState
from tallyapp.ui.screens.result.figures.on_paper import LINE, OURS, PAPER, STATE, PaperFigures
from tallyapp.ui.screens.result.page import words
from tallyapp.ui.screens.result.ways.correcting import CorrectingPage
from tallyapp.ui.screens.result.ways.ways import Way
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import px
from tallyapp.ui.widgets.key_cap import KeyHint, hand_in_keys
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.more import WithMore


class CorrectPage(CorrectingPage):
    """The figures that were declared, each to be keyed over; then
    the reason, and a second officer.
    """

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "correct", Way.CORRECT_NAMES)
        figures = self.before.figures
        heads = ("should-read", "declared")
        self._model = PaperFigures(contest, figures, self.declared, heads)
        self._model.restore(super().values)
        self._table = KeyedTable(self._model, words("correct.heading"))
        for column, width in ((PAPER, 112), (OURS, 88), (STATE, 108)):
            self._table.setColumnWidth(column, px(width))
        self._table.fit_columns(LINE, keep=(PAPER, OURS, STATE))
        self._table.shrink_rows(px(36), px(28), self._model.heads, lines=3)
        self._table.after_last.connect(self._on_keyed)
        self._table.submit_asked.connect(self._on_keyed)
        self._table.field_done.connect(self.keep)
        self._table.field_changed.connect(self.refusal.hide)
        self._table.blank_refused.connect(lambda _: self.say_refused(words("outside.blank")))
        self._show_over(False)
        self.column.addWidget(WithMore(self._table), 1)
        widgets: tuple[QWidget, ...] = (self.changes, self.two, self.refusal)
        for widget in widgets:
            self.column.addWidget(widget)

    @property
    def values(self) -> list[int | None]:
        return self._model.values

    def enter(self) -> None:
        if self.two.isVisible():
            self.two.reason.setFocus()
        else:
            self._table.open_field(max(self._table.at, 0))

    def key_hints(self) -> tuple[KeyHint, ...]:
        if not self.two.isHidden():
            return (
                KeyHint(("Enter",), words("correct.enter")),
                self.other_hint(),
                KeyHint(("Esc",), words("correct.back"), last=True),
            )
        return (
            KeyHint(("↑", "↓"), words("correct.line")),
            KeyHint(("Enter",), words("outside.line")),
            KeyHint(hand_in_keys(), words("correct.keyed")),
            self.other_hint(),
        )

    def back(self) -> bool:
        self.keep()
        if self.two.isHidden():
            return False
        self._show_over(False)
        self.enter()
        self.hints_changed.emit()
        return True

    def _show_over(self, shown: bool) -> None:
        """What changes, and what two officers do; or the figures alone."""
        self.changes.setVisible(shown)
        self.two.setVisible(shown)

    def _on_keyed(self) -> None:
        if None in self.values:
            self._table.open_field(self._table.first_blank())
            self.say_refused(words("outside.blank"))
            return
        self.go_on()

    def show_two(self) -> None:
        self._show_over(True)
        self.enter()
        self._table.close_field()
        self.hints_changed.emit()
