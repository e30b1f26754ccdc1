"""Postal votes: covers returned and papers rejected, each keyed by two; and the sessions."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.acts import ContestAct
from tallyapp.domain.rules.postal import not_followed, postal_differences, sessions_of
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.postal import TwiceKeyed
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING, NAME, gap
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure

_DIGITS = 7
_SESSION = ("session", "box", "covers", "rejected", "papers")


def _say(key: str, **values: object) -> str:
    return say("postal", key, **values)


class PostalPage(Leaf):
    """What stands open of postal votes; below it what is keyed, each by Enter."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._open = Text(role="refused", wrap=True)
        self._said = State(Mark.AGREES, "", NAME, wrap=True)
        self._said.hide()
        self.returned = Field(_say("returned"), digits=_DIGITS)
        self.rejected = Field(_say("rejected"), digits=_DIGITS)
        self._returned_state = Text(role="secondary", wrap=True)
        self._rejected_state = Text(role="secondary", wrap=True)
        self.fields = {
            name: Field(_say(name), digits=0 if name == "box" else _DIGITS) for name in _SESSION
        }
        self.reason = Field(_say("reason"))
        self.reason.hide()
        self.record = Action(_say("record-session"))
        self.record.clicked.connect(self._on_session)
        self._sessions = Text(role="secondary", wrap=True)
        # What each figure is keyed after: it is refused if another came in between.
        self._of = {"returned": "", "rejected": ""}
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, gap(14), 0)
        column.setSpacing(gap(8))
        column.addLayout(title_row(_say("title")))
        column.addWidget(self._said)
        column.addWidget(self._open)
        for field, state in (
            (self.returned, self._returned_state),
            (self.rejected, self._rejected_state),
        ):
            column.addWidget(field)
            column.addWidget(state)
        column.addSpacing(gap(8))
        column.addWidget(Text(_say("session-title"), HEADING))
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap(12))
        for n, field in enumerate(self.fields.values()):
            grid.addWidget(field, n // 2, n % 2)
        column.addLayout(grid)
        column.addWidget(self.reason)
        column.addWidget(self.record)
        column.addWidget(self._sessions)
        column.addStretch()

    def _connect(self) -> None:
        self.returned.entered.connect(self._on_returned)
        self.rejected.entered.connect(self._on_rejected)
        self.reason.entered.connect(self._on_session)
        order: Sequence[Field] = list(self.fields.values())
        for field, following in pairwise(order):
            field.entered.connect(following.setFocus)
        order[-1].entered.connect(self._on_session)

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), _say("key.record")),
            KeyHint(("Tab",), _say("key.next")),
            KeyHint(("Esc",), _say("key.leave"), last=True),
        )

    def entered(self) -> None:
        self.returned.setFocus()

    def changed(self, changed: Changed) -> None:
        if changed.stream == self.session.stream and (changed.result or changed.boxes):
            self._show()

    # ---- what stands

    def _show(self) -> None:
        contest = self.contest
        found = [*postal_differences(contest), *not_followed(contest)]
        still = [each for each in found if not contest.is_passed_over(each)]
        self._open.setText(" ".join(self.session.sentence(each) for each in still[:3]))
        self._open.setVisible(bool(still))
        postal = contest.postal
        self._of = {"returned": postal.returned.last, "rejected": postal.rejected.last}
        self._returned_state.setText(_state(postal.returned))
        self._rejected_state.setText(_state(postal.rejected))
        lines = [
            _say(
                "session-line",
                session=each.number,
                box=each.box,
                covers=each.covers,
                rejected=each.rejected,
                papers=each.papers,
            )
            for each in sessions_of(contest)
        ]
        self._sessions.setText("\n".join(lines))

    # ---- acts

    def _on_returned(self) -> None:
        covers = self._number(self.returned)
        if covers is not None:
            of = self._of["returned"]
            act = acts.PostalCoversReturned(**self.me.contest, of=of, covers=covers)
            self._do(act, self.returned, self.rejected)

    def _on_rejected(self) -> None:
        papers = self._number(self.rejected)
        if papers is not None:
            of = self._of["rejected"]
            act = acts.PostalVotesRejected(**self.me.contest, of=of, papers=Papers(papers))
            self._do(act, self.rejected, self.fields["session"])

    def _do(self, act: ContestAct, field: Field, following: Field) -> None:
        def done(_: object) -> None:
            field.edit.clear()
            self._tell(_say("keyed"))
            following.setFocus()

        def refused(found: list[Finding]) -> None:
            self._refuse(field, found)

        self.do(act, then=done, refused=refused)  # type: ignore[arg-type]  # of this contest

    def _on_session(self) -> None:
        numbers = {
            name: self._number(field) for name, field in self.fields.items() if name != "box"
        }
        missing = next((name for name, number in numbers.items() if number is None), "")
        if missing:
            self.fields[missing].setFocus()
            return
        figures = {name: number or 0 for name, number in numbers.items()}
        typed = self.fields["box"].text
        boxes = {box.casefold(): box for box in self.contest.boxes}
        box = boxes.get(typed.casefold(), typed)
        before = self.contest.postal.sessions.get((figures["session"], box))
        act = acts.PostalSessionKeyed(
            **self.me.contest,
            session=figures["session"],
            box=box or "-",
            covers=figures["covers"],
            papers=Papers(figures["papers"]),
            of=before.id if before else "",
            rejected=Papers(figures["rejected"]),
            reason=self.reason.text if self.reason.isVisible() else "",
        )
        self.do(act, then=lambda _: self._on_session_done(), refused=self._on_session_refused)

    def _on_session_done(self) -> None:
        for field in (*self.fields.values(), self.reason):
            field.edit.clear()
        self.reason.hide()
        self._tell(_say("session-keyed"))
        self.fields["session"].setFocus()

    def _on_session_refused(self, found: list[Finding]) -> None:
        if found[0].code is Code.A106:
            self.reason.show()
            self._refuse(self.reason, found)
        else:
            self._refuse(self.fields["box"], found)

    # ---- fields

    def _number(self, field: Field) -> int | None:
        """The figure in a field; None, and said, where it is blank."""
        if field.text:
            return int(field.text)
        field.refuse(_say("blank"))
        field.setFocus()
        return None

    def _refuse(self, field: Field, found: list[Finding]) -> None:
        field.refuse("  ".join(self.session.sentence(each) for each in found[:2]))
        field.setFocus()
        field.edit.selectAll()

    def _tell(self, words: str) -> None:
        self._said.show_state(Mark.AGREES, words)
        self._said.show()
        self._show()


def _state(keyed: TwiceKeyed) -> str:
    """What stands of a figure that two key; never what one of them alone has keyed."""
    if keyed.waiting:
        return _say("waiting" if len(keyed.waiting) == 1 else "differ")
    return _say("not-keyed") if keyed.agreed is None else _say("agreed", n=figure(keyed.agreed))
