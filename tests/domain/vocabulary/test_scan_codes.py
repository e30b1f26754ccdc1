"""A barcode that was read wrongly is never taken for another paper."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.domain.vocabulary.places import Kind
from tallyapp.domain.vocabulary.scan_codes import Scan, code_of, read_code

NUMBERS = st.integers(1, 9_999_999)
BOXES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)
THINGS: st.SearchStrategy[tuple[Kind, object]] = st.one_of(
    st.tuples(st.just("sheet"), NUMBERS),
    st.tuples(st.just("form"), NUMBERS),
    st.tuples(st.just("box"), BOXES),
)
TYPED = st.sampled_from(string.digits + string.ascii_letters + string.punctuation + " ")


@given(THINGS, st.booleans())
def test_what_is_printed_is_read_back_whatever_the_caps_lock(
    thing: tuple[Kind, object], capitals: bool
) -> None:
    kind, name = thing
    code = code_of(kind, name)
    assert read_code(code if capitals else code.lower()) == Scan(kind, str(name).upper())


@given(THINGS, st.from_regex(r"\A\][A-Za-z][0-9A-Za-z]\Z"))
def test_the_scanners_word_for_the_kind_of_barcode_is_no_part_of_a_code(
    thing: tuple[Kind, object], aim: str
) -> None:
    kind, name = thing
    assert read_code(aim + code_of(kind, name)) == Scan(kind, str(name).upper())


@given(THINGS, st.data())
def test_one_wrong_character_is_always_found(
    thing: tuple[Kind, object], data: st.DataObject
) -> None:
    code = code_of(*thing)
    at = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(TYPED.filter(lambda c: c.upper() != code[at]))
    assert read_code(code[:at] + wrong + code[at + 1 :]) is None


@given(THINGS, st.data())
def test_two_exchanged_neighbours_are_always_found(
    thing: tuple[Kind, object], data: st.DataObject
) -> None:
    code = code_of(*thing)
    at = data.draw(st.integers(0, len(code) - 2))
    exchanged = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert exchanged == code or read_code(exchanged) is None


@given(st.integers())
def test_a_figure_that_was_keyed_is_never_a_code(figure: int) -> None:
    assert read_code(str(figure)) is None


def test_a_check_letter_of_a_number_is_never_a_digit() -> None:
    assert all(code_of("sheet", number)[-1].isalpha() for number in range(1, 2_000))


@pytest.mark.parametrize(
    ("kind", "name"), [("sheet", 0), ("sheet", "7a"), ("box", ""), ("area", "A")]
)
def test_what_has_no_number_or_name_of_its_own_has_no_code(kind: Kind, name: object) -> None:
    with pytest.raises(ValueError, match="no code"):
        code_of(kind, name)
