"""Who sits before a count, and what they may do."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import Act
from tallyapp.domain.rules.register import RULES
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import Enrolled, Role
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.pins import Pins


class Seat(QObject):
    """One officer at a time, or nobody; their right is that of the staff list as it is now."""

    officer_changed = Signal()

    def __init__(self, desk: Desk, pins: Pins | None, parent: QObject | None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.pins = pins
        self.officer: Enrolled | None = None

    @property
    def role(self) -> Role | None:
        """The signed-in officer's role."""
        return self.officer.role if self.officer else None

    @property
    def me(self) -> acts.Envelope:
        """The envelope of the signed-in officer's acts: `acts.BoxCounted(**session.me.contest, …)`.

        While nobody is signed in, of nobody's: such an act can be checked, and is never done.
        """
        return self.desk.by(self.officer.number if self.officer else 0)

    def may(self, kind: type[Act]) -> bool:
        """Whether the signed-in officer's role allows this kind of act."""
        return self.role in RULES[kind].may

    def enrolled(self, number: int) -> Enrolled | None:
        """Whoever is on the staff now under this number."""
        state = self.desk.count.count.officers.get(OfficerNumber(number))
        return state.at(self.desk.count.count.seq) if state else None

    def sign_in(self, number: int) -> Finding | None:
        """Let this officer sit down; A101 if they are not on the staff, and nothing changes.

        Whoever calls has looked at their PIN, where there are PINs.
        """
        enrolled = self.enrolled(number)
        if enrolled is None:
            return finding(Code.A101, "officer", number)
        self.officer = enrolled
        self.officer_changed.emit()
        return None

    def sign_out(self) -> None:
        """Nobody sits here."""
        self.officer = None
        self.officer_changed.emit()

    def follow_staff(self) -> None:
        """The staff list is another: whoever sits here has the right that it gives them now."""
        if self.officer is None:
            return
        now = self.enrolled(self.officer.number)
        if now != self.officer:
            self.officer = now
            self.officer_changed.emit()

    def stood_down(self, seq: int) -> Iterator[Enrolled]:
        """Whoever stood down with this act of `count`, and had a PIN."""
        for state in self.desk.count.count.officers.values():
            at, now = state.history[-1]
            before = state.at(seq - 1)
            if at == seq and now is None and before and self.pins and self.pins.has(before):
                yield before
