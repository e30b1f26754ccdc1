"""Make grey.icc, the colour profile that documents name for their greys.

python make_grey.py

An ICC profile of version 2.1, of a grey screen with a gamma of 2.2 and the white of D50: the least
that an archive can show the greys of a page by. Run again, it gives the same bytes.
"""

from pathlib import Path
from struct import pack

MADE = (2026, 11, 27, 0, 0, 0)
GAMMA = 2.2
D50 = (0.9642, 1.0, 0.8249)
NAME = b"Grey, gamma 2.2\0"
NOBODYS = b"No copyright, use freely\0"


def fixed(number: float) -> int:
    """A number with sixteen bits behind the point."""
    return round(number * 65_536)


def white() -> bytes:
    """The white of D50, as three numbers."""
    return pack(">3i", *map(fixed, D50))


def tags() -> dict[bytes, bytes]:
    """What the profile says, under the names that ICC gives it."""
    in_other_scripts = bytes(4 + 4 + 2 + 1 + 67)
    return {
        b"desc": b"desc\0\0\0\0" + pack(">I", len(NAME)) + NAME + in_other_scripts,
        b"cprt": b"text\0\0\0\0" + NOBODYS,
        b"wtpt": b"XYZ \0\0\0\0" + white(),
        b"kTRC": b"curv\0\0\0\0" + pack(">IH", 1, round(GAMMA * 256)),
    }


def profile() -> bytes:
    """Header, table of tags, and the tags, each at a place that four divides."""
    said = tags()
    start = 128 + 4 + 12 * len(said)
    table = pack(">I", len(said))
    body = b""
    for name, content in said.items():
        table += name + pack(">II", start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    header = pack(
        ">I4sI4s4s4s6H4s28s12s48s",
        start + len(body),
        bytes(4),
        0x02100000,
        b"mntr",
        b"GRAY",
        b"XYZ ",
        *MADE,
        b"acsp",
        bytes(28),
        white(),
        bytes(48),
    )
    return header + table + body


if __name__ == "__main__":
    Path(__file__).with_name("grey.icc").write_bytes(profile())
