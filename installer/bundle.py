"""The program as one folder, with its own Python, made by PyInstaller on this system."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from installer.notices import ROOT, notices
from installer.site.build import build as build_site

BUILD = ROOT / "build"
SITE = BUILD / "site"
SYSTEM_NOTICES = "licences-of-the-system"


def bundle(epoch: int) -> Path:
    """Makes the folder anew and gives its path; it holds the notices of all that is in it."""
    made = BUILD / "bundle" / "tallyapp"
    build_site(SITE)
    environment = {
        **os.environ,
        # The source is what is asked for the names of its modules; -P would keep it out.
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(epoch),
    }
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(made.parent), "--workpath", str(BUILD / "work")),
            str(ROOT / "installer" / "tallyapp.spec"),
        ],
        check=True,
        env=environment,
    )
    (made / "THIRD-PARTY-NOTICES.txt").write_text(notices(), "utf-8")
    shutil.copy(ROOT / "LICENSE", made / "LICENSE.txt")
    _copy_system_notices(made)
    return made


def _copy_system_notices(made: Path) -> None:
    """Beside the libraries that are the system's, what the system says of their copyright."""
    if shutil.which("dpkg-query") is None:
        return
    into = made / SYSTEM_NOTICES
    into.mkdir(exist_ok=True)
    for package in sorted(_system_packages(made)):
        shutil.copy(f"/usr/share/doc/{package}/copyright", into / f"{package}.txt")


def _system_packages(made: Path) -> set[str]:
    """The system's packages of which a library lies in the folder."""
    libraries = [path.name for path in (made / "_internal").glob("lib*.so*")]
    patterns = [f"*/{name}" for name in libraries]
    told = subprocess.run(
        ["dpkg-query", "--search", *patterns], capture_output=True, text=True, check=False
    ).stdout
    # Of a library that a wheel brought the system knows nothing, or another that is not in here.
    return set(re.findall(r"^([a-z0-9.+-]+)(?::\w+)?: ", told, re.MULTILINE)) | {"python3.11"}
