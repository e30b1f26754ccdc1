"""Sentences of an audit pack, without the message catalogue: a
page never depends on its wording.
"""

from collections.abc import Mapping, Sequence

from tallyapp.domain.rules.paper import PaperKind
from tallyapp.domain.rules.result import Outcome
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.phrases import listed
from tallyapp.domain.vocabulary.places import FieldValue, FindingRecord
from tallyapp.domain.vocabulary.shares import percent
from tallyapp.domain.vocabulary.slates import is_of_slate


def names(contest: ContestState, numbers: Sequence[int]) -> str:
    """Candidates as they stand on the ballot paper, in the order given."""
    return listed([contest.set_up.candidates[n - 1].name for n in numbers])


def areas_words(contest: ContestState, areas: Sequence[str]) -> str:
    """The areas meant, by their identifiers; none named means all of them."""
    if not areas or set(areas) == set(contest.areas):
        return "all areas"
    return f"{'area' if len(areas) == 1 else 'areas'} {listed(areas)}"


def decided_by_lot(contest: ContestState, now: Outcome) -> str:
    """What a lot decides between those who are level: a seat, or only which term somebody has."""
    seats = contest.set_up.seats
    terms = contest.set_up.terms
    left = seats - now.place + 1
    term = f"the term {terms[now.place - 1]}" if terms else ""
    if len(now.tied) <= left:
        return term
    return f"a seat, for {term}" if terms and left > 1 else "a seat"


def finding_words(contest: ContestState, found: FindingRecord | Finding) -> str:
    """A finding: its place and the numbers compared."""
    # Whom a slate names, beside how many papers it had, is a receipt for whoever bought it (s.66).
    if found.place.kind == "slate":
        return f"{_slate(contest, found)} {found.place.field}".strip()
    place = " ".join(
        part for part in (found.place.kind, found.place.name, found.place.field) if part
    )
    n = {operand.name: operand.value for operand in found.numbers}
    if found.code in (Code.E301, Code.E318) and found.place.field:
        place = f"area {found.place.name}, box {found.place.field}"
    if found.code == Code.E307:
        return f"{place}: before polling day, {n['day']}/{n['month']}/{n['year']}"
    if found.code == Code.E308:
        return f"{place}: nobody has a vote, of {n['candidates']} candidates"
    signed = ((o.name.replace("_", " "), f"{o.value:,}".replace("-", "−")) for o in found.numbers)
    numbers = ", ".join(f"{name} {value}" for name, value in signed)
    return f"{place}: {numbers}" if numbers else place


def warning_words(contest: ContestState, found: Finding) -> str:
    """A warning: which figures are out of keeping with which."""
    n = {operand.name: operand.value for operand in found.numbers}
    where = f"Area {found.place.name}"
    field = found.place.field
    line, _, what = field.partition(".")
    who = contest.set_up.candidates[int(line) - 1].ballot_name if what else ""
    match found.code, what or field:
        case Code.W401, "official-mark":
            return f"{where}: {n['rejected']:,} rejected for want of an official mark"
        case Code.W401, _:
            of = f"{n['rejected']:,} of {n['counted']:,} papers rejected"
            return f"{where}: {of}, more than {percent(n['rate'])}"
        case Code.W402, "turnout":
            median = percent(n["median"])
            return f"{where}: turnout {percent(n['share'])}, median of the areas {median}"
        case Code.W402, _:
            return (
                f"{where}, {who}: {percent(n['share'])}, median of the areas {percent(n['median'])}"
            )
        case Code.W403, _:
            pair = names(contest, (n["first"], n["second"]))
            votes = f"{n['votes']:,} and {n['others']:,}"
            exchanged = f"the figures of {pair} ({votes}) exchanged"
            return f"{where}: {exchanged} would fit the other areas far better"
        case Code.W404, _:
            return f"{where}, {who}: none here, {n['elsewhere']:,} elsewhere"
        case Code.W406, _:
            return f"{_slate(contest, found)}: {_slate_words(contest, field, n)}"
        case Code.W407, _:
            return f"Sheet {found.place.name}: every figure as on sheet {n['other']}"
        case _:
            return finding_words(contest, found)


def _slate(contest: ContestState, found: FindingRecord | Finding) -> str:
    """A slate by the number by which people call it."""
    return f"Slate {contest.number_of_slate(found.place.name)}"


def _slate_words(contest: ContestState, why: str, n: Mapping[str, int]) -> str:
    """Why a slate was to be compared with its bundle; not whom else it names."""
    if why == "look-alike":
        pair = names(contest, (n["candidate"], n["other"]))
        return f"names one, and not the other, of {pair}, whose surnames are alike"
    if why == "short":
        return f"names {n['named']} of the {n['party']} candidates of one description"
    return f"names candidates of {n['descriptions']} descriptions"


def changes(
    kind: PaperKind, values: Sequence[int] | None, keyed: Sequence[FieldValue], of_slate: bool
) -> str:
    """What a correction changed;
    what papers of a slate are is in no sentence, so that none is a receipt.
    """
    if of_slate:
        return "A slate's papers corrected"
    old = dict(zip(kind.fields, values or (), strict=True))
    told = [
        f"{_field(named.field)} {old[named.field]:,} to {kind.value_of(named):,}"
        for named in keyed
        # How many of a rare slate there were is a receipt for whoever bought it (s.66).
        if not is_of_slate(named.field)
    ]
    # That something of it changed is told all the same: a correction is never unseen.
    if len(told) < len(keyed):
        told.append("a slate's papers")
    return "; ".join(told)


def _field(name: str) -> str:
    """A field as a page names it: line 3 full."""
    line, _, what = name.rpartition(".")
    return f"line {line} {what}" if line else what


def runs(words: Sequence[str]) -> str:
    """Names one after another, consecutive numbers of the same name
    as one: Polling station 1 to 9.
    """
    # Eighty polling stations by name would fill a page; a run that breaks shows which is elsewhere.
    found: list[tuple[str, int | None, int | None]] = []
    for name in words:
        stem, _, last = name.rpartition(" ")
        number = int(last) if last.isdecimal() else None
        if found and number is not None and found[-1][0] == stem and found[-1][2] == number - 1:
            found[-1] = (stem, found[-1][1], number)
        else:
            found.append((stem, number, number) if number is not None else (name, None, None))
    parts = (
        stem
        if first is None
        else f"{stem} {first}"
        if first == last
        else f"{stem} {first} to {last}"
        for stem, first, last in found
    )
    return ", ".join(parts)
