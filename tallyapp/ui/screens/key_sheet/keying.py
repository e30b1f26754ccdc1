"""A sheet while it is being keyed: figures in the order of its fields, and what they add to."""

import json
from collections.abc import Sequence

from tallyapp.domain.checks import Finding
from tallyapp.domain.sheets import SheetKind
from tallyapp.domain.things import Bundles, SheetFigures
from tallyapp.domain.units import MAX_FIGURE, Papers


class SheetKeying:
    """What was keyed of one sheet so far: papers, each candidate's full and part bundle, papers sent."""

    def __init__(self, number: int, kind: SheetKind, bundle: int) -> None:
        self.number = number
        self.kind = kind
        self.bundle = bundle
        self.values: list[int | None] = [None] * len(kind.fields)

    @property
    def lines(self) -> int:
        """How many candidates there are."""
        return (len(self.values) - 2) // 2

    @property
    def begun(self) -> bool:
        """Whether anything is keyed."""
        return any(value is not None for value in self.values)

    @property
    def papers(self) -> int | None:
        """The papers written on the sheet."""
        return self.values[0]

    def line(self, n: int) -> int | None:
        """The papers of a candidate's line (from 0); None while both of its figures are blank."""
        full, part = self.values[1 + 2 * n : 3 + 2 * n]
        if full is None and part is None:
            return None
        return (full or 0) * self.bundle + (part or 0)

    @property
    def full_bundles(self) -> int:
        """All full bundles keyed."""
        return sum(value or 0 for value in self.values[1:-1:2])

    @property
    def part_bundles(self) -> int:
        """All papers in part bundles keyed."""
        return sum(value or 0 for value in self.values[2:-1:2])

    @property
    def keyed(self) -> Papers:
        """What the lines add to, with the papers sent for adjudication."""
        return Papers(self.full_bundles * self.bundle + self.part_bundles + (self.values[-1] or 0))

    @property
    def to_find(self) -> int | None:
        """Papers on the sheet less papers keyed; below 0 if too many are keyed, None before it is known."""
        return None if self.papers is None else self.papers - self.keyed

    def blanks(self) -> list[int]:
        """The fields that are blank, by position."""
        return [i for i, value in enumerate(self.values) if value is None]

    def too_large(self, position: int) -> bool:
        """Whether a part bundle is as large as a bundle (E102)."""
        value = self.values[position]
        part = 0 < position < len(self.values) - 1 and position % 2 == 0
        return part and value is not None and value >= self.bundle

    def sums(self) -> list[Finding]:
        """What stands against the sums as they are now, blanks counting nothing: E101 or E102."""
        return self.kind.adds_up(self.number, [value or 0 for value in self.values])

    def figures(self) -> SheetFigures:
        """The sheet as an act holds it."""
        values = [None if value is None else Papers(value) for value in self.values]
        pairs = zip(values[1:-1:2], values[2:-1:2], strict=True)
        lines = tuple(Bundles(full, part) for full, part in pairs)
        return SheetFigures(papers=values[0], lines=lines, sent=values[-1])

    # ---- drafts

    def as_draft(self) -> str:
        """What is keyed, to be kept."""
        return json.dumps(self.values, separators=(",", ":"))

    def take_draft(self, draft: str) -> bool:
        """Go on from what was kept; False, and nothing taken, if it is not of this sheet's shape."""
        try:
            values = json.loads(draft)
        except ValueError:
            return False
        if not isinstance(values, list) or len(values) != len(self.values) or not all(map(_may_be, values)):
            return False
        self.values = values
        return self.begun


def _may_be(value: object) -> bool:
    return value is None or (type(value) is int and 0 <= value <= MAX_FIGURE)


def place_of(stream: str, number: int) -> str:
    """The place of a sheet's draft."""
    return f"sheet/{stream}/{number}"


def numbers_in(places: Sequence[str], stream: str) -> list[int]:
    """The sheets of a contest that these places of drafts speak of, in their order."""
    start = place_of(stream, 0)[:-1]
    return [int(place[len(start) :]) for place in places if place.startswith(start)]
