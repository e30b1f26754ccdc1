"""What became of what was printed, where the next paper is keyed meanwhile."""

from tallyapp.ui.session.printing import Outcome, Printing
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY
from tallyapp.words.catalogue import say

from .frames import Card, State
from .refusal import Action


class PrintCard(Card):
    """The last outcome of a kind (`slip` or `blank`),
    and where it can be printed again, the key for that.
    """

    def __init__(self, printing: Printing, what: str, again: str = "") -> None:
        super().__init__()
        self._what = what
        self._told = State(Mark.AGREES, "", BODY, wrap=True)
        self.column.addWidget(self._told)
        self.again = Action(say("printing", "again"), again)
        self.column.addWidget(self.again)
        self.again.setVisible(bool(again))
        self.hide()
        printing.told.connect(self._on_told)

    def _on_told(self, outcome: Outcome) -> None:
        if outcome.what == self._what:
            role = "refused" if outcome.mark is Mark.DOES_NOT_ADD else "ink"
            self._told.show_state(outcome.mark, outcome.words, role)
            self.show()
