"""What a certificate says about a signer: read alike from an identity and from a signature."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID, ObjectIdentifier

PRACTICE_NAME = "Practice identity"
PRACTICE_UNIT = "PRACTICE - not a returning officer"


@dataclass(frozen=True)
class Certificate:
    """A signer's certificate, read for people."""

    x509: x509.Certificate

    @property
    def name(self) -> str:
        """Who signs: the subject's common name; empty if it has none."""
        return self._subject(NameOID.COMMON_NAME) or ""

    @property
    def title(self) -> str | None:
        """The signer's title, such as Returning Officer, if the certificate has one."""
        return self._subject(NameOID.TITLE)

    @property
    def organisation(self) -> str | None:
        """The council, if the certificate names it."""
        return self._subject(NameOID.ORGANIZATION_NAME)

    @property
    def issuer(self) -> str:
        """Who issued it, as it says: the issuer's common name, or else its organisation."""
        issuer = self.x509.issuer
        for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
            if found := issuer.get_attributes_for_oid(kind):
                return str(found[0].value)
        return "nobody"

    @property
    def practice(self) -> bool:
        """Whether the certificate itself says that it is for practice and is no returning
        officer's.
        """
        # In the certificate and not beside it: a practice signature says so for ever.
        units = self.x509.subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
        return any(unit.value == PRACTICE_UNIT for unit in units)

    @cached_property
    def self_made(self) -> bool:
        """Whether nobody but the signer vouches for the certificate."""
        return issued(self.x509, by=self.x509)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the DER certificate in upper-case hexadecimal, in groups of four."""
        return " ".join(re.findall("....", self.x509.fingerprint(hashes.SHA256()).hex().upper()))

    @property
    def short_fingerprint(self) -> str:
        """The first sixteen hexadecimal digits of the fingerprint, in groups of four."""
        return self.fingerprint[:19]

    @property
    def not_before(self) -> datetime:
        """From when the certificate holds, in UTC."""
        return self.x509.not_valid_before_utc

    @property
    def not_after(self) -> datetime:
        """Until when the certificate holds, in UTC."""
        return self.x509.not_valid_after_utc

    @property
    def certificate_pem(self) -> bytes:
        """The certificate as it is published: PEM."""
        return self.x509.public_bytes(Encoding.PEM)

    def holds_at(self, moment: datetime) -> bool:
        """Whether the moment lies within the certificate's validity."""
        return self.not_before <= moment <= self.not_after

    def _subject(self, kind: ObjectIdentifier) -> str | None:
        found = self.x509.subject.get_attributes_for_oid(kind)
        return str(found[0].value) if found else None


def issued(certificate: x509.Certificate, *, by: x509.Certificate) -> bool:
    """Whether `by` signed the certificate: the names meet and the signature verifies."""
    try:
        # Names alone prove nothing: anybody can write an issuer's name into a certificate.
        certificate.verify_directly_issued_by(by)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def chain_of(
    signer: x509.Certificate, others: Iterable[x509.Certificate]
) -> tuple[x509.Certificate, ...]:
    """The issuers of the signer's certificate found among the others, nearest first."""
    chain: list[x509.Certificate] = []
    # Each once, and none twice in a chain: two that issued each other would go round for ever.
    pool = [other for other in dict.fromkeys(others) if other != signer]
    last = signer
    while issuer := next((other for other in pool if issued(last, by=other)), None):
        chain.append(issuer)
        pool.remove(issuer)
        last = issuer
    return tuple(chain)


def certificates(data: bytes) -> list[x509.Certificate]:
    """The certificates in a file, PEM or DER; ValueError if there is none."""
    if b"-----BEGIN CERTIFICATE-----" in data:
        return x509.load_pem_x509_certificates(data)
    return [x509.load_der_x509_certificate(data)]
