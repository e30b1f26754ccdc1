"""The staff: who may do what, when the right was held, and the
acts by which officers come and go.
"""

from itertools import count as counting
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.count import apply, check
from tallyapp.domain.rules.register import RULES
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.on_paper import Candidate, Enrolled, Role
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tallyapp.ledger import database
from tallyapp.ledger.replay import replay
from tests.halls import (
    ADJUDICATOR,
    AUDITOR,
    BOXES,
    CLERK,
    DEPUTY,
    ELM,
    NOBODY,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    THIRD_CLERK,
    Hall,
    Told,
    a_counted_hall,
    begin,
    codes,
    contest_fields,
    count_fields,
    envelope,
    fields_of_each_kind,
    made,
    officer,
    refusal,
    sheet,
    staff_name,
    told,
)

BY_ROLE: dict[Role, int] = {
    "returning-officer": RETURNING_OFFICER,
    "deputy": DEPUTY,
    "supervisor": SUPERVISOR,
    "adjudicator": ADJUDICATOR,
    "clerk": CLERK,
    "auditor": AUDITOR,
}
IN_PERSON = {acts.CountSetUp, acts.PassedOver}
RETURNING = IN_PERSON | {
    acts.OfficerEnrolled,
    acts.OfficerStoodDown,
    acts.CodeIssued,
    acts.BackupRestored,
    acts.UncontestedRecorded,
    acts.CountAdjourned,
    acts.CountRestarted,
    acts.ContestSetUp,
    acts.VerificationStated,
    acts.OneBoxAreaDecided,
    acts.ProvisionalGiven,
    acts.AgentAnswered,
    acts.RequestMade,
    acts.RequestAnswered,
    acts.RecountBegun,
    acts.RecountOpportunityGiven,
    acts.LotDrawn,
    acts.LotCorrected,
    acts.ReAddDrawn,
    acts.Declared,
    acts.DeclaredOutside,
    acts.NoticeCorrected,
    acts.DocumentSigned,
    acts.ResultExpected,
    acts.ResultReleased,
    acts.ReleaseWithdrawn,
    acts.CountCorrected,
    acts.KeptLonger,
    acts.DisposalRecorded,
    acts.SetUpCorrected,
    acts.RecountAbandoned,
    acts.ContestAbandoned,
    acts.PreviousResultStated,
    acts.GroupsChosen,
}
SUPERVISING = {
    acts.SheetNumbersFreed,
    acts.BoxWithdrawn,
    acts.SheetsWithdrawn,
    acts.SheetsAllotted,
    acts.ContainersRegistered,
    acts.ContainerWithdrawn,
    acts.TableNamed,
    acts.PapersOfAnotherContest,
    acts.BoxCountCorrected,
    acts.PapersMoved,
    acts.PapersTakenUp,
    acts.PapersHandedOver,
    acts.PapersPrinted,
    acts.BoxAdded,
    acts.SheetsIssued,
    acts.VarianceExplained,
    acts.SheetCorrected,
    acts.SheetWithdrawn,
    acts.FormCorrected,
    acts.FormWithdrawn,
    acts.SlateCompared,
    acts.WarningAnswered,
}
KEYING = {
    acts.WorkstationEnrolled,
    acts.NamesConfirmed,
    acts.ElectorateConfirmed,
    acts.ContainersSighted,
    acts.PostalCoversReturned,
    acts.PostalSessionKeyed,
    acts.PostalVotesRejected,
    acts.BoxAccountKeyed,
    acts.BoxCounted,
    acts.PacketsCounted,
    acts.SlateNamed,
    acts.SlateConfirmed,
    acts.SheetKeyed,
    acts.SheetDifferenceKeyed,
    acts.SheetQueried,
    acts.FormKeyed,
    acts.FormDifferenceKeyed,
    acts.FormQueried,
    acts.LotConfirmed,
    acts.ReadBack,
    acts.ReAddDone,
}
MAY = {
    "returning-officer": RETURNING | SUPERVISING | KEYING,
    "deputy": (RETURNING - IN_PERSON) | SUPERVISING | KEYING,
    "supervisor": SUPERVISING | KEYING,
    "adjudicator": KEYING,
    "clerk": KEYING,
    "auditor": set(),
}


def test_every_act_of_a_count_has_its_rights() -> None:
    assert set(RULES) == set(get_args(AnyAct)) == RETURNING | SUPERVISING | KEYING


@pytest.mark.parametrize("role", BY_ROLE)
def test_an_act_outside_an_officers_role_is_refused_and_no_other_is_for_the_role(
    counted: Hall, role: Role
) -> None:
    by = BY_ROLE[role]
    for kind, fields in fields_of_each_kind(counted).items():
        stream = ELM if issubclass(kind, acts.ContestAct) else COUNT_STREAM
        if kind is acts.CountSetUp:
            continue
        if kind is acts.ContestSetUp:
            stream = fields["contest"]
        found = counted.desk.check(stream, made(kind, counted.desk.by(by), **fields))
        outside: Told = [("A102", "officer", str(by), role, {})]
        assert (told(found) == outside) is (kind not in MAY[role]), (role, kind)


def test_only_a_returning_officer_sets_a_count_up_and_only_in_their_own_name(
    tmp_path: Path,
) -> None:
    hall = a_counted_hall(tmp_path)
    fields = fields_of_each_kind(hall)[acts.CountSetUp]
    first = hall.desk.ledger.read_from(COUNT_STREAM)[0][1]
    empty = Count()
    assert isinstance(first, acts.CountSetUp)
    assert check(empty, COUNT_STREAM, first) == []
    for other in (officer(1, "deputy"), officer(2, "returning-officer")):
        wrong = replace(first, returning_officer=other)
        assert codes(check(empty, COUNT_STREAM, wrong)) == [Code.A102]
    assert codes(check(empty, COUNT_STREAM, replace(first, officer_title=" "))) == [Code.A106]
    again = hall.refused(acts.CountSetUp(**hall.by(RETURNING_OFFICER).count, **fields))
    assert told(again) == [("A105", "count", "Elm night", "set-up", {})]
    hall.desk.close()


def test_nothing_is_done_before_the_count_is_set_up_or_on_the_wrong_stream(counted: Hall) -> None:
    empty = Count()
    enrolled = counted.desk.ledger.read_from(COUNT_STREAM)[1][1]
    assert told(check(empty, COUNT_STREAM, enrolled)) == [
        ("A105", "count", "count", "not-set-up", {})
    ]
    assert told(check(counted.desk.count, ELM, enrolled)) == [
        ("A105", "contest", ELM, "stream", {})
    ]
    keyed = counted.desk.ledger.read_from(ELM)[-1][1]
    assert told(check(empty, ELM, keyed)) == [("A105", "count", ELM, "stream", {})]
    in_count = check(counted.desk.count, COUNT_STREAM, keyed)
    assert told(in_count) == [("A105", "count", "count", "stream", {})]
    elsewhere = replace(keyed, id="0" * 32)
    assert told(check(counted.desk.count, "oak", elsewhere)) == [("A104", "contest", "oak", "", {})]


@pytest.mark.parametrize("by", [NOBODY, THIRD_CLERK])
def test_somebody_who_is_not_on_the_staff_does_nothing(verified: Hall, by: int) -> None:
    if by == THIRD_CLERK:
        verified.do(
            acts.OfficerStoodDown(**verified.by(DEPUTY).count, number=OfficerNumber(THIRD_CLERK))
        )
    found = refusal(lambda: verified.key(1, sheet((60, 30, 8), sent=2), by=by))
    assert told(found) == [("A101", "officer", str(by), "", {})]


@pytest.mark.parametrize("second", [SUPERVISOR, AUDITOR, NOBODY])
def test_the_second_officer_is_another_on_the_staff_who_does_more_than_read(
    hall: Hall, second: int
) -> None:
    hall.issue("A", 1)
    found = hall.refused(
        acts.SheetWithdrawn(
            **hall.by(SUPERVISOR).contest,
            sheet=SheetNumber(1),
            of=hall.of_sheet(1).made,
            reason="spoilt",
            second=OfficerNumber(second),
        )
    )
    assert told(found) == [("A103", "officer", str(second), "", {})]


def test_what_an_officer_did_before_standing_down_stays_lawful(counted: Hall) -> None:
    seen = counted.desk.count.count.seq
    counted.do(acts.OfficerStoodDown(**counted.by(DEPUTY).count, number=OfficerNumber(CLERK)))
    counted.do(
        acts.OfficerEnrolled(**counted.by(DEPUTY).count, officer=officer(THIRD_CLERK, "auditor"))
    )
    role = counted.desk.count.count.role
    clerk, third = OfficerNumber(CLERK), OfficerNumber(THIRD_CLERK)
    assert [role(clerk, seen + n) for n in range(3)] == ["clerk", None, None]
    assert [role(third, seen + n) for n in range(3)] == ["clerk", "clerk", "auditor"]
    reread = Count()
    for stream in (COUNT_STREAM, ELM):
        for _, act in counted.desk.ledger.read_from(stream):
            assert not [f for f in check(reread, stream, act) if not f.flag]
            apply(reread, stream, act)


def test_an_act_names_no_more_and_no_less_of_count_than_it_can_have_seen(counted: Hall) -> None:
    counted.do(acts.OfficerEnrolled(**counted.by(DEPUTY).count, officer=officer(31, "clerk")))
    counted.issue("A", 9)
    last = counted.desk.ledger.read_from(ELM)[-1][1]
    assert isinstance(last, acts.SheetsIssued)
    for seen in (last.seen - 1, last.seen + 1):
        act = replace(last, id="0" * 32, seen=seen, first=10, last=10)
        numbers = {"seen": seen, "least": last.seen, "most": last.seen}
        assert told(check(counted.desk.count, ELM, act)) == [
            ("A107", "count", "count", "", numbers)
        ]


def test_an_officer_has_the_role_that_was_last_given_when_the_act_was_done(hall: Hall) -> None:
    roles: tuple[Role | None, ...] = ("supervisor", "adjudicator", None, "clerk")
    before = hall.desk.count.count.seq
    for role in roles:
        if role is None:
            hall.do(acts.OfficerStoodDown(**hall.by(DEPUTY).count, number=OfficerNumber(CLERK)))
        else:
            hall.do(acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=officer(CLERK, role)))
    count = hall.desk.count.count
    assert [count.role(OfficerNumber(CLERK), before + n) for n in range(1, 5)] == list(roles)
    assert count.role(OfficerNumber(CLERK), 1) is None


# ---- enrolling


def test_one_person_answers_for_the_count_from_its_first_act_on(hall: Hall) -> None:
    for other in (officer(31, "returning-officer"), officer(RETURNING_OFFICER, "deputy")):
        found = hall.refused(
            acts.OfficerEnrolled(**hall.by(RETURNING_OFFICER).count, officer=other)
        )
        assert told(found) == [("A102", "officer", str(other.number), other.role, {})]
    renamed = officer(RETURNING_OFFICER, "returning-officer", "Somebody Else")
    assert codes(hall.refused(acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=renamed))) == [
        Code.A102
    ]
    found = hall.refused(acts.OfficerEnrolled(**hall.by(RETURNING_OFFICER).count, officer=renamed))
    assert told(found) == [("A119", "officer", "1", "", {})]
    found = hall.refused(
        acts.OfficerStoodDown(**hall.by(DEPUTY).count, number=OfficerNumber(RETURNING_OFFICER))
    )
    assert told(found) == [("A102", "officer", "1", "returning-officer", {})]


def test_an_officer_has_a_name_and_stands_down_once(hall: Hall) -> None:
    nameless = officer(31, "clerk", " ")
    found = hall.refused(acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=nameless))
    assert told(found) == [("A106", "officer", "31", "name", {})]
    hall.do(acts.OfficerStoodDown(**hall.by(DEPUTY).count, number=OfficerNumber(CLERK)))
    found = hall.refused(
        acts.OfficerStoodDown(**hall.by(DEPUTY).count, number=OfficerNumber(CLERK))
    )
    assert told(found) == [("A101", "officer", str(CLERK), "", {})]
    hall.do(acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=officer(CLERK, "supervisor")))
    hall.do(
        acts.SheetsIssued(
            **hall.by(CLERK).contest, area="A", first=SheetNumber(1), last=SheetNumber(2)
        )
    )


def test_a_number_never_passes_to_another_person(hall: Hall) -> None:
    """What officer 11 keyed would become another's doing."""
    another = acts.OfficerEnrolled(
        **hall.by(DEPUTY).count, officer=officer(CLERK, "clerk", "Anne Bell")
    )
    taken: Told = [("A119", "officer", str(CLERK), "", {})]
    assert told(hall.refused(another)) == taken
    hall.do(acts.OfficerStoodDown(**hall.by(DEPUTY).count, number=OfficerNumber(CLERK)))
    assert told(hall.refused(another)) == taken
    hall.do(acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=officer(CLERK, "auditor")))
    assert hall.desk.staff.name(CLERK) == f"Officer {CLERK}"


def test_one_enrolment_has_one_number(hall: Hall) -> None:
    """Two numbers of one person would be two pairs of eyes."""
    clerk = officer(CLERK, "clerk")
    again = replace(clerk, number=OfficerNumber(31))
    found = hall.refused(acts.OfficerEnrolled(**hall.by(DEPUTY).count, officer=again))
    assert told(found) == [("A119", "officer", "31", "another", {"other": CLERK})]


@given(
    steps=st.lists(
        st.tuples(st.integers(2, 6), st.integers(2, 6), st.booleans()), min_size=1, max_size=30
    )
)
def test_numbers_and_enrolments_belong_to_each_other_one_to_one(
    steps: list[tuple[int, int, bool]],
) -> None:
    """However people are enrolled, stood down and enrolled again, under whatever numbers."""
    count = Count()
    ids = (f"{number:032x}" for number in counting(1))

    def carried() -> dict[str, Any]:
        return envelope(RETURNING_OFFICER) | {"id": next(ids)}

    begun = acts.CountSetUp(**carried(), **count_fields())
    apply(count, COUNT_STREAM, begun)
    first: dict[int, str] = {}
    for number, person, leaves in steps:
        named = staff_name(person).named
        enrolled = Enrolled(number=OfficerNumber(number), named=named, role="clerk")
        act: acts.AnyAct = acts.OfficerEnrolled(**carried(), officer=enrolled)
        lawful = first.get(number, named) == named and all(
            theirs != named for other, theirs in first.items() if other != number
        )
        assert (check(count, COUNT_STREAM, act) == []) == lawful
        if lawful:
            apply(count, COUNT_STREAM, act)
            first[number] = named
        act = acts.OfficerStoodDown(**carried(), number=OfficerNumber(number))
        if leaves and not check(count, COUNT_STREAM, act):
            apply(count, COUNT_STREAM, act)
    held = {number: state.named for number, state in count.count.officers.items()}
    assert {n: named for n, named in held.items() if n != RETURNING_OFFICER} == first
    assert len(set(held.values())) == len(held)


def test_it_is_known_how_many_codes_were_given_out(counted: Hall) -> None:
    for agent in ("Ash's agent", "Birch's agent"):
        counted.desk.issue_code(ELM, "request", agent, DEPUTY, drawn=7)
    assert counted.desk.count.count.codes_issued == 2


def test_a_restored_backup_says_from_where_and_why(hall: Hall) -> None:
    found = hall.refused(acts.BackupRestored(**hall.by(DEPUTY).count, source=" ", reason=""))
    assert told(found) == [
        ("A106", "count", "count", "source", {}),
        ("A106", "count", "count", "reason", {}),
    ]


def test_an_officer_enrolled_after_a_contest_began_may_work_in_it(tmp_path: Path) -> None:
    desk = begin(tmp_path / "late.tally")
    desk.do(ELM, acts.ContestSetUp(**desk.by(RETURNING_OFFICER).fixed, **contest_fields()))
    hall = Hall(desk)
    for number in (CLERK, SECOND_SUPERVISOR):
        hall.do(
            acts.OfficerEnrolled(
                **hall.by(RETURNING_OFFICER).count, officer=officer(number, "clerk")
            )
        )
    hall.verify(BOXES)
    assert hall.contest.seen == 3
    desk.close()


# ---- contests in which nobody is counted


def test_what_was_recorded_as_uncontested_is_put_right_or_counted_after_all(hall: Hall) -> None:
    fir = Candidate(surname="Fir", other_names="Kim", description="")
    fields: dict[str, Any] = {
        "contest": "oak",
        "election": "Elm Council",
        "name": "Oak",
        "seats": 1,
    }
    hall.do(acts.UncontestedRecorded(**hall.by(RETURNING_OFFICER).count, **fields, candidates=()))
    again = hall.refused(
        acts.UncontestedRecorded(**hall.by(RETURNING_OFFICER).count, **fields, candidates=())
    )
    assert told(again) == [("A108", "contest", "oak", "", {})]
    hall.do(
        acts.UncontestedRecorded(**hall.by(RETURNING_OFFICER).count, **fields, candidates=(fir,))
    )
    assert hall.desk.count.count.uncontested["oak"].candidates == (fir,)
    hall.desk.do(
        "oak",
        acts.ContestSetUp(
            **hall.desk.by(RETURNING_OFFICER).fixed, **contest_fields() | {"contest": "oak"}
        ),
    )
    assert hall.desk.count.count.uncontested == {}
    counted = hall.refused(
        acts.UncontestedRecorded(**hall.by(RETURNING_OFFICER).count, **fields, candidates=(fir,))
    )
    assert told(counted) == [("A108", "contest", "oak", "", {})]
    reread = replay(database.rows(hall.desk.ledger._connection), whole=True)
    assert (reread.disagreements, reread.count) == ([], hall.desk.count)


def test_a_contest_without_a_poll_has_a_name_and_no_more_candidates_than_seats(hall: Hall) -> None:
    fir = Candidate(surname="Fir", other_names="Kim", description="")
    act = acts.UncontestedRecorded(
        **hall.by(RETURNING_OFFICER).count,
        contest="oak",
        election="Elm Council",
        name="Oak",
        seats=1,
        candidates=(fir,),
    )
    nameless = hall.refused(replace(act, name=" "))
    assert told(nameless) == [("A106", "contest", "oak", "name", {})]
    numbers = {"candidates": 2, "seats": 1, "most": 15}
    contested = hall.refused(replace(act, candidates=(fir, fir)))
    assert told(contested) == [("A110", "contest", "oak", "contested", numbers)]
    many = hall.refused(replace(act, seats=16))
    assert told(many) == [
        ("A110", "contest", "oak", "contested", {"candidates": 1, "seats": 16, "most": 15})
    ]
    hall.do(replace(act, seats=15))


@pytest.mark.parametrize(
    ("said", "missed"), [({"source": " "}, "source"), ({"reason": ""}, "reason")]
)
def test_a_restored_backup_misses_just_what_is_not_said(
    hall: Hall, said: dict[str, str], missed: str
) -> None:
    told_of = {"source": "blue stick", "reason": "the disk broke"}
    act = acts.BackupRestored(**hall.by(DEPUTY).count, **told_of | said)
    assert told(hall.refused(act)) == [("A106", "count", "count", missed, {})]
