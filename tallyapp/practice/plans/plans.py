"""The papers of a practice count: boxes, sheets, slips and forms as they are written in a hall."""

from dataclasses import dataclass

from tallyapp.domain.rules.set_up import BUNDLES
from tallyapp.domain.rules.sheet_lines import Slates, Written
from tallyapp.domain.vocabulary.on_paper import (
    Area,
    BallotBox,
    BallotPaperAccount,
    FormFigures,
    SheetFigures,
    SheetForm,
)
from tallyapp.domain.vocabulary.units import FormNumber, Papers, SheetNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """How papers are bundled and written down: size of bundle, what stands on a line, slips.

    In `slip_areas` of a hundred areas full bundles go to a top table, each line's with a slip of
    its own.
    """

    bundle: int = 50
    written: Written = "bundles"
    slip_areas: int = 0


USUAL = OnPaper()
"""Bundles of fifty, written as such, and no slips."""
_WAYS: tuple[Written, ...] = ("bundles", "total", "both")
_SLIP_AREAS = 34


def varied(place: int) -> OnPaper:
    """How the contest at this place among many is written: all sizes and ways in turn."""
    return OnPaper(
        bundle=BUNDLES[place % len(BUNDLES)],
        written=_WAYS[place % len(_WAYS)],
        slip_areas=_SLIP_AREAS * (place % 2),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedBox:
    """A box, its account, and the papers that each attempt finds: the last is what it holds.

    `explanation` is empty unless the account differs from what the box holds.
    """

    box: BallotBox
    account: BallotPaperAccount
    attempts: tuple[Papers, ...]
    explanation: str

    @property
    def papers(self) -> Papers:
        """The papers that the box holds."""
        return self.attempts[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSheet:
    """A count sheet, or a bundle slip, as the table writes it."""

    number: SheetNumber
    area: str
    figures: SheetFigures
    form: SheetForm = "sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedForm:
    """An adjudication form as it is signed."""

    number: FormNumber
    area: str
    figures: FormFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePlan:
    """A whole practice count on paper.

    Sheets and slips are numbered through the contest, area after area, an area's slips after its
    sheets. Slates are numbered as they are first met on them.
    """

    contest: str
    source: str
    on_paper: OnPaper
    areas: tuple[Area, ...]
    boxes: tuple[PlannedBox, ...]
    sheets: tuple[PlannedSheet, ...]
    forms: tuple[PlannedForm, ...]
    slates: Slates = ()

    @property
    def bundle(self) -> int:
        """Papers in a full bundle."""
        return self.on_paper.bundle
