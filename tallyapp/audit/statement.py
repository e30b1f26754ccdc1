"""A verification statement, checked from its own data: that it agrees with itself, with the act
that stated it, and with the codes that were noted.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from tallyapp.documents.page.pdf import LEAVES, SET_UP, STATED
from tallyapp.documents.page.wording import moment, percent
from tallyapp.documents.statement import render_statement
from tallyapp.domain.reports.statement import StatementReport, postal, turnout
from tallyapp.domain.state.area import RECOUNTED
from tallyapp.domain.vocabulary.phrases import day
from tallyapp.domain.vocabulary.stated import StatedBox
from tallyapp.ledger.declared import NoEvidence
from tallyapp.words.catalogue import say

from . import meaning
from .codes import code_point, not_tested, noted_point
from .drawing import drawn_again
from .points import Point, Said, point, said, told, unchecked
from .standing import KnownStatement, standing
from .statement_binding import Bound, bound_to, disagreements

LARGEST_STATEMENT = 4 * 2**20
"""In bytes; that of a thousand boxes, each with a long explanation, takes a fifth of it."""


def read_statement(data: bytes) -> StatementReport | None:
    """The report that a statement carries; None if it is none."""
    try:
        return msgspec.json.decode(data[: LARGEST_STATEMENT + 1], type=StatementReport)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def statement_points(
    original: bytes,
    report: StatementReport,
    attached: Mapping[str, bytes],
    codes: Sequence[str],
    known: Sequence[KnownStatement] | None,
    *,
    later: bool,
) -> Iterator[Point]:
    """Every point on a statement; `later` is whether a later version signed it, `known` what the
    count has that it is compared with, if there is one.
    """
    evidence = {name: attached[name] for name in (SET_UP, STATED, LEAVES) if name in attached}
    yield drawn_again(
        original, report.layout, lambda: render_statement(report, evidence), later=later
    )
    yield _figures(report)
    yield meaning.characters(_labels(report))
    # The statement carries what was stated alone; the whole count is in the audit pack.
    for code in ("chain", "acts", "two-officers", "arithmetic", "derived"):
        yield unchecked(code, f"in-the-pack.{code}")
    yield code_point(report.checkpoint)
    try:
        bound = bound_to(report, attached)
    except NoEvidence as fault:
        yield told("binding", "fails", "binding.statement-fails", problems=str(fault))
        yield from map(not_tested, codes)
        return
    yield _binding(report, bound)
    yield standing(report.checkpoint, report.version, known)
    codes_known = bound.codes() if codes else {}
    seen = {"entries": len(bound.heads), "seen": bound.stated.seen}
    yield from (
        noted_point(noted, codes_known, "noted.not-in-statement", **seen) for noted in codes
    )


def _labels(report: StatementReport) -> StatementReport:
    """The statement without its explanations, which are typed in haste."""
    boxes = tuple(replace(box, explanation="") for box in report.boxes)
    return replace(report, boxes=boxes)


def _figures(report: StatementReport) -> Point:
    wrong = "; ".join(_disagreeing(report))
    if wrong:
        return point("figures", False, problems=wrong)
    numbers = {"expected": report.expected, "counted": report.counted, "boxes": len(report.boxes)}
    return told("figures", "holds", "figures.statement", **numbers)


def _disagreeing(report: StatementReport) -> Iterator[str]:
    """Where the figures that a statement prints do not agree with each other."""
    derived_turnout = turnout(report.counted, report.electorate)
    for what, printed, derived in (
        ("papers expected", report.expected, sum(box.expected or 0 for box in report.boxes)),
        ("papers counted", report.counted, sum(box.counted or 0 for box in report.boxes)),
        ("postal papers", report.postal, postal(report.boxes)),
    ):
        if printed != derived:
            yield f"{what} {printed:,}, the boxes make it {derived:,}"
    if report.turnout != derived_turnout:
        shown, worked_out = (
            "none" if each is None else percent(each) for each in (report.turnout, derived_turnout)
        )
        yield f"turnout {shown}, the papers make it {worked_out}"
    areas = [area.id for area in report.areas]
    if any(box.area not in areas for box in report.boxes) or len(set(areas)) != len(areas):
        yield "a box of no area"
    if len({box.box for box in report.boxes}) != len(report.boxes):
        yield "a box twice"
    for box in report.boxes:
        if not _verified(box):
            yield f"box {box.box} is called verified, and is not"


def _verified(box: StatedBox) -> bool:
    """Whether a box's figures bear out the way by which it is called verified."""
    match box.how:
        case "as-accounted":
            return box.variance == 0
        case "explained":
            return bool(box.variance and box.explanation)
        # Two re-counts at least, and the last two alike: less than three counts verify nothing.
        case "counts-agree":
            return bool(box.variance) and box.attempts >= RECOUNTED
        case _:
            return True


def _binding(report: StatementReport, bound: Bound) -> Point:
    wrong = list(disagreements(report, bound))
    if wrong:
        problems = say("verify", "binding.other", problems="; ".join(wrong))
        return told("binding", "fails", "binding.statement-fails", problems=problems)
    words = {"version": report.version, "seq": len(bound.heads), "stream": bound.stream}
    return told("binding", "holds", "binding.statement", **words)


def statement_says(report: StatementReport) -> Iterator[Said]:
    """What the data of a statement say, whatever its page may show."""
    heading = report.heading
    yield said("contest", f"{heading.area}, {heading.election}")
    yield said("polling-day", day(heading.polling_day))
    yield said("kind", say("verify", "practice" if heading.practice else "real"))
    yield said("version", say("verify", "said.of-version", version=report.version))
    verified = {"papers": report.counted, "expected": report.expected, "boxes": len(report.boxes)}
    yield said("verified", say("verify", "said.of-boxes", **verified))
    by = report.stated_by or say("verify", "said.by-nobody")
    yield said("stated", say("verify", "said.at-by", at=moment(report.stated_at), by=by))
    mark = report.checkpoint
    yield said("entries", say("verify", "said.leaves-stated", seq=mark.seq, stream=mark.stream))
