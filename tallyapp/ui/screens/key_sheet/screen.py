"""The screen itself: which sheet, the sheet, and what stands beside it."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from tallyapp.domain import acts
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.scan_codes import Scan
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.printouts.slips import note_of_query, print_slip_again
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.key_sheet.beside.said import hints, slip_at_hand
from tallyapp.ui.screens.key_sheet.beside.side import Side
from tallyapp.ui.screens.key_sheet.page import KeyingPage
from tallyapp.ui.screens.key_sheet.which.batch import batch_of
from tallyapp.ui.screens.key_sheet.which.likely import LAST, Likely
from tallyapp.ui.screens.key_sheet.which.number_page import NumberPage
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.drafts import Draft
from tallyapp.ui.session.said_at_once import said_at_once
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import gap
from tallyapp.ui.widgets.announce import announce
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words
from tallyapp.words.papers import Paper, is_sum

from .handing_in import findings_of, hand_in, keyed_sheet, queried_sheet
from .keying import SheetKeying
from .opening import contest_of, keying_of, page_of, record_slate, stands_against

_SETTLED = (Code.A114, Code.A105, Code.E106, Code.E201)
"""What stands against a sheet because of what others did with it, and not of what is keyed."""


class KeySheet(Screen):
    """Count sheets, one after the other; the second keying sees nothing of the first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._likely = Likely(self)
        self._sheet: KeyingPage | None = None
        self._draft: Draft | None = None
        self._refusal: list[Finding] = []
        self._asks_to_query = False
        self._awaited = 0
        self._numbers = NumberPage(self._likely.officer, self._likely.small)
        self._numbers.asked.connect(self._open)
        self._numbers.typed.connect(self._on_typed)
        self._numbers.number.query_asked.connect(self._on_print_again)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._numbers)
        self._slip = 0
        self._side = Side(LAST, session)
        self._side.back_chosen.connect(self._on_back_through)
        self._side.query_chosen.connect(self._on_query)
        self._side.query_given_up.connect(self.back)
        self._side.hand_out.chosen.connect(self._on_hand_out)
        self._side.printed.again.clicked.connect(self._on_print_again)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, gap(24), 0)
        row.setSpacing(gap(24))
        row.addWidget(self._pages, 1)
        row.addWidget(self._side)
        self._numbers.tell(None)

    # ---- the window's questions

    def key_hints(self) -> tuple[KeyHint, ...]:
        refused = bool(self._refusal)
        prints = bool(self._slip_at_hand)
        return hints(self._sheet, refused=refused, asks=self._asks_to_query, prints=prints)

    def entered(self, target: object, /) -> None:
        """Go on with the sheet that is open; or open the one asked for; or ask which.

        An area is one that sheets are to be handed out to.
        """
        if isinstance(target, int) and (self._sheet is None or self._sheet.keying.number != target):
            self._close_sheet()
            self._offer()
            self._open(target)
        elif isinstance(target, str) and self.session.may(acts.SheetsIssued):
            self._close_sheet()
            self._offer()
            self._side.hand_out.hand_out_to(target)
        elif self._sheet:
            self._show_side()
            self._sheet.begin()
        else:
            self._offer()

    def leaving(self) -> None:
        """What is keyed is kept."""
        if self._sheet and self._draft and self._sheet.keying.begun:
            self._sheet.keying.keep_in(self._draft)

    def back(self) -> bool:
        """First out of the question, then out of the sheet, then out of the screen."""
        if self._sheet is None:
            if self._side.fold():
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

    def at_hand(self) -> str:
        return say("places", "sheet", name=self._sheet.keying.number) if self._sheet else ""

    def scanned(self, scan: Scan, target: object, /) -> bool:
        if scan.kind == "sheet" and isinstance(target, int):
            self._offer(target)
            self._open(target)
            return True
        return False

    def changed(self, changed: Changed) -> None:
        """The last sheets, and how far the batch is."""
        if changed.stream != self.session.stream or not changed.sheets:
            return
        self._likely.changed(changed.sheets)
        if self._sheet and self._draft and self._draft.over:
            found = findings_of(self.session, self._sheet.keying)
            self._close_sheet()  # somebody settled or queried it meanwhile
            self._offer()
            against = (self.session.sentence(f) for f in found if f.code in _SETTLED)
            if words := next(against, ""):
                self._numbers.tell(Mark.DIFFERS, words)
        self._show_batch()

    # ---- which sheet

    def _offer(self, number: int | None = None) -> None:
        """Ask for a number, with the likeliest in the field."""
        number, words = self._likely.offer(number)
        self._pages.setCurrentWidget(self._numbers)
        self._numbers.offer(number, words)
        self._show_side()

    def _open(self, number: int) -> None:
        """Open a sheet, in its contest; or say what stands against it."""
        self._awaited = 0
        stream = contest_of(self.session.desk.count.contests, number, self.session.stream)
        if stream not in ("", self.session.stream):
            self.session.choose_contest(stream)
            # This screen is of the contest that was open before.
            self.asked.emit(Destination.KEY_SHEET, number)
            return
        if not stream and self._is_unchecked(number):
            return
        contest = self.contest
        keying = keying_of(contest, number)
        if against := stands_against(self.session, contest, keying, self._place(number)):
            self._numbers.refuse(*against)
            return
        self._draft = self.session.drafts.open(self._place(number))
        keying.take_from(self._draft)
        page = page_of(self.session, contest, keying)
        page.keyed.connect(self._on_keyed)
        page.field_done.connect(self.leaving)
        page.submit_asked.connect(self._on_submit)
        page.query_asked.connect(self._on_query)
        page.slate_asked.connect(self._on_slate)
        page.hints_changed.connect(self.hints_changed)
        self._sheet = page
        self._refusal = []
        self._side.came_back("")
        note_of_query(
            self.session,
            Paper("sheet", number),
            self.while_here(
                lambda note: self._side.came_back(note) if self._sheet is page else None
            ),
        )
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._numbers.tell(None)
        self._show_side()
        page.begin()

    def _is_unchecked(self, number: int) -> bool:
        """Whether a sheet is of a contest that is not checked yet: it is opened when that is, if
        nobody has gone on to another meanwhile.
        """
        checking = self.session.checking
        stream = checking.contest_of(number)
        if not stream:
            return False
        self._awaited = number

        def checked(_: object) -> None:
            if self._sheet is None and self._awaited == number:
                self._open(number)

        here = self.while_here(checked)
        checking.first(stream, lambda: here(None))
        self._numbers.tell(Mark.UNDER_WAY, checking.words("sheet", number=str(number)))
        return True

    def _close_sheet(self) -> None:
        if page := self._sheet:
            self._sheet = None
            self._refusal = []
            self._pages.setCurrentWidget(self._numbers)
            self._pages.removeWidget(page)
            page.deleteLater()

    def _place(self, number: int) -> DraftPlace:
        return DraftPlace.keying(self.stream, Paper("sheet", number))

    # ---- keying

    def _on_keyed(self) -> None:
        page = self._sheet
        if page is None:
            return
        if self._refusal:
            self._refusal = page.keying.faults() if page.keying.complete else []
            self._show_refusal(page)
        if self._asks_to_query:
            self._ask_to_query(False)
        self._side.show_figures(page.keying)

    def _on_submit(self) -> None:
        page = self._sheet
        if page is None or self._asks_to_query or not page.ready():
            return
        keying = page.keying
        self._refusal = [f for f in findings_of(self.session, keying) if not f.flag]
        if self._refusal:
            self.leaving()
            self._show_refusal(page)
            page.open_wrong(self._refusal)
            announce(self, said_at_once(self.session, self._refusal), assertive=True)
            return
        self._finish(keyed_sheet(self.session, keying), keying)

    def _show_refusal(self, page: KeyingPage) -> None:
        page.show_refusal(self._refusal)
        self._show_side()

    def _on_back_through(self) -> None:
        if self._sheet:
            self._sheet.back_through()

    def _on_slate(self, slate: Slate) -> None:
        if page := self._sheet:
            record_slate(self, page, slate, still_open=lambda: page is self._sheet)

    def _on_query(self) -> None:
        """The paper is wrong: one key where the sum is refused, the same key twice elsewhere."""
        page = self._sheet
        if page is None:
            return
        if self._asks_to_query or any(map(is_sum, self._refusal)):
            queried = queried_sheet(self.session, page.keying, self._side.note.words)
            self._finish(queried, page.keying)
        else:
            self._ask_to_query(True)

    def _ask_to_query(self, asks: bool) -> None:
        self._asks_to_query = asks
        self._show_side()
        if self._sheet and not asks:
            self._sheet.go_on()

    def _finish(self, act: acts.SheetKeyed | acts.SheetQueried, keying: SheetKeying) -> None:
        """Hand the sheet to the session, and be ready for the next before it is on the disk."""
        number = act.sheet
        self._likely.hand_in(self.contest.sheets[number])
        if self._draft:
            keying.keep_in(self._draft)
        self._close_sheet()
        hand_in(self, self._numbers, act, queried=self._on_queried, not_done=self._on_not_done)
        self._numbers.tell(None)
        self._offer(self._likely.following())

    def _on_queried(self, number: SheetNumber) -> None:
        self._slip = number
        self.hints_changed.emit()

    def _on_not_done(self, number: SheetNumber) -> None:
        self._likely.take_back(number)
        # A number that is being typed is not taken from under the fingers.
        if self._sheet is None and not self._numbers.is_typed:
            self._offer(number)

    # ---- handing out

    def _on_hand_out(self, sheets: acts.SheetsIssued) -> None:
        card = self._side.hand_out
        self.do(sheets, then=card.tell_done, refused=card.tell_refused, failed=card.tell_failed)

    # ---- the slip

    @property
    def _slip_at_hand(self) -> int:
        return slip_at_hand(self.contest, self._numbers.number.value or 0, self._slip)

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
        batch = batch_of(self.contest, sheet, self._likely.officer) if sheet else None
        if sheet and batch and self._sheet is None:
            self._numbers.show_batch(batch.sheets, area_words(self.contest.areas[sheet.area].area))
        elif self._sheet is None:
            self._numbers.show_batch((), "")
        self._side.show_batch(batch, self._likely.last, self._likely.small)
