"""A practice count's containers: two people see each arrive, and each empty."""

from collections.abc import Iterable

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.containers import containers, counted_parts
from tallyapp.domain.vocabulary.containers import How, Sighted
from tallyapp.domain.vocabulary.units import OfficerNumber


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
