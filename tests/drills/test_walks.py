"""Nights walked through by chance, in the short form; and that they come to what they are for."""

from tests.drills.reports import Plan
from tests.drills.walks import walks


def test_whatever_is_done_in_a_night_its_sums_agree_and_what_does_not_is_not_declared() -> None:
    report = walks(Plan())
    assert report.holds, report.text()
    assert len(report.controls) == 4
    assert report.done["nights with a declaration after a re-count"] * 10 >= report.done["nights"]
