"""Staff from a list: read, compared with who is there, and enrolled all or nobody."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.staff_list import StaffList, read_staff
from tallyapp.new_count.enrolling import Enrolment, compared, enrolling, preview
from tallyapp.ui.pages.file_step import FileStep
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import gap
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.focus import focus_if_seen
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.scrolling import Scrolling
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .step import words


class StaffListPage(Leaf):
    """A file, what it would change, and Enter; only for whoever may enrol."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.enrolment: Enrolment | None = None
        folder = self.session.desk.ledger.path.parent
        self.step = FileStep("staff", _read, self._run, folder)
        self.step.ready.connect(self._on_read)
        self.step.next_asked.connect(self.enrol)
        self.step.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._preview = Text(wrap=True)
        self._preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.preview = Scrolling(self._preview)
        self.preview.setAccessibleName(words("staff-list.preview"))
        self.button = Button(words("staff-list.enrol"))
        self.button.clicked.connect(self.enrol)
        self._said = State(Mark.AGREES, "", wrap=True)
        self._said.hide()
        may = self.session.may(acts.OfficerEnrolled)
        self._may_not = State(Mark.LOCKED, words("staff-list.may-not"), wrap=True)
        self._lay_out()
        self._may_not.setVisible(not may)
        self.step.setVisible(may)
        self._show(None)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addLayout(title_row(words("staff-list.title"), ""))
        column.addWidget(self._may_not)
        column.addWidget(self.step)
        column.addWidget(WithMore(self.preview), 1)
        column.addLayout(buttons)
        column.addWidget(self._said)
        column.addStretch()

    def key_hints(self) -> tuple[KeyHint, ...]:
        enter = "staff-list.key.read" if self.enrolment is None else "staff-list.key.enrol"
        return (
            KeyHint(("Enter",), words(enter)),
            KeyHint(("Ctrl", "T"), say("new-count", "key.template")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def entered(self) -> None:
        self.step.file.setFocus()

    def _run(
        self,
        call: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Read on the worker; what is wrong with the file comes back whole."""

        def told(result: object) -> None:
            if isinstance(result, Exception):
                failed(result)
            else:
                done(result)

        self.session.work(partial(_caught, call), self.while_here(told))

    # ---- the list

    def _on_read(self) -> None:
        self._said.hide()
        try:
            self._show(compared(self.session.desk, self.step.found))
        except EnvironmentFault as fault:
            self._show(None)
            self.step.refuse(str(fault))

    def _show(self, enrolment: Enrolment | None) -> None:
        self.enrolment = enrolment
        self._preview.setText("\n".join(preview(enrolment)) if enrolment else "")
        self.preview.setVisible(enrolment is not None)
        self.button.setVisible(bool(enrolment and enrolment.to_enrol))
        self.hints_changed.emit()

    def enrol(self) -> None:
        """Enrol everybody who is new or changes; nobody, if somebody may not be."""
        enrolment = self.enrolment
        if enrolment is None or not enrolment.to_enrol:
            return
        desk = self.session.desk
        by = self.me.officer
        prepared = [enrolling(desk, by, officer) for officer in enrolment.to_enrol]
        # All are asked about before one is done.
        found = [each for act in prepared for each in self.session.check(COUNT_STREAM, act)]
        if found:
            self._refuse(found)
            return
        *before, last = prepared
        for act in before:
            self.session.do(COUNT_STREAM, act, refused=self.while_here(self._refuse))
        done = self.while_here(lambda _: self._on_enrolled(len(prepared)))
        self.session.do(COUNT_STREAM, last, then=done, refused=self.while_here(self._refuse))

    def _on_enrolled(self, officers: int) -> None:
        self._show(None)
        self.step.found = None
        self._said.show_state(Mark.AGREES, words("staff-list.done", officers=officers))
        self._said.show()
        focus_if_seen(self.step.file)

    def _refuse(self, found: list[Finding]) -> None:
        told = "  ".join(self.session.sentence(each) for each in found)
        self._said.show_state(Mark.DOES_NOT_ADD, told)
        self._said.show()


def _read(path: Path) -> StaffList:
    from tallyapp.documents.page.glyphs import missing_glyphs

    return read_staff(path, missing_glyphs=missing_glyphs)


def _caught(call: Callable[[], Any]) -> Any:
    """The result of a call, or what the surroundings had against it."""
    try:
        return call()
    except (EnvironmentFault, OSError) as fault:
        return fault
