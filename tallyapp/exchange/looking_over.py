"""What is looked over in a contest's list of candidates: who stands twice, and what is unlikely."""

from collections import defaultdict
from itertools import pairwise

from tallyapp.domain.vocabulary.collation import without_accents
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import MAX_CANDIDATES

from .listed import ContestRows, Entry
from .names import ballot_paper_order, legal_order
from .tables import FaultBook
from .totals import is_total

_NO_PARTY = {"", "independent", "independents", "no description", "annibynnol", "annibynnwr"}
_COMPARE_ORDER = (
    "Compare the order with the printed ballot paper; where it differs, give "
    "each place in a column order."
)


def look_over(contest: ContestRows, book: FaultBook, warnings: FaultBook) -> None:
    """Take down candidates that cannot be told apart; warn of what is unlikely."""
    number = len(contest.entries)
    if number > MAX_CANDIDATES:
        problem = f"The contest has {number} candidates; {MAX_CANDIDATES} are the most."
        book.note(contest.line, "", problem, "Check that the rows belong to one contest.")
    _compare_candidates(contest, book, warnings)
    _warn_of_order(contest, warnings)
    _warn_of_parties(contest, warnings)


def _compare_candidates(contest: ContestRows, book: FaultBook, warnings: FaultBook) -> None:
    """Two may share name and description if a particular tells them apart, as on the ballot
    paper.
    """
    whole: dict[tuple[str, str], int] = {}
    names: dict[str, int] = {}
    for entry in contest.entries:
        candidate = entry.candidate
        name = _comparable(f"{candidate.ballot_forenames} {candidate.ballot_surname}")
        # Two who look alike on the ballot paper are one line on every sheet: so they are refused.
        shown = (_comparable(candidate.name), _comparable(candidate.description))
        if shown in whole:
            book.note(
                entry.line,
                "surname",
                f"{candidate.ballot_name} is on line {whole[shown]} already.",
                "Take one out; if they are two people, write for each in a column particular "
                "what the "
                "ballot paper tells them apart by, such as the address.",
            )
        # One name with two descriptions can be two people; it is also how a row is copied twice.
        elif name in names:
            problem = f"{candidate.ballot_name} is the name on line {names[name]} too."
            warnings.note(entry.line, "surname", problem, "Check that these are two people.")
        whole.setdefault(shown, entry.line)
        names.setdefault(name, entry.line)
        if is_total(candidate.surname):
            problem = f'"{candidate.surname}" looks like a row of totals.'
            warnings.note(entry.line, "surname", problem, "If it is not a candidate, take it out.")


def _warn_of_order(contest: ContestRows, warnings: FaultBook) -> None:
    """Ballot papers are ordered by the names on them: by the commonly used surname where there is
    one.
    """
    candidates = [entry.candidate for entry in contest.entries]
    # The answers of a referendum are in the order of the question, and are nobody's names.
    if not any(one.other_names for one in candidates):
        return
    # Newham 2018: the list was in the order of legal surnames, the ballot paper in that of commonly
    # used ones. The order of the list says which of them it was made by.
    replaced = next((one for one in candidates if one.commonly_used_surname), None)
    keys = [legal_order(one) for one in candidates]
    out_of_place = list(_out_of_place(contest.entries))
    if replaced and out_of_place and keys == sorted(keys):
        problem = (
            "The list is in the order of the full names, but the ballot paper has "
            f"{replaced.ballot_name} for {replaced.full_name} and is ordered by commonly used "
            "surnames."
        )
        warnings.note(contest.line, "surname", problem, _COMPARE_ORDER)
    for first, second in out_of_place:
        problem = (
            f"{second.candidate.ballot_name} stands below "
            f"{first.candidate.ballot_name}, out of the alphabet."
        )
        warnings.note(second.line, "surname", problem, _COMPARE_ORDER)


def _out_of_place(entries: list[Entry]) -> list[tuple[Entry, Entry]]:
    pairs = pairwise(entries)
    return [pair for pair in pairs if _before(pair[1].candidate, pair[0].candidate)]


def _before(one: Candidate, other: Candidate) -> bool:
    return ballot_paper_order(one) < ballot_paper_order(other)


def _warn_of_parties(contest: ContestRows, warnings: FaultBook) -> None:
    """A party puts up as many as there are seats at most: with more of them the seats may
    be wrong.
    """
    seats = contest.seats[1] if contest.seats else None
    for_seats = "and the list does not say for how many seats"
    if seats:
        for_seats = "for 1 seat" if seats == 1 else f"for {seats} seats"
    parties: dict[str, list[Entry]] = defaultdict(list)
    for entry in contest.entries:
        parties[_comparable(entry.party)].append(entry)
    for party, entries in parties.items():
        # Independents may be as many as like; a party has no use for more than there are seats.
        if party in _NO_PARTY or len(entries) <= (seats or 1):
            continue
        problem = f"{len(entries)} candidates of {entries[0].party} stand, {for_seats}."
        remedy = "Check how many seats there are, and write it in the column of seats."
        warnings.note(entries[1].line, "", problem, remedy)


def _comparable(text: str) -> str:
    return " ".join(without_accents(text).split())
