"""The reports of a contest's papers: what each says before anybody writes on it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tallyapp.domain.reports.hall_papers import (
    BlankName,
    BlankPapers,
    Blanks,
    BoxLine,
    BoxRecords,
    CandidateLine,
    CountSummary,
    HeadLine,
    NumberedPaper,
    VerificationForm,
)
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.scan_codes import code_of
from tallyapp.paperwork.order import moved_by_name
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words, short_area
from tallyapp.words.hall import heading_of, in_both

_SCANNED: dict[BlankName, str] = {
    "sheet": "sheet",
    "slip": "sheet",
    "mixed": "sheet",
    "form": "form",
}
"""What a scan of a blank paper opens: a slip is a sheet, and mixed papers go to theirs."""


class Wanted(NamedTuple):
    """A paper by its number or name; `again` where it was printed before."""

    name: int | str
    again: bool = False


class Reports:
    """The reports of one contest."""

    def __init__(self, count: Count, stream: str) -> None:
        self._count = count
        self._stream = stream
        self._contest = count.contests[stream]

    def blanks(self, name: BlankName, area: str, wanted: Iterable[Wanted]) -> Blanks:
        """Blank papers of a kind for an area."""
        set_up = self._contest.set_up
        papers = BlankPapers(
            heading=heading_of(self._count, self._stream, area),
            seats=set_up.seats,
            bundle=set_up.bundle,
            candidates=candidate_lines(self._contest),
            heads=head_lines(self._contest),
            papers=tuple(
                NumberedPaper(
                    number=int(each.name),
                    code=code_of(_SCANNED[name], each.name, self._stream),
                    again=each.again,
                )
                for each in wanted
            ),
            written=set_up.written,
            order=order_words(self._contest),
        )
        return Blanks(name=name, papers=papers)

    def records(self, area: str, wanted: Iterable[Wanted]) -> BoxRecords:
        """A record for each of these boxes."""
        boxes = [(self._contest.boxes[str(each.name)].box, each.again) for each in wanted]
        return BoxRecords(
            heading=heading_of(self._count, self._stream, area),
            boxes=tuple(
                BoxLine(
                    id=box.id,
                    name=box.name,
                    postal=box.kind == "postal",
                    code=code_of("box", box.id, self._stream),
                    again=again,
                )
                for box, again in boxes
            ),
        )

    def verification(self, area: str, wanted: Sequence[Wanted]) -> VerificationForm:
        """The verification form of an area."""
        boxes = self._contest.areas[area].boxes
        return VerificationForm(
            heading=heading_of(self._count, self._stream, area),
            code=code_of("area", area, self._stream),
            lines=tuple((state.box.id, state.box.name) for state in boxes),
            again=wanted[0].again,
        )

    def statement(self, wanted: Sequence[Wanted]) -> VerificationForm:
        """The verification form of the whole contest."""
        areas = [state.area for state in self._contest.areas.values()]
        return VerificationForm(
            heading=heading_of(self._count, self._stream),
            code=code_of("statement", "", self._stream),
            lines=tuple((area.id, area.name) for area in areas),
            again=wanted[0].again,
        )

    def summary(self, wanted: Sequence[Wanted]) -> CountSummary:
        """The count summary that is added up by hand; it has none of the program's figures."""
        areas = [state.area for state in self._contest.areas.values()]
        short = tuple(map(short_area, areas))
        return CountSummary(
            heading=heading_of(self._count, self._stream),
            seats=self._contest.set_up.seats,
            candidates=candidate_lines(self._contest),
            heads=head_lines(self._contest),
            areas=short if len(set(short)) == len(short) else tuple(map(area_words, areas)),
            code=code_of("summary", "", self._stream),
            order=order_words(self._contest),
            again=wanted[0].again,
        )


def candidate_lines(contest: ContestState) -> tuple[CandidateLine, ...]:
    """The candidates as on the ballot paper, in its order."""
    return tuple(
        CandidateLine(name=each.ballot_name, description=each.description)
        for each in contest.set_up.candidates
    )


def head_lines(contest: ContestState) -> tuple[HeadLine, ...]:
    """The heads under which papers are rejected, in Welsh too where the rules have it."""
    return tuple(
        HeadLine(words=in_both(head.label, head.label_cy), in_part=head.in_part)
        for head in contest.set_up.rules.heads
    )


def order_words(contest: ContestState) -> str:
    """Who stands elsewhere by the full name, where the orders differ; else empty."""
    moved = moved_by_name(contest.set_up.candidates)
    told = [say("paper", "moved", name=each.ballot_name, full=each.full_name) for each in moved]
    return say("paper", "order", names="; ".join(told)) if told else ""
