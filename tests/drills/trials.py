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
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, TypeAlias

import pytest
from _pytest.runner import runtestprotocol

from tests import made_once

from .mutants import Mutant, code_of, statement_of

Lines: TypeAlias = Mapping[str, set[int]]
"""By file, its whole path: lines of it."""

_ENOUGH = 20
"""Seconds of the processor after which no more tests are run over a change that none has found."""
_TIMES = 10
_AT_LEAST = 5
"""A test that takes so many times what it took, and so many seconds of the processor, never ends:
the change is found by that.
"""
_ASLEEP = 300
"""Seconds after which nobody waits for a test that does nothing at all."""
_CALLS = 300
"""So many calls of a function are watched in each test: a law that is tried on hundreds of counts
comes to little that is new later, and watching takes longer than what is watched.
"""


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
    seconds: Mapping[str, float] = field(default_factory=dict)
    """By test: what it takes of the processor; less than nothing if it fails."""
    reached: Mapping[tuple[str, int], Sequence[str]] = field(default_factory=dict)
    """By file and line on which a statement begins: the tests that come to it."""

    @property
    def failing(self) -> list[str]:
        """The tests that fail though nothing is changed."""
        return [name for name, seconds in self.seconds.items() if seconds < 0]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In the place of pytest's own."""
        items = {item.nodeid: item for item in session.items}
        loaded = Loaded({str(each.path.absolute()) for each in self.mutants})
        told = json.loads(_in_a_child(lambda: _looked_at(items.values(), loaded)) or "{}")
        self.seconds = {name: seconds for name, (seconds, _) in told.items()}
        self.reached = _by_statement(told)
        for mutant in self.mutants:
            self.done.append(self._tried(mutant, items, loaded))
        return True

    def _tried(self, mutant: Mutant, items: Mapping[str, pytest.Item], loaded: "Loaded") -> Trial:
        path = mutant.path.absolute()
        # Where it is likeliest found: first the tests of the module's own name, and the quick ones.
        own = f"/test_{mutant.path.stem}.py::"
        concerned = sorted(
            (own not in test, self.seconds[test], test)
            for test in self.reached.get((str(path), statement_of(path, mutant.line)), ())
        )
        tests = [(items[test], seconds) for _, seconds, test in concerned]
        if not tests:
            return Trial(mutant, "", 0)
        # Whoever does not come back has run on and on, or has fallen: it was found by that.
        answer = _in_a_child(lambda: _first_failing(tests, mutant, loaded))
        if not answer:
            return Trial(mutant, "it never ends", len(tests))
        return Trial(mutant, *json.loads(answer))


class Loaded:
    """The functions of these files as they are in memory, looked for once and before any test."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = frozenset(files)
        for file in self.files:
            # A module that only a test asks for would come without the change.
            parts = Path(file).relative_to(Path.cwd()).with_suffix("").parts
            importlib.import_module(".".join(parts).removesuffix(".__init__"))
        # The tests put what they import out of the collector's sight: it would find no function.
        gc.unfreeze()
        self._functions: dict[tuple[str, str], list[FunctionType]] = {}
        self._kept: list[functools._lru_cache_wrapper[Any]] = []
        for each in gc.get_objects():
            if isinstance(each, FunctionType) and each.__code__.co_filename in self.files:
                # All that are made of this source: one that a module took by name is the same.
                code = each.__code__
                self._functions.setdefault((code.co_filename, code.co_qualname), []).append(each)
            elif isinstance(each, functools._lru_cache_wrapper) and _is_ours(each):
                self._kept.append(each)
        gc.freeze()

    def put_in(self, mutant: Mutant) -> bool:
        """From now on the function does what it does with the change, whoever has a hold of it;
        false where there is no such function.
        """
        found = self._functions.get((str(mutant.path.absolute()), mutant.function), [])
        changed = code_of(mutant)
        for function in found:
            function.__code__ = changed
        self.forget()
        return bool(found)

    def forget(self) -> None:
        """Whatever was worked out and kept: it would be given out again, and no function called."""
        for each in self._kept:
            each.cache_clear()


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
    if pytest.main([*asked, *tests], plugins=[trials]) not in (0, 5) or not trials.seconds:
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


def _looked_at(items: Iterable[pytest.Item], loaded: Loaded) -> str:
    """By test: its seconds, less than nothing if it fails, and the lines that it comes to."""
    told: dict[str, tuple[float, Mapping[str, list[int]]]] = {}
    for item in items:
        loaded.forget()
        reached: Lines = {file: set() for file in loaded.files}
        watch = _watching(reached)
        threading.settrace(watch)
        sys.settrace(watch)
        begun = time.process_time()
        passed = _passes(item)
        seconds = time.process_time() - begun if passed else -1.0
        sys.settrace(None)
        told[item.nodeid] = seconds, {file: sorted(lines) for file, lines in reached.items()}
    return json.dumps(told)


def _watching(reached: Lines) -> Callable[[FrameType, str, Any], Any]:
    """What Python is to call, so that the lines that are come to are noted there."""
    calls = Counter[CodeType]()

    def call(frame: FrameType, _: str, __: Any) -> Any:
        code = frame.f_code
        if code.co_filename not in reached:
            return None
        calls[code] += 1
        return line if calls[code] <= _CALLS else None

    def line(frame: FrameType, _: str, __: Any) -> Any:
        reached[frame.f_code.co_filename].add(frame.f_lineno)
        return line

    return call


def _by_statement(
    told: Mapping[str, tuple[float, Mapping[str, list[int]]]],
) -> Mapping[tuple[str, int], Sequence[str]]:
    reached: dict[tuple[str, int], list[str]] = {}
    for test, (seconds, files) in told.items():
        # One that fails anyway finds nothing.
        if seconds < 0:
            continue
        for file, lines in files.items():
            for begins in {statement_of(Path(file), line) for line in lines}:
                reached.setdefault((file, begins), []).append(test)
    return reached


def _passes(item: pytest.Item) -> bool:
    # Each test is to come to what its own count is made by.
    made_once.forget()
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def _first_failing(
    tests: Iterable[tuple[pytest.Item, float]], mutant: Mutant, loaded: Loaded
) -> str:
    """The first test that finds the change, empty if none does; how many were run; and whether the
    change was put in.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    ran = 0
    if not loaded.put_in(mutant):
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


def _is_ours(kept: "functools._lru_cache_wrapper[Any]") -> bool:
    return kept.__wrapped__.__module__.startswith(("tallyapp", "tests"))
