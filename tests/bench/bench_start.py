"""What starting costs: everything else in the program comes after it."""

import subprocess
import sys
from collections.abc import Iterable

from tests.bench.harness import Row, Side, compare


def _python(code: str) -> Side:
    return Side(
        f'python -c "{code}"', lambda: subprocess.run([sys.executable, "-c", code], check=True)
    )


def measure() -> Iterable[Row]:
    yield compare(
        "Starting with the rules of a count loaded",
        ours=_python("import tallyapp.domain.count"),
        baseline=_python("pass"),
        rounds=7,
        unit="process",
    )
