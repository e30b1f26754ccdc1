"""A message above the screen: what belongs to no field of it."""

from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.wearing import wear

from .announce import announce
from .frames import Card, State


class Banner(Card):
    """One message above the screen."""

    def __init__(self) -> None:
        super().__init__("here")
        self.about = ""
        """What it was about, the last time that it was shown."""
        self._mark = Mark.DIFFERS
        self._state = State(Mark.DIFFERS, "", wrap=True, heard=False)
        self.column.addWidget(self._state)
        self.hide()

    def show_words(self, words: str, mark: Mark, about: str) -> None:
        """Show this message; `about` names what it is about."""
        self.about = about
        self._mark = mark
        wear(self, "card", "refused" if mark is Mark.DOES_NOT_ADD else "here")
        self._state.show_state(mark, words, "refused" if mark is Mark.DOES_NOT_ADD else "ink")
        self.show()
        # Above every screen stands only what nobody may miss.
        announce(self, words, assertive=mark is not Mark.AGREES)

    def change_words(self, words: str) -> None:
        """Other words of the same message: nobody is told of it once more."""
        self._state.show_state(self._mark, words, "ink")

    @property
    def words(self) -> str:
        """The message; empty where none is shown."""
        return "" if self.isHidden() else self._state.accessibleName()

    def over(self, about: str) -> None:
        """Hide it if it was about this."""
        if self.about == about:
            self.hide()
