"""One bit changed in each structure of a signed document, and bytes put in, cut off or repeated.

Every bit of chance places: tests/audit/test_damage.py.
"""

import re
from collections.abc import Callable

from tests.audit.attacks.table import Attack, Kind, World

KIND = Kind.BYTES
Bytes = Callable[[bytes], bytes]


def _bit(mark: bytes, further: int = 0, *, last: bool = False) -> Bytes:
    """One bit changed so many bytes after where a mark begins, at its first place or its last."""

    def change(pdf: bytes) -> bytes:
        place = (pdf.rindex(mark) if last else pdf.index(mark)) + further
        return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]

    return change


def _digit(pattern: bytes) -> Bytes:
    """Another digit where the pattern has its group: what it is, is chance."""

    def change(pdf: bytes) -> bytes:
        found = re.search(pattern, pdf)
        assert found
        place = found.start(1)
        return pdf[:place] + (b"1" if found[1] == b"0" else b"0") + pdf[place + 1 :]

    return change


def _in_the_data(pdf: bytes) -> bytes:
    """One bit of the sum at the end of a file that is packed in the document."""
    place = pdf.index(b"\nendstream", pdf.index(b"/Type /EmbeddedFile")) - 1
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def _in_the_value(pdf: bytes) -> bytes:
    """One digit near the end of the signature's own value."""
    start = pdf.index(b"/Contents <") + len(b"/Contents <")
    end = len(pdf[: pdf.index(b">", start)].rstrip(b"0"))
    place = end - 20
    return pdf[:place] + (b"1" if pdf[place : place + 1] == b"0" else b"0") + pdf[place + 1 :]


UNREADABLE = ("signature",)
"""What cannot be followed is given to no reader."""
IN_THE_SIGNATURE = ("signature", "padding")
IN_THE_PAGES = ("signature", "padding", "rendering")
NO_SIGNATURE = ("signature", "rendering")
BEHIND = ("signature", "coverage")

_ONE_BIT: dict[tuple[str, ...], dict[str, Bytes]] = {
    IN_THE_PAGES: {
        "the header": _bit(b"%PDF-1.7", 7),
        "the catalogue": _bit(b"/Type /Catalog", 8),
        "the page": _bit(b"/MediaBox [ 0 0 595", 16),
        "the page's content": _bit(b"/Contents ", 10),
        "a font's program": _bit(b"/Length1 1", 200),
        "a font's letters as text": _bit(b"/ToUnicode", 12),
        "the size of the data": _digit(rb"/CheckSum <[0-9a-f]{32}> [^>]*/Size (\d)"),
        "a sum of the data": _digit(rb"/CheckSum <(\w)"),
        "the name of a file": _bit(b"(result.json)", 1),
        "the document's information": _bit(b"/Title (", 9),
        "the identifier": _digit(rb"/ID \[ ?<(\w)"),
        "the table's place": _bit(b"startxref\n", 11),
        "the trailer": _bit(b"trailer", 12),
    },
    IN_THE_SIGNATURE: {
        # What cannot be unpacked is none of ours, and says nothing.
        "the data": _in_the_data,
        # The library's own remark is compared with nothing: the signature covers it.
        "the remark of the header": _bit(b"\n%", 3),
        "the signature's place on the page": _bit(b"/Rect [", 8, last=True),
        "the time of signing": _bit(b"/M (D", 9),
        "the rights that the author keeps": _bit(b"/DocMDP", 2),
        "the picture of the stamp": _bit(b"/BBox [ 0 0 240.95", 13),
    },
    NO_SIGNATURE: {
        "the signature's field": _bit(b"/FT /Sig", 6, last=True),
        "what is signed of the file": _bit(b"/ByteRange [0 ", 15),
        "the signature's beginning": _bit(b"/Contents <30", 14),
    },
    UNREADABLE: {
        "an object's number": _bit(b"\n2 0 obj", 1),
        "the table": _bit(b"\nxref\n", 30),
        "the signature's value": _in_the_value,
        "the second table": _bit(b"\nxref\n", 30, last=True),
        "the end": _bit(b"%%EOF", 3, last=True),
    },
}
_MORE: dict[tuple[str, ...], dict[str, Bytes]] = {
    UNREADABLE: {
        "a byte in front": lambda pdf: b" " + pdf,
        "the first half alone": lambda pdf: pdf[: len(pdf) // 2],
        "every line end another": lambda pdf: pdf.replace(b"\n", b"\r\n"),
    },
    BEHIND: {
        "a byte behind": lambda pdf: pdf + b"\0",
        "the whole file twice": lambda pdf: pdf * 2,
    },
    NO_SIGNATURE: {"the last byte cut off": lambda pdf: pdf[:-1]},
}


def _made(change: Bytes) -> Callable[[World], bytes]:
    return lambda world: change(world.hall.declaration)


ATTACKS: tuple[Attack, ...] = (
    *(
        Attack(f"one bit of {name}", KIND, _made(change), caught)
        for caught, changes in _ONE_BIT.items()
        for name, change in changes.items()
    ),
    *(
        Attack(name, KIND, _made(change), caught)
        for caught, changes in _MORE.items()
        for name, change in changes.items()
    ),
)
