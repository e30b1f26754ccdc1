"""Another container on the register: a tray, a folder, a packet; or one box of several polls."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.containers import MAX_AT_ONCE, Container, ContainerKind, Part
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.exchange.identifiers import is_identifier
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.theme.type import BODY, gap
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.one_of import OneOf
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import TwoOfficers
from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung

from .containers_model import clock_words

_KINDS: tuple[ContainerKind, ...] = ("tray", "folder", "packet", "postal-box", "ballot-box")


def _say(key: str, **values: object) -> str:
    return say("containers", key, **values)


def shared_boxes(count: Count) -> tuple[Container, ...]:
    """The boxes of one number that several contests have, each as one container of all of them; but
    for those that are registered already.
    """
    by_number: dict[str, list[Part]] = {}
    for stream, contest in count.contests.items():
        for box in contest.boxes:
            part = Part(stream, box)
            if count.count.containers.holder(part) == part.alone:
                by_number.setdefault(box, []).append(part)
    shared = [(box, parts) for box, parts in by_number.items() if len(parts) > 1]
    return tuple(_of_several(count, box, tuple(parts)) for box, parts in shared[:MAX_AT_ONCE])


def _of_several(count: Count, box: str, parts: tuple[Part, ...]) -> Container:
    first = count.contests[parts[0].contest].boxes[box].box
    kind: ContainerKind = "postal-box" if first.kind == "postal" else "ballot-box"
    return Container(id=box, name=first.name, kind=kind, holds=parts)


class RegisterPage(Leaf):
    """What it is called, what it is, and whose papers it can hold."""

    registered = Signal(str)
    """This container is on the register now."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.number = Field(_say("number"))
        self.name = Field(_say("name"))
        self.kind = OneOf(_say("kind"), {kind: _say(f"kind.{kind}") for kind in _KINDS})
        self.whose = OneOf(_say("whose"), {key: _say(f"whose.{key}") for key in ("this", "all")})
        self.reason = Field(_say("reason"))
        self.reason.hide()
        self.record = Action(_say("record"))
        self.record.clicked.connect(self._on_record)
        self._shared = shared_boxes(self.session.desk.count)
        self._sure = False
        self.combine = Action(_say("combine", boxes=len(self._shared)))
        self.combine.clicked.connect(self._on_combine)
        self._combine_what = Text(_say("combine-what"), role="secondary", wrap=True)
        self._lay_out()
        for widget in (self.combine, self._combine_what):
            widget.setVisible(bool(self._shared))
        self.number.entered.connect(self.name.setFocus)
        self.name.entered.connect(self.kind.setFocus)
        self.kind.next_asked.connect(self.whose.setFocus)
        self.whose.next_asked.connect(self._on_record)
        self.reason.entered.connect(self._on_record)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, gap(14), 0)
        column.setSpacing(gap(8))
        column.addLayout(title_row(_say("register")))
        column.addWidget(Text(_say("register-what"), role="secondary", wrap=True))
        column.addWidget(self.number)
        column.addWidget(self.name)
        column.addWidget(Text(_say("kind"), BODY.heavier(500)))
        column.addWidget(self.kind)
        column.addWidget(Text(_say("whose"), BODY.heavier(500)))
        column.addWidget(self.whose)
        column.addWidget(self.reason)
        column.addWidget(self.record)
        column.addSpacing(gap(16))
        column.addWidget(self._combine_what)
        column.addWidget(self.combine)
        column.addStretch()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), _say("key.next")),
            KeyHint(("Esc",), _say("key.leave"), last=True),
        )

    def entered(self) -> None:
        self.number.setFocus()

    def _on_record(self) -> None:
        if not is_identifier(self.number.text):
            self._refuse(self.number, _say("no-number"))
        elif not self.name.text:
            self._refuse(self.name, _say("no-name"))
        else:
            this = (Part(self.owner.stream),) if self.whose.currentData() == "this" else ()
            container = Container(
                id=self.number.text, name=self.name.text, kind=self.kind.currentData(), holds=this
            )
            self._register((container,))

    def _on_combine(self) -> None:
        if not self._sure:
            self._sure = True
            self.combine.setText(_say("combine-sure", boxes=len(self._shared)))
            return
        self._register(self._shared)

    def _register(self, containers: tuple[Container, ...]) -> None:
        reason = self.reason.text if self.reason.isVisible() else ""
        self.session.do(
            COUNT_STREAM,
            acts.ContainersRegistered(**self.me.count, containers=containers, reason=reason),
            then=self.while_here(lambda _: self.registered.emit(containers[0].id)),
            refused=self.while_here(self._on_refused),
        )

    def _on_refused(self, found: list[Finding]) -> None:
        words = "  ".join(self.session.sentence(each) for each in found[:2])
        if found[0].place.field == "reason":
            self.reason.show()
            self._refuse(self.reason, words)
        else:
            self._refuse(self.number, words)

    def _refuse(self, field: Field, words: str) -> None:
        field.refuse(words)
        field.setFocus()


class ContainerPage(Leaf):
    """One container: when it was seen and by whom; a registered one can be withdrawn."""

    withdrawn = Signal()

    def __init__(self, screen: Screen, name: str) -> None:
        super().__init__(screen)
        self.name = name
        register = self.session.desk.count.count.containers
        known = register.known(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, gap(14), 0)
        column.setSpacing(gap(8))
        title = say("places", "box", name=name.partition("/")[2]) if known is None else known.name
        column.addLayout(title_row(title))
        if known:
            holds = strung(f"{part.contest} {part.box}".strip() for part in known.holds)
            column.addWidget(
                Text(_say("holds", holds=holds or _say("whose.all")), role="secondary", wrap=True)
            )
        for seen in register.sightings.get(name, ()):
            words = _say(
                f"history.{seen.how}", at=clock_words(seen.at), by=seen.by, second=seen.second
            )
            parts = [words]
            if seen.came_from:
                parts.append(_say("history.from", name=seen.came_from))
            if seen.seal:
                parts.append(_say("history.seal", seal=seen.seal))
            if not seen.whole:
                parts.append(_say("history.broken"))
            column.addWidget(Text(" ".join(parts), wrap=True))
        self.two = TwoOfficers(_say("withdraw-reason"), _say("withdraw-warning"))
        self.withdraw = Action(_say("withdraw"))
        may = known is not None and self.session.may(acts.ContainerWithdrawn)
        for widget in (self.two, self.withdraw):
            column.addWidget(widget)
            widget.setVisible(may)
        column.addStretch()
        self.two.submit_asked.connect(self._on_withdraw)
        self.withdraw.clicked.connect(self._on_withdraw)

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (KeyHint(("Esc",), _say("key.leave"), last=True),)

    def entered(self) -> None:
        (self.two.reason if self.two.isVisible() else self).setFocus()

    def _on_withdraw(self) -> None:
        if not self.two.ready():
            return
        self.session.do(
            COUNT_STREAM,
            acts.ContainerWithdrawn(
                **self.me.count,
                container=self.name,
                reason=self.two.reason.words,
                second=OfficerNumber(self.two.officer),
            ),
            then=self.while_here(lambda _: self.withdrawn.emit()),
            refused=self.while_here(self._on_refused),
        )

    def _on_refused(self, found: list[Finding]) -> None:
        self.two.refuse(found, [self.session.sentence(each) for each in found])
