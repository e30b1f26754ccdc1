"""Papers of a practice count, keyed as they lie on its tables."""

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.practice.plans.plans import PlannedForm, PlannedSheet


def sheet_keyed(desk: Desk, stream: str, sheet: PlannedSheet, clerk: int) -> acts.SheetKeyed:
    """What a clerk does who keys a sheet as it is."""
    return acts.SheetKeyed(
        **desk.by(clerk).contest,
        sheet=sheet.number,
        of=desk.contest(stream).sheets[sheet.number].opened,
        figures=sheet.figures,
    )


def key_sheet(desk: Desk, stream: str, sheet: PlannedSheet, clerk: int) -> None:
    """A clerk keys a sheet as it is."""
    desk.do(stream, sheet_keyed(desk, stream, sheet, clerk))


def key_form(desk: Desk, stream: str, form: PlannedForm, clerk: int) -> None:
    """A clerk keys a form of the first round as it is."""
    desk.do(
        stream,
        acts.FormKeyed(
            **desk.by(clerk).contest,
            form=form.number,
            round=1,
            of="",
            area=form.area,
            figures=form.figures,
        ),
    )
