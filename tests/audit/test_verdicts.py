"""Four verdicts: holds only where the signer is known; what agrees with itself is no more than
that.
"""

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from tallyapp.audit.points import EXIT_STATUS, Point, Verification
from tallyapp.audit.verify import verify
from tallyapp.cli.commands import main
from tallyapp.signing.identity import Identity
from tests.audit.hall import Hall, detail, failing, results, unsigned
from tests.signing.helpers import certificate


def test_a_real_document_without_a_certificate_is_consistent_and_its_signer_unknown(
    real_count: Hall,
) -> None:
    for pdf in (real_count.declaration, real_count.pack):
        found = verify(pdf)
        assert found.verdict == "consistent"
        assert EXIT_STATUS[found.verdict] == 3
        assert results(pdf)["signer"] == "not checked"
        assert "Who signed is not known" in detail(pdf, "signer")


def test_a_real_document_holds_with_the_certificate_that_the_council_published(
    real_count: Hall,
) -> None:
    own = [real_count.identity.certificate_pem]
    for pdf in (real_count.declaration, real_count.pack):
        assert verify(pdf, trusted=own).verdict == "holds"
        assert "the very certificate that you trust" in detail(pdf, "signer", trusted=own)


def test_a_certificate_or_a_code_that_is_not_met_never_holds(real_count: Hall) -> None:
    own = [real_count.identity.certificate_pem]
    other = [real_count.forger.certificate_pem]
    unknown = ["AAAA-BBBB-CCCC-DDDD"]
    for pdf in (real_count.declaration, real_count.pack):
        assert verify(pdf, trusted=other).verdict == "fails"
        assert verify(pdf, trusted=own, codes=unknown).verdict == "fails"
        assert verify(pdf, codes=unknown).verdict == "fails"
        noted = [real_count.codes["declaration"]]
        assert verify(pdf, codes=noted).verdict == "consistent"
        assert verify(pdf, trusted=own, codes=noted).verdict == "holds"


def test_practice_needs_no_certificate_but_its_own_kind_of_signer(
    hall: Hall, real_count: Hall
) -> None:
    assert verify(hall.declaration).verdict == "holds"
    other = hall.signed_again(unsigned(hall.declaration), real_count.identity)
    assert verify(other).verdict == "fails"
    own = [real_count.identity.certificate_pem]
    assert verify(other, trusted=own).verdict == "fails"


def test_a_certificate_of_the_same_authority_is_not_said_to_be_the_very_one(
    real_count: Hall,
) -> None:
    root = ec.generate_private_key(ec.SECP256R1())
    key = ec.generate_private_key(ec.SECP256R1())
    authority = certificate("Council Root", root.public_key(), "Council Root", root)
    somebody = Identity(certificate("B. Other", key.public_key(), "Council Root", root), key)
    pdf = real_count.signed_again(unsigned(real_count.declaration), somebody)
    trusted = [authority.public_bytes(Encoding.PEM)]
    told = detail(pdf, "signer", trusted=trusted)
    assert "issued by an authority that you trust, to B. Other" in told
    assert "the very certificate" not in told


def test_without_the_pages_nothing_is_judged() -> None:
    signer = Point("signer", "holds", "")
    assert Verification((signer,)).verdict == "not judged"
    assert Verification((signer, Point("rendering", "holds", ""))).verdict == "holds"
    assert Verification((Point("rendering", "holds", ""),)).verdict == "consistent"
    failed = Point("rendering", "fails", "")
    assert Verification((signer, failed), practice=True).verdict == "fails"


# ---- the command


@pytest.fixture
def file(tmp_path: Path, real_count: Hall) -> Path:
    path = tmp_path / "declaration.pdf"
    path.write_bytes(real_count.declaration)
    (tmp_path / "officer.crt").write_bytes(real_count.identity.certificate_pem)
    (tmp_path / "other.crt").write_bytes(real_count.forger.certificate_pem)
    return path


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["verify", *words])
    return done.exit_code, done.output


def test_the_command_ends_with_the_status_of_its_verdict(file: Path, hall: Hall) -> None:
    status, printed = run(str(file))
    assert status == 3
    assert "CONSISTENT, SIGNER UNKNOWN" in printed
    status, printed = run(str(file), "--trust", str(file.with_name("officer.crt")))
    assert status == 0
    assert "HOLDS: everything" in printed
    status, printed = run(str(file), "--trust", str(file.with_name("other.crt")))
    assert status == 1
    status, printed = run(str(file), "--code", "AAAA-BBBB-CCCC-DDDD")
    assert status == 1
    practice = file.with_name("practice.pdf")
    practice.write_bytes(hall.declaration)
    status, printed = run(str(practice))
    assert status == 0
    assert "HOLDS, A PRACTICE COUNT" in printed


def test_the_command_prints_what_the_signed_data_say_before_its_points(file: Path) -> None:
    _, printed = run(str(file))
    said, _, points = printed.partition("✓")
    for words in (
        "Elm Valley, UK Parliamentary general election",
        "4 July 2024",
        "Alex Ash, 120 votes",
        "A. Example",
        "A real count",
    ):
        assert words in said
    assert "The code stands for it" in points


def test_the_command_tells_other_programs_the_same(file: Path) -> None:
    status, printed = run(str(file), "--json")
    told = msgspec.json.decode(printed)
    assert status == told["exit_status"] == 3
    assert told["verdict"] == "consistent"
    assert {"code": "elected", "label": "Elected", "words": "Alex Ash, 120 votes"} in told["says"]
    assert failing(file.read_bytes()) == set()
