"""What goes wrong in a practice count adds up all the same: the second keying finds it, or nobody
does.
"""

from hypothesis import given
from hypothesis import strategies as st

from tallyapp.exchange.election_rules import load_rules
from tallyapp.past.published import PastResult
from tallyapp.practice.mishaps import exchanged_lines, misread, replace_papers
from tallyapp.practice.plans.plans import OnPaper
from tallyapp.practice.plans.synthetic import practice_plan
from tests.practice.plans.test_plans_of_every_kind import DAY, kinds, papers, result_of, results

RULES = load_rules("local-england", DAY)


@given(result=results(), on_paper=papers, seed=st.integers())
def test_a_misread_sheet_and_one_with_exchanged_lines_add_up_as_the_right_one_does(
    result: PastResult, on_paper: OnPaper, seed: int
) -> None:
    plan = practice_plan(result, RULES.for_seats(result.seats), seed=seed, on_paper=on_paper)
    kind = kinds(result, plan)[0]["sheet"]
    for sheet in plan.sheets:
        if sheet.form == "slip":
            continue
        right, _ = kind.read(sheet.number, sheet.figures)
        for wrong in (misread(sheet.figures, 1), exchanged_lines(sheet.figures)):
            row, found = kind.read(sheet.number, wrong)
            assert found == []
            values = [value or 0 for value in row]
            assert kind.adds_up(sheet.number, values) == []
            assert kind.figures(row) == wrong
            assert sum(value != other for value, other in zip(row, right, strict=True)) <= 6


def test_one_vote_is_read_on_the_next_line_and_two_candidates_change_places() -> None:
    ways = (OnPaper(), OnPaper(written="total"), OnPaper(written="both"))
    for seats, on_paper in (*((1, way) for way in ways), (3, OnPaper())):
        votes = [15_000, 9_000, 6_000, 12_000]
        valid = 42_000 if seats == 1 else 18_000
        result = result_of(seats, valid, votes)
        plan = practice_plan(result, RULES.for_seats(seats), seed=1, on_paper=on_paper)
        figures = next(one.figures for one in plan.sheets if misread(one.figures, 1) != one.figures)
        kind = kinds(result, plan)[0]["sheet"]
        told = [
            kind.tallied([v or 0 for v in kind.read(1, each)[0]]).votes
            for each in (figures, misread(figures, 1), exchanged_lines(figures))
        ]
        assert sorted(b - a for a, b in zip(told[0], told[1], strict=True)) == [-1, 0, 0, 1]
        if seats == 1:
            assert list(told[2]) == [told[0][1], told[0][0], *told[0][2:]]
        else:
            assert sum(told[2]) == sum(told[0])


def test_a_sheet_that_was_added_up_wrongly_is_else_the_same() -> None:
    plan = practice_plan(result_of(3, 600, [500, 300, 200, 400]), RULES, seed=1)
    figures = plan.sheets[0].figures
    wrong = replace_papers(figures, 7)
    assert wrong.papers == 7
    assert (wrong.mixed, wrong.blocks, wrong.sent) == (figures.mixed, figures.blocks, figures.sent)
