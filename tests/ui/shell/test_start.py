"""From the command line to the window, as processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import tallyapp
from tallyapp.cli.showing import only_window, show_only
from tallyapp.ui.shell import loading
from tallyapp.ui.shell.display import can_show

ROOT = Path(tallyapp.__file__).parents[1]
_CLOSE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import tallyapp.ui.shell.display, tallyapp.ui.shell.front
tallyapp.ui.shell.display.can_show = lambda *_: True
begin = tallyapp.ui.shell.front.Front.begin
tallyapp.ui.shell.front.Front.begin = lambda self, file=None: (begin(self, file), look(self))
def look(front):
    def again():
        session = front.window.session
        field = front.home.start.file if front.home else None
        if session or (field and (field.refused or not field.text)):
            print(session.desk.ledger.path.name if session else field.refused or "home")
            front.window.close()
        else:
            QTimer.singleShot(10, again)
    again()
from tallyapp.cli.commands import main
main(sys.argv[1:])
"""


def window(tmp_path: Path, *arguments: str) -> str:
    """What the window showed first: the name of its count, why there is none, or its home."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", _CLOSE, *arguments],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_without_a_command_the_window_opens_at_its_home(tmp_path: Path) -> None:
    assert window(tmp_path) == "home"
    assert window(tmp_path, "open") == "home"


def test_demo_opens_the_practice_count_of_its_folder_and_goes_on_with_it(tmp_path: Path) -> None:
    assert window(tmp_path, "demo", "--out", "try") == "oxford-east.tally"
    papers = (tmp_path / "try" / "oxford-east.papers.csv").read_bytes()
    assert window(tmp_path, "demo", "--out", "try", "--seed", "2") == "oxford-east.tally"
    assert (tmp_path / "try" / "oxford-east.papers.csv").read_bytes() == papers
    assert window(tmp_path, "open", "try/oxford-east.tally") == "oxford-east.tally"


def test_a_file_that_is_not_there_is_said_at_the_home(tmp_path: Path) -> None:
    assert "There is no file" in window(tmp_path, "open", "nothing.tally")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_a_desktop_has_a_screen(platform: str) -> None:
    assert can_show(platform, {})


def test_linux_says_by_its_environment_whether_there_is_a_screen() -> None:
    assert not can_show("linux", {})
    assert can_show("linux", {"WAYLAND_DISPLAY": "wayland-0"})


def test_without_a_screen_the_command_alone_prints_its_help() -> None:
    environment = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    done = subprocess.run(
        [sys.executable, "-m", "tallyapp"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert "Commands:" in done.stdout


_SCREEN = {"WAYLAND_DISPLAY": "wayland-0"}


@pytest.mark.parametrize(
    "words",
    [
        ["--lang", "cy"],
        ["open", "--help"],
        ["open", "nothing.tally"],
        ["open", "."],
        ["open", "-"],
        ["tally", "poll.tally"],
        ["open", "poll.tally", "poll.tally"],
    ],
)
def test_more_than_the_window_is_for_what_reads_the_other_commands(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("poll.tally").touch()
    assert not only_window(words, _SCREEN)
    assert only_window(["open", "poll.tally"], _SCREEN)
    assert only_window(["open"], _SCREEN)


@pytest.mark.parametrize("name", ["TALLYAPP_LANG", "_TALLYAPP_COMPLETE"])
def test_a_language_and_a_word_to_be_completed_are_for_what_reads_the_commands(name: str) -> None:
    assert not only_window(["open"], _SCREEN | {name: "cy"})


def test_where_the_window_cannot_be_loaded_the_command_alone_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lacking() -> None:
        raise ImportError("libEGL.so.1: cannot open\nshared object file")

    monkeypatch.setattr(loading, "begin", lacking)
    assert show_only([]) == 2
    said = capsys.readouterr().err
    assert said.startswith("The window cannot be shown here: libEGL.so.1: cannot open\nshared")
    assert "every command works without the window" in said


def test_the_commands_do_not_load_the_window(tmp_path: Path) -> None:
    code = (
        "import sys, tallyapp.cli; sys.exit(any(name.startswith('PySide6') for name in "
        "sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
