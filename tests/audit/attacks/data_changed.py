"""Pages that do not show what the data say, and texts that are not what they look like."""

from collections.abc import Callable
from io import BytesIO

import msgspec
import pikepdf
from msgspec.structs import replace

from tallyapp.domain.reports.declaration_report import DeclarationReport
from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import saved, unsigned

PAGES = Kind.PAGES
TEXTS = Kind.TEXTS


# ---- pages


def painted(pdf: bytes) -> bytes:
    """White over the votes, and nothing else changed."""
    with pikepdf.open(BytesIO(pdf)) as document:
        document.pages[0].contents_add(b"q 1 g 300 300 60 200 re f Q", prepend=False)
        return saved(document)


def reworded(pdf: bytes) -> bytes:
    """The order in which the page's first two texts are drawn exchanged in its own content."""
    with pikepdf.open(BytesIO(pdf)) as document:
        contents = document.pages[0].Contents
        content = contents.read_bytes()
        first = content.index(b"(") + 1
        second = content.index(b"(", first) + 1
        swapped = bytearray(content)
        swapped[first], swapped[second] = content[second], content[first] ^ 1
        contents.write(bytes(swapped))
        return saved(document)


def titled(pdf: bytes) -> bytes:
    """Another title in the reader's window."""
    with pikepdf.open(BytesIO(pdf)) as document:
        document.docinfo["/Title"] = "Declaration of result of poll, Oxford West"
        return saved(document)


def scripted(pdf: bytes) -> bytes:
    """Something that a reader does when it opens the document."""
    with pikepdf.open(BytesIO(pdf)) as document:
        document.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name("/JavaScript"), JS="app.alert(1)"
        )
        return saved(document)


def doubled(pdf: bytes) -> bytes:
    """One page more."""
    with pikepdf.open(BytesIO(pdf)) as document:
        document.add_blank_page()
        return saved(document)


def rearranged(pdf: bytes) -> bytes:
    """The last page first."""
    with pikepdf.open(BytesIO(pdf)) as document:
        last = document.pages[-1]
        del document.pages[-1]
        document.pages.insert(0, last)
        return saved(document)


def shadowed(pdf: bytes) -> bytes:
    """The page's content behind another that is drawn instead, kept in the file to be found."""
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        page.obj["/Hidden"] = page.Contents
        page.Contents = document.make_stream(b"BT ET")
        return saved(document)


_PAGES: dict[str, Callable[[bytes], bytes]] = {
    "white painted over the votes": painted,
    "letters exchanged in the page's content": reworded,
    "another title in the reader's window": titled,
    "an action when the document is opened": scripted,
    "a page more": doubled,
    "the page kept, and another drawn in its place": shadowed,
}


def changed_pages() -> dict[str, Callable[[bytes], bytes]]:
    """The ways in which the page of any document is changed here."""
    return _PAGES


def _again(document: str, change: Callable[[bytes], bytes]) -> Callable[[World], bytes]:
    return lambda world: world.hall.signed_again(change(unsigned(getattr(world.hall, document))))


# ---- data under the page


def _data(old: bytes, new: bytes) -> Callable[[World], bytes]:
    """The data of the declaration changed, and its page left."""

    def made(world: World) -> bytes:
        with pikepdf.open(BytesIO(unsigned(world.hall.declaration))) as document:
            stream = document.attachments["result.json"].get_file().obj
            content = stream.read_bytes()
            assert old in content
            stream.write(content.replace(old, new))
            return world.hall.signed_again(saved(document))

    return made


def _other_page(world: World) -> bytes:
    """The page of one declaration over the data of another."""
    with pikepdf.open(BytesIO(unsigned(world.hall.declaration))) as document:
        content = msgspec.json.encode(world.other.report)
        document.attachments["result.json"].get_file().obj.write(content)
        return world.hall.signed_again(saved(document))


# ---- texts


def _named_with(letters: Callable[[str], str]) -> Callable[[World], bytes]:
    """The winner's name with other characters, wherever it stands."""

    def change(report: DeclarationReport) -> DeclarationReport:
        (winner,) = (one for one in report.candidates if one.elected)
        text = msgspec.json.encode(report).decode()
        for name in (winner.name, winner.ballot_name):
            text = text.replace(name, letters(name))
        return msgspec.convert(msgspec.json.decode(text.encode()), DeclarationReport, strict=False)

    def made(world: World) -> bytes:
        return world.hall.bound_again(change(world.hall.report))

    return made


def _unseen(character: str) -> Callable[[World], bytes]:
    """A character that nobody sees in the name of the area; no form of the program takes it."""

    def made(world: World) -> bytes:
        heading = replace(world.hall.report.heading, area=f"Oxford{character}East")
        return world.hall.bound_again(replace(world.hall.report, heading=heading))

    return made


_UNSEEN = {
    "a mark of direction": "\u202e",
    "a space of no width": "\u200b",
    "a joiner of no width": "\u200d",
    "an end of line": "\n",
    "a separator of lines": "\u2028",
    "a soft hyphen": "\u00ad",
    "a null": "\0",
    "an isolate of direction": "\u2067",
}

ATTACKS: tuple[Attack, ...] = (
    *(
        Attack(f"{name}, in a declaration", PAGES, _again("declaration", change), ("rendering",))
        for name, change in _PAGES.items()
    ),
    *(
        Attack(f"{name}, in a pack", PAGES, _again("pack", change), ("rendering", "derived"))
        for name, change in _PAGES.items()
    ),
    Attack(
        "the last page of a pack first", PAGES, _again("pack", rearranged), ("rendering", "derived")
    ),
    Attack(
        "another space in the data", PAGES, _data(b'"layout":1', b'"layout": 1'), ("rendering",)
    ),
    Attack("no data at all", PAGES, _data(b'{"layout"', b'{}{"layout"'), ("rendering",)),
    Attack(
        "the page of one count over the data of another",
        PAGES,
        _other_page,
        ("rendering", "binding"),
    ),
    Attack(
        "a Cyrillic о in the winner's name",
        TEXTS,
        _named_with(lambda name: name.replace("o", "о", 1)),
        ("characters",),
        "U+043E",
    ),
    Attack(
        "a Greek ο in the winner's name",
        TEXTS,
        _named_with(lambda name: name.replace("o", "ο", 1)),
        ("characters",),
        "U+03BF",
    ),
    # The data are not those of a declaration: no text of one may hold such a character.
    *(
        Attack(f"{name} in the name of the area", TEXTS, _unseen(character), ("rendering",))
        for name, character in _UNSEEN.items()
    ),
)
