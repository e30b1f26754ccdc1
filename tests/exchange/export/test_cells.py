"""Cells that no spreadsheet works out, and that anybody can read back."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tallyapp.exchange.export.cells import (
    FOR_PROGRAMS,
    FOR_SPREADSHEETS,
    Cell,
    Digits,
    as_csv,
    fraction,
    percentage,
    with_apostrophes,
)
from tallyapp.resources import resource


def read(data: bytes) -> list[list[str]]:
    """The rows as Python's reader has them."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


@given(st.lists(texts, min_size=1, max_size=4))
@example(["=HYPERLINK(1)", "+44", "-1", "@SUM(1)"])
@example(["\t=1", "\r=1", "'twas", "''"])
def test_every_text_is_read_back_by_taking_one_apostrophe_from_its_beginning(
    row: list[str],
) -> None:
    header = [str(place) for place in range(len(row))]
    for form in (FOR_PROGRAMS, FOR_SPREADSHEETS):
        first, cells = read(as_csv(header, [row], form))
        assert first == header
        assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for cell in cells)
        assert [cell.removeprefix("'") for cell in cells] == row
        changed = sum(cell != text for cell, text in zip(cells, row, strict=True))
        assert with_apostrophes([row]) == changed


def test_figures_are_written_as_they_are_and_what_is_not_known_is_empty() -> None:
    row: list[Cell] = [Digits("-0.04"), 0, None, "Ash"]
    assert as_csv(["a", "b", "c", "d"], [row], FOR_PROGRAMS) == b"a,b,c,d\n-0.04,0,,Ash\n"


def test_a_file_for_spreadsheets_is_known_as_utf_8_by_its_first_bytes() -> None:
    assert as_csv(["Ŵyn"], [], FOR_SPREADSHEETS) == b"\xef\xbb\xbf\xc5\xb4yn\r\n"


@pytest.mark.parametrize(
    ("part", "whole", "places", "written"),
    [(0, 0, 9, "0"), (1, 1, 9, "1"), (1, 2, 9, "0.5"), (1, 3, 4, "0.3333"), (2, 3, 4, "0.6667")],
)
def test_a_fraction_has_no_noughts_at_its_end(
    part: int, whole: int, places: int, written: str
) -> None:
    assert fraction(part, whole, places) == written


def test_shares_are_those_that_the_library_published() -> None:
    """Of 4,515 candidates nine have so small a share that the file has it to six places alone."""
    valid = {row["ONS ID"]: int(row["Valid votes"]) for row in library("constituency")}
    coarse = 0
    for row in library("candidate"):
        ours = fraction(int(row["Votes"]), valid[row["ONS ID"]], 9)
        coarse += ours != row["Share"]
        assert abs(Decimal(ours) - Decimal(row["Share"])) < Decimal("0.0000005"), row
    assert coarse == 9


def library(by: str) -> list[dict[str, str]]:
    with resource("samples", f"GE2024-results-by-{by}.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        return list(csv.DictReader(file))


def test_a_percentage_has_two_places() -> None:
    assert [percentage(n) for n in (0, 7, 4_967, 10_000)] == ["0.00", "0.07", "49.67", "100.00"]
