"""In whose name somebody stands, now or last time.

By the ids of parties and never by their descriptions: "Labour Party" and "Labour and Co-operative
Party" are one party's words, "Independent" nobody's. Whoever has no id is compared with nobody.
"""

from typing import NamedTuple

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.on_paper import stands_for_no_party
from tallyapp.domain.vocabulary.parties import parties_of

INDEPENDENT = "independent"
"""In whose name those stand who stand in no party's; no party is registered under it."""


class Standing(NamedTuple):
    """In whose name somebody stands: a party by its id, or `independent`; empty where it is not
    known. `description` is as it stood on the ballot paper, `name` the candidate's.
    """

    party: str
    description: str
    name: str = ""

    @property
    def known(self) -> bool:
        """Whether it is known for whom they stand."""
        return bool(self.party)

    @property
    def registered(self) -> bool:
        """Whether they stand for a party that is known."""
        return self.party not in ("", INDEPENDENT)


def standing(description: str, party: str, name: str = "") -> Standing:
    """For whom somebody stands, from what is known of them."""
    # A joint candidate of two parties sits in the name of the first: Labour holds the seat of a
    # Labour and Co-operative member.
    if registered := parties_of(party):
        return Standing(registered[0], description, name)
    return Standing(INDEPENDENT if stands_for_no_party(description) else "", description, name)


def stand_now(contest: ContestState) -> list[Standing]:
    """In whose name each of a contest's candidates stands, in the order of the ballot paper."""
    return [standing(each.description, each.party, each.name) for each in contest.set_up.candidates]
