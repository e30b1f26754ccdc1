"""The result with which a contest is compared, and the groups within which candidates are ranked.

Both may be stated before and after the declaration: no figure of the count rests on them.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from tallyapp.domain import acts
from tallyapp.domain.rules.officers import check_reason
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.previous import CandidateGroup, PreviousResult
from tallyapp.domain.vocabulary.units import MAX_SEATS, CandidateNumber

# ---- the result before


def check_previous(
    count: CountState, contest: ContestState, act: acts.PreviousResultStated
) -> list[Finding]:
    """Figures that agree with one another, of a day before this polling day, and from where they
    are; stated again, other ones, with a reason.
    """
    name = contest.set_up.name
    if act.of != contest.previous_id:
        return [finding(Code.A114, "contest", name, "previous")]
    if act.result == contest.previous:
        return [finding(Code.A112, "contest", name, "unchanged")]
    told = act.result
    found = check_reason(told.source, finding(Code.A106, "contest", name, "previous-source"))
    found += check_reason(told.election, finding(Code.A106, "contest", name, "previous-election"))
    if act.of:
        found += check_reason(act.reason, finding(Code.A106, "contest", name, "reason"))
    now = count.set_up_at(act.seen)
    # In practice too: a count is compared with what was before it, whenever it is rehearsed.
    if now and told.polling_day >= now.polling_day:
        found.append(_too_late(name, told.polling_day))
    return found + list(_disagreements(name, told))


def before_last_time(contest: ContestState, polling_day: date) -> list[Finding]:
    """A131 where the result before would be of no earlier day, were this the polling day."""
    told = contest.previous
    if told is None or told.polling_day < polling_day:
        return []
    return [_too_late(contest.set_up.name, told.polling_day, "polling-day")]


def _too_late(name: str, then: date, field: str = "") -> Finding:
    """A131 with the day of the result before."""
    numbers = {"day": then.day, "month": then.month, "year": then.year}
    return finding(Code.A131, "contest", name, field, **numbers)


def _disagreements(name: str, told: PreviousResult) -> Iterator[Finding]:
    """A130 for each way in which the figures of a result are those of no election."""

    def at(field: str, **numbers: int) -> Finding:
        return finding(Code.A130, "contest", name, field, **numbers)

    elected = len(told.elected)
    if not (told.votes or told.no_poll) or not 1 <= told.seats <= MAX_SEATS:
        yield at("nothing", votes=told.votes, seats=told.seats, most=MAX_SEATS)
        return
    if not 1 <= elected <= told.seats or len(told.held) > MAX_SEATS:
        yield at("elected", elected=elected, seats=told.seats)
    # Worked out for other boundaries though they are the same: one of the two is wrong.
    if told.notional and told.boundaries == "same":
        yield at("notional")
    fewest = min((one.votes for one in told.elected), default=0)
    most = max((one.votes for one in told.candidates if not one.elected), default=0)
    if elected and most > fewest:
        yield at("order", elected=fewest, other=most)
    yield from _papers(told, at)


def _papers(told: PreviousResult, at: Callable[..., Finding]) -> Iterator[Finding]:
    """Votes against valid papers, and papers against electors, as far as they are known."""
    if told.valid is not None:
        fewest = told.votes if told.seats == 1 else -(-told.votes // told.seats)
        highest = max(one.votes for one in told.candidates)
        # With one seat a valid paper is a vote: a candidate left out would make every share false.
        if not max(fewest, highest) <= told.valid <= told.votes:
            yield at("valid", votes=told.votes, valid=told.valid)
    papers = (told.valid or 0) + (told.rejected or 0)
    if told.electorate is not None and papers > told.electorate:
        yield at("electorate", papers=papers, electorate=told.electorate)


def apply_previous(contest: ContestState, act: acts.PreviousResultStated) -> Changed:
    """This is the result with which the contest is compared."""
    contest.previous = act.result
    contest.previous_id = act.id
    return Changed(contest.set_up.contest, contest.seq, result=True)


# ---- groups


def check_groups(_: CountState, contest: ContestState, act: acts.GroupsChosen) -> list[Finding]:
    """Other groups than stand, each with words of its own and with candidates, each once."""
    name = contest.set_up.name
    if act.of != contest.groups_id:
        return [finding(Code.A114, "contest", name, "groups")]
    if act.groups == contest.groups:
        return [finding(Code.A112, "contest", name, "unchanged")]
    found: list[Finding] = []
    labels = [group.label.strip().casefold() for group in act.groups]
    if len(set(labels)) < len(labels):
        found.append(finding(Code.A108, "contest", name, "group"))
    for group in act.groups:
        if not group.label.strip() or not group.candidates:
            found.append(finding(Code.A106, "contest", name, "group"))
        found += _not_among(contest, group)
    return found


def _not_among(contest: ContestState, group: CandidateGroup) -> Iterator[Finding]:
    numbers = group.candidates
    standing = len(contest.set_up.candidates)
    yield from (finding(Code.A104, "candidate", n, "group") for n in numbers if n > standing)
    twice = sorted({n for n in numbers if numbers.count(n) > 1})
    yield from (finding(Code.A108, "candidate", n, "group") for n in twice)


def apply_groups(contest: ContestState, act: acts.GroupsChosen) -> Changed:
    """These are the groups."""
    contest.groups = act.groups
    contest.groups_id = act.id
    return Changed(contest.set_up.contest, contest.seq, result=True)


def renumbered(
    groups: Sequence[CandidateGroup], before: Sequence[Candidate], after: Sequence[Candidate]
) -> tuple[CandidateGroup, ...]:
    """The groups of the same candidates after the set-up was put right; whoever stands no longer is
    in none, and a group of nobody is gone.

    A group names candidates by number, and an earlier number may be another's now.
    """
    new = {n: _place(one, n, before, after) for n, one in enumerate(before, 1)}
    told = (
        CandidateGroup(
            label=group.label,
            candidates=tuple(at for n in group.candidates if (at := new[n])),
        )
        for group in groups
    )
    return tuple(group for group in told if group.candidates)


def _place(
    one: Candidate, line: int, before: Sequence[Candidate], after: Sequence[Candidate]
) -> CandidateNumber | None:
    """The number that a candidate has now: where the name is; else the same line, if its name was
    put right there and is nobody else's.
    """
    stood = [each.ballot_name.casefold() for each in before]
    stands = [each.ballot_name.casefold() for each in after]
    name = one.ballot_name.casefold()
    # Two of one name are told apart by their lines alone.
    if line <= len(stands) and stands[line - 1] == name:
        return CandidateNumber(line)
    if stands.count(name) == 1:
        return CandidateNumber(stands.index(name) + 1)
    if len(after) == len(before) and stands[line - 1] not in stood:
        return CandidateNumber(line)
    return None
