"""Wards of several seats whose counts really went wrong:
stopped as they were keyed, then right and declared.

Figures that are said to be published are those of the reports named at each case;
how they fall over sheets, and every figure not named there, is invented.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tallyapp.domain import acts
from tallyapp.domain.rules.result import outcome
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.views.warnings import unanswered
from tallyapp.domain.vocabulary.on_paper import Candidate, SheetFigures
from tallyapp.domain.vocabulary.slates import slate_field
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tests.halls import (
    OTHER_CLERK,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Hall,
    a_ward,
    refusal,
    slate,
    told,
    ward_sheet,
)


def ward(folder: Path, candidates: Sequence[str | Candidate], seats: int, papers: int) -> Hall:
    """A ward counted in one place: this many papers verified in it, and sheet 1 at its table."""
    hall = a_ward(
        folder,
        candidates=candidates,
        seats=seats,
        areas={"A": ("a1", "a2")},
        bundle=50,
        electorate=2 * papers,
    )
    hall.verify({"a1": papers - papers // 3, "a2": papers // 3})
    hall.state_verification()
    hall.issue("A", 1)
    return hall


def no_result(hall: Hall) -> None:
    assert refusal(hall.provisional) == hall.standing() != []
    assert refusal(hall.declare) != []


# ---- Prestatyn North, Denbighshire, 3 May 2012

AFON = ("Penrose", "Lloyd", "Vaughan")
BRYN = ("Griffiths", "Penrosse", "Tudor")


def test_prestatyn_north_2012_block_votes_went_to_a_look_alike_of_the_other_party(
    tmp_path: Path,
) -> None:
    """Both officers named each party's slate with one name of the other: everything adds up, and
    the wrong person is elected. How it happened is published; names and figures are invented.
    """
    standing = [
        (name, "Bryn" if name in BRYN else "Afon") for name in ("Penrose", *BRYN, *AFON[1:])
    ]
    people = [Candidate(surname=n, other_names="Alex", description=party) for n, party in standing]
    hall = ward(tmp_path, people, 3, 1_000)
    hall.name_slate(1, 4, 6)
    hall.name_slate(2, 3, 5)
    hall.agree(1, ward_sheet((0,) * 6, blocks={(1, 4, 6): 400, (2, 3, 5): 600}, seats=3, bundle=50))
    right = {2, 3, 4}  # as the 600 papers of one party really were
    assert set(outcome(hall.contest, hall.figures.votes).elected) == {2, 3, 5} != right
    warned = [found for found in unanswered(hall.contest) if found.code == "W406"]
    assert [(found.place.name, found.place.field) for found in warned] == [
        ("1+4+6", "look-alike"),
        ("2+3+5", "look-alike"),
    ]
    hall.desk.close()


# ---- Highworth, Swindon, 2 May 2019

CONSERVATIVES = {
    "Bishop": 1_009,
    "Con A": 980,
    "Con B": 970,
    "Con C": 960,
    "Con D": 950,
    "Con E": 940,
    "Murphy": 732,
    "Vardy": 889,
    "Webster": 727,
    "Weisinger": 919,
}
OTHERS = {
    "Barber": 863,
    "F": 1_500,
    "G": 1_400,
    "H": 1_300,
    "I": 1_200,
    "J": 1_100,
    "K": 600,
    "L": 550,
    "M": 500,
}
HIGHWORTH: Mapping[str, int] = CONSERVATIVES | OTHERS
BLOCK, PAPERS, SEATS = 265, 2_477, 15
BLOCK_OF_TEN = tuple(range(1, 11))


def highworth(block: int, papers: int = PAPERS, more: int = 0) -> SheetFigures:
    """The ward's sheet with its block of ten as it was written;
    `more` votes on each of the ten lines.
    """
    own = [
        votes - BLOCK + more if name in CONSERVATIVES else votes
        for name, votes in HIGHWORTH.items()
    ]
    mixed = PAPERS - BLOCK
    unused = max(0, SEATS * mixed - sum(own))
    blocks = {BLOCK_OF_TEN: block}
    return ward_sheet(own, mixed, unused, blocks=blocks, papers=papers, seats=SEATS, bundle=50)


@pytest.fixture
def block_of_ten(tmp_path: Path) -> Hall:
    hall = ward(tmp_path, tuple(HIGHWORTH), SEATS, PAPERS)
    hall.name_slate(*BLOCK_OF_TEN)
    return hall


def test_highworth_2019_block_votes_were_multiplied_twice(block_of_ten: Hall) -> None:
    """265 papers for ten candidates became 2,650 votes for each of them;
    the wrong person was elected.

    Published: seats, candidates, papers, votes counted, the figures of five of the ten
    and of Barber, as declared and as counted again (Full Fact; Swindon Advertiser).
    """
    hall = block_of_ten
    assert sum(HIGHWORTH.values()) == 41_939 - 10 * (2_650 - BLOCK)
    found = told(refusal(lambda: hall.key(1, highworth(2_650))))
    assert [(each[0], each[2], each[4]["difference"]) for each in found] == [
        ("E101", "1", 2_650 - BLOCK)
    ]
    no_result(hall)

    hall.agree(1, highworth(BLOCK))
    hall.finish()
    names = list(HIGHWORTH)
    elected = {names[n - 1] for n in hall.elected}
    assert hall.figures.votes == tuple(HIGHWORTH.values())
    assert "Barber" in elected
    assert "Webster" not in elected
    hall.desk.close()


def test_highworth_where_the_wrong_papers_were_written_as_the_sheets_total_too(
    block_of_ten: Hall,
) -> None:
    hall = block_of_ten
    wrong = highworth(2_650, PAPERS + 2_650 - BLOCK)
    assert [flag.code for flag in hall.key(1, wrong).flags] == ["E107"]
    hall.key(1, wrong, by=OTHER_CLERK)
    declared = dict(zip(HIGHWORTH, hall.figures.votes, strict=True))
    assert [declared[name] for name in ("Webster", "Bishop", "Weisinger")] == [3_112, 3_394, 3_304]
    too_many = {"counted": PAPERS + 2_385, "verified": PAPERS, "difference": 2_385}
    assert ("E301", "area", "A", "", too_many) in told(hall.standing())
    no_result(hall)

    full, part = (slate_field(slate(*BLOCK_OF_TEN), name) for name in ("full", "part"))
    hall.correct(1, ("papers", PAPERS), (full, BLOCK // 50), (part, BLOCK % 50))
    assert hall.standing() == []
    hall.desk.close()


def test_highworth_where_the_votes_were_added_to_each_candidates_line(block_of_ten: Hall) -> None:
    hall = block_of_ten
    found = told(refusal(lambda: hall.key(1, highworth(BLOCK, more=2_385))))
    assert [each[0] for each in found] == ["E103"] * 10
    assert found[0][3:] == ("1.votes", {"votes": 3_129, "mixed": 2_212, "difference": 917})
    hall.desk.close()


# ---- Chorleywood West, Three Rivers, 2 May 1991

CHORLEYWOOD = ("Bird", "Cavill", "Downing", "Frankland", "Kemp", "Stone")
DECLARED = (111, 700, 769, 698, 789, 93)
COUNTED_AGAIN = (144, 1_023, 1_003, 1_018, 1_023, 134)


def test_chorleywood_west_1991_papers_were_left_out_and_no_vote_was_too_many(
    tmp_path: Path,
) -> None:
    """More than 600 of 2,251 papers omitted; two seats, and the wrong two elected.

    Published: papers verified, and every candidate's votes as declared
    and as counted again (TNA J 104/378, as cited in public). That it
    was 611 papers, and how many votes were not used, is invented.
    """
    hall = ward(tmp_path, CHORLEYWOOD, 2, 2_251)
    hall.agree(1, ward_sheet(DECLARED, 2_251 - 611, bundle=50))
    assert outcome(hall.contest, hall.figures.votes).elected == (3, 5)
    assert sum(hall.figures.votes) <= 2 * 2_251  # the inequality that was looked at, and passes
    short = {"counted": 1_640, "verified": 2_251, "difference": -611}
    assert ("E301", "area", "A", "", short) in told(hall.standing())
    no_result(hall)

    hall.issue("A", 2)
    left_out = [again - was for again, was in zip(COUNTED_AGAIN, DECLARED, strict=True)]
    hall.agree(2, ward_sheet(left_out, 611, bundle=50))
    hall.finish()
    assert hall.figures.votes == COUNTED_AGAIN
    assert hall.elected == (2, 5)  # level at 1,023, and no lot: both are elected
    hall.desk.close()


# ---- Forest Hill, Lewisham, 22 May 2014


def test_forest_hill_2014_a_recalled_sheet_was_keyed_again_as_a_cumulative_total(
    tmp_path: Path,
) -> None:
    """The first group's 1,708 votes were counted twice,
    in a ward of three seats; the figure is published.
    """
    hall = ward(tmp_path, ("Ash", "Birch", "Cedar", "Dogwood"), 3, 1_150)
    first, second = (600, 500, 400, 208), (350, 450, 300, 200)
    assert sum(first) == 1_708
    group_one = ward_sheet(first, 620, seats=3)
    group_two = ward_sheet(second, 530, seats=3)
    both = ward_sheet([a + b for a, b in zip(first, second, strict=True)], 1_150, seats=3)
    hall.agree(1, group_one)

    # The recalled sheet, with the second group's figures added to it, keyed as if it were new.
    assert told(refusal(lambda: hall.key(1, both))) == [("E106", "sheet", "1", "", {})]
    hall.issue("A", 2)
    assert [flag.code for flag in hall.key(2, both).flags] == ["E107"]
    hall.key(2, both, by=OTHER_CLERK)
    assert sum(hall.figures.votes) > 3 * 1_150
    too_many = {"counted": 1_770, "verified": 1_150, "difference": 620}
    assert ("E301", "area", "A", "", too_many) in told(hall.standing())
    no_result(hall)

    # Right: the second group has its own sheet, or the first sheet is corrected and stays the same
    # sheet.
    written = hall.fields(
        group_two, "papers", "mixed", *(f"{n}.votes" for n in range(1, 5)), "unused"
    )
    hall.do(
        acts.SheetCorrected(
            **hall.by(SUPERVISOR).contest,
            second=OfficerNumber(SECOND_SUPERVISOR),
            sheet=SheetNumber(2),
            of=hall.of_sheet(2).made,
            fields=written,
            reason="keyed with the first group's figures in it",
        )
    )
    assert [hall.sheet(n).life for n in (1, 2)] == [Life.AGREED, Life.CORRECTED]
    hall.finish()
    assert hall.figures.votes == (950, 950, 700, 408)
    hall.desk.close()


# ---- Skelton and Brotton, Redcar and Cleveland, 3 May 2007


def test_skelton_2007_a_rivals_papers_were_added_into_another_partys_block(tmp_path: Path) -> None:
    """672 is published; the rest is invented."""
    hall = ward(tmp_path, ("Ash", "Birch", "Cedar", "Dogwood"), 2, 2_000)
    hall.name_slate(1, 2)
    hall.name_slate(3, 4)
    wrong = ward_sheet(
        blocks={(1, 2): 900 + 672, (3, 4): 672},
        mixed=428,
        votes=(100, 100, 90, 60),
        papers=2_000,
        bundle=50,
    )
    found = told(refusal(lambda: hall.key(1, wrong)))
    assert [(each[0], each[4]["difference"]) for each in found] == [("E101", 672)]
    hall.agree(
        1,
        ward_sheet(
            blocks={(1, 2): 900, (3, 4): 672}, mixed=428, votes=(100, 100, 90, 60), bundle=50
        ),
    )
    hall.finish()
    assert hall.figures.votes == (1_000, 1_000, 762, 732)
    hall.desk.close()
