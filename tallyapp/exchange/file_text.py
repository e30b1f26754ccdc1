"""What is in a file: its bytes, and the text that they are."""

from pathlib import Path
from typing import TYPE_CHECKING

from tallyapp.errors import EnvironmentFault

from .faults import ImportRefused
from .file_kinds import SAVE_AS_CSV, not_a_list

if TYPE_CHECKING:
    from .tables import FaultBook

LARGEST_FILE = 50_000_000
"""Bytes; every candidate of a whole general election takes less than a tenth of it."""


def read_bytes(path: Path, book: "FaultBook") -> bytes:
    """What is in the file, without a byte order mark. Raises ImportRefused if it is of a wrong
    kind.
    """
    try:
        with path.open("rb") as file:
            # One byte more than the most: what is read is measured, not what a folder says.
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise EnvironmentFault(
            f"{path} could not be read ({error.strerror}). Check the name, and that it may be "
            "opened."
        ) from error
    if len(data) > LARGEST_FILE:
        book.note(
            0,
            "",
            f"The file is larger than {LARGEST_FILE:,} bytes.",
            "Check that this is the right file.",
        )
    elif found := not_a_list(data):
        book.note(0, "", found.problem, found.remedy)
    book.refuse_if_any()
    # The mark that spreadsheets put first would otherwise be part of the first column's name.
    return data.removeprefix(b"\xef\xbb\xbf")


def decoded(data: bytes, book: "FaultBook") -> str:
    """The text of a file in UTF-8. Raises ImportRefused with the place of a byte that is not."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # The line and the place in it as an editor counts them, whatever ends the lines.
        before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line_start = before.rfind(b"\n") + 1
        book.note(
            before.count(b"\n") + 1,
            "",
            f"Byte {len(before) - line_start + 1} of the line, 0x{data[error.start]:02X}, is "
            "not UTF-8 text.",
            SAVE_AS_CSV,
        )
        raise ImportRefused(book.faults) from error
