"""The hall: its tables, and a count that stands still."""

from collections.abc import Iterable

from tallyapp.domain import acts
from tallyapp.domain.rules.officers import check_reason, check_second
from tallyapp.domain.rules.set_up import repeated
from tallyapp.domain.state.hall import Still, Table
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.containers import Sealed
from tallyapp.domain.vocabulary.findings import Code, Finding, finding


def check_table(count: CountState, act: acts.TableNamed) -> list[Finding]:
    """A label for it, other than it had."""
    if not act.name.strip():
        return [finding(Code.A106, "table", act.table, "name")]
    # A number that differs in capitals alone is the same table.
    known = {name.casefold(): name for name in count.tables.by_id}
    if known.get(act.table.casefold(), act.table) != act.table:
        return [finding(Code.A108, "table", act.table)]
    called = count.tables.by_id.get(act.table)
    if called and (called[-1].name, called[-1].team) == (act.name, act.team):
        return [finding(Code.A112, "table", act.table, "unchanged")]
    return []


def apply_table(count: CountState, act: acts.TableNamed) -> None:
    """It is called so from now on."""
    count.tables.name(Table(act.table, act.name, act.team, count.seq))


# ---- adjourned, and begun again


def stands_still(count: CountState, seen: int) -> list[Finding]:
    """A123 while the count stood still when `seen` acts of `count` had been done."""
    still = count.stood_still.at(seen)
    return [finding(Code.A123, "count", "count", still.why)] if still else []


def check_adjourned(count: CountState, act: acts.CountAdjourned) -> list[Finding]:
    """Once at a time, not in the future, each seal once, with a reason and a second officer."""
    if count.stood_still.at(count.seq):
        return stands_still(count, count.seq)
    found = check_second(count, act, act.second)
    found += check_reason(act.reason, finding(Code.A106, "count", "count", "reason"))
    if act.since.replace(microsecond=0) > act.at:
        found.append(finding(Code.A109, "count", "count", "since"))
    return found + _each_once(act.seals)


def apply_adjourned(count: CountState, act: acts.CountAdjourned) -> None:
    """Nothing is counted until it is begun again."""
    count.stood_still.times.append(Still(count.seq, act.why, act.since, act.seals))


def check_restarted(count: CountState, act: acts.CountRestarted) -> list[Finding]:
    """Every seal that was noted was looked at; one that is not as it was needs a reason."""
    still = count.stood_still.at(count.seq)
    if still is None:
        return [finding(Code.A112, "count", "count", "adjourned")]
    found = check_second(count, act, act.second) + _each_once(act.seals)
    # Told in the order in which they were noted, each time: the order of a set is chance.
    noted = dict.fromkeys(sealed.what for sealed in still.seals)
    looked_at = dict.fromkeys(sealed.what for sealed in act.seals)
    unseen = (what for what in noted if what not in looked_at)
    unknown = (what for what in looked_at if what not in noted)
    found += [finding(Code.A109, "count", what, "seal-unseen") for what in unseen]
    found += [finding(Code.A104, "count", what, "seal") for what in unknown]
    if found or act.reason.strip():
        return found
    return [
        finding(Code.A106, "count", sealed.what, "seal-differs")
        for sealed in differing(still.seals, act.seals)
    ]


def apply_restarted(count: CountState, act: acts.CountRestarted) -> None:
    """The count goes on."""
    still = count.stood_still.at(count.seq - 1)
    assert still is not None
    still.last = count.seq
    still.until = act.at


def differing(noted: Iterable[Sealed], now: Iterable[Sealed]) -> list[Sealed]:
    """The seals that are broken, or are not those that were noted, as they are now."""
    before = {sealed.what: sealed.seal for sealed in noted}
    return [each for each in now if not each.whole or before.get(each.what) != each.seal]


def _each_once(seals: Iterable[Sealed]) -> list[Finding]:
    all_of_them = list(seals)
    found = [
        finding(Code.A108, "count", all_of_them[n - 1].what, "seal")
        for n in repeated(sealed.what.casefold() for sealed in all_of_them)
    ]
    blank = [sealed for sealed in all_of_them if not (sealed.what.strip() and sealed.seal.strip())]
    return found + [finding(Code.A106, "count", sealed.what, "seal") for sealed in blank]
