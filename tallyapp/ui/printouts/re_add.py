"""The paper for lines that were drawn to be added up by hand, printed or kept as a file."""

from functools import partial

from tallyapp.domain.reports.hall_papers import CountPapers
from tallyapp.paperwork.re_add import papers_to_add_up
from tallyapp.ui.session.printing import PrintOut
from tallyapp.ui.session.session import Session
from tallyapp.words.catalogue import say


def print_lines_drawn(session: Session, stream: str) -> None:
    """Print the paper of the lines drawn last, with none of our figures; nothing without a draw."""
    papers = papers_to_add_up(session.desk.count, stream)
    if papers is None:
        return
    name = say("paper", "file", moment=f"{session.desk.clock():%Y-%m-%d %H%M%S}")
    session.printing.send(PrintOut("papers", papers.title, "papers", name, partial(_draw, papers)))


def _draw(papers: CountPapers) -> bytes:
    from tallyapp.documents.hall.whole_count import render_count_papers

    return render_count_papers(papers)
