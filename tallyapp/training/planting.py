"""Plants mistakes in the papers of a practice count, by chance that is always the same."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from tallyapp.domain.rules.sheet_lines import Slates
from tallyapp.domain.rules.slate_warnings import look_alike
from tallyapp.domain.vocabulary.on_paper import Candidate, SheetFigures
from tallyapp.domain.vocabulary.slates import Slate, slate_of
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers
from tallyapp.errors import EnvironmentFault
from tallyapp.practice.plans.plans import PlannedBox, PlannedSheet, PracticePlan
from tallyapp.words.catalogue import say

from .planted import Mistake, Planted, Truth
from .sheet_lines import Line, exchanged, lines_of, with_line, with_whose

LEFT_OUT = 10
"""Papers that the first count of a box leaves out: a bundle of ten under another."""
SHORT = 2
"""Papers by which the lines of a sheet are short."""
_BEGINNINGS = 50
_LEAST_MOVED = 20
"""A block that stands twice has as many papers at least: fewer would be found by nobody."""
_IN_THIS_ORDER = (
    Mistake.BOX,
    Mistake.DOUBLED,
    Mistake.SWAPPED,
    Mistake.LOOK_ALIKE,
    Mistake.SHORT,
)
"""Those that find a place least easily come first."""
_OF_AN_AREA = frozenset({Mistake.BOX, Mistake.DOUBLED, Mistake.SWAPPED})
"""After these an area's papers are not those verified: two in one area could hide each other."""


class Written(NamedTuple):
    """A plan as its papers are written, and what they would be without mistakes."""

    plan: PracticePlan
    truth: Truth


class _Option(NamedTuple):
    """A place for a mistake: the mistake there, and the sheets or the box as then written."""

    planted: Planted
    sheets: tuple[tuple[int, SheetFigures], ...] = ()
    box: PlannedBox | None = None


def plant(
    plan: PracticePlan,
    candidates: Sequence[Candidate],
    seed: int,
    mistakes: Collection[Mistake] = tuple(Mistake),
) -> Written:
    """The plan with each of these mistakes once; the same seed always plants the same.

    No sheet has two of them. Raises EnvironmentFault where there is no place for one.
    """
    # One mistake may take the only place of another: then chance begins anew, the same each time.
    for beginning in range(_BEGINNINGS):
        planting = _Planting(plan, candidates, seed, beginning)
        chosen = [mistake for mistake in _IN_THIS_ORDER if mistake in mistakes]
        without = next((mistake for mistake in chosen if not planting.plant(mistake)), None)
        if without is None:
            return planting.written()
    what = say("training", f"mistake.{without}")
    raise EnvironmentFault(say("training", "no-place", mistake=what))


class _Planting:
    """One plan, as far as mistakes are planted in it."""

    def __init__(
        self, plan: PracticePlan, candidates: Sequence[Candidate], seed: int, beginning: int
    ) -> None:
        self._plan = plan
        self._candidates = candidates
        self._seed = seed
        # A text as seed is hashed by the generator itself, alike on every machine.
        self._random = Random(f"tallyapp training {seed} {beginning} {plan.contest}")  # noqa: S311
        self._sheets = [sheet for sheet in plan.sheets if sheet.form == "sheet"]
        self._used: set[int] = set()
        self._areas: set[str] = set()
        self._chosen: list[_Option] = []
        self._options: dict[Mistake, Callable[[], Iterable[_Option]]] = {
            Mistake.BOX: self._boxes,
            Mistake.SHORT: self._short,
            Mistake.SWAPPED: self._swapped,
            Mistake.DOUBLED: self._doubled,
            Mistake.LOOK_ALIKE: self._look_alikes,
        }

    def plant(self, mistake: Mistake) -> bool:
        """Choose a place for it among all that there are; whether there is one."""
        free = [
            option
            for option in self._options[mistake]()
            if not self._used.intersection(option.planted.sheets)
        ]
        if not free:
            return False
        apart = [option for option in free if option.planted.area not in self._areas]
        chosen = self._random.choice(apart if apart and mistake in _OF_AN_AREA else free)
        self._chosen.append(chosen)
        self._used.update(chosen.planted.sheets)
        if mistake in _OF_AN_AREA:
            self._areas.add(chosen.planted.area)
        return True

    def written(self) -> Written:
        """The plan with all that was planted, and the truth beside it."""
        plan = self._plan
        sheets = {number: figures for option in self._chosen for number, figures in option.sheets}
        boxes = {option.box.box.id: option.box for option in self._chosen if option.box}
        truth = Truth(
            seed=self._seed,
            planted=tuple(option.planted for option in self._chosen),
            sheets={int(sheet.number): sheet.figures for sheet in plan.sheets},
            areas={int(sheet.number): sheet.area for sheet in plan.sheets},
            boxes={planned.box.id: planned.papers for planned in plan.boxes},
        )
        written = tuple(
            replace(sheet, figures=sheets.get(sheet.number, sheet.figures)) for sheet in plan.sheets
        )
        wrong = replace(
            plan,
            boxes=tuple(boxes.get(planned.box.id, planned) for planned in plan.boxes),
            sheets=written,
            slates=_met_on(written),
        )
        return Written(wrong, truth)

    # ---- places for each

    def _boxes(self) -> Iterator[_Option]:
        for planned in self._plan.boxes:
            plain = len(planned.attempts) == 1 and planned.papers == planned.account.issued
            if planned.box.kind != "polling" or not plain or planned.papers <= LEFT_OUT:
                continue
            found = Papers(planned.papers - LEFT_OUT)
            planted = Planted(
                mistake=Mistake.BOX,
                area=planned.box.area,
                box=planned.box.id,
                written=(found,),
                right=(planned.papers,),
            )
            yield _Option(planted, box=replace(planned, attempts=(found,)))

    def _short(self) -> Iterator[_Option]:
        for sheet, line in self._lines():
            if line.papers > SHORT:
                less = line.papers - SHORT
                yield self._on_a_line(Mistake.SHORT, sheet, line, less, written=0)

    def _swapped(self) -> Iterator[_Option]:
        """Digits of a part bundle, or of a total; where no figure of a sheet can be written so,
        those of the papers from which its bundles were worked out.
        """
        for sheet in self._sheets:
            lines = lines_of(sheet.figures, self._plan.on_paper)
            bundle = self._plan.bundle if self._plan.on_paper.written == "bundles" else 0
            ways = [(line, _digits_swapped(line.papers, bundle)) for line in lines]
            if not any(papers for _, papers in ways):
                ways = [(line, _digits_swapped(line.papers, 0)) for line in lines]
            for line, papers in ways:
                if papers:
                    more = papers - line.papers
                    yield self._on_a_line(Mistake.SWAPPED, sheet, line, papers, written=more)

    def _doubled(self) -> Iterator[_Option]:
        """The papers of a line of one sheet stand on another of its area too; where an area has
        one sheet, they stand twice on its line.
        """
        for sheet, line in self._lines():
            if line.papers < _LEAST_MOVED:
                continue
            others = [other for other in self._sheets if other.area == sheet.area] or [sheet]
            for other in [each for each in others if each is not sheet] or [sheet]:
                there = self._papers_on(other, line.whose)
                also = (int(sheet.number),) if other is not sheet else ()
                on_line = line._replace(papers=there)
                twice = there + line.papers
                yield self._on_a_line(
                    Mistake.DOUBLED, other, on_line, twice, written=line.papers, also=also
                )

    def _on_a_line(
        self,
        mistake: Mistake,
        sheet: PlannedSheet,
        line: Line,
        papers: int,
        *,
        written: int,
        also: tuple[int, ...] = (),
    ) -> _Option:
        """A line of a sheet with other papers; so many more are written as the sheet's own."""
        figures = with_line(sheet.figures, line.whose, papers, self._plan.on_paper, written=written)
        planted = Planted(
            mistake=mistake,
            area=sheet.area,
            sheets=(int(sheet.number), *also),
            field=line.field,
            written=(papers,),
            right=(line.papers,),
        )
        return _Option(planted, ((int(sheet.number), figures),))

    def _look_alikes(self) -> Iterator[_Option]:
        """Papers of a slate written for one with a like name; where there are no slates, the two
        on each other's line.
        """
        pairs = self._like_names()
        slates = list(self._for_another_slate(pairs))
        yield from slates or self._on_each_others_line(pairs)

    def _for_another_slate(self, pairs: Collection[tuple[int, int]]) -> Iterator[_Option]:
        for sheet, line in self._lines():
            if sheet.figures.mixed is None or len(line.whose) < 2 or not line.papers:
                continue
            written = {each.candidates for each in sheet.figures.blocks}
            for taken, named in pairs:
                other = _in_place_of(line.whose, taken, named)
                if other is None or other in written:
                    continue
                figures = with_whose(sheet.figures, line.whose, other)
                yield self._for_others(sheet, figures, line.whose, other)

    def _on_each_others_line(self, pairs: Collection[tuple[int, int]]) -> Iterator[_Option]:
        for sheet in self._sheets:
            for first, second in pairs:
                figures = exchanged(sheet.figures, first, second)
                if first < second and figures != sheet.figures:
                    pair = (CandidateNumber(first), CandidateNumber(second))
                    yield self._for_others(sheet, figures, pair, pair[::-1])

    def _for_others(
        self, sheet: PlannedSheet, figures: SheetFigures, right: Slate, written: Slate
    ) -> _Option:
        planted = Planted(
            mistake=Mistake.LOOK_ALIKE,
            area=sheet.area,
            sheets=(int(sheet.number),),
            written=tuple(written),
            right=tuple(right),
        )
        return _Option(planted, ((int(sheet.number), figures),))

    def _like_names(self) -> Collection[tuple[int, int]]:
        """Pairs of candidates with like names, each way round; where there are none, neighbours."""
        names = [candidate.ballot_surname for candidate in self._candidates]
        numbers = range(1, len(names) + 1)
        pairs = [(n, m) for n in numbers for m in numbers if n != m]
        alike = [(n, m) for n, m in pairs if look_alike(names[n - 1], names[m - 1])]
        return alike or [(n, m) for n, m in pairs if abs(n - m) == 1]

    # ---- what is on the sheets

    def _lines(self) -> Iterator[tuple[PlannedSheet, Line]]:
        for sheet in self._sheets:
            for line in lines_of(sheet.figures, self._plan.on_paper):
                yield sheet, line

    def _papers_on(self, sheet: PlannedSheet, whose: Slate) -> int:
        lines = lines_of(sheet.figures, self._plan.on_paper)
        return next((line.papers for line in lines if line.whose == whose), 0)


def _met_on(sheets: Iterable[PlannedSheet]) -> Slates:
    """The slates of these sheets in the order in which they are met; none with one seat."""
    met: list[Slate] = []
    for sheet in sheets:
        if sheet.figures.slip and len(sheet.figures.slip) > 1:
            met.append(sheet.figures.slip)
        met += [block.candidates for block in sheet.figures.blocks]
    return tuple(dict.fromkeys(met))


def _in_place_of(slate: Slate, taken: int, named: int) -> Slate | None:
    """The slate with one candidate in place of another; None where that makes no slate."""
    if taken not in slate or named in slate:
        return None
    others = [number for number in slate if number != taken]
    return slate_of((*others, CandidateNumber(named)))


def _digits_swapped(papers: int, bundle: int) -> int:
    """What a line comes to if the last two digits of its part bundle, or of its papers (a bundle
    of 0), are written the wrong way round; 0 where that is no other figure.
    """
    figure = papers % bundle if bundle else papers
    tens = figure // 10 % 10
    units = figure % 10
    more = (units - tens) * 9
    # A nought in front is no figure that anybody writes.
    is_written = figure >= 10 and units and more and (not bundle or figure + more < bundle)
    return papers + more if is_written else 0
