"""Every paper of the hall as it is drawn: read back by a scanner, wide enough for a pen, in order.

The barcodes are read by zbar, which has nothing of this program in it, from pages rendered as a
printer would print them.
"""

import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image
from pypdfium2 import raw
from reportlab.lib.units import mm

from tallyapp.documents.hall.paper import PEN, PEN_DIGIT
from tallyapp.documents.hall.whole_count import render_count_papers
from tallyapp.documents.reading import page_count, printed_page
from tallyapp.domain.reports.hall_papers import (
    Blanks,
    BoxRecords,
    Cards,
    CountPapers,
    CountSummary,
    KeyAgainPaper,
    Labels,
    Printed,
    ReAddPaper,
    Section,
    VerificationForm,
)
from tallyapp.domain.vocabulary.scan_codes import read_code
from tests.documents.hall.count_samples import (
    CANDIDATES,
    KINDS,
    ORDER,
    WARD_CANDIDATES,
    drawn,
)
from tests.documents.pages import assert_looks_as_before, texts, words

HAIR = 0.35
"""Points: as exact as a line is drawn."""
TICK = 15.0
"""Points: a box to tick is smaller than any frame for a figure."""
_ZBAR = "{http://zbar.sourceforge.net/2008/barcode}"
NEEDS_ZBAR = pytest.mark.skipif(
    shutil.which("zbarimg") is None, reason="zbarimg is not installed (Debian: zbar-tools)"
)


def codes_of(printed: Printed) -> list[str]:
    match printed:
        case Blanks():
            return [paper.code for paper in printed.papers.papers]
        case BoxRecords():
            return [box.code for box in printed.boxes]
        case VerificationForm() | CountSummary() | ReAddPaper():
            return [printed.code]
        case KeyAgainPaper():
            return []  # nobody scans a list of what to fetch
        case Cards():
            return [card.code for card in printed.cards]
        case Labels():
            return [label.code for label in printed.labels]


def scanned(pdf: bytes, dpi: int, folder: Path) -> list[set[str]]:
    """What zbar reads on each page, rendered at so many dots per inch, in black and white as a
    hall's printer prints it, along every fourth row of dots: a scanner is held level, and once.
    """
    pages = []
    for number in range(page_count(pdf)):
        page = printed_page(pdf, number, dpi)
        # The rows between are not even handed over, for unpacking them costs as much as reading.
        rows = page.resize((page.width, page.height // 4), Image.Resampling.NEAREST)
        pages.append(folder / f"{number}.pgm")
        rows.point([0 if grey < 128 else 255 for grey in range(256)]).save(pages[-1])
    kinds = ("-Sdisable", "-Scode128.enable", "-Sx-density=0", "-Sy-density=1")
    command = ["zbarimg", "--quiet", "--xml", *kinds, *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    read = {
        source.attrib["href"]: {str(code.text) for code in source.iter(f"{_ZBAR}data")}
        for source in fromstring(done.stdout).iter(f"{_ZBAR}source")
    }
    return [read.get(str(page), set()) for page in pages]


@pytest.mark.long
@NEEDS_ZBAR
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("dpi", [150, 300])
def test_every_barcode_of_every_page_is_read_back_by_a_scanner(
    dpi: int, large: bool, tmp_path: Path
) -> None:
    for name, printed in KINDS.items():
        codes = codes_of(printed)
        pages = scanned(drawn(name, large=large), dpi, tmp_path)
        assert set().union(*pages) == set(codes), name
        assert all(pages), f"{name} has a page without a barcode"
        assert all(read_code(code) for code in codes)


# ---- a pen


def frames(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """The white frames of each page, in points: left, bottom, right, top."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found: list[list[tuple[float, float, float, float]]] = []
        for page in document:
            found.append([])
            for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
                left, bottom, right, top = each.get_bounds()
                line = raw.c_float()
                raw.FPDFPageObj_GetStrokeWidth(each.raw, line)
                fill, stroke = raw.c_int(), raw.c_int()
                raw.FPDFPath_GetDrawMode(each.raw, fill, stroke)
                if fill.value and stroke.value:
                    found[-1].append((left, bottom, right, top))
        return found
    finally:
        document.close()


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", KINDS)
def test_every_row_in_which_a_figure_is_written_is_eight_millimetres_high(
    name: str, large: bool
) -> None:
    assert 8 * mm == PEN
    for page in frames(drawn(name, large=large)):
        for left, bottom, right, top in page:
            if max(right - left, top - bottom) > TICK * (1.6 if large else 1) + 1:
                assert top - bottom >= PEN - HAIR
                assert right - left >= PEN_DIGIT - HAIR


@pytest.mark.parametrize("many", [1, 12, 13, 40, 99])
@pytest.mark.parametrize("seats", [1, 15])
def test_a_page_is_added_rather_than_a_row_made_too_low(many: int, seats: int) -> None:
    from msgspec.structs import replace

    from tests.documents.hall.count_samples import ONE_SEAT

    candidates = tuple(replace(CANDIDATES[n % 12], name=f"Name-{n}x, Ann") for n in range(many))
    blank = replace(ONE_SEAT, seats=seats, candidates=candidates)
    for kind in ("sheet", "mixed", "slip", "form"):
        papers = Section(path=("a", "b", kind), printed=Blanks(name=kind, papers=blank))
        pdf = render_count_papers(
            CountPapers(title="t", practice=False, large=False, sections=(papers,))
        )
        for page in frames(pdf):
            for left, bottom, right, top in page:
                if max(right - left, top - bottom) > TICK + 1:
                    assert top - bottom >= PEN - HAIR
                assert bottom > 36, "a frame runs into the foot"
        said = words(pdf)
        assert [said.count(f"Name-{n}x, Ann") for n in range(many)] == [1] * many


# ---- what is read


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    "name", [name for name, kind in KINDS.items() if isinstance(kind, Blanks | CountSummary)]
)
def test_names_stand_in_ballot_paper_order_each_with_its_description(
    name: str, large: bool
) -> None:
    printed = KINDS[name]
    assert isinstance(printed, Blanks | CountSummary)
    of = printed.papers if isinstance(printed, Blanks) else printed
    candidates = of.candidates
    said = words(drawn(name, large=large))
    places = [said.index(each.name) for each in candidates]
    across = "slips" in name or (("three-seats" in name or "form" in name) and not large)
    if not across:
        assert places == sorted(places)
    assert all(each.description.split()[0] in said for each in candidates)


@pytest.mark.parametrize("name", ["count-sheet-three-seats", "count-summary-three-seats"])
def test_a_paper_whose_order_is_not_that_of_the_full_names_says_so(name: str) -> None:
    first = " ".join(texts(drawn(name))[0].split())
    assert "Ballot-paper order" in first
    assert ORDER in first


def test_no_other_paper_is_flagged() -> None:
    assert "Never copy figures by position" not in words(drawn("count-sheet", "adjudication-form"))


def test_a_reprint_says_so_on_every_page() -> None:
    assert all("REPRINT" in page for page in texts(drawn("count-sheet-total", large=True)))
    assert "REPRINT" not in words(drawn("count-sheet"))


def test_a_count_summary_has_a_line_for_every_candidate_and_head_and_no_figure_of_ours() -> None:
    pages = texts(drawn("count-summary"))
    said = " ".join(" ".join(pages).split())
    assert len(pages) == 3
    for area in "ABCDEFGH":
        assert f"Area {area}" in said
    assert "Sum 1" in pages[2]
    assert "Sum 2" in pages[2]
    assert "Total" in pages[2]
    for page in pages:
        assert all(candidate.name.split(",")[0] in page for candidate in CANDIDATES)
        assert "could be identified" in page
    digits = {word for word in said.split() if word.isdigit()}
    assert digits <= {str(n) for n in range(13)}, "only places on the ballot paper, and of pages"


def test_a_card_has_number_and_name_and_never_a_pin() -> None:
    said = words(drawn("sign-in-cards"))
    assert "Ann Owen" in said
    assert said.count("then key your PIN") == 4
    digits = {word for word in said.split() if word.isdigit()}
    assert digits == {"1", "11", "12", "1234", "2024"}


# ---- bookmarks


def bookmarks(pdf: bytes) -> list[tuple[int, str, int]]:
    """Each bookmark: how deep it is, its words, and the page that it opens, from 0."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for each in document.get_toc():
            where = each.get_dest()
            assert where is not None
            found.append((each.level, each.get_title(), where.get_index()))
        return found
    finally:
        document.close()


def test_every_page_has_its_bookmark_under_its_contest_area_and_kind() -> None:
    pdf = drawn(*KINDS)
    marks = bookmarks(pdf)
    assert marks[0] == (0, "Oxford East", 0)
    assert marks[1] == (1, "Area C", 0)
    kinds = [title for level, title, _ in marks if level == 2]
    assert kinds == list(KINDS)
    assert [page for level, _, page in marks if level == 3] == list(range(len(texts(pdf))))
    titles = [title for level, title, _ in marks if level == 3]
    assert titles[0] == "14"
    assert "C1, St Luke’s Church Hall, Cowley Road" in titles
    assert "31, 32" in titles


def test_bookmarks_go_by_contest_then_area_then_kind() -> None:
    paths = [
        ("Ash", "A", "Box records"),
        ("Ash", "B", "Box records"),
        ("Oak", "A", "Box records"),
    ]
    sections = tuple(Section(path=path, printed=KINDS["box-record"]) for path in paths)
    pdf = render_count_papers(
        CountPapers(title="t", practice=False, large=False, sections=sections)
    )
    assert [mark[:2] for mark in bookmarks(pdf) if mark[0] < 3] == [
        (0, "Ash"),
        (1, "A"),
        (2, "Box records"),
        (1, "B"),
        (2, "Box records"),
        (0, "Oak"),
        (1, "A"),
        (2, "Box records"),
    ]


# ---- large print


def height_of(pdf: bytes, text: str) -> float:
    """How high the first letter of a text is drawn, in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            page_text = page.get_textpage()
            if found := page_text.search(text).get_next():
                _, bottom, _, top = page_text.get_charbox(found[0])
                return float(top - bottom)
        raise AssertionError(f"{text} is on no page")
    finally:
        document.close()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("count-sheet", "Brown"),
        ("count-sheet", "Conservative"),
        ("count-sheet", "Bundles of 50"),
        ("count-sheet-three-seats", "Munro"),
        ("adjudication-form", "Brown"),
        ("adjudication-form", "Unmarked"),
        ("box-record", "Entrusted"),
        ("verification-form", "Postal"),
        ("count-summary", "Unmarked"),
        ("sign-in-cards", "Owen"),
    ],
)
def test_large_print_is_half_as_large_again_at_least(name: str, text: str) -> None:
    usual = height_of(drawn(name), text)
    large = height_of(drawn(name, large=True), text)
    # A name that has its row to itself may be larger still; none is less.
    assert large >= 1.5 * min(usual, 7.7)


def test_papers_in_large_print_are_a4_like_all_others() -> None:
    document = pypdfium2.PdfDocument(drawn("count-sheet", large=True))
    try:
        sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    finally:
        document.close()
    assert sizes == {(842, 595)}


# ---- as before


@pytest.mark.parametrize("name", KINDS)
def test_papers_look_as_before(name: str) -> None:
    assert_looks_as_before(drawn(name), f"paper-{name}")


@pytest.mark.parametrize("name", ["count-sheet", "box-record", "sign-in-cards"])
def test_papers_in_large_print_look_as_before(name: str) -> None:
    assert_looks_as_before(drawn(name, large=True), f"paper-large-{name}")


def test_papers_are_always_the_same() -> None:
    once = drawn(*KINDS)
    assert drawn(*KINDS) == once
    assert b"Helvetica" not in once
    assert all(len(a) for a, _ in pairwise(texts(once)))
    assert all(each.name in words(once) for each in WARD_CANDIDATES[:1])
