"""The desk: one act, one transaction, what changed; and other desks at the same count."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tallyapp.desk import Desk, Done, Pending
from tallyapp.desk.two_arithmetics import differences, must_agree
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.result import figures, outcome
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, SheetNumber, Votes
from tallyapp.ledger import chain, database
from tallyapp.ledger.entries import Moved
from tallyapp.ledger.replay import replay
from tallyapp.words.catalogue import sentence
from tests.domain.rules.test_result import level
from tests.domain.test_what_an_act_builds_on import GONE, SAID
from tests.halls import (
    CLERK,
    DEPUTY,
    ELM,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SUPERVISOR,
    THIRD_CLERK,
    Hall,
    NightClock,
    Told,
    a_counted_hall,
    a_hall,
    another_desk,
    begin,
    codes,
    contest_fields,
    count_fields,
    made,
    officer,
    refusal,
    sheet,
    staff_name,
    told,
)
from tests.workstations import workstation

SHEET = sheet((60, 30, 8), sent=2)


@pytest.fixture
def hall(tmp_path: Path) -> Any:
    made = a_counted_hall(tmp_path)
    yield made
    made.desk.close()


def agrees(hall: Hall) -> bool:
    """Whether a desk shows just what the file means, and the file agrees with itself."""
    read = replay(database.rows(hall.desk.ledger._connection), whole=True)
    return read.disagreements == [] and read.count == hall.desk.count


# ---- one act


def test_an_act_carries_who_when_where_and_a_number_of_its_own(hall: Hall) -> None:
    summer = timezone(timedelta(hours=1))
    clock = NightClock(datetime(2024, 7, 4, 23, tzinfo=UTC))
    hall.allot(8, 9)
    hall.desk.clock = lambda: clock().astimezone(summer).replace(microsecond=1)
    done = [hall.issue("A", number).act for number in (8, 9)]
    assert [act.by for act in done] == [SUPERVISOR, SUPERVISOR]
    assert [act.workstation for act in done] == ["desk-1", "desk-1"]
    assert done[0].at.isoformat() == "2024-07-05T00:00:02+01:00"
    assert done[0].id != done[1].id


def test_what_changed_is_told_once_the_act_is_on_the_disk(hall: Hall) -> None:
    hall.allot(8, 8)
    heard: list[tuple[Changed, int]] = []
    hall.desk.subscribe(lambda changed: heard.append((changed, hall.desk.ledger.heads[ELM][0])))
    done = hall.issue("A", 8)
    assert heard == [(done.changed, done.seq)]
    assert (done.changed.stream, list(done.changed.sheets)) == (ELM, [8])


def test_a_refused_act_leaves_no_trace(hall: Hall) -> None:
    heard: list[Changed] = []
    hall.desk.subscribe(heard.append)
    heads = dict(hall.desk.ledger.heads)
    assert codes(refusal(lambda: hall.key(1, SHEET))) == [Code.E106]
    assert (dict(hall.desk.ledger.heads), heard) == (heads, [])
    assert agrees(hall)


def test_what_would_be_flagged_can_be_asked_without_doing_it(hall: Hall) -> None:
    hall.issue("A", 8)
    found = hall.desk.check(
        ELM,
        acts.SheetKeyed(
            **hall.desk.by(CLERK).contest,
            sheet=SheetNumber(8),
            of=hall.desk.contest(ELM).sheets[SheetNumber(8)].opened,
            figures=SHEET,
        ),
    )
    assert {each.code for each in found} == {Code.E107}
    assert hall.sheet(8).life == "issued"


def test_what_is_applied_is_what_is_stored(hall: Hall) -> None:
    """A list becomes what a reader will make of it,
    so that the state shown is the state read again.
    """
    hall.provisional()
    hall.do(
        acts.ReadBack(
            **hall.by(SUPERVISOR).contest,
            of=hall.contest.given,
            votes=tuple(map(Votes, list(hall.figures.votes))),
            rejected=tuple(map(Papers, list(hall.figures.rejected))),
        )
    )
    assert hall.contest.provisional is not None
    assert hall.contest.provisional.read_back == (hall.figures.votes, hall.figures.rejected)
    assert agrees(hall)


@pytest.mark.parametrize(
    ("kind", "by", "fields", "named"),
    [
        (acts.SheetQueried, CLERK, {"sheet": 8, "figures": SHEET, "note": "two\nlines"}, "note"),
        (acts.SheetQueried, CLERK, {"sheet": 8, "figures": SHEET, "note": "x" * 501}, "note"),
        (acts.SheetQueried, CLERK, {"sheet": 8, "figures": SHEET, "note": "\ud800"}, "text"),
        (acts.BackupRestored, DEPUTY, {"source": "stick\x00", "reason": "broke"}, "source"),
        (acts.OfficerEnrolled, DEPUTY, {"officer": officer(10_000, "clerk")}, "officer.number"),
        (acts.SheetsIssued, DEPUTY, {"area": "A", "first": 0, "last": 0}, "first"),
    ],
)
def test_what_could_not_be_read_again_is_not_written(
    hall: Hall, kind: type[acts.Act], by: int, fields: dict[str, Any], named: str
) -> None:
    hall.provisional()
    hall.issue("A", 8)
    (found,) = hall.refused(hall.made(kind, by, **fields))
    assert (found.code, found.place.field) == (Code.A113, named)
    assert agrees(hall)


@pytest.mark.parametrize(
    ("kind", "by", "fields", "said"),
    [
        (
            acts.OfficerEnrolled,
            DEPUTY,
            {"officer": officer(10_000, "clerk")},
            "must be a whole number from 1 to 9,999.",
        ),
        (
            acts.SheetsIssued,
            DEPUTY,
            {"area": "A", "first": 0, "last": 0},
            "must be a whole number from 1 to 9,999,999.",
        ),
        (
            acts.OfficerEnrolled,
            DEPUTY,
            {"officer": replace(officer(31, "adjudicator"), contests=("elm",) * 1_001)},
            "has more entries than can be saved; 1,000 are the most.",
        ),
        (
            acts.BackupRestored,
            DEPUTY,
            {"source": "x" * 501, "reason": "broke"},
            "cannot be saved as typed. Leave out unusual characters, and keep it to 500 "
            "characters.",
        ),
    ],
)
def test_a_bound_that_is_passed_is_told_with_its_number(
    hall: Hall, kind: type[acts.Act], by: int, fields: dict[str, Any], said: str
) -> None:
    (found,) = hall.refused(made(kind, hall.by(by), **fields))
    assert found.code == Code.A113
    assert sentence(found).endswith(said)


def test_a_contest_that_is_not_set_up_is_not_known(hall: Hall) -> None:
    unknown: Told = [("A104", "contest", "oak", "", {})]
    assert told(refusal(lambda: hall.desk.contest("oak"))) == unknown


def test_a_count_that_is_refused_leaves_no_file(tmp_path: Path) -> None:
    unnamed = officer(RETURNING_OFFICER, "returning-officer", " ")
    first = acts.CountSetUp(
        **acts.Envelope(unnamed.number, "desk-1").count,
        **count_fields(returning_officer=unnamed),
    )
    name = staff_name(RETURNING_OFFICER, " ")
    found = refusal(
        lambda: Desk.begin(tmp_path / "no.tally", NightClock(), first, name, workstation())
    )
    assert codes(found) == [Code.A106]
    assert list(tmp_path.iterdir()) == []


# ---- codes


def test_a_code_is_given_out_for_an_entry_and_recorded(hall: Hall) -> None:
    code = hall.desk.issue_code(ELM, "request", "an agent", DEPUTY, drawn=512)
    at, head = hall.desk.ledger.heads[ELM]
    assert code == chain.code(hall.desk.ledger.origin, ELM, at, head)
    issued = hall.desk.ledger.read_from(COUNT_STREAM)[-1][1]
    assert isinstance(issued, acts.CodeIssued)
    assert (issued.stream, issued.seq, issued.code, issued.drawn) == (ELM, at, code, 512)
    hall.issue("A", 8)
    assert hall.desk.ledger.checkpoint(ELM, at).code == code


@pytest.mark.parametrize(
    "changes",
    [{"seq": 0}, {"seq": 3}, {"seq": 999}, {"stream": "oak"}, {"code": "0000-0000-0000-0000"}],
)
def test_a_code_of_no_entry_or_of_another_is_not_given_out(
    hall: Hall, changes: dict[str, Any]
) -> None:
    ((_, second),) = hall.desk.ledger.read_these(ELM, [2])
    code = hall.desk.ledger.checkpoint(ELM, 2).code
    right = {"stream": ELM, "seq": 2, "of": second.id, "code": code}
    fields = right | changes | {"occasion": "request", "to": "an agent"}
    found = hall.refused(made(acts.CodeIssued, hall.by(DEPUTY), **fields))
    assert told(found) == [("A109", "contest", str(fields["stream"]), "code", {})]
    assert agrees(hall)


def test_a_code_is_given_over_the_act_that_was_looked_at(hall: Hall) -> None:
    """The place and the code are right, and what stands there is another act than was shown."""
    (_, other), (seq, looked_at) = hall.desk.ledger.read_these(ELM, [1, 2])
    code = hall.desk.ledger.checkpoint(ELM, seq).code
    fields = {"stream": ELM, "seq": seq, "code": code, "occasion": "request", "to": "an agent"}
    found = hall.refused(made(acts.CodeIssued, hall.by(DEPUTY), of=other.id, **fields))
    assert told(found) == [("A114", "contest", ELM, "code", {})]
    hall.do(made(acts.CodeIssued, hall.by(DEPUTY), of=looked_at.id, **fields))
    assert agrees(hall)


# ---- two arithmetics


def test_a_disagreement_of_the_two_arithmetics_stops_the_result(hall: Hall) -> None:
    """A bug in the running totals, were there one."""
    area = hall.area("A")
    area.votes[0], area.bundled = Votes(area.votes[0] + 1), Papers(area.bundled + 1)
    area.verified = Papers(area.verified + 1)
    hall.contest.statement = 251
    differ = [
        ("E304", "contest", ELM, "votes.1", {"program": 121, "sql": 120}),
        ("E304", "contest", ELM, "valid", {"program": 247, "sql": 246}),
        ("E304", "contest", ELM, "verified", {"program": 251, "sql": 250}),
    ]
    assert told(refusal(hall.provisional)) == differ
    assert told(refusal(lambda: must_agree(hall.desk.ledger, ELM, figures(hall.contest)))) == differ
    assert hall.contest.provisional is None


def test_nothing_is_put_before_the_hall_where_the_two_arithmetics_disagree(hall: Hall) -> None:
    hall.finish()
    area = hall.area("A")
    area.votes[0] = Votes(area.votes[0] + 1)
    found = told(refusal(hall.release))
    assert ("E304", "contest", ELM, "votes.1", {"program": 121, "sql": 120}) in found
    assert hall.contest.released is None


def test_both_arithmetics_are_given_where_they_agree(hall: Hall) -> None:
    assert differences(ELM, hall.figures, hall.desk.ledger.totals(ELM)) == []


# ---- two desks at one ledger


def test_an_act_is_checked_again_with_what_came_in_between(hall: Hall) -> None:
    hall.issue("A", 8)
    other = another_desk(hall)
    heard: list[Changed] = []
    other.desk.subscribe(heard.append)
    hall.key(8, SHEET)
    done = other.key(8, SHEET, by=OTHER_CLERK)
    assert [changed.seq for changed in heard] == [done.seq - 1, done.seq]
    assert other.sheet(8).life == "agreed"
    assert agrees(other)


def test_an_act_that_has_become_unlawful_is_refused(hall: Hall) -> None:
    hall.issue("A", 8)
    hall.key(8, SHEET)
    other = another_desk(hall)
    hall.key(8, SHEET, by=OTHER_CLERK)
    assert told(refusal(lambda: other.key(8, SHEET, by=THIRD_CLERK))) == [
        ("E106", "sheet", "8", "", {})
    ]
    assert other.sheet(8).live
    assert agrees(hall)
    assert agrees(other)


def test_an_officer_stood_down_at_one_desk_does_nothing_at_the_other(hall: Hall) -> None:
    hall.issue("A", 8)
    other = another_desk(hall)
    hall.do(acts.OfficerStoodDown(**hall.by(DEPUTY).count, number=OfficerNumber(CLERK)))
    assert told(refusal(lambda: other.key(8, SHEET))) == [("A101", "officer", str(CLERK), "", {})]
    done = other.key(8, SHEET, by=OTHER_CLERK)
    assert isinstance(done.act, acts.ContestAct)
    assert done.act.seen == hall.desk.count.count.seq
    assert agrees(other)


def test_a_polling_day_put_right_at_one_desk_is_known_at_the_other_with_what_was_done_since(
    tmp_path: Path,
) -> None:
    """The other hears of it all with an act that is then refused."""
    hall = a_hall(tmp_path, practice=False)
    hall.allot(8, 9)
    other = another_desk(hall)
    hall.do(
        hall.made(
            acts.CountCorrected,
            RETURNING_OFFICER,
            of=hall.desk.count.count.set_up_id,
            polling_day=date(2024, 7, 11),
            reason="typed wrongly",
            second=DEPUTY,
        )
    )
    hall.issue("A", 8)
    hall.do(acts.OfficerStoodDown(**hall.by(DEPUTY).count, number=OfficerNumber(SUPERVISOR)))
    assert codes(refusal(lambda: other.issue("A", 9))) == [Code.A101]
    assert agrees(other)
    hall.desk.close()


def test_desks_that_hear_of_the_count_in_turn_go_on_together(hall: Hall) -> None:
    other = another_desk(hall)
    for number in range(31, 37):
        one, two = (hall, other) if number % 2 else (other, hall)
        one.do(acts.OfficerEnrolled(**one.by(DEPUTY).count, officer=officer(number, "supervisor")))
        two.do(
            acts.SheetsIssued(
                **two.by(SUPERVISOR).contest,
                area="A",
                first=SheetNumber(number),
                last=SheetNumber(number),
            )
        )
    hall.issue("A", 50)
    assert agrees(hall)


def test_a_contest_set_up_at_a_desk_that_missed_an_enrolment_continues_from_the_count(
    hall: Hall,
) -> None:
    other = another_desk(hall)
    hall.do(acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=officer(31, "clerk")))
    fields = contest_fields() | {"contest": "oak", "name": "Oak"}
    done = other.desk.do(
        "oak", acts.ContestSetUp(**other.desk.by(RETURNING_OFFICER).fixed, **fields)
    )
    assert isinstance(done.act, acts.ContestSetUp)
    assert done.act.count_head == hall.desk.ledger.checkpoint(COUNT_STREAM).head
    assert agrees(other)


def test_figures_changed_at_another_desk_are_no_wrong_arithmetic(hall: Hall) -> None:
    other = another_desk(hall)
    hall.correct(3, ("1.part", 13), ("2.part", 16))
    found = refusal(other.provisional)
    assert [(f.code, f.place.field) for f in found] == [
        (Code.A109, "votes.1"),
        (Code.A109, "votes.2"),
    ]
    other.finish()
    assert agrees(other)


# ---- what one desk says of something that another has changed


@pytest.mark.parametrize("what", sorted(SAID.keys() - {"a lot", "declared"}))
def test_what_one_desk_says_of_a_result_is_not_said_of_the_one_that_another_gave(
    hall: Hall, what: str
) -> None:
    """It was right when it was said, and reaches the count after the other desk's acts."""
    hall.provisional()
    other = another_desk(hall)
    on_its_way = SAID[what](other)
    hall.correct(3, ("1.part", 13), ("2.part", 16))
    hall.provisional()
    assert told(other.refused(on_its_way)) == GONE
    assert agrees(other)


def test_a_desk_declares_no_result_that_another_gave_meanwhile(hall: Hall) -> None:
    hall.provisional()
    hall.opportunity()
    hall.read_back()
    other = another_desk(hall)
    on_its_way = SAID["declared"](other)
    hall.correct(3, ("1.part", 13), ("2.part", 16))
    hall.correct(3, ("1.part", 14), ("2.part", 15))
    hall.provisional()
    hall.opportunity()
    hall.read_back()
    assert told(other.refused(on_its_way)) == GONE
    assert agrees(other)


def test_a_lot_drawn_at_one_desk_elects_nobody_by_votes_that_another_changed(
    tmp_path: Path,
) -> None:
    hall = level(tmp_path, 70, 70, 10, 10)
    hall.provisional()
    other = another_desk(hall)
    drawn = SAID["a lot"](other)
    hall.correct(1, ("3.part", 9), ("4.part", 11))
    hall.provisional()
    assert told(other.refused(drawn)) == GONE
    assert outcome(hall.contest, hall.figures.votes).tied == (1, 2)
    hall.desk.close()


def test_one_slip_keyed_at_two_desks_is_one_count_of_its_box(hall: Hall) -> None:
    hall.do(hall.count_of("a1", 98))
    other = another_desk(hall)
    slip = other.count_of("a1", 99)
    hall.do(hall.count_of("a1", 99))
    again = {"stated": 3, "derived": 4}
    assert told(other.refused(slip)) == [("A109", "box", "a1", "attempt", again)]
    assert other.contest.boxes["a1"].attempts == [100, 98, 99]
    assert not other.contest.boxes["a1"].accurate
    assert agrees(other)


# ---- acts on their way to a slow disk


def prepared(hall: Hall, number: int) -> Pending:
    return hall.desk.prepare(
        ELM,
        acts.SheetsIssued(
            **hall.desk.by(SUPERVISOR).contest,
            area="A",
            first=SheetNumber(number),
            last=SheetNumber(number),
        ),
    )


def finished(hall: Hall, pending: Pending, answer: Any) -> Done:
    """What the desk does with an answer, however often others came in between."""
    step: Done | Pending = hall.desk.finish(pending, answer)
    while isinstance(step, Pending):
        step = hall.desk.finish(step, step.write())
    return step


def in_order(hall: Hall, first: Pending, second: Pending) -> None:
    one = first.write()
    finished(hall, first, one)
    finished(hall, second, second.write())


def answered_together(hall: Hall, first: Pending, second: Pending) -> None:
    one, two = first.write(), second.write()
    finished(hall, first, one)
    finished(hall, second, two)


def answered_in_the_other_order(hall: Hall, first: Pending, second: Pending) -> None:
    one, two = first.write(), second.write()
    finished(hall, second, two)
    finished(hall, first, one)


@pytest.mark.parametrize("course", [in_order, answered_together, answered_in_the_other_order])
def test_two_acts_on_their_way_at_once_are_each_done_once(
    hall: Hall, course: Callable[[Hall, Pending, Pending], None]
) -> None:
    hall.allot(8, 9)
    heard: list[Changed] = []
    hall.desk.subscribe(heard.append)
    course(hall, prepared(hall, 8), prepared(hall, 9))
    assert [sheet.number for sheet in hall.area("A").sheets] == [1, 2, 8, 9]
    assert [changed.seq for changed in heard] == [hall.contest.seq - 1, hall.contest.seq]
    assert agrees(hall)


def test_nothing_is_shown_before_it_is_saved(hall: Hall) -> None:
    hall.allot(8, 9)
    pending = prepared(hall, 8)
    assert 8 not in hall.contest.sheets
    answer = pending.write()
    assert 8 not in hall.contest.sheets
    hall.desk.finish(pending, answer)
    assert 8 in hall.contest.sheets


def test_an_act_that_finds_others_before_it_is_not_written(hall: Hall) -> None:
    hall.allot(8, 9)
    pending = prepared(hall, 8)
    hall.issue("B", 9)
    answer = pending.write()
    assert isinstance(answer, Moved)
    assert [(stream, seq) for stream, seq, _ in answer.acts] == [(ELM, hall.contest.seq)]


def test_a_count_of_its_own_has_its_own_origin(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()
    one, other = begin(tmp_path / "1" / "a.tally"), begin(tmp_path / "2" / "a.tally")
    assert one.ledger.origin != other.ledger.origin
    assert one.ledger.checkpoint(COUNT_STREAM).code != other.ledger.checkpoint(COUNT_STREAM).code
    one.close()
    other.close()


def test_a_hall_set_up_twice_on_paper_is_two_counts(tmp_path: Path) -> None:
    hall = a_hall(tmp_path)
    again = refusal(
        lambda: hall.desk.do(
            ELM, acts.ContestSetUp(**hall.desk.by(RETURNING_OFFICER).fixed, **contest_fields())
        )
    )
    assert told(again) == [("A108", "contest", ELM, "", {})]
    hall.desk.close()
