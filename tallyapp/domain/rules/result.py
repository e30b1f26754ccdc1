"""The result: its figures, who is elected, and what stands open before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tallyapp.domain.rules.areas import boxes_apart, difference, one_box_alone, postal_alone
from tallyapp.domain.rules.containers import not_arrived, not_empty
from tallyapp.domain.rules.hand_totals import open_re_add
from tallyapp.domain.rules.postal import not_followed, postal_differences
from tallyapp.domain.rules.slates import unconfirmed
from tallyapp.domain.rules.whole_contest import (
    before_polling_day,
    more_than_electors,
    nobody_has_a_vote,
    not_taken_up,
)
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.between import NOW
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import DONE, KeyedPaper
from tallyapp.domain.state.result import AddedByHand, Provisional
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes


@dataclass(frozen=True)
class Outcome:
    """Who is elected, in ballot-paper order; or between whom, `tied`, a lot is still to be drawn.

    `terms` are those for which they are elected, in the same order, where seats carry different
    ones. `place` is the place, from 1, for which the lot is to be drawn; 0 where none is.
    """

    elected: tuple[CandidateNumber, ...]
    tied: tuple[CandidateNumber, ...]
    terms: tuple[str, ...] = ()
    place: int = 0


def figures(contest: ContestState) -> ResultFigures:
    """The contest's figures now: each the sum over its areas."""
    # No area is left out here, reconciled or not: what is missing is a finding, not a smaller sum
    # (Putney 2024 declared 6,558 votes too few from a sheet that left mini-counts out).
    areas = contest.areas.values()
    return ResultFigures(
        votes=tuple(Votes(sum(column)) for column in zip(*(a.votes for a in areas), strict=True)),
        rejected=tuple(
            Papers(sum(column)) for column in zip(*(a.rejected for a in areas), strict=True)
        ),
        valid=Papers(sum(a.valid for a in areas)),
        verified=Papers(sum(a.verified for a in areas)),
        unused=Votes(sum(a.unused for a in areas)),
        uncertain=Votes(sum(a.uncertain for a in areas)),
    )


def outcome(contest: ContestState, votes: Sequence[Votes]) -> Outcome:
    """Who has most votes; where an equality decides a seat or its term,
    whom the lots recorded put first.
    """
    seats = contest.set_up.seats
    terms = contest.set_up.terms
    # Whoever is before one of these places has something that whoever is after it has not.
    cuts = {seats} | {i for i in range(1, len(terms)) if terms[i - 1] != terms[i]}
    # Ballot-paper order breaks no tie: it only makes the same votes give the same answer.
    waiting = sorted(range(1, len(votes) + 1), key=lambda n: (-votes[n - 1], n))
    ranked: list[CandidateNumber] = []
    while len(ranked) < seats:
        most = votes[waiting[0] - 1]
        level = [CandidateNumber(n) for n in waiting if votes[n - 1] == most]
        if any(len(ranked) < cut < len(ranked) + len(level) for cut in cuts):
            # The lot is drawn outside and recorded (RPA 1983, Sch. 1, rule 49). There is no
            # randomness here, so a verifier finds the same elected years later.
            chosen = contest.lot.get(frozenset(level))
            if chosen is None:
                return Outcome((), tuple(level), place=len(ranked) + 1)
            # Three level for two seats: successive lots. The rest are level again, one fewer.
            level = [chosen]
        ranked += level
        waiting = [n for n in waiting if n not in level]
    elected = tuple(sorted(ranked))
    return Outcome(elected, (), tuple(terms[ranked.index(n)] for n in elected) if terms else ())


def terms_of(
    contest: ContestState, declared: ResultFigures, elected: tuple[CandidateNumber, ...]
) -> tuple[str, ...]:
    """The terms of those declared elected, in the same order; none where seats carry one term, or
    where the count cannot say who has which.
    """
    now = outcome(contest, declared.votes)
    # Where a lot was drawn outside and not recorded, whose term is the longer is not known here.
    return now.terms if now.elected == elected else ()


def majority(contest: ContestState, votes: Sequence[Votes]) -> Votes | None:
    """Votes by which the first leads the second, in a contest for one seat; else None."""
    return majority_of(contest.set_up.seats, votes)


def majority_of(
    seats: int, votes: Sequence[Votes], elected: Sequence[CandidateNumber] = ()
) -> Votes | None:
    """The same for so many seats; None too where one of these `elected` has not most votes."""
    # With several seats there is no one lead that a notice could state.
    if seats != 1 or len(votes) < 2:
        return None
    # Whoever was declared stays elected, whatever is found since: then there is none to state.
    if any(votes[n - 1] < max(votes) for n in elected):
        return None
    first, second = sorted(votes, reverse=True)[:2]
    return Votes(first - second)


# ---- what stands open


def open_findings(contest: ContestState, seen: int = NOW) -> list[Finding]:
    """All that is missing or does not agree before a provisional result,
    each by name with its numbers; for judging an act, as of what it has `seen` of `count`.
    """
    # Rule 3: the vote inequality alone lets omitted papers through (Chorleywood 1991, Leicester
    # 2007); boxes, areas and the total in papers do not.
    found = not_arrived(contest, seen) + boxes_apart(contest)
    found += not_taken_up(contest, seen)
    if not contest.names_confirmed:
        found.append(finding(Code.E302, "contest", contest.set_up.name, "names"))
    if contest.statement is None:
        found.append(finding(Code.E302, "contest", contest.set_up.name, "statement"))
    for area in contest.areas.values():
        found += area_findings(area)
    found += unconfirmed(contest)
    if contest.statement is not None:
        counted = sum(area.counted for area in contest.areas.values())
        # Rule 3 for the whole: the statement is what agents copied, and stands above the areas.
        difference = counted - contest.statement
        if difference:
            numbers = {
                "counted": counted,
                "verified": int(contest.statement),
                "difference": difference,
            }
            found.append(finding(Code.E303, "contest", contest.set_up.name, **numbers))
    found += postal_differences(contest) + not_followed(contest)
    found += not_empty(contest, seen)
    found += postal_alone(contest) + one_box_alone(contest)
    found += more_than_electors(contest) + before_polling_day(contest)
    if all(map(contest.is_passed_over, found)):
        # Before anything is counted nobody has a vote either, and nothing is wrong with that.
        found += nobody_has_a_vote(contest)
    return found


def standing(contest: ContestState, seen: int = NOW) -> list[Finding]:
    """What stands open and has not been passed over in just these numbers; for judging an act, as
    of what it has `seen` of `count`.
    """
    # The numbers are part of what was passed over: when one changes, the finding stands open again.
    every = open_findings(contest, seen)
    return [found for found in every if not contest.is_passed_over(found)]


def area_findings(area: AreaState) -> Iterator[Finding]:
    """All that is missing or does not agree in an area's sheets and forms; numbers are papers."""
    name = area.area.id
    # An area without a sheet adds up: none of nothing. So it is named before any sum.
    if not any(sheet.live for sheet in area.sheets):
        yield finding(Code.E302, "area", name, "sheets")
    papers: list[tuple[int, KeyedPaper]] = [(s.number, s) for s in area.sheets]
    # Each by its number: at Plymouth in 2017 a mini-count was missing, and nothing named it.
    for number, sheet in papers:
        if sheet.life not in DONE:
            yield finding(Code.E302, "sheet", number, sheet.life)
    for form in area.forms:
        if form.life not in DONE:
            yield finding(Code.E302, "form", form.number, form.life)
    # Rule 2: rejected papers enter the count by adjudication forms alone, so a batch that never
    # came back would otherwise look like papers that were never there.
    if area.sent != area.adjudicated:
        numbers = {"sent": area.sent, "adjudicated": area.adjudicated}
        yield finding(
            Code.E302, "area", name, "doubtful", **numbers, difference=area.adjudicated - area.sent
        )
    # Rule 2, without tolerance: a paper too many here may be one that is missing in another area.
    if area.difference:
        yield difference(area)


def before_declaring(contest: ContestState) -> list[Finding]:
    """What is missing before the declaration, beyond what stands open."""
    name = contest.set_up.name
    given = contest.provisional
    if given is None:
        return [finding(Code.E302, "contest", name, "provisional")]
    # A request that is open is put before the returning officer even where nothing else is.
    found = open_requests(contest)
    if not given.opportunity:
        found.append(finding(Code.E302, "contest", name, "opportunity"))
    if given.read_back is None:
        found.append(finding(Code.E302, "contest", name, "read-back"))
    # Nelson 2023: figures were read out in another order than the form. The hand-added totals are
    # keyed from paper by somebody else, candidate by candidate.
    else:
        found += read_back_differences(contest, given, given.read_back)
    found += open_re_add(contest)
    # By the figures given out, not those of this moment: the lot was drawn over them.
    tied = outcome(contest, given.figures.votes).tied
    if tied:
        numbers = {"candidates": len(tied), "votes": given.figures.votes[tied[0] - 1]}
        keyed = contest.lot_keyed
        once = "once" if keyed and keyed.tied == frozenset(tied) else ""
        found.append(finding(Code.E305, "contest", name, once, **numbers))
    # Each can be gone on over by the returning officer, but for a tie, which a lot decides.
    return [f for f in found if not contest.is_passed_over(f)]


def open_requests(contest: ContestState) -> list[Finding]:
    """E302 for each request that waits for its answer, or for the re-count that was granted."""
    name = contest.set_up.name
    return [
        finding(
            Code.E302,
            "contest",
            name,
            "recount" if request.answer else "request",
            request=request.number,
            candidate=request.candidate,
        )
        for request in contest.requests
        if request.open
    ]


def read_back_differences(
    contest: ContestState, given: Provisional, back: AddedByHand
) -> list[Finding]:
    """E202 for each candidate whose hand-added total is not the program's, in votes; and for each
    head by its name, in the papers that were keyed.
    """
    pairs = enumerate(zip(back.votes, given.figures.votes, strict=True), 1)
    found = [
        finding(Code.E202, "candidate", n, "read-back", keyed=keyed, figures=ours)
        for n, (keyed, ours) in pairs
        if keyed != ours
    ]
    heads = zip(contest.set_up.rules.heads, back.rejected, given.figures.rejected, strict=True)
    # Never ours: a head has a few papers only, and whoever has seen how many keys just that.
    return found + [
        finding(Code.E202, "head", head.label, "read-back", keyed=keyed)
        for head, keyed, ours in heads
        if keyed != ours
    ]


def stated(contest: ContestState, given: ResultFigures) -> list[Finding]:
    """A109 for every figure given that is not the one derived;
    A111 if they are not those of this contest.
    """
    derived = figures(contest)
    name = contest.set_up.name
    found = lines(contest, given)
    if found:
        return found
    for what in ("votes", "rejected"):
        pairs = zip(getattr(given, what), getattr(derived, what), strict=True)
        for i, (ours, theirs) in enumerate(pairs, 1):
            if ours != theirs:
                found.append(
                    finding(Code.A109, "contest", name, f"{what}.{i}", stated=ours, derived=theirs)
                )
    for what in ("valid", "verified", "unused", "uncertain"):
        ours = getattr(given, what)
        theirs = getattr(derived, what)
        if ours != theirs:
            found.append(finding(Code.A109, "contest", name, what, stated=ours, derived=theirs))
    return found


def lines(contest: ContestState, given: ResultFigures) -> list[Finding]:
    """A111 unless there is a figure for each candidate and each head."""
    set_up = contest.set_up
    found = []
    for what, expected in (
        ("votes", len(set_up.candidates)),
        ("rejected", len(set_up.rules.heads)),
    ):
        # First of all: a figure for a line that is not there has nothing to be compared with.
        fields = len(getattr(given, what))
        if fields != expected:
            found.append(
                finding(Code.A111, "contest", set_up.name, what, fields=fields, expected=expected)
            )
    return found[:1]
