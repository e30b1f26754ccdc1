"""Each language writes numbers, units, lists and days in its own way, and nothing is half said."""

import re
from datetime import date

import pytest

from tallyapp.domain.vocabulary import phrases, shares
from tallyapp.words.figures import apart, day, figure, listed, percent, strung, weekday
from tallyapp.words.language import ENGLISH, Language, known, language, shipped

CLDR = {
    "en-GB": {1: "one"},
    "cy": {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"},
}
"""The plural categories of cardinal whole numbers (CLDR 48); all others are other."""


def sentences(spoken: Language) -> list[tuple[str, str, str]]:
    """Every sentence of a language, with its part and key."""
    own = {"language", "numbers", "plurals", "lists", "days", "units"}
    return [
        (part, key, words)
        for part, keys in spoken.parts.items()
        if part not in own
        for key, words in keys.items()
    ]


def placeholders(words: str) -> set[str]:
    """What a sentence leaves to be filled, by name."""
    return {name for _, name, _, _ in Language(ENGLISH).parse(words) if name is not None}


def units(words: str) -> set[str]:
    """The units that stand in a sentence."""
    specs = {spec for _, name, spec, _ in Language(ENGLISH).parse(words) if name and spec}
    return specs - {"d", "percent"}


@pytest.mark.parametrize("key", shipped())
def test_plural_categories_are_those_of_cldr(key: str) -> None:
    for number in range(1_200):
        assert language(key).plural(number) == CLDR[key].get(number, "other")


@pytest.mark.parametrize("key", shipped())
def test_a_sentence_has_its_units_in_its_own_language(key: str) -> None:
    spoken = language(key)
    said = {unit for _, _, words in sentences(spoken) for unit in units(words)}
    assert said == {unit.rpartition(".")[0] for unit in spoken.parts["units"]}
    for unit in said:
        assert "{n}" in spoken.parts["units"][f"{unit}.other"]
    forms = {unit.rpartition(".")[2] for unit in spoken.parts["units"]}
    assert forms <= {"other", *spoken.parts["plurals"]}


def test_a_unit_is_never_cut_from_its_plural() -> None:
    spoken = language(ENGLISH)
    assert spoken.format("{n:entries}", n=1) == "1 entry"
    assert spoken.format("{n:boxes}", n=1) == "1 box"
    assert spoken.format("{n:boxes}", n=0) == "0 boxes"
    assert spoken.format("{n:papers}", n=-1) == "−1 paper"


def test_numbers_shares_and_days_are_those_of_the_pages_in_english() -> None:
    assert figure(-1_234_567) == "−1,234,567"
    assert percent(5_555) == shares.percent(5_555) == "55.55%"
    assert percent(100) == "1.00%"
    for month in range(1, 13):
        when = date(2026, month, 7)
        assert day(when) == phrases.day(when)
        assert weekday(when) == phrases.weekday(when)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), ""),
        (("Ash",), "Ash"),
        (("Ash", "Birch"), "Ash and Birch"),
        (("Ash", "Birch", "{last}"), "Ash, Birch and {last}"),
    ],
)
def test_a_list_reads_as_people_say_it(names: tuple[str, ...], words: str) -> None:
    assert listed(names) == words == phrases.listed(names)


def test_what_is_empty_leaves_no_comma_behind() -> None:
    assert strung(("Ash", "", "Elm Party")) == "Ash, Elm Party"
    assert apart(("", "two; three")) == "two; three"


@pytest.mark.parametrize(
    ("asked", "key"),
    [("", "en-GB"), ("en", "en-GB"), ("EN-gb", "en-GB"), ("C.UTF-8", "en-GB"), ("pt_BR", "en-GB")],
)
def test_whoever_asks_for_no_language_that_there_is_hears_english(asked: str, key: str) -> None:
    assert known(asked) == key


def test_no_header_of_a_part_is_overlooked() -> None:
    # Parts are found by their headers, before the files are read.
    for key in shipped():
        spoken = language(key)
        for _, _, words in sentences(spoken):
            assert not re.search(r'^\["?[\w-]+"?\]', words, re.MULTILINE)
