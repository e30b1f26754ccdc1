"""Which certificates may sign documents of this program: asked where one is chosen, signs, is read.

The rule: a key on P-256, or RSA of 3,072 to 8,192 bits; meant for signing (digital signature or
non-repudiation) and not for issuing certificates; exactly one common name, that the stamp can show,
and not more than one title; valid at the time. Authorities whose timestamps follow a signature
are under a rule of their own (`strength.is_strong`), for nothing rests on the time that they give.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID, ObjectIdentifier

from tallyapp.domain.vocabulary.phrases import day
from tallyapp.signing.certificate import Certificate
from tallyapp.signing.report import Problem
from tallyapp.signing.stamp import SigningFault, check_drawable
from tallyapp.signing.strength import LONGEST_RSA

SHORTEST_RSA = 3072
"""In bits: what is signed now is to hold for years."""
LEAST_EXPONENT = 65_537
"""With a smaller one whoever is careless can be forged, and with 1 anybody."""
_LONGEST = 64
"""Characters in any part of a certificate's name (X.520)."""


_T = TypeVar("_T", bound=x509.ExtensionType)


class Unfit(NamedTuple):
    """Why a certificate may not sign: as a verifier names it, and what to do, said of it."""

    problem: Problem
    sentence: str


def unfit(certificate: Certificate, at: datetime) -> Iterator[Unfit]:
    """All that keeps this certificate from signing a document at this time; nothing if it may."""
    if found := _key_fault(certificate.x509):
        yield Unfit(Problem.WEAK, f"is for {found}, {ASK_FOR_KEY}")
    yield from _purpose(certificate.x509)
    yield from _names(certificate)
    if at < certificate.not_before:
        said = f"is not valid before {day(certificate.not_before)}. Is the computer's clock right?"
        yield Unfit(Problem.OUTSIDE_VALIDITY, said)
    if at > certificate.not_after:
        said = f"expired on {day(certificate.not_after)}. "
        again = "Make a new identity, or ask its issuer for one."
        yield Unfit(Problem.OUTSIDE_VALIDITY, said + again)


# ---- the key

ASK_FOR_KEY = (
    "which many readers of PDF cannot check or should not trust. "
    "Ask for a certificate with a P-256 key, or RSA with at least 3072 bits."
)


def key_fault(key: object) -> str:
    """What kind of key it is, if it is none that signs here; else nothing."""
    # Private or public: both tell their kind, and how large they are.
    if isinstance(key, ec.EllipticCurvePrivateKey | ec.EllipticCurvePublicKey):
        return "" if isinstance(key.curve, ec.SECP256R1) else _on_curve(key.curve)
    if isinstance(key, rsa.RSAPrivateKey):
        key = key.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        if not SHORTEST_RSA <= key.key_size <= LONGEST_RSA:
            return f"an RSA key of {key.key_size} bits"
        exponent = key.public_numbers().e
        return "" if exponent >= LEAST_EXPONENT else f"an RSA key with the exponent {exponent}"
    kind = type(key).__name__.removesuffix("PrivateKey").removesuffix("PublicKey")
    return f"a key of the kind {kind.lstrip('_')}"


def _on_curve(curve: ec.EllipticCurve) -> str:
    return f"an elliptic-curve key on {curve.name}"


def _key_fault(certificate: x509.Certificate) -> str:
    try:
        return key_fault(certificate.public_key())
    except (ValueError, UnsupportedAlgorithm):
        return "a key of an unknown kind"


# ---- what it is for, and whom it names


def _purpose(certificate: x509.Certificate) -> Iterator[Unfit]:
    usage = _extension(certificate, x509.KeyUsage)
    constraints = _extension(certificate, x509.BasicConstraints)
    # Said, and not left open: a certificate that is silent may be one for anything.
    if usage is None or not (usage.digital_signature or usage.content_commitment):
        said = "is not for signing. Ask its issuer for one that is."
        yield Unfit(Problem.NOT_FOR_SIGNING, said)
    elif usage.key_cert_sign or (constraints is not None and constraints.ca):
        said = "is for issuing certificates, not for signing documents. Ask its issuer for another."
        yield Unfit(Problem.NOT_FOR_SIGNING, said)


def _extension(certificate: x509.Certificate, kind: type[_T]) -> _T | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _names(certificate: Certificate) -> Iterator[Unfit]:
    names = _all(certificate, NameOID.COMMON_NAME)
    if not names:
        said = "names nobody. Ask its issuer for one with a common name."
        yield Unfit(Problem.NAMES, said)
    elif len(names) > 1:
        said = f"names {len(names)} persons. Ask its issuer for one with one common name."
        yield Unfit(Problem.NAMES, said)
    titles = _all(certificate, NameOID.TITLE)
    if len(titles) > 1:
        said = f"has {len(titles)} titles. Ask its issuer for one with one title, or none."
        yield Unfit(Problem.NAMES, said)
    issuer = () if certificate.self_made else (certificate.issuer,)
    for text in (*names, *titles, *issuer):
        if why := _unshowable(text):
            yield Unfit(Problem.NAMES, f"has a name, title or issuer that {why}")


def _unshowable(text: str) -> str:
    """Why the stamp cannot show a name, or nothing."""
    if not text.strip() or not text.isprintable() or len(text) > _LONGEST:
        return f"is empty, longer than {_LONGEST} letters or not one line. Ask its issuer."
    try:
        check_drawable(text)
    except SigningFault as fault:
        return f"cannot be shown. {fault}"
    return ""


def _all(certificate: Certificate, kind: ObjectIdentifier) -> list[str]:
    return [str(each.value) for each in certificate.x509.subject.get_attributes_for_oid(kind)]
