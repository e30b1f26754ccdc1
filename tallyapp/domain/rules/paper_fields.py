"""What is written on a count sheet or adjudication form: its fields by name, and what is wrong."""

from abc import ABC, abstractmethod
from collections.abc import Sequence, Set

from tallyapp.domain.vocabulary.findings import Code, Finding, can_be_kept, check_figure, finding
from tallyapp.domain.vocabulary.places import FieldValue, Kind

Row = list[int | None]
"""Values in the order of the fields; None where a field is blank or was not asked for."""
_MUST_BE = {
    Code.A104: frozenset[str](),
    Code.E101: frozenset({"papers"}),
    Code.E103: frozenset({"mixed", "good"}),
}
"""The field with which the lines of a paper must agree, by what is found where they do not."""


class PaperFields(ABC):
    """The fields of one kind of paper in one contest: what they are called, in their order, and
    how they must add up.
    """

    def __init__(self, kind: Kind, fields: tuple[str, ...]) -> None:
        self.kind = kind
        self.fields = fields
        self.votes: frozenset[str] = frozenset()
        """The fields in votes, where these are another unit than papers."""
        self._positions = {name: i for i, name in enumerate(fields)}

    def at(self, field: str) -> int:
        """The position of a field, by its name."""
        return self._positions[field]

    @abstractmethod
    def adds_up(self, number: int, values: Sequence[int]) -> list[Finding]:
        """All that stands against complete values as they are written: whether they agree with the
        papers on the paper, line by line and together.
        """

    def faults(self, number: int, row: Row) -> list[Finding]:
        """All that is wrong with what is written on a paper, at once: blanks (E105), figures that
        cannot be kept (E102), sums that fail (E101, E103), and slips that are nobody's (A104).

        Beside a blank a sum counts only if nothing in its place could mend it.
        """
        if can_be_kept(row):
            return self.adds_up(number, row)
        # One slip for all of it: a table that mends the first fault alone sends the sheet in again.
        blank = self._blank(number, row)
        found = blank + self.bounds(number, row)
        if len(found) > len(blank):
            return found
        sums = self.adds_up(number, [value or 0 for value in row])
        blanks = {each.place.field for each in blank}
        return found + [each for each in sums if self._despite(each, blanks)]

    def _despite(self, found: Finding, blanks: Set[str]) -> bool:
        """Whether this stands whatever is written where the blanks are."""
        field = found.place.field
        if found.code is Code.E102:
            return True
        # What its lines must add to is not known either.
        if field in blanks or not blanks.isdisjoint(_MUST_BE[found.code]):
            return False
        if field in self._positions and found.code is Code.E101:
            line = field.rpartition(".")[0]
            return not any(blank.rpartition(".")[0] == line for blank in blanks)
        # A vote that is not written is missed by no sum of papers, nor a paper by one of votes.
        added = blanks & self.votes if found.code is Code.E103 else blanks - self.votes
        differences = [each.value for each in found.numbers if each.name == "difference"]
        # Too many already: what is still to be written can only make it more.
        return differences != [] and (differences[0] > 0 or not added)

    def row(self, number: int, fields: Sequence[FieldValue]) -> tuple[Row, list[Finding]]:
        """The named fields as a row of values, None elsewhere;
        and A104 for an unknown or repeated name.
        """
        values: Row = [None] * len(self.fields)
        found = []
        for named in fields:
            position = self._positions.get(named.field)
            # A field named twice has two values, and nobody could say which was meant.
            value = self.value_of(named)
            if position is None or values[position] is not None or value is None:
                found.append(finding(Code.A104, self.kind, number, named.field))
            else:
                values[position] = value
        return values, found

    def named(self, position: int, value: int) -> FieldValue:
        """A field's value as an act holds it."""
        return FieldValue(self.fields[position], value)

    def value_of(self, named: FieldValue) -> int | None:
        """The value of a field that an act names, as a row has it; None if it can have no such."""
        return named.value if isinstance(named.value, int) else None

    def _blank(self, number: int, row: Row) -> list[Finding]:
        pairs = zip(self.fields, row, strict=True)
        return [
            finding(Code.E105, self.kind, number, name) for name, value in pairs if value is None
        ]

    def bounds(self, number: int, row: Row) -> list[Finding]:
        """E102 for each figure of a row that cannot be kept."""
        if can_be_kept([value for value in row if value is not None]):
            return []
        # Only now by name, to say which of them it is.
        pairs = zip(self.fields, row, strict=True)
        return [
            found for name, value in pairs for found in check_figure(self.kind, number, name, value)
        ]
