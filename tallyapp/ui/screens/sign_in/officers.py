"""The staff as a table."""

from tallyapp.domain.state.contest import Count
from tallyapp.domain.vocabulary.on_paper import Enrolled
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.session.begun import kept
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import NAME
from tallyapp.ui.widgets.listed import Shown
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


def officer_rows(session: Session) -> list[tuple[Shown, ...]]:
    """Number, name and role of each; who sits here, and what is kept for whom."""
    return [_row(session, officer) for officer in staff(session.desk.count)]


def _row(session: Session, officer: Enrolled) -> tuple[Shown, ...]:
    here = session.officer is not None and session.officer.number == officer.number
    places = session.drafts.places(OfficerNumber(officer.number))
    begun = len(kept(places, session.desk.count.contests))
    state = Shown("")
    pins = session.pins
    if pins and pins.left(officer.number):
        state = Shown(say("sign-in", "locked"), "ink", Mark.LOCKED)
    elif here:
        state = Shown(say("sign-in", "here"), "ink", Mark.AGREES)
    elif begun:
        state = Shown(say("sign-in", "kept.count", things=begun), "ink", Mark.UNDER_WAY)
    elif pins and pins.on and not pins.has(officer.number):
        state = Shown(say("sign-in", "no-pin"), "secondary", Mark.NOT_YET)
    return (
        Shown(str(officer.number), face=NAME.heavier()),
        Shown(officer.name, face=NAME),
        Shown(role_words(officer.role), "secondary"),
        state,
    )
