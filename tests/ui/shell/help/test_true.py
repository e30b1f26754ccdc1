"""What the manual says of commands, queries and keys is true of the program."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tallyapp.cli.commands import main
from tallyapp.practice import demonstration
from tallyapp.resources import manual
from tallyapp.ui.screens import Destination
from tallyapp.ui.shell.help.pages import page_path

PAGES = sorted(manual().glob("*.md"))
_COMMAND = re.compile(r"(?:`|^|\n)(?:\.venv/bin/)?tallyapp ([a-z][^`\n]*)")
_SQL = re.compile(r"```sql\n(.*?)```", re.DOTALL)
_ROLES = ("clerk", "supervisor", "adjudicator", "returning-officer", "observer", "it")


def commands() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for words in _COMMAND.findall(page.read_text(encoding="utf-8")):
            yield page.stem, words


@pytest.mark.parametrize(("page", "words"), sorted(set(commands())))
def test_every_command_in_the_manual_is_one_with_these_options(page: str, words: str) -> None:
    parts = words.split()
    command: click.Command = main
    while isinstance(command, click.Group) and parts:
        found = command.get_command(click.Context(command), parts.pop(0))
        assert found, f"{page}: tallyapp {words}"
        command = found
    known = {option for each in command.params for option in each.opts}
    for part in parts:
        if part.startswith("-"):
            assert part in known | {"--help"}, f"{page}: tallyapp {words}"


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Oxford East, counted to its declaration, as any reader of SQLite opens it."""
    folder = tmp_path_factory.mktemp("counted")
    list(demonstration.play(folder, 1))
    file = folder / "oxford-east.tally"
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
    yield connection
    connection.close()


def rows(counted: sqlite3.Connection, at: int) -> list[dict[str, object]]:
    """What the query of this place on the manual's page finds, by column."""
    query = _SQL.findall(page_path("datasette").read_text(encoding="utf-8"))[at]
    cursor = counted.execute(query)
    return [dict(zip([d[0] for d in cursor.description], row, strict=True)) for row in cursor]


def test_the_first_query_gives_the_votes_that_were_published(counted: sqlite3.Connection) -> None:
    found = rows(counted, 0)
    assert len(found) == 12
    assert (found[0]["surname"], found[0]["votes"]) == ("Dodds", 19_541)
    assert sum(int(str(each["votes"])) for each in found) == 39_341


def test_the_second_query_shows_that_every_area_adds_up(counted: sqlite3.Connection) -> None:
    found = rows(counted, 1)
    assert len(found) == 6
    assert all(each["verified"] == each["counted"] for each in found)
    assert sum(int(str(each["verified"])) for each in found) == 39_731


def test_the_third_query_names_the_correction_and_its_reason(counted: sqlite3.Connection) -> None:
    found = rows(counted, 2)
    assert found
    assert all(each["reason"] and each["officer"] != each["second"] for each in found)


def test_every_view_that_the_page_names_is_there(counted: sqlite3.Connection) -> None:
    views = {
        name for (name,) in counted.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")
    }
    text = page_path("datasette").read_text(encoding="utf-8")
    _, _, named = text.partition("## What else there is")
    said = set(re.findall(r"`([a-z_]+)`", named))
    assert {"entries", "papers", "rounds"} <= said <= views
    counted.execute("SELECT stream, name FROM contests").fetchall()


@pytest.mark.parametrize("page", _ROLES)
def test_each_role_is_told_the_order_the_keys_the_refusals_and_the_way_out(page: str) -> None:
    heads = re.findall(r"^## (.+)$", page_path(page).read_text(encoding="utf-8"), re.MULTILINE)
    assert {"In order", "Your keys", "What is refused, and why", "When you are stuck"} <= set(heads)


def test_the_clerk_is_told_which_screens_are_not_theirs() -> None:
    text = page_path("clerk").read_text(encoding="utf-8")
    (said,) = re.findall(r"^- Who leads: (.*?)\. Once", text, re.MULTILINE | re.DOTALL)
    closed = {screen.key for screen in Destination if not screen.open_to("clerk")}
    assert set(re.findall(r"`(F\d+)`", said)) == closed


def test_the_quick_start_has_a_picture_of_each_step_that_is_on_the_screen() -> None:
    text = page_path("quick-start").read_text(encoding="utf-8")
    steps = re.split(r"^## \d\. ", text, flags=re.MULTILINE)[1:]
    assert len(steps) == 8
    shown = [step.splitlines()[0] for step in steps if "![" not in step]
    # The second keying looks like the first.
    assert shown == ["Key it again"]
    assert all(
        Path(page_path("quick-start").parent / each).is_file()
        for each in re.findall(r"!\[.*?\]\((.*?)\)", text)
    )
