"""A returning officer's identity: made, kept, opened again, or refused with a sentence."""

import datetime as dt
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from tallyapp.errors import EnvironmentFault
from tallyapp.signing.identity import (
    Identity,
    IdentityFault,
    WrongPassword,
    create_identity,
    open_identity,
    practice_identity,
)
from tests.signing.helpers import NIGHT, certificate, outside

PASSWORD = "four words are enough"


def made(folder: Path, **changes: str) -> Identity:
    facts = {
        "name": "Anne Example",
        "title": "Returning Officer",
        "organisation": "Oxford City Council",
    } | changes
    return create_identity(
        folder / "officer.p12",
        PASSWORD,
        name=facts["name"],
        title=facts["title"],
        organisation=facts["organisation"],
        now=NIGHT,
    )


def kept(path: Path, identity: Identity) -> Path:
    """The identity in a file, as a trust service would hand it over."""
    data = pkcs12.serialize_key_and_certificates(
        b"officer",
        identity.key,
        identity.x509,
        identity.chain,
        BestAvailableEncryption(PASSWORD.encode()),
    )
    path.write_bytes(data)
    return path


def test_an_identity_opens_again_with_its_password_and_is_the_same(tmp_path: Path) -> None:
    identity = made(tmp_path)
    again = open_identity(tmp_path / "officer.p12", PASSWORD, now=NIGHT)
    assert again.x509 == identity.x509
    assert (again.name, again.title, again.organisation) == (
        "Anne Example",
        "Returning Officer",
        "Oxford City Council",
    )
    assert again.self_made
    assert not again.practice
    assert again.chain == ()


@pytest.mark.parametrize("password", ["ŵŷ-ŷŵ ŵŷ-ŷŵ", "a" * 200, "x" * 31, "x" * 32, "ballot 🗳 box"])
def test_any_letters_make_a_password_however_they_were_composed(
    tmp_path: Path, password: str
) -> None:
    create_identity(tmp_path / "a.p12", password, name="A", title="Returning Officer", now=NIGHT)
    for form in ("NFC", "NFD"):
        assert (
            open_identity(tmp_path / "a.p12", unicodedata.normalize(form, password), now=NIGHT).name
            == "A"
        )
    with pytest.raises(WrongPassword):
        open_identity(tmp_path / "a.p12", password[:-1], now=NIGHT)


def test_the_certificate_is_for_signing_for_five_years_and_for_nothing_else(tmp_path: Path) -> None:
    own = made(tmp_path).x509
    usage = own.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert usage.value.content_commitment
    assert not usage.value.key_cert_sign
    assert not own.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    subject_key = own.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    assert (
        own.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier
        == subject_key
    )
    assert own.not_valid_before_utc == NIGHT
    assert own.not_valid_after_utc == NIGHT.replace(year=2029)
    assert own.version == x509.Version.v3


def test_the_certificate_beside_it_is_the_one_to_publish(tmp_path: Path) -> None:
    identity = made(tmp_path)
    published = (tmp_path / "officer.crt").read_bytes()
    assert published == identity.certificate_pem
    own = x509.load_pem_x509_certificate(published)
    assert identity.fingerprint.replace(" ", "").lower() == own.fingerprint(hashes.SHA256()).hex()
    assert re.fullmatch(r"([0-9A-F]{4} ){15}[0-9A-F]{4}", identity.fingerprint)
    assert re.fullmatch(r"([0-9A-F]{4} ){3}[0-9A-F]{4}", identity.short_fingerprint)
    assert identity.fingerprint.startswith(identity.short_fingerprint)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_nobody_else_on_the_machine_can_read_the_key(tmp_path: Path) -> None:
    made(tmp_path)
    assert (tmp_path / "officer.p12").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "officer.crt").stat().st_mode & 0o777 == 0o644


def test_the_key_is_kept_with_strong_encryption_that_openssl_opens(tmp_path: Path) -> None:
    made(tmp_path)
    said = outside(
        "openssl",
        "pkcs12",
        "-info",
        "-noout",
        "-in",
        tmp_path / "officer.p12",
        "-passin",
        f"pass:{PASSWORD}",
    )
    assert "MAC: sha256, Iteration 300000" in said
    assert said.count("PBES2, PBKDF2, AES-256-CBC, Iteration 300000, PRF hmacWithSHA256") == 2


def test_an_identity_that_is_there_already_is_never_written_over(tmp_path: Path) -> None:
    first = made(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(EnvironmentFault, match="is there already and was left as it is"):
        made(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert open_identity(tmp_path / "officer.p12", PASSWORD, now=NIGHT).x509 == first.x509


def test_a_published_certificate_that_is_there_already_leaves_no_identity_behind(
    tmp_path: Path,
) -> None:
    (tmp_path / "officer.crt").write_bytes(b"another officer's")
    with pytest.raises(
        EnvironmentFault, match=r"officer\.crt could not be written .*there already"
    ):
        made(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["officer.crt"]
    assert (tmp_path / "officer.crt").read_bytes() == b"another officer's"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="The folder does not exist"):
        made(tmp_path / "nowhere")


@pytest.mark.parametrize("password", ["", "nine char"])
def test_a_short_password_is_refused_before_anything_is_written(
    tmp_path: Path, password: str
) -> None:
    with pytest.raises(EnvironmentFault, match="fewer than 10 characters"):
        create_identity(
            tmp_path / "a.p12", password, name="A", title="Returning Officer", now=NIGHT
        )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "empty"),
        ("Anne\nExample", "not one line"),
        ("A" * 65, "holds 64 characters"),
        ("ŵ" * 33, "accented letters count twice"),
        ("Anne 選挙", "CJK UNIFIED IDEOGRAPH-9078"),
    ],
)
def test_a_name_that_cannot_be_held_or_shown_is_refused_with_the_reason(
    tmp_path: Path, name: str, why: str
) -> None:
    with pytest.raises(EnvironmentFault, match=why):
        made(tmp_path, name=name)
    assert not list(tmp_path.iterdir())


def test_a_wrong_password_is_told_apart_from_a_file_that_is_no_identity(tmp_path: Path) -> None:
    made(tmp_path)
    with pytest.raises(WrongPassword, match="does not open"):
        open_identity(tmp_path / "officer.p12", PASSWORD + "!", now=NIGHT)
    for name, data in {
        "pem.p12": (tmp_path / "officer.crt").read_bytes(),
        "empty.p12": b"",
        "zip.p12": b"PK\x03\x04",
    }.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(IdentityFault, match="is not a PKCS#12 file") as fault:
            open_identity(tmp_path / name, PASSWORD, now=NIGHT)
        assert not isinstance(fault.value, WrongPassword)
    with pytest.raises(IdentityFault, match="could not be read: No such file or directory"):
        open_identity(tmp_path / "missing.p12", PASSWORD, now=NIGHT)


def test_an_expired_or_not_yet_valid_certificate_is_refused_with_its_date(tmp_path: Path) -> None:
    made(tmp_path)
    with pytest.raises(IdentityFault, match="expired on 5 July 2029"):
        open_identity(tmp_path / "officer.p12", PASSWORD, now=NIGHT.replace(year=2030))
    with pytest.raises(IdentityFault, match="not valid before 5 July 2024"):
        open_identity(tmp_path / "officer.p12", PASSWORD, now=NIGHT - dt.timedelta(days=1))


def test_a_brought_identity_keeps_the_chain_of_its_issuers_and_no_stranger(
    tmp_path: Path, brought: Identity, practice: Identity
) -> None:
    root_first = Identity(
        brought.x509, brought.key, (brought.chain[1], practice.x509, brought.chain[0])
    )
    opened = open_identity(kept(tmp_path / "bought.pfx", root_first), PASSWORD, now=NIGHT)
    assert opened.chain == brought.chain
    assert not opened.self_made
    assert opened.title is None
    assert opened.name == "Ẹniọlá O’Brien-Łukasz"


@pytest.mark.parametrize(
    ("key", "found"),
    [
        (ed25519.Ed25519PrivateKey.generate(), "a key of the kind Ed25519"),
        (rsa.generate_private_key(65537, 2048), "an RSA key of 2048 bits"),
        (ec.generate_private_key(ec.SECP384R1()), "an elliptic-curve key on secp384r1"),
    ],
    ids=["ed25519", "rsa-2048", "p-384"],
)
def test_a_key_that_readers_cannot_check_is_refused_with_a_sentence(
    tmp_path: Path,
    key: ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
    found: str,
) -> None:
    own = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Anne Example")]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Anne Example")]))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NIGHT)
        .not_valid_after(NIGHT.replace(year=2025))
        .sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    )
    data = pkcs12.serialize_key_and_certificates(
        b"a", key, own, None, BestAvailableEncryption(PASSWORD.encode())
    )
    (tmp_path / "a.p12").write_bytes(data)
    with pytest.raises(
        IdentityFault, match=f"holds {found}.*P-256 key, or RSA with at least 3072 bits"
    ):
        open_identity(tmp_path / "a.p12", PASSWORD, now=NIGHT)


def test_a_certificate_that_is_for_something_else_is_refused(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(*(position == 2 for position in range(9)))
    own = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Mail server")]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Mail server")]))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NIGHT)
        .not_valid_after(NIGHT.replace(year=2025))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    with pytest.raises(IdentityFault, match="is not for signing"):
        open_identity(kept(tmp_path / "a.p12", Identity(own, key)), PASSWORD, now=NIGHT)


def test_a_practice_identity_says_so_itself_and_is_another_each_time() -> None:
    first, second = practice_identity(NIGHT), practice_identity(NIGHT)
    assert first.name == "Practice identity"
    assert first.practice
    assert first.self_made
    unit = first.x509.subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
    assert [part.value for part in unit] == ["PRACTICE - not a returning officer"]
    assert first.fingerprint != second.fingerprint


def test_whoever_is_called_practice_identity_is_not_practice_unless_the_certificate_says_so() -> (
    None
):
    key = ec.generate_private_key(ec.SECP256R1())
    named = certificate("Practice identity", key.public_key(), "Practice identity", key)
    assert not Identity(named, key).practice


def test_the_key_is_not_shown_where_an_identity_is_printed(practice: Identity) -> None:
    assert "key=" not in repr(practice)
