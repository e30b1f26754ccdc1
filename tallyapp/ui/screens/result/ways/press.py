"""The files for the press: the folder, and that they are there."""

from pathlib import Path
from typing import TYPE_CHECKING

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.errors import EnvironmentFault
from tallyapp.ui.pages.identity_fields import FolderField
from tallyapp.ui.screens.result.page import StepPage, button, words
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    # For their types alone: what draws pictures is imported when the first is drawn.
    from tallyapp.press.pack import Pressed, Unpressed


class PressPage(StepPage):
    """Enter makes the files of this contest, on the worker; the folder is made where it is not
    there.
    """

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "press")
        count = session.desk.ledger.path
        usual = count.with_name(say("press", "folder", count=count.stem))
        self.folder = FolderField(words("press.folder"), usual)
        self.make = button(words("press.make"))
        self.state = State(Mark.NOT_YET, "", wrap=True)
        self.state.hide()
        self.make.clicked.connect(self.begin)
        self.folder.entered.connect(self.begin)
        for widget in (self.folder, self.refusal, self.make, self.state):
            self.column.addWidget(widget)
        self.column.addStretch()

    def enter(self) -> None:
        self.make.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (KeyHint(("Enter",), words("press.enter")),)

    def begin(self) -> None:
        """Make the files, in the folder that is named."""
        if not self.make.isEnabled():
            return
        self.refusal.hide()
        from tallyapp.press.pack import prepare

        try:
            # What they are made of comes from the state, and the state belongs to this thread.
            ready = prepare(self.session.desk, (self.stream,))
        except EnvironmentFault as fault:
            self._on_failed(str(fault))
            return
        self.make.setEnabled(False)
        self.state.show_state(Mark.UNDER_WAY, words("press.under-way"))
        self.state.show()
        self._press(ready, self.folder.path or self.folder.usual)

    def _press(self, ready: "Unpressed", folder: Path) -> None:
        def attempt() -> "Pressed | Refusal":
            try:
                return ready.press(folder)
            except Refusal as refusal:
                return refusal

        self.session.work(attempt, self.still(self._on_ended), self.still(self._on_failed))

    def _on_ended(self, ended: "Pressed | Refusal") -> None:
        self.make.setEnabled(True)
        if isinstance(ended, Refusal):
            self.state.hide()
            self.refuse(ended.findings)
        else:
            self.state.show_state(Mark.AGREES, ended.told)
        self.make.setFocus()

    def _on_failed(self, why: str) -> None:
        self.make.setEnabled(True)
        self.state.hide()
        self.say_refused(why)
        self.folder.setFocus()
