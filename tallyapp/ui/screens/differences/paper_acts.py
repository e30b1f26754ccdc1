"""The acts by which a keyed paper is looked at again, queried, corrected or withdrawn:
the same ones for a sheet and for a form.

Each says on what of it the page builds that was opened (`stands`): it is refused if that is past.
"""

from collections.abc import Sequence

from tallyapp.domain import acts
from tallyapp.domain.state.keyed_paper import Stands
from tallyapp.domain.vocabulary.on_paper import FormFigures, SheetFigures
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.domain.vocabulary.units import FormNumber, OfficerNumber, SheetNumber
from tallyapp.words.papers import Paper


def difference_keyed(
    by: acts.Envelope, paper: Paper, stands: Stands, fields: Sequence[FieldValue]
) -> acts.SheetDifferenceKeyed | acts.FormDifferenceKeyed:
    """The fields that differ, keyed once more."""
    keyed = tuple(fields)
    if paper.kind == "sheet":
        return acts.SheetDifferenceKeyed(
            **by.contest, sheet=SheetNumber(paper.number), of=stands.keyings, fields=keyed
        )
    return acts.FormDifferenceKeyed(
        **by.contest,
        form=FormNumber(paper.number),
        round=stands.round,
        of=stands.keyings,
        fields=keyed,
    )


def queried(
    by: acts.Envelope,
    paper: Paper,
    stands: Stands,
    area: str,
    figures: SheetFigures | FormFigures,
    note: str,
) -> acts.SheetQueried | acts.FormQueried:
    """The paper goes back to its table, with what is known of it."""
    if isinstance(figures, SheetFigures):
        return acts.SheetQueried(
            **by.contest,
            sheet=SheetNumber(paper.number),
            of=stands.opened,
            figures=figures,
            note=note,
        )
    return acts.FormQueried(
        **by.contest,
        form=FormNumber(paper.number),
        round=stands.round,
        area=area,
        of=stands.opened,
        figures=figures,
        note=note,
    )


def corrected(
    by: acts.Envelope,
    paper: Paper,
    stands: Stands,
    fields: Sequence[FieldValue],
    reason: str,
    second: OfficerNumber,
) -> acts.SheetCorrected | acts.FormCorrected:
    """Fields of an agreed paper are put right by two officers."""
    right = tuple(fields)
    if paper.kind == "sheet":
        return acts.SheetCorrected(
            **by.contest,
            sheet=SheetNumber(paper.number),
            of=stands.made,
            fields=right,
            reason=reason,
            second=second,
        )
    return acts.FormCorrected(
        **by.contest,
        form=FormNumber(paper.number),
        round=stands.round,
        of=stands.made,
        fields=right,
        reason=reason,
        second=second,
    )


def withdrawn(
    by: acts.Envelope, paper: Paper, stands: Stands, reason: str, second: OfficerNumber
) -> acts.SheetWithdrawn | acts.FormWithdrawn:
    """The paper is taken out of the count by two officers."""
    if paper.kind == "sheet":
        return acts.SheetWithdrawn(
            **by.contest,
            sheet=SheetNumber(paper.number),
            of=stands.made,
            reason=reason,
            second=second,
        )
    return acts.FormWithdrawn(
        **by.contest,
        form=FormNumber(paper.number),
        round=stands.round,
        of=stands.made,
        reason=reason,
        second=second,
    )
