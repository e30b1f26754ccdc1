"""Names on a ballot paper: the order that they stand in, and which part a commonly used name
replaces.
"""

from typing import NamedTuple

from tallyapp.domain.vocabulary.collation import collated
from tallyapp.domain.vocabulary.on_paper import Candidate


class CommonlyUsed(NamedTuple):
    """The commonly used surname and forenames; a part that replaces nothing is empty."""

    surname: str
    forenames: str


def ballot_paper_order(candidate: Candidate) -> tuple[str, str]:
    """The key that sorts candidates as a ballot paper does: by the names that stand on it."""
    return collated(candidate.ballot_surname), collated(candidate.ballot_forenames)


def legal_order(candidate: Candidate) -> tuple[str, str]:
    """The key that sorts candidates by their full names, whatever is on the ballot paper."""
    return collated(candidate.surname), collated(candidate.other_names)


def commonly_used(surname: str, other_names: str, known_as: str) -> CommonlyUsed | None:
    """Which parts of a full name a commonly used name in one piece replaces; None if that is not
    clear.

    It is clear where the full surname ends it, where a comma stands after the surname, where it
    begins with all the other names, or where it is of two words, the second no forename. A single
    word may be either.
    """
    # A comma says it outright; everything after this is only taken where it cannot be otherwise.
    named, comma, rest = known_as.partition(",")
    if comma:
        return _replaced(surname, other_names, named.strip(), rest.strip())
    forenames = _without_end(known_as, surname)
    if forenames:
        return _replaced(surname, other_names, surname, forenames)
    words = known_as.split()
    legal = other_names.split()
    begins = len(words) > len(legal) > 0 and _alike(words[: len(legal)], legal)
    first = len(legal) if begins else 1
    last = " ".join(words[first:])
    # "Jo Anne Smith" may have two forenames or two surnames: it is asked and not guessed.
    if not last or (len(words) != 2 and not begins) or collated(last) in map(collated, legal):
        return None
    return _replaced(surname, other_names, last, " ".join(words[:first]))


def _replaced(
    surname: str, other_names: str, new_surname: str, forenames: str
) -> CommonlyUsed | None:
    """Only what differs from the full name."""
    if not new_surname:
        return None
    return CommonlyUsed(
        "" if collated(new_surname) == collated(surname) else new_surname,
        "" if collated(forenames) == collated(other_names) else forenames,
    )


def _without_end(name: str, surname: str) -> str:
    """What stands before the surname at the end of a name; empty if it does not end in it."""
    words = name.split()
    end = surname.split()
    ends = len(words) > len(end) > 0 and _alike(words[-len(end) :], end)
    return " ".join(words[: -len(end)]) if ends else ""


def _alike(some: list[str], others: list[str]) -> bool:
    return [collated(word) for word in some] == [collated(word) for word in others]
