"""What is still out, area by area, and the forms, as tables."""

from collections.abc import Sequence

from tallyapp.domain.rules.forms import form_kind
from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import DONE, LIVE, Life
from tallyapp.domain.vocabulary.units import FormNumber
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.states import life_state
from tallyapp.ui.theme.type import BODY, FIGURE, NAME
from tallyapp.ui.widgets.cells import Heading, Look, cell
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words


class AreasModel(RowsModel):
    """Doubtful papers by area: sent on its sheets, adjudicated on
    its forms, and what is still out.
    """

    def __init__(self, contest: ContestState) -> None:
        self._contest = contest
        names = ("area", "sent", "adjudicated", "out", "state")
        headings = [
            Heading(say("doubtful", f"column.{n}"), n in ("sent", "adjudicated", "out"))
            for n in names
        ]
        self._order = {name: at for at, name in enumerate(contest.areas)}
        super().__init__(headings, [*((0, at) for at in range(len(self._order))), (1, 0)])
        self._names = list(contest.areas)

    def area_changed(self, name: str) -> None:
        """An area's figures are others, and so are the totals."""
        self.refresh((0, self._order[name]))
        self.refresh((1, 0))

    def describe(self, key: tuple[int, int]) -> Sequence[Look]:
        """An area, or all of them together."""
        beneath, at = key
        areas = (
            list(self._contest.areas.values())
            if beneath
            else [self._contest.areas[self._names[at]]]
        )
        sent = sum(a.sent for a in areas)
        adjudicated = sum(a.adjudicated for a in areas)
        face = FIGURE.heavier() if beneath else FIGURE
        words = (
            say("doubtful", "all-areas", areas=len(areas)) if beneath else area_words(areas[0].area)
        )
        mark, state = _state(areas)
        last = "field" if not beneath and at == len(self._names) - 1 else ""
        cells = (
            cell(words, face=NAME.heavier(600 if beneath else 500), rule=last),
            cell(int(sent), face=face, rule=last),
            cell(int(adjudicated), face=face, rule=last),
            cell(
                sent - adjudicated,
                face=face,
                rule=last,
                role="refused" if adjudicated > sent else "",
            ),
        )
        return (*cells, cell(state, mark=mark, face=BODY.heavier(500), rule=last))

    def name_of(self, key: tuple[int, int]) -> str:
        return (
            say("doubtful", "all-areas", areas=len(self._names)) if key[0] else self._names[key[1]]
        )


def _state(areas: Sequence[AreaState]) -> tuple[Mark, str]:
    """How doubtful papers stand: none sent yet, out, waiting for keys, or all in."""
    sent = sum(a.sent for a in areas)
    adjudicated = sum(a.adjudicated for a in areas)
    waiting = sum(form.life not in DONE for area in areas for form in area.forms)
    if adjudicated > sent:
        return Mark.DOES_NOT_ADD, say("doubtful", "more-than-sent", by=adjudicated - sent)
    if waiting:
        return Mark.UNDER_WAY, say("doubtful", "waiting", forms=waiting)
    if sent > adjudicated:
        return Mark.NOT_YET, say("doubtful", "still-out", papers=sent - adjudicated)
    if not sent:
        return Mark.NOT_YET, say("doubtful", "none-sent")
    return Mark.AGREES, say("doubtful", "all-in")


class FormsModel(RowsModel):
    """The adjudication forms by number; figures are shown once two officers agree."""

    def __init__(self, contest: ContestState) -> None:
        self._contest = contest
        headings = [
            Heading(say("doubtful", f"column.{n}"), n in ("papers", "rejected"))
            for n in ("form", "area", "papers", "rejected", "form-state")
        ]
        super().__init__(headings, contest.forms)

    def form_changed(self, number: int) -> None:
        """A form was keyed, settled, queried, corrected or withdrawn."""
        self.refresh(FormNumber(number))

    def describe(self, key: FormNumber) -> Sequence[Look]:
        """One form."""
        form = self._contest.forms[key]
        mark, words = life_state(form.life)
        if form.life is Life.EARLIER:  # kept, and counted no longer
            words = say("doubtful", "of-round", round=form.round)
            role = "secondary"
        else:
            role = ""
        values = form.values if form.life in LIVE or form.life is Life.EARLIER else None
        rejected = form_kind(self._contest).tallied(values).rejected_papers if values else None
        return (
            cell(say("places", "form", name=str(key)), face=NAME.heavier(500)),
            cell(area_words(self._contest.areas[form.area].area)),
            cell(form.papers if values else None, face=FIGURE, right=True, role=role),
            cell(rejected, face=FIGURE, right=True, role=role),
            cell(words, mark=mark, face=BODY.heavier(500)),
        )

    def name_of(self, key: FormNumber) -> str:
        return say("places", "form", name=str(key))


def by_head(contest: ContestState) -> Sequence[int]:
    """Papers rejected in the whole contest under each head."""
    return [
        sum(column) for column in zip(*(a.rejected for a in contest.areas.values()), strict=True)
    ]
