"""The chain of hashes: written out once more by hand, and its codes as people write them down."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from tallyapp.ledger import chain

ORIGIN = "ab" * 16
ENTRY = b'{"act":"BoxCounted"}'
SIGNATURE = bytes(range(64))
signatures = st.binary(min_size=64, max_size=64)


def test_heads_and_codes_of_format_1_are_these_for_ever() -> None:
    start = sha256(b"tallyapp.stream/1\n" + ORIGIN.encode() + b"\nelm\n").digest()
    leaf = sha256(b"\x00" + SIGNATURE + ENTRY).digest()
    head = sha256(b"\x01" + start + leaf).digest()
    assert chain.start(ORIGIN, "elm") == start
    assert chain.leaf(SIGNATURE, ENTRY) == leaf
    assert chain.following(start, leaf) == head
    assert head.hex() == "950d969f2c3b19651b3d91c67693ecdca18f7080c30a57bb70090402d07d6c4f"
    assert chain.code(ORIGIN, "elm", 1, head) == "55DT8-BWG6R-5K472-8Z817-K3C03"


def test_a_code_is_the_first_125_bits_in_base_32() -> None:
    head = bytes(32)
    text = b"tallyapp.code/1\n" + ORIGIN.encode() + b"\nelm\n7\n" + head.hex().encode() + b"\n"
    number = int.from_bytes(sha256(text).digest(), "big") >> 131
    letters = chain.code(ORIGIN, "elm", 7, head).replace("-", "")
    told = 0
    for letter in letters:
        told = told * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(letter)
    assert told == number


@given(st.binary(min_size=32, max_size=32), st.integers(1, 10**6))
def test_a_code_read_from_handwriting_is_the_code_that_was_printed(head: bytes, seq: int) -> None:
    code = chain.code(ORIGIN, "elm", seq, head)
    assert [len(group) for group in code.split("-")] == [5] * 5
    assert not set(code) & set("ILOU")
    written = code.lower().replace("0", "o").replace("1", "l").replace("-", " ").replace("v", "u")
    assert chain.read_code(written) == code
    assert chain.read_code(code.replace("1", "I").replace("-", "")) == code


@given(st.lists(st.binary(max_size=8), min_size=2, max_size=6, unique=True), signatures)
def test_no_other_order_or_division_of_the_same_bytes_has_the_same_head(
    entries: list[bytes], signature: bytes
) -> None:
    def head(parts: list[bytes]) -> bytes:
        at = chain.start(ORIGIN, "elm")
        for part in parts:
            at = chain.following(at, chain.leaf(signature, part))
        return at

    assert head(entries) != head(entries[::-1])
    assert head(entries) != head([entries[0] + entries[1], *entries[2:]])
    assert chain.start(ORIGIN, "elm") != chain.start(ORIGIN, "oak") != chain.start("cd" * 16, "oak")


@given(signatures, signatures)
def test_another_signature_of_the_same_act_has_another_leaf(one: bytes, other: bytes) -> None:
    assert (chain.leaf(one, ENTRY) == chain.leaf(other, ENTRY)) == (one == other)
