"""The form of one thing that is put right: its fields, what was before and is after, the reason,
and the second officer.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.domain.acts import COUNT_STREAM, AnyAct, ContestAct
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.ui.pages.leaves import Leaf, beside, column_of, title_row
from tallyapp.ui.session.letters import look_at_letters
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, gap
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.scrolling import Scrolling
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import TwoOfficers
from tallyapp.words.catalogue import say

from .asked import Ask, Asked, words

_SIDE = 440
"""Width of what two officers do, in pixels."""


class NotSo(Exception):
    """What is keyed cannot be meant: the field that says it, and a sentence."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name
        self.sentence = sentence


class Form(QWidget):
    """One thing that is put right; what kind of thing it is, says the class that knows its act."""

    recorded = Signal()
    kind: ClassVar[str] = ""
    """Its words in the catalogue."""
    needs_change: ClassVar[bool] = True
    """Whether nothing is recorded while nothing is keyed over."""

    def __init__(self, leaf: Leaf, thing: str, asks: Sequence[Ask]) -> None:
        super().__init__()
        self.leaf = leaf
        self.session = leaf.session
        self.contest = leaf.contest
        self.asked = {ask.name: Asked(ask) for ask in asks}
        self.over = TwoOfficers(words("reason"), words("caution"))
        self.refusal = State(Mark.DOES_NOT_ADD, "", wrap=True)
        self.record = Action(words(f"{self.kind}.record"))
        self._changes = Text(face=BODY.heavier(500), wrap=True)
        self._lay_out(thing)
        self._connect()
        self._show_changes()

    def made(self) -> AnyAct:
        """The act that is keyed now; raises NotSo."""
        raise NotImplementedError

    def value(self, name: str) -> str:
        """What is keyed for this."""
        return self.asked[name].value

    def said(self, name: str) -> bool:
        """Whether something else is keyed for this than stands."""
        return self.asked[name].is_changed

    @property
    def two(self) -> dict[str, object]:
        """The reason and the second officer, as an act has them."""
        return {"reason": self.over.reason.words, "second": self.over.officer}

    # ---- how it looks

    def _lay_out(self, thing: str) -> None:
        told = Text(words(f"{self.kind}.what"), role="secondary", wrap=True)
        fields = column_of(told, *(each.widget for each in self.asked.values()), spacing=8)
        # Beside them and not beneath: what was and what will be is seen while it is keyed.
        by_two = column_of(self._changes, self.over, self.refusal, self.record, spacing=8)
        for column in (fields, by_two):
            column.setContentsMargins(0, 0, gap(14), 0)
        self.refusal.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(gap(12))
        whole.addLayout(title_row(words(f"{self.kind}.title"), thing))
        whole.addLayout(beside(WithMore(Scrolling(fields)), WithMore(Scrolling(by_two)), _SIDE), 1)

    def _connect(self) -> None:
        widgets = [each.widget for each in self.asked.values()]
        following: list[Callable[[], None]] = [
            *(widget.setFocus for widget in widgets[1:]),
            self.over.reason.setFocus,
        ]
        for widget, go_on in zip(widgets, following, strict=True):
            widget.entered.connect(go_on)
            if hasattr(widget, "edit"):
                widget.edit.textChanged.connect(self._show_changes)
            else:
                widget.changed.connect(self._show_changes)
        self.over.submit_asked.connect(self.submit)
        self.over.changed.connect(self.refusal.hide)
        self.record.clicked.connect(self.submit)

    def enter(self) -> None:
        """Put the focus where the first thing is keyed."""
        first = next(iter(self.asked.values()), None)
        (first.widget if first else self.over.reason).setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys of the moment."""
        return (
            KeyHint(("Enter",), words("key.next")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def _show_changes(self) -> None:
        told = [each.told for each in self.asked.values() if each.is_changed]
        self._changes.setText("\n".join(told) or words("nothing-yet"))
        self.refusal.hide()

    # ---- the act

    def submit(self) -> None:
        """Record it, once the typeface was asked whether it has every letter of it."""
        if self.needs_change and not any(each.is_changed for each in self.asked.values()):
            self.say_refused(words("unchanged"))
            self.enter()
            return
        if not self.over.ready():
            return
        try:
            act = self.made()
        except NotSo as wrong:
            self.asked[wrong.name].refuse(wrong.sentence)
            return
        texts = "".join([*(each.value for each in self.asked.values()), self.over.reason.words])
        look_at_letters(self.session, texts, self.leaf.while_here(partial(self._do, act)))

    def _do(self, act: AnyAct, unseen: tuple[str, ...]) -> None:
        if unseen:
            self.say_refused(say("new-count", "no-glyph", characters=" ".join(unseen)))
            return
        stream = self.leaf.owner.stream if isinstance(act, ContestAct) else COUNT_STREAM
        self.session.do(
            stream,
            act,
            then=self.leaf.while_here(lambda _: self.recorded.emit()),
            refused=self.leaf.while_here(self.refuse),
        )

    def refuse(self, findings: list[Finding]) -> None:
        """Say what stands against it: beside the reason or the second officer, or above the key."""
        sentences = [self.session.sentence(found) for found in findings]
        if not self.over.refuse(findings, sentences):
            self.say_refused("  ".join(sentences))

    def say_refused(self, sentence: str) -> None:
        """Say a sentence in place."""
        self.refusal.show_state(Mark.DOES_NOT_ADD, sentence)
        self.refusal.show()
