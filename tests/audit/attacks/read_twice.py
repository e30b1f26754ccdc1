"""Files that two readers read differently: two files by one name, what newer readers look at, what
is read aloud, shown small, or seen through; and a second signature.
"""

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from tallyapp.signing import sign as signing
from tests.audit.attacks.table import Attack, Kind, World
from tests.audit.hall import attach, saved, unsigned

Made = Callable[[World], bytes]


def _pdf(change: Callable[[Pdf], None], document: str = "declaration") -> Made:
    def made(world: World) -> bytes:
        with pikepdf.open(BytesIO(unsigned(getattr(world.hall, document)))) as pdf:
            change(pdf)
            return world.hall.signed_again(saved(pdf))

    return made


def _two_results(pdf: Pdf) -> None:
    """Two files by one name: readers take the first, the last, or whichever they find."""
    names = pdf.Root.Names.EmbeddedFiles.Names
    file = pdf.make_stream(b"{}", Type=Name.EmbeddedFile)
    other = Dictionary(Type=Name.Filespec, F=String("result.json"), EF=Dictionary(F=file))
    names.append(String("result.json"))
    names.append(pdf.make_indirect(other))


def _in_other_letters(pdf: Pdf) -> None:
    content = pdf.attachments["result.json"].get_file().read_bytes()
    del pdf.attachments["result.json"]
    attach(pdf, "Result.json", content)


def _other_file_name(pdf: Pdf) -> None:
    """A name for some readers, another for the others."""
    pdf.Root.Names.EmbeddedFiles.Names[5].UF = String("other.json")


def _a_file_for_some(pdf: Pdf) -> None:
    file = pdf.Root.Names.EmbeddedFiles.Names[5]
    file.EF.UF = pdf.make_stream(b"{}", Type=Name.EmbeddedFile)


def _a_result_in_a_pack(world: World) -> bytes:
    with pikepdf.open(BytesIO(unsigned(world.hall.pack))) as pdf:
        attach(pdf, "result.json", b"{}")
        return world.hall.signed_again(saved(pdf))


def _root(key: str, value: object) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.Root.__setitem__(f"/{key}", value)


def _page(key: str, value: object) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.pages[0].obj.__setitem__(f"/{key}", value)


def _described(pdf: Pdf) -> None:
    packet = b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"/>'
    pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


def _white_is_black(pdf: Pdf) -> None:
    """Every grey of the page through a function that turns it round."""
    turned = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)
    space = Array([Name.Separation, Name("/Other"), Name.DeviceGray, turned])
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(DefaultGray=space)


def _seen_through(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(G=Dictionary(ca=0, CA=0))
    pdf.pages[0].contents_add(b"/G gs", prepend=True)


def _thumbnail(pdf: Pdf) -> None:
    """A small picture that shows another page, which some readers put beside it."""
    pdf.pages[0].obj.Thumb = pdf.make_stream(
        b"\xff", Width=1, Height=1, BitsPerComponent=8, ColorSpace=Name.DeviceGray
    )


def _read_aloud(pdf: Pdf) -> None:
    element = Dictionary(Type=Name.StructElem, S=Name.Document, Alt=String("91,549 votes"))
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=element)
    pdf.Root.MarkInfo = Dictionary(Marked=True)


_DRAWN: dict[str, tuple[Kind, Callable[[Pdf], None]]] = {
    "another file for some readers": (Kind.PAGES, _a_file_for_some),
    "another file name for some readers": (Kind.PAGES, _other_file_name),
    "a description as newer readers have it": (Kind.HIDDEN, _described),
    "a page that is read aloud as another": (Kind.HIDDEN, _read_aloud),
    "a small picture of another page": (Kind.HIDDEN, _thumbnail),
    "a word more of the document itself": (
        Kind.HIDDEN,
        lambda pdf: pdf.docinfo.__setitem__("/Result", String("91,549")),
    ),
    "greys turned round": (Kind.OVERLAYS, _white_is_black),
    "a page that is seen through": (Kind.OVERLAYS, _seen_through),
    "a version of its own": (Kind.BYTES, _root("Version", Name("/2.0"))),
    "extensions": (Kind.BYTES, _root("Extensions", Dictionary(TLLY=Dictionary(BaseVersion=1)))),
    "parts of a document": (Kind.BYTES, _root("DPartRoot", Dictionary(Type=Name.DPartRoot))),
    "colours for one printer": (Kind.OVERLAYS, _root("OutputIntents", Array([Dictionary(S=1)]))),
    "a collection of files in place of the page": (
        Kind.ACTIONS,
        _root("Collection", Dictionary(D=String("leaves.txt"), View=Name.T)),
    ),
    "what a reader must be able to do": (
        Kind.ACTIONS,
        _root("Requirements", Array([Dictionary(S=Name.EnableJavaScripts)])),
    ),
    "a page that turns itself": (Kind.ACTIONS, _page("Dur", 1)),
    "pages to be filled in": (
        Kind.ACTIONS,
        lambda pdf: pdf.Root.Names.__setitem__("/Templates", Dictionary(Names=Array([]))),
    ),
}


class _Stubborn(signers.PdfSigner):
    """Signs although the author's signature forbids it."""

    def _enforce_certification_constraints(self, reader: object) -> None:
        """Nothing is enforced."""


def _twice_signed(world: World) -> bytes:
    """The officer's own key, used once more on what it had signed."""
    hall = world.hall
    writer = IncrementalPdfFileWriter(BytesIO(hall.declaration))
    second = signers.PdfSignatureMetadata(field_name="ReturningOfficer2", md_algorithm="sha256")
    signed = _Stubborn(second, signer=signing._signer(hall.identity)).sign_pdf(writer)
    return bytes(signed.getvalue())


ATTACKS: tuple[Attack, ...] = (
    *(Attack(name, kind, _pdf(change), ("rendering",)) for name, (kind, change) in _DRAWN.items()),
    Attack("two results by one name", Kind.PAGES, _pdf(_two_results), ("rendering",)),
    Attack(
        "a result by its name in other letters",
        Kind.PAGES,
        _pdf(_in_other_letters),
        ("chain",),
        "not that of one contest",
    ),
    Attack("a result in a pack", Kind.PAGES, _a_result_in_a_pack, ("rendering",)),
    Attack(
        "signed twice by one key",
        Kind.SIGNING,
        _twice_signed,
        ("coverage", "signature"),
        "does more than prove its time",
    ),
)
