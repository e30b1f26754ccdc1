"""How long the documents of a count are kept: an order recorded, and what stands, in words."""

from collections.abc import Iterator
from datetime import date, timedelta

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.retention import kept_by_law, kept_until
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.phrases import day
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.words.catalogue import say


def keep_longer(desk: Desk, until: date, reason: str, by: int, second: int) -> None:
    """Record an order by which the documents are kept longer; raises Refusal."""
    order = desk.count.count.retention.order
    desk.do(
        COUNT_STREAM,
        acts.KeptLonger(
            **desk.by(by).count,
            of=order.id if order else "",
            until=until,
            reason=reason,
            second=OfficerNumber(second),
        ),
    )


def retention_words(count: CountState, today: date) -> Iterator[str]:
    """Until when they are kept, by what, and in how many days they can be destroyed."""
    set_up = count.set_up
    last = kept_until(count)
    if set_up is None or last is None:
        return
    yield say("after", "keep.law", day=day(kept_by_law(set_up.polling_day)))
    order = count.retention.order
    if order:
        yield say("after", "keep.order", day=day(order.until), reason=order.reason)
    if count.retention.disposal:
        yield say("after", "keep.agreed")
        return
    if set_up.practice:
        yield say("after", "keep.practice")
        return
    first = last + timedelta(days=1)
    left = (first - today).days
    if left > 0:
        yield say("after", "keep.left", day=day(first), days=left)
    else:
        yield say("after", "keep.over", day=day(first))
