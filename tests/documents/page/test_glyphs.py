"""Which characters a name may have."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.documents.page.glyphs import missing_glyphs


@pytest.mark.parametrize(
    "text",
    [
        "Siân Ŵyn-Llŷr, Ynys Môn",
        "Adéọlá Ṣówándé, Olúfẹ́mi, Ọ̀ṣun",
        "Seán O’Brien",
        "Łukasz Żółć, Nguyễn Thị Hường, Δημήτρης, Юлія Їжак",
        "−3 ≥ 2 → ✓ × ÷ – — “ ” £ €",
    ],
)
def test_names_of_these_islands_and_of_those_who_came_here_can_be_shown(text: str) -> None:
    assert missing_glyphs(text) == ()
    assert missing_glyphs(unicodedata.normalize("NFD", text)) == ()


def test_what_cannot_be_shown_is_named_once_each_in_order() -> None:
    assert missing_glyphs("王小明 Smith 王") == ("王", "小", "明")


@pytest.mark.parametrize(
    "character", ["\x00", "\t", "\n", "\u200b", "\u202e", "\u2066", "\ufeff", "\ue000", "\u0378"]
)
def test_characters_that_vanish_or_deceive_cannot_be_shown(character: str) -> None:
    assert missing_glyphs(f"Smith{character}") == (character,)


@given(st.text(max_size=30))
def test_a_text_without_its_missing_characters_can_be_shown(text: str) -> None:
    missing = missing_glyphs(text)
    rest = "".join(
        character for character in unicodedata.normalize("NFC", text) if character not in missing
    )
    assert not set(missing_glyphs(rest)) & set(missing)
