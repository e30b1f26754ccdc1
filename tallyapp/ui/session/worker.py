"""One worker beside the window, on which everything
that touches the disk happens, strictly in order.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from queue import SimpleQueue
from threading import Condition, Thread
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

_T = TypeVar("_T")
Failed = Callable[[Exception], None]


class Worker(QObject):
    """Runs calls one after the other on a thread of its own, and
    tells the results on the window's.
    """

    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stopped = False
        """Whether nothing more is begun or told."""
        self._turn = Condition()
        self._taken = False
        self._asked_for = False
        self._untold: dict[Future[Any], Callable[[Any], None]] = {}
        self._calls: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        # What it does on a stick that does not answer keeps no process from its end; what must
        # arrive is waited for by `stop`.
        self._thread = Thread(
            target=_work, args=(self._calls,), name="tallyapp-worker", daemon=True
        )
        # Told from the worker's thread, heard on the one this object lives on.
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        call: Callable[[], _T],
        then: Callable[[_T], None],
        failed: Failed | None = None,
        untold: Callable[[_T], None] | None = None,
    ) -> None:
        """Do a call off the window's thread; `then` or `failed` is told on it.

        An exception that nobody takes is raised on the window's thread,
        where the crash dialog meets it. After `stop` nothing is begun and nothing is told; a result
        that came too late for that is given to `untold`.
        """
        if self.stopped:
            return
        future: Future[_T] = Future()
        if untold:
            self._untold[future] = untold
        future.add_done_callback(partial(self._tell, then, failed))
        self._calls.put((future, partial(self._in_turn, call)))
        if not self._thread.ident:
            self._thread.start()

    def _in_turn(self, call: Callable[[], _T]) -> _T:
        with self._turn:
            self._asked_for = True
            self._turn.wait_for(lambda: not self._taken)
            self._asked_for = False
            self._taken = True
        try:
            return call()
        finally:
            self._give_back()

    @contextmanager
    def held_up(self) -> Iterator[Callable[[], None]]:
        """On another thread: while in here no call is begun, except where the one that is given is
        called, which lets one that waits go first.
        """
        with self._turn:
            self._turn.wait_for(lambda: not self._taken)
            self._taken = True
        try:
            yield self._let_on
        finally:
            self._give_back()

    def _give_back(self) -> None:
        with self._turn:
            self._taken = False
            self._turn.notify_all()

    def _let_on(self) -> None:
        with self._turn:
            if not self._asked_for:
                return
            self._taken = False
            self._turn.notify_all()
            # A turn that is taken again at once is taken before whoever asked for it wakes up.
            self._turn.wait_for(lambda: not (self._asked_for or self._taken))
            self._taken = True

    def _tell(
        self, then: Callable[[Any], None], failed: Failed | None, future: "Future[Any]"
    ) -> None:
        # What ends long after the count was closed has no window any more.
        if not self.stopped:
            self._ended.emit((future, then, failed))

    def _on_ended(self, told: "tuple[Future[Any], Callable[[Any], None], Failed | None]") -> None:
        future, then, failed = told
        if self.stopped:
            return
        self._untold.pop(future, None)
        error = future.exception()
        if error is None:
            then(future.result())
        elif failed and isinstance(error, Exception):
            failed(error)
        else:
            raise error

    def stop(self, *, wait: bool = True) -> None:
        """Wait for what was asked for, unless it may end by itself, and end the thread."""
        self.stopped = True
        self._calls.put(None)
        if wait and self._thread.ident:
            self._thread.join()
        for future, untold in self._untold.items():
            if future.done() and future.exception() is None:
                untold(future.result())
        self._untold.clear()


def _work(calls: "SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None]") -> None:
    """Do the calls one after the other, until there are no more."""
    while job := calls.get():
        future, call = job
        try:
            future.set_result(call())
        except BaseException as error:
            future.set_exception(error)
        del job, future, call  # what it held is nobody's while the next one is waited for
