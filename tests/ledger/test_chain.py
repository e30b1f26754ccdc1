"""The chain of hashes: written out once more by hand, and its codes as people write them down."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from tallyapp.ledger import chain

ORIGIN = "ab" * 16


def test_heads_and_codes_of_format_1_are_these_for_ever() -> None:
    start = sha256(b"tallyapp.tally/1\n" + ORIGIN.encode() + b"\nelm\n").digest()
    leaf = sha256(b"\x00" + b'{"act":"BoxCounted"}').digest()
    head = sha256(b"\x01" + start + leaf).digest()
    assert chain.start(ORIGIN, "elm") == start
    assert chain.leaf(b'{"act":"BoxCounted"}') == leaf
    assert chain.following(start, b'{"act":"BoxCounted"}') == head
    assert head.hex() == "7be9539e3d7bd1c918e77ff83f66bc5a7ca1a14bed91a0f7f13f432d65fe72b0"
    assert chain.code(ORIGIN, "elm", 1, head) == "2FH4-V30Z-5W1Q-1VZ5"


@given(st.binary(min_size=32, max_size=32), st.integers(1, 10**6))
def test_a_code_read_from_handwriting_is_the_code_that_was_printed(head: bytes, seq: int) -> None:
    code = chain.code(ORIGIN, "elm", seq, head)
    assert len(code) == 19
    assert not set(code) & set("ILOU")
    written = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert chain.read_code(written) == code


@given(st.lists(st.binary(max_size=8), min_size=2, max_size=6, unique=True))
def test_no_other_order_or_division_of_the_same_bytes_has_the_same_head(
    entries: list[bytes],
) -> None:
    def head(parts: list[bytes]) -> bytes:
        at = chain.start(ORIGIN, "elm")
        for part in parts:
            at = chain.following(at, part)
        return at

    assert head(entries) != head(entries[::-1])
    assert head(entries) != head([entries[0] + entries[1], *entries[2:]])
    assert chain.start(ORIGIN, "elm") != chain.start(ORIGIN, "oak") != chain.start("cd" * 16, "oak")
