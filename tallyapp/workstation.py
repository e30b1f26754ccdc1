"""This machine's key: made once, kept beside what else the machine remembers, passed to the desk.

A key says which machine an act came from, and no more: whoever may use the machine can use its key.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tallyapp.errors import EnvironmentFault
from tallyapp.files import replace_with, write_new
from tallyapp.ledger.signatures import raw
from tallyapp.signing.certificate import Certificate

KEY_FILE = "workstation.pem"
"""What the file of a machine's key is called, beside what else the machine remembers."""
_LONGEST = 64
"""Characters of a certificate's common name (RFC 5280, appendix A.1)."""
_YEARS = 30
# By RFC 6979: a machine that is bad at random numbers would else give its key away by signing.
_ECDSA = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


@dataclass(frozen=True)
class Workstation:
    """A machine that does acts: what it calls itself, its certificate, and how it signs.

    `certificate` is X.509, DER in base64; `sign` gives the 64 bytes over what it is given.
    """

    name: str
    certificate: str
    sign: Callable[[bytes], bytes] = field(repr=False)

    @property
    def code(self) -> str:
        """The first sixteen hexadecimal digits of the certificate's SHA-256, in groups of four."""
        own = x509.load_der_x509_certificate(b64decode(self.certificate))
        return Certificate(own).short_fingerprint


def this_machine(path: Path, name: str, now: datetime) -> Workstation:
    """The workstation whose key is kept in this file, which is made if it is not there yet.

    Raises EnvironmentFault if it can be neither read nor made. A file that is damaged is put aside
    under another name: the machine then joins each count anew, which its log tells.
    """
    kept = _read(path)
    if kept is None:
        _put_aside(path)
        kept = _make(path, name, now)
    return _workstation(*kept)


def new_workstation(name: str, now: datetime) -> Workstation:
    """A workstation whose key is kept nowhere, as one of a practice count that is played."""
    return _workstation(*_new(name, now))


_Kept = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]


def _workstation(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> Workstation:
    (name,) = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    der = certificate.public_bytes(Encoding.DER)

    def sign(data: bytes) -> bytes:
        return raw(*decode_dss_signature(key.sign(data, _ECDSA)))

    return Workstation(str(name.value), b64encode(der).decode(), sign)


def _new(name: str, now: datetime) -> _Kept:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _presentable(name))])
    start = now.replace(microsecond=0)
    usage = [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH]
    key_id = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # A day back: the clocks of two machines in one hall differ.
        .not_valid_before(start - timedelta(days=1))
        .not_valid_after(start + timedelta(days=_YEARS * 365))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signs(), critical=True)
        # It can be shown to another machine too, when several are joined.
        .add_extension(x509.ExtendedKeyUsage(usage), critical=False)
        .add_extension(key_id, critical=False)
        .sign(key, hashes.SHA256(), ecdsa_deterministic=True)
    )
    return key, certificate


def _signs() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _presentable(name: str) -> str:
    """The name as a certificate can hold it: some machines have none, or one of odd characters."""
    printable = "".join(filter(str.isprintable, name)).strip()
    return printable[:_LONGEST].strip() or "workstation"


def _make(path: Path, name: str, now: datetime) -> _Kept:
    key, certificate = _new(name, now)
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Only this user: whoever can read it can do acts in this machine's name.
        write_new(path, secret + certificate.public_bytes(Encoding.PEM), 0o600)
    except OSError as error:
        raise EnvironmentFault(
            f"The folder {path.parent} for this machine's key cannot be made ({error.strerror}). "
            "See that the folder above it can be written to."
        ) from error
    return key, certificate


def _read(path: Path) -> _Kept | None:
    """The key with its certificate; None if there is no file, or it holds none that can be used."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EnvironmentFault(
            f"{path}, this machine's key, cannot be read ({error.strerror}). "
            "See that it belongs to you."
        ) from error
    try:
        key = load_pem_private_key(data, None)
        certificate = x509.load_pem_x509_certificate(data)
    except (ValueError, TypeError):
        return None
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        return None
    return (key, certificate) if key.public_key() == certificate.public_key() else None


def _put_aside(path: Path) -> None:
    # Kept and not thrown away: it may be what explains why a machine has two names in a log.
    with suppress(FileNotFoundError):
        replace_with(path.with_name(f"{path.name}.damaged"), path)
