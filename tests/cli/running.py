"""What a person at the command line does and sees."""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

from click.testing import CliRunner, Result

from tallyapp.cli.commands import main
from tallyapp.resources import resource

OXFORD = resource("samples", "oxford-east-2024.json")
CANDIDATES = resource("samples", "oxford-east-candidates.csv")
AREAS = resource("samples", "oxford-east-areas.csv")
COMMONS = (
    resource("samples", "GE2024-results-by-candidate.csv"),
    resource("samples", "GE2024-results-by-constituency.csv"),
)
DIVISIONS = (
    resource("samples", "LEH-2025-candidates.csv"),
    resource("samples", "LEH-2025-ward-results.csv"),
)
MEDWAY = resource("samples", "medway-2023-declarations.json")
TIES = resource("samples", "ties-at-last-seat.json")
RESULTS = Path(__file__).parents[1] / "past" / "cases"
"""Small past results, each with something wrong in it."""


def run(*arguments: object, keyed: str | None = None) -> Result:
    """A command in this process; a bug in it shows itself as one."""
    done = CliRunner().invoke(main, [str(each) for each in arguments], input=keyed)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def told(*arguments: object, keyed: str | None = None) -> str:
    """What a command that succeeds says."""
    done = run(*arguments, keyed=keyed)
    assert done.exit_code == 0, done.output
    return done.stdout


def refused(*arguments: object, status: int, keyed: str | None = None) -> str:
    """What a command that does not succeed says: sentences on the
    error channel, and no traceback.
    """
    done = run(*arguments, keyed=keyed)
    assert done.exit_code == status, done.output
    assert done.stderr.strip()
    assert "Traceback" not in done.output
    return done.stderr


def process(*arguments: object) -> subprocess.Popen[bytes]:
    """A command in a process of its own, as it is really run."""
    command = [sys.executable, "-m", "tallyapp", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        # Tests that were begun in the background ignore Ctrl+C, and would hand that on.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )


def commons_of(folder: Path, *names: str) -> tuple[Path, Path]:
    """The House of Commons pair cut down to these constituencies."""
    cut = []
    for source in COMMONS:
        header, *rows = source.read_text("utf-8-sig").splitlines(keepends=True)
        kept = [row for row in rows if any(f",{name}," in row for name in names)]
        path = folder / source.name
        path.write_text(header + "".join(kept), "utf-8")
        cut.append(path)
    return cut[0], cut[1]
