"""Does the drills that are named, or tells which there are."""

import argparse
import sys
from collections.abc import Callable, Sequence

from .changed_schema import schema
from .clocks import clock
from .damaged_files import fuzz
from .failing_disk import io
from .flipped_bits import flip
from .full_disk import disk
from .killed import kill
from .mutation import mutation
from .power_loss import power
from .reports import Plan, Report
from .storage import OutOfReach
from .walks import walks

DRILLS: dict[str, Callable[[Plan], Report]] = {
    "clock": clock,
    "disk": disk,
    "flip": flip,
    "fuzz": fuzz,
    "io": io,
    "kill": kill,
    "mutation": mutation,
    "power": power,
    "schema": schema,
    "walks": walks,
}


def main(arguments: Sequence[str]) -> int:
    """The exit status: 1 where anything was lost, 2 where nothing could be tried."""
    parser = argparse.ArgumentParser(prog="dev.py drill", description=__doc__)
    parser.add_argument("name", choices=sorted(DRILLS), nargs="+")
    parser.add_argument("--long", action="store_true", help="everything, not a sample")
    parser.add_argument("--seed", type=int, default=1, help="draws other samples")
    asked = parser.parse_args(arguments)
    held = True
    for name in asked.name:
        try:
            report = DRILLS[name](Plan(asked.long, asked.seed))
        except OutOfReach as reason:
            print(f"{name}: not tried. {reason}", flush=True)
            return 2
        print(report.text(), flush=True)
        held = held and report.holds
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
