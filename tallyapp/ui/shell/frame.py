"""Where the parts of the window lie."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tallyapp.ui.theme.type import gap


def laid_out(
    header: QWidget, rail: QWidget, notices: Sequence[QWidget], pages: QWidget, keys: QWidget
) -> QWidget:
    """The header above, the rail beside the pages, what is said above them, the keys beneath."""
    body = QWidget()
    grid = QGridLayout(body)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    grid.addWidget(header, 0, 0, 1, 2)
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    holder = QVBoxLayout()
    holder.setContentsMargins(gap(24), 0, gap(24), 0)
    for notice in notices:
        holder.addWidget(notice)
    column.addLayout(holder)
    column.addWidget(pages, 1)
    grid.addLayout(column, 1, 1)
    grid.addWidget(rail, 1, 0)
    grid.addWidget(keys, 2, 0, 1, 2)
    grid.setRowStretch(1, 1)
    grid.setColumnStretch(1, 1)
    return body
