"""A declared contest beside last time, and its candidates beside one another, for the press."""

from tallyapp.domain.reports.press_report import Beside
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.against import against
from tallyapp.words.language import given_out
from tallyapp.words.last_time import last_time, ranks, seats_words, whole


@given_out()
def beside(contest: ContestState) -> Beside:
    """What is said of it; nothing where the notice was corrected since."""
    # These are sentences over what was declared, and beside a corrected notice they would say
    # another majority than it does.
    if contest.corrected:
        return Beside()
    told = against(contest)
    seats = seats_words(told) if told else ""
    return Beside(
        last_time=tuple(last_time(contest)),
        ranks=tuple(ranks(contest)),
        seats=whole(seats) if seats else "",
    )
