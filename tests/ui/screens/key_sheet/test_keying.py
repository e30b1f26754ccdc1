"""What a sheet adds to while it is keyed, and what a draft of it may be."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tallyapp.domain.rules.sheets import OneSeat
from tallyapp.ui.screens.key_sheet.keying import LinesKeying, numbers_in
from tallyapp.ui.session.draft_place import DraftPlace

CANDIDATES, BUNDLE = 3, 50
FIGURE = st.none() | st.integers(0, 49)


def keying(values: list[int | None] | None = None) -> LinesKeying:
    made = LinesKeying(24, OneSeat(CANDIDATES, BUNDLE))
    if values is not None:
        made._values = values
    return made


@given(st.lists(FIGURE, min_size=8, max_size=8))
def test_lines_and_papers_sent_add_to_what_is_keyed(values: list[int | None]) -> None:
    sheet = keying(values)
    lines = [sheet.line(n) or 0 for n in range(CANDIDATES)]
    assert sheet.keyed == sum(lines) + (values[-1] or 0)
    assert sheet.to_find is None if values[0] is None else sheet.to_find == values[0] - sheet.keyed
    assert sheet.kind.read(24, sheet.figures())[0] == values


@given(st.lists(FIGURE, min_size=8, max_size=8).filter(any))
def test_a_draft_comes_back_as_it_was_kept(values: list[int | None]) -> None:
    again = keying()
    assert again.take_draft(keying(values).as_draft())
    assert again.values == values


def test_a_draft_of_another_shape_is_not_taken() -> None:
    for draft in (
        "",
        "{}",
        "nonsense",
        "[1,2]",
        json.dumps([1.5] * 8),
        json.dumps(["7"] * 8),
        json.dumps([-1] * 8),
    ):
        sheet = keying()
        assert not sheet.take_draft(draft)
        assert not sheet.begun


def test_a_line_is_blank_until_one_of_its_figures_is_keyed() -> None:
    assert keying([None, None, None, 0, None, 2, 7, None]).line(0) is None
    assert keying([None, None, None, 0, None, 2, 7, None]).line(1) == 0
    assert keying([None, None, None, 0, None, 2, 7, None]).line(2) == 107


def test_only_a_part_bundle_can_be_too_large_for_a_bundle() -> None:
    sheet = keying([50] * 8)
    assert [n for n in range(8) if sheet.too_large(n)] == [2, 4, 6]


def test_places_of_drafts_tell_the_sheets_of_one_contest() -> None:
    places = [
        DraftPlace("oxford-east", "sheet", "24"),
        DraftPlace("oxford-east", "form", "2"),
        DraftPlace("oxford", "sheet", "3"),
        DraftPlace("oxford-east", "sheet", "7"),
    ]
    assert numbers_in(places, "oxford-east") == [24, 7]
