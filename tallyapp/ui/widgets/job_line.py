"""How a job stands that somebody asked for: under way, done, or not done and why."""

from collections.abc import Callable
from typing import Any, TypeVar

from tallyapp.errors import EnvironmentFault
from tallyapp.ui.session.one_job import OneJob, Run
from tallyapp.ui.theme.marks import Mark
from tallyapp.words.catalogue import say

from .frames import State

_T = TypeVar("_T")


class JobLine(State):
    """Shows nothing until a job is begun. Asked for again meanwhile, it is not begun again."""

    def __init__(self, run: Run) -> None:
        super().__init__(Mark.UNDER_WAY, "", wrap=True)
        self._job = OneJob(self, run)
        self.hide()

    def begin(self, call: Callable[[], _T], done: Callable[[_T], str]) -> None:
        """Do it off the window's thread; `done` words what came of it."""

        def ended(result: _T) -> None:
            self._tell(Mark.AGREES, done(result))

        if self._job.begin(call, ended, self._failed):
            self._tell(Mark.UNDER_WAY, say("ui", "job-under-way"))

    def _failed(self, why: Any) -> None:
        if isinstance(why, Exception) and not isinstance(why, EnvironmentFault | OSError):
            raise why
        self._tell(Mark.DOES_NOT_ADD, str(why))

    def _tell(self, mark: Mark, words: str) -> None:
        self.show_state(mark, words, "ink")
        self.show()
