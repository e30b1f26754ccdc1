"""The file that keeps a signing key: PKCS#12, sealed so that guessing its password is slow."""

import hashlib
import hmac
import secrets
import unicodedata

from asn1crypto import pkcs12 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

from tallyapp.errors import EnvironmentFault

ROUNDS = 300_000
"""How often the password is hashed for each guess: about 0.1 s."""

SigningKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class IdentityFault(EnvironmentFault):
    """An identity could not be made or opened."""


def secret(password: str) -> bytes:
    """The password's bytes: an accented letter counts the same, whichever keyboard composed it."""
    return unicodedata.normalize("NFC", password).encode()


def sealed(key: SigningKey, certificate: x509.Certificate, password: str) -> bytes:
    """The key and its certificate as a PKCS#12 file: AES-256 (PBES2), with a MAC of SHA-256."""
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(secret(password))
    )
    file = asn1.Pfx.load(
        pkcs12.serialize_key_and_certificates(None, key, certificate, None, encryption)
    )
    # The library's MAC takes 2,048 rounds whatever was asked for: a guess would be tried on that
    # instead.
    salt = secrets.token_bytes(16)
    content = file["auth_safe"]["content"].native
    mac = hmac.digest(_mac_key(secret(password).decode(), salt), content, "sha256")
    file["mac_data"]["mac"]["digest"] = mac
    file["mac_data"]["mac_salt"] = salt
    file["mac_data"]["iterations"] = ROUNDS
    return bytes(file.dump(force=True))


def _mac_key(password: str, salt: bytes) -> bytes:
    """The key of the file's MAC (RFC 7292, appendix B.2, for one block of SHA-256)."""
    spelt = (password + "\0").encode("utf-16-be")
    filled = [(part * 64)[: -(-len(part) // 64) * 64] for part in (salt, spelt)]
    key = b"\3" * 64 + b"".join(filled)
    for _ in range(ROUNDS):
        key = hashlib.sha256(key).digest()
    return key


def is_pkcs12(data: bytes) -> bool:
    """Whether the outer shape is PKCS#12; the library cannot tell this from a wrong password."""
    try:
        kind = asn1.Pfx.load(data, strict=True)["auth_safe"]["content_type"].native
    except (ValueError, TypeError):
        return False
    return kind in ("data", "signed_data")
