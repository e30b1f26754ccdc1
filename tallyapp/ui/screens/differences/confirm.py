"""A slate that one officer alone has named: another keys its
candidates, and sees no names before.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.rules.slates import named_otherwise
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.slates import Slate, slate_of
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.slates import Slates
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, NAME, gap, px
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.slate_edit import SlateEdit
from tallyapp.ui.widgets.text import Text, label_of
from tallyapp.words.catalogue import say

_WIDE = 640
"""Where a line of reading ends, in pixels."""


class ConfirmPage(Leaf):
    """One slate's candidates, keyed from a paper of its bundle."""

    confirmed = Signal()

    def __init__(self, screen: Screen, slate: Slate) -> None:
        super().__init__(screen)
        self._slate = slate
        self._slates = Slates(self.session, self.contest)
        self.field = SlateEdit()
        self.field.setFixedSize(px(190), px(40))
        self._names = Text(face=NAME.heavier(), wrap=True)
        self._said = State(Mark.DOES_NOT_ADD, "", BODY, wrap=True)
        self._said.hide()
        label = label_of(self.field, say("differences", "slate.candidates"))
        row = QHBoxLayout()
        row.setSpacing(gap(12))
        row.addWidget(label)
        row.addWidget(self.field)
        row.addWidget(self._names, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addLayout(
            title_row(
                say("differences", "slate", number=str(self._slates.number_of(slate))),
                say("differences", "slate.once"),
            )
        )
        for key in ("slate.what", "slate.how"):
            told = Text(say("differences", key), role="secondary", wrap=True)
            told.setMaximumWidth(px(_WIDE))
            column.addWidget(told)
        column.addLayout(row)
        column.addWidget(self._said)
        column.addStretch()
        self.field.typed.connect(lambda _: self._on_typed())
        self.field.next_asked.connect(self._on_submit)
        self.field.submit_asked.connect(self._on_submit)

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("/",), say("differences", "key.between")),
            KeyHint(("Enter",), say("differences", "key.confirm")),
            KeyHint(("Esc",), say("differences", "key.list"), last=True),
        )

    def entered(self) -> None:
        self.field.setFocus()

    def changed(self, changed: Changed) -> None:
        """Confirmed elsewhere, or papers are no longer counted for it:
        nothing is left to do here.
        """
        if changed.stream == self.session.stream and self._slate not in self.contest.named_once:
            self.closed.emit()

    def _on_typed(self) -> None:
        self._names.setText(self._slates.words_of(self.field.candidates))
        self.field.refuse(False)
        self._said.hide()

    def _on_submit(self) -> None:
        keyed = slate_of(self.field.candidates)
        if not keyed:
            self._refuse(say("differences", "slate.nobody"))
            return
        # What is confirmed is the slate that was asked for, and not another that there is as well.
        if found := named_otherwise(self._slate, keyed):
            self._refuse(self.session.sentence(found[0]))
            return
        self.do(
            acts.SlateConfirmed(**self.me.contest, candidates=keyed),
            then=lambda _: self.confirmed.emit(),
            refused=lambda found: self._refuse(" ".join(map(self.session.sentence, found))),
        )

    def _refuse(self, words: str) -> None:
        self._said.show_state(Mark.DOES_NOT_ADD, words)
        self._said.show()
        self.field.refuse(True)
        self.field.selectAll()
