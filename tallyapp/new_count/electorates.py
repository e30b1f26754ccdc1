"""The electorate of a contest, by the lists and by what was keyed; None where nobody knows it."""

from typing import NamedTuple

from tallyapp.domain.vocabulary.units import MAX_FIGURE
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.areas import ListedAreas, electors_of
from tallyapp.exchange.listed import ListedContest

from .details import Details, PlannedContest


class Electorate(NamedTuple):
    """How many electors, None if nobody knows; and how that was worked out, where it was."""

    electors: int | None
    words: str = ""


def electorate_of(
    details: Details, listed: ListedContest, areas: ListedAreas, lone: bool
) -> Electorate:
    """How many electors a contest has: as keyed or listed, else those of its boxes together.

    Raises EnvironmentFault where nobody said, or where the list and what was keyed differ.
    """
    keyed = details.electorates.get(listed.id, details.electorates.get("") if lone else None)
    # What is keyed as 0 is not known, and said to be so; it does not unsay what a list says.
    if keyed and listed.electorate and keyed != listed.electorate:
        raise EnvironmentFault(
            f"The electorate of {listed.id} is {listed.electorate:,} in the list of candidates, "
            f"and was given as {keyed:,}. Compare both with the register, and correct one."
        )
    told = listed.electorate or keyed
    words = ""
    if told is None and (told := electors_of(areas.boxes)):
        words = f"The electorate, {told:,}, is that of its boxes together."
    if told is None:
        raise EnvironmentFault(
            f"The electorate of {listed.id} is not given. Write it in a column electorate, or give "
            f"it as {listed.id}=NUMBER, with 0 if nobody knows it; then no turnout is worked out."
        )
    if told > MAX_FIGURE:
        raise EnvironmentFault(
            f"The electorate of {listed.id}, {told:,}, is too large: {MAX_FIGURE:,} is the most."
        )
    return Electorate(told or None, words)


def differing(contest: PlannedContest) -> str:
    """That the boxes of a contest have other electors than the contest; empty if they agree."""
    of_boxes = electors_of(contest.boxes)
    if not of_boxes or not contest.electorate or of_boxes == contest.electorate:
        return ""
    return (
        f"{contest.name} has {contest.electorate:,} electors, and its boxes {of_boxes:,} together. "
        "Compare both lists with the register."
    )
