"""The act by which papers for the tables are noted as printed."""

from typing import Annotated

from msgspec import Meta

from tallyapp.domain.acts.base import CountAct
from tallyapp.domain.vocabulary.printed import PrintedPapers
from tallyapp.domain.vocabulary.units import MAX_PRINTED

__all__ = ["PapersPrinted"]


# An act, because the paper goes to the hall and is met there by whoever has another laptop.
class PapersPrinted(CountAct, frozen=True, kw_only=True, tag=True):
    """These papers were printed, in one go; what was printed before is a reprint, and says so.

    Done by a supervisor, a deputy or the returning officer. It hands nothing out and brings no
    figure.
    """

    papers: Annotated[tuple[PrintedPapers, ...], Meta(min_length=1, max_length=MAX_PRINTED)]
