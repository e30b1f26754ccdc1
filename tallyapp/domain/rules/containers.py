"""Containers: everything that can hold papers is seen to arrive, and seen empty, by two people.

Broughton 2023: a tray of 864 postal votes was put away uncounted. Barnsley 2021: a postal box was
not opened. Both would have been missed by name here, whatever the figures said.
"""

from collections.abc import Iterator, Mapping

from tallyapp.domain import acts
from tallyapp.domain.rules.officers import check_reason, check_second
from tallyapp.domain.rules.set_up import repeated
from tallyapp.domain.state.between import NOW
from tallyapp.domain.state.containers import ContainerNow, Sighting
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.containers import Container, Counted, Part, Sighted
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.places import Place
from tallyapp.domain.vocabulary.units import Papers

# ---- the register


def check_registered(count: CountState, act: acts.ContainersRegistered) -> list[Finding]:
    """Each once, with a name, holding no box that another holds; what is known needs a reason."""
    if not act.containers:
        return [finding(Code.A112, "count", "count", "containers")]
    found = [
        finding(Code.A108, "container", act.containers[n - 1].id)
        for n in repeated(container.id.casefold() for container in act.containers)
    ]
    twice = repeated(part for container in act.containers for part in container.boxes)
    boxes = [part for container in act.containers for part in container.boxes]
    found += [finding(Code.A108, "box", boxes[n - 1].box, "container") for n in twice]
    for container in act.containers:
        found += _registrable(count, container, act)
    return found


def _registrable(
    count: CountState, container: Container, act: acts.ContainersRegistered
) -> Iterator[Finding]:
    name = container.id
    known = count.containers.known(name)
    if not container.name.strip():
        yield finding(Code.A106, "container", name, "name")
    if known is None and _differs_in_capitals(count, name):
        yield finding(Code.A108, "container", name)
    if known == container:
        yield finding(Code.A112, "container", name, "unchanged")
    elif known:
        yield from check_reason(act.reason, finding(Code.A106, "container", name, "reason"))
    also = {each.id for each in act.containers}
    for part in container.boxes:
        holder = count.containers.holder(part)
        # One paper is in one container: two that hold a box would each be the other's excuse.
        if holder not in (name, part.alone) and holder not in also:
            yield finding(Code.A108, "box", part.box, "container")


def _differs_in_capitals(count: CountState, name: str) -> bool:
    """Whether another has this identifier but for its capitals: a scanner reads them alike."""
    return name.casefold() in {each.casefold() for each in count.containers.registered} - {name}


def apply_registered(count: CountState, act: acts.ContainersRegistered) -> None:
    """They are missed by name from now on."""
    for container in act.containers:
        count.containers.register(count.seq, container)


def check_withdrawn(count: CountState, act: acts.ContainerWithdrawn) -> list[Finding]:
    """What is on the register, with a reason and a second officer."""
    if count.containers.known(act.container) is None:
        return [finding(Code.A104, "container", act.container)]
    reason = finding(Code.A106, "container", act.container, "reason")
    return check_second(count, act, act.second) + check_reason(act.reason, reason)


def apply_withdrawn(count: CountState, act: acts.ContainerWithdrawn) -> None:
    """It is not missed any more; the boxes that it held are, each by itself."""
    count.containers.withdraw(count.seq, act.container)


# ---- what two people saw


def check_sighted(count: CountState, act: acts.ContainersSighted) -> list[Finding]:
    """Another person saw it too; what was seen so before needs a reason; a box of several contests
    is empty once all of them have counted their part.
    """
    if not act.sighted:
        return [finding(Code.A112, "count", "count", "containers")]
    found = check_second(count, act, act.second)
    names = [each.container for each in act.sighted]
    found += [
        finding(Code.A108, "container", names[n - 1], "sighted")
        for n in repeated(name.casefold() for name in names)
    ]
    for each in act.sighted:
        found += _sightable(count, act, each)
    return found


def _sightable(count: CountState, act: acts.ContainersSighted, each: Sighted) -> Iterator[Finding]:
    name = each.container
    if each.at > act.at and each.at.replace(microsecond=0) > act.at:
        yield finding(Code.A109, "container", name, "at")
    if "/" in name:
        yield from _by_itself(count, name)
    elif (known := count.containers.known(name)) is None:
        yield finding(Code.A104, "container", name)
    elif act.how == "empty":
        yield from _parts_counted(known, each)
    if count.containers.saw(name, act.how) and not act.reason.strip():
        yield finding(Code.A106, "container", name, f"{act.how}-before")


def _by_itself(count: CountState, name: str) -> Iterator[Finding]:
    """A108 for a box that is in a registered container: that one is to be seen, and not the box."""
    contest, _, box = name.partition("/")
    if count.containers.holder(Part(contest, box)) != name:
        yield finding(Code.A108, "container", name, "in-another")


def _parts_counted(known: Container, each: Sighted) -> Iterator[Finding]:
    """A124 for each part of a box of several contests that is not said to be counted."""
    if len(known.boxes) < 2:
        return
    counted = {Part(part.contest, part.box) for part in each.counted}
    for part in known.boxes:
        if part not in counted:
            yield finding(Code.A124, "container", each.container, part.contest)


def check_counted(
    contests: Mapping[str, ContestState], act: acts.ContainersSighted
) -> list[Finding]:
    """A124 for each part that is said to be counted, and is not, or with other papers.

    Asked when it is done: `count` is read before any contest, whose figures it cannot know.
    """
    found = []
    for each in act.sighted:
        for part in each.counted:
            contest = contests.get(part.contest)
            if contest and _counted_of(contest, part.box) != part.papers:
                found.append(finding(Code.A124, "container", each.container, part.contest))
    return found


def _counted_of(contest: ContestState, name: str) -> Papers | None:
    """What a contest has counted of a box, in papers; None where it is still to count it."""
    box = contest.boxes.get(name)
    if box and box.attempts:
        return box.papers
    # Nobody will count a box that was withdrawn, nor any of a contest that was given up.
    never = name in contest.withdrawn or contest.abandoned is not None
    return Papers(0) if never else None


def counted_parts(count: Count, name: str) -> tuple[Counted, ...]:
    """What each contest has counted of a registered box of several, in papers; the parts that are
    not counted are left out.
    """
    known = count.count.containers.known(name)
    boxes = known.boxes if known else ()
    found = []
    for part in boxes if len(boxes) > 1 else ():
        contest = count.contests.get(part.contest)
        papers = _counted_of(contest, part.box) if contest else None
        if papers is not None:
            found.append(Counted(part.contest, part.box, papers))
    return tuple(found)


def apply_sighted(count: CountState, act: acts.ContainersSighted) -> None:
    """Each was seen, and by whom."""
    for each in act.sighted:
        seen = Sighting(
            count.seq,
            act.how,
            each.at,
            act.by,
            act.second,
            came_from=each.came_from,
            seal=each.seal,
            whole=each.whole,
        )
        count.containers.sight(each.container, seen)


# ---- what stands open in a contest


def containers(contest: ContestState, seen: int = NOW) -> list[ContainerNow]:
    """Everything that can hold papers of a contest, as it stood when `seen` acts of `count` had
    been done.
    """
    register = contest.containers
    if register is None:
        return []
    boxes = (box.box for box in contest.boxes.values())
    return list(register.of_contest(contest.set_up.contest, boxes, seen))


def not_arrived(contest: ContestState, seen: int = NOW) -> list[Finding]:
    """E313 for each container that was not seen to arrive, or not opened although it can hold
    papers that no box has; E314 for each seal that is not as it should be.
    """
    found = []
    for each in containers(contest, seen):
        # A folder of doubtful papers is made in the hall: it arrives from nowhere.
        if each.arrived is None and each.kind != "folder":
            place = _place(each)
            found.append(finding(Code.E313, place.kind, place.name, "arrived"))
        elif _unopened(contest, each):
            place = _place(each)
            found.append(finding(Code.E313, place.kind, place.name, "opened"))
        if wrong := _wrong_seal(each):
            place = _place(each)
            found.append(finding(Code.E314, place.kind, place.name, wrong))
    return found


def _unopened(contest: ContestState, each: ContainerNow) -> bool:
    """Whether nobody has looked into it: a packet stays sealed, a box that was counted was open."""
    if each.opened or each.empty or each.kind in ("folder", "packet"):
        return False
    own = [part.box for part in each.boxes if part.contest == contest.set_up.contest]
    if contest.withdrawn:
        # A box that was withdrawn is none that anybody will count.
        own = [box for box in own if box not in contest.withdrawn]
    boxes = contest.boxes
    return not own or any(box not in boxes or not boxes[box].counts for box in own)


def _wrong_seal(each: ContainerNow) -> str:
    """What is wrong with a container's seal, in a word; empty where nothing is."""
    arrived = each.arrived
    opened = each.opened
    if (arrived and not arrived.whole) or (opened and not opened.whole):
        return "broken"
    another = arrived and opened and opened.seal and opened.seal != arrived.seal
    return "another" if another else ""


def not_empty(contest: ContestState, seen: int = NOW) -> list[Finding]:
    """E315 for each container that was not seen empty, or was opened again since."""
    found = []
    for each in containers(contest, seen):
        # A packet (of tendered papers, above all) stays sealed: nobody looks into it.
        if each.empty or each.kind == "packet":
            continue
        place = _place(each)
        found.append(finding(Code.E315, place.kind, place.name, "again" if each.again else ""))
    return found


def _place(each: ContainerNow) -> Place:
    """Where a finding about a container is; a box that stands alone is called by its own number."""
    return Place("box", each.holds[0].box) if each.alone else Place("container", each.name)
