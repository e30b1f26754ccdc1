"""From a sheet's number to the page on which it is keyed."""

from collections.abc import Callable, Mapping

from tallyapp.desk import Done
from tallyapp.domain import acts
from tallyapp.domain.rules.sheets import SeveralSeats, sheet_kind
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.screens.key_sheet.beside.said import what_next
from tallyapp.ui.screens.key_sheet.one_seat.page import SheetPage
from tallyapp.ui.screens.key_sheet.page import KeyingPage
from tallyapp.ui.screens.key_sheet.several_seats.keying import SeveralKeying
from tallyapp.ui.screens.key_sheet.several_seats.page import SeveralPage
from tallyapp.ui.screens.key_sheet.slip.page import SlipPage
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.slates import Slates
from tallyapp.words.catalogue import say
from tallyapp.words.papers import Paper, handed_words

from .handing_in import findings_of
from .keying import LinesKeying, SheetKeying
from .slate_entry import SlateEntry


def contest_of(contests: Mapping[str, ContestState], number: int, here: str) -> str:
    """The contest that a sheet is of:
    the one that is open if it has it, else the first that has; or none.
    """
    having = [
        stream for stream, contest in contests.items() if SheetNumber(number) in contest.sheets
    ]
    return here if here in having else next(iter(having), "")


def keying_of(contest: ContestState, number: int) -> SheetKeying:
    """A sheet of this number with nothing keyed of it yet."""
    sheet = contest.sheets.get(SheetNumber(number))
    slip = sheet is not None and sheet.shape == "slip"
    kind = sheet_kind(contest, "slip" if slip else "sheet")
    keying = (
        SeveralKeying(number, kind)
        if isinstance(kind, SeveralSeats)
        else LinesKeying(number, kind, slip=slip)
    )
    keying.of = sheet.opened if sheet else ""
    return keying


def stands_against(
    session: Session, contest: ContestState, keying: SheetKeying, place: DraftPlace
) -> tuple[str, str] | None:
    """What stands against keying this sheet at all, and what to do; None if nothing does."""
    found = findings_of(session, keying)
    # Nothing is keyed yet: a blank is all that may stand against it.
    against = [f for f in found if not f.flag and f.code is not Code.E105]
    if against:
        # The sheet at hand may be innocent: another was keyed under its number, and that is named.
        named = [session.sentence(f) for f in found if f.code is Code.W409]
        return session.sentence(against[0]), " ".join([what_next(contest, against[0]), *named])
    sheet = contest.sheets[SheetNumber(keying.number)]
    if other := session.drafts.in_other_hands(place, sheet.officers):
        paper = Paper("sheet", keying.number)
        return handed_words(paper, other), say("key-sheet", "other-officer")
    return None


def page_of(session: Session, contest: ContestState, keying: SheetKeying) -> KeyingPage:
    """The page for a sheet of this kind."""
    sheet = contest.sheets[SheetNumber(keying.number)]
    area = contest.areas[sheet.area].area
    set_up = contest.set_up
    if isinstance(keying, SeveralKeying):
        return SeveralPage(keying, area, contest, SlateEntry(Slates(session, contest)))
    assert isinstance(keying, LinesKeying)
    if sheet.shape == "slip":
        entry = SlateEntry(Slates(session, contest)) if set_up.seats > 1 else None
        return SlipPage(keying, area, contest, entry)
    return SheetPage(keying, area, set_up.candidates)


def record_slate(
    screen: Screen, page: KeyingPage, slate: Slate, still_open: Callable[[], bool]
) -> None:
    """Record that a slate is named, or confirmed,
    before papers are keyed for it; tell the page, if open.
    """
    contest = screen.contest
    kind = acts.SlateConfirmed if slate in contest.slates else acts.SlateNamed
    act = kind(**screen.me.contest, candidates=slate)

    def recorded(_: Done) -> None:
        if still_open():
            page.keying.kind = keying_of(contest, page.keying.number).kind
            page.slate_named(slate)

    def refused(found: list[Finding]) -> None:
        if still_open():
            page.slate_refused(" ".join(map(screen.session.sentence, found)))

    def failed(_: str) -> None:
        if still_open():
            page.slate_refused(say("key-sheet", "slate-not-saved"))

    screen.do(act, then=recorded, refused=refused, failed=failed)
