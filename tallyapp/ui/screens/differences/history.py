"""What was keyed of a paper that stands, by whom and when, from its acts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.rules.keying import row_of
from tallyapp.domain.rules.paper import PaperKind
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.words.papers import Paper

_LOOKS = (acts.SheetDifferenceKeyed, acts.FormDifferenceKeyed)
_CORRECTED = (acts.SheetCorrected, acts.FormCorrected)
_QUERIED = (acts.SheetQueried, acts.FormQueried)
_WITHDRAWN = (acts.SheetWithdrawn, acts.FormWithdrawn)


@dataclass(frozen=True, slots=True)
class Keying:
    """One keying of a paper, or a correction: who, when, and the figures by field.

    `at` is None where it is not told;
    `reason` and `second` are those of a correction, empty and 0 otherwise.
    """

    by: int
    at: datetime | None
    values: Mapping[str, int | None]
    reason: str = ""
    second: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """A query or a withdrawal: who, when, why, and the officer who looked on (0 if none did)."""

    withdrawn: bool
    by: int
    at: datetime
    reason: str
    second: int = 0


@dataclass(frozen=True, slots=True)
class History:
    """The keyings since the paper last came from its table, and what happened to it otherwise."""

    keyings: tuple[Keying, ...]
    events: tuple[Event, ...]

    def differing(self, fields: Sequence[str]) -> Sequence[str]:
        """The fields in which not all that was keyed is the same."""
        return [field for field in fields if len(self._values(field)) > 1]

    def _values(self, field: str) -> set[int | None]:
        return {keying.values[field] for keying in self.keyings if field in keying.values}


def history(contest: ContestState, paper: Paper, told: Sequence[tuple[int, AnyAct]]) -> History:
    """A paper's history from acts in order; those of anything else of that number are left out."""
    rules = paper.rules(contest)
    names = rules.fields
    keyings: list[Keying] = []
    events: list[Event] = []
    for act in (act for _, act in told if getattr(act, paper.kind, None) == paper.number):
        if isinstance(act, acts.SheetKeyed | acts.FormKeyed):
            keyings.append(
                Keying(act.by, act.at, dict(zip(names, row_of(contest, act)[0], strict=True)))
            )
        elif isinstance(act, _LOOKS):
            keyings.append(Keying(act.by, act.at, _by_name(rules, act.fields)))
        elif isinstance(act, _CORRECTED):
            keyings.append(
                Keying(act.by, act.at, _by_name(rules, act.fields), act.reason, act.second)
            )
        elif isinstance(act, _QUERIED):
            keyings = []  # keyed anew when it comes back
            events.append(Event(False, act.by, act.at, act.note))
        elif isinstance(act, _WITHDRAWN):
            events.append(Event(True, act.by, act.at, act.reason, act.second))
    return History(tuple(keyings), tuple(events))


def _by_name(rules: PaperKind, fields: Sequence[FieldValue]) -> Mapping[str, int | None]:
    return {given.field: rules.value_of(given) for given in fields}
