"""What is missing in words: what it is, what to do next, and where."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from tallyapp.desk import Clock
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.views.missing import Missing, What
from tallyapp.domain.views.progress import How, Step, StepProgress
from tallyapp.domain.vocabulary.slates import slate_called
from tallyapp.domain.vocabulary.units import FormNumber, SheetNumber
from tallyapp.ui.screens import Destination
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.meter import Stage
from tallyapp.words.catalogue import place_words, say
from tallyapp.words.figures import number_words, short_area, strung

_STEP_MARKS = {
    How.NOT_YET: Mark.NOT_YET,
    How.UNDER_WAY: Mark.UNDER_WAY,
    How.DIFFERS: Mark.DIFFERS,
    How.DONE: Mark.AGREES,
}
_MARKS = {
    What.DOES_NOT_ADD: Mark.DOES_NOT_ADD,
    What.ADJUDICATED_OTHERWISE: Mark.DOES_NOT_ADD,
    What.TOTAL_DIFFERS: Mark.DOES_NOT_ADD,
    What.MORE_THAN_ELECTORS: Mark.DOES_NOT_ADD,
    What.NOT_ARRIVED: Mark.DIFFERS,
    What.POSTAL_ALONE: Mark.DOES_NOT_ADD,
    What.TO_TAKE_UP: Mark.DOES_NOT_ADD,
    What.ONE_BOX: Mark.DIFFERS,
    What.POSTAL: Mark.DIFFERS,
    What.BEFORE_POLLING_DAY: Mark.DIFFERS,
    What.NOBODY_HAS_A_VOTE: Mark.DIFFERS,
    What.SHEETS_DIFFER: Mark.DIFFERS,
    What.FORMS_DIFFER: Mark.DIFFERS,
    What.READ_BACK_DIFFERS: Mark.DIFFERS,
    What.RE_ADD_DIFFERS: Mark.DIFFERS,
    What.LOT: Mark.DIFFERS,
    What.REQUEST: Mark.QUERIED,
    What.RECOUNT: Mark.UNDER_WAY,
    What.SHEETS_QUERIED: Mark.QUERIED,
    What.FORMS_QUERIED: Mark.QUERIED,
    What.SHEETS_KEYED_ONCE: Mark.UNDER_WAY,
    What.SLATES: Mark.UNDER_WAY,
    What.FORMS_KEYED_ONCE: Mark.UNDER_WAY,
    What.DOUBTFUL_OUT: Mark.UNDER_WAY,
}
_SCREENS = {
    What.DOES_NOT_ADD: Destination.RECONCILIATION,
    What.TOTAL_DIFFERS: Destination.RECONCILIATION,
    What.NO_SHEETS: Destination.RECONCILIATION,
    What.ADJUDICATED_OTHERWISE: Destination.DOUBTFUL,
    What.DOUBTFUL_OUT: Destination.DOUBTFUL,
    What.SHEETS_DIFFER: Destination.DIFFERENCES,
    What.SLATES: Destination.DIFFERENCES,
    What.FORMS_DIFFER: Destination.DIFFERENCES,
    What.SHEETS_QUERIED: Destination.KEY_SHEET,
    What.SHEETS_NOT_KEYED: Destination.KEY_SHEET,
    What.SHEETS_KEYED_ONCE: Destination.KEY_SHEET,
    What.FORMS_QUERIED: Destination.DOUBTFUL,
    What.FORMS_KEYED_ONCE: Destination.DOUBTFUL,
    What.BOXES: Destination.VERIFICATION,
    What.NOT_ARRIVED: Destination.VERIFICATION,
    What.NOT_EMPTY: Destination.VERIFICATION,
    What.POSTAL: Destination.VERIFICATION,
    What.MORE_THAN_ELECTORS: Destination.VERIFICATION,
    What.POSTAL_ALONE: Destination.VERIFICATION,
    What.TO_TAKE_UP: Destination.VERIFICATION,
    What.ONE_BOX: Destination.VERIFICATION,
    What.STATEMENT: Destination.VERIFICATION,
    What.NAMES: Destination.BEFORE,
}
_SHEETS = frozenset(
    {What.SHEETS_DIFFER, What.SHEETS_QUERIED, What.SHEETS_NOT_KEYED, What.SHEETS_KEYED_ONCE}
)
_CONTAINERS = frozenset({What.NOT_ARRIVED, What.NOT_EMPTY})
_FORMS = frozenset({What.FORMS_DIFFER, What.FORMS_QUERIED, What.FORMS_KEYED_ONCE})


class Told(NamedTuple):
    """One thing missing as it is shown, and the screen (with a target) where it is settled."""

    mark: Mark
    title: str
    detail: str
    screen: Destination
    target: object


def tell(
    contest: ContestState, missing: Missing, queried_at: Mapping[int, datetime], clock: Clock
) -> Told:
    """One thing missing in words; `queried_at` has the times of the
    acts that queried, by position.
    """
    slug = missing.what.name.lower().replace("_", "-")
    if missing.what is What.SLATES:
        slug = f"{slug}-{missing.findings[0].place.field}"
    many = len(missing.names) != 1
    values = _values(contest, missing)
    kind = ("short" if missing.numbers.get("difference", 0) < 0 else "over") if not many else ""
    if missing.what in _SHEETS | _FORMS | _CONTAINERS | {What.BOXES, What.SLATES}:
        kind = "" if many else "one"
    if missing.what is What.DOUBTFUL_OUT:
        kind = "one" if values["by"] == 1 else ""
    title = say("overview", f"missing.{slug}.{kind}", f"missing.{slug}", **values)
    how = ""
    if missing.what in (What.SHEETS_QUERIED, What.FORMS_QUERIED):
        since = _since(contest, missing, queried_at, clock)
        how = "since" if since else ""
        values = values | {"since": since}
    elif missing.what is What.BOXES and not many:
        how = missing.findings[0].place.field
    detail = say("overview", f"next.{slug}.{how}", f"next.{slug}", **values)
    return Told(
        _MARKS.get(missing.what, Mark.NOT_YET),
        title,
        detail,
        _screen(contest, missing),
        _target(missing),
    )


def _screen(contest: ContestState, missing: Missing) -> Destination:
    if missing.what is What.NO_SHEETS and not contest.areas[missing.area].sheets:
        return Destination.KEY_SHEET  # where they are handed out
    return _SCREENS.get(missing.what, Destination.RESULT)


def _values(contest: ContestState, missing: Missing) -> dict[str, object]:
    values: dict[str, object] = dict(missing.numbers)
    values["by"] = abs(missing.numbers.get("difference", 0))
    values["count"] = len(missing.names)
    if missing.findings:
        values["place"] = place_words(missing.findings[0].place)
    if missing.area:
        values["area"] = short_area(contest.areas[missing.area].area)
    if missing.what in _SHEETS | _FORMS:
        numbers = [int(name) for name in missing.names]
        values["names"] = number_words(numbers)
        values["first"] = number_words(numbers[:1])
    elif missing.what is What.SLATES:
        slates = map(slate_called, missing.names)
        values["names"] = number_words([contest.slate_number(slate) for slate in slates])
    elif missing.what is What.BOXES or missing.what in _CONTAINERS:
        values["names"] = missing.names[0]
    elif missing.what in (What.POSTAL_ALONE, What.TO_TAKE_UP, What.ONE_BOX):
        values["names"] = strung(missing.names)
    if missing.what in (What.REQUEST, What.RECOUNT):
        values["name"] = contest.set_up.candidates[missing.numbers["candidate"] - 1].name
    if missing.what in (What.SHEETS_DIFFER, What.FORMS_DIFFER):
        values["fields"] = sum(len(paper.differing()) for paper in _papers(contest, missing))
    return values


def _papers(contest: ContestState, missing: Missing) -> list[KeyedPaper]:
    if missing.what in _SHEETS:
        return [contest.sheets[SheetNumber(int(name))] for name in missing.names]
    return [contest.forms[FormNumber(int(name))] for name in missing.names]


def queried_positions(contest: ContestState, missing: Missing) -> list[int]:
    """The positions of the acts by which these papers went back to their tables;
    none for anything else.
    """
    if missing.what not in (What.SHEETS_QUERIED, What.FORMS_QUERIED):
        return []
    return [paper.seq for paper in _papers(contest, missing)]


def _since(
    contest: ContestState, missing: Missing, queried_at: Mapping[int, datetime], clock: Clock
) -> str:
    times = [queried_at[seq] for seq in queried_positions(contest, missing) if seq in queried_at]
    if not times:
        return ""
    minutes = max(0, (clock() - min(times)) // timedelta(minutes=1))
    if minutes < 120:
        return say("overview", "since.minutes", minutes=minutes)
    return say("overview", "since.hours", hours=minutes // 60)


def _target(missing: Missing) -> object:
    """What the screen is to show: a sheet or form, a box or an area, by its number or name."""
    if missing.what is What.FORMS_DIFFER:
        return ("form", int(missing.names[0]))
    if missing.what is What.SLATES:
        return ("slate", slate_called(missing.names[0]))
    if missing.what in _SHEETS | _FORMS:
        return int(missing.names[0])
    return missing.names[0] if missing.what is What.BOXES else missing.area or None


def stage(progress: StepProgress, contest: ContestState) -> Stage:
    """One step of the way as the track shows it."""
    step = progress.step
    how = progress.how
    at = f"{contest.declaration.declared_at:%H:%M}" if contest.declaration else ""
    keys = [f"how.{step}.{how}", f"how.{step}"]
    if step is Step.DECLARATION and "declaration" in contest.signed:
        keys.insert(0, f"how.{step}.signed")
    if step is Step.VERIFICATION and progress.part == progress.whole and how is not How.DONE:
        keys.insert(0, f"how.{step}.all")
    if step is Step.DOUBTFUL and progress.part >= progress.whole:
        keys.insert(0, f"how.{step}.all")
    if how is How.NOT_YET and step not in (Step.VERIFICATION, Step.COUNTING):
        keys.insert(0, "how.not-yet")
    left = max(0, progress.whole - progress.part)
    words = say("overview", *keys, done=progress.part, whole=progress.whole, left=left, at=at)
    return Stage(_STEP_MARKS[how], say("overview", f"step.{step}"), words)
