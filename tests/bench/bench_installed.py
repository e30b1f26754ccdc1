"""What is installed, against the same from source: the wait for the window, on a real screen."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.harness import Row, Side, compare

ROOT = Path(__file__).parents[2]
PLACES = (ROOT / "build/bundle/tallyapp/tallyapp", Path("/usr/lib/tallyapp/tallyapp"))
"""Where the program lies that a package brings, once built or installed."""
PATIENCE = 60  # seconds
_OURS = re.compile(r'"tallyapp"\)\s+\d{3,}x\d{3,}')


def measure() -> Iterable[Row]:
    """Nothing where no package was built yet, or there is no X server to try it on."""
    built = [path for path in PLACES if path.is_file()]
    if not built:
        print("No program is built. Type: python3 dev.py build", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as home, _screen() as display:
        environment = {
            **os.environ,
            **{"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)},
            **{f"XDG_{kind}_HOME": home for kind in ("CONFIG", "DATA", "STATE", "CACHE")},
        }

        def opening(*command: str) -> Callable[[], object]:
            return lambda: _until_the_window_is_there(command, environment)

        yield compare(
            "The installed program's start to its window on the screen",
            Side("as installed", opening(str(built[0]), "open")),
            Side("from source", opening(sys.executable, "-P", "-m", "tallyapp", "open")),
            rounds=7,
            unit="process",
            aim="as fast as from source",
        )


def _until_the_window_is_there(command: Sequence[str], environment: Mapping[str, str]) -> None:
    tried = subprocess.Popen(command, env=environment)
    try:
        limit = time.monotonic() + PATIENCE
        while not _OURS.search(_windows(environment)):
            if tried.poll() is not None or time.monotonic() > limit:
                raise RuntimeError(f"{command[0]} shows no window")
            time.sleep(0.01)
    finally:
        tried.kill()
        tried.wait()


def _windows(environment: Mapping[str, str]) -> str:
    told = ["xwininfo", "-root", "-tree"]
    return subprocess.run(told, env=environment, capture_output=True, text=True, check=True).stdout


@contextmanager
def _screen() -> Iterator[str]:
    """A screen of our own; gives its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
