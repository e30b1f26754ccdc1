"""What a drill is asked, and what it says when it is done."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

_SHOWN = 10
"""Losses that are told one by one."""


@dataclass(frozen=True)
class Plan:
    """How much of a drill is done, and from which seed its choices are drawn."""

    long: bool = False
    seed: int = 1

    def random(self) -> Random:
        """The choices of a drill: the same for the same seed."""
        return Random(self.seed)


@dataclass
class Report:
    """What a drill did, how often, and everything that was lost in it."""

    drill: str
    done: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    controls: dict[str, int] = field(default_factory=dict)
    """What was broken on purpose, and how often that was seen: never by a drill that is blind."""
    told: list[str] = field(default_factory=list)
    """What else there is to say, such as how far it came."""

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, something was tried, and the drill has eyes."""
        return bool(self.done) and not self.lost and all(self.controls.values())

    def note(self, what: str, lost: str) -> None:
        """One more thing was tried, and this was lost in it: empty where nothing was."""
        self.done[what] += 1
        if lost:
            self.lost.append(f"{what}: {lost}")

    def text(self) -> str:
        """What is printed."""
        lines = [f"{self.drill}: {self.done.total():,} tried"]
        lines += [f"  {times:>8,}  {what}" for what, times in sorted(self.done.items())]
        lines += [f"  {each}" for each in self.told]
        lines += [
            f"  broken on purpose, {what}: " + ("seen" if seen else "NOT SEEN: this drill is blind")
            for what, seen in self.controls.items()
        ]
        lines += [f"  LOST  {each}" for each in self.lost[:_SHOWN]]
        if len(self.lost) > _SHOWN:
            lines.append(f"  LOST  and {len(self.lost) - _SHOWN:,} more")
        lines.append("  Nothing was lost." if self.holds else "  This drill does not hold.")
        return "\n".join(lines)
