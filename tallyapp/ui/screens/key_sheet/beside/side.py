"""The column beside the sheet: it shows one thing at a time, the most pressing."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.domain.acts import SheetsIssued
from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.ui.screens.key_sheet.beside.cards import BatchCard, MeterCard
from tallyapp.ui.screens.key_sheet.beside.crosscasts import Crosscasts
from tallyapp.ui.screens.key_sheet.beside.refused import NoteCard, QueryCard, RefusedCard
from tallyapp.ui.screens.key_sheet.keying import SheetKeying
from tallyapp.ui.screens.key_sheet.several_seats.keying import SeveralKeying
from tallyapp.ui.screens.key_sheet.which.batch import Batch
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import gap, px
from tallyapp.ui.widgets.blank_card import BlankCard
from tallyapp.ui.widgets.came_back import CameBack
from tallyapp.ui.widgets.give_way import give_way
from tallyapp.ui.widgets.hand_out_card import HandOutCard
from tallyapp.ui.widgets.print_card import PrintCard
from tallyapp.words.catalogue import say, told
from tallyapp.words.papers import is_sum

_MOST_FAULTS = 2
"""Sentences beside a sheet, and one where the window is narrow; its lines are marked as well."""
_NARROW = 260


def _in_few_words(
    refusal: Sequence[Finding], names: Mapping[tuple[str, str], str], most: int
) -> Sequence[str]:
    """What stands against a sheet that is seen beside it, blanks as one, and how much more does."""
    blank = [found for found in refusal if found.code is Code.E105]
    found = [found for found in refusal if found.code is not Code.E105] + blank[:1]
    said = [told(each, names).of_field for each in found[:most]]
    more = len(refusal) - len(said)
    return [*said, say("key-sheet", "more-faults", more=more)] if more else said


class Side(QWidget):
    """The crosscast, or what stands against the sheet with the ways out; beneath them the batch."""

    back_chosen = Signal()
    query_chosen = Signal()
    query_given_up = Signal()

    def __init__(self, last: int, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_way(self, 302)
        self._session = session
        self._meter = MeterCard()
        self._refused = RefusedCard()
        self._note = NoteCard()
        self._both = Crosscasts()
        self._several = False
        self._query = QueryCard()
        self._came_back = CameBack()
        self._came_back_with = ""
        self._batch = BatchCard(last)
        self.note = self._query.note
        self.printed = PrintCard(session.printing, "slip", "*")
        self.blank = BlankCard(session, "sheet")
        self._may_issue = session.may(SheetsIssued)
        self.hand_out = HandOutCard(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, gap(8), 0, gap(8))
        column.setSpacing(gap(16))
        cards = (
            self._came_back,
            self._meter,
            self._both,
            self._refused,
            self._note,
            self._query,
            self._batch,
        )
        for card in (*cards, self.printed, self.hand_out, self.blank):
            column.addWidget(card)
        column.addStretch()
        self.hand_out.unfolded.connect(lambda shown: self._batch.setVisible(not shown))
        self.hand_out.unfolded.connect(lambda shown: shown and self.blank.unfold(False))
        self.blank.unfolded.connect(lambda shown: shown and self.hand_out.unfold(False))
        self._refused.back_chosen.connect(self.back_chosen)
        self._refused.query_chosen.connect(self.query_chosen)
        self._query.chosen.connect(self.query_chosen)
        self._query.given_up.connect(self.query_given_up)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room for the sum that fails, or less."""
        super().resizeEvent(event)
        self._refused.fit(self.height() - 2 * gap(8))

    def show_keying(
        self, keying: SheetKeying | None, refusal: Sequence[tuple[Finding, str]], asks: bool
    ) -> None:
        """Show where a keying stands; `refusal` is what stands against it, each in a sentence.

        `asks` is whether to ask if the sheet is really to be queried.
        """
        sums = next((found for found, _ in refusal if is_sum(found)), None)
        named = self._session.names()
        most = 1 if self.width() < px(_NARROW) else _MOST_FAULTS
        others = _in_few_words([each for each, _ in refusal if each is not sums], named, most)
        if sums:
            self._refused.show_finding(sums, others)
            self._refused.fit(self.height() - 2 * gap(8))
        elif refusal:
            alone = len(refusal) == 1
            sentences = [refusal[0][1]] if alone else others
            self._note.show_words(str(refusal[0][0].code), sentences)
        if keying:
            self.show_figures(keying)
            self._query.ask(keying.number)
        open_now = keying is not None
        self._refused.setVisible(open_now and sums is not None and not asks)
        self._note.setVisible(open_now and bool(refusal) and sums is None and not asks)
        self._query.setVisible(open_now and asks)
        wanted = open_now and not asks and sums is None
        self._came_back.show_note(self._came_back_with if wanted else "")
        self._several = isinstance(keying, SeveralKeying)
        self._meter.setVisible(open_now and sums is None and not self._several)
        self._both.setVisible(sums is None and self._several and not asks)
        self._batch.setVisible(sums is None and not asks)
        self.printed.again.setVisible(not open_now)
        for card in (self.hand_out, self.blank):
            card.setVisible(not open_now and self._may_issue)
        if open_now and asks is self.note.isHidden():
            self.note.ask(asks)

    def came_back(self, note: str) -> None:
        """The note with which the open sheet was queried; empty for none."""
        self._came_back_with = note
        self._came_back.show_note(note)

    def fold(self) -> bool:
        """Fold the card whose fields are shown; False if none is."""
        return self.hand_out.unfold(False) or self.blank.unfold(False)

    def show_figures(self, keying: SheetKeying) -> None:
        """Another figure is keyed."""
        if isinstance(keying, SeveralKeying):
            self._both.show_keying(keying)
        else:
            self._meter.show_keying(keying)

    def show_batch(self, batch: Batch | None, last: Sequence[KeyedPaper], small: bool) -> None:
        """Show where the batch stands, and the sheets that were keyed last;
        as many as there is room for.
        """
        self._batch.show_batch(batch, small)
        self._batch.show_last(last[:1] if self._several else last)
