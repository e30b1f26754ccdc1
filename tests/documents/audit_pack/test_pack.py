"""The audit pack: every paper by area, what was out of the
ordinary, and the whole ledger inside.
"""

import re
import shutil
import subprocess
import time
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from tallyapp.documents.audit_pack.pack import render_audit_pack
from tallyapp.documents.reading import page_images, read_attachments
from tallyapp.domain.reports.pack_report import AuditPackReport, CodeLine, Event
from tallyapp.domain.vocabulary.units import Papers, Votes
from tests.documents import samples
from tests.documents.pages import assert_looks_as_before, texts, words


def pages_of(report: AuditPackReport) -> list[str]:
    """The text of each page of a pack."""
    return texts(render_audit_pack(report, samples.streams()))


def table_rows(page: str, label: str) -> list[str]:
    """The figures that follow a label at the beginning of a line."""
    (line,) = [line for line in page.splitlines() if re.match(re.escape(label) + r" [\d−+]", line)]
    return line.removeprefix(label).split()


def test_the_first_page_tells_the_result_the_way_to_it_and_how_to_verify() -> None:
    report = samples.oxford_pack()
    page = " ".join(pages_of(report)[0].split())
    dodds = sum(area.votes[4] for area in report.areas)
    for text in (
        "Audit pack not for publication",
        "count.jsonl, oxford-east.jsonl",
        f"Elected: Dodds, Anneliese {dodds:,} votes",
        "60 as accounted, 3 not",
        "34,009 papers expected",
        "118 agreed, 2 of them corrected; 1 withdrawn",
        "524 adjudicated: 212 allowed, 312 rejected",
        "Lot None",
        "1,102 5 Jul 03:18 Provisional result 1 given RO 1",
        "Signed electronically",
        "tallyapp verify FILE.pdf",
    ):
        assert text in page, text
    for checkpoint in report.checkpoints:
        head = re.findall(".{8}", checkpoint.head)
        assert " ".join(head) in page
        assert checkpoint.code in page


@pytest.mark.parametrize("number", [1, 2, 6, 7, 12, 60])
def test_both_margins_of_the_reconciliation_add_up_on_the_pages(number: int) -> None:
    report = samples.oxford_pack(number, quiet=True)
    pages = [page for page in pages_of(report) if "Reconciliation by count area" in page]
    assert len(pages) == -(-number // 6)
    labels = [
        *report.candidates,
        "Valid papers (= votes)",
        "Counted (valid + rejected)",
        "Verified",
    ]
    labels += [
        *(head.label for head in report.heads if "writing" not in head.label),
        "Rejected papers",
    ]
    for label in labels:
        figures = [int(text.replace(",", "")) for page in pages for text in table_rows(page, label)]
        *areas, total = figures
        assert len(areas) == number
        assert sum(areas) == total
    for start, page in zip(range(0, number, 6), pages, strict=True):
        names = " ".join(area.id for area in report.areas[start : start + 6])
        ending = " All areas" if start + 6 >= number else ""
        assert f"Candidate, in ballot-paper order {names}{ending}\n" in page
        assert all(figure == "0" for figure in table_rows(page, "Difference"))


def test_an_area_that_differs_shows_its_difference_with_its_sign() -> None:
    report = samples.oxford_pack(2)
    first, second = report.areas
    short = replace(first, verified=Papers(first.counted + 3))
    over = replace(second, verified=Papers(second.counted - 1))
    page = pages_of(replace(report, areas=(short, over)))[1]
    assert table_rows(page, "Difference") == ["−3", "+1", "−2"]


def test_several_seats_show_votes_given_apart_from_valid_papers() -> None:
    report = samples.oxford_pack(2)
    heads = samples.rejected(1, 2, 3, 4, 5, heads=(*samples.HEADS, "rejected in part"))
    areas = tuple(
        replace(
            area, valid=Papers(1000), rejected=(*area.rejected, Papers(5)), counted=Papers(1000)
        )
        for area in report.areas
    )
    page = pages_of(
        replace(report, heads=heads, areas=areas, heading=replace(report.heading, vacancies=3))
    )[1]
    given = [sum(area.votes) for area in areas]
    assert table_rows(page, "Votes given") == [f"{votes:,}" for votes in (*given, sum(given))]
    assert table_rows(page, "Valid papers") == ["1,000", "1,000", "2,000"]
    # A paper rejected in part stays in the count: it is in no sum of rejected papers.
    whole = [sum(area.rejected[:4]) for area in areas]
    assert table_rows(page, "Rejected papers") == [f"{papers:,}" for papers in (*whole, sum(whole))]
    assert (
        page.index("Valid papers")
        < page.index("of these rejected in part")
        < page.index("Rejected papers")
    )


def test_what_was_out_of_the_ordinary_is_told_in_full() -> None:
    report = samples.oxford_pack()
    told = words(render_audit_pack(report, samples.streams()))
    for variance in report.variances:
        assert variance.explanation in told
    assert "B, box 17 612 611 −1 611, 612, 611, 611" in told
    assert "All boxes 34,009 34,008 −1" in told
    assert "Jupp 312 to 321" in told
    assert "1,100 5 Jul 03:15 W401" in told
    assert "Reason: Shown to the agents" in told
    for line in report.codes:
        assert line.code in told
    assert "Clerk 9 412" in told


def test_where_nothing_was_out_of_the_ordinary_that_is_said() -> None:
    told = words(render_audit_pack(samples.oxford_pack(quiet=True), samples.streams()))
    for sentence in (
        "None: every box held what its account says.",
        "Nothing was corrected.",
        "Nothing: no point was left open.",
        "No code was issued.",
        "No result has been declared.",
    ):
        assert told.count(sentence) == 1, sentence


def test_long_lists_go_on_over_pages_with_their_heads_repeated() -> None:
    report = samples.oxford_pack()
    event, code = report.events[0], report.codes[0]
    report = replace(
        report,
        events=tuple(replace(event, seq=seq, what=f"Step {seq:04}") for seq in range(1, 151)),
        codes=tuple(replace(code, seq=seq, to=f"Agent {seq:04}") for seq in range(1, 121)),
    )
    pages = pages_of(report)
    together = "\n".join(pages)
    for seq in range(1, 151):
        assert together.count(f"Step {seq:04}") == 1
    for seq in range(1, 121):
        assert together.count(f"Agent {seq:04}") == 1
    for page in pages:
        if "Step " in page:
            assert page.count("Entry Time What Officers") == 1
        if "Agent 0" in page:
            assert page.count("Entry Time At To Code") == 1
    assert ["Signed electronically" in page for page in pages] == [
        True,
        *[False] * (len(pages) - 1),
    ]


def test_forty_candidates_and_long_texts_lose_no_line() -> None:
    report = samples.oxford_pack(7)
    areas = samples.areas(7, people=40)
    names = tuple(f"Featherstonehaugh-Cholmondeley{index:02}, Anastasia" for index in range(40))
    boxes = "; ".join(f"box {number}, Saint Frideswide’s Church Hall" for number in range(1, 13))
    areas = (replace(areas[0], boxes=boxes), *areas[1:])
    pages = pages_of(replace(report, areas=areas, candidates=names, elected=()))
    together = "\n".join(pages)
    for index in range(40):
        assert (
            together.count(f"Cholmondeley{index:02}") == 2
        )  # On the page of six areas and of the last.
    assert boxes in " ".join(together.split())


def test_the_streams_are_embedded_exactly_even_when_they_are_large() -> None:
    streams = samples.streams(12_000)
    assert len(streams["oxford-east"]) > 1_000_000
    report = samples.oxford_pack(60)
    started = time.process_time()
    pdf = render_audit_pack(report, streams)
    assert time.process_time() - started < 2.5
    assert read_attachments(pdf) == {f"{name}.jsonl": content for name, content in streams.items()}
    with pikepdf.open(samples.file(pdf)) as document:
        associated = document.Root.AF.as_list()
        assert [str(item.F) for item in associated] == ["count.jsonl", "oxford-east.jsonl"]
        assert {str(item.AFRelationship) for item in associated} == {"/Source"}


def test_a_pack_without_events_codes_or_officers_can_still_be_drawn() -> None:
    report = replace(samples.oxford_pack(1, quiet=True), events=(), officers=())
    with pikepdf.open(samples.file(render_audit_pack(report, {}))) as document:
        assert "/CreationDate" not in document.docinfo


def test_the_signature_field_is_on_the_first_page() -> None:
    with pikepdf.open(samples.file(render_audit_pack(samples.oxford_pack(13), {}))) as document:
        (field,) = document.Root.AcroForm.Fields.as_list()
        assert field.P.objgen == document.pages[0].obj.objgen


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(render_audit_pack(samples.oxford_pack(13), samples.streams()))
    checked = subprocess.run(["qpdf", "--check", path], check=True, capture_output=True, text=True)
    assert "No syntax or stream encoding errors found" in checked.stdout


@pytest.mark.parametrize(
    ("name", "report"),
    [
        ("pack-practice", samples.oxford_pack()),
        ("pack-quiet", samples.oxford_pack(practice=False, quiet=True)),
        ("pack-three-seats", samples.ward_pack()),
    ],
)
def test_the_pages_look_as_they_did(name: str, report: AuditPackReport) -> None:
    assert_looks_as_before(render_audit_pack(report, samples.streams()), name)


def test_text_with_markup_in_every_free_field_is_printed_as_it_was_written() -> None:
    report = samples.oxford_pack()
    odd = "<b>5 & 6</b> <para> &lt;"
    at = report.events[0].at
    report = replace(
        report,
        sheets=odd,
        lot=odd,
        events=(Event(seq=1, at=at, what=odd, officers=odd),),
        variances=(replace(report.variances[0], explanation=odd),),
        corrections=(replace(report.corrections[0], what=odd, where=odd),),
        passed_over=(replace(report.passed_over[0], sentence=odd, reason=odd),),
        codes=(CodeLine(seq=1, at=at, occasion=odd, to=odd, code=samples.CODES[0]),),
        areas=(
            replace(report.areas[0], name=odd, votes=tuple(Votes(1) for _ in report.candidates)),
        ),
    )
    told = words(render_audit_pack(report, {}))
    assert told.count(odd) == 12


# ---- a ward of three seats


def test_every_paper_has_three_votes_and_all_of_them_are_somewhere() -> None:
    report = samples.ward_pack(people=40, number=12, rounds=4)
    together = "\n".join(pages_of(report))
    for label in ("Votes given", "Votes not used", "Uncertain votes", "3 × rejected papers"):
        assert len(table_rows_of(together, label)) >= 13
    used, counted = (
        table_rows_of(together, row) for row in ("Votes, used or not", "3 × papers counted")
    )
    assert used == counted
    assert sum(used[:-1]) == used[-1] == 3 * sum(area.counted for area in report.areas)
    assert set(table_rows_of(together, "Difference, in votes")) == {0}


def table_rows_of(text: str, label: str) -> list[int]:
    """The figures after a label, over all pages."""
    lines = [line for line in text.splitlines() if re.match(re.escape(label) + r" [\d−+]", line)]
    figures = [figure for line in lines for figure in line.removeprefix(label).split()]
    return [int(figure.replace(",", "")) for figure in figures]


def test_an_identity_that_does_not_hold_is_written_out_as_it_is() -> None:
    report = samples.ward_pack()
    first, second = report.areas
    report = replace(report, areas=(replace(first, unused=Votes(first.unused - 2)), second))
    page = pages_of(report)[1]
    assert table_rows(page, "Difference, in votes") == ["−2", "0", "−2"]
    assert "18 rejected papers = 9,745; 3 × 3,249 papers counted = 9,747." in " ".join(page.split())


@pytest.mark.parametrize("number", [2, 5, 12])
def test_papers_and_how_they_add_up_are_on_one_page(number: int) -> None:
    pages = pages_of(samples.ward_pack(people=40, number=number))
    reconciled = [
        page for page in pages if "\nCounted (valid + rejected) " in page and "\nPapers\n" in page
    ]
    assert len(reconciled) == -(-number // 6)
    for page in reconciled:
        assert "3 × Counted." in page


@pytest.mark.parametrize("rounds", [2, 4, 5])
def test_each_earlier_round_stands_beside_the_last_with_its_difference(rounds: int) -> None:
    report = samples.ward_pack(rounds=rounds)
    together = "\n".join(pages_of(report))
    heads = re.findall(r"Candidate, in ballot-paper order (Round .*)", together)
    shown = [int(number) for head in heads for number in re.findall(r"Round (\d+) Diff", head)]
    assert list(dict.fromkeys(shown)) == list(range(1, rounds))
    assert all(head.endswith(f"Diff. Round {rounds}") for head in heads)
    assert f"Coombs, Tracy {1977 - rounds:,} +{rounds}" in together


def test_no_figure_of_a_round_stands_in_the_margin() -> None:
    pdf = render_audit_pack(samples.ward_pack(people=40, number=12, rounds=4), {})
    for number, page in enumerate(page_images(pdf, 1), 1):
        right = page.convert("L").crop((PAGE_WIDTH_SHOWN, 40, page.width, page.height - 60))
        # The tint of a practice count runs there; what is darker is none of it.
        assert right.point([255 if grey < 200 else 0 for grey in range(256)]).getbbox() is None, (
            number
        )


PAGE_WIDTH_SHOWN = 595 - 50
"""In points: a little beyond the right margin."""


def test_warnings_that_nobody_looked_for_are_not_spoken_of() -> None:
    report = samples.ward_pack()
    assert "None stood at the declaration." in words(
        render_audit_pack(replace(report, warnings=()), {})
    )
    assert "Warnings" not in words(render_audit_pack(replace(report, warnings=None), {}))


def test_a_turnout_that_cannot_be_worked_out_is_not_given() -> None:
    report = samples.ward_pack()
    turnouts = report.turnouts
    assert turnouts
    told = words(
        render_audit_pack(replace(report, turnouts=replace(turnouts, postal_rejected=None)), {})
    )
    assert (
        "Total turnout How many postal votes were rejected before the count was not entered."
        in told
    )
    assert "32.38%" not in told


def test_of_an_electorate_that_is_not_known_no_turnout_is_given() -> None:
    report = samples.ward_pack()
    turnouts = report.turnouts
    assert turnouts
    told = words(
        render_audit_pack(replace(report, turnouts=replace(turnouts, electorate=None)), {})
    )
    assert "electorate: not known" in told
    assert "The electorate is not known, so no turnout is worked out." in told
    assert "turnout (valid" not in told
    assert "0.00%" not in told


def test_nothing_new_is_drawn_for_a_simple_count() -> None:
    told = words(render_audit_pack(samples.oxford_pack(), samples.streams()))
    for heading in (
        "Electorate and turnout",
        "Re-counts",
        "Lots",
        "Warnings",
        "Corrected notices",
        "Answers",
    ):
        assert heading not in told


def test_an_electorate_that_no_second_officer_keyed_is_said_to_be_so() -> None:
    """Every turnout is worked out from it, and one slip of one hand would be in all of them."""
    report = samples.ward_pack()
    turnouts = report.turnouts
    assert turnouts
    once = replace(report, turnouts=replace(turnouts, unconfirmed=True))
    said = "not confirmed by a second officer"
    assert said in words(render_audit_pack(once, {}))
    assert said not in words(render_audit_pack(report, {}))
