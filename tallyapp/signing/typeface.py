"""A typeface measured, and embedded in a revision so that the same text always gives the same
bytes.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from io import BytesIO
from itertools import accumulate

from fontTools.ttLib import TTFont
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from tallyapp.resources import resource

_UNUSED_TABLES = {"GDEF", "GPOS", "GSUB", "OS/2", "STAT", "cmap", "gasp", "name", "post", "prep"}


class Typeface:
    """One shipped TrueType font: which characters it has, and how wide they are."""

    def __init__(self, file_name: str) -> None:
        path = resource("fonts", file_name)
        self.name = path.stem
        self.program = path.read_bytes()
        font = TTFont(BytesIO(self.program))
        head = font["head"]
        lines = font["hhea"]
        scale = 1000 / head.unitsPerEm
        # From the font itself: a width that is guessed shifts the line that stands beside it.
        self.widths: dict[str, float] = {
            chr(code): font["hmtx"][glyph][0] * scale for code, glyph in font.getBestCmap().items()
        }
        self.ascent = round(lines.ascent * scale)
        self.descent = round(lines.descent * scale)
        self.box = [round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
        self.cap_height = round(font["OS/2"].sCapHeight * scale)

    def missing(self, text: str) -> str | None:
        """The first character of the text that this typeface cannot draw, or None."""
        # A glyph that is missing is drawn as nothing, without an error: so it is looked for before.
        return next((character for character in text if character not in self.widths), None)

    def width(self, text: str, size: float) -> float:
        """The width of a line of text in points; a KeyError for a character that is missing."""
        return sum(self.widths[character] for character in text) * size / 1000

    def ends(self, text: str, size: float) -> Iterator[float]:
        """Where each character of a line of text ends, in points from where the line begins; a
        KeyError as for `width`.
        """
        units = accumulate(self.widths[character] for character in text)
        return (end * size / 1000 for end in units)


@cache
def typeface(file_name: str) -> Typeface:
    """The shipped typeface of this file name, read once."""
    return Typeface(file_name)


class Embedded:
    """The part of a typeface that some characters need, embedded in a file being written."""

    def __init__(
        self, face: Typeface, characters: frozenset[str], writer: BasePdfFileWriter
    ) -> None:
        program, self._glyphs = _subset(face, characters)
        name = pdf_name(f"/SIGNED+{face.name}")
        # Nothing here is compressed: another zlib would give other bytes, and the bytes are
        # compared.
        length = _dictionary(Length1=generic.NumberObject(len(program)))
        descriptor = _dictionary(
            Type=pdf_name("/FontDescriptor"),
            FontName=name,
            Flags=generic.NumberObject(4),
            FontBBox=_numbers(face.box),
            ItalicAngle=generic.NumberObject(0),
            Ascent=generic.NumberObject(face.ascent),
            Descent=generic.NumberObject(face.descent),
            CapHeight=generic.NumberObject(face.cap_height),
            StemV=generic.NumberObject(80),
            FontFile2=writer.add_object(generic.StreamObject(length, stream_data=program)),
        )
        by_glyph = {glyph: character for character, glyph in sorted(self._glyphs.items())}
        widths = generic.ArrayObject()
        for glyph, character in sorted(by_glyph.items()):
            widths += [generic.NumberObject(glyph), _numbers([round(face.widths[character])])]
        descendant = _dictionary(
            Type=pdf_name("/Font"),
            Subtype=pdf_name("/CIDFontType2"),
            BaseFont=name,
            CIDSystemInfo=_dictionary(
                Registry=pdf_string("Adobe"),
                Ordering=pdf_string("Identity"),
                Supplement=generic.NumberObject(0),
            ),
            FontDescriptor=writer.add_object(descriptor),
            CIDToGIDMap=pdf_name("/Identity"),
            W=widths,
        )
        to_unicode = generic.StreamObject(stream_data=_to_unicode(by_glyph))
        self.reference = writer.add_object(
            _dictionary(
                Type=pdf_name("/Font"),
                Subtype=pdf_name("/Type0"),
                BaseFont=name,
                Encoding=pdf_name("/Identity-H"),
                DescendantFonts=generic.ArrayObject([writer.add_object(descendant)]),
                ToUnicode=writer.add_object(to_unicode),
            )
        )

    def encode(self, text: str) -> bytes:
        """The text as the hexadecimal string that shows it in a content stream."""
        return (
            b"<" + "".join(f"{self._glyphs[character]:04X}" for character in text).encode() + b">"
        )


@lru_cache(maxsize=16)
def _subset(face: Typeface, characters: frozenset[str]) -> tuple[bytes, dict[str, int]]:
    """
    The font program with what these characters need only, and the number of each one's glyph in it.

    fontTools' own subsetter takes longer to import than a signature to verify, and knows more
    than is wanted.
    """
    font = TTFont(
        BytesIO(face.program), recalcTimestamp=False
    )  # its old time stamp, lest the clock get in
    outlines = font["glyf"]
    metrics = font["hmtx"].metrics
    names = {character: font.getBestCmap()[ord(character)] for character in characters}
    wanted = {".notdef"}
    pending = set(names.values())
    while pending:
        wanted |= pending
        parts = {part for name in pending for part in outlines[name].getComponentNames(outlines)}
        pending = parts - wanted
    # In the font's own order, not that of a set: the same text must give the same bytes.
    order = sorted(wanted, key=font.getGlyphID)
    kept = {name: outlines[name] for name in order}
    for table in _UNUSED_TABLES & set(font.keys()):
        del font[table]
    font.setGlyphOrder(order)
    outlines.setGlyphOrder(order)
    outlines.glyphs = kept
    font["hmtx"].metrics = {name: metrics[name] for name in order}
    out = BytesIO()
    font.save(out)
    return out.getvalue(), {character: order.index(name) for character, name in names.items()}


def _to_unicode(glyphs: dict[int, str]) -> bytes:
    """The map from glyph numbers back to text, so that the stamp can be searched and read aloud."""
    lines = [
        f"<{glyph:04X}> <{glyphs[glyph].encode('utf-16-be').hex().upper()}>"
        for glyph in sorted(glyphs)
    ]
    # A block may hold a hundred lines at most.
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _dictionary(**entries: generic.PdfObject) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})


def _numbers(values: list[int]) -> generic.ArrayObject:
    return generic.ArrayObject(generic.NumberObject(value) for value in values)
