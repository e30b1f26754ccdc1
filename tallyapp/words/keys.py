"""Every key of the window on one page, in the words of the strip of keys.

A key and its words are said where the screen shows them; here stands which of them the page has,
and a test holds it against all that the screens show and hear.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tallyapp.words.catalogue import say


class Key(NamedTuple):
    """Keys that are pressed together or do alike, and what they do: its place in the catalogue."""

    caps: tuple[str, ...]
    part: str
    key: str

    @property
    def words(self) -> str:
        """What it does."""
        return say(self.part, self.key)


class KeySection(NamedTuple):
    """Keys that do this in one place: its title, by its place in the catalogue, and its F-key."""

    part: str
    key: str
    opened_by: str
    keys: tuple[Key, ...]

    @property
    def title(self) -> str:
        """What the place is called."""
        return say(self.part, self.key)


def _of(part: str, *keys: tuple[str, str]) -> tuple[Key, ...]:
    """Keys of one part of the catalogue, each as `Ctrl+N` and its key there."""
    return tuple(
        Key(tuple(stroke.split("+")) if len(stroke) > 1 else (stroke,), part, key)
        for stroke, key in keys
    )


def _same(*keys: tuple[str, str]) -> tuple[Key, ...]:
    """Keys that do the same everywhere, in the page's own words."""
    return tuple(Key(tuple(caps.split(" ")), "keys", key) for caps, key in keys)


EVERYWHERE = KeySection(
    "keys",
    "everywhere",
    "",
    _same(
        ("Enter", "enter"),
        ("−", "back"),
        ("+", "submit"),
        ("*", "query"),
        ("Esc", "leave"),
        ("Tab", "tab"),
        ("↑ ↓ ← →", "arrows"),
        ("0…9", "number"),
        ("Space", "space"),
    ),
)
"""What the hand does without looking."""

WINDOW = KeySection(
    "keys",
    "window",
    "",
    (
        *_of("ui", ("F1", "help")),
        *_of("overview", ("Ctrl+K", "key.find")),
        *_of("titles", ("Ctrl+M", "board")),
        *_of("ui", ("Ctrl+B", "backup.key"), ("Ctrl+Shift+B", "backup.place")),
        *_of("hall-card", ("Ctrl+Shift+H", "stroke")),
        *_of("ui", ("Ctrl+C", "copy"), ("Ctrl+S", "export")),
        *_of("keys", ("Alt+PgDn", "next-contest"), ("Alt+PgUp", "contest-before")),
        *_of("keys", ("Ctrl+Enter", "submit-too")),
        Key(("Ctrl", "+"), "keys", "larger"),
        Key(("Ctrl", "−"), "keys", "smaller"),
        Key(("Alt", "↑", "↓", "←", "→"), "keys", "move-page"),
    ),
)

PLACES = (
    KeySection(
        "help", "title", "F1", _of("help", ("/", "key.search"), ("Backspace", "key.before"))
    ),
    KeySection(
        "home",
        "title",
        "",
        (
            *_of("home", ("Ctrl+O", "key.choose"), ("Ctrl+P", "key.practice")),
            *_of("home", ("Ctrl+N", "key.new")),
            *_of("restoring", ("Ctrl+R", "home.key")),
            *_of("new-count", ("Ctrl+T", "key.template")),
            *_of("training", ("Ctrl+D", "drill.key")),
        ),
    ),
    KeySection(
        "titles",
        "sign-in",
        "F2",
        (
            *_of("sign-in", ("Ctrl+P", "key.change"), ("Ctrl+U", "key.unfinished")),
            *_of("sign-in", ("Ctrl+N", "key.enrol"), ("Delete", "key.stand-down")),
            *_of("sign-in", ("Ctrl+T", "key.turn-on")),
        ),
    ),
    KeySection(
        "titles",
        "overview",
        "F3",
        (
            *_of("overview", ("→", "key.open"), ("←", "key.all-contests")),
            *_of("overview", ("U", "record-short"), ("Ctrl+Enter", "key.record")),
        ),
    ),
    KeySection(
        "titles",
        "verification",
        "F4",
        (
            *_of("verification", ("Ctrl+N", "key.add")),
            *_of("containers", ("Ctrl+E", "key.open"), ("Ctrl+N", "key.register")),
            *_of("postal", ("Ctrl+L", "key.open")),
        ),
    ),
    KeySection(
        "titles",
        "key-sheet",
        "F5",
        (
            *_of("key-sheet", ("/", "key.split"), (".", "key.noughts")),
            *_of("key-sheet", ("/", "key.new-slate"), ("/", "key.roll-up")),
        ),
    ),
    KeySection("titles", "differences", "F6", _of("differences", ("/", "key.between"))),
    KeySection("titles", "doubtful", "F7", _of("printing", ("*", "key.again"))),
    KeySection("titles", "reconciliation", "F8", _of("keys", ("W", "warnings"), ("P", "postal"))),
    KeySection(
        "titles",
        "tallies",
        "F9",
        _of("tallies", ("→", "key.by-area"), ("Alt+R", "key.release"), ("Alt+G", "key.groups")),
    ),
    KeySection(
        "titles",
        "result",
        "F10",
        (
            *_of("result", ("Alt+W", "ways.key"), ("Alt+P", "press.key")),
            *_of("result", ("C", "answer.key-content"), ("N", "answer.key-not")),
            *_of("result", ("A", "answer.key-others"), ("R", "answer.key-request")),
            *_of("result", ("A", "recount.key-all")),
            *_of("result", ("Alt+A", "correct.also")),
        ),
    ),
    KeySection(
        "titles",
        "audit",
        "F11",
        (
            *_of("audit", ("/", "hint.filter"), ("Ctrl+O", "hint.open")),
            *_of("two-files", ("Ctrl+O", "hint.other")),
            *_of("audit", ("Ctrl+PgDn", "hint.part")),
        ),
    ),
    KeySection(
        "titles",
        "before",
        "F12",
        (
            *_of("before", ("Ctrl+S", "paper.key.keep")),
            *_of("new-count", ("Ctrl+T", "key.template")),
        ),
    ),
    KeySection(
        "titles",
        "board",
        "Ctrl+M",
        (
            *_of("board", ("Ctrl+N", "key.open"), ("Ctrl+L", "key.contest")),
            *_of("board", ("Ctrl+P", "key.turn"), ("F11", "key.full")),
        ),
    ),
)


def sections() -> Iterator[KeySection]:
    """All of them, in the order in which they stand on the page."""
    yield EVERYWHERE
    yield WINDOW
    yield from PLACES
