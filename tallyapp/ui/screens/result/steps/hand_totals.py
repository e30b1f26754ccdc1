"""What both steps have in common at which totals that were added up by hand are keyed, by an
officer who sees none of ours.
"""

from collections.abc import Sequence

from shiboken6 import isValid

from tallyapp.domain.acts import AnyAct
from tallyapp.domain.count import refusals
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.screens.result.figures.hand_totals import HandTotals
from tallyapp.ui.screens.result.page import OfProvisional, words
from tallyapp.ui.screens.result.steps.who_sits import WhoSits
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.drafts import Draft
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY
from tallyapp.ui.widgets.key_cap import KeyHint, hand_in_keys
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.text import Text


class HandTotalsPage(OfProvisional):
    """Asks who sits down to it; from then until Esc or plus, this officer alone keys here."""

    _lines: HandTotals

    def __init__(
        self, session: Session, contest: ContestState, key: str, lines: HandTotals
    ) -> None:
        super().__init__(session, contest, key)
        self._officer: OfficerNumber | None = None
        self._draft: Draft | None = None
        self._who = WhoSits(self._say("who"))
        self._who.answered.connect(self._on_number)
        self._who.typed.connect(self.refusal.hide)
        self._sitting = Text(face=BODY.heavier(500))
        self._table = table = KeyedTable(lines, self._say("heading"))
        self._lines = lines
        table.after_last.connect(self._on_last)
        table.submit_asked.connect(self._on_submit)
        table.field_done.connect(self.keep)
        table.blank_refused.connect(lambda _: self.say_refused(self._say("blank")))
        table.field_changed.connect(self.refusal.hide)

    # ---- for each of them

    @property
    def _place(self) -> DraftPlace:
        """Where the totals are kept, for whoever keys them."""
        raise NotImplementedError

    def _act(self, number: int, totals: Sequence[int]) -> AnyAct:
        """These totals, one for each line, handed in by this officer."""
        raise NotImplementedError

    def _show_standing(self) -> None:
        """Before anybody sits down: what there is to be seen."""
        raise NotImplementedError

    def _show_sitting(self, kept: str) -> None:
        """Somebody sits: the lines that they key, with what they `kept` before."""
        raise NotImplementedError

    def _say(self, key: str, **values: object) -> str:
        return words(f"{self._key}.{key}", **values)

    # ---- who

    @property
    def holding(self) -> str:
        return self._say("holding", number=str(self._officer)) if self._officer else ""

    def enter(self) -> None:
        if self._officer:
            self._table.open_field(max(self._table.at, 0))
        else:
            self._who.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        if not self._officer:
            return (KeyHint(("Enter",), self._say("sit-down")),)
        return (
            KeyHint(("Enter",), self._say("next")),
            KeyHint(("−",), self._say("before")),
            KeyHint(hand_in_keys(), self._say("hand-in")),
            KeyHint(("Esc",), self._say("stop"), last=True),
        )

    def _on_number(self) -> None:
        number = self._who.number
        if number is None:
            self.say_refused(self._say("number-missing"))
        elif against := self._against(number):
            self.refuse(against)
            self._who.ask_again()
        else:
            self._sit_down(OfficerNumber(number))

    def _against(self, number: int) -> list[Finding]:
        # Tried with noughts: whether this officer may is asked before anything is keyed.
        tried = self._act(number, [0] * len(self._lines.totals))
        return refusals(self.session.desk.check(self.stream, tried))

    def _sit_down(self, officer: OfficerNumber) -> None:
        self._officer = officer
        self._draft = self.session.drafts.open(self._place, officer)
        self._who.hide()
        self.refusal.hide()
        self._sitting.show()
        self._show_sitting(self._draft.kept)
        self._table.open_field(max(self._table.first_blank(), 0))
        self._told()

    def back(self) -> bool:
        """Whoever keys gets up; what is keyed waits for them."""
        if self._officer is None:
            return False
        self.keep()
        self._get_up()
        return True

    def _get_up(self) -> None:
        self._officer = None
        self._draft = None
        self._table.close_field()
        self._who.clear()
        self._show_standing()
        self.enter()
        self._told()

    def _told(self) -> None:
        self.hints_changed.emit()
        self.progressed.emit()

    # ---- keying

    def _on_last(self) -> None:
        """An Enter by habit hands nothing in."""
        if self._all_keyed():
            self.refusal.show_state(Mark.UNDER_WAY, self._say("all-keyed"))
            self.refusal.show()

    def _all_keyed(self) -> bool:
        """Whether every line is keyed; where not, the first blank is open."""
        if not self._lines.missing:
            return True
        self._table.open_field(self._table.first_blank())
        self.say_refused(self._say("blank"))
        return False

    def _on_submit(self) -> None:
        draft = self._draft
        if not self._all_keyed() or self._officer is None or draft is None:
            return
        self.keep()
        totals = [total for total in self._lines.totals if total is not None]
        self.do(self._act(self._officer, totals), then=lambda _: self._on_done(draft))

    def _on_done(self, draft: Draft) -> None:
        """It is recorded: nothing is kept for it any more."""
        draft.drop()
        if isValid(self):
            self._recorded()

    def _recorded(self) -> None:
        """It is recorded, and the page is still there."""
        raise NotImplementedError
