"""What is done with sheets, slips and forms alike:
keyed, keyed again, queried, corrected, withdrawn.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias, get_args

from tallyapp.domain import acts
from tallyapp.domain.rules.forms import form_kind
from tallyapp.domain.rules.names import unconfirmed_names
from tallyapp.domain.rules.paper import PaperKind
from tallyapp.domain.rules.paper_fields import Row
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding

if TYPE_CHECKING:
    from typing_extensions import TypeIs

_SheetAct: TypeAlias = (
    acts.SheetKeyed
    | acts.SheetDifferenceKeyed
    | acts.SheetQueried
    | acts.SheetCorrected
    | acts.SheetWithdrawn
)
_FormAct: TypeAlias = (
    acts.FormKeyed
    | acts.FormDifferenceKeyed
    | acts.FormQueried
    | acts.FormCorrected
    | acts.FormWithdrawn
)
_WholeForm: TypeAlias = acts.FormKeyed | acts.FormQueried
Keyed: TypeAlias = acts.SheetKeyed | acts.FormKeyed
DifferenceKeyed: TypeAlias = acts.SheetDifferenceKeyed | acts.FormDifferenceKeyed
Queried: TypeAlias = acts.SheetQueried | acts.FormQueried
Corrected: TypeAlias = acts.SheetCorrected | acts.FormCorrected
Withdrawn: TypeAlias = acts.SheetWithdrawn | acts.FormWithdrawn
_OF_SHEETS = frozenset(get_args(_SheetAct))
_WHOLE_FORMS = frozenset(get_args(_WholeForm))
# By the kind, and not asked one after another: this is looked up for every act of a file.
_BUILDS_ON: Mapping[type[acts.Act], Callable[[KeyedPaper], object]] = {
    **dict.fromkeys(get_args(Keyed | Queried), attrgetter("opened")),
    **dict.fromkeys(get_args(DifferenceKeyed), attrgetter("keyings")),
    **dict.fromkeys(get_args(Corrected | Withdrawn), attrgetter("made")),
}
"""What of a paper each kind of act must name in `of`."""


def kind_of(contest: ContestState, paper: KeyedPaper) -> PaperKind:
    """What fields a paper has and how it must add up."""
    return form_kind(contest) if paper.shape == "form" else sheet_kind(contest, paper.shape)


def row_of(contest: ContestState, act: Keyed | Queried) -> tuple[Row, list[Finding]]:
    """What was keyed of a paper in the order of its fields,
    and what stands against it as such a paper.
    """
    if _is_of_sheet(act):
        # An unknown sheet is refused by `_paper`; here it is read as any sheet is.
        sheet = contest.sheets.get(act.sheet)
        return sheet_kind(contest, sheet.shape if sheet else "sheet").read(act.sheet, act.figures)
    return form_kind(contest).read(act.form, act.figures)


def check_keyed(count: CountState, contest: ContestState, act: Keyed) -> list[Finding]:
    """A whole keying of an issued sheet; or of a form, which registers it when it is the first."""
    paper = _paper(contest, act)
    # A sheet is registered when it is handed out. A form is written where doubtful papers turn up,
    # and its first keying is the first that the count can know of it.
    if isinstance(paper, list):
        return paper
    kind = kind_of(contest, paper)
    row, refused = kind.read(paper.number, act.figures)
    refused = unconfirmed_names(contest) or refused
    refused = refused or kind.check_keyed(count, contest, paper, act, row)
    if type(act) is acts.SheetKeyed and act.noughts:
        refused = refused + _check_noughts(contest, paper, act, row)
    return refused


def _check_noughts(
    contest: ContestState, paper: KeyedPaper, act: acts.SheetKeyed, row: Row
) -> list[Finding]:
    kind = sheet_kind(contest, paper.shape)
    # The figures are judged without it: it only says which of them one key made.
    fits = len(row) == len(kind.fields)
    return kind.check_noughts(act.sheet, row, act.noughts) if fits else []


def apply_keyed(contest: ContestState, act: Keyed) -> Changed:
    """Take the keying."""
    paper = _registered(contest, act)
    contest.papers_keyed_by.add(act.by)
    kind = kind_of(contest, paper)
    row, _ = kind.read(paper.number, act.figures)
    return kind.take(contest, paper, act, row)


def check_difference(
    count: CountState, contest: ContestState, act: DifferenceKeyed
) -> list[Finding]:
    """The differing fields keyed once more."""
    paper = _paper(contest, act)
    if isinstance(paper, list):
        return paper
    return kind_of(contest, paper).check_difference(count, contest, paper, act, act.fields)


def apply_difference(contest: ContestState, act: DifferenceKeyed) -> Changed:
    """Take the fields."""
    paper = _registered(contest, act)
    contest.papers_keyed_by.add(act.by)
    kind = kind_of(contest, paper)
    row, _ = kind.row(paper.number, act.fields)
    return kind.take(contest, paper, act, row)


def check_queried(_: CountState, contest: ContestState, act: Queried) -> list[Finding]:
    """The paper goes back to whoever wrote it; a form that nobody
    could key is registered by this.
    """
    paper = _paper(contest, act)
    if isinstance(paper, list):
        return paper
    # Not whether it adds up: that it does not is why it goes back to its table.
    refused = unconfirmed_names(contest) or kind_of(contest, paper).check_queried(paper)
    return refused or row_of(contest, act)[1]


def apply_queried(contest: ContestState, act: Queried) -> Changed:
    """The paper waits; what was keyed stays in the ledger."""
    paper = _registered(contest, act)
    contest.papers_keyed_by.add(act.by)
    return kind_of(contest, paper).query(contest, paper, act)


def check_corrected(count: CountState, contest: ContestState, act: Corrected) -> list[Finding]:
    """A live paper is corrected."""
    paper = _paper(contest, act)
    if isinstance(paper, list):
        return paper
    correction = act.fields, act.reason, act.second
    return kind_of(contest, paper).check_corrected(count, contest, paper, act, correction)


def apply_corrected(contest: ContestState, act: Corrected) -> Changed:
    """The corrected figures stand."""
    paper = _registered(contest, act)
    contest.papers_keyed_by.add(act.by)
    return kind_of(contest, paper).correct(contest, paper, act, act.fields)


def check_withdrawn(count: CountState, contest: ContestState, act: Withdrawn) -> list[Finding]:
    """A paper leaves the count."""
    paper = _paper(contest, act)
    if isinstance(paper, list):
        return paper
    return kind_of(contest, paper).check_withdrawn(count, paper, act, act.reason, act.second)


def apply_withdrawn(contest: ContestState, act: Withdrawn) -> Changed:
    """Its figures leave the totals."""
    paper = _registered(contest, act)
    return kind_of(contest, paper).withdraw(contest, paper, act)


# ---- which paper, and whether it is still the one that the act is about


def _paper(contest: ContestState, act: _SheetAct | _FormAct) -> KeyedPaper | list[Finding]:
    """The paper as it is, a form also as it would be registered; A104, or A109 for its area,
    or A114 where the act builds on what no longer stands.
    """
    paper = _sheet(contest, act) if _is_of_sheet(act) else _form(contest, act)
    if isinstance(paper, list) or act.of == _BUILDS_ON[type(act)](paper):
        return paper
    what = _overtaken(paper, act)
    return [finding(Code.A114, kind_of(contest, paper).kind, paper.number, what)]


def _is_of_sheet(act: _SheetAct | _FormAct) -> "TypeIs[_SheetAct]":
    # By the kind itself: `isinstance` asks the metaclass of every structure that it is not.
    return type(act) in _OF_SHEETS


def _is_whole_form(act: _FormAct) -> "TypeIs[_WholeForm]":
    return type(act) in _WHOLE_FORMS


def _sheet(contest: ContestState, act: _SheetAct) -> KeyedPaper | list[Finding]:
    return contest.sheets.get(act.sheet) or [finding(Code.A104, "sheet", act.sheet)]


def _form(contest: ContestState, act: _FormAct) -> KeyedPaper | list[Finding]:
    form = contest.forms.get(act.form)
    if _is_whole_form(act):
        if act.area not in contest.areas:
            return [finding(Code.A104, "area", act.area)]
        form = form or _new_form(contest, act)
        # Keyed under another area, its papers would move from one area's sum into the other's.
        if form.area != act.area:
            return [finding(Code.A109, "form", act.form, "area")]
    if form is None:
        return [finding(Code.A104, "form", act.form)]
    # Its papers are decided on anew in a new round: one of the round before is no form of it.
    if act.round != form.round:
        return [finding(Code.A114, "form", act.form, "round")]
    return form


def _new_form(contest: ContestState, act: _WholeForm) -> KeyedPaper:
    return KeyedPaper(act.form, act.area, "form", contest.areas[act.area].round)


def _overtaken(paper: KeyedPaper, act: _SheetAct | _FormAct) -> str:
    """What was done with the paper after that on which the act builds, in a word."""
    if isinstance(act, Corrected | Withdrawn):
        return paper.life
    if isinstance(act, DifferenceKeyed):
        if paper.live:
            return paper.life
        if paper.life is Life.DIFFERS and act.of == paper.keyings[: len(act.of)]:
            return Life.KEYED
    if paper.life in (Life.WITHDRAWN, Life.EARLIER):
        return paper.life
    # Only a query opens a paper anew; where none was, the act is of no act of this paper.
    return Life.QUERIED if paper.queried else "of"


def _registered(contest: ContestState, act: _SheetAct | _FormAct) -> KeyedPaper:
    """The paper of an act that nothing stands against;
    a form is registered by the first that names it.
    """
    if _is_of_sheet(act):
        return contest.sheets[act.sheet]
    form = contest.forms.get(act.form)
    if form is None and _is_whole_form(act):
        form = contest.forms[act.form] = _new_form(contest, act)
        contest.areas[act.area].forms.append(form)
    if form is None:
        raise LookupError(f"form {act.form} is not registered")
    return form
