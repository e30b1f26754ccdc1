"""Reading documents back: attachments and pages; and bytes that are none of ours."""

import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyapp.documents import reading
from tallyapp.documents.declaration import render_declaration
from tallyapp.documents.page.pdf import written
from tallyapp.documents.reading import (
    NotOurDocument,
    page_count,
    page_images,
    read_attachments,
)

from . import samples

DECLARATION = render_declaration(samples.oxford_east())


def saved(document: pikepdf.Pdf) -> bytes:
    """A document as this program writes it."""
    return written(document)


@given(st.integers(0, len(DECLARATION) - 1), st.integers(0, 7))
@settings(max_examples=120, deadline=None)
def test_no_changed_bit_breaks_the_reader(place: int, bit: int) -> None:
    changed = bytearray(DECLARATION)
    changed[place] ^= 1 << bit
    try:
        attached = read_attachments(bytes(changed))
    except NotOurDocument:
        return
    assert set(attached) <= {"result.json"}


@pytest.mark.parametrize("junk", [b"", b"hello", b"%PDF-1.7\n", b"PK\x03\x04", DECLARATION[:900]])
def test_bytes_that_are_no_document_of_ours_are_refused(junk: bytes) -> None:
    with pytest.raises(NotOurDocument):
        read_attachments(junk)


def test_somebody_elses_pdf_is_refused() -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        out = BytesIO()
        document.save(out)
    with pytest.raises(NotOurDocument, match="neither a result nor a ledger"):
        read_attachments(out.getvalue())
    with pytest.raises(NotOurDocument):
        page_count(b"hello")
    with pytest.raises(NotOurDocument):
        page_images(b"hello", 1)


def test_a_file_that_unpacks_without_end_is_refused_without_unpacking_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "LARGEST_ATTACHMENT", 10_000)
    with pikepdf.open(BytesIO(DECLARATION)) as document:
        stream = document.attachments["result.json"].get_file().obj
        stream.write(zlib.compress(bytes(10_001)), filter=pikepdf.Name.FlateDecode)
        large = saved(document)
        stream.write(zlib.compress(bytes(10_000)), filter=pikepdf.Name.FlateDecode)
        just = saved(document)
    assert read_attachments(just)["result.json"] == bytes(10_000)
    with pytest.raises(NotOurDocument, match="too large"):
        read_attachments(large)


def test_a_cut_off_attachment_is_not_taken_for_a_whole_one() -> None:
    with pikepdf.open(BytesIO(DECLARATION)) as document:
        stream = document.attachments["result.json"].get_file().obj
        stream.write(stream.read_raw_bytes()[:-30], filter=pikepdf.Name.FlateDecode)
        cut = saved(document)
    with pytest.raises(NotOurDocument):
        read_attachments(cut)


def test_the_pages_are_shown_at_the_size_that_was_asked_for() -> None:
    (page,) = page_images(DECLARATION, 0.5)
    assert page.size == (298, 421)
    low, high = page.convert("L").getextrema()
    assert (low, high) == (0, 255)
