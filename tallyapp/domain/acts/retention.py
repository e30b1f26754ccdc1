"""The acts about how long the documents of a count are kept, and that they are destroyed."""

from datetime import date
from typing import Annotated, TypeAlias

from msgspec import Meta

from tallyapp.domain.acts.base import CountAct
from tallyapp.domain.vocabulary.units import Of, Officer, Text

__all__ = ["MOST_FILES", "DisposalRecorded", "KeptLonger", "RetentionAct"]

MOST_FILES = 1_000
"""More files than a count ever has, backups and all."""


class KeptLonger(CountAct, frozen=True, kw_only=True, tag=True):
    """A court's order or a petition asks that the documents are kept until `until`, for this
    reason; with a second officer.

    A later one takes its place, when the order is varied or the petition is over. `of` is the one
    before it, empty for the first.
    """

    of: Of
    until: date
    reason: Text
    second: Officer


# Recorded before anything is destroyed: what is named here is what the certificate speaks of.
class DisposalRecorded(CountAct, frozen=True, kw_only=True, tag=True):
    """Two officers have agreed that the count's documents are destroyed: its file, with names of
    staff and unfinished keying, and these copies of it.

    `kept_until` is the day to which they were kept, as it stood; `of` the `KeptLonger` that stood,
    empty where none did.
    """

    of: Of
    kept_until: date
    files: Annotated[tuple[Text, ...], Meta(max_length=MOST_FILES)]
    second: Officer
    reason: Text = ""


RetentionAct: TypeAlias = KeptLonger | DisposalRecorded
"""Every act about keeping and destroying, in the order in which they come."""
