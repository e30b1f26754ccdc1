"""How far this machine saw a count:
an older copy and a fork are noticed, and a restored backup goes on.
"""

import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger import locking
from tallyapp.ledger.disagreements import What
from tallyapp.ledger.highwater import HighWater
from tests.halls import (
    CLERK,
    DEPUTY,
    ELM,
    RETURNING_OFFICER,
    Hall,
    NightClock,
    a_hall,
    refusal,
    told,
)
from tests.workstations import workstation

WHY = {"source": "the blue stick", "reason": "the disk broke"}


@pytest.fixture
def seen(tmp_path: Path) -> HighWater:
    return HighWater(tmp_path / "state" / "seen.json")


@pytest.fixture
def path(tmp_path: Path, seen: HighWater) -> Path:
    """A count that this machine has seen, with an older copy of it beside: `older.tally`."""
    hall = a_hall(tmp_path)
    path = hall.desk.ledger.path
    hall.allot(1, 100)  # so that handing out is an act of the contest alone
    hall.issue("A", 1, 2)
    hall.desk.close(seen)
    shutil.copy(path, tmp_path / "older.tally")
    hall = Hall(opened(path, seen))
    hall.issue("B", 3)
    hall.desk.close(seen)
    return path


def opened(path: Path, seen: HighWater) -> Desk:
    return Desk.open(path, NightClock(), workstation("desk-1"), seen)


def where(desk: Desk) -> list[tuple[What, str, int]]:
    return [(found.what, found.stream, found.seq) for found in desk.disagreements]


def test_the_file_last_seen_and_one_that_went_on_elsewhere_agree(
    path: Path, seen: HighWater
) -> None:
    desk = opened(path, seen)
    assert where(desk) == []
    Hall(desk).issue("B", 4)
    desk.close()
    desk = opened(path, seen)
    assert where(desk) == []
    desk.close(seen)


def test_of_one_file_the_last_is_remembered_wherever_it_was_between(
    path: Path, seen: HighWater
) -> None:
    """It went on at another machine, was opened here, and went on here."""
    elsewhere = Hall(Desk.open(path, NightClock(), workstation("desk-9")))
    elsewhere.issue("B", 4)
    elsewhere.desk.close()
    here = Hall(opened(path, seen))
    here.issue("B", 5)
    last = here.contest.seq
    here.desk.close(seen)
    assert [mark.seq for mark in seen.marks(here.desk.ledger.origin)[ELM]] == [last]


def test_an_older_copy_is_noticed_and_can_only_be_read(
    path: Path, tmp_path: Path, seen: HighWater
) -> None:
    desk = opened(tmp_path / "older.tally", seen)
    assert where(desk) == [(What.OLDER_COPY, ELM, 4)]
    with pytest.raises(
        EnvironmentFault, match=r"It is an older copy\. Open the newer file, or record"
    ):
        Hall(desk).issue("B", 3)
    desk.close(seen)
    # Having looked at it takes nothing back.
    desk = opened(tmp_path / "older.tally", seen)
    assert where(desk) == [(What.OLDER_COPY, ELM, 4)]
    desk.close()


def test_a_fork_is_noticed(path: Path, tmp_path: Path, seen: HighWater) -> None:
    elsewhere = Hall(Desk.open(tmp_path / "older.tally", NightClock(), workstation("desk-9")))
    elsewhere.issue("B", 77)
    elsewhere.issue("B", 78)
    elsewhere.desk.close()
    desk = opened(tmp_path / "older.tally", seen)
    assert where(desk) == [(What.FORK, ELM, 4)]
    with pytest.raises(EnvironmentFault, match="went on from an older copy"):
        Hall(desk).issue("B", 3)
    desk.close()


def test_a_restored_backup_is_recorded_and_goes_on(
    path: Path, tmp_path: Path, seen: HighWater
) -> None:
    hall = Hall(opened(tmp_path / "older.tally", seen))
    hall.do(acts.BackupRestored(**hall.by(RETURNING_OFFICER).count, **WHY))
    hall.issue("B", 3)
    hall.desk.close(seen)
    desk = opened(tmp_path / "older.tally", seen)
    assert where(desk) == []
    (restored,) = (
        a for _, a in desk.ledger.read_from(COUNT_STREAM) if isinstance(a, acts.BackupRestored)
    )
    assert (restored.source, restored.reason) == ("the blue stick", "the disk broke")
    desk.close(seen)
    # From now on it is the abandoned file that went another way.
    desk = opened(path, seen)
    assert {found.what for found in desk.disagreements} <= {What.FORK, What.OLDER_COPY} != set()
    desk.close()


def test_a_restoring_that_was_refused_opens_nothing(
    path: Path, tmp_path: Path, seen: HighWater
) -> None:
    hall = Hall(opened(tmp_path / "older.tally", seen))
    by_a_clerk = refusal(lambda: hall.do(acts.BackupRestored(**hall.by(CLERK).count, **WHY)))
    assert told(by_a_clerk) == [("A102", "officer", str(CLERK), "clerk", {})]
    unexplained = refusal(
        lambda: hall.do(acts.BackupRestored(**hall.by(DEPUTY).count, source="stick", reason=""))
    )
    assert told(unexplained) == [("A106", "count", "count", "reason", {})]
    with pytest.raises(EnvironmentFault, match="older copy"):
        hall.issue("B", 3)
    hall.desk.close()


@pytest.mark.parametrize(
    "damaged", [b"", b"{", b"[]", b'{"x": 5}', b'{"x": {"count": ["1", 2]}}', b'{"\xff": {}}']
)
def test_a_damaged_file_of_marks_stops_no_count(
    path: Path, seen: HighWater, tmp_path: Path, damaged: bytes
) -> None:
    (tmp_path / "state" / "seen.json").write_bytes(damaged)
    desk = opened(path, seen)
    assert where(desk) == []
    desk.close(seen)
    assert seen.marks(desk.ledger.origin)[ELM][0][:2] == (4, desk.ledger.heads[ELM][1].hex())


def test_marks_of_several_counts_are_kept_beside_each_other(seen: HighWater) -> None:
    seen.record("aa", {"count": (1, b"\x01")}, {}, {})
    seen.record("bb", {"count": (2, b"\x02"), "elm": (5, b"\x05")}, {"elm": 4, "count": 9}, {})
    assert seen.marks("aa") == {"count": ((1, "01", 0),)}
    assert seen.marks("bb") == {"count": ((2, "02", 2),), "elm": ((5, "05", 4),)}
    assert seen.marks("cc") == {}


def test_signatures_are_known_to_hold_as_far_as_the_file_has_the_head_that_was_seen(
    seen: HighWater,
) -> None:
    first = seen.record("bb", {"elm": (5, b"\x05"), "oak": (2, b"\x02")}, {"elm": 4, "oak": 2}, {})
    # A copy of the same file, counted on beside it by another program.
    seen.record("bb", {"elm": (7, b"\x07")}, {"elm": 7}, {})
    heads = {("elm", 5): b"\x05", ("elm", 7): b"\x07", ("oak", 2): b"\x02"}
    assert seen.verified("bb", lambda *at: heads.get(at)) == {"elm": 7, "oak": 2}
    del heads["elm", 7]
    heads["oak", 2] = b"\xff"
    assert seen.verified("bb", lambda *at: heads.get(at)) == {"elm": 4, "oak": 0}
    assert seen.verified("bb", lambda *_: None) == {"elm": 0, "oak": 0}
    assert seen.verified("aa", lambda *_: None) == {}
    assert first["elm"][0].verified == 4


def test_marks_that_cannot_be_written_are_said_and_the_file_is_given_back(
    path: Path, tmp_path: Path
) -> None:
    (tmp_path / "blocked").write_bytes(b"a file where a folder should be")
    desk = opened(path, HighWater(tmp_path / "none.json"))
    with pytest.raises(EnvironmentFault, match="could not be kept"):
        desk.close(HighWater(tmp_path / "blocked" / "seen.json"))
    opened(path, HighWater(tmp_path / "none.json")).close()


def test_a_file_that_was_open_when_the_program_crashed_is_remembered(
    path: Path, tmp_path: Path
) -> None:
    elsewhere = HighWater(tmp_path / "elsewhere" / "seen.json")
    opened(path, elsewhere).close()  # closed without its marks, as nobody is left to write them
    shutil.copy(tmp_path / "older.tally", path)
    again = opened(path, elsewhere)
    assert where(again) == [(What.OLDER_COPY, ELM, again.ledger.heads[ELM][0] + 1)]
    again.close()


RECORDS = """
import sys
from pathlib import Path
from tallyapp.ledger.highwater import HighWater
seen = HighWater(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
known = {}
for seq in range(1, 31):
    known = seen.record(sys.argv[2], {"count": (seq, sys.argv[3].encode())}, {}, known)
"""


def together(seen_file: Path, programs: list[tuple[str, str]]) -> None:
    """Programs that note how far they have seen a count, 30 times each, all at once."""
    command = [sys.executable, "-c", RECORDS, str(seen_file)]
    pipe = subprocess.PIPE
    started = [
        subprocess.Popen([*command, *each], stdin=pipe, stdout=pipe, text=True) for each in programs
    ]
    for program in started:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
    for program in started:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in started:
        program.communicate()
        assert program.returncode == 0


def test_programs_that_write_the_marks_at_the_same_time_lose_none(tmp_path: Path) -> None:
    origins = [f"count-{number}" for number in range(4)]
    together(tmp_path / "seen.json", [(origin, "head") for origin in origins])
    seen = HighWater(tmp_path / "seen.json")
    assert {origin: seen.marks(origin) for origin in origins} == {
        origin: {"count": ((30, b"head".hex(), 0),)} for origin in origins
    }


def test_programs_at_two_copies_of_one_count_lose_neither_mark(tmp_path: Path) -> None:
    together(tmp_path / "seen.json", [("count-1", "one"), ("count-1", "two")])
    (marks,) = HighWater(tmp_path / "seen.json").marks("count-1").values()
    assert {mark.head for mark in marks} == {b"one".hex(), b"two".hex()}


def test_two_copies_counted_on_at_the_same_time_are_both_noticed(
    path: Path, tmp_path: Path, seen: HighWater
) -> None:
    copy = tmp_path / "copy.tally"
    shutil.copy(path, copy)
    first = Hall(opened(path, seen))
    second = Hall(opened(copy, seen))
    first.issue("B", 4, 5)
    second.issue("B", 4)
    first.desk.close(seen)
    second.desk.close(seen)
    for each in (path, copy):
        desk = opened(each, seen)
        assert {found.stream for found in desk.disagreements} == {ELM}
        desk.close(seen)
    # One of them is gone on from, and that is recorded: the other alone is noticed from then on.
    chosen = Hall(opened(path, seen))
    chosen.do(acts.BackupRestored(**chosen.by(RETURNING_OFFICER).count, **WHY))
    chosen.desk.close(seen)
    desk = opened(path, seen)
    assert where(desk) == []
    desk.close(seen)
    desk = opened(copy, seen)
    assert where(desk) != []
    desk.close(seen)


def test_marks_that_another_program_keeps_locked_are_said_and_not_waited_for_long(
    seen: HighWater, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen.record("aa", {"count": (1, b"\x01")}, {}, {})
    monkeypatch.setattr(locking, "_PATIENCE", 0)
    with locking.alone(tmp_path / "state" / "seen.json.lock"):
        with pytest.raises(EnvironmentFault, match="could not be kept"):
            seen.record("aa", {"count": (2, b"\x02")}, {}, {})
        with pytest.raises(EnvironmentFault, match="another program keeps"):
            seen.forget("aa")
    assert seen.marks("aa") == {"count": ((1, "01", 0),)}
    assert seen.forget("aa")


def test_marks_that_another_program_gives_back_are_waited_for(
    seen: HighWater, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as other:
        (tmp_path / "state").mkdir(exist_ok=True)
        other.enter_context(locking.alone(tmp_path / "state" / "seen.json.lock"))
        # It gives them back while they are waited for.
        monkeypatch.setattr(time, "sleep", lambda _: other.close())
        seen.record("aa", {"count": (1, b"\x01")}, {}, {})
    assert seen.marks("aa") == {"count": ((1, "01", 0),)}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no names in folders there")
def test_a_pipe_in_the_place_of_the_marks_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "seen.json")
    assert HighWater(tmp_path / "seen.json").marks("aa") == {}
    os.mkfifo(tmp_path / "other.json.lock")
    HighWater(tmp_path / "other.json").record("aa", {"count": (1, b"\x01")}, {}, {})
    assert HighWater(tmp_path / "other.json").marks("aa") == {"count": ((1, "01", 0),)}
