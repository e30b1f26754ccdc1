"""Signing after the declaration: whose identity,
where the files go, how far it is, and what was written.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.domain.rules.declaring import borne_out, documents
from tallyapp.domain.rules.officers import IN_PERSON
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.document_names import DocumentName
from tallyapp.ui.pages.identity_fields import IdentityFields
from tallyapp.ui.pages.publishing import (
    Checked,
    Publishing,
    Stage,
    signed_documents,
    stages,
    unsigned,
)
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.result.page import StepPage, button, words
from tallyapp.ui.screens.result.steps.provisional import Code
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, gap
from tallyapp.ui.widgets.button import CheckBox
from tallyapp.ui.widgets.frames import Line, State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import capital, listed
from tallyapp.words.notice_changes import last_changes

if TYPE_CHECKING:
    pass

_VERDICTS = {
    "holds": Mark.AGREES,
    # The officer's own document, read without the certificate that they publish.
    "consistent": Mark.AGREES,
    "fails": Mark.DOES_NOT_ADD,
    "not judged": Mark.DIFFERS,
}


_MOST_CHANGES = 5
"""More than these are read on the notice itself."""


def changes_told(contest: ContestState) -> str:
    """What the corrected notice changes, as far as there is room for it."""
    told = last_changes(contest)
    shown = told[:_MOST_CHANGES]
    if len(told) > len(shown):
        shown.append(words("changed.more", changes=len(told) - len(shown)))
    return "\n".join([words("changed.heading"), *shown])


class _Declared(StepPage):
    """What both pages after the declaration show: the code, large."""

    written = Signal(object)
    """The documents are on the disk: a list of Checked."""

    def __init__(self, session: Session, contest: ContestState, key: str) -> None:
        super().__init__(session, contest, key)
        key_of_code = "code.corrected" if contest.corrected else "code.declaration"
        self.code = Code(words(key_of_code), words("code.note"))
        self.column.addWidget(self.code)
        if contest.corrected:
            self.column.addWidget(Text(changes_told(contest), wrap=True))
        self.column.addSpacing(gap(8))
        declared = contest.declaration
        stream = session.stream
        if not borne_out(contest):
            name = contest.set_up.name
            refused = say("findings", "A105.not-borne-out", place=name)
            if contest.corrected:
                refused = words("sign.corrected", contest=name)
            self.column.addWidget(State(Mark.DIFFERS, refused, wrap=True))
        if declared:
            seq = contest.corrected[-1].seq if contest.corrected else declared.seq
            shown = self.still(self.code.show_code)
            session.read(lambda ledger: ledger.checkpoint(stream, seq).code, shown)

    def back(self) -> bool:
        return False


class SignPage(_Declared):
    """The identity and the folder, and then the progress."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "sign")
        self._publishing: Publishing | None = None
        self._fields = IdentityFields(session)
        self._practice = self._fields.practice
        self._file = self._fields.file
        self._password = self._fields.password
        self._folder = self._fields.folder
        waiting = unsigned(contest)
        # Not ticked: officers appear by role and number unless somebody decides otherwise.
        self._names = CheckBox(words("sign.names"))
        self._may_release = "audit-pack" in waiting and session.role in IN_PERSON
        documents_named = [
            words("sign.document", document=words(f"document.{name}")) for name in waiting
        ]
        self._sign = button(words("sign.begin", documents=listed(documents_named)))
        self._sign.clicked.connect(self._on_begin)
        self._stages = {
            stage: State(Mark.NOT_YET, words(f"stage.{stage}"), role="secondary")
            for stage in stages(contest)
        }
        self._progress = QWidget()
        self._lay_out()
        self._names.next_asked.connect(self._folder.setFocus)
        self._folder.entered.connect(self._on_begin)
        if self._practice:
            self.asked.setText(words("sign.practice"))

    def _lay_out(self) -> None:
        for field in (self._file, self._password):
            self.column.addWidget(field)
        for widget in (self._names, self._folder, self.refusal, self._sign, self._progress):
            self.column.addWidget(widget)
        self._names.setVisible(self._may_release)
        column = QVBoxLayout(self._progress)
        column.setContentsMargins(0, gap(8), 0, 0)
        column.setSpacing(gap(8))
        column.addWidget(Line())
        for state in self._stages.values():
            column.addWidget(state)
        self._progress.hide()
        self.column.addStretch()

    def enter(self) -> None:
        (self._sign if self._practice else self._file).setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        signs = self._sign.hasFocus() or self._folder.edit.hasFocus()
        return (KeyHint(("Enter",), words("sign.enter" if signs else "sign.next")),)

    def _on_begin(self) -> None:
        if self.busy:
            return
        folder = self._fields.chosen_folder()
        if folder:
            self._take_up(folder)

    def _take_up(self, folder: Path) -> None:
        self.refusal.hide()
        self._be_busy(True)
        self._publishing = Publishing(self.session, folder, self)
        self._publishing.reached.connect(self._on_reached)
        self._publishing.stopped.connect(self._on_stopped)
        self._publishing.finished.connect(self._on_finished)
        release_names = self._may_release and self._names.isChecked()
        self._publishing.begin(self._fields.opener(), release_names=release_names)

    def _be_busy(self, busy: bool) -> None:
        for widget in (self._file, self._password, self._folder, self._names, self._sign):
            widget.setEnabled(not busy)
        self._progress.setVisible(busy)

    def _on_reached(self, stage: Stage) -> None:
        at = list(self._stages).index(stage)
        for n, (name, state) in enumerate(self._stages.items()):
            mark = Mark.AGREES if n < at else Mark.UNDER_WAY if n == at else Mark.NOT_YET
            state.show_state(mark, words(f"stage.{name}"), "" if n <= at else "secondary")

    def _on_stopped(self, stage: Stage, why: str) -> None:
        self._publishing = None
        self._be_busy(False)
        if stage == "identity" and not self._practice:
            self._fields.refuse_identity(why)
        else:
            self.say_refused(why)
            self._sign.setFocus()

    def _on_finished(self, checked: "list[Checked]") -> None:
        self._publishing = None
        self.written.emit(checked)

    @property
    def busy(self) -> bool:
        return self._publishing is not None

    @property
    def holding(self) -> str:
        return words("sign.holding") if self.busy else ""


class DonePage(_Declared):
    """Signed: what was written, and what the verifier says of what lies on the disk."""

    def __init__(
        self, session: Session, contest: ContestState, checked: "list[Checked] | None"
    ) -> None:
        super().__init__(session, contest, "done")
        if contest.corrected:
            self.asked.setText(words("done.asked-notice"))
        elif not borne_out(contest):
            self.asked.setText(words("done.asked-pack"))
        self._files = {
            document: Text(role="secondary", wrap=True) for document in documents(contest)
        }
        self.verdicts = {d: State(Mark.UNDER_WAY, "", BODY.heavier()) for d in self._files}
        for document, verdict in self.verdicts.items():
            self.column.addWidget(verdict)
            self.column.addWidget(self._files[document])
            self.column.addSpacing(gap(8))
        self.column.addWidget(self.refusal)
        self.column.addStretch()
        if checked:
            self._show(checked)
        else:
            self._read()

    def enter(self) -> None:
        self.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (KeyHint((Destination.AUDIT.key,), words("done.audit")),)

    def _read(self) -> None:
        """After a restart: what lies beside the count's file."""
        for document, verdict in self.verdicts.items():
            verdict.show_state(Mark.UNDER_WAY, words("done.reading", document=_capital(document)))
        ledger = self.session.desk.ledger
        stream = self.session.stream
        self.session.work(
            lambda: signed_documents(ledger, stream, ledger.path.parent), self.still(self._on_read)
        )

    def _on_read(self, checked: "list[Checked]") -> None:
        if checked:
            self.written.emit(checked)
        self._show(checked)

    def _show(self, checked: "list[Checked]") -> None:
        here = {each.document: each for each in checked}
        for document, verdict in self.verdicts.items():
            each = here.get(document)
            if each is None:
                told = words("done.elsewhere", document=_capital(document))
                verdict.show_state(Mark.NOT_YET, told, "secondary")
                continue
            holds = sum(point.result == "holds" for point in each.found.points)
            told = words(f"verdict.{each.found.verdict}", document=_capital(document), holds=holds)
            verdict.show_state(_VERDICTS[each.found.verdict], told)
            self._files[document].setText(str(each.path))


def _capital(document: DocumentName) -> str:
    return capital(words(f"document.{document}"))
