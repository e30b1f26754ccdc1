"""The count goes on from a backup: that is recorded, with where it came from and why."""

from PySide6.QtWidgets import QVBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import gap
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .step import StepState, optional, words


def restored_state(_: Session, __: ContestState) -> StepState:
    """Only where the count's own computer was lost."""
    return optional("restored.whenever")


class RestoredPage(Leaf):
    """Two fields; Enter in the second records it."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.source = Field(words("restored.source"), hint=words("restored.source-hint"))
        self.reason = Field(words("restored.reason"), hint=words("restored.reason-hint"))
        self.source.entered.connect(self.reason.setFocus)
        self.reason.entered.connect(self._on_entered)
        self._said = State(Mark.AGREES, "", wrap=True, parent=self)
        self._said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addLayout(title_row(words("step.restored"), ""))
        column.addWidget(Text(words("restored.words"), role="secondary", wrap=True))
        for widget in (self.source, self.reason, self._said):
            column.addWidget(widget)
        column.addStretch()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), words("restored.key")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def entered(self) -> None:
        self.source.setFocus()

    def _on_entered(self) -> None:
        for field in (self.source, self.reason):
            if not field.text:
                field.refuse(words("restored.needed"))
                field.setFocus()
                return
        self.session.do(
            COUNT_STREAM,
            acts.BackupRestored(**self.me.count, source=self.source.text, reason=self.reason.text),
            then=self.while_here(lambda _: self._on_recorded()),
            refused=self.while_here(self._on_refused),
        )

    def _on_recorded(self) -> None:
        self._said.show_state(Mark.AGREES, words("restored.done"))
        self._said.show()
        # An Enter that comes twice would record it twice.
        for field in (self.source, self.reason):
            field.edit.clear()

    def _on_refused(self, findings: list[Finding]) -> None:
        self.reason.refuse(" ".join(map(self.session.sentence, findings)))
