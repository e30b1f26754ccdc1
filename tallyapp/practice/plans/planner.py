"""What practice plans of every kind have in common: areas, boxes, sheets, slips and forms."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any, Generic, TypeVar

from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.domain.vocabulary.on_paper import (
    Area,
    BallotBox,
    BallotPaperAccount,
    Bundles,
    FormFigures,
    SheetFigures,
    SheetForm,
)
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import (
    CandidateNumber,
    FormNumber,
    OfficerNumber,
    Papers,
    SheetNumber,
)
from tallyapp.exchange.tables import LONGEST_TEXT
from tallyapp.past.published import PastResult
from tallyapp.practice.plans.plans import (
    OnPaper,
    PlannedBox,
    PlannedForm,
    PlannedSheet,
    PracticePlan,
)
from tallyapp.practice.plans.splits import Splits, number_of_parts

OTHERWISE = "The source names others as elected than these votes elect."
"""In the note of a contest, where there is no room for their names."""
SYNTHETIC = "Areas, boxes, sheets, forms and heads are synthetic."
SYNTHETIC_BUT_HEADS = "Areas, boxes, sheets and forms are synthetic."

_LETTERS = "ABCDEFGHIJKL"
_FEWEST_AREAS = 3
_PAPERS_PER_AREA = 6_600
PAPERS_PER_POLLING_BOX = 600
_PAPERS_PER_POSTAL_BOX = 1_200
_PAPERS_PER_SHEET = 1_100
_PAPERS_PER_FORM = 60
_VARIANCES_OF_100 = 4
_MISCOUNTS_OF_100 = 8
# They need only look likely: heads are made up where none was published.
_HEAD_WEIGHTS = {"official-mark": 1, "too-many-votes": 97, "voter-identified": 9, "void": 283}
"""How rejected papers fall under the heads; a head that is not named here weighs 10."""
_EXPLANATIONS = {
    (
        "polling",
        True,
    ): "Synthetic: issued papers were taken away by voters, as the presiding officer noted.",
    (
        "polling",
        False,
    ): "Synthetic: the account has an error of addition; the list of issued numbers agrees.",
    ("postal", True): "Synthetic: ballot paper envelopes were opened and found empty.",
    ("postal", False): "Synthetic: envelopes held the papers of two voters of one household.",
}
"""By kind of box, and whether the account has more papers than the box."""


_Whose = TypeVar("_Whose", CandidateNumber, Slate)


class Planner(ABC, Generic[_Whose]):
    """Splits one contest by areas; boxes, sheets and forms are numbered through the contest."""

    def __init__(
        self,
        result: PastResult,
        rules: KindRules,
        seed: int,
        on_paper: OnPaper,
        adjudicator: OfficerNumber | None,
    ) -> None:
        self.result = result
        self.on_paper = on_paper
        self.adjudicator = adjudicator
        self.heads: dict[str, int] = {
            head.key: 0 if head.in_part else _HEAD_WEIGHTS.get(head.key, 10) for head in rules.heads
        }
        # Seeded by the contest too, so that two of one night are not the same papers.
        self.splits = Splits(result.name, f"tallyapp practice {seed} {result.id}")
        self.random = self.splits.random
        self.boxes: list[PlannedBox] = []
        self.sheets: list[PlannedSheet] = []
        self.forms: list[PlannedForm] = []
        self.slates: list[Slate] = []
        self.slip_areas: frozenset[str] = frozenset()
        self.stations = count(1)
        self.postal_boxes = count(1)

    def plan(self) -> PracticePlan:
        """The whole plan."""
        result = self.result
        number = number_of_parts(result.valid + result.rejected, _PAPERS_PER_AREA)
        letters = _LETTERS[: max(number, _FEWEST_AREAS)]
        sizes = self.splits.weights(len(letters), 15)
        # Rounded up: a contest that has slips at all has them somewhere.
        if with_slips := -(-len(letters) * self.on_paper.slip_areas // 100):
            self.slip_areas = frozenset(self.random.sample(letters, with_slips))
        self.plan_areas(letters, sizes)
        return PracticePlan(
            contest=result.id,
            source=_note(result),
            on_paper=self.on_paper,
            areas=tuple(Area(id=letter, name=f"Area {letter}") for letter in letters),
            boxes=tuple(self.boxes),
            sheets=tuple(self.sheets),
            forms=tuple(self.forms),
            slates=tuple(self.slates),
        )

    @abstractmethod
    def plan_areas(self, letters: str, sizes: Sequence[int]) -> None:
        """Plan each area, larger or smaller by its size."""

    # ---- rejected papers

    def rejected_by_area(self, sizes: Sequence[int]) -> list[tuple[int, list[int]]]:
        """Papers rejected in each area, and of these by head where that was published."""
        published = dict(self.result.by_head)
        # Papers under a head that these rules lack would vanish from the form unseen.
        for key, papers in published.items():
            if papers and not self.heads.get(key):
                raise ValueError(
                    f"{self.result.name}: the rules have no head for {papers} papers ({key})"
                )
        keys = list(self.heads) if published else []
        heads: list[list[int]] = [self.splits.uneven(published.get(key, 0), sizes) for key in keys]
        rejected = [*map(sum, zip(*heads, strict=True))] or self.splits.uneven(
            self.result.rejected, sizes
        )
        return [(papers, [parts[area] for parts in heads]) for area, papers in enumerate(rejected)]

    def by_head(self, rejected: int, published: list[int]) -> list[int]:
        """Rejected papers by head: as published, or made up."""
        return published or self.splits.split(rejected, [*self.heads.values()])

    def good_of_doubtful(self, rejected: int, valid: int) -> int:
        """Of the papers that are doubtful, how many are good beside so many rejected."""
        some = rejected * self.random.randrange(15, 46) // 100 + self.random.randrange(3)
        return min(some, valid)

    # ---- boxes

    def plan_boxes(self, area: str, papers: int) -> None:
        """Polling boxes, and at least one postal box, which is mixed with them."""
        split = self.splits.split
        weights = self.splits.weights
        # Both kinds in every area: postal papers are mixed with those of a ballot box.
        postal = papers * self.random.randrange(15, 26) // 100
        polling = papers - postal
        for part in split(polling, weights(number_of_parts(polling, PAPERS_PER_POLLING_BOX), 30)):
            number = next(self.stations)
            box = BallotBox(
                id=f"{number}", name=f"Polling station {number}", kind="polling", area=area
            )
            self.boxes.append(self.counted(box, part))
        for part in split(postal, weights(number_of_parts(postal, _PAPERS_PER_POSTAL_BOX), 10)):
            number = next(self.postal_boxes)
            box = BallotBox(id=f"P{number}", name=f"Postal box {number}", kind="postal", area=area)
            self.boxes.append(self.counted(box, part))

    def counted(self, box: BallotBox, papers: int) -> PlannedBox:
        """The box with its account and its attempts: most agree at once, a few later or never."""
        chance = self.random.randrange(100)
        slip = self.random.randrange(1, 4)
        if self.random.randrange(2) and papers >= slip:
            slip = -slip
        issued = papers
        attempts = [papers]
        explanation = ""
        # A few boxes vary and are explained, a few are miscounted first: practice without either
        # would teach that there is none.
        if chance < _VARIANCES_OF_100:
            issued = papers + slip
            attempts = [papers, papers]
            explanation = _EXPLANATIONS[box.kind, slip > 0]
        elif chance < _VARIANCES_OF_100 + _MISCOUNTS_OF_100:
            attempts = [papers + slip, papers]
        return PlannedBox(
            box=box,
            account=self.account(box.kind, issued),
            attempts=tuple(map(Papers, attempts)),
            explanation=explanation,
        )

    def account(self, kind: str, issued: int) -> BallotPaperAccount:
        """An account that adds up; papers are entrusted to a polling station in hundreds."""
        if kind == "postal":
            return BallotPaperAccount(
                issued=Papers(issued), unused=Papers(0), spoilt=Papers(0), tendered=Papers(0)
            )
        spoilt = self.random.randrange(5)
        tendered = int(self.random.randrange(40) == 0)
        used = issued + spoilt + tendered
        # In hundreds, as papers are printed and entrusted to a polling station.
        entrusted = (used * self.random.randrange(110, 150) // 10_000 + 1) * 100
        return BallotPaperAccount(
            issued=Papers(issued),
            unused=Papers(entrusted - used),
            spoilt=Papers(spoilt),
            tendered=Papers(tendered),
            entrusted=Papers(entrusted),
        )

    # ---- sheets and slips

    def sheet_sizes(self, papers: int) -> list[int]:
        """How an area's papers fall on its sheets."""
        return self.splits.weights(number_of_parts(papers, _PAPERS_PER_SHEET), 5)

    def add_sheet(self, area: str, figures: SheetFigures, form: SheetForm = "sheet") -> None:
        """The next sheet of the contest, or slip."""
        number = SheetNumber(len(self.sheets) + 1)
        self.sheets.append(PlannedSheet(number=number, area=area, figures=figures, form=form))

    def lines(self, papers: Iterable[int]) -> tuple[tuple[Bundles, ...], tuple[Papers, ...]]:
        """Lines as this contest writes them: the bundles, the totals, or both."""
        papers = tuple(papers)
        bundle = self.on_paper.bundle
        written = self.on_paper.written
        bundles = (Bundles(each // bundle, Papers(each % bundle)) for each in papers)
        totals = map(Papers, papers)
        return tuple(bundles) if written != "total" else (), tuple(
            totals
        ) if written != "bundles" else ()

    def after_slips(self, area: str, papers: Mapping[_Whose, int]) -> dict[_Whose, int]:
        """What of each line is left for the sheet, where full bundles are on slips before it."""
        if area not in self.slip_areas:
            return dict(papers)
        bundle = self.on_paper.bundle
        for whose, each in papers.items():
            # Full bundles go to the top table with a slip; what is left over stays on the sheet.
            if full := each - each % bundle:
                bundles, totals = self.lines([full])
                self.add_sheet(
                    area,
                    SheetFigures(
                        papers=Papers(full),
                        lines=bundles,
                        totals=totals,
                        sent=None,
                        slip=self.whose(whose),
                    ),
                    "slip",
                )
        return {whose: each % bundle for whose, each in papers.items()}

    @abstractmethod
    def whose(self, line: _Whose) -> Slate:
        """Whose a slip of a line is: one candidate's, or a slate's."""

    # ---- forms

    def form_sizes(self, papers: int) -> list[int]:
        """How an area's doubtful papers fall on its forms; none of them may fall on one."""
        return [1] * number_of_parts(papers, _PAPERS_PER_FORM)

    def add_form(self, area: str, papers: int, **figures: Any) -> None:
        """The next form of the contest, unless no paper is on it."""
        if not papers:
            return
        signed = FormFigures(
            papers=Papers(papers),
            objections=min(self.random.randrange(3), papers),
            adjudicator=self.adjudicator,
            **figures,
        )
        self.forms.append(
            PlannedForm(number=FormNumber(len(self.forms) + 1), area=area, figures=signed)
        )


def _note(result: PastResult) -> str:
    """The note of the contest: what whoever opens the count is to know of its figures.

    A note has only so much room: of what does not fit, the names of the elected go first.
    """
    synthetic = SYNTHETIC_BUT_HEADS if result.by_head else SYNTHETIC
    for otherwise in (result.otherwise, OTHERWISE if result.otherwise else ""):
        said = (result.basis, otherwise, synthetic, result.source)
        note = " ".join(filter(None, said))
        if len(note) <= LONGEST_TEXT:
            return note
    return f"{note[: LONGEST_TEXT - 1]}…"
