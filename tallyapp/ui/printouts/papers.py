"""All papers of a count from the window: handed out, noted, and printed or kept as a file."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from tallyapp.domain.acts import COUNT_STREAM, PapersPrinted, SheetsIssued
from tallyapp.domain.reports.hall_papers import CountPapers
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.paperwork.choice import Choice, PerArea
from tallyapp.paperwork.gathering import gathered
from tallyapp.paperwork.handing_out import Run, to_hand_out
from tallyapp.ui.session.printing import PrintOut
from tallyapp.ui.session.session import Session
from tallyapp.words.catalogue import say


class Asked(NamedTuple):
    """What was asked for, and who is told what became of it: `begun` with how many papers are
    printed and how many were left out, `stopped` with why nothing is.
    """

    choice: Choice
    per_area: PerArea
    as_file: bool
    begun: Callable[[tuple[int, int]], None]
    stopped: Callable[[str], None]


def print_papers(session: Session, asked: Asked) -> None:
    """Hand out what the plan wants, run by run, then note and print all that was chosen."""
    _hand_out(session, asked, to_hand_out(session.desk.count, asked.choice, asked.per_area))


def _hand_out(session: Session, asked: Asked, runs: list[Run]) -> None:
    if not runs:
        _note_and_print(session, asked)
        return
    run, *rest = runs
    issued = SheetsIssued(
        **session.me.contest, area=run.area, first=run.first, last=run.last, form=run.form
    )
    session.do(
        run.contest,
        issued,
        then=lambda _: _hand_out(session, asked, rest),
        refused=partial(_refused, session, asked),
        failed=asked.stopped,
    )


def _note_and_print(session: Session, asked: Asked) -> None:
    found = gathered(session.desk.count, session.desk.staff, asked.choice)
    if not found.papers.sections:
        asked.stopped(say("paper", "nothing.window"))
        return
    out = PrintOut(
        "papers",
        found.papers.title,
        "papers",
        say("paper", "file", moment=f"{session.desk.clock():%Y-%m-%d %H%M%S}"),
        partial(_draw, found.papers),
    )

    def go_on(_: object) -> None:
        asked.begun((found.many, found.left_out))
        (session.printing.keep if asked.as_file else session.printing.send)(out)

    if not found.printed:
        go_on(None)
        return
    session.do(
        COUNT_STREAM,
        PapersPrinted(**session.me.count, papers=found.printed),
        then=go_on,
        refused=partial(_refused, session, asked),
        failed=asked.stopped,
    )


def _refused(session: Session, asked: Asked, found: list[Finding]) -> None:
    asked.stopped(" ".join(session.sentence(each) for each in found))


def _draw(papers: CountPapers) -> bytes:
    from tallyapp.documents.hall.whole_count import render_count_papers

    return render_count_papers(papers)
