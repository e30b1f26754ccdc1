"""Contests to draw and to write of, from the notices that other tests draw."""

from tallyapp.domain.reports.declaration_report import DeclarationReport
from tallyapp.domain.reports.press_report import PressContest, standing


def told(notice: DeclarationReport, id_: str = "oxford-east") -> PressContest:
    """A contest as the press is told of it, with this notice."""
    position = notice.checkpoint.seq
    return PressContest(id=id_, position=position, notice=notice, candidates=standing(notice))
