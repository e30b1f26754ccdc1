"""From a declared contest to its signed documents: report, page, signature, file, and the act to say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from tallyapp.desk import Desk
from tallyapp.documents.audit_pack import render_audit_pack
from tallyapp.documents.declaration import render_declaration
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.audit_pack import audit_pack_report
from tallyapp.domain.checks import Code, Refusal, finding
from tallyapp.domain.declaration import declaration_report
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.files import write_atomically
from tallyapp.messages import say
from tallyapp.signing.identity import Identity
from tallyapp.signing.sign import Stamp, sign

DocumentName = Literal["declaration", "audit-pack"]


@dataclass(frozen=True)
class Published:
    """A signed document: where it is, and the SHA-256 of its bytes in hexadecimal."""

    document: DocumentName
    path: Path
    sha256: str


def publish_declaration(desk: Desk, stream: str, identity: Identity, path: Path, by: int) -> Published:
    """Draw, sign and write the declaration of a declared contest.

    Raises Refusal if it is not declared, the arithmetics differ or the officer may not sign; EnvironmentFault
    if it cannot be signed or written, or the file is there already. Then there is neither file nor act, the
    contest stays declared, and this can be tried again.
    """
    declared = desk.contest(stream).declaration
    if declared is None:
        raise Refusal([finding(Code.A105, "contest", stream, "not-declared")])
    desk.compare_arithmetics(stream)
    report = declaration_report(
        desk.count, desk.contest(stream), desk.ledger.checkpoint(stream, declared.seq)
    )
    return _signed(desk, stream, identity, path, by, "declaration", render_declaration(report))


def publish_audit_pack(desk: Desk, stream: str, identity: Identity, path: Path, by: int) -> Published:
    """Draw, sign and write the audit pack of a declared contest, which carries its whole ledger.

    Raises as `publish_declaration` does.
    """
    if desk.contest(stream).declaration is None:
        raise Refusal([finding(Code.A105, "contest", stream, "not-declared")])
    desk.compare_arithmetics(stream)
    ledger = desk.ledger
    streams: Mapping[str, bytes] = {name: ledger.lines(name) for name in (COUNT_STREAM, stream)}
    checkpoints = [ledger.checkpoint(stream), ledger.checkpoint(COUNT_STREAM)]
    told = (ledger.read_from(COUNT_STREAM), ledger.read_from(stream))
    report = audit_pack_report(stream, *told, checkpoints)
    return _signed(desk, stream, identity, path, by, "audit-pack", render_audit_pack(report, streams))


def _signed(
    desk: Desk, stream: str, identity: Identity, path: Path, by: int, document: DocumentName, unsigned: bytes
) -> Published:
    set_up = desk.count.count.set_up
    if set_up is None or set_up.practice != identity.practice:
        raise EnvironmentFault(say("signing", "wrong-kind"))
    if path.exists():
        raise EnvironmentFault(say("signing", "exists", path=path))
    at = desk.clock().replace(microsecond=0)
    own = "practice" if identity.practice else "self-made" if identity.self_made else "brought"
    title = identity.title or set_up.officer_title
    stamp = Stamp.of(identity, at, title=title, note=say("signing", own))
    signed = sign(unsigned, identity, at=at, stamp=stamp)
    digest = sha256(signed).hexdigest()
    fingerprint = identity.fingerprint.replace(" ", "").lower()
    fields = {"document": document, "sha256": digest, "certificate": fingerprint}
    # Whoever may not sign is refused before there is a signed file.
    desk.prepare(stream, acts.DocumentSigned, by, **fields)
    write_atomically(path, signed)
    try:
        desk.do(stream, acts.DocumentSigned, by, **fields)
    except BaseException:
        path.unlink()
        raise
    return Published(document, path, digest)
