"""Identities of several kinds, and one signed document that many tests look at."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from tallyapp.signing.identity import Identity, practice_identity
from tallyapp.signing.sign import Stamp, sign
from tests.signing.helpers import NIGHT, certificate
from tests.signing.unsigned import unsigned_pdf


@pytest.fixture(scope="session")
def practice() -> Identity:
    return practice_identity(NIGHT)


@pytest.fixture(scope="session")
def unsigned() -> bytes:
    return unsigned_pdf()


@pytest.fixture(scope="session")
def stamp(practice: Identity) -> Stamp:
    return Stamp.of(practice, NIGHT, title="Acting Returning Officer")


@pytest.fixture(scope="session")
def signed(unsigned: bytes, practice: Identity, stamp: Stamp) -> bytes:
    return sign(unsigned, practice, at=NIGHT, stamp=stamp)


@pytest.fixture(scope="session")
def brought() -> Identity:
    """An RSA identity as a trust service sells it: root, issuing authority, officer."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = certificate("Trust Root", root_key.public_key(), "Trust Root", root_key, ca=True)
    middle_key = ec.generate_private_key(ec.SECP256R1())
    middle = certificate("Trust Issuing", middle_key.public_key(), "Trust Root", root_key, ca=True)
    key = rsa.generate_private_key(65537, 3072)
    own = certificate("Ẹniọlá O’Brien-Łukasz", key.public_key(), "Trust Issuing", middle_key)
    return Identity(own, key, (middle, root))
