"""Whatever is wrong with a sheet is said at once: a table that mends one fault alone sends the
sheet in again.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tallyapp.domain.rules.forms import FormKind
from tallyapp.domain.rules.paper import PaperKind
from tallyapp.domain.rules.paper_fields import Row
from tallyapp.domain.rules.sheets import OneSeat, SeveralSeats
from tallyapp.domain.vocabulary.on_paper import Bundles, SheetFigures
from tallyapp.domain.vocabulary.units import Papers, Votes
from tests.halls import Hall, a_ward, refusal, sheet, slip, told, ward_sheet
from tests.halls import slate as slate_of


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Hall]:
    """A ward of two seats and four candidates, with sheets 1 and 2 in area A, slip 5, slate 1+2."""
    hall = a_ward(tmp_path)
    hall.issue("A", 1, 2)
    hall.issue("A", 5, form="slip")
    hall.name_slate(1, 2)
    yield hall
    hall.desk.close()


def faults(hall: Hall, written: SheetFigures, number: int = 1) -> list[tuple[str, str]]:
    found = told(refusal(lambda: hall.key(number, written)))
    return [(each[0], each[3]) for each in found]


def test_papers_and_votes_that_both_fail_are_said_together(ward: Hall) -> None:
    written = ward_sheet((40, 12, 3, 2), 20, 0, blocks={(1, 2): 60}, papers=81)
    assert faults(ward, written) == [
        ("E101", ""),
        ("E103", "1.votes"),
        ("E103", "votes"),
    ]


def test_a_part_bundle_too_large_does_not_hide_that_the_lines_do_not_add(ward: Hall) -> None:
    written = ward_sheet((5, 5, 5, 5), 10, 0, papers=99)
    block = (slate_of(1, 2), 1, Papers(30))
    written = replace(written, blocks=(type(ward_sheet(blocks={(1, 2): 1}).blocks[0])(*block),))
    assert faults(ward, written) == [("E102", "s1+2.part"), ("E101", "")]


def test_a_slip_of_nobody_that_does_not_add_says_both(ward: Hall) -> None:
    assert faults(ward, slip((3, 4), 30, written=31), 5) == [("A104", "slip"), ("E101", "")]


def test_beside_a_blank_a_sum_is_said_only_if_nothing_could_mend_it(verified: Hall) -> None:
    """Lines that are still too few may be what is not written yet; too many are so already."""
    few = replace(sheet((60, 30, 8), papers=120), sent=None)
    assert faults(verified, few) == [("E105", "sent")]
    many = replace(sheet((60, 30, 8), papers=90), sent=None)
    assert faults(verified, many) == [("E105", "sent"), ("E101", "")]


def test_a_vote_that_is_not_written_hides_no_sum_of_papers(ward: Hall) -> None:
    written = ward_sheet((5, 5, 0, 0), 10, 10, papers=99)
    assert written.mixed
    mixed = replace(written.mixed, votes=(Votes(5), Votes(5), None, Votes(0)))
    assert faults(ward, replace(written, mixed=mixed)) == [("E105", "3.votes"), ("E101", "")]


def test_where_the_papers_are_blank_no_sum_is_said(verified: Hall) -> None:
    written = replace(sheet((60, 30, 8), sent=2), papers=None)
    assert faults(verified, written) == [("E105", "papers")]


def test_every_blank_is_said(verified: Hall) -> None:
    lines = (Bundles(2, Papers(10)), Bundles(None, None), Bundles(0, Papers(8)))
    written = replace(sheet((60, 0, 8), sent=2, papers=70), lines=lines)
    assert faults(verified, written) == [("E105", "2.full"), ("E105", "2.part")]


@given(st.data())
def test_a_fault_that_is_said_beside_blanks_stands_whatever_is_written_there(
    data: st.DataObject,
) -> None:
    kinds: tuple[PaperKind, ...] = (
        OneSeat(3, 25, "both"),
        OneSeat(2, 10),
        SeveralSeats(3, 25, "bundles", 2, (slate_of(1, 2),)),
        FormKind(3, (False, True), 2),
        FormKind(2, (False,)),
    )
    kind = data.draw(st.sampled_from(kinds))
    small = st.integers(0, 60)
    row = data.draw(
        st.lists(st.none() | small, min_size=len(kind.fields), max_size=len(kind.fields))
    )
    said = {(f.code, f.place.field) for f in kind.faults(1, row) if f.code != "E105"}
    whole: Row = [data.draw(small) if value is None else value for value in row]
    after = {(f.code, f.place.field) for f in kind.faults(1, whole)}
    assert said <= after
    assert said == after or None in row
