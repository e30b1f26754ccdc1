"""The documents that are signed of a contest."""

from typing import Literal, TypeAlias

DocumentName: TypeAlias = Literal[
    "declaration", "audit-pack", "corrected-notice", "verification-statement"
]
