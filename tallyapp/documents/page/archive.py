"""What an archive and a screen reader ask of a file beside its tags: PDF/A-3a and PDF/UA-1."""

import re
from datetime import datetime
from functools import cache
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Pdf

from tallyapp.resources import resource

LANGUAGE = "en-GB"
_GREY = "Grey, gamma 2.2"


def add_archival(pdf: Pdf, made_at: datetime | None) -> None:
    """Add in which colours its greys are meant, and its own description once more as XMP; and say
    of no letter that it is nothing.
    """
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
    metadata = _described(pdf, made_at).encode()
    pdf.Root.Metadata = pdf.make_stream(metadata, Type=Name.Metadata, Subtype=Name.XML)


@cache
def _profile() -> bytes:
    return resource("colour", "grey.icc").read_bytes()


_LETTERS = re.compile(rb"\d+ beginbfchar\n((?:<[0-9A-F]{2}> <[0-9A-F]+>\n)+)")
_NOTHING = re.compile(rb"<[0-9A-F]{2}> <0000>\n")


def _without_nothing(letters: re.Match[bytes]) -> bytes:
    """What the codes of a font stand for, without the codes that ReportLab left out."""
    kept = _NOTHING.sub(b"", letters[1])
    return b"%d beginbfchar\n%b" % (kept.count(b"\n"), kept)


def _described(pdf: Pdf, made_at: datetime | None) -> str:
    """The description of the document, word for word the same as the older one beside it."""
    words = {key: escape(str(pdf.docinfo.get(f"/{key}", ""))) for key in _WORDS}
    time = made_at.isoformat(timespec="seconds") if made_at else ""
    made = f"<xmp:CreateDate>{time}</xmp:CreateDate><xmp:ModifyDate>{time}</xmp:ModifyDate>"
    return _XMP.format(language=LANGUAGE, made=made if time else "", **words)


_WORDS = ("Title", "Author", "Subject", "Creator", "Producer")
_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{Author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{Subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{Creator}</xmp:CreatorTool>{made}
<pdf:Producer>{Producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of PDF/UA that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
"""As XMP has it (ISO 16684-1), with the marks of both standards: ISO 19005-3, 6.6.4; ISO 14289-1,
5. A file may not name the second without saying what it is.
"""
