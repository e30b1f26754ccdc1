"""A sheet of a contest for several seats while it is keyed: blocks by slate, and the mixed papers.

Papers and votes are different units here: no sum has both.
"""

import json
from collections.abc import Sequence

from tallyapp.domain.rules.sheet_lines import votes_add_up
from tallyapp.domain.rules.sheets import SeveralSeats
from tallyapp.domain.state.keyed_paper import PAPERS
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.slates import Slate, slate_called, slate_name
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.ui.screens.key_sheet.keying import SheetKeying, loaded, may_be_row


class MixedFigures:
    """Mixed papers, votes by candidate, unused and uncertain: of a
    sheet, or of one counting sheet.
    """

    def __init__(self, candidates: int, seats: int) -> None:
        self.candidates = candidates
        self.seats = seats
        self._of_candidates = slice(PAPERS + 1, PAPERS + 1 + candidates)
        self._unused = self._of_candidates.stop
        self._uncertain = self._unused + 1
        self.row: list[int | None] = [None] * (self._uncertain + 1)
        self.noughts: set[int] = set()
        """Candidates whose blank lines were made 0 by one key."""

    @property
    def papers(self) -> int | None:
        """Mixed papers."""
        return self.row[PAPERS]

    @property
    def complete(self) -> bool:
        """Whether nothing is blank."""
        return None not in self.row

    @property
    def first_blank_line(self) -> int:
        """The first line (from 0: candidates, unused, uncertain) of which no votes are keyed."""
        return self.row.index(None) - self._of_candidates.start

    def on_line(self, line: int) -> int | None:
        """Votes on a line (from 0: candidates, unused, uncertain)."""
        return self.row[self._of_candidates.start + line]

    @property
    def votes(self) -> int:
        """Votes for candidates."""
        return sum(value or 0 for value in self.row[self._of_candidates])

    @property
    def votes_begun(self) -> bool:
        """Whether any candidate's votes are keyed."""
        return any(value is not None for value in self.row[self._of_candidates])

    @property
    def unused(self) -> int | None:
        """Votes not used."""
        return self.row[self._unused]

    @property
    def uncertain(self) -> int | None:
        """Uncertain votes."""
        return self.row[self._uncertain]

    @property
    def votes_keyed(self) -> int:
        """Votes for candidates, not used, and uncertain."""
        return self.votes + (self.unused or 0) + (self.uncertain or 0)

    @property
    def expected(self) -> int | None:
        """The votes that so many papers have; None before they are keyed."""
        return None if self.papers is None else self.seats * self.papers

    @property
    def to_find(self) -> int | None:
        """Votes of these papers less votes keyed; None before the papers are keyed."""
        return None if self.expected is None else self.expected - self.votes_keyed

    def key(self, at: int, value: int | None) -> None:
        """Take a figure; where there are no mixed papers, there are no votes on them either."""
        none_before = self.papers == 0
        self.noughts.discard(at)
        self.row[at] = value
        if at == PAPERS and (value == 0 or none_before):
            on_them = 0 if value == 0 else None
            self.row = [value] + [on_them] * self._uncertain
            self.noughts = set()

    def rest_are_nought(self) -> bool:
        """Make the candidates' lines that are blank 0, or those blank again that this made 0; False
        where there are neither. Papers, and votes not used or uncertain, are never made 0.
        """
        candidates = range(self._of_candidates.start, self._of_candidates.stop)
        blank = [at for at in candidates if self.row[at] is None]
        if not blank and not self.noughts:
            return False
        for at in blank or self.noughts:
            self.row[at] = 0 if blank else None
        self.noughts = self.noughts | set(blank) if blank else set()
        return True

    def too_many(self, at: int) -> bool:
        """Whether a candidate has more votes than there are papers (E103)."""
        value = self.row[at]
        candidate = PAPERS < at < self._unused
        return candidate and value is not None and self.papers is not None and value > self.papers

    def against(self, number: int) -> list[Finding]:
        """E103 as it stands now, blanks counting nothing."""
        votes = [value or 0 for value in self.row[self._of_candidates]]
        of = (self.seats, self.papers or 0)
        others = (self.unused or 0, self.uncertain or 0)
        return votes_add_up("sheet", number, "votes", votes, of, others)

    def add(self, other: Sequence[int | None]) -> None:
        """Roll another counting sheet up into this."""
        self.row = [(a or 0) + (b or 0) for a, b in zip(self.row, other, strict=True)]


class SeveralKeying(SheetKeying):
    """Papers on the sheet; each block's figures by its slate,
    in the order keyed; mixed papers; papers sent.

    `parts` are the counting sheets that were rolled up
    into the mixed papers, `part` the one being keyed.
    """

    kind: SeveralSeats

    def __init__(self, number: int, kind: SeveralSeats) -> None:
        super().__init__(number, kind)
        candidates = sum(name.endswith(".votes") for name in kind.fields)
        self.written: int | None = None
        self.sent: int | None = None
        self.blocks: dict[Slate, list[int | None]] = {}
        self.mixed = MixedFigures(candidates, kind.seats)
        self.parts: list[list[int | None]] = []
        self.part: MixedFigures | None = None

    @property
    def values(self) -> list[int | None]:
        row = [self.written, *self.mixed.row, self.sent]
        none = [0] * len(self.kind.columns)
        for slate in self.kind.slates:
            row += self.blocks.get(slate, none)
        return row

    @property
    def begun(self) -> bool:
        mixed = any(value is not None for value in [self.written, *self.mixed.row, self.sent])
        return mixed or bool(self.blocks) or self.part is not None

    def block(self, slate: Slate) -> int | None:
        """Papers in a block; None while it is blank."""
        figures = self.blocks[slate][:2]
        if all(value is None for value in figures):
            return None
        return self.kind.papers_of([value or 0 for value in figures])

    @property
    def bundled(self) -> int:
        """Papers in blocks."""
        return sum(self.block(slate) or 0 for slate in self.blocks)

    @property
    def keyed(self) -> Papers:
        return Papers(self.bundled + (self.mixed.papers or 0) + (self.sent or 0))

    @property
    def noughts(self) -> set[int]:
        return self.mixed.noughts | (self.part.noughts if self.part else set())

    @noughts.setter
    def noughts(self, candidates: set[int]) -> None:
        self.mixed.noughts = candidates

    def rest_are_nought(self) -> bool:
        return (self.part or self.mixed).rest_are_nought()

    # ---- rolling up

    def begin_part(self) -> None:
        """The next counting sheet of the mixed papers; what is keyed
        of them already is the first.
        """
        self.part = MixedFigures(self.mixed.candidates, self.mixed.seats)
        if not self.parts:
            first = self.mixed
            self.mixed = self.part
            self.part = first

    def end_part(self) -> list[Finding]:
        """Roll the counting sheet up, unless E103 stands against it by itself; says what does."""
        if self.part is None or None in self.part.row:
            return []
        found = self.part.against(self.number)
        if not found:
            self.parts.append(self.part.row)
            self.mixed.add(self.part.row)
            self.mixed.noughts |= self.part.noughts
            self.part = None
        return found

    def drop_part(self) -> None:
        """There is no further counting sheet."""
        self.part = None

    def take_back_part(self) -> None:
        """Open the counting sheet rolled up last again: its figures leave the mixed papers."""
        self.part = MixedFigures(self.mixed.candidates, self.mixed.seats)
        self.part.row = self.parts.pop()
        whole: list[int | None] = [None if not self.parts else 0] * len(self.part.row)
        self.mixed.row = whole
        for row in self.parts:
            self.mixed.add(row)

    # ---- drafts

    def as_draft(self) -> str:
        kept = {
            "papers": self.written,
            "blocks": [[slate_name(slate), *figures] for slate, figures in self.blocks.items()],
            "mixed": self.mixed.row,
            "sent": self.sent,
            "parts": self.parts,
            "part": self.part.row if self.part else None,
        }
        return json.dumps(kept, separators=(",", ":"))

    def take_draft(self, draft: str) -> bool:
        kept = loaded(draft)
        if not isinstance(kept, dict) or not self._fits(kept):
            return False
        self.written = kept["papers"]
        self.sent = kept["sent"]
        self.blocks = {slate_called(name): figures for name, *figures in kept["blocks"]}
        self.mixed.row = kept["mixed"]
        self.parts = kept["parts"]
        if kept["part"]:
            self.part = MixedFigures(self.mixed.candidates, self.mixed.seats)
            self.part.row = kept["part"]
        return self.begun

    def _fits(self, kept: dict[str, object]) -> bool:
        width = len(self.kind.columns)
        length = len(self.mixed.row)
        blocks = kept.get("blocks")
        parts = kept.get("parts")
        if not isinstance(blocks, list) or not isinstance(parts, list):
            return False
        rows = [kept.get("mixed"), *parts, *([kept["part"]] if kept.get("part") else [])]
        known = [[slate_name(slate)] for slate in self.kind.slates]
        return (
            "part" in kept
            and may_be_row([kept.get("papers"), kept.get("sent")], 2)
            and all(may_be_row(row, length) for row in rows)
            and all(
                isinstance(block, list) and block[:1] in known and may_be_row(block[1:], width)
                for block in blocks
            )
        )
