"""Slates to be compared with their bundle, because of whom they name and not of any figure.

At Prestatyn North in 2012 a party's block votes were credited to a candidate of another party
whose name was like that of its own: two officers read the same wrong name, and everything
added up. What shows such a slate is the descriptions beside the names.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.slates import Slate, slate_name

_SHORT_NAME = 5
"""Letters of a surname up to which one of them makes it another; in longer ones two may differ."""


# Asked after every act, and a slate names the same candidates for ever.
@lru_cache(maxsize=256)
def slate_warnings(
    candidates: tuple[Candidate, ...], seats: int, slates: tuple[Slate, ...]
) -> tuple[Finding, ...]:
    """W406 for each of these slates that is to be compared with its bundle."""
    asked = (slate_warning(candidates, seats, slate) for slate in slates)
    return tuple(found for found in asked if found)


@lru_cache(maxsize=4096)
def slate_warning(candidates: tuple[Candidate, ...], seats: int, named: Slate) -> Finding | None:
    """W406 where a slate is to be compared with its bundle; its field says why, no number is votes.

    `look-alike`: it names a candidate whose surname is like that of somebody it does not name, of
    another description. `mixed`: it names candidates of several descriptions, though as many as it
    names stand for one party. `short`: it names fewer of a party than a voter could have chosen.
    A whole party's slate never warns.
    """
    # Prestatyn North 2012: the description told the two of one name apart, and nobody looked at it.
    parties = [_party(candidate) for candidate in candidates]
    stand = zip(candidates, parties, strict=True)
    many = Counter(party for candidate, party in stand if not candidate.is_independent)
    of = {parties[n - 1] for n in named}
    own = many[parties[named[0] - 1]] if len(of) == 1 else 0
    whole = min(own, seats)
    # A whole party is what block votes are for: a warning each time would soon be ignored.
    if len(named) == whole > 1:
        return None
    slate = slate_name(named)
    numbers = {"named": len(named), "descriptions": len(of)}
    # First, because a mixed or short slate is often just this: the like name of somebody else.
    pair = _look_alikes(candidates, parties, named)
    if pair:
        numbers |= {"candidate": pair[0], "other": pair[1]}
        return finding(Code.W406, "slate", slate, "look-alike", **numbers)
    if len(of) > 1 and max(many.values(), default=0) >= len(named):
        return finding(Code.W406, "slate", slate, "mixed", **numbers)
    if len(named) < whole:
        return finding(Code.W406, "slate", slate, "short", **numbers, party=own)
    return None


def _look_alikes(
    candidates: Sequence[Candidate], parties: Sequence[str], named: Sequence[int]
) -> tuple[int, int] | None:
    """The first who is named, and somebody of another description who is not, with like names."""
    others = [n for n in range(1, len(candidates) + 1) if n not in named]
    for n in named:
        for other in others:
            if parties[n - 1] != parties[other - 1] and look_alike(
                candidates[n - 1].ballot_surname, candidates[other - 1].ballot_surname
            ):
                return n, other
    return None


def look_alike(surname: str, other: str) -> bool:
    """Whether two surnames can be taken for each other: the same, or nearly so in their letters."""
    a = _letters(surname)
    b = _letters(other)
    # Two letters make another name of a short one (Cole, Hale), and hardly of a long one.
    far = 1 if min(len(a), len(b)) <= _SHORT_NAME else 2
    return abs(len(a) - len(b)) <= far and _edits(a, b) <= far


def _edits(a: str, b: str) -> int:
    """How many letters must be put in, left out or changed to make one word of the other."""
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        above = row
        row = [i]
        for j, against in enumerate(b, 1):
            changed = above[j - 1] + (letter != against)
            row.append(min(above[j] + 1, row[j - 1] + 1, changed))
    return row[-1]


def _party(candidate: Candidate) -> str:
    return " ".join(candidate.description.casefold().split())


def _letters(surname: str) -> str:
    return "".join(letter for letter in surname.casefold() if letter.isalpha())
