"""The header: the count, PRACTICE or not, who is signed in,
the last entry, and whether it is saved.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tallyapp.ui.screens import Destination
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, HEADING, gap, px, set_face
from tallyapp.ui.theme.wearing import wear
from tallyapp.ui.widgets.announce import announce
from tallyapp.ui.widgets.frames import MarkView, State
from tallyapp.ui.widgets.key_cap import KeyCap
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import day, figure, role_words, time_words
from tallyapp.words.language import in_use

if TYPE_CHECKING:
    from tallyapp.ui.session.backups import Age
    from tallyapp.ui.session.session import Session

_FOR_ALL = 800
"""Pixels from which on there is room for what is said elsewhere as well."""
_FOR_AGE = 1_100
"""From which on there is room for what is not in the last backup."""


class Header(QWidget):
    """Always there, on every screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(say("ui", "header"))
        self._count = Text(face=HEADING)
        self._election = Text(role="secondary")
        self._practice = QLabel(say("ui", "practice"))
        self._practice.setObjectName("practice")
        set_face(self._practice, BODY.heavier(700))
        self._officer = Text(face=BODY.heavier(500))
        self._role = Text(role="secondary")
        self._switch = KeyCap(Destination.SIGN_IN.key)
        self._entry = Text(face=BODY.heavier(500))
        # Each act is saved: that one is not is said above the screen.
        self._saved = State(Mark.TICK, "", heard=False)
        self._at = Text(role="secondary")
        self._backup = Text(role="secondary")
        self._backup.setAccessibleDescription(say("ui", "backup.place-description"))
        self._backup_mark = MarkView(Mark.DIFFERS, 16)
        self._backup_mark.hide()
        self._age: Age | None = None
        self._entry_words = Text(say("ui", "last-entry"), role="secondary")
        self._lay_out()
        self.show_session(None)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row.setContentsMargins(gap(16), 0, gap(24), 0)
        row.setSpacing(gap(11))
        row.addWidget(self._count)
        row.addWidget(self._what())
        row.addSpacing(gap(5))
        row.addWidget(self._practice, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch()
        # Whatever else is long, these stay whole.
        kept: tuple[QWidget, ...] = (self._officer, self._role, self._entry_words, self._entry)
        for whole in (*kept, self._saved, self._at, self._backup):
            whole.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        groups: tuple[tuple[QWidget, ...], ...] = (
            (self._officer, self._role, self._switch),
            (self._entry_words, self._entry),
            (self._kept_safe(),),
        )
        self._rules: list[QFrame] = []
        for i, group in enumerate(groups):
            if i:
                row.addSpacing(gap(5))
                row.addWidget(self._rule())
                row.addSpacing(gap(5))
            for part in group:
                row.addWidget(part)

    def sizeHint(self) -> QSize:
        """As high as its two lines of text need."""
        lines = 2 * QFontMetrics(BODY.font()).lineSpacing()
        return QSize(super().sizeHint().width(), max(gap(56), lines + gap(16)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The count's name is whole, as far as it is not long: what stands beside it gives way."""
        super().resizeEvent(event)
        short = self._count.sizeHint().width() < self.width() // 4
        policy = QSizePolicy.Policy.Minimum if short else QSizePolicy.Policy.Preferred
        self._count.setSizePolicy(policy, QSizePolicy.Policy.Preferred)
        roomy = self.width() >= px(_FOR_ALL)
        self._election.setVisible(roomy)
        self._entry_words.setVisible(roomy and not self._entry.isHidden())
        self._fit_age()

    def _what(self) -> QWidget:
        """Which election this is, and beneath it that nobody has checked the window's language."""
        language = in_use().parts["language"]
        if not language["short"]:
            return self._election
        trial = Text(language["short"], role="secondary")
        trial.setToolTip(language["trial"])
        trial.setAccessibleDescription(language["trial"])
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch()
        column.addWidget(self._election)
        column.addWidget(trial)
        column.addStretch()
        return holder

    def _kept_safe(self) -> QWidget:
        """What is on the disk, and beneath it how long ago the last backup was: a low window is
        narrow as well.
        """
        holder = QWidget()
        saved = QHBoxLayout()
        saved.setSpacing(gap(11))
        saved.addWidget(self._saved)
        saved.addWidget(self._at)
        saved.addStretch()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch()
        column.addLayout(saved)
        backup = QHBoxLayout()
        backup.setSpacing(gap(6))
        backup.addWidget(self._backup_mark, 0, Qt.AlignmentFlag.AlignVCenter)
        backup.addWidget(self._backup)
        backup.addStretch()
        column.addLayout(backup)
        column.addStretch()
        holder.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        return holder

    def _rule(self) -> QFrame:
        rule = QFrame()
        rule.setObjectName("post")
        rule.setFixedSize(1, px(20))
        self._rules.append(rule)
        return rule

    def show_session(self, session: "Session | None") -> None:
        """Show whose count this is, and who is signed in."""
        lasting: tuple[QWidget, ...] = (self._role, self._switch, self._entry_words, self._entry)
        for part in (*lasting, self._saved, self._backup):
            part.setVisible(session is not None)
        self._at.setVisible(session is not None and bool(self._at.text()))
        for rule in self._rules:
            rule.setVisible(session is not None)
        practice = bool(
            session and session.desk.count.count.set_up and session.desk.count.count.set_up.practice
        )
        self._practice.setVisible(practice)
        wear(self, "practice", practice)
        if session is None:
            self._count.setText("tallyapp")
            self._election.setText("")
            self._officer.setText("")
            self._backup_mark.hide()
            return
        set_up = session.desk.count.count.set_up
        contest = session.contest
        name = contest.set_up.name if contest else (set_up.name if set_up else "")
        election = contest.set_up.election if contest else ""
        self._count.setText(name)
        self._election.setText(
            f"{election}, {day(set_up.polling_day)}" if set_up and election else ""
        )
        officer = session.officer
        self._officer.setText(say("ui", "officer", number=str(officer.number)) if officer else "")
        self._role.setText(role_words(officer.role) if officer else say("ui", "nobody"))
        self.show_entry(contest.seq if contest else session.desk.count.count.seq)

    def show_entry(self, seq: int, *, of_count: bool = False) -> None:
        """The number of the last entry: of the contest, or of what is of the whole count,
        such as its staff.
        """
        self._entry_words.setText(say("ui", "last-entry.count" if of_count else "last-entry"))
        self._entry.setText(figure(seq))

    def show_backup(self, age: "Age") -> None:
        """How long ago the last backup was; aloud, where somebody must see to it from now on."""
        is_new = self._age is None or age.mark is not self._age.mark
        self._age = age
        self._fit_age()
        self._backup.be(age.mark.role if age.mark else "secondary")
        self._backup_mark.setVisible(age.mark is not None)
        if age.mark is not None:
            self._backup_mark.show_mark(age.mark)
        # One that failed is said above the screen, with what to do.
        if is_new and age.mark is Mark.DIFFERS:
            announce(self._backup, age.words)

    def _fit_age(self) -> None:
        """In all words where there is room; whoever hears it hears all of them."""
        if self._age is None:
            return
        little = self.width() < px(_FOR_AGE)
        self._backup.setText((little and self._age.short) or self._age.words)
        self._backup.setAccessibleName(self._age.words)

    def show_saving(self) -> None:
        """An entry is on its way to the disk."""
        self._saved.show_state(Mark.NOT_YET, say("ui", "saving"), "secondary")
        self._at.hide()

    def show_saved(self, at: datetime | None = None) -> None:
        """All is on the disk."""
        self._saved.show_state(Mark.TICK, say("ui", "saved"))
        self._at.setText(time_words(at) if at else "")
        self._at.setVisible(at is not None)

    def show_not_saved(self) -> None:
        """The last entry is not on the disk."""
        self._saved.show_state(Mark.DOES_NOT_ADD, say("ui", "not-saved"))
        self._at.hide()
