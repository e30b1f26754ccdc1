"""The screen itself: boxes at the left; at the right one box, or the areas and the statement."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain.acts import BoxAdded
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.containers import Part
from tallyapp.domain.vocabulary.scan_codes import Scan
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import NAME, gap, px
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.give_way import give_way
from tallyapp.ui.widgets.id_edit import IdEdit
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import label_of
from tallyapp.words.catalogue import say

from .add_box import AddBoxPage
from .beside import SHOWN_BESIDE, Beside, Which
from .box import BoxPage
from .box_leaves import BoxLeaf, DecidePage, PacketsPage, PutRightPage
from .models import BoxesModel, box_state
from .moving import CarryPage, MovePage
from .right import Right
from .statement import StatementPage
from .which_box import contests_with, known_boxes, not_one

_RIGHT = 388
_LEAVES: dict[str, type[BoxLeaf]] = {
    page.name: page for page in (PacketsPage, PutRightPage, MovePage, CarryPage, DecidePage)
}
"""Pages of a box by their names."""


class Verification(Screen):
    """Boxes accounted for, counted, explained; then the statement."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.model = BoxesModel(self.contest)
        self.table = ChoosingTable(self.model, say("verification", "boxes"))
        self.number = IdEdit(say("verification", "box-number"))
        self._said = State(Mark.AGREES, "", NAME)
        self._said.hide()
        self._box: BoxPage | None = None
        self._leaf: BoxLeaf | None = None
        self._form: AddBoxPage | None = None
        self.add = Action(say("verification", "add"), "Ctrl N")
        self.add.setMaximumWidth(px(220))
        self.statement = StatementPage(self)
        self._right = Right(self.statement)
        self.beside = Beside(self, self._right)
        self.beside.said.connect(lambda words: self._say(Mark.AGREES, words))
        give_way(self._right, _RIGHT)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        label = label_of(self.number, say("verification", "box-number"))
        self.number.setFixedHeight(px(40))
        left = QVBoxLayout()
        left.setSpacing(gap(8))
        left.addLayout(title_row(say("titles", "verification"), last=(label, self.number)))
        left.addWidget(self._said)
        left.addWidget(self.table, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(gap(8))
        for button in (self.add, *self.beside.buttons):
            buttons.addWidget(button, 8)
        buttons.addStretch(1)
        left.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap(24), gap(12), gap(24), gap(12))
        row.setSpacing(gap(24))
        row.addLayout(left, 1)
        row.addWidget(self._right)
        self.table.set_row_height(px(34))
        self.table.fit_columns(1)

    def _listen(self) -> None:
        self.number.next_asked.connect(self._on_number)
        self.statement.stated.connect(self._offer)
        self.table.opened.connect(lambda key: self.open_box(self.model.box_at(key)))
        self.table.digits_typed.connect(self._on_digits)
        self.add.clicked.connect(self.add_box)
        self.hints_changed.connect(self._show_add)
        self._show_add()
        for keys, asked in (
            ("Ctrl+N", self._on_new),
            ("Ctrl+E", lambda: self.show_beside("containers")),
            ("Ctrl+L", lambda: self.show_beside("postal")),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(asked)

    # ---- the window's questions

    def key_hints(self) -> tuple[KeyHint, ...]:
        if page := self._page:
            return page.key_hints()
        add = (KeyHint(("Ctrl", "N"), say("verification", "key.add")),)
        return (
            KeyHint(("Enter",), say("verification", "key.open")),
            KeyHint(("Tab",), say("verification", "key.table")),
            KeyHint(("Ctrl", "E"), say("containers", "key.open")),
            KeyHint(("Ctrl", "L"), say("postal", "key.open")),
            *(add if self.session.may(BoxAdded) else ()),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def entered(self, target: object, /) -> None:
        if isinstance(target, str):
            self.open_box(target)
        elif target in SHOWN_BESIDE:
            self.show_beside(SHOWN_BESIDE[target])
        elif isinstance(target, tuple) and target[0] == "container":
            self.show_beside("containers")
            if register := self.beside.containers_shown:
                register.scanned(target[1])
        elif page := self._page:
            page.entered()
        else:
            self._offer()

    def holding(self) -> str:
        """While the statement is signed: whoever signs is whoever sits here when it is recorded."""
        return say("result", "sign.holding") if self.statement.signing.busy else ""

    def at_hand(self) -> str:
        return say("places", "box", name=self._box.box) if self._box else ""

    def scanned_of_any(self, scan: Scan, stream: str, target: object, /) -> bool:
        """At the door every box is sighted, of whichever contest it is."""
        page = self.beside.containers_shown
        if page is None or scan.kind not in ("box", "container"):
            return False
        page.scanned(Part(stream, str(target)).alone if scan.kind == "box" else scan.name)
        return True

    def scanned(self, scan: Scan, target: object, /) -> bool:
        if scan.kind == "box" and isinstance(target, str):
            self.number.setText(target)
            self.open_box(target)
            return True
        return False

    def leaving(self) -> None:
        if self._box:
            self._box.keep()

    def back(self) -> bool:
        if self.beside.back():
            return True
        if self._page is None:
            return False
        box = self._leaf.box if self._leaf else ""
        self._close_box()
        if box:
            self.open_box(box)
        else:
            self._offer()
        return True

    def catch_up(self) -> None:
        """A box that is open is shown as it is now."""
        missed = self.missed(self.stream)
        super().catch_up()
        if self._box and missed and self._box.box in missed.boxes:
            self.open_box(self._box.box)

    def changed(self, changed: Changed) -> None:
        self.beside.changed(changed)
        if changed.hall:
            self.statement.changed(changed)
        if changed.stream != self.session.stream:
            return
        for box in changed.boxes:
            self.model.box_changed(box)
        self.statement.changed(changed)

    @property
    def _page(self) -> Leaf | None:
        """What is open at the right, but for the statement."""
        if self._leaf:
            return self._leaf
        if leaf := self.beside.shown:
            return leaf
        return self._form if self._form and self._right.shows(self._form) else self._box

    # ---- which box

    def open_box(self, box: str, *, again: bool = False) -> None:
        """Show a box at the right, ready for what comes next of it."""
        if box not in self.contest.boxes:
            self._look_elsewhere(box)
            return
        self._close_box()
        page = BoxPage(self, box, again=again)
        page.verified.connect(self._on_verified)
        page.reopened.connect(self.open_box)
        page.overtaken.connect(lambda _, why: self._on_overtaken(page, why))
        page.closed.connect(self.back)
        page.again_asked.connect(lambda b: self.open_box(b, again=True))
        page.page_asked.connect(lambda name, b: self._open_leaf(_LEAVES[name](self, b)))
        self._box = page
        self._right.show_page(page)
        self.table.choose(self.model.key_of(box))
        self.table.scrollTo(
            self.table.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter
        )
        self._said.hide()
        page.entered()
        self.hints_changed.emit()

    def _open_leaf(self, leaf: BoxLeaf) -> None:
        """Show a page of a box, or of a bundle, in place of what is at the right."""
        self._close_box()
        leaf.recorded.connect(self._on_recorded)
        leaf.closed.connect(self.back)
        self._leaf = leaf
        self._right.show_page(leaf)
        self._said.hide()
        leaf.entered()
        self.hints_changed.emit()

    def _on_recorded(self, box: str) -> None:
        if self.contest.boxes[box].accurate:
            self._on_verified(box)
            return
        self.open_box(box)
        self._say(Mark.AGREES, say("verification", "recorded"))

    def show_beside(self, which: Which) -> None:
        """Show the register of containers, or postal votes, in place of the statement."""
        self._close_box()
        self._said.hide()
        self.beside.open(which)
        self.hints_changed.emit()

    def _show_add(self) -> None:
        """Not while containers are shown: its keys are those of another container then."""
        may = self.session.may(BoxAdded)
        self.add.setVisible(may and self.beside.containers_shown is None)

    def _on_new(self) -> None:
        """Another container where they are shown, and else another box."""
        if shown := self.beside.containers_shown:
            if shown.may_register:
                self.beside.register()
        else:
            self.add_box()

    def add_box(self) -> None:
        """Show the form for a box that is not in the list; what was written in it stays."""
        if not self.session.may(BoxAdded):
            return
        self._close_box()
        if self._form is None:
            self._form = AddBoxPage(self)
            self._form.added.connect(self._on_added)
        self._right.show_page(self._form)
        self._said.hide()
        self._form.entered()
        self.hints_changed.emit()

    def _on_added(self, box: str) -> None:
        form = self._form
        self._form = None
        self.open_box(box)
        if form:
            self._right.drop(form)
        self._say(Mark.AGREES, say("verification", "add.done", box=box))

    def _look_elsewhere(self, box: str) -> None:
        """Go to the contest of this box; if there is none, or more than one, say so."""
        having = contests_with(self.session.desk.count, box)
        if len(having) == 1:
            self.session.choose_contest(having[0])
            self.asked.emit(
                Destination.VERIFICATION, box
            )  # this screen is of the contest that was open before
            return
        self._say(Mark.DOES_NOT_ADD, not_one(self.session, box, having))
        self.number.selectAll()

    def _close_box(self) -> None:
        self._right.setCurrentIndex(0)
        if self._leaf:
            self._right.drop(self._leaf)
            self._leaf = None
        if self._box:
            self._box.keep()
            self._right.drop(self._box)
            self._box = None

    def _offer(self) -> None:
        self.number.clear()
        self.number.setFocus()
        self.hints_changed.emit()

    def _say(self, mark: Mark, words: str) -> None:
        self._said.show_state(mark, words)
        self._said.show()

    def _on_number(self) -> None:
        if not self.number.text().strip():
            self._say(Mark.DIFFERS, say("verification", "no-number"))
        else:
            known = known_boxes(self.session.desk.count, self.contest)
            self.open_box(self.number.among(known))

    def _on_digits(self, digits: str) -> None:
        self.number.setFocus()
        self.number.setText(digits)

    def _on_overtaken(self, page: BoxPage, why: str) -> None:
        """The box as it is now, and why what was keyed for it as it was is not taken."""
        # Somebody whose Enter came twice has seen the first taken, and has gone on.
        if self._box is page:
            self.open_box(page.box)
            self._box.say_refused(why)

    def _on_verified(self, box: str) -> None:
        state = self.contest.boxes[box]
        words = say(
            "verification",
            "box-done",
            box=say("places", "box", name=box),
            state=box_state(state)[1],
        )
        self._close_box()
        self._offer()
        self._say(Mark.AGREES, words)
