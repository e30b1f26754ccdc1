"""The staff of the count: who holds which role, and the acts of the stream `count`."""

from collections.abc import Collection

from tallyapp.domain import acts
from tallyapp.domain.acts import Act, ContestAct
from tallyapp.domain.rules.far_off import too_far_off
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.of_count import CountState, OfficerState
from tallyapp.domain.state.workstations import Workstation
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import Role
from tallyapp.domain.vocabulary.units import MAX_SEATS, OfficerNumber

EVERYBODY: frozenset[Role] = frozenset(
    {"clerk", "supervisor", "adjudicator", "deputy", "returning-officer"}
)
SUPERVISING: frozenset[Role] = frozenset({"supervisor", "deputy", "returning-officer"})
RETURNING: frozenset[Role] = frozenset({"deputy", "returning-officer"})
# No deputy here: going on over an open finding is the returning officer's own to answer for.
IN_PERSON: frozenset[Role] = frozenset({"returning-officer"})

ADJUDICATING: frozenset[Role] = frozenset({"adjudicator", "deputy", "returning-officer"})
"""Only the returning officer, or somebody authorised in writing, adjudicates doubtful papers."""

DECLARING: frozenset[Role] = frozenset({"declarant", "deputy", "returning-officer"})
"""Who may be named as having declared: a declarant does nothing else at the count."""

SEES_VOTES = RETURNING
"""Who may see who leads before anything is released: nobody who keys."""

SUPERVISES = SUPERVISING
"""Who takes over what another has half keyed."""


def check_right(count: CountState, act: Act, seen: int, may: frozenset[Role]) -> list[Finding]:
    """A101 or A102 unless, when `seen` acts were done, the officer held a role that `may` do it."""
    role = count.role(act.by, seen)
    if role is None:
        return [finding(Code.A101, "officer", act.by)]
    if role not in may:
        return [finding(Code.A102, "officer", act.by, role)]
    return []


def check_second(count: CountState, act: Act, second: OfficerNumber) -> list[Finding]:
    """A103 unless the second officer is another person, and of the staff that counts."""
    seen = act.seen if isinstance(act, ContestAct) else count.seq
    # An auditor or declarant looks on by office: the second pair of eyes is of those who count.
    if second == act.by or count.role(second, seen) not in EVERYBODY:
        return [finding(Code.A103, "officer", second)]
    return []


def check_adjudicator(
    count: CountState, number: OfficerNumber, contest: str, seen: int
) -> list[Finding]:
    """A102 unless this officer may adjudicate in this contest."""
    enrolled = count.enrolled(number, seen)
    if enrolled is None or enrolled.role not in ADJUDICATING:
        return [finding(Code.A102, "officer", number, "not-adjudicating")]
    # The authority to adjudicate is given in writing, and may be for named contests alone.
    if enrolled.contests and contest not in enrolled.contests:
        return [finding(Code.A102, "officer", number, "not-in-this-contest")]
    return []


def somebody_else(count: CountState, besides: Collection[OfficerNumber], seen: int) -> bool:
    """Whether anybody who counts was on the staff, when `seen` acts were done, besides these."""
    return any(
        number not in besides and count.role(number, seen) in EVERYBODY for number in count.officers
    )


def check_reason(reason: str, place: Finding) -> list[Finding]:
    """The given finding unless there is a reason in words."""
    return [] if reason.strip() else [place]


def check_seen(count: CountState, contest: ContestState | None, act: ContestAct) -> list[Finding]:
    """A107 unless the act saw no more of `count` than there is, and
    no less than the act before it.
    """
    # Going back in time would let an act borrow a right that was since taken away.
    least = contest.seen if contest else 1
    if least <= act.seen <= count.seq:
        return []
    return [finding(Code.A107, "count", "count", seen=act.seen, least=least, most=count.seq)]


def check_begun(count: CountState, act: acts.CountSetUp) -> list[Finding]:
    """A count begins once, by its returning officer, at a workstation; all have names."""
    if count.set_up:
        return [finding(Code.A105, "count", count.set_up.name, "set-up")]
    officer = act.returning_officer
    if officer.number != act.by or officer.role != "returning-officer":
        return [finding(Code.A102, "officer", act.by, officer.role)]
    named = all(text.strip() for text in (act.name, act.officer_title, act.workstation))
    found = [] if named else [finding(Code.A106, "count", act.name, "name")]
    return found + too_far_off(act.polling_day, act.name)


def check_enrolled(count: CountState, act: acts.OfficerEnrolled) -> list[Finding]:
    """Somebody joins, comes back, or gets another role: always under the one number of theirs."""
    number = act.officer.number
    role = act.officer.role
    held = count.role(number, count.seq)
    answering = held == "returning-officer"
    # A demotion, a second returning officer and one enrolled by somebody else: all three are this.
    if answering != (role == "returning-officer") or (answering and act.by != number):
        # One person answers for the count from its first act on, and nobody else puts a name to
        # it.
        return [finding(Code.A102, "officer", number, role)]
    return _check_number(count, act)


def _check_number(count: CountState, act: acts.OfficerEnrolled) -> list[Finding]:
    """A119 unless the number is new or this person's, and this person has no other."""
    # What officer 12 did must never become another person's doing, nor 12's PIN let them in.
    number = act.officer.number
    named = act.officer.named
    known = count.officers.get(number)
    if known and known.named != named:
        return [finding(Code.A119, "officer", number)]
    for other, state in count.officers.items():
        if other != number and state.named == named:
            return [finding(Code.A119, "officer", number, "another", other=other)]
    return []


def check_stood_down(count: CountState, act: acts.OfficerStoodDown) -> list[Finding]:
    """Whoever is on the staff leaves it; but whoever answers for the count stays."""
    held = count.role(act.number, count.seq)
    if held is None:
        return [finding(Code.A101, "officer", act.number)]
    if held == "returning-officer":
        return [finding(Code.A102, "officer", act.number, held)]
    return []


def check_code(_: CountState, __: acts.CodeIssued) -> list[Finding]:
    """Whether the code fits its entry, the desk asks of the ledger."""
    return []


def check_restored(_: CountState, act: acts.BackupRestored) -> list[Finding]:
    """It is said from where the copy is, and why."""
    said = (("source", act.source), ("reason", act.reason))
    return [finding(Code.A106, "count", "count", field) for field, text in said if not text.strip()]


def check_uncontested(count: CountState, act: acts.UncontestedRecorded) -> list[Finding]:
    """It is named, and nobody needs to be counted to say who is elected; it may be put right."""
    # Recording it anew is the correction; recording the same again is a slip.
    before = count.uncontested.get(act.contest)
    if before and _uncontested(before) == _uncontested(act):
        return [finding(Code.A108, "contest", act.contest)]
    if not act.name.strip():
        return [finding(Code.A106, "contest", act.contest, "name")]
    # With more candidates than seats there must be a poll: that is no contest to wave through.
    if not len(act.candidates) <= act.seats <= MAX_SEATS:
        numbers = {"candidates": len(act.candidates), "seats": act.seats, "most": MAX_SEATS}
        return [finding(Code.A110, "contest", act.contest, "contested", **numbers)]
    return []


def _uncontested(act: acts.UncontestedRecorded) -> tuple[object, ...]:
    # Its id and time differ in any two acts; only what it says is compared.
    return act.election, act.name, act.seats, act.candidates


def apply_begun(count: CountState, act: acts.CountSetUp) -> None:
    """The count is set up, with its first officer and its first workstation."""
    count.become(act, act.id)
    count.workstations.enrol(Workstation(act.workstation, act.certificate, count.seq))
    officer = act.returning_officer
    count.officers[act.by] = OfficerState(officer.named, [(count.seq, officer)])


def apply_enrolled(count: CountState, act: acts.OfficerEnrolled) -> None:
    """They hold this role from now on."""
    # Added to and never replaced: an act of the first hour is judged by the role of that hour.
    state = count.officers.setdefault(act.officer.number, OfficerState(act.officer.named))
    state.history.append((count.seq, act.officer))


def apply_stood_down(count: CountState, act: acts.OfficerStoodDown) -> None:
    """They hold no role from now on."""
    count.officers[act.number].history.append((count.seq, None))


def apply_code(count: CountState, _: acts.CodeIssued) -> None:
    """One more code is out."""
    count.codes_issued += 1


def apply_restored(_: CountState, __: acts.BackupRestored) -> None:
    """Nothing of the count is otherwise than in the copy."""


def apply_uncontested(count: CountState, act: acts.UncontestedRecorded) -> None:
    """The contest stands beside those that are counted."""
    count.uncontested[act.contest] = act
