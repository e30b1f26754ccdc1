"""Programs that are none of ours say of honest documents what ours says: pdfsig, mutool, qpdf,
OpenSSL. Each is asked where it is installed.
"""

from pathlib import Path

import pytest

from tallyapp.signing.examine import examine
from tests.audit.hall import Hall
from tests.signing.helpers import by_openssl, outside


@pytest.fixture(params=["declaration", "pack"])
def file(request: pytest.FixtureRequest, hall: Hall, tmp_path: Path) -> Path:
    path = tmp_path / "signed.pdf"
    path.write_bytes(getattr(hall, request.param))
    return path


def test_pdfsig_says_that_the_signature_is_valid_and_covers_all(file: Path) -> None:
    said = outside("pdfsig", file)
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "Hash Algorithm: SHA-256" in said


def test_mutool_says_that_nothing_changed_since_signing(file: Path) -> None:
    said = outside("mutool", "sign", "-v", file)
    assert "The document is unchanged since signing." in said
    # It mends what it cannot read, and says so.
    assert "repair" not in outside("mutool", "info", file).lower()


def test_qpdf_finds_no_errors(file: Path) -> None:
    assert "No syntax or stream encoding errors" in outside("qpdf", "--check", file)


def test_openssl_verifies_the_container(file: Path, hall: Hall, tmp_path: Path) -> None:
    at = examine(file.read_bytes()).signed_at
    assert at
    said = by_openssl(tmp_path, file.read_bytes(), hall.identity.certificate_pem, at)
    assert "Verification successful" in said
