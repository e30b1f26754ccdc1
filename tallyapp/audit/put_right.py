"""The set-up that a document carries: as it was made, and every act that put it right."""

from tallyapp.domain import acts
from tallyapp.domain.rules.putting_right import corrected
from tallyapp.ledger.declared import NoEvidence, act_of_line, leaf_of_line

_MOST_PUT_RIGHT = 1_000
"""No set-up is put right as often; more lines than these are not looked at."""


def set_up_of(
    carried: bytes, leaves: list[bytes], contest: str, put_right: str
) -> acts.ContestSetUp:
    """The set-up of this contest as it was put right, last by the act of this id, empty if by none.

    `leaves` are those before the act that the document is of. Raises NoEvidence.
    """
    set_up, last = _put_right(carried, leaves)
    if set_up.contest != contest:
        raise NoEvidence("set-up")
    # The act of the document names the last: so none can be left out, nor the first alone.
    if last != put_right:
        raise NoEvidence("put-right")
    return set_up


def _put_right(carried: bytes, leaves: list[bytes]) -> tuple[acts.ContestSetUp, str]:
    """The set-up as every act put it right, and the id of the last of them."""
    first, *others = carried.splitlines(keepends=True)[:_MOST_PUT_RIGHT] or [b""]
    set_up = act_of_line(first)
    if not isinstance(set_up, acts.ContestSetUp):
        raise NoEvidence("act")
    if leaf_of_line(first) not in leaves[:1]:
        raise NoEvidence("set-up")
    places = {leaf: place for place, leaf in enumerate(leaves)}
    last = ""
    at = 0
    for line in others:
        act = act_of_line(line)
        place = places.get(leaf_of_line(line), 0)
        # Each names the one before it: together they are a chain in which none is missing.
        of = last or set_up.id
        if not isinstance(act, acts.SetUpCorrected) or act.of != of or place <= at:
            raise NoEvidence("put-right")
        set_up = corrected(set_up, act)
        last = act.id
        at = place
    return set_up, last
