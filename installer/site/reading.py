"""A page of docs as the site shows it; whatever is wrong in it is said, and never passed over."""

import re
import struct
from html import escape
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tallyapp.ui.shell.help.passages import slug

_LIGHT = "-light.png"
_DARK = "-dark.png"
_ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:|^//", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z]+[ />]")


class Link(NamedTuple):
    """Where a page leads: another page of docs, and an anchor in it or none."""

    file: Path
    anchor: str


class Written(NamedTuple):
    """A page: its title, what it shows, where one can go in it and from it, and its faults."""

    title: str
    html: str
    anchors: frozenset[str]
    links: tuple[Link, ...]
    files: tuple[Path, ...]
    """Pictures, and whatever else of docs it shows or leads to."""
    faults: tuple[str, ...]


def read(path: Path, docs: Path) -> Written:
    """A page of docs, with everything that is wrong in it by itself."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(path.read_text("utf-8"))
    reading = _Reading(path, docs)
    reading.take(tokens)
    html: str = markdown.renderer.render(tokens, markdown.options, {})
    return Written(
        reading.title,
        html,
        frozenset(reading.anchors),
        tuple(reading.links),
        tuple(reading.files),
        tuple(reading.faults),
    )


class _Reading:
    """Goes through a page once: headings get anchors, links and pictures lead into the site."""

    def __init__(self, path: Path, docs: Path) -> None:
        self._path = path
        self._docs = docs
        self._level = 0
        self.title = ""
        self.anchors: list[str] = []
        self.links: list[Link] = []
        self.files: list[Path] = []
        self.faults: list[str] = []

    def take(self, tokens: list[Token]) -> None:
        for at, token in enumerate(tokens):
            if token.type == "heading_open":
                self._heading(token, tokens[at + 1])
            elif token.type == "table_open":
                # A wide table is moved sideways, by keys as well.
                token.attrSet("tabindex", "0")
            elif token.type == "th_open":
                token.attrSet("scope", "col")
            for inner in token.children or ():
                self._inline(inner)
        if not self.title:
            self._fault("it has no title")

    def _heading(self, token: Token, words: Token) -> None:
        level = int(token.tag[1])
        parts = words.children or ()
        text = "".join(each.content for each in parts if each.type in {"text", "code_inline"})
        if level == 1 and self.title:
            self._fault(f"it has a second title: {text}")
        elif level > self._level + 1:
            self._fault(f"a level is left out before the heading {text}")
        self._level = level
        if level == 1:
            self.title = self.title or text
            return
        anchor = slug(text)
        if anchor in self.anchors:
            self._fault(f"two headings have the anchor {anchor}")
        self.anchors.append(anchor)
        token.attrSet("id", anchor)

    def _inline(self, token: Token) -> None:
        if token.type == "link_open":
            token.attrSet("href", self._link(str(token.attrs["href"])))
        elif token.type == "image":
            self._picture(token)
        elif token.type == "text" and _TAG.search(token.content):
            self._fault(f"it has HTML in it: {token.content.strip()}")

    def _link(self, link: str) -> str:
        if _ELSEWHERE.match(link):
            self._fault(f"{link} leads to the network")
            return link
        name, _, anchor = link.partition("#")
        file = (self._path.parent / name).resolve() if name else self._path
        if not file.is_relative_to(self._docs) or not file.is_file():
            self._fault(f"{link} leads to nothing in docs")
        elif file.suffix == ".md":
            self.links.append(Link(file, anchor))
        else:
            self.files.append(file)
        return on_the_site(name) + (f"#{anchor}" if anchor else "")

    def _picture(self, token: Token) -> None:
        source = str(token.attrs["src"])
        file = (self._path.parent / source).resolve()
        if _ELSEWHERE.match(source) or not file.is_relative_to(self._docs) or not file.is_file():
            self._fault(f"the picture {source} is not in docs")
            return
        if not token.content.strip():
            self._fault(f"the picture {source} has no words for those who cannot see it")
        self.files.append(file)
        in_the_dark = file.with_name(file.name.replace(_LIGHT, _DARK))
        dark = ""
        if in_the_dark != file and in_the_dark.is_file():
            self.files.append(in_the_dark)
            dark = source.replace(_LIGHT, _DARK)
        token.type = "html_inline"
        token.content = _shown(source, dark, token.content, file)
        token.children = None

    def _fault(self, words: str) -> None:
        self.faults.append(f"{self._path.relative_to(self._docs)}: {words}")


def _shown(source: str, dark: str, words: str, file: Path) -> str:
    """A picture as HTML, with the one for dark screens beside it where there is one."""
    wide, high = size_of(file)
    shown = (
        f'<img src="{escape(source)}" alt="{escape(words)}" width="{wide}" height="{high}"'
        ' loading="lazy">'
    )
    if not dark:
        return shown
    media = '<source media="(prefers-color-scheme: dark)"'
    return f'<picture>{media} srcset="{escape(dark)}">{shown}</picture>'


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height in pixels, as a PNG says at its beginning."""
    with picture.open("rb") as file:
        wide, high = struct.unpack(">II", file.read(24)[16:])
    return wide, high


def on_the_site(name: str) -> str:
    """The name on the site of a file of docs."""
    if not name.endswith(".md"):
        return name
    folder, slash, file = name.rpartition("/")
    page = "index" if file == "README.md" else file.removesuffix(".md")
    return f"{folder}{slash}{page}.html"
