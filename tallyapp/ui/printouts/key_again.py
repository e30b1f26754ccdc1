"""The list of what is to be keyed again, printed or kept as a file."""

from collections.abc import Sequence
from functools import partial

from tallyapp.domain.reports.hall_papers import CountPapers
from tallyapp.domain.views.branches.pairs import Pair
from tallyapp.paperwork.key_again import papers_to_key_again
from tallyapp.ui.session.printing import PrintOut
from tallyapp.ui.session.session import Session
from tallyapp.words.catalogue import say


def print_to_key_again(session: Session, waiting: Sequence[Pair]) -> None:
    """Print the papers to fetch, with no figure of either file; nothing where there are none."""
    files = session.two_files
    if files is None or files.other is None:
        return
    other = files.other.path.name
    papers = papers_to_key_again(session.desk.count, session.stream, waiting, other)
    if papers is None:
        return
    name = say("paper", "file", moment=f"{session.desk.clock():%Y-%m-%d %H%M%S}")
    session.printing.send(PrintOut("papers", papers.title, "papers", name, partial(_draw, papers)))


def _draw(papers: CountPapers) -> bytes:
    from tallyapp.documents.hall.whole_count import render_count_papers

    return render_count_papers(papers)
