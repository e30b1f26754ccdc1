"""Four verdicts: holds only where the signer is known; what agrees with itself is no more than
that.
"""

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from msgspec.structs import replace

from tallyapp.audit.points import EXIT_STATUS, Point, Verification
from tallyapp.audit.verify import verify
from tallyapp.cli.commands import main
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.signing.identity import Identity
from tests.audit.attacks.acts_changed import at
from tests.audit.hall import Hall, changed, detail, failing, rechained, results, unsigned
from tests.audit.here import answered_here
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
    unknown = ["AAAAA-BBBBB-CCCCC-DDDDD-EEEEE"]
    for pdf in (real_count.declaration, real_count.pack):
        assert verify(pdf, trusted=other).verdict == "fails"
        assert verify(pdf, trusted=own, codes=unknown).verdict == "fails"
        assert verify(pdf, codes=unknown).verdict == "fails"
        noted = [real_count.codes["declaration"]]
        assert verify(pdf, codes=noted).verdict == "consistent"
        assert verify(pdf, trusted=own, codes=noted).verdict == "holds"


def test_what_is_no_code_is_said_to_be_none_and_fails(real_count: Hall) -> None:
    for pdf in (real_count.declaration, real_count.pack):
        for none in ("zzz", "M07GC-KBPX1-2VTR6-7YR3", "M07GC-KBPX1-2VTR6-7YR3X-485€V"):
            assert "a code has 25 letters and figures" in detail(pdf, "noted", codes=[none])
            assert failing(pdf, codes=[none]) == {"noted"}


def test_a_changed_byte_is_told_once_and_nobody_is_said_to_have_added_anything(
    real_count: Hall,
) -> None:
    pdf = bytearray(real_count.declaration)
    pdf[len(pdf) // 2] ^= 1
    assert failing(bytes(pdf)) == {"signature", "padding", "rendering"}
    told = detail(bytes(pdf), "signature")
    assert told == "The signature does not hold: what was signed was changed."


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
    with answered_here():
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
    status, printed = run(str(file), "--code", "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE")
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


# ---- what the data mean


def test_a_pack_cut_off_before_the_declaration_says_so(hall: Hall) -> None:
    done = hall.acts
    declared = at(done, hall.stream, acts.Declared)
    given = [
        act
        for act in done[COUNT_STREAM]
        if not isinstance(act, acts.CodeIssued) or act.seq <= declared
    ]
    cut = rechained({COUNT_STREAM: given, hall.stream: done[hall.stream][:declared]}, hall.stream)
    pdf = hall.packed_again(cut)
    assert failing(pdf) == set()
    assert results(pdf)["declared"] == "not checked"
    assert "No result is declared in these entries" in detail(pdf, "declared")
    (told,) = (each.words for each in verify(pdf).said if each.code == "declared")
    assert told == "not yet: these entries end before a declaration"


def test_words_other_than_shipped_are_named_and_condemn_nobody(hall: Hall) -> None:
    report = hall.report
    notice = report.notice.replace("hereby give notice", "give notice")
    pdf = hall.bound_again(replace(report, notice=notice))
    assert failing(pdf) == set()
    assert results(pdf)["wording"] == "not checked"
    told = detail(pdf, "wording")
    assert "the sentence of the notice" in told
    assert "Other than shipped" in told
    assert verify(pdf).verdict == "holds"


def test_heads_other_than_those_of_the_set_up_fail(hall: Hall) -> None:
    report = hall.report
    heads = (replace(report.rejected[0], label="no official mark"), *report.rejected[1:])
    pdf = hall.bound_again(replace(report, rejected=heads))
    assert failing(pdf) == {"binding"}
    assert "the heads of rejection" in detail(pdf, "binding")


def test_rules_of_a_pack_other_than_shipped_are_named(hall: Hall) -> None:
    def change(act: AnyAct) -> AnyAct:
        if not isinstance(act, acts.ContestSetUp):
            return act
        assert act.rules.deposit
        cheap = replace(act.rules.deposit, pounds=150)
        return replace(act, rules=replace(act.rules, deposit=cheap, title="Election"))

    pdf = hall.packed_again(rechained(changed(hall.acts, hall.stream, change), hall.stream))
    assert failing(pdf) == set()
    assert "title and deposit" in detail(pdf, "wording")


def test_a_real_count_says_that_it_was_declared_after_its_poll(real_count: Hall) -> None:
    for pdf in (real_count.declaration, real_count.pack):
        assert results(pdf)["time"] == "holds"
        assert "after the close of the poll" in detail(pdf, "time")
