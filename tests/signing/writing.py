"""Documents as another library writes them: the same objects, packed and ordered otherwise."""

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from tallyapp.signing import alike
from tallyapp.signing.syntax import Name, Object, Ref, Value, Word

COMMENT = b"\xbf\xf7\xa2\xfe"
FLATE = Name("FlateDecode")


@dataclass(frozen=True)
class Parts:
    """A document taken apart: its objects and its trailer."""

    objects: Mapping[int, Object]
    trailer: dict[str, Value]

    @classmethod
    def of(cls, pdf: bytes) -> "Parts":
        read = alike._revision(pdf, alike._HEADER.match(pdf).end())  # type: ignore[union-attr]
        return cls(read.objects, read.trailer)

    def with_object(self, number: int, value: Value, content: bytes | None = None) -> "Parts":
        """With another value, and if it is a stream, other content in it."""
        changed = replace(self.objects[number], value=value)
        if content is not None:
            changed = packed(changed, content, 9)
        return Parts({**self.objects, number: changed}, self.trailer)

    def written(
        self,
        *,
        comment: bytes = COMMENT,
        numbers: Callable[[int], int] = lambda number: number,
        level: int | None = None,
        backwards: bool = False,
    ) -> bytes:
        """The document as a file, with its objects numbered, packed and ordered so."""
        out = bytearray(b"%PDF-1.7\n%" + comment + b"\n")
        places: dict[int, int] = {}
        for number, each in sorted(self.objects.items(), reverse=backwards):
            if level is not None and each.raw is not None and "Filter" in dictionary(each):
                each = packed(each, content_of(each), level)
            places[numbers(number)] = len(out)
            out += b"%d 0 obj\n" % numbers(number) + spelt(each.value, numbers)
            if each.raw is not None:
                out += b"\nstream\n" + each.raw + b"\nendstream"
            out += b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        for _, place in sorted(places.items()):
            out += b"%010d 00000 n \n" % place
        out += b"trailer " + spelt(self.trailer, numbers)
        out += b"\nstartxref\n%d\n%%%%EOF\n" % start
        return bytes(out)


def dictionary(of: Object) -> dict[str, Value]:
    assert isinstance(of.value, dict)
    return of.value


def content_of(stream: Object) -> bytes:
    """What a stream holds, unpacked."""
    assert stream.raw is not None
    return zlib.decompress(stream.raw) if "Filter" in dictionary(stream) else stream.raw


def packed(stream: Object, content: bytes, level: int) -> Object:
    """The stream with this content, packed so tightly, with its lengths told truly."""
    raw = zlib.compress(content, level)
    value = {**dictionary(stream), "Filter": FLATE, "Length": len(raw)}
    if "Length1" in value:
        value["Length1"] = len(content)
    return replace(stream, value=value, raw=raw)


def spelt(value: Value, numbers: Callable[[int], int]) -> bytes:
    """A value as a file has it."""
    match value:
        case Name(text):
            return b"/" + b"".join(
                b"%c" % code if chr(code).isalnum() or chr(code) in "+-._," else b"#%02x" % code
                for code in text.encode("latin-1")
            )
        case Ref(number, generation):
            return b"%d %d R" % (numbers(number), generation)
        case Word(text):
            return text.encode()
        case Decimal():
            return f"{value:f}".encode()
        case int():
            return b"%d" % value
        case bytes():
            return b"<%b>" % value.hex().encode()
        case list():
            return b"[ " + b"".join(spelt(each, numbers) + b" " for each in value) + b"]"
        case dict():
            entries = (spelt(Name(k), numbers) + b" " + spelt(v, numbers) for k, v in value.items())
            return b"<< " + b"".join(entry + b" " for entry in entries) + b">>"


# ---- every single thing changed


def changes(value: Value) -> Iterator[Value]:
    """The value with one thing in it changed, as often as there are things in it."""
    match value:
        case list():
            for at, each in enumerate(value):
                yield from ([*value[:at], new, *value[at + 1 :]] for new in changes(each))
                yield value[:at] + value[at + 1 :]
            yield [*value, 0]
        case dict():
            for key, each in value.items():
                yield from ({**value, key: new} for new in changes(each))
                yield {k: v for k, v in value.items() if k != key}
            yield {**value, "Hidden": 0}
        case _:
            yield from _others(value)


def _others(value: Value) -> Iterator[Value]:
    match value:
        case Name(text):
            yield Name(text + "X")
        case Ref(number, generation):
            yield Ref(number + 1, generation)
            yield Ref(number, generation + 1)
            yield Word("null")
        case Word(text):
            yield Word("false" if text == "true" else "true")
        case Decimal():
            yield value + 1
            yield Decimal(f"{value:f}0")
        case int():
            yield value + 1
            yield Decimal(f"{value}.0")
        case bytes():
            yield value + b"X"
            yield value[:-1] + bytes([value[-1] ^ 1]) if value else b"Y"


# ---- fonts


def tables_of(font: bytes) -> dict[bytes, bytes]:
    """The tables of a font, as they stand in it."""
    entries = [
        struct.unpack(">4s3L", font[12 + 16 * n : 28 + 16 * n])
        for n in range(int.from_bytes(font[4:6], "big"))
    ]
    return {tag: font[at : at + length] for tag, _, at, length in entries}


def font_of(tables: Mapping[bytes, bytes], order: list[bytes] | None = None) -> bytes:
    """A font of these tables in this order, with every checksum true."""
    number = len(tables)
    power = 1 << (number.bit_length() - 1)
    search = (number, 16 * power, power.bit_length() - 1, 16 * (number - power))
    at = 12 + 16 * number
    body = b""
    entries = {}
    for tag in order or list(tables):
        table = tables[tag]
        if tag == b"head":
            table = table[:8] + bytes(4) + table[12:]
        padded = table + bytes(-len(table) % 4)
        entries[tag] = struct.pack(">4s3L", tag, _sum(padded), at + len(body), len(table))
        body += padded
    directory = b"".join(entries[tag] for tag in sorted(entries))
    font = struct.pack(">4s4H", b"\0\1\0\0", *search) + directory + body
    place = struct.unpack(">4s3L", entries[b"head"])[2] + 8
    adjustment = (0xB1B0AFBA - _sum(font)) & 0xFFFFFFFF
    return font[:place] + adjustment.to_bytes(4, "big") + font[place + 4 :]


def _sum(padded: bytes) -> int:
    total: int = sum(struct.unpack(f">{len(padded) // 4}L", padded))
    return total & 0xFFFFFFFF
