"""Declaring: the returning officer's act with its time, confirmed by a word that is never typed by chance."""

import unicodedata

from tallyapp.domain import acts
from tallyapp.domain.result import figures, majority, outcome
from tallyapp.domain.state import ContestState
from tallyapp.ui.session import Session
from tallyapp.ui.theme.type import FIGURE, FIND, px
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import Card, Line
from tallyapp.ui.widgets.text import Text

from .step_page import StepPage, words

_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"}
)
"""Letters that Unicode takes for letters of their own, as they are typed where the keyboard lacks them."""


class DeclarePage(StepPage):
    """Who is elected, large; the surname typed, and Enter, declares it."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "declare")
        self._figures = figures(contest)
        self._elected = outcome(contest, self._figures.votes).elected
        candidates = [contest.set_up.candidates[n - 1] for n in self._elected]
        card = Card()
        card.column.addWidget(Text(words("declare.elected"), role="secondary"))
        for number, candidate in zip(self._elected, candidates, strict=True):
            card.column.addWidget(Text(candidate.name, FIND, wrap=True))
            votes = words("declare.votes", votes=self._figures.votes[number - 1])
            card.column.addWidget(Text(f"{candidate.description}, {votes}", FIGURE, wrap=True))
        lead = majority(contest, self._figures.votes)
        if lead is not None:
            card.column.addWidget(Line())
            card.column.addWidget(Text(words("declare.majority", votes=lead), role="secondary"))
        self._surname = candidates[0].surname
        self._typed = Field(words("declare.type", surname=self._surname))
        self._typed.entered.connect(self._on_entered)
        self._typed.edit.setFont(FIGURE.font())
        self.column.addWidget(card)
        self.column.addSpacing(px(8))
        self.column.addWidget(self._typed)
        self.column.addWidget(self.refusal)
        self.column.addWidget(Text(words("declare.closes"), role="secondary", wrap=True))
        self.column.addStretch()

    def enter(self) -> None:
        self._typed.setFocus()

    def _on_entered(self) -> None:
        if plain_letters(self._typed.text) != plain_letters(self._surname):
            self._typed.refuse(words("declare.not-typed", surname=self._surname))
            return
        officer, session, stream = self.session.officer, self.session, self.session.stream
        if officer is None:
            return
        to = words("to-everyone")

        def declared(_: object) -> None:
            session.issue_code(stream, "declaration", to, then=lambda _: None)

        self._typed.setEnabled(False)
        self.do(
            acts.Declared,
            then=declared,
            figures=self._figures,
            elected=self._elected,
            declared_at=session.desk.clock().replace(microsecond=0),
            declarant=officer.number,
        )

    def say_refused(self, sentence: str) -> None:
        super().say_refused(sentence)
        self._typed.setEnabled(True)
        self._typed.setFocus()


def plain_letters(name: str) -> str:
    """A name without accents, hyphens and capitals: what any keyboard can type."""
    apart = unicodedata.normalize("NFKD", name.casefold()).translate(_PLAIN)
    return "".join(letter for letter in apart if letter.isalnum())
