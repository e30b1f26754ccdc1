"""The fields of each kind of sheet, slip and form: what they are called, how they are read from an
act and given back to it, and how they must add up.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from tallyapp.domain.rules.forms import FormKind
from tallyapp.domain.rules.sheet_lines import Written
from tallyapp.domain.rules.sheets import OneSeat, SeveralSeats, Slip
from tallyapp.domain.vocabulary.on_paper import Block, Bundles, FormFigures, Mixed, SheetFigures
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber, Papers, Votes
from tests.halls import Told, slate, told

BUNDLE = 25
SLATES = (slate(1, 2), slate(3))
Kind = OneSeat | SeveralSeats | Slip | FormKind


def one_seat(written: Written = "bundles") -> OneSeat:
    return OneSeat(2, BUNDLE, written)


def ward(written: Written = "bundles") -> SeveralSeats:
    return SeveralSeats(3, BUNDLE, written, 2, SLATES)


def slip(written: Written = "bundles") -> Slip:
    return Slip(2, BUNDLE, written, 1, ())


def ward_slip(written: Written = "bundles") -> Slip:
    return Slip(3, BUNDLE, written, 2, SLATES)


def form() -> FormKind:
    return FormKind(2, (False, False))


def ward_form() -> FormKind:
    return FormKind(3, (False, True), 2)


FIELDS: Mapping[str, tuple[Callable[[], Kind], str]] = {
    "one seat": (one_seat, "papers 1.full 1.part 2.full 2.part sent"),
    "totals": (lambda: one_seat("total"), "papers 1.total 2.total sent"),
    "both": (
        lambda: one_seat("both"),
        "papers 1.full 1.part 1.total 2.full 2.part 2.total sent",
    ),
    "ward": (
        ward,
        "papers mixed 1.votes 2.votes 3.votes unused uncertain sent"
        " s1+2.full s1+2.part s3.full s3.part",
    ),
    "ward, totals": (
        lambda: ward("total"),
        "papers mixed 1.votes 2.votes 3.votes unused uncertain sent s1+2.total s3.total",
    ),
    "slip": (slip, "papers slip full part"),
    "slip, both": (lambda: slip("both"), "papers slip full part total"),
    "ward's slip": (lambda: ward_slip("total"), "papers slip total"),
    "form": (form, "papers 1.allowed 2.allowed 1.rejected 2.rejected objections adjudicator"),
    "ward's form": (
        ward_form,
        "papers good 1.allowed 2.allowed 3.allowed 1.rejected 2.rejected unused uncertain"
        " objections adjudicator",
    ),
}
every_kind = pytest.mark.parametrize("name", FIELDS)


@every_kind
def test_each_kind_of_paper_has_its_fields_in_their_order(name: str) -> None:
    make, fields = FIELDS[name]
    kind = make()
    assert list(kind.fields) == fields.split()
    assert [kind.at(field) for field in kind.fields] == list(range(len(kind.fields)))


@every_kind
def test_what_is_read_from_an_act_is_what_was_given_to_it(name: str) -> None:
    kind: Any = FIELDS[name][0]()
    row: list[int | None] = list(range(1, len(kind.fields) + 1))
    assert kind.read(7, kind.figures(row)) == (row, [])
    assert len(set(row)) == len(row), "each field has a value of its own"


@every_kind
def test_a_blank_stays_a_blank(name: str) -> None:
    kind: Any = FIELDS[name][0]()
    blank: list[int | None] = [None] * len(kind.fields)
    row, found = kind.read(7, kind.figures(blank))
    assert row == blank
    assert {code for code, *_ in told(found)} <= {"E105"}


# ---- what the papers bring


def test_with_one_seat_each_paper_is_a_vote() -> None:
    for kind, lines in (
        (one_seat(), (2, 10, 1, 0)),
        (one_seat("total"), (60, 25)),
        (one_seat("both"), (2, 10, 60, 1, 0, 25)),
    ):
        brought = kind.tallied((88, *lines, 3))
        assert (list(brought.votes), brought.bundled, brought.sent) == ([60, 25], 85, 3)
        assert kind.papers((88, *lines, 3)) == [60, 25]
        assert kind.adds_up(7, (88, *lines, 3)) == []


def test_a_block_is_votes_for_each_whom_it_names_and_the_rest_of_its_votes_are_unused() -> None:
    # 20 mixed papers of two votes; 30 papers of the one slate, 5 of the other, which is short.
    votes = (20, 9, 8, 7, 11, 5, 4)
    for kind, blocks in ((ward(), (1, 5, 0, 5)), (ward("total"), (30, 5))):
        values = (59, *votes, *blocks)
        brought = kind.tallied(values)
        assert (brought.votes, brought.bundled) == ([39, 38, 12], 55)
        assert (brought.sent, brought.unused, brought.uncertain) == (4, 16, 5)
        assert list(kind.blocks(values)) == [(SLATES[0], 30), (SLATES[1], 5)]
        assert kind.adds_up(7, values) == []


def test_the_papers_of_a_slip_are_its_candidates_or_its_slates() -> None:
    assert slip().tallied((30, 2, 1, 5)).votes == [0, 30]
    assert list(slip().blocks((30, 2, 1, 5))) == []
    assert list(one_seat().blocks((88, 2, 10, 1, 0, 3))) == []
    short = ward_slip().tallied((30, 2, 1, 5))
    assert (short.votes, short.bundled, short.unused) == ([0, 0, 30], 30, 30)
    whole = ward_slip().tallied((30, 1, 1, 5))
    assert (whole.votes, whole.bundled, whole.unused) == ([30, 30, 0], 30, 0)
    assert list(ward_slip().blocks((30, 1, 1, 5))) == [(SLATES[0], 30)]
    assert ward_slip().papers_on_its_line((31, 1, 1, 5)) == 30
    assert ward_slip("total").papers_on_its_line((31, 1, 29)) == 29


def test_a_form_brings_its_votes_and_the_papers_that_were_rejected() -> None:
    brought = form().tallied((10, 4, 3, 2, 1, 6, 5))
    assert (brought.votes, brought.adjudicated) == ((4, 3), 10)
    assert (brought.rejected, brought.rejected_papers, brought.objections) == ((2, 1), 3, 6)
    assert form().adds_up(7, (10, 4, 3, 2, 1, 6, 5)) == []
    # Two of the eight good papers are rejected in part, which is under a head and not among those
    # that are rejected.
    values = (9, 8, 5, 4, 3, 1, 2, 1, 3, 0, 5)
    brought = ward_form().tallied(values)
    assert (brought.votes, brought.rejected, brought.rejected_papers) == ((5, 4, 3), (1, 2), 1)
    assert (brought.unused, brought.uncertain) == (1, 3)


# ---- what does not fit the paper


def refused(kind: Kind, figures: SheetFigures | FormFigures) -> Told:
    # A ward's sheet is read line by line: what a line says is refused before all are read.
    return told(kind._read(7, figures)[1])  # type: ignore[arg-type]  # other papers on purpose


def other_paper(fields: int, expected: int, kind: str = "sheet") -> Told:
    return [("A111", kind, "7", "", {"fields": fields, "expected": expected})]


MIXED = Mixed(papers=Papers(2), votes=(Votes(1),) * 3, unused=Votes(1), uncertain=Votes(0))
BLOCK = Block(SLATES[0], 1, Papers(5))


@pytest.mark.parametrize(
    "other", [{"blocks": (BLOCK,)}, {"mixed": MIXED}, {"slip": slate(1)}], ids=str
)
def test_a_sheet_of_one_seat_has_no_blocks_mixed_papers_or_slip(other: dict[str, Any]) -> None:
    kind = one_seat()
    right = kind.figures([88, 2, 10, 1, 0, 3])
    assert refused(kind, right) == []
    assert refused(kind, replace(right, **other)) == other_paper(6, 6)


def test_totals_in_the_place_of_bundles_are_another_sheet() -> None:
    kind = one_seat()
    four = OneSeat(4, BUNDLE, "total").figures([88, 1, 2, 3, 4, 3])
    assert refused(kind, four) == other_paper(2, 6)
    both = one_seat("both")
    fewer = replace(both.figures([88, 2, 10, 60, 1, 0, 25, 3]), totals=(Papers(60),))
    assert refused(both, fewer) == other_paper(7, 8)
    assert refused(kind, replace(kind.figures([1] * 6), lines=(Bundles(1, Papers(1)),))) == (
        other_paper(4, 6)
    )


@pytest.mark.parametrize(
    "other",
    [
        {"mixed": None},
        {"lines": (Bundles(1, Papers(1)),)},
        {"totals": (Papers(1),)},
        {"slip": slate(1)},
    ],
    ids=str,
)
def test_a_sheet_of_a_ward_has_mixed_papers_and_blocks_alone(other: dict[str, Any]) -> None:
    kind = ward()
    right = kind.figures([59, 20, 9, 8, 7, 11, 5, 4, 1, 5, 0, 5])
    assert refused(kind, right) == []
    assert refused(kind, replace(right, **other)) == other_paper(0, 12)


def test_a_sheet_of_a_ward_has_a_line_of_votes_for_each_candidate() -> None:
    kind = ward()
    mixed = Mixed(papers=Papers(2), votes=(Votes(1),) * 4, unused=Votes(0), uncertain=Votes(0))
    figures = replace(kind.figures([0] * 12), mixed=mixed)
    assert refused(kind, figures) == other_paper(9, 8)


def test_a_block_is_written_as_the_others_are_once_and_of_a_slate_that_is_known() -> None:
    kind = ward()
    right = kind.figures([0] * 12)

    def of(*blocks: Block) -> Told:
        return refused(kind, replace(right, blocks=blocks))

    assert right.blocks == ()
    assert of(BLOCK) == []
    assert kind._read(7, replace(right, blocks=(BLOCK,)))[0] == [0] * 8 + [1, 5, 0, 0]
    assert of(BLOCK, BLOCK) == [("A104", "sheet", "7", "s1+2.slate", {})]
    unknown = Block(slate(2, 3), 1, Papers(5))
    assert of(unknown) == [("A104", "sheet", "7", "s2+3.slate", {})]
    total = Block(SLATES[1], None, None, Papers(30))
    numbers = {"fields": 3, "expected": 2}
    assert of(BLOCK, total) == [("A111", "sheet", "7", "s3.slate", numbers)]


@pytest.mark.parametrize(
    "other", [{"blocks": (BLOCK,)}, {"mixed": MIXED}, {"sent": Papers(0)}], ids=str
)
def test_a_slip_has_one_line_and_sends_nothing(other: dict[str, Any]) -> None:
    kind = ward_slip()
    right = kind.figures([30, 1, 1, 5])
    assert refused(kind, right) == []
    assert refused(kind, replace(right, **other)) == other_paper(4, 4)


def test_the_slate_of_a_slip_is_in_ballot_paper_order_and_may_be_nobodys() -> None:
    kind = ward_slip()
    right = kind.figures([30, 1, 1, 5])
    turned = replace(right, slip=(CandidateNumber(2), CandidateNumber(1)))
    assert refused(kind, turned) == [("A104", "sheet", "7", "slip", {})]
    for nobodys in (slate(2, 3), ()):
        assert kind._read(7, replace(right, slip=nobodys)) == ([30, 0, 1, 5], [])
    assert kind.whose(0) == kind.whose(3) == ()
    assert (kind.whose(1), kind.whose(2)) == SLATES
    assert told(kind.adds_up(7, (30, 0, 1, 5))) == [("A104", "sheet", "7", "slip", {})]
    assert told(kind.adds_up(7, (30, 3, 1, 5))) == [("A104", "sheet", "7", "slip", {})]
    assert kind.adds_up(7, (30, 2, 1, 5)) == kind.adds_up(7, (30, 1, 1, 5)) == []


def test_with_one_seat_a_slip_is_a_candidates_and_nobody_elses() -> None:
    kind = slip()
    assert [kind.whose(n) for n in range(4)] == [(), slate(1), slate(2), ()]
    assert kind.adds_up(7, (30, 2, 1, 5)) == []
    for nobody in (0, 3):
        found = told(kind.adds_up(7, (30, nobody, 1, 5)))
        assert found == [("A104", "sheet", "7", "slip", {})]


def test_whose_a_slip_is_stands_in_an_act_as_its_candidates() -> None:
    kind = ward_slip()
    assert kind.named(1, 2) == FieldValue("slip", SLATES[1])
    assert kind.named(2, 2) == FieldValue("full", 2)
    assert kind.value_of(FieldValue("slip", SLATES[1])) == 2
    assert kind.value_of(FieldValue("slip", 2)) is None
    assert kind.value_of(FieldValue("full", 2)) == 2
    assert kind.value_of(FieldValue("full", SLATES[1])) is None


def test_a_form_has_a_line_for_each_candidate_and_each_head() -> None:
    kind = form()
    right = kind.figures([10, 4, 3, 2, 1, 6, 5])
    assert (right.objections, right.adjudicator) == (6, OfficerNumber(5))
    shifted = replace(right, allowed=(Papers(4), Papers(3), Papers(2)), rejected=(Papers(1),))
    assert refused(kind, shifted) == other_paper(7, 7, "form")
    more = replace(right, rejected=(*right.rejected, Papers(0)))
    assert refused(kind, more) == other_paper(8, 7, "form")
    for other in ({"good": Papers(7)}, {"unused": Votes(0)}, {"uncertain": Votes(0)}):
        assert refused(kind, replace(right, **other)) == other_paper(7, 7, "form")
    assert kind.votes == frozenset()
    votes = {"1.allowed", "2.allowed", "3.allowed", "unused", "uncertain"}
    assert ward_form().votes == votes


# ---- what does not add up


def test_a_sheet_must_add_to_the_papers_written_on_it() -> None:
    numbers = {"full": 3, "bundle": 25, "bundled": 75, "part": 10, "sent": 3, "lines": 88}
    assert told(one_seat().adds_up(7, (87, 2, 10, 1, 0, 3))) == [
        ("E101", "sheet", "7", "", numbers | {"papers": 87, "difference": 1})
    ]
    totals = {"bundled": 85, "sent": 3, "lines": 88, "papers": 89, "difference": -1}
    assert told(one_seat("total").adds_up(7, (89, 60, 25, 3))) == [
        ("E101", "sheet", "7", "", totals)
    ]
    (short,) = told(ward().adds_up(7, (58, 20, 9, 8, 7, 11, 5, 4, 1, 5, 0, 5)))
    mixed = {"full": 1, "bundle": 25, "bundled": 25, "part": 10, "mixed": 20, "sent": 4}
    assert short[4] == mixed | {"lines": 59, "papers": 58, "difference": 1}


def test_a_part_bundle_is_smaller_than_a_bundle() -> None:
    assert one_seat().adds_up(7, (87, 2, 24, 0, 13, 0)) == []
    fault = ("E102", "sheet", "7", "1.part", {"value": 25, "bundle": 25})
    assert told(one_seat().adds_up(7, (88, 2, 25, 0, 13, 0))) == [fault]
    second = ("E102", "sheet", "7", "2.part", {"value": 26, "bundle": 25})
    assert told(one_seat().adds_up(7, (39, 0, 13, 0, 26, 0))) == [second]
    of_block = ("E102", "sheet", "7", "s3.part", {"value": 25, "bundle": 25})
    assert told(ward().adds_up(7, (25, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 25))) == [of_block]
    assert told(slip().adds_up(7, (25, 1, 0, 25))) == [
        ("E102", "sheet", "7", "part", {"value": 25, "bundle": 25})
    ]


def test_a_total_is_that_of_its_bundles() -> None:
    assert one_seat("both").adds_up(7, (88, 2, 10, 60, 1, 0, 25, 3)) == []
    numbers = {"full": 1, "bundle": 25, "part": 0, "lines": 25, "papers": 26, "difference": -1}
    fault = ("E101", "sheet", "7", "2.total", numbers)
    assert told(one_seat("both").adds_up(7, (88, 2, 10, 60, 1, 0, 26, 3))) == [fault]
    # A part that fills a bundle is told alone: what its total should be nobody knows.
    part = ("E102", "sheet", "7", "1.part", {"value": 25, "bundle": 25})
    assert told(one_seat("both").adds_up(7, (78, 1, 25, 60, 1, 0, 25, 3))) == [part]


def test_nobody_has_more_votes_than_papers_and_every_vote_is_somewhere() -> None:
    # All twenty papers name the first candidate; one more vote than that cannot be.
    assert ward().adds_up(7, (20, 20, 20, 0, 0, 20, 0, 0, 0, 0, 0, 0)) == []
    over = {"votes": 21, "mixed": 20, "difference": 1}
    assert told(ward().adds_up(7, (20, 20, 0, 21, 0, 19, 0, 0, 0, 0, 0, 0))) == [
        ("E103", "sheet", "7", "2.votes", over)
    ]
    numbers = {"votes": 24, "unused": 11, "uncertain": 4, "lines": 39, "seats": 2, "mixed": 20}
    assert told(ward().adds_up(7, (20, 20, 9, 8, 7, 11, 4, 0, 0, 0, 0, 0))) == [
        ("E103", "sheet", "7", "votes", numbers | {"expected": 40, "difference": -1})
    ]


def test_a_form_must_add_to_the_papers_that_were_adjudicated() -> None:
    numbers = {"allowed": 7, "rejected": 3, "lines": 10, "papers": 11, "difference": -1}
    assert told(form().adds_up(7, (11, 4, 3, 2, 1, 0, 5))) == [("E101", "form", "7", "", numbers)]
    assert form().good((11, 4, 3, 2, 1, 0, 5)) == 7
    assert ward_form().good((9, 8, 5, 4, 3, 1, 2, 1, 3, 0, 5)) == 8
    # What is rejected in part stays: eight good papers and the one rejected whole are nine.
    assert ward_form().adds_up(7, (9, 8, 5, 4, 3, 1, 2, 1, 3, 0, 5))[0].code == "E103"
    assert ward_form().adds_up(7, (9, 8, 5, 4, 4, 1, 2, 1, 2, 0, 5)) == []


@pytest.mark.parametrize(
    ("in_part", "uncertain", "fits"),
    [(2, 1, False), (2, 2, True), (2, 3, False), (0, 0, True), (0, 1, False), (8, 8, True)],
)
def test_each_paper_rejected_in_part_lost_a_vote_and_kept_one(
    in_part: int, uncertain: int, fits: bool
) -> None:
    kind = ward_form()
    values = (9, 8, 5, 3, 0, 1, in_part, 8 - uncertain, uncertain, 0, 5)
    numbers = {"in_part": in_part, "good": 8, "uncertain": uncertain, "seats": 2}
    fault = ("E103", "form", "7", "in-part", numbers)
    assert told(kind.adds_up(7, values)) == ([] if fits else [fault])


def test_no_more_papers_are_rejected_in_part_than_are_good() -> None:
    numbers = {"in_part": 9, "good": 8, "uncertain": 9, "seats": 2}
    assert told(ward_form().adds_up(7, (9, 8, 5, 2, 0, 1, 9, 0, 9, 0, 5))) == [
        ("E103", "form", "7", "in-part", numbers)
    ]


# ---- noughts, and what may stand beside a blank


def test_noughts_are_made_on_a_candidates_own_line_and_in_order() -> None:
    kind = one_seat("both")
    assert [list(kind.line_of(n)) for n in (1, 2, 3)] == [[1, 2, 3], [4, 5, 6], []]
    assert [list(ward().line_of(n)) for n in (1, 3, 4)] == [[2], [4], []]
    assert list(slip().line_of(1)) == []
    row: list[int | None] = [0, 0, 0, 0, 0, 0, 0, 0]
    refused: Told = [("A104", "sheet", "7", "noughts", {})]
    assert kind.check_noughts(7, row, (1, 2)) == kind.check_noughts(7, row, ()) == []
    for noughts in ((2, 1), (1, 1), (3,)):
        assert told(kind.check_noughts(7, row, noughts)) == refused
    row[4] = 1
    assert kind.check_noughts(7, row, (1,)) == []
    assert told(kind.check_noughts(7, row, (2,))) == refused


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # Too few already, and a line is still to be written: it may make it up.
        ([90, 2, 10, 1, None, 3], ["E105 2.part"]),
        # Too many already: whatever is written there makes it more.
        ([87, 2, 10, 1, None, 3], ["E105 2.part", "E101 "]),
        # What the lines must add to is itself not written.
        ([None, 2, 10, 1, 0, 3], ["E105 papers"]),
        ([150, 2, 25, 1, None, 3], ["E105 2.part", "E102 1.part"]),
        ([90, 2, 10_000_000, 1, None, 3], ["E105 2.part", "E102 1.part"]),
    ],
)
def test_beside_a_blank_that_is_told_which_nothing_in_its_place_could_mend(
    row: list[int | None], expected: list[str]
) -> None:
    found = [f"{code} {field}" for code, _, _, field, _ in told(one_seat().faults(7, row))]
    assert found == expected


def test_a_total_beside_a_blank_of_its_own_line_is_not_told() -> None:
    kind = one_seat("both")
    alone = [f.place.field for f in kind.faults(7, [99, 2, None, 70, 1, 0, 26, 3])]
    assert alone == ["1.part", "2.total"]


def test_votes_that_are_not_written_are_missed_by_no_sum_of_papers_nor_papers_by_one_of_votes() -> (
    None
):
    def faults(*row: int | None) -> list[str]:
        found = told(ward().faults(7, list(row)))
        return [f"{code} {field}" for code, _, _, field, _ in found]

    # A vote is blank, and the papers are one too few.
    assert faults(60, 20, None, 8, 7, 11, 5, 4, 1, 5, 0, 5) == ["E105 1.votes", "E101 "]
    # A block is blank, and the votes of the mixed papers are one too few.
    assert faults(60, 20, 9, 8, 7, 11, 4, 4, 1, None, 0, 5) == ["E105 s1+2.part", "E103 votes"]
    # How many are mixed is not written.
    blank = faults(60, None, 9, 8, 7, 11, 5, 4, 1, 5, 0, 5)
    assert blank == ["E105 mixed"]
