"""Another box than the list has, such as one of late postal papers: what it is, and why."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.exchange.identifiers import is_identifier
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.letters import look_at_letters
from tallyapp.ui.theme.type import BODY, gap
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.one_of import OneOf
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import ReasonEdit
from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung

_KINDS = ("postal", "polling")
"""What comes late first."""


class AddBoxPage(Leaf):
    """The box's number, its name, its area, its kind and the reason, each after Enter."""

    added = Signal(str)
    """This box is registered now."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.number = Field(say("verification", "box-number"))
        self.name = Field(say("verification", "column.name"))
        self.area = Field(say("verification", "column.area"))
        kinds = {kind: say("verification", f"add.kind.{kind}") for kind in _KINDS}
        self.kind = OneOf(say("verification", "add.kind"), kinds)
        self.reason = ReasonEdit()
        self.reason.setAccessibleName(say("verification", "add.reason"))
        self._refused = Text(role="refused", wrap=True)
        self._refused.hide()
        self.record = Action(say("verification", "add.record"))
        self.record.clicked.connect(self._on_record)
        self.number.entered.connect(self.name.setFocus)
        self.name.entered.connect(self.area.setFocus)
        self.area.entered.connect(self.kind.setFocus)
        self.kind.next_asked.connect(self.reason.setFocus)
        self.reason.next_asked.connect(self._on_record)
        self.reason.textChanged.connect(self._refused.hide)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, gap(14), 0)
        column.setSpacing(gap(8))
        column.addLayout(title_row(say("verification", "add")))
        column.addWidget(Text(say("verification", "add.what"), role="secondary", wrap=True))
        for field in (self.number, self.name, self.area):
            column.addWidget(field)
        column.addWidget(Text(say("verification", "add.kind"), BODY.heavier(500)))
        column.addWidget(self.kind)
        column.addWidget(Text(say("verification", "add.reason"), BODY.heavier(500)))
        column.addWidget(self._refused)  # above its field: in a low window what is below scrolls
        column.addWidget(self.reason)
        column.addWidget(self.record)
        column.addStretch()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), say("verification", "key.add-next")),
            KeyHint(("Esc",), say("verification", "key.leave"), last=True),
        )

    def entered(self) -> None:
        self.number.setFocus()

    # ---- the act

    def _on_record(self) -> None:
        number = self.number.text
        area = self._area()
        known = {box.casefold(): box for box in self.contest.boxes}
        if there := known.get(number.casefold()):
            self._refuse(self.number, say("verification", "add.taken", box=there))
        elif not is_identifier(number):
            self._refuse(self.number, say("verification", "add.no-number"))
        elif not self.name.text:
            self._refuse(self.name, say("verification", "add.no-name"))
        elif area not in self.contest.areas:
            areas = strung(self.contest.areas)
            self._refuse(self.area, say("verification", "add.no-area", areas=areas))
        elif not self.reason.words:
            self._refuse_reason(say("verification", "add.no-reason"))
        else:
            box = BallotBox(id=number, name=self.name.text, kind=self.kind.currentData(), area=area)
            self._ask_glyphs(box)

    def _area(self) -> str:
        """The area as the list writes it; capitals do not matter, and a single one goes unsaid."""
        typed = self.area.text.casefold()
        areas = list(self.contest.areas)
        if not typed and len(areas) == 1:
            return areas[0]
        return {area.casefold(): area for area in areas}.get(typed, typed)

    def _ask_glyphs(self, box: BallotBox) -> None:
        words = f"{box.name} {self.reason.words}"
        look_at_letters(self.session, words, self.while_here(partial(self._record, box)))

    def _record(self, box: BallotBox, unseen: tuple[str, ...]) -> None:
        if unseen:
            self._refuse(self.name, say("new-count", "no-glyph", characters=" ".join(unseen)))
            return
        self.do(
            acts.BoxAdded(**self.me.contest, box=box, reason=self.reason.words),
            then=lambda _: self.added.emit(box.id),
            refused=self._on_refused,
        )

    def _on_refused(self, found: list[Finding]) -> None:
        self._refuse_reason("  ".join(self.session.sentence(each) for each in found))

    def _refuse(self, field: Field, words: str) -> None:
        field.refuse(words)
        field.setFocus()

    def _refuse_reason(self, words: str) -> None:
        self._refused.setText(words)
        self._refused.show()
        self.reason.setFocus()
