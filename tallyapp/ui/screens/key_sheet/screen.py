"""The screen itself: which sheet, the sheet, and what stands beside it."""

from heapq import nlargest
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from tallyapp.desk import Done
from tallyapp.domain import acts
from tallyapp.domain.checks import Code, Finding
from tallyapp.domain.keying import KeyedPaper, Life
from tallyapp.domain.scan_codes import Scan
from tallyapp.domain.sheets import sheet_kind
from tallyapp.domain.state import Changed
from tallyapp.domain.units import OfficerNumber, SheetNumber
from tallyapp.messages import say
from tallyapp.ui.papers import Paper, handed_words
from tallyapp.ui.screen import KeyHint, Screen
from tallyapp.ui.session import Session
from tallyapp.ui.slips import print_slip_again
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import px
from tallyapp.ui.words import area_words, scan_words

from .batch import batch_of, is_second, next_sheet
from .keying import SheetKeying, numbers_in, place_of
from .number_page import NumberPage
from .page import SheetPage
from .side import Side

_LAST = 4


def _say(key: str, **values: object) -> str:
    return say("key-sheet", key, **values)


class KeySheet(Screen):
    """Count sheets, one after the other; the second keying sees nothing of the first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        touched = (s for s in self.contest.sheets.values() if s.life is not Life.ISSUED)
        self._last = [sheet.number for sheet in nlargest(_LAST, touched, key=lambda sheet: sheet.seq)]
        self._sheet: SheetPage | None = None
        self._before: tuple[KeyedPaper, bool] | None = None
        self._handed_in: set[int] = set()
        self._refusal: list[Finding] = []
        self._asks_to_query = False
        self._numbers = NumberPage(self._officer)
        self._numbers.asked.connect(self._open)
        self._numbers.typed.connect(self._on_typed)
        self._numbers.number.query_asked.connect(self._on_print_again)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._numbers)
        self._slip = 0
        self._side = Side(_LAST, session)
        self._side.back_chosen.connect(self._on_back_through_lines)
        self._side.query_chosen.connect(self._on_query)
        self._side.query_given_up.connect(self.back)
        self._side.printed.again.clicked.connect(self._on_print_again)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, px(24), 0)
        row.setSpacing(px(24))
        row.addWidget(self._pages, 1)
        row.addWidget(self._side)
        self._numbers.tell(None)

    @property
    def _officer(self) -> OfficerNumber:
        officer = self.session.officer
        if officer is None:
            raise RuntimeError("sheets are keyed by somebody who is signed in")
        return officer.number

    # ---- the window's questions

    def key_hints(self) -> tuple[KeyHint, ...]:
        leave = KeyHint(("Esc",), _say("key.leave"), last=True)
        if self._sheet is None:
            again = (KeyHint(("*",), say("printing", "key.again")),) if self._slip_at_hand else ()
            return (KeyHint(("Enter",), _say("key.open")), *again, leave)
        if self._asks_to_query:
            return (
                KeyHint(("Enter", "*"), _say("key.query-sure")),
                KeyHint(("Esc",), _say("key.go-on"), last=True),
            )
        if self._refusal:
            return (
                KeyHint(("−",), _say("key.lines")),
                KeyHint(("Enter",), _say("key.next")),
                KeyHint(("+",), _say("key.submit-again")),
                KeyHint(("*",), _say("key.query")),
                leave,
            )
        return (
            KeyHint(("Enter",), _say("key.next")),
            KeyHint(("−",), _say("key.back")),
            KeyHint(("/",), _say("key.split")),
            KeyHint(("+",), _say("key.submit")),
            KeyHint(("*",), _say("key.query")),
            leave,
        )

    def entered(self, target: object, /) -> None:
        """Go on with the sheet that is open; or open the one asked for; or ask which."""
        if isinstance(target, int) and (self._sheet is None or self._sheet.keying.number != target):
            self._close_sheet()
            self._offer()
            self._open(target)
        elif self._sheet:
            self._show_side()
            self._sheet.begin()
        else:
            self._offer()

    def leaving(self) -> None:
        """What is keyed is kept."""
        if self._sheet and self._sheet.keying.begun:
            self.session.keep_draft(self._place(self._sheet.keying.number), self._sheet.keying.as_draft())

    def back(self) -> bool:
        """First out of the question, then out of the sheet, then out of the screen."""
        if self._sheet is None:
            if self._side.blank.unfold(False):
                self._offer()
                return True
            return False
        if self._asks_to_query:
            self._ask_to_query(False)
            return True
        self.leaving()
        number = self._sheet.keying.number
        self._close_sheet()
        self._offer(number)
        return True

    def scanned(self, scan: Scan) -> str:
        open_now = str(self._sheet.keying.number) if self._sheet else ""
        if not (why := scan_words(scan, "sheet", open_now)):
            self._offer(int(scan.name))
            self._open(int(scan.name))
        return why

    def changed(self, changed: Changed) -> None:
        """The last sheets, and how far the batch is."""
        if changed.stream != self.session.stream or not changed.sheets:
            return
        for number in changed.sheets:
            if self.contest.sheets[number].life is not Life.ISSUED:
                self._last = [number, *(n for n in self._last if n != number)][:_LAST]
        self._show_batch()

    # ---- which sheet

    def _offer(self, number: int | None = None) -> None:
        """Ask for a number, with the likeliest in the field."""
        drafts = numbers_in(self.session.draft_places(), self.session.stream)
        unfinished = [n for n in drafts if n not in self._handed_in]
        number = number or (unfinished[-1] if unfinished else None)
        if number is None:
            after, second = self._before or (None, False)
            number = next_sheet(self.contest, self._officer, after, second)
        sheet = self.contest.sheets.get(SheetNumber(number)) if number else None
        if sheet is None:
            words = _say("none-waits")
        elif number in unfinished:
            words = _say("unfinished", number=str(number))
        else:
            area = self.contest.areas[sheet.area].area
            words = _say("offered", number=str(number), area=area_words(area))
        self._pages.setCurrentWidget(self._numbers)
        self._numbers.offer(number, words)
        self._show_side()

    def _open(self, number: int) -> None:
        """Open a sheet, or say what stands against it."""
        kind, contest = sheet_kind(self.contest), self.contest
        keying = SheetKeying(number, kind, contest.set_up.bundle)
        found = self._check(keying)
        # Nothing is keyed yet: a blank is all that may stand against it.
        against = [f for f in found if not f.flag and f.code is not Code.E105]
        if against:
            self.session.drop_draft(self._place(number))
            self._numbers.refuse(self.session.sentence(against[0]), self._what_next(against[0]))
            return
        sheet = contest.sheets[SheetNumber(number)]
        if other := self.session.in_other_hands(self._place(number), sheet.officers):
            self._numbers.refuse(handed_words(Paper("sheet", number), other), _say("other-officer"))
            return
        keying.take_draft(self.session.draft(self._place(number)))
        page = SheetPage(keying, contest.areas[sheet.area].area, contest.set_up.candidates)
        page.keyed.connect(self._on_keyed)
        page.field_done.connect(self.leaving)
        page.submit_asked.connect(self._on_submit)
        page.query_asked.connect(self._on_query)
        self._sheet, self._refusal = page, []
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._numbers.tell(None)
        self._show_side()
        page.begin()

    def _what_next(self, found: Finding) -> str:
        if found.code is Code.A104:
            numbers = self.contest.sheets
            return _say("issued", first=str(min(numbers)), last=str(max(numbers))) if numbers else ""
        words = {Code.E106: "agreed", Code.E201: "other-officer"}.get(found.code)
        return _say(words) if words else ""

    def _close_sheet(self) -> None:
        if page := self._sheet:
            self._sheet, self._refusal = None, []
            self._pages.setCurrentWidget(self._numbers)
            self._pages.removeWidget(page)
            page.deleteLater()

    def _place(self, number: int) -> str:
        return place_of(self.session.stream, number)

    # ---- keying

    def _check(self, keying: SheetKeying) -> list[Finding]:
        fields = {"sheet": SheetNumber(keying.number), "figures": keying.figures()}
        return self.session.check(self.session.stream, acts.SheetKeyed, **fields)

    def _on_keyed(self) -> None:
        page = self._sheet
        if page is None:
            return
        if self._refusal:
            self._refusal = [] if page.keying.blanks() else page.keying.sums()
            self._show_refusal(page)
        if self._asks_to_query:
            self._ask_to_query(False)
        self._side.show_figures(page.keying)

    def _on_submit(self) -> None:
        page = self._sheet
        if page is None or self._asks_to_query:
            return
        keying = page.keying
        self._refusal = [found for found in self._check(keying) if not found.flag]
        if self._refusal:
            self.leaving()
            self._show_refusal(page)
            self._open_what_is_wrong(page)
            return
        self._finish(acts.SheetKeyed, keying)

    def _show_refusal(self, page: SheetPage) -> None:
        sums = [found for found in self._refusal if found.code is Code.E101]
        difference = next((o.value for f in sums for o in f.numbers if o.name == "difference"), 0)
        page.totals.refuse(difference)
        page.refuse_papers(bool(sums))
        self._show_side()

    def _open_what_is_wrong(self, page: SheetPage) -> None:
        fields = page.keying.kind.fields
        first = self._refusal[0].place.field
        if self._refusal[0].code in (Code.E102, Code.E105) and first in fields:
            page.open_field(fields.index(first))
            for found in self._refusal:
                if found.code is Code.E105 and found.place.field in fields[1:]:
                    row, _ = page.model.cell(fields.index(found.place.field))
                    page.model.note(row, _say("blank"))

    def _on_back_through_lines(self) -> None:
        if self._sheet:
            self._sheet.table.open_field(max(self._sheet.table.at - 1, 0))

    def _on_query(self) -> None:
        """The paper is wrong: one key where the sum is refused, the same key twice elsewhere."""
        page = self._sheet
        if page is None:
            return
        if self._asks_to_query or self._does_not_add:
            self._finish(acts.SheetQueried, page.keying, note=self._side.note.words)
        else:
            self._ask_to_query(True)

    def _ask_to_query(self, asks: bool) -> None:
        self._asks_to_query = asks
        self._show_side()
        if self._sheet and not asks:
            self._sheet.go_on()

    @property
    def _does_not_add(self) -> bool:
        return any(found.code is Code.E101 for found in self._refusal)

    def _finish(
        self, kind: type[acts.SheetKeyed | acts.SheetQueried], keying: SheetKeying, **more: Any
    ) -> None:
        """Hand the sheet to the session, and be ready for the next before it is on the disk."""
        number = SheetNumber(keying.number)
        sheet = self.contest.sheets[number]
        self._before = sheet, is_second(sheet, self._officer)
        place = self._place(keying.number)
        self.session.keep_draft(place, keying.as_draft())
        self._handed_in.add(number)
        self._close_sheet()
        self.do(
            kind,
            then=self._on_done,
            refused=lambda found: self._on_not_done(number, found),
            failed=lambda _: self._on_not_done(number, []),
            finishes=place,
            sheet=number,
            figures=keying.figures(),
            **more,
        )
        self._numbers.tell(None)
        self._offer(next_sheet(self.contest, self._officer, *self._before))

    def _on_done(self, done: Done) -> None:
        if isinstance(done.act, acts.SheetQueried):
            self._slip = done.act.sheet
            self._numbers.tell(Mark.QUERIED, _say("queried", number=str(done.act.sheet)))
            self.hints_changed.emit()
        elif isinstance(done.act, acts.SheetKeyed):
            self._tell_keyed(done, done.act.sheet)

    def _tell_keyed(self, done: Done, number: SheetNumber) -> None:
        sheet = self.contest.sheets[number]
        too_many = [found for found in done.flags if found.code is Code.E107]
        if too_many:
            self._numbers.tell(Mark.DIFFERS, self.session.sentence(too_many[0]))
        elif sheet.life is Life.DIFFERS:
            fields = len(sheet.differing())
            self._numbers.tell(Mark.DIFFERS, _say("differs", number=str(number), fields=fields))
        elif sheet.live:
            self._numbers.tell(Mark.AGREES, _say("agrees", number=str(number)))

    def _on_not_done(self, number: SheetNumber, found: list[Finding]) -> None:
        self._handed_in.discard(number)
        words = [self.session.sentence(f) for f in found] or [_say("not-saved", number=str(number))]
        if self._sheet is None:
            self._offer(number)
        self._numbers.tell(Mark.DOES_NOT_ADD, " ".join(words))

    # ---- the slip

    @property
    def _slip_at_hand(self) -> int:
        """The queried sheet in the field, or else the one that was queried last; 0 if there is none."""
        for number in (self._numbers.number.value or 0, self._slip):
            sheet = self.contest.sheets.get(SheetNumber(number))
            if sheet and sheet.life is Life.QUERIED:
                return number
        return 0

    def _on_print_again(self) -> None:
        if number := self._slip_at_hand:
            print_slip_again(self.session, Paper("sheet", number))

    def _on_typed(self) -> None:
        self._show_batch()
        self.hints_changed.emit()

    # ---- what stands beside

    def _show_side(self) -> None:
        page = self._sheet
        self._asks_to_query = self._asks_to_query and page is not None
        refusal = [(found, self.session.sentence(found)) for found in self._refusal]
        self._side.show_keying(page.keying if page else None, refusal, self._asks_to_query)
        self._show_batch()
        self.hints_changed.emit()

    def _show_batch(self) -> None:
        number = self._sheet.keying.number if self._sheet else self._numbers.number.value
        sheet = self.contest.sheets.get(SheetNumber(number)) if number else None
        batch = batch_of(self.contest, sheet, self._officer) if sheet else None
        if sheet and batch and self._sheet is None:
            self._numbers.show_batch(batch.sheets, area_words(self.contest.areas[sheet.area].area))
        self._side.show_batch(batch, [self.contest.sheets[SheetNumber(n)] for n in self._last])
