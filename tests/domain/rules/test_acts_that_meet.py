"""What one act put right, withdrew or gave up, and another act leans on: neither is forgotten."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.containers import counted_parts, not_arrived, not_empty
from tallyapp.domain.rules.postal import postal_differences
from tallyapp.domain.vocabulary.boxes import BoxOfContest
from tallyapp.domain.vocabulary.containers import Container, Part, Sealed
from tallyapp.domain.vocabulary.on_paper import Area, Candidate
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers
from tests.domain.rules.test_containers import register
from tests.domain.rules.test_postal import session
from tests.domain.rules.test_putting_right import LATE, of_count, reopened_alike
from tests.halls import (
    BOXES,
    DEPUTY,
    ELM,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    WARD_RULES,
    Hall,
    a_hall,
    contest_fields,
    refusal,
    sheet,
    told,
)

OAK = "oak"
TWO: dict[str, Any] = {"reason": "seen", "second": OfficerNumber(SECOND_SUPERVISOR)}


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Hall, Hall]]:
    """Elm and Oak, counted together from boxes of the same four numbers."""
    elm = a_hall(tmp_path)
    fields = contest_fields(contest=OAK, name="Oak")
    elm.desk.do(OAK, acts.ContestSetUp(**elm.by(RETURNING_OFFICER).fixed, **fields))
    oak = Hall(elm.desk, OAK)
    oak.see_containers()
    yield elm, oak
    elm.desk.close()


def abandon(hall: Hall) -> None:
    hall.do(
        acts.ContestAbandoned(
            **hall.by(RETURNING_OFFICER).contest,
            because="set-up-in-error",
            reason="there is no such ward",
            second=OfficerNumber(DEPUTY),
        )
    )


def of_another(elm: Hall, papers: int = 2, box: str = "a1") -> acts.PapersOfAnotherContest:
    """Papers of Oak's box, found in the box a1 of Elm."""
    return acts.PapersOfAnotherContest(
        **elm.by(SUPERVISOR).count,
        of=elm.desk.count.count.between.last,
        found=BoxOfContest(contest=ELM, box="a1"),
        belongs=BoxOfContest(contest=OAK, box=box),
        papers=Papers(papers),
        **TWO,
    )


# ---- a box that is withdrawn


def late(hall: Hall) -> None:
    """A box b9 that was registered, and not counted."""
    hall.do(acts.BoxAdded(**hall.by(SUPERVISOR).contest, box=LATE, reason="late"))


def test_a_box_into_which_papers_were_put_is_not_withdrawn_before_it_is_counted(
    verified: Hall,
) -> None:
    """Five papers went from a1 into it: they would be in no box, and missed by no sum."""
    late(verified)
    verified.move("box", "a1", "b9", 5)
    refused = refusal(lambda: verified.withdraw_box("b9"))
    assert told(refused) == [("A105", "box", "b9", "papers-counted", {"papers": 5})]
    verified.move("box", "b9", "a1", 5)
    verified.withdraw_box("b9")
    assert verified.figures.verified == 250
    reopened_alike(verified)


def test_a_box_to_which_papers_of_another_contest_are_to_come_is_not_withdrawn(
    both: tuple[Hall, Hall],
) -> None:
    elm, oak = both
    for hall in both:
        hall.verify(BOXES)
    late(oak)
    elm.desk.do(COUNT_STREAM, of_another(elm, box="b9"))
    refused = refusal(lambda: oak.withdraw_box("b9"))
    assert told(refused) == [("A105", "box", "b9", "papers-counted", {"papers": 2})]


def test_a_session_that_was_keyed_of_a_box_registered_in_error_goes_with_it(
    verified: Hall,
) -> None:
    late(verified)
    verified.do(session(verified, 1, "b9", 50, 50))
    verified.withdraw_box("b9")
    verified.do(session(verified, 1, "a2", 50, 50))
    verified.do(session(verified, 1, "b2", 20, 20))
    assert postal_differences(verified.contest) == []


def test_a_session_of_a_box_that_is_no_postal_box_counts_no_covers(verified: Hall) -> None:
    late(verified)
    verified.do(session(verified, 1, "b9", 50, 50))
    verified.do(session(verified, 1, "a2", 50, 50))
    verified.do(session(verified, 1, "b2", 20, 20))
    verified.put_right(boxes=(replace(LATE, kind="polling"),))
    assert postal_differences(verified.contest) == []
    (sql,) = verified.desk.ledger._connection.execute("SELECT sum(covers) FROM postal_sessions")
    assert sql == (70,)


# ---- an explanation that leans on another box


@pytest.mark.parametrize("change", [{"place": "Church"}, {"kind": "postal"}])
def test_what_makes_up_for_a_variance_does_so_no_longer_when_its_box_is_put_right(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    """The two were in one polling place by a slip of the set-up."""
    hall = a_hall(tmp_path, areas={"A": ("a1", "a2", "a3")})
    kinds = {"a1": "polling", "a2": "polling", "a3": "polling"}
    boxes = hall.contest.boxes
    school = tuple(replace(boxes[b].box, kind=kind, place="School") for b, kind in kinds.items())
    hall.put_right(boxes=school)
    hall.verify({"a1": 99, "a2": 101, "a3": 50}, {"a1": 100, "a2": 100})
    box = hall.contest.boxes["a1"]
    hall.do(
        acts.VarianceExplained(
            **hall.by(SUPERVISOR).contest,
            box="a1",
            of=box.variance_id,
            papers=box.papers,
            explanation="one paper was put into the other box",
            cause="compensating",
            other_box="a2",
            second=OfficerNumber(SECOND_SUPERVISOR),
        )
    )
    assert box.accurate
    hall.put_right(boxes=(replace(hall.contest.boxes["a2"].box, **change),))
    assert (box.explanation, box.other_box, box.accurate) == ("", "", False)
    assert hall.contest.boxes["a2"].made_up_for == set()
    reopened_alike(hall)
    hall.desk.close()


# ---- a contest that is given up


def test_papers_of_a_contest_that_was_given_up_leave_the_box_they_were_found_in(
    both: tuple[Hall, Hall],
) -> None:
    elm, oak = both
    for hall in both:
        hall.verify(BOXES)
    abandon(oak)
    elm.desk.move_between(of_another(elm))
    assert elm.contest.boxes["a1"].papers == 98
    assert oak.contest.boxes["a1"].papers == 100
    assert not [each for each in elm.standing() if each.code == "E317"]
    reopened_alike(elm)


def test_a_box_of_two_contests_is_seen_empty_though_one_of_them_was_given_up(
    both: tuple[Hall, Hall],
) -> None:
    elm, oak = both
    elm.verify(BOXES)
    shared = Container(
        id="k1",
        name="Box of the school",
        kind="ballot-box",
        holds=(Part(ELM, "a1"), Part(OAK, "a1")),
    )
    register(elm, shared)
    assert [part.contest for part in counted_parts(elm.desk.count, "k1")] == [ELM]
    abandon(oak)
    elm.see("arrived", "k1")
    elm.see("empty", "k1")
    assert not [f for f in not_empty(elm.contest) if f.place.name == "k1"]
    reopened_alike(elm)


def test_a_box_that_was_withdrawn_holds_no_part_of_a_box_of_two_contests(
    both: tuple[Hall, Hall],
) -> None:
    elm, oak = both
    elm.verify(BOXES)
    late(oak)
    shared = Container(
        id="k1",
        name="Box of the school",
        kind="ballot-box",
        holds=(Part(ELM, "a1"), Part(OAK, "b9")),
    )
    register(elm, shared)
    oak.withdraw_box("b9")
    elm.see("arrived", "k1")
    assert not [f for f in not_arrived(elm.contest) if f.place.name == "k1"]
    elm.see("empty", "k1")
    assert not [f for f in not_empty(elm.contest) if f.place.name == "k1"]


def test_a_contest_given_up_does_not_hold_the_polling_day_where_it_was(tmp_path: Path) -> None:
    """It was set up by the rules of another day, and that was the error."""
    hall = a_hall(tmp_path)
    rules = replace(WARD_RULES.for_seats(1), holds_until=date(2024, 7, 4))
    fields = contest_fields(contest=OAK, name="Oak", rules=rules)
    hall.desk.do(OAK, acts.ContestSetUp(**hall.by(RETURNING_OFFICER).fixed, **fields))
    right = {"polling_day": date(2024, 7, 5)}
    assert told(hall.refused(of_count(hall, **right))) == [("A110", "contest", "Oak", "rules", {})]
    abandon(Hall(hall.desk, OAK))
    hall.do(of_count(hall, **right))
    reopened_alike(hall)
    hall.desk.close()


def test_nothing_is_told_of_papers_while_the_count_stands_still(both: tuple[Hall, Hall]) -> None:
    """Neither contest could follow, and would be missed by name until somebody saw it."""
    elm, _ = both
    for hall in both:
        hall.verify(BOXES)
    elm.do(
        acts.CountAdjourned(
            **elm.by(RETURNING_OFFICER).count,
            why="adjourned",
            since=elm.desk.clock(),
            seals=(Sealed(what="all boxes", seal="0815"),),
            reason="until the morning",
            second=OfficerNumber(DEPUTY),
        )
    )
    before = elm.desk.count.count.seq
    refused = refusal(partial(elm.desk.move_between, of_another(elm)))
    assert told(refused) == [("A123", "count", "count", "adjourned", {})]
    assert elm.desk.count.count.seq == before


# ---- re-counts


def test_of_two_recounts_given_up_each_is_kept_and_the_first_round_is_no_earlier_one(
    counted: Hall,
) -> None:
    counted.recount("A")
    counted.issue("A", 11)
    counted.agree(11, sheet((70, 50, 20), sent=6))
    counted.recount("A")
    counted.abandon_recount()
    counted.abandon_recount()
    area = counted.area("A")
    assert [(each.round, each.abandoned) for each in area.earlier] == [(3, True), (2, True)]
    assert area.round == 1
    reopened_alike(counted)


def test_a_recount_given_up_after_one_of_another_area_leaves_no_line_of_its_area(
    counted: Hall,
) -> None:
    counted.recount("B")
    counted.recount("A")
    counted.abandon_recount()
    assert [(each.round, each.abandoned) for each in counted.area("A").earlier] == [(3, True)]
    reopened_alike(counted)


def test_a_recount_on_a_request_goes_on_without_an_area_that_was_taken_out(
    counted: Hall,
) -> None:
    """What a contest no longer has cannot be counted again, and the file can be read again."""
    counted.put_right(
        areas=(Area(id="C", name="Area C"),),
        boxes=(replace(counted.contest.boxes["a2"].box, area="C", kind="polling"),),
    )
    counted.state_verification()
    while open_now := counted.standing():
        for each in open_now:
            counted.pass_over(each)
    counted.provisional()
    counted.request(2, "recount", "B", "C")
    counted.answer("granted")
    counted.put_right(boxes=(replace(counted.contest.boxes["a2"].box, area="A"),), areas_out=("C",))
    request = counted.contest.requests[-1]
    counted.do(
        acts.RecountBegun(
            **counted.by(RETURNING_OFFICER).contest,
            round=2,
            areas=("B",),
            reason="asked for",
            request=request.id,
        )
    )
    assert request.followed
    reopened_alike(counted)


# ---- a provisional result over nothing


def test_a_provisional_result_falls_when_another_candidate_is_on_the_ballot_paper(
    hall: Hall,
) -> None:
    hall.verify(BOXES)
    hall.state_verification()
    while open_now := hall.standing():
        for each in open_now:
            hall.pass_over(each)
    hall.provisional()
    known = hall.contest.set_up.candidates
    hall.put_right(
        candidates=(*known, Candidate(surname="Dogwood", other_names="Al", description=""))
    )
    assert hall.contest.provisional is None
    reopened_alike(hall)
