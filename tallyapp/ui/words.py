"""The words of the window, from the catalogue; every screen has a table of its own there."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from tallyapp.messages import say

if TYPE_CHECKING:
    from tallyapp.domain.things import Area, Role


def figure(value: int) -> str:
    """A number as it is shown: thousands separators, and a true minus."""
    return f"{value:,}".replace("-", "−")


def area_words(area: "Area") -> str:
    """An area by its number and name: Area 4, Blackbird Leys."""
    return area.name if area.name.startswith("Area ") else f"Area {area.id}, {area.name}"


def role_words(role: "Role") -> str:
    """A role as it is spoken."""
    return say("ui", f"role.{role}")


def day_words(day: date) -> str:
    """A date: 4 July 2024."""
    return f"{day.day} {say('ui', f'month.{day.month}')} {day.year}"


def time_words(moment: datetime) -> str:
    """A time of day: 01:04:12."""
    return moment.strftime("%H:%M:%S")
