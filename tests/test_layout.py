"""What holds for the project as a whole: what it is made of, and how it is put together."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import grimp
import pytest
from packaging.requirements import Requirement

import tallyapp

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LISTS = ("requirements.txt", "requirements-dev.txt")


def entries(name: str) -> list[str]:
    """The entries of a requirements file, each on one line and without comments."""
    text = re.sub(r"^ *#.*\n?", "", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE)
    return text.replace("\\\n", "").splitlines()


def pins(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """The packages of a requirements file, each with its version and its hashes."""
    found = {}
    for entry in entries(name):
        package, version, *_ = re.split("==| ", entry)
        found[package] = (version, frozenset(re.findall(r"--hash=(\S+)", entry)))
    return found


@pytest.mark.parametrize("name", LISTS)
def test_every_required_package_is_one_version_known_by_its_hashes(name: str) -> None:
    for entry in entries(name):
        assert re.fullmatch(
            r"[a-z0-9-]+==[\w.]+( ; [^-]+)?( +--hash=sha256:[0-9a-f]{64})+ *", entry
        )
    assert len(pins(name)) == len(entries(name)), "a package is listed twice"


@pytest.mark.parametrize("name", LISTS)
def test_a_requirements_file_says_what_and_not_from_where(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE), "no options for pip"


def test_the_tools_are_installed_with_exactly_what_the_program_uses() -> None:
    runtime, development = (pins(name) for name in LISTS)
    assert {name: development.get(name) for name in runtime} == runtime


def test_the_requirements_files_are_in_step_with_the_project_file() -> None:
    for name, wanted in (
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        (
            "requirements-dev.txt",
            PROJECT["dependency-groups"]["dev"] + PROJECT["build-system"]["requires"],
        ),
    ):
        pinned = pins(name)
        for requirement in map(Requirement, wanted):
            version, _ = pinned[requirement.name.lower()]
            assert requirement.specifier.contains(version), (
                f"{name}: {requirement} is not {version}"
            )


def test_the_version_stands_in_one_place() -> None:
    version = re.compile(rf"(?<![\w.=]){re.escape(tallyapp.__version__)}(?![\w.])")
    files = [ROOT / "pyproject.toml", ROOT / "dev.py"]
    for folder in ("tallyapp", "installer", "resources"):
        files += (
            path
            for path in (ROOT / folder).rglob("*")
            if path.suffix in {".py", ".toml", ".spec", ".cfg"}
        )
    holding = [
        path.relative_to(ROOT).as_posix()
        for path in files
        if version.search(path.read_text("utf-8"))
    ]
    assert holding == ["tallyapp/__init__.py"]


def test_the_domain_uses_nothing_from_outside_but_msgspec() -> None:
    # What is imported for the checking of types alone is never loaded.
    graph = grimp.build_graph(
        "tallyapp",
        include_external_packages=True,
        exclude_type_checking_imports=True,
        cache_dir=None,
    )
    rules = {"tallyapp.domain"} | graph.find_descendants("tallyapp.domain")
    used = {name for module in rules for name in graph.find_modules_directly_imported_by(module)}
    assert {name for name in used - rules if name not in sys.stdlib_module_names} <= {"msgspec"}


BROKEN_IMPORTS = {
    "audit": ("sqlite3", "sqlite_utils", "pypdfium2", "PySide6", "socket"),
    "documents": ("pyhanko", "tallyapp.signing", "tallyapp.audit"),
    "domain": ("os", "time", "random", "secrets", "pathlib", "tallyapp.resources"),
    "exchange": ("urllib", "tallyapp.ledger"),
    "ledger": ("reportlab", "tallyapp.exchange"),
    "signing": ("pikepdf", "tallyapp.documents"),
}


def test_an_import_that_breaks_the_design_is_caught(tmp_path: Path) -> None:
    # What is compiled comes and goes while the other tests run.
    compiled = shutil.ignore_patterns("__pycache__")
    for path in ("tallyapp", "tests"):
        shutil.copytree(ROOT / path, tmp_path / path, ignore=compiled)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room, names in BROKEN_IMPORTS.items():
        lines = [f"import {name}\n" for name in names]
        (tmp_path / "tallyapp" / room / "broken.py").write_text("".join(lines))
    (tmp_path / "tallyapp" / "nowhere.py").touch()

    code = "from importlinter.cli import lint_imports_command as go; go()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"], cwd=tmp_path, capture_output=True, text=True
    )

    assert done.returncode == 1
    for room, names in BROKEN_IMPORTS.items():
        for name in names:
            assert f"tallyapp.{room}.broken -> {name}" in done.stdout
    assert "tallyapp.nowhere" in done.stdout, "a module that was given no place in the layers"


def test_the_package_holds_the_code_the_resources_and_the_manual_and_nothing_else(
    tmp_path: Path,
) -> None:
    command = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--target",
        "wheel",
        "--directory",
        str(tmp_path),
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.startswith(f"tallyapp-{tallyapp.__version__}-")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    code = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tallyapp").rglob("*.*")
        if path.is_file()
    }
    resources = {
        f"tallyapp/{path.relative_to(folder.parent).as_posix()}"
        for folder in (ROOT / "resources", ROOT / "docs" / "manual")
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert packed == {name for name in code if "__pycache__" not in name} | resources


def test_no_connection_is_opened_by_a_with_that_leaves_it_open() -> None:
    # What is forgotten so is an error on Python 3.13, in whatever test runs when it is found.
    lines = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in ("tallyapp", "tests", "installer")
        for path in (ROOT / folder).rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"with (sqlite3\.connect|(database\.)?plain_connect)\(", line)
    ]
    assert lines == []
