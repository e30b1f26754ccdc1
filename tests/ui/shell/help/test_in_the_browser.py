"""The site's search finds what F1 finds: its script is run as a browser runs it."""

import json
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtQml import QJSEngine, QJSValue

from installer.site.build import DOCS, build
from tallyapp.ui.shell.help.passages import MOST, Manual, passages, words_of


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("built") / "site"
    build(into)
    return into


@pytest.fixture
def script(site: Path, qapp: object) -> QJSEngine:
    engine = QJSEngine()
    for name in ("passages.js", "search.js"):
        run(engine, (site / name).read_text("utf-8"))
    return engine


def run(engine: QJSEngine, code: str) -> str:
    """What a piece of script comes to, as text."""
    # The stubs say that it gives a pair; it gives a value.
    done = cast(QJSValue, engine.evaluate(code))
    assert not done.isError(), done.toString()
    return done.toString()


def found(script: QJSEngine, query: str) -> list[tuple[str, str]]:
    told = run(script, f"JSON.stringify(find({json.dumps(query)}, PASSAGES, {MOST}))")
    return [(title, heading) for _, title, heading, _ in json.loads(told)]


def test_a_browser_takes_every_text_apart_as_the_program_does(script: QJSEngine) -> None:
    told = json.loads(run(script, "JSON.stringify(PASSAGES.map((each) => wordsOf(each[3])))"))
    texts = json.loads(run(script, "JSON.stringify(PASSAGES.map((each) => each[3]))"))
    assert len(texts) > 200
    for text, words in zip(texts, told, strict=True):
        assert words == words_of(text)


@pytest.mark.parametrize(
    "query", ["forgotten PIN", "bundle slip", "O’Brien", "scan", "lot", "Ctrl+K", "postal covers"]
)
def test_a_browser_finds_what_f1_finds_and_in_the_same_order(script: QJSEngine, query: str) -> None:
    manual = Manual(
        passage
        for path in sorted(DOCS.rglob("*.md"))
        for passage in passages(path.relative_to(DOCS).as_posix(), path.read_text("utf-8"))
    )
    expected = [(each.title, each.heading) for each in manual.find(query)]
    assert expected
    assert found(script, query) == expected


@pytest.mark.parametrize("query", ["", "  ", "+", "zzzzz", "the xylophone"])
def test_what_is_in_no_page_is_not_found(script: QJSEngine, query: str) -> None:
    assert found(script, query) == []
