"""Papers were printed: a note for everybody, which no other act asks about."""

from tallyapp.domain import acts
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.units import MAX_SHEETS

NUMBERED = frozenset({"sheet", "slip", "mixed", "form"})
"""Kinds of papers that have numbers of their own."""


def check_printed(_: CountState, act: acts.PapersPrinted) -> list[Finding]:
    """Numbers in their order where papers have numbers, and no more of them than a contest has
    sheets.
    """
    # Not whether the things are there: `count` is read before any contest, and knows of none.
    for papers in act.papers:
        numbered = papers.kind in NUMBERED
        many = papers.last - papers.first + 1
        right = 0 < many <= MAX_SHEETS if numbered else papers.first == papers.last == 0
        if not right or (numbered and not papers.first):
            numbers = {"value": papers.last, "first": papers.first, "most": MAX_SHEETS}
            return [finding(Code.E102, "sheet", papers.last, "last", **numbers)]
    return []


def apply_printed(count: CountState, act: acts.PapersPrinted) -> None:
    """They have been printed from now on."""
    for papers in act.papers:
        count.printed.add(papers)
