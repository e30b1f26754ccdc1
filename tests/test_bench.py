"""The measuring itself: that the two sides meet the same conditions,
and that what is printed can be read.
"""

import pytest

from tests.bench import harness
from tests.bench.__main__ import main
from tests.bench.harness import Room, Side, Spread, as_text, compare


class Clock:
    """A clock that goes on only when a side takes its time."""

    def __init__(self) -> None:
        self.now = 0.0

    def side(self, words: str, *seconds: float) -> Side:
        """A side that takes these seconds, one after the other, and then the last for ever."""
        left = list(seconds)

        def run() -> None:
            self.now += left.pop(0) if len(left) > 1 else left[0]

        return Side(words, run)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("time.perf_counter", lambda: clock.now)
    monkeypatch.setattr(harness, "cpu_seconds", lambda: clock.now / 2)
    return clock


def test_both_sides_are_run_equally_often_in_turns_and_prepared_each_time() -> None:
    calls: list[str] = []
    ours = Side("ours", lambda: calls.append("o"), before=lambda: calls.append("prepare"))
    compare("order", ours, Side("theirs", lambda: calls.append("b")), rounds=3)
    in_order = "".join(calls).replace("prepareo", "O")
    assert in_order == "bOObbOOb"


def test_what_holds_memory_is_told_as_so_many_times_the_other() -> None:
    row = Room("Open", ours=("a count", 180_000_000), baseline=("home", 120_000_000), aim="1.4")
    assert as_text(row).splitlines() == [
        "Open",
        "  ours      a count  180 MB",
        "  baseline  home     120 MB",
        "  ratio     1.50 times the baseline; aim: 1.4",
    ]


def test_the_first_round_does_not_count(clock: Clock) -> None:
    row = compare("cold", clock.side("cold at first", 100, 2), clock.side("warm", 1), rounds=2)
    assert row.ours_took.wall == pytest.approx(Spread(2, 2, 2))


def test_the_ratio_is_taken_round_by_round_and_times_are_for_one_unit(clock: Clock) -> None:
    # The machine slows down half-way: both sides take longer, and the ratio stays.
    ours, baseline = clock.side("slow", 3, 3, 3, 3, 30), clock.side("quick", 2, 2, 2, 2, 20)
    row = compare("Counting", ours, baseline, rounds=6, per=1000, unit="sheet", aim="1.15")
    assert row.wall_ratio == Spread(1.5, 1.5, 1.5)
    assert row.cpu_ratio == pytest.approx(1.5)
    assert as_text(row).splitlines() == [
        "Counting (median of 6, middle half in brackets; per sheet)",
        "  ours      slow   16.5 ms (3 to 30)  cpu 8.25 ms (1.5 to 15)",
        "  baseline  quick  11 ms (2 to 20)  cpu 5.5 ms (1 to 10)",
        "  ratio     1.50 times the baseline (1.50 to 1.50), cpu 1.50; aim: 1.15",
    ]


def test_a_spread_is_the_median_and_the_quartiles() -> None:
    assert Spread.of([5, 1, 2, 4, 3]) == Spread(2, 3, 4)


def test_benchmarks_are_chosen_by_a_word_of_their_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing-like-it"]) == 2
    assert "bench_start" not in capsys.readouterr().out
    assert main(["start"]) == 0
    assert "times the baseline" in capsys.readouterr().out
