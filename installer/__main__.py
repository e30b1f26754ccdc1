"""`python3 dev.py build`: makes into dist/ what can be made on this system, and says what not."""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from installer.bundle import bundle
from installer.notices import ROOT, notices, sbom
from tallyapp import __version__

DIST = ROOT / "dist"


def source_date_epoch() -> int:
    """The time that everything made carries: as asked for, else that of the last commit."""
    asked = os.environ.get("SOURCE_DATE_EPOCH")
    if asked:
        return int(asked)
    told = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    # Outside a repository: some time, and always the same.
    return int(told.stdout.strip() or 1_767_225_600)


def main(arguments: list[str]) -> None:
    """Makes the lists, and the packages of this system and of Windows."""
    asked = argparse.ArgumentParser(prog="dev.py build")
    help_ = "the embeddable Python for Windows, a ZIP as python.org publishes it"
    asked.add_argument("--windows-python", type=Path, metavar="ZIP", help=help_)
    windows_python: Path | None = asked.parse_args(arguments).windows_python
    epoch = source_date_epoch()
    DIST.mkdir(exist_ok=True)
    made = [_written("THIRD-PARTY-NOTICES.txt", notices())]
    made.append(
        _written(f"tallyapp-{__version__}.cdx.json", sbom(datetime.fromtimestamp(epoch, UTC)))
    )
    could_not = ["an installer for macOS: nothing of it was written, run it there from source"]
    if sys.platform.startswith("linux"):
        folder = bundle(epoch)
        if shutil.which("dpkg-deb"):
            from installer.debian import package

            made.append(package(folder, epoch, DIST))
        else:
            could_not.append("a .deb: dpkg-deb is not here")
    else:
        could_not.append("a .deb: it is made on Debian")
    if shutil.which("wixl"):
        from installer.windows import package as windows_package

        made.append(windows_package(windows_python, epoch, DIST))
        if windows_python is None:
            could_not.append("a .msi with its Python: give it with --windows-python")
    else:
        could_not.append("a .msi: wixl is not here")
    for path in made:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size:,} bytes  SHA-256 {digest}")
    for what in could_not:
        print(f"Not made: {what}.")


def _written(name: str, text: str) -> Path:
    path = DIST / name
    path.write_text(text, "utf-8")
    return path


main(sys.argv[1:])
