"""What a file is that is no list: the sentence that says so, and how to come to a list from it."""

from typing import NamedTuple

SAVE_AS_CSV = 'Open it in the spreadsheet and save it as a workbook (XLSX) or "CSV UTF-8".'
_COPY_TABLE = (
    "Copy its table into a spreadsheet, under a row with the names of the columns, and save that "
    'as a workbook (XLSX) or "CSV UTF-8".'
)
_SAVE_AS_UTF8 = 'Open it in an editor or the spreadsheet and save it as UTF-8 ("CSV UTF-8").'
_ANOTHER_FILE = "Check that this is the right file: a list is a workbook (XLSX) or a CSV file."


class NotAList(NamedTuple):
    """What the file is, and what to do."""

    problem: str
    remedy: str


# By what it is and not by its name: people rename a workbook to .csv and think it is one.
_BEGINNINGS = {
    b"%PDF": NotAList("This is a PDF, not a CSV file or a workbook.", _COPY_TABLE),
    b"{\\rtf": NotAList(
        "This is a document of a word processor, not a CSV file or a workbook.", _COPY_TABLE
    ),
    b"\xff\xfe": NotAList("This is UTF-16 text, not UTF-8.", _SAVE_AS_UTF8),
    b"\xfe\xff": NotAList("This is UTF-16 text, not UTF-8.", _SAVE_AS_UTF8),
    b"\x89PNG": NotAList("This is a picture, not a CSV file or a workbook.", _COPY_TABLE),
    b"\xff\xd8\xff": NotAList("This is a picture, not a CSV file or a workbook.", _COPY_TABLE),
    b"\x1f\x8b": NotAList(
        "This is a compressed file, not a CSV file or a workbook.", "Unpack it first."
    ),
    b"SQLite format 3": NotAList(
        "This is a count or another database, not a CSV file or a workbook.", _ANOTHER_FILE
    ),
}
_WORKBOOK = NotAList("This is a workbook of another kind than XLSX.", SAVE_AS_CSV)
_PROTECTED = NotAList(
    "This workbook or document opens with a password.",
    "Open it, take the password off, and save it again; put it back when the list is read.",
)
_DOCUMENT = NotAList(
    "This is a document of a word processor, not a CSV file or a workbook.", _COPY_TABLE
)
_WEB_PAGE = NotAList(
    "This is a web page, whatever its name ends in, not a CSV file or a workbook.",
    f"{SAVE_AS_CSV} Where the spreadsheet warns that the file is not what it is named, go on.",
)
_XML = NotAList("This is XML, not a CSV file or a workbook.", _ANOTHER_FILE)
_PACKED = NotAList(
    "This is a packed (ZIP) file, not a CSV file or a workbook.",
    f"Unpack it and bring in what is inside. If it is a workbook: {SAVE_AS_CSV}",
)
_IN_DOCUMENTS = (b"word/", b"opendocument.text")
_IN_WORKBOOKS = (b"xl/", b"opendocument.spreadsheet")
_SHOWN = 4_000
"""Bytes from the beginning that are enough to know a file by."""


def is_workbook(data: bytes) -> bool:
    """Whether these bytes are a workbook that is read (XLSX, or XLSM without its macros)."""
    return data.startswith(b"PK") and b"xl/workbook.xml" in data


def not_a_list(data: bytes) -> NotAList | None:
    """What a file of these bytes is instead of a list; None where it may be one."""
    if is_workbook(data):
        return None
    for beginning, found in _BEGINNINGS.items():
        if data.startswith(beginning):
            return found
    if data.startswith(b"PK"):
        return _packed(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return _PROTECTED
        # Both old formats of Microsoft's are such a file; the names of its parts are in UTF-16.
        return _DOCUMENT if "WordDocument".encode("utf-16-le") in data else _WORKBOOK
    shown = data[:_SHOWN].lstrip().lower()
    if shown.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        return _WEB_PAGE
    if shown.startswith(b"<?xml"):
        return _WORKBOOK if b"spreadsheet" in shown else _XML
    return _by_zeros(data[:_SHOWN])


def _packed(data: bytes) -> NotAList:
    if any(part in data for part in _IN_DOCUMENTS):
        return _DOCUMENT
    if any(part in data for part in _IN_WORKBOOKS):
        return _WORKBOOK
    return _PACKED


def _by_zeros(data: bytes) -> NotAList | None:
    """Text in two bytes a letter has a zero in every other place; text in UTF-8 has none at all."""
    # UTF-16 without its mark is UTF-8 too, with a zero beside every letter.
    zeros = data.count(0)
    if not zeros:
        return None
    if max(data[0::2].count(0), data[1::2].count(0)) * 4 > len(data):
        return NotAList("This is UTF-16 text, not UTF-8.", _SAVE_AS_UTF8)
    return NotAList("This is not text: it holds zero bytes.", _ANOTHER_FILE)
