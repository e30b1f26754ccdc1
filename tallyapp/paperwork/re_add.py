"""The paper on which lines that were drawn are added up by hand."""

from typing import Literal

from tallyapp.domain.reports.hall_papers import CountPapers, DrawnLine, ReAddPaper, Section
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.drawn_lines import AreaLine
from tallyapp.domain.vocabulary.scan_codes import code_of
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words
from tallyapp.words.hall import heading_of, in_both
from tallyapp.words.language import given_out


@given_out()
def papers_to_add_up(count: Count, stream: str) -> CountPapers | None:
    """The paper of the lines drawn last, with none of our figures; None where none were drawn.

    It is a function of the draw and the papers that count: printed again it is the same page.
    """
    contest = count.contests[stream]
    drawn = contest.re_add
    if drawn is None:
        return None
    heading = heading_of(count, stream)
    paper = ReAddPaper(
        heading=heading,
        seed=drawn.seed,
        seats=contest.set_up.seats,
        lines=tuple(drawn_line(contest, line) for line in drawn.lines),
        code=code_of("lines", "", stream),
    )
    title = say("paper", "kind.re-add")
    return CountPapers(
        title=title,
        practice=heading.practice,
        large=False,
        sections=(Section(path=(contest.set_up.name,), printed=paper),),
    )


def drawn_line(contest: ContestState, line: AreaLine) -> DrawnLine:
    """A line in words, with the papers to fetch for it."""
    area = contest.areas[line.area]
    return DrawnLine(
        area=area_words(area.area),
        whose=whose_words(contest, line),
        rejected=line.what == "rejected",
        papers=_papers(area, line),
    )


def whose_words(contest: ContestState, line: AreaLine) -> str:
    """The candidate's number and name, or the head of rejection."""
    if line.what == "votes":
        return f"{line.line} {contest.set_up.candidates[line.line - 1].ballot_name}"
    head = contest.set_up.rules.heads[line.line - 1]
    return say("paper", "rejected", head=in_both(head.label, head.label_cy))


def _papers(
    area: AreaState, line: AreaLine
) -> tuple[tuple[Literal["sheet", "slip", "form"], tuple[int, ...]], ...]:
    """All that count, whether or not the line has anything on them: which have, the program is not
    asked. Rejected papers stand on forms alone.
    """
    found: list[tuple[Literal["sheet", "slip", "form"], tuple[int, ...]]] = []
    live = [paper for paper in (*area.sheets, *area.forms) if paper.live]
    for shape in ("sheet", "slip", "form"):
        numbers = tuple(sorted(paper.number for paper in live if paper.shape == shape))
        if numbers and (shape == "form" or line.what == "votes"):
            found.append((shape, numbers))
    return tuple(found)
