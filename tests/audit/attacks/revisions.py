"""What is added after the signature: other pages, shadows prepared before it, false timestamps."""

from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Pdf

from tallyapp.signing.identity import Identity
from tallyapp.signing.syntax import Ref
from tallyapp.signing.tables import object_in, tables
from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import saved, unsigned
from tests.signing.revisions import Later, a_certificate, authority, stream

KIND = Kind.LATER
PAINT = b"1 g 0 0 600 850 re f"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 600 850]"
SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
CHANGED = ("coverage", "signature")
Objects = Mapping[int, bytes]


@cache
def _time() -> Identity:
    return authority()


def _added(objects: Callable[[Later], Objects]) -> Callable[[World], bytes]:
    """The declaration with one more revision that holds these objects."""

    def made(world: World) -> bytes:
        later = Later(world.hall.declaration)
        return later.with_objects(objects(later))

    return made


def _page(**entries: bytes) -> Callable[[Later], Objects]:
    return lambda later: {
        later.next: stream(PAINT, FORM),
        later.page: later.page_with(
            **{key: value.replace(b"%d", b"%d" % later.next) for key, value in entries.items()}
        ),
    }


def _catalogue(**entries: bytes) -> Callable[[Later], Objects]:
    return lambda later: {later.root: later.catalogue_with(**entries)}


def _described(change: Callable[[bytes], bytes]) -> Callable[[World], bytes]:
    """A certificate added, which proves something, and the description written again."""

    def made(world: World) -> bytes:
        later = Later(world.hall.declaration)
        metadata = later.catalogue["Metadata"]
        content = object_in(later.pdf, tables(later.pdf, most=2), metadata).raw
        assert isinstance(metadata, Ref)
        assert content is not None
        assert change(content) != content
        written = stream(change(content), b"/Type /Metadata /Subtype /XML")
        objects = {later.next: stream(a_certificate()), metadata.number: written}
        return later.with_proofs(objects, b"<< /Certs [%d 0 R] >>" % later.next)

    return made


def _in_description(old: bytes, new: bytes) -> Callable[[World], bytes]:
    return _described(lambda content: content.replace(old, new))


def _number(later: Later, key: str) -> int:
    number: int = later.page_now[key].number  # type: ignore[union-attr]
    return number


def _stamped(**parts: Mapping[str, bytes | None]) -> Callable[[World], bytes]:
    return lambda world: Later(world.hall.declaration).stamped(_time(), **parts)  # type: ignore[arg-type]


def _stamp_of_other_bytes(world: World) -> bytes:
    pdf = world.hall.declaration
    stamped = Later(pdf).stamped(_time())
    place = stamped.index(b"/F 132", len(pdf))
    return stamped[:place] + b"/F 133" + stamped[place + 6 :]


def _stamp_of_the_pack(world: World) -> bytes:
    """The timestamp of another document of the same officer."""
    pdf = world.hall.declaration
    own = Later(pdf).stamped(_time())
    other = Later(world.hall.pack).stamped(_time())
    start = own.index(b"/Contents <", len(pdf)) + len(b"/Contents <")
    begins = other.index(b"/Contents <", len(world.hall.pack)) + len(b"/Contents <")
    end = other.index(b">", begins)
    return own[:start] + other[begins:end] + own[start + end - begins :]


# ---- shadows: what is prepared in the signed part, and brought to light afterwards


def _prepared(change: Callable[[Pdf], None]) -> Callable[[World], bytes]:
    def made(world: World) -> bytes:
        with pikepdf.open(BytesIO(unsigned(world.hall.declaration))) as pdf:
            change(pdf)
            return world.hall.signed_again(saved(pdf))

    return made


def _hidden_page(pdf: Pdf) -> None:
    """A page that is in no list of pages, kept where nobody looks."""
    hidden = Dictionary(dict(pdf.pages[0].obj.items()))
    hidden.Contents = pdf.make_stream(PAINT)
    pdf.Root.Spare = pdf.make_indirect(hidden)


def _covering(pdf: Pdf) -> None:
    """A sheet of white over other figures, to be taken away once it is signed."""
    other = pdf.make_stream(b"BT ET 0 g 300 300 60 200 re f")
    cover = pdf.make_stream(b"1 g 300 300 60 200 re f")
    pdf.pages[0].obj.Contents = Array([other, cover, pdf.pages[0].obj.Contents])


def _hide_and_replace(world: World) -> bytes:
    """A second page prepared, and made the first after the signature."""
    shadowed = _prepared(_hidden_page)(world)
    later = Later(shadowed)
    pages = later.catalogue["Pages"].number  # type: ignore[union-attr]
    spare = later.catalogue["Spare"].number  # type: ignore[union-attr]
    return later.with_objects({pages: b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % spare})


def _hide(world: World) -> bytes:
    """A cover prepared, and taken away after the signature."""
    shadowed = _prepared(_covering)(world)
    later = Later(shadowed)
    contents = later.page_now["Contents"]
    assert isinstance(contents, list)
    return later.with_objects({contents[1].number: stream(b"")})  # type: ignore[union-attr]


def _replace(world: World) -> bytes:
    """The page's own text left, and its font another after the signature."""
    later = Later(world.hall.declaration)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return later.with_objects({_fonts(later): b"<< /F1+0 %b /F2+0 %b /F3+0 %b >>" % ((font,) * 3)})


def _fonts(later: Later) -> int:
    resources = later.page_now["Resources"]
    assert isinstance(resources, dict)
    number: int = resources["Font"].number  # type: ignore[union-attr]
    return number


def _struck_out(world: World) -> bytes:
    """The page taken away from the table of objects."""
    pdf = world.hall.declaration
    later = Later(pdf)
    start = len(pdf)
    table = b"xref\n0 1\n0000000000 65535 f \n%d 1\n0000000000 00001 f \n" % later.page
    names = b"/Root %d 0 R /Info %d 0 R /Size %d" % (later.root, later.info, later.next)
    trailer = b"trailer\n<< %b /Prev %d >>\n" % (names, later._read[0].start)
    return pdf + table + trailer + b"startxref\n%d\n%%%%EOF\n" % start


LATER: dict[str, Callable[[World], bytes]] = {
    "the page's content replaced": _added(lambda at: {_number(at, "Contents"): stream(PAINT)}),
    "a page with another content": _added(_page(Contents=b"%d 0 R")),
    "a page turned round": _added(_page(Rotate=b"180")),
    "a note laid on the page": _added(_page(Annots=b"[ 4 0 R << /Subtype /Stamp >> ]")),
    "a page that runs a script": _added(_page(AA=b"<< /O " + SCRIPT + b" >>")),
    "a script when it is opened": _added(_catalogue(OpenAction=SCRIPT)),
    "another tree of pages": _added(_catalogue(Pages=b"<< /Type /Pages /Count 0 /Kids [] >>")),
    "other embedded files": _added(_catalogue(Names=b"<< >>")),
    "another form": _added(_catalogue(AcroForm=b"<< /Fields [] >>")),
    "no rights of the author any more": _added(_catalogue(Perms=b"<< >>")),
    "another title": _added(lambda at: {at.info: b"<< /Title (Oxford West) >>"}),
    "a revision that holds nothing": _added(lambda _: {}),
    "an object that nothing names": _added(lambda at: {at.next: stream(PAINT)}),
    "a drawing called a certificate": lambda world: _called_a_certificate(world, stream(PAINT)),
    "a certificate that is a form": lambda world: _called_a_certificate(
        world, stream(a_certificate(), FORM)
    ),
    "the page struck out": _struck_out,
    "bytes behind the end": lambda world: world.hall.declaration + b"% 91,549\n",
    "a second end": lambda world: world.hall.declaration + b"%%EOF\n",
}
DESCRIPTIONS = {
    "another title in the description": _in_description(b"Oxford East", b"Oxford West"),
    "another language in the description": _in_description(b"en-GB", b"cy"),
    "a document type in the description": _in_description(
        b"<x:xmpmeta", b'<!DOCTYPE x [<!ENTITY e "91,549">]><x:xmpmeta'
    ),
    "a script in the description": _in_description(
        b"</rdf:Description>", b"<script>app.alert(1)</script></rdf:Description>"
    ),
    "a remark in the description": _in_description(b"<rdf:RDF", b"<!-- 91,549 --><rdf:RDF"),
    "a description that is none": _described(lambda _: b"91,549 votes for Louise Brown"),
}
SHADOWS = {
    "text shown in another font": _replace,
}
PREPARED = {
    "a cover taken away": _hide,
    "a page brought to light": _hide_and_replace,
}
TIMESTAMPS: dict[str, Callable[[World], bytes]] = {
    "a timestamp of other bytes": _stamp_of_other_bytes,
    "a timestamp of another document": _stamp_of_the_pack,
    "a timestamp of a part": _stamped(stamp={"ByteRange": b"[0 100 200 300]"}),
    "a timestamp that is a signature": _stamped(stamp={"Type": b"/Sig"}),
    "a timestamp whose field covers the page": _stamped(field={"Rect": b"[0 0 600 850]"}),
    "a timestamp with an appearance": _stamped(field={"AP": b"<< /N 1 0 R >>"}),
    "a timestamp that runs a script": _stamped(field={"A": SCRIPT}),
    "a timestamp by the officer's name": _stamped(field={"T": b"(ReturningOfficer)"}),
    "a timestamp beside another page": _stamped(catalogue={"Pages": b"5 0 R"}),
    "a timestamp with a digest that can be forged": lambda world: Later(
        world.hall.declaration
    ).stamped(_time(), digest="sha1"),
    "a timestamp with a key that can be forged": lambda world: Later(
        world.hall.declaration
    ).stamped(authority(1024)),
}


def _called_a_certificate(world: World, content: bytes) -> bytes:
    later = Later(world.hall.declaration)
    return later.with_proofs({later.next: content}, b"<< /Certs [%d 0 R] >>" % later.next)


def _rows(
    kind: Kind, made: Mapping[str, Callable[[World], bytes]], *also: str
) -> tuple[Attack, ...]:
    told = "does more than prove its time"
    return tuple(Attack(name, kind, each, (*CHANGED, *also), told) for name, each in made.items())


ATTACKS = (
    *_rows(KIND, LATER),
    *_rows(KIND, DESCRIPTIONS),
    *_rows(Kind.SHADOWS, SHADOWS),
    *_rows(Kind.SHADOWS, PREPARED, "rendering"),
    *_rows(Kind.TIMESTAMPS, TIMESTAMPS),
)
