"""From a sheet's number to the page on which it is keyed."""

from collections.abc import Callable, Mapping
from typing import Any

from tallyapp.desk import Done
from tallyapp.domain import acts
from tallyapp.domain.checks import Finding
from tallyapp.domain.sheets import SeveralSeats, sheet_kind
from tallyapp.domain.state import ContestState
from tallyapp.domain.units import SheetNumber
from tallyapp.messages import say
from tallyapp.ui.papers import candidate_words
from tallyapp.ui.screen import Screen
from tallyapp.ui.session import Session

from .keying import LinesKeying, SheetKeying
from .page import SheetPage
from .page_kind import KeyingPage
from .several_keying import SeveralKeying
from .several_page import SeveralPage
from .slate_entry import Candidates, SlateEntry
from .slip_page import SlipPage


def contest_of(contests: Mapping[str, ContestState], number: int, here: str) -> str:
    """The contest that a sheet is of: the one that is open if it has it, else the first that has; or none."""
    having = [stream for stream, contest in contests.items() if SheetNumber(number) in contest.sheets]
    return here if here in having else next(iter(having), "")


def keying_of(contest: ContestState, number: int) -> SheetKeying:
    """A sheet of this number with nothing keyed of it yet."""
    sheet = contest.sheets.get(SheetNumber(number))
    slip = sheet is not None and sheet.shape == "slip"
    kind = sheet_kind(contest, "slip" if slip else "sheet")
    if isinstance(kind, SeveralSeats):
        return SeveralKeying(number, kind)
    return LinesKeying(number, kind, slip=slip)


def page_of(session: Session, contest: ContestState, keying: SheetKeying) -> KeyingPage:
    """The page for a sheet of this kind."""
    sheet = contest.sheets[SheetNumber(keying.number)]
    area, set_up = contest.areas[sheet.area].area, contest.set_up
    if isinstance(keying, SeveralKeying):
        return SeveralPage(keying, area, contest, entry_for(session, contest))
    assert isinstance(keying, LinesKeying)
    if sheet.shape == "slip":
        entry = entry_for(session, contest) if set_up.seats > 1 else None
        return SlipPage(keying, area, contest, entry)
    return SheetPage(keying, area, set_up.candidates)


def entry_for(session: Session, contest: ContestState) -> SlateEntry:
    """The field for a slate of this contest."""

    def against(named: Candidates) -> str:
        unknown = [n for n in named if not 1 <= n <= len(contest.set_up.candidates)]
        if unknown:
            return say("key-sheet", "no-candidate", number=str(unknown[0]))
        number = len(contest.slates) + 1
        found = session.check(session.stream, acts.SlateNamed, slate=number, candidates=named)
        return session.sentence(found[0]) if found else ""

    names = [candidate_words(candidate)[0] for candidate in contest.set_up.candidates]
    return SlateEntry(names, lambda: contest.slates, against)


def record_slate(
    screen: Screen, page: KeyingPage, candidates: Candidates, still_open: Callable[[], bool]
) -> None:
    """Record a slate that a page met for the first time, before it is keyed; tell the page, if still open."""
    contest = screen.contest
    number = len(contest.slates) + 1

    def named(_: Done) -> None:
        if still_open():
            page.keying.kind = keying_of(contest, page.keying.number).kind
            page.slate_named(number)

    def refused(found: list[Finding]) -> None:
        if still_open():
            page.slate_refused(" ".join(map(screen.session.sentence, found)))

    def failed(_: str) -> None:
        if still_open():
            page.slate_refused(say("key-sheet", "slate-not-saved"))

    fields: dict[str, Any] = {"slate": number, "candidates": candidates}
    screen.do(acts.SlateNamed, then=named, refused=refused, failed=failed, **fields)
