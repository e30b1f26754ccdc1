"""The words of the window, from the catalogue; every screen has a table of its own there."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from tallyapp.words.catalogue import say
from tallyapp.words.language import in_use

if TYPE_CHECKING:
    from tallyapp.domain.vocabulary.on_paper import Area, Role
    from tallyapp.domain.vocabulary.scan_codes import Scan

_MOST_PARTS = 4


def figure(value: int) -> str:
    """A number as it is shown: thousands separators, and a true minus."""
    return in_use().number(value)


def percent(hundredths: int) -> str:
    """Hundredths of a percent as a percentage with two places."""
    return in_use().percent(hundredths)


def listed(words: Iterable[str]) -> str:
    """Words with "and" before the last: Ash, Birch and Cedar."""
    return in_use().listed(tuple(words))


def strung(words: Iterable[str]) -> str:
    """Words one after another, those that are empty left out: Ash, Birch, Cedar."""
    return in_use().strung(tuple(filter(None, words)))


def apart(words: Iterable[str]) -> str:
    """Things that are lists themselves, one after another; those that are empty are left out."""
    return in_use().apart(tuple(filter(None, words)))


def capital(words: str) -> str:
    """Words that begin a line or a sentence."""
    return in_use().capital(words)


def day(when: date) -> str:
    """4 July 2024."""
    return say("days", "day", **_of_day(when))


def weekday(when: date) -> str:
    """Thursday 4 July 2024."""
    name = say("days", f"weekday.{when.isoweekday()}")
    return say("days", "weekday", weekday=name, **_of_day(when))


def _of_day(when: date) -> dict[str, str]:
    # Spelled out by the catalogue: the system's names of months follow its own language.
    month = say("days", f"month.{when.month}")
    return {"day": str(when.day), "month": month, "year": str(when.year)}


def scanned_words(scan: "Scan") -> str:
    """What was scanned: Sheet 24; the count summary."""
    own = ("summary", "lines", "statement", "container")
    table = "scanned" if scan.kind in own else "places"
    return say(table, scan.kind, name=scan.name)


def area_words(area: "Area") -> str:
    """An area by its number and name: Area 4, Blackbird Leys."""
    return area.name if _names_itself(area) else strung((short_area(area), area.name))


def role_words(role: "Role") -> str:
    """A role as it is spoken."""
    return say("ui", f"role.{role}")


def size_words(percent: int) -> str:
    """A size of text, in per cent; 0 is that of the system."""
    return say("ui", "text-size.percent", size=percent) if percent else say("home", "look.system")


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
    return area.name if _names_itself(area) else say("places", "area", name=area.id)


def _names_itself(area: "Area") -> bool:
    # Areas are named in the list that the council brought: in English, whatever the window speaks.
    return area.name.startswith("Area ")


def number_words(numbers: Sequence[int], most: int = _MOST_PARTS) -> str:
    """Numbers in order, runs of three or more as one: 1 to 7, 9 and 12; so many parts at `most`,
    and how many more there are.
    """
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
    if len(parts) > most:
        left = say("ui", "numbers.more", count=len(parts) - most + 1)
        parts = [*parts[: most - 1], left]
    return listed(parts)
