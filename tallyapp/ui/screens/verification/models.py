"""Boxes and areas as they are verified, and one box's account, as tables."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from tallyapp.domain.state.area import AreaState, BoxState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.on_paper import BallotPaperAccount
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, NAME, Face
from tallyapp.ui.widgets.cells import Heading, Look, cell, keyed
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words, figure

_ROW_FIGURE = Face(13.5)
ACCOUNT = ("issued", "unused", "spoilt", "tendered", "entrusted")
"""The account's fields in the order of the form; the last need not be there."""


def variance_words(difference: int | None) -> str:
    """A variance with its sign; nothing where there is none to tell."""
    return (
        ""
        if difference is None
        else f"+{figure(difference)}"
        if difference > 0
        else figure(difference)
    )


def box_state(box: BoxState) -> tuple[Mark, str]:
    """How far a box is, as a mark and a word."""
    if box.account is None:
        return Mark.NOT_YET, say("verification", "state.account")
    if not box.attempts:
        return Mark.UNDER_WAY, say("verification", "state.count")
    if not box.accurate:
        return Mark.DIFFERS, say("verification", "state.varies")
    if not box.variance:
        return Mark.AGREES, say("verification", "state.verified")
    return Mark.AGREES, say(
        "verification", "state.explained" if box.explanation else "state.counted-twice"
    )


class BoxesModel(RowsModel):
    """Every box in the order of the list, with papers expected and counted."""

    def __init__(self, contest: ContestState) -> None:
        self._contest = contest
        self._at: dict[str, int] = {}
        names = ("box", "name", "area", "expected", "counted", "variance", "state")
        right = ("expected", "counted", "variance")
        headings = [Heading(say("verification", f"column.{n}"), n in right) for n in names]
        self._ids = list(contest.boxes)
        self._at = {name: at for at, name in enumerate(self._ids)}
        super().__init__(headings, range(len(self._ids)))

    def box_at(self, key: int) -> str:
        """The box of a row."""
        return self._ids[key]

    def key_of(self, box: str) -> int:
        """The row of a box."""
        return self._at[box]

    def box_changed(self, name: str) -> None:
        """A box was accounted for, counted, explained, or is new."""
        if name not in self._at:
            self._at[name] = len(self._ids)
            self._ids.append(name)
        self.refresh(self._at[name])

    def describe(self, key: int) -> Sequence[Look]:
        """One box."""
        box = self._contest.boxes[self._ids[key]]
        mark, words = box_state(box)
        difference = box.variance
        off = bool(difference)
        return (
            cell(box.box.id, face=NAME.heavier(500), right=True),
            cell(box.box.name),
            cell(self._contest.areas[box.box.area].area.id),
            cell(box.account.issued if box.account else None, face=_ROW_FIGURE, right=True),
            cell(box.papers if box.attempts else None, face=_ROW_FIGURE, right=True),
            cell(
                variance_words(difference),
                face=_ROW_FIGURE,
                right=True,
                role="attention" if off else "secondary",
            ),
            cell(words, mark=mark, face=BODY.heavier(500)),
        )

    def name_of(self, key: int) -> str:
        return self._contest.boxes[self._ids[key]].box.name


class AreasModel(RowsModel):
    """Areas with their boxes verified, papers counted and variance, and all of them together."""

    def __init__(self, contest: ContestState) -> None:
        self._contest = contest
        self._names = list(contest.areas)
        self._at = {name: at for at, name in enumerate(self._names)}
        names = ("area", "boxes", "counted", "variance")
        headings = [Heading(say("verification", f"column.{n}"), n != "area") for n in names]
        super().__init__(headings, range(len(self._names) + 1))

    def area_changed(self, name: str) -> None:
        """A box of this area changed."""
        self.refresh(self._at[name])
        self.refresh(len(self._names))

    def describe(self, key: int) -> Sequence[Look]:
        """One area, or all."""
        total = key == len(self._names)
        areas: Sequence[AreaState]
        areas = (
            list(self._contest.areas.values()) if total else [self._contest.areas[self._names[key]]]
        )
        boxes = [box for area in areas for box in area.boxes]
        done = sum(box.accurate for box in boxes)
        known = [difference for box in boxes if (difference := box.variance) is not None]
        words = (
            say("verification", "all-areas", areas=len(areas))
            if total
            else area_words(areas[0].area)
        )
        mark = Mark.AGREES if done == len(boxes) else Mark.UNDER_WAY if done else Mark.NOT_YET
        face = _ROW_FIGURE.heavier() if total else _ROW_FIGURE
        rule = "field" if key == len(self._names) - 1 else ""
        counted = sum(area.verified for area in areas)
        return (
            cell(words, mark=mark, role="ink", face=NAME.heavier(600 if total else 500), rule=rule),
            cell(
                say("verification", "boxes-of", done=done, all=len(boxes)),
                face=BODY,
                right=True,
                rule=rule,
            ),
            cell(counted, face=face, right=True, rule=rule),
            cell(variance_words(sum(known)) if known else None, face=face, right=True, rule=rule),
        )

    def name_of(self, key: int) -> str:
        return self._names[key] if key < len(self._names) else say("verification", "column.area")


class AccountModel(RowsModel):
    """A ballot paper account while it is keyed, or as it stands."""

    changed = Signal()

    def __init__(
        self, account: BallotPaperAccount | None, *, keying: bool, parent: QObject
    ) -> None:
        self.values: list[int | None] = [getattr(account, name, None) for name in ACCOUNT]
        self._keying = keying
        headings = [
            Heading(say("verification", "column.account")),
            Heading(say("verification", "column.papers"), True),
        ]
        super().__init__(headings, range(len(ACCOUNT)), parent)

    @property
    def entrusted(self) -> int | None:
        """Papers entrusted, if that is written."""
        return self.values[ACCOUNT.index("entrusted")]

    @property
    def issued_and_kept(self) -> int:
        """What entrusted papers should be: the sum of the others, in papers."""
        named = dict(zip(ACCOUNT, self.values, strict=True))
        return sum(value or 0 for name, value in named.items() if name != "entrusted")

    @property
    def account(self) -> BallotPaperAccount | None:
        """The account as an act holds it; None while a figure that must be there is blank."""
        given = [None if value is None else Papers(value) for value in self.values]
        issued, unused, spoilt, tendered, entrusted = given
        if issued is None or unused is None or spoilt is None or tendered is None:
            return None
        return BallotPaperAccount(
            issued=issued, unused=unused, spoilt=spoilt, tendered=tendered, entrusted=entrusted
        )

    def describe(self, key: int) -> Sequence[Look]:
        """One line of the account."""
        words = cell(say("verification", f"account.{ACCOUNT[key]}"), face=NAME)
        value = self.values[key]
        return words, keyed(value, FIGURE) if self._keying else cell(value, face=FIGURE, right=True)

    def name_of(self, key: int) -> str:
        return say("verification", f"account.{ACCOUNT[key]}")

    def take(self, key: int, _: int, value: int | None, /) -> None:
        self.values[key] = value
        self.refresh(key)
        self.changed.emit()
