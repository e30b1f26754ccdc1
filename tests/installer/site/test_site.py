"""The site of docs: whole, with nothing in it that leads nowhere, and nothing from the network."""

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from installer import windows
from installer.bundle import SITE
from installer.notices import ROOT
from installer.site.build import DOCS, Trouble, build
from tallyapp.ui.theme import roles

EMPTY = {"meta", "link", "img", "source", "br", "hr", "input"}


class Read(HTMLParser):
    """A page as a browser would take it: what it is made of, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, *names: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("built") / "site"
    assert build(into) == len(list(DOCS.rglob("*.md")))
    return into


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A small docs of two pages, that is whole."""
    folder = tmp_path / "docs"
    (folder / "manual").mkdir(parents=True)
    (folder / "README.md").write_text("# All of it\n\n[The manual](manual/index.md)\n")
    (folder / "manual" / "index.md").write_text("# The manual\n\n- [Keying](key.md)\n")
    (folder / "manual" / "key.md").write_text("# Keying\n\n## The keys\n\nAll of them.\n")
    return folder


def test_every_link_picture_and_anchor_of_every_page_is_there(site: Path) -> None:
    for page in pages(site):
        read = Read(page.read_text("utf-8"))
        assert read.open == [], page
        for tag, attributes in read.tags:
            for name in ("href", "src", "srcset"):
                if name not in attributes:
                    continue
                file, _, anchor = attributes[name].partition("#")
                to = (page.parent / file).resolve() if file else page
                assert to.is_file(), (page, attributes[name])
                if anchor and tag == "a":
                    ids = [each.get("id") for _, each in Read(to.read_text("utf-8")).tags]
                    assert anchor in ids, (page, attributes[name])


def test_nothing_of_it_comes_from_the_network_or_leads_there(site: Path) -> None:
    for file in site.rglob("*"):
        if file.suffix in {".html", ".css"}:
            text = file.read_text("utf-8")
            assert not re.search(r"(?:src|srcset|href|action)=\"(?:[a-z]+:|//)", text), file
            assert not re.search(r"url\(\"?(?:[a-z]+:|//)|@import", text), file
        if file.name == "search.js":
            script = file.read_text("utf-8")
            for opens in ("fetch", "XMLHttpRequest", "WebSocket", "sendBeacon", "import(", "eval"):
                assert opens not in script
    for page in pages(site):
        policies = [
            m["content"] for m in Read(page.read_text("utf-8")).all("meta") if "http-equiv" in m
        ]
        assert len(policies) == 1
        assert policies[0].startswith("default-src 'none'"), page
        assert "http" not in policies[0]


def test_each_page_can_be_read_by_ear_and_by_keys(site: Path) -> None:
    for page in pages(site):
        read = Read(page.read_text("utf-8"))
        assert read.all("html") == [{"lang": "en-GB"}]
        assert len(read.all("title")) == len(read.all("h1")) == len(read.all("main")) == 1
        levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        first = read.all("a")[0]
        assert first == {"class": "skip", "href": "#page"}
        assert [each["id"] for each in read.all("main")] == ["page"]
        assert all(each.get("aria-label") for each in read.all("nav", "section"))
        assert all(each["alt"].strip() for each in read.all("img"))
        assert all(each["scope"] == "col" for each in read.all("th"))
        ids = [each["id"] for _, each in read.tags if "id" in each]
        assert len(set(ids)) == len(ids)
        (field,) = read.all("input")
        assert {each["for"] for each in read.all("label")} == {field["id"]}


def test_one_comes_to_every_page_from_the_contents_and_is_told_where_one_is(site: Path) -> None:
    for page in pages(site):
        here = [
            (page.parent / each["href"]).resolve()
            for each in Read(page.read_text("utf-8")).all("a")
            if each.get("aria-current") == "page"
        ]
        assert here == ([] if page == site / "index.html" else [page]), page


@pytest.mark.parametrize(
    ("page", "words", "fault"),
    [
        ("manual/key.md", "[Sums](sums.md)", "sums.md leads to nothing in docs"),
        ("manual/key.md", "[Sums](index.md#sums)", "manual/index.md has no heading sums"),
        ("manual/key.md", "[Sums](#sums)", "manual/key.md has no heading sums"),
        ("manual/key.md", "[Keys](#the-keys) [Sums](../../LICENSE)", "leads to nothing in docs"),
        (
            "manual/key.md",
            "[More](https://example.org)",
            "https://example.org leads to the network",
        ),
        ("manual/key.md", "![A sheet](sheet.png)", "the picture sheet.png is not in docs"),
        ("manual/key.md", "#### Deep", "a level is left out before the heading Deep"),
        ("manual/key.md", "## The keys", "two headings have the anchor the-keys"),
        ("manual/key.md", "# Again", "it has a second title: Again"),
        ("manual/key.md", "<b>loud</b>", "it has HTML in it"),
        ("manual/sums.md", "# Sums", "manual/sums.md: it is in no contents"),
        ("manual/index.md", "- [Sums](sums.md)", "sums.md leads to nothing in docs"),
    ],
)
def test_what_is_wrong_in_docs_makes_no_site(
    docs: Path, tmp_path: Path, page: str, words: str, fault: str
) -> None:
    build(tmp_path / "whole", docs)
    file = docs / page
    before = file.read_text("utf-8") if file.exists() else ""
    file.write_text(f"{before}\n{words}\n".lstrip(), "utf-8")
    with pytest.raises(Trouble, match=re.escape(fault)):
        build(tmp_path / "site", docs)
    assert not (tmp_path / "site").exists()


def test_a_picture_without_words_makes_no_site(docs: Path, tmp_path: Path) -> None:
    shutil.copy(DOCS / "screenshots" / "home-light.png", docs / "home-light.png")
    page = docs / "manual" / "key.md"
    page.write_text("# Keying\n\n![](../home-light.png)\n", "utf-8")
    with pytest.raises(Trouble, match="has no words for those who cannot see it"):
        build(tmp_path / "site", docs)


def test_on_a_dark_screen_the_dark_picture_is_shown(site: Path) -> None:
    read = Read((site / "manual" / "key-sheet.html").read_text("utf-8"))
    light = [each["src"] for each in read.all("img")]
    dark = [each["srcset"] for each in read.all("source")]
    assert dark == [each.replace("-light", "-dark") for each in light]
    assert "../screenshots/key-sheet-dark.png" in dark
    assert all(each["width"] == "1366" for each in read.all("img"))


def test_its_colours_are_those_of_the_window_and_can_be_read(site: Path) -> None:
    style = (site / "style.css").read_text("utf-8")
    light, dark = (
        dict(re.findall(r"--([a-z]+): (#[0-9A-F]{6})", rule))
        for rule in re.findall(r":root \{([^}]*)\}", style)[:2]
    )
    for given, own in ((light, roles.LIGHT), (dark, roles.DARK)):
        assert given == {name: own.names()[name] for name in given}
        for ink, ground in (
            *(
                (ink, ground)
                for ink in ("ink", "secondary", "accent")
                for ground in ("window", "rail")
            ),
            ("ink", "tint"),
            ("ink", "card"),
        ):
            assert roles.contrast(own.colour(ink), own.colour(ground)) >= 4.5, (ink, ground)


def test_the_same_docs_make_the_same_site(site: Path, tmp_path: Path) -> None:
    build(tmp_path / "again")
    files = [path.relative_to(site) for path in sorted(site.rglob("*")) if path.is_file()]
    assert files == [
        path.relative_to(tmp_path / "again")
        for path in sorted((tmp_path / "again").rglob("*"))
        if path.is_file()
    ]
    for file in files:
        assert (site / file).read_bytes() == (tmp_path / "again" / file).read_bytes()


def test_the_command_makes_it_where_it_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "installer.site", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "pages. Open" in done.stdout
    assert (tmp_path / "site" / "index.html").is_file()


def test_what_is_installed_brings_the_whole_site(tmp_path: Path) -> None:
    windows._programs(tmp_path)
    shipped = tmp_path / "program" / "tallyapp" / "site"
    assert len(pages(shipped)) == len(list(DOCS.rglob("*.md")))
    spec = (ROOT / "installer" / "tallyapp.spec").read_text("utf-8")
    assert '(str(ROOT / "build" / "site"), "tallyapp/site")' in spec
    assert SITE == ROOT / "build" / "site"
