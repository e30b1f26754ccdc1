"""Several things that stand against something, in as many sentences as can be read at once."""

from collections.abc import Sequence

from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.ui.session.session import Session
from tallyapp.words.catalogue import say

_SAID_AT_ONCE = 3


def said_at_once(session: Session, findings: Sequence[Finding]) -> str:
    """What stands against something, in sentences; of very much, the first and how many more."""
    told = [session.sentence(found) for found in findings[:_SAID_AT_ONCE]]
    more = len(findings) - len(told)
    return "  ".join([*told, say("papers", "and-more", more=more)] if more else told)
