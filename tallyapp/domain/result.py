"""The result: what stands open, who is elected, and the acts from provisional result to declaration."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import acts
from .checks import NEVER_PASSED_OVER, Code, Finding, finding
from .keying import DONE, KeyedPaper
from .officers import check_reason, check_second
from .state import AreaState, Changed, ContestState, CountState, Declaration, Provisional
from .things import ResultFigures
from .units import CandidateNumber, Papers, Votes
from .verification import missing_boxes


@dataclass(frozen=True)
class Outcome:
    """Who is elected, in ballot-paper order; or between whom, `tied`, a lot is still to be drawn."""

    elected: tuple[CandidateNumber, ...]
    tied: tuple[CandidateNumber, ...]


def figures(contest: ContestState) -> ResultFigures:
    """The contest's figures now: each the sum over its areas."""
    areas = contest.areas.values()
    return ResultFigures(
        votes=tuple(Votes(sum(column)) for column in zip(*(a.votes for a in areas), strict=True)),
        rejected=tuple(Papers(sum(column)) for column in zip(*(a.rejected for a in areas), strict=True)),
        valid=Papers(sum(a.valid for a in areas)),
        verified=Papers(sum(a.verified for a in areas)),
    )


def outcome(contest: ContestState, votes: Sequence[Votes]) -> Outcome:
    """Who has most votes, equality for the last seat being settled by the lots recorded."""
    numbers = [CandidateNumber(n) for n in range(1, len(votes) + 1)]
    by_votes = dict(zip(numbers, votes, strict=True))
    last = sorted(votes, reverse=True)[contest.set_up.seats - 1]
    elected = [n for n in numbers if by_votes[n] > last]
    level = [n for n in numbers if by_votes[n] == last]
    while 0 < contest.set_up.seats - len(elected) < len(level):
        chosen = contest.lot.get(frozenset(level))
        if chosen is None:
            return Outcome((), tuple(level))
        elected.append(chosen)
        level.remove(chosen)
    if len(elected) < contest.set_up.seats:
        elected += level
    return Outcome(tuple(sorted(elected)), ())


def majority(contest: ContestState, votes: Sequence[Votes]) -> Votes | None:
    """Votes by which the first leads the second, in a contest for one seat; else None."""
    if contest.set_up.seats != 1 or len(votes) < 2:
        return None
    first, second = sorted(votes, reverse=True)[:2]
    return Votes(first - second)


# ---- what stands open


def open_findings(contest: ContestState) -> list[Finding]:
    """All that is missing or does not agree before a provisional result, each by name with its numbers."""
    found = missing_boxes(contest)
    if contest.statement is None:
        found.append(finding(Code.E302, "contest", contest.set_up.name, "statement"))
    for area in contest.areas.values():
        found += area_findings(area)
    if contest.statement is not None:
        counted = sum(area.counted for area in contest.areas.values())
        difference = counted - contest.statement
        if difference:
            numbers = {"counted": counted, "verified": int(contest.statement), "difference": difference}
            found.append(finding(Code.E303, "contest", contest.set_up.name, **numbers))
    return found


def standing(contest: ContestState) -> list[Finding]:
    """What stands open and has not been passed over in just these numbers."""
    return [found for found in open_findings(contest) if found.record() not in contest.passed]


def area_findings(area: AreaState) -> Iterator[Finding]:
    """All that is missing or does not agree in an area's sheets and forms; numbers are papers."""
    name = area.area.id
    if not any(sheet.live for sheet in area.sheets):
        yield finding(Code.E302, "area", name, "sheets")
    papers: list[tuple[int, KeyedPaper]] = [(s.number, s) for s in area.sheets]
    for number, sheet in papers:
        if sheet.life not in DONE:
            yield finding(Code.E302, "sheet", number, sheet.life)
    for form in area.forms:
        if form.life not in DONE:
            yield finding(Code.E302, "form", form.number, form.life)
    if area.sent != area.adjudicated:
        numbers = {"sent": area.sent, "adjudicated": area.adjudicated}
        yield finding(Code.E302, "area", name, "doubtful", **numbers, difference=area.adjudicated - area.sent)
    if area.difference:
        sums = {"counted": int(area.counted), "verified": int(area.verified), "difference": area.difference}
        yield finding(Code.E301, "area", name, **sums)


def before_declaring(contest: ContestState) -> list[Finding]:
    """What is missing before the declaration, beyond what stands open."""
    name, given = contest.set_up.name, contest.provisional
    if given is None:
        return [finding(Code.E302, "contest", name, "provisional")]
    found = []
    if not given.opportunity:
        found.append(finding(Code.E302, "contest", name, "opportunity"))
    if given.read_back is None:
        found.append(finding(Code.E302, "contest", name, "read-back"))
    elif given.read_back != given.figures.votes:
        found += read_back_differences(given, given.read_back)
    tied = outcome(contest, given.figures.votes).tied
    if tied:
        numbers = {"candidates": len(tied), "votes": given.figures.votes[tied[0] - 1]}
        found.append(finding(Code.E305, "contest", name, **numbers))
    return [f for f in found if f.record() not in contest.passed]


def read_back_differences(given: Provisional, votes: Sequence[Votes]) -> list[Finding]:
    """E202 for each candidate whose hand-added total is not the program's; the numbers are votes."""
    pairs = enumerate(zip(votes, given.figures.votes, strict=True), 1)
    return [
        finding(Code.E202, "candidate", n, "read-back", keyed=keyed, figures=ours)
        for n, (keyed, ours) in pairs
        if keyed != ours
    ]


def _stated(contest: ContestState, stated: ResultFigures) -> list[Finding]:
    """A109 for every figure stated that is not the one derived."""
    derived, name = figures(contest), contest.set_up.name
    found = []
    for what in ("votes", "rejected"):
        pairs = (getattr(stated, what), getattr(derived, what))
        if len(pairs[0]) != len(pairs[1]):
            return [finding(Code.A111, "contest", name, what, fields=len(pairs[0]), expected=len(pairs[1]))]
        for i, (ours, theirs) in enumerate(zip(*pairs, strict=True), 1):
            if ours != theirs:
                found.append(finding(Code.A109, "contest", name, f"{what}.{i}", stated=ours, derived=theirs))
    for what in ("valid", "verified"):
        ours, theirs = getattr(stated, what), getattr(derived, what)
        if ours != theirs:
            found.append(finding(Code.A109, "contest", name, what, stated=ours, derived=theirs))
    return found


# ---- acts


def check_passed_over(count: CountState, contest: ContestState, act: acts.PassedOver) -> list[Finding]:
    """Only what stands open, in just these numbers, with a reason and a second officer."""
    may_be = standing(contest) + (before_declaring(contest) if contest.provisional else [])
    if not any(f.record() == act.finding and f.code not in NEVER_PASSED_OVER for f in may_be):
        return [finding(Code.A112, "contest", contest.set_up.name, "passed-over")]
    reason = finding(Code.A106, "contest", contest.set_up.name, "reason")
    return check_second(count, act, act.second) + check_reason(act.reason, reason)


def apply_passed_over(contest: ContestState, act: acts.PassedOver) -> Changed:
    """The finding stands open no longer, while its numbers are these."""
    contest.passed.add(act.finding)
    return _result(contest)


def check_provisional(_: CountState, contest: ContestState, act: acts.ProvisionalGiven) -> list[Finding]:
    """Nothing stands open, and the figures given are those derived."""
    return standing(contest) or _stated(contest, act.figures)


def apply_provisional(contest: ContestState, act: acts.ProvisionalGiven) -> Changed:
    """These figures stand as provisional until one of them changes."""
    contest.provisional = Provisional(contest.seq, act.by, act.figures)
    return _result(contest)


def check_opportunity(
    _: CountState, contest: ContestState, __: acts.RecountOpportunityGiven
) -> list[Finding]:
    """There must be a provisional result to which to answer."""
    if contest.provisional is None:
        return [finding(Code.E302, "contest", contest.set_up.name, "provisional")]
    return []


def apply_opportunity(contest: ContestState, _: acts.RecountOpportunityGiven) -> Changed:
    """Silence never blocks: the opportunity is enough."""
    if contest.provisional:
        contest.provisional.opportunity = True
    return _result(contest)


def check_lot(_: CountState, contest: ContestState, act: acts.LotDrawn) -> list[Finding]:
    """Only between exactly those whose equality decides a seat, and one of them is drawn."""
    name = contest.set_up.name
    if contest.provisional is None:
        return [finding(Code.E302, "contest", name, "provisional")]
    tied = outcome(contest, contest.provisional.figures.votes).tied
    if not tied or set(act.tied) != set(tied) or len(act.tied) != len(tied):
        return [finding(Code.A112, "contest", name, "lot")]
    return [] if act.chosen in tied else [finding(Code.A104, "candidate", act.chosen, "lot")]


def apply_lot(contest: ContestState, act: acts.LotDrawn) -> Changed:
    """The one drawn is treated as having an additional vote, which is never added to the figures."""
    contest.lot[frozenset(act.tied)] = act.chosen
    return _result(contest)


def check_read_back(_: CountState, contest: ContestState, act: acts.ReadBack) -> list[Finding]:
    """Keyed by another person than gave the provisional result; what differs is flagged and kept."""
    given = contest.provisional
    if given is None:
        return [finding(Code.E302, "contest", contest.set_up.name, "provisional")]
    if act.by == given.by:
        return [finding(Code.E201, "contest", contest.set_up.name, "read-back", officer=act.by)]
    if len(act.votes) != len(given.figures.votes):
        numbers = {"fields": len(act.votes), "expected": len(given.figures.votes)}
        return [finding(Code.A111, "contest", contest.set_up.name, "read-back", **numbers)]
    return [found.flagged() for found in read_back_differences(given, act.votes)]


def apply_read_back(contest: ContestState, act: acts.ReadBack) -> Changed:
    """The last read-back stands."""
    if contest.provisional:
        contest.provisional.read_back = act.votes
    return _result(contest)


def check_declared(count: CountState, contest: ContestState, act: acts.Declared) -> list[Finding]:
    """Nothing open, everything before it done, and the figures and the elected are those derived."""
    found = standing(contest) or before_declaring(contest) or _stated(contest, act.figures)
    if found:
        return found
    if act.elected != outcome(contest, act.figures.votes).elected:
        return [finding(Code.A109, "contest", contest.set_up.name, "elected")]
    if count.role(act.declarant, act.seen) is None:
        return [finding(Code.A101, "officer", act.declarant)]
    return []


def apply_declared(contest: ContestState, act: acts.Declared) -> Changed:
    """The contest is closed."""
    contest.declaration = Declaration(contest.seq, act.figures, act.elected, act.declared_at, act.declarant)
    return _result(contest)


def check_signed(_: CountState, contest: ContestState, __: acts.DocumentSigned) -> list[Finding]:
    """The signature follows the declaration."""
    if contest.declaration is None:
        return [finding(Code.A105, "contest", contest.set_up.name, "not-declared")]
    return []


def apply_signed(contest: ContestState, act: acts.DocumentSigned) -> Changed:
    """The document is signed."""
    contest.signed.add(act.document)
    return _result(contest)


def _result(contest: ContestState) -> Changed:
    return Changed(contest.set_up.contest, contest.seq, result=True)
