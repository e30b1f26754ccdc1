"""When an act was done, by the clock of the machine at which it is done."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import msgspec

from tallyapp.domain.acts import AnyAct

Clock = Callable[[], datetime]
"""Gives the time now, with its offset from UTC."""

_AnAct = TypeVar("_AnAct", bound=AnyAct)
_CLOCKS_DIFFER = timedelta(minutes=1)
"""By less than this a clock may be behind another machine's, and nothing is said of it."""


@dataclass(frozen=True)
class ClockBehind:
    """This machine's clock says another time than the last act was done at: an earlier one."""

    clock: datetime
    last: datetime


def stamped(act: _AnAct, clock: Clock) -> _AnAct:
    """The act with an id of its own and the time, made now, whatever its envelope said."""
    return msgspec.structs.replace(act, id=secrets.token_hex(16), at=_now(clock))


def not_before(act: AnyAct, last: datetime | None) -> AnyAct:
    """The act, dated no earlier than the last one was."""
    # A clock that was set back must stop nobody: in what order acts were done stays true.
    if last and act.at < last:
        return msgspec.structs.replace(act, at=last)
    return act


def behind(clock: Clock, *times: datetime | None) -> ClockBehind | None:
    """The clock and the last of these times, if it is a minute or more behind that."""
    now = _now(clock)
    last = max((at for at in times if at), default=now)
    # Two laptops' clocks are never the same to the second, and nobody needs to be told that.
    if last - now < _CLOCKS_DIFFER:
        return None
    return ClockBehind(now, last.astimezone(now.tzinfo))


def _now(clock: Clock) -> datetime:
    # Whole seconds: `at` is read by people and printed; order is by position alone.
    return clock().replace(microsecond=0)
