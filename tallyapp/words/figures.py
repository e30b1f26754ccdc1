"""The words of the window, from the catalogue; every screen has a table of its own there."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tallyapp.domain.vocabulary.phrases import day, listed
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.domain.vocabulary.on_paper import Area, Role
    from tallyapp.domain.vocabulary.scan_codes import Scan

_MOST_PARTS = 4


def figure(value: int) -> str:
    """A number as it is shown: thousands separators, and a true minus."""
    return f"{value:,}".replace("-", "−")


def scanned_words(scan: "Scan") -> str:
    """What was scanned: Sheet 24; the count summary."""
    own = ("summary", "statement", "container")
    table = "scanned" if scan.kind in own else "places"
    return say(table, scan.kind, name=scan.name)


def area_words(area: "Area") -> str:
    """An area by its number and name: Area 4, Blackbird Leys."""
    return area.name if area.name.startswith("Area ") else f"Area {area.id}, {area.name}"


def role_words(role: "Role") -> str:
    """A role as it is spoken."""
    return say("ui", f"role.{role}")


def time_words(moment: datetime) -> str:
    """A time of day: 01:04:12."""
    # Digits alone: names of days and months would follow the machine's language.
    return moment.strftime("%H:%M:%S")


def clock_behind(clock: datetime, last: datetime) -> str:
    """That a machine's clock is behind the last act's time, and what to do."""
    if clock.date() == last.date():
        return say("ui", "clock-behind", clock=f"{clock:%H:%M}", last=f"{last:%H:%M}")
    days = {"clock": f"{clock:%H:%M}, {day(clock)}", "last": f"{last:%H:%M}, {day(last)}"}
    return say("ui", "clock-behind", **days)


def short_area(area: "Area") -> str:
    """An area where there is little room: Area 4."""
    return area.name if area.name.startswith("Area ") else f"Area {area.id}"


def number_words(numbers: Sequence[int]) -> str:
    """Numbers in order, runs of three or more as one: 1 to 7, 9 and 12."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        first = figure(run[0])
        last = figure(run[-1])
        parts += (
            [say("ui", "numbers.run", first=first, last=last)]
            if len(run) > 2
            else [figure(n) for n in run]
        )
    if len(parts) > _MOST_PARTS:
        left = say("ui", "numbers.more", count=len(parts) - _MOST_PARTS + 1)
        parts = [*parts[: _MOST_PARTS - 1], left]
    return listed(parts)
