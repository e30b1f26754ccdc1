"""Wards of several seats whose counts really went wrong:
stopped as they were keyed, then right and declared.

Figures that are said to be published are those of the reports named at each case;
how they fall over sheets, and every figure not named there, is invented.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.result import outcome
from tallyapp.domain.rules.sheet_lines import Written
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.on_paper import Block, Candidate, SheetFigures
from tallyapp.domain.vocabulary.slates import slate_field
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, SheetNumber
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
    # Neither is a result before a supervisor has compared it with its bundle, who finds the other.
    to_compare = [("E302", "slate", "1+4+6", "to-compare", {"papers": 400})]
    to_compare.append(("E302", "slate", "2+3+5", "to-compare", {"papers": 600}))
    assert told(hall.standing()) == to_compare
    no_result(hall)
    hall.compare(1, 4, 6, fits=False)
    hall.compare(2, 3, 5, fits=False)
    assert [found.place.field for found in hall.standing()] == ["does-not-fit"] * 2
    no_result(hall)

    hall.name_slate(1, 5, 6)
    hall.name_slate(2, 3, 4)
    assert set(outcome(hall.contest, hall.figures.votes).elected) == {2, 3, 5}
    hall.correct(
        1,
        *((slate_field(slate(*of), "full"), 0) for of in ((1, 4, 6), (2, 3, 5))),
        (slate_field(slate(1, 5, 6), "full"), 8),
        (slate_field(slate(2, 3, 4), "full"), 12),
    )
    hall.finish()
    assert set(hall.elected) == right
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
    assert [each[0] for each in found] == ["E103"] * 11
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
    flags = told(hall.key(2, both).flags)
    assert [each[:4] for each in flags] == [
        ("E107", "area", "A", ""),
        ("E107", "sheet", "1", "fits"),  # it is the first sheet that is counted twice
    ]
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


# ---- Oadby Brocks Hill, Oadby and Wigston, 4 May 2023


def oadby(folder: Path, written: Written) -> Hall:
    """Two seats; 450 papers of one slate of two, in 4 batches of 100 and two bundles of 25."""
    hall = a_ward(
        folder,
        candidates=("Ash", "Birch", "Cedar", "Dogwood"),
        areas={"A": ("a1", "a2")},
        bundle=25,
        electorate=4_000,
        written=written,
    )
    hall.verify({"a1": 900, "a2": 120})
    hall.state_verification()
    hall.issue("A", 1)
    hall.name_slate(1, 2)
    return hall


def batches(full: int, part: int, papers: int, total: int | None = None) -> SheetFigures:
    """The slate's line as it was written, beside 570 mixed papers."""
    sheet = ward_sheet((300, 280, 270, 230), 570, papers=papers)
    block = Block(slate(1, 2), full, Papers(part), None if total is None else Papers(total))
    return replace(sheet, blocks=(block,))


def test_oadby_brocks_hill_2023_batches_of_100_were_keyed_where_bundles_of_25_were_meant(
    tmp_path: Path,
) -> None:
    """That is published; the figures are invented. The sheet's own total tells it at once."""
    hall = oadby(tmp_path, "bundles")
    found = told(refusal(lambda: hall.key(1, batches(4, 20, 1_020))))
    assert [(each[0], each[3], each[4]["lines"], each[4]["papers"]) for each in found] == [
        ("E101", "", 690, 1_020)
    ]
    no_result(hall)

    hall.agree(1, batches(18, 0, 1_020))
    hall.finish()
    assert hall.figures.votes == (750, 730, 270, 230)
    hall.desk.close()


def test_oadby_where_a_total_stands_on_each_line_too(tmp_path: Path) -> None:
    hall = oadby(tmp_path, "both")
    found = told(refusal(lambda: hall.key(1, batches(4, 20, 1_020, total=450))))
    assert [(each[0], each[3]) for each in found] == [("E101", "s1+2.total"), ("E101", "")]
    hall.desk.close()


def test_oadby_where_the_sheets_total_was_worked_out_from_the_batches(tmp_path: Path) -> None:
    """Then the sheet adds up, and 330 papers are missing in its area."""
    hall = oadby(tmp_path, "bundles")
    hall.agree(1, batches(4, 20, 690))
    short = {"counted": 690, "verified": 1_020, "difference": -330}
    assert ("E301", "area", "A", "", short) in told(hall.standing())
    no_result(hall)
    full, part = (slate_field(slate(1, 2), name) for name in ("full", "part"))
    hall.correct(1, ("papers", 1_020), (full, 18), (part, 0))
    assert hall.standing() == []
    hall.desk.close()


def test_oadby_the_other_way_bundles_keyed_as_batches_are_papers_that_nobody_verified(
    tmp_path: Path,
) -> None:
    """18 bundles of 25, keyed as so many batches of 100 would be: four times the papers."""
    hall = oadby(tmp_path, "bundles")
    flags = told(hall.key(1, batches(72, 0, 570 + 1_800)).flags)
    too_many = {"on_sheets": 2_370, "verified": 1_020, "difference": 1_350}
    assert flags == [("E107", "area", "A", "", too_many)]
    hall.desk.close()


# ---- High Street, Waltham Forest, 6 May 2010

HIGH_STREET = ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir")
OF_ONE_PARTY = (1, 2, 3)


def high_street(block: int, papers: int, more: int = 0) -> SheetFigures:
    """The ward's sheet: 1,400 papers of a whole party, and 2,900 mixed ones; `more` votes on each
    of the three lines.
    """
    own = [700 + more, 650 + more, 640 + more, 1_500, 1_450, 1_430]
    unused = max(0, 3 * 2_900 - sum(own))
    blocks = {OF_ONE_PARTY: block}
    return ward_sheet(own, 2_900, unused, blocks=blocks, papers=papers, seats=3, bundle=50)


@pytest.fixture
def high_street_hall(tmp_path: Path) -> Hall:
    hall = ward(tmp_path, HIGH_STREET, 3, 4_300)
    hall.name_slate(*OF_ONE_PARTY)
    return hall


def test_high_street_2010_a_slate_had_1000_too_many_for_each_of_its_candidates(
    high_street_hall: Hall,
) -> None:
    """1,000 is published; the rest is invented. Keyed as papers, they are no more on the sheet."""
    hall = high_street_hall
    found = told(refusal(lambda: hall.key(1, high_street(2_400, 4_300))))
    assert [(each[0], each[2], each[4]["difference"]) for each in found] == [("E101", "1", 1_000)]
    no_result(hall)
    hall.agree(1, high_street(1_400, 4_300))
    hall.finish()
    assert hall.figures.votes == (2_100, 2_050, 2_040, 1_500, 1_450, 1_430)
    hall.desk.close()


def test_high_street_where_the_sheets_total_had_them_too(high_street_hall: Hall) -> None:
    hall = high_street_hall
    wrong = high_street(2_400, 5_300)
    flags = told(hall.key(1, wrong).flags)
    too_many = {"on_sheets": 5_300, "verified": 4_300, "difference": 1_000}
    assert flags == [("E107", "area", "A", "", too_many)]
    hall.key(1, wrong, by=OTHER_CLERK)
    more = {"counted": 5_300, "verified": 4_300, "difference": 1_000}
    assert ("E301", "area", "A", "", more) in told(hall.standing())
    no_result(hall)
    hall.correct(1, ("papers", 4_300), (slate_field(slate(*OF_ONE_PARTY), "full"), 28))
    assert hall.standing() == []
    hall.desk.close()


def test_high_street_where_they_were_added_to_the_votes_of_mixed_papers(
    high_street_hall: Hall,
) -> None:
    hall = high_street_hall
    found = told(refusal(lambda: hall.key(1, high_street(1_400, 4_300, more=1_000))))
    assert [(each[0], each[3], each[4]["difference"]) for each in found] == [("E103", "votes", 670)]
    no_result(hall)
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
