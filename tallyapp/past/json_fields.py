"""Reading JSON field by field, with a sentence for whatever is not as it should be.

The words of a library for what it cannot decode are for those who write programs; who keeps a
result in a file is told the field, what stands in it, and what belongs there.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tallyapp.domain.vocabulary.units import MAX_FIGURE
from tallyapp.exchange.faults import ImportRefused
from tallyapp.exchange.tables import FaultBook, Row
from tallyapp.past.reading import read_over

_CHECK = "Check that this is the right file, and that it is whole."

# Results stand four or five lists deep. How deep Python itself reads depends on who else has
# raised its limit, so the same file could be refused in one process and read in another.
_DEEPEST = 50


def decoded(data: bytes, book: FaultBook) -> object:
    """What is in a JSON file. Raises ImportRefused, saying where it cannot be read."""
    try:
        value = json.loads(data.decode("utf-8"))
        if not _within(value, _DEEPEST):
            raise RecursionError
        return value
    except UnicodeDecodeError as error:
        problem = f"Byte {error.start + 1:,}, 0x{data[error.start]:02X}, is not UTF-8 text."
        book.note(0, "", problem, "Save the file as UTF-8.")
    except json.JSONDecodeError as error:
        problem = f"From character {error.colno:,} of the line on it is not JSON."
        book.note(error.lineno, "", problem, _CHECK)
    except RecursionError:
        problem = "Its lists stand within one another, deeper than in any result."
        book.note(0, "", problem, _CHECK)
    except ValueError:
        # Python reads no number of more than some thousand digits.
        book.note(0, "", f"A number in it is far beyond {MAX_FIGURE:,}.", _CHECK)
    raise ImportRefused(book.faults)


def _within(value: object, deepest: int) -> bool:
    """Whether no value stands within more than that many lists and groups."""
    level = [value]
    for _ in range(deepest):
        inner: list[object] = []
        for each in level:
            if isinstance(each, dict):
                inner.extend(each.values())
            elif isinstance(each, list):
                inner.extend(each)
        if not inner:
            return True
        level = inner
    return False


class Told:
    """A group of fields, read one by one; faults go to the book, what was read over to the remarks.

    `place` says which of several groups it is, as "candidate 3"; empty if it is the whole file.
    """

    def __init__(self, value: object, book: FaultBook, sample: str, place: str = "") -> None:
        self.book = book
        self.remarks: list[str] = []
        self._sample = sample
        self._place = place
        self._fields: Mapping[str, object] = {}
        # Of a group that is missing, that alone is said, and nothing of each field in it.
        self._missing = value is None
        if isinstance(value, dict):
            self._fields = value
        elif value is not None:
            self._note("", f"Here stands {_shown(value)}, not a group of fields.", self._compare)

    def text(self, name: str, *, required: bool = True) -> str:
        """The text of a field, empty if it is missing or faulty."""
        value = self._value(name, required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._note(name, f"{_shown(value)} is no text.", "Write it in double quotes.")
            return ""
        text, said = read_over(unicodedata.normalize("NFC", value.strip()))
        if said:
            self.remarks.append(f"{self._at(name)}: {said}")
        book = self._apart()
        book.text(Row(0, {name: text}), name)
        self._take(name, book)
        return text

    def whole_number(
        self, name: str, least: int, most: int, *, required: bool = True
    ) -> int | None:
        """The whole number in a field, None if it is missing or faulty."""
        value = self._value(name, required)
        if value is None:
            return None
        # True is a number to Python, and 1e3 a float: neither is how anybody writes votes.
        if isinstance(value, bool | float | list | dict):
            problem = f"{_shown(value)} is not a whole number from {least:,} to {most:,}."
            self._note(name, problem, "Write it in digits alone.")
            return None
        # Read by the same rules as a cell of a list, and told by the place in this file.
        book = self._apart()
        number = book.whole_number(Row(0, {name: str(value)}), name, least, most)
        self._take(name, book)
        return number

    def figure(self, name: str, *, required: bool = True) -> int | None:
        """The papers or votes in a field, None if it is missing or faulty."""
        return self.whole_number(name, 0, MAX_FIGURE, required=required)

    def truth(self, name: str) -> bool:
        """Whether a field says true."""
        value = self._value(name, True)
        if value is not None and not isinstance(value, bool):
            self._note(name, f"{_shown(value)} is neither true nor false.", "Write one of the two.")
        return value is True

    def day(self, name: str, *, required: bool = True) -> date | None:
        """The day in a field, None if it is missing or faulty."""
        value = self._value(name, required)
        if value is None:
            return None
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self._note(name, f"{_shown(value)} is no day.", "Write it as 2024-07-04.")
            return None

    def group(self, name: str) -> "Told":
        """The fields that stand together under one name."""
        return self._told(self._value(name, True), name)

    def groups(self, name: str, one: str) -> list["Told"]:
        """The groups in a list, the place of each by its number: `one` is what each of them is."""
        return [self._told(value, f"{one} {n}") for n, value in enumerate(self._list(name), 1)]

    def apart(self, shared: FaultBook) -> tuple["Told", FaultBook]:
        """The same group with a book and remarks of its own, so that its faults leave out no other
        group.
        """
        book = replace(shared, faults=[])
        told = Told(dict(self._fields), book, self._sample, self._place)
        return told, book

    def texts(self, name: str) -> list[str]:
        """The texts in a list."""
        listed = {f"{name} {n}": value for n, value in enumerate(self._list(name), 1)}
        told = self._told(listed, "")
        return [told.text(each) for each in listed]

    def note(self, name: str, problem: str, remedy: str) -> None:
        """Take down one fault of a field."""
        self._note(name, problem, remedy)

    @property
    def _compare(self) -> str:
        return f"Compare it with the sample {self._sample}."

    def _told(self, value: object, place: str) -> "Told":
        where = ", ".join(filter(None, (self._place, place)))
        told = Told(value, self.book, self._sample, where)
        told.remarks = self.remarks
        return told

    def _list(self, name: str) -> list[object]:
        value = self._value(name, True)
        if isinstance(value, list):
            return value
        if value is not None:
            self._note(name, f"Here stands {_shown(value)}, not a list.", self._compare)
        return []

    def _value(self, name: str, required: bool) -> object:
        value = self._fields.get(name)
        if required and value is None and not self._missing:
            self._note(name, "The field is missing.", self._compare)
        return value

    def _at(self, name: str) -> str:
        return ", ".join(filter(None, (self._place, f'"{name}"' if name else "")))

    def _note(self, name: str, problem: str, remedy: str) -> None:
        where = self._at(name)
        self.book.note(0, "", f"{where}: {problem}" if where else problem, remedy)

    def _apart(self) -> FaultBook:
        """A book of its own for a cell, whose faults are then told by the place of the field."""
        return replace(self.book, faults=[])

    def _take(self, name: str, book: FaultBook) -> None:
        for fault in book.faults:
            self._note(name, fault.problem, fault.remedy)


def _shown(value: object) -> str:
    """What stands in a file, for a sentence about it; never more of it than a line has room for."""
    if isinstance(value, str):
        return f'"{value[:40]}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value}"[:40]
    return "nothing" if value is None else "a list" if isinstance(value, list) else "a group"
