"""A declaration or audit pack, checked from its bytes alone, offline, point by point."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from tallyapp.documents.audit_pack.pack import render_audit_pack
from tallyapp.documents.declaration import render_declaration
from tallyapp.documents.reading import (
    NotOurDocument,
    TooLarge,
    layout_of,
    read_attachments,
)
from tallyapp.domain.reports.declaration import LAYOUT
from tallyapp.domain.reports.declaration_report import DeclarationReport
from tallyapp.domain.vocabulary.phrases import day
from tallyapp.ledger import chain
from tallyapp.signing.alike import same_document
from tallyapp.signing.examine import Problem, SignatureReport, examine
from tallyapp.signing.report import Later, LaterFault
from tallyapp.words.catalogue import say

from .figures import disagreeing_figures
from .names import names_point, read_names
from .points import Point, Result, Verification, point, unchecked
from .streams import Streams

MARK = b"/TLLY_"
"""In every document of this program: how its layout, and what its stamp was drawn with, are called.
"""
BEFORE_RELEASE = b"/TALY_"
"""How they were called before release 1.0."""
RESULT = "result.json"
NAMES = "names.json"
STREAM_SUFFIX = ".jsonl"
LARGEST_RESULT = 256 * 1024
"""In bytes; that of 99 candidates with long names takes a quarter of it. What is cut off cannot be
read.
"""


def verify(pdf: bytes, trusted: Sequence[bytes] = (), codes: Sequence[str] = ()) -> Verification:
    """Everything that can be checked about a document without asking anybody.

    `trusted` are certificates (PEM or DER) that you know to be the signer's; `codes` are those
    noted at the count. Any bytes can be given; what is none of our documents is not judged.
    """
    # Drawn and signed in ways that nobody keeps: to say that it fails would be to say too much.
    if BEFORE_RELEASE in pdf and MARK not in pdf:
        return Verification((unchecked("original", "before-release"),))
    signature = examine(pdf, trusted)
    # Before anything else is said of it: a file nobody can open is not a file that fails.
    for problem in (Problem.PROTECTED, Problem.TOO_MUCH):
        if problem in signature.problems and not signature.signed:
            return Verification((unchecked("original", problem),))
    # What a later revision might say is for the signature's points; the rest reads the signed
    # bytes.
    original = signature.unsigned_bytes or signature.plain_bytes
    if original is None:
        return Verification(tuple(_unreadable(pdf)))
    try:
        attached = read_attachments(original)
    except TooLarge:
        return Verification((unchecked("original", Problem.TOO_MUCH),))
    except NotOurDocument:
        attached = {}
    lines = {
        name.removesuffix(STREAM_SUFFIX): data
        for name, data in attached.items()
        if name.endswith(STREAM_SUFFIX)
    }
    if RESULT in attached:
        about = list(_declaration(original, attached[RESULT], signature, codes))
    elif lines:
        about = list(_audit_pack(original, lines, attached.get(NAMES), signature, codes))
    else:
        about = [unchecked("original", "not-ours")]
    # A file of somebody else's, without signature or data of ours, is not the signed original: it
    # was printed or flattened, and that is no scandal.
    if not signature.signed and not attached:
        return Verification(tuple(about))
    signed = _signature(signature, asked=bool(trusted))
    return Verification((*signed, *about), tuple(map(_proved, signature.later)))


def _unreadable(pdf: bytes) -> Iterator[Point]:
    """A file that no reader can be given: damaged, or written in another way than ours are."""
    if MARK not in pdf:
        yield unchecked("original", "not-ours")
        return
    yield point("signature", False, problems=say("verify", "problem.unreadable"))
    yield unchecked("original", "damaged")


def _signature(found: SignatureReport, asked: bool) -> Iterator[Point]:
    problems = _problems(found)
    yield _signature_itself(found, problems)
    if not found.signed:
        return
    yield _coverage(found, problems)
    if Problem.UNKNOWN_LAYOUT in found.problems:
        yield point(
            "padding", "not checked" if found.padding_canonical else "fails", problems=problems
        )
    else:
        canonical = bool(found.padding_canonical and found.revision_canonical)
        yield point("padding", canonical, problems=problems)
    made = say("verify", "self-made" if found.self_made else "issued")
    # Whoever asks for a certain certificate must not be told that all holds where it could not be
    # compared.
    trusted: Result | bool = bool(found.trusted) if asked else "not checked"
    yield point("signer", trusted, fingerprint=found.fingerprint, made=made)


def _problems(found: SignatureReport) -> str:
    names = found.problems or ("unsigned",)
    return "; ".join(say("verify", f"problem.{name}") for name in names)


def _signature_itself(found: SignatureReport, problems: str) -> Point:
    """The signature with its certificate; one whose file was changed since does not hold either."""
    at = f"{day(found.signed_at)} at {found.signed_at:%H:%M:%S}" if found.signed_at else ""
    intact = bool(found.signed and found.intact and found.certified and found.within_validity)
    words = {"signer": found.signer_name, "at": at}
    if not (intact and found.strong and found.fit):
        return point("signature", False, problems=problems)
    if fault := found.later_fault:
        said = say("verify", "signature.changed-since", found=_found(fault), **words)
        return Point("signature", "fails", said)
    return point("signature", True, **words)


def _coverage(found: SignatureReport, problems: str) -> Point:
    """What the signature covers, and what follows it."""
    if fault := found.later_fault:
        words = {"revision": fault.revision, "found": _found(fault)}
        return Point("coverage", "fails", say("verify", "coverage.changed-since", **words))
    if found.covers_file and found.later:
        proved = " ".join(map(_proved, found.later))
        followed = say("verify", "coverage.followed", number=len(found.later), proved=proved)
        return Point("coverage", "holds", followed)
    return point("coverage", bool(found.covers_file), problems=problems)


def _found(fault: LaterFault) -> str:
    return say("verify", f"later.{fault.found}", what=fault.what)


def _proved(later: Later) -> str:
    """What a revision after the signature proves."""
    parts = [
        say(
            "verify",
            "proved.timestamp",
            at=f"{day(stamp.at)}, {stamp.at:%H:%M:%S} UTC",
            by=stamp.authority,
        )
        for stamp in later.timestamps
    ]
    numbers = {"certificates": later.certificates, "lists": later.lists, "answers": later.answers}
    if any(numbers.values()):
        parts.append(say("verify", "proved.certificates", **numbers))
    return " ".join(parts)


def _against_data(found: SignatureReport, declared: datetime, title: str) -> Iterator[Point]:
    """Where the signature says other than the signed data: when, or as what somebody signed."""
    for problem, wrong in (
        ("before-declaring", found.signed_before(declared)),
        # What the certificate does not carry the program was told, and the data must say it.
        ("told-title", bool(found.told_title) and found.told_title != title),
    ):
        if wrong:
            yield point("signature", False, problems=say("verify", f"problem.{problem}"))


def _practice(practice: bool, signature: SignatureReport) -> Iterator[Point]:
    if signature.practice is not None:
        kind = say("verify", "practice" if practice else "real")
        yield point("practice", practice == signature.practice, kind=kind)


def _declaration(
    original: bytes, data: bytes, signature: SignatureReport, codes: Sequence[str]
) -> Iterator[Point]:
    try:
        report = msgspec.json.decode(data[: LARGEST_RESULT + 1], type=DeclarationReport)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        yield point("rendering", False)
        return
    yield from _practice(report.heading.practice, signature)
    yield from _against_data(signature, report.declared_at, report.heading.officer_title)
    # Text taken out of a page can read 19,541 where swapped glyphs show 91,549: so the page is
    # drawn again from its data, and compared.
    alike = _drawn_alike(original, report.layout, signature, lambda: render_declaration(report))
    yield point("rendering", alike)
    wrong = list(disagreeing_figures(report))
    words = {"valid": report.valid, "rejected": report.rejected_total, "verified": report.verified}
    yield point("figures", not wrong, problems="; ".join(wrong), **words)
    # The declaration carries the result alone; the whole count is in the audit pack.
    for code in ("chain", "acts", "two-officers", "arithmetic", "derived"):
        yield unchecked(code, f"in-the-pack.{code}")
    mark = report.checkpoint
    try:
        derived = chain.code(mark.origin, mark.stream, mark.seq, bytes.fromhex(mark.head))
    except ValueError:
        derived = ""
    yield point("code", derived == mark.code, code=mark.code, problems=mark.code)
    # A code of another entry is not wrong: this page was drawn at one of them.
    for noted in map(chain.read_code, codes):
        if noted == mark.code:
            yield Point(
                "code",
                "holds",
                say("verify", "code.noted", code=noted, seq=mark.seq, stream=mark.stream),
            )
        else:
            yield Point("code", "not checked", say("verify", "code.elsewhere", code=noted))


def _audit_pack(
    original: bytes,
    lines: Mapping[str, bytes],
    names: bytes | None,
    signature: SignatureReport,
    codes: Sequence[str],
) -> Iterator[Point]:
    streams = Streams.of(lines)
    if streams is None:
        yield point("chain", False, problems=say("verify", "not-one-contest"))
        return
    if streams.read.count.count.set_up:
        yield from _practice(streams.read.count.count.set_up.practice, signature)
    yield from streams.points()
    if not streams.whole:
        yield unchecked("rendering", streams.why_not)
        yield unchecked("derived", streams.why_not)
        return
    released = read_names(names)
    if names is not None:
        yield names_point(streams.read.count.count, released)
    layout = layout_of(original)
    report = streams.report(layout, released or ())
    if made := streams.declaration:
        yield from _against_data(signature, made.declared_at, report.heading.officer_title)
    alike = _drawn_alike(original, layout, signature, lambda: render_audit_pack(report, lines))
    yield point("rendering", alike)
    yield point("derived", alike)
    yield from streams.declared()
    yield point("code", True, code=report.checkpoints[0].code)
    # In a pack every entry gives a code, so one that is unknown here was never given out.
    known = {code: (name, seq) for name, seq, code in streams.codes()}
    for noted in map(chain.read_code, codes):
        name, seq = known.get(noted, ("", 0))
        words = {"code": noted, "seq": seq, "stream": name}
        if name:
            yield Point("code", "holds", say("verify", "code.noted", **words))
        else:
            yield point("code", False, problems=noted)


def _drawn_alike(
    original: bytes, layout: int, signature: SignatureReport, draw: Callable[[], bytes]
) -> Result | bool:
    """Whether drawing the document again gives these bytes; data that cannot be drawn does not."""
    if layout < 1:
        return False
    if layout > LAYOUT or Problem.UNKNOWN_LAYOUT in signature.problems:
        return "not checked"
    try:
        return same_document(original, draw())
    except Exception:
        # Hostile data make the drawing fail in ways that no list of exceptions can name.
        return False
