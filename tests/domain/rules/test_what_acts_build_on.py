"""Acts about papers name what they build on: whatever comes between, they are of that or refused.

Each is the sequence that went wrong while papers were named by their numbers alone, at one desk
and at two: the second desk has not heard yet what the first did, as over a slow network.
"""

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.count import check
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.ledger.disagreements import What
from tallyapp.ledger.published import rows_of
from tallyapp.ledger.replay import replay
from tallyapp.words.catalogue import sentence
from tests.building_on import NO_ACT
from tests.halls import (
    CLERK,
    ELM,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    THIRD_CLERK,
    Hall,
    another_desk,
    contest_fields,
    form,
    refusal,
    sheet,
    told,
)

WRITTEN = sheet((60, 30, 8), sent=2)
REWRITTEN = sheet((58, 32, 8), sent=2)
DIFFERENTLY = sheet((61, 29, 8), sent=2)
SIGNED = form((1, 0, 1), (0, 1, 0, 3))


def query(hall: Hall, number: int = 1, by: int = SUPERVISOR) -> None:
    hall.do(hall.made(acts.SheetQueried, by, sheet=number, figures=WRITTEN))


def keying(hall: Hall, by: int, number: int = 1) -> AnyAct:
    """A keying of the sheet as it was written first, begun now."""
    return hall.made(acts.SheetKeyed, by, sheet=number, figures=WRITTEN)


def overtaken(hall: Hall, act: AnyAct) -> str:
    """By what an act was overtaken; empty if it is done."""
    found = hall.refused(act)
    assert {each.code for each in found} <= {"A114"}
    return found[0].place.field if found else ""


# ---- keyings and queries


def test_a_keying_begun_before_a_query_never_agrees_with_one_begun_after_it(
    verified: Hall,
) -> None:
    begun = keying(verified, OTHER_CLERK)
    query(verified)
    verified.key(1, REWRITTEN)
    assert overtaken(verified, begun) == "queried"
    verified.key(1, REWRITTEN, by=OTHER_CLERK)
    assert verified.area("A").votes == [58, 32, 8]


def test_two_keyings_begun_before_a_query_do_not_agree_on_what_was_rewritten(
    verified: Hall,
) -> None:
    begun = [keying(verified, by) for by in (CLERK, OTHER_CLERK)]
    query(verified)
    assert [overtaken(verified, each) for each in begun] == ["queried", "queried"]
    assert verified.sheet(1).life is Life.QUERIED


def test_a_desk_that_has_not_heard_of_the_query_keys_nothing_of_the_old_paper(
    verified: Hall,
) -> None:
    other = another_desk(verified)
    verified.key(1, WRITTEN)
    query(verified)
    found = refusal(lambda: other.key(1, WRITTEN, by=OTHER_CLERK))
    assert told(found) == [("A114", "sheet", "1", "queried", {})]
    assert "was sent back to its table since you opened it" in sentence(found[0])
    # It has heard by now: what it keys next is of the paper as it came back.
    other.key(1, REWRITTEN, by=OTHER_CLERK)
    assert other.sheet(1).life is Life.KEYED


def test_keyings_of_one_paper_at_two_desks_agree_in_whichever_order_they_come(
    verified: Hall,
) -> None:
    other = another_desk(verified)
    verified.key(1, WRITTEN)
    other.key(1, WRITTEN, by=OTHER_CLERK)
    assert other.sheet(1).life is Life.AGREED


def test_a_sheet_queried_at_two_desks_goes_back_once(verified: Hall) -> None:
    other = another_desk(verified)
    query(verified)
    found = refusal(lambda: query(other, by=OTHER_CLERK))
    assert told(found) == [("A114", "sheet", "1", "queried", {})]
    query(other, by=OTHER_CLERK)


def test_a_keying_names_an_act_of_its_own_paper(verified: Hall) -> None:
    of_another = verified.of_sheet(3).opened
    for of in (of_another, NO_ACT):
        act = verified.made(acts.SheetKeyed, CLERK, sheet=1, of=of, figures=WRITTEN)
        assert overtaken(verified, act) == "of"


def test_a_keying_of_a_sheet_that_was_queried_and_then_withdrawn_is_told_that(
    verified: Hall,
) -> None:
    begun = keying(verified, CLERK)
    query(verified)
    withdrawn = verified.made(
        acts.SheetWithdrawn, SUPERVISOR, sheet=1, reason="lost", second=SECOND_SUPERVISOR
    )
    verified.do(withdrawn)
    assert overtaken(verified, begun) == "withdrawn"


# ---- the third look


@pytest.fixture
def differing(verified: Hall) -> Hall:
    """Two keyings of sheet 1 that differ in two fields."""
    verified.key(1, WRITTEN)
    verified.key(1, DIFFERENTLY, by=OTHER_CLERK)
    return verified


def look(hall: Hall, by: int = THIRD_CLERK, first: int = 10) -> AnyAct:
    """A third look at the differing fields, begun now: 60 and 30, or another 60 again."""
    fields = hall.fields(sheet((50 + first, 30, 8), sent=2), "1.part", "2.part")
    return hall.made(acts.SheetDifferenceKeyed, by, sheet=1, fields=fields)


def test_a_third_look_names_the_keyings_that_it_decides_between(differing: Hall) -> None:
    keyings = differing.sheet(1).keyings
    assert len(keyings) == 2
    of_one = differing.made(
        acts.SheetDifferenceKeyed, THIRD_CLERK, sheet=1, of=keyings[:1], fields=()
    )
    assert overtaken(differing, of_one) == "keyed"
    differing.do(look(differing))
    assert differing.sheet(1).life is Life.AGREED
    assert differing.sheet(1).keyings == ()


def test_a_third_look_begun_before_another_that_settled_nothing_is_begun_again(
    differing: Hall,
) -> None:
    begun = look(differing, SUPERVISOR)
    differing.do(look(differing, first=14))
    assert differing.sheet(1).life is Life.DIFFERS
    assert overtaken(differing, begun) == "keyed"


def test_a_third_look_decides_nothing_between_keyings_of_the_paper_as_it_came_back(
    differing: Hall,
) -> None:
    begun = look(differing)
    query(differing)
    assert overtaken(differing, begun) == "queried"
    differing.key(1, REWRITTEN)
    assert overtaken(differing, begun) == "queried"
    differing.key(1, sheet((59, 31, 8), sent=2), by=OTHER_CLERK)
    # The same fields differ, and the look would agree with neither of what is on the paper now.
    assert overtaken(differing, begun) == "queried"


def test_two_desks_that_look_a_third_time_settle_a_sheet_once(differing: Hall) -> None:
    other = another_desk(differing)
    differing.do(look(differing))
    assert overtaken(other, look(other, SUPERVISOR)) == "agreed"


# ---- corrections and withdrawals


def correction(hall: Hall, first: int, second: int) -> AnyAct:
    fields = hall.fields(sheet((first, second, 8), sent=2), "1.part", "2.part")
    two = {"reason": "misread", "second": SECOND_SUPERVISOR}
    return hall.made(acts.SheetCorrected, SUPERVISOR, sheet=1, fields=fields, **two)


def test_a_value_that_was_corrected_meanwhile_is_not_corrected_unseen(verified: Hall) -> None:
    verified.agree(1, WRITTEN)
    begun = correction(verified, 61, 29)
    verified.do(correction(verified, 62, 28))
    assert overtaken(verified, begun) == "corrected"
    verified.do(correction(verified, 61, 29))
    assert verified.area("A").votes == [61, 29, 8]


def test_two_desks_that_correct_a_sheet_correct_it_once(verified: Hall) -> None:
    verified.agree(1, WRITTEN)
    other = another_desk(verified)
    verified.do(correction(verified, 62, 28))
    assert overtaken(other, correction(other, 61, 29)) == "corrected"
    assert other.area("A").votes == [62, 28, 8]


def test_a_sheet_that_was_keyed_meanwhile_is_not_withdrawn_unseen(verified: Hall) -> None:
    lost = {"sheet": 1, "reason": "never used", "second": SECOND_SUPERVISOR}
    begun = verified.made(acts.SheetWithdrawn, SUPERVISOR, **lost)
    verified.key(1, WRITTEN)
    assert overtaken(verified, begun) == "keyed"
    verified.key(1, DIFFERENTLY, by=OTHER_CLERK)
    assert overtaken(verified, begun) == "differs"
    verified.do(verified.made(acts.SheetWithdrawn, SUPERVISOR, **lost))


# ---- forms and their rounds


def test_a_form_keyed_before_its_query_does_not_agree_with_one_keyed_after_it(
    verified: Hall,
) -> None:
    place = {"form": 1, "area": "A", "figures": SIGNED}
    begun = verified.made(acts.FormKeyed, OTHER_CLERK, **place)
    verified.do(verified.made(acts.FormQueried, CLERK, **place))
    verified.key_form(1, "A", SIGNED)
    assert overtaken(verified, begun) == "queried"
    verified.key_form(1, "A", SIGNED, by=OTHER_CLERK)
    assert verified.form(1).life is Life.AGREED


def test_a_form_of_the_first_round_is_not_keyed_into_the_second(counted: Hall) -> None:
    place = {"form": 7, "area": "A", "figures": SIGNED}
    begun = counted.made(acts.FormKeyed, CLERK, **place)
    queried = counted.made(acts.FormQueried, CLERK, **place)
    other = another_desk(counted)
    counted.provisional()
    counted.recount("A", revisited=True)
    for hall, act in ((counted, begun), (counted, queried), (other, begun)):
        found = hall.refused(act)
        assert told(found) == [("A114", "form", "7", "round", {})]
        assert "a re-count began since you opened it" in sentence(found[0])
    counted.key_form(7, "A", SIGNED)
    assert counted.form(7).round == 2


def test_a_recount_of_one_area_leaves_the_forms_of_the_others_as_they_were_begun(
    counted: Hall,
) -> None:
    begun = counted.made(acts.FormKeyed, CLERK, form=7, area="B", figures=SIGNED)
    counted.provisional()
    counted.recount("A", revisited=True)
    counted.do(begun)
    assert (counted.area("A").round, counted.form(7).round) == (2, 1)


def test_what_is_done_with_a_form_names_its_round_and_the_act_that_made_it_stand(
    counted: Hall,
) -> None:
    two = {"reason": "misread", "second": SECOND_SUPERVISOR}
    made = counted.form(1).made
    for wrong in ({"round": 2, "of": made}, {"round": 1, "of": NO_ACT}):
        act = counted.made(acts.FormWithdrawn, SUPERVISOR, form=1, **wrong, **two)
        assert overtaken(counted, act) == ("round" if wrong["round"] == 2 else "agreed")
    counted.do(counted.made(acts.FormWithdrawn, SUPERVISOR, form=1, round=1, of=made, **two))
    assert counted.form(1).life is Life.WITHDRAWN


# ---- sheet numbers


@pytest.fixture
def two_contests(verified: Hall) -> tuple[Hall, Hall]:
    """Elm Valley with sheets 1 to 3, and Oak with none."""
    fields = contest_fields() | {"contest": "oak", "name": "Oak"}
    set_up = acts.ContestSetUp(**verified.by(RETURNING_OFFICER).fixed, **fields)
    verified.desk.do("oak", set_up)
    return verified, Hall(verified.desk, "oak")


def test_no_two_contests_have_a_sheet_of_one_number(two_contests: tuple[Hall, Hall]) -> None:
    elm, oak = two_contests
    elm.allot(10, 20)
    taken = refusal(lambda: oak.allot(20, 25))
    assert told(taken) == [("A108", "sheet", "20", "allotted", {"last": 20})]
    found = refusal(lambda: oak.issue("A", 2, 4))
    assert told(found) == [("A117", "sheet", n, "other", {}) for n in "23"]
    # Refused, nothing was allotted: 4 is still to have.
    assert elm.desk.count.count.allotted.contests(4, 4, elm.desk.count.count.seq) == {}
    oak.issue("A", 4, 9)
    elm.issue("A", 20)
    assert (list(oak.contest.sheets), list(elm.contest.sheets)) == (
        [4, 5, 6, 7, 8, 9],
        [1, 2, 3, 20],
    )


def test_two_desks_that_hand_out_one_number_in_two_contests_hand_it_out_once(
    two_contests: tuple[Hall, Hall],
) -> None:
    elm, _ = two_contests
    there = another_desk(elm)
    oak = Hall(there.desk, "oak")
    elm.issue("A", 8)
    found = refusal(lambda: oak.issue("A", 8))
    assert [each.code for each in found] == ["A108"]
    assert [each.place.field for each in refusal(lambda: oak.issue("A", 8))] == ["other"]


def test_handing_out_allots_just_the_numbers_that_are_nobodys_yet(
    two_contests: tuple[Hall, Hall],
) -> None:
    elm, _ = two_contests
    elm.allot(11, 12)
    before = elm.desk.count.count.seq
    elm.issue("A", 10, 14)
    told_of = [act for _, act in elm.desk.ledger.read_from(COUNT_STREAM, before)]
    runs = [(a.first, a.last) for a in told_of if isinstance(a, acts.SheetsAllotted)]
    assert runs == [(10, 10), (13, 14)]


def test_sheets_are_handed_out_by_the_numbers_that_were_allotted_when_it_was_done(
    verified: Hall,
) -> None:
    verified.allot(8, 8)
    act = acts.SheetsIssued(
        **verified.by(SUPERVISOR).contest,
        area="A",
        first=SheetNumber(8),
        last=SheetNumber(8),
    )
    act = replace(act, id="a" * 32, at=verified.desk.clock())
    now = verified.desk.count.count.seq
    for seen, codes in ((now - 1, ["A117"]), (now, [])):
        # As replay asks, which has read all of `count` before the first act of a contest.
        found = check(verified.desk.count, ELM, replace(act, seen=seen, at=verified.desk.clock()))
        assert [each.code for each in found] == codes


def test_a_file_in_which_sheets_have_numbers_of_nobody_is_not_lawful(counted: Hall) -> None:
    lines = {name: counted.desk.ledger.lines(name) for name in (COUNT_STREAM, ELM)}
    forged = lines[ELM].replace(b'"first":3,"last":3', b'"first":30,"last":30')
    read = replay(rows_of(lines | {ELM: forged}))
    (disagreement,) = read.disagreements
    assert disagreement.what is What.RULES
    assert told(disagreement.findings) == [("A117", "sheet", "30", "", {})]


def test_numbers_are_allotted_in_runs_by_whoever_may_hand_out(verified: Hall) -> None:
    found = refusal(lambda: verified.allot(9, 8))
    assert [each.code for each in found] == ["E102"]
    by_clerk = acts.SheetsAllotted(
        **verified.by(CLERK).count, contest=ELM, first=SheetNumber(8), last=SheetNumber(9)
    )
    assert told(verified.refused(by_clerk)) == [("A102", "officer", "11", "clerk", {})]
    assert verified.desk.count.last_sheet == 3
    verified.allot(100, 200)
    assert verified.desk.count.last_sheet == 200
