"""What a page says is frozen with its layout: what later programs find is not told of it."""

from collections.abc import Callable, Iterator

import pytest

from tallyapp.audit import drawing
from tallyapp.audit.streams import Streams
from tallyapp.documents.audit_pack import pack as packing
from tallyapp.documents.audit_pack.lists import way
from tallyapp.documents.audit_pack.pack import Section, render_audit_pack
from tallyapp.documents.page.layout import Block, Flow
from tallyapp.documents.reading import layout_of
from tallyapp.domain.reports.pack_report import AuditPackReport
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views import warnings as looking
from tallyapp.domain.views.warnings import Areas, WarningTest
from tallyapp.domain.vocabulary import findings
from tallyapp.domain.vocabulary.findings import Code, Finding, finding, told_under
from tests.audit.hall import Hall, lines_of, results, unsigned

LATER = 2


def fires(_: ContestState, areas: Areas) -> Iterator[Finding]:
    """A warning of a later version, in every area."""
    for area in areas:
        yield finding(Code.W402, "area", area.area.id, "turnout", share=1_234, median=5_678)


def later_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of a later version, which looks at more and draws another layout."""
    added = WarningTest(code=Code.W402, since=LATER, find=fires)
    monkeypatch.setattr(looking, "TESTS", (*looking.TESTS, added))
    monkeypatch.setattr(drawing, "LAYOUT", LATER)


def report_of(hall: Hall, layout: int) -> AuditPackReport:
    streams = Streams.of(lines_of(hall.pack))
    assert streams
    return streams.report(layout)


def test_a_warning_added_later_changes_nothing_that_a_pack_says(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = results(hall.pack)
    assert before["rendering"] == before["derived"] == "holds"
    later_version(monkeypatch)
    assert results(hall.pack) == before


def test_a_pack_that_the_later_version_draws_tells_of_it(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    later_version(monkeypatch)
    earlier = report_of(hall, 1)
    later = report_of(hall, LATER)
    assert earlier.warnings is not None
    assert later.warnings is not None
    more = len(later.warnings) - len(earlier.warnings)
    assert more == len(later.areas) > 0
    drawn = render_audit_pack(later, lines_of(hall.pack))
    assert layout_of(drawn) == LATER
    assert results(hall.signed_again(drawn))["rendering"] == "holds"


def test_the_same_warning_without_its_layout_would_have_made_the_pack_fail(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the test above tests something: the warning does fire in this count."""
    added = WarningTest(code=Code.W402, since=1, find=fires)
    monkeypatch.setattr(looking, "TESTS", (*looking.TESTS, added))
    found = results(hall.pack)
    assert found["rendering"] == found["derived"] == "fails"


def test_a_section_added_later_is_in_no_earlier_pack(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remark(flow: Flow, _: AuditPackReport) -> None:
        flow.put(Block(30))
        flow.new_page()

    added = Section(since=LATER, put=remark)
    monkeypatch.setattr(packing, "SECTIONS", (*packing.SECTIONS, added))
    assert results(hall.pack)["rendering"] == "holds"
    lines = lines_of(hall.pack)
    assert render_audit_pack(report_of(hall, 1), lines) == unsigned(hall.pack)
    assert len(render_audit_pack(report_of(hall, LATER), lines)) > len(unsigned(hall.pack))


NAMELESS: list[Callable[[], object]] = [
    lambda: WarningTest(code=Code.W402, find=fires),  # type: ignore[call-arg]
    lambda: Section(put=way),  # type: ignore[call-arg]
]


@pytest.mark.parametrize("make", NAMELESS, ids=["warning", "section"])
def test_nothing_that_a_page_prints_is_registered_without_its_layout(
    make: Callable[[], object],
) -> None:
    with pytest.raises(TypeError, match="since"):
        make()


@pytest.mark.parametrize("since", [0, -1])
def test_no_warning_holds_since_before_the_first_layout(since: int) -> None:
    with pytest.raises(ValueError, match="no layout is numbered"):
        WarningTest(code=Code.W402, since=since, find=fires)


def test_a_code_that_came_later_is_not_told_of_as_standing_open_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(findings, "SINCE", {Code.E301: LATER})
    assert [told_under(Code.E301, layout) for layout in (1, LATER, 3)] == [
        False,
        True,
        True,
    ]
    assert told_under(Code.E302, 1)


@pytest.mark.parametrize("layout", [0, -1])
def test_a_pack_of_no_layout_is_not_drawn_again(hall: Hall, layout: int) -> None:
    drawn = render_audit_pack(report_of(hall, layout), lines_of(hall.pack))
    assert layout_of(drawn) == layout
    assert results(hall.signed_again(drawn))["rendering"] == "fails"
