"""Whoever adds a timestamp writes the description of the document again: it says the same as it
did, or the signature no longer stands for the file.
"""

from collections.abc import Callable
from io import BytesIO

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.metadata import model
from pyhanko.pdf_utils.metadata.xmp_xml import parse_xmp
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper

from tallyapp.documents.declaration import render_declaration
from tallyapp.signing.described import same_but_for_the_writer
from tallyapp.signing.examine import examine
from tallyapp.signing.identity import Identity
from tallyapp.signing.report import LaterFault, LaterFound
from tallyapp.signing.sign import Stamp, sign
from tallyapp.signing.syntax import Name, Object, Value
from tallyapp.signing.tables import object_in, tables
from tests.documents import samples
from tests.signing.helpers import NIGHT
from tests.signing.revisions import Later, a_certificate, authority, stamper, stream

KIND = b"/Type /Metadata /Subtype /XML"


@pytest.fixture(scope="module")
def declaration(practice: Identity, stamp: Stamp) -> bytes:
    return sign(render_declaration(samples.oxford_east()), practice, at=NIGHT, stamp=stamp)


def described(pdf: bytes) -> bytes:
    """The description as it stands in the last revision."""
    found = object_in(pdf, tables(pdf, most=9), Later(pdf).catalogue["Metadata"])
    assert found.raw is not None
    return found.raw


def with_stream(pdf: bytes, written: bytes) -> bytes:
    """The document with a certificate added, and another object where its description was."""
    later = Later(pdf)
    metadata = later.catalogue["Metadata"].number  # type: ignore[union-attr]
    store = b"<< /Certs [%d 0 R] >>" % later.next
    return later.with_proofs({later.next: stream(a_certificate()), metadata: written}, store)


def with_description(pdf: bytes, content: bytes) -> bytes:
    return with_stream(pdf, stream(content, KIND))


def replaced(old: str, new: str) -> Callable[[str], str]:
    """A description with one thing in another's place."""

    def change(text: str) -> str:
        assert text.count(old) == 1, old
        return text.replace(old, new)

    return change


# ---- what a writer may say of itself


def test_a_timestamp_by_another_program_writes_it_again_and_does_no_harm(
    declaration: bytes,
) -> None:
    pdf = declaration
    for number in (1, 2):
        before = described(pdf)
        stamping = PdfTimeStamper(stamper(authority()))
        pdf = stamping.timestamp_pdf(
            IncrementalPdfFileWriter(BytesIO(pdf)), md_algorithm="sha256", validation_context=None
        ).getvalue()
        assert described(pdf) != before
        report = examine(pdf)
        assert report.holds, report.later_fault
        assert report.later_revisions == number


PRODUCER = "<pdf:Producer>tallyapp</pdf:Producer>"
MODIFIED = "<xmp:ModifyDate>2024-07-05T03:41:00+01:00</xmp:ModifyDate>"
FORMAT = "<dc:format>application/pdf</dc:format>"
TITLE = "PRACTICE: Declaration of result of poll, Oxford East"
HONEST: dict[str, Callable[[str], str]] = {
    "nothing else": lambda text: text,
    "another program": replaced(PRODUCER, "<pdf:Producer>Another 1.0</pdf:Producer>"),
    "no program": replaced(PRODUCER, ""),
    "another time": replaced(
        MODIFIED,
        "<xmp:ModifyDate>2026-11-27T21:12:32Z</xmp:ModifyDate>"
        "<xmp:MetadataDate>2026-11-27T21:12:32Z</xmp:MetadataDate>",
    ),
    "a property as an attribute": lambda text: replaced(FORMAT, "")(
        replaced('rdf:about=""', 'rdf:about="" dc:format="application/pdf"')(text)
    ),
    "another order": lambda text: replaced(PRODUCER, PRODUCER + FORMAT)(replaced(FORMAT, "")(text)),
    "another packet": replaced('end="r"?>', 'end="w"?>' + " " * 2_000),
    "another tool": replaced("<x:xmpmeta ", '<x:xmpmeta x:xmptk="Another 1.0" '),
}


@pytest.mark.parametrize("what", HONEST)
def test_a_description_that_says_the_same_does_no_harm(declaration: bytes, what: str) -> None:
    text = HONEST[what](described(declaration).decode())
    report = examine(with_description(declaration, text.encode()))
    assert report.holds, report.later_fault


# ---- everything else

ADDED = "<pdfaid:part>3</pdfaid:part>"
ENTITY = '<!DOCTYPE x [<!ENTITY who "Oxford East">]>'
OTHERS: dict[str, Callable[[str], str]] = {
    "another title": replaced(TITLE, "Declaration of result of poll, Oxford West"),
    "a title in another language": replaced(f'"x-default">{TITLE}', f'"cy">{TITLE}'),
    "a second title": replaced(
        f"{TITLE}</rdf:li>", f'{TITLE}</rdf:li><rdf:li xml:lang="cy">Oxford West</rdf:li>'
    ),
    "another kind of list": lambda text: text.replace("rdf:Seq", "rdf:Bag"),
    "another language": replaced("<rdf:li>en-GB<", "<rdf:li>cy<"),
    "another author": replaced("Acting Returning Officer", "Louise Brown"),
    "another time of making": replaced("<xmp:CreateDate>2024", "<xmp:CreateDate>2025"),
    "another standard": replaced(ADDED, "<pdfaid:part>2</pdfaid:part>"),
    "no standard": replaced(ADDED, ""),
    "a space more": replaced("Oxford East<", "Oxford East <"),
    "a property more": replaced(ADDED, ADDED + "<dc:source>Oxford West</dc:source>"),
    "an attribute more": replaced('rdf:about=""', 'rdf:about="" dc:source="Oxford West"'),
    "a property twice": replaced(FORMAT, FORMAT * 2),
    "a property in two forms": replaced('rdf:about=""', 'rdf:about="" dc:format="text/html"'),
    "a second description": replaced("</rdf:RDF>", '<rdf:Description rdf:about=""/></rdf:RDF>'),
    "a description of something else": replaced('rdf:about=""', 'rdf:about="other"'),
    "a description of nothing": replaced('rdf:about=""', ""),
    "a value in a language": replaced("<dc:format>", '<dc:format xml:lang="cy">'),
    "a language of all": replaced('rdf:about=""', 'rdf:about="" xml:lang="cy"'),
    "a value that is elsewhere": replaced(
        FORMAT, '<dc:format rdf:resource="application/pdf" rdf:nodeID="a"/>'
    ),
    "a list among other things": replaced("<dc:language>", "<dc:language>Oxford West"),
    "text between properties": replaced(FORMAT, FORMAT + "Oxford West"),
    "text outside the description": replaced("</rdf:RDF>", "</rdf:RDF>Oxford West"),
    "text beside the description": replaced("</rdf:RDF>", "Oxford West</rdf:RDF>"),
    "a language of everything": replaced("<rdf:RDF ", '<rdf:RDF xml:lang="cy" '),
    "a language of the packet": replaced("<x:xmpmeta ", '<x:xmpmeta xml:lang="cy" '),
    "a language of a property": replaced("<dc:language>", '<dc:language xml:lang="cy">'),
    "a language of a list": replaced(
        "<dc:language><rdf:Bag>", '<dc:language><rdf:Bag xml:lang="cy">'
    ),
    "text in a list": replaced("<dc:language><rdf:Bag>", "<dc:language><rdf:Bag>Oxford West"),
    "a list of something else": replaced("<rdf:li>en-GB</rdf:li>", "<rdf:value>en-GB</rdf:value>"),
    "a value in two forms": replaced(
        FORMAT, '<dc:format rdf:resource="application/pdf">Oxford West</dc:format>'
    ),
    "a value of a kind": replaced("<dc:format>", '<dc:format rdf:datatype="Oxford West">'),
    "words before the packet": replaced('begin="\ufeff"', 'begin="Oxford West"'),
    "a script": replaced(FORMAT, FORMAT + "<script>app.alert(1)</script>"),
    "a script of a vocabulary": replaced(
        FORMAT, FORMAT + '<script xmlns="http://www.w3.org/1999/xhtml">app.alert(1)</script>'
    ),
    "a script beside the description": replaced("</rdf:RDF>", "</rdf:RDF><script/>"),
    "a vocabulary that nothing is of": replaced(
        'rdf:about=""', 'rdf:about="" xmlns:a="javascript:"'
    ),
    "an instruction": replaced(FORMAT, FORMAT + '<?xml-stylesheet href="a.xsl"?>'),
    "a remark": replaced(FORMAT, FORMAT + "<!-- Oxford West -->"),
    "a text that is not read": replaced("application/pdf", "<![CDATA[application/pdf]]>"),
    "a document type": replaced("<x:xmpmeta", "<!DOCTYPE x><x:xmpmeta"),
    "an entity": lambda text: replaced("<x:xmpmeta", f"{ENTITY}<x:xmpmeta")(
        text.replace("Oxford East", "&who;")
    ),
    "an entity that nobody says": replaced("Oxford East", "&who;"),
    "another spelling of the file": replaced(
        "?>\n<x:xmpmeta", '?><?xml version="1.0" encoding="latin-1"?><x:xmpmeta'
    ),
    "no packet": lambda text: text[text.index("<x:") : text.rindex("<?xpacket")],
    "two packets": lambda text: text * 2,
    "no end": lambda text: text[:900],
    "a tag left open": replaced("</dc:format>", ""),
    "no description": lambda _: "Oxford West",
    "nothing": lambda _: "",
    "no end of structures": replaced(
        ADDED,
        ADDED + '<dc:a rdf:parseType="Resource">' * 1_500 + "</dc:a>" * 1_500,
    ),
    "no end of lists": replaced(
        ADDED,
        ADDED
        + "<dc:source>"
        + "<rdf:Bag><rdf:li>" * 1_500
        + "</rdf:li></rdf:Bag>" * 1_500
        + "</dc:source>",
    ),
    "no end of spaces": lambda text: text + " " * 70_000,
    "a time that is none": replaced(
        MODIFIED, "<xmp:ModifyDate>Louise Brown is elected</xmp:ModifyDate>"
    ),
    "a time in a list": replaced(
        MODIFIED, "<xmp:ModifyDate><rdf:Bag><rdf:li>2026</rdf:li></rdf:Bag></xmp:ModifyDate>"
    ),
    "a time in a structure": replaced(
        MODIFIED,
        '<xmp:ModifyDate rdf:parseType="Resource"><dc:source>1</dc:source></xmp:ModifyDate>',
    ),
    "a program in a language": replaced(
        PRODUCER, '<pdf:Producer xml:lang="cy">tallyapp</pdf:Producer>'
    ),
    "a program of many words": replaced(PRODUCER, f"<pdf:Producer>{'a' * 257}</pdf:Producer>"),
}


@pytest.mark.parametrize("what", OTHERS)
def test_a_description_that_says_anything_else_is_noticed(declaration: bytes, what: str) -> None:
    text = OTHERS[what](described(declaration).decode())
    report = examine(with_description(declaration, text.encode()))
    assert report.problems == ("later-changes",)
    assert report.later_fault == LaterFault(1, LaterFound.INFORMATION, "/Metadata")


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_a_description_in_another_coding_is_noticed(declaration: bytes, coding: str) -> None:
    text = replaced("Oxford East", "Öxford East")(described(declaration).decode())
    report = examine(with_description(declaration, text.replace("\ufeff", "").encode(coding)))
    assert report.later_fault == LaterFault(1, LaterFound.INFORMATION, "/Metadata")


@pytest.mark.parametrize(
    "entries",
    [
        b"/Type /Metadata",
        b"/Type /Metadata /Subtype /Form",
        b"/Type /XObject /Subtype /XML",
        KIND + b" /Filter /ASCIIHexDecode",
        KIND + b" /F (other.xml)",
        KIND + b" /AA << /O << /S /JavaScript /JS (app.alert(1)) >> >>",
    ],
)
def test_a_description_in_a_stream_of_another_kind_is_noticed(
    declaration: bytes, entries: bytes
) -> None:
    report = examine(with_stream(declaration, stream(described(declaration), entries)))
    assert report.later_fault == LaterFault(1, LaterFound.INFORMATION, "/Metadata")


def test_a_description_that_is_no_stream_is_noticed(declaration: bytes) -> None:
    report = examine(with_stream(declaration, b"<< %b >>" % KIND))
    assert report.later_fault == LaterFault(1, LaterFound.INFORMATION, "/Metadata")


def test_a_description_somewhere_else_is_noticed(declaration: bytes) -> None:
    later = Later(declaration)
    elsewhere = later.catalogue_with(Metadata=b"%d 0 R" % later.next)
    same = stream(described(declaration), KIND)
    report = examine(later.with_objects({later.root: elsewhere, later.next: same}))
    assert report.later_fault == LaterFault(1, LaterFound.CATALOGUE, "/Metadata")


def test_a_description_written_again_proves_nothing_by_itself(declaration: bytes) -> None:
    later = Later(declaration)
    metadata = later.catalogue["Metadata"].number  # type: ignore[union-attr]
    report = examine(later.with_objects({metadata: stream(described(declaration), KIND)}))
    assert report.later_fault == LaterFault(1, LaterFound.EMPTY)


def test_what_passes_says_the_same_to_another_reader(declaration: bytes) -> None:
    """A bit of every byte changed in turn: the strict reader may refuse what pyHanko takes, but
    takes nothing that pyHanko reads otherwise.
    """
    content = described(declaration)
    of_the_writer = {model.XMP_MODDATE, model.PDF_PRODUCER}

    def told(packet: bytes) -> dict[model.ExpandedName, model.XmpValue]:
        (only,) = parse_xmp(BytesIO(packet))
        return {key: value for key, value in only if key not in of_the_writer}

    kind: dict[str, Value] = {"Type": Name("Metadata"), "Subtype": Name("XML"), "Length": 0}
    signed = Object(1, 0, kind, content, 0, 0, 1)
    passed = 0
    for place in range(len(content)):
        other = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        if same_but_for_the_writer(signed, Object(1, 0, kind, other, 0, 0, 1)):
            assert told(other) == told(content), (place, other[place - 20 : place + 20])
            passed += 1
    assert 0 < passed < len(content) // 10
