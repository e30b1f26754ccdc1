"""The column beside a form: its sums, or what stands against it with the ways out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import gap
from tallyapp.ui.widgets.came_back import CameBack
from tallyapp.ui.widgets.crosscast import Crosscast
from tallyapp.ui.widgets.give_way import give_way
from tallyapp.ui.widgets.key_cap import KeyHint, hand_in_keys
from tallyapp.ui.widgets.query_note import QueryNote
from tallyapp.ui.widgets.refusal import Action, Refusal
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .keying import FormKeying


class FormSide(QWidget):
    """Shows where the keying stands, and asks whether the form is really to be queried."""

    back_chosen = Signal()
    query_chosen = Signal()

    def __init__(self, session: Session, keying: FormKeying) -> None:
        super().__init__()
        give_way(self, 302)
        self._session = session
        self._keying = keying
        self._several = keying.seats > 1
        self.asks = False
        self.came_back = CameBack()
        papers = say("papers", "form.papers")
        self._crosscast = Crosscast(
            papers, say("doubtful", "keyed"), "papers" if self._several else ""
        )
        times = say("doubtful", "votes-due", seats=keying.seats)
        self._votes = Crosscast(times, say("doubtful", "votes-keyed"), "votes")
        self._votes.setVisible(False)
        self._blank = Text(say("doubtful", "blank-lead"), role="refused", wrap=True)
        self._refusal = Refusal()
        self._back_through = Action(say("doubtful", "go-back"), "−")
        self._what = Text(role="secondary", wrap=True)
        self.note = QueryNote()
        self._query = Action(say("doubtful", "query"), "*")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        sums = (self.came_back, self._crosscast, self._votes, self._blank)
        ways_out = (self._refusal, self._back_through, self._what, self.note, self._query)
        for part in (*sums, *ways_out):
            column.addWidget(part)
        column.addStretch()
        self._blank.hide()
        self._refusal.hide()
        self._back_through.hide()
        self._show_query()
        self._back_through.clicked.connect(self.back_chosen)
        self._query.clicked.connect(self.query_chosen)
        self.note.ended.connect(self.query_chosen)

    @property
    def refused(self) -> bool:
        """Whether something is said to stand against the form."""
        return not self._refusal.isHidden()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys of the moment."""
        if self.asks:
            return (
                KeyHint(("Enter", "*"), say("doubtful", "key.query-sure")),
                KeyHint(("Esc",), say("doubtful", "key.go-on"), last=True),
            )
        again = "key.submit-again" if self.refused else "key.submit"
        return (
            KeyHint(("Enter",), say("doubtful", "key.next")),
            KeyHint(("−",), say("doubtful", "key.back")),
            KeyHint(hand_in_keys(), say("doubtful", again)),
            KeyHint(("*",), say("doubtful", "key.query")),
            KeyHint(("Esc",), say("doubtful", "key.leave"), last=True),
        )

    def show_sums(self) -> None:
        """Another figure is keyed: a refused sum stays refused until it is another;
        everything else until something is keyed.
        """
        self._blank.hide()
        keying = self._keying
        summed = (keying.good or 0) + keying.rejected
        self._crosscast.show_sum(keying.papers, summed, complete=keying.papers_complete)
        self._votes.show_sum(keying.votes_due, keying.votes_keyed, complete=keying.votes_complete)
        found = keying.faults() if self.refused else []
        if found:
            self._refusal.show_findings(self._session, found)
            self._show_crosscasts(found[0].code)
            return
        if self.refused:
            self._refusal.hide()
            self._back_through.hide()
            self._show_query()
        self._show_crosscasts()

    def show_blank(self) -> None:
        """Say that a figure by itself is blank."""
        self._blank.show()

    def refuse(self, findings: Sequence[Finding]) -> None:
        """Show what stands against the form."""
        self._show_crosscasts(findings[0].code)
        self._refusal.show_findings(self._session, findings)
        self._back_through.setVisible(findings[0].code in (Code.E101, Code.E103))
        self._show_query()

    def ask(self, asks: bool) -> None:
        """Ask if the form is really to be queried, with the focus in the note; or do not."""
        self.asks = asks
        self.note.ask(asks)
        self._show_query()

    def _show_crosscasts(self, failed: Code | None = None) -> None:
        """The sums of papers and of votes, unless one of them is set out in the refusal."""
        summed = failed not in (Code.E101, Code.E103)
        self._crosscast.setVisible(summed)
        self._votes.setVisible(summed and self._several)

    def _show_query(self) -> None:
        told = "query-sum" if self.refused else "query-sure-what" if self.asks else "query-what"
        self._what.setText(say("doubtful", told))
        self._query.setText(say("doubtful", "query-again" if self.asks else "query"))
