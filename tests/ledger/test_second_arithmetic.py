"""The totals in SQL, straight from the stored acts,
against figures added by hand and the program's.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.containers import containers
from tallyapp.domain.vocabulary.on_paper import Bundles, ResultFigures, SheetFigures
from tallyapp.domain.vocabulary.units import Papers, SheetNumber
from tallyapp.ledger.published import totals_of
from tests.domain.second_arithmetic import asked_in_sql
from tests.halls import (
    CLERK,
    OTHER_CLERK,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    THIRD_CLERK,
    Hall,
    a_hall,
    a_ward,
    form,
    sheet,
    slate,
    slip,
    ward_form,
    ward_sheet,
)

TWO: Mapping[str, Any] = {"reason": "misread", "second": SECOND_SUPERVISOR}


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Hall]:
    """A ward of two seats and four candidates,
    bundles of 25, in which slates (1, 2) and (3) were met.
    """
    hall = a_ward(tmp_path)
    hall.name_slate(1, 2)
    hall.name_slate(3)
    hall.issue("A", 1, 6)
    hall.issue("B", 11, 13)
    yield hall
    hall.desk.close()


def summed(hall: Hall) -> tuple[Sequence[int], Sequence[int], int, int, int]:
    """By SQL: votes, rejected papers by head, valid papers,
    unused and uncertain votes; as by the program.
    """
    found = hall.desk.ledger.totals(hall.stream)
    assert found == hall.figures
    return found.votes, found.rejected, found.valid, found.unused, found.uncertain


def read(hall: Hall, query: str) -> list[tuple[Any, ...]]:
    """What a person with any SQLite tool reads from the views."""
    return asked_in_sql(hall.desk.ledger, query, hall.stream)


# ---- several seats


def test_mixed_papers_and_blocks_of_slates(ward: Hall) -> None:
    ward.agree(1, ward_sheet((10, 9, 8, 7), 20, uncertain=1, blocks={(1, 2): 60, (3,): 30}, sent=2))
    # 1 and 2 have 60 more each, 3 has 30; every paper of 3 alone leaves a vote unused, as 5 mixed
    # ones do.
    assert summed(ward) == ((70, 69, 38, 7), (0,) * 5, 110, 35, 1)


def test_a_form_brings_votes_and_papers_rejected_in_part_stay(ward: Hall) -> None:
    ward.agree_form(1, "A", ward_form((5, 3, 0, 1), 6, (0, 2, 0, 4, 3), uncertain=3))
    assert summed(ward) == ((5, 3, 0, 1), (0, 2, 0, 4, 3), 6, 0, 3)


def test_a_slip_of_a_slate_is_all_its_papers(ward: Hall) -> None:
    ward.issue("A", 21, 22, "slip")
    ward.agree(21, slip((3,), 80))
    ward.agree(22, slip((1, 2), 7))
    assert summed(ward) == ((7, 7, 80, 0), (0,) * 5, 87, 80, 0)
    assert read(ward, "SELECT number, area, form FROM papers WHERE form = 'slip'") == [
        (21, "A", "slip"),
        (22, "A", "slip"),
    ]


def test_a_slate_on_one_keying_alone_differs_until_it_is_keyed_again(ward: Hall) -> None:
    ward.key(1, ward_sheet(blocks={(1, 2): 50}, mixed=0, sent=0))
    ward.key(1, ward_sheet(blocks={(3,): 50}, mixed=0, sent=0), by=OTHER_CLERK)
    assert summed(ward)[2] == 0
    fields = ward.fields(ward_sheet(blocks={(3,): 50}), "s1+2.full", "s3.full")
    ward.do(
        acts.SheetDifferenceKeyed(
            **ward.by(THIRD_CLERK).contest,
            sheet=SheetNumber(1),
            of=ward.of_sheet(1).keyings,
            fields=fields,
        )
    )
    # Nobody but the first found 1 and 2 on it: the second officer keyed none of it.
    assert summed(ward) == ((0, 0, 50, 0), (0,) * 5, 50, 50, 0)


def test_a_slate_can_be_corrected_onto_a_sheet_on_which_nobody_keyed_it(ward: Hall) -> None:
    ward.agree(1, ward_sheet((5, 5, 5, 5), 10, blocks={(1, 2): 26}))
    ward.name_slate(4)
    ward.correct(1, ("s1+2.part", 0), ("s4.part", 1))
    assert summed(ward) == ((30, 30, 5, 6), (0,) * 5, 36, 1, 0)
    ward.correct(1, ("s4.part", 0), ("s1+2.part", 1))
    assert summed(ward) == ((31, 31, 5, 5), (0,) * 5, 36, 0, 0)


def test_votes_by_area_add_to_those_of_the_contest(ward: Hall) -> None:
    ward.agree(1, ward_sheet((3, 1, 0, 0), 3, blocks={(1, 2): 10}))
    ward.agree(11, ward_sheet((0, 0, 4, 4), 4))
    by_area = read(ward, "SELECT area, number, votes FROM area_votes WHERE votes ORDER BY 1, 2")
    assert by_area == [("A", 1, 13), ("A", 2, 11), ("B", 3, 4), ("B", 4, 4)]
    assert read(ward, "SELECT votes FROM candidate_votes ORDER BY number") == [
        (13,),
        (11,),
        (4,),
        (4,),
    ]
    slates = "SELECT slate, group_concat(number) FROM slate_candidates GROUP BY slate"
    assert read(ward, slates) == [("1+2", "1,2"), ("3", "3")]


# ---- rounds


def test_a_recount_of_an_area_leaves_out_its_sheets_and_keeps_its_forms(ward: Hall) -> None:
    ward.agree(1, ward_sheet((3, 3, 3, 3), 6))
    ward.key(2, ward_sheet((1, 1, 0, 0), 1))
    ward.agree(11, ward_sheet((0, 0, 4, 4), 4))
    ward.agree_form(1, "A", ward_form((2, 0, 0, 0), 2, (1,)))
    ward.recount("A")
    assert summed(ward) == ((2, 0, 4, 4), (1, 0, 0, 0, 0), 6, 2, 0)
    ward.issue("A", 31)
    ward.agree(31, ward_sheet((4, 3, 3, 2), 6))
    assert summed(ward) == ((6, 3, 7, 6), (1, 0, 0, 0, 0), 12, 2, 0)
    ward.recount("A", "B", revisited=True)
    assert summed(ward) == ((0,) * 4, (0,) * 5, 0, 0, 0)
    ward.agree_form(2, "A", ward_form((0, 2, 0, 0), 2, (1,)))
    assert summed(ward) == ((0, 2, 0, 0), (1, 0, 0, 0, 0), 2, 2, 0)
    assert read(ward, "SELECT round, areas, revisited FROM rounds") == [
        (2, '["A"]', 0),
        (3, '["A","B"]', 1),
    ]


# ---- one seat


@pytest.mark.parametrize("written", ["bundles", "total", "both"])
def test_however_a_line_is_written_it_is_the_same_papers(tmp_path: Path, written: str) -> None:
    hall = a_hall(tmp_path, written=written)
    hall.issue("A", 1)
    hall.issue("A", 2, form="slip")

    def lines(*papers: int) -> dict[str, Any]:
        bundles = tuple(Bundles(n // 25, Papers(n % 25)) for n in papers)
        totals = tuple(map(Papers, papers))
        return {
            "lines": () if written == "total" else bundles,
            "totals": () if written == "bundles" else totals,
        }

    hall.agree(1, SheetFigures(papers=Papers(98), sent=Papers(3), **lines(60, 30, 5)))
    hall.agree(2, SheetFigures(papers=Papers(77), sent=None, slip=slate(2), **lines(77)))
    hall.agree_form(1, "A", form((1, 0, 1), (0, 1)))
    assert summed(hall) == ((61, 107, 6), (0, 1, 0, 0), 174, 0, 0)
    hall.correct(2, ("slip", slate(3)))
    assert summed(hall) == ((61, 30, 83), (0, 1, 0, 0), 174, 0, 0)
    hall.desk.close()


def test_in_a_small_count_every_look_is_its_own(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, small_count=True)
    hall.issue("A", 1)
    hall.key(1, sheet((10, 5, 0)))
    hall.key(1, sheet((5, 10, 0)))
    assert summed(hall)[2] == 0
    for _ in range(2):
        fields = hall.fields(sheet((9, 6, 0)), "1.part", "2.part")
        hall.do(
            acts.SheetDifferenceKeyed(
                **hall.by(CLERK).contest,
                sheet=SheetNumber(1),
                of=hall.of_sheet(1).keyings,
                fields=fields,
            )
        )
    assert summed(hall) == ((9, 6, 0), (0,) * 4, 15, 0, 0)
    hall.do(
        acts.SheetWithdrawn(
            **hall.by(SUPERVISOR).contest, sheet=SheetNumber(1), of=hall.of_sheet(1).made, **TWO
        )
    )
    assert summed(hall)[2] == 0
    hall.desk.close()


def test_without_small_count_one_officer_never_agrees_with_themselves(tmp_path: Path) -> None:
    """Straight from acts that no rule let in: the views do not
    count what one officer keyed twice.
    """
    hall = a_hall(tmp_path)
    hall.issue("A", 1)
    hall.key(1, sheet((10, 5, 0)))
    lines = hall.desk.ledger.lines(hall.stream)
    again = lines + lines.splitlines(keepends=True)[-1]
    nothing = ResultFigures(
        votes=hall.figures.votes,
        rejected=hall.figures.rejected,
        valid=Papers(0),
        verified=Papers(0),
    )
    assert totals_of({hall.stream: again}) == nothing
    hall.desk.close()


def test_the_views_tell_of_containers_and_postal_sessions_as_the_program_does(
    tmp_path: Path,
) -> None:
    hall = a_hall(tmp_path)
    hall.see("opened", "elm-valley/a1")
    hall.see("empty", "elm-valley/a1", reason="nothing was in it")
    by = hall.by(CLERK).contest
    opened = acts.PostalSessionKeyed(
        **by, session=1, box="a2", covers=52, papers=Papers(50), of="", rejected=Papers(1)
    )
    first = hall.do(opened).act.id
    hall.do(replace(opened, of=first, rejected=Papers(2), reason="misread"))
    sql = hall.desk.ledger._connection.execute
    seen = sql(
        "SELECT container, max(seq) FROM container_sightings "
        "WHERE stream = 'count' AND how = 'empty' GROUP BY container ORDER BY container",
    ).fetchall()
    now = {each.name: each.empty.seq for each in containers(hall.contest) if each.empty}
    assert dict(seen) == now
    assert len(now) == 4
    told = sql("SELECT session, box, covers, rejected, papers FROM postal_sessions").fetchall()
    (kept,) = hall.contest.postal.sessions.values()
    assert told == [(kept.number, kept.box, kept.covers, kept.rejected, kept.papers)]
    hall.desk.close()
