"""The slip that goes back to its table with a queried paper:
made from the act alone, so always the same.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from tallyapp.domain import acts
from tallyapp.domain.reports.hall_papers import QuerySlip
from tallyapp.domain.rules.keying import row_of
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.scan_codes import code_of
from tallyapp.domain.vocabulary.slates import slate_name
from tallyapp.ledger.ledger import Ledger
from tallyapp.ui.session.printing import PrintOut
from tallyapp.ui.session.session import Session
from tallyapp.words.catalogue import say, told
from tallyapp.words.figures import capital, role_words
from tallyapp.words.hall import heading_of
from tallyapp.words.language import given_out
from tallyapp.words.papers import (
    Paper,
    field_name,
    is_sum,
    lines_of,
    sum_of,
    to_find_words,
)

Queried = acts.SheetQueried | acts.FormQueried
MOST_SENTENCES = 5
"""What there is room for; of more the slip says how much more there is."""
BESIDE_A_SUM = 3
"""So many sentences leave room to set the sum out; its numbers are in its sentence too."""


class Slips(QObject):
    """Prints a slip whenever a paper is queried, on whichever
    screen; lives as long as the session.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        session.recorded.connect(self._on_recorded)

    def _on_recorded(self, stream: str, act: acts.AnyAct) -> None:
        if isinstance(act, Queried):
            print_slip(self._session, stream, act)


def print_slip(session: Session, stream: str, act: Queried) -> None:
    """Print the slip of a paper that was queried by this act."""
    slip = slip_of(session.desk.count, session.desk.count.contests[stream], act)
    of = Paper(slip.paper, slip.number).words.lower()
    out = PrintOut("slip", of, "slips", f"{stream} {of}", partial(_draw, slip))
    session.printing.send(out)


def print_slip_again(session: Session, paper: Paper) -> bool:
    """Print the slip of a paper once more; False, and nothing done, if it is not queried."""
    stream = session.stream
    return _read_query(session, paper, lambda act: print_slip(session, stream, act))


def note_of_query(session: Session, paper: Paper, then: Callable[[str], None]) -> bool:
    """Tell the note with which a paper was queried; False, and nothing told, if it is not."""
    return _read_query(session, paper, lambda act: then(act.note))


def _read_query(session: Session, paper: Paper, then: Callable[[Queried], None]) -> bool:
    """The act that queried a paper, which the state knows by its position alone."""
    state = paper.state(session.contest) if session.contest else None
    if state is None or state.life is not Life.QUERIED:
        return False
    stream = session.stream
    seq = state.seq

    def read(ledger: Ledger) -> list[tuple[int, acts.AnyAct]]:
        return ledger.read_these(stream, [seq])

    def found(told: list[tuple[int, acts.AnyAct]]) -> None:
        for _, act in told:
            if isinstance(act, Queried):
                then(act)

    session.read(read, found)
    return True


def _draw(slip: QuerySlip) -> bytes:
    from tallyapp.documents.hall.query_slip import render_query_slip

    return render_query_slip(slip)


@given_out()
def slip_of(count: Count, contest: ContestState, act: Queried) -> QuerySlip:
    """What the slip says: what does not add up in the
    figures that were keyed, and the clerk's note.
    """
    row, _ = row_of(contest, act)
    if isinstance(act, acts.SheetQueried):
        paper = Paper("sheet", act.sheet)
        area = contest.sheets[act.sheet].area
    else:
        paper = Paper("form", act.form)
        area = act.area
    found = _against(contest, paper, row)
    sums = next((f for f in found if f.code is Code.E101 and is_sum(f)), None)
    called = {
        ("slate", slate_name(slate)): str(number) for number, slate in enumerate(contest.slates, 1)
    }
    wrong = [told(f, called).of_field for f in found]
    wrong += _blanks(contest, paper, row)
    more = len(wrong) - MOST_SENTENCES
    if more > 0:
        wrong[MOST_SENTENCES - 1 :] = [say("printing", "more-faults", more=more + 1)]
    room = len(wrong) <= BESIDE_A_SUM
    role = count.count.role(act.by, act.seen)
    return QuerySlip(
        heading=heading_of(count, contest.set_up.contest, area),
        paper="sheet" if paper.kind == "sheet" else "form",
        number=paper.number,
        code=code_of(paper.kind, paper.number, contest.set_up.contest),
        wrong=tuple(wrong),
        sum=sum_of(sums) if sums and room else (),
        find=to_find_words(sums) if sums and room else "",
        note=act.note,
        at=act.at,
        officer=capital(f"{role_words(role) if role else ''} {act.by}".strip()),
    )


def _against(contest: ContestState, paper: Paper, row: Sequence[int | None]) -> list[Finding]:
    """Every check that fails, what is of the whole paper first; blanks are told line by line."""
    found = paper.rules(contest).faults(paper.number, list(row))
    return sorted((f for f in found if f.code is not Code.E105), key=lambda f: not is_sum(f))


def _blanks(contest: ContestState, paper: Paper, row: Sequence[int | None]) -> list[str]:
    """Gaps among what was keyed, and the field after it, at which the keying stopped."""
    keyed = [i for i, value in enumerate(row) if value is not None]
    if not keyed:
        return []
    names = paper.rules(contest).fields
    lines = {
        field: line for line in lines_of(contest, paper.shape(contest)) for field in line.fields
    }
    blank = [names[i] for i in range(min(keyed[-1] + 2, len(row))) if row[i] is None]
    return [
        say(
            "printing",
            "left-blank" if len(lines[field].fields) > 1 else "left-blank.alone",
            line=lines[field].words,
            field=field_name(field),
        )
        for field in blank
    ]
