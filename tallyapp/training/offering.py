"""Whether the drill is offered by itself: never on a live count night."""

from datetime import datetime, time

from tallyapp.domain.state.count import Count

_CLOSE_OF_POLL = time(22, 0)


def is_offered(count: Count, now: datetime) -> bool:
    """Whether there is time for it: in a practice count always; in a real one until the close of
    poll, as long as no box is counted and no sheet keyed.
    """
    set_up = count.count.set_up
    if set_up is None:
        return False
    if set_up.practice:
        return True
    # The hall's own clock: whoever sits down in the hall looks at the one on its wall.
    closes = datetime.combine(set_up.polling_day, _CLOSE_OF_POLL, now.tzinfo)
    return now < closes and not any(
        contest.is_keyed or any(box.counts for box in contest.boxes.values())
        for contest in count.contests.values()
    )
