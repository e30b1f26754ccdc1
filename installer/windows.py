"""The package for Windows: the locked wheels, the program, and the Python that is given.

It is put together by wixl, which runs here; the program in it has never run on Windows. Windows'
own Python cannot be fetched by this project: whoever builds gives the embeddable package that
python.org publishes. Without it the package holds everything else, so that putting together,
installing and removing can be tried.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from installer.bundle import BUILD
from installer.notices import ROOT, notices
from installer.site.build import build as build_site
from tallyapp import __version__

WINDOWS = Path(__file__).parent / "windows"
PYTHON = "3.13"
"""The Python that the wheels are for; the package that is given must be of it."""

NEVER_USED = (
    *(f"PySide6/{name}" for name in ("qml/", "translations/", "metatypes/", "typesystems/")),
    *(f"PySide6/{name}" for name in ("include/", "glue/", "scripts/", "doc/", "opengl32sw.dll")),
    *(f"PySide6/{name}" for name in ("assistant", "designer", "linguist", "lrelease", "lupdate")),
    *(f"PySide6/{name}" for name in ("balsam", "qml", "rcc", "uic", "qsb", "svgtoqml")),
    *(f"PySide6/Qt6{name}" for name in ("Qml", "Quick", "Designer", "Labs", "Shader", "Virtual")),
    *(f"PySide6/Qt{name}" for name in ("Qml", "Quick", "Designer")),
    "pip/",
)
"""What no page, screen or command of this program asks for."""


def package(python: Path | None, epoch: int, into: Path) -> Path:
    """Makes the .msi, with this embeddable Python in it if one is given, and gives its path."""
    payload = BUILD / "windows/payload"
    shutil.rmtree(payload, ignore_errors=True)
    _programs(payload)
    for wheel in sorted(_wheels().glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            wanted = [name for name in archive.namelist() if not name.startswith(NEVER_USED)]
            archive.extractall(payload / "site-packages", wanted)
    if python:
        _python(python, payload / "python")
    for path in payload.rglob("*"):
        os.utime(path, (epoch, epoch))
    return _put_together(payload, into, "" if python else "-without-python")


def _programs(payload: Path) -> None:
    """The program itself, and what is not imported."""
    source = payload / "program"
    leave = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "tallyapp", source / "tallyapp", ignore=leave)
    shutil.copytree(ROOT / "resources", source / "tallyapp/resources", ignore=leave)
    shutil.copytree(ROOT / "docs/manual", source / "tallyapp/manual")
    build_site(source / "tallyapp/site")
    shutil.copy(WINDOWS / "tallyapp.cmd", payload)
    shutil.copy(WINDOWS / "smoke.ps1", payload)
    shutil.copy(ROOT / "LICENSE", payload / "LICENSE.txt")
    (payload / "THIRD-PARTY-NOTICES.txt").write_text(notices(), "utf-8")


def _wheels() -> Path:
    """The locked packages for Windows, hash by hash."""
    wheels = BUILD / "windows/wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", "download"),
            *("--no-deps", "--require-hashes", "-r", str(ROOT / "requirements.txt")),
            *("--platform", "win_amd64", "--implementation", "cp", "--python-version", PYTHON),
            *("--only-binary", ":all:", "--dest", str(wheels)),
        ],
        check=True,
    )
    return wheels


def _python(archive: Path, into: Path) -> None:
    """Windows' Python, told where the program and its packages are."""
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(into)
    for paths in into.glob("python*._pth"):
        paths.write_text(f"{paths.stem}.zip\n.\n..\\site-packages\n..\\program\n", "ascii")


def _put_together(payload: Path, into: Path, remark: str) -> Path:
    """The package of everything that lies in the payload."""
    files = sorted(str(path) for path in payload.rglob("*") if path.is_file())
    listed = subprocess.run(
        [
            *("wixl-heat", "--prefix", f"{payload}/", "--var", "var.Payload", "--win64"),
            *("--component-group", "Payload", "--directory-ref", "INSTALLDIR"),
        ],
        input="\n".join(files),
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    fragment = BUILD / "windows/payload.wxs"
    fragment.write_text(listed, "utf-8")
    made = into / f"tallyapp-{__version__}-win64{remark}.msi"
    subprocess.run(
        [
            # Of files it finds only those that are named from where it stands.
            *("wixl", "--arch", "x64", "-D", "Payload=payload", "-D", f"Version={__version__}"),
            *("-D", "Win64=yes", "-o", str(made), str(WINDOWS / "tallyapp.wxs"), fragment.name),
        ],
        check=True,
        cwd=payload.parent,
    )
    return made
