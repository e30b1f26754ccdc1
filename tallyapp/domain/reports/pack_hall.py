"""What an audit pack tells of the hall: what could hold papers, and when the count stood still.

That a box arrived and was seen empty, as it should be, is told in numbers; line by line stands what
was registered, withdrawn, seen again for a reason, or had a seal that was not as it should be.
"""

from collections.abc import Iterator, Sequence, Set

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.reports.declaration import officer_words
from tallyapp.domain.reports.pack_report import Event
from tallyapp.domain.rules.containers import containers
from tallyapp.domain.rules.hall import differing
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.containers import Container, Sealed, Sighted
from tallyapp.domain.vocabulary.phrases import listed

_KINDS = {
    "ballot-box": "ballot box",
    "postal-box": "postal box",
    "tray": "tray",
    "folder": "folder of doubtful papers",
    "packet": "sealed packet",
}
_HOW = {"arrived": "seen to arrive", "opened": "opened", "empty": "seen empty"}
_WHY = {"adjourned": "The count was adjourned", "evacuated": "The hall was left"}


def hall_summary(contest: ContestState) -> str:
    """How many containers there were, and how many were seen to arrive and seen empty; the postal
    covers that were returned.
    """
    every = containers(contest)
    arrived = sum(each.arrived is not None for each in every)
    empty = sum(each.empty is not None for each in every)
    words = f"{len(every):,} could hold papers; {arrived:,} seen to arrive, {empty:,} seen empty"
    covers = contest.postal.returned.agreed
    return words if covers is None else f"{words}; {covers:,} postal covers returned"


def hall_events(
    count: Count, contest: ContestState, count_acts: Sequence[tuple[int, AnyAct]]
) -> tuple[Event, ...]:
    """What happened in the hall that touches this contest, in the order of `count`."""
    names = {each.name for each in containers(contest)}
    found = []
    noted: Sequence[Sealed] = ()
    for seq, act in count_acts:
        if isinstance(act, acts.CountAdjourned):
            noted = act.seals
        what = "; ".join(_told(contest, names, act, noted))
        if what:
            who = officer_words(count, act.by, seq)
            second = getattr(act, "second", None)
            officers = f"{who}, {officer_words(count, second, seq)}" if second else who
            found.append(Event(seq=seq, at=act.at, what=what, officers=officers))
    return tuple(found)


def _told(
    contest: ContestState, names: Set[str], act: AnyAct, noted: Sequence[Sealed]
) -> Iterator[str]:
    match act:
        case acts.ContainersRegistered():
            for each in act.containers:
                if _concerns(contest, each):
                    yield f"Registered: {each.name} ({each.id}), {_KINDS[each.kind]}"
        case acts.ContainerWithdrawn():
            yield f"Withdrawn from the register: {act.container}. {act.reason}"
        case acts.ContainersSighted():
            for seen in act.sighted:
                if seen.container in names and (act.reason or not seen.whole):
                    yield _sighted(act, seen)
        case acts.CountAdjourned():
            seals = listed([f"{each.what} ({each.seal})" for each in act.seals]) or "nothing"
            yield f"{_WHY[act.why]} at {act.since:%H:%M}: {act.reason}. Sealed: {seals}"
        case acts.CountRestarted():
            yield _restarted(act, noted)
        case _:
            pass


def _concerns(contest: ContestState, container: Container) -> bool:
    stream = contest.set_up.contest
    return not container.holds or any(part.contest == stream for part in container.holds)


def _sighted(act: acts.ContainersSighted, seen: Sighted) -> str:
    name = seen.container.rpartition("/")[2]
    words = f"{name} {_HOW[act.how]}"
    if not seen.whole:
        words = f"{words}, its seal broken"
    return f"{words}. {act.reason}" if act.reason else words


def _restarted(act: acts.CountRestarted, noted: Sequence[Sealed]) -> str:
    wrong = differing(noted, act.seals)
    if not wrong:
        return f"The count was begun again; {len(act.seals)} seals as they were noted"
    words = listed(
        [f"{each.what} ({each.seal}{'' if each.whole else ', broken'})" for each in wrong]
    )
    return f"The count was begun again; seals not as they were noted: {words}. {act.reason}"
