"""Where stored bytes do not agree: with themselves, with the rules, or with what is remembered."""

from dataclasses import dataclass
from enum import StrEnum

from tallyapp.domain.vocabulary.findings import Finding


class What(StrEnum):
    """In what way stored bytes do not agree with themselves or with the rules."""

    DAMAGED = "damaged"
    SCHEMA = "schema"
    NO_COUNT = "no-count"
    GAP = "gap"
    UNREADABLE = "unreadable"
    LATER_FORMAT = "later-format"
    NOT_CANONICAL = "not-canonical"
    HEAD = "head"
    SIGNATURE = "signature"
    WITHHELD = "withheld"
    COUNT_HEAD = "count-head"
    SIGNED_HEAD = "signed-head"
    CODE = "code"
    RULES = "rules"
    NOT_JUDGED = "not-judged"
    OLDER_COPY = "older-copy"
    FORK = "fork"


@dataclass(frozen=True)
class Disagreement:
    """Where a file or stream does not agree, and how; `findings` are those of the rules."""

    what: What
    stream: str = ""
    seq: int = 0
    name: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def only_remembered(self) -> bool:
        """Whether the file agrees with itself, and only this machine remembers another."""
        return self.what in (What.OLDER_COPY, What.FORK)

    @property
    def only_later(self) -> bool:
        """Whether nothing is known to be wrong:
        a later version of the program wrote it, and can read it.
        """
        return self.what is What.LATER_FORMAT

    @property
    def not_judged(self) -> bool:
        """Whether nothing is known to be wrong: what is withheld may have allowed it."""
        return self.what is What.NOT_JUDGED
