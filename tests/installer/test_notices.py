"""Whoever is handed the program is handed the licences of all that is in it."""

import json
from datetime import UTC, datetime

import pytest

from installer import notices
from installer.man import man_page
from installer.notices import Locked, NoNotice
from tallyapp.cli.commands import main

MADE = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)


def test_every_locked_package_has_the_text_of_its_licence() -> None:
    packages = notices.locked()
    assert len(packages) > 30
    for package in packages:
        # Some files only point to another; the whole text stands in one at least.
        longest = max(len(text) for _, text in notices.texts(package))
        assert longest > 300, f"{package.name} brings no whole licence"


def test_a_package_locked_at_another_version_than_was_looked_at_has_no_notice() -> None:
    click = next(each for each in notices.locked() if each.name == "click")
    with pytest.raises(NoNotice, match=r"click is locked at 1\.0"):
        notices.texts(Locked("click", "1.0", click.hashes))


def test_the_notices_name_each_package_and_say_how_qt_is_replaced() -> None:
    told = notices.notices()
    for package in notices.locked():
        assert f"{package.name} {package.version}: " in told
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in told
    assert "PySide6/Qt/lib/libQt6*.so.6" in told
    assert "SIL OPEN FONT LICENSE" in told


def test_the_list_of_parts_gives_each_its_version_licence_and_hashes() -> None:
    listed = json.loads(notices.sbom(MADE))
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    parts = {part["name"]: part for part in listed["components"]}
    assert parts.keys() == {package.name for package in notices.locked()}
    for package in notices.locked():
        part = parts[package.name]
        assert part["purl"] == f"pkg:pypi/{package.name}@{package.version}"
        assert part["licenses"][0]["license"]["name"] not in {"", "see its notice"}
        hashes = [each["content"] for each in part["externalReferences"][0]["hashes"]]
        assert hashes == list(package.hashes)


def test_the_same_parts_make_the_same_list() -> None:
    assert notices.sbom(MADE) == notices.sbom(MADE)


def test_the_manual_page_tells_of_every_command_that_is_for_people() -> None:
    page = man_page(MADE)
    whole = main.make_context("tallyapp", [])
    for name in main.list_commands(whole):
        command = main.get_command(whole, name)
        assert command
        assert (f"\n.SS {name} " in page) == (not command.hidden)
