"""In whatever order a set-up is put right, boxes are counted and moved, sheets keyed and re-counts
begun and given up: SQL and the program come to the same figures, the areas' papers to those of
their boxes, and whoever reads the file again to the same count.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.moves import changed_last
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox, Candidate
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, SheetNumber
from tests.domain.rules.test_putting_right import of_count, reopened_alike
from tests.halls import (
    CLERK,
    OTHER_CLERK,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    WARD_CANDIDATES,
    Hall,
    a_ward,
    ward_form,
    ward_sheet,
)

Draw = Any
AREAS = ("A", "B", "C")
BOXES = ("a1", "a2", "b1", "b2", "c1", "c2", "c3", "c4")
TWO: Mapping[str, Any] = {"reason": "seen", "second": OfficerNumber(SECOND_SUPERVISOR)}
few = st.integers(0, 3)


def _area(draw: Draw) -> str:
    return str(draw(st.sampled_from(AREAS)))


def _box(draw: Draw) -> str:
    return str(draw(st.sampled_from(BOXES)))


def _some_box(draw: Draw) -> BallotBox:
    kind = draw(st.sampled_from(["polling", "postal"]))
    return BallotBox(id=_box(draw), name=f"Box {draw(few)}", kind=kind, area=_area(draw))


def count_box(draw: Draw, hall: Hall) -> None:
    box = _box(draw)
    with suppress(Refusal):
        hall.do(hall.account(box, draw(few), reason="again"))
    hall.do(hall.count_of(box, draw(few)))


def add_box(draw: Draw, hall: Hall) -> None:
    hall.do(acts.BoxAdded(**hall.by(SUPERVISOR).contest, box=_some_box(draw), reason="late"))


def move_papers(draw: Draw, hall: Hall) -> None:
    """Between two boxes, or a bundle between two areas."""
    between = draw(st.sampled_from(["area", "box"]))
    names = sorted(hall.contest.boxes if between == "box" else hall.contest.areas)
    left = draw(st.sampled_from(names))
    reached = draw(st.sampled_from(names))
    left_last = changed_last(hall.contest, between, left)
    reached_last = changed_last(hall.contest, between, reached)
    hall.do(
        acts.PapersMoved(
            **hall.by(SUPERVISOR).contest,
            between=between,
            left=left,
            reached=reached,
            papers=Papers(draw(few)),
            of=(left_last, reached_last),
            **TWO,
        )
    )


def withdraw_box(draw: Draw, hall: Hall) -> None:
    hall.withdraw_box(_box(draw))


def move_boxes(draw: Draw, hall: Hall) -> None:
    """Boxes to other areas; an area may be new, and another be empty then."""
    there = draw(st.sets(st.sampled_from(sorted(hall.contest.boxes)), min_size=1))
    to = _area(draw)
    moved = tuple(replace(hall.contest.boxes[box].box, area=to) for box in sorted(there))
    new = () if to in hall.contest.areas else (Area(id=to, name=f"Area {to}"),)
    left = {box.box.area for box in hall.contest.boxes.values() if box.box.id not in there} | {to}
    out = tuple(a for a in hall.contest.areas if a not in left) if draw(few) else ()
    hall.put_right(boxes=moved, areas=new, areas_out=out)


def put_names_right(draw: Draw, hall: Hall) -> None:
    known = hall.contest.set_up.candidates
    order = draw(st.permutations(known)) if draw(few) == 0 else list(known)
    spelt = draw(st.integers(0, len(order) - 1))
    order[spelt] = replace(order[spelt], other_names=f"Alex {draw(few)}")
    if draw(few) == 0:
        order.append(Candidate(surname="Elder", other_names="Al", description=""))
    hall.put_right(candidates=tuple(order))


def put_figures_right(draw: Draw, hall: Hall) -> None:
    said: dict[str, Any] = {
        "electorate": draw(st.sampled_from([None, 900, 1_100])),
        "seats": draw(st.integers(2, 3)),
        "bundle": draw(st.sampled_from([25, 50])),
        "name": draw(st.sampled_from(["Ash Ward", "Ashe Ward"])),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(said)), min_size=1))
    hall.put_right(**{name: said[name] for name in chosen})


def put_count_right(draw: Draw, hall: Hall) -> None:
    hall.do(of_count(hall, authority=draw(st.sampled_from(["Elm", "Ash"]))))


def confirm(_: Draw, hall: Hall) -> None:
    hall.do(hall.names_confirmed())


def hand_out(draw: Draw, hall: Hall) -> None:
    first = max(hall.contest.sheets, default=0) + 1
    hall.issue(_area(draw), first, first + draw(few))


def withdraw_sheets(draw: Draw, hall: Hall) -> None:
    first = draw(st.integers(1, max(hall.contest.sheets, default=1)))
    hall.do(
        acts.SheetsWithdrawn(
            **hall.by(SUPERVISOR).contest,
            first=SheetNumber(first),
            last=SheetNumber(first + draw(few)),
            **TWO,
        )
    )


def key_sheet(draw: Draw, hall: Hall) -> None:
    seats = hall.contest.set_up.seats
    bundle = hall.contest.set_up.bundle
    lines = len(hall.contest.set_up.candidates)
    papers = draw(st.integers(0, 4))
    votes: list[int] = []
    for _ in range(lines):
        votes.append(draw(st.integers(0, min(papers, seats * papers - sum(votes)))))
    blocks = {slate: draw(st.integers(0, 60)) for slate in hall.contest.slates}
    written = ward_sheet(votes, papers, seats=seats, bundle=bundle, blocks=blocks)
    waiting = [sheet.number for sheet in hall.contest.sheets.values() if sheet.life == "issued"]
    number = draw(st.sampled_from(waiting or [1]))
    hall.key(number, written, by=CLERK)
    if draw(few):
        hall.key(number, written, by=OTHER_CLERK)


def key_form(draw: Draw, hall: Hall) -> None:
    seats = hall.contest.set_up.seats
    good = draw(few)
    lines = len(hall.contest.set_up.candidates)
    allowed = [good, *[0] * (lines - 1)]
    signed = ward_form(allowed, good, (draw(few),), seats=seats)
    hall.agree_form(draw(st.integers(1, 4)), _area(draw), signed)


def name_slate(_: Draw, hall: Hall) -> None:
    hall.name_slate(1, 2)


def recount(draw: Draw, hall: Hall) -> None:
    areas = hall.contest.areas.values()
    counted = [a.area.id for a in areas if any(sheet.live for sheet in a.sheets)]
    chosen = draw(st.sets(st.sampled_from(counted or ["A"]), min_size=1))
    hall.recount(*sorted(chosen), revisited=draw(st.booleans()))


def abandon_recount(_: Draw, hall: Hall) -> None:
    hall.abandon_recount()


STEPS: tuple[Callable[[Draw, Hall], None], ...] = (
    count_box,
    count_box,
    add_box,
    withdraw_box,
    move_boxes,
    move_papers,
    put_names_right,
    put_figures_right,
    put_count_right,
    confirm,
    hand_out,
    withdraw_sheets,
    key_sheet,
    key_sheet,
    key_sheet,
    key_form,
    name_slate,
    recount,
    abandon_recount,
    abandon_recount,
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_in_any_order_both_arithmetics_and_the_file_agree(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        hall = a_ward(Path(folder), candidates=WARD_CANDIDATES)
        hall.desk.ledger._connection.execute("PRAGMA synchronous=OFF")
        hall.issue("A", 1, 4)
        hall.issue("B", 5, 8)
        for step in data.draw(st.lists(st.sampled_from(STEPS), min_size=8, max_size=40)):
            with suppress(Refusal):
                step(data.draw, hall)
        assert hall.desk.ledger.totals(hall.stream) == hall.figures
        for area in hall.contest.areas.values():
            moved = sum(move.papers for move in area.moves)
            assert area.verified == sum(box.papers for box in area.boxes) + moved
            assert all(box.box.area == area.area.id for box in area.boxes)
        reopened_alike(hall)
        hall.desk.close()
