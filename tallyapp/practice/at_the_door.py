"""What is done at the door of a practice count: two people see each container arrive, and each
empty; each box is counted against its account; two key the postal covers that were returned.
"""

from collections.abc import Iterable

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.containers import containers, counted_parts
from tallyapp.domain.rules.postal import postal_boxes
from tallyapp.domain.vocabulary.containers import How, Sighted
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.practice.plans.plans import PlannedBox


def see_all(desk: Desk, stream: str, by: int, second: int) -> None:
    """Every container of a contest arrives that has not, and is seen empty that was not."""
    every = containers(desk.contest(stream))
    see(desk, "arrived", (each.name for each in every if each.arrived is None), by, second)
    see(desk, "empty", (each.name for each in every if each.empty is None), by, second)


def see(desk: Desk, how: How, names: Iterable[str], by: int, second: int, reason: str = "") -> None:
    """These containers are seen so, if there are any."""
    at = desk.clock()
    sighted = tuple(
        Sighted(
            container=name,
            at=at,
            counted=counted_parts(desk.count, name) if how == "empty" else (),
        )
        for name in names
    )
    if not sighted:
        return
    desk.do(
        COUNT_STREAM,
        acts.ContainersSighted(
            **desk.by(by).count,
            how=how,
            sighted=sighted,
            second=OfficerNumber(second),
            reason=reason,
        ),
    )


def verify_box(
    desk: Desk, stream: str, planned: PlannedBox, clerk: int, supervisors: tuple[int, int]
) -> None:
    """One clerk accounts for a box and counts it; two supervisors explain what varies."""
    box = planned.box.id
    desk.do(
        stream,
        acts.BoxAccountKeyed(**desk.by(clerk).contest, box=box, account=planned.account, of=""),
    )
    for attempt, papers in enumerate(planned.attempts, 1):
        desk.do(
            stream,
            acts.BoxCounted(**desk.by(clerk).contest, box=box, attempt=attempt, papers=papers),
        )
    if not planned.explanation:
        return
    by, second = supervisors
    desk.do(
        stream,
        acts.VarianceExplained(
            **desk.by(by).contest,
            second=OfficerNumber(second),
            box=box,
            of=desk.contest(stream).boxes[box].variance_id,
            papers=planned.papers,
            explanation=planned.explanation,
        ),
    )


def key_returned(desk: Desk, stream: str, officers: tuple[int, int]) -> None:
    """Two officers key as many postal covers as its postal boxes account for, once all do; nothing
    where they have keyed them.
    """
    contest = desk.contest(stream)
    boxes = postal_boxes(contest)
    accounts = [box.account for box in boxes if box.account]
    rejected = contest.postal_rejected or 0
    covers = sum(account.issued for account in accounts) + rejected
    if not boxes or len(accounts) < len(boxes) or covers == contest.postal.returned.agreed:
        return
    for officer in officers:
        desk.do(
            stream,
            acts.PostalCoversReturned(
                **desk.by(officer).contest,
                of=desk.contest(stream).postal.returned.last,
                covers=covers,
            ),
        )
