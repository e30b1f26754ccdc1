"""A job that is asked for on a page: done once, however often it is asked for meanwhile."""

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

_T = TypeVar("_T")
Run: TypeAlias = Callable[[Callable[[], Any], Callable[[Any], None], Callable[[Any], None]], None]
"""Does something slow off the window's thread, and tells there what came of it, or why nothing."""


class OneJob:
    """What a page has under way; once the page is gone, nobody is told of it."""

    def __init__(self, page: QObject, run: Run) -> None:
        self._page = page
        self._run = run
        self._now: object = None

    @property
    def under_way(self) -> bool:
        """Whether it was begun, and nobody is told yet how it ended."""
        return self._now is not None

    def begin(
        self,
        call: Callable[[], _T],
        then: Callable[[_T], None],
        failed: Callable[[Any], None],
        unwanted: Callable[[_T], None] = lambda _: None,
    ) -> bool:
        """Begin it; gives False, and begins nothing, while it is under way. What comes of it once
        it was dropped is `unwanted`.
        """
        if self.under_way:
            return False
        now = self._now = object()

        def ended(
            tell: Callable[[Any], None], late: Callable[[Any], None]
        ) -> Callable[[Any], None]:
            def told(result: Any) -> None:
                if self._now is not now or not isValid(self._page):
                    late(result)
                    return
                self._now = None
                tell(result)

            return told

        self._run(call, ended(then, unwanted), ended(failed, lambda _: None))
        return True

    def drop(self) -> None:
        """Whatever comes of it is not wanted any more: nobody is told, and it can begin again."""
        self._now = None
