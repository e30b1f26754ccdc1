"""What is done with a box besides counting it, each on a page of its own over the box's."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.domain import acts
from tallyapp.domain.state.area import BoxState
from tallyapp.domain.vocabulary.boxes import Packets
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.theme.type import BODY, gap, px
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text, label_of
from tallyapp.ui.widgets.two_officers import ReasonEdit, TwoOfficers
from tallyapp.words.catalogue import say

_WIDE = 116


class BoxLeaf(Leaf):
    """A page of one box: its fields one after another with Enter, then the act."""

    recorded = Signal(str)
    """It is done: show this box again."""
    name = ""
    """Its words in the catalogue."""

    def __init__(self, screen: Screen, box: str) -> None:
        super().__init__(screen)
        self.box = box
        self._fields: list[QWidget] = []
        self.refused = Text(role="refused", wrap=True)
        self.refused.hide()
        self.record = Action(say("verification", f"{self.name}.record"))
        self.record.clicked.connect(self.submit)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, gap(14), 0)
        self.column.setSpacing(gap(8))
        self.column.addLayout(title_row(*self._title()))
        self.column.addWidget(
            Text(say("verification", f"{self.name}.what"), role="secondary", wrap=True)
        )

    @property
    def state(self) -> BoxState:
        """The box as it is."""
        return self.contest.boxes[self.box]

    def _title(self) -> tuple[str, ...]:
        return say("places", "box", name=self.box), say("verification", self.name)

    # ---- for those who make one

    def figure(self, words: str, value: int | None = None) -> FigureEdit:
        """A figure under its name, after those before it."""
        edit = FigureEdit()
        edit.setFixedWidth(px(_WIDE))
        edit.show_value(value)
        self.column.addWidget(label_of(edit, words, wrap=True))
        self.column.addWidget(edit)
        edit.next_asked.connect(lambda: self.go_on(edit))
        edit.back_asked.connect(lambda: self.go_back(edit))
        edit.submit_asked.connect(self.submit)
        edit.typed.connect(lambda _: self.refused.hide())
        self._fields.append(edit)
        return edit

    def two(self, asked: str = "") -> TwoOfficers:
        """The reason and the second officer, last."""
        words = asked or say("verification", f"{self.name}.why")
        two = TwoOfficers(words, say("verification", "explanation-warning"))
        two.submit_asked.connect(self.submit)
        two.changed.connect(self.refused.hide)
        self.end(two.reason)
        self.column.insertWidget(self.column.indexOf(self.refused), two)
        return two

    def end(self, *fields: QWidget) -> None:
        """The fields that come last, the refusal, and the act."""
        self._fields += fields
        for widget in (self.refused, self.record):
            self.column.addWidget(widget)
        self.column.addStretch()

    # ---- keys

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), say("verification", "key.next-field")),
            KeyHint(("Esc",), say("verification", "key.leave"), last=True),
        )

    def entered(self) -> None:
        self._fields[0].setFocus()

    def go_on(self, field: QWidget) -> None:
        """To the next field; after the last, the act."""
        at = self._fields.index(field) + 1
        if at < len(self._fields):
            self._fields[at].setFocus()
        else:
            self.submit()

    def go_back(self, field: QWidget) -> None:
        """One field back."""
        self._fields[max(self._fields.index(field) - 1, 0)].setFocus()

    def submit(self) -> None:
        """Do the act, or say what is missing."""
        raise NotImplementedError

    def say_refused(self, words: str) -> None:
        """Say a sentence in place."""
        self.refused.setText(words)
        self.refused.show()

    def on_refused(self, two: TwoOfficers | None = None) -> "Refuse":
        """What to do with findings that stand against the act."""
        return Refuse(self, two)


class Refuse:
    """Shows findings in place: those of the reason and the second officer beneath them."""

    def __init__(self, leaf: BoxLeaf, two: TwoOfficers | None) -> None:
        self._leaf = leaf
        self._two = two

    def __call__(self, findings: Sequence[Finding]) -> None:
        """Show what stands against the act."""
        sentences = [self._leaf.session.sentence(found) for found in findings]
        if self._two is None or not self._two.refuse(findings, sentences):
            self._leaf.say_refused("  ".join(sentences))


class PacketsPage(BoxLeaf):
    """Unused and spoilt papers as staff counted them; the tendered list and its sealed packet."""

    name = "packets"
    _FIELDS = ("unused", "spoilt", "tendered_list", "tendered_packet")

    def __init__(self, screen: Screen, box: str) -> None:
        super().__init__(screen, box)
        self._of = self.state.packets_id
        known = self.state.packets or Packets()
        self._edits = {
            name: self.figure(self._words(name), getattr(known, name)) for name in self._FIELDS
        }
        self.reason = ReasonEdit()
        self.reason.setAccessibleName(say("verification", "why-again"))
        self.reason.next_asked.connect(self.submit)
        if self._of:
            self.column.addWidget(Text(say("verification", "why-again"), BODY.heavier()))
            self.column.addWidget(self.reason)
        self.end(*([self.reason] if self._of else []))

    def _words(self, name: str) -> str:
        account = self.state.account
        said = getattr(account, name, None) if account else None
        key = f"packets.{name}"
        return say("verification", f"{key}.beside", key, **({} if said is None else {"said": said}))

    def submit(self) -> None:
        given = {name: edit.value for name, edit in self._edits.items()}
        papers = {name: None if n is None else Papers(n) for name, n in given.items()}
        self.do(
            acts.PacketsCounted(
                **self.me.contest,
                box=self.box,
                of=self._of,
                packets=Packets(**papers),
                reason=self.reason.words if self._of else "",
            ),
            then=lambda _: self.recorded.emit(self.box),
            refused=self.on_refused(),
        )


class PutRightPage(BoxLeaf):
    """A count that was keyed wrongly: which, what was counted, why, and by whom else."""

    name = "put-right"

    def __init__(self, screen: Screen, box: str) -> None:
        super().__init__(screen, box)
        counts = self.state.counts
        # As they are when the page is opened: what is keyed here never builds on what came since.
        self._ids = [attempt.id for attempt in counts]
        self._of_several = len(counts) > 1
        self.attempt = self.figure(
            say("verification", "put-right.attempt", most=len(counts)), len(counts)
        )
        self.papers = self.figure(say("verification", "put-right.papers"))
        self._two = self.two()

    def entered(self) -> None:
        (self.attempt if self._of_several else self.papers).setFocus()

    def submit(self) -> None:
        attempt = self.attempt.value or 0
        papers = self.papers.value
        if not 1 <= attempt <= len(self._ids):
            self.say_refused(say("verification", "put-right.no-attempt", most=len(self._ids)))
            self.attempt.setFocus()
        elif papers is None:
            self.say_refused(say("verification", "blank-count"))
            self.papers.setFocus()
        elif self._two.ready():
            self.do(
                acts.BoxCountCorrected(
                    **self.me.contest,
                    box=self.box,
                    of=self._ids[attempt - 1],
                    attempt=attempt,
                    papers=Papers(papers),
                    reason=self._two.reason.words,
                    second=self._two.officer,
                ),
                then=lambda _: self.recorded.emit(self.box),
                refused=self.on_refused(self._two),
            )


class DecidePage(BoxLeaf):
    """The returning officer decides that an area of one ballot box is counted as it is."""

    name = "decide"

    def __init__(self, screen: Screen, box: str) -> None:
        super().__init__(screen, box)
        self.reason = ReasonEdit()
        self.reason.setAccessibleName(say("verification", "decide.why"))
        self.reason.next_asked.connect(self.submit)
        self.reason.textChanged.connect(self.refused.hide)
        self.column.addWidget(Text(say("verification", "decide.why"), BODY.heavier()))
        self.column.addWidget(self.reason)
        self.end(self.reason)

    def submit(self) -> None:
        self.do(
            acts.OneBoxAreaDecided(
                **self.me.contest,
                area=self.state.box.area,
                box=self.box,
                reason=self.reason.words,
            ),
            then=lambda _: self.recorded.emit(self.box),
            refused=self.on_refused(),
        )
