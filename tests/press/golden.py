"""Kept pictures of results, beside those of pages."""

import os

from PIL import Image

from tests.documents.pages import GOLDEN, keep


def kept(name: str, drawn: Image.Image) -> Image.Image:
    """The kept picture of this name; TALLYAPP_GOLDEN=write keeps the drawn one instead."""
    path = GOLDEN / f"{name}.png"
    if os.environ.get("TALLYAPP_GOLDEN") == "write":
        keep(drawn, path)
    with Image.open(path) as picture:
        return picture.convert("L")
