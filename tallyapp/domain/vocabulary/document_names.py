"""The documents that are signed of a contest."""

from typing import Literal, TypeAlias

DocumentName: TypeAlias = Literal[
    "declaration", "audit-pack", "corrected-notice", "verification-statement", "counsel-pack"
]
"""A counsel's pack is an audit pack made for somebody, with entries withheld."""
