"""A hall on the night of the count: a small contest, its officers, and what they write and key."""

import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from hashlib import sha256
from itertools import chain, repeat
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypedDict, TypeVar, cast

from msgspec.structs import replace

from tallyapp.desk import Desk, Done
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.rules.areas import one_box_alone
from tallyapp.domain.rules.forms import form_kind
from tallyapp.domain.rules.hand_totals import is_drawn, line_total
from tallyapp.domain.rules.moves import changed_last
from tallyapp.domain.rules.names import lines_to_key
from tallyapp.domain.rules.re_add import lines_drawn
from tallyapp.domain.rules.result import figures, outcome, standing
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.rules.statement import stated_now
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import KeyedPaper, Stands
from tallyapp.domain.vocabulary.boxes import BoxOfContest, Ends, Packets
from tallyapp.domain.vocabulary.containers import Container, How, Part, Sealed, Sighted
from tallyapp.domain.vocabulary.document_names import DocumentName
from tallyapp.domain.vocabulary.drawn_lines import AddedLine, AreaLine
from tallyapp.domain.vocabulary.findings import Code, Finding, Refusal
from tallyapp.domain.vocabulary.on_paper import (
    Area,
    BallotBox,
    BallotPaperAccount,
    Block,
    Bundles,
    Candidate,
    Enrolled,
    FormFigures,
    Mixed,
    ResultFigures,
    Role,
    SheetFigures,
    SheetForm,
)
from tallyapp.domain.vocabulary.places import FieldValue, FindingRecord, Operand, Place
from tallyapp.domain.vocabulary.previous import (
    CandidateGroup,
    PreviousCandidate,
    PreviousResult,
)
from tallyapp.domain.vocabulary.printed import PrintedPapers
from tallyapp.domain.vocabulary.slates import Slate, slate_of
from tallyapp.domain.vocabulary.staff_names import StaffName
from tallyapp.domain.vocabulary.units import (
    CandidateNumber,
    FormNumber,
    OfficerNumber,
    Papers,
    SheetNumber,
    Votes,
)
from tallyapp.exchange.election_rules import load_rules
from tallyapp.ledger import database
from tallyapp.ledger.database import Connect, plain_connect
from tallyapp.ledger.replay import replay
from tallyapp.practice.at_the_door import key_returned, see, see_all
from tallyapp.words.papers import Paper
from tests.building_on import built_on, stands
from tests.made_once import made_once
from tests.workstations import workstation

RETURNING_OFFICER, DEPUTY, SUPERVISOR, SECOND_SUPERVISOR, ADJUDICATOR = 1, 2, 3, 4, 5
CLERK, OTHER_CLERK, THIRD_CLERK, AUDITOR = 11, 12, 13, 21
NOBODY = 99
STAFF: Mapping[int, Role] = {
    RETURNING_OFFICER: "returning-officer",
    DEPUTY: "deputy",
    SUPERVISOR: "supervisor",
    SECOND_SUPERVISOR: "supervisor",
    ADJUDICATOR: "adjudicator",
    CLERK: "clerk",
    OTHER_CLERK: "clerk",
    THIRD_CLERK: "clerk",
    AUDITOR: "auditor",
}
POLLING_DAY = date(2024, 7, 4)
RULES = load_rules("uk-parliamentary", POLLING_DAY)
HEADS = len(RULES.heads)
ELM = "elm-valley"
AREAS: Mapping[str, Sequence[str]] = {"A": ("a1", "a2"), "B": ("b1", "b2")}
CANDIDATES = ("Ash", "Birch", "Cedar")
WARD_RULES = load_rules("local-england", POLLING_DAY)
WARD_HEADS = len(WARD_RULES.heads)
WARD_CANDIDATES = ("Ash", "Birch", "Cedar", "Dogwood")
BUNDLE = 25
SEED = "2718281828"
"""Ten dice, as they were read out before the agents."""


class NightClock:
    """A clock of the night of the count: every look at it is a second later."""

    def __init__(self, first: datetime = datetime(2024, 7, 4, 22, tzinfo=UTC)) -> None:
        self._now = first

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


def sheet(
    votes: Sequence[int], sent: int = 0, papers: int | None = None, bundle: int = BUNDLE
) -> SheetFigures:
    """A count sheet with these papers for each candidate;
    `papers` is its own total where it is wrong.
    """
    lines = tuple(Bundles(n // bundle, Papers(n % bundle)) for n in votes)
    return SheetFigures(
        papers=Papers(sum(votes) + sent if papers is None else papers),
        lines=lines,
        sent=Papers(sent),
    )


def form(
    allowed: Sequence[int],
    rejected: Sequence[int],
    papers: int | None = None,
    objections: int = 0,
    adjudicator: int = ADJUDICATOR,
) -> FormFigures:
    """An adjudication form; heads that are not given have no papers."""
    heads = [*rejected, *[0] * (HEADS - len(rejected))]
    return FormFigures(
        papers=Papers(sum(allowed) + sum(heads) if papers is None else papers),
        allowed=tuple(map(Papers, allowed)),
        rejected=tuple(map(Papers, heads)),
        objections=objections,
        adjudicator=OfficerNumber(adjudicator),
    )


_Slate = TypeVar("_Slate", bound=tuple[int, ...])


def slate(*candidates: int) -> Slate:
    """The slate of these candidates."""
    return slate_of(tuple(map(CandidateNumber, candidates)))


def block(whose: Sequence[int], papers: int, bundle: int = BUNDLE) -> Block:
    """Papers of a slate, in bundles."""
    return Block(slate(*whose), papers // bundle, Papers(papers % bundle))


def ward_sheet(
    votes: Sequence[int] = (0, 0, 0, 0),
    mixed: int = 0,
    unused: int | None = None,
    *,
    uncertain: int = 0,
    blocks: Mapping[_Slate, int] | None = None,
    sent: int = 0,
    papers: int | None = None,
    seats: int = 2,
    bundle: int = BUNDLE,
) -> SheetFigures:
    """A count sheet of a ward: mixed papers with their votes, and papers of each slate in `blocks`.

    Unused votes are what is left of the votes, and `papers` is the sum, where nothing else is said.
    """
    of_slates = blocks or {}
    left = seats * mixed - sum(votes) - uncertain if unused is None else unused
    return SheetFigures(
        papers=Papers(mixed + sum(of_slates.values()) + sent if papers is None else papers),
        lines=(),
        sent=Papers(sent),
        blocks=tuple(block(whose, n, bundle) for whose, n in of_slates.items()),
        mixed=Mixed(
            papers=Papers(mixed),
            votes=tuple(map(Votes, votes)),
            unused=Votes(left),
            uncertain=Votes(uncertain),
        ),
    )


def slip(
    whose: Sequence[int], papers: int, bundle: int = BUNDLE, written: int | None = None
) -> SheetFigures:
    """A bundle slip of one candidate, or slate; `written` is its own total where it is wrong."""
    line = Bundles(papers // bundle, Papers(papers % bundle))
    total = Papers(papers if written is None else written)
    return SheetFigures(papers=total, lines=(line,), sent=None, slip=slate(*whose))


def ward_form(
    allowed: Sequence[int],
    good: int,
    rejected: Sequence[int],
    *,
    uncertain: int = 0,
    unused: int | None = None,
    papers: int | None = None,
    seats: int = 2,
    adjudicator: int = ADJUDICATOR,
) -> FormFigures:
    """An adjudication form of a ward; the last of the heads is that of papers rejected in part."""
    heads = [*rejected, *[0] * (WARD_HEADS - len(rejected))]
    left = seats * good - sum(allowed) - uncertain if unused is None else unused
    return FormFigures(
        papers=Papers(good + sum(heads[:-1]) if papers is None else papers),
        allowed=tuple(map(Papers, allowed)),
        rejected=tuple(map(Papers, heads)),
        objections=0,
        adjudicator=OfficerNumber(adjudicator),
        good=Papers(good),
        unused=Votes(left),
        uncertain=Votes(uncertain),
    )


def account(issued: int, unused: int = 0, spoilt: int = 0, tendered: int = 0) -> BallotPaperAccount:
    """A ballot paper account that expects these papers in the box."""
    return BallotPaperAccount(
        issued=Papers(issued),
        unused=Papers(unused),
        spoilt=Papers(spoilt),
        tendered=Papers(tendered),
    )


_NAMES: dict[str, StaffName] = {}
"""The names of all whom a test enrols, by what their act says of them."""


def staff_name(number: int, name: str = "") -> StaffName:
    """A name whose salt is the same in every hall: so an officer is told again from one act to the
    next.
    """
    named = StaffName(
        salt=sha256(str(number).encode()).hexdigest()[:32], name=name or f"Officer {number}"
    )
    _NAMES[named.named] = named
    return named


def officer(number: int, role: Role, name: str = "") -> Enrolled:
    """An officer as an act enrols them; a hall knows the name that goes with it."""
    named = staff_name(number, name).named
    return Enrolled(number=OfficerNumber(number), named=named, role=role)


def enrol(desk: Desk, enrolled: Enrolled, by: int = RETURNING_OFFICER) -> Done:
    """Somebody joins the staff of a count, with their name beside the act."""
    desk.staff.know(_NAMES[enrolled.named])
    return desk.do(COUNT_STREAM, acts.OfficerEnrolled(**desk.by(by).count, officer=enrolled))


def count_fields(**others: Any) -> dict[str, Any]:
    """The fields of a count's set-up."""
    fields: dict[str, Any] = {
        "name": "Elm night",
        "polling_day": POLLING_DAY,
        "practice": True,
        "note": "",
        "authority": "Elm Council",
        "imprint": "Printed by Elm Council",
        "officer_title": "Acting Returning Officer",
        "returning_officer": officer(RETURNING_OFFICER, "returning-officer"),
        "certificate": workstation().certificate,
    }
    return fields | others


def contest_fields(
    candidates: Sequence[str | Candidate] = CANDIDATES,
    areas: Mapping[str, Sequence[str]] = AREAS,
    bundle: int = BUNDLE,
    electors: Mapping[str, int] | None = None,
    **others: Any,
) -> dict[str, Any]:
    """The fields of a contest's set-up: the first box of each area is a polling station's.

    `electors` are those of an area, where they are known.
    """
    fields: dict[str, Any] = {
        "contest": ELM,
        "election": "UK Parliamentary general election",
        "name": "Elm Valley",
        "seats": 1,
        "electorate": 1_000,
        "bundle": bundle,
        "rules": RULES,
        "candidates": tuple(
            Candidate(surname=name, other_names="Alex", description=f"The {name} Party")
            if isinstance(name, str)
            else name
            for name in candidates
        ),
        "areas": tuple(
            Area(id=name, name=f"Area {name}", electorate=(electors or {}).get(name))
            for name in areas
        ),
        "boxes": tuple(
            BallotBox(id=box, name=f"Box {box}", kind="postal" if i else "polling", area=area)
            for area, boxes in areas.items()
            for i, box in enumerate(boxes)
        ),
    }
    return fields | others


class Declaration(TypedDict):
    """What a declaration says."""

    of: str
    figures: ResultFigures
    elected: tuple[CandidateNumber, ...]
    declared_at: datetime
    declarant: OfficerNumber
    set_up: str


@dataclass
class Hall:
    """A desk with one contest, and what is done at it, in the words of the count."""

    desk: Desk
    stream: str = ELM

    @property
    def contest(self) -> ContestState:
        return self.desk.contest(self.stream)

    @property
    def figures(self) -> ResultFigures:
        return figures(self.contest)

    def area(self, name: str) -> AreaState:
        return self.contest.areas[name]

    def sheet(self, number: int) -> KeyedPaper:
        return self.contest.sheets[SheetNumber(number)]

    def form(self, number: int) -> KeyedPaper:
        return self.contest.forms[FormNumber(number)]

    def by(self, officer: int) -> acts.Envelope:
        return self.desk.by(officer)

    def do(self, act: AnyAct) -> Done:
        if isinstance(act, acts.SheetsIssued):
            return self.desk.hand_out(self.stream, act)
        stream = self.stream if isinstance(act, acts.ContestAct) else COUNT_STREAM
        if isinstance(act, acts.OfficerEnrolled) and act.officer.named in _NAMES:
            self.desk.staff.know(_NAMES[act.officer.named])
        done = self.desk.do(stream, act)
        if isinstance(act, acts.BoxAdded):
            self.see_containers()
        return done

    def see_containers(self) -> None:
        """Two people see all that can hold papers arrive, and see it empty."""
        see_all(self.desk, self.stream, DEPUTY, RETURNING_OFFICER)

    def see(self, how: How, *names: str, reason: str = "") -> None:
        """Two people see these containers so."""
        see(self.desk, how, names, DEPUTY, RETURNING_OFFICER, reason)

    def made(self, kind: type[acts.Act], by: int, **fields: Any) -> AnyAct:
        """An act of a kind that the test chooses; it names what stands unless the test names it."""
        return made(kind, self.by(by), **built_on(self.contest, kind, fields) | fields)

    def of_sheet(self, number: int) -> Stands:
        """What acts about a sheet build on now."""
        return stands(self.contest, Paper("sheet", number))

    def of_form(self, number: int, area: str = "A") -> Stands:
        """What acts about a form build on now."""
        return stands(self.contest, Paper("form", number), area)

    def refused(self, act: AnyAct) -> list[Finding]:
        """What stands against an act; the desk refuses it too, and nothing is recorded."""
        return refusal(lambda: self.do(act))

    def names_confirmed(self, *surnames: str, by: int = SUPERVISOR) -> acts.NamesConfirmed:
        """A second officer keys the names from the ballot paper: as the set-up has them, or so."""
        return acts.NamesConfirmed(
            **self.by(by).contest,
            of=self.contest.names_id,
            surnames=surnames or lines_to_key(self.contest.set_up.candidates),
        )

    # ---- verification

    def verify(self, papers: Mapping[str, int], expected: Mapping[str, int] | None = None) -> None:
        """Account and count each box, in papers; accounts agree unless
        `expected` says otherwise.
        """
        for box, counted in papers.items():
            issued = (expected or papers).get(box, counted)
            self.do(self.account(box, issued))
            self.do(self.count_of(box, counted))
        self.follow_postal()

    def follow_postal(self) -> None:
        """Two officers key the postal covers returned, as many as the postal accounts come to."""
        key_returned(self.desk, self.stream, (CLERK, RETURNING_OFFICER))

    def reject_postal(self, papers: int) -> None:
        """Two officers key the postal votes rejected before the count, and the covers with them."""
        for officer in (CLERK, RETURNING_OFFICER):
            self.do(
                acts.PostalVotesRejected(
                    **self.by(officer).contest,
                    of=self.contest.postal.rejected.last,
                    papers=Papers(papers),
                )
            )
        self.follow_postal()

    def account(self, box: str, issued: int, reason: str = "") -> acts.BoxAccountKeyed:
        """A box's account, in place of the one that stands."""
        stands = self.contest.boxes.get(box)
        return acts.BoxAccountKeyed(
            **self.by(CLERK).contest,
            box=box,
            account=account(issued),
            of=stands.account_id if stands else "",
            reason=reason,
        )

    def count_of(self, box: str, papers: int, by: int = CLERK) -> acts.BoxCounted:
        """The next count of a box's papers."""
        known = self.contest.boxes.get(box)
        attempt = len(known.attempts) + 1 if known else 1
        return acts.BoxCounted(
            **self.by(by).contest, box=box, attempt=attempt, papers=Papers(papers)
        )

    def move(self, between: Ends, left: str, reached: str, papers: int) -> Done:
        """Papers go from one box, or area, to another."""
        ends = (left, reached)
        of = tuple(changed_last(self.contest, between, end) for end in ends)
        return self.do(
            acts.PapersMoved(
                **self.by(SUPERVISOR).contest,
                between=between,
                left=left,
                reached=reached,
                papers=Papers(papers),
                of=of,
                reason="they were in the wrong place",
                second=OfficerNumber(SECOND_SUPERVISOR),
            )
        )

    def signing(
        self, document: DocumentName = "declaration", by: int = RETURNING_OFFICER
    ) -> acts.DocumentSigned:
        """That a document was signed, drawn from where the contest's stream then was."""
        contest = self.contest
        declared = contest.declaration
        corrected = contest.corrected[-1].seq if contest.corrected else contest.seq
        drawn_from = {
            "declaration": declared.seq if declared else 1,
            "corrected-notice": corrected,
            "audit-pack": contest.seq,
            "verification-statement": contest.stated_seq,
        }
        seq = drawn_from[document]
        return acts.DocumentSigned(
            **self.by(by).contest,
            document=document,
            sha256="0" * 64,
            certificate="f" * 64,
            head=self.desk.ledger.checkpoint(self.stream, seq).head,
            seq=seq,
        )

    def statement(self, by: int = RETURNING_OFFICER) -> acts.VerificationStated:
        return acts.VerificationStated(**self.by(by).fixed, **stated_now(self.contest))

    def state_verification(self) -> Done:
        self.follow_postal()
        return self.do(self.statement())

    # ---- sheets and forms

    def allot(self, first: int, last: int, contest: str = "") -> Done:
        """These sheet numbers are this hall's contest's, or another's."""
        return self.do(
            acts.SheetsAllotted(
                **self.by(SUPERVISOR).count,
                contest=contest or self.stream,
                first=SheetNumber(first),
                last=SheetNumber(last),
            )
        )

    def issue(
        self, area: str, first: int, last: int | None = None, form: SheetForm = "sheet"
    ) -> Done:
        return self.do(
            acts.SheetsIssued(
                **self.by(SUPERVISOR).contest,
                area=area,
                first=SheetNumber(first),
                last=SheetNumber(last or first),
                form=form,
            )
        )

    def name_slate(self, *candidates: int, by: int = CLERK) -> Done:
        """One officer names a slate, and another confirms it."""
        named = slate(*candidates)
        self.do(acts.SlateNamed(**self.by(by).contest, candidates=named))
        return self.do(acts.SlateConfirmed(**self.by(OTHER_CLERK).contest, candidates=named))

    def compare(self, *candidates: int, fits: bool = True, by: int = SUPERVISOR) -> Done:
        """A supervisor compares a slate with its bundle."""
        note = "" if fits else "other names are on its papers"
        return self.do(
            acts.SlateCompared(
                **self.by(by).contest, candidates=slate(*candidates), fits=fits, note=note
            )
        )

    def key(self, number: int, written: SheetFigures, *, by: int = CLERK) -> Done:
        return self.do(
            acts.SheetKeyed(
                **self.by(by).contest,
                sheet=SheetNumber(number),
                of=self.of_sheet(number).opened,
                figures=written,
            )
        )

    def agree(self, number: int, written: SheetFigures) -> Done:
        """Two clerks key the same sheet."""
        self.key(number, written)
        return self.key(number, written, by=OTHER_CLERK)

    def key_form(self, number: int, area: str, signed: FormFigures, *, by: int = CLERK) -> Done:
        return self.do(
            acts.FormKeyed(
                **self.by(by).contest,
                form=FormNumber(number),
                round=self.of_form(number, area).round,
                area=area,
                of=self.of_form(number, area).opened,
                figures=signed,
            )
        )

    def agree_form(self, number: int, area: str, signed: FormFigures) -> Done:
        """Two clerks key the same form."""
        self.key_form(number, area, signed)
        return self.key_form(number, area, signed, by=OTHER_CLERK)

    def fields(self, written: SheetFigures | FormFigures, *names: str) -> tuple[FieldValue, ...]:
        """These fields of a sheet or form, as written."""
        if isinstance(written, SheetFigures):
            kind = sheet_kind(self.contest, "sheet" if written.slip is None else "slip")
            values = dict(zip(kind.fields, kind.read(0, written)[0], strict=True))
            return tuple(kind.named(kind.at(name), values[name] or 0) for name in names)
        of_forms = form_kind(self.contest)
        values = dict(zip(of_forms.fields, of_forms.read(0, written)[0], strict=True))
        return tuple(FieldValue(name, values[name] or 0) for name in names)

    def correct(self, number: int, *fields: tuple[str, int | Slate]) -> Done:
        """Two supervisors put a sheet right."""
        named = tuple(FieldValue(name, value) for name, value in fields)
        return self.do(
            acts.SheetCorrected(
                **self.by(SUPERVISOR).contest,
                second=OfficerNumber(SECOND_SUPERVISOR),
                sheet=SheetNumber(number),
                of=self.of_sheet(number).made,
                fields=named,
                reason="misread",
            )
        )

    # ---- the result

    def standing(self) -> list[Finding]:
        return standing(self.contest)

    def pass_over(
        self, found: Finding, *, by: int = RETURNING_OFFICER, second: int = DEPUTY
    ) -> Done:
        return self.do(
            acts.PassedOver(
                **self.by(by).contest,
                of=self.contest.given,
                finding=found.record(),
                reason="looked for",
                second=OfficerNumber(second),
            )
        )

    def provisional(self) -> Done:
        return self.do(
            acts.ProvisionalGiven(**self.by(RETURNING_OFFICER).fixed, figures=self.figures)
        )

    def draw(self, act: AnyAct, by: int = CLERK) -> Done:
        """A lot is recorded, or put right, and another officer keys the same from its slip."""
        assert isinstance(act, acts.LotDrawn | acts.LotCorrected)
        self.do(act)
        return self.do(self.lot_confirmed(act.chosen, by))

    def lot_confirmed(self, chosen: int, by: int = CLERK) -> acts.LotConfirmed:
        """Another officer keys who was drawn."""
        keyed = self.contest.lot_keyed
        of = keyed.id if keyed else "0" * 32
        return acts.LotConfirmed(**self.by(by).contest, of=of, chosen=CandidateNumber(chosen))

    def read_back(self, *votes: int, rejected: Sequence[int] = ()) -> Done:
        """The totals added up by hand are keyed: as the program has them, or so."""
        return self.do(
            acts.ReadBack(
                **self.by(SUPERVISOR).contest,
                of=self.contest.given,
                votes=tuple(map(Votes, votes or self.figures.votes)),
                rejected=tuple(map(Papers, rejected or self.figures.rejected)),
            )
        )

    def a_seed(self, *lines: AreaLine) -> str:
        """A seed that draws these lines first for the result that stands, thrown until it does."""
        contest = self.contest
        return next(
            seed
            for n in range(10_000)
            if lines_drawn(contest, contest.given, seed := f"{n:010}")[: len(lines)] == lines
        )

    def drawing(self, seed: str = SEED, *, by: int = RETURNING_OFFICER, **said: Any) -> AnyAct:
        """That a seed was drawn for the provisional result that stands, and keyed."""
        named = {"of": self.contest.given, "seed": seed, "second": OfficerNumber(DEPUTY)}
        return made(acts.ReAddDrawn, self.by(by), **(named | said))

    def lines_as_counted(self, *off: int) -> tuple[AddedLine, ...]:
        """The lines drawn (without a draw: some three), as the count has them or off it."""
        contest = self.contest
        drawn = contest.re_add
        lines = drawn.lines if drawn else lines_drawn(contest, "", SEED)
        return tuple(
            AddedLine(line.area, line.what, line.line, line_total(contest, line) + by)
            for line, by in zip(lines, chain(off, repeat(0)), strict=False)
        )

    def adding(self, *off: int, by: int = THIRD_CLERK, **said: Any) -> AnyAct:
        """That the lines drawn were added up by hand, to what the count has or so much off it."""
        drawn = self.contest.re_add
        named = {
            "of": drawn.id if drawn else "0" * 32,
            "given": "" if is_drawn(self.contest) else self.contest.given,
            "lines": self.lines_as_counted(*off),
        }
        return made(acts.ReAddDone, self.by(by), **(named | said))

    def agent_answers(
        self, candidate: int, content: bool, by_whom: str = "", *, by: int = RETURNING_OFFICER
    ) -> Done:
        """A candidate's side says whether it is content with the provisional result."""
        return self.do(
            acts.AgentAnswered(
                **self.by(by).contest,
                of=self.contest.given,
                candidate=CandidateNumber(candidate),
                content=content,
                by_whom=by_whom,
            )
        )

    def request(self, candidate: int, asks: acts.Asked = "recount", *areas: str) -> Done:
        return self.do(
            acts.RequestMade(
                **self.by(RETURNING_OFFICER).contest,
                of=self.contest.given,
                request=len(self.contest.requests) + 1,
                candidate=CandidateNumber(candidate),
                asks=asks,
                areas=areas,
                by_whom="the agent",
            )
        )

    def answer(self, answer: acts.Answer, reason: str = "") -> Done:
        return self.do(
            acts.RequestAnswered(
                **self.by(RETURNING_OFFICER).contest,
                of=self.contest.requests[-1].id,
                answer=answer,
                reason=reason,
            )
        )

    # ---- putting right

    def put_right(self, *, by: int = DEPUTY, **said: Any) -> Done:
        """What the set-up says is put right, by two."""
        return self.do(self.correction(by=by, **said))

    def correction(self, *, by: int = DEPUTY, **said: Any) -> AnyAct:
        """That the set-up says this, in place of what it says now."""
        named = {
            "of": self.contest.set_up_id,
            "reason": "typed wrongly",
            "second": OfficerNumber(SUPERVISOR),
        }
        return made(acts.SetUpCorrected, self.by(by), **(named | said))

    def withdraw_box(self, box: str, *, by: int = SUPERVISOR) -> Done:
        """A box was registered in error."""
        return self.do(
            acts.BoxWithdrawn(
                **self.by(by).contest,
                box=box,
                reason="there is no such box",
                second=OfficerNumber(SECOND_SUPERVISOR),
            )
        )

    def abandon_recount(self) -> Done:
        """The last re-count was begun in error."""
        begun = self.contest.recounts
        return self.do(
            acts.RecountAbandoned(
                **self.by(RETURNING_OFFICER).contest,
                of=begun[-1].id if begun else "0" * 32,
                reason="in the wrong area",
                second=OfficerNumber(DEPUTY),
            )
        )

    def abandon(self, candidate: int = 0) -> Done:
        """The contest was set up in error, or this candidate of it has died."""
        return self.do(
            acts.ContestAbandoned(
                **self.by(RETURNING_OFFICER).contest,
                because="candidate-died" if candidate else "set-up-in-error",
                candidate=CandidateNumber(candidate) if candidate else None,
                reason="said at eleven",
                second=OfficerNumber(DEPUTY),
            )
        )

    def recount(self, *areas: str, request: int = 0, revisited: bool = False) -> Done:
        """A re-count of these areas, on the request of this number, or unasked."""
        number = self.contest.next_round
        on = self.contest.requests[request - 1].id if request else ""
        return self.do(
            acts.RecountBegun(
                **self.by(RETURNING_OFFICER).contest,
                round=number,
                areas=areas,
                reason="close",
                request=on,
                revisited=revisited,
            )
        )

    def opportunity(self) -> Done:
        return self.do(
            acts.RecountOpportunityGiven(
                **self.by(RETURNING_OFFICER).contest, of=self.contest.given
            )
        )

    def declaration(self) -> Declaration:
        votes = self.figures.votes
        return {
            "of": self.contest.given,
            "figures": self.figures,
            "elected": outcome(self.contest, votes).elected,
            "declared_at": self.desk.clock(),
            "declarant": OfficerNumber(RETURNING_OFFICER),
            "set_up": self.contest.corrected_by,
        }

    def declare(self) -> Done:
        return self.do(acts.Declared(**self.by(RETURNING_OFFICER).fixed, **self.declaration()))

    def finish(self) -> Done:
        """From figures that all agree to the declaration."""
        self.give()
        return self.declare()

    def give(self) -> None:
        """The provisional result is given, with the opportunity, and read back."""
        self.provisional()
        self.opportunity()
        self.read_back()

    def corrected_notice(
        self, right: ResultFigures | None = None, reason: str = "typed wrongly", **says: Any
    ) -> acts.NoticeCorrected:
        """The act by which the notice that stands is put right: to these figures (none: those that
        it has), and what else it `says`.
        """
        stands = self.contest.on_notice
        figures = right or (stands.figures if stands else self.figures)
        return acts.NoticeCorrected(
            **self.by(RETURNING_OFFICER).fixed,
            of=self.contest.notice,
            notice=len(self.contest.corrected) + 1,
            figures=figures,
            reason=reason,
            second=OfficerNumber(DEPUTY),
            **says,
        )

    def correct_notice(
        self, right: ResultFigures | None = None, reason: str = "typed wrongly", **says: Any
    ) -> Done:
        """An error was found after the declaration, and put right beside it."""
        return self.do(self.corrected_notice(right, reason, **says))

    def expect(self, expected: str) -> Done:
        """The hall is told when the result is expected."""
        return self.do(acts.ResultExpected(**self.by(RETURNING_OFFICER).contest, expected=expected))

    def release(self) -> Done:
        """The declared result is put before the hall."""
        return self.do(
            acts.ResultReleased(**self.by(RETURNING_OFFICER).contest, of=self.contest.notice)
        )

    def withdraw_release(self, reason: str = "put up too soon") -> Done:
        """It is taken from the hall's screen."""
        assert self.contest.released is not None
        return self.do(
            acts.ReleaseWithdrawn(
                **self.by(RETURNING_OFFICER).contest, of=self.contest.released.id, reason=reason
            )
        )

    @property
    def elected(self) -> tuple[CandidateNumber, ...]:
        declared = self.contest.declaration
        return declared.elected if declared else ()


def another_desk(hall: Hall) -> Hall:
    """A second desk at the same ledger, as it is now."""
    ledger = hall.desk.ledger
    state = replay(database.rows(ledger._connection)).count
    return Hall(Desk(ledger, state, NightClock(), hall.desk.machine, ledger.names()))


def made(kind: type[acts.Act], by: acts.Envelope, **fields: Any) -> AnyAct:
    """An act whose kind the test chooses as it runs, or whose fields are wrong on purpose;
    every other act is made by its name, so that the type checker sees its fields.
    """
    carried: Mapping[str, Any] = by.count
    if issubclass(kind, acts.ContestAct):
        carried = by.contest
    if issubclass(kind, acts.FixedAct):
        carried = by.fixed
    return cast("AnyAct", kind(**carried, **fields))


def refusal(attempt: Callable[[], object]) -> list[Finding]:
    """The findings with which an attempt is refused; none if it is not."""
    try:
        attempt()
    except Refusal as refused:
        return refused.findings
    return []


Told: TypeAlias = list[tuple[Any, ...]]


def told(findings: Sequence[Finding]) -> Told:
    """Findings as (code, kind, name, field, {numbers}) to compare with."""
    return [
        (f.code, f.place.kind, f.place.name, f.place.field, {o.name: o.value for o in f.numbers})
        for f in findings
    ]


def codes(findings: Sequence[Finding]) -> list[Code]:
    return [found.code for found in findings]


def begin(
    path: Path,
    clock: Callable[[], datetime] | None = None,
    connect: Connect = plain_connect,
    practice: bool = True,
    name: str = "",
) -> Desk:
    """A count in a new file, with its returning officer alone."""
    return Desk.begin(
        path,
        clock or NightClock(),
        acts.CountSetUp(
            **acts.Envelope(OfficerNumber(RETURNING_OFFICER), "desk-1").count,
            **count_fields(
                practice=practice,
                returning_officer=officer(RETURNING_OFFICER, "returning-officer", name),
            ),
        ),
        staff_name(RETURNING_OFFICER, name),
        workstation(),
        connect,
    )


_Fields = ParamSpec("_Fields")


def _once(
    make: Callable[Concatenate[Path, _Fields], Hall],
) -> Callable[Concatenate[Path, _Fields], Hall]:
    """What makes a hall: of the same fields it makes one count, of which each hall has a copy.

    With storage or a clock of its own a count is made anew: these see every write, and every look.
    """

    @wraps(make)
    def made(folder: Path, /, *others: _Fields.args, **fields: _Fields.kwargs) -> Hall:
        if {"connect", "clock"} & fields.keys():
            return make(folder, *others, **fields)
        like = (make.__name__, pickle.dumps(fields))
        desk = made_once(folder / "elm.tally", like, lambda: make(folder, *others, **fields).desk)
        return Hall(desk, cast(str, fields.get("contest", ELM)))

    return made


@_once
def a_hall(
    folder: Path,
    /,
    *,
    connect: Connect = plain_connect,
    clock: Callable[[], datetime] | None = None,
    practice: bool = True,
    people: Mapping[int, str] | None = None,
    names_confirmed: bool = True,
    seen: bool = True,
    decided: bool = True,
    **contest: Any,
) -> Hall:
    """A count of one contest with its staff:
    three candidates and two areas of two boxes, unless told; their names confirmed.

    `people` are the names of officers; the others are called by their numbers. Its containers are
    `seen` to arrive and seen empty, and its areas of one ballot box `decided` upon, unless a test
    does so itself.
    """
    names = people or {}
    desk = begin(folder / "elm.tally", clock, connect, practice, names.get(RETURNING_OFFICER, ""))
    for number, role in STAFF.items():
        if number != RETURNING_OFFICER:
            enrol(desk, officer(number, role, names.get(number, "")))
    fields = contest_fields(**contest)
    desk.do(fields["contest"], acts.ContestSetUp(**desk.by(RETURNING_OFFICER).fixed, **fields))
    hall = Hall(desk, fields["contest"])
    if names_confirmed:
        hall.do(hall.names_confirmed())
    if decided:
        decide_one_box_areas(desk, fields["contest"])
    if seen:
        hall.see_containers()
    return hall


def decide_one_box_areas(desk: Desk, stream: str) -> None:
    """The returning officer decides that each area of one ballot box is counted so."""
    for found in one_box_alone(desk.contest(stream)):
        area, box = found.place.name, found.place.field
        by = desk.by(RETURNING_OFFICER).contest
        desk.do(stream, acts.OneBoxAreaDecided(**by, area=area, box=box, reason="one station"))


def a_ward(
    folder: Path,
    *,
    seats: int = 2,
    candidates: Sequence[str | Candidate] = WARD_CANDIDATES,
    **given: Any,
) -> Hall:
    """A ward of several seats in a count of its own; a candidate's
    votes are not their papers here.
    """
    fields: dict[str, Any] = {"seats": seats, "candidates": candidates, "rules": WARD_RULES}
    return a_hall(folder, **fields | given)


TRAY = Container(id="tray-1", name="Tray 1", kind="tray", holds=(Part(ELM),))
"""A tray of postal votes that are of no box yet."""

BOXES = {"a1": 100, "a2": 50, "b1": 80, "b2": 20}
"""Papers in the boxes of the small contest, where nothing went wrong."""


@_once
def a_verified_hall(folder: Path, /, **given: Any) -> Hall:
    """The small contest, verified and stated: 250 papers; sheets 1 and 2 are handed out in area A,
    sheet 3 in area B.
    """
    hall = a_hall(folder, **given)
    hall.verify(BOXES)
    hall.state_verification()
    hall.issue("A", 1, 2)
    hall.issue("B", 3)
    return hall


@_once
def a_counted_hall(folder: Path, /, **given: Any) -> Hall:
    """The small contest, verified and counted: 4 papers rejected, votes 120, 85 and 41, nothing
    open.
    """
    hall = a_verified_hall(folder, **given)
    hall.agree(1, sheet((60, 30, 8), sent=2))
    hall.agree(2, sheet((20, 15, 11), sent=4))
    hall.agree_form(1, "A", form((1, 0, 1), (0, 1, 0, 3)))
    hall.agree(3, sheet((39, 40, 21)))
    return hall


def envelope(by: int) -> dict[str, Any]:
    """What every act carries, for one that is made without a desk."""
    at = datetime(2024, 7, 4, 23, tzinfo=UTC)
    return {
        "v": acts.FORMAT,
        "id": "ab" * 16,
        "at": at,
        "by": OfficerNumber(by),
        "workstation": "desk-1",
    }


def previous_result(**fields: Any) -> PreviousResult:
    """The result of an election before, of one seat: the first of three leads by 30."""
    told: dict[str, Any] = {
        "source": "Elm Council’s notice of result",
        "election": "Elm election of 2019",
        "polling_day": date(2019, 12, 12),
        "boundaries": "same",
        "seats": 1,
        "electorate": 900,
        "valid": Papers(210),
        "rejected": Papers(3),
        "candidates": (
            PreviousCandidate(
                name="Ann Ash",
                description="Green Party",
                party="PP63",
                votes=Votes(100),
                elected=True,
            ),
            PreviousCandidate(
                name="Bob Birch", description="Labour Party", party="PP53", votes=Votes(70)
            ),
            PreviousCandidate(name="Eve Elder", description="Independent", votes=Votes(40)),
        ),
    }
    return PreviousResult(**told | fields)


def fields_of_each_kind(hall: Hall) -> dict[type[acts.Act], dict[str, Any]]:
    """Fields with which each kind of act can be made, whether or not it would be allowed now."""
    two = {"reason": "a reason", "second": DEPUTY}
    seen_wrong = FindingRecord(
        code="E301", place=Place("area", "A"), numbers=(Operand("difference", -1),)
    )
    box = BallotBox(id="a9", name="Late box", kind="postal", area="A")
    written, signed = sheet((60, 30, 8), sent=2), form((1, 0, 1), (0, 1, 0, 3))
    ((_, set_up),) = hall.desk.ledger.read_these(hall.stream, [1])
    fields: dict[type[acts.Act], dict[str, Any]] = {
        acts.CountSetUp: count_fields(),
        acts.WorkstationEnrolled: {
            "name": "desk-1",
            "certificate": workstation("desk-1").certificate,
        },
        acts.OfficerEnrolled: {"officer": officer(31, "clerk")},
        acts.OfficerStoodDown: {"number": OfficerNumber(THIRD_CLERK)},
        acts.SheetsAllotted: {"contest": hall.stream, "first": 91, "last": 92},
        acts.PapersPrinted: {
            "papers": (
                PrintedPapers(kind="sheet", contest=hall.stream, first=1, last=2),
                PrintedPapers(kind="box", contest=hall.stream, of="a1"),
            )
        },
        acts.CodeIssued: {
            "stream": hall.stream,
            "seq": 1,
            "of": set_up.id,
            "code": hall.desk.ledger.checkpoint(hall.stream, 1).code,
            "occasion": "request",
            "to": "an agent",
            "drawn": 7,
        },
        acts.BackupRestored: {"source": "blue stick", "reason": "the disk broke"},
        acts.UncontestedRecorded: {
            "contest": "yew",
            "election": "Elm Council",
            "name": "Yew",
            "seats": 2,
            "candidates": (Candidate(surname="Fir", other_names="Kim", description=""),),
        },
        acts.ContainersRegistered: {"containers": (TRAY,), "reason": "found in the hall"},
        acts.ContainerWithdrawn: {"container": "tray-1", **two},
        acts.ContainersSighted: {
            "how": "arrived",
            "sighted": (
                Sighted(
                    container="elm-valley/a1",
                    at=hall.desk.clock(),
                    came_from="the presiding officer",
                    seal="00417",
                    whole=False,
                ),
            ),
            **two,
        },
        acts.TableNamed: {"table": "t1", "name": "Table 1", "team": "Red"},
        acts.CountAdjourned: {
            "why": "adjourned",
            "since": hall.desk.clock(),
            "seals": (Sealed(what="all boxes", seal="0815"),),
            **two,
        },
        acts.CountRestarted: {"seals": (Sealed(what="all boxes", seal="0815"),), **two},
        acts.ContestSetUp: contest_fields() | {"contest": "oak", "name": "Oak"},
        acts.BoxAdded: {"box": box, "reason": "late"},
        acts.SheetsIssued: {"area": "A", "first": 91, "last": 92},
        acts.ElectorateConfirmed: {"electorate": 1_000},
        acts.NamesConfirmed: {"surnames": lines_to_key(hall.contest.set_up.candidates)},
        acts.BoxAccountKeyed: {"box": "a1", "account": account(100, 5, 1, 1), "reason": "again"},
        acts.BoxCounted: {"box": "a1", "papers": 100},
        acts.PapersOfAnotherContest: {
            "found": BoxOfContest(contest=hall.stream, box="a1"),
            "belongs": BoxOfContest(contest="oak", box="a1"),
            "papers": 1,
            **two,
        },
        acts.PacketsCounted: {
            "box": "a1",
            "packets": Packets(unused=Papers(5)),
            "reason": "counted again",
        },
        acts.BoxCountCorrected: {"box": "a1", "papers": 99, **two},
        acts.PapersMoved: {"between": "box", "left": "a1", "reached": "b1", "papers": 2, **two},
        acts.PapersTakenUp: {"box": "a1", "way": "out", "papers": 1},
        acts.PapersHandedOver: {
            "box": "a1",
            "papers": 1,
            "to": "the returning officer for Oak",
            "receipt": "signed for",
            "second": DEPUTY,
        },
        acts.OneBoxAreaDecided: {"area": "A", "box": "a1", "reason": "a parish of one station"},
        acts.VarianceExplained: {
            "box": "a1",
            "papers": 100,
            "explanation": "found",
            "second": DEPUTY,
        },
        acts.VerificationStated: {"version": 1, "expected": 250, "counted": 250},
        acts.SlateNamed: {"candidates": (CandidateNumber(1), CandidateNumber(2))},
        acts.SlateConfirmed: {"candidates": (CandidateNumber(1), CandidateNumber(2))},
        acts.SlateCompared: {
            "candidates": (CandidateNumber(1), CandidateNumber(2)),
            "fits": False,
            "note": "the papers are of 1 and 3",
        },
        acts.SheetKeyed: {"sheet": 1, "figures": written, "noughts": (CandidateNumber(3),)},
        acts.SheetDifferenceKeyed: {
            "sheet": 1,
            "of": (hall.of_sheet(1).made,),
            "fields": (FieldValue("1.part", 10),),
        },
        acts.SheetQueried: {
            "sheet": 1,
            "figures": replace(written, sent=None),
            "note": "does not add",
        },
        acts.SheetCorrected: {"sheet": 1, "fields": (FieldValue("1.part", 9),), **two},
        acts.SheetWithdrawn: {"sheet": 1, **two},
        acts.FormKeyed: {"form": 1, "area": "A", "figures": signed},
        acts.FormDifferenceKeyed: {
            "form": 1,
            "of": (hall.of_form(1).made,),
            "fields": (FieldValue("1.allowed", 1),),
        },
        acts.FormQueried: {
            "form": 1,
            "area": "A",
            "figures": replace(signed, papers=None),
            "note": "?",
        },
        acts.FormCorrected: {
            "form": 1,
            "fields": (FieldValue("1.allowed", 1),),
            **two,
        },
        acts.FormWithdrawn: {"form": 1, **two},
        acts.PassedOver: {"finding": seen_wrong, **two},
        acts.WarningAnswered: {
            "finding": replace(seen_wrong, code="W403"),
            "reason": "looked at again",
        },
        acts.PostalCoversReturned: {"covers": 70},
        acts.PostalSessionKeyed: {
            "session": 1,
            "box": "a2",
            "covers": 52,
            "papers": 50,
            "rejected": 2,
            "reason": "counted again",
        },
        acts.PostalVotesRejected: {"papers": 17},
        acts.ProvisionalGiven: {"figures": hall.figures},
        acts.AgentAnswered: {"candidate": CandidateNumber(1), "content": True},
        acts.RequestMade: {
            "request": 1,
            "candidate": CandidateNumber(2),
            "asks": "recount",
            "by_whom": "the agent",
        },
        acts.RequestAnswered: {"answer": "refused", "reason": "no purpose"},
        acts.RecountBegun: {"round": 2, "areas": ("A",), "reason": "close"},
        acts.RecountOpportunityGiven: {"note": "none asked"},
        acts.LotDrawn: {"tied": (1, 2), "chosen": 1, "manner": "straws"},
        acts.LotCorrected: {"tied": (1, 2), "chosen": 2, **two},
        acts.LotConfirmed: {"chosen": 1},
        acts.ReadBack: {"votes": hall.figures.votes, "rejected": hall.figures.rejected},
        acts.ReAddDrawn: {"seed": SEED, "manner": "ten dice", **two},
        acts.ReAddDone: {
            "given": hall.contest.given or "0" * 32,
            "lines": hall.lines_as_counted(),
            "reason": "added up once more",
        },
        acts.Declared: hall.declaration() | built_on(hall.contest, acts.Declared, {}),
        acts.DeclaredOutside: dict(hall.declaration()) | two,
        acts.NoticeCorrected: {"notice": 1, "figures": hall.figures, **two},
        acts.DocumentSigned: {
            "document": "declaration",
            "sha256": "0" * 64,
            "certificate": "f" * 64,
            "head": "0" * 64,
            "seq": hall.contest.declaration.seq if hall.contest.declaration else 0,
        },
        acts.ResultExpected: {"expected": "about 3.15 am"},
        acts.ResultReleased: {"of": hall.contest.notice or "0" * 32},
        acts.ReleaseWithdrawn: {"of": "0" * 32, "reason": "another contest comes first"},
        acts.CountCorrected: {
            "of": hall.desk.count.count.set_up_id,
            "authority": "Elm District Council",
            **two,
        },
        acts.SheetNumbersFreed: {"contest": "ash", "of": "0" * 32},
        acts.KeptLonger: {"of": "", "until": date(2026, 1, 1), **two},
        acts.DisposalRecorded: {
            "of": "",
            "kept_until": date(2025, 7, 4),
            "files": ("elm.tally",),
            "second": DEPUTY,
        },
        acts.SetUpCorrected: {"of": hall.contest.set_up_id, "electorate": 1_001, **two},
        acts.BoxWithdrawn: {"box": "a9", **two},
        acts.SheetsWithdrawn: {"first": 91, "last": 92, **two},
        acts.RecountAbandoned: {
            "of": hall.contest.recounts[-1].id if hall.contest.recounts else "0" * 32,
            **two,
        },
        acts.ContestAbandoned: {"because": "set-up-in-error", **two},
        acts.PreviousResultStated: {"result": previous_result(), "reason": "a figure was misread"},
        acts.GroupsChosen: {
            "groups": (
                CandidateGroup(
                    label="Those without a party",
                    candidates=(CandidateNumber(1), CandidateNumber(3)),
                ),
            )
        },
    }
    return {kind: built_on(hall.contest, kind, told) | told for kind, told in fields.items()}
