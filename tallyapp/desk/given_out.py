"""What leaves the program and is looked up later: a code, a document; what each must fit."""

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.vocabulary.findings import Code, Refusal, finding
from tallyapp.ledger.ledger import Ledger

from .read_only import must_be_signed

_WAITING = (acts.FixedAct, acts.CodeIssued, acts.ResultReleased)
"""Acts by which something is given out: before them every signature must have been checked."""


def code_over(
    ledger: Ledger,
    stream: str,
    by: acts.Envelope,
    occasion: acts.Occasion,
    to: str,
    drawn: int = 0,
) -> acts.CodeIssued:
    """The act by which the code over a stream's head is given out as it is now; touches the ledger
    alone.
    """
    now = ledger.checkpoint(stream)
    ((_, last),) = ledger.read_these(stream, [now.seq])
    return acts.CodeIssued(
        **by.count,
        stream=stream,
        seq=now.seq,
        of=last.id,
        code=now.code,
        occasion=occasion,
        to=to,
        drawn=drawn,
    )


def must_fit(ledger: Ledger, stream: str, act: AnyAct) -> None:
    """Raises Refusal unless what an act gives out is the ledger's own, and EnvironmentFault unless
    every signature before it holds; other acts pass.
    """
    if isinstance(act, _WAITING):
        must_be_signed(ledger)
    if isinstance(act, acts.CodeIssued):
        _must_be_its_code(ledger, act)
    if isinstance(act, acts.DocumentSigned):
        _must_be_drawn_from(ledger, stream, act)


def _must_be_its_code(ledger: Ledger, act: acts.CodeIssued) -> None:
    """A109 unless the code is that of an entry in the ledger, and A114 unless that entry is the act
    named: no other could be looked up later.
    """
    last, _ = ledger.heads.get(act.stream, (0, b""))
    if not 1 <= act.seq <= last or ledger.checkpoint(act.stream, act.seq).code != act.code:
        raise Refusal([finding(Code.A109, "contest", act.stream, "code")])
    ((_, named),) = ledger.read_these(act.stream, [act.seq])
    if named.id != act.of:
        raise Refusal([finding(Code.A114, "contest", act.stream, "code")])


def _must_be_drawn_from(ledger: Ledger, stream: str, act: acts.DocumentSigned) -> None:
    """A114 unless the head from which the document was drawn is the stream's at that position."""
    if ledger.checkpoint(stream, act.seq).head != act.head:
        raise Refusal([finding(Code.A114, "contest", stream, "document")])
