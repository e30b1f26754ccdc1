"""Whether the names on a ballot paper stand in another order than the full names would."""

from collections.abc import Sequence

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.exchange.names import legal_order


def moved_by_name(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates whose commonly used surname moves them, where the ballot paper's order is not
    that of the full names; nobody where both are the same.
    """
    # Newham 2018: the declaration went by full surnames, and figures were copied by position.
    moved = tuple(each for each in candidates if each.ballot_surname != each.surname)
    keys = [legal_order(each) for each in candidates]
    return moved if moved and keys != sorted(keys) else ()
