"""Whole nights walked through by chance: officers, contests and re-counts, and what must hold."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from unittest.mock import patch

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tallyapp.domain.acts import AnyAct
from tallyapp.domain.count import check, refusals
from tallyapp.domain.rules import declaring, towards_declaring
from tallyapp.domain.rules.register import RULES
from tallyapp.domain.state.area import AreaState, Tallied
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.ledger.ledger import Ledger

from .reports import Plan, Report
from .stories import NightOfStories
from .walked_night import Reached

_SHORT = 8
_LONG = 500
_STEPS = 50
_FEWEST_AFTER_A_RECOUNT = 10
"""One night in so many ends, at the least, with a declaration after a re-count."""

_THE_DESK_SAYS = "the desk itself says it of each act that it does"
_PRACTICE = "these nights are practice counts"
NEVER: Mapping[str, str] = {
    Code.E304: "both arithmetics would have to differ",
    Code.E307: _PRACTICE,
    Code.A107: _THE_DESK_SAYS,
    Code.A115: _THE_DESK_SAYS,
    Code.A116: _THE_DESK_SAYS,
    Code.A118: _THE_DESK_SAYS,
    Code.A129: "neither kind of election here has a bound of candidates",
    Code.A137: _PRACTICE,
    Code.E319: "whatever would leave an area with postal boxes alone is refused",
    Code.W402: "no contest here has the four areas that it takes",
}
"""Findings that no night here can meet, and why."""


def walks(plan: Plan) -> Report:
    """Whatever is done, in whatever order: every sum agrees, and what does not is not declared."""
    report = Report("walks")
    reached = Reached()
    report.note("nights", _lost(plan.seed, _LONG if plan.long else _SHORT, reached))
    report.done.update(
        {
            "nights": reached.walks - 1,
            "acts done": reached.acts.total(),
            "acts refused": reached.refused,
            "files opened again": reached.opened_again,
            "backups opened": reached.backups,
            "nights with a declaration": reached.declared,
            "nights with a declaration after a re-count": reached.declared_after_a_recount,
        }
    )
    report.told = list(_coverage(reached))
    # A tenth of the few nights of the short form is less than one.
    if plan.long and reached.declared_after_a_recount * _FEWEST_AFTER_A_RECOUNT < reached.walks:
        report.lost.append("too few nights came to a declaration after a re-count")
    for what, broken in _BROKEN.items():
        with broken():
            report.controls[what] = int(_lost(1, _SHORT, Reached()) != "")
    return report


def _lost(seed: int, nights: int, reached: Reached) -> str:
    """What goes wrong in one of these nights, and all that was done in it; empty if nothing."""

    class Night(NightOfStories):
        """These nights alone."""

    Night.reached = reached
    asked = settings(
        max_examples=nights,
        stateful_step_count=_STEPS,
        # A night that is made shorter takes many more: the steps are told as they were.
        phases=(Phase.generate,),
        database=None,
        deadline=None,
        derandomize=False,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(hypothesis.seed(seed)(Night), settings=asked)
    except Exception as error:
        told = "\n".join(getattr(error, "__notes__", [])).splitlines()
        # What is done says to what; a law, looked at after every step, says nothing.
        steps = (line for line in told if not line.endswith("()") or line == "state.back_up()")
        return "\n        ".join([f"seed {seed}: {error!r}", *steps])
    return ""


# ---- how far the walks came


def _coverage(reached: Reached) -> Iterator[str]:
    """Which kinds of act and which findings were reached, and which never."""
    kinds = {kind.__name__ for kind in RULES}
    yield from _told("kinds of act", kinds, reached.acts, {})
    yield from _told("findings", set(Code), reached.codes, NEVER)


def _told(
    what: str, every: Iterable[str], met: Iterable[str], never: Mapping[str, str]
) -> Iterator[str]:
    missing = set(every) - set(met)
    yield f"{what}: {len(set(every)) - len(missing)} of {len(set(every))} reached"
    yield from (f"  never {each}: {never[each]}" for each in sorted(missing & set(never)))
    if by_chance := ", ".join(sorted(missing - set(never))):
        yield f"  not this time: {by_chance}"


# ---- broken on purpose


@contextmanager
def _added_twice() -> Iterator[None]:
    add = AreaState.add

    def twice(area: AreaState, paper: Tallied, sign: int) -> None:
        add(area, paper, 2 * sign)

    with patch.object(AreaState, "add", twice):
        yield


@contextmanager
def _refused_by_half() -> Iterator[None]:
    def heavy_handed(count: Count, stream: str, act: AnyAct) -> list[Finding]:
        found = check(count, stream, act)
        if refusals(found):
            count.ids.add("refused")
        return found

    with patch("tallyapp.desk.desk.check", heavy_handed):
        yield


@contextmanager
def _nothing_stands_open() -> Iterator[None]:
    with (
        patch.object(declaring, "standing", lambda *_: []),
        patch.object(towards_declaring, "standing", lambda *_: []),
    ):
        yield


@contextmanager
def _an_older_copy() -> Iterator[None]:
    copies: list[bytes] = []
    backup = Ledger.backup

    def older(ledger: Ledger, place: Path) -> None:
        backup(ledger, place)
        copies.append(place.read_bytes())
        place.write_bytes(copies[0])

    with patch.object(Ledger, "backup", older):
        yield


_BROKEN: Mapping[str, Callable[[], AbstractContextManager[None]]] = {
    "each sheet is added twice": _added_twice,
    "what is refused leaves a trace": _refused_by_half,
    "declared whatever stands open": _nothing_stands_open,
    "an older copy is given as the backup": _an_older_copy,
}
