"""`python3 dev.py wine`: the package for Windows, installed and taken out again under Wine.

It shows that the package is one: that its files come to their places, that `.tally` is the
program's, and that nothing of it is left at the end. It does not show that the program runs on
Windows.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from installer.bundle import BUILD
from installer.notices import ROOT

WINE = "/usr/lib/wine/wine64"
PROGRAM = "drive_c/Program Files/tallyapp"
PLACES = ("tallyapp.cmd", "program/tallyapp/__main__.py", "site-packages/PySide6/QtWidgets.pyd")


def main() -> int:
    """Tries the newest package; 1 where something did not go as it should."""
    packages = sorted((ROOT / "dist").glob("*.msi"), key=lambda path: path.stat().st_mtime)
    if not packages:
        print("There is no package for Windows yet. Type: python3 dev.py build")
        return 1
    prefix = BUILD / "wine"
    shutil.rmtree(prefix, ignore_errors=True)
    # Nothing that a person has may be found in it: neither their files nor their settings.
    environment = {**os.environ, "WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "HOME": str(BUILD)}
    msi = f"Z:{packages[-1]}"
    _run(environment, "wineboot", "--init")
    _run(environment, "msiexec", "/i", msi, "/qn")
    faults = [f"{name} is missing" for name in PLACES if not (prefix / PROGRAM / name).is_file()]
    if "tallyapp.count" not in _registry(environment, prefix):
        faults.append(".tally is not the program's")
    _run(environment, "msiexec", "/x", msi, "/qn")
    left = [str(path) for path in prefix.rglob("*tally*")]
    if "tallyapp.count" in _registry(environment, prefix):
        left.append("the registry's .tally")
    faults += [f"left behind: {what}" for what in left]
    for fault in faults:
        print(f"FAILED: {fault}")
    print(f"{packages[-1].name}: {'failed' if faults else 'holds'}")
    return 1 if faults else 0


def _run(environment: dict[str, str], *command: str) -> None:
    print(f"$ {' '.join(command)}", flush=True)
    subprocess.run([WINE, *command], env=environment, check=True, stderr=subprocess.DEVNULL)


def _registry(environment: dict[str, str], prefix: Path) -> str:
    """What the registry holds once all of it is written down."""
    subprocess.run(["/usr/lib/wine/wineserver", "--wait"], env=environment, check=False)
    return (prefix / "system.reg").read_text("utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
