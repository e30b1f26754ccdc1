"""A table as a file that a spreadsheet opens."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.ui.session.session import Session


def lines_of(model: QAbstractItemModel) -> Iterator[list[str]]:
    """A whole table, its headings first, each cell as one line of text without separators."""
    columns = range(model.columnCount())
    across = Qt.Orientation.Horizontal
    yield [_plain(model.headerData(column, across)) for column in columns]
    for row in range(model.rowCount()):
        yield [_plain(model.index(row, column).data()) for column in columns]


def as_csv(model: QAbstractItemModel) -> bytes:
    """A whole table as a spreadsheet opens it (RFC 4180, UTF-8 with a mark for Excel)."""
    text = io.StringIO()
    csv.writer(text).writerows(lines_of(model))
    return text.getvalue().encode("utf-8-sig")


def ask_and_save(
    screen: QWidget,
    session: "Session",
    model: QAbstractItemModel,
    name: str,
    then: Callable[[str], None],
) -> QFileDialog:
    """Ask where a table is to go and put it there,
    off the window's thread; `then` is told in words.
    """
    dialog = QFileDialog(screen, say("ui", "export-where"), name, say("ui", "export-kind"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.selectFile(name)
    data = as_csv(model)

    def save(chosen: str) -> None:
        from tallyapp.files import write_atomically

        path = Path(chosen)
        session.work(
            lambda: write_atomically(path, data),
            lambda _: then(say("ui", "exported", path=path)),
            then,
        )

    dialog.fileSelected.connect(save)
    dialog.open()
    return dialog


def _plain(value: object) -> str:
    return "" if value is None else str(value).replace("\t", " ").replace("\n", " ")
