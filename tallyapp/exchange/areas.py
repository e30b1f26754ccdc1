"""Lists of count areas and their ballot boxes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tallyapp.domain.rules.handing_out import MOST_SHEETS_AT_ONCE
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox
from tallyapp.domain.vocabulary.units import MAX_AREAS, MAX_BOXES

from .faults import Fault
from .tables import FaultBook, MissingGlyphs, Row, Table, read_table, shows_all
from .totals import is_total

COLUMNS = ("area", "area_name", "box", "box_name", "kind")
OPTIONAL = ("sheets", "contest", "electorate")
_WORDS = ("area", "area_name", "box", "box_name")
"""The columns whose words can say that a row is one of totals."""
_AREAS_TO_ADD = 2
"""Of one area alone the total is the same figure again, and says nothing."""
_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAreas:
    """The areas and boxes of one contest (None: the only one), and how many count sheets each area
    gets.

    `sheets` runs beside `areas`; None where the file does not say.
    """

    contest: str | None
    areas: tuple[Area, ...]
    boxes: tuple[BallotBox, ...]
    sheets: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaList:
    """The contests of a file, in its order, and what somebody should look at before going on."""

    contests: tuple[ListedAreas, ...]
    warnings: tuple[Fault, ...]


@dataclass(slots=True)
class _Area:
    """An area while its rows are read; each of name and sheets with the line that said it first."""

    line: int
    name: tuple[int, str] | None = None
    sheets: tuple[int, int] | None = None
    boxes: list[BallotBox] = field(default_factory=list)


@dataclass(slots=True)
class _Contest:
    areas: dict[str, _Area] = field(default_factory=dict)
    boxes: list[BallotBox] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


def read_areas(path: Path, *, missing_glyphs: MissingGlyphs = shows_all) -> AreaList:
    """The count areas and ballot boxes in a file, one row a box, in the order of the file.

    Raises ImportRefused with every fault of the file, EnvironmentFault if it cannot be read. An
    area of postal boxes alone is a fault (domain.md, "Words"); an area of one box is a warning.
    """
    book = FaultBook(str(path), missing_glyphs)
    table = read_table(path, book, COLUMNS)
    book.require(table, COLUMNS, OPTIONAL)
    contests: dict[str | None, _Contest] = {}
    named = table.tells("contest")
    for row in table.rows:
        identifier = book.identifier(row, "contest") if named else None
        _take(contests.setdefault(identifier, _Contest()), row, book)
    # A book of its own: a warning is shown and refuses nothing.
    warnings = book.beside()
    _look_for_totals(table, book, warnings)
    for contest in contests.values():
        _examine_identifiers(contest, book)
        for identifier, area in contest.areas.items():
            _examine(identifier, area, book, warnings)
    book.refuse_if_any()
    listed = (_listed(identifier, contest) for identifier, contest in contests.items())
    return AreaList(contests=tuple(listed), warnings=tuple(warnings.faults))


def _take(contest: _Contest, row: Row, book: FaultBook) -> None:
    """Enter one row: its box, and what it says of its area."""
    area_id = book.identifier(row, "area")
    box_id = book.identifier(row, "box")
    # A row that is at fault still counts as a row: the faults of the others are worth finding too.
    area = contest.areas.setdefault(area_id, _Area(row.line))
    name = book.text(row, "area_name")
    if name:
        area.name = area.name or (row.line, name)
        book.same(row, "area_name", name, area.name)
    sheets = book.whole_number(row, "sheets", 1, MOST_SHEETS_AT_ONCE)
    if sheets:
        area.sheets = area.sheets or (row.line, sheets)
        book.same(row, "sheets", sheets, area.sheets)
    # A box in two areas would be verified twice, and no sum of either would say which.
    if box_id in contest.lines and box_id:
        problem = f"The box {box_id} is on line {contest.lines[box_id]} already."
        book.note(row.line, "box", problem, "Each box stands in one area, on one row.")
    contest.lines.setdefault(box_id, row.line)
    box = BallotBox(
        id=box_id,
        name=book.text(row, "box_name", required=True),
        kind=_kind(row, book),
        area=area_id,
        electorate=book.electors(row, "electorate"),
    )
    area.boxes.append(box)
    contest.boxes.append(box)


def _kind(row: Row, book: FaultBook) -> Literal["polling", "postal"]:
    # Asked and not guessed: a postal box taken for a polling one hides an unlawful area.
    match book.cell(row, "kind").casefold():
        case "polling":
            return "polling"
        case "postal":
            return "postal"
        case other if "kind" not in row.flaws:
            book.note(
                row.line,
                "kind",
                f'"{other[:40]}" is not a kind of box.',
                "Write polling or postal.",
            )
    return "polling"


def _examine_identifiers(contest: _Contest, book: FaultBook) -> None:
    """Each area and each box is one thing, and there are no more than one contest can have."""
    areas = contest.areas
    book.alike(((area.line, identifier) for identifier, area in areas.items()), "area")
    # One barcode serves A1 and a1, and nobody hears the difference across a hall.
    book.alike(((line, identifier) for identifier, line in contest.lines.items()), "box")
    for what, number, most in (
        ("areas", len(areas), MAX_AREAS),
        ("boxes", len(contest.boxes), MAX_BOXES),
    ):
        if number > most:
            problem = f"The contest has {number:,} {what}; {most:,} are the most."
            book.note(0, "", problem, "Check that the rows belong to one contest.")


def _look_for_totals(table: Table, book: FaultBook, warnings: FaultBook) -> None:
    """A row of totals is no box: it is known by its words, or the last one by its figure."""
    totals = [row for row in table.rows if any(is_total(row.cells[name]) for name in _WORDS)]
    for row in totals:
        problem = "This looks like a row of totals, not a box."
        book.note(row.line, "box", problem, "Take the row out; a box of this name needs another.")
    # Nothing is left of a file in which every row has too many cells.
    if totals or not table.rows:
        return
    # Only the last row, and only by a figure: a spreadsheet writes its totals there.
    *rows, last = table.rows
    if len({row.cells["area"] for row in rows}) < _AREAS_TO_ADD:
        return
    # An area's sheets stand on any of its rows, or on all of them: added either way.
    by_area = {row.cells["area"]: _sheets(row) for row in rows if _sheets(row)}
    sums = {sum(by_area.values()), sum(map(_sheets, rows))} - {0}
    if last.cells["area"] not in by_area and _sheets(last) in sums:
        problem = f"The last row has as many sheets, {_sheets(last)}, as all the others together."
        warnings.note(last.line, "sheets", problem, "If it is a row of totals, take it out.")


def _sheets(row: Row) -> int:
    told = row.cells.get("sheets", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < _DIGITS else 0


def _examine(identifier: str, area: _Area, book: FaultBook, warnings: FaultBook) -> None:
    # A blank area was taken down already: what is missing of it would be told twice.
    if not identifier:
        return
    if not area.name:
        book.note(
            area.line,
            "area_name",
            f"The area {identifier} has no name.",
            "Fill it in on one of its rows.",
        )
    # Postal papers are mixed with those of at least one ballot box before they are counted: an area
    # of postal boxes alone is unlawful, and so a fault and not a warning.
    if all(box.kind == "postal" for box in area.boxes):
        book.note(
            area.line,
            "kind",
            f"The area {identifier} has postal boxes alone.",
            "The law asks that they be mixed with the papers of a ballot box: put them in "
            "the area of one.",
        )
    # A one-box parish can be, with the returning officer's decision: so it is only said.
    elif len(area.boxes) == 1:
        warnings.note(
            area.line,
            "area",
            f"The area {identifier} has one box alone, so its result can be seen by box.",
            "Mix it with another box, or record the returning officer's decision.",
        )


def electors_of(boxes: Iterable[BallotBox]) -> int | None:
    """The electors of these boxes together; None unless every polling station's box says them."""
    # Who votes by post is an elector of a polling station too, and is counted there once.
    stations = [box.electorate for box in boxes if box.kind == "polling"]
    known = [electorate for electorate in stations if electorate is not None]
    return sum(known) if known and len(known) == len(stations) else None


def _listed(identifier: str | None, contest: _Contest) -> ListedAreas:
    areas = contest.areas.items()
    return ListedAreas(
        contest=identifier,
        areas=tuple(
            Area(
                id=area_id,
                name=area.name[1] if area.name else "",
                electorate=electors_of(area.boxes),
            )
            for area_id, area in areas
        ),
        boxes=tuple(contest.boxes),
        sheets=tuple(area.sheets[1] if area.sheets else None for _, area in areas),
    )
