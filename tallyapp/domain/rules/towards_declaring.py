"""The way to the declaration: what is passed over and answered,
the provisional result, the read-back.
"""

from tallyapp.domain import acts
from tallyapp.domain.rules.officers import check_reason, check_second
from tallyapp.domain.rules.result import (
    before_declaring,
    open_requests,
    read_back_differences,
    standing,
    stated,
)
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.state.result import AddedByHand, Passed, Provisional
from tallyapp.domain.vocabulary.findings import (
    NEVER_PASSED_OVER,
    Code,
    Finding,
    finding,
)


def no_longer_given(contest: ContestState, of: str) -> list[Finding]:
    """A114 unless this is the provisional result that stands, or none is named and none stands."""
    if of == contest.given:
        return []
    return [finding(Code.A114, "contest", contest.set_up.name, "provisional")]


def said_of(contest: ContestState, of: str) -> list[Finding]:
    """A114 unless what is said is said of the provisional result that stands; E302 where none is
    named and none stands.
    """
    if contest.provisional is None and not of:
        return [finding(Code.E302, "contest", contest.set_up.name, "provisional")]
    return no_longer_given(contest, of)


def check_passed_over(
    count: CountState, contest: ContestState, act: acts.PassedOver
) -> list[Finding]:
    """Only what stands open, in just these numbers and of this provisional result, with a reason
    and a second officer.
    """
    # The same point of another provisional result is another decision: its figures were not these.
    found = no_longer_given(contest, act.of)
    if found:
        return found
    # What is missing before a declaration can be passed over too, but only once there is a result:
    # before it everything is missing.
    may_be = standing(contest, act.seen)
    may_be += before_declaring(contest) if contest.provisional else []
    # In just these numbers: nobody goes on over a figure that has changed while they read it.
    if not any(f.record() == act.finding and f.code not in NEVER_PASSED_OVER for f in may_be):
        return [finding(Code.A112, "contest", contest.set_up.name, "passed-over")]
    reason = finding(Code.A106, "contest", contest.set_up.name, "reason")
    return check_second(count, act, act.second) + check_reason(act.reason, reason)


def apply_passed_over(contest: ContestState, act: acts.PassedOver) -> Changed:
    """The finding stands open no longer, while its numbers are these; what was said of a
    provisional result, while that one stands.
    """
    passed = Passed(act.of, act.finding)
    contest.passed.add(passed)
    contest.times.passed[passed] = act.at
    return of_result(contest)


def check_warning(_: CountState, contest: ContestState, act: acts.WarningAnswered) -> list[Finding]:
    """A warning, and what was found.
    How a warning is worked out may change: what was answered stays.
    """
    # Not whether the warning is still there: a later version may work it out otherwise, and what
    # was found tonight must be readable then.
    if not act.finding.code.startswith("W"):
        return [finding(Code.A112, "contest", contest.set_up.name, "warning")]
    # Whoever compares a slate with its bundle says what they found by SlateCompared alone.
    if act.finding.code == Code.W406:
        return [finding(Code.A112, "slate", act.finding.place.name, "compared")]
    return check_reason(act.reason, finding(Code.A106, "contest", contest.set_up.name, "reason"))


def apply_warning(contest: ContestState, act: acts.WarningAnswered) -> Changed:
    """It was looked into, while its numbers are these."""
    contest.warned[act.finding] = act.reason
    return of_result(contest)


def check_provisional(
    _: CountState, contest: ContestState, act: acts.ProvisionalGiven
) -> list[Finding]:
    """Nothing stands open, and the figures given are those derived."""
    # First what is open, then the figures: numbers nobody may give out are not worth comparing.
    return standing(contest, act.seen) or stated(contest, act.figures)


def apply_provisional(contest: ContestState, act: acts.ProvisionalGiven) -> Changed:
    """These figures stand as provisional until one of them changes;
    so do the lots drawn over them.
    """
    contest.provisional = Provisional(act.id, contest.seq, act.by, act.figures)
    contest.given_at = contest.seq
    drawn = contest.drawn
    # Lots were drawn over these very votes: to draw again would be a second chance for the loser.
    if drawn and drawn.votes == act.figures.votes:
        contest.lot = dict(drawn.chosen)
    return of_result(contest)


def check_agent(_: CountState, contest: ContestState, act: acts.AgentAnswered) -> list[Finding]:
    """A candidate of this contest answers the provisional result that stands."""
    found = said_of(contest, act.of)
    if found:
        return found
    if act.candidate > len(contest.set_up.candidates):
        return [finding(Code.A104, "candidate", act.candidate)]
    return []


def apply_agent(contest: ContestState, act: acts.AgentAnswered) -> Changed:
    """The last answer of each stands, as long as the provisional result does."""
    if contest.provisional:
        contest.provisional.answers[act.candidate] = act.content
    return of_result(contest)


def check_opportunity(
    _: CountState, contest: ContestState, act: acts.RecountOpportunityGiven
) -> list[Finding]:
    """There must be a provisional result to which to answer, and no request that waits unseen."""
    # An unanswered request waits on the returning officer's desk, not on a candidate's silence.
    return said_of(contest, act.of) or [
        found for found in open_requests(contest) if not contest.is_passed_over(found)
    ]


def apply_opportunity(contest: ContestState, _: acts.RecountOpportunityGiven) -> Changed:
    """Silence never blocks: the opportunity is enough."""
    if contest.provisional:
        contest.provisional.opportunity = True
    return of_result(contest)


def check_read_back(_: CountState, contest: ContestState, act: acts.ReadBack) -> list[Finding]:
    """Keyed by another person than gave the provisional result;
    what differs is flagged and kept.
    """
    given = contest.provisional
    found = said_of(contest, act.of)
    if given is None or found:
        return found
    # Whoever gave out the figures would read back what they remember, not what is on the paper.
    if act.by == given.by:
        return [finding(Code.E201, "contest", contest.set_up.name, "read-back", officer=act.by)]
    back = AddedByHand(act.votes, act.rejected)
    for theirs, ours in zip(back, given.to_add, strict=True):
        if len(theirs) != len(ours):
            numbers = {"fields": len(theirs), "expected": len(ours)}
            return [finding(Code.A111, "contest", contest.set_up.name, "read-back", **numbers)]
    # Kept though it differs: the last check must be seen to fail, not be typed until it fits.
    return [found.flagged() for found in read_back_differences(contest, given, back)]


def apply_read_back(contest: ContestState, act: acts.ReadBack) -> Changed:
    """The last read-back stands."""
    if contest.provisional:
        contest.provisional.read_back = AddedByHand(act.votes, act.rejected)
    return of_result(contest)


def of_result(contest: ContestState) -> Changed:
    """What is shown of the result has changed, and no figure of an area."""
    return Changed(contest.set_up.contest, contest.seq, result=True)
