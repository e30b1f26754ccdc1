"""The paper for lines that were drawn: which papers to fetch in which order, and none of ours."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.documents.hall.whole_count import render_count_papers
from tallyapp.domain.reports.hall_papers import CountPapers, ReAddPaper
from tallyapp.domain.vocabulary.drawn_lines import AreaLine
from tallyapp.paperwork.re_add import papers_to_add_up
from tests.documents.pages import texts
from tests.halls import Hall, a_counted_hall


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    hall = a_counted_hall(tmp_path)
    hall.give()
    hall.do(hall.drawing(hall.a_seed(AreaLine("A", "votes", 1))))
    return hall


def papers(hall: Hall) -> CountPapers:
    found = papers_to_add_up(hall.desk.count, hall.stream)
    assert found
    return found


def paper_of(found: CountPapers) -> ReAddPaper:
    (section,) = found.sections
    assert isinstance(section.printed, ReAddPaper)
    return section.printed


def test_it_names_each_line_and_the_papers_to_fetch_for_it(hall: Hall) -> None:
    first, *_ = paper_of(papers(hall)).lines
    assert (first.area, first.whose) == ("Area A", "1 Ash, Alex")
    assert first.papers == (("sheet", (1, 2)), ("form", (1,)))
    (page,) = texts(render_count_papers(papers(hall)))
    for words in ("Line 1: Area A", "Sheet 1", "Sheet 2", "Form 1", "Total of line 3"):
        assert words in page
    drawn = hall.contest.re_add
    assert drawn
    assert f"Drawn with the seed {drawn.seed}" in page


def test_it_has_none_of_our_figures_whatever_these_are(hall: Hall) -> None:
    """Drawn from other figures of the same lines it is the same page."""
    before = render_count_papers(papers(hall))
    hall.contest.areas["A"].votes[:] = [7_777, 8_888, 9_999]  # type: ignore[list-item]
    assert render_count_papers(papers(hall)) == before


def test_rejected_papers_are_fetched_from_forms_alone(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    hall.give()
    hall.do(hall.drawing(hall.a_seed(AreaLine("A", "rejected", 4))))
    first, *_ = paper_of(papers(hall)).lines
    assert first.papers == (("form", (1,)),)
    assert first.whose == "Rejected: unmarked or void for uncertainty"


@pytest.mark.parametrize("large", [False, True])
def test_papers_go_on_in_their_order_over_the_end_of_a_page(hall: Hall, large: bool) -> None:
    found = papers(hall)
    paper = paper_of(found)
    many = replace(paper.lines[0], papers=(("sheet", tuple(range(1, 121))), ("form", (1, 2))))
    section = replace(found.sections[0], printed=replace(paper, lines=(many,)))
    pages = texts(render_count_papers(replace(found, sections=(section,), large=large)))
    assert len(pages) > 1
    fetched = [int(n) for page in pages for n in re.findall(r"Sheet (\d+)", page)]
    assert fetched == list(range(1, 121))
    (last,) = (page for page in pages if "Total of line 1" in page)
    assert "Form 2" in last, "a total is never alone on its page"


def test_nothing_is_printed_where_nothing_was_drawn(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    assert papers_to_add_up(hall.desk.count, hall.stream) is None
