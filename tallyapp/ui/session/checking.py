"""What of a count was not checked at its opening: contests that are read behind the work, one by
one, and signatures.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from tallyapp.desk import Desk
from tallyapp.domain.acts import AnyAct
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.disagreements import Disagreement
from tallyapp.ui.session.worker import Worker
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure

_AGAIN = 1_000
"""Milliseconds until a disk that does not let them be read is asked again."""


class Checking(QObject):
    """Has the worker read them between what else it does; nothing of a contest is here before it
    is checked.
    """

    went_on = Signal()
    """One more is checked."""
    disagreed = Signal()
    """One was found not to agree, or a signature not to hold."""
    ended = Signal()
    """All are checked."""
    _signatures_checked = Signal(object)

    def __init__(self, desk: Desk, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._worker = worker
        self._waiting: list[tuple[str, Callable[[], None]]] = []
        # Told on a thread of the check, heard on this one.
        self._signatures_checked.connect(
            self._on_signatures_checked, Qt.ConnectionType.QueuedConnection
        )
        desk.ledger.signatures.then(self._signatures_checked.emit)

    def begin(self) -> None:
        """Read on, if there is anything to be read."""
        if self.left:
            self._worker.run(self._desk.ledger.behind.read_on, self._on_read, self._on_failed)

    @property
    def left(self) -> int:
        """How many contests are not checked yet."""
        return len(self._desk.unread)

    def waits(self, stream: str, act: AnyAct) -> bool:
        """Whether an act is done only when they are checked."""
        return self._desk.must_wait(stream, act)

    def words(self, key: str, **more: object) -> str:
        """How many are still to be checked, and what that means: `key` of the catalogue."""
        of = self.left + len(self._desk.count.contests)
        return say("checking", key, left=figure(self.left), of=figure(of), **more)

    def contest_of(self, number: int) -> str:
        """The contest that has a sheet of this number, if it is not checked yet; else empty."""
        runs = self._desk.count.count.allotted.among(number, number)
        return next((run.contest for run in runs if run.contest in self._desk.unread), "")

    def first(self, stream: str, then: Callable[[], None]) -> None:
        """Check this contest next; `then` is told when it is."""
        self._waiting.append((stream, then))
        self._desk.ledger.behind.go_next(stream)

    def _on_read(self, _: None) -> None:
        found = self._desk.take_over()
        waiting = self._waiting
        self._waiting = [each for each in waiting if each[0] in self._desk.unread]
        if found:
            self.disagreed.emit()
        self.went_on.emit()
        if self.left:
            self.begin()
        else:
            self.ended.emit()
        for stream, then in waiting:
            # One that cannot be read at all is not there to be turned to.
            if stream in self._desk.count.contests:
                then()

    def _on_signatures_checked(self, wrong: tuple[Disagreement, ...]) -> None:
        if wrong and not self._worker.stopped:
            self.disagreed.emit()

    def _on_failed(self, error: Exception) -> None:
        # Asked again, an error of the program's own would be one for ever, and nobody would know.
        if not isinstance(error, EnvironmentFault):
            raise error
        QTimer.singleShot(_AGAIN, self, self.begin)
