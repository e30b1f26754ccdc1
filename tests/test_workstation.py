"""A machine's key: made once, kept for its user alone, and good for more than acts later."""

import os
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tallyapp.errors import EnvironmentFault
from tallyapp.workstation import new_workstation, this_machine

NIGHT = datetime(2024, 7, 4, 22, tzinfo=UTC)


def certificate(text: str) -> x509.Certificate:
    return x509.load_der_x509_certificate(b64decode(text))


def test_a_machine_makes_its_key_once(tmp_path: Path) -> None:
    path = tmp_path / "state" / "workstation.pem"
    one = this_machine(path, "front-desk", NIGHT)
    again = this_machine(path, "renamed since", NIGHT + timedelta(days=300))
    assert (one.name, again.name) == ("front-desk", "front-desk")
    assert one.certificate == again.certificate
    assert [file.name for file in path.parent.iterdir()] == ["workstation.pem"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    this_machine(tmp_path / "workstation.pem", "front-desk", NIGHT)
    assert (tmp_path / "workstation.pem").stat().st_mode & 0o777 == 0o600


def test_its_certificate_names_it_and_serves_for_signing_and_for_connections() -> None:
    made = certificate(new_workstation("front-desk", NIGHT).certificate)
    (name,) = made.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert name.value == "front-desk"
    made.verify_directly_issued_by(made)
    key = made.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert isinstance(key.curve, ec.SECP256R1)
    usage = made.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.key_cert_sign) == (True, False)
    purposes = made.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert set(purposes) == {ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH}
    assert made.not_valid_before_utc < NIGHT < NIGHT + timedelta(days=3_650)
    assert made.not_valid_after_utc > NIGHT + timedelta(days=3_650)


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("", "workstation"),
        (" \n", "workstation"),
        ("Élise’s laptop", "Élise’s laptop"),
        ("desk\x00\x1b[31m", "desk[31m"),
        ("x" * 200, "x" * 64),
    ],
)
def test_whatever_a_machine_is_called_it_has_a_name(called: str, name: str) -> None:
    assert new_workstation(called, NIGHT).name == name


@pytest.mark.parametrize("damage", [b"", b"-----BEGIN PRIVATE KEY-----\n", b"\xff" * 99])
def test_a_damaged_key_is_put_aside_and_stops_no_count(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "workstation.pem"
    before = this_machine(path, "front-desk", NIGHT)
    path.write_bytes(damage)
    after = this_machine(path, "front-desk", NIGHT)
    assert after.certificate != before.certificate
    assert path.with_name("workstation.pem.damaged").read_bytes() == damage
    assert this_machine(path, "front-desk", NIGHT).certificate == after.certificate


def test_anothers_certificate_beside_the_key_is_damage(tmp_path: Path) -> None:
    keys = [this_machine(tmp_path / name, name, NIGHT) for name in ("one", "other")]
    one, other = ((tmp_path / name).read_bytes() for name in ("one", "other"))
    cut = b"-----BEGIN CERTIFICATE-----"
    mixed = tmp_path / "one"
    mixed.write_bytes(one.partition(cut)[0] + cut + other.partition(cut)[2])
    assert this_machine(mixed, "one", NIGHT).certificate not in {k.certificate for k in keys}


def test_a_place_where_no_key_can_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EnvironmentFault, match="this machine's key"):
        this_machine(tmp_path / "file" / "workstation.pem", "front-desk", NIGHT)


def test_the_key_is_shown_nowhere() -> None:
    assert "sign" not in repr(new_workstation("front-desk", NIGHT))
