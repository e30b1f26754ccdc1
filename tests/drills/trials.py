"""Tests that are run over changed functions: each change in a process of its own, forked when the
tests are gathered, so that a trial costs what its tests cost.
"""

import functools
import gc
import importlib
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from .mutants import Mutant, code_of

_ENOUGH = 20
"""Seconds of the processor after which no more tests are run over a change that none has found."""
_TIMES = 10
_AT_LEAST = 5
"""A test that takes so many times what it took, and so many seconds of the processor, never ends:
the change is found by that.
"""
_ASLEEP = 300
"""Seconds after which nobody waits for a test that does nothing at all."""


@dataclass(frozen=True)
class Trial:
    """What became of a change: the test that found it, or none did of so many that were run."""

    mutant: Mutant
    found_by: str
    run: int
    put_in: bool = True
    """Whether the function was found that was to be changed."""

    @property
    def killed(self) -> bool:
        """Whether a test failed, or never ended."""
        return self.found_by != ""


@dataclass
class Trials:
    """A plugin of pytest that runs no test itself, and tries these changes instead."""

    mutants: Sequence[Mutant]
    done: list[Trial] = field(default_factory=list)
    calls: Mapping[str, tuple[float, set[str]]] = field(default_factory=dict)
    """By test: its seconds, and the functions that it calls."""
    failing: list[str] = field(default_factory=list)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In the place of pytest's own."""
        items = {item.nodeid: item for item in session.items}
        told = json.loads(_in_a_child(lambda: _looked_at(items.values())) or "{}")
        self.failing = [name for name, (seconds, _) in told.items() if seconds < 0]
        self.calls = {
            name: (seconds, set(called)) for name, (seconds, called) in told.items() if seconds >= 0
        }
        for mutant in self.mutants:
            self.done.append(self._tried(mutant, items))
        return True

    def _tried(self, mutant: Mutant, items: Mapping[str, pytest.Item]) -> Trial:
        name = f"{mutant.path.absolute()}:{mutant.function}"
        # Where it is likeliest found: first the tests of the module's own name, and the quick ones.
        own = f"/test_{mutant.path.stem}.py::"
        concerned = sorted(
            (own not in test, seconds, test)
            for test, (seconds, called) in self.calls.items()
            if name in called
        )
        tests = [(items[test], seconds) for _, seconds, test in concerned]
        if not tests:
            return Trial(mutant, "", 0)
        # Whoever does not come back has run on and on, or has fallen: it was found by that.
        answer = _in_a_child(lambda: _first_failing(tests, mutant))
        if not answer:
            return Trial(mutant, "it never ends", len(tests))
        return Trial(mutant, *json.loads(answer))


def run(tests: Iterable[str], mutants: Sequence[Mutant]) -> Trials:
    """Try these changes with these files of tests. Raises RuntimeError if they cannot be run."""
    trials = Trials(mutants)
    # As where nobody watches: the same examples each time, and none kept of a broken program.
    os.environ["CI"] = "1"
    plugins = ("randomly", "cacheprovider", "xdist")
    asked = [
        "--no-header",
        "-q",
        "--capture=no",
        "--assert=plain",
        *(f"-pno:{name}" for name in plugins),
    ]
    if pytest.main([*asked, *tests], plugins=[trials]) not in (0, 5) or not trials.calls:
        raise RuntimeError("the tests could not be gathered")
    return trials


# ---- in a process of its own


def _in_a_child(do: Callable[[], str]) -> str | None:
    """What it answers; None if it takes longer than is waited for, or falls."""
    hears, says = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(do, hears, says)
    os.close(says)
    with os.fdopen(hears, "rb") as told:
        answer = told.read()
    _, status = os.waitpid(child, 0)
    return answer.decode() if status == 0 else None


def _answer(do: Callable[[], str], hears: int, says: int) -> None:
    """Whatever happens in here, it never goes on as a second drill."""
    try:
        os.close(hears)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        answer = do().encode()
        with os.fdopen(says, "wb") as told:
            told.write(answer)
        os._exit(0)
    finally:
        os._exit(1)


def _looked_at(items: Iterable[pytest.Item]) -> str:
    """By test: how long it takes (less than nothing if it fails), and which functions it calls."""
    told: dict[str, tuple[float, list[str]]] = {}
    for item in items:
        called: set[CodeType] = set()

        def note(frame: FrameType, _: str, __: Any, to: set[CodeType] = called) -> None:
            to.add(frame.f_code)

        threading.settrace(note)
        sys.settrace(note)
        begun = time.process_time()
        passed = _passes(item)
        seconds = time.process_time() - begun if passed else -1.0
        sys.settrace(None)
        names = {f"{c.co_filename}:{c.co_qualname}" for c in called if "tallyapp" in c.co_filename}
        told[item.nodeid] = seconds, sorted(names)
    return json.dumps(told)


def _passes(item: pytest.Item) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def _first_failing(tests: Iterable[tuple[pytest.Item, float]], mutant: Mutant) -> str:
    """The first test that finds the change, empty if none does; how many were run; and whether the
    change was put in.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    ran = 0
    if not put_in(mutant):
        return json.dumps(["", ran, False])
    begun = time.process_time()
    for item, seconds in tests:
        signal.setitimer(signal.ITIMER_PROF, max(_AT_LEAST, _TIMES * seconds))
        signal.alarm(_ASLEEP)
        ran += 1
        if not _passes(item):
            return json.dumps([item.nodeid, ran])
        if time.process_time() - begun > _ENOUGH:
            break
    return json.dumps(["", ran])


def put_in(mutant: Mutant) -> bool:
    """From now on the function does what it does with the change, whoever has a hold of it; false
    where there is no such function.
    """
    path = str(mutant.path.absolute())
    changed = code_of(mutant)
    # A module that only a test asks for would come without the change.
    importlib.import_module(".".join(mutant.path.with_suffix("").parts).removesuffix(".__init__"))
    # The tests put what they import out of the collector's sight: it would find no function.
    gc.unfreeze()
    found = False
    # All that are made of this source: one that was taken from its module by name is the same.
    for each in gc.get_objects():
        if isinstance(each, FunctionType):
            code = each.__code__
            if code.co_filename == path and code.co_qualname == mutant.function:
                each.__code__ = changed
                found = True
    # What was worked out before by the sound function would be given out again.
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper):
            each.cache_clear()
    return found
