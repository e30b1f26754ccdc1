"""A ward of several seats: slates, mixed papers,
votes not used, and papers that are rejected in part.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.vocabulary.on_paper import Block
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, SheetNumber
from tests.halls import (
    CLERK,
    OTHER_CLERK,
    THIRD_CLERK,
    Hall,
    Told,
    a_ward,
    refusal,
    slate,
    slip,
    told,
    ward_form,
    ward_sheet,
)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Hall]:
    """Two seats, four candidates; 100 papers in area A, 60 in B; sheets 1 and 2 of A, 3 of B."""
    hall = a_ward(tmp_path)
    hall.verify({"a1": 70, "a2": 30, "b1": 50, "b2": 10})
    hall.state_verification()
    hall.issue("A", 1, 2)
    hall.issue("B", 3)
    yield hall
    hall.desk.close()


def counted(hall: Hall) -> None:
    """Every paper of the ward counted: two slates, mixed papers, and
    three doubtful ones in area A.
    """
    hall.name_slate(1, 2)
    hall.name_slate(3)
    hall.agree(1, ward_sheet((9, 6, 12, 5), mixed=20, blocks={(1, 2): 40, (3,): 10}))
    hall.agree(2, ward_sheet((10, 11, 14, 15), mixed=27, uncertain=1, sent=3))
    hall.agree_form(1, "A", ward_form((1, 0, 1, 0), good=2, rejected=(0, 0, 0, 1, 1), uncertain=1))
    hall.agree(3, ward_sheet((20, 21, 22, 23), mixed=50, blocks={(1, 2): 10}))


def test_each_paper_is_counted_once_and_each_vote_to_whom_it_was_given(ward: Hall) -> None:
    counted(ward)
    now, area = ward.figures, ward.area("A")
    assert now.votes == (
        9 + 10 + 1 + 20 + 50,
        6 + 11 + 0 + 21 + 50,
        12 + 14 + 1 + 22 + 10,
        5 + 15 + 0 + 23,
    )
    assert (now.valid, now.verified) == (159, 160)
    assert now.rejected == (0, 0, 0, 1, 1)
    assert now.uncertain == 2
    # domain.md, 5: every vote that could be cast is somewhere.
    assert sum(now.votes) + now.unused + now.uncertain + 2 * 1 == 2 * now.verified
    assert (area.bundled, area.sent, area.adjudicated) == (97, 3, 3)
    assert ward.standing() == []


def test_the_two_highest_are_elected(ward: Hall) -> None:
    counted(ward)
    ward.finish()
    assert ward.elected == (1, 2)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ((2, 1), ("E104", "slate", "2+1", "order", {})),
        ((1, 2, 3), ("E104", "slate", "1+2+3", "candidates", {"named": 3, "seats": 2})),
        ((), ("E104", "slate", "", "nobody", {"named": 0, "seats": 2})),
        ((2, 2), ("E104", "slate", "2+2", "twice", {"named": 2, "different": 1})),
        ((2, 5), ("A104", "candidate", "5", "slate", {})),
    ],
)
def test_a_slate_names_candidates_of_the_ballot_paper_and_no_more_than_there_are_seats(
    ward: Hall, named: tuple[int, ...], expected: object
) -> None:
    act = acts.SlateNamed(**ward.by(CLERK).contest, candidates=tuple(map(CandidateNumber, named)))
    assert told(refusal(lambda: ward.do(act))) == [expected]
    assert ward.contest.slates == []


def test_a_slate_is_remembered_once_in_whatever_order_its_names_are_keyed(ward: Hall) -> None:
    ward.name_slate(2, 1)
    assert told(refusal(lambda: ward.name_slate(1, 2))) == [("A108", "slate", "1+2", "", {})]
    assert ward.contest.slates == [(1, 2)]


def test_nobody_has_more_votes_than_there_are_papers(ward: Hall) -> None:
    sheet = ward_sheet((21, 10, 5, 4), mixed=20)
    against = ("E103", "sheet", "1", "1.votes", {"votes": 21, "mixed": 20, "difference": 1})
    assert told(refusal(lambda: ward.key(1, sheet))) == [against]


def test_votes_that_are_nowhere_are_missed(ward: Hall) -> None:
    sheet = ward_sheet((9, 6, 12, 5), mixed=20, unused=7)
    numbers = {"votes": 32, "unused": 7, "uncertain": 0, "lines": 39}
    numbers |= {"seats": 2, "mixed": 20, "expected": 40, "difference": -1}
    assert told(refusal(lambda: ward.key(1, sheet))) == [("E103", "sheet", "1", "votes", numbers)]


def test_papers_of_slates_and_mixed_papers_are_those_on_the_sheet(ward: Hall) -> None:
    ward.name_slate(1, 2)
    sheet = ward_sheet((9, 6, 12, 5), mixed=20, blocks={(1, 2): 40}, sent=2, papers=61)
    numbers = {"full": 1, "bundle": 25, "bundled": 25, "part": 15, "mixed": 20, "sent": 2}
    numbers |= {"lines": 62, "papers": 61, "difference": 1}
    assert told(refusal(lambda: ward.key(1, sheet))) == [("E101", "sheet", "1", "", numbers)]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((Block(slate(3), 1, Papers(0)),), ("A104", "sheet", "1", "s3.slate", {})),
        ((Block((), 1, Papers(0)),), ("A104", "sheet", "1", "s.slate", {})),
        (
            (Block(slate(1, 2)[::-1], 1, Papers(0)),),
            ("A104", "sheet", "1", "s2+1.slate", {}),
        ),
        (
            (Block(slate(1, 2), 1, Papers(0)), Block(slate(1, 2), 0, Papers(5))),
            ("A104", "sheet", "1", "s1+2.slate", {}),
        ),
        (
            (Block(slate(1, 2), 0, Papers(25)),),
            ("E102", "sheet", "1", "s1+2.part", {"value": 25, "bundle": 25}),
        ),
        ((Block(slate(1, 2), 1, None),), ("E105", "sheet", "1", "s1+2.part", {})),
        (
            (Block(slate(1, 2), 1, Papers(0), Papers(25)),),
            ("A111", "sheet", "1", "s1+2.slate", {"fields": 3, "expected": 2}),
        ),
    ],
)
def test_a_block_is_of_one_slate_that_is_known(ward: Hall, blocks: Any, expected: object) -> None:
    ward.name_slate(1, 2)
    sheet = replace(ward_sheet(mixed=0, papers=25), blocks=blocks)
    assert told(refusal(lambda: ward.key(1, sheet))) == [expected]


def test_a_slate_is_seen_by_two_before_its_papers_can_be_a_result(ward: Hall) -> None:
    """Whoever keys a sheet types a slate's number: were its
    names wrong, every sum would still agree.
    """
    counted(ward)
    ward.do(acts.SlateNamed(**ward.by(CLERK).contest, candidates=slate(2, 4)))
    assert ward.standing() == []  # no paper is counted for it
    ward.issue("A", 12, form="slip")
    ward.agree(12, slip((2, 4), 40))
    once = ("E302", "slate", "2+4", "once", {"papers": 40})
    assert once in told(ward.standing())

    def confirmed(by: int, *named: int) -> Told:
        act = acts.SlateConfirmed(**ward.by(by).contest, candidates=slate(*named))
        return told(refusal(lambda: ward.do(act)))

    assert confirmed(CLERK, 2, 4) == [("E201", "slate", "2+4", "", {"officer": CLERK})]
    assert confirmed(OTHER_CLERK, 2, 3) == [("A104", "slate", "2+3", "named", {})]
    assert confirmed(OTHER_CLERK, 2, 4) == []
    assert confirmed(THIRD_CLERK, 2, 4) == [("A112", "slate", "2+4", "confirmed", {})]
    assert once not in told(ward.standing())


def test_a_slate_named_later_is_on_no_sheet_keyed_before(ward: Hall) -> None:
    written = ward_sheet((9, 6, 12, 5), mixed=20)
    ward.key(1, written)
    ward.name_slate(1, 2)
    ward.key(1, written, by=OTHER_CLERK)
    assert ward.sheet(1).live
    assert ward.figures.votes == (9, 6, 12, 5)


def test_a_slate_on_one_keying_and_not_on_the_other_is_looked_at_again(ward: Hall) -> None:
    ward.name_slate(1, 2)
    ward.name_slate(3, 4)
    ward.key(1, ward_sheet(blocks={(1, 2): 30}))
    done = ward.key(1, ward_sheet(blocks={(3, 4): 30}), by=OTHER_CLERK)
    fields = sheet_kind(ward.contest).fields
    assert [fields[i] for i in ward.sheet(1).differing()] == [
        "s1+2.full",
        "s1+2.part",
        "s3+4.full",
        "s3+4.part",
    ]
    assert [flag.code for flag in done.flags] == ["E202"] * 4
    lines = ("s1+2.full", "s1+2.part", "s3+4.full", "s3+4.part")
    again = ward.fields(ward_sheet(blocks={(1, 2): 30}), *lines)
    ward.do(
        acts.SheetDifferenceKeyed(
            **ward.by(THIRD_CLERK).contest,
            sheet=SheetNumber(1),
            of=ward.of_sheet(1).keyings,
            fields=again,
        )
    )
    assert ward.figures.votes == (30, 30, 0, 0)


def test_a_slip_brings_the_papers_of_one_slate(ward: Hall) -> None:
    ward.name_slate(1)
    ward.issue("A", 11, form="slip")
    ward.agree(11, slip((1,), 40))
    now = ward.figures
    assert (now.votes, now.unused, now.valid) == ((40, 0, 0, 0), 40, 40)


def test_a_slip_is_somebodys(ward: Hall) -> None:
    ward.issue("A", 11, form="slip")
    assert told(refusal(lambda: ward.key(11, slip((1,), 40)))) == [
        ("A104", "sheet", "11", "slip", {})
    ]


def test_papers_rejected_in_part_stay_in_the_count(ward: Hall) -> None:
    ward.key_form(1, "A", ward_form((1, 2, 0, 1), good=3, rejected=(0, 1, 0, 0, 2), uncertain=2))
    ward.key_form(
        1,
        "A",
        ward_form((1, 2, 0, 1), good=3, rejected=(0, 1, 0, 0, 2), uncertain=2),
        by=OTHER_CLERK,
    )
    area = ward.area("A")
    assert (area.adjudicated, area.valid, area.rejected_papers) == (4, 3, 1)
    assert area.rejected == [0, 1, 0, 0, 2]


@pytest.mark.parametrize(("in_part", "uncertain"), [(4, 4), (2, 1), (2, 3), (0, 1)])
def test_each_paper_rejected_in_part_lost_a_vote_and_kept_one(
    ward: Hall, in_part: int, uncertain: int
) -> None:
    form = ward_form((1, 0, 0, 0), good=3, rejected=(0, 0, 0, 0, in_part), uncertain=uncertain)
    numbers = {"in_part": in_part, "good": 3, "uncertain": uncertain, "seats": 2}
    assert told(refusal(lambda: ward.key_form(1, "A", form))) == [
        ("E103", "form", "1", "in-part", numbers)
    ]


def test_fifteen_seats_and_forty_candidates_are_counted(tmp_path: Path) -> None:
    names = [f"Name {n}" for n in range(1, 41)]
    hall = a_ward(tmp_path, seats=15, candidates=names)
    hall.verify({"a1": 300, "a2": 0, "b1": 10, "b2": 0})
    hall.state_verification()
    hall.issue("A", 1)
    hall.issue("B", 2)
    hall.name_slate(*range(1, 16))
    hall.compare(*range(1, 16))
    votes = [n % 7 for n in range(40)]
    hall.agree(1, ward_sheet(votes, mixed=35, blocks={tuple(range(1, 16)): 265}, seats=15))
    hall.agree(2, ward_sheet([0] * 40, mixed=10, seats=15))
    hall.finish()
    assert hall.elected == tuple(range(1, 16))
    assert hall.figures.votes[:3] == (265, 266, 267)
    hall.desk.close()


def test_the_same_officer_keys_both_times_only_in_a_small_count(tmp_path: Path) -> None:
    hall = a_ward(tmp_path, small_count=True)
    hall.issue("A", 1)
    hall.key(1, ward_sheet((3, 1, 0, 0), mixed=5))
    assert not hall.sheet(1).live
    hall.key(1, ward_sheet((1, 3, 0, 0), mixed=5))
    hall.do(
        acts.SheetDifferenceKeyed(
            **hall.by(CLERK).contest,
            sheet=SheetNumber(1),
            of=hall.of_sheet(1).keyings,
            fields=hall.fields(ward_sheet((3, 1, 0, 0), mixed=5), "1.votes", "2.votes"),
        )
    )
    assert hall.figures.votes == (3, 1, 0, 0)
    assert hall.sheet(1).officers == ()
    hall.desk.close()
