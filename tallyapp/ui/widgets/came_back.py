"""What was written when a paper was queried, shown to whoever keys it when it comes back."""

from tallyapp.ui.theme.marks import Mark
from tallyapp.words.catalogue import say

from .frames import Card, State


class CameBack(Card):
    """The note of a query; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__("here")
        self._state = State(Mark.QUERIED, "", wrap=True)
        self.column.addWidget(self._state)
        self.hide()

    def show_note(self, note: str) -> None:
        """Show this note; nothing if it is empty."""
        self._state.show_state(Mark.QUERIED, say("printing", "came-back", note=note), "ink")
        self.setVisible(bool(note))
