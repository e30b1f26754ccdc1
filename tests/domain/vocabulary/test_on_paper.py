"""What a candidate is called: on the ballot paper, aloud, and in full."""

import pytest

from tallyapp.domain.vocabulary.on_paper import Candidate

ANN = Candidate(surname="Ash", other_names="Ann Mary", description="Green")


@pytest.mark.parametrize(
    ("used", "aloud", "on_paper", "known_as"),
    [
        ({}, "Ann Mary Ash", "Ash, Ann Mary", ""),
        ({"commonly_used_surname": "Oak"}, "Ann Mary Oak", "Oak, Ann Mary", "Ann Mary Oak"),
        ({"commonly_used_forenames": "Annie"}, "Annie Ash", "Ash, Annie", "Annie Ash"),
    ],
)
def test_a_commonly_used_name_is_the_one_on_the_paper_and_the_full_one_stays(
    used: dict[str, str], aloud: str, on_paper: str, known_as: str
) -> None:
    candidate = Candidate(surname="Ash", other_names="Ann Mary", description="Green", **used)
    assert (candidate.name, candidate.ballot_name, candidate.known_as) == (
        aloud,
        on_paper,
        known_as,
    )
    assert candidate.full_name == "Ann Mary Ash"


def test_whoever_has_one_name_is_called_by_it() -> None:
    one = Candidate(surname="Ash", other_names="", description="")
    assert one.name == one.ballot_name == one.full_name == "Ash"
