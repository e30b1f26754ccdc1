"""Who sees which warning: nobody who keys, unless it is allowed by name."""

import pytest

from tallyapp.domain.rules.seeing import Seen, seen
from tallyapp.domain.vocabulary.findings import Code, finding
from tallyapp.domain.vocabulary.places import FindingRecord, Place

DECIDED = {
    "W401": Seen.WHOLE,
    "W401.official-mark": Seen.WHOLE,
    "W402.turnout": Seen.WHOLE,
    "W402.2.share": Seen.WITHOUT_VOTES,
    "W403": Seen.WITHOUT_VOTES,
    "W404.3.votes": Seen.WITHOUT_VOTES,
    "W405": Seen.NOTHING,
    "W406.mixed": Seen.WHOLE,
    "W407.alike": Seen.WHOLE,
    "W409": Seen.WHOLE,
}
"""What was decided for whoever keys; what is not here is nothing that they see."""


def found(named: str) -> FindingRecord:
    code, _, field = named.partition(".")
    return FindingRecord(code=code, place=Place("area", "A", field), numbers=())


@pytest.mark.parametrize("named", DECIDED)
def test_those_who_key_see_of_each_warning_what_was_decided(named: str) -> None:
    assert seen(found(named), sees_votes=False) is DECIDED[named]
    assert seen(found(named), sees_votes=True) is Seen.WHOLE


def test_whatever_nobody_decided_about_is_withheld_from_those_who_key() -> None:
    decided = {named.partition(".")[0] for named in DECIDED}
    for code in Code:
        shown = seen(finding(code, "area", "A"), sees_votes=False)
        assert code in decided or shown is Seen.NOTHING, (
            f"{code} is shown to those who key, and no test says why: say in DECIDED what they "
            f"see of it, or take it from domain/rules/seeing.py"
        )
    assert seen(found("W999"), sees_votes=False) is Seen.NOTHING
    assert seen(found("W999.turnout"), sees_votes=False) is Seen.NOTHING


def test_a_field_that_is_new_of_a_known_warning_shows_no_more_than_its_code() -> None:
    assert seen(found("W402.2.margin"), sees_votes=False) is Seen.WITHOUT_VOTES
