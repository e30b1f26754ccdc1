"""Whether a document is what drawing its data again gives."""

from collections.abc import Callable

from tallyapp.domain.reports.declaration import LAYOUT
from tallyapp.signing.alike import same_document

from .points import Point, point, told


def drawn_again(
    original: bytes, layout: int, draw: Callable[[], bytes], *, later: bool = False
) -> Point:
    """Whether drawing the document again gives this one; data that cannot be drawn does not.

    `later` is whether a later version of the program signed it: then it is not judged.
    """
    if layout < 1:
        return point("rendering", False)
    if later or layout > LAYOUT:
        return point("rendering", "not checked")
    try:
        drawn = draw()
        if drawn == original:
            return point("rendering", True)
        # Where other libraries were at work the bytes differ, and no object does: that is said.
        if same_document(original, drawn):
            return told("rendering", "holds", "rendering.by-object")
    except Exception:
        # Hostile data make the drawing fail in ways that no list of exceptions can name.
        return point("rendering", False)
    return point("rendering", False)
