"""The script that sets everything up,
tried on a small project with packages of its own and no network.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import dev
from tallyapp import platforms
from tallyapp.platforms import Computer

Done = subprocess.CompletedProcess[str]


def write_wheel(folder: Path, name: str) -> str:
    """Makes an installable package of one module and gives its line for a requirements file."""
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: "
        "py3-none-any\n",
    }
    record = ""
    for path, text in files.items():
        digest = (
            base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
        )
        record += f"{path},sha256={digest},{len(text)}\n"
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n"
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


class Project:
    """A folder with a dev.py, requirements, and a `tallyapp` that tells with what it was called."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = dev.Environment(root)
        self.wheels = root / "wheels"
        self.wheels.mkdir()
        shutil.copy(dev.__file__, root / "dev.py")
        source = f"--no-index --find-links {self.wheels.as_uri()}\n"
        runtime = source + write_wheel(self.wheels, "paper")
        self.lists = {
            dev.RUNTIME: runtime,
            dev.DEVELOPMENT: runtime + write_wheel(self.wheels, "pencil"),
        }
        self.write_lists()
        (root / "tallyapp").mkdir()
        (root / "tallyapp" / "__init__.py").touch()
        shutil.copy(platforms.__file__, root / "tallyapp")
        (root / "tallyapp" / "__main__.py").write_text(
            "import os, sys, paper\nprint(sys.argv[1:], os.getcwd())\nsys.exit(7)\n"
        )

    def write_lists(self) -> None:
        for name, text in self.lists.items():
            (self.root / name).write_text(text)

    def dev(self, *arguments: str, cwd: Path | None = None) -> Done:
        command = [sys.executable, str(self.root / "dev.py"), *arguments]
        return subprocess.run(
            command, cwd=cwd or self.root, capture_output=True, text=True, timeout=120
        )

    def has(self, module: str) -> bool:
        command = [str(self.environment.python), "-c", f"import {module}"]
        return subprocess.run(command, capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Done]:
    """A project in which somebody interrupted the set-up, and then used `run`."""
    project = Project(tmp_path_factory.mktemp("a project"))
    project.environment.folder.mkdir()
    (project.environment.folder / "leftover").touch()
    return project, project.dev("run")


@pytest.fixture
def project(made: tuple[Project, Done]) -> Project:
    """The same, set up for running, whatever the test before has done to it."""
    project, _ = made
    project.write_lists()
    project.environment.write_stamp(
        {**project.environment.made_for(), dev.RUNTIME: project.environment.digest(dev.RUNTIME)}
    )
    return project


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Makes shell scripts that are from now on the only commands on the PATH."""
    folder = tmp_path / "commands"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def write(name: str, script: str) -> Path:
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
        return folder / name

    return write


SEEDS = ("CI", "PYTHONHASHSEED")
unix_only = pytest.mark.skipif(os.name == "nt", reason="stand-in commands are shell scripts")


def test_a_half_made_environment_is_noticed_and_made_anew(made: tuple[Project, Done]) -> None:
    project, first = made
    assert "making it anew" in first.stderr
    assert not (project.environment.folder / "leftover").exists()
    assert first.returncode == 7, "and then the program ran"
    assert project.has("paper")


def test_run_passes_on_arguments_the_callers_folder_and_the_exit_status(
    project: Project, tmp_path: Path
) -> None:
    done = project.dev("run", "--headless", "--out", "here", cwd=tmp_path)
    assert done.stdout == f"['demo', '--headless', '--out', 'here'] {tmp_path}\n"
    assert done.returncode == 7
    assert done.stderr == "", "when everything is set up there is nothing to say"


@unix_only
def test_the_environment_has_the_program_as_a_command(project: Project, tmp_path: Path) -> None:
    command = [str(project.environment.scripts / "tallyapp"), "tally", "a file"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == f"['tally', 'a file'] {tmp_path}\n"


def test_nothing_is_installed_while_the_list_is_unchanged(project: Project) -> None:
    away = project.wheels.rename(project.root / "away")  # pip would fail now
    try:
        assert project.dev("run").returncode == 7
    finally:
        away.rename(project.wheels)


def test_a_package_that_is_not_the_one_listed_is_refused_and_the_environment_given_up(
    project: Project,
) -> None:
    name, listed_hash = write_wheel(project.wheels, "crayon").split("sha256:")
    wrong = f"{name}sha256:{listed_hash[::-1].strip()}\n"
    (project.root / dev.RUNTIME).write_text(project.lists[dev.RUNTIME] + wrong)
    done = project.dev("run")
    assert done.returncode == 1
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert "dev.py: pip could not install what requirements.txt lists" in done.stderr
    assert not project.environment.is_whole()


def test_checking_installs_the_tools_as_well_and_names_those_that_failed(project: Project) -> None:
    done = project.dev("check")
    assert project.has("pencil")
    assert done.returncode == 1
    assert done.stdout.endswith("Failed: ruff format, ruff check, mypy, lint-imports.\n")
    assert project.dev("run").stderr == "", "the longer list holds the shorter one"


@pytest.mark.parametrize(
    "stamp",
    [
        "",
        '{"python": ',
        "[]",
        '{"python": "3.10", "folder": "FOLDER"}',
        '{"python": "PYTHON", "folder": "/elsewhere"}',
    ],
    ids=["empty", "cut off", "not a stamp", "another Python", "a folder that was moved"],
)
def test_an_environment_whose_stamp_does_not_fit_is_not_whole(project: Project, stamp: str) -> None:
    fits = project.environment.made_for()
    assert project.environment.is_whole()
    project.environment.stamp.write_text(
        stamp.replace("FOLDER", fits["folder"]).replace("PYTHON", fits["python"])
    )
    assert not project.environment.is_whole()


PACKAGES = (
    dev.SystemPackage("qpdf", "qpdf", frozenset({"test"}), vital=False),
    dev.SystemPackage(
        "libegl1", "libnowhere.so.1", frozenset({"run", "test"}), vital=sys.platform == "linux"
    ),
)


@unix_only
def test_who_may_not_install_packages_is_told_the_one_line_to_type(
    commands: Callable[[str, str], Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev, "is_root", lambda: False)
    commands("apt-get", "exit 99")
    dev.provide_packages(["test"], PACKAGES[:1])
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith("Going on without")
    assert said.endswith("type as root: apt-get install qpdf")
    commands("sudo", "")
    dev.provide_packages(["test"], PACKAGES[:1])
    assert capsys.readouterr().err.endswith("type: sudo apt-get install qpdf\n")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Python has all its parts")
@pytest.mark.parametrize("root", [True, False])
def test_all_that_is_missing_is_named_at_once_python_s_own_part_too(
    root: bool,
    commands: Callable[[str, str], Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(dev, "is_root", lambda: root)
    monkeypatch.setattr(dev, "can_make_environments", lambda: False)
    if root:
        commands("apt-get", "exit 100")
    unmade = dev.Environment(tmp_path)
    venv = "python{}.{}-venv".format(*sys.version_info)
    with pytest.raises(dev.Trouble) as caught:
        dev.provide_packages(["test"], PACKAGES, unmade)
    said = str(caught.value)
    assert "\n" not in said
    assert said.startswith("`test` needs more of this system: ")
    assert said.endswith(f" {venv} qpdf libegl1")


@unix_only
def test_root_on_debian_gets_the_packages_installed(
    commands: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "is_root", lambda: True)
    commands("apt-get", f'echo "$DEBIAN_FRONTEND $@" >> {tmp_path}/log')
    dev.provide_packages(["test"], PACKAGES[:1])
    dev.provide_packages(["bench"], PACKAGES[:1])
    assert (tmp_path / "log").read_text().splitlines() == [
        "noninteractive -qq update",
        "noninteractive -qq install -y --no-install-recommends qpdf",
    ]


def test_a_count_without_a_window_needs_nothing_that_a_window_needs() -> None:
    needed = {p.name for p in dev.SYSTEM_PACKAGES if dev.HEADLESS in p.commands}
    assert needed == set()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
def test_without_a_screen_no_window_is_counted_upon(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not dev.has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert dev.has_screen()


@unix_only
def test_a_present_package_is_not_asked_for(
    commands: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    commands("qpdf", "")
    dev.provide_packages(["test"], PACKAGES[:1])
    assert capsys.readouterr().err == ""


@unix_only
def test_another_python_is_taken_only_if_it_really_is_one(
    commands: Callable[[str, str], Path],
) -> None:
    assert dev.fitting_python() is None
    commands("python3.13", "echo 'not installed, choose another version'; exit 127")
    assert dev.fitting_python() is None
    real = commands("python3.11", f"exec '{sys.executable}' \"$@\"")
    assert dev.fitting_python() == [str(real)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"python": (3, 10)}, "needs Python 3.11 to 3.14; this is Python 3.10. Get one"),
        ({"python": (3, 15)}, "needs Python 3.11 to 3.14; this is Python 3.15. Get one"),
        ({"release": (2, 31)}, "needs Linux with glibc 2.34 or newer; this is Linux with glibc"),
    ],
)
def test_a_computer_that_tallyapp_is_not_made_for_is_told_so_in_one_sentence(
    change: dict[str, Any], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    computer = Computer("linux", "x86_64", (3, 11), (2, 36))._replace(**change)
    monkeypatch.setattr(dev, "this_computer", lambda: computer)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(dev.Unsupported) as caught:
        dev.main(["run"])
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.status == 2


@pytest.mark.parametrize("arguments", [[], ["--help"], ["help"]])
def test_help_names_every_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == 0
    said = capsys.readouterr().out
    assert all(f"\n  {name} " in said for name in dev.COMMANDS)
    assert max(map(len, said.splitlines())) <= 100


@pytest.mark.parametrize("arguments", [["tset"], ["check", "tests"]])
def test_what_is_not_understood_is_said_and_nothing_done(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == 2
    assert f"cannot understand `{' '.join(arguments)}`" in capsys.readouterr().err


def test_where_nobody_watches_the_tests_come_in_one_order_and_at_a_desk_in_any(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, ...]] = []

    def developing(*arguments: str) -> int:
        asked.append(arguments)
        return 0

    monkeypatch.setattr(dev, "developing", developing)
    for there, seed in (
        ({}, None),
        ({"CI": "true"}, "0"),
        ({"CI": "1", "PYTHONHASHSEED": "7"}, "7"),
    ):
        environment = {name: value for name, value in os.environ.items() if name not in SEEDS}
        monkeypatch.setattr(os, "environ", environment | there)
        assert dev.test([]) == 0
        assert os.environ.get("PYTHONHASHSEED") == seed
        assert ("--randomly-seed=0" in asked[-1]) == ("CI" in there)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")
def test_the_tests_write_to_memory_where_there_is_room_and_programs_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def told(flags: int, room: int) -> Callable[[object], SimpleNamespace]:
        return lambda _: SimpleNamespace(f_flag=flags, f_bavail=room // 4096, f_frsize=4096)

    monkeypatch.setattr(os, "access", lambda *_: True)
    monkeypatch.setattr(os, "statvfs", told(0, dev.ROOM))
    assert dev.memory() == "/dev/shm"
    monkeypatch.setattr(os, "statvfs", told(0, dev.ROOM - 4096))
    assert dev.memory() is None
    monkeypatch.setattr(os, "statvfs", told(os.ST_NOEXEC, dev.ROOM))
    assert dev.memory() is None
