"""Lists of candidates: our own simple columns, and Democracy Club's."""

from collections.abc import Collection
from pathlib import Path

from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import MAX_CONTESTS

from . import democracy_club
from .identifiers import identifier_of
from .listed import CandidateList, ContestRows, Entry
from .looking_over import look_over
from .names import CommonlyUsed, commonly_used
from .parties import party_in
from .tables import FaultBook, MissingGlyphs, Row, Table, read_table

ONLY_CONTEST = "contest"
"""The identifier of the one contest of a file that does not name any."""

COLUMNS = ("surname", "other_names", "description")
_COMMONLY_USED = ("commonly_used_surname", "commonly_used_forenames")
OPTIONAL = (
    "known_as",
    *_COMMONLY_USED,
    "particular",
    "party",
    "order",
    "contest",
    "contest_name",
    "seats",
    "electorate",
    "bundle",
    "terms",
)
_LARGEST_BUNDLE = 100


def read_candidates(
    path: Path, *, missing_glyphs: MissingGlyphs, ballots: Collection[str] = ()
) -> CandidateList:
    """The contests and candidates in a file of our own columns or of Democracy Club's.

    Candidates are in the order of the column `order`. Without it our own file is in ballot-paper
    order, and Democracy Club's is put in the alphabet; of that, only `ballots` are read where some
    are given, by their ids or what these begin with. Raises ImportRefused with every fault of the
    file, EnvironmentFault if it cannot be read.
    """
    book = FaultBook(str(path), missing_glyphs)
    table = read_table(path, book, (*COLUMNS, *democracy_club.COLUMNS))
    # A book of its own: a warning is shown and refuses nothing.
    warnings = book.beside()
    # Either is enough to know whose file it is; which columns it lacks is then said of that form.
    if "ballot_paper_id" in table.columns or "person_name" in table.columns:
        contests = democracy_club.read_rows(table, book, warnings, ballots)
    else:
        if ballots:
            problem = "Ballots are chosen by their ids, and this list has none."
            book.note(table.header_line, "", problem, "Leave the ballot ids out.")
        contests = _read_own(table, book, warnings)
    if len(contests) > MAX_CONTESTS:
        problem = f"The list has {len(contests):,} contests; {MAX_CONTESTS:,} are the most."
        book.note(0, "", problem, "Make a count of its own for some of them.")
    book.alike(((contest.line, identifier) for identifier, contest in contests.items()), "contest")
    for identifier, contest in contests.items():
        # Not looked over: what is not counted cannot be at fault.
        if contest.cancelled:
            _leave_out(identifier, contest, warnings)
        elif identifier:
            look_over(contest, book, warnings)
    book.refuse_if_any()
    listed = [(contest.cancelled, contest.listed(name)) for name, contest in contests.items()]
    return CandidateList(
        contests=tuple(contest for cancelled, contest in listed if not cancelled),
        warnings=tuple(sorted(warnings.faults, key=lambda warning: warning.line)),
        cancelled=tuple(contest for cancelled, contest in listed if cancelled),
    )


def _leave_out(identifier: str, contest: ContestRows, warnings: FaultBook) -> None:
    """Nothing is counted where the poll is cancelled, whether by a death or because nobody
    opposed.
    """
    named = contest.name[1] if contest.name else identifier
    problem = f"The poll of {named} is cancelled: it is left out."
    remedy = (
        "If its candidates are elected unopposed, record it on the overview after the "
        "count is made."
    )
    warnings.note(contest.line, "cancelled_poll", problem, remedy)


def _read_own(table: Table, book: FaultBook, warnings: FaultBook) -> dict[str, ContestRows]:
    book.require(table, COLUMNS, OPTIONAL)
    contests: dict[str, ContestRows] = {}
    named = table.tells("contest")
    for row in table.rows:
        identifier = book.identifier(row, "contest") if named else ONLY_CONTEST
        # A contest's stream is named by it, and that name is the count's own.
        if identifier.casefold() == COUNT_STREAM:
            book.note(
                row.line, "contest", f'"{identifier}" is taken.', "Choose another identifier."
            )
        contest = contests.setdefault(identifier, ContestRows(row.line))
        contest.say_name_and_seats(row, book, "contest_name", "seats")
        contest.say_electorate(row, book)
        _say_bundle_and_terms(contest, row, book)
        candidate = _candidate(row, book, warnings)
        contest.tell_name(row, candidate)
        order = contest.order_of(row, book)
        party = candidate.description
        contest.entries.append(Entry(line=row.line, candidate=candidate, party=party, order=order))
    for contest in contests.values():
        contest.put_in_order(book)
    # By its name, which then names the contest's stream and its documents.
    only = contests.get(ONLY_CONTEST)
    if not named and only and only.name:
        return {identifier_of(only.name[1]): only}
    return contests


def _candidate(row: Row, book: FaultBook, warnings: FaultBook) -> Candidate:
    surname = book.text(row, "surname", required=True)
    other_names = book.text(row, "other_names")
    used = _commonly_used(row, surname, other_names, book, warnings)
    return Candidate(
        surname=surname,
        other_names=other_names,
        commonly_used_surname=used.surname,
        commonly_used_forenames=used.forenames,
        particular=book.text(row, "particular"),
        description=book.text(row, "description"),
        party=party_in(row, book, "party"),
    )


def _commonly_used(
    row: Row, surname: str, other_names: str, book: FaultBook, warnings: FaultBook
) -> CommonlyUsed:
    """What stands on the ballot paper in place of parts of the full name; asked where that is
    unclear.
    """
    told = CommonlyUsed(*(book.text(row, column) for column in _COMMONLY_USED))
    known_as = book.text(row, "known_as")
    if not known_as or not surname:
        return told
    remedy = (
        "Leave known_as blank, and write in commonly_used_surname or commonly_used_forenames what "
        "replaces either."
    )
    # Two that differ would put two names on the ballot paper, and one of them is wrong.
    if any(told):
        book.note(row.line, "known_as", "The commonly used name is given twice.", remedy)
        return told
    used = commonly_used(surname, other_names, known_as)
    # Newham 2018: which surname the ballot paper is ordered by is not to be guessed.
    if used is None:
        full = f"{other_names} {surname}".strip()
        problem = f'It is not clear which part of the name of {full} "{known_as}" replaces.'
        book.note(row.line, "known_as", problem, remedy)
        return told
    # Even where it is clear it is shown once: a wrong surname puts a candidate on another line.
    if used.surname and "," not in known_as:
        forenames = used.forenames or other_names or "none"
        problem = (
            f'"{known_as}" is taken as surname {used.surname}, other names {forenames}, '
            "on the ballot paper."
        )
        warnings.note(row.line, "known_as", problem, "Compare it with the printed ballot paper.")
    return used


def _say_bundle_and_terms(contest: ContestRows, row: Row, book: FaultBook) -> None:
    """Keep how the contest's papers are bundled, and the terms of its seats, the longest first."""
    bundle = book.whole_number(row, "bundle", 1, _LARGEST_BUNDLE)
    if bundle:
        contest.bundle = contest.bundle or (row.line, bundle)
        book.same(row, "bundle", bundle, contest.bundle)
    terms = book.text(row, "terms") if "terms" in row.cells else ""
    if terms:
        contest.terms = contest.terms or (row.line, terms)
        book.same(row, "terms", terms, contest.terms)
    said = len(contest.terms_of_seats)
    if terms and said != (contest.seats[1] if contest.seats else 1):
        problem = f"{said} terms for {contest.seats[1] if contest.seats else 1} seats."
        book.note(
            row.line,
            "terms",
            problem,
            "Write one for each seat, the longest first, with ; between.",
        )
