"""Documents drawn and verified under the oldest and the newest allowed version of each library.

`python3 dev.py versions` makes an environment of each kind beside `.venv`, with the libraries that
choose bytes of a document taken as old, or as new, as pyproject.toml allows. Under each, documents
are drawn and signed; then each environment verifies those of all, and the kept ones.
"""

import importlib.metadata
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".venv-versions"
LIBRARIES = ("reportlab", "pikepdf", "fonttools", "pyhanko", "cryptography", "asn1crypto")
"""Those that write a byte of a document, or read one."""
KEPT = ROOT / "tests" / "data"
_UNREACHABLE = ("Retrying (", "Failed to establish", "Connection")
"""What pip says where there is no package index."""
DRAWN = ("signature", "padding", "rendering")
"""What must hold of every document: that it is what signing and drawing it again give."""


def ranges() -> Iterator[Requirement]:
    """What pyproject.toml allows of each library."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for text in project["dependencies"]:
        requirement = Requirement(text)
        if requirement.name.lower() in LIBRARIES:
            yield requirement


def oldest(requirement: Requirement) -> str:
    """The oldest version allowed, as pip takes it."""
    (least,) = (each.version for each in requirement.specifier if each.operator == ">=")
    return f"{requirement.name}=={least}"


def environment(name: str, wanted: list[str]) -> Path | None:
    """A Python with these libraries, and all others as in `.venv`; None without an index.

    CalledProcessError if the libraries do not go together: then pyproject.toml allows too much.
    """
    folder = FOLDER / name
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    done = subprocess.run(
        [*pip, "-q", "--upgrade", *wanted], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        if any(word in done.stderr for word in _UNREACHABLE):
            return None
        print(done.stderr[-2_000:])
        done.check_returncode()
    beside = next(path for path in sys.path if path.endswith("site-packages"))
    (packages,) = folder.glob("[Ll]ib/**/site-packages")
    (packages / "others.pth").write_text(f"{beside}\n{ROOT}\n", "utf-8")
    return python


def draw(folder: Path) -> None:
    """Two documents of a practice count, as published under the versions that are here."""
    from tests.audit.hall import played

    folder.mkdir(parents=True, exist_ok=True)
    hall = played(folder)
    (folder / "declaration.pdf").write_bytes(hall.declaration)
    (folder / "audit-pack.pdf").write_bytes(hall.pack)
    hall.file.unlink()


def verify(folders: list[Path]) -> int:
    """Whether all that was drawn holds under the versions that are here; 1 if anything fails."""
    from tallyapp.audit.verify import verify as verified

    print(", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES))
    failed = 0
    for path in sorted(pdf for folder in folders for pdf in folder.glob("*.pdf")):
        points = verified(path.read_bytes()).points
        wrong = [p.code for p in points if p.code in DRAWN and p.result == "fails"]
        judged = any(p.code == "rendering" and p.result == "holds" for p in points)
        failed += bool(wrong) or not judged
        said = f"fails: {', '.join(wrong)}" if wrong else "holds" if judged else "not judged"
        print(f"  {path.parent.name}/{path.name}: {said}", flush=True)
    return 1 if failed else 0


def compare() -> int:
    """Draw under each set of versions, and verify under each what was drawn under all."""
    wanted = {
        "oldest": [oldest(each) for each in ranges()],
        "newest": [str(each) for each in ranges()],
    }
    pythons = {"locked": Path(sys.executable)}
    for name, packages in wanted.items():
        python = environment(name, packages)
        if python is None:
            print("Skipped: the libraries could not be fetched from the package index.")
            return 0
        pythons[name] = python
    drawn = {name: FOLDER / "drawn" / name for name in pythons}
    for name, python in pythons.items():
        _run(python, "draw", drawn[name])
    folders = (*drawn.values(), KEPT)
    return max(_run(python, "verify", *folders) for python in pythons.values())


def _run(python: Path, *arguments: str | Path) -> int:
    command = [str(python), "-P", "-m", "tests.versions", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=dict(os.environ, PYTHONPATH=str(ROOT))).returncode


def main(arguments: list[str]) -> int:
    """What was asked for, or everything."""
    match arguments:
        case ["draw", folder]:
            draw(Path(folder))
            return 0
        case ["verify", *folders]:
            return verify([*map(Path, folders)])
        case _:
            return compare()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
