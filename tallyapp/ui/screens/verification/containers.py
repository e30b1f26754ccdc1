"""The register of all that can hold papers: two people see each arrive, and each empty.

One person at the door scans a hundred boxes without a mouse: the second officer and what is seen
are set once, and from then on a scan (and the number of a seal) is all that is asked for.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.containers import counted_parts
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.containers import How, Sighted
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, NAME, gap, px
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.one_of import OneOf
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .containers_model import ContainersModel, called, clock_words, named

_HOWS: tuple[How, ...] = ("arrived", "opened", "empty")
_SEALS = ("whole", "broken")


def _say(key: str, **values: object) -> str:
    return say("containers", key, **values)


def _named(name: str, choice: OneOf) -> QWidget:
    """A choice with its name above it, as fields have theirs."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap(4))
    column.addWidget(Text(name, BODY.heavier(500)))
    column.addWidget(choice)
    return holder


class ContainersPage(Leaf):
    """What is seen, by whom beside the officer; then one container after another."""

    register_asked = Signal()
    """Another container is to be put on the register."""
    container_asked = Signal(str)
    """Show the container of this name."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.model = ContainersModel(self.contest)
        self.how = OneOf(_say("how"), {how: _say(f"how.{how}") for how in _HOWS})
        self.second = Field(_say("second"), digits=4)
        self.came_from = Field(_say("came-from"))
        self.container = Field(_say("scan"))
        self.seal = Field(_say("seal"))
        self.whole = OneOf(_say("seal-state"), {key: _say(f"seal.{key}") for key in _SEALS})
        self._state = _named(_say("seal-state"), self.whole)
        self.reason = Field(_say("reason"))
        self.register = Action(_say("register"), "Ctrl N")
        self.register.clicked.connect(self.register_asked)
        self._counts = Text(role="secondary")
        self._said = State(Mark.AGREES, "", NAME, wrap=True)
        self._said.hide()
        self.table = ChoosingTable(self.model, _say("title"))
        self.table.set_row_height(px(32))
        self.table.fit_columns(0)
        self.table.setMinimumHeight(px(180))
        self.table.opened.connect(lambda row: self.container_asked.emit(self.model.all[row].name))
        self._lay_out()
        self._connect()
        self._show_how()
        self._show_counts()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, gap(14), 0)
        column.setSpacing(gap(8))
        column.addLayout(title_row(_say("title")))
        column.addWidget(self._counts)
        top = QHBoxLayout()
        top.setSpacing(gap(12))
        top.addWidget(_named(_say("how"), self.how), 1)
        self.second.setFixedWidth(px(150))
        top.addWidget(self.second)
        column.addLayout(top)
        column.addWidget(self.came_from)
        column.addWidget(self._said)
        column.addWidget(self.container)
        seals = QHBoxLayout()
        seals.setSpacing(gap(12))
        seals.addWidget(self.seal, 1)
        self.whole.setFixedWidth(px(120))
        seals.addWidget(self._state)
        column.addLayout(seals)
        column.addWidget(self.reason)
        column.addWidget(self.table, 1)
        column.addWidget(self.register)
        self.register.setVisible(self.may_register)

    def _connect(self) -> None:
        self.how.currentIndexChanged.connect(lambda _: self._show_how())
        self.how.next_asked.connect(self.second.setFocus)
        self.second.entered.connect(self._on_second)
        self.came_from.entered.connect(self.container.setFocus)
        self.container.entered.connect(self._on_container)
        self.seal.entered.connect(self._record)
        self.whole.next_asked.connect(self._record)
        self.reason.entered.connect(self._record)

    # ---- the screen's questions

    def key_hints(self) -> tuple[KeyHint, ...]:
        register = (KeyHint(("Ctrl", "N"), _say("key.register")),)
        return (
            KeyHint(("Enter",), _say("key.next")),
            KeyHint(("Tab",), _say("key.table")),
            *(register if self.may_register else ()),
            KeyHint(("Esc",), _say("key.leave"), last=True),
        )

    @property
    def may_register(self) -> bool:
        """Whether whoever sits here may put another container on the register."""
        return self.session.may(acts.ContainersRegistered)

    def entered(self) -> None:
        (self.container if self.second.text else self.how).setFocus()

    def changed(self, changed: Changed) -> None:
        if changed.hall or changed.boxes:
            self.model.read()
            self._show_counts()

    def scanned(self, name: str) -> None:
        """A container was scanned, or a box that is one by itself, as acts name it: it is the one
        that is seen now.
        """
        self.container.edit.setText(name)
        self._on_container()

    # ---- one container

    @property
    def _how(self) -> How:
        return _HOWS[self.how.currentIndex()]

    def _show_how(self) -> None:
        arrived = self._how == "arrived"
        sealed = self._how != "empty"
        self.came_from.setVisible(arrived)
        self.seal.setVisible(sealed)
        self._state.setVisible(sealed)
        self.reason.hide()

    def _show_counts(self) -> None:
        self._counts.setText(_say("counts", **self.model.counts()))

    def _on_second(self) -> None:
        (self.came_from if self._how == "arrived" else self.container).setFocus()

    def _on_container(self) -> None:
        if not self.second.text:
            self.second.refuse(_say("second-missing"))
            self.second.setFocus()
        elif not self._found():
            self.container.setFocus()
            self.container.edit.selectAll()
        elif self._how == "empty":
            self._record()
        else:
            self.seal.setFocus()

    def _found(self) -> str:
        """The container that is meant; empty, and said, where there is none or more than one."""
        typed = self.container.text
        if not typed:
            self.container.refuse(_say("container-missing"))
            return ""
        found = named(self.session.desk.count, self.contest, typed)
        if len(found) == 1:
            return found[0]
        self.container.refuse(_say("unknown" if not found else "in-several", name=typed))
        return ""

    def _record(self) -> None:
        name = self._found()
        if not name:
            self.container.setFocus()
            return
        how = self._how
        sealed = how != "empty"
        seen = Sighted(
            container=name,
            at=self.session.desk.clock().replace(microsecond=0),
            came_from=self.came_from.text if how == "arrived" else "",
            seal=self.seal.text if sealed else "",
            whole=not sealed or self.whole.currentData() == "whole",
            counted=counted_parts(self.session.desk.count, name) if how == "empty" else (),
        )
        self.session.do(
            COUNT_STREAM,
            acts.ContainersSighted(
                **self.me.count,
                how=how,
                sighted=(seen,),
                second=OfficerNumber(int(self.second.text or 0)),
                reason=self.reason.text if self.reason.isVisible() else "",
            ),
            then=self.while_here(lambda _: self._on_recorded(seen)),
            refused=self.while_here(self._on_refused),
        )

    def _on_recorded(self, seen: Sighted) -> None:
        self.model.read()
        self._show_counts()
        row = next((n for n, each in enumerate(self.model.all) if each.name == seen.container), -1)
        name = called(self.model.all[row]) if row >= 0 else seen.container
        words = _say(f"seen.{self._how}", name=name, at=clock_words(seen.at))
        self._said.show_state(Mark.AGREES if seen.whole else Mark.DIFFERS, words)
        self._said.show()
        if row >= 0:
            self.table.scrollTo(self.model.index(row, 0))
        for field in (self.container, self.seal, self.reason):
            field.edit.clear()
        self.reason.hide()
        self.whole.setCurrentIndex(0)
        self.container.setFocus()

    def _on_refused(self, found: list[Finding]) -> None:
        words = "  ".join(self.session.sentence(each) for each in found[:2])
        if found[0].code is Code.A103:
            self.second.refuse(words)
            self.second.setFocus()
        elif found[0].code is Code.A106:
            self.reason.show()
            self.reason.refuse(words)
            self.reason.setFocus()
        else:
            self.container.refuse(words)
            self.container.setFocus()
            self.container.edit.selectAll()
