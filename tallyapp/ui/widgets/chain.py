"""Fields for figures that stand by themselves and are keyed one after the other."""

from collections.abc import Container, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from .figure_edit import FigureEdit


class Chain(QObject):
    """The order of some fields: Enter goes on and leaves no blank
    behind, minus and arrows go back.
    """

    typed = Signal(int, object)
    """The figure of a field, by its place, after a keystroke."""
    field_done = Signal()
    after_last = Signal()
    before_first = Signal()
    blank_refused = Signal(int)
    submit_asked = Signal()
    query_asked = Signal()

    def __init__(
        self,
        fields: Sequence[FigureEdit],
        parent: QObject | None = None,
        *,
        own_enter: Container[int] = (),
    ) -> None:
        """`own_enter` are the places of fields whose Enter
        is heard by somebody else, who opens the next.
        """
        super().__init__(parent)
        self.fields = fields
        self.at = 0
        for place, field in enumerate(fields):
            field.typed.connect(partial(self.typed.emit, place))
            if place not in own_enter:
                field.next_asked.connect(partial(self._on_next, place))
                field.split_asked.connect(partial(self._on_next, place))
            field.back_asked.connect(partial(self._go, place, -1))
            field.row_asked.connect(partial(self._go, place))
            field.submit_asked.connect(self.submit_asked)
            field.query_asked.connect(self.query_asked)

    def open(self, place: int) -> None:
        """Open a field."""
        self.at = place
        self.fields[place].setFocus()
        self.fields[place].selectAll()

    def _on_next(self, place: int) -> None:
        if self.fields[place].value is None:
            self.blank_refused.emit(place)
        else:
            self._go(place, 1)

    def _go(self, place: int, step: int) -> None:
        to = place + step
        if step > 0:
            self.field_done.emit()
        if to < 0:
            self.before_first.emit()
        elif to == len(self.fields):
            self.after_last.emit()
        else:
            self.open(to)
