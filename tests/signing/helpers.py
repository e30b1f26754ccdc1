"""The night of a count, certificates as they are sold, and what other programs say."""

import datetime as dt
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

BST = dt.timezone(dt.timedelta(hours=1))
NIGHT = dt.datetime(2024, 7, 5, 3, 52, 7, tzinfo=BST)


def outside(program: str, *arguments: str | Path) -> str:
    """What another program says; the test is skipped where it is not installed."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    done = subprocess.run(
        [program, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def by_openssl(folder: Path, signed: bytes, certificate_pem: bytes, at: dt.datetime = NIGHT) -> str:
    """What OpenSSL says of a document's signature, given the signer's certificate."""
    with pikepdf.open(BytesIO(signed)) as opened:
        value = opened.Root.AcroForm.Fields[0].V
        _, length, start, rest = (int(number) for number in value.ByteRange.as_list())
        (folder / "container.der").write_bytes(bytes(value.Contents))
    (folder / "content").write_bytes(signed[:length] + signed[start : start + rest])
    (folder / "officer.crt").write_bytes(certificate_pem)
    return outside(
        "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER",
        "-in", folder / "container.der",
        "-content", folder / "content", "-CAfile", folder / "officer.crt", "-partial_chain",
        "-purpose", "any", "-attime", str(int(at.timestamp())), "-out", folder / "out",
    )  # fmt: skip


def certificate(
    name: str,
    public_key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    ca: bool = False,
) -> x509.Certificate:
    """A certificate for signing issued by that authority, good for the year 2024."""
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage(digital_signature=True, key_cert_sign=ca), critical=True)
        .sign(issuer_key, hashes.SHA256())
    )


def usage(**what: bool) -> x509.KeyUsage:
    """A key's usage: just this."""
    kinds = (
        *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
        *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    )
    return x509.KeyUsage(**{kind: what.get(kind, False) for kind in kinds})
