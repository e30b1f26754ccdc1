"""What may prove a signature's time or its certificates: a timestamp, a certificate, a list, an
answer.
"""

import hashlib
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime

from asn1crypto import cms, core, tsp
from cryptography import x509
from cryptography.x509 import ocsp
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_sig_integrity

from tallyapp.signing.report import Timestamp
from tallyapp.signing.strength import DIGESTS, is_strong
from tallyapp.signing.syntax import Name, Object

LARGEST_PROOF = 4 * 2**20
"""Bytes of one certificate, list or answer, unpacked; some authorities' lists have a few millions.
"""
LARGEST_TOKEN = 64 * 1024
"""Bytes of a timestamp."""
PROOFS: Mapping[str, Callable[[bytes], object]] = {
    "Certs": x509.load_der_x509_certificate,
    "CRLs": x509.load_der_x509_crl,
    "OCSPs": ocsp.load_der_ocsp_response,
}
"""What stands under each entry of a document's security store, and what reads it; all are strict.
"""


def is_proof(kind: str, stream: Object) -> bool:
    """Whether a stream is nothing but a certificate, list or answer of this kind, and refers to
    nothing.
    """
    value = stream.value
    # No other key: /DL, /F or a second filter would make of these bytes something else.
    if stream.raw is None or not isinstance(value, dict) or not set(value) <= {"Length", "Filter"}:
        return False
    der: bytes | None = stream.raw
    if "Filter" in value:
        if value["Filter"] not in (Name("FlateDecode"), [Name("FlateDecode")]):
            return False
        der = _unpacked(stream.raw)
    if der is None or len(der) > LARGEST_PROOF:
        return False
    try:
        PROOFS[kind](der)
    except ValueError:
        return False
    return True


def _unpacked(raw: bytes) -> bytes | None:
    """The content of a stream, if it has an end within the bound and nothing follows it."""
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(raw, LARGEST_PROOF + 1)
    except zlib.error:
        return None
    return content if unpacker.eof and not unpacker.unused_data else None


def timestamp(token: bytes, signed: tuple[bytes, ...]) -> Timestamp | None:
    """
    What a timestamp over these bytes says; None if it is not one, or not over these bytes.

    Whether its authority is to be trusted is not asked: nothing rests on the time that it gives.
    """
    try:
        return _timestamp(token, signed)
    except MemoryError:
        raise
    except Exception:
        # Hostile bytes make the parsers fail in ways that no list of exceptions can name.
        return None


def _timestamp(token: bytes, signed: tuple[bytes, ...]) -> Timestamp | None:
    content = cms.ContentInfo.load(token[:LARGEST_TOKEN])
    # Padding of zeros alone: whatever else stands there nobody signed.
    if token != content.dump().ljust(len(token), b"\0"):
        return None
    data = content["content"]
    if content["content_type"].native != "signed_data" or len(data["signer_infos"]) != 1:
        return None
    encapsulated = data["encap_content_info"]["content"]
    info = tsp.TSTInfo.load(encapsulated.contents, strict=True)
    imprint = info["message_imprint"]
    digest = imprint["hash_algorithm"]["algorithm"].native
    # The hash is of these bytes: a token over another document is somebody else's time.
    if digest not in DIGESTS or imprint["hashed_message"].native != _digest(digest, signed):
        return None
    signer = extract_signer_info(data)
    authority = extract_certs_for_validation(data).signer_cert
    if not is_strong(signer, authority):
        return None
    over = _digest(signer["digest_algorithm"]["algorithm"].native, (encapsulated.contents,))
    if not all(validate_sig_integrity(signer, authority, "tst_info", over)):
        return None
    # Without signed attributes the signature need not say what it is over.
    if signer["signed_attrs"] is core.VOID:
        return None
    at: datetime = info["gen_time"].native
    return Timestamp(at, str(authority.subject.native.get("common_name", "")))


def _digest(algorithm: str, parts: tuple[bytes, ...]) -> bytes:
    digest = hashlib.new(algorithm)
    for part in parts:
        digest.update(part)
    return digest.digest()
