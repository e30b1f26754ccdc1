"""Slates: named when they are first met,
keyed by number from then on, and confirmed by a second officer.

Both keyings of a sheet name a slate by its number:
whom it stands for must therefore be seen by two as well.
"""

from collections import Counter

from tallyapp.domain import acts
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.state.contest import Changed, ContestState, CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.units import OfficerNumber


def check_named(_: CountState, contest: ContestState, act: acts.SlateNamed) -> list[Finding]:
    """E104 unless it names as many candidates as there are seats at
    most, each once; and it is new.
    """
    name = act.slate
    named = act.candidates
    seats = contest.set_up.seats
    # With one vote there is nothing to bundle together: a bundle is one candidate's.
    if seats == 1:
        return [finding(Code.A110, "contest", contest.set_up.name, "slates")]
    if act.slate != len(contest.slates) + 1:
        return [
            finding(
                Code.A109,
                "slate",
                name,
                "number",
                stated=act.slate,
                derived=len(contest.slates) + 1,
            )
        ]
    if not 1 <= len(named) <= seats:
        return [
            finding(
                Code.E104,
                "slate",
                name,
                "candidates" if named else "nobody",
                named=len(named),
                seats=seats,
            )
        ]
    # A candidate named twice would be given the bundle's papers twice (rule 7).
    if len(set(named)) != len(named):
        return [
            finding(Code.E104, "slate", name, "twice", named=len(named), different=len(set(named)))
        ]
    unknown = [n for n in named if n > len(contest.set_up.candidates)]
    if unknown:
        return [finding(Code.A104, "candidate", n, "slate") for n in unknown]
    # One slate under two numbers would be missed as two, and look like fewer papers in each.
    same = (n for n, slate in enumerate(contest.slates, 1) if set(slate) == set(named))
    return [finding(Code.A108, "slate", n) for n in same]


def apply_named(contest: ContestState, act: acts.SlateNamed) -> Changed:
    """It can be keyed by its number; on every sheet keyed so far there are none of it."""
    # In ballot-paper order whoever named it: only whom it names is compared, not how it was typed.
    contest.slates.append(tuple(sorted(act.candidates)))
    contest.named_once[act.slate] = act.by
    fields = len(sheet_kind(contest).fields)
    for sheet in contest.sheets.values():
        if sheet.shape == "sheet":
            # Sheets keyed before have none of it: two keyings must not differ by it.
            sheet.lengthen(fields)
    return Changed(contest.set_up.contest, contest.seq, result=True)


def to_confirm(contest: ContestState, slate: int, officer: OfficerNumber) -> bool:
    """Whether this officer can confirm a slate:
    another named it, nobody has yet (small count: anybody).
    """
    named_by = contest.named_once.get(slate)
    return named_by is not None and (named_by != officer or contest.set_up.small_count)


def check_confirmed(
    _: CountState, contest: ContestState, act: acts.SlateConfirmed
) -> list[Finding]:
    """Keyed by another officer than named it (in a
    small count by anybody), and the same candidates.
    """
    named_by = contest.named_once.get(act.slate)
    if not 1 <= act.slate <= len(contest.slates):
        return [finding(Code.A104, "slate", act.slate)]
    if named_by is None:
        return [finding(Code.A112, "slate", act.slate, "confirmed")]
    if not to_confirm(contest, act.slate, act.by):
        return [finding(Code.E201, "slate", act.slate, officer=act.by)]
    # Prestatyn North 2012: block votes went to a candidate of another party with a like name. Two
    # people name the slate from the paper, and neither sees what the other keyed.
    if tuple(sorted(act.candidates)) != contest.slates[act.slate - 1]:
        return [finding(Code.E202, "slate", act.slate, "candidates")]
    return []


def apply_confirmed(contest: ContestState, act: acts.SlateConfirmed) -> Changed:
    """Two have seen whom it names."""
    del contest.named_once[act.slate]
    return Changed(contest.set_up.contest, contest.seq, result=True)


def unconfirmed(contest: ContestState) -> list[Finding]:
    """E302 for each slate that one officer alone has keyed and that papers are counted for."""
    if not contest.named_once:
        return []
    # A slate that nobody has papers for elects nobody: only those that count are asked about.
    papers: Counter[int] = Counter()
    for area in contest.areas.values():
        for sheet in area.sheets:
            if sheet.live and sheet.values is not None:
                papers.update(dict(sheet_kind(contest, sheet.shape).blocks(sheet.values)))
    return [
        finding(Code.E302, "slate", n, "once", papers=papers[n])
        for n in contest.named_once
        if papers[n]
    ]
