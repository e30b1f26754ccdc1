"""What stands at the head of every paper for the tables, in the words that people use."""

from tallyapp.domain.reports.hall_papers import HallHeading
from tallyapp.domain.state.count import Count
from tallyapp.words.figures import area_words
from tallyapp.words.language import given_out


@given_out()
def heading_of(count: Count, stream: str, area: str = "") -> HallHeading:
    """The heading of an area's papers; of those of the whole contest where none is named.

    The title of a Welsh election stands in Welsh beside the English.
    """
    contest = count.contests[stream]
    set_up = contest.set_up
    return HallHeading(
        practice=count.count.set_up is None or count.count.set_up.practice,
        election=in_both(set_up.election, set_up.rules.title_cy),
        contest=set_up.name,
        area=area_words(contest.areas[area].area) if area else "",
    )


def in_both(english: str, welsh: str) -> str:
    """Words in both languages where there are both."""
    return f"{english} / {welsh}" if welsh else english
