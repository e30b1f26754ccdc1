"""What an archive asks of a file beside its tags, as far as PDF/A-3a is met."""

import re
from functools import cache

from pikepdf import Array, Dictionary, Name, Pdf

from tallyapp.resources import resource

LANGUAGE = "en-GB"
_GREY = "Grey, gamma 2.2"


def add_archival(pdf: Pdf) -> None:
    """Add in which colours its greys are meant, and say of no letter that it is nothing."""
    profile = pdf.make_stream(_profile(), N=1)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=_GREY,
                Info=_GREY,
                DestOutputProfile=profile,
            )
        ]
    )
    for font in pdf.pages[0].obj.Resources.Font.as_dict().values():
        font.ToUnicode.write(_LETTERS.sub(_without_nothing, font.ToUnicode.read_bytes()))


@cache
def _profile() -> bytes:
    return resource("colour", "grey.icc").read_bytes()


_LETTERS = re.compile(rb"\d+ beginbfchar\n((?:<[0-9A-F]{2}> <[0-9A-F]+>\n)+)")
_NOTHING = re.compile(rb"<[0-9A-F]{2}> <0000>\n")


def _without_nothing(letters: re.Match[bytes]) -> bytes:
    """What the codes of a font stand for, without the codes that ReportLab left out."""
    kept = _NOTHING.sub(b"", letters[1])
    return b"%d beginbfchar\n%b" % (kept.count(b"\n"), kept)
