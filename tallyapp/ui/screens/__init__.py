"""The screens, one folder each; this list is all that the window knows of them."""

from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING

from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.domain.vocabulary.on_paper import Role
    from tallyapp.ui.pages.screen import Screen

_ANYBODY: "frozenset[Role]" = frozenset()
_KEYING: "frozenset[Role]" = frozenset(
    {"clerk", "supervisor", "adjudicator", "deputy", "returning-officer"}
)
_RETURNING: "frozenset[Role]" = frozenset({"deputy", "returning-officer"})
_AUDITING: "frozenset[Role]" = _RETURNING | {"auditor"}


class Destination(Enum):
    """Where one can go: each screen, by the number of its F-key and the roles that may open it.

    A screen's other names follow from the member's own. KEY_SHEET lies in the folder `key_sheet`,
    its class there is `KeySheet` in `screen.py`, its words are the table `key-sheet` of the
    catalogue, and its page of the manual is `key-sheet.md`.
    """

    SIGN_IN = 2, _ANYBODY
    OVERVIEW = 3, _KEYING
    VERIFICATION = 4, _KEYING
    KEY_SHEET = 5, _KEYING
    DIFFERENCES = 6, _KEYING
    DOUBTFUL = 7, _KEYING
    # Those who key see papers there, and no candidate's votes.
    RECONCILIATION = 8, _KEYING
    # Who leads is not for those who key: totals by candidate are for the returning officer and
    # deputies, and for all once they are released.
    TALLIES = 9, _RETURNING, _KEYING
    RESULT = 10, _RETURNING
    # Whoever keys must not see what others keyed: the timeline tells it all.
    AUDIT = 11, _AUDITING
    BEFORE = 12, _KEYING

    def __init__(
        self, number: int, roles: "frozenset[Role]", once_released: "frozenset[Role]" = _ANYBODY
    ) -> None:
        """`once_released` are those who may open it of a contest that is released to everybody,
        and who are then shown what was released, and nothing else.
        """
        self._number = number
        self._roles = roles
        self._once_released = once_released

    @property
    def key(self) -> str:
        """The F-key that opens it, as it is written on a keyboard."""
        return f"F{self._number}"

    @property
    def strokes(self) -> tuple[str, ...]:
        """What opens it: F-keys are media keys on many laptops, so Ctrl and a digit do the same."""
        last_digit = 10
        digit = (f"Ctrl+{self._number % 10}",) if self._number <= last_digit else ()
        return (self.key, *digit)

    @property
    def page(self) -> str:
        """The table of its words in the catalogue, and its page of the manual."""
        return self.name.lower().replace("_", "-")

    @property
    def title(self) -> str:
        """What it is called on the screen."""
        return say("titles", self.page)

    def open_to(self, role: "str | None", *, released: bool = False) -> bool:
        """Whether this role may open it, of a contest that is `released` or is not; None is nobody
        signed in.
        """
        if released and role in self._once_released:
            return True
        return not self._roles or role in self._roles

    @property
    def of_one_contest(self) -> bool:
        """Whether it shows nothing of any contest but the one that it is about."""
        return self in (Destination.SIGN_IN, Destination.KEY_SHEET)

    def load(self) -> "type[Screen]":
        """Its class, imported when the screen is first opened: the window is there before it."""
        return self._load("screen", "")

    def load_released(self) -> "type[Screen]":
        """The class of what is shown to those who may open it once it is released."""
        return self._load("released", "Released")

    def _load(self, module: str, prefix: str) -> "type[Screen]":
        name = self.name.title().replace("_", "")
        folder = import_module(f"{__name__}.{self.name.lower()}.{module}")
        found: type[Screen] = getattr(folder, f"{prefix}{name}")
        return found
