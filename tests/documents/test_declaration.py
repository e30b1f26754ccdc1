"""The declaration of result of poll: what it says, where it
breaks, and that it is always the same.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tallyapp.documents import declaration, declaration_elected
from tallyapp.documents.declaration import render_declaration, render_draft
from tallyapp.documents.page import head_and_foot as furniture
from tallyapp.documents.page import layout
from tallyapp.documents.page.glyphs import missing_glyphs
from tallyapp.documents.page.head_and_foot import SIGNATURE_FIELD
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.reading import page_count, page_images, read_attachments
from tallyapp.domain.reports.declaration_report import HIDDEN, NOWHERE, DeclarationReport
from tallyapp.domain.vocabulary.units import Votes

from . import samples
from .pages import SCALE, assert_alike, assert_looks_as_before, in_sixteen_greys, texts, words

ROOT = Path(__file__).parents[2]
CROWDS = (1, 2, 3, 12, 13, 14, 40)


# ---- what it says


def test_every_published_figure_of_oxford_east_stands_on_the_one_page() -> None:
    report = samples.oxford_east()
    (page,) = texts(render_declaration(report))
    for candidate in report.candidates:
        assert page.count(candidate.ballot_name) == 1
        # The winner's votes stand in the headline as well as in the table.
        assert page.split().count(f"{candidate.votes:,}") == (2 if candidate.elected else 1)
    for figure in ("39,731", "71,845", "55.30%", "14,465", "1", "97", "9", "283"):
        alone = [line for line in page.split("\n") if line.endswith(f" {figure}") or line == figure]
        assert len(alone) == (3 if figure == "1" else 1), (
            figure
        )  # "Vacancies: 1" and "Page 1 of 1" too
    assert page.count("39,341 valid + 390 rejected") == 1


def test_the_statutory_content_is_on_the_first_page_in_reading_order() -> None:
    report = samples.oxford_east(practice=False)
    page = " ".join(texts(render_declaration(report))[0].split())
    expected = [
        report.title,
        report.heading.area,
        report.heading.election,
        "Thursday 4 July 2024",
        "Vacancies: 1",
        "Anneliese Dodds",
        report.notice,
        "Name of candidate Description Votes Result",
        "Adams, Benjamin Social Democratic Party 232",
        "Dodds, Anneliese Labour and Co-operative 19,541 Elected",
        "Total number of votes (valid ballot papers) 39,341",
        report.declaration,
        "Declared by the Acting Returning Officer on Friday 5 July 2024 at 03:41.",
        "Ballot papers rejected",
        *(head.label for head in report.rejected),
        "Papers verified 39,731",
        "Signed electronically",
        report.checkpoint.code,
        "Ledger head at entry 1,131",
        report.heading.imprint,
        "Page 1 of 1",
    ]
    places = [page.find(text) for text in expected]
    assert -1 not in places, expected[places.index(-1)]
    assert places == sorted(places)


def test_three_seats_keep_papers_and_votes_apart() -> None:
    page = words(render_declaration(samples.watling()))
    assert "Elected to the three seats" in page
    assert "Total number of votes 9,082" in page
    assert "3,286 valid + 18 rejected" in page
    assert "Total rejected" in page
    assert page.index("rejected in part") > page.index("Total rejected")
    assert "Stamp, Chrissy" in page
    assert "Christina Melanie Stamp, commonly known as Chrissy Stamp" in page
    assert "Majority" not in page


def test_no_turnout_is_printed_of_an_electorate_that_is_not_known() -> None:
    report = replace(samples.oxford_east(), electorate=None, turnout=None)
    page = words(render_declaration(report))
    assert "Electorate not known" in page
    assert "turnout" not in page.lower()
    assert "%" not in page


def test_a_lot_is_told_in_its_own_sentence_before_the_declaration() -> None:
    report = samples.hard_names()
    page = words(render_declaration(report))
    assert page.index("lots were drawn") < page.index("And I do hereby declare")


def test_names_that_look_like_markup_or_need_rare_letters_are_printed_whole() -> None:
    report = samples.hard_names()
    page = words(render_declaration(report))
    together = page.replace(" ", "")
    for candidate in report.candidates:
        for text in (candidate.ballot_name, candidate.description):
            assert missing_glyphs(text) == ()
            assert text.replace(" ", "") in together


LETTERS = ("a", "W", "l", "-", "—", "’", " ", "&", "<", ">", "/", ";", "b", '"', "ŵ", "ṣ", "ẹ́")


@given(st.lists(st.sampled_from(LETTERS), min_size=1, max_size=60).map("".join))
@settings(max_examples=25, deadline=None)
def test_no_letter_of_any_name_is_lost(name: str) -> None:
    report = samples.crowded(2)
    person = replace(report.candidates[1], ballot_name=f"[{name}]", description="")
    page = words(render_declaration(replace(report, candidates=(report.candidates[0], person))))
    start, end = page.index("["), page.index("]")
    assert page[start + 1 : end].replace(" ", "") == name.replace(" ", "")


# ---- where it breaks


@pytest.mark.parametrize("number", CROWDS)
def test_up_to_thirteen_candidates_take_one_page_and_more_take_two(number: int) -> None:
    pdf = render_declaration(samples.crowded(number))
    pages = texts(pdf)
    assert len(pages) == (1 if number <= 13 else 2)
    assert "Ballot papers rejected" in pages[-1]
    assert "Signed electronically" in pages[-1]
    for page in pages:
        assert page.count("Name of candidate") == ("Number" in page or "Dodds, Anneliese" in page)
    everything = "\n".join(pages)
    for candidate in samples.crowded(number).candidates:
        assert everything.count(candidate.ballot_name) == 1


def test_a_long_elected_name_steps_down_then_takes_two_lines_and_is_never_cut() -> None:
    def step(name: str) -> tuple[float, int]:
        style = declaration_elected._step(name, declaration_elected.ONE_NAME, layout.CONTENT)
        return style.size, Wrapped(name, style, layout.CONTENT).lines

    assert step("Anneliese Dodds") == (54, 1)
    assert step("Bartholomew Featherstone") == (36, 1)
    assert step("Bartholomew Augustus Featherstone-Haugh") == (42, 2)
    assert step("Wilhelmina Cavendish-Bentinck Harcourt-Smith") == (36, 2)
    assert step(samples.LONG_NAME) == (30, 5)


def test_a_ward_with_fifteen_seats_goes_on_over_pages_with_everyone_named() -> None:
    report = samples.crowded(20)
    people = tuple(
        replace(person, elected=number < 15) for number, person in enumerate(report.candidates)
    )
    report = replace(
        report, candidates=people, heading=replace(report.heading, vacancies=15), majority=None
    )
    report = replace(report, declaration="I declare those above duly elected.", elected_names=())
    pages = texts(render_declaration(report))
    together = "\n".join(pages)
    for person in people:
        assert together.count(person.name) == (1 if person.elected else 0)
        assert together.count(person.ballot_name) == 1
    assert "Signed electronically" in pages[-1]
    assert "Ballot papers rejected" in pages[-1]


def long_drawn(seats: int, surname: int, names: int, description: int) -> DeclarationReport:
    """Those elected and the last of the others, with names and descriptions of so many letters."""
    people = [
        samples.candidate("W" * surname, "M" * names, "W" * description, 9_000, elected=True)
        for _ in range(seats)
    ]
    people += samples.crowded(4).candidates[1:]
    people.append(samples.candidate("W" * surname, "M" * names, "W" * description, 7))
    report = samples.crowded(4)
    return replace(
        report,
        candidates=tuple(people),
        heading=replace(report.heading, vacancies=seats),
        declaration="I declare those above duly elected.",
        elected_names=(),
    )


@settings(max_examples=25, deadline=None)
@given(
    seats=st.sampled_from([1, 3]),
    surname=st.sampled_from([1, 60, 250, 500]),
    names=st.sampled_from([0, 60, 250, 500]),
    description=st.sampled_from([0, 60, 250, 500]),
)
@example(seats=1, surname=52, names=56, description=391)
@example(seats=3, surname=500, names=500, description=500)
def test_the_longest_names_and_descriptions_flow_and_no_page_is_blank_or_overrun(
    seats: int, surname: int, names: int, description: int
) -> None:
    report = long_drawn(seats, surname, names, description)
    marks = furniture.Marks(report.heading, report.title, report.checkpoint)
    flow, _ = declaration._laid_out(report, marks)
    foot = furniture.Foot(marks).top
    for page in flow.pages:
        assert len(page) > 1, "there is more than its heading"
        assert all(top - block.height >= foot for block, top in page)
    assert flow.pages[0][1][0].height <= layout.TOP - foot, "who is elected begins on the first"


def test_a_very_long_imprint_lifts_the_signature_and_loses_nothing() -> None:
    report = samples.oxford_east()
    imprint = "Printed and published by the Acting Returning Officer, " + ", ".join(
        f"Room {number}, the Old Annexe" for number in range(1, 16)
    )
    long = replace(report, heading=replace(report.heading, imprint=imprint))
    assert imprint in words(render_declaration(long))
    lifted, plain = (
        signature_box(render_declaration(long)),
        signature_box(render_declaration(report)),
    )
    assert lifted[1] > plain[1]
    assert lifted[3] - lifted[1] == pytest.approx(plain[3] - plain[1])


# ---- practice


def test_a_practice_count_says_so_on_every_page_and_a_real_one_never() -> None:
    report = samples.crowded(40)
    practice = replace(report, heading=samples.heading(practice=True))
    for page in texts(render_declaration(practice)):
        assert page.count("PRACTICE") == 2
        assert "Not a real result" in page
    assert "PRACTICE" not in words(render_declaration(report))


def test_the_tint_of_a_practice_count_is_no_text_and_moves_nothing() -> None:
    practice, real = samples.oxford_east(), samples.oxford_east(practice=False)
    practice = replace(practice, rejected_note="")
    body = [line for line in texts(render_declaration(real))[0].splitlines() if line]
    page = texts(render_declaration(practice))[0].splitlines()
    assert [line for line in page if line in body] == body


# ---- always the same


def test_the_same_report_gives_the_same_bytes_in_other_processes_zones_and_hash_seeds() -> None:
    script = (
        "import sys, hashlib\n"
        "from tests.documents import samples\n"
        "from tallyapp.documents.audit_pack.pack import render_audit_pack\n"
        "from tallyapp.documents.declaration import render_declaration\n"
        "if sys.argv[1] == 'warm': render_declaration(samples.hard_names(practice=True))\n"
        "both = render_declaration(samples.oxford_east())\n"
        "both += render_audit_pack(samples.oxford_pack(), samples.streams())\n"
        "print(hashlib.sha256(both).hexdigest())\n"
    )

    def digest(seed: str, zone: str, first: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        run = [sys.executable, "-c", script, first]
        return subprocess.run(
            run, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout

    assert digest("1", "Pacific/Auckland", "warm") == digest("7", "America/New_York", "cold") != ""


def test_one_vote_more_gives_other_bytes() -> None:
    report = samples.oxford_east()
    assert render_declaration(report) != render_declaration(
        replace(report, verified=report.verified + 1)
    )


def test_the_report_itself_is_embedded_and_associated() -> None:
    report = samples.oxford_east()
    pdf = render_declaration(report)
    attached = read_attachments(pdf)
    assert list(attached) == ["result.json"]
    assert attached["result.json"] == msgspec.json.encode(report)
    assert msgspec.json.decode(attached["result.json"], type=DeclarationReport) == report
    assert json.loads(attached["result.json"])["total_votes"] == 39341
    with pikepdf.open(samples.file(pdf)) as document:
        (associated,) = document.Root.AF.as_list()
        assert associated.AFRelationship == "/Data"
        assert associated.objgen == document.attachments["result.json"].obj.objgen


# ---- the file


def signature_box(pdf: bytes) -> list[float]:
    """The rectangle of the signature field, in points."""
    with pikepdf.open(samples.file(pdf)) as document:
        (field,) = document.Root.AcroForm.Fields.as_list()
        return [float(edge) for edge in field.Rect.as_list()]


@pytest.mark.parametrize("number", [1, 13, 40])
def test_there_is_one_empty_signature_field_on_the_box_of_the_last_page(number: int) -> None:
    pdf = render_declaration(samples.crowded(number))
    with pikepdf.open(samples.file(pdf)) as document:
        assert document.Root.AcroForm.SigFlags == 3
        (field,) = document.Root.AcroForm.Fields.as_list()
        assert field.P.objgen == document.pages[-1].obj.objgen
        assert [annotation.objgen for annotation in document.pages[-1].Annots.as_list()] == [
            field.objgen
        ]
        assert str(field.T) == SIGNATURE_FIELD == "ReturningOfficer"
        assert str(field.TU) == "Signature of the Returning Officer"
        assert (str(field.FT), str(field.Subtype), int(field.F)) == ("/Sig", "/Widget", 132)
        assert "/V" not in field
        assert field.AP.N.read_bytes().strip() == b""
        left, bottom, right, top = (float(edge) for edge in field.Rect.as_list())
    assert left == pytest.approx(layout.MARGIN, abs=0.01)
    assert bottom == pytest.approx(furniture.SIGNATURE_BOTTOM, abs=0.01)
    assert (right - left, top - bottom) == pytest.approx(
        (furniture.SIGNATURE_WIDTH, furniture.SIGNATURE_HEIGHT), abs=0.02
    )


def test_every_font_is_embedded_with_its_unicode_values() -> None:
    with pikepdf.open(
        samples.file(render_declaration(samples.hard_names(practice=True)))
    ) as document:
        fonts = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        fonts = [item for item in fonts if item.get("/Type") == "/Font"]
        assert fonts
        for font in fonts:
            assert "InterTally" in str(font.BaseFont)
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler's pdffonts is not installed")
def test_pdffonts_sees_only_embedded_fonts(tmp_path: Path) -> None:
    path = tmp_path / "declaration.pdf"
    path.write_bytes(render_declaration(samples.oxford_east()))
    listed = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout
    fonts = listed.splitlines()[2:]
    assert fonts
    assert all("InterTally" in font and " yes yes yes " in font for font in fonts)


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("number", [1, 14])
def test_qpdf_finds_nothing_wrong(number: int, tmp_path: Path) -> None:
    path = tmp_path / "declaration.pdf"
    path.write_bytes(render_declaration(samples.crowded(number)))
    assert path.read_bytes().startswith(b"%PDF-1.7")
    checked = subprocess.run(["qpdf", "--check", path], check=True, capture_output=True, text=True)
    assert "No syntax or stream encoding errors found" in checked.stdout


def test_the_document_is_titled_dated_and_in_english() -> None:
    with pikepdf.open(samples.file(render_declaration(samples.oxford_east()))) as document:
        assert (
            str(document.docinfo["/Title"])
            == "PRACTICE: Declaration of result of poll, Oxford East"
        )
        assert str(document.docinfo["/CreationDate"]) == "D:20240705034100+01'00"
        assert str(document.Root.Lang) == "en-GB"
        assert document.Root.ViewerPreferences.DisplayDocTitle


# ---- looks


@pytest.mark.parametrize(
    ("name", "report"),
    [
        ("declaration-practice", samples.oxford_east()),
        ("declaration-real", samples.oxford_east(practice=False)),
        ("declaration-three-seats", samples.watling()),
        ("declaration-long-names", samples.hard_names()),
        ("declaration-crowded", samples.crowded(40)),
    ],
)
def test_the_pages_look_as_they_did(name: str, report: DeclarationReport) -> None:
    assert_looks_as_before(render_declaration(report), name)


def test_a_description_that_changed_would_be_seen_in_the_picture() -> None:
    report = samples.oxford_east()
    people = (replace(report.candidates[0], description="Independent"), *report.candidates[1:])
    before, after = (
        in_sixteen_greys(page_images(render_declaration(version), SCALE)[0])
        for version in (report, replace(report, candidates=people))
    )
    assert_alike(before, before, "the same")
    with pytest.raises(AssertionError, match="has changed"):
        assert_alike(before, after, "the page")


def test_page_count_is_what_the_pages_say() -> None:
    pdf = render_declaration(samples.crowded(14))
    assert page_count(pdf) == 2
    assert [f"Page {number} of 2" in page for number, page in enumerate(texts(pdf), 1)] == [
        True,
        True,
    ]


def test_a_draft_shows_no_figure_before_it_may_be_seen() -> None:
    report = samples.oxford_east()
    shown = words(render_draft(replace(report, checkpoint=NOWHERE)))
    assert "DRAFT Nothing is declared" in shown
    assert "19,541" in shown
    candidates = tuple(replace(c, votes=Votes(HIDDEN), elected=False) for c in report.candidates)
    hidden = words(render_draft(replace(report, checkpoint=NOWHERE, candidates=candidates)))
    assert "Dodds, Anneliese" in hidden
    assert not {f"{c.votes:,}" for c in report.candidates} & set(hidden.split())
