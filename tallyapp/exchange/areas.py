"""Lists of count areas and their ballot boxes."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tallyapp.domain.rules.handing_out import MOST_SHEETS_AT_ONCE
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox

from .faults import Fault
from .tables import FaultBook, MissingGlyphs, Row, read_table, shows_all

_COLUMNS = ("area", "area_name", "box", "box_name", "kind")
_OPTIONAL = ("sheets", "contest")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAreas:
    """The areas and boxes of one contest (None: the only one), and how many count sheets each area gets.

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
    """The count areas and ballot boxes in a CSV file, one row a box, in the order of the file.

    Raises ImportRefused with every fault of the file, EnvironmentFault if it cannot be read. An area of
    postal boxes alone is a fault (domain.md, "Words"); an area of one box is a warning.
    """
    book = FaultBook(str(path), missing_glyphs)
    table = read_table(path, book)
    book.require(table, _COLUMNS, _OPTIONAL)
    contests: dict[str | None, _Contest] = {}
    for row in table.rows:
        identifier = book.identifier(row, "contest") if "contest" in table.columns else None
        _take(contests.setdefault(identifier, _Contest()), row, book)
    warnings = FaultBook(str(path))
    for contest in contests.values():
        for identifier, area in contest.areas.items():
            _examine(identifier, area, book, warnings)
    book.refuse_if_any()
    listed = (_listed(identifier, contest) for identifier, contest in contests.items())
    return AreaList(contests=tuple(listed), warnings=tuple(warnings.faults))


def _take(contest: _Contest, row: Row, book: FaultBook) -> None:
    """Enter one row: its box, and what it says of its area."""
    area_id, box_id = book.identifier(row, "area"), book.identifier(row, "box")
    area = contest.areas.setdefault(area_id, _Area(row.line))
    name = book.text(row, "area_name")
    if name:
        area.name = area.name or (row.line, name)
        book.same(row, "area_name", name, area.name)
    sheets = book.whole_number(row, "sheets", 1, MOST_SHEETS_AT_ONCE)
    if sheets:
        area.sheets = area.sheets or (row.line, sheets)
        book.same(row, "sheets", sheets, area.sheets)
    if box_id in contest.lines and box_id:
        problem = f"The box {box_id} is on line {contest.lines[box_id]} already."
        book.note(row.line, "box", problem, "Each box stands in one area, on one row.")
    contest.lines.setdefault(box_id, row.line)
    box = BallotBox(
        id=box_id, name=book.text(row, "box_name", required=True), kind=_kind(row, book), area=area_id
    )
    area.boxes.append(box)
    contest.boxes.append(box)


def _kind(row: Row, book: FaultBook) -> Literal["polling", "postal"]:
    match row.cells["kind"].casefold():
        case "polling":
            return "polling"
        case "postal":
            return "postal"
        case other:
            book.note(row.line, "kind", f'"{other[:40]}" is not a kind of box.', "Write polling or postal.")
            return "polling"


def _examine(identifier: str, area: _Area, book: FaultBook, warnings: FaultBook) -> None:
    if not identifier:
        return
    if not area.name:
        book.note(
            area.line, "area_name", f"The area {identifier} has no name.", "Fill it in on one of its rows."
        )
    if all(box.kind == "postal" for box in area.boxes):
        book.note(
            area.line,
            "kind",
            f"The area {identifier} has postal boxes alone.",
            "The law asks that they be mixed with the papers of a ballot box: put them in the area of one.",
        )
    elif len(area.boxes) == 1:
        warnings.note(
            area.line,
            "area",
            f"The area {identifier} has one box alone, so its result can be seen by box.",
            "Mix it with another box, or record the returning officer's decision.",
        )


def _listed(identifier: str | None, contest: _Contest) -> ListedAreas:
    areas = contest.areas.items()
    return ListedAreas(
        contest=identifier,
        areas=tuple(Area(id=area_id, name=area.name[1] if area.name else "") for area_id, area in areas),
        boxes=tuple(contest.boxes),
        sheets=tuple(area.sheets[1] if area.sheets else None for _, area in areas),
    )
