"""Report data of plain records that follow a count: lines of a label and what is said of it."""

from typing import NamedTuple

from tallyapp.domain.reports.declaration_report import Heading


class RecordLine(NamedTuple):
    """A label, what is said of it, and a note beneath; `empty` where nothing is known."""

    label: str
    value: str
    note: str = ""
    empty: bool = False


class RecordPart(NamedTuple):
    """A part of a record: its title with a note beside, sentences, and lines."""

    title: str
    note: str = ""
    sentences: tuple[str, ...] = ()
    lines: tuple[RecordLine, ...] = ()


class Record(NamedTuple):
    """A record, part after part; `signed_by` are those for whose signatures there is room."""

    heading: Heading
    title: str
    parts: tuple[RecordPart, ...]
    signed_by: tuple[str, ...] = ()
