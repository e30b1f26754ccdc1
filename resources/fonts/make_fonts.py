"""Make the InterTally fonts, and the outline of PRACTICE, from the original static TTFs of Inter.

python make_fonts.py FOLDER

FOLDER is the unpacked npm package `@expo-google-fonts/inter` 0.4.2 (README.md). Needs fontTools.
Run again, it gives the same bytes.
"""

import sys
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import ROUND_XY_TO_GRID, Glyph, GlyphComponent

FAMILY = "Inter Tally"
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
HERE = Path(__file__).parent


def substitutes(font: TTFont, tag: str) -> dict[str, str]:
    """The single substitutions of a feature, glyph by glyph."""
    gsub = font["GSUB"].table
    lookups = {
        index
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag == tag
        for index in record.Feature.LookupListIndex
    }
    found: dict[str, str] = {}
    for index in sorted(lookups):
        for table in gsub.LookupList.Lookup[index].SubTable:
            found.update(getattr(getattr(table, "ExtSubTable", table), "mapping", {}))
    return found


def point_to_alternates(font: TTFont) -> None:
    """Digits become tabular, and l gets its tail, without a feature having to be asked for."""
    tabular = substitutes(font, "tnum")
    tailed = substitutes(font, "cv05")
    for table in font["cmap"].tables:
        for code, glyph in list(table.cmap.items()):
            wanted = tabular if chr(code) in "0123456789" else tailed
            table.cmap[code] = wanted.get(glyph, glyph)


def lay_marks_back(font: TTFont) -> None:
    """A combining mark stands over the letter before it, also where nothing places marks (as in ẹ́,
    ọ̀).
    """
    glyf, metrics = font["glyf"], font["hmtx"]
    letter = metrics[font.getBestCmap()[ord("o")]][0]
    for code, name in sorted(font.getBestCmap().items()):
        if not 0x300 <= code <= 0x36F or not glyf[name].numberOfContours:
            continue
        old, laid = glyf[name], Glyph()
        laid.numberOfContours = -1
        component = GlyphComponent()
        component.glyphName, component.flags = name, ROUND_XY_TO_GRID
        component.x, component.y = -round((letter + old.xMin + old.xMax) / 2), 0
        laid.components = [component]
        glyf[f"{name}.back"] = laid
        metrics[f"{name}.back"] = (0, old.xMin + component.x)
        for table in font["cmap"].tables:
            table.cmap[code] = f"{name}.back"


def rename(font: TTFont, style: str) -> None:
    """The family is called Inter Tally, so that it is never taken for Inter as published."""
    postscript = f"InterTally-{style}"
    linked = style in ("Regular", "Bold")
    names = {
        1: FAMILY if linked else f"{FAMILY} {style}",
        2: style if linked else "Regular",
        3: f"tallyapp;{postscript}",
        4: f"{FAMILY} {style}",
        6: postscript,
        16: None if linked else FAMILY,
        17: None if linked else style,
        25: "InterTally",
    }
    for number, text in names.items():
        font["name"].removeNames(nameID=number)
        if text:
            font["name"].setName(text, number, 3, 1, 0x409)


class CubicOutline(BasePen):
    """Collects an outline as lines of text: M, L, C with points in font units, Z."""

    def __init__(self, glyphs: object, shift: int) -> None:
        super().__init__(glyphs)
        self.shift = shift
        self.lines: list[str] = []

    def _put(self, letter: str, *points: tuple[float, float]) -> None:
        numbers = (f"{x + self.shift:.0f} {y:.0f}" for x, y in points)
        self.lines.append(" ".join((letter, *numbers)))

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 (fontTools calls it so)
        self._put("M", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._put("L", pt)

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._put("C", *points)

    def _closePath(self) -> None:  # noqa: N802
        self._put("Z")


def outline(font: TTFont, word: str) -> str:
    """The outline of a word set in a font, without kerning."""
    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
    lines: list[str] = []
    shift = 0
    for letter in word:
        pen = CubicOutline(glyphs, shift)
        glyphs[cmap[ord(letter)]].draw(pen)
        lines += pen.lines
        shift += glyphs[cmap[ord(letter)]].width
    return "\n".join([f"W {shift} {font['head'].unitsPerEm}", *lines, ""])


def main(folder: Path) -> None:
    """Write the four weights and the outline beside this script."""
    for style, weight in WEIGHTS.items():
        font = TTFont(
            folder / f"{weight}{style}" / f"Inter_{weight}{style}.ttf", recalcTimestamp=False
        )
        point_to_alternates(font)
        lay_marks_back(font)
        rename(font, style)
        font.save(HERE / f"InterTally-{style}.ttf")
        if style == "Bold":
            (HERE / "practice.outline").write_text(outline(font, "PRACTICE"), encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
