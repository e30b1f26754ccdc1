"""Colours by the part they play.
Contrasts are those where the colour is used, at least 4.5 : 1 for text.
"""

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


class Look(StrEnum):
    """The palettes there are."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


class Roles(NamedTuple):
    """One palette: each role's colour as #RRGGBB, and the width of borders in pixels.

    `accent` means "you are here" and nothing else; `field` is the border of what can be keyed.
    """

    look: Look
    dark: bool
    border: int
    window: str
    rail: str
    card: str
    ink: str
    secondary: str
    accent: str
    tint: str
    ok: str
    attention: str
    refused: str
    refused_tint: str
    locked: str
    field: str
    bar: str
    hairline: str
    attention_tint: str
    practice: str
    practice_ink: str
    practice_header: str

    def colour(self, role: str) -> QColor:
        """A role's colour, by the role's name."""
        return QColor(getattr(self, role))

    def stripe(self, colour: str) -> QColor:
        """A candidate's stripe: the party's colour, lightened by a
        third where the ground is dark.
        """
        given = QColor(colour)
        if not self.dark:
            return given
        parts = (given.red(), given.green(), given.blue())
        return QColor(*(part + (255 - part) // 3 for part in parts))

    def names(self) -> dict[str, str]:
        """Every role with its colour, as the stylesheet's template takes them."""
        own = {name: str(value) for name, value in self._asdict().items()}
        return (
            own | {"thin": "1px", "thick": "2px"}
            if self.border == 1
            else own | {"thin": "2px", "thick": "3px"}
        )


LIGHT = Roles(
    look=Look.LIGHT,
    dark=False,
    border=1,
    window="#FFFFFF",
    rail="#F4F5F8",
    card="#FFFFFF",
    ink="#12161C",
    secondary="#515B69",
    accent="#3F45AE",
    tint="#ECEDFA",
    ok="#17653A",
    attention="#854A00",
    refused="#B0241C",
    refused_tint="#FCEBE9",
    locked="#5F6976",
    field="#7E8795",
    bar="#5B6472",
    hairline="#DDE1E7",
    attention_tint="#FFF0D6",
    practice="#FFCE3A",
    practice_ink="#12161C",
    practice_header="#FFF6D8",
)
DARK = Roles(
    look=Look.DARK,
    dark=True,
    border=1,
    window="#15181D",
    rail="#0F1216",
    card="#1A1E24",
    ink="#EDF0F4",
    secondary="#A9B3C0",
    accent="#A9B0FF",
    tint="#25294A",
    ok="#79D6A0",
    attention="#F4BC63",
    refused="#FF9B91",
    refused_tint="#3C1C1A",
    locked="#8C96A4",
    field="#75808F",
    bar="#8C97A6",
    hairline="#2E343D",
    attention_tint="#3A2C10",
    practice="#FFCE3A",
    practice_ink="#12161C",
    practice_header="#2B2411",
)


def high_contrast(system: QPalette, *, chosen_there: bool, dark: bool) -> Roles:
    """Two colours and nothing between them: no tints, borders of two pixels.

    They are the system's own where high contrast was chosen there; else black and white.
    """
    ground = system.color(QPalette.ColorRole.Window)
    ink = system.color(QPalette.ColorRole.WindowText)
    accent = system.color(QPalette.ColorRole.Accent)
    muted = system.color(QPalette.ColorRole.PlaceholderText)
    if not chosen_there:
        ground, ink = (
            (QColor("#000000"), QColor("#FFFFFF"))
            if dark
            else (QColor("#FFFFFF"), QColor("#000000"))
        )
    if contrast(ground, accent) < 4.5:
        accent = ink
    muted = ink if contrast(ground, muted) < 7 else muted
    plain = ground.name()
    strong = ink.name()
    here = accent.name()
    return Roles(
        look=Look.HIGH_CONTRAST,
        dark=ground.lightness() < 128,
        border=2,
        window=plain,
        rail=plain,
        card=plain,
        ink=strong,
        secondary=muted.name(),
        accent=here,
        tint=plain,
        ok=strong,
        attention=strong,
        refused=strong,
        refused_tint=plain,
        locked=muted.name(),
        field=strong,
        bar=strong,
        hairline=muted.name(),
        attention_tint=plain,
        practice=strong,
        practice_ink=plain,
        practice_header=plain,
    )


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    r, g, b = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
