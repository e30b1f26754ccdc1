"""Practice counts: published figures split over areas, boxes, sheets and forms that never existed.

Every split is synthetic and exact: the parts add up to the published votes and rejected papers, and the
identities 1 to 3 of domain.md hold. The same seed always gives the same plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, count, pairwise
from random import Random

from tallyapp.domain.checks import Code, Finding, Refusal, finding
from tallyapp.domain.kinds import KindRules
from tallyapp.domain.things import Area, BallotBox, BallotPaperAccount, Bundles, FormFigures, SheetFigures
from tallyapp.domain.units import FormNumber, OfficerNumber, Papers, SheetNumber

from .published import PastResult

SYNTHETIC = "Areas, boxes, sheets, forms and heads are synthetic."
SYNTHETIC_BUT_HEADS = "Areas, boxes, sheets and forms are synthetic."

_LETTERS = "ABCDEFGHIJKL"
_FEWEST_AREAS = 3
_PAPERS_PER_AREA = 6_600
_PAPERS_PER_POLLING_BOX = 600
_PAPERS_PER_POSTAL_BOX = 1_200
_PAPERS_PER_SHEET = 1_100
_PAPERS_PER_FORM = 60
_VARIANCES_OF_100 = 4
_MISCOUNTS_OF_100 = 8
_HEAD_WEIGHTS = {"official-mark": 1, "too-many-votes": 97, "voter-identified": 9, "void": 283}
"""How rejected papers fall under the heads; a head that is not named here weighs 10."""
_EXPLANATIONS = {
    ("polling", True): "Synthetic: issued papers were taken away by voters, as the presiding officer noted.",
    ("polling", False): "Synthetic: the account has an error of addition; the list of issued numbers agrees.",
    ("postal", True): "Synthetic: ballot paper envelopes were opened and found empty.",
    ("postal", False): "Synthetic: envelopes held the papers of two voters of one household.",
}
"""By kind of box, and whether the account has more papers than the box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedBox:
    """A box, its account, and what each counting attempt finds, in papers: the last is what it holds.

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
    """A count sheet as the table writes it."""

    number: SheetNumber
    area: str
    figures: SheetFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedForm:
    """An adjudication form as it is signed."""

    number: FormNumber
    area: str
    figures: FormFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePlan:
    """A whole practice count on paper. Sheets are numbered through the contest, area after area."""

    contest: str
    source: str
    bundle: int
    areas: tuple[Area, ...]
    boxes: tuple[PlannedBox, ...]
    sheets: tuple[PlannedSheet, ...]
    forms: tuple[PlannedForm, ...]


def check_plan(result: PastResult) -> list[Finding]:
    """A110 for a contest whose count sheets cannot be made up: one of several seats."""
    if result.seats == 1:
        return []
    return [finding(Code.A110, "contest", result.full_name, "seats", seats=result.seats, most=1)]


def practice_plan(
    result: PastResult,
    rules: KindRules,
    *,
    seed: int,
    bundle: int = 50,
    adjudicator: OfficerNumber | None = None,
) -> PracticePlan:
    """A practice count that ends in exactly the published votes and rejected papers.

    Raises Refusal for a contest that cannot be planned, ValueError for rules without the heads of its papers.
    """
    if found := check_plan(result):
        raise Refusal(found)
    return _Planner(result, rules, seed, bundle, adjudicator).plan()


class _Planner:
    """Splits one contest, area by area; boxes, sheets and forms are numbered through the contest."""

    def __init__(
        self, result: PastResult, rules: KindRules, seed: int, bundle: int, adjudicator: OfficerNumber | None
    ) -> None:
        self.result = result
        self.bundle = bundle
        self.adjudicator = adjudicator
        self.heads = {
            head.key: 0 if head.in_part else _HEAD_WEIGHTS.get(head.key, 10) for head in rules.heads
        }
        # A text as seed is hashed by the generator itself, alike on every machine and in every run.
        self.random = Random(f"tallyapp practice {seed} {result.id}")  # noqa: S311 (nothing here is secret)
        self.boxes: list[PlannedBox] = []
        self.sheets: list[PlannedSheet] = []
        self.forms: list[PlannedForm] = []
        self.stations, self.postal_boxes = count(1), count(1)

    def plan(self) -> PracticePlan:
        """The whole plan."""
        result = self.result
        number = _parts(result.valid + result.rejected, _PAPERS_PER_AREA)
        letters = _LETTERS[: max(number, _FEWEST_AREAS)]
        sizes = self.weights(len(letters), 15)
        votes = [self.uneven(past.votes, sizes) for past in result.candidates]
        published = dict(result.by_head)
        heads = [self.uneven(published.pop(key, 0), sizes) for key in self.heads if result.by_head]
        if any(published.values()):
            raise ValueError(f"{result.name}: the rules have no head for {published}")
        rejected = [*map(sum, zip(*heads, strict=True))] or self.uneven(result.rejected, sizes)
        for index, letter in enumerate(letters):
            here = [parts[index] for parts in heads]
            self.plan_area(letter, [parts[index] for parts in votes], rejected[index], here)
        return PracticePlan(
            contest=result.id,
            source=f"{result.basis} {SYNTHETIC_BUT_HEADS if result.by_head else SYNTHETIC} {result.source}",
            bundle=self.bundle,
            areas=tuple(Area(id=letter, name=f"Area {letter}") for letter in letters),
            boxes=tuple(self.boxes),
            sheets=tuple(self.sheets),
            forms=tuple(self.forms),
        )

    def plan_area(self, area: str, votes: list[int], rejected: int, heads: list[int]) -> None:
        """One area with these votes and rejected papers; of the doubtful papers, some are good.

        `heads` are the rejected papers by head where they were published, else empty.
        """
        some = rejected * self.random.randrange(15, 46) // 100 + self.random.randrange(3)
        good = min(some, sum(votes))
        allowed = self.split(good, votes)
        bundled = [papers - doubtful for papers, doubtful in zip(votes, allowed, strict=True)]
        self.plan_boxes(area, sum(votes) + rejected)
        self.plan_sheets(area, bundled, good + rejected)
        self.plan_forms(area, allowed, heads or self.split(rejected, [*self.heads.values()]))

    def plan_boxes(self, area: str, papers: int) -> None:
        """Polling boxes, and at least one postal box, which is mixed with them."""
        postal = papers * self.random.randrange(15, 26) // 100
        polling = papers - postal
        for part in self.split(polling, self.weights(_parts(polling, _PAPERS_PER_POLLING_BOX), 30)):
            number = next(self.stations)
            box = BallotBox(id=f"{number}", name=f"Polling station {number}", kind="polling", area=area)
            self.boxes.append(self.counted(box, part))
        for part in self.split(postal, self.weights(_parts(postal, _PAPERS_PER_POSTAL_BOX), 10)):
            number = next(self.postal_boxes)
            box = BallotBox(id=f"P{number}", name=f"Postal box {number}", kind="postal", area=area)
            self.boxes.append(self.counted(box, part))

    def counted(self, box: BallotBox, papers: int) -> PlannedBox:
        """The box with its account and its attempts: most agree at once, a few only later or never."""
        chance, slip = self.random.randrange(100), self.random.randrange(1, 4)
        if self.random.randrange(2) and papers >= slip:
            slip = -slip
        issued, attempts, explanation = papers, [papers], ""
        if chance < _VARIANCES_OF_100:
            issued, attempts = papers + slip, [papers, papers]
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
        spoilt, tendered = self.random.randrange(5), int(self.random.randrange(40) == 0)
        used = issued + spoilt + tendered
        entrusted = (used * self.random.randrange(110, 150) // 10_000 + 1) * 100
        return BallotPaperAccount(
            issued=Papers(issued),
            unused=Papers(entrusted - used),
            spoilt=Papers(spoilt),
            tendered=Papers(tendered),
            entrusted=Papers(entrusted),
        )

    def plan_sheets(self, area: str, bundled: list[int], doubtful: int) -> None:
        """The count sheets of an area: each candidate's papers, and those sent for adjudication."""
        sizes = self.weights(_parts(sum(bundled) + doubtful, _PAPERS_PER_SHEET), 5)
        columns = [self.uneven(papers, sizes) for papers in bundled]
        sent = self.split(doubtful, sizes)
        for index, doubts in enumerate(sent):
            papers = [column[index] for column in columns]
            figures = SheetFigures(
                papers=Papers(sum(papers) + doubts),
                lines=tuple(Bundles(line // self.bundle, Papers(line % self.bundle)) for line in papers),
                sent=Papers(doubts),
            )
            number = SheetNumber(len(self.sheets) + 1)
            self.sheets.append(PlannedSheet(number=number, area=area, figures=figures))

    def plan_forms(self, area: str, allowed: list[int], rejected: list[int]) -> None:
        """The adjudication forms of an area; none if it has no doubtful papers."""
        sizes = [1] * _parts(sum(allowed) + sum(rejected), _PAPERS_PER_FORM)
        good = [self.split(papers, sizes) for papers in allowed]
        bad = [self.split(papers, sizes) for papers in rejected]
        for index in range(len(sizes)):
            allowed_here = tuple(Papers(parts[index]) for parts in good)
            rejected_here = tuple(Papers(parts[index]) for parts in bad)
            papers = sum(allowed_here) + sum(rejected_here)
            if not papers:
                continue
            figures = FormFigures(
                papers=Papers(papers),
                allowed=allowed_here,
                rejected=rejected_here,
                objections=min(self.random.randrange(3), papers),
                adjudicator=self.adjudicator,
            )
            number = FormNumber(len(self.forms) + 1)
            self.forms.append(PlannedForm(number=number, area=area, figures=figures))

    def weights(self, number: int, spread: int) -> list[int]:
        """That many weights around 100, as far from it as `spread`."""
        return [self.random.randrange(100 - spread, 101 + spread) for _ in range(number)]

    def uneven(self, total: int, sizes: Sequence[int]) -> list[int]:
        """The total split by size, a little more here and a little less there."""
        return self.split(total, [size * self.random.randrange(92, 109) for size in sizes])

    def split(self, total: int, weights: Sequence[int]) -> list[int]:
        """The total in whole parts by weight, each its exact share rounded down or up.

        The parts lie end to end on a line that starts at a random place, so that a lone paper falls anywhere,
        yet never where the weight is 0.
        """
        whole = sum(weights)
        if not whole:
            if total:
                raise ValueError(f"{self.result.name}: nowhere to put {total} papers")
            return [0] * len(weights)
        start = self.random.randrange(whole)
        edges = [(total * edge + start) // whole for edge in accumulate(weights, initial=0)]
        return [after - before for before, after in pairwise(edges)]


def _parts(papers: int, each: int) -> int:
    """How many parts of about `each` papers, at least one."""
    return max(1, (papers + each // 2) // each)
