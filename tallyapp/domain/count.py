"""The one meaning of an act: whether it may be done, and what it makes true, live and when read again."""

from collections.abc import Callable
from typing import Any

from tallyapp.domain import acts
from tallyapp.domain.rules import (
    declaring,
    handing_out,
    officers,
    slates,
    verification,
)
from tallyapp.domain.rules import (
    keying as keyed_papers,
)
from tallyapp.domain.rules import (
    recounts as rounds,
)
from tallyapp.domain.rules import (
    set_up as setting_up,
)
from tallyapp.domain.rules import (
    towards_declaring as settling,
)
from tallyapp.domain.state.contest import Changed, ContestState, Count, CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding

from .acts import COUNT_STREAM, AnyAct, ContestAct

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
    acts.SheetKeyed: (keyed_papers.check_keyed, keyed_papers.apply_keyed),
    acts.SheetDifferenceKeyed: (keyed_papers.check_difference, keyed_papers.apply_difference),
    acts.SheetQueried: (keyed_papers.check_queried, keyed_papers.apply_queried),
    acts.SheetCorrected: (keyed_papers.check_corrected, keyed_papers.apply_corrected),
    acts.SheetWithdrawn: (keyed_papers.check_withdrawn, keyed_papers.apply_withdrawn),
    acts.FormKeyed: (keyed_papers.check_keyed, keyed_papers.apply_keyed),
    acts.FormDifferenceKeyed: (keyed_papers.check_difference, keyed_papers.apply_difference),
    acts.FormQueried: (keyed_papers.check_queried, keyed_papers.apply_queried),
    acts.FormCorrected: (keyed_papers.check_corrected, keyed_papers.apply_corrected),
    acts.FormWithdrawn: (keyed_papers.check_withdrawn, keyed_papers.apply_withdrawn),
    acts.PassedOver: (settling.check_passed_over, settling.apply_passed_over),
    acts.WarningAnswered: (settling.check_warning, settling.apply_warning),
    acts.PostalVotesRejected: (settling.check_postal, settling.apply_postal),
    acts.ProvisionalGiven: (settling.check_provisional, settling.apply_provisional),
    acts.AgentAnswered: (settling.check_agent, settling.apply_agent),
    acts.RequestMade: (rounds.check_request, rounds.apply_request),
    acts.RequestAnswered: (rounds.check_answer, rounds.apply_answer),
    acts.RecountBegun: (rounds.check_recount, rounds.apply_recount),
    acts.RecountOpportunityGiven: (settling.check_opportunity, settling.apply_opportunity),
    acts.LotDrawn: (settling.check_lot, settling.apply_lot),
    acts.LotCorrected: (settling.check_lot_corrected, settling.apply_lot_corrected),
    acts.ReadBack: (settling.check_read_back, settling.apply_read_back),
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
        if contest or act.contest != stream:
            return [finding(Code.A108, "contest", act.contest)]
        return setting_up.check_set_up(count.count, act)
    if contest is None:
        return [finding(Code.A104, "contest", stream)]
    older = _went_back(contest, stream, act)
    if older:
        return older
    if contest.declaration and not isinstance(act, _AFTER_DECLARATION):
        return [finding(Code.A105, "contest", contest.set_up.name, "declared")]
    return _RULES[type(act)][0](count.count, contest, act)


def _check_count(count: Count, act: acts.AnyCountAct) -> list[Finding]:
    if isinstance(act, acts.UncontestedRecorded) and act.contest in count.contests:
        return [finding(Code.A108, "contest", act.contest)]
    return officers.check_count(count.count, act)


def _went_back(state: CountState | ContestState, stream: str, act: AnyAct) -> list[Finding]:
    """A105 if acts of a later version stand before this one: nobody escapes a rule that they brought."""
    return [finding(Code.A105, "contest", stream, "version")] if act.v < state.version else []


def apply(count: Count, stream: str, act: AnyAct) -> Changed:
    """Make an act true that nothing stands against; says what changed."""
    if not isinstance(act, ContestAct):
        return officers.apply_count(count.count, act)
    if isinstance(act, acts.ContestSetUp):
        contest = count.contests[stream] = setting_up.new_contest(act)
        contest.seen, contest.version = act.seen, act.v
        # Whoever recorded it as uncontested was wrong, and puts it right by setting it up.
        count.count.uncontested.pop(act.contest, None)
        return setting_up.apply_set_up(contest)
    contest = count.contests[stream]
    contest.seq += 1
    contest.seen, contest.version = act.seen, act.v
    return _RULES[type(act)][1](contest, act)


def refusals(findings: list[Finding]) -> list[Finding]:
    """Those findings that stand against the act, and do not merely flag something."""
    return [found for found in findings if not found.flag]
