"""What the program stands on: the notices of other people's work, and a list of it (SBOM)."""

import json
import re
import uuid
from datetime import datetime
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import NamedTuple

from tallyapp import __version__

ROOT = Path(__file__).resolve().parents[1]
_LICENCES = Path(__file__).parent / "licences"
_HOLDS_A_LICENCE = re.compile(r"licen[sc]e|copying|notice", re.IGNORECASE)
_BRINGS_NO_TEXT = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}
"""Packages whose files say under what licence they are, and leave its text to whoever passes
them on.
"""

QT = """Qt, PySide6 and Shiboken are used under the GNU Lesser General Public License, version 3.
They are in libraries of their own, which you may replace with others that do the same: in an
installed package the files PySide6/Qt/lib/libQt6*.so.6 and PySide6/*.so beneath the program's
folder, from source the packages PySide6-Essentials and shiboken6 in its environment. Their source
is published by The Qt Company under the version given here. Nothing in tallyapp's own licence keeps
you from changing them for your own use, or from taking the program apart to find faults in such
changes."""


class Locked(NamedTuple):
    """A package at the version at which it is locked, with the SHA-256 of its files."""

    name: str
    version: str
    hashes: tuple[str, ...]


class NoNotice(Exception):
    """A locked package has no text of a licence; the message names it."""


def locked(requirements: str = "requirements.txt") -> list[Locked]:
    """Every package that the program needs, as the lock lists them."""
    found = []
    # A package, and on the lines after it its hashes.
    for part in re.split(r"\n(?=[a-z0-9])", (ROOT / requirements).read_text("utf-8")):
        head = re.match(r"([a-z0-9._-]+)==([^\s;\\]+)", part)
        if head:
            hashes = tuple(re.findall(r"sha256:([0-9a-f]{64})", part))
            found.append(Locked(head[1], head[2], hashes))
    return found


def texts(package: Locked) -> list[tuple[str, str]]:
    """The licences that come with an installed package: where each stands, and its text.

    NoNotice where there is none, or where another version than the locked one is installed.
    """
    installed = distribution(package.name)
    if installed.version != package.version:
        raise NoNotice(f"{package.name} is locked at {package.version}, not {installed.version}")
    shipped = [(name, (_LICENCES / name)) for name in _BRINGS_NO_TEXT.get(package.name, ())]
    own = [
        (str(file), Path(str(file.locate())))
        for file in installed.files or ()
        if _HOLDS_A_LICENCE.search(str(file)) and file.suffix not in {".py", ".pyc"}
    ]
    found = [(name, path.read_text("utf-8", errors="replace")) for name, path in own + shipped]
    if not found:
        raise NoNotice(f"no licence comes with {package.name} {package.version}")
    return found


def notices() -> str:
    """The notices of every package that is passed on with the program, and of its fonts."""
    parts = [
        "Third-party notices\n\ntallyapp is under the MIT licence. It is passed on together with "
        "the works below, each under its own.",
        QT,
        _part("Inter (fonts/InterTally-*.ttf)", (ROOT / "resources/fonts/OFL.txt").read_text()),
    ]
    for package in locked():
        for name, text in texts(package):
            parts.append(_part(f"{package.name} {package.version}: {name}", text))
    return "\n\n".join(parts) + "\n"


def sbom(made: datetime) -> str:
    """The list of what the program is made from, as CycloneDX 1.6 JSON."""
    components = [_component(package) for package in locked()]
    # The same content has the same number, so that a build can be made again.
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([__version__, components]))
    return json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{number}",
            "version": 1,
            "metadata": {
                "timestamp": made.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "component": {
                    "type": "application",
                    "name": "tallyapp",
                    "version": __version__,
                    "licenses": [{"license": {"id": "MIT"}}],
                },
            },
            "components": components,
        },
        indent=1,
    )


def _component(package: Locked) -> dict[str, object]:
    installed = distribution(package.name)
    return {
        "type": "library",
        "name": package.name,
        "version": package.version,
        "purl": f"pkg:pypi/{package.name}@{package.version}",
        "licenses": [{"license": {"name": _licence(installed)}}],
        # Of each file that the lock lets in: which of them was taken depends on the system.
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"pkg:pypi/{package.name}@{package.version}",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.hashes],
            }
        ],
    }


def _licence(installed: Distribution) -> str:
    """What a package says of its licence, in one line."""
    metadata = installed.metadata
    stated = [metadata[key] for key in ("License-Expression", "License") if key in metadata]
    said = stated[0] if stated else ""
    classified = [
        line.rsplit(" :: ", 1)[-1]
        for line in metadata.get_all("Classifier") or []
        if line.startswith("License")
    ]
    first = said.strip().splitlines()[:1]
    return first[0] if first else ", ".join(classified) or "see its notice"


def _part(title: str, text: str) -> str:
    return f"{'=' * 80}\n{title}\n{'=' * 80}\n\n{text.strip()}"
