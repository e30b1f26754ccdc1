"""Blank sheets and forms: everybody in ballot-paper order, on one page, numbered for a scanner."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tallyapp.documents.hall.blank_form import render_blank_forms
from tallyapp.documents.hall.blank_sheet import render_blank_sheets
from tallyapp.domain.reports.hall_papers import (
    BlankPapers,
    CandidateLine,
    HeadLine,
    NumberedPaper,
    PaperName,
)
from tallyapp.domain.vocabulary.scan_codes import code_of
from tests.documents.hall.test_query_slip import HEADING
from tests.documents.pages import texts, words
from tests.documents.samples import HEADS, OXFORD_EAST

CANDIDATES = tuple(CandidateLine(name=f"{a}, {b}", description=c) for a, b, c, _ in OXFORD_EAST)
CROWD = tuple(
    CandidateLine(
        name=f"{'Longthorp-Featherstonehaugh' if n % 3 else 'Ali'}, Katherine {n}",
        description="Independent",
    )
    for n in range(1, 41)
)


def numbered(kind: PaperName, *numbers: int) -> tuple[NumberedPaper, ...]:
    return tuple(NumberedPaper(number=n, code=code_of(kind, n, "oxford-east")) for n in numbers)


SHEETS = BlankPapers(
    heading=HEADING,
    seats=1,
    bundle=50,
    candidates=CANDIDATES,
    heads=tuple(HeadLine(words=head) for head in HEADS),
    papers=numbered("sheet", 14),
)
FORMS = replace(SHEETS, papers=numbered("form", 3))
FIFTEEN = replace(
    SHEETS,
    seats=15,
    candidates=CROWD,
    heads=(*SHEETS.heads, HeadLine(words="rejected in part", in_part=True)),
)


def test_a_sheet_has_the_candidates_in_ballot_paper_order_and_its_number_with_the_code() -> None:
    (page,) = texts(render_blank_sheets(SHEETS))
    places = [page.index(candidate.name) for candidate in CANDIDATES]
    assert places == sorted(places)
    assert "TS14G" in page
    assert (
        page.split().count("14") == 3
    )  # large, in what marks the doubtful papers, and at the foot
    for part in ("Bundles of 50.", "Papers on this sheet", "Counted by", "Every bundle checked by"):
        assert part in page


def test_a_run_of_sheets_is_a_page_each_with_its_own_number_and_code() -> None:
    pages = texts(render_blank_sheets(replace(SHEETS, papers=numbered("sheet", 7, 8, 120))))
    assert [code_of("sheet", n) in page for n, page in zip((7, 8, 120), pages, strict=True)] == [
        True
    ] * 3


def test_fifteen_seats_and_forty_candidates_go_on_under_the_same_number() -> None:
    pages = texts(render_blank_sheets(FIFTEEN))
    assert all("TS14G" in page for page in pages)
    page = "\n".join(pages)
    joined = " ".join(page.replace("-\n", "-").split())
    assert all(candidate.name in joined for candidate in CROWD)
    assert "= 15 × mixed papers" in page
    assert page.count("× 50 +") == 8


@given(st.integers(1, 99), st.integers(1, 15))
@settings(max_examples=15, deadline=None)
def test_no_candidate_is_lost_however_many_there_are(many: int, seats: int) -> None:
    candidates = tuple(CandidateLine(name=f"Candidate-{n}x", description="") for n in range(many))
    blank = replace(SHEETS, seats=seats, candidates=candidates)
    for pdf in (
        render_blank_sheets(blank),
        render_blank_forms(replace(blank, papers=numbered("form", 1))),
    ):
        said = words(pdf)
        assert all(said.count(f"Candidate-{n}x") == 1 for n in range(many))
        assert said.count("Signature") == 2


def test_more_candidates_than_a_page_holds_go_on_under_the_same_number() -> None:
    first, second = texts(render_blank_sheets(replace(SHEETS, candidates=CROWD[:30])))
    assert "Page 1 of 2" in first
    assert "TS14G" in second
    assert "Papers on this sheet" not in first
    assert "Papers on this sheet" in second


def test_a_form_has_every_head_of_rejection_and_two_signatures() -> None:
    (page,) = texts(render_blank_forms(FORMS))
    said = " ".join(page.split())
    assert all(head[1:] in said for head in HEADS)
    for part in (
        code_of("form", 3, "oxford-east"),
        "Adjudicated by",
        "Recorded by",
        "= papers on this form",
        "Decisions objected to",
    ):
        assert part in said


@pytest.mark.parametrize("blank", [SHEETS, FIFTEEN])
def test_blank_papers_are_always_the_same(blank: BlankPapers) -> None:
    assert render_blank_sheets(blank) == render_blank_sheets(blank)
    assert b"Helvetica" not in render_blank_sheets(blank)
    assert "PRACTICE" in words(render_blank_sheets(blank))
