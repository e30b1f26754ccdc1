"""Slates: named when they are first met, and confirmed by a second officer.

A slate is its set of candidates. Whoever keys a sheet types the number by which people call it:
whom it stands for must therefore be seen by two as well.
"""

from collections import Counter

from tallyapp.domain import acts
from tallyapp.domain.rules.names import unconfirmed_names
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.state.contest import Changed, ContestState, CountState
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.slates import Slate, slate_name, slate_of
from tallyapp.domain.vocabulary.units import MAX_SLATES, OfficerNumber


def check_named(_: CountState, contest: ContestState, act: acts.SlateNamed) -> list[Finding]:
    """E104 unless it names as many candidates as there are seats at most, each once and in
    ballot-paper order; A105 before the names are confirmed, A104 for one who is not on the
    ballot paper, and A108 unless it is new.
    """
    named = act.candidates
    name = slate_name(named)
    seats = contest.set_up.seats
    # A slate names candidates by their places on the ballot paper: these must be seen by two first.
    if refused := unconfirmed_names(contest):
        return refused
    # With one vote there is nothing to bundle together: a bundle is one candidate's.
    if seats == 1:
        return [finding(Code.A110, "contest", contest.set_up.name, "slates")]
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
    # The set decides: written in two orders, one slate would be two, with fewer papers in each.
    if named != slate_of(named):
        return [finding(Code.E104, "slate", name, "order")]
    unknown = [n for n in named if n > len(contest.set_up.candidates)]
    if unknown:
        return [finding(Code.A104, "candidate", n, "slate") for n in unknown]
    if named in contest.slates:
        return [finding(Code.A108, "slate", name)]
    # Each one named lengthens every sheet: what a file claims beyond any contest is not believed.
    if len(contest.slates) >= MAX_SLATES:
        return [finding(Code.A110, "contest", contest.set_up.name, "more-slates", most=MAX_SLATES)]
    return []


def apply_named(contest: ContestState, act: acts.SlateNamed) -> Changed:
    """It can be keyed; on every sheet keyed so far there are none of it."""
    contest.slates.append(act.candidates)
    contest.named_once[act.candidates] = act.by
    fields = len(sheet_kind(contest).fields)
    for sheet in contest.sheets.values():
        if sheet.shape == "sheet":
            # Sheets keyed before have none of it: two keyings must not differ by it.
            sheet.lengthen(fields)
    return Changed(contest.set_up.contest, contest.seq, result=True)


def to_confirm(contest: ContestState, slate: Slate, officer: OfficerNumber) -> bool:
    """Whether this officer can confirm a slate:
    another named it, nobody has yet (small count: anybody).
    """
    named_by = contest.named_once.get(slate)
    return named_by is not None and (named_by != officer or contest.set_up.small_count)


def check_confirmed(
    _: CountState, contest: ContestState, act: acts.SlateConfirmed
) -> list[Finding]:
    """Just these candidates were named as a slate, by another officer
    than this one (in a small count by anybody).
    """
    slate = act.candidates
    if slate not in contest.slates:
        return [finding(Code.A104, "slate", slate_name(slate), "named")]
    if slate not in contest.named_once:
        return [finding(Code.A112, "slate", slate_name(slate), "confirmed")]
    if not to_confirm(contest, slate, act.by):
        return [finding(Code.E201, "slate", slate_name(slate), officer=act.by)]
    return []


def named_otherwise(slate: Slate, keyed: Slate) -> list[Finding]:
    """E202 where whoever was asked for the candidates of this slate keyed others."""
    # Prestatyn North 2012: block votes went to a candidate of another party with a like name. Two
    # people name the slate from the paper, and neither sees what the other keyed.
    if keyed == slate:
        return []
    return [finding(Code.E202, "slate", slate_name(slate), "candidates")]


def apply_confirmed(contest: ContestState, act: acts.SlateConfirmed) -> Changed:
    """Two have seen whom it names."""
    del contest.named_once[act.candidates]
    return Changed(contest.set_up.contest, contest.seq, result=True)


def unconfirmed(contest: ContestState) -> list[Finding]:
    """E302 for each slate that one officer alone has keyed and that papers are counted for."""
    if not contest.named_once:
        return []
    # A slate that nobody has papers for elects nobody: only those that count are asked about.
    papers: Counter[Slate] = Counter()
    for area in contest.areas.values():
        for sheet in area.sheets:
            if sheet.live and sheet.values is not None:
                papers.update(dict(sheet_kind(contest, sheet.shape).blocks(sheet.values)))
    return [
        finding(Code.E302, "slate", slate_name(slate), "once", papers=papers[slate])
        for slate in contest.named_once
        if papers[slate]
    ]
