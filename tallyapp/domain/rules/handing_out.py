"""Count sheets and bundle slips are handed to the tables: from then on each is missed by name.

Their numbers are allotted to their contest before, in `count`: no two contests have one number.
"""

from tallyapp.domain import acts
from tallyapp.domain.state.allotted import Run
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.units import MAX_SHEETS, SheetNumber

MOST_SHEETS_AT_ONCE = 1_000
"""How many sheets one act may hand out:
a slip of the finger is not to make a million missing sheets.
"""


def check_allotted(count: CountState, act: acts.SheetsAllotted) -> list[Finding]:
    """A run of numbers that no contest has yet."""
    # Not whether the contest is there: `count` is read before any contest, and knows of none.
    most = MAX_SHEETS
    if not act.first <= act.last < act.first + most:
        numbers = {"value": act.last, "first": act.first, "most": most}
        return [finding(Code.E102, "sheet", act.last, "last", **numbers)]
    taken = count.allotted.among(act.first, act.last)
    return [finding(Code.A108, "sheet", run.first, "allotted", last=run.last) for run in taken]


def apply_allotted(count: CountState, act: acts.SheetsAllotted) -> None:
    """They are this contest's from now on."""
    count.allotted.add(Run(act.first, act.last, act.contest, count.seq))


def check_issued(count: CountState, contest: ContestState, act: acts.SheetsIssued) -> list[Finding]:
    """The area must be known, the numbers new, in order, and allotted to the contest."""
    if act.area not in contest.areas:
        return [finding(Code.A104, "area", act.area)]
    if act.table and not count.tables.known(act.table, act.seen):
        return [finding(Code.A104, "table", act.table)]
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
    run = range(act.first, act.last + 1)
    taken = [finding(Code.A108, "sheet", n) for n in run if SheetNumber(n) in contest.sheets]
    return taken or _not_allotted(count, contest, act)


def _not_allotted(
    count: CountState, contest: ContestState, act: acts.SheetsIssued
) -> list[Finding]:
    """A117 for each number that is another contest's (`other`), or else for each that is nobody's:
    a sheet finds its contest by its number.
    """
    whose = count.allotted.contests(act.first, act.last, act.seen)
    other = [n for n, name in whose.items() if name != contest.set_up.contest]
    if other:
        return [finding(Code.A117, "sheet", n, "other") for n in other]
    run = range(act.first, act.last + 1)
    return [finding(Code.A117, "sheet", n) for n in run if n not in whose]


def apply_issued(contest: ContestState, act: acts.SheetsIssued) -> Changed:
    """Each sheet is missed by name until it is agreed or withdrawn."""
    numbers = [SheetNumber(n) for n in range(act.first, act.last + 1)]
    area = contest.areas[act.area]
    for number in numbers:
        sheet = KeyedPaper(
            number,
            act.area,
            act.form,
            area.round,
            seq=contest.seq,
            made=act.id,
            issued=act.id,
            table=act.table,
        )
        contest.sheets[number] = sheet
        area.sheets.append(sheet)
    # A sheet that is out may hold papers: no result given before stands while it is missing.
    contest.unsettle()
    name = contest.set_up.contest
    areas = frozenset({act.area})
    return Changed(name, contest.seq, areas=areas, sheets=frozenset(numbers), result=True)
