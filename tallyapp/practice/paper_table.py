"""The papers of a practice count as a table: what is keyed by whoever practises."""

import csv
import io
from collections.abc import Sequence

from tallyapp.domain.rules.forms import FormKind
from tallyapp.domain.rules.sheet_lines import SheetKind
from tallyapp.domain.rules.sheets import OneSeat, SeveralSeats, Slip
from tallyapp.domain.vocabulary.on_paper import SheetForm
from tallyapp.practice.rehearsal import Rehearsal


def papers_csv(rehearsal: Rehearsal) -> bytes:
    """The synthetic papers of a contest as a table, for whoever practises keying.

    Before them, who is on each slate, as it is numbered if each is named when it is first met.
    """
    result = rehearsal.result
    plan = rehearsal.plan
    stream = rehearsal.stream
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["contest", "area", "paper", "number", "field", "value"])
    # Slates first: a sheet names them by a number that whoever practises must know.
    for number, slate in enumerate(plan.slates, 1):
        writer.writerow([stream, "", "slate", number, "candidates", " ".join(map(str, slate))])
    kinds = _kinds_of_sheets(rehearsal)
    for sheet in plan.sheets:
        kind = kinds[sheet.form]
        row, _ = kind.read(sheet.number, sheet.figures)
        for name, value in zip(kind.fields, row, strict=True):
            writer.writerow([stream, sheet.area, sheet.form, sheet.number, name, value])
    in_part = tuple(head.in_part for head in rehearsal.rules.heads)
    forms = FormKind(len(result.candidates), in_part, result.seats)
    for form in plan.forms:
        row, _ = forms.read(form.number, form.figures)
        for name, value in zip(forms.fields, row, strict=True):
            writer.writerow([stream, form.area, "form", form.number, name, value])
    return text.getvalue().encode()


def joined(tables: Sequence[bytes]) -> bytes:
    """Tables of the same columns as one."""
    return tables[0] + b"".join(table.partition(b"\n")[2] for table in tables[1:])


def _kinds_of_sheets(rehearsal: Rehearsal) -> dict[SheetForm, SheetKind]:
    """The kinds of this contest's sheets and slips, all of its slates named."""
    result = rehearsal.result
    plan = rehearsal.plan
    line = len(result.candidates), plan.bundle, plan.on_paper.written
    several = *line, result.seats, plan.slates
    sheet = OneSeat(*line) if result.seats == 1 else SeveralSeats(*several)
    return {"sheet": sheet, "slip": Slip(*several)}
