"""A slip in the set-up is put right by two, with a reason; never what a keyed figure means."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.declaring import documents
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox, Candidate
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tallyapp.ledger import database
from tallyapp.ledger.replay import replay
from tests.halls import (
    BOXES,
    DEPUTY,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    WARD_RULES,
    Hall,
    a_hall,
    a_ward,
    codes,
    previous_result,
    refusal,
    sheet,
    told,
    ward_sheet,
)

NAMES = ("Ash", "Birch", "Cedar")
LATE = BallotBox(id="b9", name="Late box", kind="postal", area="B")


def candidates(hall: Hall, *order: int, **respelt: str) -> tuple[Candidate, ...]:
    """The candidates in this order; `ash="Ashe"` spells a surname anew."""
    known = hall.contest.set_up.candidates
    chosen = (known[n - 1] for n in (order or range(1, len(known) + 1)))
    return tuple(
        replace(each, surname=respelt.get(each.surname.lower(), each.surname)) for each in chosen
    )


def reopened_alike(hall: Hall) -> None:
    """Read again from its file, the count is what it is at the desk."""
    read = replay(database.rows(hall.desk.ledger._connection))
    assert not read.disagreements
    assert read.count.contests == hall.desk.count.contests
    assert read.count.count == hall.desk.count.count


def issued(hall: Hall) -> Any:
    return hall.issue("A", 1, 4)


# ---- before anything is keyed: freely


@pytest.mark.parametrize(
    ("said", "field", "becomes"),
    [
        ({"name": "Elm Vale"}, "name", "Elm Vale"),
        ({"election": "By-election"}, "election", "By-election"),
        ({"electorate": 1_010}, "electorate", 1_010),
        ({"electorate": None}, "electorate", None),
        ({"bundle": 50}, "bundle", 50),
        ({"written": "total"}, "written", "total"),
    ],
)
def test_a_slip_in_the_set_up_is_put_right(
    hall: Hall, said: dict[str, Any], field: str, becomes: object
) -> None:
    hall.put_right(**said)
    assert getattr(hall.contest.set_up, field) == becomes
    assert hall.contest.put_right == [(hall.contest.seq, hall.contest.corrected_by)]
    reopened_alike(hall)


def test_names_and_order_are_put_right_and_confirmed_once_more(hall: Hall) -> None:
    """Newham 2018, seen in time: sheets wait until the new order was seen on the ballot paper."""
    issued(hall)
    hall.put_right(candidates=candidates(hall, 2, 1, 3, ash="Ashe"))
    assert [each.surname for each in hall.contest.set_up.candidates] == ["Birch", "Ashe", "Cedar"]
    assert not hall.contest.names_confirmed
    refused = refusal(lambda: hall.key(1, sheet((5, 5, 5))))
    assert [(f.code, f.place.field) for f in refused] == [("A105", "names-not-confirmed")]
    reopened_alike(hall)


def test_whoever_put_the_names_right_is_no_second_look_at_them(hall: Hall) -> None:
    """The names keyed by DEPUTY and looked at by SUPERVISOR are confirmed by neither."""
    hall.put_right(candidates=candidates(hall, ash="Ashe"), by=DEPUTY)
    for by in (DEPUTY, SUPERVISOR):
        refused = hall.refused(hall.names_confirmed(by=by))
        assert told(refused) == [("E201", "contest", "Elm Valley", "names", {"officer": by})]
    hall.do(hall.names_confirmed(by=RETURNING_OFFICER))
    assert hall.contest.names_confirmed


@pytest.mark.parametrize(
    ("said", "is_stated"),
    [
        ({"name": "Elm Vale"}, False),
        ({"election": "By-election"}, False),
        ({"electorate": 1_010}, False),
        ({"bundle": 50}, True),
        ({"written": "total"}, True),
    ],
)
def test_the_verification_is_stated_anew_where_its_statement_shows_what_was_put_right(
    verified: Hall, said: dict[str, Any], is_stated: bool
) -> None:
    verified.put_right(**said)
    assert (verified.contest.statement is not None) == is_stated


def test_a_result_given_before_its_terms_were_put_right_is_given_once_more(tmp_path: Path) -> None:
    """Who is elected for which term is another question now; a spelling asks none."""
    hall = a_ward(tmp_path, terms=("four years", "two years"))
    hall.verify(BOXES)
    hall.state_verification()
    hall.issue("A", 1)
    hall.issue("B", 2)
    hall.agree(1, ward_sheet((90, 60, 50, 40), mixed=150))
    hall.agree(2, ward_sheet((60, 50, 40, 30), mixed=100))
    hall.provisional()
    hall.put_right(candidates=candidates(hall, ash="Ashe"))
    assert hall.contest.given
    changed = hall.put_right(terms=("four years", "one year")).changed
    assert not hall.contest.given
    assert changed.result
    hall.desk.close()


def test_a_description_is_put_right(hall: Hall) -> None:
    others = candidates(hall)
    hall.put_right(candidates=(replace(others[0], description="The Ashen Party"), *others[1:]))
    assert hall.contest.set_up.candidates[0].description == "The Ashen Party"


def test_a_candidate_left_out_is_added_and_every_area_has_their_line(hall: Hall) -> None:
    four = (*candidates(hall), Candidate(surname="Dogwood", other_names="Alex", description=""))
    hall.put_right(candidates=four)
    assert [len(area.votes) for area in hall.contest.areas.values()] == [4, 4]
    assert len(hall.desk.ledger.totals(hall.stream).votes) == 4
    reopened_alike(hall)


def test_seats_are_put_right_with_the_rules_for_several(tmp_path: Path) -> None:
    """With one seat there is no head in part, so that the rules for several come along."""
    hall = a_hall(
        tmp_path, candidates=("Ash", "Birch", "Cedar", "Dogwood"), rules=WARD_RULES.for_seats(1)
    )
    heads = len(hall.contest.set_up.rules.heads)
    hall.put_right(seats=2, rules=WARD_RULES)
    assert (hall.contest.set_up.seats, len(hall.area("A").rejected)) == (2, heads + 1)
    hall.put_right(seats=1, rules=WARD_RULES.for_seats(1))
    assert len(hall.area("A").rejected) == heads
    assert [f.place.field for f in hall.refused(hall.correction(seats=3))] == ["heads-of-seats"]
    reopened_alike(hall)
    hall.desk.close()


@pytest.mark.parametrize("terms", [("four years", "one year"), ()])
def test_terms_are_put_right(tmp_path: Path, terms: tuple[str, ...]) -> None:
    hall = a_ward(tmp_path, terms=() if terms else ("four years", "two years"))
    hall.put_right(terms=terms)
    assert hall.contest.set_up.terms == terms
    assert codes(hall.refused(hall.correction(terms=("four years",)))) == ["A111"]
    hall.desk.close()


def test_what_could_not_be_set_up_cannot_be_put_right_to(hall: Hall) -> None:
    assert codes(hall.refused(hall.correction(name=" "))) == ["A106"]
    assert codes(hall.refused(hall.correction(candidates=candidates(hall, 1)))) == ["A110"]
    assert codes(hall.refused(hall.correction(candidates=candidates(hall, 1, 1, 2)))) == ["A108"]
    assert codes(hall.refused(hall.correction(bundle=30))) == ["A110"]


def test_it_takes_two_with_a_reason_and_something_to_change(hall: Hall) -> None:
    change: dict[str, Any] = {"name": "Elm Vale"}
    assert codes(hall.refused(hall.correction(**change, second=DEPUTY))) == ["A103"]
    assert codes(hall.refused(hall.correction(**change, reason=" "))) == ["A106"]
    assert codes(hall.refused(hall.correction(**change, by=SUPERVISOR))) == ["A102"]
    assert told(hall.refused(hall.correction(name="Elm Valley"))) == [
        ("A112", "contest", "Elm Valley", "unchanged", {})
    ]


def test_what_was_put_right_meanwhile_is_looked_at_first(hall: Hall) -> None:
    begun = hall.correction(electorate=1_200)
    hall.put_right(electorate=1_100)
    assert told(hall.refused(begun)) == [("A114", "contest", "Elm Valley", "set-up", {})]


# ---- once something is keyed


@pytest.fixture
def keyed(verified: Hall) -> Hall:
    verified.key(1, sheet((60, 30, 8), sent=2))
    return verified


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({"seats": 2}, ["seats"]),
        ({"bundle": 50}, ["bundle"]),
        ({"written": "both"}, ["written"]),
    ],
)
def test_what_a_keyed_figure_means_stays(
    keyed: Hall, said: dict[str, Any], what: list[str]
) -> None:
    found = keyed.refused(keyed.correction(**said))
    assert [f.place.field for f in found if f.code == "A121"] == what


def test_no_name_comes_to_stand_on_anothers_line(keyed: Hall) -> None:
    """Every total would agree, and another be elected."""
    refused = keyed.refused(keyed.correction(candidates=candidates(keyed, 2, 1, 3)))
    assert told(refused) == [("A121", "candidate", str(n), "order", {}) for n in (1, 2)]
    four = (*candidates(keyed), Candidate(surname="Dogwood", other_names="Al", description=""))
    refused = keyed.refused(keyed.correction(candidates=four))
    assert [f.place.field for f in refused] == ["candidates"]


def test_a_queried_sheet_is_keyed_too_and_a_slate_names_lines(tmp_path: Path) -> None:
    hall = a_ward(tmp_path)
    hall.name_slate(1, 2)
    refused = hall.refused(hall.correction(candidates=candidates(hall, 2, 1, 3, 4)))
    assert {f.code for f in refused} == {"A121"}
    hall.desk.close()


def test_spelling_electorate_and_names_are_put_right_while_papers_are_counted(
    keyed: Hall,
) -> None:
    keyed.put_right(candidates=candidates(keyed, cedar="Cédar"), electorate=1_010, name="Elm")
    refused = refusal(lambda: keyed.key(1, sheet((60, 30, 8), sent=2), by=OTHER_CLERK))
    assert [f.place.field for f in refused] == ["names-not-confirmed"]
    keyed.put_right(areas=(Area(id="A", name="Ashtown", electorate=400),))
    assert keyed.area("A").area.name == "Ashtown"
    reopened_alike(keyed)


def test_nothing_is_put_right_after_the_declaration(counted: Hall) -> None:
    counted.finish()
    assert told(counted.refused(counted.correction(name="Elm"))) == [
        ("A105", "contest", "Elm Valley", "declared", {})
    ]


# ---- areas and boxes


def test_an_area_is_added_with_a_box_and_taken_out_when_it_is_empty(hall: Hall) -> None:
    moved = tuple(replace(hall.contest.boxes[b].box, area="A") for b in ("b1", "b2"))
    hall.put_right(boxes=moved, areas_out=("B",))
    assert list(hall.contest.areas) == ["A"]
    assert [each.box.id for each in hall.area("A").boxes] == ["a1", "a2", "b1", "b2"]
    back = tuple(replace(each, area="C") for each in moved)
    hall.put_right(areas=(Area(id="C", name="Area C"),), boxes=back)
    assert [each.box.id for each in hall.area("C").boxes] == ["b1", "b2"]
    reopened_alike(hall)


def test_an_area_with_sheets_or_boxes_is_not_taken_out(hall: Hall) -> None:
    moved = tuple(replace(hall.contest.boxes[b].box, area="B") for b in ("a1", "a2"))
    assert codes(hall.refused(hall.correction(areas_out=("A",)))) == ["A104", "A104"]
    issued(hall)
    assert told(hall.refused(hall.correction(boxes=moved, areas_out=("A",)))) == [
        ("A105", "area", "A", "not-empty", {})
    ]


def test_what_is_named_twice_is_said_to_be_by_name(hall: Hall) -> None:
    boxes = tuple(hall.contest.boxes[name].box for name in ("b2", "a1", "b2"))
    assert told(hall.refused(hall.correction(boxes=boxes))) == [("A108", "box", "b2", "", {})]
    areas = tuple(Area(id=name, name=name) for name in ("C", "A", "C"))
    assert told(hall.refused(hall.correction(areas=areas))) == [("A108", "area", "C", "", {})]
    both = hall.correction(areas=(Area(id="B", name="Ashtown"),), areas_out=("B",))
    assert told(hall.refused(both)) == [("A108", "area", "B", "", {})]


def test_no_area_is_left_with_postal_papers_alone(hall: Hall) -> None:
    moved = replace(hall.contest.boxes["a1"].box, area="B")
    assert told(hall.refused(hall.correction(boxes=(moved,)))) == [
        ("A105", "area", "A", "no-ballot-box", {})
    ]


def test_a_box_in_the_wrong_area_moves_and_takes_its_papers_along(counted: Hall) -> None:
    """Its 50 papers were counted in A and looked for in B: both areas and the statement follow."""
    moved = replace(counted.contest.boxes["a2"].box, area="B")
    counted.put_right(boxes=(moved,))
    assert (counted.area("A").verified, counted.area("B").verified) == (100, 150)
    assert "statement" in {f.place.field for f in counted.standing()}
    counted.state_verification()
    assert counted.contest.statement == sum(BOXES.values())
    assert counted.desk.ledger.totals(counted.stream) == counted.figures
    reopened_alike(counted)


def test_a_box_has_another_name_and_kind(hall: Hall) -> None:
    hall.put_right(boxes=(BallotBox(id="a2", name="Old School", kind="polling", area="A"),))
    assert hall.contest.boxes["a2"].box.name == "Old School"
    assert codes(hall.refused(hall.correction(boxes=(LATE,)))) == ["A104"]


def test_a_box_too_many_is_withdrawn(verified: Hall) -> None:
    """Without it nothing is missing; its number is never another box's."""
    verified.do(acts.BoxAdded(**verified.by(SUPERVISOR).contest, box=LATE, reason="late"))
    verified.withdraw_box("b9")
    assert "b9" not in verified.contest.boxes
    verified.state_verification()
    again = acts.BoxAdded(**verified.by(SUPERVISOR).contest, box=LATE, reason="there it is")
    assert told(verified.refused(again)) == [("A108", "box", "b9", "", {})]
    verified.do(replace(again, box=replace(LATE, id="b10")))
    verified.verify({"b10": 7})
    assert verified.area("B").verified == 107
    assert verified.desk.ledger.totals(verified.stream).verified == 257
    reopened_alike(verified)


def test_a_box_in_which_papers_were_counted_is_never_withdrawn(verified: Hall) -> None:
    """Broughton 2023: 864 papers must not leave the count by a word."""
    refused = refusal(lambda: verified.withdraw_box("a2"))
    assert told(refused) == [("A105", "box", "a2", "papers-counted", {"papers": 50})]


def test_a_box_found_empty_is_withdrawn_but_not_the_only_ballot_box(hall: Hall) -> None:
    hall.verify({"a2": 0, "b1": 0})
    hall.withdraw_box("a2")
    assert told(refusal(lambda: hall.withdraw_box("b1"))) == [
        ("A105", "area", "B", "no-ballot-box", {})
    ]
    assert codes(refusal(lambda: hall.withdraw_box("a2"))) == ["A104"]
    reopened_alike(hall)


# ---- sheets handed out in error


def withdrawn(hall: Hall, first: int, last: int, **other: Any) -> acts.SheetsWithdrawn:
    fields: dict[str, Any] = {
        "reason": "printed for another area",
        "second": OfficerNumber(SECOND_SUPERVISOR),
    }
    return acts.SheetsWithdrawn(
        **hall.by(SUPERVISOR).contest,
        first=SheetNumber(first),
        last=SheetNumber(last),
        **(fields | other),
    )


def test_a_run_of_sheets_handed_out_in_error_is_withdrawn(verified: Hall) -> None:
    verified.issue("A", 11, 30)
    verified.do(withdrawn(verified, 11, 30))
    assert all(verified.sheet(n).life == "withdrawn" for n in range(11, 31))
    assert not [f for f in verified.standing() if f.place.name in map(str, range(11, 31))]
    assert codes(verified.refused(withdrawn(verified, 11, 12))) == ["A112"]
    assert codes(verified.refused(withdrawn(verified, 30, 31))) == ["A104"]
    reopened_alike(verified)


def test_a_sheet_that_was_keyed_is_not_withdrawn_with_a_run(keyed: Hall) -> None:
    assert told(keyed.refused(withdrawn(keyed, 1, 2))) == [("A121", "sheet", "1", "keyed", {})]
    assert codes(keyed.refused(withdrawn(keyed, 2, 2, reason=""))) == ["A106"]
    assert codes(keyed.refused(withdrawn(keyed, 2, 2_000))) == ["E102"]


# ---- the count


def of_count(hall: Hall, **said: Any) -> acts.CountCorrected:
    fields: dict[str, Any] = {"reason": "typed wrongly", "second": OfficerNumber(DEPUTY)}
    of = hall.desk.count.count.set_up_id
    return acts.CountCorrected(**hall.by(RETURNING_OFFICER).count, of=of, **(fields | said))


def test_the_counts_name_day_and_authority_are_put_right(hall: Hall) -> None:
    hall.do(of_count(hall, name="Elm night 2", polling_day=date(2024, 7, 5)))
    hall.do(of_count(hall, authority="Elm District", imprint="Printed by Elm", note=""))
    now = hall.desk.count.count.set_up
    assert now
    assert (now.name, now.polling_day, now.authority) == (
        "Elm night 2",
        date(2024, 7, 5),
        "Elm District",
    )
    assert now.practice
    assert codes(hall.refused(of_count(hall, name="Elm night 2"))) == ["A112"]
    assert codes(hall.refused(of_count(hall, officer_title=""))) == ["A106"]
    reopened_alike(hall)


def test_a_polling_day_put_right_holds_from_then_on_and_when_read_again(tmp_path: Path) -> None:
    """Boxes counted before it are found; those who read the file later find them as well."""
    hall = a_hall(tmp_path, practice=False)
    hall.verify(BOXES)
    hall.state_verification()
    before = {f.code for f in hall.standing()}
    hall.do(of_count(hall, polling_day=date(2024, 7, 11)))
    hall.issue("A", 1)
    assert {f.code for f in hall.standing()} - before == {"E307"}
    hall.do(of_count(hall, polling_day=date(2024, 7, 4)))
    hall.issue("A", 2)
    assert "E307" not in {f.code for f in hall.standing()}
    reopened_alike(hall)
    hall.desk.close()


def test_a_polling_day_on_which_the_rules_do_not_hold_is_refused(hall: Hall) -> None:
    assert told(hall.refused(of_count(hall, polling_day=date(1999, 7, 4)))) == [
        ("A110", "contest", "Elm Valley", "rules", {})
    ]


def test_polling_day_is_not_moved_to_before_the_result_of_last_time(hall: Hall) -> None:
    before = previous_result(polling_day=date(2019, 12, 12))
    hall.do(acts.PreviousResultStated(**hall.by(RETURNING_OFFICER).contest, of="", result=before))
    then = {"day": 12, "month": 12, "year": 2019}
    for day in (date(2019, 12, 12), date(2019, 12, 11)):
        assert told(hall.refused(of_count(hall, polling_day=day))) == [
            ("A131", "contest", "Elm Valley", "polling-day", then)
        ]
    hall.do(of_count(hall, polling_day=date(2019, 12, 13)))
    reopened_alike(hall)


def test_a_result_of_last_time_put_right_lets_polling_day_be_put_right(hall: Hall) -> None:
    """The day of an act is judged by what stood when it was done, also when it is read again."""
    me = hall.by(RETURNING_OFFICER).contest
    wrong = previous_result(polling_day=date(2019, 12, 12))
    hall.do(acts.PreviousResultStated(**me, of="", result=wrong))
    me = hall.by(RETURNING_OFFICER).contest
    right = previous_result(polling_day=date(2014, 5, 22))
    of = hall.contest.previous_id
    hall.do(acts.PreviousResultStated(**me, of=of, result=right, reason="wrong year"))
    hall.do(of_count(hall, polling_day=date(2019, 5, 2)))
    now = hall.desk.count.count.set_up
    assert now is not None
    assert now.polling_day == date(2019, 5, 2)
    reopened_alike(hall)


def test_the_count_is_not_put_right_once_a_contest_is_declared(counted: Hall) -> None:
    counted.finish()
    assert told(counted.refused(of_count(counted, authority="Elm"))) == [
        ("A105", "contest", "Elm Valley", "declared", {})
    ]


def test_a_declaration_names_the_last_act_that_put_the_set_up_right(counted: Hall) -> None:
    counted.put_right(electorate=1_010)
    counted.state_verification()
    counted.provisional()
    counted.opportunity()
    counted.read_back()
    without = {**counted.declaration(), "set_up": ""}
    act = acts.Declared(**counted.by(RETURNING_OFFICER).fixed, **without)  # type: ignore[arg-type]
    assert told(counted.refused(act)) == [("A114", "contest", "Elm Valley", "set-up", {})]
    counted.declare()
    assert "declaration" in documents(counted.contest)
    reopened_alike(counted)


def test_the_count_is_put_right_as_it_stands_by_two_and_not_once_it_is_disposed_of(
    hall: Hall,
) -> None:
    stale = of_count(hall, authority="Elm")
    hall.do(of_count(hall, name="Elm night 2"))
    assert told(hall.refused(stale)) == [("A114", "count", "count", "set-up", {})]
    for wrong, expected in (
        ({"name": " "}, ("A106", "count", "Elm night 2", "name", {})),
        ({"reason": ""}, ("A106", "count", "Elm night 2", "reason", {})),
        ({"second": OfficerNumber(RETURNING_OFFICER)}, ("A103", "officer", "1", "", {})),
    ):
        act = of_count(hall, **{"authority": "Elm", **wrong})
        assert told(hall.refused(act)) == [expected]
    right = of_count(hall, authority="Elm")
    hall.do(
        acts.DisposalRecorded(
            **hall.by(RETURNING_OFFICER).count,
            of="",
            kept_until=date(2025, 7, 4),
            files=("elm.tally",),
            second=OfficerNumber(DEPUTY),
        )
    )
    assert told(hall.refused(right)) == [("A138", "count", "count", "", {})]
