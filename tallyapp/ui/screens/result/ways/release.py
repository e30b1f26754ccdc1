"""What the hall is shown: a declared result released, taken back, or told when it is expected."""

from tallyapp.domain import acts
from tallyapp.domain.rules.declaring import borne_out
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.views.released import unopposed_in
from tallyapp.ui.screens.result.page import StepPage, button, words
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import ReasonEdit


class ReleasePage(StepPage):
    """Who is elected by the notice that stands, and Enter."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "release")
        # What was looked at: were the notice corrected meanwhile, its figures would be others.
        self._of = contest.notice
        self._release = button(words("release.record"))
        self._release.clicked.connect(self._on_release)
        for line in _elected(contest):
            self.column.addWidget(Text(line, BODY.heavier(500), wrap=True))
        if contest.corrected:
            self.column.addWidget(State(Mark.DIFFERS, words("release.corrected"), wrap=True))
        elif not borne_out(contest):
            self.column.addWidget(State(Mark.DIFFERS, words("release.not-borne-out"), wrap=True))
        if without := _unopposed(session.desk.count):
            self.column.addWidget(Text(words("release.unopposed", contests=without), wrap=True))
        self.column.addWidget(self.refusal)
        self.column.addWidget(self._release)
        self.column.addStretch()

    def enter(self) -> None:
        self._release.setFocus()

    @property
    def over(self) -> bool:
        """Released already, or the notice was corrected meanwhile."""
        return self.contest.released is not None or self.contest.notice != self._of

    def _on_release(self) -> None:
        released = acts.ResultReleased(**self.me.contest, of=self._of)
        self.do(released, then=self.still(lambda _: self._on_released()))

    def _on_released(self) -> None:
        self.session.noted.emit(words("release.done", contest=self.contest.set_up.name))
        self.finished.emit()


def _unopposed(count: Count) -> int:
    """Contests without a poll that the hall is shown from this release on, as it is the first."""
    if any(each.released for each in count.contests.values()):
        return 0
    return len(unopposed_in(count))


def _elected(contest: ContestState) -> list[str]:
    """Who is elected, and with how many votes by the notice that stands."""
    notice = contest.on_notice
    declared = contest.declaration
    if notice is None or declared is None:
        return []
    return [
        words(
            "release.elected",
            name=notice.candidates[n - 1].name,
            votes=notice.figures.votes[n - 1],
        )
        for n in declared.elected
    ]


class TakeBackPage(StepPage):
    """The reason, and Enter."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "take-back")
        self._of = contest.released.id if contest.released else ""
        self._reason = ReasonEdit()
        self._reason.setAccessibleName(words("take-back.reason"))
        self._reason.setAccessibleDescription(words("take-back.caution"))
        self._take_back = button(words("take-back.record"))
        self._reason.next_asked.connect(self._take_back.setFocus)
        self._take_back.clicked.connect(self._on_take_back)
        self.column.addWidget(Text(words("take-back.reason"), BODY.heavier()))
        self.column.addWidget(self._reason)
        self.column.addWidget(Text(words("take-back.caution"), role="secondary", wrap=True))
        self.column.addWidget(self.refusal)
        self.column.addWidget(self._take_back)
        self.column.addStretch()

    def enter(self) -> None:
        self._reason.setFocus()

    @property
    def over(self) -> bool:
        """Taken back already, or released anew."""
        return self.contest.released is None or self.contest.released.id != self._of

    def _on_take_back(self) -> None:
        withdrawn = acts.ReleaseWithdrawn(**self.me.contest, of=self._of, reason=self._reason.words)
        self.do(withdrawn, then=self.still(lambda _: self.finished.emit()))


class ExpectPage(StepPage):
    """When the result is expected, in words; blank takes back what the hall was told."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "expect")
        self._when = Field(words("expect.when"), contest.expected, words("expect.hint"))
        self._tell = button(words("expect.record"))
        self._when.entered.connect(self._on_tell)
        self._tell.clicked.connect(self._on_tell)
        self.column.addWidget(self._when)
        self.column.addWidget(self.refusal)
        self.column.addWidget(self._tell)
        self.column.addStretch()

    def enter(self) -> None:
        self._when.setFocus()
        self._when.edit.selectAll()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (KeyHint(("Enter",), words("expect.enter")),)

    @property
    def over(self) -> bool:
        """Released: nothing more is expected."""
        return self.contest.released is not None

    def _on_tell(self) -> None:
        told = acts.ResultExpected(**self.me.contest, expected=self._when.text)
        self.do(told, then=self.still(lambda _: self.finished.emit()))
