"""The two arithmetics compared: the program's running totals, and SQL over the stored acts.

No figure is given out, and none compared with a hand re-add, before both agree (E304).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.count import must_pass
from tallyapp.domain.rules.hand_totals import line_total
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.drawn_lines import AreaLine
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.ledger.ledger import Ledger

# Asked for by the kind, for every act that is done: nearly all are keyings.
_COMPARED = frozenset({acts.ProvisionalGiven, acts.Declared, acts.ResultReleased, acts.ReAddDone})
"""The acts before which both arithmetics must agree."""


@dataclass(frozen=True)
class Ours:
    """What the program has of what an act gives out: all figures, or lines of areas."""

    figures: ResultFigures | None = None
    lines: Mapping[AreaLine, int] = field(default_factory=dict)

    def must_agree(self, ledger: Ledger, stream: str) -> None:
        """Raises Refusal with E304 for all of it that the second arithmetic does not give."""
        if self.figures is not None:
            must_agree(ledger, stream, self.figures)
        if self.lines:
            must_pass(line_differences(self.lines, ledger.line_totals(stream, self.lines)))


def to_compare(contest: ContestState | None, act: AnyAct) -> Ours | None:
    """What is compared before this act is done; None where nothing is."""
    if contest is None or type(act) not in _COMPARED:
        return None
    # Rule 8: two arithmetics agree before anything is given out. Declared outside it is not: it is
    # recorded however the figures stand.
    if isinstance(act, acts.ReAddDone):
        # What was added up by hand is set beside our total: it must not be ours alone.
        return Ours(lines={line.of: line_total(contest, line.of) for line in act.lines})
    return Ours(figures(contest))


def must_agree(ledger: Ledger, stream: str, ours: ResultFigures) -> None:
    """Raises Refusal with E304 for every figure in which the second
    arithmetic does not give ours.
    """
    must_pass(differences(stream, ours, ledger.totals(stream)))


def differences(stream: str, ours: ResultFigures, theirs: ResultFigures) -> list[Finding]:
    """E304 for every figure in which the second arithmetic, theirs, differs from the program's."""
    found = []
    # Every figure there is, by name: a field added later is compared without being remembered here.
    for what in ResultFigures.__struct_fields__:
        a = getattr(ours, what)
        b = getattr(theirs, what)
        listed = isinstance(a, tuple)
        for i, (program, sql) in enumerate(zip(a, b, strict=True) if listed else ((a, b),), 1):
            if program != sql:
                figure = f"{what}.{i}" if listed else what
                found.append(
                    finding(Code.E304, "contest", stream, figure, program=program, sql=sql)
                )
    return found


def line_differences(ours: Mapping[AreaLine, int], theirs: Mapping[AreaLine, int]) -> list[Finding]:
    """E304 for every line of an area in which the second arithmetic, theirs, differs from ours."""
    return [
        finding(
            Code.E304, "area", line.area, f"{line.line}.{line.what}", program=n, sql=theirs[line]
        )
        for line, n in ours.items()
        if n != theirs[line]
    ]
