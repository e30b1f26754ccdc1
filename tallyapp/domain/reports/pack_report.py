"""What an audit pack says, frozen: every paper by area,
what was not ordinary, and the way to the result.

Sentences are whole, and are worked out from the acts alone:
no wording of a message is ever in them.
"""

from datetime import datetime

from msgspec import Struct

from tallyapp.domain.reports.declaration_report import Checkpoint, HeadCount, Heading
from tallyapp.domain.reports.withholding import Withholding
from tallyapp.domain.vocabulary.staff_names import ReleasedName
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes


class AreaColumn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One count area of the reconciliation: votes in ballot-paper order, rejected papers by head.

    With several seats also the votes that were not used, and those that were uncertain.
    """

    id: str
    name: str
    boxes: str
    votes: tuple[Votes, ...]
    rejected: tuple[Papers, ...]
    valid: Papers
    counted: Papers
    verified: Papers
    unused: Votes = Votes(0)
    uncertain: Votes = Votes(0)

    @property
    def difference(self) -> int:
        """Papers counted less papers verified; 0 when the area has reconciled."""
        return self.counted - self.verified


class BoxVariance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A box whose counting attempts were not simply one that equals its account; papers."""

    area: str
    box: str
    expected: Papers
    counted: Papers
    attempts: tuple[Papers, ...]
    explanation: str


class Correction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An act that changed an agreed figure, or took a sheet out or back: what and why, by whom."""

    seq: int
    at: datetime
    where: str
    what: str
    officers: str


class PassedOverLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding over which the returning officer went on: its sentence, the reason, by whom."""

    seq: int
    at: datetime
    code: str
    sentence: str
    reason: str
    officers: str


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step on the way to the result, such as a provisional result given."""

    seq: int
    at: datetime
    what: str
    officers: str


class CodeLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code that was given out: at which entry of the contest's stream, when, at what, to whom."""

    seq: int
    at: datetime
    occasion: str
    to: str
    code: str


class OfficerLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An officer by role and number, and how many acts of this contest they did.

    `name` is empty unless the returning officer released it.
    """

    officer: str
    acts: int
    name: str = ""


class RoundLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A re-count: the round that began, in which areas, on whose request or unasked, and why."""

    seq: int
    at: datetime
    number: int
    areas: str
    why: str
    officers: str


class RoundFigures(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A contest's figures at the end of a round: votes in ballot-paper order, and papers."""

    number: int
    votes: tuple[Votes, ...]
    unused: Votes
    uncertain: Votes
    valid: Papers
    rejected: Papers
    verified: Papers


class RequestLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A request of a candidate's side: what was asked, and how and why it was answered."""

    seq: int
    at: datetime
    asked: str
    answer: str
    officers: str


class Answers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many candidates' sides were content with the
    provisional result, were not, or said nothing.
    """

    content: int
    not_content: int
    silent: int


class LotLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A lot: between whom, what it decided, who was drawn and how."""

    seq: int
    at: datetime
    between: str
    what: str
    officers: str


class HandLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A seed with the lines that it drew; or one of these as it was added up by hand, beside what
    the count had then, in votes or papers.
    """

    seq: int
    at: datetime
    what: str
    officers: str
    keyed: int | None = None
    counted: int | None = None


class WarningLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A warning that stood at the declaration, and what was found;
    nothing if nobody looked into it.
    """

    code: str
    sentence: str
    found: str
    officers: str


class ComparedLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A figure as it was declared outside the program, and as the count has it; papers or votes."""

    label: str
    declared: int
    counted: int


# Line by line, both figures: a declaration that is wrong is shown, never smoothed over.
class OutsideReport(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A declaration made outside the program, line by line beside the count.

    `elected` and `counted_elected` are names; the second is a sentence where a lot
    was still to be drawn. `stood_open` is what stood before the declaration then.
    """

    seq: int
    at: datetime
    declared_at: datetime
    declared_by: str
    reason: str
    lines: tuple[ComparedLine, ...]
    elected: str
    counted_elected: str
    stood_open: tuple[str, ...]
    officers: str

    @property
    def borne_out(self) -> bool:
        """Whether the count has the same figures, and the same candidates elected."""
        alike = all(line.declared == line.counted for line in self.lines)
        return alike and self.elected == self.counted_elected


class CorrectedLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A corrected notice, beside the declaration: what it changed, and why."""

    seq: int
    at: datetime
    number: int
    what: str
    reason: str
    officers: str


class Turnouts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the three turnouts are made of, in papers;
    of the electorate and of postal votes rejected nobody may have told. `unconfirmed` where no
    second officer keyed the electorate.
    """

    electorate: int | None
    valid: Papers
    rejected: Papers
    postal_rejected: Papers | None
    unconfirmed: bool = False


class AuditPackReport(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that the audit pack's pages say;
    the whole ledger of the contest is embedded beside it.

    `adjudicated` is papers (allowed, rejected); `boxes` is how many boxes (as accounted, not so);
    `elected` is the ballot-paper numbers, from 1, of those declared elected; `released` the names
    of officers on these pages that the returning officer released, by number. `re_added` is whether
    lines of the result declared were added up by hand. `re_added`, `answers`, `warnings` and
    `turnouts` are None before that. Of what has a default and did not happen nothing is drawn.
    """

    layout: int
    heading: Heading
    candidates: tuple[str, ...]
    heads: tuple[HeadCount, ...]
    areas: tuple[AreaColumn, ...]
    boxes: tuple[int, int]
    variances: tuple[BoxVariance, ...]
    expected: Papers
    corrections: tuple[Correction, ...]
    passed_over: tuple[PassedOverLine, ...]
    sheets: str
    adjudicated: tuple[Papers, Papers]
    objections: int
    events: tuple[Event, ...]
    lot: str
    codes: tuple[CodeLine, ...]
    officers: tuple[OfficerLine, ...]
    checkpoints: tuple[Checkpoint, ...]
    elected: tuple[CandidateNumber, ...] = ()
    small_count: bool = False
    rounds: tuple[RoundLine, ...] = ()
    round_figures: tuple[RoundFigures, ...] = ()
    requests: tuple[RequestLine, ...] = ()
    answers: Answers | None = None
    lots: tuple[LotLine, ...] = ()
    by_hand: tuple[HandLine, ...] = ()
    re_added: bool | None = None
    warnings: tuple[WarningLine, ...] | None = None
    outside: OutsideReport | None = None
    corrected: tuple[CorrectedLine, ...] = ()
    turnouts: Turnouts | None = None
    hall: str = ""
    hall_events: tuple[Event, ...] = ()
    released: tuple[ReleasedName, ...] = ()
    withholding: Withholding | None = None
