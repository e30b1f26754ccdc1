"""What an open count has a worker do, and how much of it is under way."""

from collections.abc import Callable
from typing import TypeVar

from tallyapp.errors import EnvironmentFault
from tallyapp.ui.session.acting import Failed
from tallyapp.ui.session.worker import Worker

_T = TypeVar("_T")


class Jobs:
    """Calls on one worker; each that ended is told to `ended`, after whoever asked for it.

    `failed` is told why the surroundings did not allow one, where whoever asked does not say.
    """

    def __init__(self, worker: Worker, failed: Failed, ended: Callable[[], None]) -> None:
        self._worker = worker
        self._failed = failed
        self._ended = ended
        self._under_way = 0
        self._given_up = False

    @property
    def busy(self) -> bool:
        """Whether any is under way, and was not given up."""
        return bool(self._under_way) and not self._given_up

    def give_up(self) -> None:
        """Wait no longer for what is under way, nor for what comes after it."""
        self._given_up = True
        self._ended()

    def run(
        self, call: Callable[[], _T], then: Callable[[_T], None], failed: Failed | None
    ) -> None:
        """Do a call on the worker; `then` or `failed` is told on the window's thread.

        Once the worker is stopped nothing is done, and what came too late has nobody to be told to.
        """
        if self._worker.stopped:
            return
        self._under_way += 1

        def succeeded(result: _T) -> None:
            self._under_way -= 1
            try:
                then(result)
            finally:
                self._ended()

        def stopped(error: Exception) -> None:
            self._under_way -= 1
            try:
                if not isinstance(error, EnvironmentFault):
                    raise error
                (failed or self._failed)(str(error))
            finally:
                self._ended()

        self._worker.run(call, succeeded, stopped)

    def stop(self) -> None:
        """Wait for what is under way, unless it was given up, and do nothing more."""
        self._worker.stop(wait=not self._given_up)
