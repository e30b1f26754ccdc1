"""All 1,401 divisions of May 2025 through the desk,
keyed twice: `python -m tests.real.divisions [FILE]`.

Those whose figures are of a count are declared with exactly the published votes; the others are
refused by name with the difference. Ends with status 1 if anything differs from what was published.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tallyapp.past.past_results import read_past_files
from tallyapp.past.reconciling import elected_otherwise
from tallyapp.practice.counts import judge
from tests.exchange.samples import CANDIDATES, WARDS

from .replaying import assert_declared_as_published, replayed


def main(file: Path) -> None:
    """Replay them in this new file, and say what came of them."""
    contests = {contest.id: contest for contest in read_past_files([CANDIDATES, WARDS]).contests}
    judged = judge(contests.values())
    clock, own = time.perf_counter(), time.process_time()
    desk = replayed(file, judged.results, step=_tell(len(judged.results)))
    clock, own = time.perf_counter() - clock, time.process_time() - own
    assert desk.disagreements == ()
    for past in judged.results:
        contest = desk.contest(past.id)
        assert_declared_as_published(contest, past)
        assert contest.declaration is not None
        assert desk.ledger.totals(past.id) == contest.declaration.figures, past.id
    acts = sum(seq for seq, _ in desk.ledger.heads.values())
    desk.close()
    for left_out in judged.left_out:
        print(f"Refused: {left_out.words}")
    for past in judged.results:
        if otherwise := elected_otherwise(contests[past.id]):
            print(f"Declared otherwise than marked: {past.full_name}. {otherwise}")
    seats = Counter(past.seats for past in judged.results)
    print(
        f"Of {len(contests):,} divisions {len(judged.results):,} declared with the published votes:"
    )
    print(*(f"  {number:,} of {each} seats" for each, number in sorted(seats.items())), sep="\n")
    reasons = Counter(
        one.irreconcilable.differences[0].reason for one in judged.left_out if one.irreconcilable
    )
    print(f"{len(judged.left_out):,} refused:")
    print(*(f"  {number:,}: {reason}" for reason, number in reasons.most_common()), sep="\n")
    size = file.stat().st_size / 1e6
    print(
        f"{acts:,} acts, {size:.1f} MB; {clock:.0f} s on the clock, {own:.0f} s of processor time."
    )


def _tell(of: int) -> Callable[[int], None]:
    def step(done: int) -> None:
        if done % 100 == 0 or done == of:
            print(f"{done:,} of {of:,}", file=sys.stderr)

    return step


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder) / "divisions.tally")
