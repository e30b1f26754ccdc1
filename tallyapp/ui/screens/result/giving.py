"""The provisional result: given, with its code; and the opportunity to ask for a re-count."""

from tallyapp.domain import acts
from tallyapp.domain.result import figures
from tallyapp.domain.state import ContestState
from tallyapp.ui.session import Session
from tallyapp.ui.theme.type import BODY, HEADING, Face, px
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import Card
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text

from .lines import CANDIDATE, Figures
from .step_page import StepPage, button, words

CODE = Face(25.5, 600)


class Code(Card):
    """A code, large enough to be written down from two metres."""

    def __init__(self, heading: str, note: str) -> None:
        super().__init__("here")
        self._code = Text("…", CODE)
        self._code.setAccessibleName(heading)
        self.column.addWidget(Text(heading, HEADING))
        self.column.addWidget(self._code)
        self.column.addWidget(Text(note, role="secondary", wrap=True))

    @property
    def code(self) -> str:
        """The code that is shown."""
        return self._code.text()

    def show_code(self, code: str) -> None:
        """Show this code."""
        self._code.setText(code)


class ProvisionalPage(StepPage):
    """Our figures, to be given to candidates and election agents."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "provisional")
        self._figures = figures(contest)
        self.table = Table(Figures(contest, self._figures.votes), words("provisional.heading"))
        self.table.fit_columns(CANDIDATE)
        self.table.shrink_rows(px(38), px(28))
        self._give = button(words("provisional.give"))
        self._give.clicked.connect(self._on_give)
        self.column.addWidget(self.table, 1)
        now = self._figures
        sums = words("provisional.sum", valid=now.valid, rejected=sum(now.rejected), verified=now.verified)
        self.column.addWidget(Text(sums, BODY.heavier(500), right=True))
        self.column.addWidget(self.refusal)
        self.column.addWidget(self._give)

    def enter(self) -> None:
        self._give.setFocus()

    def _on_give(self) -> None:
        self._give.setEnabled(False)
        session, stream = self.session, self.session.stream
        to = words("to-agents")

        def given(_: object) -> None:
            session.issue_code(stream, "provisional", to, then=lambda _: None)

        self.do(acts.ProvisionalGiven, then=given, figures=self._figures)

    def say_refused(self, sentence: str) -> None:
        super().say_refused(sentence)
        self._give.setEnabled(True)
        self._give.setFocus()


class OpportunityPage(StepPage):
    """Silence never blocks: that there was an opportunity is enough."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "opportunity")
        self.code = Code(words("code.provisional"), words("code.note"))
        self._note = Field(words("opportunity.note"), words("opportunity.nobody"))
        self._note.entered.connect(self._on_entered)
        self._record = button(words("opportunity.record"))
        self._record.clicked.connect(self._on_entered)
        self.column.addWidget(self.code)
        self.column.addSpacing(px(12))
        self.column.addWidget(self._note)
        self.column.addWidget(Text(words("opportunity.recount"), role="secondary", wrap=True))
        self.column.addWidget(self.refusal)
        self.column.addWidget(self._record)
        self.column.addStretch()
        if contest.provisional:
            stream, seq = session.stream, contest.provisional.seq
            shown = self.still(self.code.show_code)
            session.read(lambda ledger: ledger.checkpoint(stream, seq).code, shown)

    def enter(self) -> None:
        self._note.setFocus()
        self._note.edit.selectAll()

    def _on_entered(self) -> None:
        self.do(acts.RecountOpportunityGiven, note=self._note.text)
