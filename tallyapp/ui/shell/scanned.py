"""Where the barcode on a paper leads: to its contest, to the screen of its thing, and to the thing.

Pure: a scan and the count in, a place or a sentence out.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import DONE, Life
from tallyapp.domain.vocabulary.scan_codes import IN_A_CONTEST, Scan, marked
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.ui.screens import Destination
from tallyapp.words.catalogue import say
from tallyapp.words.figures import scanned_words, strung


class Place(NamedTuple):
    """A contest (empty where the thing is of the whole count), screens with the most fitting
    first, and what is to be shown there.
    """

    stream: str
    screens: tuple[Destination, ...]
    target: object


def place_of(scan: Scan, contests: Mapping[str, ContestState], here: str) -> Place | str:
    """Where a scanned thing is; a sentence where this count has none, or more than one, of it."""
    if scan.kind == "officer":
        return Place("", (Destination.SIGN_IN,), int(scan.name))
    if scan.kind == "container":
        return Place("", (Destination.VERIFICATION,), ("container", scan.name))
    if scan.kind == "sheet":
        return _place_of_sheet(int(scan.name), contests, here)
    having = marked(contests, scan.contest)
    if len(having) > 1:
        names = strung(contests[stream].set_up.name for stream in having)
        return say("ui", "scan.several", scanned=scanned_words(scan), contests=names)
    if not having:
        return say("ui", "scan.foreign")
    return _IN_A_CONTEST[scan.kind](scan, having[0], contests[having[0]])


def screens_of_sheet(contest: ContestState, number: int) -> tuple[Destination, ...]:
    """Where a sheet is dealt with as it stands now, the most fitting first."""
    life = contest.sheets[SheetNumber(number)].life
    if life in DONE or life is Life.DIFFERS:
        return (Destination.DIFFERENCES, Destination.KEY_SHEET)
    return (Destination.KEY_SHEET,)


def _place_of_sheet(number: int, contests: Mapping[str, ContestState], here: str) -> Place:
    having = [s for s, contest in contests.items() if SheetNumber(number) in contest.sheets]
    if not having:
        # There it is said which numbers were handed out.
        return Place(here, (Destination.KEY_SHEET,), number)
    return Place(having[0], screens_of_sheet(contests[having[0]], number), number)


def _place_of_form(scan: Scan, stream: str, _: ContestState) -> Place:
    return Place(stream, (Destination.DOUBTFUL,), scan)


def _place_of_box(scan: Scan, stream: str, contest: ContestState) -> Place:
    box = _named(scan.name, contest.boxes)
    return Place(stream, (Destination.VERIFICATION,), box)


def _place_of_area(scan: Scan, stream: str, contest: ContestState) -> Place:
    """The area's boxes: the first that is not verified yet, or else all of them."""
    area = contest.areas.get(_named(scan.name, contest.areas))
    boxes = area.boxes if area else []
    waiting = (box.box.id for box in boxes if not box.accurate)
    return Place(stream, (Destination.VERIFICATION,), next(waiting, None))


def _place_of_statement(_: Scan, stream: str, __: ContestState) -> Place:
    return Place(stream, (Destination.VERIFICATION,), None)


def _place_of_result(_: Scan, stream: str, __: ContestState) -> Place:
    """Where the totals of the count summary, and those of lines that were drawn, are keyed."""
    return Place(stream, (Destination.RESULT,), None)


_IN_A_CONTEST: dict[str, Callable[[Scan, str, ContestState], Place]] = {
    "form": _place_of_form,
    "box": _place_of_box,
    "area": _place_of_area,
    "statement": _place_of_statement,
    "summary": _place_of_result,
    "lines": _place_of_result,
}
assert _IN_A_CONTEST.keys() == IN_A_CONTEST


def _named(scanned: str, names: Iterable[str]) -> str:
    """The name as it was registered: a code has capitals alone."""
    return next((name for name in names if name.upper() == scanned), scanned)
