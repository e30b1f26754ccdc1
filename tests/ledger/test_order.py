"""No act is of an earlier version or time than what stands before it, and none is there twice."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct, base
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.ledger.disagreements import What
from tallyapp.ledger.published import rows_of
from tallyapp.ledger.replay import replay
from tallyapp.words.catalogue import disagreement
from tests.halls import (
    DEPUTY,
    ELM,
    RETURNING_OFFICER,
    Hall,
    NightClock,
    a_counted_hall,
    another_desk,
    begin,
    codes,
    contest_fields,
    officer,
    refusal,
)
from tests.workstations import workstation

from .tampering import edit, found_in, position, recompute_heads, renew_heads_of_count, tampering

OAK = "oak"


def another_contest(desk: Desk) -> Hall:
    """Oak, with the same areas and boxes as the first contest."""
    desk.do(
        OAK,
        acts.ContestSetUp(**desk.by(DEPUTY).fixed, **contest_fields() | {"contest": OAK}),
    )
    return Hall(desk, OAK)


def changed(path: Path, stream: str, seq: int, change: Callable[[str], str]) -> None:
    """An entry changed by somebody who makes every hash fit again."""
    with tampering(path) as file:
        edit(file, stream, seq, change)
        for name in (COUNT_STREAM, stream):
            recompute_heads(file, name)
        renew_heads_of_count(file)
        recompute_heads(file, ELM)


def refused_in(path: Path) -> list[tuple[str, int, list[Code]]]:
    """Where a file's acts were not allowed, and by which rules."""
    found = found_in(path)
    assert {each.what for each in found} <= {What.RULES}
    return [(each.stream, each.seq, [f.code for f in each.findings]) for each in found]


# ---- versions


@pytest.fixture
def version_2(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A program whose acts are of version 2, and mean what those of version 1 do."""
    decode = acts.decode

    def either(entry: bytes) -> AnyAct:
        act = decode(entry.replace(b'"v":2', b'"v":1', 1))
        return msgspec.structs.replace(act, v=2 if b'"v":2' in entry else 1)

    monkeypatch.setattr(acts, "decode", either)
    monkeypatch.setattr(acts, "FORMAT", 2)
    monkeypatch.setattr(base, "FORMAT", 2)
    return monkeypatch


def older(entry: str) -> str:
    return entry.replace('"v":2', '"v":1', 1)


@pytest.mark.usefixtures("version_2")
@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        # The first act of a contest has none before it in its stream: the count's first is its
        # floor.
        (ELM, "ContestSetUp"),
        (ELM, "SheetKeyed"),
        (ELM, "FormKeyed"),
        (COUNT_STREAM, "OfficerEnrolled"),
    ],
)
def test_in_a_count_begun_in_version_2_nobody_writes_in_version_1(
    tmp_path: Path, stream: str, kind: str
) -> None:
    a_counted_hall(tmp_path).desk.close()
    path = tmp_path / "elm.tally"
    # As it was written, the file is one of version 2, in order from end to end.
    assert found_in(path) == []
    with tampering(path) as file:
        seq = position(file, stream, kind)
    changed(path, stream, seq, older)
    (found,) = found_in(path)
    assert (found.what, found.stream, found.seq) == (What.RULES, stream, seq)
    assert [(f.code, f.place.field) for f in found.findings] == [(Code.A105, "version")]
    assert "an earlier version of tallyapp cannot follow one of a later version" in disagreement(
        found
    )


def test_a_count_goes_on_in_a_later_version_and_never_back(
    tmp_path: Path, version_2: pytest.MonkeyPatch
) -> None:
    version_2.setattr(base, "FORMAT", 1)
    hall = a_counted_hall(tmp_path)
    oak = another_contest(hall.desk)
    hall.allot(8, 9)
    oak.allot(90, 90)
    version_2.setattr(base, "FORMAT", 2)
    hall.issue("A", 8)
    version_2.setattr(base, "FORMAT", 1)
    (found,) = refusal(lambda: hall.issue("A", 9))
    assert (found.code, found.place.field) == (Code.A105, "version")
    # `count` has gone on to no later version yet, nor has another contest.
    oak.issue("A", 90)
    hall.desk.issue_code(OAK, "request", "an agent", DEPUTY, drawn=2)
    hall.desk.close()
    assert found_in(tmp_path / "elm.tally") == []


# ---- ids


def test_the_id_of_an_act_of_one_contest_is_that_of_none_of_another(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    oak = another_contest(hall.desk)
    oak.verify({"a1": 10, "b1": 20})
    (_, first), *_ = hall.desk.ledger.read_from(ELM, 3)
    hall.desk.close()
    path = tmp_path / "elm.tally"

    def same_id(entry: str) -> str:
        act = acts.decode(entry.encode())
        return acts.encode(msgspec.structs.replace(act, id=first.id)).decode()

    with tampering(path) as file:
        seq = position(file, OAK, "BoxCounted", 2)
        edit(file, OAK, seq, same_id)
        recompute_heads(file, OAK)
    assert refused_in(path) == [(OAK, seq, [Code.A115])]
    assert "the identifier of one that is there already" in disagreement(found_in(path)[0])


def test_an_act_with_the_id_of_another_is_refused_at_the_desk_and_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = a_counted_hall(tmp_path)
    before = dict(hall.desk.ledger.heads)
    (_, first), *_ = hall.desk.ledger.read_from(ELM)
    monkeypatch.setattr(secrets, "token_hex", lambda _: first.id)
    assert codes(refusal(lambda: hall.issue("A", 9))) == [Code.A115]
    enrolled = acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=officer(31, "clerk"))
    assert codes(hall.refused(enrolled)) == [Code.A115]
    assert dict(hall.desk.ledger.heads) == before
    hall.desk.close()


def test_an_entry_that_stands_twice_in_a_published_stream_is_refused_by_its_id(
    tmp_path: Path,
) -> None:
    hall = a_counted_hall(tmp_path)
    # A code may be given out again: by every other rule the second would be as good as the first.
    for _ in range(2):
        hall.desk.issue_code(ELM, "request", "an agent", DEPUTY, drawn=7)
    streams = {name: hall.desk.ledger.lines(name) for name in (COUNT_STREAM, ELM)}
    hall.desk.close()
    assert replay(rows_of(streams)).disagreements == []
    *before, last = streams[COUNT_STREAM].splitlines(keepends=True)
    for doubled in ([*before, last, last], [*before, before[-1], last]):
        read = replay(rows_of(streams | {COUNT_STREAM: b"".join(doubled)}))
        found = read.disagreements[0]
        assert (found.what, [f.code for f in found.findings]) == (What.RULES, [Code.A115])


# ---- time


class SetBack(NightClock):
    """A clock that somebody can put to another time."""

    def put(self, by: timedelta) -> None:
        self._now += by


def dated(hall: Hall, stream: str = ELM) -> list[datetime]:
    return [act.at for _, act in hall.desk.ledger.read_from(stream)]


def test_a_clock_set_back_an_hour_stops_nobody_and_no_time_goes_back(tmp_path: Path) -> None:
    clock = SetBack()
    hall = a_counted_hall(tmp_path, clock=clock)
    last = dated(hall)[-1]
    clock.put(-timedelta(hours=1))
    hall.issue("A", 8)
    hall.issue("A", 10)
    hall.do(acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=officer(31, "clerk")))
    assert dated(hall)[-2:] == [last, last]
    # `count` has a time of its own: its last act was the last enrolment.
    assert dated(hall, COUNT_STREAM)[-2:] == [dated(hall, COUNT_STREAM)[-2]] * 2
    behind = hall.desk.clock_behind(ELM)
    assert behind is not None
    assert behind.last == last
    assert timedelta(minutes=59) < behind.last - behind.clock < timedelta(minutes=61)
    clock.put(timedelta(hours=1))
    assert hall.desk.clock_behind(ELM) is None
    hall.issue("A", 9)
    assert dated(hall)[-1] > last
    assert dated(hall) == sorted(dated(hall))
    hall.desk.close()
    assert found_in(tmp_path / "elm.tally") == []


def test_a_clock_that_is_seconds_behind_another_laptops_is_told_to_nobody(tmp_path: Path) -> None:
    clock = SetBack()
    hall = a_counted_hall(tmp_path, clock=clock)
    clock.put(-timedelta(seconds=50))
    assert hall.desk.clock_behind(ELM) is None
    hall.issue("A", 8)
    assert dated(hall) == sorted(dated(hall))
    hall.desk.close()


def test_an_act_that_another_desk_came_before_is_dated_no_earlier_than_that(
    tmp_path: Path,
) -> None:
    hall = a_counted_hall(tmp_path)
    hall.allot(8, 9)
    late = another_desk(hall)
    late.desk.clock = NightClock(datetime(2024, 7, 5, 1, tzinfo=UTC))
    late.issue("A", 8)
    hall.issue("A", 9)
    assert dated(hall)[-2:] == [datetime(2024, 7, 5, 1, 0, 2, tzinfo=UTC)] * 2
    hall.desk.close()
    assert found_in(tmp_path / "elm.tally") == []


def test_a_machine_that_joins_with_its_clock_behind_is_not_turned_away(tmp_path: Path) -> None:
    a_counted_hall(tmp_path).desk.close()
    path = tmp_path / "elm.tally"
    clock = NightClock(datetime(2024, 7, 4, 19, tzinfo=UTC))
    hall = Hall(Desk.open(path, clock, workstation("desk-2")))
    last = dated(hall, COUNT_STREAM)[-1]
    hall.desk.issue_code(ELM, "request", "an agent", DEPUTY, drawn=7)
    joined = hall.desk.ledger.read_from(COUNT_STREAM)[-2][1]
    assert (type(joined), joined.at) == (acts.WorkstationEnrolled, last)
    hall.desk.close()
    assert found_in(path) == []


@pytest.mark.parametrize(
    ("stream", "kind"), [(ELM, "FormKeyed"), (ELM, "BoxCounted"), (COUNT_STREAM, "OfficerEnrolled")]
)
def test_a_forged_stream_in_which_time_goes_back_is_refused_where_it_does(
    tmp_path: Path, stream: str, kind: str
) -> None:
    a_counted_hall(tmp_path).desk.close()
    path = tmp_path / "elm.tally"

    def earlier(entry: str) -> str:
        act = acts.decode(entry.encode())
        return acts.encode(msgspec.structs.replace(act, at=act.at - timedelta(minutes=40))).decode()

    with tampering(path) as file:
        seq = position(file, stream, kind, 2)
    changed(path, stream, seq, earlier)
    assert refused_in(path) == [(stream, seq, [Code.A116])]
    assert "2,399 seconds before the one before it" in disagreement(found_in(path)[0])


def test_one_contest_may_be_counted_before_another_that_was_set_up_later(tmp_path: Path) -> None:
    """Each stream has its own order of time: they are verified and published each for itself."""
    clock = SetBack()
    desk = begin(tmp_path / "elm.tally", clock)
    desk.do(ELM, acts.ContestSetUp(**desk.by(RETURNING_OFFICER).fixed, **contest_fields()))
    clock.put(-timedelta(hours=2))
    fields = contest_fields() | {"contest": OAK}
    desk.do(OAK, acts.ContestSetUp(**desk.by(RETURNING_OFFICER).fixed, **fields))
    oak, elm = desk.contest(OAK).at, desk.contest(ELM).at
    assert oak
    assert elm
    assert oak < elm
    desk.close()
    assert found_in(tmp_path / "elm.tally") == []
