"""Count sheets and bundle slips are handed to the tables: from then on each is missed by name."""

from tallyapp.domain import acts
from tallyapp.domain.state.contest import Changed, ContestState, CountState
from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.units import MAX_SHEETS, SheetNumber

MOST_SHEETS_AT_ONCE = 1_000
"""How many sheets one act may hand out:
a slip of the finger is not to make a million missing sheets.
"""


def check_issued(_: CountState, contest: ContestState, act: acts.SheetsIssued) -> list[Finding]:
    """The area must be known, the numbers new and in order."""
    if act.area not in contest.areas:
        return [finding(Code.A104, "area", act.area)]
    if not act.first <= act.last < act.first + MOST_SHEETS_AT_ONCE:
        numbers = {"value": act.last, "first": act.first, "most": MOST_SHEETS_AT_ONCE}
        return [finding(Code.E102, "sheet", act.last, "last", **numbers)]
    # All sheets of the night, withdrawn ones too: a file is bounded by what it must be read with.
    many = len(contest.sheets) + act.last - act.first + 1
    if many > MAX_SHEETS:
        return [
            finding(
                Code.E102, "contest", contest.set_up.name, "sheets", value=many, most=MAX_SHEETS
            )
        ]
    # Forest Hill 2014: a recalled sheet came back under its number and was counted twice.
    taken = (n for n in range(act.first, act.last + 1) if SheetNumber(n) in contest.sheets)
    return [finding(Code.A108, "sheet", n) for n in taken]


def apply_issued(contest: ContestState, act: acts.SheetsIssued) -> Changed:
    """Each sheet is missed by name until it is agreed or withdrawn."""
    numbers = [SheetNumber(n) for n in range(act.first, act.last + 1)]
    for number in numbers:
        sheet = KeyedPaper(number, act.area, act.form, contest.round, seq=contest.seq)
        contest.sheets[number] = sheet
        contest.areas[act.area].sheets.append(sheet)
    # A sheet that is out may hold papers: no result given before stands while it is missing.
    contest.unsettle()
    name = contest.set_up.contest
    areas = frozenset({act.area})
    return Changed(name, contest.seq, areas=areas, sheets=frozenset(numbers), result=True)
