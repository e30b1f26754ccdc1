"""What a contest's things are called to whoever sits here."""

from tallyapp.domain.rules.slates import to_confirm
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.slates import slate_name
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.words.papers import slate_words


def own_names(contest: ContestState, officer: OfficerNumber) -> dict[tuple[str, str], str]:
    """A contest's things by kind and id, with their own names, for sentences.

    A slate's is its number and whom it names; the number alone, where this officer has still to
    confirm it.
    """
    areas = {
        ("area", i): a.area.name for i, a in contest.areas.items() if a.area.name != f"Area {i}"
    }
    named = {
        ("slate", slate_name(slate)): str(n)
        if to_confirm(contest, slate, officer)
        else slate_words(contest, n)
        for n, slate in enumerate(contest.slates, 1)
    }
    return areas | named | {("box", i): box.box.name for i, box in contest.boxes.items()}
