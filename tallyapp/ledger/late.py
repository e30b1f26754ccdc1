"""Signatures checked beside the work: a file opens at once, and what is not known yet is waited
for where it matters.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock

from .disagreements import Disagreement, What
from .signatures import Signed, not_holding

# A key's check lets other threads run, but its ten microseconds of Python do not: two keep one core
# busy and the window alive.
_THREADS = min(2, os.cpu_count() or 1)
_BATCH = 256
"""Signatures, some 20 ms of checking: so soon does it stop when the count is closed."""

Heard = Callable[[tuple[Disagreement, ...]], None]


class LateCheck:
    """The check of these signatures, under way from now on; `found` is what does not hold.

    Where `more` are to come, all is known only when no more do.
    """

    def __init__(self, signed: Sequence[Signed], *, more: bool = False) -> None:
        self.found: tuple[Disagreement, ...] = ()
        self._stopped = Event()
        self._ended: Future[None] = Future()
        self._lock = Lock()
        self._closed = False
        self._wrong: list[Signed] = []
        self._error: BaseException | None = None
        # That more may come is one of what is left.
        self._left = 1
        self._threads: ThreadPoolExecutor | None = None
        self.add(signed)
        if not more:
            self.no_more()

    def add(self, signed: Sequence[Signed]) -> None:
        """Check these as well; not after `no_more`."""
        batches = [signed[i : i + _BATCH] for i in range(0, len(signed), _BATCH)]
        if not batches:
            return
        if self._threads is None:
            self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="tallyapp-signatures")
        with self._lock:
            self._left += len(batches)
        for batch in batches:
            self._threads.submit(self._check, batch).add_done_callback(self._one_less)

    def no_more(self) -> None:
        """All that are to be checked are known; a second time does nothing."""
        if self._closed:
            return
        self._closed = True
        if self._threads:
            self._threads.shutdown(wait=False)
        nothing: Future[list[Signed]] = Future()
        nothing.set_result([])
        self._one_less(nothing)

    @property
    def complete(self) -> bool:
        """Whether every signature was checked, and holds."""
        checked = self._ended.done() and not self._error and not self._stopped.is_set()
        return checked and not self.found

    def wait(self) -> tuple[Disagreement, ...]:
        """Wait for the last signature; gives the first of each stream that does not hold."""
        self._ended.result()
        return self.found

    def then(self, heard: Heard) -> None:
        """Be told what does not hold, once all is known: at once, or on another thread."""
        self._ended.add_done_callback(lambda _: heard(self.found))

    def stop(self) -> None:
        """Check no more: the count is closed, and nothing is remembered of what is left."""
        if not self._ended.done():
            self._stopped.set()
            self.no_more()
        self._ended.exception()

    def _check(self, batch: Sequence[Signed]) -> list[Signed]:
        return [] if self._stopped.is_set() else list(not_holding(batch))

    def _one_less(self, batch: "Future[list[Signed]]") -> None:
        error = batch.exception()
        with self._lock:
            self._left -= 1
            # Known at once, and not with the last: no further act is to build upon it.
            self._wrong += [] if error else batch.result()
            if self._wrong:
                self.found = wrongly_signed(self._wrong)
            self._error = self._error or error
            ended = not self._left
        if ended and self._error:
            # Whoever waits is told, rather than left to wait for ever.
            self._ended.set_exception(self._error)
        elif ended:
            self._ended.set_result(None)


def check_now(signed: Sequence[Signed]) -> tuple[Disagreement, ...]:
    """What does not hold of these; returns when all are checked."""
    return LateCheck(signed).wait()


def wrongly_signed(wrong: Sequence[Signed]) -> tuple[Disagreement, ...]:
    """The first of each stream that does not hold, with the workstation that it names."""
    first: dict[str, Signed] = {}
    for each in sorted(wrong):
        first.setdefault(each.stream, each)
    return tuple(
        Disagreement(What.SIGNATURE, each.stream, each.seq, each.workstation)
        for each in first.values()
    )
