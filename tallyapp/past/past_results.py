"""Past results from files of the forms that are known, told apart by what is in them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tallyapp.exchange.faults import Fault, ImportRefused
from tallyapp.exchange.file_text import read_bytes
from tallyapp.exchange.parties import with_parties
from tallyapp.exchange.tables import FaultBook, Table, read_table
from tallyapp.past import (
    club_results,
    commons_results,
    handbook_results,
    oxford_results,
    tally_results,
)
from tallyapp.past.declared_results import DECLARED, TIED, read_declaration, read_tie
from tallyapp.past.json_fields import decoded
from tallyapp.past.json_results import FIELDS, read_json_result
from tallyapp.past.published import (
    GENERAL_ELECTIONS,
    AtFault,
    PastCandidate,
    PastContest,
    PastFiles,
    PastResult,
    Read,
    ordinary_polling_day,
    polling_day_in,
)
from tallyapp.past.reading import PastTable, past_table
from tallyapp.past.reconciling import reconcile

__all__ = ["PastCandidate", "PastFiles", "PastResult", "read_past_files", "read_past_results"]


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of CSV file: its name, the column it is known by, and those that it must have."""

    name: str
    mark: str
    columns: tuple[str, ...]
    partner: str = ""


_COMMONS = _Form(
    "by candidate", "candidate_surname", commons_results.BY_CANDIDATE, "by constituency"
)
_CONSTITUENCIES = _Form(
    "by constituency", "constituency_name", commons_results.BY_CONSTITUENCY, "by candidate"
)
_HANDBOOK = _Form("by candidate and ward", "votes_cast", handbook_results.BY_CANDIDATE, "by ward")
_WARDS = _Form("by ward", "ballots", handbook_results.BY_WARD, "by candidate and ward")
_OXFORD = _Form("of Oxford's wards", "name_of_candidate", oxford_results.COLUMNS)
_CLUB = _Form("of Democracy Club", "ballot_paper_id", club_results.COLUMNS)
_FORMS = (_CLUB, _COMMONS, _CONSTITUENCIES, _HANDBOOK, _WARDS, _OXFORD)
"""A file is of the first form whose mark it has: later marks are in earlier forms too."""
_JSON = "oxford-east-2024.json, medway-2023-declarations.json, ties-at-last-seat.json"


def read_past_results(
    paths: Sequence[Path], polling_day: date | None = None
) -> tuple[PastResult, ...]:
    """The past results in these files that can be counted again; see `read_past_files`."""
    judged = map(reconcile, read_past_files(paths, polling_day).contests)
    return tuple(result for result in judged if isinstance(result, PastResult))


def read_past_files(paths: Sequence[Path], polling_day: date | None = None) -> PastFiles:
    """The contests in these files: JSON files, CSV files, pairs of CSV files in either order.

    A file whose name ends in .json is JSON. `polling_day` is that of the files which do not say it.
    What is at fault in one contest leaves out no other. Raises ImportRefused, with every fault, for
    files of which no contest can be told, EnvironmentFault if one cannot be read.
    """
    read: list[Read] = []
    # Every file is read before any is refused: one correction is enough.
    faults: list[Fault] = []
    tables: list[Path] = []
    for path in paths:
        if path.suffix.casefold() != ".json":
            tables.append(path)
            continue
        try:
            read += _read_json(path, polling_day)
        except ImportRefused as refused:
            faults += refused.faults
    try:
        read += _read_tables(tables, polling_day)
    except ImportRefused as refused:
        faults += refused.faults
    if faults:
        raise ImportRefused(faults)
    return PastFiles(
        _with_own_ids(_with_parties(one) for one in read if isinstance(one, PastContest)),
        tuple(one for one in read if isinstance(one, AtFault)),
    )


def _with_parties(contest: PastContest) -> PastContest:
    """The contest with the ids of its parties by their descriptions, where its file has no ids."""
    stood = [past.candidate for past in contest.candidates]
    if any(one.party for one in stood):
        return contest
    pairs = zip(contest.candidates, with_parties(stood, contest.kind), strict=True)
    known = tuple(replace(past, candidate=candidate) for past, candidate in pairs)
    return replace(contest, candidates=known)


def _book(path: Path) -> FaultBook:
    """A book that knows what can be printed, as names stand on a practice declaration too."""
    # Loaded late: with it comes what draws the documents, which no start of the program waits for.
    from tallyapp.documents.page.glyphs import missing_glyphs

    return FaultBook(str(path), missing_glyphs)


# ---- JSON


def _read_json(path: Path, given: date | None) -> list[Read]:
    """One result is a group of fields, several are a list of them."""
    book = _book(path)
    value = decoded(read_bytes(path, book), book)
    # By what is in it, and not by its name: a sample is copied under another one.
    if _has(value, tally_results.FIELDS):
        return tally_results.read_tally(value, book, given)
    if _has(value, FIELDS):
        return read_json_result(value, book, given)
    read: list[Read] = []
    if isinstance(value, list):
        for number, one in enumerate(value, 1):
            place = f"contest {number}"
            if _has(one, DECLARED):
                read.append(read_declaration(one, book, place, given))
            elif _has(one, TIED):
                read.append(read_tie(one, book, place, given))
            else:
                break
        else:
            if read:
                return read
    problem = "It is none of the forms of past results that are known."
    book.note(0, "", problem, f"Compare it with the samples: {_JSON}.")
    raise ImportRefused(book.faults)


def _has(value: object, fields: Iterable[str]) -> bool:
    return isinstance(value, dict) and all(field in value for field in fields)


# ---- CSV


def _read_tables(paths: Sequence[Path], given: date | None) -> list[Read]:
    found: dict[_Form, PastTable] = {}
    for path in paths:
        form, table = _read_table(path)
        if form in found:
            problem = f"Like {found[form].book.file}, this is a file {form.name}."
            table.book.note(0, "", problem, "Give one file of each form.")
            table.book.refuse_if_any()
        found[form] = table
    _require_pairs(found)
    read = _contests(found, given)
    if faults := [fault for table in found.values() for fault in table.book.faults]:
        raise ImportRefused(faults)
    return read


def _contests(found: Mapping[_Form, PastTable], given: date | None) -> list[Read]:
    read: list[Read] = []
    if _COMMONS in found:
        pair = (found[_COMMONS], found[_CONSTITUENCIES])
        day = given or _day_in_names(pair, GENERAL_ELECTIONS.get)
        read += commons_results.read_pair(*pair, day)
    if _HANDBOOK in found:
        pair = (found[_HANDBOOK], found[_WARDS])
        day = given or _day_in_names(pair, ordinary_polling_day)
        read += handbook_results.read_pair(*pair, day)
    if _CLUB in found:
        read += club_results.read_club(found[_CLUB], given)
    if _OXFORD in found:
        read += oxford_results.read_oxford(found[_OXFORD], given)
    return read


def _read_table(path: Path) -> tuple[_Form, PastTable]:
    book = _book(path)
    table = read_table(path, book)
    form = _form(table, book)
    book.require(table, form.columns)
    return form, past_table(table, book)


def _form(table: Table, book: FaultBook) -> _Form:
    """The form that has this header."""
    for form in _FORMS:
        if form.mark in table.columns:
            return form
    known = "; ".join(f"{form.name}: {', '.join(form.columns)}" for form in _FORMS)
    problem = "No past result has this header."
    book.note(table.header_line, "", problem, f"Known are files {known}.")
    raise ImportRefused(book.faults)


def _require_pairs(found: Mapping[_Form, PastTable]) -> None:
    """Raise ImportRefused for a file whose other half is not there."""
    names = {form.name for form in found}
    for form, table in found.items():
        if form.partner and form.partner not in names:
            problem = f"The file {form.partner} that belongs to this one is missing."
            fault = Fault(table.book.file, 0, "", problem, "Give both files of the pair.")
            raise ImportRefused([fault])


def _day_in_names(pair: Iterable[PastTable], of_year: Callable[[int], date | None]) -> date:
    """The polling day of a pair of files that do not say it, by what both are called.

    Raises ImportRefused if they do not say it either: a day that is made up would stand in every
    note.
    """
    files = [table.book.file for table in pair]
    days = {polling_day_in(Path(file).name, of_year) for file in files}
    # Both must say the same: of two days neither is the polling day.
    (day, *others) = days
    if day is None or others:
        problem = "Neither what is in the file nor what it is called says the polling day."
        remedy = "Give the polling day (with --polling-day), or name both files with the year."
        raise ImportRefused([Fault(files[0], 0, "", problem, remedy)])
    return day


def _with_own_ids(contests: Iterable[PastContest]) -> tuple[PastContest, ...]:
    """The contests, each with an identifier of its own: the second of a name gets -2, and so on."""
    taken: set[str] = set()
    own: list[PastContest] = []
    for contest in contests:
        number = 1
        identifier = contest.id
        while identifier in taken:
            number += 1
            # Cut before the number is added, or the two would be alike again.
            identifier = f"{contest.id[:60].rstrip('-')}-{number}"
        taken.add(identifier)
        own.append(replace(contest, id=identifier))
    return tuple(own)
