"""The returning officer's answer to a request: granted, in all of its areas or in some, refused, or
an inspection offered instead.
"""

from typing import get_args

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.result import Request
from tallyapp.ui.screens.result.page import StepPage, button, words
from tallyapp.ui.screens.result.steps.answers import areas_in, request_words
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import Card, State
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import ReasonEdit


class AnswerPage(StepPage):
    """A request that waits for its answer: granted, refused, or an inspection offered instead."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "request")
        self._shown: Request | None = None
        self._told = Text(face=BODY.heavier(500), wrap=True)
        card = Card("here")
        card.column.addWidget(self._told)
        self._reason = ReasonEdit()
        self._reason.setAccessibleName(words("request.reason"))
        self._buttons: dict[acts.Answer, QPushButton] = {
            name: button(words(f"request.do-{name}")) for name in get_args(acts.Answer)
        }
        row = QHBoxLayout()
        for name, each in self._buttons.items():
            each.clicked.connect(lambda _=False, answer=name: self._on_answer(answer))
            row.addWidget(each)
        self._areas = Field(words("request.only"), hint=words("request.only-hint"))
        self._areas.entered.connect(self._buttons["granted"].setFocus)
        self._reason.next_asked.connect(self._on_reason)
        self._earlier = State(Mark.NOT_YET, "", role="secondary", wrap=True)
        self.column.addWidget(card)
        self.column.addWidget(Text(words("request.reason"), BODY.heavier()))
        self.column.addWidget(self._reason)
        self.column.addWidget(Text(words("request.caution"), role="secondary", wrap=True))
        self.column.addWidget(self._areas)
        self.column.addWidget(self.refusal)
        self.column.addLayout(row)
        self.column.addWidget(self._earlier)
        self.column.addStretch()
        self._show_request()

    def _request(self) -> Request | None:
        return next((request for request in self.contest.requests if not request.answer), None)

    def _show_request(self) -> None:
        request = self._request()
        self._shown = request
        if request is None:
            return
        self._told.setText(request_words(self.contest, request))
        several = len(request.areas or self.contest.areas) > 1
        self._areas.setVisible(request.asks == "recount" and several)
        self._buttons["inspection"].setVisible(request.asks == "recount")
        waiting = sum(not each.answer for each in self.contest.requests) - 1
        self._earlier.setVisible(waiting > 0)
        self._earlier.show_state(Mark.NOT_YET, words("request.more", requests=waiting), "secondary")

    def enter(self) -> None:
        self._reason.setFocus()

    def changed(self, _: Changed, /) -> None:
        """Answered, and the next one waits."""
        self._reason.clear()
        self._areas.edit.clear()
        self._show_request()
        self.enter()

    def _on_reason(self) -> None:
        granted = self._buttons["granted"]
        (self._areas if self._areas.isVisible() else granted).setFocus()

    def _on_answer(self, answer: acts.Answer) -> None:
        # The one that is shown: another may be the first that waits by the time of the key.
        request = self._shown
        if request:
            self.do(
                acts.RequestAnswered(
                    **self.me.contest,
                    of=request.id,
                    answer=answer,
                    areas=areas_in(self._areas.text) if answer == "granted" else (),
                    reason=self._reason.words,
                )
            )
