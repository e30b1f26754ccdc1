"""The one meaning of an act: whether it may be done,
and what it makes true, live and when read again.
"""

from collections.abc import Callable
from typing import Any

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct, ContestAct
from tallyapp.domain.rules import (
    declaring,
    handing_out,
    keying,
    officers,
    recounts,
    set_up,
    slates,
    towards_declaring,
    verification,
)
from tallyapp.domain.state.contest import Changed, ContestState, Count, CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding

_Check = Callable[[CountState, ContestState, Any], list[Finding]]
_Apply = Callable[[ContestState, Any], Changed]

_RULES: dict[type[ContestAct], tuple[_Check, _Apply]] = {
    acts.BoxAdded: (verification.check_box_added, verification.apply_box_added),
    acts.BoxAccountKeyed: (verification.check_account, verification.apply_account),
    acts.BoxCounted: (verification.check_counted, verification.apply_counted),
    acts.VarianceExplained: (verification.check_explained, verification.apply_explained),
    acts.VerificationStated: (verification.check_stated, verification.apply_stated),
    acts.SheetsIssued: (handing_out.check_issued, handing_out.apply_issued),
    acts.SlateNamed: (slates.check_named, slates.apply_named),
    acts.SlateConfirmed: (slates.check_confirmed, slates.apply_confirmed),
    acts.SheetKeyed: (keying.check_keyed, keying.apply_keyed),
    acts.SheetDifferenceKeyed: (keying.check_difference, keying.apply_difference),
    acts.SheetQueried: (keying.check_queried, keying.apply_queried),
    acts.SheetCorrected: (keying.check_corrected, keying.apply_corrected),
    acts.SheetWithdrawn: (keying.check_withdrawn, keying.apply_withdrawn),
    acts.FormKeyed: (keying.check_keyed, keying.apply_keyed),
    acts.FormDifferenceKeyed: (keying.check_difference, keying.apply_difference),
    acts.FormQueried: (keying.check_queried, keying.apply_queried),
    acts.FormCorrected: (keying.check_corrected, keying.apply_corrected),
    acts.FormWithdrawn: (keying.check_withdrawn, keying.apply_withdrawn),
    acts.PassedOver: (towards_declaring.check_passed_over, towards_declaring.apply_passed_over),
    acts.WarningAnswered: (towards_declaring.check_warning, towards_declaring.apply_warning),
    acts.PostalVotesRejected: (towards_declaring.check_postal, towards_declaring.apply_postal),
    acts.ProvisionalGiven: (
        towards_declaring.check_provisional,
        towards_declaring.apply_provisional,
    ),
    acts.AgentAnswered: (towards_declaring.check_agent, towards_declaring.apply_agent),
    acts.RequestMade: (recounts.check_request, recounts.apply_request),
    acts.RequestAnswered: (recounts.check_answer, recounts.apply_answer),
    acts.RecountBegun: (recounts.check_recount, recounts.apply_recount),
    acts.RecountOpportunityGiven: (
        towards_declaring.check_opportunity,
        towards_declaring.apply_opportunity,
    ),
    acts.LotDrawn: (towards_declaring.check_lot, towards_declaring.apply_lot),
    acts.LotCorrected: (
        towards_declaring.check_lot_corrected,
        towards_declaring.apply_lot_corrected,
    ),
    acts.ReadBack: (towards_declaring.check_read_back, towards_declaring.apply_read_back),
    acts.Declared: (declaring.check_declared, declaring.apply_declared),
    acts.DeclaredOutside: (declaring.check_outside, declaring.apply_outside),
    acts.NoticeCorrected: (declaring.check_corrected, declaring.apply_corrected),
    acts.DocumentSigned: (declaring.check_signed, declaring.apply_signed),
}

_AFTER_DECLARATION = (acts.DocumentSigned, acts.NoticeCorrected)
"""All that may be done once the contest is closed."""


def check(count: Count, stream: str, act: AnyAct) -> list[Finding]:
    """What stands against an act as the next of a stream, and what it flags; empty if nothing."""
    if not isinstance(act, ContestAct):
        if stream != COUNT_STREAM:
            return [finding(Code.A105, "contest", stream, "stream")]
        return _went_back(count.count, stream, act) or _check_count(count, act)
    if stream == COUNT_STREAM or count.count.set_up is None:
        return [finding(Code.A105, "count", stream, "stream")]
    contest = count.contests.get(stream)
    refused = officers.check_seen(count.count, contest, act) or officers.check_right(
        count.count, act, act.seen
    )
    if refused:
        return refused
    if isinstance(act, acts.ContestSetUp):
        if act.contest != stream or _is_taken(count, stream):
            return [finding(Code.A108, "contest", act.contest)]
        return set_up.check_set_up(count.count, act)
    if contest is None:
        return [finding(Code.A104, "contest", stream)]
    older = _went_back(contest, stream, act)
    if older:
        return older
    if contest.declaration and not isinstance(act, _AFTER_DECLARATION):
        return [finding(Code.A105, "contest", contest.set_up.name, "declared")]
    return _RULES[type(act)][0](count.count, contest, act)


def _is_taken(count: Count, stream: str) -> bool:
    """Whether a contest has this identifier; one that differs in capitals alone is the same."""
    return stream in count.contests or stream.casefold() in map(str.casefold, count.contests)


def _check_count(count: Count, act: acts.AnyCountAct) -> list[Finding]:
    if isinstance(act, acts.UncontestedRecorded) and act.contest in count.contests:
        return [finding(Code.A108, "contest", act.contest)]
    return officers.check_count(count.count, act)


def _went_back(state: CountState | ContestState, stream: str, act: AnyAct) -> list[Finding]:
    """A105 if acts of a later version stand before this one:
    nobody escapes a rule that they brought.
    """
    return [finding(Code.A105, "contest", stream, "version")] if act.v < state.version else []


def apply(count: Count, stream: str, act: AnyAct) -> Changed:
    """Make an act true that nothing stands against; says what changed."""
    if not isinstance(act, ContestAct):
        return officers.apply_count(count.count, act)
    if isinstance(act, acts.ContestSetUp):
        contest = count.contests[stream] = set_up.new_contest(act)
        contest.seen = act.seen
        contest.version = act.v
        of_count = count.count.set_up
        contest.polls_on = of_count.polling_day if of_count and not of_count.practice else None
        # Whoever recorded it as uncontested was wrong, and puts it right by setting it up.
        count.count.uncontested.pop(act.contest, None)
        return set_up.apply_set_up(contest)
    contest = count.contests[stream]
    contest.seq += 1
    contest.seen = act.seen
    contest.version = act.v
    return _RULES[type(act)][1](contest, act)


def refusals(findings: list[Finding]) -> list[Finding]:
    """Those findings that stand against the act, and do not merely flag something."""
    return [found for found in findings if not found.flag]
