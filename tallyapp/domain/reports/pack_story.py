"""What happened on the way to a result, in order: the acts of a contest told one after another."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.reports.declaration import officer_words
from tallyapp.domain.reports.pack_put_right import put_right_in_contest, put_right_in_count
from tallyapp.domain.reports.pack_re_add import hand_lines, was_added_up
from tallyapp.domain.reports.pack_report import (
    CorrectedLine,
    Correction,
    Event,
    HandLine,
    LotLine,
    OutsideReport,
    PassedOverLine,
    RequestLine,
    RoundLine,
    WarningLine,
)
from tallyapp.domain.reports.pack_result import changed_words, outside_report
from tallyapp.domain.reports.pack_steps import (
    answer_words,
    compared_words,
    declared_words,
    put_right_words,
    step_words,
)
from tallyapp.domain.reports.pack_words import (
    areas_words,
    decided_by_lot,
    finding_words,
    names,
    warning_words,
)
from tallyapp.domain.rules.result import outcome
from tallyapp.domain.rules.seeing import PRINTED
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.views.warnings import warnings
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.places import FindingRecord
from tallyapp.domain.vocabulary.slates import Slate, slate_called
from tallyapp.domain.vocabulary.units import OfficerNumber


@dataclass
class Story:
    """What happened, as a pack of this layout tells it page by page."""

    layout: int
    corrections: list[Correction] = field(default_factory=list)
    passed_over: list[PassedOverLine] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    rounds: list[RoundLine] = field(default_factory=list)
    requests: list[RequestLine] = field(default_factory=list)
    lots: list[LotLine] = field(default_factory=list)
    by_hand: list[HandLine] = field(default_factory=list)
    re_added: bool | None = None
    warnings: list[WarningLine] | None = None
    outside: OutsideReport | None = None
    corrected: list[CorrectedLine] = field(default_factory=list)
    by_officer: Counter[tuple[str, OfficerNumber]] = field(default_factory=Counter)
    looked_into: dict[FindingRecord, str] = field(default_factory=dict)
    compared: dict[Slate, str] = field(default_factory=dict)
    keyings: int = 0

    def tell(self, count: Count, stream: str, seq: int, act: AnyAct) -> None:
        """Take one act into the story, with the state as it was before it."""
        contest = count.contests.get(stream)
        if not isinstance(act, acts.ContestAct):
            return
        who = officer_words(count, act.by, act.seen)
        self.by_officer[who, act.by] += 1
        if isinstance(act, acts.SheetKeyed | acts.FormKeyed):
            self.keyings += 1
        if contest is None:
            return
        second = getattr(act, "second", None)
        officers = f"{who}, {officer_words(count, second, act.seen)}" if second else who
        if isinstance(act, acts.PassedOver):
            self.passed_over.append(
                PassedOverLine(
                    seq=seq,
                    at=act.at,
                    code=act.finding.code,
                    sentence=finding_words(contest, act.finding),
                    reason=act.reason,
                    officers=officers,
                )
            )
            return
        corrected = put_right_words(contest, act)
        for where, what in [corrected] if corrected else put_right_in_contest(contest, act):
            line = Correction(seq=seq, at=act.at, where=where, what=what, officers=officers)
            self.corrections.append(line)
        if isinstance(act, acts.SlateCompared):
            self.compared[act.candidates] = officers
        what_happened = step_words(contest, act)
        if isinstance(act, acts.Declared):
            what_happened = declared_words(act, officer_words(count, act.declarant, act.seen))
        if what_happened:
            self.events.append(Event(seq=seq, at=act.at, what=what_happened, officers=officers))
        if isinstance(act, acts.RecountAbandoned):
            self._abandoned(contest.recounts[-1].number, f"entry {seq:,}, {_clock(act.at)}")
        self.by_hand += hand_lines(contest, seq, act, officers)
        self._tell_result(count, contest, (seq, act), officers)

    def tell_of_count(self, count: Count, seq: int, act: AnyAct) -> None:
        """Take one act of `count` into the story: what it put right is told of every contest."""
        if not isinstance(act, acts.CountCorrected):
            return
        seen = count.count.seq
        both = (act.by, act.second)
        officers = ", ".join(officer_words(count, each, seen) for each in both)
        for each in both:
            self.by_officer[officer_words(count, each, seen), each] += 0
        for where, what in put_right_in_count(count.count, act):
            line = Correction(seq=seq, at=act.at, where=where, what=what, officers=officers)
            self.corrections.append(line)

    def settle(self, contest: ContestState, act: AnyAct) -> None:
        """After an act: lots do not stand where another result is
        given than they were drawn over.
        """
        if isinstance(act, acts.ProvisionalGiven | acts.DeclaredOutside) and not contest.lot:
            self.lots = [_void(line) for line in self.lots]

    def _tell_result(
        self, count: Count, contest: ContestState, done: tuple[int, acts.ContestAct], officers: str
    ) -> None:
        """Requests, rounds, lots, warnings, and what followed declaring."""
        seq, act = done
        match act:
            case acts.RequestMade():
                self.requests.append(_asked(contest, seq, act, officers))
            case acts.RequestAnswered():
                at = contest.request(act.of).number - 1
                answer = answer_words(act) + f" (entry {seq:,}, {_clock(act.at)}; {officers})"
                self.requests[at] = replace(self.requests[at], answer=answer)
            case acts.RecountBegun():
                self.rounds.append(_round(contest, seq, act, officers))
            case acts.LotDrawn() | acts.LotCorrected() | acts.LotConfirmed():
                self._tell_lot(contest, (seq, act), officers)
            case acts.WarningAnswered():
                self.looked_into[act.finding] = officers
            case acts.Declared():
                self._closed(count, contest, act)
            case acts.DeclaredOutside():
                self._closed(count, contest, act)
                declarant = officer_words(count, act.declarant, act.seen)
                self.outside = outside_report(contest, (seq, act), declarant, officers, self.layout)
            case acts.NoticeCorrected():
                line = CorrectedLine(
                    seq=seq,
                    at=act.at,
                    number=act.notice,
                    what=changed_words(contest, act),
                    reason=act.reason,
                    officers=officers,
                )
                self.corrected.append(line)
            case _:
                pass

    def _abandoned(self, number: int, where: str) -> None:
        """The round of this number was given up; its line stays, and says so."""
        told = f" Begun in error and abandoned ({where})."
        self.rounds = [
            replace(line, why=line.why + told) if line.number == number else line
            for line in self.rounds
        ]

    def _tell_lot(
        self,
        contest: ContestState,
        done: tuple[int, acts.LotDrawn | acts.LotCorrected | acts.LotConfirmed],
        officers: str,
    ) -> None:
        """A lot that was recorded or put right; the line of the last is told of its second look."""
        seq, act = done
        match act:
            case acts.LotDrawn():
                self.lots.append(_lot(contest, seq, act, officers))
            case acts.LotCorrected():
                self.lots.append(_lot_put_right(contest, seq, act, officers))
            case acts.LotConfirmed():
                self.lots[-1] = _lot_keyed_again(contest, seq, act, self.lots[-1], officers)

    def _closed(
        self, count: Count, contest: ContestState, act: acts.Declared | acts.DeclaredOutside
    ) -> None:
        """The warnings that stood then, of those that are printed."""
        # Named with none of their own: a declarant does nothing else, and belongs on the page.
        declarant = officer_words(count, act.declarant, act.seen)
        self.by_officer[declarant, act.declarant] += 0
        self.re_added = was_added_up(contest)
        stood = [found for found in warnings(contest, self.layout) if found.code in PRINTED]
        self.warnings = [self._warning(contest, found) for found in stood]

    def _warning(self, contest: ContestState, found: Finding) -> WarningLine:
        record = found.record()
        looked = contest.warned.get(record, "")
        officers = self.looked_into.get(record, "")
        slate = slate_called(found.place.name) if found.code is Code.W406 else ()
        if slate in contest.compared:
            looked = compared_words(contest.compared[slate]).capitalize()
            officers = self.compared[slate]
        return WarningLine(
            code=found.code,
            sentence=warning_words(contest, found),
            found=looked,
            officers=officers,
        )


# ---- requests, rounds, lots


def _asked(contest: ContestState, seq: int, act: acts.RequestMade, officers: str) -> RequestLine:
    what = "An inspection of" if act.asks == "inspection" else "A re-count of"
    side = f"by {act.by_whom} for {names(contest, (act.candidate,))}"
    asked = f"{what} {areas_words(contest, act.areas)}, {side}"
    return RequestLine(seq=seq, at=act.at, asked=asked, answer="", officers=officers)


def _round(contest: ContestState, seq: int, act: acts.RecountBegun, officers: str) -> RoundLine:
    asked = "Unasked"
    if act.request:
        request = contest.request(act.request)
        asked = f"On request {request.number}, for {names(contest, (request.candidate,))}"
    revisited = "made again" if act.revisited else "left as they were"
    why = f"{asked}: {act.reason}. Decisions on doubtful papers {revisited}."
    return RoundLine(
        seq=seq,
        at=act.at,
        number=act.round,
        areas=areas_words(contest, act.areas),
        why=why.replace("..", "."),
        officers=officers,
    )


def _lot(contest: ContestState, seq: int, act: acts.LotDrawn, officers: str) -> LotLine:
    votes = contest.provisional.figures.votes if contest.provisional else ()
    decided = decided_by_lot(contest, outcome(contest, votes))
    after = " Drawn after the lot before it." if contest.lot else ""
    drawn = f"For {decided}: {names(contest, (act.chosen,))} was drawn.{after}"
    manner = f" {act.manner}" if act.manner else ""
    between = f"{names(contest, act.tied)}, {votes[act.tied[0] - 1]:,} votes each"
    return LotLine(seq=seq, at=act.at, between=between, what=drawn + manner, officers=officers)


def _lot_put_right(
    contest: ContestState, seq: int, act: acts.LotCorrected, officers: str
) -> LotLine:
    tied = frozenset(act.tied)
    lots = list(contest.lot)
    recorded = contest.lot[tied]
    after = lots[lots.index(tied) + 1 :]
    put_right = (
        f"Recorded wrongly: {names(contest, (act.chosen,))} was drawn, not "
        f"{names(contest, (recorded,))}."
    )
    fell = (
        f" The lot between {names(contest, sorted(each))} that followed it did not stand."
        for each in after
    )
    what = f"{put_right} {act.reason}{'' if act.reason.endswith('.') else '.'}{''.join(fell)}"
    return LotLine(
        seq=seq, at=act.at, between=names(contest, act.tied), what=what, officers=officers
    )


def _lot_keyed_again(
    contest: ContestState, seq: int, act: acts.LotConfirmed, line: LotLine, officers: str
) -> LotLine:
    keyed = contest.lot_keyed
    same = keyed is not None and keyed.chosen == act.chosen
    told = "Confirmed" if same else f"It did not stand: {names(contest, (act.chosen,))} was keyed"
    return replace(line, what=f"{line.what} {told} (entry {seq:,}, {_clock(act.at)}; {officers}).")


def _void(line: LotLine) -> LotLine:
    void = " It did not stand: a figure changed afterwards."
    if line.what.endswith(void):
        return line
    return replace(line, what=line.what + void)


def _clock(at: datetime) -> str:
    return f"{at.hour:02}:{at.minute:02}"
