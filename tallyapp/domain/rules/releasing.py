"""What the hall is shown: a declared result, once it is released, and when one is expected."""

from tallyapp.domain import acts
from tallyapp.domain.rules.officers import check_reason
from tallyapp.domain.rules.towards_declaring import of_result
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.state.result import Released
from tallyapp.domain.vocabulary.findings import Code, Finding, finding


def check_expected(_: CountState, contest: ContestState, act: acts.ResultExpected) -> list[Finding]:
    """Something else than was told before, of a result that is not shown."""
    name = contest.set_up.name
    if contest.released:
        return [finding(Code.A105, "contest", name, "released")]
    if act.expected.strip() == contest.expected:
        return [finding(Code.A112, "contest", name, "unchanged")]
    return []


def apply_expected(contest: ContestState, act: acts.ResultExpected) -> Changed:
    """The hall is told so from now on."""
    contest.expected = act.expected.strip()
    return of_result(contest)


def check_released(_: CountState, contest: ContestState, act: acts.ResultReleased) -> list[Finding]:
    """Once, after the declaration, and the notice that stands."""
    name = contest.set_up.name
    # Nothing else is ever shown: a provisional result is for candidates and agents alone.
    if contest.declaration is None:
        return [finding(Code.A105, "contest", name, "not-declared")]
    if contest.released:
        return [finding(Code.A112, "contest", name, "released")]
    # Whoever releases has looked at these figures, and at no others that came since.
    if act.of != contest.notice:
        return [finding(Code.A114, "contest", name, "released-notice")]
    return []


def apply_released(contest: ContestState, act: acts.ResultReleased) -> Changed:
    """It is shown, and nothing more is expected of this contest."""
    contest.released = Released(act.id, contest.seq, act.of)
    contest.expected = ""
    return of_result(contest)


def check_withdrawn(
    _: CountState, contest: ContestState, act: acts.ReleaseWithdrawn
) -> list[Finding]:
    """Of the release that stands, with a reason."""
    name = contest.set_up.name
    if contest.released is None:
        return [finding(Code.A112, "contest", name, "not-released")]
    if act.of != contest.released.id:
        return [finding(Code.A114, "contest", name, "release")]
    return check_reason(act.reason, finding(Code.A106, "contest", name, "reason"))


def apply_withdrawn(contest: ContestState, _: acts.ReleaseWithdrawn) -> Changed:
    """It is shown no longer, until it is released again."""
    contest.released = None
    return of_result(contest)
