"""A pack of this contest for somebody: for whom, why, and what is withheld of it."""

from PySide6.QtWidgets import QWidget

from tallyapp.domain.reports.withholding import (
    WithheldEntry,
    Withholding,
    chosen_of,
    withholdable,
)
from tallyapp.domain.state.contest import ContestState
from tallyapp.ui.pages.identity_fields import IdentityFields
from tallyapp.ui.pages.publishing import Checked, Publishing
from tallyapp.ui.screens.result.page import StepPage, button, words
from tallyapp.ui.session.letters import look_at_letters
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.button import CheckBox
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint

_KINDS = ("AgentAnswered", "WarningAnswered")


class PackPage(StepPage):
    """For whom and why; a tick for each kind that is withheld; then the identity and the folder."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "pack-for")
        self._publishing: Publishing | None = None
        self._may_be: tuple[WithheldEntry, ...] = ()
        self._made_for = Field(words("pack-for.whom"))
        self._why = Field(words("pack-for.why"))
        self._ticks = {kind: CheckBox(words(f"pack-for.{kind}", entries=0)) for kind in _KINDS}
        self._fields = IdentityFields(session)
        self._sign = button(words("pack-for.make"))
        self._made = State(Mark.AGREES, "", wrap=True)
        self._made.hide()
        self._lay_out()
        stream = self.stream
        session.read(
            lambda ledger: withholdable(ledger.read_from(stream)), self.still(self._show_may_be)
        )

    def _lay_out(self) -> None:
        fields = self._fields
        widgets: list[QWidget] = [self._made_for, self._why, *self._ticks.values()]
        widgets += [fields.file, fields.password, fields.folder, self._sign]
        for widget in (*widgets, self.refusal, self._made):
            self.column.addWidget(widget)
        self.column.addStretch()
        first, second = self._ticks.values()
        # Each where it is keyed: what is missing is not said at the end of the page alone.
        self._made_for.entered.connect(lambda: self._on_filled(self._made_for, self._why))
        self._why.entered.connect(lambda: self._on_filled(self._why, first))
        first.next_asked.connect(second.setFocus)
        after = fields.folder if fields.practice else fields.file
        second.next_asked.connect(after.setFocus)
        fields.folder.entered.connect(self._on_make)
        self._sign.clicked.connect(self._on_make)

    def enter(self) -> None:
        self._made_for.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), words("sign.next")),
            KeyHint((words("pack-for.space"),), words("pack-for.tick")),
        )

    @property
    def busy(self) -> bool:
        return self._publishing is not None

    @property
    def holding(self) -> str:
        return words("sign.holding") if self.busy else ""

    def _show_may_be(self, may_be: tuple[WithheldEntry, ...]) -> None:
        self._may_be = may_be
        for kind, tick in self._ticks.items():
            entries = sum(each.kind == kind for each in may_be)
            tick.setText(words(f"pack-for.{kind}", entries=entries))

    def _on_make(self) -> None:
        if self.busy or not self._is_filled():
            return
        folder = self._fields.chosen_folder()
        if folder is None:
            return

        def looked(unseen: tuple[str, ...]) -> None:
            if unseen:
                self.say_refused(words("correct-names.no-glyph", characters=" ".join(unseen)))
                return
            self.refusal.hide()
            self._sign.setEnabled(False)
            self._publishing = Publishing(
                self.session, folder, self, ["counsel-pack"], self._withholding()
            )
            self._publishing.stopped.connect(self._on_stopped)
            self._publishing.finished.connect(self._on_finished)
            self._publishing.begin(self._fields.opener())

        look_at_letters(self.session, self._made_for.text + self._why.text, self.still(looked))

    def _on_filled(self, field: Field, following: QWidget) -> None:
        if self._has_words(field):
            following.setFocus()

    def _is_filled(self) -> bool:
        return all(map(self._has_words, (self._made_for, self._why)))

    def _has_words(self, field: Field) -> bool:
        if not field.text:
            field.refuse(words("pack-for.missing"))
            field.setFocus()
        return bool(field.text)

    def _withholding(self) -> Withholding:
        kinds = {kind for kind, tick in self._ticks.items() if tick.isChecked()}
        return Withholding(
            made_for=self._made_for.text,
            reason=self._why.text,
            entries=chosen_of(self._may_be, kinds),
        )

    def _on_stopped(self, stage: str, why: str) -> None:
        self._publishing = None
        self._sign.setEnabled(True)
        if stage == "identity" and not self._fields.practice:
            self._fields.refuse_identity(why)
        else:
            self.say_refused(why)

    def _on_finished(self, checked: list[Checked]) -> None:
        self._publishing = None
        self._sign.setEnabled(True)
        made = [each for each in checked if each.document == "counsel-pack"]
        told = words("pack-for.made", path=made[-1].path if made else "")
        self._made.show_state(Mark.AGREES, told)
        self._made.show()
