"""Certificates that may not sign a declaration: refused when chosen, when signing, and when read.

Each row is a certificate that is wrong in one way. Whoever signs with it all the same, by other
means than this program, makes a signature that is intact and does not hold.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID, ObjectIdentifier

from tallyapp.signing.examine import examine
from tallyapp.signing.identity import Identity, IdentityFault, open_identity
from tallyapp.signing.sign import SigningFault, Stamp, sign

from .helpers import NIGHT, usage
from .test_strength import made_anyhow

Names = list[tuple[ObjectIdentifier, str]]
NAME: Names = [(NameOID.COMMON_NAME, "A. Example")]
KEY = ec.generate_private_key(ec.SECP256R1())
SIGNS = usage(digital_signature=True)


@dataclass(frozen=True)
class Made:
    """A certificate by its own parts, right in all of them unless one is given otherwise."""

    names: Names = field(default_factory=lambda: list(NAME))
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey = KEY
    usage: x509.KeyUsage | None = SIGNS
    ca: bool | None = False
    start: dt.datetime = NIGHT - dt.timedelta(days=1)
    end: dt.datetime = NIGHT + dt.timedelta(days=1)

    @property
    def identity(self) -> Identity:
        name = x509.Name([x509.NameAttribute(*each) for each in self.names])
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self.key.public_key())
            .serial_number(7)
            .not_valid_before(self.start)
            .not_valid_after(self.end)
        )
        if self.usage:
            builder = builder.add_extension(self.usage, critical=True)
        if self.ca is not None:
            constraints = x509.BasicConstraints(ca=self.ca, path_length=None)
            builder = builder.add_extension(constraints, critical=True)
        return Identity(builder.sign(self.key, hashes.SHA256()), self.key)


def rsa_of(bits: int, exponent: int = 65537) -> Callable[[], rsa.RSAPrivateKey]:
    return lambda: rsa.generate_private_key(exponent, bits)


WRONG: dict[str, tuple[Callable[[], Made], str, str]] = {
    "RSA of 2,048 bits": (lambda: Made(key=rsa_of(2048)()), "weak", "an RSA key of 2048 bits"),
    "RSA with the exponent 3": (lambda: Made(key=rsa_of(3072, 3)()), "weak", "the exponent 3"),
    "P-384": (
        lambda: Made(key=ec.generate_private_key(ec.SECP384R1())),
        "weak",
        "an elliptic-curve key on secp384r1",
    ),
    "a curve of another kind": (
        lambda: Made(key=ec.generate_private_key(ec.SECP256K1())),
        "weak",
        "an elliptic-curve key on secp256k1",
    ),
    "no usage": (lambda: Made(usage=None), "not-for-signing", "is not for signing"),
    "for encryption": (
        lambda: Made(usage=usage(key_encipherment=True)),
        "not-for-signing",
        "is not for signing",
    ),
    "an authority's": (
        lambda: Made(ca=True, usage=usage(digital_signature=True, key_cert_sign=True)),
        "not-for-signing",
        "is for issuing certificates",
    ),
    "an authority's by its constraints alone": (
        lambda: Made(ca=True),
        "not-for-signing",
        "is for issuing certificates",
    ),
    "nobody's": (
        lambda: Made(names=[(NameOID.ORGANIZATION_NAME, "Oxford City Council")]),
        "names",
        "names nobody",
    ),
    "of two persons": (
        lambda: Made(names=[*NAME, (NameOID.COMMON_NAME, "B. Example")]),
        "names",
        "names 2 persons",
    ),
    "with two titles": (
        lambda: Made(names=[*NAME, (NameOID.TITLE, "Clerk"), (NameOID.TITLE, "Returning Officer")]),
        "names",
        "has 2 titles",
    ),
    "a name that turns the line round": (
        lambda: Made(names=[(NameOID.COMMON_NAME, "A. \u202eelpmaxE")]),
        "names",
        "not one line",
    ),
    "a name with a character nobody sees": (
        lambda: Made(names=[(NameOID.COMMON_NAME, "A.\u200b Example")]),
        "names",
        "not one line",
    ),
    "a name that cannot be shown": (
        lambda: Made(names=[(NameOID.COMMON_NAME, "選挙長")]),
        "names",
        "cannot be shown",
    ),
    "expired": (lambda: Made(end=NIGHT - dt.timedelta(1 / 24)), "outside-validity", "expired on"),
    "not yet valid": (
        lambda: Made(start=NIGHT + dt.timedelta(hours=12)),
        "outside-validity",
        "is not valid before",
    ),
}


def test_a_certificate_that_is_wrong_in_nothing_signs(unsigned: bytes, tmp_path: Path) -> None:
    for made in (
        Made(),
        Made(usage=usage(content_commitment=True)),
        Made(ca=None),
        Made(key=rsa_of(3072)()),
    ):
        identity = made.identity
        signed = sign(unsigned, identity, at=NIGHT, stamp=Stamp.of(identity, NIGHT))
        assert examine(signed).holds
        opened = open_identity(kept(tmp_path / "a.p12", identity), "secret", now=NIGHT)
        assert opened.x509 == identity.x509


def kept(path: Path, identity: Identity) -> Path:
    """The identity in a file, as somebody brings it."""
    how = BestAvailableEncryption(b"secret")
    data = pkcs12.serialize_key_and_certificates(b"a", identity.key, identity.x509, None, how)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_certificate_is_refused_when_it_is_chosen(tmp_path: Path, what: str) -> None:
    make, _, told = WRONG[what]
    with pytest.raises(IdentityFault, match=told):
        open_identity(kept(tmp_path / "a.p12", make().identity), "secret", now=NIGHT)


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_certificate_signs_nothing(unsigned: bytes, what: str) -> None:
    make, _, told = WRONG[what]
    identity = make().identity
    with pytest.raises(SigningFault, match=told):
        sign(unsigned, identity, at=NIGHT, stamp=Stamp.of(identity, NIGHT))


@pytest.mark.parametrize("what", [each for each in WRONG if "another kind" not in each])
def test_what_a_wrong_certificate_signed_does_not_hold(unsigned: bytes, what: str) -> None:
    make, problem, _ = WRONG[what]
    try:
        signed = made_anyhow(unsigned, make().identity)
    except SigningFault:
        # The stamp has no letter for it: so nothing that the program draws shows such a name.
        assert problem == "names"
        return
    report = examine(signed)
    assert report.intact
    assert problem in report.problems
    assert not report.holds
