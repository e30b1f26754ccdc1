"""A hand re-add is begun: the seed that was drawn before candidates and agents is keyed."""

from PySide6.QtWidgets import QHBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.rules.hand_totals import is_drawn, re_add_differences
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.drawn_lines import LEAST_DIGITS, MOST_DIGITS
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.screens.result.page import OfProvisional, button, words
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import BODY, FIGURE, px, set_face
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say


def may_be_drawn(contest: ContestState) -> bool:
    """Whether lines may be drawn: for each result once, or anew where the seed was keyed wrongly;
    and none while those that were added up differ.
    """
    drawn = contest.re_add
    if contest.provisional is None or re_add_differences(contest):
        return False
    return not (is_drawn(contest) and drawn and drawn.done)


class DrawLinesPage(OfProvisional):
    """The digits as they were thrown, how, and who watched; why, where a seed was keyed before."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "draw-lines")
        drawn = contest.re_add
        if drawn and not drawn.done and not is_drawn(contest):
            self.asked.setText(words("draw-lines.overtaken", lines=len(drawn.lines)))
        self._again = is_drawn(contest)
        # Digits alone, by the number pad; not a figure, for a nought in front is one of them.
        self._seed = Field(words("draw-lines.seed", least=LEAST_DIGITS))
        set_face(self._seed.edit, FIGURE)
        self._manner = Field(words("draw-lines.manner"), hint=words("draw-lines.manner-hint"))
        self._why = Field(words("draw-lines.why"))
        self._why.setVisible(self._again)
        self._second = FigureEdit()
        self._second.setFixedWidth(px(96))
        self._second.setAccessibleName(say("papers", "second"))
        self._record = button(words("draw-lines.record"))
        after = self._why if self._again else self._manner
        self._seed.entered.connect(after.setFocus)
        self._why.entered.connect(self._manner.setFocus)
        self._manner.entered.connect(self._second.setFocus)
        self._second.next_asked.connect(self._on_record)
        self._second.submit_asked.connect(self._on_record)
        self._second.back_asked.connect(self._manner.setFocus)
        self._second.typed.connect(lambda _: self.refusal.hide())
        self._record.clicked.connect(self._on_record)
        row = QHBoxLayout()
        row.addWidget(Text(say("papers", "second"), BODY.heavier()), 1)
        row.addWidget(self._second)
        for widget in (self._seed, self._why, self._manner):
            self.column.addWidget(widget)
        self.column.addLayout(row)
        self.column.addWidget(self.refusal)
        self.column.addWidget(self._record)
        self.column.addStretch()

    def enter(self) -> None:
        self._seed.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (KeyHint(("Enter",), words("draw-lines.enter")),)

    @property
    def _digits(self) -> str:
        """The seed without the blanks between its groups."""
        return "".join(self._seed.text.split())

    def _on_record(self) -> None:
        digits = self._digits
        whole = digits.isascii() and digits.isdecimal()
        if not whole or not LEAST_DIGITS <= len(digits) <= MOST_DIGITS:
            told = {"least": LEAST_DIGITS, "most": MOST_DIGITS, "digits": len(digits)}
            self._seed.refuse(words("draw-lines.not-a-seed", **told))
            self._seed.setFocus()
            return
        if self._second.value is None:
            self.say_refused(say("papers", "second-missing"))
            self._second.setFocus()
            return
        self.do(
            acts.ReAddDrawn(
                **self.me.contest,
                of=self.given,
                seed=digits,
                second=OfficerNumber(self._second.value),
                manner=self._manner.text,
                reason=self._why.text,
            ),
            then=self.still(lambda _: self.finished.emit()),
        )

    def refuse(self, findings: list[Finding]) -> None:
        """Beside its field, where it is about one."""
        first = findings[0] if findings else None
        if first and first.code is Code.A134:
            self._seed.refuse(self.session.sentence(first))
            self._seed.setFocus()
        elif first and first.code is Code.A106:
            self._why.refuse(self.session.sentence(first))
            self._why.setFocus()
        else:
            super().refuse(findings)
            self._second.setFocus()


class DrawAnewPage(DrawLinesPage):
    """The same as a step: lines that were drawn were left behind by other figures."""

    @property
    def over(self) -> bool:
        """Another provisional result stands, or lines are drawn for this one."""
        return super().over or is_drawn(self.contest)
