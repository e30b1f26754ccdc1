"""Files made to stall or to end whatever reads them, and objects that lead back to themselves.

More of this kind, with data that are no table's: tests/audit/test_hostile.py and test_apart.py.
"""

import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import Hall, saved, unsigned, with_streams
from tests.signing.revisions import Later, a_certificate, stream

KIND = Kind.BOMBS
Change = Callable[[pikepdf.Pdf], None]

# ---- what takes more than an honest file can


def packed(block: bytes, times: int) -> bytes:
    """So many times these bytes, packed as zlib does: every block begins anew, and is packed once.

    Packing a thousand million bytes one after the other takes four seconds, and as much memory.
    """
    begun = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    one = begun.compress(block) + begun.flush(zlib.Z_FULL_FLUSH)
    last = zlib.compressobj(wbits=-zlib.MAX_WBITS).flush()
    summed = 1
    for _ in range(times):
        summed = zlib.adler32(block, summed)
    return b"\x78\x9c" + one * times + last + summed.to_bytes(4, "big")


def with_page(pdf: bytes, packed: bytes) -> bytes:
    """The document, unsigned, with a page that unpacks to more than can be held."""
    with pikepdf.open(BytesIO(unsigned(pdf))) as document:
        document.pages[0].Contents = document.make_stream(b"")
        document.pages[0].Contents.write(packed, filter=Name.FlateDecode)
        return saved(document)


def with_names(pdf: bytes, number: int) -> bytes:
    """The document, unsigned, with so many attachments."""
    with pikepdf.open(BytesIO(unsigned(pdf))) as document:
        file = document.make_stream(b"{}")
        one = document.make_indirect(
            Dictionary(Type=Name.Filespec, F="a.jsonl", EF=Dictionary(F=file))
        )
        names = [each for n in range(number) for each in (String(f"{n:07}.jsonl"), one)]
        document.Root.Names.EmbeddedFiles = Dictionary(Names=Array(names))
        return saved(document)


@lru_cache(maxsize=1)
def with_an_array(pdf: bytes, number: int) -> bytes:
    """The document, unsigned, with so many numbers in its catalogue; three tests look at one."""
    with pikepdf.open(BytesIO(unsigned(pdf))) as document:
        document.Root.Deep = Array([1] * number)
        return saved(document)


def in_the_catalogue(pdf: bytes, content: bytes) -> bytes:
    """The document, unsigned, with this at the beginning of its catalogue."""
    whole = unsigned(pdf)
    place = whole.index(b"<< /AF") + len(b"<<")
    return whole[:place] + b" /D " + content + whole[place:]


def a_table(entries: int) -> bytes:
    """Nothing but a table of so many objects, each in the place of one."""
    head = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /TLLY_Layout 1 >>\nendobj\n"
    table = b"xref\n0 %d\n" % entries + b"0000000009 00000 n \n" * entries
    trailer = b"trailer\n<< /Root 1 0 R /Size %d >>\n" % entries
    return head + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(head)


def a_packed_table() -> bytes:
    """A table of two hundred million objects, packed into a stream of a megabyte."""
    content = packed(bytes(10**6), 1_000)
    entries = b"/Type /XRef /TLLY_Layout 1 /Size 200000000 /W [1 3 1] /Root 2 0 R"
    filters = b"/Filter /FlateDecode /Length %d" % len(content)
    begun = b"%PDF-1.7\n1 0 obj\n<< " + entries + b" " + filters + b" >>\nstream\n"
    return begun + content + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"


def with_certificates(pdf: bytes, number: int) -> bytes:
    """The document with so many certificates after its signature, and one that is none."""
    later = Later(pdf)
    certificate = a_certificate()
    objects = {later.next + n: stream(certificate) for n in range(number)}
    objects[later.next + number] = stream(b"0 0 600 850 re f")
    names = b" ".join(b"%d 0 R" % n for n in objects)
    return later.with_proofs(objects, b"<< /Certs [ " + names + b" ] >>")


def painted_without_end(hall: Hall) -> bytes:
    """A page that is painted twenty million times."""
    return with_page(hall.declaration, packed(b"0 0 600 800 re f\n" * 100_000, 200))


_WITHOUT_END: dict[str, Callable[[Hall], bytes]] = {
    "a page of a thousand million bytes": lambda hall: with_page(
        hall.declaration, packed(bytes(10**6), 1_000)
    ),
    "a page painted twenty million times": painted_without_end,
    "ten thousand attachments": lambda hall: with_names(hall.pack, 10_000),
    "two hundred thousand attachments": lambda hall: with_names(hall.pack, 200_000),
    "an array of a million and a half": lambda hall: with_an_array(hall.declaration, 1_500_000),
    "a million brackets": lambda hall: in_the_catalogue(hall.declaration, b"[" * 1_000_000),
    "a million dictionaries": lambda hall: in_the_catalogue(hall.declaration, b"<</A" * 1_000_000),
    "a table of 200,000 objects": lambda _: a_table(200_000),
    "a packed table": lambda _: a_packed_table(),
    "five million bytes of nothing": lambda _: bytes(5_000_000),
    "five million brackets": lambda _: b"%PDF-1.7\n" + b"<" * 5_000_000,
    "signatures without end": lambda _: b"/ByteRange [0 1 2 3] " * 240_000,
    "objects without a table": lambda _: b"1 0 obj\n<<>>\nendobj\n" * 250_000,
    "eight thousand certificates": lambda hall: with_certificates(hall.declaration, 8_000),
    "revisions without end": lambda hall: (
        hall.declaration + b"xref\n0 0\ntrailer\n<< >>\nstartxref\n0\n%%EOF\n" * 90_000
    ),
    "objects without end after the signature": lambda hall: (
        hall.declaration + b"99 0 obj\n<<>>\nendobj\n" * 220_000
    ),
    "numbers without end after the signature": lambda hall: (
        hall.declaration + b"99 0 obj\n[" + b"1 " * 2_200_000 + b"]\nendobj\n"
    ),
    "a text without end after the signature": lambda hall: (
        hall.declaration + b"99 0 obj\n(" + b"\\(" * 2_200_000 + b")\nendobj\n"
    ),
    "spaces without end after the signature": lambda hall: hall.declaration + b" " * 4_500_000,
    "millions of empty entries": lambda hall: hall.signed_again(
        with_streams(unsigned(hall.pack), {"count": b"\n" * 12_000_000})
    ),
}

# ---- objects that lead nowhere, or back to themselves


def _names_in_a_circle(pdf: pikepdf.Pdf) -> None:
    node = pdf.make_indirect(Dictionary())
    node.Kids = Array([node])
    pdf.Root.Names.EmbeddedFiles = node


def _pages_in_a_circle(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def _fields_in_a_circle(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(Dictionary(T="A"))
    field.Kids = Array([field])
    pdf.Root.AcroForm.Fields.append(field)


def _a_file_that_is_its_own_file(pdf: pikepdf.Pdf) -> None:
    file = pdf.Root.Names.EmbeddedFiles.Names[1]
    file.EF = Dictionary(F=file)


def _a_file_that_is_no_stream(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.EmbeddedFiles.Names[1].EF = Dictionary(F=Name.Nothing)


def _names_that_are_none(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.EmbeddedFiles = Array([1, 2, 3])


def _attachments_by_number(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.EmbeddedFiles.Names = Array([1, 2])


def _deep_arrays(pdf: pikepdf.Pdf) -> None:
    nested = Array()
    for _ in range(400):
        nested = Array([nested])
    pdf.Root.Deep = nested


def _its_own_forerunner(world: World) -> bytes:
    """A table of objects that says it is the one before itself."""
    pdf = world.hall.declaration
    start = pdf.rindex(b"startxref\n") + len(b"startxref\n")
    own = pdf[start : pdf.index(b"\n", start)]
    place = pdf.rindex(b"/Prev ") + len(b"/Prev ")
    return pdf[:place] + own + pdf[pdf.index(b"\n", place) :]


def _leading(document: str, change: Change) -> Callable[[World], bytes]:
    """A signed document changed, and written again by another program."""

    def made(world: World) -> bytes:
        out = BytesIO()
        with pikepdf.open(BytesIO(getattr(world.hall, document))) as pdf:
            change(pdf)
            pdf.save(out)
        return out.getvalue()

    return made


_CIRCLES: dict[str, Change] = {
    "names in a circle": _names_in_a_circle,
    "pages in a circle": _pages_in_a_circle,
    "a file that is its own file": _a_file_that_is_its_own_file,
    "a file that is no stream": _a_file_that_is_no_stream,
    "names that are none": _names_that_are_none,
    "attachments by number": _attachments_by_number,
}


_SEEN_THROUGH: Sequence[tuple[str, Change, str, tuple[str, ...]]] = (
    ("fields in a circle", _fields_in_a_circle, "declaration", ("rendering",)),
    ("fields in a circle", _fields_in_a_circle, "pack", ("rendering", "derived")),
    ("arrays in arrays", _deep_arrays, "declaration", ()),
    ("arrays in arrays", _deep_arrays, "pack", ()),
)


def _of_hall(make: Callable[[Hall], bytes]) -> Callable[[World], bytes]:
    return lambda world: make(world.hall)


ATTACKS: tuple[Attack, ...] = (
    *(
        Attack(name, KIND, _of_hall(make), (), shown_by="the process apart")
        for name, make in _WITHOUT_END.items()
    ),
    # What no reader can be given is not called false: nobody is told that it holds.
    *(
        Attack(
            f"{name}, in a {document}", KIND, _leading(document, change), (), verdict="not judged"
        )
        for name, change in _CIRCLES.items()
        for document in ("declaration", "pack")
    ),
    *(
        Attack(
            f"{name}, in a {document}",
            KIND,
            _leading(document, change),
            ("signature", *also),
            "it cannot be read",
        )
        for name, change, document, also in _SEEN_THROUGH
    ),
    Attack("a table that is its own forerunner", KIND, _its_own_forerunner, ("signature",)),
)
