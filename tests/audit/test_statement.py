"""A verification statement, verified: alone, and held against the count in which it was made."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tallyapp.audit.apart import verify_apart
from tallyapp.audit.known import known_statements, standing_now
from tallyapp.audit.points import Point, Result, Verification
from tallyapp.audit.standing import KnownStatement
from tallyapp.audit.verify import verify
from tallyapp.domain.vocabulary.findings import Code, Refusal
from tallyapp.errors import EnvironmentFault
from tallyapp.publication import publish_audit_pack, publish_statement
from tallyapp.signing.identity import practice_identity
from tests.audit.attacks.table import World
from tests.audit.hall import Hall as PublishedHall
from tests.documents.pages import words
from tests.halls import (
    BOXES,
    CLERK,
    DEPUTY,
    RETURNING_OFFICER,
    Hall,
    NightClock,
    a_counted_hall,
    a_hall,
)

IDENTITY = practice_identity(NightClock()())


@pytest.fixture
def elm(tmp_path: Path) -> Iterator[Hall]:
    """A hall in which every box is verified, and nothing is stated yet."""
    elm = a_hall(tmp_path)
    elm.verify(BOXES)
    yield elm
    elm.desk.close()


def signed(hall: Hall, folder: Path, *, by: int = RETURNING_OFFICER) -> bytes:
    """The statement that stands, signed."""
    path = folder / f"statement-{hall.contest.statement_version}.pdf"
    publish_statement(hall.desk, hall.stream, IDENTITY, path, by)
    return path.read_bytes()


def known(hall: Hall) -> list[KnownStatement]:
    return known_statements(hall.desk.ledger, standing_now(hall.desk.count))


def point(found: Verification, code: str) -> Point:
    (one,) = [each for each in found.points if each.code == code]
    return one


def standing(pdf: bytes, hall: Hall) -> tuple[Result, str]:
    told = point(verify(pdf, known=known(hall)), "standing")
    return told.result, told.detail


def test_every_point_of_a_signed_statement_holds_that_it_can_show(world: World) -> None:
    signed_by = [world.hall.identity.certificate_pem]
    found = verify(world.hall.statement, signed_by, [world.hall.codes["verification"]])
    assert found.verdict == "holds"
    holds = {each.code for each in found.points if each.result == "holds"}
    assert {"signature", "rendering", "figures", "characters", "code", "binding", "noted"} <= holds
    assert {each.code for each in found.points if each.result == "fails"} == set()


def test_a_real_statement_holds_only_if_its_signer_is_known(real_count: PublishedHall) -> None:
    assert verify(real_count.statement).verdict == "consistent"
    pem = real_count.identity.certificate_pem
    assert verify(real_count.statement, [pem]).verdict == "holds"


def test_what_it_says_is_told_first(elm: Hall, tmp_path: Path) -> None:
    elm.state_verification()
    said = {each.code: each.words for each in verify(signed(elm, tmp_path)).said}
    assert said["version"] == "version 1"
    assert said["verified"] == "250 papers in 4 boxes, 250 expected"
    assert "by the Acting Returning Officer" in said["stated"]


def test_a_deputy_states_and_signs_and_the_page_says_so(elm: Hall, tmp_path: Path) -> None:
    elm.do(elm.statement(by=DEPUTY))
    found = verify(signed(elm, tmp_path, by=DEPUTY))
    assert found.verdict == "holds"
    said = {each.code: each.words for each in found.said}
    assert "by a Deputy Returning Officer" in said["stated"]


# ---- which version stands


def test_the_version_that_stands_holds_against_its_count(elm: Hall, tmp_path: Path) -> None:
    elm.state_verification()
    result, told = standing(signed(elm, tmp_path), elm)
    assert (result, "This is version 1, and it is the one that stands" in told) == ("holds", True)


def test_a_statement_whose_box_was_reopened_no_longer_stands(elm: Hall, tmp_path: Path) -> None:
    elm.state_verification()
    pdf = signed(elm, tmp_path)
    elm.do(elm.count_of("a1", 100))
    result, told = standing(pdf, elm)
    assert (result, "NO LONGER STANDS" in told) == ("fails", True)


def test_an_older_version_passed_off_is_told_by_its_number_and_that_of_the_last(
    elm: Hall, tmp_path: Path
) -> None:
    elm.state_verification()
    first = signed(elm, tmp_path)
    for _ in range(2):
        elm.do(elm.count_of("a1", 100))
        elm.state_verification()
    result, told = standing(first, elm)
    assert result == "fails"
    assert "SUPERSEDED: this is version 1." in told
    assert "version 3" in told
    assert standing(signed(elm, tmp_path), elm)[0] == "holds"
    # Of itself it is as good as it was: it is the signed version 1, and says so.
    assert verify(first).verdict == "holds"
    assert verify(first, known=known(elm)).verdict == "fails"


def test_against_another_count_nothing_is_said_of_it(elm: Hall, tmp_path: Path) -> None:
    elm.state_verification()
    pdf = signed(elm, tmp_path)
    (own,) = known(elm)
    other = KnownStatement("f" * 32, own.stream, 1, own.seq, own.head, stands=True)
    for compared in ([], [other]):
        told = point(verify(pdf, known=compared), "standing")
        assert (told.result, "not the one in which it was made" in told.detail) == (
            "not checked",
            True,
        )


def test_an_older_copy_of_the_count_has_no_such_statement(elm: Hall, tmp_path: Path) -> None:
    elm.state_verification()
    before = known(elm)
    elm.do(elm.count_of("a1", 100))
    elm.state_verification()
    told = point(verify(signed(elm, tmp_path), known=before), "standing")
    assert (told.result, "older copy" in told.detail) == ("fails", True)


def test_the_process_apart_is_told_of_the_count_as_well(elm: Hall, tmp_path: Path) -> None:
    elm.state_verification()
    pdf = signed(elm, tmp_path)
    elm.do(elm.count_of("a1", 100))
    found, _ = verify_apart(pdf, known=known(elm))
    assert point(found, "standing").result == "fails"


# ---- when it is signed


def test_no_statement_is_signed_while_none_stands(elm: Hall, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        signed(elm, tmp_path)
    assert [found.code for found in refused.value.findings] == [Code.A105]
    elm.state_verification()
    elm.do(elm.count_of("a1", 100))
    with pytest.raises(Refusal):
        signed(elm, tmp_path)
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_clerk_signs_no_statement(elm: Hall, tmp_path: Path) -> None:
    elm.state_verification()
    with pytest.raises(Refusal):
        signed(elm, tmp_path, by=CLERK)
    assert list(tmp_path.glob("*.pdf")) == []


def test_it_is_not_signed_before_it_was_made(elm: Hall, tmp_path: Path) -> None:
    elm.state_verification()
    elm.desk.clock = NightClock()
    with pytest.raises(EnvironmentFault, match="the statement was made later"):
        signed(elm, tmp_path)


def test_a_statement_signed_after_the_declaration_is_in_the_pack(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    try:
        hall.finish()
        signed(hall, tmp_path)
        pack = tmp_path / "pack.pdf"
        publish_audit_pack(hall.desk, hall.stream, IDENTITY, pack, RETURNING_OFFICER)
        assert verify(pack.read_bytes()).verdict == "holds"
        shown = words(pack.read_bytes())
        assert "Verification statement signed, SHA-256" in shown
    finally:
        hall.desk.close()
