"""A declaration, checked from its own data: that it agrees with itself, with the act that declared,
and with the codes that were noted.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from tallyapp.documents.declaration import render_declaration
from tallyapp.documents.page.pdf import DECLARED, LEAVES, SET_UP
from tallyapp.documents.page.wording import moment
from tallyapp.domain.reports.declaration_report import DeclarationReport
from tallyapp.domain.vocabulary.phrases import day
from tallyapp.ledger.declared import NoEvidence
from tallyapp.words.catalogue import say

from . import meaning
from .binding import Bound, bound_to, disagreements
from .codes import code_point, not_tested, noted_point
from .drawing import drawn_again
from .figures import disagreeing_figures, papers_missing
from .points import Point, Said, point, said, told, unchecked

LARGEST_RESULT = 256 * 1024
"""In bytes; that of 99 candidates with long names takes a quarter of it. What is cut off cannot be
read.
"""


def read_result(data: bytes) -> DeclarationReport | None:
    """The report that a declaration carries; None if it is none."""
    try:
        return msgspec.json.decode(data[: LARGEST_RESULT + 1], type=DeclarationReport)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def declaration_points(
    original: bytes,
    report: DeclarationReport,
    attached: Mapping[str, bytes],
    codes: Sequence[str],
    *,
    later: bool,
) -> Iterator[Point]:
    """Every point on a declaration; `later` is whether a later version signed it."""
    # Text taken out of a page can read 19,541 where swapped glyphs show 91,549: so the page is
    # drawn again from its data, and compared.
    evidence = {name: attached[name] for name in (SET_UP, DECLARED, LEAVES) if name in attached}
    yield drawn_again(
        original, report.layout, lambda: render_declaration(report, evidence), later=later
    )
    yield _figures(report)
    heading = report.heading
    yield from filter(None, [meaning.turnout(report)])
    at = report.declared_at
    in_time = meaning.after_the_poll(heading.practice, heading.polling_day, at, excused=None)
    yield from filter(None, [in_time])
    bound, why_not = _bound_or_why(report, attached)
    yield meaning.of_shipped_wording(report, bound.set_up.rules.kind if bound else "")
    yield meaning.characters(report)
    # The declaration carries the result alone; the whole count is in the audit pack.
    for code in ("chain", "acts", "two-officers", "arithmetic", "derived"):
        yield unchecked(code, f"in-the-pack.{code}")
    yield code_point(report.checkpoint)
    if bound is None:
        yield point("binding", False, problems=why_not)
        yield from map(not_tested, codes)
        return
    yield _binding(report, bound)
    known = bound.codes() if codes else {}
    seen = {"entries": len(bound.heads), "seen": bound.declared.seen}
    yield from (noted_point(noted, known, "noted.elsewhere", **seen) for noted in codes)


def _bound_or_why(
    report: DeclarationReport, attached: Mapping[str, bytes]
) -> tuple[Bound | None, str]:
    """What the declaration is bound to, or why it is bound to nothing."""
    try:
        return bound_to(report, attached), ""
    except NoEvidence as fault:
        return None, str(fault)


def _figures(report: DeclarationReport) -> Point:
    wrong = list(disagreeing_figures(report))
    words = {"valid": report.valid, "rejected": report.rejected_total, "verified": report.verified}
    missing = papers_missing(report)
    if wrong or not missing:
        return point("figures", not wrong, problems="; ".join(wrong), **words)
    kind = "-corrected" if report.corrected else ""
    key = "figures.missing" if missing > 0 else "figures.too-many"
    return told("figures", "holds", f"{key}{kind}", papers=abs(missing), **words)


def _binding(report: DeclarationReport, bound: Bound) -> Point:
    wrong = list(disagreements(report, bound))
    problems = say("verify", "binding.other", problems="; ".join(wrong)) if wrong else ""
    words = {"seq": len(bound.heads), "stream": bound.stream}
    return point("binding", not wrong, problems=problems, **words)


def declaration_says(report: DeclarationReport) -> Iterator[Said]:
    """What the data of a declaration say, whatever its page may show."""
    heading = report.heading
    yield said("contest", f"{heading.area}, {heading.election}")
    yield said("polling-day", day(heading.polling_day))
    yield said("kind", say("verify", "practice" if heading.practice else "real"))
    for candidate in report.candidates:
        if candidate.elected:
            yield said("elected", _with_votes(candidate.name, candidate.votes))
    name = report.declarant.name if report.declarant else ""
    by = ", ".join(filter(None, [name, report.declared_by])) or say("verify", "said.by-nobody")
    yield said("declared", say("verify", "said.at-by", at=moment(report.declared_at), by=by))
    if report.outside:
        yield said("outside", report.outside)
    if report.corrected:
        yield said("corrected", report.corrected)
    mark = report.checkpoint
    yield said("entries", say("verify", "said.leaves", seq=mark.seq, stream=mark.stream))


def _with_votes(name: str, votes: int) -> str:
    return say("verify", "said.with-votes", name=name, votes=votes)
