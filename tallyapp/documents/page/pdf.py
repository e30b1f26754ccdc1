"""Flowed pages become a PDF file: drawn by ReportLab, given its
field and attachments by pikepdf.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, ObjectStreamMode, Pdf, String
from pikepdf.models.metadata import encode_pdf_date
from reportlab.pdfgen.canvas import Canvas

from tallyapp.documents.page import wording
from tallyapp.documents.page.archive import LANGUAGE, add_archival
from tallyapp.documents.page.head_and_foot import (
    SIGNATURE_FIELD,
    SIGNATURE_HEIGHT,
    SIGNATURE_WIDTH,
    Foot,
    Marks,
    page_marks,
)
from tallyapp.documents.page.layout import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, Flow
from tallyapp.documents.page.tag_objects import add_tags
from tallyapp.documents.page.tags import Tagged
from tallyapp.documents.page.typeface import REGULAR
from tallyapp.domain.vocabulary.phrases import weekday

RESULT = "result.json"
STREAM_SUFFIX = ".jsonl"
NAMES = "names.json"
WITHHELD = "withheld.json"
SET_UP = "set-up.jsonl"
DECLARED = "declared.jsonl"
LEAVES = "leaves.txt"
STATEMENT = "statement.json"
STATED = "stated.jsonl"
"""How the embedded files are called: the result, a stream by its name, names released, and
what is withheld; and in
a declaration the set-up of its contest, the act that declared, and the leaves of its stream; in a
verification statement what it says, and the act that stated it.
"""
DRAWN = Name("/TLLY_Layout")
"""The catalogue's entry for the layout,
so that an older program does not call a newer document false.
"""

_ID = re.compile(rb"/ID \[<[0-9a-f]{32}><[0-9a-f]{32}>\](?= >>\nstartxref\n\d+\n%%EOF\n\Z)")
_NOTHING_DRAWN = b"\n"
"""A stream without a byte the library calls packed, and does not pack."""
PRINTED_AND_LOCKED = 132
SIGNATURES_EXIST_APPEND_ONLY = 3


class Attachment(NamedTuple):
    """A file embedded in a document; `relationship` says its part in
    the document (AFRelationship).
    """

    content: bytes
    mime_type: str
    description: str
    relationship: Name


def pdf_of(
    flow: Flow,
    marks: Marks,
    *,
    signed_page: int,
    attachments: Mapping[str, Attachment],
    made_at: datetime | None,
    layout: int,
) -> bytes:
    """The finished, unsigned document: the same bytes for the same
    pages on every run and machine.
    """
    foot = Foot(marks)
    with Pdf.open(BytesIO(drawn(flow, marks))) as pdf:
        _describe(pdf, made_at, _identifier(attachments, layout))
        pdf.Root[DRAWN] = layout
        _embed(pdf, attachments)
        add_archival(pdf, made_at)
        _add_signature_field(pdf, signed_page, foot.signature_bottom)
        return written(pdf)


def plain_pdf(flow: Flow, marks: Marks) -> bytes:
    """Pages in which nothing is embedded and that nobody signs, as a finished file."""
    with Pdf.open(BytesIO(drawn(flow, marks))) as pdf:
        _describe(pdf, None, bytes(pdf.trailer[Name.ID][0]))
        add_archival(pdf, None)
        return written(pdf)


def written(pdf: Pdf) -> bytes:
    """A document as this program writes it: no object streams, and the identifier that it has."""
    identifier = bytes(pdf.trailer[Name.ID][0])
    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        min_version="1.7",
        fix_metadata_version=False,
    )
    # The library would have an identifier of the bytes that it chose to write.
    same_twice = b"/ID [<%b><%b>]" % ((identifier.hex().encode(),) * 2)
    before, after = _ID.split(out.getvalue())
    return before + same_twice + after


def _identifier(attachments: Mapping[str, Attachment], layout: int) -> bytes:
    """What tells this document from all others: its layout and its data, of which its pages are a
    function.
    """
    digest = sha256(b"tallyapp.document/1\n%d\n" % layout)
    for name in sorted(attachments):
        content = attachments[name].content
        digest.update(b"%b\n%d\n" % (name.encode(), len(content)) + content)
    return digest.digest()[:16]


def drawn(flow: Flow, marks: Marks) -> bytes:
    """The pages as ReportLab draws them, marked as a draft or as practice where they are."""
    heading = marks.heading
    foot = Foot(marks)
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=0,  # pages are packed once, when the document is written
        pdfVersion=(1, 7),
        lang=LANGUAGE,
        initialFontName=REGULAR,  # type: ignore[arg-type] # the stubs say float
    )
    prefix = f"{wording.PRACTICE}: " if heading.practice else ""
    canvas.setTitle(f"{prefix}{marks.document}, {heading.area}")
    canvas.setAuthor(heading.officer_title)
    canvas.setSubject(f"{heading.election}, {weekday(heading.polling_day)}")
    canvas.setCreator("tallyapp")
    canvas.setProducer("tallyapp")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    tagging = Tagged(canvas)
    for index in range(len(flow.pages)):
        canvas.setLineJoin(0)
        if heading.practice or marks.draft:
            page_marks(canvas, marks, index + 1, tagging)
        flow.draw_page(canvas, index, tagging)
        foot.block(index + 1, len(flow.pages)).draw(canvas, foot.top, tagging)
        tagging.end_page()
        canvas.showPage()
    add_tags(canvas, tagging)
    canvas.save()
    return out.getvalue()


def _describe(pdf: Pdf, made_at: datetime | None, identifier: bytes) -> None:
    """The time of the document is that of the act it records, not of the machine that draws it."""
    for key in (Name.CreationDate, Name.ModDate):
        if made_at is not None:
            pdf.docinfo[key] = String(encode_pdf_date(made_at))
        elif key in pdf.docinfo:
            del pdf.docinfo[key]
    pdf.trailer[Name.ID] = Array([String(identifier), String(identifier)])


def _embed(pdf: Pdf, attachments: Mapping[str, Attachment]) -> None:
    associated = Array()
    for name in sorted(attachments):
        content, mime_type, description, relationship = attachments[name]
        pdf.attachments[name] = AttachedFileSpec(
            pdf,
            content,
            filename=name,
            mime_type=mime_type,
            description=description,
            creation_date="",
            mod_date="",
        )
        specification = pdf.attachments[name].obj
        specification.AFRelationship = relationship
        associated.append(specification)
    pdf.Root.AF = associated


def _add_signature_field(pdf: Pdf, page_index: int, bottom: float) -> None:
    """An empty signature field that covers the drawn frame exactly."""
    page = pdf.pages[page_index]
    box = (MARGIN, bottom, MARGIN + SIGNATURE_WIDTH, bottom + SIGNATURE_HEIGHT)
    appearance = pdf.make_stream(
        _NOTHING_DRAWN,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, _number(SIGNATURE_WIDTH), _number(SIGNATURE_HEIGHT)]),
        Resources=Dictionary(),
    )
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=SIGNATURE_FIELD,
            TU=wording.SIGNATURE_TOOLTIP,
            F=PRINTED_AND_LOCKED,
            Rect=Array([_number(edge) for edge in box]),
            P=page.obj,
            AP=Dictionary(N=appearance),
            StructParent=len(pdf.pages),
        )
    )
    # Where it is read, tags were drawn for it.
    (*_, element) = pdf.Root.StructTreeRoot.ParentTree.Nums
    element.K = Dictionary(Type=Name.OBJR, Obj=field, Pg=page.obj)
    page.obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=SIGNATURES_EXIST_APPEND_ONLY)


def _number(points: float) -> float:
    return round(points, 2)
