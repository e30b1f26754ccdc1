"""What the commands print: the same facts as the screens show, in lines of text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.phrases import several
from tallyapp.ledger.disagreements import Disagreement
from tallyapp.words.catalogue import disagreement, say, sentence
from tallyapp.words.figures import day, listed, strung, weekday

if TYPE_CHECKING:
    # For their types alone: these rooms are slow to import, and most commands need none of them.
    from tallyapp.audit.points import Verification
    from tallyapp.exchange.faults import Fault
    from tallyapp.new_count import NewCount
    from tallyapp.past.published import PastFiles, PastResult
    from tallyapp.signing.identity import Identity


def refusal(refused: Refusal) -> str:
    """Each finding as a sentence with its code."""
    return "\n".join(f"{found.code}  {sentence(found)}" for found in refused.findings)


def disagreements(path: Path, found: Sequence[Disagreement]) -> Iterator[str]:
    """Where a file does not agree, and what to do about it; nothing if it agrees."""
    if not found:
        return
    if all(each.only_remembered for each in found):
        yield f"{path} is not the count as this machine saw it last:"
        go_on = f"tallyapp restored {path} --source WHERE-FROM --reason WHY"
        advice = (
            "Look for the newer file, and compare the two: tallyapp compare. To go on from this "
            f"one, record it: {go_on}"
        )
    elif all(each.only_later for each in found):
        yield f"{path} can only be read, and not to its end:"
        advice = "Nothing was changed, and nothing is known to be wrong: it takes a newer tallyapp."
    else:
        yield f"{path} does not agree with itself:"
        advice = (
            "Nothing was changed. Keep this file as it is for the inquiry, and go on from the last "
            "backup."
        )
    yield from (printable(disagreement(each)) for each in found)
    yield advice


def printable(text: str) -> str:
    """A line in which nothing that somebody wrote into a file can steer the terminal."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


_MOST_NAMES = 6
"""More contests than these are not named one by one in a sentence."""


def names(of: Iterable[str]) -> str:
    """Names one after another; of many the first, and how many more there are."""
    told = list(of)
    if len(told) <= _MOST_NAMES:
        return strung(told)
    more = say("ui", "numbers.more", count=len(told) - _MOST_NAMES)
    return listed([strung(told[:_MOST_NAMES]), more])


def verification(path: Path, found: "Verification") -> Iterator[str]:
    """What the signed data say, one line a point, then the verdict."""
    widest = max((len(each.label) for each in found.said), default=0)
    if found.said:
        yield "What the data in this file say; the page should say the same:"
    for each in found.said:
        yield f"  {each.label:<{widest}}  {each.words}"
    marks = {"holds": "✓", "fails": "✗", "not checked": "·"}
    for point in found.points:
        yield f"{marks[point.result]} {point.result:<11} {point.detail}"
    verdicts = {
        "holds": _holds(found),
        "consistent": "CONSISTENT, SIGNER UNKNOWN: the file agrees with itself, as a careful "
        "forgery would too. Give the certificate that the council publishes with --trust.",
        "fails": "FAILS: do not rely on this file.",
        "not judged": "NOT JUDGED: this program cannot judge this file.",
    }
    yield f"{path}: {verdicts[found.verdict]}"


def _holds(found: "Verification") -> str:
    if found.practice:
        return "HOLDS, A PRACTICE COUNT: it is no real result."
    return (
        "HOLDS: everything that could be checked holds, and the signer is known by the "
        "certificate you gave."
    )


def verification_json(found: "Verification") -> bytes:
    """The verdict, what the data say, and the points, for other programs."""
    says = [{"code": s.code, "label": s.label, "words": s.words} for s in found.said]
    from tallyapp.audit.points import EXIT_STATUS

    points = [{"code": p.code, "result": p.result, "detail": p.detail} for p in found.points]
    return msgspec.json.encode(
        {
            "verdict": found.verdict,
            "exit_status": EXIT_STATUS[found.verdict],
            "says": says,
            "points": points,
            "revisions_after_signature": found.later,
        }
    )


def preview(count: "NewCount", warnings: "Iterable[Fault | str]") -> Iterator[str]:
    """A new count before it is made, with what somebody should look at."""
    details = count.details
    yield f"{details.name}: {details.election}, polling day {weekday(details.polling_day)}"
    for contest in count.contests:
        seats = several(contest.seats, "seat")
        yield f"  {contest.name}: {seats}, {_electorate(contest.electorate)}, {contest.rules.title}"
        sheets = sum(number or 0 for number in contest.sheets)
        boxes = several(len(contest.boxes), "box", "boxes")
        yield f"    {several(len(contest.areas), 'area')}, {boxes}, {several(sheets, 'sheet')}"
        for number, candidate in enumerate(contest.candidates, 1):
            yield f"    {number:>2}  {candidate.ballot_name}, {candidate.description}"
        yield from (f"    changed: {change}" for change in contest.changes)
        if contest.terms:
            yield f"    terms of the seats: {strung(contest.terms)}"
    for ward in count.unopposed:
        people = strung(candidate.name for candidate in ward.candidates) or "nobody"
        yield f"  {ward.name}: no poll, {several(ward.seats, 'seat')}; elected: {people}"
    if count.staff:
        from tallyapp.new_count.enrolling import preview as staff_preview

        yield from (f"  {line}" for line in staff_preview(count.staff))
    yield from (f"  {name}: left out, its poll is cancelled" for name in count.left_out)
    if details.practice:
        yield "  A practice count: it can never become a real one."
    else:
        yield "  A real count."
    if details.small_count:
        yield "  A small count: one officer may key a sheet both times."
    for warning in warnings:
        yield f"Look at: {warning}"


def _electorate(electorate: int | None) -> str:
    if electorate is None:
        return "electorate not known, so no turnout"
    return f"electorate {electorate:,}"


def identity(found: "Identity") -> Iterator[str]:
    """Whose key it is, and the fingerprint that is published."""
    yield f"Name          {found.name}"
    if found.title:
        yield f"Title         {found.title}"
    if found.organisation:
        yield f"Organisation  {found.organisation}"
    yield f"Vouched for   {'nobody but its holder' if found.self_made else 'an issuer'}"
    yield f"Valid         {day(found.not_before)} to {day(found.not_after)}"
    yield f"Fingerprint   {found.fingerprint}"


def past_contests(files: "PastFiles") -> Iterator[str]:
    """Each past contest, with what its published figures come to; then how many are what.

    What is left out is told as it is when a count is made: nothing passes here that is not made
    there.
    """
    from tallyapp.past.reconciling import elected_otherwise
    from tallyapp.practice.counts import LeftOut, judge_one

    alone = 0
    left_out = 0
    differing = Counter[str]()
    for contest in files.contests:
        judged = judge_one(contest)
        if isinstance(judged, LeftOut) and judged.irreconcilable:
            differing[judged.irreconcilable.differences[0].reason] += 1
            said = f"does not reconcile. {judged.irreconcilable.words}"
        elif isinstance(judged, LeftOut):
            left_out += 1
            said = f"is left out. {judged.words}"
        elif contest.ballot_papers is None:
            alone += 1
            said = f"has votes alone: {_papers(judged)}"
        else:
            said = f"reconciles: {_papers(judged)}"
        yield f"{contest.id}  {contest.full_name}, {several(contest.seats, 'seat')}, {said}"
        remarks = (*contest.remarks, elected_otherwise(contest))
        yield from (f"    {remark}" for remark in remarks if remark)
    for one in files.at_fault:
        left_out += 1
        yield f"{one.id}  {one.name}, is left out.".lstrip()
        yield from (f"    {fault}" for fault in one.faults)
    whole = len(files.contests) + len(files.at_fault)
    reconciled = whole - alone - left_out - differing.total()
    yield ""
    summary = (
        f"{several(whole, 'contest')}: {several(reconciled, 'reconciles', 'reconcile')}, "
        f"{several(alone, 'has', 'have')} votes alone, "
        f"{several(differing.total(), 'does', 'do')} not reconcile"
    )
    yield f"{summary}, {left_out:,} left out for other reasons." if left_out else f"{summary}."
    yield from (f"  {number:>5,}  {reason}" for reason, number in differing.most_common())


def _papers(result: "PastResult") -> str:
    from tallyapp.past.published import AS_PUBLISHED

    papers = result.valid + result.rejected
    said = f"{result.valid:,} valid + {result.rejected:,} rejected = {several(papers, 'paper')}"
    if result.seats > 1:
        said += f"; {several(result.votes, 'vote')}, {result.unused:,} unused"
    if result.uncertain:
        said += f", {result.uncertain:,} void for uncertainty"
    return f"{said}." if result.basis == AS_PUBLISHED else f"{said}. {result.basis}"
