"""The list of what is to be keyed again: which papers to fetch, and no figure of either file."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.documents.hall.whole_count import render_count_papers
from tallyapp.domain.reports.hall_papers import AgainLine, CountPapers, KeyAgainPaper
from tallyapp.domain.views.branches.pairs import Pair, to_key_again
from tallyapp.ledger.branches import branch
from tallyapp.paperwork.key_again import papers_to_key_again
from tests.branches import comparison, nothing, two_files
from tests.documents.pages import texts
from tests.halls import ELM, Hall, form, sheet

WRITTEN = sheet((777, 888, 999))
OTHERWISE = sheet((888, 777, 999))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    def there(hall: Hall) -> None:
        hall.agree(6, WRITTEN)
        hall.agree(2, WRITTEN)
        hall.agree(1, WRITTEN)
        hall.agree_form(1, "A", form((1, 0, 0), (1,)))
        hall.issue("B", 9)
        hall.agree(9, WRITTEN)

    return two_files(tmp_path, nothing, lambda hall: hall.agree(2, OTHERWISE), there)


def papers(files: tuple[Path, Path]) -> CountPapers:
    again = list(to_key_again(list(comparison(*files)[ELM].pairs)))
    found = of_count(files[0], again)
    assert found
    return found


def of_count(path: Path, again: Sequence[Pair]) -> CountPapers | None:
    with branch(path) as here:
        return papers_to_key_again(here.read.count, ELM, again, "there.tally")


def test_it_names_the_papers_area_by_area_in_their_order_and_what_is_to_be_done(
    files: tuple[Path, Path],
) -> None:
    first, second = texts(render_count_papers(papers(files)))
    assert "Area A" in first
    assert re.findall(r"(?:Sheet|Form) \d+", first) == ["Sheet 1", "Sheet 2", "Form 1"]
    assert "Other figures here: look at" in first
    assert "These stand in there.tally" in first
    assert "Area B" in second
    assert re.findall(r"Sheet \d+", second) == ["Sheet 6", "Sheet 9"]
    assert "Hand it out, then key it" in second


def test_it_has_no_figure_of_either_file(files: tuple[Path, Path]) -> None:
    for page in texts(render_count_papers(papers(files))):
        assert not re.search(r"777|888|999|2,664|2664", page)


@pytest.mark.parametrize("large", [False, True])
def test_a_long_list_goes_on_over_the_end_of_a_page(files: tuple[Path, Path], large: bool) -> None:
    found = papers(files)
    paper = found.sections[0].printed
    assert isinstance(paper, KeyAgainPaper)
    lines = tuple(AgainLine(paper=f"Sheet {n}", step="Key it from paper") for n in range(1, 91))
    section = replace(found.sections[0], printed=replace(paper, lines=lines))
    pages = texts(render_count_papers(replace(found, sections=(section,), large=large)))
    assert len(pages) > 2
    told = [int(n) for page in pages for n in re.findall(r"Sheet (\d+)", page)]
    assert told == list(range(1, 91))
    assert all("What is to be done" in page for page in pages if "Sheet" in page)


def test_nothing_is_printed_where_nothing_is_to_be_keyed_again(files: tuple[Path, Path]) -> None:
    assert of_count(files[0], ()) is None
