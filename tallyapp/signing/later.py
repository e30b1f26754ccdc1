"""
What may follow a signed revision: proof of its time and of its certificates, and nothing else.

All that is allowed is listed here, down to the keys of a dictionary: what is not is refused.
pyHanko's own policy says what is forbidden instead, and takes for proof of time whatever the
security store names, with all that it refers to: a genuine page was repainted so.
"""

from tallyapp.signing.allowed import Revision, slashed
from tallyapp.signing.document import Document, NotProof, is_ending
from tallyapp.signing.report import Later, LaterFault, LaterFound
from tallyapp.signing.syntax import MOST_VALUES, NotPlain, TooMany
from tallyapp.signing.tables import Table, ending_at, objects_from, table_at

MOST_REVISIONS = 64
# No /Encrypt and no /XRefStm: the one hides what follows, the other leads to a second table.
_TRAILER = frozenset({"Size", "Root", "Info", "ID", "Prev"})


def follow(pdf: bytes, at: int, signed: list[Table]) -> tuple[tuple[Later, ...], LaterFault | None]:
    """
    What each revision from there on proves, and what is wrong with the first that is no proof.

    `signed` are the tables of the signed part, which ends there, from the last to the first.
    """
    document = Document(pdf, signed)
    found: list[Later] = []
    try:
        # One by one, each as the one before it left the document: the last alone proves nothing.
        while not is_ending(pdf, at, len(pdf)):
            if len(found) == MOST_REVISIONS:
                raise NotProof(LaterFound.TOO_MANY, f"{MOST_REVISIONS}")
            later, at = _revision(document, at)
            found.append(later)
    except NotProof as fault:
        return tuple(found), LaterFault(len(found) + 1, fault.found, fault.what)
    except TooMany:
        return tuple(found), LaterFault(len(found) + 1, LaterFound.TOO_MUCH)
    except NotPlain:
        return tuple(found), LaterFault(len(found) + 1, LaterFound.NO_REVISION)
    return tuple(found), None


def _revision(document: Document, at: int) -> tuple[Later, int]:
    """What the revision that begins there proves, and where it ends; NotProof or NotPlain."""
    objects, after = objects_from(document.pdf, at)
    document.values += sum(each.values for each in objects)
    if document.values > MOST_VALUES:
        raise TooMany("too many values in all revisions")
    table = table_at(document.pdf, after)
    named, end = ending_at(document.pdf, table.end)
    # Every object is where its table says, or a reader that searches finds another.
    if named != table.start or table.places != {each.number: each.start for each in objects}:
        raise NotProof(LaterFound.TABLE)
    if len(table.places) != len(objects) or any(each.generation for each in objects):
        raise NotProof(LaterFound.TABLE)
    _check_trailer(document, table)
    revision = Revision(document, objects, end)
    later = revision.proves()
    document.tables = [table, *document.tables]
    document.roles |= revision.roles
    return later, end


def _check_trailer(document: Document, table: Table) -> None:
    trailer = table.trailer
    if strange := set(trailer) - _TRAILER:
        raise NotProof(LaterFound.TABLE, slashed(strange))
    # Back to the table before and no further: a table left out is a revision nobody sees.
    if trailer.get("Prev") != document.tables[0].start or not isinstance(trailer.get("Size"), int):
        raise NotProof(LaterFound.TABLE, "/Prev")
    for key in ("Root", "Info"):
        if trailer.get(key) != document.trailer.get(key):
            raise NotProof(LaterFound.TABLE, f"/{key}")
