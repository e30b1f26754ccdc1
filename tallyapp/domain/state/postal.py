"""What is true of a contest's postal votes before they are counted."""

from dataclasses import dataclass, field

from tallyapp.domain.vocabulary.units import OfficerNumber, Papers


@dataclass(slots=True)
class TwiceKeyed:
    """A figure that stands once two officers have keyed the same, each without seeing the other's.

    `agreed` is None until then; `last` is the act of the last keying, `waiting` who has keyed what
    since they last agreed.
    """

    agreed: int | None = None
    last: str = ""
    waiting: list[tuple[OfficerNumber, int]] = field(default_factory=list)

    def key(self, officer: OfficerNumber, value: int, act: str, alone: bool) -> None:
        """One more keying; `alone` where one officer may do both, as in a small count."""
        self.last = act
        # One look an officer: what they key later takes the place of what they keyed before.
        others = [each for each in self.waiting if alone or each[0] != officer]
        if any(keyed == value for _, keyed in others):
            self.agreed = value
            self.waiting = []
        else:
            self.waiting = [*others, (officer, value)]


@dataclass(frozen=True, slots=True)
class Session:
    """A session at which covers were opened, and the papers delivered from it in one postal box."""

    number: int
    box: str
    covers: int
    rejected: Papers
    papers: Papers
    id: str


@dataclass(slots=True)
class PostalState:
    """Covers returned, papers rejected before the count, and the sessions by number and box."""

    returned: TwiceKeyed = field(default_factory=TwiceKeyed)
    rejected: TwiceKeyed = field(default_factory=TwiceKeyed)
    sessions: dict[tuple[int, str], Session] = field(default_factory=dict)

    def delivered(self, box: str) -> Papers:
        """Papers delivered to the hall in a postal box, by all sessions."""
        return Papers(sum(s.papers for s in self.sessions.values() if s.box == box))
