"""The list of what is to be keyed again: what stands in another file of the count, and not here."""

from collections.abc import Sequence
from itertools import groupby

from tallyapp.domain.reports.hall_papers import AgainLine, CountPapers, KeyAgainPaper, Section
from tallyapp.domain.state.count import Count
from tallyapp.domain.views.branches.pairs import Pair
from tallyapp.domain.views.branches.to_do import to_do
from tallyapp.words.catalogue import say
from tallyapp.words.hall import heading_of
from tallyapp.words.language import given_out
from tallyapp.words.two_files import thing_words


@given_out()
def papers_to_key_again(
    count: Count, stream: str, waiting: Sequence[Pair], other: str
) -> CountPapers | None:
    """The papers to fetch, a list for each area in the order of their numbers, with no figure of
    either file; None where there are none. `other` is the name of the other file.
    """
    if not waiting:
        return None
    contest = count.contests[stream]
    sections = []
    practice = heading_of(count, stream).practice
    for area, pairs in groupby(waiting, key=lambda pair: pair.area):
        heading = heading_of(count, stream, area if area in contest.areas else "")
        lines = tuple(
            AgainLine(paper=thing_words(pair.thing), step=say("two-files", f"again.{to_do(pair)}"))
            for pair in pairs
        )
        paper = KeyAgainPaper(heading=heading, other=other, lines=lines)
        path = (contest.set_up.name, heading.area) if heading.area else (contest.set_up.name,)
        sections.append(Section(path=path, printed=paper))
    return CountPapers(
        title=say("two-files", "paper.title"),
        practice=practice,
        large=False,
        sections=tuple(sections),
    )
