"""Makes the site of docs, or says everything that is wrong and makes nothing."""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import NamedTuple

from installer.notices import ROOT
from installer.site.reading import Written, on_the_site, read
from tallyapp.ui.shell.help.contents import Entry, Section, sections
from tallyapp.ui.shell.help.passages import passages
from tallyapp.words.language import ENGLISH, catalogue

DOCS = ROOT / "docs"
FONTS = ("Regular", "SemiBold")
_OWN = Path(__file__).parent
_INDEX = "manual/index.md"
_BEGINNING = "README.md"


class Trouble(Exception):
    """The site cannot be made: every fault, one on a line."""


class _Stop(NamedTuple):
    """A page in the order in which the site is read."""

    name: str
    title: str


def build(into: Path, docs: Path = DOCS) -> int:
    """Makes the site in a folder anew and gives the number of its pages.

    Trouble if a link, a picture, an anchor or a page of the contents is not there, or if a page is
    in no contents.
    """
    docs = docs.resolve()
    pages = {
        path.relative_to(docs).as_posix(): read(path, docs) for path in sorted(docs.rglob("*.md"))
    }
    contents = [*_manual(docs), *_translated(docs, pages), *_behind(docs)]
    faults = [*_faults(pages, docs), *_in_no_contents(pages, contents)]
    if faults:
        raise Trouble("\n".join(sorted(faults)))
    shutil.rmtree(into, ignore_errors=True)
    order = [_Stop(_BEGINNING, pages[_BEGINNING].title), *_order(contents)]
    template = Template((_OWN / "template.html").read_text("utf-8"))
    for name, page in pages.items():
        made = into / on_the_site(name)
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(_page(template, name, page, contents, order), "utf-8")
    for file in sorted({file for page in pages.values() for file in page.files}):
        copy = into / file.relative_to(docs)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    _what_it_needs(into, pages, docs)
    return len(pages)


# ---- what may be wrong


def _faults(pages: Mapping[str, Written], docs: Path) -> Iterator[str]:
    """What is wrong in each page, and between them."""
    for name, page in pages.items():
        yield from page.faults
        for link in page.links:
            to = link.file.relative_to(docs).as_posix()
            if link.anchor and link.anchor not in pages[to].anchors:
                yield f"{name}: {to} has no heading {link.anchor}"


def _in_no_contents(pages: Mapping[str, Written], contents: Iterable[Section]) -> Iterator[str]:
    """Pages that nobody would come upon, and contents of which there is no page."""
    listed = {entry.page for section in contents for entry in section.entries}
    for name in sorted(pages.keys() - listed - {_BEGINNING}):
        yield f"{name}: it is in no contents"
    for name in sorted(listed - pages.keys()):
        yield f"{name}: it is in the contents, and not there"


# ---- the contents


def _manual(docs: Path) -> Iterator[Section]:
    """The sections of the manual; its index is the first page of the first."""
    index = (docs / _INDEX).read_text("utf-8")
    for at, section in enumerate(sections(index)):
        own = [Entry(f"manual/{each.page}.md", each.title, "") for each in section.entries]
        first = [Entry(_INDEX, "The manual", "")] if at == 0 else []
        yield Section(section.title, (*first, *own))


def _translated(docs: Path, pages: Mapping[str, Written]) -> Iterator[Section]:
    """The pages of the manual in another language, under its own name."""
    for folder in sorted(path for path in (docs / "manual").iterdir() if path.is_dir()):
        found = (name for name in pages if name.startswith(f"manual/{folder.name}/"))
        entries = tuple(Entry(name, pages[name].title, "") for name in sorted(found))
        if entries:
            yield Section(catalogue(folder.name)["language"]["name"], entries)


def _language_of(name: str) -> str:
    """In which language a page is, as its folder says."""
    parts = name.split("/")
    return parts[1] if name.startswith("manual/") and len(parts) == 3 else ENGLISH


def _behind(docs: Path) -> Iterator[Section]:
    """What else the beginning lists: each page, and after an index of its own the pages of that."""
    for section in sections((docs / _BEGINNING).read_text("utf-8")):
        found: list[Entry] = []
        for each in section.entries:
            name = f"{each.page}.md"
            found.append(Entry(name, each.title, ""))
            folder, _, file = name.rpartition("/")
            if file == "README.md":
                listed = sections((docs / name).read_text("utf-8"))
                found += (
                    Entry(f"{folder}/{one.page}.md", one.title, "")
                    for part in listed
                    for one in part.entries
                )
        # The manual has its own sections.
        kept = tuple(each for each in found if not each.page.startswith("manual/"))
        if kept:
            yield Section(section.title, kept)


def _order(contents: Iterable[Section]) -> Iterator[_Stop]:
    for section in contents:
        for entry in section.entries:
            yield _Stop(entry.page, entry.title)


# ---- a page


def _page(
    template: Template,
    name: str,
    page: Written,
    contents: Iterable[Section],
    order: list[_Stop],
) -> str:
    up = "../" * name.count("/")
    at = next(place for place, stop in enumerate(order) if stop.name == name)
    ways = []
    if at:
        ways.append(_way("prev", "Before", order[at - 1], up))
    if at + 1 < len(order):
        ways.append(_way("next", "Next", order[at + 1], up))
    return template.substitute(
        title=escape(page.title),
        language=_language_of(name),
        up=up,
        contents="\n".join(_section(section, name, up) for section in contents),
        page=page.html,
        ways="\n".join(ways),
        name=escape(on_the_site(name)),
    )


def _way(kind: str, words: str, to: _Stop, up: str) -> str:
    link = up + on_the_site(to.name)
    return f'<a rel="{kind}" href="{link}"><span>{words}</span> {escape(to.title)}</a>'


def _section(section: Section, here: str, up: str) -> str:
    """A section of the contents; that of the page is open."""
    rows = []
    for entry in section.entries:
        current = ' aria-current="page"' if entry.page == here else ""
        link = up + on_the_site(entry.page)
        rows.append(f'<li><a href="{link}"{current}>{escape(entry.title)}</a></li>')
    shown = here == _BEGINNING or any(entry.page == here for entry in section.entries)
    is_open = " open" if shown else ""
    head = f"<summary>{escape(section.title)}</summary>"
    return f"<details{is_open}>{head}<ul>\n{chr(10).join(rows)}\n</ul></details>"


# ---- what all pages need


def _what_it_needs(into: Path, pages: Iterable[str], docs: Path) -> None:
    """The typeface, the look, the search and what it looks in."""
    fonts = into / "fonts"
    fonts.mkdir()
    for weight in FONTS:
        shutil.copyfile(
            ROOT / f"resources/fonts/InterTally-{weight}.ttf", fonts / f"InterTally-{weight}.ttf"
        )
    shutil.copyfile(ROOT / "resources/fonts/OFL.txt", fonts / "OFL.txt")
    for own in ("style.css", "search.js"):
        shutil.copyfile(_OWN / own, into / own)
    told = [
        [f"{on_the_site(each.page)}#{each.anchor}".rstrip("#"), each.title, each.heading, each.text]
        for name in pages
        for each in passages(name, (docs / name).read_text("utf-8"))
    ]
    # A script and not data: a page that is opened from a disk may read no other file.
    listed = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    (into / "passages.js").write_text(f"var PASSAGES = {listed};\n", "utf-8")
