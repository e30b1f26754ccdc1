"""'The rest are nought' is an act of its own: what one key made 0 is said beside the figures."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, SheetNumber
from tests.halls import (
    CLERK,
    OTHER_CLERK,
    Hall,
    a_verified_hall,
    a_ward,
    another_desk,
    sheet,
    slip,
    told,
    ward_sheet,
)

WRITTEN = sheet((98, 0, 0), sent=2)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    made = a_verified_hall(tmp_path)
    yield made
    made.desk.close()


def keyed(
    hall: Hall, written: SheetFigures, noughts: Sequence[int], by: int = CLERK, number: int = 1
) -> acts.SheetKeyed:
    return acts.SheetKeyed(
        **hall.by(by).contest,
        sheet=SheetNumber(number),
        of=hall.of_sheet(number).opened,
        figures=written,
        noughts=tuple(map(CandidateNumber, noughts)),
    )


def test_two_keyings_agree_whether_or_not_one_key_made_the_noughts(hall: Hall) -> None:
    hall.do(keyed(hall, WRITTEN, (2, 3)))
    hall.do(keyed(hall, WRITTEN, (), by=OTHER_CLERK))
    assert hall.sheet(1).life is Life.AGREED
    assert hall.area("A").votes == [98, 0, 0]


def test_it_is_kept_in_the_act_and_an_act_without_it_is_written_as_ever(hall: Hall) -> None:
    hall.do(keyed(hall, WRITTEN, (2, 3)))
    hall.do(keyed(hall, WRITTEN, (), by=OTHER_CLERK))
    (_, first), (_, second) = hall.desk.ledger.read_from(hall.stream)[-2:]
    assert b'"noughts":[2,3]' in acts.encode(first)
    assert b"noughts" not in acts.encode(second)
    assert another_desk(hall).sheet(1).values == hall.sheet(1).values


@pytest.mark.parametrize("noughts", [(1,), (3, 2), (2, 2), (4,)])
def test_what_is_no_nought_or_no_candidate_of_the_sheet_is_refused(
    hall: Hall, noughts: tuple[int, ...]
) -> None:
    assert told(hall.refused(keyed(hall, WRITTEN, noughts))) == [
        ("A104", "sheet", "1", "noughts", {})
    ]


def test_a_blank_stays_a_blank(hall: Hall) -> None:
    blank = replace(WRITTEN, sent=None)
    assert told(hall.refused(keyed(hall, blank, (2, 3)))) == [("E105", "sheet", "1", "sent", {})]


def test_of_mixed_papers_the_candidates_may_have_nought_and_a_slip_has_none(
    tmp_path: Path,
) -> None:
    ward = a_ward(tmp_path)
    ward.issue("A", 1)
    ward.issue("A", 5, form="slip")
    ward.name_slate(1, 2)
    ward.do(keyed(ward, ward_sheet((3, 1, 0, 0), mixed=5), (3, 4)))
    empty = replace(slip((1, 2), 0), papers=Papers(0))
    assert told(ward.refused(keyed(ward, empty, (1,), number=5))) == [
        ("A104", "sheet", "5", "noughts", {})
    ]
    ward.desk.close()
