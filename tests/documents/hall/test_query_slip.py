"""The slip for a queried paper: what it says, and that it is one page, whatever is wrong."""

from datetime import datetime

import pytest
from msgspec.structs import replace

from tallyapp.documents.hall.query_slip import render_query_slip
from tallyapp.domain.reports.hall_papers import HallHeading, QuerySlip, SumLine
from tallyapp.domain.vocabulary.scan_codes import code_of
from tests.documents.pages import assert_looks_as_before, texts, words
from tests.documents.samples import BST

HEADING = HallHeading(
    practice=True,
    election="UK Parliamentary general election",
    contest="Oxford East",
    area="Area 4, Blackbird Leys",
)
SLIP = QuerySlip(
    heading=HEADING,
    paper="sheet",
    number=24,
    code=code_of("sheet", 24),
    wrong=("Lines add to 1,248. The sheet says 1,250. Find 2 papers.",),
    sum=(
        SumLine(words="23 full bundles × 50", papers=1150),
        SumLine(words="Part bundles", papers=94),
        SumLine(words="Sent for adjudication", papers=4),
        SumLine(words="Lines add to", papers=1248, total=True),
        SumLine(words="The sheet says", papers=1250, total=True),
    ),
    find="2 papers",
    at=datetime(2024, 7, 5, 1, 4, tzinfo=BST),
    officer="Clerk 11",
)
LONG_NOTE = (
    "The figure in line 7 is struck through twice and nobody has put initials beside it. " * 6
)
FORM = replace(
    SLIP,
    paper="form",
    number=9_999_999,
    code=code_of("form", 9_999_999, "oxford-east"),
    wrong=(),
    sum=(),
    find="",
    note=LONG_NOTE[:500],
)


def test_the_slip_says_in_reading_order_what_to_find_on_which_paper() -> None:
    (page,) = texts(render_query_slip(SLIP))
    page = " ".join(page.split())
    expected = [
        "PRACTICE Not a real count",
        "Sheet 24",
        "Area 4, Blackbird Leys Oxford East, UK Parliamentary general election",
        "Lines add to 1,248. The sheet says 1,250. Find 2 papers.",
        "23 full bundles × 50 1,150",
        "Lines add to 1,248 The sheet says 1,250",
        "Find 2 papers",
        "Put right by",
        "Checked by",
        "Bring this slip back with the corrected sheet; it keeps its number.",
        "Queried by Clerk 11 on Friday 5 July 2024 at 01:04.",
    ]
    places = [page.rfind(text) for text in expected]
    assert -1 not in places, expected[places.index(-1)]
    assert places == sorted(places)


def test_a_real_slip_is_not_marked_as_practice() -> None:
    assert "PRACTICE" not in words(
        render_query_slip(replace(SLIP, heading=replace(HEADING, practice=False)))
    )


@pytest.mark.parametrize("slip", [SLIP, FORM, replace(SLIP, note=LONG_NOTE[:120])])
def test_it_is_one_page_and_always_the_same(slip: QuerySlip) -> None:
    pdf = render_query_slip(slip)
    assert len(texts(pdf)) == 1
    assert pdf == render_query_slip(slip)
    assert b"Helvetica" not in pdf


def test_a_letter_that_no_font_has_is_shown_as_a_box_and_does_not_vanish() -> None:
    assert "line ■ 7" in words(render_query_slip(replace(SLIP, note="line 漢 7")))


def test_where_nothing_was_noted_the_table_is_told_whom_to_ask() -> None:
    bare = replace(SLIP, wrong=(), sum=(), find="")
    assert "Nothing was noted. Ask at the keying desk" in words(render_query_slip(bare))


@pytest.mark.parametrize(("slip", "name"), [(SLIP, "slip-sheet"), (FORM, "slip-form")])
def test_the_slip_looks_as_before(slip: QuerySlip, name: str) -> None:
    assert_looks_as_before(render_query_slip(slip), name)
