"""Where a draft lies: of which contest, and of what in it.

This is the one module that knows how such a place is written into the count's file. There is no
place without its contest: two wards have boxes, forms and results of the same numbers.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from tallyapp.words.papers import Paper

Thing: TypeAlias = Literal[
    "sheet",
    "form",
    "account",
    "look",
    "correct",
    "seen",
    "read-back",
    "re-add",
    "declared-outside",
    "corrected-notice",
    "names",
]
"""What can be begun and left: a sheet or form, a box's account, a third look, a correction, a
read-back, lines added up by hand, a declaration made outside, a corrected notice, the names on the
ballot paper. `seen` is no keying: it notes that somebody has seen both keyings of a paper."""

_HANDED = "handed/"


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """A thing of a contest; with an officer, the place of one draft. `name` says which thing.

    Raises ValueError without a contest.
    """

    contest: str
    thing: Thing
    name: str = ""

    def __post_init__(self) -> None:
        if not self.contest:
            raise ValueError(f"a draft of {self.thing} {self.name} belongs to no contest")

    @classmethod
    def keying(cls, contest: str, paper: "Paper") -> "DraftPlace":
        """A sheet or form that is keyed."""
        return cls(contest, "sheet" if paper.kind == "sheet" else "form", str(paper.number))

    @classmethod
    def about(
        cls, contest: str, thing: Literal["look", "correct", "seen"], paper: "Paper"
    ) -> "DraftPlace":
        """What is done with a sheet or form that was keyed before."""
        return cls(contest, thing, f"{paper.kind}.{paper.number}")

    @property
    def paper(self) -> "Paper | None":
        """The sheet or form that this is about; None if it is about none."""
        from tallyapp.words.papers import Paper  # brings the rules of the count with it

        if self.thing == "sheet":
            return Paper("sheet", int(self.name))
        if self.thing == "form":
            return Paper("form", int(self.name))
        if self.thing in ("look", "correct", "seen"):
            kind, _, number = self.name.partition(".")
            return Paper("sheet" if kind == "sheet" else "form", int(number))
        return None

    # ---- as the file has it

    @property
    def stored(self) -> str:
        """How the count's file names this place."""
        contest = self.contest.replace("%", "%25").replace("/", "%2F")
        return f"{self.thing}/{contest}/{self.name}"

    @property
    def stored_note(self) -> str:
        """How the file names the note to whom the draft at this place was handed over."""
        return _HANDED + self.stored

    @classmethod
    def read(cls, stored: str) -> "DraftPlace | None":
        """The place that the file names so; None where it names none, or a note."""
        thing, _, rest = stored.partition("/")
        contest, _, name = rest.partition("/")
        for known in get_args(Thing):
            if thing == known and contest:
                return cls(contest.replace("%2F", "/").replace("%25", "%"), known, name)
        return None

    @classmethod
    def read_note(cls, stored: str) -> "DraftPlace | None":
        """The place whose handing over the file notes so; None if this is no such note."""
        return cls.read(stored.removeprefix(_HANDED)) if stored.startswith(_HANDED) else None
