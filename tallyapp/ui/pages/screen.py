"""The contract for screens: what the window asks of each, and what each may ask of the window.

A screen is constructed when it is first opened, and lives while the contest
and the officer stay the same: whoever signs in never meets a widget with
another officer's figures. It shows state and asks the session for acts; it
holds no truth of its own but what is being keyed, and keeps that as a draft.
"""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tallyapp.ui.widgets.key_cap import KeyHint

if TYPE_CHECKING:
    from tallyapp.domain.acts import AnyAct, Envelope
    from tallyapp.domain.state.contest import ContestState
    from tallyapp.domain.state.count import Changed
    from tallyapp.domain.vocabulary.scan_codes import Scan
    from tallyapp.ui.session.session import Failed, Refused, Session, Then


class Page(QWidget):
    """What the window shows in its middle: a screen, or its home while no count is open."""

    heard_as = QAccessible.Role.Form
    """So its name is said when one comes to it."""

    hints_changed = Signal()
    """`key_hints()` gives something else now."""

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys of the moment."""
        return ()

    def arrive(self) -> None:
        """The page is shown: put the focus where the next thing is done."""

    def back(self) -> bool:
        """Esc: step back within the page, nothing lost;
        False lets the window go to the page before.
        """
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgUp and PgDn that nothing else took turn whatever scrolls here."""
        from tallyapp.ui.widgets.more import turn_pages  # brings every table with it

        if not turn_pages(self, event):
            super().keyPressEvent(event)


class Screen(Page):
    """The base of every screen. Override what you need;
    every method here may be called at any time.
    """

    asked = Signal(object, object)
    """Open this Destination, with this target (such as a sheet's number), or None."""

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.stream = session.stream
        """The contest that this screen is about as long as it lives; empty while none is set up.
        What is keyed in it is kept as this contest's, whichever the window turns to."""
        self._missed: dict[str, Changed] = {}

    @property
    def contest(self) -> "ContestState":
        """That contest; a screen that needs one is never opened without."""
        contest = self.session.desk.count.contests.get(self.stream)
        if contest is None:
            raise RuntimeError("a screen was opened while no contest is set up")
        return contest

    @property
    def me(self) -> "Envelope":
        """The envelope of the signed-in officer's acts."""
        return self.session.me

    def do(
        self,
        act: "AnyAct",
        *,
        then: "Then | None" = None,
        refused: "Refused | None" = None,
        failed: "Failed | None" = None,
        goes_on: bool = False,
    ) -> None:
        """Do an act in this contest, as Session.do; nobody is told if
        the screen is gone by then.
        """
        still = self.while_here
        self.session.do(
            self.stream,
            act,
            then=still(then) if then else None,
            refused=still(refused) if refused else None,
            failed=still(failed) if failed else None,
            goes_on=goes_on,
        )

    def while_here(self, call: Callable[[Any], None]) -> Callable[[Any], None]:
        """The same call, which does nothing once the screen is gone."""
        return lambda told: call(told) if isValid(self) else None

    def holding(self) -> str:
        """Why the window must stay on this screen for the moment,
        in a sentence; empty if it need not.
        """
        return ""

    def entered(self, target: object, /) -> None:
        """The screen is shown: put the focus where the next thing is done;
        `target` is what to show.
        """

    def target_of(self, wanted: Enum) -> object:  # noqa: ARG002  # most have nothing for others
        """What this destination is to show when one goes there from here;
        None for what it shows by itself.
        """
        return None

    def at_hand(self) -> str:
        """What is open here and may be half keyed, in words; while it is, no scan leads away."""
        return ""

    def scanned_of_any(self, scan: "Scan", stream: str, target: object, /) -> bool:  # noqa: ARG002
        """The code of a thing of whichever contest was scanned: whether this screen, which is about
        the whole hall now, took it.
        """
        return False

    def scanned(self, scan: "Scan", target: object, /) -> bool:  # noqa: ARG002  # most take none
        """The code of a thing was scanned, which is `target` here:
        whether this screen opened it.
        """
        return False

    def leaving(self) -> None:
        """The screen is left, the officer changes, or the program
        ends: keep what is being keyed.
        """

    # ---- what was done meanwhile

    def hear(self, changed: "Changed", *, looked_at: bool) -> None:
        """An act was done. A screen that is looked at shows it at once;
        one that is not is behind from now on, and catches up when it is shown.
        """
        if looked_at:
            self.changed(changed)
            return
        missed = self._missed.get(changed.stream)
        self._missed[changed.stream] = missed.and_then(changed) if missed else changed

    def catch_up(self) -> None:
        """The screen is shown again: show what was done while it was hidden."""
        missed = list(self._missed.values())
        self._missed = {}
        for changed in missed:
            self.changed(changed)

    def missed(self, stream: str) -> "Changed | None":
        """What changed in a stream since the screen was looked at; None if nothing."""
        return self._missed.get(stream)

    def changed(self, changed: "Changed") -> None:
        """Refresh what these acts changed, and nothing else; the screen is looked at."""
