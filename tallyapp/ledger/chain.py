"""The chain of hashes over a stream's stored bytes, and the codes that are written on paper.

leaf = SHA-256(00 ‖ signature ‖ entry), head = SHA-256(01 ‖ previous head ‖ leaf).
The first previous head is SHA-256 over a format name, the count's random
origin and the stream's name, so that no stream stands in for another.
"""

from hashlib import sha256

# No I, L, O or U: agents write codes down by hand at two in the morning.
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = 25
_GROUP = 5
_AS_PRINTED = str.maketrans("OILU", "011V")


def start(origin: str, stream: str) -> bytes:
    """The head of a stream before its first act; `origin` is the id of the count's first act."""
    return sha256(f"tallyapp.stream/1\n{origin}\n{stream}\n".encode()).digest()


def leaf(signature: bytes, entry: bytes) -> bytes:
    """The hash of one entry and its signature, which can stand in for both where it is withheld."""
    # A prefix for leaves and another for heads: no entry can be made to read as a head. The
    # signature is in it, so that nobody can put another in its place once a code was noted.
    return sha256(b"\x00" + signature + entry).digest()


def following(head: bytes, of_entry: bytes) -> bytes:
    """The head after one more entry, whose leaf is given."""
    return sha256(b"\x01" + head + of_entry).digest()


def code(origin: str, stream: str, seq: int, head: bytes) -> str:
    """The first 125 bits of SHA-256 over origin, stream, position and head: five groups of five."""
    text = f"tallyapp.code/1\n{origin}\n{stream}\n{seq}\n{head.hex()}\n"
    # With 80 bits whoever keeps the file can look for two contents of one code, and find them.
    number = int.from_bytes(sha256(text.encode()).digest(), "big") >> (256 - 5 * _LETTERS)
    shifts = range(5 * (_LETTERS - 1), -1, -5)
    return _grouped("".join(_CROCKFORD[(number >> shift) & 31] for shift in shifts))


def read_code(text: str) -> str:
    """A code as somebody wrote it down, in the form in which it is printed:
    O is 0, I and L are 1, U is V.
    """
    # Hyphens, spaces and case are how people write; only the letters were ever printed.
    letters = "".join(filter(str.isalnum, text.upper()))
    return _grouped(letters.translate(_AS_PRINTED))


def is_code(code: str) -> bool:
    """Whether what was read as a code has the letters of one; what it is of, only a file shows."""
    letters = code.replace("-", "")
    return len(letters) == _LETTERS and set(letters) <= set(_CROCKFORD)


def _grouped(letters: str) -> str:
    return "-".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))
