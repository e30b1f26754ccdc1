"""Whether the papers still to come can change who is elected, and
how papers came to be reconciled.
"""

from collections.abc import Iterator
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.views.lead import Verdict, outlook, reconciled_over_time, reconciled_papers
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.domain.vocabulary.units import Papers, Votes
from tests.halls import BOXES, SUPERVISOR, Hall, a_hall, form, sheet


def test_before_anything_is_agreed_nothing_is_said(verified: Hall) -> None:
    verified.key(1, sheet((60, 30, 8), sent=2))
    now = outlook(verified.contest)
    assert (now.verdict, now.counted, now.to_come, now.lead) == (Verdict.NOTHING_COUNTED, 0, 250, 0)
    assert now.order == (1, 2, 3)


def test_fewer_papers_than_the_lead_cannot_change_who_is_elected(verified: Hall) -> None:
    verified.agree(1, sheet((120, 19, 10)))
    verified.agree(3, sheet((100, 0, 0)))
    now = outlook(verified.contest)
    assert (now.to_come, now.lead) == (1, 201)
    assert now.verdict is Verdict.CANNOT
    assert (now.leader, now.runner_up) == (1, 2)


@pytest.fixture(scope="module")
def scales(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A hall whose boxes are verified, to put any figures into."""
    hall = a_hall(tmp_path_factory.mktemp("hall"))
    hall.verify(BOXES)
    yield hall
    hall.desk.close()


@given(votes=st.tuples(*[st.integers(0, 7)] * 3), to_come=st.integers(0, 5))
def test_they_cannot_change_it_exactly_if_no_way_of_voting_does(
    scales: Hall, votes: tuple[int, int, int], to_come: int
) -> None:
    here, there = scales.area("A"), scales.area("B")
    here.votes, here.bundled = [Votes(n) for n in votes], Papers(sum(votes))
    here.verified, there.verified = Papers(sum(votes)), Papers(to_come)
    now = outlook(scales.contest)
    leading = {n for n in range(3) if votes[n] == max(votes)}
    outcomes = set()
    for to in combinations_with_replacement(range(4), to_come):  # the fourth is a rejected paper
        after = [votes[n] + to.count(n) for n in range(3)]
        outcomes.add(frozenset(n for n in range(3) if after[n] == max(after)))
    settled = len(leading) == 1 and outcomes == {frozenset(leading)}
    if sum(votes):
        assert (now.verdict in (Verdict.CANNOT, Verdict.ALL_COUNTED)) == settled
    else:
        assert now.verdict is Verdict.NOTHING_COUNTED


def test_a_lead_equal_to_what_is_to_come_can_be_caught_up(verified: Hall) -> None:
    verified.agree(3, sheet((100, 0, 0)))
    verified.agree(1, sheet((38, 12, 0)))
    now = outlook(verified.contest)
    assert (now.to_come, now.lead) == (100, 126)
    assert now.verdict is Verdict.CANNOT
    verified.do(verified.account("a1", 126, reason="misread"))
    verified.do(verified.count_of("a1", 126))
    now = outlook(verified.contest)
    assert (now.to_come, now.lead, now.verdict) == (126, 126, Verdict.CAN)


def test_while_a_box_is_not_verified_it_cannot_be_said(hall: Hall) -> None:
    hall.verify({"a1": 100, "b1": 80, "b2": 20})
    hall.issue("B", 3)
    hall.agree(3, sheet((100, 0, 0)))
    now = outlook(hall.contest)
    assert (now.verdict, now.boxes_open) == (Verdict.BOXES_OPEN, 1)


def test_papers_counted_too_many_are_in_doubt_as_well(verified: Hall) -> None:
    verified.agree(3, sheet((75, 27, 0)))
    verified.agree(1, sheet((75, 74, 0)))
    now = outlook(verified.contest)
    assert (now.to_come, now.too_many, now.in_doubt, now.lead) == (1, 2, 3, 49)
    assert now.verdict is Verdict.CANNOT


def test_when_all_is_counted_nothing_is_to_come(counted: Hall) -> None:
    now = outlook(counted.contest)
    assert (now.verdict, now.to_come, now.lead, now.valid) == (Verdict.ALL_COUNTED, 0, 35, 246)


def test_level_candidates_with_nothing_to_come_are_tied(verified: Hall) -> None:
    verified.agree(1, sheet((75, 75, 0)))
    verified.agree(3, sheet((50, 50, 0)))
    assert outlook(verified.contest).verdict is Verdict.TIED


def test_papers_are_reconciled_area_by_area_at_the_time_of_the_act_that_did_it(
    counted: Hall,
) -> None:
    ledger = counted.desk.ledger
    done = ledger.read_from(counted.stream)
    points = reconciled_over_time(counted.stream, ledger.read_from(COUNT_STREAM), done)
    assert [point.papers for point in points] == [0, 150, 250]
    assert points[0].at == done[0][1].at
    assert points[-1].at == done[-1][1].at
    assert points[-1].papers == reconciled_papers(counted.contest)


def test_what_is_found_wrong_later_is_reconciled_no_longer(counted: Hall) -> None:
    late = BallotBox(id="b9", name="Late box", kind="postal", area="B")
    counted.do(acts.BoxAdded(**counted.by(SUPERVISOR).contest, box=late, reason="late post"))
    ledger = counted.desk.ledger
    points = reconciled_over_time(
        counted.stream, ledger.read_from(COUNT_STREAM), ledger.read_from(counted.stream)
    )
    assert [point.papers for point in points] == [0, 150, 250, 150]
    assert reconciled_papers(counted.contest) == 150


def test_forms_reconcile_an_area_too(verified: Hall) -> None:
    verified.agree(1, sheet((60, 30, 8), sent=2))
    verified.agree(2, sheet((20, 15, 11), sent=4))
    assert reconciled_papers(verified.contest) == 0
    verified.agree_form(1, "A", form((1, 0, 1), (0, 1, 0, 3)))
    assert reconciled_papers(verified.contest) == 150
