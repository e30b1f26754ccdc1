"""The queue of acts: each is prepared, written and made true before the next is begun."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from tallyapp.desk import Desk, Done, Pending
from tallyapp.desk.between_contests import to_take_up
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.vocabulary.findings import Finding, Refusal
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.entries import Appended, Moved
from tallyapp.ui.session.worker import Worker

Then = Callable[[Done], None]
Refused = Callable[[list[Finding]], None]
Failed = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Intent:
    """An act that somebody wants done, as they said it."""

    stream: str
    act: AnyAct
    then: Then | None
    refused: Refused
    failed: Failed | None


class Acting(QObject):
    """Does acts strictly in the order in which they were asked for; nothing here waits."""

    recorded = Signal(str, object)
    """An act is on the disk and true: its stream, and the act."""
    saving_started = Signal()
    """An act is on its way to the disk."""
    saved = Signal(int, object)
    """It is on the disk: its position in its stream, and its time."""
    save_failed = Signal(str)
    """It could not be saved, and why; nothing is recorded."""
    not_done = Signal()
    """An act is refused, or could not be saved: whoever asked for it is told now."""
    went_on = Signal()
    """What could be begun is begun."""

    def __init__(self, desk: Desk, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._worker = worker
        self._intents: deque[Intent] = deque()
        self._writing = False

    @property
    def busy(self) -> bool:
        """Whether an act is still to be done, or on its way to the disk."""
        return bool(self._writing or self._intents)

    @property
    def writing(self) -> bool:
        """Whether an act is on its way to the disk."""
        return self._writing

    def do(self, intent: Intent) -> None:
        """Do an act after all that were asked for before it."""
        self._intents.append(intent)
        self.go_on()

    def go_on(self) -> None:
        """Begin what can be begun: where it waited, what it waited for is there."""
        while self._intents and not self._writing:
            if self._desk.must_wait(self._intents[0].stream, self._intents[0].act):
                break  # what comes after it waits too: acts are done in the order asked for
            intent = self._numbered(self._intents.popleft())
            try:
                pending = self._desk.prepare(intent.stream, intent.act)
            except (Refusal, EnvironmentFault) as error:
                self._on_stopped(intent, error)
            else:
                self._writing = True
                self.saving_started.emit()
                self._write(intent, pending)
        self.went_on.emit()

    def _numbered(self, intent: Intent) -> Intent:
        """What is to be done now: sheets of numbers that are nobody's yet are handed out next,
        once their numbers are allotted.
        """
        if not isinstance(intent.act, acts.SheetsIssued):
            return intent
        allotted = self._desk.to_allot(intent.stream, intent.act)
        if allotted is None:
            return intent
        hand_out = lambda _: self._intents.appendleft(intent)  # noqa: E731
        return Intent(COUNT_STREAM, allotted, hand_out, intent.refused, intent.failed)

    def _following(self, intent: Intent, done: Done) -> list[Intent]:
        """What follows an act before anything else: papers of another contest that were told of are
        taken up in both contests.
        """
        act = done.act
        if not isinstance(act, acts.PapersOfAnotherContest):
            return []
        taken_up = [
            (end.contest, each)
            for end in (act.found, act.belongs)
            for each in to_take_up(self._desk.count, self._desk.by(act.by), end.contest)
        ]
        last = len(taken_up) - 1
        return [
            Intent(stream, each, intent.then if n == last else None, intent.refused, intent.failed)
            for n, (stream, each) in enumerate(taken_up)
        ]

    def _write(self, intent: Intent, pending: Pending) -> None:
        self._worker.run(
            pending.write,
            partial(self._on_written, intent, pending),
            partial(self._on_not_written, intent),
        )

    def _on_written(self, intent: Intent, pending: Pending, answer: Appended | Moved) -> None:
        try:
            done = self._desk.finish(pending, answer)
        except (Refusal, EnvironmentFault) as error:
            self._on_not_written(intent, error)
            return
        if isinstance(done, Pending):
            self._write(intent, done)
            return
        self._writing = False
        self.saved.emit(done.seq, done.act.at)
        self.recorded.emit(intent.stream, done.act)
        following = self._following(intent, done)
        self._intents.extendleft(reversed(following))
        try:
            if intent.then and not following:
                intent.then(done)
        finally:  # a fault in what follows one act is no reason to hold up the next
            self.go_on()

    def _on_not_written(self, intent: Intent, error: Exception) -> None:
        self._writing = False
        try:
            self._on_stopped(intent, error)
        finally:
            self.go_on()

    def _on_stopped(self, intent: Intent, error: Exception) -> None:
        self.not_done.emit()
        if isinstance(error, Refusal):
            intent.refused(error.findings)
        elif isinstance(error, EnvironmentFault):
            self.save_failed.emit(str(error))
            if intent.failed:
                intent.failed(str(error))
        else:
            raise error
