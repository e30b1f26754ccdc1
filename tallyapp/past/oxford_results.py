"""Oxford City Council's CSV of its wards: the votes and who was elected, and no other figure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.phrases import day
from tallyapp.domain.vocabulary.units import Votes
from tallyapp.exchange.identifiers import identifier_of
from tallyapp.exchange.parties import party_in
from tallyapp.exchange.tables import FaultBook, Row
from tallyapp.past.published import (
    LOCAL,
    PastCandidate,
    PastContest,
    Read,
    ordered,
    ordinary_polling_day,
)
from tallyapp.past.reading import PastTable, grouped, set_apart

COLUMNS = ("ward", "name_of_candidate", "party", "votes", "result", "year")
_AUTHORITY = "Oxford City Council"
_SOURCE = (
    "Oxford City Council. Contains public sector information licensed under "
    "the Open Government Licence v3.0."
)
_RESULTS = {"elected": True, "not elected": False}
# Only commas where thousands have them: 1,23 is a mistake and not a number.
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+\Z", re.ASCII)


def read_oxford(file: PastTable, given: date | None) -> list[Read]:
    """The contests of all wards. A ward has as many seats as there are elected.

    The file says the year alone: the polling day is the one given, or the ordinary one of that
    year.
    """
    whole, broken = _whole(file)
    read: list[Read] = []
    for (name,), rows in grouped(whole, ("ward",)).items():
        book = file.apart()
        contest = _contest(name, rows, book, given)
        remarks = [broken[row.line] for row in rows if row.line in broken]
        contest = replace(contest, remarks=(*file.remarks(rows), *remarks))
        read.append(set_apart(f"{name}, {_AUTHORITY}", contest, book))
    return read


def _whole(file: PastTable) -> tuple[PastTable, dict[int, str]]:
    """The rows, a name broken over two of them put together, and what to say of those by line.

    It is broken if the upper row has a surname alone, the lower neither party nor votes, and the
    rest equal.
    """
    whole: list[Row] = []
    broken: dict[int, str] = {}
    for row in file.rows:
        above = whole[-1].cells if whole else {}
        alone = not row.cells["party"] and not row.cells["votes"]
        alike = all(above.get(column) == row.cells[column] for column in ("ward", "result", "year"))
        # All three, or a candidate without a party would be joined to the name above.
        if alone and alike and not _names(above["name_of_candidate"])[1]:
            name = f"{above['name_of_candidate']} {row.cells['name_of_candidate']}"
            first = whole[-1].line
            broken[first] = (
                f"The name of {name} is on two lines of the file, {first} and {row.line}."
            )
            whole[-1] = Row(first, {**above, "name_of_candidate": name})
        else:
            whole.append(row)
    return replace(file, rows=tuple(whole)), broken


def _names(name: str) -> tuple[str, str]:
    """Surname and other names: the surname stands first, in capitals."""
    words = name.split()
    capitals = [word == word.upper() for word in words]
    others = capitals.index(False) if False in capitals else len(words)
    return " ".join(words[:others]), " ".join(words[others:])


def _candidate(row: Row, book: FaultBook) -> PastCandidate:
    surname, other_names = _names(book.text(row, "name_of_candidate", required=True))
    votes = row.cells["votes"]
    if _THOUSANDS.match(votes):
        row = Row(row.line, {**row.cells, "votes": votes.replace(",", "")})
    candidate = Candidate(
        surname=surname,
        other_names=other_names,
        description=book.text(row, "party"),
        party=party_in(row, book, "party_id"),
    )
    return PastCandidate(
        candidate=candidate, votes=Votes(book.figure(row, "votes", required=True) or 0)
    )


def _is_elected(row: Row, book: FaultBook) -> bool:
    value = row.cells["result"].casefold()
    if value not in _RESULTS:
        problem = f'"{row.cells["result"][:40]}" is no result.'
        book.note(row.line, "result", problem, "Write Elected or Not elected.")
    return _RESULTS.get(value, False)


def _contest(name: str, rows: Sequence[Row], book: FaultBook, given: date | None) -> PastContest:
    first = rows[0]
    book.text(first, "ward")
    candidates, elected = ordered((_candidate(row, book), _is_elected(row, book)) for row in rows)
    if not elected and not book.faults:
        book.note(first.line, "result", "Nobody is elected.", "Mark who was.")
    return PastContest(
        id=identifier_of(f"Oxford {name}"),
        kind=LOCAL,
        election=f"Election of councillors, {_AUTHORITY}",
        authority=_AUTHORITY,
        name=name,
        polling_day=_polling_day(rows, book, given),
        # The file does not say how many seats there were: as many as were elected, where any were.
        seats=len(elected),
        candidates=candidates,
        source=_SOURCE,
        electorate=None,
        ballot_papers=None,
        invalid=None,
        elected=elected,
    )


def _polling_day(rows: Sequence[Row], book: FaultBook, given: date | None) -> date:
    """The day of the year that every row of a ward gives."""
    first = rows[0]
    years = [book.whole_number(row, "year", 1974, 9998) for row in rows]
    for row, year in zip(rows, years, strict=True):
        if not row.cells["year"]:
            book.note(row.line, "year", "There is no year.", "Fill it in.")
        elif year is not None:
            book.same(row, "year", year, (first.line, years[0]))
    year = years[0]
    if given and year and given.year != year:
        problem = f"This is {year}, but the polling day is given as {day(given)}."
        book.note(first.line, "year", problem, "Give a polling day of that year, or none.")
    return given or (ordinary_polling_day(year) if year else date.min)
