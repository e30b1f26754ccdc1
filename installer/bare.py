"""`python3 dev.py bare [SUITE]`: the package in a bare Debian, from its installation to its end.

A system is made by debootstrap with nothing in it but the base. The package is installed as an
older one, an ordinary user counts with it, it is brought to this version with the count in place,
the window is opened, and it is taken out again. Each command is printed before it is run.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.bundle import BUILD
from installer.notices import ROOT
from tallyapp import __version__

SUITES = ("bookworm", "trixie")
OLDER = "0.0.1"
USER = "clerk"
# What a package manager writes down for itself, and what is a person's own.
NOT_A_TRACE = ("/var/lib/dpkg", "/var/lib/apt", "/var/cache", "/var/log", f"/home/{USER}")
DEMO = "tallyapp demo --headless --out practice"
COUNT = "practice/oxford-east.tally"
DECLARATION = "practice/oxford-east-declaration.pdf"
KIND = "application/vnd.tallyapp.count+sqlite3"
# As a file manager asks: what it is, and what opens it.
WHAT_IT_IS = f"gio info -a standard::content-type {COUNT} | grep -F {KIND}"
WHAT_OPENS_IT = f"gio mime {KIND} | grep -F tallyapp.desktop"
WINDOW = rf"""timeout 60 xvfb-run -a sh -c '
    gio open {COUNT} &
    for i in $(seq 30); do
        sleep 1; xwininfo -root -tree | grep -o "\".*Oxford East.*\": (.*" && exit 0
    done; exit 1' 2> /dev/null"""
NAMED_NOWHERE = "! grep -rls tallyapp /usr /etc /var/lib/systemd /opt"


def main(suites: list[str]) -> int:
    """Tries the package in each suite; 1 where something did not go as it should."""
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        print("This needs root and debootstrap. Type: sudo apt-get install debootstrap")
        return 1
    debs = sorted((ROOT / "dist").glob(f"tallyapp_{__version__}_*.deb"))
    if not debs:
        print("There is no package yet. Type: python3 dev.py build")
        return 1
    return max(try_in(suite, debs[-1]) for suite in suites or SUITES)


def try_in(suite: str, deb: Path) -> int:
    """Everything that is done with a package, in one bare system."""
    print(f"== {suite}", flush=True)
    root = _system(suite)
    shutil.copy(deb, root / "root/new.deb")
    _older(deb, root / "root/old.deb")
    with _mounted(root):
        run = _Runner(root)
        run("apt-get -qq update")
        run(f"useradd --create-home {USER}")
        run(
            "apt-get -qq install -y --no-install-recommends xvfb xauth x11-utils libgl1 libegl1 "
            "fontconfig-config libglib2.0-bin desktop-file-utils shared-mime-info > /dev/null 2>&1"
        )
        before = _files(root)
        run("apt-get -qq install -y --no-install-recommends /root/old.deb > /dev/null 2>&1")
        run("tallyapp --version", USER)
        run(DEMO, USER)
        run("apt-get -qq install -y /root/new.deb > /dev/null")
        run("dpkg-query --show tallyapp")
        # The count of the older one opens, and is what it was.
        run(f"tallyapp tally {COUNT} | head -n 12", USER)
        # Of practice counts everything holds: status 0.
        run(f"tallyapp verify {DECLARATION} > told; status=$?; tail -n 4 told; exit $status", USER)
        run(WHAT_IT_IS, USER)
        run(WHAT_OPENS_IT, USER)
        run(WINDOW, USER)
        run("apt-get -qq purge -y tallyapp > /dev/null")
        run(NAMED_NOWHERE)
        left = sorted(_files(root) - before)
        if left:
            run.failed.append(f"left behind: {', '.join(left[:10])}")
        if not (root / f"home/{USER}/{COUNT}").is_file():
            run.failed.append("the count is gone with the program")
    for fault in run.failed:
        print(f"FAILED: {fault}")
    print(f"{suite}: {'failed' if run.failed else 'holds'}", flush=True)
    return 1 if run.failed else 0


class _Runner:
    """Runs commands in the system, prints each, and remembers which failed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.failed: list[str] = []

    def __call__(self, command: str, user: str = "root") -> None:
        print(f"{'#' if user == 'root' else '$'} {command}", flush=True)
        shell = (
            ["su", "-w", "LANG", "-", user, "-c", command]
            if user != "root"
            else ["sh", "-c", command]
        )
        clean = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "DEBIAN_FRONTEND": "noninteractive",
            "LANG": "C.UTF-8",
        }
        done = subprocess.run(
            ["chroot", str(self._root), *shell],
            env=clean,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        print(done.stdout, end="", flush=True)
        if done.returncode != 0:
            self.failed.append(f"{command} ended with {done.returncode}")


def _system(suite: str) -> Path:
    """A fresh copy of the bare system, which is made once."""
    base = BUILD / "bare" / f"{suite}.base"
    if not (base / "etc/debian_version").exists():
        base.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", suite, str(base), _mirror()],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    root = BUILD / "bare" / suite
    subprocess.run(["rm", "-rf", "--one-file-system", str(root)], check=True)
    subprocess.run(["cp", "-a", "--reflink=auto", str(base), str(root)], check=True)
    return root


def _mirror() -> str:
    """Where this system has its own packages from."""
    told = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)"],
        check=True,
        capture_output=True,
        text=True,
    )
    plain = [line for line in told.stdout.splitlines() if line.rstrip("/").endswith("/debian")]
    return plain[0] if plain else "http://deb.debian.org/debian"


def _older(deb: Path, into: Path) -> None:
    """The same package under an older version: what an upgrade replaces."""
    tree = BUILD / "older"
    shutil.rmtree(tree, ignore_errors=True)
    subprocess.run(["dpkg-deb", "--raw-extract", str(deb), str(tree)], check=True)
    control = tree / "DEBIAN/control"
    told = control.read_text().replace(f"Version: {__version__}", f"Version: {OLDER}")
    control.write_text(told)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", str(tree), str(into)],
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def _mounted(root: Path) -> Iterator[None]:
    """With what a running system has in /proc and /dev."""
    mounts = [(["-t", "proc", "proc"], root / "proc"), (["--rbind", "/dev"], root / "dev")]
    done = []
    try:
        for what, place in mounts:
            subprocess.run(["mount", *what, str(place)], check=True)
            done.append(place)
        yield
    finally:
        for place in reversed(done):
            subprocess.run(["umount", "--lazy", str(place)], check=False)


def _files(root: Path) -> set[str]:
    """Every file and folder of the system but those that are no trace of a package."""
    found: set[str] = set()
    for folder, folders, files in os.walk(root):
        inside = "/" + str(Path(folder).relative_to(root)).lstrip(".")
        if inside.startswith((*NOT_A_TRACE, "/proc", "/dev", "/tmp")):
            folders.clear()
            continue
        found.update(f"{inside.rstrip('/')}/{name}" for name in (*folders, *files))
    return {path for path in found if not path.startswith(NOT_A_TRACE)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
