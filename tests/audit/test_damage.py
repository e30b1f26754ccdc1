"""A published document that was changed, however little, never holds, and never breaks the
verifier.
"""

import random
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import (
    DictionaryObject,
    NumberObject,
    StreamObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tallyapp.audit.points import EXIT_STATUS
from tallyapp.audit.verify import verify
from tests.audit.hall import Hall, failing, unsigned

DOCUMENTS = ["declaration", "pack"]


@pytest.fixture(params=DOCUMENTS)
def pdf(request: pytest.FixtureRequest, hall: Hall) -> bytes:
    document: bytes = getattr(hall, request.param)
    return document


def flipped(pdf: bytes, place: int, bit: int) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ 1 << bit]) + pdf[place + 1 :]


def passing(pdf: bytes, changes: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """The changes of one bit after which the document still holds."""
    return [
        (place, bit)
        for place, bit in changes
        if verify(flipped(pdf, place, bit)).verdict == "holds"
    ]


def parts(pdf: bytes) -> list[range]:
    """A document from end to end: each object, table and trailer, the signature's value, and its
    padding.
    """
    edges = {
        match.start()
        for match in re.finditer(rb"^(\d+ 0 obj|xref|trailer|startxref)$", pdf, re.MULTILINE)
    }
    value = pdf.index(b"/Contents <") + len(b"/Contents <")
    end = pdf.index(b">", value)
    padding = value + len(pdf[value:end].rstrip(b"0")) + 1
    return [range(*part) for part in pairwise(sorted({0, *edges, value, padding, end, len(pdf)}))]


def test_one_bit_changed_in_any_part_of_a_document_is_noticed(pdf: bytes) -> None:
    found = parts(pdf)
    inside = [pdf[part.start : part.stop] for part in found]
    for mark, number in (
        (b"/EmbeddedFile", 1),
        (b"/Length1", 5),
        (b"xref\n", 2),
        (b"/ByteRange", 1),
    ):
        assert sum(mark in part for part in inside) >= number, mark
    assert any(set(part) == {ord("0")} for part in inside), "the padding"
    chance = random.Random(19541)
    assert not passing(pdf, ((chance.choice(part), chance.randrange(8)) for part in found))


@pytest.mark.parametrize(("document", "samples"), [("declaration", 70), ("pack", 25)])
def test_one_bit_changed_anywhere_is_noticed(hall: Hall, document: str, samples: int) -> None:
    pdf: bytes = getattr(hall, document)
    chance = random.Random(14465)
    changes = ((chance.randrange(len(pdf)), chance.randrange(8)) for _ in range(samples))
    assert not passing(pdf, changes)


@pytest.mark.parametrize("tail", [b"\n\n", b"%", b"0", b"\0", b" ", b"%%EOF\n"])
def test_a_byte_appended_is_noticed(pdf: bytes, tail: bytes) -> None:
    found = verify(pdf + tail)
    assert found.verdict == "fails"
    assert {point.code for point in found.points if point.result == "fails"} & {
        "coverage",
        "signature",
    }


def test_bytes_put_before_a_document_are_noticed(pdf: bytes) -> None:
    for front in (b"\n", b"%PDF-1.4\n", b" "):
        assert verify(front + pdf).verdict != "holds"


def test_an_update_that_paints_over_the_page_is_noticed(pdf: bytes) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=b"0 0 600 800 re f")))
    out = BytesIO()
    writer.write(out)
    assert failing(out.getvalue()) == {"signature", "coverage"}


def _title_changed(writer: IncrementalPdfFileWriter) -> None:
    title = {pdf_name("/Title"): pdf_string("Declaration of result: Louise Brown elected")}
    writer.set_info(writer.add_object(DictionaryObject(title)))


def _metadata_added(writer: IncrementalPdfFileWriter) -> None:
    entries = {pdf_name("/Type"): pdf_name("/Metadata"), pdf_name("/Subtype"): pdf_name("/XML")}
    packet = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'
    writer.root["/Metadata"] = writer.add_object(StreamObject(entries, stream_data=packet))
    writer.update_root()


def _payload_hidden(writer: IncrementalPdfFileWriter) -> None:
    writer.add_object(StreamObject(stream_data=b"0 0 600 800 re f"))


def _page_turned(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = NumberObject(180)
    writer.update_container(page)


def _catalogue_replaced(writer: IncrementalPdfFileWriter) -> None:
    catalogue = DictionaryObject({key: writer.root.raw_get(key) for key in writer.root})
    del catalogue["/AF"]
    writer.trailer["/Root"] = writer.add_object(catalogue)


def _file_replaced(writer: IncrementalPdfFileWriter) -> None:
    name = writer.root["/Names"]["/EmbeddedFiles"]["/Names"].raw_get(1)
    file = name.get_object()["/EF"].raw_get("/F")
    writer.objects[file.generation, file.idnum] = StreamObject(stream_data=b"{}")


@pytest.mark.parametrize(
    "change",
    [
        _title_changed,
        _metadata_added,
        _payload_hidden,
        _page_turned,
        _catalogue_replaced,
        _file_replaced,
    ],
    ids=lambda change: change.__name__.strip("_"),
)
def test_an_update_that_leaves_the_page_alone_is_noticed(
    pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    assert failing(out.getvalue()) == {"signature", "coverage"}


def test_a_document_cut_off_anywhere_is_noticed(pdf: bytes) -> None:
    chance = random.Random(39731)
    ends = [
        len(pdf) - 1,
        len(pdf) - 7,
        len(unsigned(pdf)),
        *(chance.randrange(len(pdf)) for _ in range(12)),
    ]
    for end in ends:
        found = verify(pdf[:end])
        assert found.verdict != "holds", end
        assert EXIT_STATUS[found.verdict] in (1, 2)


def test_a_document_saved_again_by_another_program_is_no_longer_the_original(pdf: bytes) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(out)
    assert "signature" in failing(out.getvalue())


@given(data=st.data())
@settings(max_examples=30)
def test_any_part_cut_out_doubled_or_overwritten_is_noticed(
    hall: Hall, data: st.DataObject
) -> None:
    pdf: bytes = getattr(hall, data.draw(st.sampled_from(DOCUMENTS)))
    start = data.draw(st.integers(0, len(pdf) - 1))
    end = min(len(pdf), start + data.draw(st.integers(0, 4000)))
    filling = data.draw(st.one_of(st.binary(max_size=40), st.just(pdf[start:end] * 2)))
    changed = pdf[:start] + filling + pdf[end:]
    if changed != pdf:
        found = verify(changed)
        assert found.verdict != "holds"
        assert found.points
