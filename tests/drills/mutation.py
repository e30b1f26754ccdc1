"""Faults put into the rules and into the ledger, one at a time: does a test find each?

The tools that are kept for this were looked at. mutmut changes no function with a decorator, and
with that no property, of which there are many here; cosmic-ray begins pytest anew for each change,
which takes seconds where a fork takes tenths.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from .mutants import Mutant, mutants
from .reports import Plan, Report
from .storage import OutOfReach
from .trials import Trial, run

ROOT = Path(__file__).parents[2]
ROOMS = ("tallyapp/domain", "tallyapp/ledger")
_LEFT_OUT = ROOT / "tallyapp/domain/reports"
"""What the documents say: the tests of the documents and of both verifiers look at it. They draw
and sign, which takes seconds, where those of the rules take hundredths.
"""
TESTS = ("tests/domain", "tests/ledger", "tests/desk")
SAME: Mapping[str, str] = {
    "tallyapp/domain/views/missing.py _what: area.adjudicated < area.sent with LtE": (
        "doubtful papers stand open only where the two differ"
    ),
}
"""Changes that nobody could tell from what is right, and why."""
_TESTS_OF_FEW = "tests/domain/rules"
_MODULES = 4
_OF_EACH = 3
"""Changes in the short form."""
_LONG = 2_000
_FEWEST = 95
_FEWEST_OF_FEW = 60
"""Of a hundred changes so many are found, at the least: by every test, and by those of one file."""


def mutation(plan: Plan) -> Report:
    """Of a hundred faults in the rules and in the ledger, 95 or more are found by a test."""
    if sys.platform == "win32":
        raise OutOfReach("On Windows no process can be forked.")
    report = Report("mutation")
    chosen, tests = _everything(plan) if plan.long else _few(plan)
    # One that changes nothing: tests that fail over it would fail over everything.
    none = [Mutant(each.path, each.function, -1, each.line, "nothing") for each in chosen[:3]]
    trials = run(tests, [*none, *chosen])
    sound = trials.done[: len(none)]
    # The few tests of the short form do not call every function of their module.
    tried = [each for each in trials.done[len(none) :] if plan.long or each.run]
    killed = [each for each in tried if each.killed]
    report.done.update({"faults found": len(killed), "not found": len(tried) - len(killed)})
    report.told = list(_told(tried)) + [f"fails without a fault: {name}" for name in trials.failing]
    if len(killed) * 100 < (_FEWEST if plan.long else _FEWEST_OF_FEW) * len(tried):
        report.lost.append(f"{len(killed)} of {len(tried)} faults were found")
    # Nothing is "killed" there, and only there, where nothing was changed.
    report.controls["a change that changes nothing is found by no test"] = int(
        bool(sound) and not any(each.killed for each in sound)
    )
    # A function that is not found stays sound, and its fault would be one that no test finds.
    report.controls["a change is in the function that is tried"] = int(
        all(each.put_in for each in trials.done) and bool(tried)
    )
    report.controls["what is said to be no fault is a change of the source"] = int(
        all(map(_can_be_put_in, SAME))
    )
    return report


def _told(tried: Sequence[Trial]) -> Iterator[str]:
    killed = sum(each.killed for each in tried)
    yield f"{killed:,} of {len(tried):,} found ({killed * 100 // max(len(tried), 1)} of a hundred)"
    for each in tried:
        if not each.killed:
            yield f"not found by {each.run} tests: line {each.mutant.line} of {each.mutant.name}"


def _all_mutants() -> list[Mutant]:
    paths = (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))
    return [
        each
        for path in paths
        if _LEFT_OUT not in path.parents
        for each in mutants(path.relative_to(ROOT))
        if each.name not in SAME
    ]


def _can_be_put_in(name: str) -> bool:
    """Whether this is still a change of the source as it is."""
    path = Path(name.split(" ", 1)[0])
    return any(each.name == name for each in mutants(path))


def _everything(plan: Plan) -> tuple[list[Mutant], Sequence[str]]:
    every = _all_mutants()
    return sorted(plan.random().sample(every, min(_LONG, len(every))), key=_place), TESTS


def _few(plan: Plan) -> tuple[list[Mutant], Sequence[str]]:
    """Of some modules that have tests of their own name, and those tests alone."""
    random = plan.random()
    by_test: dict[str, list[Mutant]] = {}
    for each in _all_mutants():
        for test in sorted((ROOT / "tests").rglob(f"test_{each.path.stem}.py")):
            if test.relative_to(ROOT).as_posix().startswith(_TESTS_OF_FEW):
                by_test.setdefault(str(test.relative_to(ROOT)), []).append(each)
    tests = random.sample(sorted(by_test), _MODULES)
    return [mutant for test in tests for mutant in _drawn(random, by_test[test])], tests


def _drawn(random: Random, offered: Sequence[Mutant]) -> list[Mutant]:
    return sorted(random.sample(offered, min(_OF_EACH, len(offered))), key=_place)


def _place(mutant: Mutant) -> tuple[str, int]:
    return mutant.path.as_posix(), mutant.line
