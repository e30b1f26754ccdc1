"""Each act is signed by its workstation: whoever changes one, or puts another's in its place, is
seen, and from which machine it is said to come.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger import database
from tallyapp.ledger.disagreements import What
from tallyapp.ledger.highwater import HighWater
from tallyapp.ledger.late import LateCheck
from tallyapp.ledger.published import read_published
from tallyapp.ledger.replay import replay
from tallyapp.ledger.signatures import ORDER, Digests, Signed, holds, not_holding, to_sign
from tallyapp.publication import publish_declaration
from tallyapp.signing.identity import practice_identity
from tallyapp.words.catalogue import disagreement
from tests.halls import (
    BOXES,
    DEPUTY,
    ELM,
    RETURNING_OFFICER,
    SUPERVISOR,
    Hall,
    NightClock,
    a_counted_hall,
    a_hall,
    begin,
    officer,
)
from tests.ledger.tampering import (
    edit,
    found_in,
    origin_of,
    position,
    put_signature,
    recompute_heads,
    sign_again,
    signature_of,
    tampering,
)
from tests.workstations import workstation

ORIGIN = "ab" * 16


def signed(signature: bytes, data: bytes = b"{}", name: str = "desk-1") -> Signed:
    certificate = workstation(name).certificate
    return Signed(ELM, 1, name, certificate, Digests(ORIGIN, ELM).of(data), signature)


# ---- one signature


@given(st.binary(max_size=100))
def test_what_a_workstation_signs_holds_and_has_the_lower_of_two_forms(entry: bytes) -> None:
    signature = workstation().sign(to_sign(ORIGIN, ELM, entry))
    assert len(signature) == 64
    assert 0 < int.from_bytes(signature[32:], "big") <= ORDER // 2
    assert holds(signed(signature, entry))
    assert not holds(signed(signature, entry + b" "))
    assert not holds(signed(signature, entry, "desk-2"))


@given(st.binary(max_size=70))
def test_bytes_that_are_no_signature_are_none(noise: bytes) -> None:
    assert not holds(signed(noise))


def test_the_twin_that_anybody_can_make_of_a_signature_does_not_hold() -> None:
    assert holds(signed(workstation().sign(to_sign(ORIGIN, ELM, b"{}"))))
    assert not holds(signed(twin(workstation().sign(to_sign(ORIGIN, ELM, b"{}")))))


def twin(signature: bytes) -> bytes:
    """The other value of s with which a signature could be written."""
    s = int.from_bytes(signature[32:], "big")
    return signature[:32] + (ORDER - s).to_bytes(32, "big")


@pytest.mark.parametrize("certificate", ["", "AAAA", "A" * 600, "!"])
def test_by_what_is_no_certificate_nothing_is_signed(certificate: str) -> None:
    signature = workstation().sign(to_sign(ORIGIN, ELM, b"{}"))
    assert not holds(signed(signature)._replace(certificate=certificate))


def test_a_certificate_has_one_text_of_bytes() -> None:
    """The last letter of base 64 may stand for several: only one of them is taken."""
    # Bytes that three divides leave no letter half used, and how many there are is chance.
    name = next(n for n in map(str, count()) if workstation(n).certificate.endswith("="))
    certificate = workstation(name).certificate
    end = certificate.rstrip("=")
    other = f"{end[:-1]}{chr(ord(end[-1]) + 1)}{certificate[len(end) :]}"
    signature = workstation(name).sign(to_sign(ORIGIN, ELM, b"{}"))
    assert holds(signed(signature)._replace(certificate=certificate))
    assert not holds(signed(signature)._replace(certificate=other))


# ---- a file, changed by whoever has no key of a workstation

Change = Callable[[sqlite3.Connection], tuple[str, int]]


def re_signed_by_another(file: sqlite3.Connection) -> tuple[str, int]:
    sign_again(file, ELM, 6, workstation("somebody's laptop"))
    return ELM, 6


def exchanged_between_two_acts(file: sqlite3.Connection) -> tuple[str, int]:
    one, other = (signature_of(file, ELM, seq) for seq in (6, 7))
    put_signature(file, ELM, 6, other)
    put_signature(file, ELM, 7, one)
    return ELM, 6


def written_as_its_twin(file: sqlite3.Connection) -> tuple[str, int]:
    put_signature(file, ELM, 9, twin(signature_of(file, ELM, 9)))
    return ELM, 9


def blank(file: sqlite3.Connection) -> tuple[str, int]:
    put_signature(file, ELM, 9, bytes(64))
    return ELM, 9


def made_for_another_stream(file: sqlite3.Connection) -> tuple[str, int]:
    (entry,) = file.execute(
        "SELECT CAST(entry AS BLOB) FROM act WHERE stream = ? AND seq = 8", [ELM]
    ).fetchone()
    put_signature(file, ELM, 8, workstation().sign(to_sign(origin_of(file), "oak", entry)))
    return ELM, 8


def made_for_another_count(file: sqlite3.Connection) -> tuple[str, int]:
    (entry,) = file.execute(
        "SELECT CAST(entry AS BLOB) FROM act WHERE stream = ? AND seq = 8", [ELM]
    ).fetchone()
    put_signature(file, ELM, 8, workstation().sign(to_sign(ORIGIN, ELM, entry)))
    return ELM, 8


def a_figure_changed_and_signed_by_nobody(file: sqlite3.Connection) -> tuple[str, int]:
    last = position(file, ELM, "BoxCounted", 4)
    before = signature_of(file, ELM, last)
    edit(file, ELM, last, lambda entry: entry.replace('"papers":20', '"papers":21'))
    put_signature(file, ELM, last, before)
    return ELM, last


CHANGES: list[Change] = [
    re_signed_by_another,
    exchanged_between_two_acts,
    written_as_its_twin,
    blank,
    made_for_another_stream,
    made_for_another_count,
    a_figure_changed_and_signed_by_nobody,
]


@pytest.fixture
def verified(tmp_path: Path) -> Path:
    """A contest whose boxes are verified, no code given out, closed."""
    hall = a_hall(tmp_path)
    hall.allot(1, 40)
    hall.verify(BOXES)
    hall.desk.close()
    return hall.desk.ledger.path


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_signature_that_is_not_the_workstations_is_found_although_all_heads_fit(
    verified: Path, change: Change
) -> None:
    with tampering(verified) as file:
        stream, seq = change(file)
        recompute_heads(file)
    (found,) = found_in(verified)
    assert (found.what, found.stream, found.seq, found.name) == (
        What.SIGNATURE,
        stream,
        seq,
        "desk-1",
    )
    assert disagreement(found) == (
        f"Entry {seq} of {stream} is not signed by desk-1, the workstation that it names."
    )


@pytest.mark.parametrize("change", CHANGES[:5], ids=lambda change: change.__name__)
def test_without_heads_worked_out_anew_the_chain_shows_it_too(
    verified: Path, change: Change
) -> None:
    with tampering(verified) as file:
        stream, seq = change(file)
    found = found_in(verified)
    assert (found[0].what, found[0].stream, found[0].seq) == (What.HEAD, stream, seq)


@pytest.mark.parametrize("length", [0, 63, 65])
def test_a_signature_of_another_length_cannot_be_stored_and_is_not_read(
    verified: Path, length: int
) -> None:
    with tampering(verified) as file:
        with pytest.raises(sqlite3.IntegrityError):
            put_signature(file, ELM, 9, bytes(length))
        file.execute("PRAGMA ignore_check_constraints=ON")
        put_signature(file, ELM, 9, bytes(length))
        recompute_heads(file)
    (found,) = found_in(verified)
    assert (found.what, found.seq, found.name) == (What.SIGNATURE, 9, "desk-1")


def test_an_act_that_names_a_workstation_that_never_joined_is_not_allowed(verified: Path) -> None:
    with tampering(verified) as file:
        edit(file, ELM, 9, lambda entry: entry.replace('"desk-1"', '"desk-7"'))
        sign_again(file, ELM, 9, workstation("desk-7"))
        recompute_heads(file)
    (found,) = found_in(verified)
    assert (found.what, found.seq) == (What.RULES, 9)
    assert "Workstation desk-7 has not joined this count." in disagreement(found)


def test_what_is_wrong_in_a_published_stream_is_found_as_in_a_file(verified: Path) -> None:
    with tampering(verified) as file:
        re_signed_by_another(file)
        recompute_heads(file)
    desk = Desk.open(verified, NightClock(), workstation())
    lines = {name: desk.ledger.lines(name) for name in (COUNT_STREAM, ELM)}
    desk.close()
    assert [(d.what, d.seq) for d in read_published(lines).disagreements] == [(What.SIGNATURE, 6)]


# ---- late, and waited for where it matters


@pytest.fixture
def forged(tmp_path: Path) -> Path:
    """The counted contest with one signature of another key, its heads worked out anew."""
    hall = a_counted_hall(tmp_path)
    hall.desk.close()
    with tampering(hall.desk.ledger.path) as file:
        re_signed_by_another(file)
        recompute_heads(file)
    return hall.desk.ledger.path


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Until this is set no signature is checked."""
    go = Event()

    def later(signed: Sequence[Signed]) -> Iterator[Signed]:
        assert go.wait(30)
        return not_holding(signed)

    monkeypatch.setattr("tallyapp.ledger.late.not_holding", later)
    return go


def test_people_work_while_signatures_are_checked_and_not_after_one_is_wrong(
    forged: Path, held: Event
) -> None:
    desk = Desk.open(forged, NightClock(), workstation())
    assert not desk.disagreements
    Hall(desk).issue("A", 9)
    held.set()
    (found,) = desk.ledger.signatures.wait()
    assert desk.disagreements == (found,)
    with pytest.raises(EnvironmentFault, match="Entry 6 of elm-valley is not signed"):
        Hall(desk).issue("A", 10)
    desk.close()


def test_whoever_asks_is_told_when_all_are_checked(forged: Path, held: Event) -> None:
    desk = Desk.open(forged, NightClock(), workstation())
    told = Event()
    desk.ledger.signatures.then(lambda found: told.set() if found else None)
    assert not told.is_set()
    held.set()
    assert told.wait(30)
    desk.close()


def test_no_provisional_result_is_given_before_every_signature_is_checked(forged: Path) -> None:
    hall = Hall(Desk.open(forged, NightClock(), workstation()))
    with pytest.raises(EnvironmentFault, match="is not signed by desk-1"):
        hall.provisional()
    assert hall.contest.provisional is None
    hall.desk.close()


def test_no_code_is_given_out_before_every_signature_is_checked(forged: Path) -> None:
    desk = Desk.open(forged, NightClock(), workstation())
    with pytest.raises(EnvironmentFault, match="is not signed by desk-1"):
        desk.issue_code(ELM, "request", "an agent", RETURNING_OFFICER, drawn=7)
    assert desk.count.count.codes_issued == 0
    desk.close()


def test_no_backup_is_made_of_a_file_with_a_wrong_signature(forged: Path, tmp_path: Path) -> None:
    desk = Desk.open(forged, NightClock(), workstation())
    with pytest.raises(EnvironmentFault, match="no backup was made"):
        desk.ledger.backup(tmp_path / "backup.tally")
    assert not (tmp_path / "backup.tally").exists()
    desk.close()


def test_no_document_is_signed_over_a_wrong_signature(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    hall.finish()
    hall.desk.close()
    path = hall.desk.ledger.path
    with tampering(path) as file:
        last = position(file, ELM, "Declared")
        sign_again(file, ELM, last, workstation("somebody's laptop"))
        recompute_heads(file)
    desk = Desk.open(path, NightClock(datetime(2024, 7, 5, 4, tzinfo=UTC)), workstation())
    identity = practice_identity(NightClock()())
    with pytest.raises(EnvironmentFault, match="is not signed by desk-1"):
        publish_declaration(desk, ELM, identity, tmp_path / "declaration.pdf", RETURNING_OFFICER)
    assert not (tmp_path / "declaration.pdf").exists()
    desk.close()


# ---- nothing is checked twice


def unchecked(path: Path, seen: HighWater) -> int:
    """How many signatures this machine would still have to check."""
    with closing(sqlite3.connect(path)) as connection:
        origin = origin_of(connection)
        head = "SELECT head FROM act WHERE stream = ? AND seq = ?"
        known = seen.verified(
            origin, lambda *at: (connection.execute(head, at).fetchone() or [None])[0]
        )
        return len(replay(database.rows(connection), whole=True, checked=known).unchecked)


def test_what_this_machine_has_checked_or_signed_is_not_checked_again(
    verified: Path, tmp_path: Path
) -> None:
    seen = HighWater(tmp_path / "seen.json")
    with closing(sqlite3.connect(verified)) as file:
        (acts_there,) = file.execute("SELECT count(*) FROM act").fetchone()
    assert unchecked(verified, seen) == acts_there
    desk = Desk.open(verified, NightClock(), workstation(), seen)
    desk.ledger.signatures.wait()
    Hall(desk).issue("A", 1)
    desk.close(seen)
    assert unchecked(verified, seen) == 0
    elsewhere = Hall(Desk.open(verified, NightClock(), workstation("desk-2")))
    elsewhere.issue("A", 2)
    elsewhere.desk.close()
    # The machine that joined, and what was done at it.
    assert unchecked(verified, seen) == 2


def test_a_check_that_was_cut_short_is_made_again(
    verified: Path, tmp_path: Path, held: Event
) -> None:
    seen = HighWater(tmp_path / "seen.json")
    before = unchecked(verified, seen)
    desk = Desk.open(verified, NightClock(), workstation(), seen)
    desk.ledger.signatures._stopped.set()
    held.set()
    desk.close(seen)
    assert unchecked(verified, seen) == before
    # That it was seen is remembered all the same.
    assert seen.marks(desk.ledger.origin)[ELM][0].seq == desk.contest(ELM).seq


def test_a_file_that_went_another_way_is_checked_from_its_beginning(
    verified: Path, tmp_path: Path
) -> None:
    seen = HighWater(tmp_path / "seen.json")
    desk = Desk.open(verified, NightClock(), workstation(), seen)
    desk.ledger.signatures.wait()
    desk.close(seen)
    with tampering(verified) as file:
        sign_again(file, ELM, 6, workstation("somebody's laptop"))
        recompute_heads(file)
    desk = Desk.open(verified, NightClock(), workstation(), seen)
    desk.ledger.signatures.wait()
    assert {found.what for found in desk.disagreements} == {What.FORK, What.SIGNATURE}
    desk.close()


def test_many_signatures_are_checked_in_parts_and_the_first_wrong_one_is_named() -> None:
    good = signed(workstation().sign(to_sign(ORIGIN, ELM, b"{}")))
    wrong = {300, 301, 700}
    many = [
        good._replace(seq=seq, signature=bytes(64) if seq in wrong else good.signature)
        for seq in range(1, 801)
    ]
    check = LateCheck(many)
    (found,) = check.wait()
    assert (found.seq, found.name, check.complete) == (300, "desk-1", False)


def test_a_fault_in_the_check_itself_is_told_to_whoever_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_: Sequence[Signed]) -> Iterator[Signed]:
        raise MemoryError

    monkeypatch.setattr("tallyapp.ledger.late.not_holding", broken)
    check = LateCheck([signed(bytes(64))] * 600)
    with pytest.raises(MemoryError):
        check.wait()
    assert not check.complete
    check.stop()


# ---- a file goes on at another machine


def test_a_copy_goes_on_at_another_machine_under_its_own_key(
    verified: Path, tmp_path: Path
) -> None:
    copy = shutil.copy(verified, tmp_path / "copy.tally")
    hall = Hall(Desk.open(Path(copy), NightClock(), workstation("desk-2")))
    hall.issue("A", 1)
    enrolled = hall.desk.ledger.read_from(COUNT_STREAM)[-1][1]
    assert isinstance(enrolled, acts.WorkstationEnrolled)
    assert (enrolled.name, enrolled.by, enrolled.workstation) == ("desk-2", SUPERVISOR, "desk-2")
    last = hall.desk.ledger.read_from(ELM)[-1][1]
    assert isinstance(last, acts.ContestAct)
    assert (last.workstation, last.seen) == ("desk-2", hall.desk.count.count.seq)
    hall.issue("A", 2)
    joined = [
        act
        for _, act in hall.desk.ledger.read_from(COUNT_STREAM)
        if isinstance(act, acts.WorkstationEnrolled)
    ]
    assert len(joined) == 1
    hall.desk.close()
    assert found_in(Path(copy)) == []


def test_a_machine_whose_name_is_taken_gets_another(verified: Path) -> None:
    from datetime import UTC, datetime

    from tallyapp.workstation import new_workstation

    night = datetime(2024, 7, 4, tzinfo=UTC)
    for name in ("DESK-1", "desk-1"):
        hall = Hall(Desk.open(verified, NightClock(), new_workstation(name, night)))
        hall.issue("A", 20 if name == "DESK-1" else 21)
        hall.desk.close()
    desk = Desk.open(verified, NightClock(), workstation())
    names = list(desk.count.count.workstations.by_name)
    assert names == ["desk-1", "DESK-1-2", "desk-1-3"]
    assert desk.workstation == "desk-1"
    desk.close()


def test_whoever_may_do_nothing_lets_no_machine_in(verified: Path) -> None:
    hall = Hall(Desk.open(verified, NightClock(), workstation("desk-2")))
    for by in (99, 21):
        assert hall.refused(acts.OfficerEnrolled(**hall.by(by).count, officer=officer(31, "clerk")))
    assert hall.refused(
        acts.BoxCounted(**hall.by(11).contest, box="none", attempt=1, papers=Papers(3))
    )
    assert hall.desk.is_new
    hall.desk.close()


def test_a_first_act_at_a_fixed_point_names_the_head_after_the_machine_joined(
    tmp_path: Path,
) -> None:
    hall = a_counted_hall(tmp_path)
    hall.desk.close()
    hall = Hall(Desk.open(hall.desk.ledger.path, NightClock(), workstation("desk-2")))
    hall.provisional()
    hall.desk.close()
    assert found_in(hall.desk.ledger.path) == []


def test_a_backup_restored_at_a_new_machine_is_said_there(tmp_path: Path) -> None:
    seen = HighWater(tmp_path / "seen.json")
    hall = a_hall(tmp_path)
    hall.allot(1, 2)
    hall.desk.ledger.backup(tmp_path / "backup.tally")
    hall.issue("A", 1)
    hall.desk.close(seen)
    desk = Desk.open(tmp_path / "backup.tally", NightClock(), workstation("desk-2"), seen)
    by = desk.by(DEPUTY).count
    desk.do(COUNT_STREAM, acts.BackupRestored(**by, source="stick", reason="broken"))
    kinds = [type(act).__name__ for _, act in desk.ledger.read_from(COUNT_STREAM)[-2:]]
    assert kinds == ["WorkstationEnrolled", "BackupRestored"]
    Hall(desk).issue("A", 2)
    desk.close(seen)
    assert found_in(tmp_path / "backup.tally") == []


def test_a_count_says_where_it_was_set_up(tmp_path: Path) -> None:
    desk = begin(tmp_path / "elm.tally")
    known = desk.count.count.workstations.by_name["desk-1"]
    assert (known.certificate, known.since) == (workstation().certificate, 1)
    desk.close()
