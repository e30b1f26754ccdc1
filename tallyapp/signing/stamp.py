"""
What a signature shows: name, title, time, certificate, and what it does not prove.

Every word is one that the program can answer for. The name is the certificate's. A title that the
certificate does not carry was told to the program: then it says as what somebody signs, not what
they are. The time is that of the signer's own clock. Of the certificate's print there is the
beginning. The words are fixed with the stamp's layout: they are in no catalogue, and a verifier
draws them again.
"""

import unicodedata
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta
from itertools import product

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from tallyapp.domain.vocabulary.phrases import day
from tallyapp.errors import EnvironmentFault
from tallyapp.signing.certificate import Certificate
from tallyapp.signing.typeface import Embedded, Typeface, typeface

_REGULAR = "InterTally-Regular.ttf"
_BOLD = "InterTally-Bold.ttf"
_SIZES = [step / 4 for step in range(39, 29, -1)]  # points: as large as fits, and never below 7.5
_LEADINGS = (1.32, 1.2)
_LONGEST = 400  # characters in any of the stamp's texts
_PADDING = 7.0
_GUTTER = 9.0
_BORDER = 0.75


class SigningFault(EnvironmentFault):
    """The document was not signed; nothing was written."""


_CLOCK = "The time is that of the signer's own clock."
PRACTICE = f"For practice: it shows that nothing was changed since, and not who signed. {_CLOCK}"
SELF_MADE = (
    "Nobody else vouches for this certificate: it shows who signed only if it is the one that the "
    f"council publishes. {_CLOCK}"
)
ISSUED = (
    "The certificate says that it was issued by {issuer}; whether it was has not been checked "
    f"here. {_CLOCK}"
)


@dataclass(frozen=True)
class Stamp:
    """The lines that a signature shows; `sign` refuses those that the certificate belies."""

    name: str
    title: str
    time: str
    certificate: str
    note: str
    told_title: str = ""
    """The title, if it was told and is not the certificate's."""

    @classmethod
    def of(cls, signer: Certificate, at: datetime, *, title: str = "") -> "Stamp":
        """The stamp of this signer at this time; the title is the certificate's, or else the one
        that is told.
        """
        told = "" if signer.title else title
        return cls(
            signer.name,
            signer.title or told,
            stamp_time(at),
            f"{signer.short_fingerprint} …",
            _note(signer),
            told,
        )

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Label and words of each row; no row for a title that nobody has."""
        title = [("Signs as" if self.told_title else "Title", self.title)] if self.title else []
        return [
            ("Name", self.name),
            *title,
            ("Time", self.time),
            ("Certificate", self.certificate),
        ]


def _note(signer: Certificate) -> str:
    """What a signature with this certificate does not prove."""
    if signer.practice:
        return PRACTICE
    return SELF_MADE if signer.self_made else ISSUED.format(issuer=signer.issuer)


def check_drawable(text: str) -> None:
    """SigningFault, naming the character, for text that the stamp's typeface cannot show."""
    # Composed first: the typeface has the accented letter, and perhaps not the accent alone.
    text = unicodedata.normalize("NFC", text)
    for face in (typeface(_REGULAR), typeface(_BOLD)):
        if (missing := face.missing(text)) is not None:
            name = unicodedata.name(missing, f"U+{ord(missing):04X}")
            raise SigningFault(
                f"The signature cannot show the character {name}. Write it in another way."
            )


def stamp_time(at: datetime) -> str:
    """The claimed time of signing as the stamp writes it, such as "5 July 2024, 03:52:07 BST"."""
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("the time of signing has no offset from UTC")
    # Those of these islands; else the offset in figures, and never a machine's own name for it.
    zones = {timedelta(0): "GMT", timedelta(hours=1): "BST"}
    return f"{day(at)}, {at:%H:%M:%S} {zones.get(offset) or f'UTC{at:%z}'}"


@dataclass(frozen=True)
class _Line:
    x: float
    y: float
    face: Typeface
    size: float
    text: str


def draw(
    stamp: Stamp, width: float, height: float, writer: BasePdfFileWriter
) -> generic.IndirectObject:
    """Add the stamp's appearance, a form of this size in points, to the writer; SigningFault if it
    cannot.
    """
    for text in astuple(stamp):
        if len(text) > _LONGEST:  # a document to be examined may say anything
            raise SigningFault(
                f"The signature cannot show a line of {len(text)} characters. Make it shorter."
            )
        check_drawable(text)
    lines = _layout(stamp, width, height)
    faces = {
        face: Embedded(
            face, frozenset("".join(line.text for line in lines if line.face is face)), writer
        )
        for face in dict.fromkeys(line.face for line in lines)
    }
    numbers = {face: number for number, face in enumerate(faces)}
    fonts = {pdf_name(f"/F{numbers[face]}"): embedded.reference for face, embedded in faces.items()}
    edge = _BORDER / 2
    content = [
        b"q %.2f w %.3f %.3f %.3f %.3f re S Q"
        % (_BORDER, edge, edge, width - _BORDER, height - _BORDER)
    ]
    for line in lines:
        content.append(
            b"BT /F%d %.2f Tf 1 0 0 1 %.2f %.2f Tm %b Tj ET"
            % (numbers[line.face], line.size, line.x, line.y, faces[line.face].encode(line.text))
        )
    return writer.add_object(
        generic.StreamObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject(
                    generic.FloatObject(n) for n in (0, 0, width, height)
                ),
                pdf_name("/Resources"): generic.DictionaryObject(
                    {pdf_name("/Font"): generic.DictionaryObject(fonts)}
                ),
            },
            stream_data=b"\n".join(content) + b"\n",
        )
    )


def _layout(stamp: Stamp, width: float, height: float) -> list[_Line]:
    """The stamp's lines placed in the box, as large as they fit with no word broken; else as they
    fit.
    """
    for tidy, leading, size in product((True, False), _LEADINGS, _SIZES):
        lines = _arranged(stamp, size, leading, width, height, tidy=tidy)
        if lines and lines[-1].y >= _PADDING - 1:
            top = lines[0].y + typeface(_REGULAR).cap_height * size / 1000
            above = height - top
            below = lines[-1].y
            drop = max(0.0, (below - above) / 2)
            return [replace(line, y=line.y - drop) for line in lines]
    raise SigningFault(
        "The signer's name and title are too long for the signature's box. "
        "Use a shorter title or note."
    )


def _arranged(
    stamp: Stamp, size: float, leading: float, width: float, height: float, *, tidy: bool
) -> list[_Line]:
    """The lines at this size from the top of the box downwards; none if they should be tidy and
    cannot be.
    """
    regular = typeface(_REGULAR)
    faces = {"Name": typeface(_BOLD)}
    column = _PADDING + regular.width("Certificate", size) + _GUTTER
    y = height - _PADDING + 2
    lines = []
    for label, value in stamp.rows:
        face = faces.get(label, regular)
        texts, whole = _wrapped(value, face, size, width - _PADDING - column)
        if tidy and not (whole and len(texts) <= 2):
            return []
        for number, text in enumerate(texts):
            y -= size * leading
            if number == 0:
                lines.append(_Line(_PADDING, y, regular, size, label))
            lines.append(_Line(column, y, face, size, text))
    small = max(_SIZES[-1], size - 1.5)
    y -= small * 0.3
    for text in _wrapped(stamp.note, regular, small, width - 2 * _PADDING)[0]:
        y -= small * leading
        lines.append(_Line(_PADDING, y, regular, small, text))
    return lines


def _wrapped(text: str, face: Typeface, size: float, width: float) -> tuple[list[str], bool]:
    """The text in lines no wider than this, and whether no word had to be broken for it."""
    text = unicodedata.normalize("NFC", text).strip()
    lines = []
    whole = True
    while text:
        ends = [n for n, end in enumerate(face.ends(text, size), 1) if end <= width] or [1]
        end = ends[-1]
        if end < len(text):
            breaks = [place for place in ends if text[place] == " " or text[place - 1] == "-"]
            if breaks:
                end = breaks[-1]
            else:
                whole = False
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return lines, whole
