"""Lists of candidates: our own simple columns, and Democracy Club's."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.vocabulary.on_paper import Candidate

from .faults import Fault
from .identifiers import ballot_paper_order, identifier_of, is_identifier, without_accents
from .tables import FaultBook, MissingGlyphs, Row, Table, read_table

ONLY_CONTEST = "contest"
"""The identifier of the one contest of a file that does not name any."""
MOST_CANDIDATES = 99
MOST_SEATS = 99

_OWN = ("surname", "other_names", "description")
_OWN_OPTIONAL = ("known_as", "contest", "contest_name", "seats", "bundle", "terms")
_LARGEST_BUNDLE = 100
_DEMOCRACY_CLUB = (
    "person_name",
    "party_name",
    "party_description_text",
    "sopn_last_name",
    "sopn_first_names",
    "ballot_paper_id",
    "post_label",
    "seats_contested",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedContest:
    """One contest of a list; what the list does not say is None. Candidates are in ballot-paper order.

    `bundle` is papers in a full bundle; `terms` are those of the seats, where they differ.
    """

    id: str
    name: str | None
    seats: int | None
    polling_day: date | None
    candidates: tuple[Candidate, ...]
    bundle: int | None = None
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateList:
    """The contests of a file, in its order, and what somebody should look at before going on."""

    contests: tuple[ListedContest, ...]
    warnings: tuple[Fault, ...]


@dataclass(slots=True)
class _Contest:
    """A contest while its rows are read; what is said once for all, with the line that said it first."""

    line: int
    name: tuple[int, str] | None = None
    seats: tuple[int, int] | None = None
    bundle: tuple[int, int] | None = None
    terms: tuple[int, str] | None = None
    polling_day: date | None = None
    entries: list[tuple[int, Candidate]] = field(default_factory=list)


def read_candidates(path: Path, *, missing_glyphs: MissingGlyphs) -> CandidateList:
    """The contests and candidates in a CSV file of our own columns or of Democracy Club's.

    Our own file is in ballot-paper order; Democracy Club's is put in it, by surname and then other names.
    Raises ImportRefused with every fault of the file, EnvironmentFault if it cannot be read.
    """
    book = FaultBook(str(path), missing_glyphs)
    table = read_table(path, book, (*_OWN, *_DEMOCRACY_CLUB))
    if "ballot_paper_id" in table.columns or "person_name" in table.columns:
        contests = _read_democracy_club(table, book)
    else:
        contests = _read_own(table, book)
    warnings = FaultBook(str(path))
    for identifier, contest in contests.items():
        if identifier:
            _compare_candidates(contest, book, warnings)
    book.refuse_if_any()
    listed = (_listed(identifier, contest) for identifier, contest in contests.items())
    return CandidateList(contests=tuple(listed), warnings=tuple(warnings.faults))


def _listed(identifier: str, contest: _Contest) -> ListedContest:
    return ListedContest(
        id=identifier,
        name=contest.name[1] if contest.name else None,
        seats=contest.seats[1] if contest.seats else None,
        polling_day=contest.polling_day,
        bundle=contest.bundle[1] if contest.bundle else None,
        terms=_terms(contest),
        candidates=tuple(candidate for _, candidate in contest.entries),
    )


def _terms(contest: _Contest) -> tuple[str, ...]:
    return tuple(term.strip() for term in contest.terms[1].split(";")) if contest.terms else ()


def _read_own(table: Table, book: FaultBook) -> dict[str, _Contest]:
    book.require(table, _OWN, _OWN_OPTIONAL)
    contests: dict[str, _Contest] = {}
    for row in table.rows:
        identifier = book.identifier(row, "contest") if "contest" in table.columns else ONLY_CONTEST
        if identifier == COUNT_STREAM:
            book.note(row.line, "contest", f'"{COUNT_STREAM}" is taken.', "Choose another identifier.")
        contest = contests.setdefault(identifier, _Contest(row.line))
        _say(contest, row, book, "contest_name", "seats")
        _say_bundle_and_terms(contest, row, book)
        candidate = Candidate(
            surname=book.text(row, "surname", required=True),
            other_names=book.text(row, "other_names"),
            known_as=book.text(row, "known_as"),
            description=book.text(row, "description"),
        )
        contest.entries.append((row.line, candidate))
    only = contests.get(ONLY_CONTEST)
    if "contest" not in table.columns and only and only.name:
        return {identifier_of(only.name[1]): only}
    return contests


def _read_democracy_club(table: Table, book: FaultBook) -> dict[str, _Contest]:
    book.require(table, _DEMOCRACY_CLUB)
    contests: dict[str, _Contest] = {}
    for row in table.rows:
        ballot = book.text(row, "ballot_paper_id", required=True)
        identifier = ballot if is_identifier(ballot) else identifier_of(ballot)
        contest = contests.setdefault(identifier, _Contest(row.line, polling_day=_polling_day(ballot)))
        _say(contest, row, book, "post_label", "seats_contested")
        contest.entries.append((row.line, _nominated(row, book)))
    for contest in contests.values():
        contest.entries.sort(key=lambda entry: ballot_paper_order(entry[1].surname, entry[1].other_names))
    return contests


def _nominated(row: Row, book: FaultBook) -> Candidate:
    """The candidate as in the statement of persons nominated; `person_name` is a website's, not the law's."""
    if not row.cells["sopn_last_name"]:
        book.note(
            row.line,
            "sopn_last_name",
            f"There is no surname for {row.cells['person_name'][:60]}.",
            "Fill in sopn_last_name and sopn_first_names from the statement of persons nominated.",
        )
    return Candidate(
        surname=book.text(row, "sopn_last_name"),
        other_names=book.text(row, "sopn_first_names"),
        description=book.text(row, "party_description_text") or book.text(row, "party_name"),
    )


def _polling_day(ballot_paper_id: str) -> date | None:
    try:
        return date.fromisoformat(ballot_paper_id.rpartition(".")[2])
    except ValueError:
        return None


def _say(contest: _Contest, row: Row, book: FaultBook, name_column: str, seats_column: str) -> None:
    """Keep what this row says of its contest; a row that says otherwise than one before it is at fault."""
    name = book.text(row, name_column)
    if name:
        contest.name = contest.name or (row.line, name)
        book.same(row, name_column, name, contest.name)
    seats = book.whole_number(row, seats_column, 1, MOST_SEATS)
    if seats:
        contest.seats = contest.seats or (row.line, seats)
        book.same(row, seats_column, seats, contest.seats)


def _say_bundle_and_terms(contest: _Contest, row: Row, book: FaultBook) -> None:
    """Keep how the contest's papers are bundled, and the terms of its seats, the longest first."""
    bundle = book.whole_number(row, "bundle", 1, _LARGEST_BUNDLE)
    if bundle:
        contest.bundle = contest.bundle or (row.line, bundle)
        book.same(row, "bundle", bundle, contest.bundle)
    terms = book.text(row, "terms") if "terms" in row.cells else ""
    if terms:
        contest.terms = contest.terms or (row.line, terms)
        book.same(row, "terms", terms, contest.terms)
    said = len(_terms(contest))
    if terms and said != (contest.seats[1] if contest.seats else 1):
        problem = f"{said} terms for {contest.seats[1] if contest.seats else 1} seats."
        book.note(row.line, "terms", problem, "Write one for each seat, the longest first, with ; between.")


def _compare_candidates(contest: _Contest, book: FaultBook, warnings: FaultBook) -> None:
    """Take down candidates that are listed twice; warn of equal names and of an unusual order."""
    if len(contest.entries) > MOST_CANDIDATES:
        problem = f"The contest has {len(contest.entries)} candidates; {MOST_CANDIDATES} are the most."
        book.note(contest.line, "", problem, "Check that the rows belong to one contest.")
    whole: dict[tuple[str, ...], int] = {}
    names: dict[tuple[str, ...], int] = {}
    for line, candidate in contest.entries:
        name = _comparable((candidate.surname, candidate.other_names))
        entry = (*name, *_comparable((candidate.description,)))
        if entry in whole:
            book.note(
                line,
                "surname",
                f"{candidate.ballot_name} is on line {whole[entry]} already.",
                "Take one out; if they are two people, the ballot paper must tell them apart.",
            )
        elif name in names:
            remedy = "Check that these are two people."
            warnings.note(
                line, "surname", f"{candidate.ballot_name} is the name on line {names[name]} too.", remedy
            )
        whole.setdefault(entry, line)
        names.setdefault(name, line)
    _warn_of_order(contest, warnings)


def _warn_of_order(contest: _Contest, warnings: FaultBook) -> None:
    for (_, first), (line, second) in pairwise(contest.entries):
        if ballot_paper_order(second.surname, second.other_names) < ballot_paper_order(
            first.surname, first.other_names
        ):
            problem = f"{second.ballot_name} stands below {first.ballot_name}, out of the alphabet."
            warnings.note(line, "surname", problem, "Check the order with the ballot paper.")


def _comparable(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(without_accents(text).split()) for text in texts)
