"""What stands against a whole contest: papers beyond its electors, the day, nobody with a vote."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tallyapp.domain import acts
from tallyapp.domain.rules.result import standing
from tallyapp.domain.views.missing import What, missing
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber
from tests.halls import (
    BOXES,
    RETURNING_OFFICER,
    Hall,
    NightClock,
    a_counted_hall,
    a_hall,
    refusal,
    sheet,
    told,
)


def codes(found: list[Finding]) -> list[str]:
    return [str(each.code) for each in found]


def crowded(folder: Path, **given: Any) -> Hall:
    """4,500 papers in the boxes of 1,000 electors."""
    hall = a_hall(folder, areas={"A": ("a1",)}, **given)
    hall.verify({"a1": 4_500})
    return hall


def test_more_papers_than_electors_stand_open_at_the_statement(tmp_path: Path) -> None:
    hall = crowded(tmp_path)
    found = refusal(hall.state_verification)
    assert told(found) == [
        (
            "E306",
            "contest",
            "Elm Valley",
            "",
            {"papers": 4_500, "electors": 1_000, "difference": 3_500},
        )
    ]
    assert [each.what for each in missing(hall.contest, [])] == [
        What.MORE_THAN_ELECTORS,
        What.STATEMENT,
    ]
    hall.desk.close()


def test_they_are_passed_over_only_with_a_reason_and_no_further_than_those_numbers(
    tmp_path: Path,
) -> None:
    hall = crowded(tmp_path)
    (found,) = refusal(hall.state_verification)
    hall.pass_over(found)
    hall.state_verification()
    hall.issue("A", 1)
    hall.agree(1, sheet((4_000, 300, 200)))
    hall.provisional()
    hall.do(hall.count_of("a1", 4_499))
    hall.do(hall.count_of("a1", 4_499))
    assert codes(refusal(hall.state_verification)) == ["E306"]
    hall.desk.close()


def test_they_stand_open_before_the_provisional_result_too(tmp_path: Path) -> None:
    hall = crowded(tmp_path)
    statement = next(found for found in standing(hall.contest) if found.place.field == "statement")
    hall.pass_over(statement)
    hall.issue("A", 1)
    hall.agree(1, sheet((4_000, 300, 200)))
    assert codes(refusal(hall.provisional)) == ["E306"]
    hall.desk.close()


def test_an_area_with_more_papers_than_electors_is_named(tmp_path: Path) -> None:
    hall = a_hall(
        tmp_path, electorate=10_000, areas={"A": ("a1",), "B": ("b1",)}, electors={"A": 400}
    )
    hall.verify({"a1": 401, "b1": 2_000})
    assert told(refusal(hall.state_verification)) == [
        ("E306", "area", "A", "", {"papers": 401, "electors": 400, "difference": 1})
    ]
    hall.desk.close()


def test_an_electorate_that_is_not_known_says_nothing(tmp_path: Path) -> None:
    hall = crowded(tmp_path, electorate=None)
    hall.state_verification()
    assert Code.E306 not in {found.code for found in standing(hall.contest)}
    hall.desk.close()


class EarlyClock(NightClock):
    """A clock of the day before the poll."""

    def __init__(self, hour: int = 22) -> None:
        super().__init__(datetime(2024, 7, 3, hour, tzinfo=UTC))

    def next_day(self) -> None:
        self._now += timedelta(days=1)


def test_a_real_count_before_its_polling_day_gives_no_result_without_a_word(
    tmp_path: Path,
) -> None:
    clock = EarlyClock()
    hall = a_counted_hall(tmp_path, practice=False, clock=clock)
    (found,) = refusal(hall.provisional)
    assert (found.code, {o.name: o.value for o in found.numbers}) == (
        Code.E307,
        {"day": 4, "month": 7, "year": 2024},
    )
    assert [each.what for each in missing(hall.contest, [])] == [What.BEFORE_POLLING_DAY]
    hall.pass_over(found)
    # The result can be given, but not declared: nobody has voted yet.
    (early,) = refusal(hall.finish)
    assert (early.code, early.place.field) == (Code.A109, "before-polling-day")
    assert {o.name: o.value for o in early.numbers} == {"day": 4, "month": 7, "year": 2024}
    clock.next_day()
    hall.declare()
    assert hall.contest.declaration
    hall.desk.close()


def test_what_was_set_up_ahead_and_counted_on_the_day_is_as_it_should_be(tmp_path: Path) -> None:
    clock = EarlyClock()
    hall = a_hall(tmp_path, practice=False, clock=clock)
    assert codes(standing(hall.contest)).count("E307") == 0
    clock.next_day()
    hall.verify(BOXES)
    assert codes(standing(hall.contest)).count("E307") == 0
    hall.desk.close()


def test_papers_counted_too_early_stay_so_on_the_day_until_they_are_counted_again(
    tmp_path: Path,
) -> None:
    clock = EarlyClock()
    hall = a_hall(tmp_path, practice=False, clock=clock, areas={"A": ("a1",)})
    hall.verify({"a1": 100})
    clock.next_day()
    hall.state_verification()
    assert codes(standing(hall.contest)).count("E307") == 1
    hall.do(hall.count_of("a1", 100))
    assert codes(standing(hall.contest)).count("E307") == 0
    hall.desk.close()


def test_a_practice_count_is_for_any_day(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path, practice=True, clock=EarlyClock())
    hall.finish()
    assert hall.contest.declaration
    hall.desk.close()


def nothing_at_all(folder: Path) -> Hall:
    """A ward without a paper in its boxes, counted as carefully as any."""
    hall = a_hall(folder, areas={"A": ("a1",)})
    hall.verify({"a1": 0})
    hall.state_verification()
    hall.issue("A", 1)
    hall.agree(1, sheet((0, 0, 0)))
    return hall


def test_nobody_is_elected_by_nobody_without_a_word(tmp_path: Path) -> None:
    hall = nothing_at_all(tmp_path)
    found = refusal(hall.provisional)
    assert told(found) == [("E308", "contest", "Elm Valley", "", {"candidates": 3, "papers": 0})]
    assert [each.what for each in missing(hall.contest, [])] == [What.NOBODY_HAS_A_VOTE]
    hall.pass_over(found[0])
    hall.provisional()
    hall.opportunity()
    hall.read_back()
    assert codes(refusal(hall.declare)) == ["E305"]
    hall.desk.close()


def test_before_anything_is_counted_it_is_not_said_that_nobody_has_a_vote(tmp_path: Path) -> None:
    hall = a_hall(tmp_path)
    assert Code.E308 not in {found.code for found in standing(hall.contest)}
    hall.desk.close()


def test_a_declaration_made_outside_is_kept_with_what_stands_against_it(tmp_path: Path) -> None:
    hall = nothing_at_all(tmp_path)
    declaration = hall.declaration()
    declaration["elected"] = (CandidateNumber(1),)
    done = hall.do(
        acts.DeclaredOutside(
            **hall.by(RETURNING_OFFICER).fixed,
            **declaration,
            reason="the power failed",
            second=OfficerNumber(2),
        )
    )
    assert "E308" in {str(found.code) for found in done.flags}
    hall.desk.close()
