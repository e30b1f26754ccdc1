"""The verification statement's pages: every box on them, whatever their number and their words."""

from datetime import datetime

import msgspec
import pikepdf
import pytest
from msgspec.structs import replace

from tallyapp.documents.page.head_and_foot import SIGNATURE_FIELD
from tallyapp.documents.reading import page_count, read_attachments
from tallyapp.documents.statement import render_statement
from tallyapp.domain.reports.statement import SENTENCE, TITLE, StatedArea, StatementReport
from tallyapp.domain.vocabulary.stated import StatedBox
from tallyapp.domain.vocabulary.units import Papers
from tests.documents import samples
from tests.documents.pages import assert_looks_as_before, texts, words

LONG = (
    "Two ballot papers were found folded into one another when the papers of the area were mixed; "
    "both were put into the count, the presiding officer's list shows 576 papers issued, and the "
    "account was written up from the list of the evening before. "
)


def box(number: int, area: str, papers: int, **others: object) -> StatedBox:
    """A box of a polling station that is as its account has it."""
    stated = StatedBox(
        box=str(number),
        name=f"Polling station {number}",
        kind="polling",
        area=area,
        expected=Papers(papers),
        counted=Papers(papers),
        attempts=1,
        how="as-accounted",
    )
    return replace(stated, **others)


def oxford(boxes: int = 9, areas: int = 6, *, practice: bool = True) -> StatementReport:
    """Oxford East: so many boxes in each area, the last of them postal, and three variances."""
    names = "ABCDEFGH"[:areas]
    stated = []
    for at, area in enumerate(names):
        first = at * boxes
        stated += [box(first + n, area, 300 + 7 * (first + n)) for n in range(1, boxes)]
        postal = {"name": f"Postal box {at + 1}", "kind": "postal"}
        stated.append(replace(box(first + boxes, area, 1_200 + at), box=f"P{at + 1}", **postal))
    changed: dict[int, dict[str, object]] = {
        2: {
            "counted": Papers(int(stated[2].expected or 0) - 1),
            "explanation": LONG[:91],
            "how": "explained",
        },
        4: {
            "counted": Papers(int(stated[4].expected or 0) + 2),
            "attempts": 4,
            "how": "counts-agree",
        },
        5: {"counted": None, "attempts": 0, "how": "not-yet"},
    }
    for at, others in changed.items():
        if at < len(stated):
            stated[at] = replace(stated[at], **others)
    return of_boxes(tuple(stated), names, practice=practice)


def of_boxes(boxes: tuple[StatedBox, ...], areas: str, *, practice: bool = True) -> StatementReport:
    """A statement over these boxes."""
    counted = sum(each.counted or 0 for each in boxes)
    heading = samples.heading(practice=practice)
    return StatementReport(
        layout=1,
        heading=heading,
        title=TITLE,
        version=2,
        sentence=SENTENCE.replace("{title}", heading.officer_title),
        areas=tuple(StatedArea(id=each, name=f"Hall {n}") for n, each in enumerate(areas, 1)),
        boxes=boxes,
        expected=Papers(sum(each.expected or 0 for each in boxes)),
        counted=Papers(counted),
        postal=Papers(sum(each.counted or 0 for each in boxes if each.kind == "postal")),
        electorate=71_845,
        turnout=(counted * 20_000 + 71_845) // (2 * 71_845),
        stated_at=datetime(2024, 7, 5, 0, 52, tzinfo=samples.BST),
        stated_by="the Acting Returning Officer",
        checkpoint=samples.checkpoint(seq=388, code=samples.CODES[0]),
    )


def test_every_box_stands_there_with_its_papers_its_variance_and_what_explains_it() -> None:
    report = oxford()
    shown = words(render_statement(report))
    for each in report.boxes:
        assert each.name in shown
    assert f"{report.boxes[2].expected} {report.boxes[2].counted} −1" in shown
    assert "Two ballot papers were found folded" in shown
    assert "Counted 4 times; the last two counts agree." in shown
    assert "Not verified. The returning officer proceeded despite that" in shown


def test_what_is_announced_stands_at_the_top_with_its_turnout_labelled() -> None:
    report = oxford()
    first = " ".join(texts(render_statement(report))[0].split())
    for label, figure in (
        ("Ballot papers verified", report.counted),
        ("Papers expected", report.expected),
        ("Papers counted", report.counted),
        ("Electorate", 71_845),
    ):
        assert f"{label} {figure:,}" in first
    assert f"of these, {report.postal:,} in postal ballot boxes" in first
    assert "Ballot box turnout" in first
    assert "papers verified ÷ electorate" in first


def test_an_electorate_that_nobody_knows_has_no_turnout() -> None:
    shown = words(render_statement(replace(oxford(), electorate=None, turnout=None)))
    assert "Electorate not known" in shown
    assert "turnout" not in shown


def test_its_version_is_printed_and_that_it_takes_the_place_of_the_others() -> None:
    shown = words(render_statement(oxford()))
    assert "Verification statement version 2" in shown
    assert "it takes the place of every earlier one" in shown
    first = words(render_statement(replace(oxford(), version=1)))
    assert "This is version 1." in first
    assert "every earlier one" not in first


def test_an_area_of_its_own_is_not_called_twice_what_the_whole_is() -> None:
    shown = words(render_statement(oxford(5, 1)))
    assert "Area A" not in shown
    assert "All boxes: 4 of polling stations, 1 postal" in shown


@pytest.mark.parametrize("boxes", [1, 2, 17, 18, 19, 20, 21, 36, 37, 38, 39, 40, 41, 104])
def test_the_signature_never_stands_alone_nor_with_one_box(boxes: int) -> None:
    report = of_boxes(tuple(box(n, "A", 400 + n) for n in range(1, boxes + 1)), "A")
    pages = texts(render_statement(report))
    named = sum(f"Polling station {n}" in pages[-1] for n in range(1, boxes + 1))
    assert named >= min(3, boxes)
    assert "All boxes" in pages[-1]
    assert "Signed electronically" in pages[-1]
    assert sum("Signed electronically" in page for page in pages) == 1


def test_a_hundred_stations_twelve_postal_boxes_and_eight_areas_all_stand_there() -> None:
    stated = tuple(box(n, "ABCDEFGH"[n % 8], 400 + n) for n in range(1, 101))
    stated += tuple(
        replace(box(900 + n, "ABCDEFGH"[n % 8], 900), box=f"P{n}", kind="postal")
        for n in range(1, 13)
    )
    report = of_boxes(stated, "ABCDEFGH")
    pdf = render_statement(report)
    shown = words(pdf)
    assert all(f" {each.name} " in shown for each in stated)
    assert all(f"Area {area}, Hall {n}" in shown for n, area in enumerate("ABCDEFGH", 1))
    assert page_count(pdf) <= 5


def test_an_explanation_as_long_as_one_can_be_is_printed_whole() -> None:
    report = oxford(5, 1)
    told = (LONG * 3)[:500]
    boxes = (replace(report.boxes[2], explanation=told), *report.boxes[3:])
    shown = words(render_statement(of_boxes(boxes, "A")))
    assert " ".join(told.split()) in shown


def test_what_it_says_is_embedded_and_the_signature_waits_on_the_last_page() -> None:
    report = oxford()
    pdf = render_statement(report)
    attached = read_attachments(pdf)
    assert msgspec.json.decode(attached["statement.json"], type=StatementReport) == report
    with pikepdf.open(samples.file(pdf)) as document:
        (field,) = document.Root.AcroForm.Fields.as_list()
        assert str(field.T) == SIGNATURE_FIELD
        assert field.P.objgen == document.pages[-1].obj.objgen


def test_the_same_statement_gives_the_same_bytes_and_another_paper_others() -> None:
    report = oxford()
    assert render_statement(report) == render_statement(report)
    assert render_statement(report) != render_statement(replace(report, postal=Papers(1)))


@pytest.mark.parametrize(
    ("name", "report"),
    [
        ("statement-areas", oxford()),
        ("statement-one-area", oxford(8, 1, practice=False)),
    ],
)
def test_the_pages_look_as_they_did(name: str, report: StatementReport) -> None:
    assert_looks_as_before(render_statement(report), name)
