"""What a reader finds on the pages: their text by an independent extractor, and their pictures."""

import os
from functools import cache
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from tallyapp.documents.reading import page_images

GOLDEN = Path(__file__).parent / "golden"
SCALE = 100 / 72
"""Golden pictures have 100 dots per inch."""


@cache
def texts(pdf: bytes) -> list[str]:
    """The text of each page; PDFium takes a hyphen at the end of a line for a soft one."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
        return [page.replace("\r\n", "\n").replace("\ufffe", "-") for page in pages]
    finally:
        document.close()


def words(pdf: bytes) -> str:
    """All text of a document on one line."""
    return " ".join(" ".join(texts(pdf)).split())


def assert_looks_as_before(pdf: bytes, name: str) -> None:
    """Every page looks like the kept picture of it;
    TALLYAPP_GOLDEN=write keeps new pictures instead.
    """
    pages = [in_sixteen_greys(page) for page in page_images(pdf, SCALE)]
    kept = sorted(GOLDEN.glob(f"{name}-[0-9]*.png"))
    if os.environ.get("TALLYAPP_GOLDEN") == "write":
        _write(pages, name, kept)
        return
    assert len(kept) == len(pages), f"{name} has {len(pages)} pages and {len(kept)} kept pictures"
    for page, path in zip(pages, kept, strict=True):
        with Image.open(path) as golden:
            assert_alike(page, golden.convert("L"), path.name)


def assert_alike(page: Image.Image, golden: Image.Image, name: str) -> None:
    """Two pictures differ by no more than another version of the
    renderer would make them differ.
    """
    assert page.size == golden.size, name
    difference = ImageChops.difference(page, golden)
    changed = difference.point([255 if grey > 96 else 0 for grey in range(256)])
    mean, area = ImageStat.Stat(difference).mean[0], ImageStat.Stat(changed).mean[0] / 255
    assert mean < 0.3, f"{name}: grey values differ by {mean:.2f} on average"
    assert area < 0.0001, f"{name}: {area:.4%} of the page has changed"


def in_sixteen_greys(page: Image.Image) -> Image.Image:
    """A page as it is kept: enough to see any change, and a small file."""
    return page.convert("L").point([(grey + 8) // 17 * 17 for grey in range(256)])


def _write(pages: list[Image.Image], name: str, kept: list[Path]) -> None:
    GOLDEN.mkdir(exist_ok=True)
    for path in kept:
        path.unlink()
    for number, page in enumerate(pages, 1):
        keep(page, GOLDEN / f"{name}-{number}.png")


def keep(page: Image.Image, path: Path) -> None:
    """Keep a picture in sixteen greys."""
    few = page.point([grey // 17 for grey in range(256)])
    indexed = Image.frombytes("P", few.size, few.tobytes())
    indexed.putpalette([level * 17 for level in range(16) for _ in range(3)])
    indexed.save(path, optimize=True, bits=4)
