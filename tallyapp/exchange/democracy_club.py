"""Lists of candidates as Democracy Club gives them out."""

from collections.abc import Collection, Sequence

from tallyapp.domain.vocabulary.on_paper import Candidate

from .ballot_ids import kinds_of_ballot, polling_day_of, why_not_counted
from .identifiers import identifier_of, is_identifier
from .listed import ContestRows, Entry
from .parties import party_of_club
from .tables import FaultBook, Row, Table

COLUMNS = (
    "person_name",
    "party_name",
    "party_description_text",
    "sopn_last_name",
    "sopn_first_names",
    "ballot_paper_id",
    "post_label",
    "seats_contested",
)
_OTHER_SYSTEMS = {
    "stv": "single-transferable-vote",
    "sv": "supplementary-vote",
    "ams": "party-lists",
    "pr-cl": "party-lists",
}
"""What the file calls systems that are not counted here, and their kinds in the rules."""
_TRUE = {"t", "true", "1", "yes", "y"}


def read_rows(
    table: Table, book: FaultBook, warnings: FaultBook, ballots: Collection[str] = ()
) -> dict[str, ContestRows]:
    """The contests of a file by identifier, their candidates in ballot-paper order.

    That is the order of a column `order`; without one, of the alphabet, as the file has none. Given
    `ballots`, only contests of these ids, or of ids that begin with one of them: the file may be
    that of a whole country.
    """
    # Other columns are not at fault: the site adds to its file as it likes.
    book.require(table, COLUMNS)
    contests: dict[str, ContestRows] = {}
    for row in _chosen(table, ballots, book):
        ballot = book.text(row, "ballot_paper_id", required=True)
        # The ballot id where it can stand: it is known to everybody who publishes the result.
        identifier = ballot if is_identifier(ballot) else identifier_of(ballot)
        contest = contests.get(identifier)
        if contest is None:
            contest = contests[identifier] = _begun(ballot, row, book)
        contest.say_name_and_seats(row, book, "post_label", "seats_contested")
        contest.say_electorate(row, book)
        contest.cancelled |= row.cells.get("cancelled_poll", "").casefold() in _TRUE
        contest.entries.append(_entry(contest, row, book))
    for identifier, contest in contests.items():
        # The file is in no order that a ballot paper has, and a wrong order shows in no sum at all.
        if not contest.put_in_order(book) and contest.put_in_alphabet() and not contest.cancelled:
            named = contest.name[1] if contest.name else identifier
            problem = f"{named} stands in another order in the file, and was put in the alphabet."
            remedy = "Compare it with the printed ballot paper; a column order can give each place."
            warnings.note(contest.line, "", problem, remedy)
    return contests


def _chosen(table: Table, ballots: Collection[str], book: FaultBook) -> Sequence[Row]:
    """The rows of these ballots; one that the file has no row of is taken down."""
    if not ballots:
        return table.rows
    chosen: list[Row] = []
    met: set[str] = set()
    for row in table.rows:
        told = row.cells["ballot_paper_id"].casefold()
        fitting = {ballot for ballot in ballots if _is_of(told, ballot.casefold())}
        met |= fitting
        if fitting:
            chosen.append(row)
    for ballot in ballots:
        if ballot not in met:
            problem = f"There is no ballot whose id begins with {ballot}."
            book.note(0, "ballot_paper_id", problem, "Compare it with the ids in the file.")
    return chosen


def _is_of(told: str, ballot: str) -> bool:
    """Whether an id is this one or begins with it: local.oxford is no part of local.oxfordshire."""
    return told == ballot or told.startswith(f"{ballot.rstrip('.')}.")


def _begun(ballot: str, row: Row, book: FaultBook) -> ContestRows:
    """A contest of this ballot id, which must be of a kind that is counted."""
    polling_day = polling_day_of(ballot)
    kinds = kinds_of_ballot(ballot, polling_day)
    if ballot and (sentence := why_not_counted(kinds)):
        book.note(row.line, "ballot_paper_id", f"{ballot}: {sentence}", "Take its rows out.")
    # Where the file names the system, it is believed before the id: a council may have chosen.
    elif otherwise := _OTHER_SYSTEMS.get(row.cells.get("voting_system", "").casefold()):
        sentence = why_not_counted((otherwise,))
        book.note(row.line, "voting_system", f"{ballot}: {sentence}", "Take its rows out.")
    return ContestRows(row.line, polling_day=polling_day, kinds=kinds)


def _entry(contest: ContestRows, row: Row, book: FaultBook) -> Entry:
    """The candidate as in the statement of persons nominated; `person_name` is a website's, not the
    law's.
    """
    # `person_name` is a website's: the notice needs the name of the nomination.
    if not row.cells["sopn_last_name"]:
        book.note(
            row.line,
            "sopn_last_name",
            f"There is no surname for {row.cells['person_name'][:60]}.",
            "Fill in sopn_last_name and sopn_first_names from the statement of persons nominated.",
        )
    party = book.text(row, "party_name")
    candidate = Candidate(
        surname=book.text(row, "sopn_last_name"),
        other_names=book.text(row, "sopn_first_names"),
        particular=book.text(row, "particular"),
        description=book.text(row, "party_description_text") or party,
        party=party_of_club(row.cells.get("party_id", "")),
    )
    order = contest.order_of(row, book)
    return Entry(line=row.line, candidate=candidate, party=party, order=order)
