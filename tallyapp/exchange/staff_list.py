"""Lists of staff: who keys, supervises and adjudicates, each under a number of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tallyapp.domain.vocabulary.on_paper import Role
from tallyapp.domain.vocabulary.units import OfficerNumber

from .faults import Fault
from .identifiers import is_identifier
from .tables import FaultBook, MissingGlyphs, Row, Table, read_table

COLUMNS = ("number", "name", "role")
OPTIONAL = ("contests",)
ROLES: Mapping[str, Role] = {
    "clerk": "clerk",
    "supervisor": "supervisor",
    "adjudicator": "adjudicator",
    "deputy": "deputy",
    "declarant": "declarant",
    "auditor": "auditor",
}
"""The roles that a list gives, as they are written in it; the returning officer is not enrolled."""
_RETURNING_OFFICER = "returning officer"
_MOST_NUMBER = 9_999
_MOST_CONTESTS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedOfficer:
    """Somebody in a list of staff; `contests` are those in which they adjudicate, none for all."""

    line: int
    number: OfficerNumber
    name: str
    role: Role
    contests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffList:
    """The staff in a file, in its order, and what somebody should look at before going on."""

    officers: tuple[ListedOfficer, ...]
    warnings: tuple[Fault, ...]


def read_staff(path: Path, *, missing_glyphs: MissingGlyphs) -> StaffList:
    """The staff in a file, one row a person.

    Raises ImportRefused with every fault of the file, EnvironmentFault if it cannot be read.
    """
    book = FaultBook(str(path), missing_glyphs)
    table = read_table(path, book, COLUMNS)
    book.require(table, COLUMNS, OPTIONAL)
    warnings = book.beside()
    officers = [_officer(row, book) for row in table.rows]
    _examine(table, officers, book, warnings)
    book.refuse_if_any()
    return StaffList(
        officers=tuple(officer for officer in officers if officer is not None),
        warnings=tuple(warnings.faults),
    )


def _officer(row: Row, book: FaultBook) -> ListedOfficer | None:
    number = book.whole_number(row, "number", 1, _MOST_NUMBER)
    if number is None and not row.cells["number"]:
        book.note(row.line, "number", "The cell is blank.", "Give everybody a number of their own.")
    name = book.text(row, "name", required=True)
    role = _role(row, book)
    contests = _contests(row, book)
    if number is None or not name or role is None:
        return None
    return ListedOfficer(
        line=row.line, number=OfficerNumber(number), name=name, role=role, contests=contests
    )


def _role(row: Row, book: FaultBook) -> Role | None:
    """The role in a cell; one that is none is taken down, and nobody's is guessed."""
    told = " ".join(book.cell(row, "role").casefold().replace("-", " ").split())
    if role := ROLES.get(told):
        return role
    if "role" in row.flaws:
        return None
    known = ", ".join(ROLES)
    if told == _RETURNING_OFFICER:
        problem = "The returning officer is named when the count is made, and is not enrolled."
        remedy = "Take the row out."
    elif told:
        problem = f'"{told[:40]}" is not a role.'
        remedy = f"Write one of these: {known}."
    else:
        problem = "The cell is blank."
        remedy = f"Write one of these: {known}."
    book.note(row.line, "role", problem, remedy)
    return None


def _contests(row: Row, book: FaultBook) -> tuple[str, ...]:
    told = book.text(row, "contests") if "contests" in row.cells else ""
    contests = tuple(filter(None, (each.strip() for each in told.split(";"))))
    for contest in contests[:_MOST_CONTESTS]:
        if not is_identifier(contest):
            problem = f'"{contest[:80]}" cannot be the identifier of a contest.'
            book.note(
                row.line, "contests", problem, "Write them as in the other lists, with ; between."
            )
    return contests


def _examine(
    table: Table, officers: list[ListedOfficer | None], book: FaultBook, warnings: FaultBook
) -> None:
    """One number is one person's; one name twice can be two people, and is asked about."""
    numbers: dict[int, int] = {}
    names: dict[str, int] = {}
    for officer in filter(None, officers):
        # What officer 12 keys must never be another person's doing.
        if officer.number in numbers:
            problem = f"The number {officer.number} is on line {numbers[officer.number]} already."
            book.note(officer.line, "number", problem, "Give everybody a number of their own.")
        numbers.setdefault(officer.number, officer.line)
        folded = officer.name.casefold()
        if folded in names:
            problem = f"{officer.name} is the name on line {names[folded]} too."
            warnings.note(officer.line, "name", problem, "Check that these are two people.")
        names.setdefault(folded, officer.line)
    if len(table.rows) > _MOST_NUMBER:
        problem = f"The list has {len(table.rows):,} people; {_MOST_NUMBER:,} are the most."
        book.note(0, "", problem, "Check that this is the right file.")
