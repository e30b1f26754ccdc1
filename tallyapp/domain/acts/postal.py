"""The acts by which postal votes are followed: covers returned, opened, and what came from them."""

from typing import TypeAlias

from tallyapp.domain.acts.base import ContestAct
from tallyapp.domain.vocabulary.units import Figure, Identifier, Of, Papers, PapersFigure, Text

__all__ = [
    "PostalAct",
    "PostalCoversReturned",
    "PostalSessionKeyed",
]


# Covers are not papers: they are added to no papers, and only compared with them.
class PostalSessionKeyed(ContestAct, frozen=True, kw_only=True, tag=True):
    """A session at which postal covers were opened, before the night or on it.

    So many `covers` were opened; the papers of so many were `rejected` before the count; so many
    `papers` were delivered to the hall in this postal box. `of` is the act that it replaces, which
    needs a reason; empty for the first.
    """

    session: Figure
    box: Identifier
    covers: Figure
    papers: PapersFigure
    of: Of
    rejected: PapersFigure = Papers(0)
    reason: Text = ""


# Keyed from the list of returned covers and never from an account: a box that nobody registered
# has no account, and so is missed.
class PostalCoversReturned(ContestAct, frozen=True, kw_only=True, tag=True):
    """How many postal covers came back for this contest, by the council's own list; two officers
    key it, neither seeing the other's figure.

    `of` is the keying of it before this one, empty for the first.
    """

    of: Of
    covers: Figure


PostalAct: TypeAlias = PostalSessionKeyed | PostalCoversReturned
"""Every act about postal votes before they are counted."""
