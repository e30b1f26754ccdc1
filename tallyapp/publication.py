"""From a contest to its signed documents:
report, page, signature, file, and the act to say so.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from tallyapp.desk import Desk
from tallyapp.desk.read_only import must_be_signed
from tallyapp.desk.two_arithmetics import must_agree
from tallyapp.documents.audit_pack.pack import render_audit_pack
from tallyapp.documents.declaration import render_declaration
from tallyapp.documents.page.pdf import DECLARED, LEAVES, SET_UP, STATED
from tallyapp.documents.statement import render_statement
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.reports.audit_pack import audit_pack_report
from tallyapp.domain.reports.declaration import corrected_report, declaration_report
from tallyapp.domain.reports.declaration_report import NOWHERE, Checkpoint, DeclarationReport
from tallyapp.domain.reports.statement import StatementReport, statement_report
from tallyapp.domain.reports.withholding import Withholding
from tallyapp.domain.rules.declaring import borne_out
from tallyapp.domain.rules.officers import IN_PERSON
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.document_names import DocumentName
from tallyapp.domain.vocabulary.findings import Code, Refusal, finding
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.domain.vocabulary.phrases import day
from tallyapp.domain.vocabulary.staff_names import ReleasedName
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.errors import EnvironmentFault
from tallyapp.files import free_name, write_atomically
from tallyapp.ledger.declared import evidence
from tallyapp.ledger.ledger import Ledger
from tallyapp.signing.identity import Identity
from tallyapp.signing.sign import Stamp, sign
from tallyapp.words.catalogue import say

PACKS: frozenset[DocumentName] = frozenset({"audit-pack", "counsel-pack"})
"""The documents that carry whole streams, and tell all up to where they were drawn."""
Withheld = Mapping[str, Collection[int]]
"""The positions of each stream of which a pack carries the leaf alone."""


@dataclass(frozen=True)
class Published:
    """A signed document: where it is, its bytes' SHA-256 and its certificate's, both in
    hexadecimal; and how far its contest's stream was when it was drawn.
    """

    document: DocumentName
    path: Path
    sha256: str
    certificate: str
    drawn_from: Checkpoint

    @property
    def signed(self) -> dict[str, Any]:
        """The fields of the act that records it (acts.DocumentSigned)."""
        return {
            "document": self.document,
            "sha256": self.sha256,
            "certificate": self.certificate,
            "head": self.drawn_from.head,
            "seq": self.drawn_from.seq,
        }

    def withdraw(self) -> None:
        """Take the file away again:
        the act that should say that it was signed could not be recorded.
        """
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True)
class Unpublished:
    """A document about to be made:
    all that its making takes from the count's state, and the time of it.
    """

    document: DocumentName
    ledger: Ledger
    stream: str
    figures: ResultFigures
    positions: tuple[int, ...]
    """Of the act that declared, and of each that corrected the notice where that is drawn; of a
    verification statement that of its act.
    """
    put_right: tuple[int, ...]
    """Of the acts that had put the contest's set-up right by then."""
    report: DeclarationReport | StatementReport
    at: datetime
    released: tuple[ReleasedName, ...] = ()
    withheld: Withheld = field(default_factory=dict)
    withholding: Withholding | None = None
    """What a pack for counsel says of that itself."""

    def publish(self, identity: Identity, path: Path) -> Published:
        """Draw, sign and write it;
        touches the ledger and the disk alone, so that another thread may do it.

        Raises Refusal if the arithmetics differ, EnvironmentFault if it cannot
        be signed or written, or the file is there already; then there is none.
        ValueError for an entry that may not be withheld.
        """
        # A practice identity must never sign a real result, nor a real one a practice.
        heading = self.report.heading
        if heading.practice != identity.practice:
            raise EnvironmentFault(say("signing", "wrong-kind"))
        if path.exists():
            raise EnvironmentFault(say("signing", "exists", path=path))
        # With the clock behind, the page would say that it was signed before it was declared.
        made = self.report.made_at.replace(microsecond=0)
        if self.at < made:
            at, then = (f"{day(each)}, {each:%H:%M:%S}" for each in (self.at, made))
            stated = isinstance(self.report, StatementReport)
            early = "before-stating" if stated else "before-declaring"
            raise EnvironmentFault(say("signing", early, at=at, made=then))
        # Before the page is drawn: what would be refused must not lie signed in a folder.
        must_be_signed(self.ledger)
        must_agree(self.ledger, self.stream, self.figures)
        # The stamp is complete before signing: a text added afterwards belongs to another revision.
        stamp = Stamp.of(identity, self.at, title=heading.officer_title)
        # Drawn, signed and examined before there is a file: none is ever wrong.
        mark = self._mark()
        signed = sign(self._drawn(mark), identity, at=self.at, stamp=stamp)
        write_atomically(path, signed)
        fingerprint = identity.fingerprint.replace(" ", "").lower()
        return Published(self.document, path, sha256(signed).hexdigest(), fingerprint, mark)

    def _mark(self) -> Checkpoint:
        """From where it is drawn: a notice from its own act, an audit pack from the last of all."""
        if self.document in PACKS:
            return self.ledger.checkpoint(self.stream)
        return self.ledger.checkpoint(self.stream, self.positions[-1])

    def _drawn(self, mark: Checkpoint) -> bytes:
        ledger = self.ledger
        stream = self.stream
        if self.document not in PACKS:
            bound = evidence(ledger.lines(stream), self.positions, self.put_right)
            carried = {SET_UP: bound.set_up, LEAVES: bound.leaves}
            report = msgspec.structs.replace(self.report, checkpoint=mark)
            if isinstance(report, StatementReport):
                return render_statement(report, carried | {STATED: bound.declared})
            return render_declaration(report, carried | {DECLARED: bound.declared})
        # The .tally file itself never leaves: drafts and the whole count are in it.
        names = (COUNT_STREAM, stream)
        streams = {name: ledger.lines(name, self.withheld.get(name, ())) for name in names}
        checkpoints = [mark, ledger.checkpoint(COUNT_STREAM)]
        # The pages tell what travels with them, and nothing of what is withheld.
        count, contest = (
            [each for each in ledger.read_from(name) if each[0] not in self.withheld.get(name, ())]
            for name in names
        )
        pack = audit_pack_report(
            stream, count, contest, checkpoints, self.released, withholding=self.withholding
        )
        return render_audit_pack(pack, streams)


def prepare(
    desk: Desk, stream: str, document: DocumentName, by: int, *, release_names: bool = False
) -> Unpublished:
    """A document of a declared contest, or its verification statement, ready to be made.

    With `release_names` an audit pack gives the names of the officers on its pages, which the
    returning officer alone releases.

    Raises Refusal if it is not declared (or no statement stands), the officer may not sign, or the
    count does not have the figures of a declaration made outside; EnvironmentFault if the count can
    only be read.
    """
    contest = desk.contest(stream)
    positions = _positions(contest, document)
    # Whoever may not sign is refused before there is a signed file.
    if release_names and desk.count.count.role(OfficerNumber(by), desk.count.count.seq) not in (
        IN_PERSON
    ):
        raise Refusal([finding(Code.A102, "officer", by, "release-names")])
    digest = "0" * 64
    desk.prepare(
        stream,
        acts.DocumentSigned(
            **desk.by(by).contest,
            document=document,
            sha256=digest,
            certificate=digest,
            head=digest,
            seq=contest.seq if document in PACKS else positions[-1],
        ),
    )
    at = desk.clock().replace(microsecond=0)
    released = desk.staff.all_released() if release_names else ()
    report = _report(desk, contest, document)
    now = figures(contest)
    put_right = tuple(seq for seq, _ in contest.put_right if seq < positions[0])
    return Unpublished(
        document, desk.ledger, stream, now, positions, put_right, report, at, released
    )


def _positions(contest: ContestState, document: DocumentName) -> tuple[int, ...]:
    """The positions of the acts that a document is of; raises Refusal where there are none."""
    if document == "verification-statement":
        if contest.statement is None:
            raise Refusal([finding(Code.A105, "contest", contest.set_up.name, "not-stated")])
        return (contest.stated_seq,)
    declared = contest.declaration
    if declared is None:
        raise Refusal([finding(Code.A105, "contest", contest.set_up.contest, "not-declared")])
    if document == "declaration" and not borne_out(contest):
        raise Refusal([finding(Code.A105, "contest", contest.set_up.name, "not-borne-out")])
    if document == "corrected-notice" and contest.corrected:
        # Each correction before the last as well: what a notice changed is told against them.
        return (declared.seq, *(each.seq for each in contest.corrected))
    return (declared.seq,)


def _report(
    desk: Desk, contest: ContestState, document: DocumentName
) -> DeclarationReport | StatementReport:
    """What a document says; how far the ledger had got is read where it is made."""
    declared = contest.declaration
    if document == "verification-statement" or declared is None:
        return statement_report(desk.count, contest, NOWHERE)
    corrected = document == "corrected-notice" and contest.corrected
    drawn = corrected_report if corrected else declaration_report
    return drawn(desk.count, contest, NOWHERE, desk.staff.released(declared.declarant))


def publish_declaration(
    desk: Desk, stream: str, identity: Identity, path: Path, by: int
) -> Published:
    """Draw, sign and write the declaration of a declared contest.

    Raises Refusal if it is not declared, the arithmetics differ or the officer may not sign;
    EnvironmentFault if it cannot be signed or written, or the file is there already. Then there is
    neither file nor act, the contest stays declared, and this can be tried again.
    """
    unpublished = prepare(desk, stream, "declaration", by)
    return _published(desk, stream, identity, path, by, unpublished)


def publish_audit_pack(
    desk: Desk,
    stream: str,
    identity: Identity,
    path: Path,
    by: int,
    *,
    release_names: bool = False,
    withheld: Withheld | None = None,
) -> Published:
    """Draw, sign and write the audit pack of a declared contest, which carries its whole ledger
    but for what is withheld.

    Names of officers are in it where the returning officer releases them.
    Raises as `publish_declaration` does, and ValueError for an entry that may not be withheld.
    """
    unpublished = prepare(desk, stream, "audit-pack", by, release_names=release_names)
    unpublished = replace(unpublished, withheld=withheld or {})
    return _published(desk, stream, identity, path, by, unpublished)


def prepare_counsel_pack(desk: Desk, stream: str, withholding: Withholding, by: int) -> Unpublished:
    """A pack of a declared contest for somebody, ready to be made: with these entries withheld,
    which it names with the reason, and without the names of officers.

    Raises as `prepare` does, and ValueError for an entry that may not be withheld.
    """
    unpublished = prepare(desk, stream, "counsel-pack", by)
    withheld = {stream: withholding.positions}
    return replace(unpublished, withheld=withheld, withholding=withholding)


def publish_counsel_pack(
    desk: Desk, stream: str, identity: Identity, path: Path, by: int, withholding: Withholding
) -> Published:
    """Draw, sign and write a pack for somebody; raises as `publish_audit_pack` does."""
    unpublished = prepare_counsel_pack(desk, stream, withholding, by)
    return _published(desk, stream, identity, path, by, unpublished)


def publish_corrected_notice(
    desk: Desk, stream: str, identity: Identity, path: Path, by: int
) -> Published:
    """Draw, sign and write the last corrected notice of a declared contest.

    Raises as `publish_declaration` does, and Refusal if no notice was corrected.
    """
    unpublished = prepare(desk, stream, "corrected-notice", by)
    return _published(desk, stream, identity, path, by, unpublished)


def publish_statement(
    desk: Desk, stream: str, identity: Identity, path: Path, by: int
) -> Published:
    """Draw, sign and write the verification statement of a contest that stands.

    Raises as `publish_declaration` does, and Refusal if no statement stands.
    """
    unpublished = prepare(desk, stream, "verification-statement", by)
    return _published(desk, stream, identity, path, by, unpublished)


def free_path(folder: Path, stem: str, document: DocumentName) -> Path:
    """Where a document goes in a folder: named after the count, by a name that is not taken."""
    # Numbered and not replaced: a signed document that was handed over must stay as it was.
    return free_name(folder, f"{stem}-{document}", ".pdf")


def _published(
    desk: Desk, stream: str, identity: Identity, path: Path, by: int, unpublished: Unpublished
) -> Published:
    published = unpublished.publish(identity, path)
    try:
        desk.do(stream, acts.DocumentSigned(**desk.by(by).contest, **published.signed))
    # A signed file that no act tells of is a document nobody could account for.
    except BaseException:
        published.withdraw()
        raise
    return published
