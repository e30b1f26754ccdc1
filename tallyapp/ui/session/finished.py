"""When unfinished keying is over: its thing is settled, or can be keyed by its officer no more."""

from tallyapp.domain.rules.hand_totals import is_drawn, open_re_add
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.keyed_paper import DONE, LIVE, KeyedPaper, Life
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.session.draft_place import DraftPlace


def is_finished(contest: ContestState, place: DraftPlace, officer: OfficerNumber) -> bool:
    """Whether a draft of this contest asks for something that is done, as the contest stands."""
    if place.thing == "corrected-notice":
        return len(contest.corrected) >= int(place.name.partition(".")[0])
    if contest.declaration:
        return True  # nothing is keyed any more but a corrected notice
    if place.thing == "names":
        return contest.names_confirmed or contest.names_id != place.name
    if place.thing in ("read-back", "re-add"):
        return _is_added_up(contest, place)
    if place.thing == "account":
        box = contest.boxes.get(place.name)
        return box is None or box.account is not None
    paper = place.paper
    if paper is None:
        return False
    state = paper.state(contest)
    if state is None:
        return paper.kind == "sheet"  # a form is known from its first keying on
    if place.thing == "correct":
        return state.life not in LIVE
    if place.thing in ("look", "seen"):
        return state.life is not Life.DIFFERS
    small = contest.set_up.small_count
    return _is_keyed(state) or (officer in state.officers and not small)


def _is_added_up(contest: ContestState, place: DraftPlace) -> bool:
    """Whether nobody reads back any more, or adds up the lines that were drawn."""
    if place.thing == "re-add":
        drawn = contest.re_add
        if drawn is None or drawn.id != place.name or not open_re_add(contest):
            return True
        # Nobody adds them up for the first time once other figures were given.
        return not drawn.done and contest.provisional is not None and not is_drawn(contest)
    given = contest.provisional
    return given is None or given.id != place.name or given.read_back_agrees


def _is_keyed(state: KeyedPaper) -> bool:
    """Whether nobody keys this paper whole any more."""
    return state.life in DONE or state.life is Life.DIFFERS


def finished_by(
    changed: Changed, contest: ContestState, place: DraftPlace, officer: OfficerNumber
) -> bool:
    """Whether this change of the contest has finished a draft that was kept before it.

    A queried paper begins anew for everybody. A look is of the paper as it then stood; the reason
    for a correction is for whoever wrote it to keep, whatever became of the figures.
    """
    if is_finished(contest, place, officer):
        return True
    paper = place.paper
    state = paper.state(contest) if paper else None
    touched = changed.sheets if paper and paper.kind == "sheet" else changed.forms
    if state is None or state.number not in touched:
        return False
    if place.thing == "correct":
        return False
    if place.thing in ("look", "seen"):
        return True
    return state.life is Life.QUERIED or officer in state.officers
