"""The chain of hashes over a stream's stored bytes, and the codes that are written on paper.

leaf = SHA-256(00 ‖ bytes), head = SHA-256(01 ‖ previous head ‖ leaf).
The first previous head is SHA-256 over a format name, the count's random
origin and the stream's name, so that no stream stands in for another.
"""

from hashlib import sha256

FORMAT_NAME = "tallyapp.tally/1"
# No I, L, O or U: agents write codes down by hand at two in the morning.
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_BITS = 80


def start(origin: str, stream: str) -> bytes:
    """The head of a stream before its first act; `origin` is the id of the count's first act."""
    return sha256(f"{FORMAT_NAME}\n{origin}\n{stream}\n".encode()).digest()


def leaf(entry: bytes) -> bytes:
    """The hash of one entry, which can stand in for it where the entry itself is withheld."""
    # A prefix for leaves and another for heads: no entry can be made to read as a head.
    return sha256(b"\x00" + entry).digest()


def following(head: bytes, entry: bytes) -> bytes:
    """The head after one more entry."""
    return sha256(b"\x01" + head + sha256(b"\x00" + entry).digest()).digest()


def code(origin: str, stream: str, seq: int, head: bytes) -> str:
    """The first 80 bits of SHA-256 over origin, stream,
    position and head: four groups of four, base 32.
    """
    digest = sha256(
        f"{FORMAT_NAME}/code\n{origin}\n{stream}\n{seq}\n{head.hex()}\n".encode()
    ).digest()
    number = int.from_bytes(digest[: _CODE_BITS // 8], "big")
    letters = [_CROCKFORD[(number >> shift) & 31] for shift in range(_CODE_BITS - 5, -1, -5)]
    return "-".join("".join(letters[i : i + 4]) for i in range(0, len(letters), 4))


def read_code(text: str) -> str:
    """A code as somebody wrote it down, in the form in which it is
    printed (O is 0, I and L are 1).
    """
    # Hyphens, spaces and case are how people write; only the letters were ever printed.
    letters = "".join(c for c in text.upper() if c.isalnum()).translate(str.maketrans("OIL", "011"))
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))
