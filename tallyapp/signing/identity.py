"""The returning officer's identity: a signing key with its certificate, made here or brought."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from tallyapp.files import write_new
from tallyapp.signing.certificate import PRACTICE_NAME, PRACTICE_UNIT, Certificate, chain_of
from tallyapp.signing.fit import ASK_FOR_KEY, key_fault, unfit
from tallyapp.signing.keyfile import IdentityFault, SigningKey, is_pkcs12, sealed, secret
from tallyapp.signing.stamp import check_drawable

__all__ = [
    "Identity",
    "IdentityFault",
    "WrongPassword",
    "create_identity",
    "open_identity",
    "practice_identity",
]

# The file can be taken away and guessed at for years, unlike a PIN at a counter.
SHORTEST_PASSWORD = 10
_YEARS = 5
_LONGEST = 64  # bytes of UTF-8 in any part of a certificate's name


class WrongPassword(IdentityFault):
    """The identity's password is another: ask again."""


@dataclass(frozen=True)
class Identity(Certificate):
    """The key and certificate of a returning officer; the key is for `sign` alone."""

    key: SigningKey = field(repr=False)
    chain: tuple[x509.Certificate, ...] = ()


def create_identity(
    path: Path,
    password: str,
    *,
    name: str,
    title: str,
    organisation: str | None = None,
    now: datetime,
    practice: bool = False,
) -> Identity:
    """
    A new self-signed identity, kept at `path` (PKCS#12), its certificate beside it (.crt) to be
    published.

    Raises IdentityFault for a short password or a name that no certificate holds, and
    EnvironmentFault for a file that is there already or cannot be written.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise IdentityFault(
            f"The password has fewer than {SHORTEST_PASSWORD} characters. "
            "Choose a longer one, such as four words."
        )
    unit = PRACTICE_UNIT if practice else None
    identity = _made(_subject(name, title, organisation, unit), now)
    file = sealed(identity.key, identity.x509, password)
    published = path.with_suffix(".crt")
    # The certificate goes beside it under this very name, which the key would have taken.
    if published == path:
        raise IdentityFault(
            f"{path} is the name of a certificate. Give the identity a name that ends in .p12."
        )
    write_new(path, file, 0o600)
    # The key first: a certificate whose key could not be kept must not be published.
    try:
        write_new(published, identity.certificate_pem, 0o644)
    except BaseException:
        path.unlink()
        raise
    return identity


def open_identity(path: Path, password: str, *, now: datetime) -> Identity:
    """
    The identity kept in a PKCS#12 file, made here or brought, with the issuers found in it.

    WrongPassword, or IdentityFault for a file, key or certificate that cannot be used, or is not
    valid `now`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise IdentityFault(
            f"{path} could not be read: {error.strerror}. Choose the identity's file."
        ) from error
    if not is_pkcs12(data):
        raise IdentityFault(
            f"{path} is not a PKCS#12 file. Choose a file that ends in .p12 or .pfx."
        )
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, secret(password))
    except UnsupportedAlgorithm as error:
        raise IdentityFault(
            f"{path} is encrypted in a way that is not supported. "
            "Ask its issuer for one with AES-256."
        ) from error
    except ValueError as error:
        raise WrongPassword(f"The password does not open {path}. Type it again.") from error
    if key is None or certificate is None:
        raise IdentityFault(
            f"{path} holds no key with its certificate. Ask its issuer for the complete file."
        )
    identity = Identity(certificate, _usable(key, path), chain_of(certificate, others))
    _check_certificate(identity, path, now)
    return identity


def practice_identity(now: datetime) -> Identity:
    """A new identity for practice, in memory only; its certificate says that it is no returning
    officer's.
    """
    return _made(_subject(PRACTICE_NAME, None, None, PRACTICE_UNIT), now)


def _subject(name: str, title: str | None, organisation: str | None, unit: str | None) -> x509.Name:
    parts = [
        (NameOID.COMMON_NAME, "name", name),
        (NameOID.TITLE, "title", title),
        (NameOID.ORGANIZATION_NAME, "organisation", organisation),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, "unit", unit),
    ]
    attributes = []
    for kind, word, text in parts:
        if text is None:
            continue
        if not text.strip() or not text.isprintable():
            raise IdentityFault(
                f"The {word} is empty or not one line of text. Write it on one line."
            )
        if len(text.encode()) > _LONGEST:
            raise IdentityFault(
                f"The {word} is too long: a certificate holds {_LONGEST} characters, "
                "and accented letters count twice. Write it shorter."
            )
        check_drawable(text)
        attributes.append(x509.NameAttribute(kind, text))
    return x509.Name(attributes)


def _made(subject: x509.Name, now: datetime) -> Identity:
    # P-256 and not Ed25519, which common readers of PDF refuse.
    key = ec.generate_private_key(ec.SECP256R1())
    start = now.replace(microsecond=0)
    key_id = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=_YEARS * 365 + 1))
        # It vouches for nobody else: a returning officer signs documents, not certificates.
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signing_only(), critical=True)
        .add_extension(key_id, critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(key_id), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    return Identity(certificate, key)


def _signing_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,  # "non-repudiation" by its newer name
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _usable(key: object, path: Path) -> SigningKey:
    """The key, if readers everywhere can check its signatures."""
    found = key_fault(key)
    if found or not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise IdentityFault(f"{path} holds {found}, {ASK_FOR_KEY}")
    return key


def _check_certificate(identity: Identity, path: Path, now: datetime) -> None:
    if identity.key.public_key() != identity.x509.public_key():
        raise IdentityFault(
            f"The key and the certificate in {path} do not belong together. Ask its issuer."
        )
    # By the rule that `sign` and every verifier ask: what is chosen now must do at 4 a.m.
    for fault in unfit(identity, now):
        raise IdentityFault(f"The certificate in {path} {fault.sentence}")
