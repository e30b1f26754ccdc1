"""Each language writes numbers, units, lists and days in its own way, and nothing is half said."""

import re
from collections.abc import Iterator
from datetime import date
from threading import Thread

import pytest
from fontTools.ttLib import TTFont

from tallyapp.domain.vocabulary import phrases, shares
from tallyapp.domain.vocabulary.findings import Code, finding
from tallyapp.resources import resource
from tallyapp.words.catalogue import say, sentence, told
from tallyapp.words.figures import apart, day, figure, listed, percent, strung, weekday
from tallyapp.words.language import (
    ENGLISH,
    Language,
    catalogue,
    known,
    language,
    shipped,
    speaking,
    use,
)
from tests.words.coverage import OF_A_LANGUAGE, coverage, missing, report

CLDR = {
    "en-GB": {1: "one"},
    "cy": {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"},
}
"""The plural categories of cardinal whole numbers (CLDR 48); all others are other."""


def sentences(spoken: Language) -> list[tuple[str, str, str]]:
    """Every sentence of a language, with its part and key."""
    return [
        (part, key, words)
        for part, keys in spoken.parts.items()
        if part not in OF_A_LANGUAGE
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
    [
        ("", "en-GB"),
        ("en", "en-GB"),
        ("EN-gb", "en-GB"),
        ("C.UTF-8", "en-GB"),
        ("pt_BR", "en-GB"),
        ("cy_GB", "cy"),
    ],
)
def test_a_language_that_is_not_there_is_english(asked: str, key: str) -> None:
    assert known(asked) == key


def test_no_header_of_a_part_is_overlooked() -> None:
    # Parts are found by their headers, before the files are read.
    for key in shipped():
        spoken = language(key)
        for _, _, words in sentences(spoken):
            assert not re.search(r'^\["?[\w-]+"?\]', words, re.MULTILINE)


# ---- languages beside English


OTHERS = [key for key in shipped() if key != ENGLISH]
ON_TRIAL = {"cy": ["key-sheet"]}
"""The screens that a language on trial has whole."""


@pytest.mark.parametrize("key", OTHERS)
def test_each_translation_says_all_that_its_original_says(key: str) -> None:
    english = language(ENGLISH)
    for part, name, words in sentences(language(key)):
        original = english.parts[part][name]
        assert placeholders(words) == placeholders(original), (part, name)
        # What a finding is about is cut off where it is seen already: catalogue.told.
        assert words.startswith("{place}") == original.startswith("{place}"), (part, name)


@pytest.mark.parametrize("key", OTHERS)
def test_a_screen_on_trial_is_whole(key: str) -> None:
    assert {part: missing(key, part) for part in ON_TRIAL[key]} == {
        part: [] for part in ON_TRIAL[key]
    }


@pytest.mark.parametrize("key", OTHERS)
def test_whatever_no_native_reader_has_checked_says_so(key: str) -> None:
    own = language(key).parts["language"]
    folder = resource("messages", key)
    marked = [
        "NOT CHECKED BY A NATIVE READER" in file.read_text("utf-8").partition("[")[0]
        for file in folder.rglob("*.toml")
    ]
    assert all(marked) if own["trial"] else not any(marked)


@pytest.mark.parametrize("key", OTHERS)
def test_how_much_of_a_language_there_is_can_be_told(key: str) -> None:
    have, whole = coverage(key)["key-sheet"]
    assert have == whole > 100
    assert re.search(rf"^{key} +\d+ %", report(key), re.MULTILINE)


@pytest.fixture
def welsh() -> Iterator[None]:
    use("cy")
    yield
    use(ENGLISH)


@pytest.mark.parametrize(
    ("papers", "votes"),
    [
        (0, ("0 papur", "0 pleidlais")),
        (1, ("1 papur", "1 bleidlais")),
        (2, ("2 bapur", "2 bleidlais")),
        (3, ("3 phapur", "3 pleidlais")),
        (6, ("6 phapur", "6 phleidlais")),
        (1_250, ("1,250 papur", "1,250 pleidlais")),
    ],
)
def test_a_welsh_noun_is_singular_after_a_number_and_mutated_by_some(
    welsh: None, papers: int, votes: tuple[str, str]
) -> None:
    assert say("papers", "find-papers", papers=papers) == votes[0]
    assert say("papers", "find-votes", votes=papers) == votes[1]


def test_a_refused_sheet_says_the_same_numbers_in_welsh(welsh: None) -> None:
    sums = {"full": 3, "bundle": 25, "bundled": 75, "part": 23, "sent": 2}
    found = finding(Code.E101, "sheet", 24, **sums, lines=1_248, papers=1_250, difference=-2)
    assert sentence(found) == (
        "Taflen 24: mae’r llinellau’n adio i 1,248. Mae’r daflen yn dweud 1,250. "
        "Canfyddwch 2 bapur."
    )
    blank = told(finding(Code.E105, "sheet", 24, "3.full"))
    assert (blank.place, blank.field) == ("Taflen 24", "bwndeli llawn llinell 3")
    assert blank.matter.startswith("Nid oes dim wedi ei fysellu.")


def test_what_is_not_translated_is_said_in_english_with_its_english_units(welsh: None) -> None:
    words = sentence(finding(Code.E305, "contest", "Elm", candidates=2, votes=3))
    assert words == "Elm: 2 candidates are level at 3 votes. Draw the lot and record it."


def test_and_in_welsh_is_another_word_before_a_vowel(welsh: None) -> None:
    assert listed(("Onnen", "Bedwen", "Cedrwydd")) == "Onnen, Bedwen a Cedrwydd"
    assert listed(("Bedwen", "Onnen")) == "Bedwen ac Onnen"
    assert day(date(2022, 5, 5)) == "5 Mai 2022"


def test_what_is_made_beside_the_window_changes_none_of_its_words(welsh: None) -> None:
    with speaking(ENGLISH):
        heard = Thread(target=lambda: said.append(say("ui", "help")))
        said = [say("ui", "help")]
        heard.start()
        heard.join()
    assert said == ["Help", "Cymorth"]


@pytest.mark.parametrize("key", shipped())
@pytest.mark.parametrize("face", ["Regular", "Medium", "SemiBold", "Bold"])
def test_the_typeface_has_every_letter_of_the_language(key: str, face: str) -> None:
    letters = {letter for _, _, words in sentences(language(key)) for letter in words}
    letters |= set(language(key).parts["lists"]["vowels"]) | set("ŵŷŴŶ")
    with TTFont(resource("fonts", f"InterTally-{face}.ttf")) as font:
        drawn = {chr(code) for code in font.getBestCmap()}
    assert {each for each in letters if each.isalpha()} <= drawn


def test_the_catalogue_is_read_once_whether_or_not_english_is_named() -> None:
    assert catalogue() is catalogue(ENGLISH)
