"""Each act is signed by the workstation at which it was done: what is signed, and what holds.

A signature is ECDSA over P-256 with SHA-256: r and s, 32 bytes each, s in the lower half, so that
nobody can make a second one from it.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature

LENGTH = 64
"""Bytes of a signature."""
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the group of P-256 (FIPS 186-4, appendix D.1.2.3)."""
_ALGORITHM = ec.ECDSA(Prehashed(hashes.SHA256()))


class Signed(NamedTuple):
    """An act's signature that is still to be checked; `digest` is SHA-256 of what was signed."""

    stream: str
    seq: int
    workstation: str
    certificate: str
    digest: bytes
    signature: bytes


def to_sign(origin: str, stream: str, entry: bytes) -> bytes:
    """The bytes that a workstation signs: an act can be moved to no other stream or count."""
    return f"tallyapp.act/1\n{origin}\n{stream}\n".encode() + entry


def raw(r: int, s: int) -> bytes:
    """The 64 bytes of a signature, with the lower of the two values that s can have."""
    lower = min(s, ORDER - s)
    return r.to_bytes(32, "big") + lower.to_bytes(32, "big")


def holds(signed: Signed) -> bool:
    """Whether the holder of the certificate's key made this signature; any bytes can be asked."""
    key = _key(signed.certificate)
    r = int.from_bytes(signed.signature[:32], "big")
    s = int.from_bytes(signed.signature[32:], "big")
    if key is None or len(signed.signature) != LENGTH or not 0 < s <= ORDER // 2:
        return False
    try:
        key.verify(encode_dss_signature(r, s), signed.digest, _ALGORITHM)
    except InvalidSignature:
        return False
    return True


def not_holding(signed: Iterable[Signed]) -> Iterator[Signed]:
    """Those that do not hold."""
    return (each for each in signed if not holds(each))


class Digests:
    """SHA-256 of what is signed, for the acts of one stream."""

    def __init__(self, origin: str, stream: str) -> None:
        # The beginning is the same for all of them, and is hashed once.
        self._begun = sha256(to_sign(origin, stream, b""))

    def of(self, entry: bytes) -> bytes:
        """For one act's bytes."""
        digest = self._begun.copy()
        digest.update(entry)
        return digest.digest()


# A count has some dozens of workstations, and a made-up file may have as many as it likes.
@lru_cache(maxsize=256)
def _key(certificate: str) -> ec.EllipticCurvePublicKey | None:
    """The P-256 key of a certificate, DER in base64; None if it is none in just these bytes."""
    try:
        der = b64decode(certificate, validate=True)
        key = x509.load_der_x509_certificate(der).public_key()
    except Exception:
        # Hostile bytes fail in ways that no list of exceptions can name.
        return None
    # In base64 the last letters can be written in several ways.
    if b64encode(der).decode() != certificate:
        return None
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1):
        return key
    return None
