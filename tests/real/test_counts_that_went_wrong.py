"""Bad counts that really happened, keyed as they went wrong:
stopped with a code, then right and declared.

Figures that are said to be published are those of the reports named at each
case; how they fall over areas, boxes and sheets, and every figure not named
there, is invented. Wards of several seats have a module of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tallyapp.domain import acts
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tests.halls import (
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Hall,
    a_hall,
    codes,
    form,
    made,
    refusal,
    sheet,
    told,
)


@dataclass(frozen=True)
class Counted:
    """What one area really holds: votes by candidate, and papers rejected as void."""

    votes: Sequence[int]
    rejected: int = 0

    @property
    def papers(self) -> int:
        return sum(self.votes) + self.rejected


class Night:
    """A contest whose every area has two boxes,
    one sheet and, where papers were doubtful, one form.
    """

    def __init__(
        self, folder: Path, candidates: Sequence[str], areas: Mapping[str, Counted]
    ) -> None:
        self.areas = areas
        boxes = {area: (f"{area.lower()}1", f"{area.lower()}2") for area in areas}
        self.hall: Hall = a_hall(
            folder, candidates=candidates, areas=boxes, bundle=100, electorate=99_999
        )
        for n, area in enumerate(areas, 1):
            self.hall.issue(area, n)

    def verify(self, *left_out: str) -> None:
        """Count every box but those left out."""
        for area, counted in self.areas.items():
            half = counted.papers // 2
            first, second = f"{area.lower()}1", f"{area.lower()}2"
            for box, papers in ((first, half), (second, counted.papers - half)):
                if box not in left_out:
                    self.hall.verify({box: papers})

    def key(self, *left_out: str) -> None:
        """Two officers key the sheet and the form of every area but those left out."""
        for n, (area, counted) in enumerate(self.areas.items(), 1):
            if area not in left_out:
                self.hall.agree(n, sheet(counted.votes, sent=counted.rejected, bundle=100))
                if counted.rejected:
                    nobody = [0] * len(counted.votes)
                    self.hall.agree_form(n, area, form(nobody, (0, 0, 0, counted.rejected)))

    def no_result(self) -> None:
        """Neither a provisional result nor a declaration is let through."""
        assert refusal(self.hall.provisional) == self.hall.standing() != []
        assert refusal(self.hall.declare) != []


def test_putney_2024_the_totals_of_one_mini_count_were_left_out(tmp_path: Path) -> None:
    """6,558 votes missing of 49,295; what was declared, and the corrected figures, are published.

    Wandsworth Council's review, September 2024.
    The votes missing are published for three candidates.
    """
    candidates = ("Anderson", "Burford-Connole", "Hunter", "Khoo", "McCarthy", "McEntee", "Roberts")
    corrected = (24_113, 332, 3_070, 491, 5_943, 3_721, 11_625)
    missing = (24_113 - 20_952, 42, 391, 62, 5_943 - 5_189, 534, 11_625 - 10_011)
    assert (sum(corrected), sum(missing)) == (49_295, 6_558)
    declared = [was - left_out for was, left_out in zip(corrected, missing, strict=True)]
    night = Night(
        tmp_path, candidates, {"A": Counted(declared, rejected=218), "B": Counted(missing)}
    )
    hall = night.hall
    night.verify()
    hall.state_verification()
    night.key("B")
    assert (hall.figures.votes[0], hall.figures.valid) == (20_952, 42_737)
    short = {"counted": 0, "verified": 6_558, "difference": -6_558}
    total = {"counted": 42_955, "verified": 49_513, "difference": -6_558}
    assert told(hall.standing()) == [
        ("E302", "area", "B", "sheets", {}),
        ("E302", "sheet", "2", "issued", {}),
        ("E301", "area", "B", "", short),
        ("E303", "contest", "Elm Valley", "", total),
    ]
    night.no_result()

    night.key("A")
    hall.finish()
    assert (hall.figures.votes, sum(hall.figures.rejected)) == (corrected, 218)
    assert hall.elected == (1,)
    hall.desk.close()


def test_plymouth_2017_one_ward_was_missing_from_the_declaration_sheet(tmp_path: Path) -> None:
    """6,587 votes of one ward counted, and missing from the sum; that figure alone is published."""
    ward = Counted((3_587, 2_600, 400), rejected=11)
    night = Night(
        tmp_path, ("Ash", "Birch", "Cedar"), {"A": Counted((9_000, 8_000, 900), 40), "B": ward}
    )
    hall = night.hall
    night.verify()
    hall.state_verification()
    night.key("B")
    assert {f.place.name for f in hall.standing() if f.place.kind == "area"} == {"B"}
    assert [f.numbers[-1].value for f in hall.standing() if f.code == Code.E303] == [-6_598]
    night.no_result()

    night.key("A")
    hall.finish()
    assert hall.figures.valid == 17_900 + 6_587
    hall.desk.close()


def test_crowland_2007_a_whole_ballot_box_was_not_counted(tmp_path: Path) -> None:
    """No figures are published."""
    areas = {"A": Counted((700, 600), 5), "B": Counted((310, 420), 3)}
    night = Night(tmp_path, ("Ash", "Birch"), areas)
    hall = night.hall
    night.verify("b2")
    assert told(refusal(hall.state_verification)) == [("E302", "box", "b2", "account", {})]
    night.key("B")
    hall.agree(2, sheet((150, 215), sent=1, bundle=100))
    hall.agree_form(2, "B", form((0, 0), (0, 0, 0, 1)))
    # Everything that was counted adds up: the box alone is missing.
    assert told(hall.standing()) == [
        ("E302", "box", "b2", "account", {}),
        ("E302", "contest", "Elm Valley", "statement", {}),
    ]
    night.no_result()

    hall.verify({"b2": 367})
    hall.state_verification()
    hall.issue("B", 3)
    hall.agree(3, sheet((160, 205), sent=2, bundle=100))
    hall.agree_form(3, "B", form((0, 0), (0, 0, 0, 2)))
    hall.finish()
    assert hall.figures.votes == (1_010, 1_020)
    assert hall.elected == (2,)
    hall.desk.close()


NELSON = ("Green", "Hannah-Wood")
TRUE = (242, 177)


def test_nelson_2023_two_figures_without_names_were_read_in_the_other_order(tmp_path: Path) -> None:
    """Marsden West: 242 and 177 were declared as 177 and 242 ([2023] EWHC 2034 (KB))."""
    night = Night(tmp_path, NELSON, {"A": Counted(TRUE)})
    hall = night.hall
    night.verify()
    hall.state_verification()
    night.key()
    hall.provisional()
    hall.opportunity()
    exchanged = [
        ("E202", "candidate", "1", "read-back", {"keyed": 177, "figures": 242}),
        ("E202", "candidate", "2", "read-back", {"keyed": 242, "figures": 177}),
    ]
    assert told(hall.read_back(177, 242).flags) == exchanged
    assert told(refusal(hall.declare)) == exchanged
    loser = hall.declaration() | {"elected": (2,)}
    assert told(hall.refused(made(acts.Declared, hall.by(1), **loser))) == exchanged

    hall.read_back(242, 177)
    hall.declare()
    assert (hall.figures.votes, hall.elected) == (TRUE, (1,))
    hall.desk.close()


def test_nelson_where_both_officers_key_from_the_paper_without_names(tmp_path: Path) -> None:
    """Everything adds up, and the wrong candidate leads: the hand-added totals do not agree."""
    night = Night(tmp_path, NELSON, {"A": Counted((177, 242))})
    hall = night.hall
    night.verify()
    hall.state_verification()
    night.key()
    hall.provisional()
    hall.opportunity()
    hall.read_back(*TRUE)
    assert codes(refusal(hall.declare)) == [Code.E202, Code.E202]

    fields = tuple(
        FieldValue(n, v) for n, v in (("1.full", 2), ("1.part", 42), ("2.full", 1), ("2.part", 77))
    )
    hall.do(
        acts.SheetCorrected(
            **hall.by(SUPERVISOR).contest,
            second=OfficerNumber(SECOND_SUPERVISOR),
            sheet=SheetNumber(1),
            of=hall.of_sheet(1).made,
            fields=fields,
            reason="written in the order of counting",
        )
    )
    assert told(refusal(hall.declare)) == [("E302", "contest", "Elm Valley", "provisional", {})]
    hall.finish()
    assert (hall.figures.votes, hall.elected) == (TRUE, (1,))
    hall.desk.close()


def test_katesgrove_is_not_caught_by_sums_alone(tmp_path: Path) -> None:
    """A bundle of 100 on the wrong pile adds up everywhere:
    people and plausibility find it (W402, W403).
    """
    night = Night(tmp_path, ("Ash", "Birch"), {"A": Counted((700, 600))})
    hall = night.hall
    night.verify()
    hall.state_verification()
    hall.agree(1, sheet((600, 700), bundle=100))
    assert hall.standing() == []
    hall.desk.close()
