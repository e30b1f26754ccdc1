#!/usr/bin/env python3
"""Sets tallyapp up, runs it, tests it and checks it.
Needs nothing but Python: `python3 dev.py` tells how.

Everything is installed into `.venv` beside this file,
exactly as the requirements files list it, hash by hash. `.venv` can be thrown away at any time.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tallyapp.platforms import NEWEST_PYTHON, OLDEST_PYTHON, lacking, this_computer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROOT = Path(__file__).resolve().parent
RUNTIME = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"  # holds all of RUNTIME as well
BUILDING = "requirements-build.txt"  # holds all of RUNTIME as well
SYSTEM_PYTHON = Path("/usr/bin/python3")


ROOM = 2 << 30
"""Bytes that all tests write, and as much again."""
HEADLESS = "run --headless"
"""A practice count without a window, which needs nothing of what a window needs."""


class Trouble(Exception):
    """Something on this computer stands in the way; the message says what, and what to do next."""

    status = 1


class Unsupported(Trouble):
    """tallyapp is not made for this computer."""

    status = 2


class SystemPackage(NamedTuple):
    """A package of the operating system that pip cannot bring."""

    name: str  # in Debian and Ubuntu
    # A command on the PATH, a file, or a shared library (its name holds ".so"; looked for on Linux
    # only).
    probe: str
    commands: frozenset[str]  # the commands of this script that use it
    vital: bool  # False: the tests that use it are skipped without it


SYSTEM_PACKAGES = (
    SystemPackage("poppler-utils", "pdfsig", frozenset({"test"}), vital=False),
    SystemPackage("qpdf", "qpdf", frozenset({"test"}), vital=False),
    SystemPackage("mupdf-tools", "mutool", frozenset({"test"}), vital=False),
    SystemPackage("sqlite3", "sqlite3", frozenset({"test"}), vital=False),
    # An eye that has nothing of this program in it, for the barcodes on paper.
    SystemPackage("zbar-tools", "zbarimg", frozenset({"test"}), vital=False),
    # What a screen reader is told, asked as one asks.
    SystemPackage("xvfb", "xvfb-run", frozenset({"test"}), vital=False),
    SystemPackage("xauth", "xauth", frozenset({"test"}), vital=False),
    SystemPackage("dbus", "dbus-run-session", frozenset({"test"}), vital=False),
    SystemPackage(
        "at-spi2-core", "/usr/libexec/at-spi-bus-launcher", frozenset({"test"}), vital=False
    ),
    SystemPackage(
        "python3-pyatspi",
        "/usr/lib/python3/dist-packages/pyatspi/__init__.py",
        frozenset({"test"}),
        vital=False,
    ),
    # What a package is made with, and what tries it.
    SystemPackage("binutils", "objdump", frozenset({"build"}), vital=True),
    SystemPackage("libcups2", "libcups.so.2", frozenset({"build"}), vital=False),
    SystemPackage("wixl", "wixl", frozenset({"build"}), vital=False),
    SystemPackage("debootstrap", "debootstrap", frozenset({"bare"}), vital=True),
    SystemPackage("wine64", "/usr/lib/wine/wine64", frozenset({"wine"}), vital=True),
    # Qt's wheel brings Qt, and leaves these to the system: the first for any window, the rest for a
    # real one.
    *(
        SystemPackage(
            name,
            library,
            frozenset({"run", "test", "bench", "screenshots", "manual", "build"}),
            vital=True,
        )
        for name, library in (
            ("libgl1", "libGL.so.1"),
            ("libegl1", "libEGL.so.1"),
            ("libxkbcommon0", "libxkbcommon.so.0"),
            ("libglib2.0-0", "libglib-2.0.so.0"),
            ("libfreetype6", "libfreetype.so.6"),
            ("libfontconfig1", "libfontconfig.so.1"),
            ("libdbus-1-3", "libdbus-1.so.3"),
        )
    ),
    *(
        SystemPackage(name, library, frozenset({"run", "build"}), vital=False)
        for name, library in (
            ("libxcb-cursor0", "libxcb-cursor.so.0"),
            ("libxcb-icccm4", "libxcb-icccm.so.4"),
            ("libxcb-keysyms1", "libxcb-keysyms.so.1"),
            ("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
            ("libxcb-shape0", "libxcb-shape.so.0"),
        )
    ),
)


def say(text: str) -> None:
    """What this script itself has to say goes to stderr: stdout
    belongs to the program that is run.
    """
    print(text, file=sys.stderr, flush=True)


# --- The operating system's packages


def is_present(probe: str) -> bool:
    """Whether a command is on the PATH, or a shared library can be loaded."""
    if probe.startswith("/"):
        return Path(probe).exists()
    if ".so" not in probe:
        return shutil.which(probe) is not None
    if not sys.platform.startswith("linux"):
        return True  # elsewhere the wheels bring their libraries
    try:
        ctypes.CDLL(probe)
    except OSError:
        return False
    return True


def is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def how_to_install(names: Sequence[str]) -> str:
    """The one line to type for packages that this script may not install itself."""
    if shutil.which("apt-get") is None:
        return (
            f"install these with the system's package manager (Debian's names): {' '.join(names)}"
        )
    asked = "type: sudo" if shutil.which("sudo") else "type as root:"
    return f"{asked} apt-get install {' '.join(names)}"


def install_packages(names: Sequence[str]) -> bool:
    """Installs packages with apt-get where that is allowed. True if installed."""
    if not is_root() or shutil.which("apt-get") is None:
        return False
    say(f"Installing {', '.join(names)} with apt-get ...")
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *names]
    for command in (["apt-get", "-qq", "update"], install):
        status = subprocess.run(
            command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        ).returncode
    return status == 0


def provide_packages(
    commands: Sequence[str],
    packages: Iterable[SystemPackage] = SYSTEM_PACKAGES,
    environment: Environment | None = None,
) -> None:
    """Installs, or asks for in one sentence, all that commands need from the operating system;
    Trouble if any of it is vital.

    For an environment that is still to be made, what makes one is needed too.
    """
    missing = [p for p in packages if p.commands & {*commands} and not is_present(p.probe)]
    if environment and not environment.is_whole() and not can_make_environments():
        # Debian and Ubuntu ship Python without this part.
        name = "python{}.{}-venv".format(*sys.version_info)
        missing.insert(0, SystemPackage(name, "", frozenset(commands), vital=True))
    names = [p.name for p in missing]
    if not names or install_packages(names):
        return
    if any(p.vital for p in missing):
        raise Trouble(f"`{commands[0]}` needs more of this system: {how_to_install(names)}")
    what = "some tests, or a window on this screen, need"
    say(f"Going on without what {what}: {how_to_install(names)}")


# --- Python and the virtual environment


def fitting_python() -> list[str] | None:
    """The command for a Python that tallyapp runs on, when the running one is not."""
    minors = range(NEWEST_PYTHON[1], OLDEST_PYTHON[1] - 1, -1)
    names = [*([f"python3.{minor}"] for minor in minors), ["py", "-3"]]
    told = f"{OLDEST_PYTHON} <= sys.version_info[:2] <= {NEWEST_PYTHON}"
    probe = ["-c", f"import sys; sys.exit(not {told})"]
    for name in names:
        # Being on the PATH is not enough: version managers put names there that only print a
        # complaint.
        found = shutil.which(name[0])
        if (
            found
            and subprocess.run([found, *name[1:], *probe], capture_output=True).returncode == 0
        ):
            return [found, *name[1:]]
    return None


class Environment:
    """The virtual environment of a project folder, and what is known to be in it.

    A stamp inside it says which Python and which folder it was made for, and the hash of every
    requirements file installed in full. It is taken away before anything is changed and written
    when all is done: an environment without a fitting stamp is half-made, and made anew.
    """

    def __init__(self, root: Path, folder: str = ".venv") -> None:
        self.root = root
        self.folder = root / folder
        self.scripts = self.folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.scripts / ("python.exe" if os.name == "nt" else "python")
        self.stamp = self.folder / "set-up.json"

    def made_for(self) -> dict[str, str]:
        return {"python": "{}.{}".format(*sys.version_info), "folder": str(self.root)}

    def recorded(self) -> dict[str, str]:
        """What the stamp says; empty if there is none that can be read."""
        try:
            return dict(json.loads(self.stamp.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return {}

    def is_whole(self) -> bool:
        return self.python.exists() and self.made_for().items() <= self.recorded().items()

    def digest(self, requirements: str) -> str:
        return hashlib.sha256((self.root / requirements).read_bytes()).hexdigest()

    def set_up(self, requirements: str) -> None:
        """Brings the environment to what a requirements file lists;
        does nothing if it is there already.
        """
        if not self.is_whole():
            self.make()
        known = self.recorded()
        if known.get(requirements) == self.digest(requirements):
            return
        self.stamp.unlink(missing_ok=True)
        self.install(requirements)
        files = [requirements] if requirements == RUNTIME else [RUNTIME, requirements]
        self.write_stamp({**self.made_for(), **{name: self.digest(name) for name in files}})

    def make(self) -> None:
        """Makes an empty environment, in place of whatever is there."""
        if self.folder.exists() or self.folder.is_symlink():
            say(
                f"{self.folder} is unfinished, or was made for another Python or place: making it "
                "anew."
            )
            if self.folder.is_symlink():
                self.folder.unlink()
            else:
                shutil.rmtree(self.folder)
        else:
            say(f"Setting up {self.folder} (once; takes a minute) ...")
        base = getattr(
            sys, "_base_executable", sys.executable
        )  # we may be running from what was just removed
        if subprocess.run([base, "-m", "venv", str(self.folder)]).returncode != 0:
            raise Trouble(
                f"Python could not make a virtual environment in {self.folder}: see above."
            )
        self.link()
        self.write_stamp(self.made_for())

    def install(self, requirements: str) -> None:
        say(f"Installing what {requirements} lists ...")
        pip = [
            str(self.python),
            "-m",
            "pip",
            "--disable-pip-version-check",
            "--no-input",
            "install",
        ]
        wanted = ["-qq", "--require-hashes", "-r", str(self.root / requirements)]
        if subprocess.run([*pip, *wanted]).returncode != 0:
            raise Trouble(
                f"pip could not install what {requirements} lists: see above. Packages are "
                "fetched from the "
                "package index, so look at the network connection first; then do the same again."
            )

    def link(self) -> None:
        """Makes the source folder importable, and `tallyapp` a command of the environment.

        A path file and a launcher do for running and for testing alike what an editable
        installation would, without a build and without the packages a build needs.
        """
        packages = sysconfig.get_path("purelib", "venv", vars={"base": str(self.folder)})
        Path(packages, "tallyapp-source.pth").write_text(f"{self.root}\n", "utf-8")
        if os.name == "nt":
            (self.scripts / "tallyapp.cmd").write_text(
                f'@"{self.python}" -P -m tallyapp %*\n', "utf-8"
            )
            return
        launcher = self.scripts / "tallyapp"
        launcher.write_text(
            f'#!/bin/sh\nexec {shlex.quote(str(self.python))} -P -m tallyapp "$@"\n', "utf-8"
        )
        launcher.chmod(0o755)

    def write_stamp(self, content: dict[str, str]) -> None:
        unfinished = self.stamp.with_suffix(".new")
        unfinished.write_text(json.dumps(content, indent=1), "utf-8")
        unfinished.replace(self.stamp)


def can_make_environments() -> bool:
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


# --- The commands

ENVIRONMENT = Environment(ROOT)


def call(*arguments: str, cwd: Path | None = ROOT, environment: Environment = ENVIRONMENT) -> int:
    """Runs an environment's Python and gives its exit status."""
    variables = dict(os.environ, PYTHONUTF8="1")
    if cwd and not has_screen():
        variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    status = subprocess.run(
        [str(environment.python), *arguments], cwd=cwd, env=variables
    ).returncode
    return status if status >= 0 else 128 - status  # as a shell would tell of a signal


def has_screen() -> bool:
    """Whether a window can be shown; only on Linux there may be no screen for it."""
    told = {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys()
    return bool(told) or not sys.platform.startswith("linux")


def developing(command: str, *arguments: str) -> int:
    """Runs the environment's Python with all that a command for whoever develops needs."""
    provide_packages([command], environment=ENVIRONMENT)
    ENVIRONMENT.set_up(DEVELOPMENT)
    return call(*arguments)


def run(arguments: list[str]) -> int:
    windowless = "--headless" in arguments or not has_screen()
    provide_packages([HEADLESS if windowless else "run"], environment=ENVIRONMENT)
    ENVIRONMENT.set_up(RUNTIME)
    # In the caller's folder, so that `--out` means what it says; -P keeps that folder out of the
    # imports.
    return call("-P", "-m", "tallyapp", "demo", *arguments, cwd=None)


def test(arguments: list[str]) -> int:
    # Each process would compile every test and the program again, and so would each command that
    # a test runs.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if arguments:
        return developing("test", "-m", "pytest", *arguments)
    # All of them at once take as many processes as there are processors, and each its own half: the
    # tests of one folder share what they look at. Whoever is done first takes over from the other.
    with tempfile.TemporaryDirectory(prefix="tallyapp-tests-", dir=memory()) as folder:
        os.environ["TMPDIR"] = folder
        return developing("test", "-m", "pytest", "-n", "auto", "--dist", "worksteal", *one_order())


def one_order() -> list[str]:
    """What pytest is asked so that the tests, and what is in sets, come in one order where nobody
    watches: there a run must depend on the code alone. At a desk each run has another, which finds
    what leans on an order; `--randomly-seed=last` brings that one back.
    """
    if "CI" not in os.environ:
        return []
    os.environ.setdefault("PYTHONHASHSEED", "0")
    return ["--randomly-seed=0"]


def memory() -> str | None:
    """Where files lie in memory, with room for all that the tests write; None if there is no such
    place.

    Nothing that a test writes is to outlast a loss of power, so none need wait for a disk. What is
    lost then is tried on recorded writes, which are the same (tests/drills), and by `drill`.
    """
    place = Path("/dev/shm")
    if not sys.platform.startswith("linux") or not os.access(place, os.W_OK):
        return None
    told = os.statvfs(place)
    # Tests make programs, and run them.
    runs = not told.f_flag & os.ST_NOEXEC
    return str(place) if runs and told.f_bavail * told.f_frsize >= ROOM else None


def check(_: list[str]) -> int:
    provide_packages(["check"], environment=ENVIRONMENT)
    ENVIRONMENT.set_up(DEVELOPMENT)
    tools = {
        "ruff format": ["-m", "ruff", "format", "--check", "--quiet", "--diff", "."],
        "ruff check": ["-m", "ruff", "check", "--quiet", "."],
        "mypy": ["-m", "mypy", "--no-error-summary"],
        "lint-imports": [
            "-c",
            "from importlinter.cli import lint_imports_command as go; go()",
            "--no-logo",
        ],
    }
    failed = []
    for name, arguments in tools.items():
        print(f"{name} ...", flush=True)
        if call(*arguments) != 0:
            failed.append(name)
    print(f"Failed: {', '.join(failed)}." if failed else "All checks hold.", flush=True)
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    return developing("bench", "-m", "tests.bench", *arguments)


def drill(arguments: list[str]) -> int:
    return developing("drill", "-m", "tests.drills", *arguments)


def screenshots(arguments: list[str]) -> int:
    return developing(
        "screenshots", "-m", "tests.ui.pictures", str(ROOT / "docs" / "screenshots"), *arguments
    )


def manual(_: list[str]) -> int:
    return developing("manual", "-m", "tests.ui.shell.help.made")


def site(arguments: list[str]) -> int:
    return developing("site", "-m", "installer.site", *arguments)


def versions(_: list[str]) -> int:
    return developing("test", "-m", "tests.versions")


def build(arguments: list[str]) -> int:
    # Debian's own Python, where there is one: another has its libraries where no package may have
    # them.
    base = Path(getattr(sys, "_base_executable", sys.executable))
    if SYSTEM_PYTHON.exists() and base.resolve() != SYSTEM_PYTHON.resolve():
        script = str(Path(__file__).resolve())
        return subprocess.run([str(SYSTEM_PYTHON), script, "build", *arguments]).returncode
    environment = Environment(ROOT, "build/python")
    provide_packages(["build"], environment=environment)
    environment.folder.parent.mkdir(exist_ok=True)
    environment.set_up(BUILDING)
    return call("-m", "installer", *arguments, environment=environment)


def bare(suites: list[str]) -> int:
    return try_package("bare", suites)


def wine(_: list[str]) -> int:
    return try_package("wine", [])


def try_package(command: str, arguments: list[str]) -> int:
    provide_packages([command])
    environment = Environment(ROOT, "build/python")
    if not environment.python.exists():
        raise Trouble("There is no package to try yet. Type: python3 dev.py build")
    return call("-m", f"installer.{command}", *arguments, environment=environment)


def lock(arguments: list[str]) -> int:
    beside = ENVIRONMENT.scripts / ("uv.exe" if os.name == "nt" else "uv")
    uv = str(beside) if beside.exists() else shutil.which("uv")
    if uv is None:
        raise Trouble(
            "`lock` needs uv, which is not here. Type: python3 -m pip install uv. Then do the "
            "same again."
        )
    compile_ = [
        uv,
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--generate-hashes",
        "pyproject.toml",
    ]
    # Pins that are there are kept; uv's own --upgrade, or --upgrade-package NAME, moves them.
    compile_ += ["--custom-compile-command", "python3 dev.py lock", *arguments]
    whole = (
        ["-o", RUNTIME],
        ["--group", "dev", "-c", RUNTIME, "-o", DEVELOPMENT],
        ["--group", "build", "-c", RUNTIME, "-o", BUILDING],
    )
    for options in whole:
        status = subprocess.run([*compile_, *options], cwd=ROOT).returncode
        if status != 0:
            return status
    return 0


def setup(_: list[str]) -> int:
    others = sorted(COMMANDS.keys() - {"setup", "build", "bare", "wine"})
    provide_packages(["setup", *others], environment=ENVIRONMENT)
    ENVIRONMENT.set_up(DEVELOPMENT)
    say(f"Everything is set up. The program is {ENVIRONMENT.scripts / 'tallyapp'}")
    return 0


class Command(NamedTuple):
    do: Callable[[list[str]], int]
    arguments: str
    purpose: str


COMMANDS = {
    "run": Command(
        run, "[--headless] [--out DIR]", "count a practice election, from candidates to declaration"
    ),
    "test": Command(
        test, "[pytest's arguments]", "run the tests, or some: test tests/ledger -k chain"
    ),
    "check": Command(check, "", "look for faults in the source: layout, ruff, types, imports"),
    "bench": Command(bench, "[NAME ...]", "measure speed against plain baselines"),
    "drill": Command(
        drill, "NAME [--long] [--seed N]", "do to a count what a bad night may do to it"
    ),
    "screenshots": Command(
        screenshots, "[NAME ...]", "take pictures of the screens for docs/screenshots"
    ),
    "manual": Command(manual, "", "write the manual's pages of rights, codes and keys"),
    "site": Command(site, "[FOLDER]", "make a site of docs, to be read with no network"),
    "versions": Command(versions, "", "verify documents under the oldest and newest libraries"),
    "build": Command(
        build, "[--windows-python ZIP]", "make the packages that are installed, into dist/"
    ),
    "bare": Command(bare, "[SUITE ...]", "install, run, upgrade and remove it in a bare Debian"),
    "wine": Command(wine, "", "install and remove the package for Windows under Wine"),
    "lock": Command(
        lock, "[uv's arguments]", "write the requirements files anew from pyproject.toml"
    ),
    "setup": Command(setup, "", "only set everything up"),
}


def usage() -> str:
    commands = "\n".join(
        f"  {f'{name} {c.arguments}':<30} {c.purpose}" for name, c in COMMANDS.items()
    )
    return f"""Usage: python3 dev.py COMMAND

{commands}

Start with: python3 dev.py run

The first use sets everything up in the folder .venv, which takes a minute and a network.
It can be removed at any time. Paths given to test count from the project's folder."""


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(usage())
        return 0
    name, *rest = arguments
    if name not in COMMANDS or (rest and not COMMANDS[name].arguments):
        say(f"dev.py: cannot understand `{' '.join(arguments)}`.\n\n{usage()}")
        return 2
    lack = lacking(this_computer())
    if lack and lack.what.endswith("-python"):
        fitting = fitting_python()
        if fitting is None:
            raise Unsupported(f"{lack} Get one from https://www.python.org/downloads/.")
        say(f"{lack} Using {fitting[0]}.")
        return subprocess.run([*fitting, str(Path(__file__).resolve()), *arguments]).returncode
    if lack:
        raise Unsupported(str(lack))
    return COMMANDS[name].do(rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        say(f"dev.py: {trouble}")
        sys.exit(trouble.status)
    except KeyboardInterrupt:
        sys.exit(130)
