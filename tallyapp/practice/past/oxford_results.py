"""Oxford City Council's CSV of its wards, which has the votes and who was elected, and no other figure."""

import re

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import Votes
from tallyapp.exchange.identifiers import identifier_of
from tallyapp.exchange.tables import FaultBook, Row, TableFile
from tallyapp.practice.past.published import (
    LOCAL,
    PastCandidate,
    PastContest,
    in_ballot_paper_order,
    numbers_of,
    ordinary_polling_day,
)

COLUMNS = ("ward", "name_of_candidate", "party", "votes", "result", "year")
_AUTHORITY = "Oxford City Council"
_SOURCE = (
    "Oxford City Council. Contains public sector information licensed under the Open Government Licence v3.0."
)
_RESULTS = {"elected": True, "not elected": False}
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+\Z")


class _Ward:
    """A ward while its rows are read."""

    def __init__(self, line: int, year: int) -> None:
        self.line, self.year = line, year
        self.entries: list[tuple[PastCandidate, bool]] = []
        self.remarks: list[str] = []


def read_oxford(file: TableFile) -> list[PastContest]:
    """The contests of all wards; faults go to the book of the file.

    It says the year alone, and so the polling day is the ordinary one. A ward has as many seats as elected.
    """
    wards: dict[str, _Ward] = {}
    book, rows = file.book, _whole(file)
    for row, remark in rows:
        year = book.whole_number(row, "year", 1974, 9998)
        ward = wards.setdefault(book.text(row, "ward", required=True), _Ward(row.line, year or 0))
        if year:
            book.same(row, "year", year, (ward.line, ward.year))
        else:
            book.note(row.line, "year", "There is no year.", "Fill it in.")
        ward.entries.append((_candidate(row, book), _is_elected(row, book)))
        ward.remarks += remark
    for name, ward in wards.items():
        if not any(won for _, won in ward.entries):
            book.note(ward.line, "result", f"Nobody is elected in {name}.", "Mark who was.")
    return [] if book.faults else [_contest(name, ward) for name, ward in wards.items()]


def _whole(file: TableFile) -> list[tuple[Row, list[str]]]:
    """The rows, a name that is broken over two of them put together, each with what there is to say of it.

    It is broken if the upper row has a surname alone, the lower neither party nor votes, and the rest equal.
    """
    whole: list[tuple[Row, list[str]]] = []
    for row in file.table.rows:
        above = whole[-1][0].cells if whole else {}
        broken = not row.cells["party"] and not row.cells["votes"]
        alike = all(above.get(column) == row.cells[column] for column in ("ward", "result", "year"))
        if broken and alike and not _names(above["name_of_candidate"])[1]:
            name = f"{above['name_of_candidate']} {row.cells['name_of_candidate']}"
            remark = f"The name of {name} is on two lines of the file, {whole[-1][0].line} and {row.line}."
            whole[-1] = (Row(whole[-1][0].line, {**above, "name_of_candidate": name}), [remark])
        else:
            whole.append((row, []))
    return whole


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
    candidate = Candidate(surname=surname, other_names=other_names, description=book.text(row, "party"))
    return PastCandidate(candidate=candidate, votes=Votes(book.figure(row, "votes", required=True) or 0))


def _is_elected(row: Row, book: FaultBook) -> bool:
    value = row.cells["result"].casefold()
    if value not in _RESULTS:
        problem = f'"{row.cells["result"][:40]}" is no result.'
        book.note(row.line, "result", problem, "Write Elected or Not elected.")
    return _RESULTS.get(value, False)


def _contest(name: str, ward: _Ward) -> PastContest:
    candidates = in_ballot_paper_order(past for past, _ in ward.entries)
    elected = numbers_of((past for past, won in ward.entries if won), candidates)
    return PastContest(
        id=identifier_of(f"Oxford {name}"),
        kind=LOCAL,
        election=f"Election of councillors, {_AUTHORITY}",
        authority=_AUTHORITY,
        name=name,
        polling_day=ordinary_polling_day(ward.year),
        seats=len(elected),
        candidates=candidates,
        source=_SOURCE,
        electorate=None,
        ballot_papers=None,
        invalid=None,
        elected=elected,
        remarks=tuple(ward.remarks),
    )
