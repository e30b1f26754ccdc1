"""Doubtful papers: adjudication forms, by which alone rejected papers enter the count."""

from collections.abc import Sequence
from functools import lru_cache

from . import acts
from .checks import Code, Finding, finding
from .figures import PaperKind, Row
from .keying import KeyedPaper, Life
from .officers import ADJUDICATING
from .state import AreaState, Changed, ContestState, CountState
from .things import FormFigures
from .units import OfficerNumber, Papers, Votes


class FormKind(PaperKind):
    """Fields: papers, allowed by candidate, rejected by head, objections, and the adjudicator's number."""

    def __init__(self, candidates: int, heads: int) -> None:
        allowed = (f"{n}.allowed" for n in range(1, candidates + 1))
        rejected = (f"{n}.rejected" for n in range(1, heads + 1))
        super().__init__("form", ("papers", *allowed, *rejected, "objections", "adjudicator"))
        self._candidates = candidates

    def adds_up(self, number: int, values: Sequence[int]) -> list[Finding]:
        """E101: papers = allowed + rejected."""
        allowed, rejected = sum(self.allowed(values)), sum(self.rejected(values))
        papers, lines = values[0], allowed + rejected
        if lines == papers:
            return []
        sums = {"allowed": allowed, "rejected": rejected, "lines": lines, "papers": papers}
        return [finding(Code.E101, "form", number, **sums, difference=lines - papers)]

    def add(self, area: AreaState, values: Sequence[int], sign: int) -> None:
        """Votes allowed, papers rejected by head, papers adjudicated, objections."""
        for i, papers in enumerate(self.allowed(values)):
            area.votes[i] = Votes(area.votes[i] + sign * papers)
        for i, papers in enumerate(self.rejected(values)):
            area.rejected[i] = Papers(area.rejected[i] + sign * papers)
        area.adjudicated = Papers(area.adjudicated + sign * values[0])
        area.objections += sign * values[-2]

    def allowed(self, values: Sequence[int]) -> Sequence[int]:
        """Papers allowed, by candidate."""
        return values[1 : 1 + self._candidates]

    def rejected(self, values: Sequence[int]) -> Sequence[int]:
        """Papers rejected, by head."""
        return values[1 + self._candidates : -2]

    def rights(self, count: CountState, seen: int, row: Sequence[int | None]) -> list[Finding]:
        """A102 unless the adjudicator named may adjudicate."""
        number = row[-1]
        if number is None or count.role(OfficerNumber(number), seen) in ADJUDICATING:
            return []
        return [finding(Code.A102, "officer", number, "not-adjudicating")]


_form_kind = lru_cache(maxsize=256)(FormKind)


def form_kind(contest: ContestState) -> FormKind:
    """The kind of adjudication form that this contest uses."""
    return _form_kind(len(contest.set_up.candidates), len(contest.set_up.rules.heads))


def form_row(figures: FormFigures) -> Row:
    """The fields of a form in order; None is a blank."""
    return [figures.papers, *figures.allowed, *figures.rejected, figures.objections, figures.adjudicator]


def _form(contest: ContestState, act: acts.FormKeyed | acts.FormQueried) -> KeyedPaper | list[Finding]:
    """The form as it is, or as it would be registered; A104 or A109 for its area."""
    if act.area not in contest.areas:
        return [finding(Code.A104, "area", act.area)]
    form = contest.forms.get(act.form) or KeyedPaper(act.form, act.area)
    return form if form.area == act.area else [finding(Code.A109, "form", act.form, "area")]


def _registered(contest: ContestState, act: acts.FormKeyed | acts.FormQueried) -> KeyedPaper:
    form = contest.forms.get(act.form)
    if form is None:
        form = contest.forms[act.form] = KeyedPaper(act.form, act.area)
        contest.areas[act.area].forms.append(form)
    return form


def check_keyed(count: CountState, contest: ContestState, act: acts.FormKeyed) -> list[Finding]:
    """A whole keying of a form, which registers it when it is the first."""
    form = _form(contest, act)
    if isinstance(form, list):
        return form
    area, row = contest.areas[act.area], form_row(act.figures)
    return form_kind(contest).check_keyed(count, act.form, form, area, act, row)


def apply_keyed(contest: ContestState, act: acts.FormKeyed) -> Changed:
    """Take the keying."""
    return form_kind(contest).take(contest, _registered(contest, act), act.by, form_row(act.figures))


def check_difference(
    count: CountState, contest: ContestState, act: acts.FormDifferenceKeyed
) -> list[Finding]:
    """The differing fields keyed once more."""
    form = contest.forms.get(act.form)
    area = contest.areas[form.area] if form else None
    return form_kind(contest).check_difference(count, act.form, form, area, act, act.fields)


def apply_difference(contest: ContestState, act: acts.FormDifferenceKeyed) -> Changed:
    """Take the fields."""
    kind = form_kind(contest)
    row, _ = kind.row(act.form, act.fields)
    return kind.take(contest, contest.forms[act.form], act.by, row)


def check_queried(_: CountState, contest: ContestState, act: acts.FormQueried) -> list[Finding]:
    """The form goes back to whoever signed it; one that nobody could key is registered by this."""
    form = _form(contest, act)
    if isinstance(form, list):
        return form
    return form_kind(contest).check_queried(act.form, form, form_row(act.figures))


def apply_queried(contest: ContestState, act: acts.FormQueried) -> Changed:
    """The form waits; what was keyed stays in the ledger."""
    return form_kind(contest).drop(contest, _registered(contest, act), Life.QUERIED)


def check_corrected(count: CountState, contest: ContestState, act: acts.FormCorrected) -> list[Finding]:
    """A live form is corrected."""
    form = contest.forms.get(act.form)
    area = contest.areas[form.area] if form else None
    correction = act.fields, act.reason, act.second
    return form_kind(contest).check_corrected(count, act.form, form, area, act, correction)


def apply_corrected(contest: ContestState, act: acts.FormCorrected) -> Changed:
    """The corrected figures stand."""
    return form_kind(contest).correct(contest, contest.forms[act.form], act.fields)


def check_withdrawn(count: CountState, contest: ContestState, act: acts.FormWithdrawn) -> list[Finding]:
    """A form leaves the count."""
    form = contest.forms.get(act.form)
    return form_kind(contest).check_withdrawn(count, act.form, form, act, act.reason, act.second)


def apply_withdrawn(contest: ContestState, act: acts.FormWithdrawn) -> Changed:
    """Its figures leave the totals."""
    return form_kind(contest).drop(contest, contest.forms[act.form], Life.WITHDRAWN)
