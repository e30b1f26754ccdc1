"""The staff as a table."""

from collections.abc import Sequence

from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.on_paper import Enrolled
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.screens.begun import kept
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import NAME
from tallyapp.ui.widgets.cells import Look, cell
from tallyapp.words.catalogue import say
from tallyapp.words.figures import role_words

COLUMNS = ("number", "name", "role", "state")


def staff(count: Count) -> list[Enrolled]:
    """Everybody who is on the staff now, by number."""
    states = sorted(count.count.officers.items())
    held = (state.at(count.count.seq) for _, state in states)
    return [enrolled for enrolled in held if enrolled]


def next_number(count: Count) -> int:
    """The number after the highest that was ever given out: none is given to two people."""
    return max(count.count.officers, default=0) + 1


def officer_rows(session: Session) -> list[Sequence[Look]]:
    """Number, name and role of each; who sits here, and what is kept for whom."""
    return [_row(session, officer) for officer in staff(session.desk.count)]


def _row(session: Session, officer: Enrolled) -> Sequence[Look]:
    here = session.officer is not None and session.officer.number == officer.number
    places = session.drafts.places(OfficerNumber(officer.number))
    begun = len(kept(places, session.desk.count.contests))
    state = cell("")
    pins = session.pins
    if pins and pins.left(officer):
        state = cell(say("sign-in", "locked"), role="ink", mark=Mark.LOCKED)
    elif here:
        state = cell(say("sign-in", "here"), role="ink", mark=Mark.AGREES)
    elif begun:
        state = cell(say("sign-in", "kept.count", things=begun), role="ink", mark=Mark.UNDER_WAY)
    elif pins and pins.on and not pins.has(officer):
        state = cell(say("sign-in", "no-pin"), role="secondary", mark=Mark.NOT_YET)
    return (
        cell(str(officer.number), face=NAME.heavier()),
        cell(session.desk.staff.name(officer.number), face=NAME),
        cell(role_words(officer.role), role="secondary"),
        state,
    )
