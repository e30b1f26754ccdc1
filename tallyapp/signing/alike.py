"""
Whether two documents are the same in every object, whatever library wrote them.

A later library may number the objects otherwise, pack a stream tighter, name itself in a comment or
put a font's tables in another order: nobody sees that, and an old document must not fail for it.
Everything else must be equal, and the file must hold nothing else: each object is reached from the
trailer, stands behind the one before it with no byte between, and is written in the one way in
which such an object can be written.
"""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from tallyapp.signing.fonts import font_tables
from tallyapp.signing.syntax import (
    BEGINS,
    MOST_OBJECTS,
    MOST_VALUES,
    Name,
    NotPlain,
    Object,
    Ref,
    TooMany,
    Value,
    match,
    object_at,
    value_at,
)

_HEADER = re.compile(rb"%PDF-1\.7\n%[\x80-\xff]{4}\n")
"""The bytes of the comment are the library's; they only say that the file is no text."""
_TRAILER = re.compile(rb"trailer(?=[ \n])")
_PACKING = frozenset({"Length", "Filter"})
_FLATE = Name("FlateDecode")
_FONT = "FontFile2"
_OF_THE_SIGNATURE = frozenset({"ByteRange", "Contents"})


@dataclass(frozen=True)
class _Revision:
    """The objects of a revision, its trailer, and the place of its table."""

    objects: Mapping[int, Object]
    trailer: dict[str, Value]
    table: int


def same_document(a: bytes, b: bytes) -> bool:
    """Whether two unsigned documents are the same in every object; `b` is one that was drawn here.

    No more of `a` is unpacked than is in `b`.
    """
    if a == b:
        return True
    try:
        ours = _revision(a, match(_HEADER, a, 0).end())
        drawn = _revision(b, match(_HEADER, b, 0).end())
        return _Comparison(ours.objects, drawn.objects).same(ours, drawn)
    except NotPlain:
        return False


def same_signed(a: bytes, b: bytes, unsigned: int) -> bool:
    """Whether two signed documents, alike in so many bytes, add the same to them.

    What the signature covers and its value are left out: whoever asks looks at these.
    """
    try:
        if a[:unsigned] != b[:unsigned]:
            return False
        before = _revision(a[:unsigned], match(_HEADER, a, 0).end())
        ours = _signed(a, unsigned, before)
        drawn = _signed(b, unsigned, before)
        comparison = _Comparison(
            {**before.objects, **ours.objects}, {**before.objects, **drawn.objects}
        )
        return comparison.same(ours, drawn)
    except NotPlain:
        return False


# ---- reading


def _revision(pdf: bytes, at: int) -> _Revision:
    """The revision that begins there and ends with the file; NotPlain if it holds anything else."""
    objects: dict[int, Object] = {}
    read = 0
    while BEGINS.match(pdf, at):
        found = object_at(pdf, at, exact=True)
        if found.number in objects or found.generation:
            raise NotPlain(f"object {found.number} twice")
        objects[found.number] = found
        read += found.values
        if len(objects) > MOST_OBJECTS or read > MOST_VALUES:
            raise TooMany(f"more than {MOST_OBJECTS:,} objects or {MOST_VALUES:,} values")
        at = found.end
    table = _table(objects)
    if not pdf.startswith(table, at):
        raise NotPlain("a table that is not that of the objects")
    trailer, end = value_at(pdf, match(_TRAILER, pdf, at + len(table)).end(), exact=True)
    if not isinstance(trailer, dict):
        raise NotPlain("a trailer that is no dictionary")
    if pdf[end:] != b"\nstartxref\n%d\n%%%%EOF\n" % at:
        raise NotPlain("another end")
    return _Revision(objects, trailer, at)


def _table(objects: Mapping[int, Object]) -> bytes:
    """The table of these objects, which can be written in one way only."""
    numbers = sorted({0, *objects})
    starts = [0, *(n for last, n in pairwise(numbers) if n != last + 1)]
    ends = [*(last + 1 for last, n in pairwise(numbers) if n != last + 1), numbers[-1] + 1]
    parts = [b"xref\n"]
    for start, end in zip(starts, ends, strict=True):
        # The first entry is of no object: pyHanko gives it room for one more.
        parts.append(b"%d %d\n" % (start, end - start))
        parts += [
            b"%010d 00000 n \n" % objects[n].start if n else b"0000000000 65535 f \n"
            for n in range(start, end)
        ]
    return b"".join(parts)


def _signed(pdf: bytes, unsigned: int, before: _Revision) -> _Revision:
    """The signature's revision, without what the signature covers and its value."""
    found = _revision(pdf, unsigned)
    if found.trailer.get("Prev") != before.table:
        raise NotPlain("a revision of something else")
    signatures = [
        each
        for each in found.objects.values()
        if isinstance(each.value, dict) and each.value.keys() >= _OF_THE_SIGNATURE
    ]
    if len(signatures) != 1:
        raise NotPlain("not one signature")
    (signature,) = signatures
    kept = {
        key: each for key, each in _dictionary(signature).items() if key not in _OF_THE_SIGNATURE
    }
    objects = {**found.objects, signature.number: replace(signature, value=kept)}
    return replace(found, objects=objects)


# ---- comparing


class _Comparison:
    """Walks through two documents from their trailers, and meets every object of both once."""

    def __init__(self, a: Mapping[int, Object], b: Mapping[int, Object]) -> None:
        self._a = a
        self._b = b
        self._met: dict[int, int] = {}
        self._taken: set[int] = set()
        self._pending: list[tuple[int, int]] = []
        self._fonts: set[int] = set()

    def same(self, a: _Revision, b: _Revision) -> bool:
        """Whether the walks find the same everywhere, and leave nothing out."""
        if not self._alike(a.trailer, b.trailer):
            return False
        while self._pending:
            ours, drawn = self._pending.pop()
            if ours not in self._a or drawn not in self._b:
                return False
            if not self._same_object(self._a[ours], self._b[drawn]):
                return False
        # What nothing leads to is a hiding place: nobody sees it, and a reader may take it up.
        return a.objects.keys() <= self._met.keys() and b.objects.keys() <= self._taken

    def _same_object(self, a: Object, b: Object) -> bool:
        if a.raw is None or b.raw is None:
            return a.raw is b.raw and self._alike(a.value, b.value)
        if not self._alike(_dictionary(a, _PACKING), _dictionary(b, _PACKING)):
            return False
        drawn = _content(b)
        ours = _content(a, len(drawn))
        return ours == drawn or (a.number in self._fonts and _same_font(ours, drawn))

    def _alike(self, a: Value, b: Value) -> bool:
        # By type first: to Python true is 1, and 1 is 1.0.
        if type(a) is not type(b):
            return False
        if isinstance(a, Ref) and isinstance(b, Ref):
            return self._paired(a, b)
        if isinstance(a, list) and isinstance(b, list):
            return len(a) == len(b) and all(map(self._alike, a, b))
        if isinstance(a, dict) and isinstance(b, dict):
            return a.keys() == b.keys() and all(self._entry(key, a[key], b[key]) for key in a)
        # As it is written: 1.50 and 1.5 are one number, and two files.
        if isinstance(a, Decimal):
            return str(a) == str(b)
        return a == b

    def _entry(self, key: str, a: Value, b: Value) -> bool:
        if key == _FONT and isinstance(a, Ref):
            self._fonts.add(a.number)
        return self._alike(a, b)

    def _paired(self, a: Ref, b: Ref) -> bool:
        """Whether both refer to the same place of the documents, as far as they are known."""
        if a.generation or b.generation:
            return False
        if a.number in self._met:
            return self._met[a.number] == b.number
        if b.number in self._taken:
            return False
        self._met[a.number] = b.number
        self._taken.add(b.number)
        self._pending.append((a.number, b.number))
        return True


def _dictionary(of: Object, without: frozenset[str] = frozenset()) -> dict[str, Value]:
    if not isinstance(of.value, dict):
        raise NotPlain(f"object {of.number} is no dictionary")
    return {key: value for key, value in of.value.items() if key not in without}


def _content(stream: Object, most: int | None = None) -> bytes:
    """What a stream holds, unpacked; NotPlain if it is more than `most` bytes."""
    raw = stream.raw or b""
    packed = "Filter" in _dictionary(stream)
    if packed and _dictionary(stream)["Filter"] != _FLATE:
        raise NotPlain(f"stream {stream.number} is packed in another way")
    content = raw
    if packed:
        unpacker = zlib.decompressobj()
        try:
            content = unpacker.decompress(raw, 0 if most is None else most + 1)
        except zlib.error as error:
            raise NotPlain(f"stream {stream.number} cannot be unpacked") from error
        if not unpacker.eof or unpacker.unused_data:
            raise NotPlain(f"stream {stream.number} goes on, or is cut off")
    if most is not None and len(content) > most:
        raise NotPlain(f"stream {stream.number} is larger")
    return content


def _same_font(ours: bytes, drawn: bytes) -> bool:
    """Whether two fonts have the same tables, in whatever order they stand."""
    tables = font_tables(ours)
    return tables is not None and tables == font_tables(drawn)
