"""
Which signatures count at all: how they are made, and that nobody can make a second from one.

For our own documents: ECDSA on P-256 with the lower of two signatures, or RSA of 3,072 bits or
more, over SHA-256. For timestamps that follow, whose authorities others choose: also P-384 and
P-521, RSA from 2,048 bits, SHA-384 and SHA-512.
"""

from asn1crypto import algos, cms
from asn1crypto import x509 as asn1_x509

DIGESTS = frozenset({"sha256", "sha384", "sha512"})
DIGEST = "sha256"
CURVE = "secp256r1"
"""With what our own documents are signed."""
SHORTEST_RSA = 2048
LONGEST_RSA = 8192
"""In bits; what is longer takes long to check, and nobody is given one."""
ORDERS = {
    "secp256r1": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "secp384r1": int(
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
        "C7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973",
        16,
    ),
    "secp521r1": int(
        "01FF" + "FF" * 31 + "FA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409",
        16,
    ),
}
"""The curves whose keys are taken, each with the order of its group (FIPS 186-4, appendix D)."""


def is_strong(signer: cms.SignerInfo, certificate: asn1_x509.Certificate) -> bool:
    """
    Whether the signature is made with a digest and a key that nobody can forge.

    pyHanko's checks of a signature take SHA-1 and RSA of 512 bits.
    """
    digest = signer["digest_algorithm"]["algorithm"].native
    mechanism: algos.SignedDigestAlgorithm = signer["signature_algorithm"]
    # Both: the digest named beside the signature, and the one that its algorithm brings with it.
    if digest not in DIGESTS or _digest_of(mechanism, digest) not in DIGESTS:
        return False
    key = certificate.public_key
    if key.algorithm == "ec":
        return mechanism.signature_algo == "ecdsa" and _curve(certificate) in ORDERS
    if key.algorithm == "rsa":
        padded = mechanism.signature_algo in ("rsassa_pkcs1v15", "rsassa_pss")
        return padded and SHORTEST_RSA <= int(key.bit_size) <= LONGEST_RSA
    return False


def is_ours(signer: cms.SignerInfo, certificate: asn1_x509.Certificate) -> bool:
    """Whether the signature is made as those of this program's documents are."""
    digest = signer["digest_algorithm"]["algorithm"].native
    mechanism: algos.SignedDigestAlgorithm = signer["signature_algorithm"]
    if digest != DIGEST or _digest_of(mechanism, digest) != DIGEST:
        return False
    key = certificate.public_key
    if key.algorithm == "ec":
        on_curve = mechanism.signature_algo == "ecdsa" and _curve(certificate) == CURVE
        return on_curve and is_lone(signer["signature"].native, certificate)
    return bool(key.algorithm == "rsa" and mechanism.signature_algo == "rsassa_pkcs1v15")


def is_lone(signature: bytes, certificate: asn1_x509.Certificate) -> bool:
    """
    Whether the signature is the one of the two that anybody can make from each other.

    If (r, s) is an ECDSA signature, so is (r, order - s), with other bytes: only the lower counts.
    """
    # RSA has no twin: its signature is one number, whoever writes it.
    if certificate.public_key.algorithm != "ec":
        return True
    s: int = algos.DSASignature.load(signature, strict=True)["s"].native
    return 0 < s <= ORDERS[_curve(certificate)] // 2


def lowered(signature: bytes, certificate: asn1_x509.Certificate) -> bytes:
    """The signature, or its lower twin."""
    if is_lone(signature, certificate):
        return signature
    pair = algos.DSASignature.load(signature)
    twin = ORDERS[_curve(certificate)] - pair["s"].native
    return bytes(algos.DSASignature({"r": pair["r"].native, "s": twin}).dump())


def _digest_of(mechanism: algos.SignedDigestAlgorithm, otherwise: str) -> str:
    try:
        return str(mechanism.hash_algo)
    except ValueError:  # one that takes the digest named beside it
        return otherwise


def _curve(certificate: asn1_x509.Certificate) -> str:
    kind, name = certificate.public_key.curve
    return str(name) if kind == "named" else ""
