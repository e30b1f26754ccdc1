"""Blank count sheets and adjudication forms for the tables of an area:
the count goes on if a laptop dies.
"""

from collections.abc import Sequence
from functools import partial

from tallyapp.domain.acts import COUNT_STREAM, PapersPrinted
from tallyapp.domain.reports.hall_papers import BlankPapers, Blanks, PaperName
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.state.printed import in_runs
from tallyapp.paperwork.reports import Reports, Wanted
from tallyapp.ui.session.printing import PrintOut
from tallyapp.ui.session.session import Session
from tallyapp.words.catalogue import say
from tallyapp.words.language import given_out

MOST_AT_ONCE = 200
"""Pages: more than an area needs; a slip of the finger is not to empty the printer."""


def issued(contest: ContestState, area: str) -> tuple[int, int] | None:
    """The first and the last sheet of an area that are not keyed yet; None if every one is."""
    waiting = [sheet.number for sheet in _sheets(contest, area) if sheet.life is Life.ISSUED]
    return (min(waiting), max(waiting)) if waiting else None


def _sheets(contest: ContestState, area: str) -> list[KeyedPaper]:
    """Those of an area without its bundle slips:
    on a count sheet a slip's number would stand wrong.
    """
    return [sheet for sheet in contest.areas[area].sheets if sheet.shape == "sheet"]


def next_forms(count: Count, stream: str) -> tuple[int, int]:
    """Numbers that no form has, on paper or keyed: the next ten."""
    keyed = max(count.contests[stream].forms, default=0)
    after = max(keyed, count.count.printed.last("form", stream))
    return after + 1, after + 10


def to_print(contest: ContestState, kind: PaperName, area: str, first: int, last: int) -> list[int]:
    """The numbers to print: of sheets those of the area
    that are not keyed, or else all that it has there.
    """
    if kind == "form":
        return list(range(first, last + 1))
    among = [sheet for sheet in _sheets(contest, area) if first <= sheet.number <= last]
    waiting = [sheet.number for sheet in among if sheet.life is Life.ISSUED]
    return sorted(waiting or (sheet.number for sheet in among if sheet.life is not Life.WITHDRAWN))


def print_blanks(session: Session, kind: PaperName, area: str, numbers: Sequence[int]) -> None:
    """Print blank papers with these numbers, noted in the count first; what became of it is told
    as of every print-out.
    """
    if session.contest is None:
        raise RuntimeError("blank papers were asked for while no contest is set up")
    stream = session.stream
    blank = blanks_of(session.desk.count, stream, kind, area, numbers)
    name = say("printing", f"blank.{kind}", first=str(numbers[0]), last=str(numbers[-1]))
    file = f"{stream} {name.lower()}"
    out = PrintOut(
        "blank", name, say("printing", "blank.folder"), file, partial(_draw, kind, blank.papers)
    )
    # Before it is on paper: one that is noted and did not come out is printed again and marked for
    # nothing; one that came out and is not noted would come twice and say nothing.
    papers = tuple(in_runs(kind, stream, numbers, area))
    session.do(
        COUNT_STREAM,
        PapersPrinted(**session.me.count, papers=papers),
        then=lambda _: session.printing.send(out),
    )


@given_out()
def blanks_of(
    count: Count, stream: str, kind: PaperName, area: str, numbers: Sequence[int]
) -> Blanks:
    """What the blank papers say; those that were printed before say that too."""
    printed = count.count.printed
    wanted = [Wanted(number, printed.has(kind, stream, number)) for number in numbers]
    return Reports(count, stream).blanks(kind, area, wanted)


def _draw(kind: PaperName, blank: BlankPapers) -> bytes:
    from tallyapp.documents.hall.blank_form import render_blank_forms
    from tallyapp.documents.hall.blank_sheet import render_blank_sheets

    return render_blank_sheets(blank) if kind == "sheet" else render_blank_forms(blank)
