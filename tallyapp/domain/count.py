"""The one meaning of an act: whether it may be done, and what it makes true, live and when read again."""

from collections.abc import Callable
from typing import Any

from . import acts, adjudication, officers, result, setting_up, sheets, verification
from .acts import COUNT_STREAM, AnyAct, ContestAct
from .checks import Code, Finding, finding
from .state import Changed, ContestState, Count, CountState

_Check = Callable[[CountState, ContestState, Any], list[Finding]]
_Apply = Callable[[ContestState, Any], Changed]

_RULES: dict[type[ContestAct], tuple[_Check, _Apply]] = {
    acts.BoxAdded: (verification.check_box_added, verification.apply_box_added),
    acts.BoxAccountKeyed: (verification.check_account, verification.apply_account),
    acts.BoxCounted: (verification.check_counted, verification.apply_counted),
    acts.VarianceExplained: (verification.check_explained, verification.apply_explained),
    acts.VerificationStated: (verification.check_stated, verification.apply_stated),
    acts.SheetsIssued: (sheets.check_issued, sheets.apply_issued),
    acts.SheetKeyed: (sheets.check_keyed, sheets.apply_keyed),
    acts.SheetDifferenceKeyed: (sheets.check_difference, sheets.apply_difference),
    acts.SheetQueried: (sheets.check_queried, sheets.apply_queried),
    acts.SheetCorrected: (sheets.check_corrected, sheets.apply_corrected),
    acts.SheetWithdrawn: (sheets.check_withdrawn, sheets.apply_withdrawn),
    acts.FormKeyed: (adjudication.check_keyed, adjudication.apply_keyed),
    acts.FormDifferenceKeyed: (adjudication.check_difference, adjudication.apply_difference),
    acts.FormQueried: (adjudication.check_queried, adjudication.apply_queried),
    acts.FormCorrected: (adjudication.check_corrected, adjudication.apply_corrected),
    acts.FormWithdrawn: (adjudication.check_withdrawn, adjudication.apply_withdrawn),
    acts.PassedOver: (result.check_passed_over, result.apply_passed_over),
    acts.ProvisionalGiven: (result.check_provisional, result.apply_provisional),
    acts.RecountOpportunityGiven: (result.check_opportunity, result.apply_opportunity),
    acts.LotDrawn: (result.check_lot, result.apply_lot),
    acts.ReadBack: (result.check_read_back, result.apply_read_back),
    acts.Declared: (result.check_declared, result.apply_declared),
    acts.DocumentSigned: (result.check_signed, result.apply_signed),
}


def check(count: Count, stream: str, act: AnyAct) -> list[Finding]:
    """What stands against an act as the next of a stream, and what it flags; empty if nothing."""
    if not isinstance(act, ContestAct):
        if stream != COUNT_STREAM:
            return [finding(Code.A105, "contest", stream, "stream")]
        return officers.check_count(count.count, act)
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
    if contest.declaration and not isinstance(act, acts.DocumentSigned):
        return [finding(Code.A105, "contest", contest.set_up.name, "declared")]
    return _RULES[type(act)][0](count.count, contest, act)


def apply(count: Count, stream: str, act: AnyAct) -> Changed:
    """Make an act true that nothing stands against; says what changed."""
    if not isinstance(act, ContestAct):
        return officers.apply_count(count.count, act)
    if isinstance(act, acts.ContestSetUp):
        contest = count.contests[stream] = setting_up.new_contest(act)
        contest.seen = act.seen
        return setting_up.apply_set_up(contest)
    contest = count.contests[stream]
    contest.seq += 1
    contest.seen = act.seen
    return _RULES[type(act)][1](contest, act)


def refusals(findings: list[Finding]) -> list[Finding]:
    """Those findings that stand against the act, and do not merely flag something."""
    return [found for found in findings if not found.flag]
