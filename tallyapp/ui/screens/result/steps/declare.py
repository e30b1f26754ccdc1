"""Declaring: the returning officer's act with its time,
confirmed by a word that is never typed by chance.
"""

import unicodedata

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.rules.result import figures, majority, outcome
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.screens.result.page import OfProvisional, words
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import BODY, FIGURE, FIND, HEADING, NAME, TITLE, Face, gap, px, set_face
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.frames import Card, Line
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.scrolling import Scrolling
from tallyapp.ui.widgets.text import Text
from tallyapp.words.figures import strung

_LARGE = 2
"""With how many elected each is shown large."""
_HIGH = 540
"""Pixels of height from which the page has room for the largest type."""
_LONG = 24
"""Letters of a name beyond which not even one is shown in the largest type."""
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"}
)
"""Letters that Unicode takes for letters of their own,
as they are typed where the keyboard lacks them.
"""


class DeclarePage(OfProvisional):
    """Who is elected, large; the surname typed, and Enter, declares it."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "declare")
        self._figures = figures(contest)
        self._names: list[Text] = []
        self._elected = outcome(contest, self._figures.votes).elected
        self._set_up = contest.corrected_by
        self._surname = contest.set_up.candidates[self._elected[0] - 1].ballot_surname
        self._typed = Field(words("declare.type", surname=self._surname))
        self._typed.entered.connect(self._on_entered)
        set_face(self._typed.edit, FIGURE)
        self._declarant = FigureEdit()
        self._declarant.setFixedWidth(px(96))
        self._declarant.setAccessibleName(words("declare.declarant"))
        self._declarant.show_value(session.officer.number if session.officer else None)
        self._declarant.next_asked.connect(self._typed.setFocus)
        self._said_first = Field(words("declare.said-first"), hint=words("declare.said-first-hint"))
        self._said_first.entered.connect(self._typed.setFocus)
        self._lay_out()

    def _lay_out(self) -> None:
        self.column.addWidget(WithMore(Scrolling(self._card())), 1)
        row = QHBoxLayout()
        row.addWidget(Text(words("declare.declarant"), BODY.heavier(500)), 1)
        row.addWidget(self._declarant)
        self.column.addSpacing(gap(8))
        self.column.addWidget(self._typed)
        self.column.addWidget(self.refusal)
        self.column.addLayout(row)
        self.column.addWidget(self._said_first)
        self.column.addWidget(Text(words("declare.closes"), role="secondary", wrap=True))

    def _card(self) -> Card:
        """Who is elected, with their votes and, where they differ, their terms."""
        contest = self.contest
        card = Card()
        votes = self._figures.votes
        terms = outcome(contest, votes).terms
        card.column.addWidget(Text(words("declare.elected"), role="secondary"))
        for n, number in enumerate(self._elected):
            candidate = contest.set_up.candidates[number - 1]
            told = [words("declare.votes", votes=votes[number - 1])]
            told += [words("declare.term", term=terms[n])] if terms else []
            if len(self._elected) <= _LARGE:
                beside = strung(filter(None, (candidate.description, *told)))
                name = Text(candidate.name, self._face(candidate.name), wrap=True)
                self._names.append(name)
                card.column.addWidget(name)
                card.column.addWidget(Text(beside, FIGURE, wrap=True))
                continue
            row = QHBoxLayout()
            row.addWidget(Text(candidate.name, NAME.heavier()), 1)
            row.addWidget(Text(strung(told), right=True))
            card.column.addLayout(row)
        lead = majority(contest, votes)
        if lead is not None:
            card.column.addWidget(Line())
            card.column.addWidget(Text(words("declare.majority", votes=lead), role="secondary"))
        return card

    def _face(self, name: str) -> Face:
        """As large as leaves room for all of it: whoever declares reads the name from here."""
        if len(name) >= _LONG:
            return HEADING
        return FIND if self.height() >= px(_HIGH) else TITLE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the name is smaller, and whole."""
        super().resizeEvent(event)
        for name in self._names:
            set_face(name, self._face(name.text()))

    def enter(self) -> None:
        self._typed.setFocus()

    def _on_entered(self) -> None:
        if plain_letters(self._typed.text) != plain_letters(self._surname):
            self._typed.refuse(words("declare.not-typed", surname=self._surname))
            return
        officer = self.session.officer
        session = self.session
        stream = self.session.stream
        if officer is None:
            return
        declarant = self._declarant.value
        if declarant is None:
            self.say_refused(words("outside.no-declarant"))
            self._declarant.setFocus()
            return
        to = words("to-everyone")

        def declared(_: object) -> None:
            session.issue_code(stream, "declaration", to, then=lambda _: None)

        self._typed.setEnabled(False)
        self.do(
            acts.Declared(
                **self.me.fixed,
                of=self.given,
                figures=self._figures,
                elected=self._elected,
                declared_at=session.desk.clock().replace(microsecond=0),
                declarant=OfficerNumber(declarant),
                said_first=self._said_first.text,
                set_up=self._set_up,
            ),
            then=declared,
        )

    def say_refused(self, sentence: str) -> None:
        super().say_refused(sentence)
        self._typed.setEnabled(True)
        self._typed.setFocus()


def plain_letters(name: str) -> str:
    """A name without accents, hyphens and capitals: what any keyboard can type."""
    apart = unicodedata.normalize("NFKD", name.casefold()).translate(_PLAIN)
    return "".join(letter for letter in apart if letter.isalnum())
