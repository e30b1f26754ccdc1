"""From a count and a choice to the report of what is printed, and the note of what was."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from tallyapp.domain.reports.hall_papers import BlankName, CountPapers, Printed, Section
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.state.printed import in_runs
from tallyapp.domain.vocabulary.on_paper import SheetForm
from tallyapp.domain.vocabulary.printed import PrintedKind, PrintedPapers
from tallyapp.paperwork.choice import Choice, PaperKind
from tallyapp.paperwork.container_labels import (
    boxes_alone,
    labels_of_boxes,
    labels_of_containers,
    registered,
)
from tallyapp.paperwork.reports import Reports, Wanted
from tallyapp.paperwork.staff_cards import cards_of
from tallyapp.staff import Staff
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words
from tallyapp.words.language import given_out

WHOLE = ("",)
"""The name of the one paper that is of a whole contest."""


class Gathered(NamedTuple):
    """What is to be printed, the note of it, and how many papers were left out because they had
    been printed before.
    """

    papers: CountPapers
    printed: tuple[PrintedPapers, ...]
    left_out: int

    @property
    def many(self) -> int:
        """How many papers that are noted, and so counted, are to be printed."""
        return sum(papers.last - papers.first + 1 for papers in self.printed)


@given_out()
def gathered(count: Count, staff: Staff, choice: Choice) -> Gathered:
    """The papers of a choice, contest by contest, area by area, kind by kind."""
    gathering = _Gathering(count, choice)
    set_up = count.count.set_up
    name = set_up.name if set_up else ""
    whole_count = not choice.contests and not choice.areas
    if whole_count and "cards" in choice.kinds:
        cards = cards_of(count, staff)
        path = (say("paper", "kind.cards"),)
        gathering.sections.append(Section(path=path, printed=cards))
    chosen = choice.contests or tuple(count.contests)
    if not choice.areas:
        gathering.take_labels(chosen)
    for stream in chosen:
        gathering.take_contest(stream, count.contests[stream])
    papers = CountPapers(
        title=say("paper", "title", name=name),
        practice=set_up is None or set_up.practice,
        large=choice.large,
        sections=tuple(gathering.sections),
    )
    return Gathered(papers, tuple(gathering.printed), gathering.left_out)


class _Gathering:
    """The papers of one choice, as far as they are gathered."""

    def __init__(self, count: Count, choice: Choice) -> None:
        self._count = count
        self._choice = choice
        self._forms_until: dict[str, int] = {}
        self.sections: list[Section] = []
        self.printed: list[PrintedPapers] = []
        self.left_out = 0

    def take_labels(self, contests: Sequence[str]) -> None:
        """The labels of registered containers, then those of each contest's boxes."""
        count = self._count
        path: tuple[str, ...] = (say("paper", "kind.labels"), say("paper", "registered"))
        report = partial(labels_of_containers, count)
        self._take(path, "labels", "label", "", registered(count, contests), report, under=path)
        for stream in contests:
            path = (say("paper", "kind.labels"), count.contests[stream].set_up.name)
            of_boxes = partial(labels_of_boxes, count, stream)
            boxes = boxes_alone(count, stream)
            self._take(path, "labels", "label", stream, boxes, of_boxes, under=path)

    def take_contest(self, stream: str, contest: ContestState) -> None:
        """All papers of one contest: first those of the whole, then area by area."""
        reports = Reports(self._count, stream)
        name = contest.set_up.name
        if not self._choice.areas:
            whole = (name, say("paper", "whole"))
            self._take(whole, "verification", "statement", stream, WHOLE, reports.statement)
            self._take(whole, "summary", "summary", stream, WHOLE, reports.summary)
        for area in contest.areas.values():
            if not self._choice.areas or area.area.id in self._choice.areas:
                self._take_area((name, area_words(area.area)), stream, area, reports)

    def _take_area(
        self, path: tuple[str, ...], stream: str, area: AreaState, reports: Reports
    ) -> None:
        name = area.area.id
        boxes = [state.box.id for state in area.boxes]
        self._take(path, "boxes", "box", stream, boxes, partial(reports.records, name))
        form = partial(reports.verification, name)
        self._take(path, "verification", "area", stream, (name,), form)
        sheets = _waiting(area, "sheet")
        several = self._count.contests[stream].set_up.seats > 1
        numbered: tuple[tuple[PaperKind, BlankName, Sequence[int]], ...] = (
            ("sheets", "sheet", sheets),
            ("mixed", "mixed", sheets if several else ()),
            ("slips", "slip", _waiting(area, "slip")),
            ("forms", "form", self._forms(stream, name) if "forms" in self._choice.kinds else ()),
        )
        for kind, blank, numbers in numbered:
            report = partial(reports.blanks, blank, name)
            self._take(path, kind, blank, stream, numbers, report, area=name)

    def _take(
        self,
        path: tuple[str, ...],
        kind: PaperKind,
        noted: PrintedKind,
        stream: str,
        names: Sequence[int | str],
        report: Callable[[Sequence[Wanted]], Printed],
        *,
        area: str = "",
        under: tuple[str, ...] = (),
    ) -> None:
        """Papers of one kind; those that were printed before as reprints alone, or not at all."""
        if kind not in self._choice.kinds:
            return
        known = self._count.count.printed
        found = [Wanted(name, known.has(noted, stream, name)) for name in names]
        wanted = [each for each in found if self._choice.again or not each.again]
        self.left_out += len(found) - len(wanted)
        if wanted:
            at = under or (*path, say("paper", f"kind.{kind}"))
            self.sections.append(Section(path=at, printed=report(wanted)))
            self.printed += in_runs(noted, stream, (each.name for each in wanted), area)

    def _forms(self, stream: str, area: str) -> Sequence[int]:
        """The area's forms: those that were printed for it and are not keyed yet, and new ones up
        to as many as each area is to have.
        """
        printed = self._count.count.printed
        keyed = self._count.contests[stream].forms
        theirs = printed.of_area("form", stream, area)
        used = max(
            max(keyed, default=0),
            printed.last("form", stream),
            self._forms_until.get(stream, 0),
        )
        new = max(0, self._choice.forms - len(theirs))
        self._forms_until[stream] = used + new
        return [*(n for n in theirs if n not in keyed), *range(used + 1, used + new + 1)]


def _waiting(area: AreaState, form: SheetForm) -> list[int]:
    """The sheets or slips of an area that nobody has keyed yet: those that may have to be written
    on.
    """
    sheets = (sheet for sheet in area.sheets if sheet.shape == form)
    return sorted(sheet.number for sheet in sheets if sheet.life in (Life.ISSUED, Life.QUERIED))
