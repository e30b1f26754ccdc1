"""Labels for everything that can hold papers: what is registered, and each box by itself."""

from collections.abc import Iterable

from tallyapp.domain.reports.hall_papers import Label, Labels
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.containers import Container, Part
from tallyapp.domain.vocabulary.scan_codes import code_of
from tallyapp.paperwork.reports import Wanted
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words
from tallyapp.words.language import given_out


def registered(count: Count, contests: Iterable[str]) -> list[str]:
    """The containers that hold, or may hold, papers of these contests."""
    chosen = set(contests)
    containers = count.count.containers
    known = ((name, containers.known(name)) for name in containers.registered)
    return [name for name, each in known if each and _may_hold(each, chosen)]


def boxes_alone(count: Count, stream: str) -> list[str]:
    """The boxes of a contest that are containers by themselves."""
    parts = (Part(stream, box) for box in count.contests[stream].boxes)
    containers = count.count.containers
    return [part.box for part in parts if containers.holder(part) == part.alone]


@given_out()
def labels_of_containers(count: Count, wanted: Iterable[Wanted]) -> Labels:
    """The labels of registered containers."""
    found = []
    for each in wanted:
        container = count.count.containers.known(str(each.name))
        assert container is not None
        contests = dict.fromkeys(part.contest for part in container.holds)
        held = [count.contests[name] for name in contests if name in count.contests]
        found.append(
            Label(
                id=container.id,
                words=say("paper", f"container.{container.kind}", name=container.name),
                whose=tuple(contest.set_up.name for contest in held[:_MOST_CONTESTS]),
                code=code_of("container", container.id),
                again=each.again,
            )
        )
    return _labels(count, found)


@given_out()
def labels_of_boxes(count: Count, stream: str, wanted: Iterable[Wanted]) -> Labels:
    """The labels of boxes that are containers by themselves; each is scanned as its box."""
    contest = count.contests[stream]
    return _labels(count, [_of_box(contest, each) for each in wanted])


_MOST_CONTESTS = 3
"""Names on a label: those of a box of more contests are in the register."""


def _of_box(contest: ContestState, wanted: Wanted) -> Label:
    box = contest.boxes[str(wanted.name)].box
    kind = "postal-box" if box.kind == "postal" else "ballot-box"
    area = contest.areas[box.area].area
    return Label(
        id=box.id,
        words=say("paper", f"container.{kind}", name=box.name),
        whose=(contest.set_up.name, area_words(area)),
        code=code_of("box", box.id, contest.set_up.contest),
        again=wanted.again,
    )


def _labels(count: Count, found: list[Label]) -> Labels:
    set_up = count.count.set_up
    return Labels(
        practice=set_up is None or set_up.practice,
        count=set_up.name if set_up else "",
        labels=tuple(found),
    )


def _may_hold(container: Container, contests: set[str]) -> bool:
    return not container.holds or any(part.contest in contests for part in container.holds)
