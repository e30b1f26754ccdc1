"""The report of a training count as a table for the elections manager."""

from collections.abc import Iterator

from tallyapp.desk import Desk
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.slates import slate_name
from tallyapp.exchange.export.cells import FOR_SPREADSHEETS, Cell, Digits, as_csv
from tallyapp.words.figures import area_words

from .measured import Measure
from .outcome import Outcome
from .planted import Mistake, Planted
from .report import Keying, OfContest, Training

COLUMNS = (
    "record",
    "count",
    "contest",
    "seed",
    "mistake",
    "area",
    "box",
    "sheet",
    "also_on_sheet",
    "written",
    "right",
    "found",
    "found_by",
    "found_by_officer",
    "second_officer",
    "first_keyed_at",
    "found_at",
    "seconds_to_find",
    "passed_over_by_officer",
    "in_declaration",
    "officer",
    "keyed_at",
    "queried",
    "keystrokes",
    "seconds",
)
"""`record` says what a line is of: a `mistake` that was planted, a `keying` of a sheet, or a
`wrong sheet` that nobody planted and nobody found. Each line fills the columns that are its own.
"""
_SECONDS = 1000


def table(desk: Desk, training: Training) -> bytes:
    """Every mistake and every keying as CSV for a spreadsheet: UTF-8 with its mark, and no cell of
    which a spreadsheet works out.
    """
    rows = [
        [cells.get(column) for column in COLUMNS]
        for of in training.contests
        for cells in _rows(desk, training, of)
    ]
    return as_csv(COLUMNS, rows, FOR_SPREADSHEETS)


def _rows(desk: Desk, training: Training, of: OfContest) -> Iterator[dict[str, Cell]]:
    contest = desk.contest(of.stream)
    shared: dict[str, Cell] = {"count": training.name, "contest": of.name, "seed": of.seed}
    for outcome in of.outcomes:
        yield {"record": "mistake", **shared, **_mistake_cells(of, contest, outcome)}
    for sheet in of.also_wrong:
        yield {"record": "wrong sheet", **shared, "sheet": sheet}
    for keying in of.keyings:
        yield {"record": "keying", **shared, **_keying_cells(keying)}


def _mistake_cells(of: OfContest, contest: ContestState, outcome: Outcome) -> dict[str, Cell]:
    planted = outcome.planted
    found = outcome.found
    first, *others = planted.sheets or (None,)
    declared = "" if of.declared_at is None else "no" if outcome.put_right else "yes"
    area = contest.areas.get(planted.area)
    cells: dict[str, Cell] = {
        "mistake": str(planted.mistake),
        "area": area_words(area.area) if area else planted.area,
        "box": planted.box,
        "sheet": first,
        "also_on_sheet": next(iter(others), None),
        "written": _figures(planted, 0),
        "right": _figures(planted, 1),
        "found": "yes" if found else "no",
        "first_keyed_at": outcome.met.isoformat(timespec="seconds") if outcome.met else "",
        "passed_over_by_officer": outcome.passed_by,
        "in_declaration": declared,
    }
    if found:
        cells |= {
            "found_by": str(found.how),
            "found_by_officer": found.by,
            "second_officer": found.second or None,
            "found_at": found.at.isoformat(timespec="seconds"),
        }
        if outcome.met:
            cells["seconds_to_find"] = int((found.at - outcome.met).total_seconds())
    return cells


def _figures(planted: Planted, at: int) -> Cell:
    """What is written, or should be: papers, or the numbers of candidates."""
    if planted.mistake is Mistake.LOOK_ALIKE:
        return slate_name(planted.slates[at])
    return (planted.written, planted.right)[at][0]


def _keying_cells(keying: Keying) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "sheet": keying.sheet,
        "officer": keying.officer,
        "keyed_at": keying.at.isoformat(timespec="seconds"),
        "queried": "yes" if keying.queried else "no",
    }
    return cells | _measured(keying.measure)


def _measured(measure: Measure | None) -> dict[str, Cell]:
    if measure is None:
        return {}
    tenths = (measure.milliseconds + _SECONDS // 20) // (_SECONDS // 10)
    return {"keystrokes": measure.strokes, "seconds": Digits(f"{tenths // 10}.{tenths % 10}")}
