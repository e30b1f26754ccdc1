"""What was keyed last on this screen, and the sheet that is therefore likely to be the next."""

from collections.abc import Collection
from heapq import nlargest

from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.screens.key_sheet.beside.said import offer_words
from tallyapp.ui.screens.key_sheet.keying import numbers_in
from tallyapp.ui.screens.key_sheet.which.batch import is_second, next_sheet

LAST = 4
"""Sheets that are remembered as keyed last."""


class Likely:
    """Offers the signed-in officer a number: of a sheet left unfinished, or the next that waits."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        touched = (s for s in screen.contest.sheets.values() if s.life is not Life.ISSUED)
        self._last = [
            sheet.number for sheet in nlargest(LAST, touched, key=lambda sheet: sheet.seq)
        ]
        self._before: tuple[KeyedPaper, bool] | None = None
        self._handed_in: set[int] = set()

    @property
    def officer(self) -> OfficerNumber:
        """Whoever keys here."""
        officer = self._screen.session.officer
        if officer is None:
            raise RuntimeError("sheets are keyed by somebody who is signed in")
        return officer.number

    @property
    def small(self) -> bool:
        """Whether one officer may do both keyings."""
        return self._screen.contest.set_up.small_count

    @property
    def last(self) -> list[KeyedPaper]:
        """The sheets that were keyed last, by whomever; the latest first."""
        return [self._screen.contest.sheets[SheetNumber(number)] for number in self._last]

    def offer(self, number: int | None = None) -> tuple[int | None, str]:
        """The number to offer, and why it is; of this sheet, if one is given."""
        screen = self._screen
        drafts = numbers_in(screen.session.drafts.places(), screen.stream)
        unfinished = [n for n in drafts if n not in self._handed_in]
        number = number or (unfinished[-1] if unfinished else None) or self.following()
        sheet = screen.contest.sheets.get(SheetNumber(number)) if number else None
        return number, offer_words(screen.contest, sheet, unfinished=number in unfinished)

    def following(self) -> SheetNumber | None:
        """The sheet that waits after the one handed in before, whatever is left unfinished."""
        after, second = self._before or (None, False)
        return next_sheet(self._screen.contest, self.officer, after, second)

    def hand_in(self, sheet: KeyedPaper) -> None:
        """This sheet is on its way to the disk: it is not unfinished, and others follow it."""
        self._before = sheet, is_second(sheet, self.officer, self.small)
        self._handed_in.add(sheet.number)

    def take_back(self, number: SheetNumber) -> None:
        """It was not recorded: it is unfinished again."""
        self._handed_in.discard(number)

    def changed(self, numbers: Collection[SheetNumber]) -> None:
        """Something was done to these sheets."""
        sheets = self._screen.contest.sheets
        for number in sorted(numbers, key=lambda number: sheets[number].seq):
            if sheets[number].life is not Life.ISSUED:
                self._last = [number, *(n for n in self._last if n != number)][:LAST]
