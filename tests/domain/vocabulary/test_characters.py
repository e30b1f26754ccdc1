"""A name that reads otherwise than it looks: two candidates of one name, or one who is hidden."""

import pytest

from tallyapp.domain.vocabulary.characters import deceptive


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Dodds", ()),
        ("Siân Llŷr", ()),
        ("Dоdds", ("о",)),
        ("Νικος", ()),
        ("Αnna Αsh", ("Α",)),
        ("Ann Αλεξ", ()),
        ("東京 Ash", ()),
        ("Ash\u202e", ("\u202e",)),
        ("A\u200bsh\nBirch\u2028", ("\u200b", "\n", "\u2028")),
    ],
)
def test_a_letter_that_looks_like_another_is_found_and_a_name_of_one_script_is_a_name(
    name: str, found: tuple[str, ...]
) -> None:
    assert deceptive(name) == found
