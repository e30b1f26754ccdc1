"""The electorate, keyed once more by another officer, ours unseen."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, gap, px
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .step import StepState, done, look_at, to_do, words


def electorate_state(_: Session, contest: ContestState) -> StepState:
    """Whether the electorate is known, and keyed by two; the figure itself is shown only then."""
    electorate = contest.set_up.electorate
    if electorate is None:
        return look_at("electorate.not-known")
    if contest.electorate_confirmed:
        return done("electorate.known", electorate=electorate)
    return to_do("electorate.to-do")


class ElectoratePage(Leaf):
    """One figure and Enter; what differs is told with both."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        against = self._against()
        self._may = not against
        told = [self.session.sentence(found) for found in against]
        asked = words("electorate.asked", contest=self.contest.set_up.name)
        self._said = State(Mark.DOES_NOT_ADD, "", wrap=True)
        self._said.hide()
        self.figure = FigureEdit()
        self.figure.typed.connect(lambda _: self._said.hide())
        self.figure.setFixedWidth(px(140))
        self.figure.setAccessibleName(words("electorate.field"))
        self.figure.next_asked.connect(self._on_entered)
        row = QHBoxLayout()
        label = Text(words("electorate.field"), BODY.heavier(500))
        row.addWidget(label)
        row.addWidget(self.figure)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(10))
        column.addLayout(title_row(words("electorate.title"), self.contest.set_up.name))
        column.addWidget(Text(" ".join(told) or asked, role="secondary", wrap=True))
        column.addLayout(row)
        column.addWidget(self._said)
        column.addStretch()
        for widget in (label, self.figure):
            widget.setVisible(self._may)

    def key_hints(self) -> tuple[KeyHint, ...]:
        back = KeyHint(("Esc",), say("ui", "back"), last=True)
        return (KeyHint(("Enter",), words("electorate.enter")), back) if self._may else (back,)

    def entered(self) -> None:
        if self._may:
            self.figure.setFocus()
        else:
            self.setFocus()

    @property
    def over(self) -> bool:
        return self.contest.electorate_confirmed

    def _act(self, electorate: int) -> acts.ElectorateConfirmed:
        return acts.ElectorateConfirmed(**self.me.contest, electorate=electorate)

    def _against(self) -> list[Finding]:
        """Why whoever sits here cannot confirm it, whatever they key."""
        found = self.session.check(self.owner.stream, self._act(0))
        return [each for each in found if each.code is not Code.A109]

    def _on_entered(self) -> None:
        electorate = self.figure.value
        if electorate is None:
            self._say(words("electorate.blank"))
        else:
            self.do(
                self._act(electorate),
                then=lambda _: self.closed.emit(),
                refused=lambda found: self._say("  ".join(map(self.session.sentence, found))),
            )

    def _say(self, told: str) -> None:
        self._said.show_state(Mark.DOES_NOT_ADD, told)
        self._said.show()
        self.figure.selectAll()
