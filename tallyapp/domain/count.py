"""The one meaning of an act: whether it may be done,
and what it makes true, live and when read again.
"""

from msgspec import UNSET

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct, ContestAct
from tallyapp.domain.rules import (
    containers,
    far_off,
    hall,
    officers,
    previous,
    set_up,
    times,
    workstations,
)
from tallyapp.domain.rules.register import RULES
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed, Count
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, Refusal, finding

# After the declaration votes cannot be re-counted: an error found later goes to a petition,
# and here it is written beside the result, never into it.
_AFTER_DECLARATION: frozenset[type[acts.Act]] = frozenset(
    {
        acts.DocumentSigned,
        acts.NoticeCorrected,
        acts.ResultExpected,
        acts.ResultReleased,
        acts.ReleaseWithdrawn,
        acts.PreviousResultStated,
        acts.GroupsChosen,
    }
)
"""All that may be done once the contest is closed."""
_WHILE_STILL = _AFTER_DECLARATION | {acts.DeclaredOutside}
"""All that may be done in a contest that is set up while the count stands still."""


def check(count: Count, stream: str, act: AnyAct) -> list[Finding]:
    """What stands against an act as the next of a stream, and what it flags; empty if nothing."""
    now = count.count
    if acts.is_of_contest(act):
        # The same people do the same at the same machines, all night: who was entitled to it once,
        # as `count` stood then, is looked up and not asked again.
        who = act.by, act.workstation, act.seen, type(act)
        entitled = who in now.in_order
        found = _check_of_contest(count, stream, act, entitled)
        if entitled:
            return found
        unknown = workstations.check_workstation(now, act, act.seen)
        if not found and not unknown:
            now.in_order.add(who)
    else:
        found = _check_of_count(count, stream, act)
        unknown = workstations.check_workstation(now, act, now.seq)
    # Beside all else, and not in its place: a machine that is new learns what else stands against
    # an act before it joins the count.
    return unknown + found if unknown else found


def _check_of_contest(
    count: Count, stream: str, act: acts.AnyContestAct, entitled: bool
) -> list[Finding]:
    if stream == COUNT_STREAM or count.count.set_up is None:
        return [finding(Code.A105, "count", stream, "stream")]
    contest = count.contests.get(stream)
    rule = RULES[type(act)]
    # Before any rule: an old `v` would otherwise be judged by an old, laxer one. And what the act
    # saw before its right, which is judged as it stood then: so `seen` must be true.
    refused = _out_of_order(count, contest, stream, act) or officers.check_seen(
        count.count, contest, act
    )
    if not refused and not entitled:
        refused = officers.check_right(count.count, act, act.seen, rule.may)
    if refused:
        return refused
    # The one act for which there is no contest yet; every other needs one.
    if type(act) is acts.ContestSetUp:
        if act.contest != stream or _is_taken(count, stream):
            return [finding(Code.A108, "contest", act.contest)]
        return set_up.check_set_up(count.count, act)
    if contest is None:
        return [finding(Code.A104, "contest", stream)]
    if closed := _closed(count, contest, act):
        return closed
    if len(count.count.set_ups) > 1:
        _see(count.count, contest, act.seen)
    return rule.check(count.count, contest, act)


def _closed(count: Count, contest: ContestState, act: ContestAct) -> list[Finding]:
    """Why nothing more can be done in a contest, or nothing at this moment."""
    if contest.declaration and type(act) not in _AFTER_DECLARATION:
        return [finding(Code.A105, "contest", contest.set_up.name, "declared")]
    # Freed numbers may be another contest's by now, whatever became of the act that gave this up.
    freed = count.count.freed and count.count.freed.get(contest.set_up.contest)
    if contest.abandoned or (freed and act.seen >= freed):
        return [finding(Code.A105, "contest", contest.set_up.name, "abandoned")]
    # While the hall is empty nobody has a paper in the hand; but who declares outside is believed.
    if count.count.stood_still.times and type(act) not in _WHILE_STILL:
        return hall.stands_still(count.count, act.seen)
    return []


def _is_taken(count: Count, stream: str) -> bool:
    """Whether a contest has this identifier; one that differs in capitals alone is the same."""
    return stream in count.contests or stream.casefold() in map(str.casefold, count.contests)


def _check_of_count(count: Count, stream: str, act: acts.AnyCountAct) -> list[Finding]:
    if stream != COUNT_STREAM:
        return [finding(Code.A105, "contest", stream, "stream")]
    now = count.count
    if found := _out_of_order(count, now, stream, act):
        return found
    rule = RULES[type(act)]
    # It needs the contests, which a rule of the stream `count` never sees.
    if isinstance(act, acts.UncontestedRecorded) and act.contest in count.contests:
        return [finding(Code.A108, "contest", act.contest)]
    if found := _against_contests(count, act):
        return found
    if isinstance(act, acts.CountSetUp):
        # Nobody has a right yet: the act itself brings the first officer.
        return rule.check(now, act)
    if now.set_up is None:
        return [finding(Code.A105, "count", "count", "not-set-up")]
    if isinstance(act, acts.ContainersSighted) and (
        not_counted := containers.check_counted(count.contests, act)
    ):
        return not_counted
    return officers.check_right(now, act, now.seq, rule.may) or rule.check(now, act)


def _against_contests(count: Count, act: acts.AnyCountAct) -> list[Finding]:
    """What the contests have against an act of `count`, as far as they are read."""
    if isinstance(act, acts.SheetNumbersFreed):
        contest = count.contests.get(act.contest)
        if contest and (contest.abandoned is None or contest.abandoned.id != act.of):
            return [finding(Code.A114, "contest", contest.set_up.name, "abandoned")]
    if isinstance(act, acts.CountCorrected):
        for contest in count.contests.values():
            # A notice tells of the count as it was when it was declared.
            if contest.declaration:
                return [finding(Code.A105, "contest", contest.set_up.name, "declared")]
            day = act.polling_day
            # A contest that was given up is held to no day: its rules may have been the error.
            if day is UNSET or contest.abandoned:
                continue
            if not contest.set_up.rules.holds_on(day):
                return [finding(Code.A110, "contest", contest.set_up.name, "rules")]
            if found := previous.before_last_time(contest, day):
                return found
    return []


def _see(count: CountState, contest: ContestState, seen: int) -> None:
    """Let a contest know what its rules ask of `count` as an act saw it."""
    # Never as `count` is now: read again years later, it is read to its end before any contest.
    set_up = count.set_up_at(seen)
    # A practice count has no day to wait for: it may be rehearsed weeks before.
    contest.polls_on = set_up.polling_day if set_up and not set_up.practice else None


def _out_of_order(
    count: Count, before: CountState | ContestState | None, stream: str, act: AnyAct
) -> list[Finding]:
    """A105 or A116 if its version or time is before that of what stands before it,
    A115 if its id is another act's.
    """
    # The count's first act is the floor of every stream: nobody escapes a rule that a version
    # brought by saying that they wrote in an older one.
    first = count.count.set_up
    floor = before.version if before else first.v if first else 0
    if act.v < floor:
        return [finding(Code.A105, "contest", stream, "version")]
    # From a clock this far on, no time could be reckoned any more.
    if act.at.year >= far_off.LAST_YEAR and (
        found := far_off.too_far_off(act.at.date(), "count", "at")
    ):
        return found
    if act.id in count.ids:
        return [finding(Code.A115, "contest", stream, "id")]
    if before and before.at and act.at < before.at:
        behind = int((before.at - act.at).total_seconds())
        return [finding(Code.A116, "contest", stream, "at", seconds=behind)]
    return []


def apply(count: Count, stream: str, act: AnyAct) -> Changed:
    """Make an act true that nothing stands against; says what changed."""
    count.ids.add(act.id)
    if not acts.is_of_contest(act):
        return _apply_count(count.count, act)
    if type(act) is acts.ContestSetUp:
        contest = count.contests[stream] = set_up.new_contest(act)
        contest.seen = act.seen
        contest.version = act.v
        contest.at = act.at
        contest.between = count.count.between
        _see(count.count, contest, act.seen)
        contest.containers = count.count.containers
        # Whoever recorded it as uncontested was wrong, and puts it right by setting it up.
        count.count.uncontested.pop(act.contest, None)
        return set_up.apply_set_up(contest)
    contest = count.contests[stream]
    # Before the rule applies: what it keeps of its own position is that of this act.
    contest.seq += 1
    contest.seen = act.seen
    contest.version = act.v
    contest.at = act.at
    if len(count.count.set_ups) > 1:
        _see(count.count, contest, act.seen)
    changed: Changed = RULES[type(act)].apply(contest, act)
    times.note(contest, changed, act.at)
    return changed


def _apply_count(count: CountState, act: acts.AnyCountAct) -> Changed:
    count.seq += 1
    count.version = act.v
    count.at = act.at
    RULES[type(act)].apply(count, act)
    joined = act.name if isinstance(act, acts.WorkstationEnrolled) else ""
    of_hall = isinstance(act, acts.HallAct)
    return Changed(COUNT_STREAM, count.seq, officers=True, workstation=joined, hall=of_hall)


def pass_by(count: Count, stream: str) -> bool:
    """Go on over an act that is withheld, of which its position alone is known.

    False where none may be: in `count`, at the beginning of a contest, after its declaration.
    """
    contest = count.contests.get(stream)
    # A leaf does not show of which kind it is, and no kind that comes there may be withheld.
    if contest is None or contest.declaration:
        return False
    contest.seq += 1
    return True


def refusals(findings: list[Finding]) -> list[Finding]:
    """Those findings that stand against the act, and do not merely flag something."""
    return [found for found in findings if not found.flag]


def must_pass(findings: list[Finding]) -> None:
    """Raises Refusal with those findings that stand against the act."""
    refused = refusals(findings)
    if refused:
        raise Refusal(refused)
