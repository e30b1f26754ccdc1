"""The package for Debian: the folder of the program, and how a desktop finds it."""

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from installer.man import man_page
from installer.notices import ROOT
from tallyapp import __version__
from tallyapp.ledger.database import APPLICATION_ID
from tallyapp.resources import resource

LINUX = Path(__file__).parent / "linux"
NEEDS = (
    # That of Debian 12, whose Python and libraries are in the folder.
    "libc6 (>= 2.36)",
    # A graphics driver is the system's own; what stands between it and Qt too.
    "libgl1",
    "libegl1",
    "fontconfig-config",
)
DESCRIPTION = """count votes by hand, with every sum checked
 For the people who count votes by hand in the United Kingdom. Clerks key the
 figures of count sheets, twice and by two people; every sum is checked against
 the ballot papers verified; the returning officer declares; and anybody can
 check the signed declaration from the PDF alone. No network is needed."""
OVERRIDES = """# The program brings its own Python, Qt and libraries: that is what was tested.
tallyapp: embedded-library *
# Wheels, their libraries and the starter are kept as their makers built them.
tallyapp: unstripped-binary-or-object *
tallyapp: shared-library-lacks-prerequisites *
tallyapp: hardening-no-pie *
# A name in a library of the system, of which nothing here asks for a pager.
tallyapp: missing-depends-on-sensible-utils *
"""
"""What lintian says of the package, and why it is no fault."""


def package(made: Path, epoch: int, into: Path) -> Path:
    """Makes the .deb of a folder that `bundle` made, and gives its path.

    The same folder and time give the same bytes.
    """
    moment = datetime.fromtimestamp(epoch, UTC)
    tree = made.parents[1] / "debian"
    shutil.rmtree(tree, ignore_errors=True)
    program = tree / "usr/lib/tallyapp"
    shutil.copytree(made, program, symlinks=True)
    _desktop(tree, moment)
    _documentation(tree, moment)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/tallyapp").symlink_to("../lib/tallyapp/tallyapp")
    _plain_rights(tree)
    control = tree / "DEBIAN"
    control.mkdir()
    control.chmod(0o755)
    _write(control / "control", "\n".join(_control(tree)) + "\n")
    _write(control / "md5sums", _sums(tree))
    for path in (*tree.rglob("*"), tree):
        os.utime(path, (epoch, epoch), follow_symlinks=False)
    deb = into / f"tallyapp_{__version__}_{_architecture()}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(deb)],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
    )
    return deb


def _desktop(tree: Path, moment: datetime) -> None:
    """The entry in the menu, the icon, and that `.tally` opens in the program."""
    share = tree / "usr/share"
    _write(share / "applications/tallyapp.desktop", (LINUX / "tallyapp.desktop").read_text())
    icon = resource("icons", "tallyapp.svg").read_text()
    _write(share / "icons/hicolor/scalable/apps/tallyapp.svg", icon)
    kind = (LINUX / "tallyapp-mime.xml").read_text()
    magic = APPLICATION_ID.to_bytes(4, "big").decode("ascii")
    _write(share / "mime/packages/tallyapp.xml", kind.replace("@APPLICATION_ID@", magic))
    told = (LINUX / "org.tallyapp.tallyapp.metainfo.xml").read_text()
    told = told.replace("@VERSION@", __version__).replace("@DATE@", f"{moment:%Y-%m-%d}")
    _write(share / "metainfo/org.tallyapp.tallyapp.metainfo.xml", told)


def _documentation(tree: Path, moment: datetime) -> None:
    """The manual page, completion in the shell, copyright and changes."""
    share = tree / "usr/share"
    _write(share / "man/man1/tallyapp.1.gz", _packed(man_page(moment)))
    _write(share / "bash-completion/completions/tallyapp", _completion("bash"))
    _write(share / "zsh/vendor-completions/_tallyapp", _completion("zsh"))
    _write(share / "lintian/overrides/tallyapp", OVERRIDES)
    doc = share / "doc/tallyapp"
    _write(doc / "copyright", _copyright())
    change = (
        f"tallyapp ({__version__}) stable; urgency=medium\n\n  * See CHANGELOG.md.gz.\n\n"
        f" -- The tallyapp authors <maintainers@tallyapp.invalid>  {format_datetime(moment)}\n"
    )
    _write(doc / "changelog.gz", _packed(change))
    _write(doc / "CHANGELOG.md.gz", _packed((ROOT / "CHANGELOG.md").read_text("utf-8")))


def _copyright() -> str:
    text = (ROOT / "LICENSE").read_text("utf-8").split("\n\n", 2)[2]
    lines = [f" {line}" if line else " ." for line in text.strip().splitlines()]
    return "\n".join(
        (
            "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
            "Upstream-Name: tallyapp",
            "Comment: The works that come with it, each under its own licence, are listed in",
            " /usr/lib/tallyapp/THIRD-PARTY-NOTICES.txt with the text of each licence, and",
            " beneath /usr/lib/tallyapp/licences-of-the-system.",
            "",
            "Files: *",
            "Copyright: 2026 The tallyapp authors",
            "License: Expat",
            *lines,
            "",
        )
    )


def _completion(shell: str) -> str:
    """What click writes for a shell, which asks the program itself for its commands."""
    told = subprocess.run(
        [sys.executable, "-m", "tallyapp"],
        cwd=ROOT,
        env={**os.environ, "_TALLYAPP_COMPLETE": f"{shell}_source"},
        check=True,
        capture_output=True,
        text=True,
    )
    return told.stdout


def _control(tree: Path) -> Iterator[str]:
    size = sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir())
    yield "Package: tallyapp"
    yield f"Version: {__version__}"
    yield f"Architecture: {_architecture()}"
    yield "Maintainer: The tallyapp authors <maintainers@tallyapp.invalid>"
    yield f"Installed-Size: {-(-size // 1024)}"
    yield f"Depends: {', '.join(NEEDS)}"
    yield "Recommends: libcups2t64 | libcups2, desktop-file-utils, shared-mime-info"
    yield "Section: misc"
    yield "Priority: optional"
    yield f"Description: {DESCRIPTION}"


def _architecture() -> str:
    told = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    )
    return told.stdout.strip()


def _sums(tree: Path) -> str:
    files = sorted(
        path.relative_to(tree)
        for path in tree.rglob("*")
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts
    )
    told = subprocess.run(
        ["md5sum", *map(str, files)], cwd=tree, check=True, capture_output=True, text=True
    )
    return told.stdout


def _plain_rights(tree: Path) -> None:
    """Everybody may read, nobody but the system may write, and programs alone are run."""
    for path in tree.rglob("*"):
        if path.is_symlink():
            continue
        runs = path.is_dir() or path == tree / "usr/lib/tallyapp/tallyapp"
        path.chmod(0o755 if runs else 0o644)


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
