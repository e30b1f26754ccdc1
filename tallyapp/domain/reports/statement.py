"""From the statement that an officer made to what its document says."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct

from tallyapp.domain.reports.declaration import LAYOUT, ROLE_WORDS, heading
from tallyapp.domain.reports.declaration_report import Checkpoint, Heading, Words
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.shares import hundredths_of_percent
from tallyapp.domain.vocabulary.stated import Carried, StatedBox
from tallyapp.domain.vocabulary.units import MAX_AREAS, Figure, Moment, Papers, PapersFigure
from tallyapp.domain.vocabulary.welsh_phrases import by_cy, office_cy

TITLE = "Verification statement"
SENTENCE = (
    "I, the undersigned, being the {title} at the above election, have verified the ballot paper "
    "accounts, and this is the statement as to the result of the verification:"
)
TITLE_CY = "Datganiad dilysu"
SENTENCE_CY = (
    "Yr wyf fi, sydd wedi llofnodi isod, sef {title} yn yr etholiad uchod, wedi dilysu’r cyfrifon "
    "papurau pleidleisio, a hwn yw’r datganiad o ganlyniad y dilysu:"
)
"""[K]: not checked by a native reader (documents/page/welsh.py)."""


class StatedArea(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A count area, as a statement names it."""

    id: Words
    name: Words


class StatedInWelsh(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a statement says in Welsh beside its English."""

    title: Words
    sentence: Words
    stated_by: Words


class StatementReport(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Everything that the statement as to the result of the verification says; it is embedded in
    it as statement.json.

    Figures are papers; `postal` are those counted in postal ballot boxes. `turnout` is that of the
    papers verified, in hundredths of a percent, None where the electorate is not known.
    """

    layout: int
    heading: Heading
    title: Words
    version: Figure
    sentence: Words
    areas: tuple[StatedArea, ...]
    boxes: tuple[StatedBox, ...]
    expected: PapersFigure
    counted: PapersFigure
    postal: PapersFigure
    electorate: Figure | None
    turnout: Annotated[int, Meta(ge=0)] | None
    stated_at: Moment
    stated_by: Words
    checkpoint: Checkpoint
    carried: Annotated[tuple[Carried, ...], Meta(max_length=MAX_AREAS)] = ()
    welsh: StatedInWelsh | None = None

    @property
    def made_at(self) -> Moment:
        """When the act was done that it records: nobody signs it before."""
        return self.stated_at


def statement_report(
    count: Count, contest: ContestState, checkpoint: Checkpoint
) -> StatementReport:
    """The statement that stands; raises ValueError while none does."""
    stated = contest.stated
    if contest.statement is None or stated is None:
        raise ValueError("no verification statement stands")
    head = heading(count, contest)
    by = office(head, count.count.role(stated.by, stated.seen) or "")
    return StatementReport(
        layout=LAYOUT,
        heading=head,
        title=TITLE,
        version=stated.version,
        sentence=SENTENCE.replace("{title}", head.officer_title),
        areas=tuple(
            StatedArea(id=state.area.id, name=state.area.name) for state in contest.areas.values()
        ),
        boxes=stated.boxes,
        expected=stated.expected,
        counted=stated.counted,
        postal=postal(stated.boxes),
        electorate=stated.electorate,
        turnout=turnout(stated.counted, stated.electorate),
        stated_at=stated.at,
        stated_by=by,
        checkpoint=checkpoint,
        carried=stated.carried,
        welsh=stated_in_welsh(head, by),
    )


def stated_in_welsh(head: Heading, stated_by: str) -> StatedInWelsh | None:
    """The words of a statement in Welsh; None where notices are in English alone."""
    if not head.bilingual:
        return None
    return StatedInWelsh(
        title=TITLE_CY,
        sentence=SENTENCE_CY.replace("{title}", office_cy(head.officer_title)),
        stated_by=by_cy(stated_by),
    )


def turnout(papers: int, electorate: int | None) -> int | None:
    """The turnout of papers verified, in hundredths of a percent; None of an electorate that nobody
    knows.
    """
    return None if electorate is None else hundredths_of_percent(papers, electorate)


def postal(boxes: Iterable[StatedBox]) -> Papers:
    """Papers counted in postal ballot boxes."""
    return Papers(sum(box.counted or 0 for box in boxes if box.kind == "postal"))


def office(head: Heading, role: str) -> str:
    """Who stated it, by their office."""
    if role == "returning-officer":
        return f"the {head.officer_title}"
    return f"a {ROLE_WORDS[role]}" if role in ROLE_WORDS else ""
