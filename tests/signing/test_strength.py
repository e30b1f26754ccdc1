"""Signatures that others could forge, or make a second of, are not accepted, however intact."""

import pytest
from asn1crypto import algos, cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.signing import revision, strength
from tallyapp.signing import sign as signing
from tallyapp.signing.examine import examine
from tallyapp.signing.fit import SHORTEST_RSA
from tallyapp.signing.identity import Identity, practice_identity
from tallyapp.signing.sign import SigningFault, Stamp, sign
from tallyapp.signing.strength import ORDERS, is_strong
from tallyapp.signing.trust import is_trusted
from tests.signing.helpers import NIGHT, certificate
from tests.signing.test_examine import container_of, with_container

ROOT = ec.generate_private_key(ec.SECP256R1())


def with_rsa(bits: int) -> Identity:
    key = rsa.generate_private_key(65537, bits)
    return Identity(certificate("A. Example", key.public_key(), "Trust Root", ROOT), key)


def made_anyhow(unsigned: bytes, identity: Identity) -> bytes:
    """What somebody gets who signs with this identity by other means than `sign`."""
    stamp = Stamp.of(identity, NIGHT)
    prepared = revision.prepare(unsigned, at=NIGHT, stamp=stamp)
    signer = signing._signer(identity)
    return prepared.filled(revision.container(prepared.gap.document_digest, signer))


def twin(signed: bytes) -> bytes:
    """The document with the other of the two signatures that anybody can make from each other."""
    container = container_of(signed)
    signer = container["content"]["signer_infos"][0]
    pair = algos.DSASignature.load(signer["signature"].native)
    other = ORDERS["secp256r1"] - pair["s"].native
    signer["signature"] = algos.DSASignature({"r": pair["r"].native, "s": other}).dump()
    return with_container(signed, container.dump())


def test_the_twin_of_a_signature_is_intact_and_does_not_hold(signed: bytes) -> None:
    report = examine(twin(signed))
    assert report.intact
    assert report.revision_canonical
    assert report.strong is False
    assert report.problems == ("weak",)
    assert not report.holds
    assert twin(twin(signed)) == signed


def test_every_signature_made_here_is_the_lower_of_its_twins(unsigned: bytes) -> None:
    identity = practice_identity(NIGHT)
    for _ in range(8):
        signed = sign(unsigned, identity, at=NIGHT, stamp=Stamp.of(identity, NIGHT))
        assert examine(signed).holds


@given(st.integers(1, ORDERS["secp256r1"] - 1), st.integers(1, ORDERS["secp256r1"] - 1))
def test_lowering_keeps_one_of_two_and_changes_no_lower_one(r: int, s: int) -> None:
    holder = revision.as_asn1(certificate("A", ROOT.public_key(), "Trust Root", ROOT))
    signature = algos.DSASignature({"r": r, "s": s}).dump()
    lowered = strength.lowered(signature, holder)
    assert strength.is_lone(lowered, holder)
    assert strength.lowered(lowered, holder) == lowered
    assert (lowered == signature) is strength.is_lone(signature, holder)


def test_an_rsa_key_that_is_too_short_is_intact_and_does_not_hold(unsigned: bytes) -> None:
    for bits in (1024, 2048, 3064):
        identity = with_rsa(bits)
        report = examine(made_anyhow(unsigned, identity))
        assert report.intact
        assert report.problems == ("weak",)
        with pytest.raises(SigningFault, match=f"an RSA key of {bits} bits"):
            sign(unsigned, identity, at=NIGHT, stamp=Stamp.of(identity, NIGHT))
    assert examine(made_anyhow(unsigned, with_rsa(SHORTEST_RSA))).holds


def made_with(key: str, mechanism: str, digest: str) -> bool:
    """Whether a signature of this kind counts; keys of 512 bits can no longer be made here."""
    holder = {
        "P-256": revision.as_asn1(certificate("A", ROOT.public_key(), "Trust Root", ROOT)),
        "P-192": _with_key(ec.generate_private_key(ec.SECP192R1())),
        "K-256": _with_key(ec.generate_private_key(ec.SECP256K1())),
        "RSA": _with_key(rsa.generate_private_key(65537, 2048)),
        "RSA-1024": _with_key(rsa.generate_private_key(65537, 1024)),
    }[key]
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "digest_algorithm": {"algorithm": digest},
            "signature_algorithm": {"algorithm": mechanism},
            "signature": b"",
        }
    )
    return is_strong(signer, holder)


def _with_key(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> object:
    return revision.as_asn1(certificate("A", key.public_key(), "Trust Root", ROOT))


@pytest.mark.parametrize(
    ("key", "mechanism", "digest", "counts"),
    [
        ("P-256", "sha256_ecdsa", "sha256", True),
        ("P-256", "sha512_ecdsa", "sha512", True),
        ("P-256", "sha1_ecdsa", "sha1", False),
        ("P-256", "sha256_ecdsa", "sha1", False),
        ("P-256", "sha1_ecdsa", "sha256", False),
        ("P-256", "sha256_rsa", "sha256", False),
        ("P-192", "sha256_ecdsa", "sha256", False),
        ("K-256", "sha256_ecdsa", "sha256", False),
        ("RSA", "sha256_rsa", "sha256", True),
        ("RSA", "rsassa_pkcs1v15", "sha256", True),
        ("RSA", "sha1_rsa", "sha1", False),
        ("RSA", "md5_rsa", "md5", False),
        ("RSA", "rsassa_pkcs1v15", "sha1", False),
        ("RSA", "sha256_ecdsa", "sha256", False),
        ("RSA-1024", "sha256_rsa", "sha256", False),
    ],
)
def test_only_digests_and_keys_that_nobody_can_forge_count(
    key: str, mechanism: str, digest: str, counts: bool
) -> None:
    assert made_with(key, mechanism, digest) is counts


def test_an_issuer_s_key_that_is_too_short_leads_to_no_trust() -> None:
    for bits, trusted in ((1024, False), (2048, True)):
        issuer = rsa.generate_private_key(65537, bits)
        root = _issued("Root", issuer.public_key(), issuer, "Root", ca=True)
        own = ec.generate_private_key(ec.SECP256R1())
        signer = _issued("Officer", own.public_key(), issuer, "Root", ca=False)
        pem = [root.public_bytes(Encoding.PEM)]
        assert is_trusted(signer, [], pem, NIGHT) is trusted, bits


def _issued(
    name: str,
    key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey,
    by: rsa.RSAPrivateKey,
    issuer: str,
    *,
    ca: bool,
) -> x509.Certificate:
    names = [
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, each)]) for each in (name, issuer)
    ]
    builder = x509.CertificateBuilder().subject_name(names[0]).issuer_name(names[1])
    builder = builder.public_key(key).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(NIGHT.replace(month=1)).not_valid_after(
        NIGHT.replace(year=2025)
    )
    constraints = x509.BasicConstraints(ca=ca, path_length=None)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
    builder = builder.add_extension(constraints, critical=True).add_extension(usage, critical=True)
    return builder.sign(by, hashes.SHA256())
