"""Leaving a count while something of it is still on its way to the disk."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from tallyapp.ui.session.session import Session

_PATIENCE = 20_000
"""Milliseconds for which whoever closes waits for a backup: a stick may never answer again."""


class Leaving(QObject):
    """Waits until nothing of a count is under way, and goes on then."""

    def wait_for(self, session: "Session", then: Callable[[], object]) -> bool:
        """Whether something is; `then` is called when nothing is any more."""
        if not session.busy:
            return False
        # Once the signal was told to all who hear it: `then` may close what told it.
        session.settled.connect(
            lambda: QTimer.singleShot(0, self, then), Qt.ConnectionType.SingleShotConnection
        )
        QTimer.singleShot(_PATIENCE, session, session.give_up_beside)
        return True
