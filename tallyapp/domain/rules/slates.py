"""Slates: named when they are first met, confirmed by a second officer, and compared with their
bundle by a third where their names could be others' names.

A slate is its set of candidates. Whoever keys a sheet types the number by which people call it:
whom it stands for must therefore be seen by two as well.
"""

from collections import Counter
from collections.abc import Set

from tallyapp.domain import acts
from tallyapp.domain.rules.names import unconfirmed_names
from tallyapp.domain.rules.officers import check_reason
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.rules.slate_warnings import slate_warnings
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.of_count import CountState
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
    contest.slate_keyed_by[act.candidates] = (act.by,)
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
    contest.slate_keyed_by[act.candidates] += (act.by,)
    return Changed(contest.set_up.contest, contest.seq, result=True)


# ---- compared with its bundle


def slates_to_compare(contest: ContestState) -> list[Finding]:
    """W406 for each slate that is to be compared with its bundle, compared already or not."""
    set_up = contest.set_up
    return list(slate_warnings(set_up.candidates, set_up.seats, tuple(contest.slates)))


def to_compare(contest: ContestState, slate: Slate, officer: OfficerNumber) -> bool:
    """Whether this officer can compare a slate with its bundle:
    two have keyed it, and neither was they (small count: anybody).
    """
    by = contest.slate_keyed_by.get(slate, ())
    return len(by) > 1 and (officer not in by or contest.set_up.small_count)


def check_compared(_: CountState, contest: ContestState, act: acts.SlateCompared) -> list[Finding]:
    """A slate that two have keyed, by a third; what is found is said where it does not fit.

    Any slate may be compared, and again: what was found last stands.
    """
    # Prestatyn North 2012: whoever read the name wrongly reads it so again. A third pair of eyes
    # has the bundle before it, and the descriptions.
    slate = act.candidates
    name = slate_name(slate)
    if slate not in contest.slates:
        return [finding(Code.A104, "slate", name, "named")]
    if slate in contest.named_once:
        return [finding(Code.A105, "slate", name, "once")]
    if not to_compare(contest, slate, act.by):
        return [finding(Code.E201, "slate", name, "compared", officer=act.by)]
    return [] if act.fits else check_reason(act.note, finding(Code.A106, "slate", name, "note"))


def apply_compared(contest: ContestState, act: acts.SlateCompared) -> Changed:
    """What a supervisor found stands; no figure changes by it."""
    contest.compared[act.candidates] = act.fits
    return Changed(contest.set_up.contest, contest.seq, result=True)


# ---- what stands open


def unconfirmed(contest: ContestState) -> list[Finding]:
    """E302 for each slate that papers are counted for and that one officer alone has keyed; or that
    is to be compared with its bundle and was not, or does not fit it.
    """
    wants = wanting(contest)
    if not wants:
        return []
    # A slate that nobody has papers for elects nobody: only those that count are asked about.
    papers = papers_by_slate(contest)
    return [
        finding(Code.E302, "slate", slate_name(slate), why, papers=papers[slate])
        for slate, why in wants.items()
        if papers[slate]
    ]


def wanting(contest: ContestState) -> dict[Slate, str]:
    """The slates that want something, and what in a word: `once` where one officer alone has keyed
    its candidates, `to-compare` with its bundle, `does-not-fit` it.
    """
    doubted = {found.place.name for found in slates_to_compare(contest)}
    pairs = ((slate, _wants(contest, slate, doubted)) for slate in contest.slates)
    return {slate: why for slate, why in pairs if why}


def _wants(contest: ContestState, slate: Slate, doubted: Set[str]) -> str:
    """What a slate still wants, in a word; empty if it wants nothing."""
    if len(contest.slate_keyed_by[slate]) == 1:
        return "once"
    fits = contest.compared.get(slate, slate_name(slate) not in doubted)
    if fits:
        return ""
    return "does-not-fit" if slate in contest.compared else "to-compare"


def papers_by_slate(contest: ContestState) -> Counter[Slate]:
    """Papers counted for each slate, on sheets that are agreed."""
    papers: Counter[Slate] = Counter()
    for area in contest.areas.values():
        for sheet in area.sheets:
            if sheet.live and sheet.values is not None:
                papers.update(dict(sheet_kind(contest, sheet.shape).blocks(sheet.values)))
    return papers
