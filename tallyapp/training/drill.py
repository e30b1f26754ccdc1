"""The drill: three short sheets, one of them wrong, keyed in a count that is thrown away."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tallyapp.desk import Clock, Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.rules.names import lines_to_key
from tallyapp.domain.rules.sheet_lines import Written
from tallyapp.domain.vocabulary.on_paper import (
    Area,
    BallotBox,
    BallotPaperAccount,
    Bundles,
    Candidate,
    Enrolled,
    Role,
    SheetFigures,
)
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, SheetNumber
from tallyapp.exchange.election_rules import load_rules
from tallyapp.staff import new_name
from tallyapp.words.catalogue import say
from tallyapp.words.figures import number_words
from tallyapp.workstation import new_workstation

STREAM = "drill"
AREA = "A"
BUNDLE = 50
RETURNING_OFFICER = 1
SUPERVISOR = 2
CLERK = 3
WRONG = 2
"""The sheet whose figures do not add up."""
_DAY = date(2026, 5, 7)
_CANDIDATES = (
    Candidate(surname="Ash", other_names="Jo", description="Riverside Residents"),
    Candidate(surname="Birch", other_names="Sam", description="Market Town Alliance"),
    Candidate(surname="Cole", other_names="Pat", description="Independent"),
)


class _Sheet(NamedTuple):
    papers: int
    lines: tuple[int, ...]
    sent: int

    def written(self, way: Written) -> SheetFigures:
        bundles = tuple(Bundles(each // BUNDLE, Papers(each % BUNDLE)) for each in self.lines)
        return SheetFigures(
            papers=Papers(self.papers),
            lines=bundles if way == "bundles" else (),
            totals=() if way == "bundles" else tuple(map(Papers, self.lines)),
            sent=Papers(self.sent),
        )


_SHEETS = {
    1: _Sheet(242, (114, 80, 45), 3),
    # Its lines and the papers sent are 209.
    2: _Sheet(211, (72, 105, 31), 1),
    3: _Sheet(167, (48, 67, 52), 0),
}


def papers(way: Written) -> dict[int, SheetFigures]:
    """What is written on the sheets, by their numbers: lines as bundles, or as a total."""
    return {number: sheet.written(way) for number, sheet in _SHEETS.items()}


def fewest_keys(way: Written) -> int:
    """The fewest keys with which it is done: Enter after each figure but the last, a slash within
    a line of bundles, whose part of two digits opens the next field by itself, plus for each sheet
    and one star.
    """
    return len("*") + sum(
        len(f"\n{sheet.papers}\n{sheet.sent}+")
        + sum(len(f"{line.full}/00") for line in sheet.lines)
        + sum(len(f"{total}\n") for total in sheet.totals)
        for sheet in papers(way).values()
    )


def begin_drill(file: Path, clock: Clock, way: Written = "bundles") -> Desk:
    """A practice count of its own in a new file, ready for the first of the three sheets, whose
    lines are written in this way.

    It is signed by a workstation made for it, and this machine does not remember it. Raises
    EnvironmentFault if the file cannot be made.
    """
    machine = new_workstation(STREAM, clock())
    named = new_name(say("training", "drill.officer"))
    first = acts.CountSetUp(
        **acts.Envelope(OfficerNumber(RETURNING_OFFICER), machine.name).count,
        name=say("training", "drill.title"),
        polling_day=_DAY,
        practice=True,
        note=say("training", "drill.note"),
        authority="",
        imprint="",
        officer_title="Returning Officer",
        returning_officer=Enrolled(
            number=OfficerNumber(RETURNING_OFFICER), named=named.named, role="returning-officer"
        ),
        certificate=machine.certificate,
    )
    desk = Desk.begin(file, clock, first, named, machine)
    _set_up(desk, way)
    return desk


def _set_up(desk: Desk, way: Written) -> None:
    by = desk.by(RETURNING_OFFICER)
    roles: tuple[tuple[int, Role], ...] = ((SUPERVISOR, "supervisor"), (CLERK, "clerk"))
    for number, role in roles:
        enrolled = desk.staff.enrolled(number, say("training", "drill.officer"), role)
        desk.do(COUNT_STREAM, acts.OfficerEnrolled(**by.count, officer=enrolled))
    box = BallotBox(id="1", name="Polling station 1", kind="polling", area=AREA)
    desk.do(
        STREAM,
        acts.ContestSetUp(
            **by.fixed,
            contest=STREAM,
            election=say("training", "drill.election"),
            name=say("training", "drill.title"),
            seats=1,
            bundle=BUNDLE,
            rules=load_rules("local-england", _DAY).for_seats(1),
            candidates=_CANDIDATES,
            areas=(Area(id=AREA, name=f"Area {AREA}"),),
            boxes=(box,),
            written=way,
        ),
    )
    _make_ready(desk)


def _make_ready(desk: Desk) -> None:
    """Names confirmed, the sheets handed out, and the papers in the box verified."""
    by = desk.by(SUPERVISOR).contest
    contest = desk.contest(STREAM)
    names = lines_to_key(contest.set_up.candidates)
    desk.do(STREAM, acts.NamesConfirmed(**by, of=contest.names_id, surnames=names))
    last = SheetNumber(len(_SHEETS))
    desk.hand_out(STREAM, acts.SheetsIssued(**by, area=AREA, first=SheetNumber(1), last=last))
    whole = Papers(sum(sheet.papers for sheet in _SHEETS.values()))
    none = Papers(0)
    account = BallotPaperAccount(issued=whole, unused=none, spoilt=none, tendered=none)
    desk.do(STREAM, acts.BoxAccountKeyed(**by, box="1", account=account, of=""))
    desk.do(STREAM, acts.BoxCounted(**by, box="1", attempt=1, papers=whole))


class Drilled(NamedTuple):
    """What became of the three sheets, and what it took: keys pressed, and milliseconds."""

    found: bool
    """The sheet that is wrong on paper was sent back."""
    misread: tuple[int, ...]
    """Sheets that were keyed with other figures than are written on them."""
    sent_back: tuple[int, ...]
    """Sheets that were sent back though they were right."""
    strokes: int
    milliseconds: int
    fewest: int

    @property
    def words(self) -> str:
        """Two sentences: what it took, and what was found or missed."""
        seconds = max(1, self.milliseconds // 1000)
        took = say("training", "drill.took", seconds=seconds, keys=self.strokes, fewest=self.fewest)
        return f"{took} {self._judged}"

    @property
    def _judged(self) -> str:
        others = tuple(number for number in self.misread if number != WRONG)
        sheets = number_words(others or self.sent_back)
        if not self.found:
            key = "drill.missed-more" if others else "drill.missed"
        elif others:
            key = "drill.found-misread"
        else:
            key = "drill.found-sent-back" if self.sent_back else "drill.found"
        return say("training", key, wrong=str(WRONG), sheets=sheets)


def finished(told: Sequence[AnyAct]) -> bool:
    """Whether each of the three sheets was handed in, or sent back."""
    return set(_SHEETS) <= set(_last(told))


def drilled(told: Sequence[AnyAct], way: Written, strokes: int, milliseconds: int) -> Drilled:
    """What became of the drill, by the acts in it."""
    last = _last(told)
    written = papers(way)
    queried = {number for number, act in last.items() if isinstance(act, acts.SheetQueried)}
    return Drilled(
        found=WRONG in queried,
        misread=tuple(
            number
            for number, act in sorted(last.items())
            if number not in queried and act.figures != written[number]
        ),
        sent_back=tuple(sorted(queried - {WRONG})),
        strokes=strokes,
        milliseconds=milliseconds,
        fewest=fewest_keys(way),
    )


def _last(told: Sequence[AnyAct]) -> dict[int, acts.SheetKeyed | acts.SheetQueried]:
    """The last that was done with each sheet."""
    return {
        int(act.sheet): act for act in told if isinstance(act, acts.SheetKeyed | acts.SheetQueried)
    }
