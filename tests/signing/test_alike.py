"""The same document whatever library wrote it, and another one whatever is changed in it."""

import random
import re
import struct
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tallyapp.documents.audit_pack.pack import render_audit_pack
from tallyapp.documents.declaration import render_declaration
from tallyapp.documents.page.pdf import written
from tallyapp.documents.reading import page_count
from tallyapp.signing import alike, typeface
from tallyapp.signing.alike import same_document
from tallyapp.signing.examine import examine
from tallyapp.signing.fonts import font_tables
from tallyapp.signing.identity import Identity
from tallyapp.signing.sign import Stamp, sign
from tallyapp.signing.syntax import NotPlain, Object, Ref, Value
from tests.documents import samples

from .helpers import NIGHT
from .writing import Parts, changes, content_of, dictionary, font_of, packed, tables_of

DECLARATION = render_declaration(samples.oxford_east())
PACK = render_audit_pack(samples.oxford_pack(1, quiet=True), samples.streams())
DOCUMENTS = pytest.mark.parametrize("pdf", [DECLARATION, PACK], ids=["declaration", "pack"])


def is_font(each: Object) -> bool:
    return each.raw is not None and "Length1" in dictionary(each)


def a_font(parts: Parts) -> tuple[int, dict[bytes, bytes]]:
    """The number of a font's object, and its tables."""
    number = next(n for n, each in parts.objects.items() if is_font(each))
    return number, tables_of(content_of(parts.objects[number]))


def with_font(parts: Parts, number: int, font: bytes) -> bytes:
    return parts.with_object(number, parts.objects[number].value, font).written()


# ---- what a library may choose


@DOCUMENTS
def test_a_document_written_by_another_library_is_the_same(pdf: bytes) -> None:
    parts = Parts.of(pdf)
    last = len(parts.objects) + 1
    others = [
        parts.written(),
        parts.written(comment=b"\xe2\xe3\xcf\xd3"),
        parts.written(level=0),
        parts.written(level=1),
        parts.written(backwards=True),
        parts.written(numbers=lambda number: last - number),
        parts.written(numbers=lambda number: last - number, level=1, backwards=True),
    ]
    assert pdf not in others
    assert len(set(others)) == len(others)
    for other in others:
        assert same_document(other, pdf)


@DOCUMENTS
def test_a_font_whose_tables_stand_in_another_order_is_the_same(pdf: bytes) -> None:
    parts = Parts.of(pdf)
    for number, each in parts.objects.items():
        if is_font(each):
            font = content_of(each)
            other = font_of(tables_of(font), sorted(tables_of(font), reverse=True))
            assert other != font
            assert len(other) == len(font)
            assert same_document(with_font(parts, number, other), pdf)


@DOCUMENTS
def test_qpdf_packing_otherwise_changes_nothing(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        identifier = document.trailer.ID
        out = BytesIO()
        pikepdf.settings.set_flate_compression_level(1)
        try:
            document.save(
                out,
                recompress_flate=True,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
                linearize=False,
                deterministic_id=True,
                # It is not the packer that would write another description of the document.
                fix_metadata_version=False,
            )
        finally:
            pikepdf.settings.set_flate_compression_level(-1)
    other = re.sub(
        rb"/ID \[<\w+><\w+>\]",
        b"/ID [<%b><%b>]" % tuple(bytes(each).hex().encode() for each in identifier),
        out.getvalue(),
    )
    assert other != pdf
    assert same_document(other, pdf)


# ---- everything else


def compared(a: Parts, b: Parts) -> bool:
    """Compared without writing files, which takes a hundred times as long."""
    revisions = (alike._Revision(each.objects, each.trailer, 0) for each in (a, b))
    try:
        return alike._Comparison(a.objects, b.objects).same(*revisions)
    except NotPlain:
        return False


def of_each_kind(parts: Parts) -> Iterator[tuple[int, Object]]:
    """Every object, but of the elements of its structure that have the same entries the first two:
    hundreds of cells are one like the other.
    """
    met: Counter[tuple[object, ...]] = Counter()
    for number, each in parts.objects.items():
        value = each.value
        if isinstance(value, dict) and {"S", "P"} <= value.keys():
            kind = (value["S"], *sorted(value), type(value.get("K")))
            met[kind] += 1
            if met[kind] > 2:
                continue
        yield number, each


@DOCUMENTS
def test_every_single_value_of_every_object_is_compared(pdf: bytes) -> None:
    parts = Parts.of(pdf)
    assert compared(parts, parts)
    tried = 0
    for number, each in of_each_kind(parts):
        left_out = {"Length", "Filter"} if each.raw is not None else set()
        seen = (
            {k: v for k, v in each.value.items() if k not in left_out}
            if isinstance(each.value, dict)
            else each.value
        )
        for value in changes(seen):
            if isinstance(value, dict) and left_out:
                value = {k: v for k, v in dictionary(each).items() if k in left_out} | value
            assert not compared(parts.with_object(number, value), parts), (number, value)
            tried += 1
    assert tried > 900


@DOCUMENTS
def test_every_entry_of_every_object_changed_makes_another_file(pdf: bytes) -> None:
    parts = Parts.of(pdf)
    for number, each in of_each_kind(parts):
        # Of a long list the first, so that the test ends: each was changed without writing files.
        for key, value in each.value.items() if isinstance(each.value, dict) else ():
            if key in ("Length", "Filter") and each.raw is not None:
                continue
            new = next(changes(value))
            other = parts.with_object(number, {**dictionary(each), key: new}).written()
            assert not same_document(other, pdf), (number, key)


@DOCUMENTS
def test_every_entry_of_the_trailer_is_compared(pdf: bytes) -> None:
    parts = Parts.of(pdf)
    for trailer in changes(parts.trailer):
        assert isinstance(trailer, dict)
        assert not same_document(Parts(parts.objects, trailer).written(), pdf), trailer


def places(content: bytes) -> Iterator[int]:
    """The first and the last byte, and some between."""
    yield from sorted({0, *range(0, len(content), len(content) // 25 + 1), len(content) - 1})


@DOCUMENTS
def test_a_byte_of_any_stream_changed_is_noticed(pdf: bytes) -> None:
    parts = Parts.of(pdf)
    streams = {n: each for n, each in parts.objects.items() if each.raw}
    assert len(streams) >= 8
    for number, each in streams.items():
        content = content_of(each)
        longer = [content + b"\n", content[:-1]]
        flipped = (
            content[:n] + bytes([content[n] ^ 1]) + content[n + 1 :] for n in places(content)
        )
        for other in (*longer, *flipped):
            assert not compared(parts.with_object(number, each.value, other), parts), number


@DOCUMENTS
def test_a_byte_of_any_table_of_a_font_changed_is_noticed_though_all_sums_are_true(
    pdf: bytes,
) -> None:
    parts = Parts.of(pdf)
    number, tables = a_font(parts)
    assert {b"glyf", b"loca", b"hmtx", b"cmap"} <= tables.keys()
    for tag, table in tables.items():
        for place in places(table):
            if tag == b"head" and 8 <= place < 12:
                continue
            changed = table[:place] + bytes([table[place] ^ 1]) + table[place + 1 :]
            font = font_of({**tables, tag: changed})
            assert font_tables(font) is not None
            assert not compared(
                parts.with_object(number, parts.objects[number].value, font), parts
            ), (tag, place)


def test_swapped_glyphs_and_widths_are_noticed_although_the_text_reads_the_same() -> None:
    parts = Parts.of(DECLARATION)
    number, tables = a_font(parts)
    loca = tables[b"loca"]
    width = tables[b"hmtx"]
    # The glyphs of 4 and 5 in each other's place: 19,541 reads the same and shows 19,451.
    four, five = 0x34, 0x35
    swapped = bytearray(loca)
    swapped[2 * four : 2 * four + 4] = loca[2 * five : 2 * five + 4]
    swapped[2 * five : 2 * five + 4] = loca[2 * four : 2 * four + 4]
    wide = bytearray(width)
    wide[4 * four : 4 * four + 2] = b"\x0f\xff"
    for tag, table in ((b"loca", bytes(swapped)), (b"hmtx", bytes(wide))):
        assert table != tables[tag]
        assert not same_document(
            with_font(parts, number, font_of({**tables, tag: table})), DECLARATION
        )


def test_a_font_has_room_for_nothing_but_its_tables() -> None:
    parts = Parts.of(DECLARATION)
    number, tables = a_font(parts)
    font = content_of(parts.objects[number])
    more = font_of({**tables, b"zzzz": b"hidden"})
    between = bytearray(font)
    (padded,) = {
        at + length for _, _, at, length in (entry_of(font, tag) for tag in [b"prep"]) if length % 4
    }
    between[padded] = 1
    for other in (font + b"\0\0\0\0", more, bytes(between), font[:-4], b"", font[:11]):
        assert font_tables(font) is not None
        assert not same_document(with_font(parts, number, other), DECLARATION)


def entry_of(font: bytes, tag: bytes) -> tuple[bytes, int, int, int]:
    at = font.index(tag)
    found: tuple[bytes, int, int, int] = struct.unpack(">4s3L", font[at : at + 16])
    return found


@DOCUMENTS
def test_an_object_that_nothing_leads_to_is_noticed(pdf: bytes) -> None:
    parts = Parts.of(pdf)
    new = len(parts.objects) + 1
    hidden = Object(new, 0, {"Type": 1}, None, 0, 0, 1)
    trailer = {**parts.trailer, "Size": new + 1}
    for each in (parts.trailer, trailer):
        assert not same_document(Parts({**parts.objects, new: hidden}, each).written(), pdf)


@DOCUMENTS
def test_two_objects_made_one_and_one_made_two_are_noticed(pdf: bytes) -> None:
    parts = Parts.of(pdf)
    first, second, *_ = (n for n, each in parts.objects.items() if is_font(each))
    for number, each in parts.objects.items():
        if isinstance(each.value, dict) and each.value.get("FontFile2") == Ref(second, 0):
            one = parts.with_object(number, {**each.value, "FontFile2": Ref(first, 0)})
            assert not compared(one, parts)
            assert not compared(parts, one)


BETWEEN = [b" ", b"\n", b"% hidden\n", b"\0", b"  "]


@pytest.mark.parametrize("hidden", BETWEEN)
def test_bytes_between_appended_or_cut_off_are_noticed(hidden: bytes) -> None:
    for mark in (b"\n2 0 obj", b"\nxref\n", b"\ntrailer", b"\nstartxref", b" /Root", b"\nendobj"):
        place = DECLARATION.rindex(mark) + 1
        other = DECLARATION[:place] + hidden + DECLARATION[place:]
        start = other.rindex(b"xref\n0")
        other = re.sub(rb"startxref\n\d+", b"startxref\n%d" % start, other)
        assert not same_document(other, DECLARATION), mark
    assert not same_document(DECLARATION + hidden, DECLARATION)
    assert not same_document(hidden + DECLARATION, DECLARATION)
    assert not same_document(DECLARATION[:-1], DECLARATION)
    assert not same_document(DECLARATION[:20_000], DECLARATION)
    assert page_count(DECLARATION) == 1


def test_one_changed_digit_is_noticed_however_the_file_is_packed() -> None:
    report = samples.oxford_east()
    people = list(report.candidates)
    people[0] = replace(people[0], votes=people[0].votes + 1)
    other = render_declaration(replace(report, candidates=tuple(people)))
    assert not same_document(other, DECLARATION)
    assert not same_document(Parts.of(other).written(level=1), DECLARATION)


def test_an_added_overlay_is_noticed() -> None:
    with pikepdf.open(BytesIO(DECLARATION)) as document:
        document.pages[0].contents_add(b"0 0 100 100 re f", prepend=False)
        assert not same_document(written(document), DECLARATION)


def test_a_stream_that_unpacks_without_end_is_not_unpacked() -> None:
    parts = Parts.of(DECLARATION)
    number = next(n for n, each in parts.objects.items() if each.raw and not is_font(each))
    bomb = packed(parts.objects[number], bytes(50_000_000), 9)
    pdf = Parts({**parts.objects, number: bomb}, parts.trailer).written()
    assert len(pdf) < 200_000
    assert not same_document(pdf, DECLARATION)


@pytest.mark.parametrize("junk", [b"", b"hello", b"%PDF-1.7\n", b"PK\x03\x04", DECLARATION[:900]])
def test_bytes_that_are_no_document_of_ours_are_not_alike(junk: bytes) -> None:
    assert not same_document(junk, DECLARATION)


COMMENT = range(10, 14)
"""Where the library's own comment stands."""


@given(st.integers(0, len(DECLARATION) - 1).filter(lambda n: n not in COMMENT), st.integers(0, 7))
@example(DECLARATION.index(b"(result.json) ") + len(b"(result.json)"), 4)
@settings(max_examples=300, deadline=None)
def test_no_changed_bit_passes_as_the_same(place: int, bit: int) -> None:
    changed = bytearray(DECLARATION)
    changed[place] ^= 1 << bit
    assert not same_document(bytes(changed), DECLARATION)


def test_no_changed_bit_outside_the_streams_passes_as_the_same() -> None:
    streams = [
        range(found.start(1), found.end(1))
        for found in re.finditer(rb"stream\n(.*?)\nendstream", DECLARATION, re.DOTALL)
    ]
    bare = [
        n
        for n in range(len(DECLARATION))
        if n not in COMMENT and not any(n in part for part in streams)
    ]
    chance = random.Random(41)
    for place in chance.sample(bare, 400):
        changed = bytearray(DECLARATION)
        changed[place] ^= 1 << chance.randrange(8)
        assert not same_document(bytes(changed), DECLARATION), (place, DECLARATION[place])


# ---- the signature's own revision


def tables_backwards(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[bytes], bytes] = lambda font: font
) -> None:
    """Let signing embed its fonts as a library would that orders tables otherwise."""
    subset = typeface._subset

    def otherwise(
        face: typeface.Typeface, characters: frozenset[str]
    ) -> tuple[bytes, dict[str, int]]:
        font, glyphs = subset(face, characters)
        tables = tables_of(font)
        return change(font_of(tables, sorted(tables, reverse=True))), glyphs

    monkeypatch.setattr(typeface, "_subset", otherwise)


def test_a_signature_whose_fonts_were_ordered_otherwise_holds(
    unsigned: bytes, practice: Identity, stamp: Stamp, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        tables_backwards(then)
        signed = sign(unsigned, practice, at=NIGHT, stamp=stamp)
    assert signed != sign(unsigned, practice, at=NIGHT, stamp=stamp)
    found = examine(signed)
    assert found.problems == ()
    assert found.holds


def test_a_signature_whose_fonts_show_other_letters_does_not_hold(
    unsigned: bytes, practice: Identity, stamp: Stamp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def swapped(font: bytes) -> bytes:
        tables = tables_of(font)
        loca = tables[b"loca"]
        return font_of({**tables, b"loca": loca[:2] + loca[4:6] + loca[2:4] + loca[6:]})

    with monkeypatch.context() as then:
        tables_backwards(then, swapped)
        signed = sign(unsigned, practice, at=NIGHT, stamp=stamp)
    assert examine(signed).problems == ("other-revision",)


def length_in(value: Value) -> Value | None:
    assert isinstance(value, dict)
    return value.get("Length")


def test_every_single_value_of_the_signature_s_revision_is_compared(
    unsigned: bytes, signed: bytes
) -> None:
    assert alike.same_signed(signed, signed, len(unsigned))
    before = alike._revision(unsigned, 15)
    revision = alike._signed(signed, len(unsigned), before)

    def same(other: alike._Revision) -> bool:
        try:
            return alike._Comparison(
                {**before.objects, **other.objects}, {**before.objects, **revision.objects}
            ).same(other, revision)
        except NotPlain:
            return False

    assert same(revision)
    parts = Parts(revision.objects, revision.trailer)
    tried = 0
    for number, each in revision.objects.items():
        changed = [
            parts.with_object(number, value)
            for value in changes(each.value)
            # How a stream is packed is the library's; that it is packed so is read with the file.
            if each.raw is None or dictionary(each).get("Length") is length_in(value)
        ]
        if each.raw is not None:
            content = content_of(each)
            flipped = [
                content[:n] + bytes([content[n] ^ 1]) + content[n + 1 :] for n in places(content)
            ]
            changed += [
                parts.with_object(number, each.value, other) for other in (*flipped, content + b" ")
            ]
        for other in changed:
            assert not same(alike._Revision(other.objects, revision.trailer, revision.table)), (
                number,
                other.objects[number].value,
            )
            tried += 1
    for trailer in changes(revision.trailer):
        assert isinstance(trailer, dict)
        assert not same(alike._Revision(revision.objects, trailer, revision.table))
    assert tried > 500
