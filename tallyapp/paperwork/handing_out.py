"""Which sheets and slips are handed out in the same step in which they are printed."""

from collections.abc import Iterator
from typing import NamedTuple

from tallyapp.domain.rules.handing_out import MOST_SHEETS_AT_ONCE
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.count import Count
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.on_paper import SheetForm
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.paperwork.choice import Choice, PerArea


class Run(NamedTuple):
    """Sheets or slips `first` to `last` for an area of a contest."""

    contest: str
    area: str
    form: SheetForm
    first: SheetNumber
    last: SheetNumber


def to_hand_out(count: Count, choice: Choice, per_area: PerArea) -> list[Run]:
    """The runs that bring each area of the choice to so many sheets and slips, with numbers after
    all that any contest has. Nothing where an area has as many already, or is declared.
    """
    found: list[Run] = []
    following = count.last_sheet + 1
    for contest, area, form, many in _wanting(count, choice, per_area):
        while many > 0:
            at_once = min(many, MOST_SHEETS_AT_ONCE)
            last = SheetNumber(following + at_once - 1)
            found.append(Run(contest, area, form, SheetNumber(following), last))
            following += at_once
            many -= at_once
    return found


def _wanting(
    count: Count, choice: Choice, per_area: PerArea
) -> Iterator[tuple[str, str, SheetForm, int]]:
    wanted: list[tuple[SheetForm, int]] = [("sheet", per_area.sheets), ("slip", per_area.slips)]
    for stream, contest in count.contests.items():
        chosen = not choice.contests or stream in choice.contests
        if not chosen or contest.declaration:
            continue
        for name, area in contest.areas.items():
            if choice.areas and name not in choice.areas:
                continue
            for form, many in wanted:
                yield stream, name, form, many - _out(area, form)


def _out(area: AreaState, form: SheetForm) -> int:
    """How many of this form an area has that were not taken out of the count."""
    return sum(1 for each in area.sheets if each.shape == form and each.life is not Life.WITHDRAWN)
