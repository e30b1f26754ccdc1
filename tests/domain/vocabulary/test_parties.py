"""The ids of parties: of one, and of a candidate who stands for several."""

import pytest

from tallyapp.domain.vocabulary.parties import joint, looks_like_party, parties_of


def test_a_candidate_of_two_parties_has_an_id_that_names_both() -> None:
    both = joint("PP53", "PP119")
    assert both == "joint-party:53-119"
    assert parties_of(both) == ("PP53", "PP119")
    assert looks_like_party(both)


def test_one_party_is_itself_and_none_is_nobodys() -> None:
    assert parties_of("PP53") == ("PP53",)
    assert parties_of("") == ()


@pytest.mark.parametrize("told", ["", "53", "PP", "PP53 ", "joint-party:53", "Green Party"])
def test_what_is_no_id_of_the_register_does_not_look_like_one(told: str) -> None:
    assert not looks_like_party(told)


def test_an_id_of_the_register_looks_like_one() -> None:
    assert looks_like_party("PP53")
