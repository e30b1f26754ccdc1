"""The staff of the count: who may do what, in one table, and the acts of the stream `count`."""

from tallyapp.domain import acts
from tallyapp.domain.acts import Act, ContestAct
from tallyapp.domain.state.contest import Changed, ContestState, CountState, OfficerState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import Role
from tallyapp.domain.vocabulary.units import MAX_SEATS, OfficerNumber

_EVERYBODY: frozenset[Role] = frozenset(
    {"clerk", "supervisor", "adjudicator", "deputy", "returning-officer"}
)
_SUPERVISING: frozenset[Role] = frozenset({"supervisor", "deputy", "returning-officer"})
_RETURNING: frozenset[Role] = frozenset({"deputy", "returning-officer"})
_IN_PERSON: frozenset[Role] = frozenset({"returning-officer"})

ADJUDICATING: frozenset[Role] = frozenset({"adjudicator", "deputy", "returning-officer"})
"""Only the returning officer, or somebody authorised in writing, adjudicates doubtful papers."""

DECLARING: frozenset[Role] = frozenset({"declarant", "deputy", "returning-officer"})
"""Who may be named as having declared: a declarant does nothing else at the count."""

SEES_VOTES = _RETURNING
"""Who may see who leads before anything is released: nobody who keys."""

SUPERVISES = _SUPERVISING
"""Who takes over what another has half keyed."""

RIGHTS: dict[type[Act], frozenset[Role]] = {
    acts.CountSetUp: _IN_PERSON,
    acts.OfficerEnrolled: _RETURNING,
    acts.OfficerStoodDown: _RETURNING,
    acts.CodeIssued: _RETURNING,
    acts.BackupRestored: _RETURNING,
    acts.UncontestedRecorded: _RETURNING,
    acts.ContestSetUp: _RETURNING,
    acts.BoxAdded: _SUPERVISING,
    acts.SheetsIssued: _SUPERVISING,
    acts.BoxAccountKeyed: _EVERYBODY,
    acts.BoxCounted: _EVERYBODY,
    acts.VarianceExplained: _SUPERVISING,
    acts.VerificationStated: _RETURNING,
    acts.SlateNamed: _EVERYBODY,
    acts.SlateConfirmed: _EVERYBODY,
    acts.SheetKeyed: _EVERYBODY,
    acts.SheetDifferenceKeyed: _EVERYBODY,
    acts.SheetQueried: _EVERYBODY,
    acts.SheetCorrected: _SUPERVISING,
    acts.SheetWithdrawn: _SUPERVISING,
    acts.FormKeyed: _EVERYBODY,
    acts.FormDifferenceKeyed: _EVERYBODY,
    acts.FormQueried: _EVERYBODY,
    acts.FormCorrected: _SUPERVISING,
    acts.FormWithdrawn: _SUPERVISING,
    acts.PassedOver: _IN_PERSON,
    acts.WarningAnswered: _SUPERVISING,
    acts.PostalVotesRejected: _SUPERVISING,
    acts.ProvisionalGiven: _RETURNING,
    acts.AgentAnswered: _RETURNING,
    acts.RequestMade: _RETURNING,
    acts.RequestAnswered: _RETURNING,
    acts.RecountBegun: _RETURNING,
    acts.RecountOpportunityGiven: _RETURNING,
    acts.LotDrawn: _RETURNING,
    acts.LotCorrected: _RETURNING,
    acts.ReadBack: _EVERYBODY,
    acts.Declared: _RETURNING,
    acts.DeclaredOutside: _RETURNING,
    acts.NoticeCorrected: _RETURNING,
    acts.DocumentSigned: _RETURNING,
}
"""Who may do each act. Auditors do none: they read; declarants do none: they declare."""


def check_right(count: CountState, act: Act, seen: int) -> list[Finding]:
    """A101 or A102 unless, when `seen` acts were done,
    the officer held a role that allows this act.
    """
    role = count.role(act.by, seen)
    if role is None:
        return [finding(Code.A101, "officer", act.by)]
    if role not in RIGHTS[type(act)]:
        return [finding(Code.A102, "officer", act.by, role)]
    return []


def check_second(count: CountState, act: ContestAct, second: OfficerNumber) -> list[Finding]:
    """A103 unless the second officer is another person, and of the staff that counts."""
    if second == act.by or count.role(second, act.seen) not in _EVERYBODY:
        return [finding(Code.A103, "officer", second)]
    return []


def check_adjudicator(
    count: CountState, number: OfficerNumber, contest: str, seen: int
) -> list[Finding]:
    """A102 unless this officer may adjudicate in this contest."""
    enrolled = count.enrolled(number, seen)
    if enrolled is None or enrolled.role not in ADJUDICATING:
        return [finding(Code.A102, "officer", number, "not-adjudicating")]
    if enrolled.contests and contest not in enrolled.contests:
        return [finding(Code.A102, "officer", number, "not-in-this-contest")]
    return []


def check_reason(reason: str, place: Finding) -> list[Finding]:
    """The given finding unless there is a reason in words."""
    return [] if reason.strip() else [place]


def check_seen(count: CountState, contest: ContestState | None, act: ContestAct) -> list[Finding]:
    """A107 unless the act saw no more of `count` than there is, and
    no less than the act before it.
    """
    least = contest.seen if contest else 1
    if least <= act.seen <= count.seq:
        return []
    return [finding(Code.A107, "count", "count", seen=act.seen, least=least, most=count.seq)]


def check_count(count: CountState, act: acts.AnyCountAct) -> list[Finding]:
    """Whether an act of the stream `count` may be done now."""
    if isinstance(act, acts.CountSetUp):
        if count.set_up:
            return [finding(Code.A105, "count", count.set_up.name, "set-up")]
        officer = act.returning_officer
        if officer.number != act.by or officer.role != "returning-officer":
            return [finding(Code.A102, "officer", act.by, officer.role)]
        named = all(text.strip() for text in (act.name, act.officer_title, officer.name))
        return [] if named else [finding(Code.A106, "count", act.name, "name")]
    if not count.set_up:
        return [finding(Code.A105, "count", "count", "not-set-up")]
    return check_right(count, act, count.seq) or _check_staff(count, act)


def _check_staff(count: CountState, act: acts.AnyCountAct) -> list[Finding]:
    if isinstance(act, acts.OfficerEnrolled):
        number = act.officer.number
        role = act.officer.role
        held = count.role(number, count.seq)
        answering = held == "returning-officer"
        if answering != (role == "returning-officer") or (answering and act.by != number):
            # One person answers for the count from its first act on, and nobody else puts a name to
            # it.
            return [finding(Code.A102, "officer", number, role)]
        if not act.officer.name.strip():
            return [finding(Code.A106, "officer", number, "name")]
    elif isinstance(act, acts.OfficerStoodDown):
        held = count.role(act.number, count.seq)
        if held is None:
            return [finding(Code.A101, "officer", act.number)]
        if held == "returning-officer":
            return [finding(Code.A102, "officer", act.number, held)]
    elif isinstance(act, acts.UncontestedRecorded):
        return _check_uncontested(count, act)
    elif isinstance(act, acts.BackupRestored):
        said = (("source", act.source), ("reason", act.reason))
        return [
            finding(Code.A106, "count", "count", field) for field, text in said if not text.strip()
        ]
    return []


def _check_uncontested(count: CountState, act: acts.UncontestedRecorded) -> list[Finding]:
    """It is named, and nobody needs to be counted to say who is elected; it may be put right."""
    before = count.uncontested.get(act.contest)
    if before and _uncontested(before) == _uncontested(act):
        return [finding(Code.A108, "contest", act.contest)]
    if not act.name.strip():
        return [finding(Code.A106, "contest", act.contest, "name")]
    if not len(act.candidates) <= act.seats <= MAX_SEATS:
        numbers = {"candidates": len(act.candidates), "seats": act.seats, "most": MAX_SEATS}
        return [finding(Code.A110, "contest", act.contest, "contested", **numbers)]
    return []


def _uncontested(act: acts.UncontestedRecorded) -> tuple[object, ...]:
    return act.election, act.name, act.seats, act.candidates


def apply_count(count: CountState, act: acts.AnyCountAct) -> Changed:
    """Make an act of the stream `count` true."""
    count.seq += 1
    count.version = act.v
    if isinstance(act, acts.CountSetUp):
        count.set_up = act
        count.officers[act.by] = OfficerState([(count.seq, act.returning_officer)])
    elif isinstance(act, acts.OfficerEnrolled):
        state = count.officers.setdefault(act.officer.number, OfficerState([]))
        state.history.append((count.seq, act.officer))
    elif isinstance(act, acts.OfficerStoodDown):
        count.officers[act.number].history.append((count.seq, None))
    elif isinstance(act, acts.CodeIssued):
        count.codes_issued += 1
    elif isinstance(act, acts.UncontestedRecorded):
        count.uncontested[act.contest] = act
    return Changed(acts.COUNT_STREAM, count.seq, officers=True)
