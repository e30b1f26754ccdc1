"""
The plain part of PDF's grammar, read strictly and in one pass: values and objects.

It takes what `sign` and the writers of timestamps write, and refuses all else: comments, tables
and objects packed into streams, nesting without end. So what is read here is read alike by every
viewer, and costs no more than the bytes are long. Nothing is unpacked.

Read exactly, it takes one spelling of everything: one space or line end between two words,
hexadecimal in one case, numbers without needless noughts, nothing escaped that need not be. So a
document read exactly has no room for anything that its objects do not say.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

# A bound here is a bound on the work: a hostile file is refused before it is followed.
DEEPEST = 24
"""Arrays and dictionaries inside one another; a document of this program has five."""
MOST_OBJECTS = 50_000
"""Entries in a table of a document; each cell of a table on its pages is an object, so that a
statement of a thousand boxes has some seven thousand.
"""
MOST_VALUES = 150_000
"""Values read one inside another or one after the other at a time."""
LONGEST_TEXT = 64 * 1024
"""Bytes in a text in round brackets."""


class NotPlain(ValueError):
    """The bytes are not written in the plain part of the grammar."""


class Protected(NotPlain):
    """The document is encrypted."""


class TooMany(NotPlain):
    """A table names more objects than any document of this program holds."""


@dataclass(frozen=True)
class Name:
    """A name, without its slash."""

    text: str


@dataclass(frozen=True)
class Ref:
    """A reference to an object."""

    number: int
    generation: int


@dataclass(frozen=True)
class Word:
    """true, false or null; Python's own would equal the numbers 1 and 0."""

    text: str


Value = Name | Ref | Word | int | Decimal | bytes | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True)
class Object:
    """An object as it stands in the file, from `start` to `end`; `raw` is its stream as it is
    packed.
    """

    number: int
    generation: int
    value: Value
    raw: bytes | None
    start: int
    end: int
    values: int
    """How many values are in it."""


WHITE = rb"\0\t\n\f\r "
APART = rb"(?=[" + WHITE + rb"()<>\[\]{}/%]|\Z)"
"""Where a word or number ends."""
EOL = rb"(?:\r\n|\n|\r)"
_LONE = rb"(?:(?<=\]) {20,60}\n|[ \n]?)"
"""One space or line end; behind a list, as after /ByteRange, the room kept for its numbers."""


def _tokens(
    *,
    space: bytes,
    apart: bytes,
    sign: bytes,
    whole: bytes,
    digits: bytes,
    number: bytes,
    name: bytes,
) -> bytes:
    kept = rb"(" + whole + rb")"
    return (
        space + rb"(?:"
        rb"(?P<ref>" + kept + apart + kept + apart + rb"R" + APART + rb")"
        rb"|(?P<real>" + number + APART + rb")"
        rb"|(?P<int>" + sign + whole + APART + rb")"
        rb"|/(?P<name>(?:" + name + rb")*)"
        rb"|(?P<mark><<|>>|\[|\])"
        rb"|<(?P<hex>" + digits + rb")>"
        rb"|(?P<text>\()"
        rb"|(?P<word>true|false|null)" + APART + rb")"
    )


_TOKEN = re.compile(
    _tokens(
        space=rb"[" + WHITE + rb"]*",
        apart=rb"[" + WHITE + rb"]+",
        sign=rb"[+-]?",
        whole=rb"\d{1,20}",
        digits=rb"[0-9A-Fa-f]*",
        number=rb"[+-]?(?:\d{1,20}\.\d{0,20}|\.\d{1,20})",
        name=rb"[^" + WHITE + rb"()<>\[\]{}/%]",
    )
)
_REGULAR = rb"[!\"$&'*-.0-;=?-Z\\^-z|~]"
_NEEDLESS = rb"2[12467a-e]|3[0-9abdf]|[46][0-9a-f]|5[0-9ace-f]|7[0-9ace]"
"""The characters of a name that stand for themselves, and the codes of just these."""
_WHOLE = rb"(?:0|[1-9]\d{0,19})"
_EXACT_TOKEN = re.compile(
    _tokens(
        space=_LONE,
        apart=rb" ",
        sign=rb"(?:-(?=[1-9]))?",
        # A nought in front says nothing, and could stand where a space was.
        whole=_WHOLE,
        # A signature's value is in upper case; how it is filled up is looked at where it is read.
        digits=rb"(?:[0-9a-f]*|[0-9A-F]{1000,})",
        number=rb"-?" + _WHOLE + rb"\.\d{0,19}[1-9]",
        name=_REGULAR + rb"|#(?!" + _NEEDLESS + rb")[0-9a-f]{2}",
    )
)
_IN_NAME = re.compile(r"#([0-9A-Fa-f]{2})")
_IN_TEXT = re.compile(rb"[()\\\r]")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MUST_BE_ESCAPED = frozenset({*_ESCAPED, b"(", b")", b"\\"})
_OCTAL = re.compile(rb"[0-7]{1,3}")
_SPACE = re.compile(rb"[" + WHITE + rb"]*")
_EXACT_SPACE = re.compile(_LONE)
BEGINS = re.compile(rb"(\d{1,10}) (\d{1,5}) obj" + APART)
_STREAM = re.compile(rb"[" + WHITE + rb"]*stream(?:\r\n|\n)")
_STREAM_ENDS = re.compile(EOL + rb"?endstream" + APART)
_ENDS = re.compile(rb"[" + WHITE + rb"]*endobj" + APART)
_EXACT_STREAM = re.compile(rb"\nstream\n")
_EXACT_STREAM_ENDS = re.compile(rb"\n?endstream")
_EXACT_ENDS = re.compile(rb"\nendobj\n")


def value_at(pdf: bytes, at: int, *, exact: bool = False) -> tuple[Value, int]:
    """The value that stands there, and where it ends; NotPlain if none does."""
    reader = _Reader(pdf, at, exact=exact)
    return reader.value(), reader.at


def object_at(pdf: bytes, at: int, *, exact: bool = False) -> Object:
    """The object that begins there; NotPlain if none does, or if it is not written exactly so."""
    begins = match(BEGINS, pdf, at)
    reader = _Reader(pdf, begins.end(), exact=exact)
    value = reader.value()
    end = reader.at
    raw = None
    stream = (_EXACT_STREAM if exact else _STREAM).match(pdf, end)
    if stream:
        # As it stands there: a length by reference could be another one for each reader.
        length = value.get("Length") if isinstance(value, dict) else None
        if not isinstance(length, int) or length < 0:
            raise NotPlain("a stream that does not say how long it is")
        raw = pdf[stream.end() : stream.end() + length]
        ends = _EXACT_STREAM_ENDS if exact else _STREAM_ENDS
        end = match(ends, pdf, stream.end() + length).end()
    end = match(_EXACT_ENDS if exact else _ENDS, pdf, end).end()
    return Object(int(begins[1]), int(begins[2]), value, raw, begins.start(), end, reader.read)


def after_space(pdf: bytes, at: int) -> int:
    """The place of the next byte that is no white space."""
    return match(_SPACE, pdf, at).end()


def match(pattern: re.Pattern[bytes], pdf: bytes, at: int) -> re.Match[bytes]:
    """What the pattern finds exactly there; NotPlain if it does not."""
    if found := pattern.match(pdf, at):
        return found
    raise NotPlain(f"something else at byte {at:,}")


class _Reader:
    """Reads values one after the other."""

    def __init__(self, pdf: bytes, at: int, *, exact: bool) -> None:
        self._pdf = pdf
        self._exact = exact
        self.at = at
        self.read = 0

    def value(self, depth: int = 0) -> Value:
        """The next value."""
        token = self._next()
        self.read += 1
        if self.read > MOST_VALUES:
            raise TooMany(f"more than {MOST_VALUES:,} values")
        if token["mark"]:
            if token["mark"] not in (b"<<", b"[") or depth == DEEPEST:
                raise NotPlain(f"a bracket too many at byte {self.at:,}")
            return self._dictionary(depth) if token["mark"] == b"<<" else self._array(depth)
        if token["text"]:
            return self._text()
        return _plain(token)

    def _next(self) -> re.Match[bytes]:
        token = match(_EXACT_TOKEN if self._exact else _TOKEN, self._pdf, self.at)
        self.at = token.end()
        return token

    def _closed(self, mark: bytes) -> bool:
        """Whether the bracket closes here; then it is passed over."""
        space = _EXACT_SPACE if self._exact else _SPACE
        place = match(space, self._pdf, self.at).end()
        closed = self._pdf.startswith(mark, place)
        if closed:
            self.at = place + len(mark)
        return closed

    def _array(self, depth: int) -> list[Value]:
        found: list[Value] = []
        while not self._closed(b"]"):
            found.append(self.value(depth + 1))
        return found

    def _dictionary(self, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while not self._closed(b">>"):
            key = self.value(DEEPEST)
            # Of a key that is given twice viewers take the first or the last, each as it likes.
            if not isinstance(key, Name) or key.text in found:
                raise NotPlain(f"a dictionary with a wrong key before byte {self.at:,}")
            found[key.text] = self.value(depth + 1)
        return found

    def _text(self) -> bytes:
        """What stands in round brackets, up to the one that closes them."""
        parts: list[bytes] = []
        open_brackets = 1
        start = self.at
        # A bracket left open would otherwise read a whole file as one text.
        while self.at - start < LONGEST_TEXT:
            found = _IN_TEXT.search(self._pdf, self.at)
            if found is None:
                raise NotPlain("a text without an end")
            parts.append(self._pdf[self.at : found.start()])
            self.at = found.end()
            if found[0] == b"\\":
                parts.append(self._escaped())
                continue
            # Viewers make one end of a line or two of it, and then it is two texts.
            if found[0] == b"\r":
                raise NotPlain("a text whose lines end in two ways")
            open_brackets += 1 if found[0] == b"(" else -1
            if open_brackets == 0:
                return b"".join(parts)
            parts.append(found[0])
        raise TooMany(f"a text of more than {LONGEST_TEXT:,} bytes")

    def _escaped(self) -> bytes:
        """What a backslash in a text and the bytes behind it stand for."""
        if octal := _OCTAL.match(self._pdf, self.at):
            self.at = octal.end()
            return bytes([int(octal[0], 8) & 0xFF])
        letter = self._pdf[self.at : self.at + 1]
        if letter in (b"\r", b"\n", b""):
            raise NotPlain("a text with a broken line")
        self.at += 1
        if self._exact and letter not in _MUST_BE_ESCAPED:
            raise NotPlain("an escape that says nothing")
        return _ESCAPED.get(letter, letter)


def _plain(token: re.Match[bytes]) -> Value:
    """A value that is no array, dictionary or text in brackets."""
    if token["ref"]:
        return Ref(int(token[2]), int(token[3]))
    if token["real"]:
        return Decimal(token["real"].decode())
    if token["int"]:
        return int(token["int"])
    if token["name"] is not None:
        text = token["name"].decode("latin-1")
        return Name(_IN_NAME.sub(lambda code: chr(int(code[1], 16)), text))
    if token["hex"] is not None:
        digits = token["hex"]
        if len(digits) % 2:
            raise NotPlain("half a byte")
        return bytes.fromhex(digits.decode())
    return Word(token["word"].decode())
