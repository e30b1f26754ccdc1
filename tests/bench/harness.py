"""Times two ways of doing something against each other,
so that the figure is a ratio and not a machine.

The two sides take turns, the first round is thrown away, and what is
reported is the median with the spread of the middle half. Ratios are
taken round by round: both sides of a round met the same weather.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

if sys.platform != "win32":
    import resource


@dataclass(frozen=True)
class Side:
    """One way of doing it: in words that stand by themselves, and as
    a call. `before` is not timed.
    """

    words: str
    run: Callable[[], object]
    before: Callable[[], object] = lambda: None


@dataclass(frozen=True)
class Spread:
    """A median, and the quartiles round it."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        low, median, high = statistics.quantiles(values, n=4, method="inclusive")
        return cls(low, median, high)


@dataclass(frozen=True)
class Timing:
    """Seconds for one unit of work: on the clock,
    and of the processor (children of the process included).
    """

    wall: Spread
    cpu: Spread


@dataclass(frozen=True)
class Row:
    """One comparison, measured. Ratios are ours divided by the baseline."""

    title: str
    ours: Side
    baseline: Side
    ours_took: Timing
    baseline_took: Timing
    wall_ratio: Spread
    cpu_ratio: float  # of medians: the processor's clock may be too coarse for single rounds
    rounds: int
    unit: str
    aim: str


@dataclass(frozen=True)
class Room:
    """Two ways of doing it by the most memory that each held at once, in bytes; measured once,
    since it hardly differs from one time to the next.
    """

    title: str
    ours: tuple[str, int]
    baseline: tuple[str, int]
    aim: str


def cpu_seconds() -> float:
    """Processor time of this process and of its children
    that have ended (on Windows of itself only).
    """
    if sys.platform == "win32":
        return time.process_time()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def compare(
    title: str,
    ours: Side,
    baseline: Side,
    *,
    rounds: int = 15,
    per: int = 1,
    unit: str = "run",
    aim: str = "",
) -> Row:
    """Measures two sides in turns.

    `per` is the number of units (named by `unit`) of work in one run:
    times are given for one of them. `aim` is what we hoped for, in words.
    """
    if rounds < 2:
        raise ValueError("a spread needs at least two rounds")
    samples: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for number in range(rounds + 1):
        for which in (0, 1) if number % 2 else (1, 0):
            sample = _time((ours, baseline)[which])
            if number > 0:  # the first round warms caches
                samples[which].append(sample)
    ours_took, baseline_took = (
        Timing(
            Spread.of([wall / per for wall, _ in side]), Spread.of([cpu / per for _, cpu in side])
        )
        for side in samples
    )
    return Row(
        title=title,
        ours=ours,
        baseline=baseline,
        ours_took=ours_took,
        baseline_took=baseline_took,
        wall_ratio=Spread.of([o / b for (o, _), (b, _) in zip(*samples, strict=True)]),
        cpu_ratio=ours_took.cpu.median / (baseline_took.cpu.median or float("nan")),
        rounds=rounds,
        unit=unit,
        aim=aim,
    )


def _time(side: Side) -> tuple[float, float]:
    side.before()
    gc.collect()  # neither side pays for the other's rubbish
    cpu, wall = cpu_seconds(), time.perf_counter()
    side.run()
    return time.perf_counter() - wall, cpu_seconds() - cpu


def as_text(row: Row | Room) -> str:
    """A row for people: both sides in words, then how many times the baseline ours takes."""
    return _room(row) if isinstance(row, Room) else _time_taken(row)


def _room(row: Room) -> str:
    width = max(len(words) for words, _ in (row.ours, row.baseline))
    sides = zip(("ours", "baseline"), (row.ours, row.baseline), strict=True)
    lines = [f"  {name:<9} {words:<{width}}  {held / 1e6:.0f} MB" for name, (words, held) in sides]
    ratio = f"  ratio     {row.ours[1] / row.baseline[1]:.2f} times the baseline; aim: {row.aim}"
    return "\n".join([row.title, *lines, ratio])


def _time_taken(row: Row) -> str:
    lines = [f"{row.title} (median of {row.rounds}, middle half in brackets; per {row.unit})"]
    width = max(len(row.ours.words), len(row.baseline.words))
    for name, side, took in (
        ("ours", row.ours, row.ours_took),
        ("baseline", row.baseline, row.baseline_took),
    ):
        lines.append(
            f"  {name:<9} {side.words:<{width}}  {_seconds(took.wall)}  cpu {_seconds(took.cpu)}"
        )
    ratio = row.wall_ratio
    lines.append(
        f"  ratio     {ratio.median:.2f} times the baseline ({ratio.low:.2f} to {ratio.high:.2f}), "
        f"cpu {row.cpu_ratio:.2f}" + (f"; aim: {row.aim}" if row.aim else "")
    )
    return "\n".join(lines)


def _seconds(spread: Spread) -> str:
    scale, unit = next(
        (s, u)
        for s, u in ((1, "s"), (1e3, "ms"), (1e6, "µs"))
        if spread.median * s >= 1 or s == 1e6
    )
    low, median, high = (
        f"{value * scale:.3g}" for value in (spread.low, spread.median, spread.high)
    )
    return f"{median} {unit} ({low} to {high})"
