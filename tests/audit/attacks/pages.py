"""Pages that show something else than the data say: drawn over, hidden, replaced, run."""

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import attach, saved, unsigned
from tests.signing.writing import Parts, content_of, dictionary, font_of, tables_of

Change = Callable[[Pdf], None]


def changed(change: Change) -> Callable[[World], bytes]:
    """The declaration with its page changed before the forger signs it."""

    def made(world: World) -> bytes:
        with pikepdf.open(BytesIO(unsigned(world.hall.declaration))) as pdf:
            change(pdf)
            return world.hall.signed_again(saved(pdf))

    return made


def _rewritten(change: Callable[[bytes], bytes]) -> Callable[[World], bytes]:
    """The declaration with its bytes changed before the forger signs it."""
    return lambda world: world.hall.signed_again(change(unsigned(world.hall.declaration)))


def _drawn(content: bytes, *, before: bool = False) -> Change:
    return lambda pdf: pdf.pages[0].contents_add(content, prepend=before)


def in_root(key: str, value: object) -> Change:
    return lambda pdf: pdf.Root.__setitem__(f"/{key}", value)


def in_page(key: str, value: object) -> Change:
    return lambda pdf: pdf.pages[0].obj.__setitem__(f"/{key}", value)


def _script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _annotation(**entries: object) -> Change:
    def change(pdf: Pdf) -> None:
        usual = {"Type": Name.Annot, "Rect": Array([300, 300, 400, 500]), "F": 4}
        keys = {f"/{key}": value for key, value in {**usual, **entries}.items()}
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(Dictionary(keys)))

    return change


def _form(pdf: Pdf) -> pikepdf.Object:
    return pdf.make_stream(
        b"1 g 0 0 100 200 re f",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 100, 200]),
    )


def _a_form_painted(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject = Dictionary(Over=_form(pdf))
    pdf.pages[0].contents_add(b"q 1 0 0 1 300 300 cm /Over Do Q", prepend=False)


def _an_image_painted(pdf: Pdf) -> None:
    image = pdf.make_stream(
        b"\xff",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )
    pdf.pages[0].obj.Resources.XObject = Dictionary(Over=image)
    pdf.pages[0].contents_add(b"q 100 0 0 200 300 300 cm /Over Do Q", prepend=False)


def _a_layer(pdf: Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Result")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    pdf.pages[0].obj.Resources.Properties = Dictionary(L=layer)
    pdf.pages[0].contents_add(b"/OC /L BDC 1 g 300 300 100 200 re f EMC", prepend=False)


def _an_annotation_with_an_appearance(pdf: Pdf) -> None:
    _annotation(Subtype=Name.Stamp, AP=Dictionary(N=_form(pdf)))(pdf)


def _in_the_field(key: str, value: object) -> Change:
    return lambda pdf: pdf.Root.AcroForm.Fields[0].__setitem__(f"/{key}", value)


def _content(old: bytes, new: bytes) -> Change:
    def change(pdf: Pdf) -> None:
        stream = pdf.pages[0].Contents
        content = stream.read_bytes()
        assert old in content
        stream.write(content.replace(old, new, 1))

    return change


def _fonts(pdf: Pdf) -> list[pikepdf.Object]:
    return [font for _, font in pdf.pages[0].obj.Resources.Font.items()]


def _every_font(change: Callable[[pikepdf.Object], None]) -> Change:
    def all_of_them(pdf: Pdf) -> None:
        for font in _fonts(pdf):
            change(font)

    return all_of_them


def _other_text(font: pikepdf.Object) -> None:
    content = font.ToUnicode.read_bytes()
    digits = re.compile(rb"<34> <0034>|<0034>")
    assert digits.search(content)
    font.ToUnicode.write(digits.sub(lambda found: found[0].replace(b"34>", b"35>"), content))


def _exchanged_fonts(pdf: Pdf) -> None:
    fonts = pdf.pages[0].obj.Resources.Font
    first, second = list(fonts.keys())[:2]
    fonts[first], fonts[second] = fonts[second], fonts[first]


def _font_program(
    change: Callable[[dict[bytes, bytes]], dict[bytes, bytes]],
) -> Callable[[bytes], bytes]:
    """The first font with other tables, all its checksums true, and everything else as it was."""

    def made(pdf: bytes) -> bytes:
        parts = Parts.of(pdf)
        number = next(
            n for n, each in parts.objects.items() if each.raw and "Length1" in dictionary(each)
        )
        each = parts.objects[number]
        font = font_of(change(tables_of(content_of(each))))
        return parts.with_object(number, each.value, font).written()

    return made


def _swapped_glyphs(tables: dict[bytes, bytes]) -> dict[bytes, bytes]:
    loca = bytearray(tables[b"loca"])
    four, five = slice(2 * 0x34, 2 * 0x34 + 4), slice(2 * 0x35, 2 * 0x35 + 4)
    loca[four], loca[five] = loca[five], loca[four]
    return {**tables, b"loca": bytes(loca)}


def _with(tag: bytes, place: int, byte: int) -> Callable[[dict[bytes, bytes]], dict[bytes, bytes]]:
    def change(tables: dict[bytes, bytes]) -> dict[bytes, bytes]:
        table = tables[tag]
        assert table[place] != byte
        return {**tables, tag: table[:place] + bytes([byte]) + table[place + 1 :]}

    return change


def _a_second_result(pdf: Pdf) -> None:
    attach(pdf, "result-2.json", b"{}")


def _before(mark: bytes, hidden: bytes) -> Callable[[bytes], bytes]:
    """Something hidden behind the first byte of such a mark, with every place put right."""

    def made(pdf: bytes) -> bytes:
        place = pdf.index(mark) + 1
        table = pdf.rindex(b"\nxref\n") + 1

        def moved(entry: re.Match[bytes]) -> bytes:
            at = int(entry[1])
            return b"%010d 00000 n" % (at + len(hidden) * (at >= place))

        entries = re.sub(rb"(\d{10}) 00000 n", moved, pdf[table:])
        start = table + len(hidden) * (table >= place)
        end = re.sub(rb"startxref\n\d+", b"startxref\n%d" % start, entries)
        return pdf[:place] + hidden + pdf[place:table] + end

    return made


def _an_object_nobody_names(pdf: bytes) -> bytes:
    parts = Parts.of(pdf)
    new = len(parts.objects) + 1
    (any_object, *_) = parts.objects.values()
    hidden = type(any_object)(new, 0, {"Type": 1}, None, 0, 0, 1)
    trailer = {**parts.trailer, "Size": new + 1}
    return Parts({**parts.objects, new: hidden}, trailer).written()


def rows(kind: Kind, changes: dict[str, Callable[[World], bytes]]) -> tuple[Attack, ...]:
    return tuple(
        Attack(name, kind, made, ("rendering",), "the document is different")
        for name, made in changes.items()
    )


OVERLAYS = {
    "white over the votes": _drawn(b"q 1 g 300 300 60 200 re f Q"),
    "white under the page": _drawn(b"q 1 g 0 0 600 850 re f Q", before=True),
    "a form painted over the votes": _a_form_painted,
    "an image painted over the votes": _an_image_painted,
    "a layer that is switched off": _a_layer,
    "a stamp put over the votes": _an_annotation_with_an_appearance,
    "a note put over the votes": _annotation(Subtype=Name.FreeText, Contents=String("91,549")),
    "the signature's field over the whole page": _in_the_field("Rect", Array([0, 0, 600, 850])),
    "a page cut to its upper half": in_page("CropBox", Array([0, 420, 595, 842])),
    "a page turned round": in_page("Rotate", 180),
    "a page made ten times as large": in_page("UserUnit", 10),
    "a page in a box of its own": in_page("MediaBox", Array([0, 0, 595, 600])),
}
HIDDEN = {
    "text that is drawn invisibly": _drawn(b"BT 3 Tr /F1+0 12 Tf 50 50 Td (91,549) Tj ET"),
    "text outside the page": _drawn(b"BT /F1+0 12 Tf -500 -500 Td (91,549) Tj ET"),
    "a line of content that says nothing": _drawn(b"% 91,549"),
    "another text for a figure that is read aloud": _drawn(
        b"/Span << /ActualText (91,549) >> BDC EMC"
    ),
    "another text copied than is seen": _every_font(_other_text),
    "another title in the reader's window": lambda pdf: pdf.docinfo.__setitem__(
        "/Title", String("Declaration of result of poll, Oxford West")
    ),
    "another author": lambda pdf: pdf.docinfo.__setitem__("/Author", String("Somebody else")),
    "a description beside the document's own": lambda pdf: pdf.Root.__setitem__(
        "/Metadata", pdf.make_stream(b"<x/>", Type=Name.Metadata, Subtype=Name.XML)
    ),
    "another tooltip for the signature": _in_the_field("TU", String("Signed by Louise Brown")),
    "another language": in_root("Lang", String("cy")),
    "a table of contents": lambda pdf: pdf.Root.__setitem__(
        "/Outlines", pdf.make_indirect(Dictionary(Type=Name.Outlines, Title=String("91,549")))
    ),
    "other numbers of pages": in_root(
        "PageLabels", Dictionary(Nums=Array([0, Dictionary(P=String("x"))]))
    ),
    "a program's private data": in_page("PieceInfo", Dictionary(X=Dictionary(Private=1))),
    "a second file beside the result": _a_second_result,
    "one page more": lambda pdf: pdf.add_blank_page(),
}
FONTS: dict[str, Change] = {
    "two fonts exchanged": _exchanged_fonts,
    "other widths": _every_font(lambda font: font.Widths.__setitem__(0x34, 10)),
    "another encoding": _every_font(
        lambda font: font.__setitem__("/Encoding", Dictionary(Differences=Array([52, Name.five])))
    ),
    "another first character": _every_font(lambda font: font.__setitem__("/FirstChar", 1)),
    "a font that is not embedded": _every_font(
        lambda font: font.FontDescriptor.__delitem__("/FontFile2")
    ),
    "a font by another name": _every_font(
        lambda font: font.__setitem__("/BaseFont", Name.Helvetica)
    ),
}
FONT_PROGRAMS = {
    "the glyphs of 4 and 5 exchanged": _swapped_glyphs,
    "the outline of a glyph moved": _with(b"glyf", 600, 0x7F),
    "the width of a glyph in the font": _with(b"hmtx", 4 * 0x34, 0x7F),
    "another glyph for a letter": _with(b"cmap", 200, 0x7F),
    "a table more": lambda tables: {**tables, b"zzzz": b"91,549"},
}
ACTIONS = {
    "a script when it is opened": lambda pdf: in_root("OpenAction", _script())(pdf),
    "a script when it is printed": lambda pdf: in_root("AA", Dictionary(WP=_script()))(pdf),
    "a script by name": lambda pdf: pdf.Root.Names.__setitem__(
        "/JavaScript", Dictionary(Names=Array([String("a"), _script()]))
    ),
    "a script when the page is shown": lambda pdf: in_page("AA", Dictionary(O=_script()))(pdf),
    "a script in the signature's field": lambda pdf: _in_the_field("AA", Dictionary(E=_script()))(
        pdf
    ),
    "a link to somewhere else": lambda pdf: _annotation(
        Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.com"))
    )(pdf),
    "a program that is started": lambda pdf: in_root(
        "OpenAction", Dictionary(S=Name.Launch, F=String("calc.exe"))
    )(pdf),
    "a form that is sent": lambda pdf: _annotation(
        Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm, F=String("https://example.com"))
    )(pdf),
    "a form of another kind": lambda pdf: pdf.Root.AcroForm.__setitem__("/XFA", String("<xdp/>")),
    "fields that readers draw anew": lambda pdf: pdf.Root.AcroForm.__setitem__(
        "/NeedAppearances", True
    ),
}
BYTES: dict[str, Callable[[bytes], bytes]] = {
    "a remark between two objects": _before(b"\n2 0 obj", b"% 91,549\n"),
    "a remark before the table": _before(b"\nxref\n", b"% 91,549\n"),
    "a space more in an object": _before(b" /Type /Catalog", b" "),
    "an empty line in an object": _before(b"\nendobj\n2 0 obj", b"\n"),
    "an object that nothing leads to": _an_object_nobody_names,
    "another identifier": lambda pdf: re.sub(rb"/ID \[<..", b"/ID [<00", pdf),
    "something in front": _before(b"\n%", b"% 91,549\n"),
}

ATTACKS = (
    *rows(Kind.OVERLAYS, {name: changed(change) for name, change in OVERLAYS.items()}),
    *rows(
        Kind.HIDDEN,
        {name: changed(change) for name, change in HIDDEN.items()},
    ),
    *rows(Kind.FONTS, {name: changed(change) for name, change in FONTS.items()}),
    *rows(
        Kind.FONTS,
        {name: _rewritten(_font_program(change)) for name, change in FONT_PROGRAMS.items()},
    ),
    *rows(Kind.ACTIONS, {name: changed(change) for name, change in ACTIONS.items()}),
    *rows(Kind.BYTES, {name: _rewritten(change) for name, change in BYTES.items()}),
)
