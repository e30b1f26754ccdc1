"""Reading documents back: attachments, sameness, pages; and bytes that are none of ours."""

import re
import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tallyapp.documents import reading
from tallyapp.documents.audit_pack.pack import render_audit_pack
from tallyapp.documents.declaration import render_declaration
from tallyapp.documents.page.pdf import rewritten
from tallyapp.documents.reading import (
    NotOurDocument,
    page_count,
    page_images,
    read_attachments,
    same_document,
)

from . import samples

DECLARATION = render_declaration(samples.oxford_east())


def saved(document: pikepdf.Pdf, *, recompress: bool = False) -> bytes:
    """A document as this program writes it."""
    out = BytesIO()
    document.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        fix_metadata_version=False,
        recompress_flate=recompress,
    )
    return rewritten(out.getvalue())


def recompressed(pdf: bytes) -> bytes:
    """The same document from a machine whose compressor packs otherwise."""
    with pikepdf.open(BytesIO(pdf)) as document:
        pikepdf.settings.set_flate_compression_level(1)
        try:
            return saved(document, recompress=True)
        finally:
            pikepdf.settings.set_flate_compression_level(-1)


def with_page_content(pdf: bytes, old: bytes, new: bytes) -> bytes:
    """A document in which something was replaced on its first page."""
    with pikepdf.open(BytesIO(pdf)) as document:
        contents = document.pages[0].Contents
        content = contents.read_bytes()
        assert content.count(old) >= 1
        contents.write(content.replace(old, new, 1))
        return saved(document)


def test_a_document_is_the_same_as_itself_and_as_itself_packed_otherwise() -> None:
    other = recompressed(DECLARATION)
    assert other != DECLARATION
    assert len(other) > len(DECLARATION)
    assert same_document(DECLARATION, DECLARATION)
    assert same_document(DECLARATION, other)
    assert same_document(other, DECLARATION)


def test_a_pack_with_its_streams_packed_otherwise_is_the_same() -> None:
    pack = render_audit_pack(samples.oxford_pack(), samples.streams())
    assert recompressed(pack) != pack
    assert same_document(pack, recompressed(pack))


def test_one_changed_digit_is_noticed_however_the_file_is_packed() -> None:
    report = samples.oxford_east()
    people = list(report.candidates)
    people[0] = replace(people[0], votes=people[0].votes + 1)
    other = render_declaration(replace(report, candidates=tuple(people)))
    assert not same_document(DECLARATION, other)
    assert not same_document(DECLARATION, recompressed(other))


def test_a_line_moved_on_the_page_is_noticed() -> None:
    assert not same_document(DECLARATION, with_page_content(DECLARATION, b" l S", b" l n"))


def test_swapped_glyphs_are_noticed_although_the_text_reads_the_same() -> None:
    with pikepdf.open(BytesIO(DECLARATION)) as document:
        file = next(
            item
            for item in document.objects
            if isinstance(item, pikepdf.Stream) and "/Length1" in item
        )
        font = bytearray(file.read_bytes())
        font[len(font) // 2] ^= 1
        file.write(bytes(font))
        other = saved(document)
    assert not same_document(DECLARATION, other)


def test_an_attachment_that_says_something_else_is_noticed() -> None:
    with pikepdf.open(BytesIO(DECLARATION)) as document:
        stream = document.attachments["result.json"].get_file().obj
        stream.write(stream.read_bytes().replace(b"39341", b"39342"))
        other = saved(document)
    assert b"39342" in read_attachments(other)["result.json"]
    assert not same_document(DECLARATION, other)


def test_bytes_appended_or_hidden_between_objects_are_noticed() -> None:
    assert not same_document(DECLARATION, DECLARATION + b"\n")
    assert not same_document(DECLARATION, DECLARATION + b"%%EOF\n")
    assert not same_document(DECLARATION, DECLARATION[:-1])
    assert not same_document(DECLARATION, DECLARATION[:20_000])
    place = DECLARATION.rindex(b"xref\n", 0, DECLARATION.rindex(b"startxref"))
    hidden = DECLARATION[:place] + b"% hidden\n" + DECLARATION[place:]
    hidden = re.sub(rb"startxref\n\d+", b"startxref\n%d" % (place + 9), hidden)
    assert page_count(hidden) == 1
    assert not same_document(hidden, DECLARATION)


def test_an_added_overlay_is_noticed() -> None:
    with pikepdf.open(BytesIO(DECLARATION)) as document:
        document.pages[0].contents_add(b"0 0 100 100 re f", prepend=False)
        assert not same_document(DECLARATION, saved(document))


@given(st.integers(0, len(DECLARATION) - 1), st.integers(0, 7))
@settings(max_examples=120, deadline=None)
def test_no_changed_bit_passes_as_the_same_or_breaks_the_reader(place: int, bit: int) -> None:
    changed = bytearray(DECLARATION)
    changed[place] ^= 1 << bit
    assert not same_document(DECLARATION, bytes(changed))
    try:
        attached = read_attachments(bytes(changed))
    except NotOurDocument:
        return
    assert set(attached) <= {"result.json"}


@pytest.mark.parametrize("junk", [b"", b"hello", b"%PDF-1.7\n", b"PK\x03\x04", DECLARATION[:900]])
def test_bytes_that_are_no_document_of_ours_are_refused(junk: bytes) -> None:
    with pytest.raises(NotOurDocument):
        read_attachments(junk)
    assert not same_document(junk, DECLARATION)


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
