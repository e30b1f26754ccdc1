"""Any declaration, verification statement or audit pack, checked point by point from its bytes
alone.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.audit.known import known_statements, standing_now
from tallyapp.audit.points import Point
from tallyapp.domain.state.count import Changed
from tallyapp.errors import EnvironmentFault
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, TITLE, gap, px
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.cells import Heading, Look, cell
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.field import Field, FileField
from tallyapp.ui.widgets.focus import focus_if_seen
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.page_view import PageView
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.audit.points import Said, Verification
    from tallyapp.audit.standing import KnownStatement

WIDTH = 270
_MARKS = {"holds": Mark.AGREES, "fails": Mark.DOES_NOT_ADD, "not checked": Mark.NOT_YET}
_VERDICTS = {
    "holds": Mark.AGREES,
    "consistent": Mark.DIFFERS,
    "fails": Mark.DOES_NOT_ADD,
    "not judged": Mark.DIFFERS,
}


class Points(RowsModel):
    """What fails; then what the signed data say; then every other point: a row each."""

    def __init__(self) -> None:
        super().__init__(
            [Heading(say("audit", "head.point")), Heading(say("audit", "head.showed"))]
        )
        self.points: Sequence[Point] = ()
        self._rows: Sequence[Point | Said] = ()

    def show_found(self, found: "Verification") -> None:
        """Show these instead."""
        failing = [point for point in found.points if point.result == "fails"]
        others = [point for point in found.points if point.result != "fails"]
        self.beginResetModel()
        self.points = found.points
        # What fails is never further down than the first look goes.
        self._rows = (*failing, *found.said, *others)
        self._keys = list(range(len(self._rows)))
        self._described.clear()
        self.endResetModel()

    def name_of(self, key: Any) -> str:
        row = self._rows[int(key)]
        return row.detail if isinstance(row, Point) else f"{row.label}: {row.words}"

    def describe(self, key: Any) -> Sequence[Look]:
        row = self._rows[key]
        if not isinstance(row, Point):
            return [cell(row.label, face=BODY.heavier(500)), cell(row.words)]
        found = say("audit", f"point.{row.result}")
        return [cell(found, mark=_MARKS[row.result], face=BODY.heavier(500)), cell(row.detail)]


class VerifyPage(QWidget):
    """The file; what was noted of it; and the points."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked_for = 0
        self.file = FileField(say("audit", "verify.file"), say("audit", "verify.file-filter"))
        self.noted = Field(say("audit", "verify.code"))
        self.trusted = FileField(
            say("audit", "verify.trusted"), say("audit", "verify.trusted-filter")
        )
        self._check = Button(say("audit", "verify.check"))
        self._check.setAutoDefault(True)
        self._check.clicked.connect(self.check)
        for field in (self.file, self.noted, self.trusted):
            field.entered.connect(self.check)
        self.file.chosen.connect(self.check)
        self.verdict = State(Mark.NOT_YET, "", TITLE)
        self._what = Text(role="secondary", wrap=True)
        # What stands in a file is shown as it stands: no markup in it is followed.
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self.model = Points()
        self._table = ChoosingTable(self.model, say("audit", "verify.points"))
        self._table.setColumnWidth(0, px(148))
        self._table.stretch_last()
        self._table.shrink_rows(px(36), px(28))
        self._table.selectionModel().currentRowChanged.connect(
            lambda now, _: self._on_point(now.row())
        )
        self._page = PageView(WIDTH)
        self._page.setAccessibleName(say("audit", "verify.page"))
        self._below = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(gap(12))
        fields.addWidget(self.noted, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.trusted, 1, Qt.AlignmentFlag.AlignTop)
        self.file.row.addWidget(self._check)
        left = QVBoxLayout()
        left.setSpacing(gap(10))
        left.addWidget(self.file)
        left.addLayout(fields)
        left.addWidget(self.verdict)
        left.addWidget(self._what)
        left.addWidget(self._table, 1)
        left.addWidget(self._below, 1)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(gap(24))
        columns.addLayout(left, 1)
        right = QVBoxLayout()
        right.addWidget(self._page)
        right.addStretch()
        columns.addLayout(right)
        self._show_none(say("audit", "verify.asked"))

    def _show_none(self, words: str) -> None:
        self.verdict.hide()
        self._what.setText(words)
        self._table.hide()
        self._below.show()
        self._page.hide()

    def enter(self) -> None:
        """Put the focus on the file."""
        self.file.setFocus()
        self.file.edit.selectAll()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys of the moment."""
        return (
            KeyHint(("Enter",), say("audit", "hint.check")),
            KeyHint(("Ctrl", "O"), say("audit", "hint.open")),
            KeyHint(("Ctrl", "PgDn"), say("audit", "hint.part")),
        )

    def back(self) -> bool:
        """Esc: nothing to step back from."""
        return False

    def changed(self, changed: Changed) -> None:
        """A file is judged by itself."""

    def open(self, path: Path) -> None:
        """Check this file."""
        self.file.edit.setText(str(path))
        self.check()

    def check(self) -> None:
        """Check the file that is named."""
        path = self.file.path
        if path is None:
            self.file.refuse(say("audit", "verify.file-missing"))
            self.file.setFocus()
            return
        self._asked_for += 1
        asked_for = self._asked_for
        trusted = [self.trusted.path] if self.trusted.path else []
        codes = [self.noted.text] if self.noted.text else []
        width = self._page.pixels
        self._show_none("")
        self.verdict.show_state(Mark.UNDER_WAY, say("audit", "verify.under-way"))
        self.verdict.show()

        def done(told: "tuple[Verification, list[QImage]]") -> None:
            if isValid(self) and asked_for == self._asked_for:
                self._show(path, *told)

        def failed(why: str) -> None:
            if isValid(self) and asked_for == self._asked_for:
                self._show_none("")
                self.file.refuse(why)
                focus_if_seen(self.file)

        ledger = self._session.desk.ledger
        # The count that is open tells whether a statement of it still stands.
        stand = standing_now(self._session.desk.count)
        self._session.work(
            lambda: _verified(path, trusted, codes, width, known_statements(ledger, stand)),
            done,
            failed,
        )

    def _show(self, path: Path, found: "Verification", pictures: list[QImage]) -> None:
        self.verdict.show_state(_VERDICTS[found.verdict], say("audit", f"verdict.{found.verdict}"))
        self._what.setText(_come_to(found, path.name))
        self.model.show_found(found)
        self._below.hide()
        self._table.show()
        self._page.setVisible(bool(pictures))
        if pictures:
            self._page.show_picture(pictures[0], path.name)

    def _on_point(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self._what.setText(self.model.name_of(row))


def _come_to(found: "Verification", name: str) -> str:
    """What a verification comes to; where only one thing was found, that."""
    if len(found.points) == 1:
        return found.points[0].detail
    practised = found.practice and found.verdict == "holds"
    kind = "practice" if practised else found.verdict
    return say("audit", f"verdict.{kind}.what", name=name)


def _verified(
    path: Path,
    trusted: Sequence[Path],
    codes: Sequence[str],
    width: int,
    known: "Sequence[KnownStatement]",
) -> "tuple[Verification, list[QImage]]":
    """The verification, and the first page if it can be drawn; slow, for the worker.

    The file is read in a process of its own: whoever made it cannot end the window, nor stall it.
    """
    from tallyapp.audit.apart import verify_apart

    pdf = _bytes(path)
    given = [_bytes(each) for each in trusted]
    found, drawn = verify_apart(pdf, given, codes, width, known)
    if drawn is None:
        return found, []
    kind = QImage.Format.Format_RGB32
    # The copy owns its bytes; the picture over what was drawn does not.
    picture = QImage(drawn.pixels, drawn.width, drawn.height, 4 * drawn.width, kind).copy()
    return found, [picture]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(
            say("audit", "verify.unreadable", path=path, why=error.strerror)
        ) from error
