"""Empty lists to be filled in: a workbook that says what each column holds, or CSV."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from . import areas, candidates, staff_list

_ROWS = 2_000
"""Down to which row cells are formatted as text, so that a spreadsheet eats no noughts or dates."""
_WIDE = 24


@dataclass(frozen=True, slots=True)
class Form:
    """The columns of a list, those it must have first, and what some of them may hold."""

    needed: tuple[str, ...]
    optional: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns, in the order in which they are offered."""
        return (*self.needed, *self.optional)


FORMS: Mapping[str, Form] = {
    "candidates": Form(candidates.COLUMNS, candidates.OPTIONAL, {}),
    "areas": Form(areas.COLUMNS, areas.OPTIONAL, {"kind": ("polling", "postal")}),
    "staff": Form(staff_list.COLUMNS, staff_list.OPTIONAL, {"role": tuple(staff_list.ROLES)}),
}
"""The lists that there are, by name."""


def as_csv(name: str) -> bytes:
    """An empty list as CSV, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(FORMS[name].columns)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(name: str, titles: tuple[str, str], words: Mapping[str, str], needed: str) -> bytes:
    """An empty list as a workbook, with what each column holds (`words`) on a second sheet.

    `titles` are those of the two sheets; `needed` is said beside what must be filled in.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    form = FORMS[name]
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title, second = titles
    for position, column in enumerate(form.columns, 1):
        letter = get_column_letter(position)
        heading = sheet.cell(row=1, column=position, value=column)
        heading.font = Font(bold=True)
        sheet.column_dimensions[letter].width = max(_WIDE, len(column) + 2)
        # As text: 01 stays 01, and 1-2 does not become the first of February.
        for row in range(1, _ROWS + 1):
            sheet.cell(row=row, column=position).number_format = "@"
        if choices := form.choices.get(column):
            rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"')
            rule.add(f"{letter}2:{letter}{_ROWS}")
            sheet.add_data_validation(rule)
    sheet.freeze_panes = "A2"
    told = workbook.create_sheet(second)
    told.column_dimensions["A"].width = _WIDE + 4
    told.column_dimensions["B"].width = _WIDE * 4
    for column in form.columns:
        said = f"{words[column]} {needed}" if column in form.needed else words[column]
        told.append([column, said])
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()
