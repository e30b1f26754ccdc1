"""The index of everything that has a name or a number in a count. Pure: state in, places out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.collation import without_accents
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.ui.screens import Destination
from tallyapp.ui.shell.scanned import screens_of_sheet
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words

MOST = 50
"""How many places are shown."""
_RANKED = 2_000
"""How many are put in order;
the contest that is open comes first, so that nothing of it is left out.
"""
_ORDER = ("contest", "area", "sheet", "box", "candidate")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was found: its words, and where it is; or what is done when it is chosen.

    `screens` begin with the most fitting: the first that the officer may open is opened.
    """

    words: str
    detail: str
    kind: str = ""
    stream: str = ""
    screens: tuple[Destination, ...] = ()
    target: object = None
    do: Callable[[], object] | None = None


class _Row(NamedTuple):
    """One thing: its words for comparing, each with a blank before and after, and what it is."""

    words: str
    kind: str
    stream: str
    id: str | int = 0


class Index:
    """Every contest, area, sheet, box and candidate of a count, made when first asked."""

    def __init__(self, contests: Mapping[str, ContestState]) -> None:
        self._contests = contests
        self._rows: dict[str, list[_Row]] = {}
        self._sizes: dict[str, tuple[int, int]] = {}

    def find(self, query: str, here: str = "") -> list[Found]:
        """What the words of a query begin, the contest that is open first;
        whole words before beginnings.
        """
        words = _comparable(query).split()
        if not words:
            return []
        whole = [f" {word} " for word in words]

        def rank(hit: tuple[int, _Row]) -> tuple[int, int, int]:
            place, row = hit
            beginnings = sum(word not in row.words for word in whole)
            return beginnings * 2 + (row.stream != here), _ORDER.index(row.kind), place

        hits = enumerate(islice(self._hits([f" {word}" for word in words], here), _RANKED))
        return [self._found(row) for _, row in nsmallest(MOST, hits, key=rank)]

    def _hits(self, begun: list[str], here: str) -> Iterator[_Row]:
        first, *others = begun
        for stream in (here, *(other for other in self._contests if other != here)):
            for row in [row for row in self._of(stream) if first in row[0]]:
                if all(word in row.words for word in others):
                    yield row

    def _of(self, stream: str) -> list[_Row]:
        contest = self._contests.get(stream)
        if contest is None:
            return []
        size = (len(contest.sheets), len(contest.boxes))
        if self._sizes.get(stream) != size:
            self._sizes[stream] = size
            self._rows[stream] = list(_rows(stream, contest))
        return self._rows[stream]

    def _found(self, row: _Row) -> Found:
        contest = self._contests[row.stream]
        words, detail = _said(row, contest)
        return Found(words, detail, row.kind, row.stream, _screens(row, contest), row.id)


def _rows(stream: str, contest: ContestState) -> Iterator[_Row]:
    set_up = contest.set_up
    yield _Row(_spoken("contest", "", set_up.name), "contest", stream, stream)
    kinds = {kind: say("find", kind) for kind in _ORDER}
    for area in contest.areas.values():
        yield _Row(
            _spoken(kinds["area"], area.area.id, area.area.name), "area", stream, area.area.id
        )
    sheet = _comparable(kinds["sheet"])
    for issued in contest.sheets:
        yield _Row(f" {sheet} {issued} ", "sheet", stream, issued)
    for box in contest.boxes.values():
        yield _Row(_spoken(kinds["box"], box.box.id, box.box.name), "box", stream, box.box.id)
    for number, candidate in enumerate(set_up.candidates, 1):
        # The name on the ballot paper alone is shown, but a clerk may have the full one in the ear.
        name = f"{candidate.name} {candidate.full_name} {candidate.description}"
        yield _Row(_spoken(kinds["candidate"], str(number), name), "candidate", stream, number)


def _spoken(kind: str, number: str, name: str) -> str:
    return f" {_comparable(f'{kind} {number} {name}')} "


def _comparable(text: str) -> str:
    plain = text.casefold() if text.isascii() else without_accents(text)
    return " ".join(plain.replace("-", " ").replace(",", " ").split())


def _said(row: _Row, contest: ContestState) -> tuple[str, str]:
    name = contest.set_up.name
    set_up = contest.set_up
    match row.kind:
        case "contest":
            return name, set_up.election
        case "area":
            area = contest.areas[str(row.id)].area
            return area_words(area), name
        case "box":
            box = contest.boxes[str(row.id)].box
            return f"{say('find', 'box')} {box.id}, {box.name}", name
        case "sheet":
            life = contest.sheets[SheetNumber(int(row.id))].life
            return f"{say('find', 'sheet')} {row.id}", f"{name}, {say('find', f'life.{life}')}"
        case _:
            candidate = set_up.candidates[int(row.id) - 1]
            return candidate.ballot_name, f"{candidate.description}, {name}"


def _screens(row: _Row, contest: ContestState) -> tuple[Destination, ...]:
    match row.kind:
        case "contest":
            return (Destination.OVERVIEW,)
        case "area":
            return (Destination.RECONCILIATION, Destination.OVERVIEW)
        case "box":
            return (Destination.VERIFICATION, Destination.OVERVIEW)
        case "candidate":
            return (Destination.TALLIES, Destination.RECONCILIATION, Destination.OVERVIEW)
    return screens_of_sheet(contest, int(row.id))
