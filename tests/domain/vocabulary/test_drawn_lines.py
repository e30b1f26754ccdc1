"""Which lines a seed draws: fairly, and so that anybody can draw them again."""

import json
import re
from hashlib import sha256
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tallyapp.domain.vocabulary.drawn_lines import (
    DRAWN,
    THROWS,
    AreaLine,
    area_lines,
    drawn_lines,
    line_of,
    thrown,
)

PAGE = Path(__file__).parents[3] / "docs" / "format.md"
areas = st.lists(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,5}\Z"), unique=True, max_size=12)
ids = st.from_regex(r"[0-9a-f]{32}\Z")
seeds = st.from_regex(r"[0-9]{10,40}\Z")


def by_hand(of: str, seed: str, names: list[str], candidates: int, heads: int) -> list[AreaLine]:
    """The lines as somebody draws them who has the page, a calculator and SHA-256."""
    per_area = candidates + heads
    count = per_area * len(names)
    numbers: list[int] = []
    k = 0
    while len(numbers) < min(3, count):
        k += 1
        text = b"tallyapp.re-add/1\n%b\n%b\n%d\n" % (of.encode(), seed.encode(), k)
        throw = int.from_bytes(sha256(text).digest()[:4], "big")
        if throw < 2**32 - 2**32 % count and throw % count not in numbers:
            numbers.append(throw % count)
    found = []
    for number in numbers:
        area, row = divmod(number, per_area)
        name = sorted(name.encode() for name in names)[area].decode()
        is_vote = row < candidates
        line = row + 1 if is_vote else row - candidates + 1
        found.append(AreaLine(name, "votes" if is_vote else "rejected", line))
    return found


@given(ids, seeds, areas, st.integers(1, 15), st.integers(0, 6))
def test_whoever_has_the_page_and_a_calculator_draws_the_same_lines(
    of: str, seed: str, names: list[str], candidates: int, heads: int
) -> None:
    drawn = drawn_lines(of, seed, area_lines(names, candidates, heads))
    assert list(drawn) == by_hand(of, seed, names, candidates, heads)


@given(ids, seeds, areas, st.integers(0, 4), st.integers(0, 2), st.randoms())
def test_the_lines_are_different_ones_in_whichever_order_they_are_listed(
    of: str, seed: str, names: list[str], candidates: int, heads: int, random: object
) -> None:
    lines = area_lines(names, candidates, heads)
    drawn = drawn_lines(of, seed, lines)
    assert len(set(drawn)) == len(drawn) == min(DRAWN, len(lines))
    assert set(drawn) <= set(lines)
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert drawn_lines(of, seed, shuffled) == drawn
    assert drawn_lines(of, seed, reversed(lines)) == drawn


@given(st.integers(1, 200_000))
def test_every_line_is_drawn_by_as_many_throws_as_any_other(lines: int) -> None:
    # The throws that count are so many times round the list, whole, and the rest count for none.
    counting = THROWS - THROWS % lines
    assert counting % lines == 0
    assert line_of(0, lines) == 1
    assert line_of(counting - 1, lines) == lines
    assert counting == THROWS or line_of(counting, lines) == line_of(THROWS - 1, lines) == 0


@given(st.integers(0, THROWS - 1), st.integers(1, 200_000))
def test_a_throw_draws_the_next_line_to_the_throw_before_it(throw: int, lines: int) -> None:
    this = line_of(throw, lines)
    after = line_of(throw + 1, lines) if throw + 1 < THROWS else 0
    assert after in (this % lines + 1, 0) if this else after == 0


@given(ids, ids, seeds)
def test_an_old_seed_draws_by_other_throws_of_the_next_result(
    of: str, another: str, seed: str
) -> None:
    throws = [[thrown(result, seed, k) for k in range(1, 9)] for result in (of, another)]
    assert (throws[0] == throws[1]) == (of == another)


def test_the_draw_of_the_page_comes_out() -> None:
    found = re.search(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    told = json.loads(found[1])["re-add"]
    of, seed = told["of"], told["seed"]
    assert [thrown(of, seed, k) for k in range(1, 6)] == told["throws"]
    lines = area_lines(told["areas"], told["candidates"], told["heads"])
    assert [list(line) for line in drawn_lines(of, seed, lines)] == told["drawn"]
    by = by_hand(of, seed, told["areas"], told["candidates"], told["heads"])
    assert [list(line) for line in by] == told["drawn"]
