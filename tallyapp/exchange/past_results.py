"""Past results from files of the forms that are known, told apart by what is in them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from .commons_results import BY_CANDIDATE, BY_CONSTITUENCY, CommonsFile, read_pair
from .faults import Fault, ImportRefused
from .json_results import read_json_result
from .published import PastCandidate, PastResult
from .tables import FaultBook, read_table

__all__ = ["COMMONS_POLLING_DAY", "PastCandidate", "PastResult", "read_past_results"]

COMMONS_POLLING_DAY = date(2024, 7, 4)
"""The polling day of the House of Commons files, which do not say it themselves."""


def read_past_results(
    paths: Sequence[Path], *, commons_polling_day: date = COMMONS_POLLING_DAY
) -> tuple[PastResult, ...]:
    """The past results in these files: JSON files of one constituency, and a House of Commons pair of CSVs.

    The pair may come in either order; a file whose name ends in .json is one of the first form. Raises
    ImportRefused with every fault of every file, EnvironmentFault if one cannot be read.
    """
    results: list[PastResult] = []
    faults: list[Fault] = []
    tables: list[Path] = []
    for path in paths:
        if path.suffix.casefold() != ".json":
            tables.append(path)
            continue
        try:
            results.append(read_json_result(path))
        except ImportRefused as refused:
            faults += refused.faults
    try:
        results += _read_commons(tables, commons_polling_day)
    except ImportRefused as refused:
        faults += refused.faults
    if faults:
        raise ImportRefused(faults)
    return _with_own_ids(results)


def _read_commons(paths: Sequence[Path], polling_day: date) -> list[PastResult]:
    if not paths:
        return []
    found: dict[str, CommonsFile] = {}
    for path in paths:
        book = FaultBook(str(path))
        file = CommonsFile(read_table(path, book), book)
        form, columns = _form(file)
        book.require(file.table, columns)
        if form in found:
            problem = f"Like {found[form].book.file}, this is a file by {form}."
            book.note(0, "", problem, "Give one file by candidate and one by constituency.")
            book.refuse_if_any()
        found[form] = file
    for form, other in (("candidate", "constituency"), ("constituency", "candidate")):
        if form not in found:
            problem = f"The file by {form} that belongs to this one is missing."
            fault = Fault(found[other].book.file, 0, "", problem, "Give both files of the pair.")
            raise ImportRefused([fault])
    results = read_pair(found["candidate"], found["constituency"], polling_day)
    faults = [*found["constituency"].book.faults, *found["candidate"].book.faults]
    if faults:
        raise ImportRefused(faults)
    return results


def _form(file: CommonsFile) -> tuple[str, tuple[str, ...]]:
    """Which of the pair this file is, and the columns it must have."""
    if "votes" in file.table.columns:
        return "candidate", BY_CANDIDATE
    return "constituency", BY_CONSTITUENCY


def _with_own_ids(results: Iterable[PastResult]) -> tuple[PastResult, ...]:
    """The results, each with an identifier of its own: the second of a name gets -2, and so on."""
    taken: set[str] = set()
    own: list[PastResult] = []
    for result in results:
        number, identifier = 1, result.id
        while identifier in taken:
            number += 1
            identifier = f"{result.id[:60].rstrip('-')}-{number}"
        taken.add(identifier)
        own.append(replace(result, id=identifier))
    return tuple(own)
