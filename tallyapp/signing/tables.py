"""
The tables of objects in a PDF, read strictly: where each object stands, revision by revision.

Only tables in the open are read. What is packed into streams is left to nobody: a document that has
such is none of this program's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallyapp.signing.syntax import (
    APART,
    BEGINS,
    EOL,
    MOST_OBJECTS,
    MOST_VALUES,
    WHITE,
    NotPlain,
    Object,
    Protected,
    Ref,
    TooMany,
    Value,
    after_space,
    match,
    object_at,
    value_at,
)


@dataclass(frozen=True)
class Table:
    """A table of objects with its trailer: where it stands, and where each object stands."""

    start: int
    end: int
    places: Mapping[int, int]
    trailer: dict[str, Value]


_TABLE = re.compile(rb"xref *" + EOL)
_PART = re.compile(rb"(\d{1,10}) (\d{1,10}) *" + EOL)
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \n| \r|\r\n)")
_TRAILER = re.compile(rb"[" + WHITE + rb"]*trailer" + APART)
_LAST = re.compile(
    rb"[" + WHITE + rb"]*startxref" + EOL + rb"(\d{1,12})" + EOL + rb"%%EOF(?:" + EOL + rb"|\Z)"
)


def objects_from(pdf: bytes, at: int) -> tuple[list[Object], int]:
    """The objects that follow one another from there with nothing between, and where they end."""
    read = 0
    found: list[Object] = []
    at = after_space(pdf, at)
    while BEGINS.match(pdf, at):
        found.append(object_at(pdf, at))
        read += found[-1].values
        if len(found) > MOST_OBJECTS or read > MOST_VALUES:
            raise TooMany(f"more than {MOST_OBJECTS:,} objects or {MOST_VALUES:,} values")
        at = after_space(pdf, found[-1].end)
    return found, at


def table_at(pdf: bytes, at: int) -> Table:
    """The table of objects with its trailer that begins there; NotPlain if none does."""
    if not 0 <= at < len(pdf):
        raise NotPlain("a table outside the file")
    end = match(_TABLE, pdf, at).end()
    # An entry for each object and none twice: of two places a reader takes the one it likes.
    places: dict[int, int] = {}
    while part := _PART.match(pdf, end):
        first = int(part[1])
        number = int(part[2])
        if number + len(places) > MOST_OBJECTS:
            raise TooMany(f"more than {MOST_OBJECTS:,} objects")
        end = part.end()
        for each in range(first, first + number):
            entry = match(_ENTRY, pdf, end)
            end = entry.end()
            if entry[3] == b"n":
                if each in places:
                    raise NotPlain("an object that stands in two places")
                places[each] = int(entry[1])
            # A struck-out object is how an earlier page is taken away while it still looks whole.
            elif each != 0:
                raise NotPlain("an object that is struck out")
    trailer, end = value_at(pdf, match(_TRAILER, pdf, end).end())
    if not isinstance(trailer, dict):
        raise NotPlain("a trailer that is no dictionary")
    return Table(at, end, places, trailer)


def ending_at(pdf: bytes, at: int) -> tuple[int, int]:
    """Where the table stands that the end of a revision names, and where the revision ends."""
    last = match(_LAST, pdf, at)
    return int(last[1]), last.end()


def tables(pdf: bytes, most: int) -> list[Table]:
    """The tables of a document from the last to the first, of at most so many revisions.

    Protected for a document that is encrypted, TooMany for one whose tables have no bound,
    NotPlain for one that is damaged or otherwise written.
    """
    at = _last_table(pdf)
    found: list[Table] = []
    while True:
        # Backwards only, or a file could lead round for ever.
        if found and not 0 <= at < found[-1].start:
            raise NotPlain("a table that leads forward")
        if len(found) == most:
            raise NotPlain("more revisions than were looked for")
        table = _plain_table(pdf, at)
        found.append(table)
        if sum(len(each.places) for each in found) > MOST_OBJECTS:
            raise TooMany(f"more than {MOST_OBJECTS:,} objects")
        _check_places(pdf, table)
        before = table.trailer.get("Prev")
        if before is None:
            _check_values(pdf, found)
            return found
        if not isinstance(before, int):
            raise NotPlain("an earlier table that is nowhere")
        at = before


def _plain_table(pdf: bytes, at: int) -> Table:
    """The table that begins there; Protected or NotPlain if its trailer leads anywhere else."""
    # An object where the table should be is a packed table: it is looked into only to say that a
    # password is asked for.
    if BEGINS.match(pdf, at):
        value = object_at(pdf, at).value
        if isinstance(value, dict) and "Encrypt" in value:
            raise Protected("encrypted")
        raise NotPlain("a table that is packed into a stream")
    table = table_at(pdf, at)
    if "Encrypt" in table.trailer:
        raise Protected("encrypted")
    if "XRefStm" in table.trailer:
        raise NotPlain("a second table that is packed into a stream")
    return table


def _check_places(pdf: bytes, table: Table) -> None:
    """NotPlain if a place is not that of its object: readers would search the whole file for it."""
    for number, place in table.places.items():
        begins = BEGINS.match(pdf, place)
        if begins is None or int(begins[1]) != number:
            raise NotPlain("an object that is not in its place")


def _check_values(pdf: bytes, found: Sequence[Table]) -> None:
    """TooMany if the objects hold more values than any document of ours: a library would build
    them all before it answered anything.
    """
    read = 0
    for table in found:
        for place in table.places.values():
            read += object_at(pdf, place).values
            if read > MOST_VALUES:
                raise TooMany(f"more than {MOST_VALUES:,} values")


def _last_table(pdf: bytes) -> int:
    """Where the last table stands, as the end of the file says."""
    # In the last kilobyte, as readers do: an end further up is not that of this document.
    start = pdf.rfind(b"startxref", max(0, len(pdf) - 1024))
    if start < 0:
        raise NotPlain("the end is missing")
    return ending_at(pdf, start)[0]


def object_in(pdf: bytes, tables: Sequence[Table], ref: Value | None) -> Object:
    """The object referred to, in a document with these tables from the last to the first."""
    number = ref.number if isinstance(ref, Ref) else -1
    at = next((table.places[number] for table in tables if number in table.places), -1)
    found = object_at(pdf, at) if at >= 0 else None
    if found is None or found.number != number:
        raise NotPlain("a reference to no object")
    return found


def dictionary_in(pdf: bytes, tables: Sequence[Table], ref: Value | None) -> dict[str, Value]:
    """The dictionary referred to, in a document with these tables from the last to the first."""
    value = object_in(pdf, tables, ref).value
    if not isinstance(value, dict):
        raise NotPlain("a reference to no dictionary")
    return value
