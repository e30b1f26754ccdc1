"""What a result is set beside, as the story of an audit pack tells it."""

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.vocabulary.phrases import day, listed


def beside_words(act: AnyAct) -> str:
    """That a result is compared with another, and from where that is, or that groups were chosen;
    empty of any other act.
    """
    match act:
        case acts.PreviousResultStated():
            return _previous_words(act)
        case acts.GroupsChosen():
            labels = listed([f"“{group.label}”" for group in act.groups])
            return f"Groups to be told together: {labels or 'none'}"
        case _:
            return ""


def _previous_words(act: acts.PreviousResultStated) -> str:
    told = act.result
    when = f"{told.election}, {day(told.polling_day)}, {told.votes:,} votes"
    notional = f"; notional figures by {told.notional_by}" if told.notional else ""
    bounds = "" if told.boundaries == "same" else f"; boundaries {told.boundaries} since{notional}"
    reason = f". Stated again: {act.reason}" if act.reason else ""
    return f"To be compared with: {when}{bounds}. From: {told.source}{reason}"
