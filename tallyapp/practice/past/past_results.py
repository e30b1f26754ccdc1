"""Past results from files of the forms that are known, told apart by what is in them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tallyapp.exchange.faults import Fault, ImportRefused
from tallyapp.exchange.tables import FaultBook, Table, TableFile, read_bytes, read_table
from tallyapp.practice.past import commons_results, handbook_results, oxford_results
from tallyapp.practice.past.declared_results import read_declarations, read_ties
from tallyapp.practice.past.json_results import read_json_result
from tallyapp.practice.past.published import PastCandidate, PastContest, PastResult, ordinary_polling_day
from tallyapp.practice.past.reconciling import reconcile

__all__ = ["COMMONS_POLLING_DAY", "PastCandidate", "PastResult", "read_past_contests", "read_past_results"]

COMMONS_POLLING_DAY = date(2024, 7, 4)
"""The polling day of the House of Commons files, which do not say it themselves."""
HANDBOOK_POLLING_DAY = ordinary_polling_day(2025)
"""The polling day of the Local Elections Handbook's files, which do not say it either."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of CSV file: what it is called, the column it is known by, and those that it must have."""

    name: str
    mark: str
    columns: tuple[str, ...]
    partner: str = ""


_FORMS = (
    _Form("by candidate", "candidate_surname", commons_results.BY_CANDIDATE, "by constituency"),
    _Form("by constituency", "constituency_name", commons_results.BY_CONSTITUENCY, "by candidate"),
    _Form("by candidate and ward", "votes_cast", handbook_results.BY_CANDIDATE, "by ward"),
    _Form("by ward", "ballots", handbook_results.BY_WARD, "by candidate and ward"),
    _Form("of Oxford's wards", "name_of_candidate", oxford_results.COLUMNS),
)


def read_past_results(
    paths: Sequence[Path], *, commons_polling_day: date = COMMONS_POLLING_DAY
) -> tuple[PastResult, ...]:
    """The past results in these files that can be counted again; see `read_past_contests`."""
    judged = map(reconcile, read_past_contests(paths, commons_polling_day=commons_polling_day))
    return tuple(result for result in judged if isinstance(result, PastResult))


def read_past_contests(
    paths: Sequence[Path],
    *,
    commons_polling_day: date = COMMONS_POLLING_DAY,
    handbook_polling_day: date = HANDBOOK_POLLING_DAY,
) -> tuple[PastContest, ...]:
    """The contests in these files as published: JSON files, CSV files, pairs of CSV files in either order.

    A file whose name ends in .json is JSON. Raises ImportRefused with every fault of every file,
    EnvironmentFault if one cannot be read.
    """
    contests: list[PastContest] = []
    faults: list[Fault] = []
    tables: list[Path] = []
    for path in paths:
        if path.suffix.casefold() != ".json":
            tables.append(path)
            continue
        try:
            contests += _read_json(path)
        except ImportRefused as refused:
            faults += refused.faults
    try:
        contests += _read_tables(tables, commons_polling_day, handbook_polling_day)
    except ImportRefused as refused:
        faults += refused.faults
    if faults:
        raise ImportRefused(faults)
    return _with_own_ids(contests)


def _read_json(path: Path) -> list[PastContest]:
    """One result is an object, several are a list; Medway's alone hold what was verified."""
    book = FaultBook(str(path))
    data = read_bytes(path, book)
    read: Callable[[bytes, FaultBook], list[PastContest]] = read_json_result
    if data.lstrip().startswith(b"["):
        read = read_declarations if b'"verified_total"' in data else read_ties
    return read(data, book)


def _read_tables(paths: Sequence[Path], commons: date, handbook: date) -> list[PastContest]:
    found: dict[str, TableFile] = {}
    for path in paths:
        book = FaultBook(str(path))
        file = TableFile(read_table(path, book), book)
        form = _form(file.table, book)
        book.require(file.table, form.columns)
        if form.name in found:
            problem = f"Like {found[form.name].book.file}, this is a file {form.name}."
            book.note(0, "", problem, "Give one file of each form.")
            book.refuse_if_any()
        found[form.name] = file
    for form in _FORMS:
        if form.name not in found and form.partner in found:
            problem = f"The file {form.name} that belongs to this one is missing."
            fault = Fault(found[form.partner].book.file, 0, "", problem, "Give both files of the pair.")
            raise ImportRefused([fault])
    contests: list[PastContest] = []
    if "by candidate" in found:
        contests += commons_results.read_pair(found["by candidate"], found["by constituency"], commons)
    if "by ward" in found:
        contests += handbook_results.read_pair(found["by candidate and ward"], found["by ward"], handbook)
    if "of Oxford's wards" in found:
        contests += oxford_results.read_oxford(found["of Oxford's wards"])
    if faults := [fault for file in found.values() for fault in file.book.faults]:
        raise ImportRefused(faults)
    return contests


def _form(table: Table, book: FaultBook) -> _Form:
    """The form that has this header; by the column that no earlier form has."""
    for form in _FORMS:
        if form.mark in table.columns:
            return form
    known = "; ".join(f"{form.name}: {', '.join(form.columns)}" for form in _FORMS)
    book.note(table.header_line, "", "No past result has this header.", f"Known are files {known}.")
    raise ImportRefused(book.faults)


def _with_own_ids(contests: Iterable[PastContest]) -> tuple[PastContest, ...]:
    """The contests, each with an identifier of its own: the second of a name gets -2, and so on."""
    taken: set[str] = set()
    own: list[PastContest] = []
    for contest in contests:
        number, identifier = 1, contest.id
        while identifier in taken:
            number += 1
            identifier = f"{contest.id[:60].rstrip('-')}-{number}"
        taken.add(identifier)
        own.append(replace(contest, id=identifier))
    return tuple(own)
