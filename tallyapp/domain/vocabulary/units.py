"""Papers and votes are different units: neither is ever added to the other (domain.md, "Words")."""

from datetime import datetime
from typing import Annotated, NewType

from msgspec import Meta

# No contest has ten million papers: what is larger is a barcode read into a field of figures.
MAX_FIGURE = 9_999_999
"""The largest figure that can be keyed, in papers or votes (E102)."""
MAX_CANDIDATES = 99
"""The longest ballot paper that can be counted."""
MAX_SEATS = 15
"""The most seats that one contest fills."""
MAX_AREAS = 1_000
MAX_BOXES = 10_000
MAX_SHEETS = 50_000
MAX_SLATES = 500
MAX_HEADS = 99
MAX_CONTESTS = 1_000
MAX_PRINTED = 20_000
"""More than any contest has, or any count: what a file claims beyond them is not believed."""

Papers = NewType("Papers", int)
Votes = NewType("Votes", int)

# Numbers that count neither papers nor votes.
OfficerNumber = NewType("OfficerNumber", int)
SheetNumber = NewType("SheetNumber", int)
FormNumber = NewType("FormNumber", int)
SlateNumber = NewType("SlateNumber", int)
"""What people call a slate: its place among those of its contest, from 1, as they were named."""
CandidateNumber = NewType("CandidateNumber", int)
"""A candidate's place on the ballot paper, from 1."""

PapersFigure = Annotated[Papers, Meta(ge=0, le=MAX_FIGURE)]
VotesFigure = Annotated[Votes, Meta(ge=0, le=MAX_FIGURE)]
Figure = Annotated[int, Meta(ge=0, le=MAX_FIGURE)]
# 2**53: the largest whole number that every reader of JSON keeps exactly.
Seq = Annotated[int, Meta(ge=0, le=2**53)]
"""How many acts of a stream: the position of the last of them, from 1; 0 before the first."""

Officer = Annotated[OfficerNumber, Meta(ge=1, le=9_999)]
Sheet = Annotated[SheetNumber, Meta(ge=1, le=MAX_FIGURE)]
Form = Annotated[FormNumber, Meta(ge=1, le=MAX_FIGURE)]
Number = Annotated[CandidateNumber, Meta(ge=1, le=MAX_CANDIDATES)]

# \Z and not $: the latter lets a line end through at the end of a name.
Identifier = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")]
IdentifierOrNone = Annotated[str, Meta(pattern=r"^([A-Za-z0-9][A-Za-z0-9._-]{0,63})?\Z")]
# No control characters: a pasted line end would split a line of the pack in two. No characters
# that nobody sees, nor marks of direction: with them a text reads otherwise than it looks.
UNSEEN = (
    r"\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)
"""What no text may hold, as it is written in a pattern."""
Text = Annotated[str, Meta(pattern=rf"^[^{UNSEEN}]{{0,500}}\Z")]
Hex32 = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
Hex64 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
# That of a P-256 key with a long name takes some 600 characters.
Base64 = Annotated[str, Meta(pattern=r"^[A-Za-z0-9+/]{1,4000}={0,2}\Z")]
"""A certificate's DER, as text."""
Of = Annotated[str, Meta(pattern=r"^([0-9a-f]{32})?\Z")]
"""The id of the act that another builds on; empty where there is none yet."""
Moment = Annotated[datetime, Meta(tz=True)]
"""A time with its offset from UTC; the order of acts is by position alone."""
