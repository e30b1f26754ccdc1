"""The tables of a TrueType font, read so strictly that the file has room for nothing else."""

import struct

_TRUETYPE = b"\0\1\0\0"
_MOST_TABLES = 64
_HEAD = b"head"
_ADJUSTED = slice(8, 12)
_WHOLE = 0xB1B0AFBA
"""What a font's checksum and its adjustment come to (OpenType, the table `head`)."""


def font_tables(font: bytes) -> dict[bytes, bytes] | None:
    """Each table by its tag, or None for bytes that are not tables alone, all with true checksums.

    `head` comes without its adjustment, which follows from the order of the tables.
    """
    number = int.from_bytes(font[4:6], "big")
    first = 12 + 16 * number
    if not 0 < number <= _MOST_TABLES or len(font) < first or font[:12] != _begun(number):
        return None
    entries = sorted(struct.unpack(">4s3L", font[12 + 16 * n : 28 + 16 * n]) for n in range(number))
    tables: dict[bytes, bytes] = {}
    end = first
    for tag, checksum, offset, length in sorted(entries, key=lambda entry: entry[2]):
        padded = -(-length // 4) * 4
        table = font[offset : offset + length]
        # Each begins where the one before it ends, or something stands between.
        if offset != end or len(font) < end + padded or tag in tables:
            return None
        if any(font[offset + length : offset + padded]):
            return None
        if tag == _HEAD:
            table = table[: _ADJUSTED.start] + bytes(4) + table[_ADJUSTED.stop :]
        if _sum(table) != checksum:
            return None
        tables[tag] = table
        end = offset + padded
    if end != len(font) or _HEAD not in tables or not _adjusted(font, entries):
        return None
    return tables


def _begun(number: int) -> bytes:
    """How a font of so many tables begins: numbers for a search that follow from how many."""
    doublings = number.bit_length() - 1
    room = 16 << doublings
    return struct.pack(">4s4H", _TRUETYPE, number, room, doublings, 16 * number - room)


def _adjusted(font: bytes, entries: list[tuple[bytes, int, int, int]]) -> bool:
    """Whether the adjustment in `head` is that of this font."""
    at = next(offset for tag, _, offset, _ in entries if tag == _HEAD) + _ADJUSTED.start
    bare = font[:at] + bytes(4) + font[at + 4 :]
    return font[at : at + 4] == ((_WHOLE - _sum(bare)) & 0xFFFFFFFF).to_bytes(4, "big")


def _sum(data: bytes) -> int:
    """The checksum of a table: the sum of its words of four bytes."""
    padded = data.ljust(-(-len(data) // 4) * 4, b"\0")
    total: int = sum(struct.unpack(f">{len(padded) // 4}L", padded))
    return total & 0xFFFFFFFF
