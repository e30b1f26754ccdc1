"""The acts by which count sheets and adjudication forms are keyed,
queried, corrected and withdrawn.

Each names in `of` what it builds on, by the id of the act: whatever it meets on its way, it is
about what it was about when it was made, or it is refused (A114).
"""

from typing import TypeAlias

from tallyapp.domain.acts.base import ContestAct
from tallyapp.domain.vocabulary.on_paper import FormFigures, SheetFigures
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import (
    Figure,
    Form,
    Hex32,
    Identifier,
    Number,
    Of,
    Officer,
    Sheet,
    Text,
)

__all__ = [
    "FormCorrected",
    "FormDifferenceKeyed",
    "FormKeyed",
    "FormQueried",
    "FormWithdrawn",
    "PaperAct",
    "SheetCorrected",
    "SheetDifferenceKeyed",
    "SheetKeyed",
    "SheetQueried",
    "SheetWithdrawn",
    "SlateCompared",
    "SlateConfirmed",
    "SlateNamed",
]

# ---- count sheets


class SlateNamed(ContestAct, frozen=True, kw_only=True, tag=True):
    """A slate was met for the first time; from now on papers can be keyed for it."""

    candidates: Slate


class SlateConfirmed(ContestAct, frozen=True, kw_only=True, tag=True):
    """Another officer keyed a slate's candidates from the paper,
    and they are those it was named with.
    """

    candidates: Slate


class SlateCompared(ContestAct, frozen=True, kw_only=True, tag=True):
    """A supervisor who keyed it neither time compared a slate's names and descriptions with its
    bundle; `fits` is whether they are those on its papers, `note` what was found.
    """

    candidates: Slate
    fits: bool
    note: Text = ""


class SheetKeyed(ContestAct, frozen=True, kw_only=True, tag=True):
    """A clerk keyed a whole sheet. Whether it is the first keying
    or the second, the state knows.

    `of` is the act by which the sheet was handed out, or sent back: two keyings agree only if
    they are of the same paper, and after a query it is another. `noughts` are the candidates whose
    blank lines were made 0 all at once, in ballot-paper order: two keyings agree whatever it says.
    """

    sheet: Sheet
    of: Hex32
    figures: SheetFigures
    # Said apart from the figures: whoever reads this later sees which noughts nobody keyed.
    noughts: tuple[Number, ...] = ()


class SheetDifferenceKeyed(ContestAct, frozen=True, kw_only=True, tag=True):
    """The fields in which the keyings differ were keyed once more from the paper, blind.

    `of` are all keyings that it decides between, in their order.
    """

    sheet: Sheet
    of: tuple[Hex32, ...]
    fields: tuple[FieldValue, ...]


# What was keyed is kept although it is wrong: the table must be shown what it wrote.
class SheetQueried(ContestAct, frozen=True, kw_only=True, tag=True):
    """A sheet that is wrong on paper goes back to its table; what was keyed of it is kept here.

    `of` is as in a keying.
    """

    sheet: Sheet
    of: Hex32
    figures: SheetFigures
    note: Text = ""


# Two officers, both named: this changes a figure that two had agreed on.
class SheetCorrected(ContestAct, frozen=True, kw_only=True, tag=True):
    """Fields of an agreed sheet are corrected, with a reason, by a
    supervisor and a second officer.

    `of` is the act that made stand what stands.
    """

    sheet: Sheet
    of: Hex32
    fields: tuple[FieldValue, ...]
    reason: Text
    second: Officer


class SheetWithdrawn(ContestAct, frozen=True, kw_only=True, tag=True):
    """A sheet leaves the count for good, or was never used, with a reason, by two officers.

    `of` is the act that made it what it is.
    """

    sheet: Sheet
    of: Hex32
    reason: Text
    second: Officer


# ---- doubtful papers


class FormKeyed(ContestAct, frozen=True, kw_only=True, tag=True):
    """A clerk keyed a whole adjudication form of an area; two officers key each.

    `round` is the round in which its papers are decided on; `of` is the query after which it is
    keyed, or empty for a form that was never queried.
    """

    form: Form
    round: Figure
    area: Identifier
    of: Of
    figures: FormFigures


class FormDifferenceKeyed(ContestAct, frozen=True, kw_only=True, tag=True):
    """The fields in which the keyings of a form differ were keyed
    once more from the paper, blind.
    """

    form: Form
    round: Figure
    of: tuple[Hex32, ...]
    fields: tuple[FieldValue, ...]


class FormQueried(ContestAct, frozen=True, kw_only=True, tag=True):
    """A form that is wrong on paper goes back to whoever signed it;
    what was keyed of it is kept here.

    A form that does not add up is never keyed,
    so that this is often the first that the count hears of it.
    """

    form: Form
    round: Figure
    area: Identifier
    of: Of
    figures: FormFigures
    note: Text = ""


class FormCorrected(ContestAct, frozen=True, kw_only=True, tag=True):
    """Fields of an agreed form are corrected, with a reason, by a
    supervisor and a second officer.
    """

    form: Form
    round: Figure
    of: Hex32
    fields: tuple[FieldValue, ...]
    reason: Text
    second: Officer


class FormWithdrawn(ContestAct, frozen=True, kw_only=True, tag=True):
    """A form leaves the count for good, with a reason, by two officers."""

    form: Form
    round: Figure
    of: Hex32
    reason: Text
    second: Officer


PaperAct: TypeAlias = (
    SlateNamed
    | SlateConfirmed
    | SlateCompared
    | SheetKeyed
    | SheetDifferenceKeyed
    | SheetQueried
    | SheetCorrected
    | SheetWithdrawn
    | FormKeyed
    | FormDifferenceKeyed
    | FormQueried
    | FormCorrected
    | FormWithdrawn
)
"""Every act by which papers are keyed, in the order in which they come."""
