"""A contest in which nobody is counted: no more candidates stand than there are seats."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.domain.acts import UncontestedRecorded
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.phrases import number_in
from tallyapp.domain.vocabulary.units import MAX_SEATS
from tallyapp.exchange.identifiers import identifier_of
from tallyapp.ui.session.letters import look_at_letters
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, TITLE, gap, px, set_face
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

_SEATS_DIGITS = len(str(MAX_SEATS))


class UncontestedPage(QWidget):
    """Name, seats, and the candidates, one on each line; Ctrl and Enter record it."""

    asked = Signal(object)
    """Record this (UncontestedRecorded)."""

    def __init__(self, session: Session, election: str) -> None:
        super().__init__()
        self._session = session
        self.fields = {
            name: Field(say("overview", f"uncontested.{name}"), text, digits=digits)
            for name, text, digits in (
                ("name", "", 0),
                ("election", election, 0),
                ("seats", "", _SEATS_DIGITS),
            )
        }
        self._refused = State(Mark.DOES_NOT_ADD, "", wrap=True)
        self.candidates = QPlainTextEdit()
        self.candidates.setTabChangesFocus(True)
        set_face(self.candidates, BODY)
        self.candidates.setAccessibleName(say("overview", "uncontested.candidates"))
        self.candidates.setPlaceholderText(say("overview", "uncontested.example"))
        self.candidates.textChanged.connect(lambda: self._refused.hide())
        self.record = Action(say("overview", "uncontested.record"), say("overview", "ctrl-enter"))
        self.record.setFixedWidth(px(340))
        self.record.clicked.connect(self.submit)
        for name, following in (("name", "election"), ("election", "seats")):
            self.fields[name].entered.connect(self.fields[following].setFocus)
        self.fields["seats"].entered.connect(self.candidates.setFocus)
        submit = QShortcut(QKeySequence("Ctrl+Return"), self)
        submit.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        submit.activated.connect(self.submit)
        self._shortcuts: list[QObject] = [submit]
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap(24))
        for at, (name, stretch) in enumerate((("name", 3), ("election", 4), ("seats", 1))):
            grid.addWidget(self.fields[name], 0, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, stretch)
        last = QHBoxLayout()
        last.addWidget(self.record)
        last.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(12), gap(24), gap(12))
        column.setSpacing(gap(12))
        column.addWidget(Text(say("overview", "record"), TITLE))
        column.addWidget(Text(say("overview", "uncontested.what"), role="secondary", wrap=True))
        column.addLayout(grid)
        column.addWidget(Text(say("overview", "uncontested.candidates"), BODY.heavier(500)))
        column.addWidget(self.candidates, 1)
        column.addWidget(self._refused)
        column.addLayout(last)
        self._refused.hide()

    def begin(self) -> None:
        """A blank form."""
        self.fields["name"].edit.clear()
        self.fields["seats"].edit.clear()
        self.candidates.clear()
        self.fields["name"].setFocus()

    def submit(self) -> None:
        """Ask that it be recorded; what is missing is said at its field."""
        name = self.fields["name"].text
        seats = self.fields["seats"].text
        lines = [line for line in self.candidates.toPlainText().splitlines() if line.strip()]
        taken = self._session.desk.count
        identifier = identifier_of(name)
        if not name:
            self._refuse("name", say("overview", "uncontested.needed"))
        elif identifier in taken.contests or identifier in taken.count.uncontested:
            self._refuse("name", say("overview", "uncontested.taken"))
        elif not number_in(seats):
            self._refuse("seats", say("overview", "uncontested.no-seats"))
        else:
            unopposed = UncontestedRecorded(
                **self._session.me.count,
                contest=identifier,
                election=self.fields["election"].text,
                name=name,
                seats=number_in(seats) or 0,
                candidates=tuple(map(candidate_of, lines)),
            )
            looked = partial(self._go_on, unopposed)
            look_at_letters(self._session, "".join((name, *lines)), looked)

    def _go_on(self, unopposed: UncontestedRecorded, unseen: tuple[str, ...]) -> None:
        if not isValid(self):
            return  # somebody else sits here by now
        if unseen:
            self.refuse(say("overview", "uncontested.no-glyph", characters=" ".join(unseen)))
        else:
            self.asked.emit(unopposed)

    def refuse_all(self, findings: list[Finding]) -> None:
        """What the rules have against it, at its field."""
        words = "  ".join(self._session.sentence(found) for found in findings)
        first = findings[0]
        if first.code is Code.A110:
            numbers = {operand.name: operand.value for operand in first.numbers}
            self.refuse(say("overview", "uncontested.contested", **numbers))
        elif first.code in (Code.A106, Code.A108):
            self._refuse("name", words)
        else:
            self.refuse(words)

    def refuse(self, words: str) -> None:
        """What stands against the candidates."""
        self._refused.show_state(Mark.DOES_NOT_ADD, words)
        self._refused.show()
        self.candidates.setFocus()

    def _refuse(self, name: str, words: str) -> None:
        self.fields[name].refuse(words)
        self.fields[name].setFocus()


def candidate_of(line: str) -> Candidate:
    """A candidate as typed on a line: surname, other names,
    and the description, with commas between.
    """
    surname, _, rest = line.partition(",")
    others, _, description = rest.partition(",")
    return Candidate(
        surname=surname.strip(),
        other_names=others.strip(),
        description=" ".join(description.split()),
    )
