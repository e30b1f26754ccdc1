"""What a screen reader says of a document, and that an archive can keep it: PDF/UA-1, PDF/A-3a.

The structure is looked at here with another library than drew it; both standards as a whole were
tried with a validator of theirs.
"""

import runpy
from collections.abc import Callable
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pytest
from msgspec.structs import replace
from pikepdf import Name

from tallyapp.documents.audit_pack.pack import render_audit_pack
from tallyapp.documents.declaration import render_declaration, render_draft
from tallyapp.documents.page import wording
from tallyapp.documents.record import render_record
from tallyapp.documents.statement import render_statement
from tallyapp.domain.reports.declaration_report import HIDDEN
from tallyapp.domain.reports.record import Record, RecordLine, RecordPart
from tallyapp.resources import resource
from tallyapp.signing.tables import tables
from tests.documents import samples, welsh
from tests.documents.heard import Heard, heard, marks_of
from tests.documents.test_statement import oxford

ORDINARY = RecordPart("What was kept", sentences=("All.",), lines=(RecordLine("Papers", "12"),))
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "a declaration": lambda: render_declaration(samples.oxford_east()),
    "one of a real count": lambda: render_declaration(samples.oxford_east(practice=False)),
    "a declaration of three seats": lambda: render_declaration(samples.watling()),
    "one over two pages": lambda: render_declaration(samples.crowded(40)),
    "a declaration in Welsh and English": lambda: render_declaration(welsh.ward(practice=True)),
    "a verification statement": lambda: render_statement(oxford()),
    "an audit pack": lambda: render_audit_pack(samples.oxford_pack(), samples.streams()),
    "a pack of a ward": lambda: render_audit_pack(samples.ward_pack(), samples.streams()),
    "a record": lambda: render_record(
        Record(samples.heading(), "Certificate", (ORDINARY,), ("Signed", "Also signed"))
    ),
}
every_document = pytest.mark.parametrize("drawn", DOCUMENTS.values(), ids=list(DOCUMENTS))


def cells(row: Heard) -> list[str]:
    return [part.words for part in row.parts]


# ---- what is said


def test_a_declaration_is_heard_from_its_title_to_its_imprint_in_the_order_of_the_page() -> None:
    report = samples.oxford_east()
    structure = heard(render_declaration(report))
    assert structure.role == "Document"
    assert [each.words for each in structure.of("H1", "H2")] == [
        "Declaration of result of poll",
        "Elected",
        "Ballot papers rejected",
        "Figures",
        "Signed electronically",
        "How to verify",
    ]
    said = structure.lines()
    assert said[:11] == [
        "P: PRACTICE Not a real result",
        "H1: Declaration of result of poll",
        "P: Oxford East",
        "P: UK Parliamentary general election",
        "P: Thursday 4 July 2024",
        "P: Vacancies: 1",
        "H2: Elected",
        "P: Anneliese Dodds",
        "P: Labour and Co-operative",
        "P: 19,541 votes",
        f"P: {report.notice}",
    ]
    assert said[-16:] == [
        "H2: Signed electronically",
        "OBJR: Signature of the Returning Officer",
        "H2: How to verify",
        "Lbl: 1",
        f"LBody: {wording.VERIFY_STEPS[0]}",
        "Lbl: 2",
        f"LBody: {wording.VERIFY_STEPS[1]}",
        "Lbl: 3",
        f"LBody: {wording.VERIFY_STEPS[2]}",
        f"P: {report.checkpoint.code}",
        f"Figure: {wording.QR_ALT}",
        "P: code and head",
        "P: Ledger head at entry 1,131 3dc458cc 30b6d6b5 c844be62 4536f150 28a0a660 f7bed7bf "
        "382810ce 22a575b3",
        f"P: {report.heading.imprint}",
        "P: PRACTICE",
        f"P: {report.heading.note}",
    ]


def test_every_candidate_is_a_row_known_by_its_name_under_the_heads_of_the_columns() -> None:
    report = samples.oxford_east()
    candidates, rejected, figures = heard(render_declaration(report)).of("Table")
    head, *rows, total = candidates.parts
    assert [(part.role, part.scope, part.words) for part in head.parts] == [
        ("TH", "Column", text) for text in ("Name of candidate", "Description", "Votes", "Result")
    ]
    assert [(row.parts[0].role, row.parts[0].scope) for row in rows] == [("TH", "Row")] * 12
    assert [cells(row) for row in rows] == [
        [
            person.ballot_name,
            person.description,
            f"{person.votes:,}",
            "Elected" if person.elected else "",
        ]
        for person in report.candidates
    ]
    assert cells(total) == ["Total number of votes (valid ballot papers)", "39,341", ""]
    assert total.parts[0].span == 2
    assert [cells(row) for row in rejected.parts] == [
        *([head.label, f"{head.papers:,}"] for head in report.rejected),
        ["Total rejected", "390"],
    ]
    assert [cells(row) for row in figures.parts] == [
        ["Papers verified", "39,731 39,341 valid + 390 rejected"],
        ["Electorate", "71,845"],
        ["Ballot box turnout", "55.30% (valid + rejected) ÷ electorate"],
        ["Majority", "14,465"],
    ]


def test_a_table_over_two_pages_is_one_table_whose_head_is_said_once() -> None:
    candidates, *_ = heard(render_declaration(samples.crowded(40))).of("Table")
    assert len(candidates.parts) == 1 + 40 + 1
    assert [part.scope for row in candidates.parts for part in row.parts].count("Column") == 4


def test_a_table_goes_on_behind_the_signature_that_stands_on_the_first_page() -> None:
    pdf = render_audit_pack(samples.oxford_pack(), samples.streams())
    tables = heard(pdf).of("Table")
    assert all(any(part.scope for part in table.parts[0].parts) for table in tables)
    assert len(heard(pdf).of("Form")) == 1


def test_several_who_are_elected_are_a_list() -> None:
    (elected, steps) = heard(render_declaration(samples.watling())).of("L")
    assert [item.said for item in elected.parts] == [
        "Tracy Coombs 1,977 Labour and Co-operative Party",
        "Marian Angelov Nestorov 1,823 Labour and Co-operative Party",
        "Chrissy Stamp 1,998 Labour and Co-operative Party",
    ]
    assert len(steps.parts) == len(wording.VERIFY_STEPS)


def test_what_is_in_welsh_says_so_and_what_is_in_english_does_not() -> None:
    report = welsh.ward(practice=True)
    structure = heard(render_declaration(report))
    said = {each.words: each.welsh for each in structure.all() if each.words}
    assert report.welsh
    assert said[report.welsh.notice] == report.welsh.notice
    assert said[report.notice] == ""
    assert said["Seddi gwag: 2 / Vacancies: 2"] == "Seddi gwag: 2"
    assert said["Etholwyd Elected"] == "Etholwyd"
    assert said["Llanfair-is-y-coed"] == ""
    assert said["YMARFER / PRACTICE Nid canlyniad go iawn / Not a real result"] == (
        "YMARFER Nid canlyniad go iawn"
    )
    (known,) = (words for words in said if "a elwir yn gyffredin yn" in words)
    assert said[known].endswith("a elwir yn gyffredin yn Iori Evans")


def test_a_figure_that_is_hidden_is_said_to_be() -> None:
    report = samples.oxford_east()
    people = tuple(replace(person, votes=HIDDEN) for person in report.candidates)
    structure = heard(render_draft(replace(report, candidates=people)))
    candidates, *_ = structure.of("Table")
    assert [cells(row)[2] for row in candidates.parts[1:-1]] == [wording.MASKED] * 12


# ---- what stands behind it


@every_document
def test_all_that_is_drawn_is_read_as_something_or_is_an_artifact(
    drawn: Callable[[], bytes],
) -> None:
    with pikepdf.open(BytesIO(drawn())) as document:
        parents = document.Root.StructTreeRoot.ParentTree.Nums
        for number, page in enumerate(document.pages):
            found = marks_of(page)
            assert (found.unmarked, found.left_open) == (0, 0)
            assert page.obj.StructParents == parents[2 * number] == number
            of_marks = parents[2 * number + 1]
            numbered = [mark for mark in found.marks if mark.tag != "Artifact"]
            assert [mark.number for mark in numbered] == list(range(len(of_marks)))
            assert all(mark.draws for mark in found.marks)
            for mark, element in zip(numbered, of_marks, strict=True):
                held = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
                assert mark.number in [int(each) for each in held]
                assert Name(f"/{mark.tag}") == element.S
                assert element.Pg.objgen == page.obj.objgen


@every_document
def test_every_row_of_a_table_has_as_many_columns_as_its_first(
    drawn: Callable[[], bytes],
) -> None:
    structure = heard(drawn())
    assert structure.of("H1")
    assert not [figure for figure in structure.of("Figure") if not figure.alt]
    for table in structure.of("Table"):
        wide = {sum(part.span for part in row.parts) for row in table.parts}
        assert len(wide) == 1
        assert all(part.scope for part in table.of("TH"))


@every_document
def test_an_archive_finds_what_it_asks_for(drawn: Callable[[], bytes]) -> None:
    with pikepdf.open(BytesIO(drawn())) as document:
        root = document.Root
        assert root.MarkInfo.Marked
        assert root.Lang == "en-GB"
        assert root.ViewerPreferences.DisplayDocTitle
        assert all(page.obj.Tabs == Name.S for page in document.pages)
        (colours,) = root.OutputIntents
        assert colours.DestOutputProfile.read_bytes()[36:40] == b"acsp"
        for font in document.pages[0].obj.Resources.Font.as_dict().values():
            assert "/FontFile2" in font.FontDescriptor
            assert b"<0000>" not in font.ToUnicode.read_bytes().split(b"beginbfchar")[1]
        described = root.Metadata.read_bytes()
        told = {
            each.tag: "".join(each.itertext()) for each in ElementTree.fromstring(described).iter()
        }
        assert told["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"
        assert told["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
        assert told["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert told["{http://purl.org/dc/elements/1.1/}title"] == str(document.docinfo["/Title"])
        assert told["{http://purl.org/dc/elements/1.1/}creator"] == str(document.docinfo["/Author"])
        for name, file in document.attachments.items():
            assert file.obj in list(root.AF), name
            assert file.obj.AFRelationship in (Name.Data, Name.Source, Name.Supplement)


def test_a_name_with_signs_of_markup_stands_in_the_description_as_it_is() -> None:
    report = samples.oxford_east()
    heading = replace(report.heading, area="Oxford <East> & West")
    with pikepdf.open(BytesIO(render_declaration(replace(report, heading=heading)))) as document:
        title = ElementTree.fromstring(document.Root.Metadata.read_bytes()).find(
            ".//{http://purl.org/dc/elements/1.1/}title"
        )
    assert title is not None
    assert "".join(title.itertext()).endswith("Oxford <East> & West")


def test_the_field_for_the_signature_is_read_where_it_stands() -> None:
    with pikepdf.open(BytesIO(render_declaration(samples.crowded(40)))) as document:
        (field,) = document.Root.AcroForm.Fields
        parents = document.Root.StructTreeRoot.ParentTree.Nums
        place = list(parents)[::2].index(field.StructParent)
        element = parents[2 * place + 1]
        assert Name.Form == element.S
        assert element.K.Type == Name.OBJR
        assert element.K.Obj.objgen == field.objgen
        assert element.K.Pg.objgen == field.P.objgen
        assert field.TU == wording.SIGNATURE_TOOLTIP


def test_a_statement_of_a_thousand_boxes_can_still_be_examined() -> None:
    (table,) = tables(render_statement(oxford(boxes=125, areas=8)), most=1)
    assert len(table.places) > 7_000


def test_the_profile_of_the_greys_is_what_its_script_makes() -> None:
    made = runpy.run_path(str(resource("colour", "make_grey.py")))["profile"]()
    assert made == resource("colour", "grey.icc").read_bytes()
