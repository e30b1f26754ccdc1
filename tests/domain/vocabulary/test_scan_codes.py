"""A barcode that was read wrongly is never taken for another paper."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.domain.vocabulary.scan_codes import (
    IN_A_CONTEST,
    Scan,
    ScanKind,
    code_of,
    contest_mark,
    marked,
    read_code,
)

NUMBERS = st.integers(1, 9_999_999)
NAMES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)
NOTHING = st.just("")
Thing = tuple[ScanKind, object, str]
"""A kind of thing, its number or name, and its contest."""
THINGS: st.SearchStrategy[Thing] = st.one_of(
    st.tuples(st.just("sheet"), NUMBERS, NOTHING),
    st.tuples(st.just("officer"), st.integers(1, 9_999), NOTHING),
    st.tuples(st.just("container"), NAMES, NOTHING),
    st.tuples(st.just("form"), NUMBERS, NAMES),
    st.tuples(st.just("box"), NAMES, NAMES),
    st.tuples(st.just("area"), NAMES, NAMES),
    st.tuples(st.just("summary"), NOTHING, NAMES),
    st.tuples(st.just("lines"), NOTHING, NAMES),
    st.tuples(st.just("statement"), NOTHING, NAMES),
)
TYPED = st.sampled_from(string.digits + string.ascii_letters + string.punctuation + " ")


@pytest.mark.parametrize(
    ("printed", "kind", "name", "contest"),
    [
        ("TS1207Z", "sheet", 1_207, ""),
        ("TP31H", "officer", 31, ""),
        ("TC-TRAY-1V", "container", "tray-1", ""),
        ("TF-EWXSP12L", "form", 12, "elm-valley"),
        ("TB-EWXSPA1G", "box", "a1", "elm-valley"),
        ("TA-EWXSPNORTHB", "area", "north", "elm-valley"),
        ("TR-EWXSPC", "summary", "", "elm-valley"),
        ("TL-EWXSPN", "lines", "", "elm-valley"),
        ("TV-EWXSPW", "statement", "", "elm-valley"),
    ],
)
def test_what_was_printed_with_any_version_is_read_with_every_other(
    printed: str, kind: ScanKind, name: object, contest: str
) -> None:
    """The sheets are at the printer's weeks before the program is brought up to date."""
    assert code_of(kind, name, contest) == printed
    mark = contest_mark(contest) if contest else ""
    assert read_code(printed) == Scan(kind, str(name).upper(), mark)


@given(THINGS, st.booleans())
def test_what_is_printed_is_read_back_whatever_the_caps_lock(thing: Thing, capitals: bool) -> None:
    kind, name, contest = thing
    code = code_of(kind, name, contest)
    mark = contest_mark(contest) if contest else ""
    assert read_code(code if capitals else code.lower()) == Scan(kind, str(name).upper(), mark)


@given(THINGS, st.from_regex(r"\A\][A-Za-z][0-9A-Za-z]\Z"))
def test_the_scanners_word_for_the_kind_of_barcode_is_no_part_of_a_code(
    thing: Thing, aim: str
) -> None:
    assert read_code(aim + code_of(*thing)) == read_code(code_of(*thing))


@given(THINGS, st.data())
def test_one_wrong_character_is_always_found(thing: Thing, data: st.DataObject) -> None:
    code = code_of(*thing)
    at = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(TYPED.filter(lambda c: c.upper() != code[at]))
    assert read_code(code[:at] + wrong + code[at + 1 :]) is None


@given(THINGS, st.data())
def test_two_exchanged_neighbours_are_always_found(thing: Thing, data: st.DataObject) -> None:
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
    ("kind", "name", "contest"),
    [
        ("sheet", 0, ""),
        ("sheet", "7a", ""),
        ("officer", 10_000, ""),
        ("box", "", "elm"),
        ("box", "a1", ""),
        ("form", 3, ""),
        ("slate", 1, "elm"),
    ],
)
def test_what_has_no_number_or_name_of_its_own_has_no_code(
    kind: str, name: object, contest: str
) -> None:
    with pytest.raises(ValueError, match="no code"):
        code_of(kind, name, contest)


@given(st.sampled_from(sorted(IN_A_CONTEST - {"summary", "lines", "statement"})))
def test_the_same_number_in_two_contests_has_two_codes(kind: ScanKind) -> None:
    first = read_code(code_of(kind, 3, "castle"))
    second = read_code(code_of(kind, 3, "priory"))
    assert first
    assert second
    assert marked(["castle", "priory"], first.contest) == ["castle"]
    assert marked(["castle", "priory"], second.contest) == ["priory"]


def test_a_hundred_wards_have_a_hundred_marks() -> None:
    wards = [f"local.council.ward-{n}.2027-05-06" for n in range(100)]
    assert len({contest_mark(ward) for ward in wards}) == 100
