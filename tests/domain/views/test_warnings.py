"""Figures that add up and are to be looked at again:
the warnings, and that nobody is stopped by them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.views.warnings import TESTS, WarningTest, unanswered, warnings
from tallyapp.domain.vocabulary import findings
from tallyapp.domain.vocabulary.findings import Code, told_under
from tallyapp.domain.vocabulary.units import FormNumber, OfficerNumber
from tests.halls import SUPERVISOR, Hall, Told, a_hall, a_verified_hall, form, sheet, told

AREAS = {name: (f"{name}1", f"{name}2") for name in "ABCDE"}
USUAL = (120, 60, 20)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Five areas of two boxes; nothing keyed."""
    made = a_hall(tmp_path, areas=AREAS, electorate=10_000)
    yield made
    made.desk.close()


def count(hall: Hall, **votes: tuple[int, ...]) -> None:
    """Every area with the usual votes, or these; each in one sheet."""
    written = {name: votes.get(name, USUAL) for name in hall.contest.areas}
    hall.verify(
        {f"{name}{n}": sum(v) if n == 1 else 0 for name, v in written.items() for n in (1, 2)}
    )
    hall.state_verification()
    for number, (name, of_area) in enumerate(written.items(), 1):
        # On two sheets, cut otherwise in each area: no two are alike, as in no hall.
        first = tuple(votes // 2 - number if votes > 2 * number else votes for votes in of_area)
        rest = tuple(v - f for v, f in zip(of_area, first, strict=True))
        hall.issue(name, 2 * number - 1, 2 * number)
        hall.agree(2 * number - 1, sheet(first))
        hall.agree(2 * number, sheet(rest))


def warned(hall: Hall, *codes: str) -> Told:
    return [each for each in told(warnings(hall.contest)) if each[0] in codes]


def test_areas_that_are_like_each_other_warn_of_nothing(hall: Hall) -> None:
    count(hall, B=(118, 62, 21), C=(125, 58, 17))
    assert warnings(hall.contest) == []


def test_two_lines_on_each_others_place_are_named(hall: Hall) -> None:
    count(hall, C=(20, 60, 120))
    assert warned(hall, "W403") == [
        ("W403", "area", "C", "", {"first": 1, "second": 3, "votes": 20, "others": 120})
    ]
    shares = [each[3] for each in warned(hall, "W402")]
    assert shares == ["1.share", "3.share"]


def test_an_area_that_is_merely_different_is_not_taken_for_an_exchange(hall: Hall) -> None:
    count(hall, C=(60, 60, 80))
    assert warned(hall, "W403") == []


def test_a_candidate_without_a_vote_here_and_with_many_elsewhere_is_named(hall: Hall) -> None:
    count(hall, D=(140, 60, 0))
    assert warned(hall, "W404") == [("W404", "area", "D", "3.votes", {"elsewhere": 80})]


def test_a_candidate_may_have_no_vote_where_fewer_than_five_would_be_expected(hall: Hall) -> None:
    few = (120, 75, 5)
    count(hall, A=few, B=few, C=few, E=(121, 75, 4), D=(125, 75, 0))
    assert warned(hall, "W404") == []


def test_a_candidate_without_a_vote_where_just_five_would_be_expected_is_named(hall: Hall) -> None:
    few = (120, 75, 5)
    count(hall, A=few, B=few, C=few, E=few, D=(125, 75, 0))
    assert warned(hall, "W404") == [("W404", "area", "D", "3.votes", {"elsewhere": 20})]


def test_three_areas_are_too_few_to_say_which_is_out_of_line(tmp_path: Path) -> None:
    few = a_hall(tmp_path, areas={name: AREAS[name] for name in "ABC"})
    count(few, C=(20, 160, 20))
    assert warned(few, "W402") == []
    few.desk.close()


def test_a_small_margin_is_said_and_a_large_one_is_not(hall: Hall) -> None:
    count(hall, A=(90, 90, 20), B=(90, 90, 20), C=(90, 90, 20), D=(90, 90, 20), E=(91, 89, 20))
    assert warned(hall, "W405") == [
        ("W405", "contest", "Elm Valley", "", {"margin": 2, "valid": 1_000})
    ]


def test_a_margin_of_just_one_vote_in_a_hundred_is_small(hall: Hall) -> None:
    count(hall, A=(90, 90, 20), B=(90, 90, 20), C=(90, 90, 20), D=(90, 90, 20), E=(95, 85, 20))
    assert warned(hall, "W405") == [
        ("W405", "contest", "Elm Valley", "", {"margin": 10, "valid": 1_000})
    ]


def test_many_rejected_papers_and_any_without_the_mark_are_looked_at(counted: Hall) -> None:
    # Area A: 4 of 150 rejected, and the rules' rate is one in a hundred.
    assert warned(counted, "W401") == [
        ("W401", "area", "A", "", {"rejected": 4, "counted": 150, "rate": 100})
    ]
    fields = (("1.rejected", 1), ("2.rejected", 0))
    named = tuple(counted.fields(form((1, 0, 1), (1, 0, 0, 3)), *(name for name, _ in fields)))
    counted.do(
        acts.FormCorrected(
            **counted.by(SUPERVISOR).contest,
            form=FormNumber(1),
            round=1,
            of=counted.of_form(1).made,
            fields=named,
            reason="the mark was missing",
            second=OfficerNumber(4),
        )
    )
    assert ("W401", "area", "A", "official-mark", {"rejected": 1}) in warned(counted, "W401")


def test_a_warning_never_stops_anybody_and_keeps_its_answer_while_its_numbers_stand(
    hall: Hall,
) -> None:
    count(hall, C=(20, 60, 120))
    first = next(found for found in warnings(hall.contest) if found.code == "W403")
    hall.do(
        acts.WarningAnswered(
            **hall.by(SUPERVISOR).contest,
            finding=first.record(),
            reason="bundles looked at: so it is",
        )
    )
    assert first not in unanswered(hall.contest)
    hall.finish()
    assert hall.elected == (1,)


def test_a_warning_is_answered_in_words(hall: Hall) -> None:
    count(hall, C=(20, 60, 120))
    first = warnings(hall.contest)[0].record()
    found = hall.refused(
        acts.WarningAnswered(**hall.by(SUPERVISOR).contest, finding=first, reason=" ")
    )
    assert told(found) == [("A106", "contest", "Elm Valley", "reason", {})]


def test_a_turnout_out_of_line_with_the_other_areas_is_named(hall: Hall) -> None:
    votes = (40, 30, 5)
    count(hall, **dict.fromkeys(hall.contest.areas, votes))
    areas = list(hall.contest.areas.values())
    for area in areas:
        area.area = replace(area.area, electorate=150)
    assert warned(hall, "W402") == []
    areas[1].area = replace(areas[1].area, electorate=300)
    numbers = {"share": 2_500, "median": 5_000}
    assert warned(hall, "W402") == [("W402", "area", areas[1].area.id, "turnout", numbers)]
    # An electorate that is not known makes the median that of other areas.
    areas[0].area = replace(areas[0].area, electorate=None)
    assert warned(hall, "W402") == []


def test_a_test_is_made_since_a_layout_that_there_is() -> None:
    assert {test.since for test in TESTS} == {1}
    with pytest.raises(ValueError, match="no layout"):
        WarningTest(code=Code.W401, since=0, find=lambda _, __: ())


def test_a_test_that_a_layout_brought_is_told_under_that_layout_and_not_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert told_under(Code.W401, 1)
    monkeypatch.setattr(findings, "SINCE", {Code.W401: 2})
    assert not told_under(Code.W401, 1)
    assert told_under(Code.W401, 2)
    assert told_under(Code.W401, 3)


# ---- either side of each bound


def test_ten_points_from_the_other_areas_are_in_line_and_more_are_not(hall: Hall) -> None:
    count(hall, E=(140, 40, 20))
    assert warned(hall, "W402") == []


def test_eleven_points_from_the_other_areas_are_out_of_line(hall: Hall) -> None:
    count(hall, E=(142, 38, 20))
    assert warned(hall, "W402") == [
        ("W402", "area", "E", "1.share", {"share": 7_100, "median": 6_000}),
        ("W402", "area", "E", "2.share", {"share": 1_900, "median": 3_000}),
    ]


@pytest.mark.parametrize(("first", "fields"), [(156, []), (158, ["1.share", "2.share"])])
def test_where_areas_differ_five_times_as_much_is_in_line(
    hall: Hall, first: int, fields: list[str]
) -> None:
    # Three points from the middle is usual here: fifteen are in line, and sixteen are not.
    shares = {"A": 120, "B": 126, "C": 114, "D": 126, "E": first}
    count(hall, **{name: (votes, 200 - votes, 0) for name, votes in shares.items()})
    assert [each[3] for each in warned(hall, "W402")] == fields


@pytest.mark.parametrize(
    ("elsewhere", "here", "told_of"),
    [
        # Fifteen points for the two together are many enough, and fourteen are not.
        ((100, 85, 15), (85, 100, 15), True),
        ((100, 86, 14), (86, 100, 14), False),
        # And exchanged they are four times nearer.
        ((100, 60, 40), (68, 92, 40), True),
        ((100, 60, 40), (69, 91, 40), False),
    ],
)
def test_an_exchange_is_far_nearer_to_the_other_areas(
    hall: Hall, elsewhere: tuple[int, ...], here: tuple[int, ...], told_of: bool
) -> None:
    count(hall, **dict.fromkeys("ABDE", elsewhere), C=here)
    numbers = {"first": 1, "second": 2, "votes": here[0], "others": here[1]}
    assert warned(hall, "W403") == ([("W403", "area", "C", "", numbers)] if told_of else [])


def test_a_margin_of_more_than_one_vote_in_a_hundred_is_not_small(hall: Hall) -> None:
    count(hall, **dict.fromkeys("ABCD", (90, 90, 20)), E=(96, 84, 20))
    assert warned(hall, "W405") == []


@pytest.mark.parametrize("rejected", [1, 2])
def test_as_many_rejected_as_the_rate_are_usual_and_more_are_not(
    tmp_path: Path, rejected: int
) -> None:
    verified = a_verified_hall(tmp_path)
    verified.agree(3, sheet((39, 40, 21 - rejected), sent=rejected))
    verified.agree_form(1, "B", form((0, 0, 0), (0, rejected)))
    numbers = {"rejected": 2, "counted": 100, "rate": 100}
    expected = [("W401", "area", "B", "", numbers)] if rejected == 2 else []
    assert warned(verified, "W401") == expected
    verified.desk.close()
