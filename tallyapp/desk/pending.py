"""An act on its way: checked on one thread, written on another, made true on the first again."""

from msgspec import Struct

from tallyapp.domain.acts import AnyAct
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.staff_names import StaffName
from tallyapp.ledger.entries import Appended, Moved, Sign
from tallyapp.ledger.ledger import Ledger

from .given_out import must_fit
from .read_only import must_be_writable
from .two_arithmetics import Ours


# Structures, as one of each is made for every act that is done.
class Done(Struct, frozen=True):
    """An act is recorded: its position, what changed, and what it flagged."""

    act: AnyAct
    seq: int
    changed: Changed
    flags: tuple[Finding, ...]


class Pending(Struct, frozen=True):
    """An act that was checked and is to be written;
    `ours` is what is compared before it (E304), `names` those of whom it enrols.

    `wanted` is the act, of this stream, for which a machine that is new joins the count first.
    """

    ledger: Ledger
    stream: str
    act: AnyAct
    after: int
    flags: tuple[Finding, ...]
    sign: Sign
    ours: Ours | None = None
    names: tuple[StaffName, ...] = ()
    wanted: tuple[str, AnyAct] | None = None

    def write(self) -> Appended | Moved:
        """Put the act on the disk; touches the ledger alone,
        so that a slow disk can be waited for elsewhere.

        Raises Refusal (E304, or what a code or a signature names is not there) or EnvironmentFault;
        then nothing is recorded.
        """
        # A contest that is read behind, or a late signature, may have been found wrong since.
        asked_for = self.wanted[1] if self.wanted else self.act
        must_be_writable(self.ledger, type(asked_for))
        must_fit(self.ledger, self.stream, self.act)
        entries = [self.ledger.signed(self.stream, self.after, self.act, self.sign)]
        if self.ours is not None:
            moved = self.ledger.moved(entries)
            if moved:
                # Figures that others have changed since are not to be mistaken for a wrong
                # arithmetic.
                return moved
            self.ours.must_agree(self.ledger, self.stream)
        return self.ledger.append(entries, self.names)
