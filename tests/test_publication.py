"""A declared contest becomes signed files, each with an act that tells of it; or neither."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from tallyapp.audit.verify import verify
from tallyapp.desk import Desk
from tallyapp.documents.audit_pack.pack import render_audit_pack
from tallyapp.documents.declaration import render_declaration
from tallyapp.documents.page.pdf import DECLARED, LEAVES, SET_UP
from tallyapp.documents.reading import read_attachments
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.reports.audit_pack import audit_pack_report
from tallyapp.domain.reports.declaration import declaration_report
from tallyapp.domain.vocabulary.findings import Code, Refusal
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.declared import evidence
from tallyapp.ledger.published import read_published
from tallyapp.publication import Published, publish_audit_pack, publish_declaration
from tallyapp.signing.examine import examine
from tallyapp.signing.identity import Identity, create_identity, open_identity, practice_identity
from tests.halls import CLERK, DEPUTY, ELM, RETURNING_OFFICER, Hall, NightClock, a_counted_hall
from tests.ledger.test_durability import FailingStorage
from tests.workstations import workstation

NIGHT = NightClock()()
PUBLISHING = [publish_declaration, publish_audit_pack]
PASSWORD = "four quiet words"


@pytest.fixture(scope="module")
def practice() -> Identity:
    return practice_identity(NIGHT)


@pytest.fixture(scope="module")
def officer(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    """A returning officer's own identity, opened from its PKCS#12 file."""
    path = tmp_path_factory.mktemp("identity") / "officer.p12"
    create_identity(
        path,
        PASSWORD,
        name="Ẹniọlá O’Brien",
        title="Returning Officer",
        organisation="Elm Council",
        now=NIGHT,
    )
    return open_identity(path, PASSWORD, now=NIGHT)


@pytest.fixture
def declared(tmp_path: Path) -> Iterator[Hall]:
    hall = a_counted_hall(tmp_path)
    hall.finish()
    yield hall
    hall.desk.close()


def published(hall: Hall, identity: Identity, folder: Path) -> list[Published]:
    """Both documents."""
    paths = folder / "declaration.pdf", folder / "audit-pack.pdf"
    pairs = zip(PUBLISHING, paths, strict=True)
    return [publish(hall.desk, ELM, identity, path, RETURNING_OFFICER) for publish, path in pairs]


def signings(hall: Hall) -> list[acts.DocumentSigned]:
    told = hall.desk.ledger.read_from(ELM)
    return [act for _, act in told if isinstance(act, acts.DocumentSigned)]


def test_an_act_tells_of_each_file_by_the_digest_of_its_bytes_on_the_disk(
    declared: Hall, practice: Identity, tmp_path: Path
) -> None:
    done = published(declared, practice, tmp_path)
    assert [one.document for one in done] == ["declaration", "audit-pack"]
    assert declared.contest.stage == "signed"
    for one, act in zip(done, signings(declared), strict=True):
        content = one.path.read_bytes()
        assert act.sha256 == one.sha256 == sha256(content).hexdigest()
        assert act.document == one.document
        assert act.certificate == practice.fingerprint.replace(" ", "").lower()
        assert verify(content).verdict == "holds"
    declared.desk.close()
    assert (
        Desk.open(declared.desk.ledger.path, NightClock(), workstation("desk-2")).disagreements
        == ()
    )


def test_the_audit_pack_tells_of_the_declaration_that_was_signed_before(
    declared: Hall, practice: Identity, tmp_path: Path
) -> None:
    declaration, pack = published(declared, practice, tmp_path)
    told = verify(pack.path.read_bytes(), codes=[declared.desk.ledger.checkpoint(ELM, 1).code])
    assert told.verdict == "holds"
    streams = {name: declared.desk.ledger.lines(name) for name in (COUNT_STREAM, ELM)}
    assert declaration.sha256.encode() in streams[ELM]


def test_a_real_count_is_signed_by_the_officer_s_own_identity_and_verifies(
    tmp_path: Path, officer: Identity
) -> None:
    hall = a_counted_hall(tmp_path, practice=False)
    hall.finish()
    for one in published(hall, officer, tmp_path):
        content = one.path.read_bytes()
        found = verify(content, trusted=[officer.certificate_pem])
        assert found.verdict == "holds"
        points = {point.code: point for point in found.points}
        assert points["signer"].result == "holds"
        assert points["practice"].detail.startswith("A real count")
        report = examine(content)
        assert (report.signer_name, report.title) == ("Ẹniọlá O’Brien", "Returning Officer")
        assert report.organisation == "Elm Council"
    hall.desk.close()


@pytest.mark.parametrize("publish", PUBLISHING)
@pytest.mark.parametrize("practising", [True, False])
def test_practice_and_real_are_never_signed_by_each_other_s_identity(
    tmp_path: Path, practice: Identity, officer: Identity, practising: bool, publish: type
) -> None:
    hall = a_counted_hall(tmp_path, practice=practising)
    hall.finish()
    wrong = officer if practising else practice
    with pytest.raises(EnvironmentFault, match="Choose the other identity"):
        publish(hall.desk, ELM, wrong, tmp_path / "a.pdf", RETURNING_OFFICER)
    assert_nothing_came_of_it(hall, tmp_path)
    hall.desk.close()


class SetBackClock(NightClock):
    """A clock that somebody puts back."""

    def put_back(self) -> None:
        self._now -= timedelta(hours=1)


@pytest.mark.parametrize("publish", PUBLISHING)
def test_nothing_is_signed_while_the_clock_is_before_the_declaration(
    tmp_path: Path, practice: Identity, publish: type
) -> None:
    clock = SetBackClock()
    hall = a_counted_hall(tmp_path, clock=clock)
    hall.finish()
    clock.put_back()
    with pytest.raises(EnvironmentFault, match="and the result was declared later, at") as refused:
        publish(hall.desk, ELM, practice, tmp_path / "a.pdf", RETURNING_OFFICER)
    assert "Set the clock right, then sign again" in str(refused.value)
    assert_nothing_came_of_it(hall, tmp_path)
    hall.desk.close()


def assert_nothing_came_of_it(hall: Hall, folder: Path) -> None:
    assert list(folder.glob("*.pdf")) == []
    assert list(folder.glob("*.tmp")) == list(folder.glob(".*.tmp")) == []
    assert signings(hall) == []


@pytest.mark.parametrize("publish", PUBLISHING)
def test_what_is_not_declared_is_not_published(
    tmp_path: Path, practice: Identity, publish: type
) -> None:
    hall = a_counted_hall(tmp_path)
    with pytest.raises(Refusal) as refused:
        publish(hall.desk, ELM, practice, tmp_path / "a.pdf", RETURNING_OFFICER)
    assert [found.code for found in refused.value.findings] == [Code.A105]
    with pytest.raises(Refusal):
        publish(hall.desk, "oak-hill", practice, tmp_path / "a.pdf", RETURNING_OFFICER)
    assert_nothing_came_of_it(hall, tmp_path)
    hall.desk.close()


@pytest.mark.parametrize("publish", PUBLISHING)
def test_a_clerk_signs_nothing_and_a_deputy_may(
    declared: Hall, practice: Identity, tmp_path: Path, publish: type
) -> None:
    for nobody in (CLERK, 99):
        with pytest.raises(Refusal):
            publish(declared.desk, ELM, practice, tmp_path / "a.pdf", nobody)
        assert_nothing_came_of_it(declared, tmp_path)
    publish(declared.desk, ELM, practice, tmp_path / "a.pdf", DEPUTY)
    assert len(signings(declared)) == 1


@pytest.mark.parametrize("publish", PUBLISHING)
def test_no_file_is_written_over(
    declared: Hall, practice: Identity, tmp_path: Path, publish: type
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"signed last year")
    with pytest.raises(EnvironmentFault, match="is there already"):
        publish(declared.desk, ELM, practice, path, RETURNING_OFFICER)
    assert path.read_bytes() == b"signed last year"
    assert signings(declared) == []


@pytest.mark.parametrize("publish", PUBLISHING)
@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_disk_that_fails_the_file_leaves_neither_file_nor_act(
    declared: Hall,
    practice: Identity,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    publish: type,
    failing: str,
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, failing, full)
    with pytest.raises(EnvironmentFault, match="The disk is full"):
        publish(declared.desk, ELM, practice, tmp_path / "a.pdf", RETURNING_OFFICER)
    monkeypatch.undo()
    assert_nothing_came_of_it(declared, tmp_path)
    assert declared.contest.stage == "declared"
    publish(declared.desk, ELM, practice, tmp_path / "a.pdf", RETURNING_OFFICER)
    assert len(signings(declared)) == 1


@pytest.mark.parametrize("publish", PUBLISHING)
@pytest.mark.parametrize("statement", ["BEGIN", "INSERT INTO act", "COMMIT"])
def test_a_disk_that_fails_the_act_leaves_neither_file_nor_act(
    practice: Identity, tmp_path: Path, publish: type, statement: str
) -> None:
    storage = FailingStorage()
    hall = a_counted_hall(tmp_path, connect=storage.connect)
    hall.finish()
    storage.fail(statement, sqlite3.SQLITE_FULL)
    with pytest.raises(EnvironmentFault, match="is full"):
        publish(hall.desk, ELM, practice, tmp_path / "a.pdf", RETURNING_OFFICER)
    assert_nothing_came_of_it(hall, tmp_path)
    publish(hall.desk, ELM, practice, tmp_path / "a.pdf", RETURNING_OFFICER)
    assert len(signings(hall)) == 1
    hall.desk.close()


def test_the_same_contest_gives_the_same_pages_to_the_byte(declared: Hall) -> None:
    ledger, declaration = declared.desk.ledger, declared.contest.declaration
    assert declaration
    mark = ledger.checkpoint(ELM, declaration.seq)
    drawn = [render_declaration(declaration_report(declared.desk.count, declared.contest, mark))]
    streams = {name: ledger.lines(name) for name in (COUNT_STREAM, ELM)}
    marks = [ledger.checkpoint(name) for name in (ELM, COUNT_STREAM)]
    told = ledger.read_from(COUNT_STREAM), ledger.read_from(ELM)
    packs = [render_audit_pack(audit_pack_report(ELM, *told, marks), streams) for _ in range(2)]
    declared.desk.close()
    again = Desk.open(ledger.path, NightClock(), workstation("desk-2"))
    drawn.append(render_declaration(declaration_report(again.count, again.contest(ELM), mark)))
    again.close()
    assert drawn[0] == drawn[1]
    assert packs[0] == packs[1]


def test_the_signed_file_begins_with_the_unsigned_document(
    declared: Hall, practice: Identity, tmp_path: Path
) -> None:
    declaration = declared.contest.declaration
    assert declaration
    mark = declared.desk.ledger.checkpoint(ELM, declaration.seq)
    spoke = declared.desk.staff.released(RETURNING_OFFICER)
    report = declaration_report(declared.desk.count, declared.contest, mark, spoke)
    bound = evidence(declared.desk.ledger.lines(ELM), [declaration.seq])
    carried = {SET_UP: bound.set_up, DECLARED: bound.declared, LEAVES: bound.leaves}
    unsigned = render_declaration(report, carried)
    done, _ = published(declared, practice, tmp_path)
    assert done.path.read_bytes().startswith(unsigned)


def test_a_declaration_can_be_signed_once_more_under_another_name(
    declared: Hall, practice: Identity, tmp_path: Path
) -> None:
    for name in ("a.pdf", "b.pdf"):
        publish_declaration(declared.desk, ELM, practice, tmp_path / name, RETURNING_OFFICER)
    assert [act.sha256 for act in signings(declared)] == [
        sha256((tmp_path / name).read_bytes()).hexdigest() for name in ("a.pdf", "b.pdf")
    ]


# ---- a pack from which something is withheld


def test_a_pack_can_leave_out_what_a_candidates_side_answered(
    practice: Identity, tmp_path: Path
) -> None:
    hall = a_counted_hall(tmp_path)
    hall.provisional()
    answered = hall.agent_answers(1, True)
    hall.opportunity()
    hall.read_back()
    hall.declare()
    ledger = hall.desk.ledger
    left_out = {ELM: {answered.seq}}
    path = tmp_path / "pack.pdf"
    publish_audit_pack(hall.desk, ELM, practice, path, RETURNING_OFFICER, withheld=left_out)
    codes = [ledger.checkpoint(ELM, seq).code for seq in (1, answered.seq, answered.seq + 1)]
    told = verify(path.read_bytes(), codes=codes)
    assert not [point for point in told.points if point.result == "fails"]
    noted = [point.detail for point in told.points if "you noted" in point.detail]
    assert len(noted) == 3
    travelled = read_attachments(path.read_bytes())[f"{ELM}.jsonl"]
    assert b"AgentAnswered" not in travelled
    assert read_published({COUNT_STREAM: ledger.lines(COUNT_STREAM), ELM: travelled}).withheld == {
        ELM: [answered.seq]
    }
    hall.desk.close()


def test_no_pack_leaves_out_anything_on_which_the_result_rests(
    declared: Hall, practice: Identity, tmp_path: Path
) -> None:
    path = tmp_path / "pack.pdf"
    for stream, seq in ((ELM, 1), (ELM, declared.contest.seq), (COUNT_STREAM, 2), (ELM, 999)):
        with pytest.raises(ValueError, match="may not be withheld"):
            publish_audit_pack(
                declared.desk, ELM, practice, path, RETURNING_OFFICER, withheld={stream: {seq}}
            )
        assert not path.exists()
    assert signings(declared) == []
