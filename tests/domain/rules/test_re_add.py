"""Lines drawn in public and added up by hand: who may, what differs, and when that is settled."""

from pathlib import Path

import pytest

from tallyapp.audit.by_hand import says
from tallyapp.domain import acts
from tallyapp.domain.reports.pack_re_add import hand_lines, was_added_up
from tallyapp.domain.rules.hand_totals import re_add_differences
from tallyapp.domain.rules.re_add import lines_drawn, lines_to_draw
from tallyapp.domain.rules.result import before_declaring
from tallyapp.domain.state.re_add import ReAdd
from tallyapp.domain.views.missing import What
from tallyapp.domain.views.missing import missing as what_is_missing
from tallyapp.domain.vocabulary.drawn_lines import AreaLine, area_lines, drawn_lines
from tallyapp.domain.vocabulary.findings import Code, Finding
from tests.halls import (
    CLERK,
    DEPUTY,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SEED,
    SUPERVISOR,
    THIRD_CLERK,
    Hall,
    Told,
    a_counted_hall,
    another_desk,
    codes,
    sheet,
    told,
)

OTHER_SEED = "3141592653"
ELM = "Elm Valley"


@pytest.fixture
def given(counted: Hall) -> Hall:
    """The provisional result is given, and nothing is missing before the declaration."""
    counted.give()
    return counted


@pytest.fixture
def drawn(given: Hall) -> Hall:
    """The lines are drawn, of which one at least is a candidate's."""
    given.do(given.drawing(given.a_seed(AreaLine("A", "votes", 1))))
    return given


def re_add(hall: Hall) -> ReAdd:
    assert hall.contest.re_add
    return hall.contest.re_add


def missing(hall: Hall) -> list[Finding]:
    return before_declaring(hall.contest)


def given_with_other_figures(hall: Hall) -> None:
    """A sheet is corrected, and the result is given anew."""
    hall.correct(1, ("1.part", 9), ("2.part", 6))
    hall.give()


def owed(field: str = "re-add") -> Told:
    """What alone stands before the declaration where nobody has added up the three lines."""
    return [("E302", "contest", ELM, field, {"lines": 3})]


# ---- the draw


def test_a_line_that_no_paper_has_is_not_drawn(given: Hall) -> None:
    """Area B has a sheet and no form, so that nothing can be added up of its heads."""
    lines = lines_to_draw(given.contest)
    assert {(line.area, line.what) for line in lines} == {
        ("A", "votes"),
        ("A", "rejected"),
        ("B", "votes"),
    }
    heads = len(given.contest.set_up.rules.heads)
    assert len(lines) == len(set(lines)) == 3 + heads + 3


def test_lines_that_wait_to_be_added_up_are_told_as_missing(drawn: Hall) -> None:
    (told_of,) = (each for each in what_is_missing(drawn.contest, ()) if each.what is What.RE_ADD)
    assert {found.code for found in told_of.findings} == {Code.E302}


def test_it_may_be_left_out(given: Hall) -> None:
    assert missing(given) == []
    given.declare()
    assert given.contest.re_add is None


def test_nothing_is_drawn_before_a_provisional_result_is_given(counted: Hall) -> None:
    assert told(counted.refused(counted.drawing())) == [("E302", "contest", ELM, "provisional", {})]


def test_three_lines_are_drawn_and_wait_to_be_added_up(given: Hall) -> None:
    given.do(given.drawing())
    lines = re_add(given).lines
    assert len(set(lines)) == 3
    assert lines == lines_drawn(given.contest, given.contest.given, SEED)
    waiting: Told = [("E302", "contest", ELM, "re-add", {"lines": 3})]
    assert told(missing(given)) == waiting
    assert another_desk(given).contest.re_add == given.contest.re_add


def test_of_a_contest_with_fewer_lines_all_are_drawn() -> None:
    lines = area_lines(["A"], 2, 0)
    assert set(drawn_lines("0" * 32, SEED, lines)) == set(lines)


def test_whoever_may_declare_draws_and_a_second_officer_sees_the_seed_keyed(given: Hall) -> None:
    assert codes(given.refused(given.drawing(by=SUPERVISOR))) == ["A102"]
    assert codes(given.refused(given.drawing(second=RETURNING_OFFICER))) == ["A103"]


@pytest.mark.parametrize("seed", ["", "123456789", "12345 67890", "1" * 41, "12345678９0"])
def test_a_seed_is_ten_to_forty_digits(given: Hall, seed: str) -> None:
    assert told(given.refused(given.drawing(seed))) == [
        ("A113", "contest", given.stream, "seed", {})
    ]


def test_a_seed_keyed_wrongly_is_keyed_anew_with_a_reason(given: Hall) -> None:
    given.do(given.drawing())
    again = given.refused(given.drawing(OTHER_SEED))
    assert told(again) == [("A106", "contest", ELM, "drawn-before", {})]
    given.do(given.drawing(OTHER_SEED, reason="two dice were exchanged"))
    assert re_add(given).lines == lines_drawn(given.contest, given.contest.given, OTHER_SEED)


def test_an_old_seed_draws_nothing_for_a_later_result(given: Hall) -> None:
    given.do(given.drawing())
    given_with_other_figures(given)
    assert told(given.refused(given.drawing())) == [("A134", "contest", ELM, "", {})]
    given.do(given.drawing(OTHER_SEED))


def test_no_other_lines_are_drawn_once_these_are_added_up(drawn: Hall) -> None:
    drawn.do(drawn.adding())
    found = told(drawn.refused(drawn.drawing(OTHER_SEED, reason="for another look")))
    assert found == [("A112", "contest", ELM, "re-add-done", {})]


# ---- the result given again


def test_who_gives_the_same_result_again_still_owes_the_lines_drawn(drawn: Hall) -> None:
    drawn.give()
    assert told(missing(drawn)) == owed()
    assert "E302" in codes(drawn.refused(acts.Declared(**drawn.by(1).fixed, **drawn.declaration())))
    drawn.do(drawn.adding())
    assert missing(drawn) == []
    assert was_added_up(drawn.contest)
    assert another_desk(drawn).contest.re_add == drawn.contest.re_add
    drawn.declare()


def test_figures_changed_and_put_back_draw_no_other_lines(drawn: Hall) -> None:
    drawn.correct(1, ("1.part", 9), ("2.part", 6))
    drawn.correct(1, ("1.part", 10), ("2.part", 5))
    drawn.give()
    assert told(missing(drawn)) == owed()
    again = told(drawn.refused(drawn.drawing(OTHER_SEED)))
    assert again == [("A106", "contest", ELM, "drawn-before", {})]


def test_a_recount_begun_in_error_leaves_the_lines_drawn(drawn: Hall) -> None:
    drawn.recount("A")
    drawn.abandon_recount()
    drawn.give()
    assert told(missing(drawn)) == owed()


def test_lines_left_behind_by_other_figures_stand_open_until_others_are_drawn(drawn: Hall) -> None:
    given_with_other_figures(drawn)
    assert told(missing(drawn)) == owed("re-add-overtaken")
    drawn.do(drawn.drawing(OTHER_SEED))
    assert told(missing(drawn)) == owed()
    drawn.do(drawn.adding())
    assert missing(drawn) == []


def test_who_leaves_them_behind_does_so_in_person_and_the_verifier_says_it(drawn: Hall) -> None:
    given_with_other_figures(drawn)
    (found,) = missing(drawn)
    drawn.pass_over(found)
    drawn.declare()
    (words,) = [each.words for each in says(drawn.contest)]
    assert words == f"3 lines that the seed {re_add(drawn).seed} drew: nobody has added them up"


def test_papers_moved_between_areas_are_other_figures_though_the_sums_are_the_same(
    drawn: Hall,
) -> None:
    drawn.correct(1, ("1.part", 9), ("2.part", 6))
    drawn.correct(3, ("1.part", 15), ("2.part", 14))
    before = re_add(drawn).over
    drawn.give()
    assert drawn.contest.provisional
    assert drawn.contest.provisional.figures == before.figures
    assert told(missing(drawn)) == owed("re-add-overtaken")


def test_the_pack_tells_of_lines_that_others_took_the_place_of(drawn: Hall) -> None:
    given_with_other_figures(drawn)
    act = drawn.drawing(OTHER_SEED)
    assert isinstance(act, acts.ReAddDrawn)
    (line,) = hand_lines(drawn.contest, 1, act, "")
    assert "It takes the place of lines that nobody had added up." in line.what


def test_lines_that_agreed_are_those_of_the_same_result_given_again(drawn: Hall) -> None:
    drawn.do(drawn.adding())
    drawn.give()
    assert was_added_up(drawn.contest)
    found = told(drawn.refused(drawn.drawing(OTHER_SEED, reason="for another look")))
    assert found == [("A112", "contest", ELM, "re-add-done", {})]


# ---- adding up


def test_lines_that_agree_let_the_result_be_declared(drawn: Hall) -> None:
    done = drawn.do(drawn.adding())
    assert done.flags == ()
    (added,) = re_add(drawn).done
    assert [total.keyed for total in added.totals] == [total.counted for total in added.totals]
    assert missing(drawn) == []
    drawn.declare()


@pytest.mark.parametrize("officer", [CLERK, OTHER_CLERK])
def test_whoever_keyed_a_sheet_or_form_does_not_add_up(drawn: Hall, officer: int) -> None:
    found = told(drawn.refused(drawn.adding(by=officer)))
    assert found == [("E321", "contest", ELM, "keyed", {"officer": officer})]


def test_whoever_corrected_or_queried_a_paper_does_not_add_up(counted: Hall) -> None:
    counted.correct(1, ("1.part", 9), ("2.part", 6))
    counted.provisional()
    counted.do(counted.drawing())
    assert codes(counted.refused(counted.adding(by=SUPERVISOR))) == ["E321"]


def test_whoever_gave_the_result_does_not_add_up(drawn: Hall) -> None:
    found = told(drawn.refused(drawn.adding(by=RETURNING_OFFICER)))
    assert found == [("E321", "contest", ELM, "given", {"officer": RETURNING_OFFICER})]


def test_in_a_small_count_anybody_adds_up_and_it_is_said(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path, small_count=True)
    hall.provisional()
    hall.do(hall.drawing())
    done = hall.do(hall.adding(by=CLERK))
    assert told(done.flags) == [("E321", "contest", ELM, "keyed", {"officer": CLERK})]


def test_lines_that_the_seed_does_not_draw_are_not_taken_for_those_drawn(drawn: Hall) -> None:
    right = drawn.lines_as_counted()
    wrong = {
        "in another order": right[::-1],
        "one left out": right[:-1],
        "one twice": (right[0], right[0], right[2]),
        "none": (),
    }
    for lines in wrong.values():
        found = told(drawn.refused(drawn.adding(lines=lines)))
        assert found == [("A135", "contest", ELM, "", {"lines": 3})]


def test_lines_of_another_draw_are_not_added_up_for_this_one(drawn: Hall) -> None:
    on_its_way = drawn.adding()
    drawn.do(drawn.drawing(OTHER_SEED, reason="two dice were exchanged"))
    assert told(drawn.refused(on_its_way)) == [("A114", "contest", ELM, "re-add", {})]


def test_what_was_drawn_for_one_result_is_not_added_up_for_other_figures(drawn: Hall) -> None:
    on_its_way = drawn.adding()
    given_with_other_figures(drawn)
    assert told(drawn.refused(on_its_way)) == [("A114", "contest", ELM, "provisional", {})]
    assert re_add(drawn).done == ()
    drawn.do(drawn.drawing(OTHER_SEED))


def test_nothing_is_added_up_that_was_not_drawn(given: Hall) -> None:
    assert told(given.refused(given.adding())) == [("A112", "contest", ELM, "re-add", {})]


# ---- what differs


def difference(hall: Hall, keyed: int, figures: int) -> Told:
    (area, what, line), *_ = re_add(hall).lines
    return [("E320", "area", area, f"{line}.{what}", {"keyed": keyed, "figures": figures})]


def test_a_line_that_differs_is_kept_and_stands_open(drawn: Hall) -> None:
    done = drawn.do(drawn.adding(-2))
    assert told(done.flags) == told(missing(drawn)) == difference(drawn, 79, 81)
    assert codes(drawn.refused(acts.Declared(**drawn.by(1).fixed, **drawn.declaration()))) == [
        "E320"
    ]
    assert another_desk(drawn).contest.re_add == drawn.contest.re_add


def test_other_lines_are_not_drawn_to_look_away_from_it(drawn: Hall) -> None:
    drawn.do(drawn.adding(-2))
    refused: Told = [("A105", "contest", ELM, "re-add-differs", {})]
    again = drawn.drawing(OTHER_SEED, reason="for another look")
    assert told(drawn.refused(again)) == refused
    drawn.provisional()
    assert told(drawn.refused(drawn.drawing(OTHER_SEED))) == refused


def test_it_stands_open_for_the_same_result_given_once_more(drawn: Hall) -> None:
    drawn.do(drawn.adding(-2))
    drawn.give()
    assert told(missing(drawn)) == difference(drawn, 79, 81)


def test_the_sheet_that_was_wrong_is_corrected_and_the_result_given_anew(drawn: Hall) -> None:
    drawn.do(drawn.adding(-2))
    drawn.correct(1, ("1.part", 8), ("2.part", 7))
    drawn.give()
    assert missing(drawn) == []
    drawn.do(drawn.drawing(OTHER_SEED))


def test_a_correction_of_another_line_settles_nothing(drawn: Hall) -> None:
    drawn.do(drawn.adding(-2))
    drawn.correct(1, ("2.part", 4), ("3.part", 9))
    drawn.give()
    assert told(missing(drawn)) == difference(drawn, 79, 81)


def test_it_is_added_up_once_more_by_another_with_a_reason(drawn: Hall) -> None:
    drawn.do(drawn.adding(-2))
    again = drawn.refused(drawn.adding(by=SUPERVISOR))
    assert told(again) == [("A106", "contest", ELM, "added-again", {})]
    why = {"reason": "a sheet was left out"}
    same = drawn.refused(drawn.adding(by=THIRD_CLERK, **why))
    assert told(same) == [("E201", "contest", ELM, "re-add", {"officer": THIRD_CLERK})]
    drawn.do(drawn.adding(by=SECOND_SUPERVISOR, **why))
    assert missing(drawn) == []
    assert len(re_add(drawn).done) == 2


def test_it_is_added_up_once_more_after_the_result_was_given_again(drawn: Hall) -> None:
    drawn.do(drawn.adding(-2))
    drawn.correct(1, ("1.part", 9), ("2.part", 6))
    assert told(drawn.refused(drawn.adding(by=DEPUTY, reason="one is right"))) == [
        ("E302", "contest", ELM, "provisional", {})
    ]
    drawn.give()
    assert told(missing(drawn)) == difference(drawn, 79, 80)
    drawn.do(drawn.adding(by=DEPUTY, reason="one of the two was right"))
    assert missing(drawn) == []


def test_once_more_of_another_result_names_that_result(drawn: Hall) -> None:
    drawn.do(drawn.adding(-2))
    on_its_way = drawn.adding(by=DEPUTY, reason="one is right")
    given_with_other_figures(drawn)
    stale: Told = [("A114", "contest", ELM, "provisional", {})]
    assert told(drawn.refused(on_its_way)) == stale
    of_first = drawn.adding(by=DEPUTY, reason="one is right", given=re_add(drawn).given)
    assert told(drawn.refused(of_first)) == stale
    drawn.do(drawn.adding(by=DEPUTY, reason="one is right"))
    assert missing(drawn) == []


def test_lines_that_agree_are_not_added_up_again(drawn: Hall) -> None:
    drawn.do(drawn.adding())
    found = told(drawn.refused(drawn.adding(by=DEPUTY, reason="to be sure")))
    assert found == [("A112", "contest", ELM, "re-add-done", {})]


def test_the_returning_officer_goes_on_over_it_in_person(drawn: Hall) -> None:
    drawn.do(drawn.adding(-2))
    (found,) = missing(drawn)
    drawn.pass_over(found)
    assert missing(drawn) == []
    drawn.declare()


def test_lines_drawn_and_not_added_up_are_gone_on_over_in_person(drawn: Hall) -> None:
    (found,) = missing(drawn)
    assert found.code is Code.E302
    drawn.pass_over(found)
    drawn.declare()


def test_an_area_that_is_counted_again_is_not_held_to_what_was_added_up_before(
    drawn: Hall,
) -> None:
    drawn.do(drawn.adding(-2))
    drawn.recount("A")
    assert re_add_differences(drawn.contest) == []
    drawn.abandon_recount()
    assert told(re_add_differences(drawn.contest)) == difference(drawn, 79, 81)


def test_what_differs_again_after_a_recount_stands_open_like_any_other(given: Hall) -> None:
    """It is held to the round in which it was added up, and not to that of the draw."""
    of_a = AreaLine("A", "votes", 1)
    of_b = AreaLine("B", "votes", 1)
    given.do(given.drawing(given.a_seed(of_a, of_b)))
    lines = re_add(given).lines
    off = [-5 if line in (of_a, of_b) else 0 for line in lines]
    given.do(given.adding(*off))
    given.recount("A")
    given.issue("A", 11)
    given.agree(11, sheet((80, 45, 19), sent=6))
    given.give()
    assert {found.place.name for found in missing(given)} == {"B"}
    off_in_a = [5 if line == of_a else 0 for line in lines]
    given.do(given.adding(*off_in_a, by=DEPUTY, reason="added up by another"))
    assert {found.place.name for found in missing(given)} == {"A"}


def test_a_line_that_agreed_is_not_wrong_when_its_figures_are_corrected_later(drawn: Hall) -> None:
    drawn.do(drawn.adding())
    drawn.correct(1, ("1.part", 9), ("2.part", 6))
    drawn.give()
    assert missing(drawn) == []
