"""From what is keyed of a sheet to the act that records it, and to what became of it."""

from collections.abc import Callable

from tallyapp.desk import Done
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.units import CandidateNumber, SheetNumber
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.screens.key_sheet.beside.said import became
from tallyapp.ui.screens.key_sheet.which.number_page import NumberPage
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.words.catalogue import say

from .keying import SheetKeying


def keyed_sheet(session: Session, keying: SheetKeying) -> acts.SheetKeyed:
    """The act of the signed-in officer's keying as it is now."""
    number = SheetNumber(keying.number)
    return acts.SheetKeyed(
        **session.me.contest,
        sheet=number,
        of=keying.of,
        figures=keying.figures(),
        noughts=tuple(map(CandidateNumber, keying.noughts_on_sheet)),
    )


def queried_sheet(session: Session, keying: SheetKeying, note: str) -> acts.SheetQueried:
    """The act by which the paper itself is said to be wrong, with what is keyed of it."""
    number = SheetNumber(keying.number)
    return acts.SheetQueried(
        **session.me.contest, sheet=number, of=keying.of, figures=keying.as_written(), note=note
    )


def findings_of(session: Session, keying: SheetKeying) -> list[Finding]:
    """What stands against the keying as it is now, or is flagged."""
    return session.check(session.stream, keyed_sheet(session, keying))


def hand_in(
    screen: Screen,
    numbers: NumberPage,
    act: acts.SheetKeyed | acts.SheetQueried,
    *,
    queried: Callable[[SheetNumber], None],
    not_done: Callable[[SheetNumber], None],
) -> None:
    """Record a sheet, and say beneath the number what became of it;
    of one that is not recorded `not_done` is told first.
    """

    def recorded(done: Done) -> None:
        mark, words = became(screen.session, screen.contest, done)
        if mark:
            numbers.tell(mark, words)
        if isinstance(done.act, acts.SheetQueried):
            queried(done.act.sheet)

    def refused(found: list[Finding]) -> None:
        not_done(act.sheet)
        words = " ".join(map(screen.session.sentence, found))
        not_saved = say("key-sheet", "not-saved", number=str(act.sheet))
        numbers.tell(Mark.DOES_NOT_ADD, words or not_saved)

    screen.do(act, then=recorded, refused=refused, failed=lambda _: refused([]), goes_on=True)
