"""A paper keyed by different officers until they agree:
the same for count sheets and adjudication forms.

A sheet is agreed when, for every field, two different officers have keyed the same value;
otherwise the differing fields are keyed again, blind, until two agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias, cast

from tallyapp.domain.vocabulary.units import OfficerNumber

PaperShape: TypeAlias = Literal["sheet", "slip", "form"]


class Life(StrEnum):
    """The life of a sheet or form."""

    ISSUED = "issued"
    KEYED = "keyed"
    DIFFERS = "differs"
    AGREED = "agreed"
    CORRECTED = "corrected"
    QUERIED = "queried"
    WITHDRAWN = "withdrawn"
    EARLIER = "earlier"
    """It was of a round that another has taken the place of: it is kept, and counts no longer."""


LIVE = frozenset({Life.AGREED, Life.CORRECTED})
"""Lives in which a paper's figures are part of the totals."""
DONE = LIVE | {Life.WITHDRAWN, Life.EARLIER}
"""Lives in which nothing is asked of a paper any more."""


# In a small count one officer may look twice, so a look is a number of its own: the officer's
# plus this as often as they had looked before.
_OFFICERS = 10_000
"""More than the largest officer's number."""


def officer_of(look: int) -> OfficerNumber:
    """Who looked, by the key under which a paper keeps what was seen."""
    return OfficerNumber(look % _OFFICERS)


PAPERS = 0
"""Where the papers written on it stand: every paper begins with them."""


class Stands(NamedTuple):
    """What acts about a paper build on, by ids, as it was when somebody began with it.

    `opened` for a keying or a query, `keyings` for a third look, `made` for a correction or a
    withdrawal; with the round of a form.
    """

    round: int
    opened: str = ""
    keyings: tuple[str, ...] = ()
    made: str = ""


@dataclass(slots=True)
class KeyedPaper:
    """A sheet, slip or form: its fields' values by each
    look until agreed, then the values that stand.

    A look is an officer's; in a small count, where one officer may look again,
    each look is its own. `values` is None until they are agreed; they count
    while the paper is live. `round` is the round of its area in which it
    came to be. `seq` is the position of the act that made it what it is, `made` the id of that
    act. By their ids too: `issued` is the act that handed it out (empty for a form, which none
    does), `queried` the last that sent it back, `keyings` all whose looks are here. `table` is the
    table of the hall to which it was handed, if that was said.
    """

    number: int
    area: str
    shape: PaperShape = "sheet"
    round: int = 1
    life: Life = Life.ISSUED
    looks: dict[int, list[int | None]] = field(default_factory=dict)
    values: tuple[int, ...] | None = None
    seq: int = 0
    made: str = ""
    issued: str = ""
    queried: str = ""
    keyings: tuple[str, ...] = ()
    table: str = ""

    @property
    def opened(self) -> str:
        """The act of which a keying is one now: its handing out, or its last query.

        Empty for a form that was never queried.
        """
        return self.queried or self.issued

    @property
    def stands(self) -> Stands:
        """What an act about it builds on now."""
        return Stands(self.round, self.opened, self.keyings, self.made)

    @property
    def officers(self) -> tuple[OfficerNumber, ...]:
        """Who has keyed it, in order; nobody once it is agreed."""
        return tuple(dict.fromkeys(map(officer_of, self.looks)))

    @property
    def papers(self) -> int | None:
        """Papers written on it; None until the keyings agree."""
        return None if self.values is None else self.values[PAPERS]

    @property
    def live(self) -> bool:
        """Whether the figures are part of the totals."""
        return self.life in LIVE

    def differing(self) -> tuple[int, ...]:
        """The fields, by position, in which no two officers have keyed the same value."""
        # Nobody may see which was right: only that the field is to be keyed again from paper.
        looks = list(self.looks.values())
        if len(looks) < 2:
            return ()
        return tuple(
            i for i in range(len(looks[0])) if _agreed([look[i] for look in looks]) is None
        )

    def matches(self, row: Sequence[int | None]) -> bool:
        """Whether this is the second keying, and the same in every field as the first."""
        return len(self.looks) == 1 and row in self.looks.values() and None not in row

    def look(
        self,
        officer: OfficerNumber,
        values: Sequence[int | None],
        seq: int,
        act: str,
        again: bool = False,
    ) -> None:
        """Take one officer's keying (None where a field
        was not asked for) and settle what it settles.

        `seq` and `act` are the position and the id of the act.

        `again` is whether one who has looked before looks anew, and does not mend what they keyed.
        """
        look: int = officer
        # Two looks by one hand are two only where the set-up said so, as the pack does too.
        while again and look in self.looks:
            look += _OFFICERS
        if look not in self.looks and self.matches(values):
            # Not compared field by field: this is what becomes of almost every sheet.
            self.settle(tuple(cast("Sequence[int]", values)), Life.AGREED, seq, act)
            return
        earlier = self.looks.get(look)
        if earlier is None:
            self.looks[look] = list(values)
        else:
            # A blank is a field nobody was asked for: it keeps what this officer saw before.
            self.looks[look] = [
                old if new is None else new for old, new in zip(earlier, values, strict=True)
            ]
        self.seq = seq
        self.made = act
        self.keyings += (act,)
        self.life = Life.KEYED
        if len(self.looks) > 1:
            settled = [_agreed(column) for column in zip(*self.looks.values(), strict=True)]
            values_agreed = tuple(value for value in settled if value is not None)
            if len(values_agreed) == len(settled):
                self.settle(values_agreed, Life.AGREED, seq, act)
            else:
                self.life = Life.DIFFERS

    def settle(self, values: tuple[int, ...], life: Life, seq: int, act: str) -> None:
        """The values that stand from now on; what each officer keyed is in the ledger."""
        self.values = values
        self._became(life, seq, act)

    def query(self, seq: int, act: str) -> None:
        """The paper goes back: nothing keyed of it stands; what is keyed next is of this act."""
        self.values = None
        self.queried = act
        self._became(Life.QUERIED, seq, act)

    def withdraw(self, seq: int, act: str) -> None:
        """The paper is out of the count: nothing keyed of it stands."""
        self.values = None
        self._became(Life.WITHDRAWN, seq, act)

    def _became(self, life: Life, seq: int, act: str) -> None:
        self.life = life
        self.seq = seq
        self.made = act
        # Nothing keyed of it stands by itself: the next keying is the first, by whoever comes.
        self.looks = {}
        self.keyings = ()

    def lengthen(self, fields: int) -> None:
        """The paper has more fields from now on, which nobody could
        key before: they are 0 on it.
        """
        for look in self.looks.values():
            look += [None if None in look else 0] * (fields - len(look))
        if self.values is not None:
            self.values += (0,) * (fields - len(self.values))

    def after(
        self, officer: OfficerNumber, values: Sequence[int | None], again: bool = False
    ) -> "KeyedPaper":
        """What this paper would be after one more keying; the paper itself is not changed."""
        looks = {o: list(v) for o, v in self.looks.items()}
        copy = KeyedPaper(self.number, self.area, life=self.life, looks=looks, values=self.values)
        copy.look(officer, values, self.seq, self.made, again)
        return copy


def _agreed(column: Sequence[int | None]) -> int | None:
    """The value that two different officers have keyed, or None."""
    seen: set[int] = set()
    for value in column:
        if value is None:
            continue
        if value in seen:
            return value
        seen.add(value)
    return None
