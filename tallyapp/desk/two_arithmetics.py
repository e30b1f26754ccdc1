"""The two arithmetics compared: the program's running totals, and SQL over the stored acts.

No figure is given out before both agree (E304).
"""

from tallyapp.domain.count import must_pass
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.ledger.ledger import Ledger


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
