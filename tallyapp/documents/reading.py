"""The reading side: what a document holds, whether two are the
same, and what its pages look like.
"""

import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock

import pikepdf
import pypdfium2
from pikepdf import Array, Name, ObjectStreamMode, PageCopyWarning, Pdf, PdfError, StreamDecodeLevel
from PIL import Image

from tallyapp.documents.page.pdf import DRAWN, RESULT, STREAM_SUFFIX, rewritten

LARGEST_ATTACHMENT = 64 * 2**20
"""In bytes, decoded; the largest contest's stream is a hundredth of it."""
MOST_ATTACHMENTS = 16
_PDFIUM = Lock()
"""PDFium can be at work on one thread at a time."""


class NotOurDocument(Exception):
    """The bytes are no PDF, or hold nothing that a document of this program holds;
    the message says which.
    """


def read_attachments(pdf: bytes) -> dict[str, bytes]:
    """The result and the streams embedded in a document,
    by file name; NotOurDocument if there are none.
    """
    with _opened(pdf) as document:
        try:
            names = [
                name
                for name in document.attachments
                if name == RESULT or name.endswith(STREAM_SUFFIX)
            ]
            if not names:
                raise NotOurDocument("The PDF holds neither a result nor a ledger.")
            if len(names) > MOST_ATTACHMENTS:
                raise NotOurDocument(f"The PDF holds more than {MOST_ATTACHMENTS} files.")
            return {name: _content(document.attachments[name].get_file().obj) for name in names}
        except (
            PdfError,
            zlib.error,
            KeyError,
            TypeError,
            ValueError,
            AttributeError,
            RuntimeError,
        ) as fault:
            raise NotOurDocument(
                f"The files embedded in the PDF cannot be read: {fault}"
            ) from fault


def _content(stream: pikepdf.Object) -> bytes:
    """The decoded content of an embedded file, never more than its bound."""
    filters = stream.get(Name.Filter, Array())
    names = list(filters) if isinstance(filters, Array) else [filters]
    raw = stream.read_raw_bytes()
    if names and (names != [Name.FlateDecode] or Name.DecodeParms in stream):
        raise NotOurDocument("A file embedded in the PDF is packed in an unknown way.")
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(raw, LARGEST_ATTACHMENT + 1) if names else raw
    if len(content) > LARGEST_ATTACHMENT:
        raise NotOurDocument("A file embedded in the PDF is too large.")
    if names and not unpacker.eof:
        raise NotOurDocument("A file embedded in the PDF is cut off.")
    return content


def layout_of(pdf: bytes) -> int:
    """The layout under which a document says it was drawn; 0 if it does not say."""
    with _opened(pdf) as document:
        layout = document.Root.get(DRAWN, 0)
        return layout if isinstance(layout, int) else 0


def same_document(a: bytes, b: bytes) -> bool:
    """Whether two documents are the same: byte for byte,
    or in every object with its streams decoded.

    The second holds where another compressor was at work. Both must be written
    as documents of this program are, with nothing between or after the objects.
    """
    if a == b:
        return True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", PageCopyWarning
            )  # A field that was torn off is a difference.
            return rewritten(a) == a and rewritten(b) == b and _unpacked(a) == _unpacked(b)
    except (NotOurDocument, PdfError, RuntimeError, ValueError):
        return False


def _unpacked(pdf: bytes) -> bytes:
    """All objects with their streams decoded,
    without the identifier that is made from the packed bytes.
    """
    out = BytesIO()
    with _opened(pdf) as document:
        if Name.ID in document.trailer:
            del document.trailer[Name.ID]
        document.save(
            out,
            static_id=True,
            compress_streams=False,
            stream_decode_level=StreamDecodeLevel.generalized,
            object_stream_mode=ObjectStreamMode.disable,
            fix_metadata_version=False,
        )
    return out.getvalue()


def page_count(pdf: bytes) -> int:
    """How many pages a document has."""
    with _opened(pdf) as document:
        return len(document.pages)


def page_images(pdf: bytes, scale: float) -> list[Image.Image]:
    """The pages as pictures, signature included; at scale 1 a point is a pixel."""
    with _pages(pdf) as document:
        return [page.render(scale=scale).to_pil() for page in document]


def printed_page(pdf: bytes, index: int, dots: int) -> Image.Image:
    """One page in greys, as a printer with so many dots to the inch takes it."""
    with _pages(pdf) as document:
        picture: Image.Image = document[index].render(scale=dots / 72, grayscale=True).to_pil()
        return picture


@contextmanager
def _pages(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as fault:
            raise NotOurDocument(f"The pages cannot be shown: {fault}") from fault
        try:
            document.init_forms()
            yield document
        finally:
            document.close()


def _opened(pdf: bytes) -> Pdf:
    try:
        return Pdf.open(BytesIO(pdf), suppress_warnings=True)
    except PdfError as fault:
        raise NotOurDocument(f"This is not a PDF that can be read: {fault}") from fault
