"""Files that somebody else wrote or damaged: each is read, refused in words, or found out.

Bytes are changed, taken away, doubled and put in by chance; in the long form atheris, where it is
installed, is led by what each change reaches in the code that reads.
"""

import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from random import Random

from .files_read import READ, FileRead, files_read, meet_in_words
from .reports import Plan, Report

_SHORT = 12
_LONG = 5_000
"""How often each file is damaged by chance."""
_LED = 60
"""Seconds for which each is damaged where the damage is led."""
_ROOT = Path(__file__).parents[2]
_PUT_IN = (b"\0", b"\xff", b'"', b",", b"\r", b"\n", b"\xef\xbb\xbf", b"9" * 40, "é".encode())
_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


def fuzz(plan: Plan) -> Report:
    """No damaged file ends in a traceback, and none that shows or declares anything else is taken
    for a good one.
    """
    report = Report("fuzz")
    random = plan.random()
    for each in files_read():
        for _ in range(_LONG if plan.long else _SHORT):
            how, lost = each.meet(damaged(each.sound, random))
            report.note(f"{each.name}: {how}", lost)
    report.controls["a reader that gives up"] = len(meet_in_words("csv", _gives_up, b"").lost)
    # Of a file that is refused as it is, every change would be refused for another reason.
    refused = [each.name for each in files_read() if each.meet(each.sound) != READ]
    report.lost += [f"{name}: the sound one is not read" for name in refused]
    if plan.long and find_spec("atheris"):
        for each in files_read():
            _led(report, each, plan.seed)
    elif plan.long:
        report.told.append("by chance alone: with atheris installed, it is led as well")
    return report


def _gives_up(_: Path) -> object:
    raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")


def damaged(sound: bytes, random: Random) -> bytes:
    """The bytes with one to four things done to them."""
    data = bytearray(sound)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(data) + 1)
        some = random.randint(1, 16)
        match random.randrange(5):
            case 0:
                data[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                del data[at : at + some]
            case 2:
                data[at:at] = data[at : at + some]
            case 3:
                data[at:at] = random.choice(_PUT_IN)
            case _:
                del data[at if random.random() < 0.1 else len(data) :]
    return bytes(data)


def _led(report: Report, file: FileRead, seed: int) -> None:
    """In a process of its own: what leads it ends the process when it is done."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        (corpus / "sound").write_bytes(file.sound)
        asked = [sys.executable, "-m", "tests.drills.led", file.name, str(corpus)]
        # Whatever is found is kept beside the corpus, and goes with it: what it was is told.
        options = [
            f"-seed={seed}",
            f"-max_total_time={_LED}",
            "-print_final_stats=1",
            f"-artifact_prefix={folder}/",
        ]
        done = subprocess.run([*asked, *options], cwd=_ROOT, capture_output=True, text=True)
    runs = _RUNS.search(done.stderr)
    report.done[f"{file.name}, led"] += int(runs[1]) if runs else 1
    if done.returncode or not runs:
        report.lost.append(f"{file.name}, led: {(done.stdout + done.stderr)[-2_000:]}")
