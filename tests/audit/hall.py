"""One practice count, published; and what somebody needs who wants to forge what was published."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import msgspec
import pikepdf
from msgspec.structs import replace

from tallyapp.audit.points import Result
from tallyapp.audit.streams import Streams
from tallyapp.audit.verify import verify
from tallyapp.desk import Desk
from tallyapp.documents.audit_pack.pack import render_audit_pack
from tallyapp.documents.declaration import render_declaration
from tallyapp.documents.page.pdf import DECLARED, LEAVES, SET_UP, STATED, STATEMENT, written
from tallyapp.documents.reading import read_attachments
from tallyapp.documents.statement import render_statement
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct, Declared
from tallyapp.domain.reports.declaration_report import Checkpoint, DeclarationReport
from tallyapp.domain.reports.statement import StatementReport
from tallyapp.domain.vocabulary.drawn_lines import AreaLine
from tallyapp.domain.vocabulary.staff_names import ReleasedName
from tallyapp.domain.vocabulary.units import CandidateNumber
from tallyapp.ledger import chain
from tallyapp.ledger.declared import act_of_line, heads_from, leaf_of_line, read_leaves
from tallyapp.ledger.published import checkpoint, line, rows_of
from tallyapp.ledger.signatures import to_sign
from tallyapp.past.past_results import read_past_results
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock
from tallyapp.publication import publish_audit_pack, publish_declaration, publish_statement
from tallyapp.resources import resource
from tallyapp.signing.examine import examine
from tallyapp.signing.identity import Identity, create_identity, practice_identity
from tallyapp.signing.sign import Stamp, sign
from tests.halls import RETURNING_OFFICER, SECOND_SUPERVISOR, NightClock, a_counted_hall
from tests.workstations import workstation

NIGHT = datetime(2024, 7, 5, 4, 0, tzinfo=timezone(timedelta(hours=1)))
Acts = dict[str, list[AnyAct]]
"""The acts of each stream of a pack, in order."""
Signer = Callable[[str, str, AnyAct], bytes]
"""Who signs an act of a stream, in the count of this origin."""


def signature_of(origin: str, stream: str, act: AnyAct) -> bytes:
    """An act's signature by the workstation that it names."""
    return workstation(act.workstation).sign(to_sign(origin, stream, acts.encode(act)))


@dataclass(frozen=True)
class Hall:
    """A published count: its documents, and what was given out while it was counted."""

    file: Path
    stream: str
    identity: Identity
    declaration: bytes
    pack: bytes
    statement: bytes
    codes: Mapping[str, str]
    forger: Identity
    """Another practice identity, of somebody who signs again what they changed."""

    @property
    def report(self) -> DeclarationReport:
        """What the declaration says."""
        return msgspec.json.decode(
            read_attachments(self.declaration)["result.json"], type=DeclarationReport
        )

    @property
    def acts(self) -> Acts:
        """What the pack's streams hold."""
        return acts_of(lines_of(self.pack))

    @property
    def evidence(self) -> dict[str, bytes]:
        """What the declaration carries of its stream."""
        attached = read_attachments(self.declaration)
        return {name: attached[name] for name in (SET_UP, DECLARED, LEAVES)}

    @property
    def stated(self) -> StatementReport:
        """What the verification statement says."""
        attached = read_attachments(self.statement)
        return msgspec.json.decode(attached[STATEMENT], type=StatementReport)

    @property
    def stated_evidence(self) -> dict[str, bytes]:
        """What the verification statement carries of its stream."""
        attached = read_attachments(self.statement)
        return {name: attached[name] for name in (SET_UP, STATED, LEAVES)}

    def stated_again(
        self, report: StatementReport, evidence: Mapping[str, bytes] | None = None
    ) -> bytes:
        """A verification statement that says this, drawn by the program, signed by the forger."""
        carried = self.stated_evidence if evidence is None else evidence
        return self.signed_again(render_statement(report, carried))

    def stated_bound_again(self, report: StatementReport) -> bytes:
        """A verification statement with an act that says the same, its code worked out anew."""
        act = act_of_line(self.stated_evidence[STATED])
        assert isinstance(act, acts.VerificationStated)
        said = replace(
            act,
            version=report.version,
            expected=report.expected,
            counted=report.counted,
            electorate=report.electorate,
            boxes=report.boxes,
        )
        mark = report.checkpoint
        told = line(signature_of(mark.origin, mark.stream, said), acts.encode(said))
        before = self.stated_evidence[LEAVES].splitlines(keepends=True)[:-1]
        leaves = b"".join((*before, leaf_of_line(told).hex().encode() + b"\n"))
        head = heads_from(mark.origin, mark.stream, read_leaves(leaves))[-1]
        anew = checkpoint(mark.origin, mark.stream, mark.seq, head)
        carried = self.stated_evidence | {STATED: told, LEAVES: leaves}
        return self.stated_again(replace(report, checkpoint=anew), carried)

    def declared_again(
        self, report: DeclarationReport, evidence: Mapping[str, bytes] | None = None
    ) -> bytes:
        """A declaration that says this, with its evidence as it was unless another is given, drawn
        by the program and signed by the forger.
        """
        carried = self.evidence if evidence is None else evidence
        return self.signed_again(render_declaration(report, carried))

    def bound_again(self, report: DeclarationReport, act: Declared | None = None) -> bytes:
        """A declaration that says this, with an act that says the same, and its leaves and code
        worked out anew: nothing in the file gives it away.
        """
        carried, mark = self.evidence_for(act or self.act_for(report))
        return self.declared_again(replace(report, checkpoint=mark), carried)

    def act_for(self, report: DeclarationReport) -> Declared:
        """The act that declared, as if it had said what a report says."""
        act = act_of_line(self.evidence[DECLARED])
        assert isinstance(act, Declared)
        figures = replace(
            act.figures,
            votes=tuple(candidate.votes for candidate in report.candidates),
            rejected=tuple(head.papers for head in report.rejected),
            valid=report.valid,
            verified=report.verified,
        )
        elected = tuple(
            CandidateNumber(n) for n, each in enumerate(report.candidates, 1) if each.elected
        )
        return replace(act, figures=figures, elected=elected, declared_at=report.declared_at)

    def evidence_for(self, act: Declared) -> tuple[dict[str, bytes], Checkpoint]:
        """The evidence with another act in the place of the one that declared, and its code."""
        mark = self.report.checkpoint
        signature = signature_of(mark.origin, mark.stream, act)
        told = line(signature, acts.encode(act))
        before = self.evidence[LEAVES].splitlines(keepends=True)[:-1]
        leaves = b"".join((*before, leaf_of_line(told).hex().encode() + b"\n"))
        head = heads_from(mark.origin, mark.stream, read_leaves(leaves))[-1]
        anew = checkpoint(mark.origin, mark.stream, mark.seq, head)
        return self.evidence | {DECLARED: told, LEAVES: leaves}, anew

    def packed_again(
        self,
        changed: Acts,
        by: Signer = signature_of,
        released: Sequence[ReleasedName] = (),
    ) -> bytes:
        """A pack of these acts, its pages drawn from them, signed by the forger."""
        lines = lines_from(changed, by)
        streams = Streams.of(lines)
        assert streams
        # The program draws no name that does not fit: a forger does.
        report = replace(streams.report(released=released), released=tuple(released))
        return self.signed_again(render_audit_pack(report, lines))

    def repacked(self, changed: Acts) -> bytes:
        """The pack with its pages as they were, but these acts inside, signed by the forger."""
        with pikepdf.open(BytesIO(unsigned(self.pack))) as pdf:
            for name, lines in lines_from(changed).items():
                pdf.attachments[f"{name}.jsonl"].get_file().obj.write(lines)
            return self.signed_again(saved(pdf))

    def signed_again(self, document: bytes, identity: Identity | None = None) -> bytes:
        """An unsigned document signed by the forger, or whoever is given."""
        by = identity or self.forger
        stamp = Stamp.of(by, NIGHT, title="Acting Returning Officer")
        # A forger does not ask whether their signature holds: whoever verifies it does, at once.
        unasked = SimpleNamespace(holds=True, unsigned_bytes=document)
        with patch("tallyapp.signing.sign.examine", lambda _: unasked):
            return sign(document, by, at=NIGHT, stamp=stamp)


def played(folder: Path, seed: int = 1) -> Hall:
    """The Oxford East practice count with its mishaps, played and published."""
    (result,) = read_past_results([resource("samples", "oxford-east-2024.json")])
    clock = HallClock(result.polling_day)
    file = folder / "oxford-east.tally"
    machine = workstation(rehearsal.WORKSTATION)
    desk = rehearsal.begin(file, result.name, [result], clock, machine=machine)
    try:
        planned = rehearsal.set_up(desk, result, seed)
        rehearsal.play(desk, planned, mishaps=True)
        identity = practice_identity(clock())
        published = _published(desk, planned.stream, identity, folder)
    finally:
        desk.close()
    return Hall(file, planned.stream, identity, *published, practice_identity(NIGHT))


def counted_for_real(folder: Path) -> Hall:
    """A small real count: declared, and signed by an officer's own identity."""
    hall = a_counted_hall(folder, practice=False)
    identity = _identity(folder / "officer.p12")
    try:
        hall.finish()
        hall.desk.issue_code(hall.stream, "declaration", "the agents", RETURNING_OFFICER)
        published = _published(hall.desk, hall.stream, identity, folder)
    finally:
        hall.desk.close()
    forger = _identity(folder / "forger.p12")
    return Hall(folder, hall.stream, identity, *published, forger)


def set_up_put_right(folder: Path) -> Hall:
    """A small practice count whose electorate, names and a box were put right, two of them after
    sheets were keyed, and whose re-count was given up; lines of it were added up by hand, twice.
    """
    hall = a_counted_hall(folder)
    identity = practice_identity(hall.desk.clock())
    try:
        first, *others = hall.contest.set_up.candidates
        hall.put_right(electorate=1_010)
        hall.put_right(candidates=(replace(first, surname="Ashe"), *others))
        moved = replace(hall.contest.boxes["a2"].box, name="The other school")
        hall.put_right(boxes=(moved,))
        hall.do(hall.names_confirmed(by=SECOND_SUPERVISOR))
        hall.recount("B")
        hall.abandon_recount()
        hall.state_verification()
        hall.give()
        hall.do(hall.drawing(hall.a_seed(AreaLine("A", "votes", 1)), manner="ten dice"))
        hall.do(hall.adding(-1))
        hall.do(hall.adding(by=SECOND_SUPERVISOR, reason="a sheet was left out"))
        hall.declare()
        hall.desk.issue_code(hall.stream, "declaration", "the agents", RETURNING_OFFICER)
        published = _published(hall.desk, hall.stream, identity, folder)
    finally:
        hall.desk.close()
    return Hall(folder, hall.stream, identity, *published, practice_identity(NIGHT))


def _identity(path: Path) -> Identity:
    return create_identity(
        path,
        "four quiet words",
        name="A. Example",
        title="Acting Returning Officer",
        now=NightClock()() - timedelta(hours=9),
    )


def _published(
    desk: Desk, stream: str, identity: Identity, folder: Path
) -> tuple[bytes, bytes, bytes, dict[str, str]]:
    """The declaration, the audit pack, the verification statement, and the codes given out by their
    occasion.
    """
    signed = folder / "declaration.pdf"
    pack = folder / "audit-pack.pdf"
    publish_declaration(desk, stream, identity, signed, RETURNING_OFFICER)
    publish_audit_pack(desk, stream, identity, pack, RETURNING_OFFICER)
    stated = folder / "verification-statement.pdf"
    publish_statement(desk, stream, identity, stated, RETURNING_OFFICER)
    codes = {
        str(act.occasion): act.code
        for _, act in desk.ledger.read_from(COUNT_STREAM)
        if isinstance(act, acts.CodeIssued)
    }
    return signed.read_bytes(), pack.read_bytes(), stated.read_bytes(), codes


# ---- what a verification says


def results(pdf: bytes, **given: Any) -> dict[str, Result]:
    """The result of every point by its code; of several points with one code the worst."""
    order: Sequence[Result] = ("holds", "not checked", "fails")
    found: dict[str, Result] = {}
    for point in verify(pdf, **given).points:
        found[point.code] = max(found.get(point.code, "holds"), point.result, key=order.index)
    return found


def failing(pdf: bytes, **given: Any) -> set[str]:
    """The codes of the points that fail."""
    return {code for code, result in results(pdf, **given).items() if result == "fails"}


def detail(pdf: bytes, code: str, **given: Any) -> str:
    """The last sentence of the points with this code."""
    return [point.detail for point in verify(pdf, **given).points if point.code == code][-1]


# ---- the forger's workshop


@lru_cache(maxsize=16)
def unsigned(pdf: bytes) -> bytes:
    """The document as it was before it was signed."""
    found = examine(pdf).unsigned_bytes
    assert found
    return found


def lines_of(pdf: bytes) -> dict[str, bytes]:
    """The streams in a pack, by name."""
    return {name.removesuffix(".jsonl"): data for name, data in read_attachments(pdf).items()}


def acts_of(lines: Mapping[str, bytes]) -> Acts:
    rows = list(rows_of(lines))
    return {name: [acts.decode(row.entry) for row in rows if row.stream == name] for name in lines}


def lines_from(changed: Acts, by: Signer = signature_of) -> dict[str, bytes]:
    """The acts as they travel, signed by a forger who has every workstation's key."""
    first = changed[COUNT_STREAM][:1]
    origin = first[0].id if first else ""
    return {
        name: b"".join(line(by(origin, name, act), acts.encode(act)) for act in done)
        for name, done in changed.items()
    }


def saved(pdf: pikepdf.Pdf) -> bytes:
    """A changed document as the program would have written it."""
    # With the identifier that it had: a forger keeps it, so that is not what the forgery fails by.
    # Twice, for the library says of an empty stream that is new that it is packed.
    with pikepdf.open(BytesIO(written(pdf))) as again:
        return written(again)


def attach(pdf: pikepdf.Pdf, name: str, content: bytes) -> None:
    """Put a file into a document."""
    pdf.attachments[name] = pikepdf.AttachedFileSpec(
        pdf, content, filename=name, mime_type="", description="", creation_date="", mod_date=""
    )


def with_streams(pdf: bytes, lines: Mapping[str, bytes]) -> bytes:
    """An unsigned pack with other bytes in its streams."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for name, data in lines.items():
            document.attachments[f"{name}.jsonl"].get_file().obj.write(data)
        return saved(document)


def changed(done: Acts, stream: str, change: Callable[[AnyAct], AnyAct]) -> Acts:
    """The acts with those of one stream changed."""
    return done | {stream: [change(act) for act in done[stream]]}


def rechained(done: Acts, stream: str, by: Signer = signature_of) -> Acts:
    """The acts as a careful forger leaves them: heads and codes worked out anew after every change.

    The streams lean on each other: a code on the head of the contest, an act at a fixed point on
    that of `count`. So each act is taken after those that it had seen.
    """
    origin = done[COUNT_STREAM][0].id
    count: list[AnyAct] = []
    contest: list[AnyAct] = []
    count_heads, heads = [chain.start(origin, COUNT_STREAM)], [chain.start(origin, stream)]

    def after(head: bytes, name: str, act: AnyAct) -> bytes:
        signature = by(origin, name, act)
        return chain.following(head, chain.leaf(signature, acts.encode(act)))

    def take_count(seen: int) -> None:
        for act in done[COUNT_STREAM][len(count) : seen]:
            if isinstance(act, acts.CodeIssued):
                # Where an act was taken out, the code is of what then came last.
                seq = min(act.seq, len(heads) - 1)
                code = chain.code(origin, stream, seq, heads[seq])
                act = replace(act, of=contest[seq - 1].id, seq=seq, code=code)
            count.append(act)
            count_heads.append(after(count_heads[-1], COUNT_STREAM, act))

    for act in done[stream]:
        assert isinstance(act, acts.ContestAct)
        take_count(act.seen)
        if isinstance(act, acts.FixedAct):
            act = replace(act, count_head=count_heads[act.seen].hex())
        if isinstance(act, acts.DocumentSigned):
            kinds = [type(before) for before in contest]
            seq = kinds.index(acts.Declared) + 1
            act = replace(act, head=heads[seq].hex(), seq=seq)
        contest.append(act)
        heads.append(after(heads[-1], stream, act))
    take_count(len(done[COUNT_STREAM]))
    return {COUNT_STREAM: count, stream: contest}
