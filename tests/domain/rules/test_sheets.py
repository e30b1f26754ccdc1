"""Count sheets: how they add up, how two officers key them, and how they are put right."""

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.on_paper import Bundles, SheetFigures
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, SheetNumber
from tests.halls import (
    CLERK,
    ELM,
    OTHER_CLERK,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    THIRD_CLERK,
    Hall,
    Told,
    codes,
    refusal,
    sheet,
    told,
)

RIGHT = sheet((60, 30, 8), sent=2)


def with_line(written: SheetFigures, line: int, bundles: Bundles) -> SheetFigures:
    lines = list(written.lines)
    lines[line - 1] = bundles
    return replace(written, lines=tuple(lines))


def test_a_sheet_whose_lines_do_not_add_is_refused_with_every_operand(verified: Hall) -> None:
    found = refusal(lambda: verified.key(1, sheet((60, 30, 8), sent=2, papers=102)))
    numbers = {"full": 3, "bundle": 25, "bundled": 75, "part": 23, "sent": 2}
    numbers |= {"lines": 100, "papers": 102, "difference": -2}
    assert told(found) == [("E101", "sheet", "1", "", numbers)]
    assert verified.sheet(1).life is Life.ISSUED


@pytest.mark.parametrize("part", [25, 30])
def test_a_part_bundle_as_large_as_a_bundle_is_refused_at_its_line(
    verified: Hall, part: int
) -> None:
    large = with_line(sheet((60, part, 8)), 2, Bundles(0, Papers(part)))
    found = refusal(lambda: verified.key(1, large))
    assert told(found) == [("E102", "sheet", "1", "2.part", {"value": part, "bundle": 25})]


@pytest.mark.parametrize("value", [-1, 10_000_000])
def test_a_figure_out_of_bounds_is_refused_at_its_field(verified: Hall, value: int) -> None:
    wrong = with_line(RIGHT, 3, Bundles(0, Papers(value)))
    found = refusal(lambda: verified.key(1, wrong))
    assert told(found) == [("E102", "sheet", "1", "3.part", {"value": value, "most": 9_999_999})]


def test_a_figure_that_is_not_whole_is_refused(verified: Hall) -> None:
    found = refusal(lambda: verified.key(1, replace(RIGHT, sent=1.5)))
    assert told(found) == [("E102", "sheet", "1", "sent", {"value": 1.5, "most": 9_999_999})]


def test_a_blank_is_not_zero(verified: Hall) -> None:
    blank = replace(with_line(RIGHT, 2, Bundles(None, Papers(5))), sent=None)
    found = refusal(lambda: verified.key(1, blank))
    assert told(found) == [("E105", "sheet", "1", "2.full", {}), ("E105", "sheet", "1", "sent", {})]


def test_a_sheet_for_other_candidates_is_refused(verified: Hall) -> None:
    found = refusal(lambda: verified.key(1, sheet((60, 38), sent=2)))
    assert told(found) == [("A111", "sheet", "1", "", {"fields": 6, "expected": 8})]


def test_a_sheet_nobody_issued_is_not_known(verified: Hall) -> None:
    assert told(refusal(lambda: verified.key(77, RIGHT))) == [("A104", "sheet", "77", "", {})]


def test_a_live_sheet_is_corrected_and_never_keyed_again(verified: Hall) -> None:
    verified.agree(1, RIGHT)
    votes = list(verified.area("A").votes)
    assert told(refusal(lambda: verified.key(1, RIGHT, by=THIRD_CLERK))) == [
        ("E106", "sheet", "1", "", {})
    ]
    assert verified.area("A").votes == votes


def test_more_papers_on_sheets_than_verified_flags_the_area_and_keys_the_sheet(
    verified: Hall,
) -> None:
    verified.agree(1, sheet((60, 30, 10)))
    done = verified.key(2, sheet((30, 20, 6)))
    numbers = {"on_sheets": 156, "verified": 150, "difference": 6}
    assert told(done.flags) == [("E107", "area", "A", "", numbers)]
    assert verified.sheet(2).life is Life.KEYED
    again = verified.key(2, sheet((30, 20, 6)), by=OTHER_CLERK)
    assert told(again.flags) == [("E107", "area", "A", "", numbers)]
    assert verified.sheet(2).life is Life.AGREED


def test_just_as_many_papers_on_sheets_as_were_verified_flag_nothing(verified: Hall) -> None:
    verified.agree(1, sheet((60, 30, 10)))
    assert verified.key(2, sheet((30, 20, 0))).flags == ()


def test_a_sheet_agreed_by_its_differing_fields_flags_its_area_too(verified: Hall) -> None:
    verified.agree(1, sheet((60, 30, 10)))
    verified.key(2, sheet((30, 20, 0)))
    verified.key(2, sheet((30, 20, 6)), by=OTHER_CLERK)
    fields = verified.fields(sheet((30, 20, 6)), "papers", "3.part")
    done = verified.do(
        acts.SheetDifferenceKeyed(
            **verified.by(THIRD_CLERK).contest,
            sheet=SheetNumber(2),
            of=verified.of_sheet(2).keyings,
            fields=fields,
        )
    )
    numbers = {"on_sheets": 156, "verified": 150, "difference": 6}
    assert told(done.flags) == [("E107", "area", "A", "", numbers)]


# ---- two officers


def test_the_officer_who_keyed_a_sheet_does_not_key_it_the_second_time(verified: Hall) -> None:
    verified.key(1, RIGHT)
    assert told(refusal(lambda: verified.key(1, RIGHT))) == [
        ("E201", "sheet", "1", "", {"officer": CLERK})
    ]


def test_a_sheet_counts_when_two_officers_agree_and_not_before(verified: Hall) -> None:
    verified.key(1, RIGHT)
    assert verified.area("A").votes == [0, 0, 0]
    done = verified.key(1, RIGHT, by=OTHER_CLERK)
    assert verified.area("A").votes == [60, 30, 8]
    assert (verified.area("A").bundled, verified.area("A").sent) == (98, 2)
    assert (list(done.changed.areas), list(done.changed.sheets)) == (["A"], [1])


def test_each_differing_field_is_flagged_and_nothing_else(verified: Hall) -> None:
    verified.key(1, RIGHT)
    done = verified.key(1, sheet((61, 29, 8), sent=2), by=OTHER_CLERK)
    assert told(done.flags) == [
        ("E202", "sheet", "1", "1.part", {}),
        ("E202", "sheet", "1", "2.part", {}),
    ]
    assert verified.sheet(1).life is Life.DIFFERS
    assert verified.area("A").votes == [0, 0, 0]


def test_only_the_differing_fields_are_keyed_once_more_until_two_agree(verified: Hall) -> None:
    verified.key(1, RIGHT)
    verified.key(1, sheet((61, 29, 8), sent=2), by=OTHER_CLERK)
    fields = verified.fields(RIGHT, "1.part", "2.part")
    verified.do(
        acts.SheetDifferenceKeyed(
            **verified.by(THIRD_CLERK).contest,
            sheet=SheetNumber(1),
            of=verified.of_sheet(1).keyings,
            fields=fields,
        )
    )
    assert verified.sheet(1).life is Life.AGREED
    assert verified.area("A").votes == [60, 30, 8]


def test_a_third_officer_who_sees_a_third_value_settles_nothing(verified: Hall) -> None:
    verified.key(1, RIGHT)
    verified.key(1, sheet((61, 29, 8), sent=2), by=OTHER_CLERK)
    third = verified.fields(sheet((62, 29, 8)), "1.part", "2.part")
    done = verified.do(
        acts.SheetDifferenceKeyed(
            **verified.by(THIRD_CLERK).contest,
            sheet=SheetNumber(1),
            of=verified.of_sheet(1).keyings,
            fields=third,
        )
    )
    assert told(done.flags) == [("E202", "sheet", "1", "1.part", {})]
    assert verified.sheet(1).differing() == (2,)


def test_values_agreed_field_by_field_must_add_up_as_a_whole(verified: Hall) -> None:
    verified.key(1, sheet((60, 30, 8), sent=2))
    verified.key(1, sheet((61, 29, 8), sent=2), by=OTHER_CLERK)
    mixed = (
        *verified.fields(sheet((61, 0, 0)), "1.part"),
        *verified.fields(sheet((0, 30, 0)), "2.part"),
    )
    found = verified.refused(
        acts.SheetDifferenceKeyed(
            **verified.by(THIRD_CLERK).contest,
            sheet=SheetNumber(1),
            of=verified.of_sheet(1).keyings,
            fields=mixed,
        )
    )
    assert codes(found) == [Code.E101]
    assert verified.sheet(1).life is Life.DIFFERS


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("1.part",), [("E105", "sheet", "1", "2.part", {})]),
        (("1.part", "2.part", "3.part"), [("A105", "sheet", "1", "3.part", {})]),
    ],
)
def test_exactly_the_differing_fields_are_asked_for(
    verified: Hall, names: tuple[str, ...], expected: list[object]
) -> None:
    verified.key(1, RIGHT)
    verified.key(1, sheet((61, 29, 8), sent=2), by=OTHER_CLERK)
    fields = verified.fields(RIGHT, *names)
    assert (
        told(
            verified.refused(
                acts.SheetDifferenceKeyed(
                    **verified.by(THIRD_CLERK).contest,
                    sheet=SheetNumber(1),
                    of=verified.of_sheet(1).keyings,
                    fields=fields,
                )
            )
        )
        == expected
    )


def test_a_field_that_is_unknown_or_named_twice_is_refused(verified: Hall) -> None:
    verified.agree(1, RIGHT)
    twice = (FieldValue("sent", 3), FieldValue("sent", 4), FieldValue("9.full", 1))
    found = verified.refused(
        acts.SheetCorrected(
            **verified.by(SUPERVISOR).contest,
            sheet=SheetNumber(1),
            of=verified.of_sheet(1).made,
            fields=twice,
            reason="misread",
            second=OfficerNumber(SECOND_SUPERVISOR),
        )
    )
    assert told(found) == [("A104", "sheet", "1", "sent", {}), ("A104", "sheet", "1", "9.full", {})]


@pytest.mark.parametrize("life", [Life.ISSUED, Life.KEYED, Life.AGREED, Life.QUERIED])
def test_nothing_is_keyed_once_more_unless_two_keyings_differ(verified: Hall, life: Life) -> None:
    if life is Life.AGREED:
        verified.agree(1, RIGHT)
    elif life is not Life.ISSUED:
        verified.key(1, RIGHT)
    if life is Life.QUERIED:
        verified.do(
            acts.SheetQueried(
                **verified.by(CLERK).contest,
                sheet=SheetNumber(1),
                of=verified.of_sheet(1).opened,
                figures=RIGHT,
            )
        )
    found = verified.refused(
        acts.SheetDifferenceKeyed(
            **verified.by(THIRD_CLERK).contest,
            sheet=SheetNumber(1),
            of=verified.of_sheet(1).keyings,
            fields=(),
        )
    )
    assert told(found) == [("A105", "sheet", "1", life, {})]


def test_a_sheet_whose_keyings_differ_is_not_keyed_whole(verified: Hall) -> None:
    verified.key(1, RIGHT)
    verified.key(1, sheet((61, 29, 8), sent=2), by=OTHER_CLERK)
    found = refusal(lambda: verified.key(1, RIGHT, by=THIRD_CLERK))
    assert told(found) == [("A105", "sheet", "1", "differs", {})]


# ---- query


@pytest.mark.parametrize("keyings", [0, 1, 2])
def test_a_sheet_wrong_on_paper_goes_back_and_is_keyed_afresh(verified: Hall, keyings: int) -> None:
    for clerk, votes in list(zip((CLERK, OTHER_CLERK), ((60, 30, 8), (61, 29, 8)), strict=True))[
        :keyings
    ]:
        verified.key(1, sheet(votes, sent=2), by=clerk)
    wrong = replace(RIGHT, papers=Papers(102), sent=None)
    verified.do(
        acts.SheetQueried(
            **verified.by(CLERK).contest,
            sheet=SheetNumber(1),
            of=verified.of_sheet(1).opened,
            figures=wrong,
            note="does not add",
        )
    )
    assert verified.sheet(1).life is Life.QUERIED
    assert [found.place.field for found in verified.standing() if found.place.name == "1"] == [
        "queried"
    ]
    verified.agree(1, RIGHT)
    assert verified.area("A").votes == [60, 30, 8]


def test_a_live_sheet_is_not_queried_and_one_that_comes_back_wrong_is_queried_again(
    verified: Hall,
) -> None:
    verified.agree(1, RIGHT)
    found = verified.refused(
        acts.SheetQueried(
            **verified.by(CLERK).contest,
            sheet=SheetNumber(1),
            of=verified.of_sheet(1).opened,
            figures=RIGHT,
        )
    )
    assert told(found) == [("E106", "sheet", "1", "", {})]
    verified.do(
        acts.SheetQueried(
            **verified.by(CLERK).contest,
            sheet=SheetNumber(2),
            of=verified.of_sheet(2).opened,
            figures=RIGHT,
        )
    )
    verified.do(
        acts.SheetQueried(
            **verified.by(OTHER_CLERK).contest,
            sheet=SheetNumber(2),
            of=verified.of_sheet(2).opened,
            figures=RIGHT,
            note="wrong again",
        )
    )
    assert verified.sheet(2).life is Life.QUERIED


# ---- correction and withdrawal


def test_a_correction_moves_the_totals_by_what_it_corrects(verified: Hall) -> None:
    verified.agree(1, RIGHT)
    verified.agree(2, sheet((20, 15, 11), sent=4))
    fields = verified.fields(sheet((58, 30, 8), sent=4), "1.part", "sent")
    verified.do(
        acts.SheetCorrected(
            **verified.by(SUPERVISOR).contest,
            sheet=SheetNumber(1),
            of=verified.of_sheet(1).made,
            fields=fields,
            reason="two were doubtful",
            second=OfficerNumber(SECOND_SUPERVISOR),
        )
    )
    area = verified.area("A")
    assert (area.votes, area.bundled, area.sent) == ([78, 45, 19], 142, 8)
    assert verified.sheet(1).life is Life.CORRECTED


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"reason": " "}, [("A106", "sheet", "1", "reason", {})]),
        ({"second": SUPERVISOR}, [("A103", "officer", "3", "", {})]),
        ({"fields": (FieldValue("sent", 2),)}, [("A112", "sheet", "1", "unchanged", {})]),
        ({"sheet": 2}, [("A105", "sheet", "2", "issued", {})]),
        ({"sheet": 9}, [("A104", "sheet", "9", "", {})]),
    ],
)
def test_a_correction_has_a_reason_a_second_officer_and_something_to_correct(
    verified: Hall, change: dict[str, object], expected: list[object]
) -> None:
    verified.agree(1, RIGHT)
    fields = verified.fields(sheet((58, 30, 8), sent=4), "1.part", "sent")
    correction = {"sheet": 1, "fields": fields, "reason": "misread", "second": SECOND_SUPERVISOR}
    assert (
        told(
            verified.refused(
                verified.made(
                    acts.SheetCorrected,
                    SUPERVISOR,
                    **(correction | change),
                )
            )
        )
        == expected
    )


def test_a_correction_that_does_not_add_up_is_refused(verified: Hall) -> None:
    verified.agree(1, RIGHT)
    correction = {"sheet": 1, "reason": "misread", "second": SECOND_SUPERVISOR}
    found = verified.refused(
        verified.made(
            acts.SheetCorrected,
            SUPERVISOR,
            fields=(FieldValue("sent", 4),),
            **correction,
        )
    )
    assert codes(found) == [Code.E101]
    found = verified.refused(
        verified.made(
            acts.SheetCorrected,
            SUPERVISOR,
            fields=(FieldValue("1.part", 25),),
            **correction,
        )
    )
    assert codes(found) == [Code.E102, Code.E101]


def test_a_withdrawn_sheet_takes_its_figures_along_and_never_comes_back(verified: Hall) -> None:
    verified.agree(1, RIGHT)
    withdrawal = {"sheet": 1, "reason": "written twice", "second": SECOND_SUPERVISOR}
    verified.do(verified.made(acts.SheetWithdrawn, SUPERVISOR, **withdrawal))
    area = verified.area("A")
    assert (area.votes, area.bundled, area.sent) == ([0, 0, 0], 0, 0)
    gone: Told = [("A105", "sheet", "1", "withdrawn", {})]
    assert told(refusal(lambda: verified.key(1, RIGHT))) == gone
    assert (
        told(verified.refused(verified.made(acts.SheetWithdrawn, SUPERVISOR, **withdrawal))) == gone
    )
    assert (
        told(
            verified.refused(
                acts.SheetQueried(
                    **verified.by(CLERK).contest,
                    sheet=SheetNumber(1),
                    of=verified.of_sheet(1).opened,
                    figures=RIGHT,
                )
            )
        )
        == gone
    )
    assert told(refusal(lambda: verified.issue("A", 1))) == [("A108", "sheet", "1", "", {})]


def test_a_sheet_is_withdrawn_by_two_with_a_reason(verified: Hall) -> None:
    found = verified.refused(
        acts.SheetWithdrawn(
            **verified.by(SUPERVISOR).contest,
            sheet=SheetNumber(1),
            of=verified.of_sheet(1).made,
            reason="",
            second=OfficerNumber(SUPERVISOR),
        )
    )
    assert codes(found) == [Code.A103, Code.A106]
    found = verified.refused(
        acts.SheetWithdrawn(
            **verified.by(SUPERVISOR).contest,
            sheet=SheetNumber(9),
            of=verified.of_sheet(9).made,
            reason="lost",
            second=OfficerNumber(CLERK),
        )
    )
    assert told(found) == [("A104", "sheet", "9", "", {})]


# ---- handing out


def test_sheets_are_issued_once_in_order_and_to_a_known_area(verified: Hall) -> None:
    assert told(refusal(lambda: verified.issue("C", 9))) == [("A104", "area", "C", "", {})]
    assert told(refusal(lambda: verified.issue("A", 2, 4))) == [
        ("A108", "sheet", "2", "", {}),
        ("A108", "sheet", "3", "", {}),
    ]
    backwards = [("E102", "sheet", "8", "last", {"value": 8, "first": 9, "most": 1_000})]
    assert told(refusal(lambda: verified.issue("A", 9, 8))) == backwards
    too_many = [("E102", "sheet", "1009", "last", {"value": 1_009, "first": 9, "most": 1_000})]
    assert told(refusal(lambda: verified.issue("A", 9, 1_009))) == too_many


def test_every_issued_sheet_is_missed_by_name_in_its_life(verified: Hall) -> None:
    verified.key(1, RIGHT)
    verified.key(2, RIGHT)
    verified.key(2, sheet((61, 29, 8), sent=2), by=OTHER_CLERK)
    verified.do(
        acts.SheetQueried(
            **verified.by(CLERK).contest,
            sheet=SheetNumber(3),
            of=verified.of_sheet(3).opened,
            figures=RIGHT,
        )
    )
    verified.issue("B", 4)
    missing = [
        (f.place.name, f.place.field) for f in verified.standing() if f.place.kind == "sheet"
    ]
    assert missing == [("1", "keyed"), ("2", "differs"), ("3", "queried"), ("4", "issued")]


def test_a_contest_has_fewer_sheets_than_a_hostile_file_may_claim(hall: Hall) -> None:
    for first in range(1_001, 51_001, 1_000):
        hall.desk.hand_out(
            ELM,
            acts.SheetsIssued(
                **hall.desk.by(SUPERVISOR).contest,
                area="A",
                first=SheetNumber(first),
                last=SheetNumber(first + 999),
            ),
        )
    (found,) = hall.refused(
        acts.SheetsIssued(
            **hall.by(SUPERVISOR).contest,
            area="A",
            first=SheetNumber(60_001),
            last=SheetNumber(61_000),
        )
    )
    assert (found.code, found.place.field) == (Code.E102, "sheets")
