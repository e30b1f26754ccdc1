"""Blank count sheets and adjudication forms for the tables of an area:
the count goes on if a laptop dies.
"""

from collections.abc import Sequence
from functools import partial

from tallyapp.domain.reports.hall_papers import BlankPapers, CandidateLine, NumberedPaper
from tallyapp.domain.state.contest import ContestState, Count
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.vocabulary.places import Kind
from tallyapp.domain.vocabulary.scan_codes import code_of
from tallyapp.ui.printouts.slips import heading_of
from tallyapp.ui.session.printing import PrintOut
from tallyapp.ui.session.session import Session
from tallyapp.words.catalogue import say

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


def next_forms(contest: ContestState) -> tuple[int, int]:
    """Numbers that no form has: the next ten."""
    after = max(contest.forms, default=0)
    return after + 1, after + 10


def to_print(contest: ContestState, kind: Kind, area: str, first: int, last: int) -> list[int]:
    """The numbers to print: of sheets those of the area
    that are not keyed, or else all that it has there.
    """
    if kind == "form":
        return list(range(first, last + 1))
    among = [sheet for sheet in _sheets(contest, area) if first <= sheet.number <= last]
    waiting = [sheet.number for sheet in among if sheet.life is Life.ISSUED]
    return sorted(waiting or (sheet.number for sheet in among if sheet.life is not Life.WITHDRAWN))


def print_blanks(session: Session, kind: Kind, area: str, numbers: Sequence[int]) -> None:
    """Print blank papers with these numbers; what became of it is told as of every print-out."""
    contest = session.contest
    if contest is None:
        raise RuntimeError("blank papers were asked for while no contest is set up")
    blank = blanks_of(session.desk.count, contest, kind, area, numbers)
    name = say("printing", f"blank.{kind}", first=str(numbers[0]), last=str(numbers[-1]))
    file = f"{session.stream} {name.lower()}"
    session.printing.send(
        PrintOut("blank", name, "blank papers", file, partial(_draw, kind, blank))
    )


def blanks_of(
    count: Count, contest: ContestState, kind: Kind, area: str, numbers: Sequence[int]
) -> BlankPapers:
    """What the blank papers say."""
    candidates = contest.set_up.candidates
    return BlankPapers(
        heading=heading_of(count, contest, area),
        seats=contest.set_up.seats,
        bundle=contest.set_up.bundle,
        candidates=tuple(
            CandidateLine(name=c.ballot_name, description=c.description) for c in candidates
        ),
        heads=tuple(head.label for head in contest.set_up.rules.heads),
        papers=tuple(NumberedPaper(number=n, code=code_of(kind, n)) for n in numbers),
    )


def _draw(kind: Kind, blank: BlankPapers) -> bytes:
    from tallyapp.documents.hall.blank_form import render_blank_forms
    from tallyapp.documents.hall.blank_sheet import render_blank_sheets

    return render_blank_sheets(blank) if kind == "sheet" else render_blank_forms(blank)
