"""What an act of a contest changes: what is to be shown anew, and whether the provisional result
and the verification statement still stand after it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import pytest

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.rules.register import RULES
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.places import FieldValue
from tests.building_on import built_on
from tests.halls import (
    CLERK,
    RETURNING_OFFICER,
    STAFF,
    SUPERVISOR,
    Hall,
    a_counted_hall,
    fields_of_each_kind,
    made,
)

Step: TypeAlias = tuple[type[acts.Act], dict[str, Any]]


class Case(NamedTuple):
    """Acts done one after the other, and what the last of them changes; `falls` are the provisional
    result and the statement, as far as they stand no longer.
    """

    steps: Sequence[Step]
    areas: str = ""
    boxes: str = ""
    sheets: Sequence[int] = ()
    forms: Sequence[int] = ()
    result: bool = True
    falls: Sequence[str] = ()


def after(*steps: type[acts.Act] | Step) -> list[Step]:
    return [step if isinstance(step, tuple) else (step, {}) for step in steps]


GIVEN = ("result",)
BOTH = ("result", "statement")
ISSUED = acts.SheetsIssued
KEYED: Step = (acts.SheetKeyed, {"sheet": 91, "noughts": ()})
FORM: Step = (acts.FormKeyed, {"form": 2})
REVISITED: Step = (acts.RecountBegun, {"revisited": True})
COUNTED_AGAIN: Step = (acts.BoxCounted, {"papers": 99})
CASES: Sequence[Case] = (
    # ---- boxes: the statement falls with whatever it says
    Case(after(acts.BoxAdded), "A", "a9", falls=BOTH),
    Case(after(acts.BoxAdded, acts.BoxWithdrawn), "A", "a9", falls=BOTH),
    Case(after(acts.BoxAccountKeyed), "A", "a1", falls=BOTH),
    Case(after(COUNTED_AGAIN), "A", "a1", falls=BOTH),
    Case(after(acts.BoxCountCorrected), "A", "a1", falls=BOTH),
    Case(after(acts.PapersMoved), "A B", "a1 b1", falls=BOTH),
    Case(after(acts.PapersHandedOver), "A", "a1", falls=BOTH),
    Case(after(acts.PacketsCounted), "A", "a1", result=False),
    # A bundle that is carried between areas leaves every box as it was verified.
    Case(
        after((acts.PapersMoved, {"between": "area", "left": "A", "reached": "B"})),
        "A B",
        falls=GIVEN,
    ),
    # ---- sheets and forms: figures of the count, and none of the verification
    Case(after(ISSUED), "A", sheets=(91, 92), falls=GIVEN),
    Case(after(ISSUED, acts.SheetsWithdrawn), "A", sheets=(91, 92), falls=GIVEN),
    Case(after(ISSUED, KEYED), "A", sheets=(91,), falls=GIVEN),
    Case(after(ISSUED, (acts.SheetQueried, {"sheet": 91})), "A", sheets=(91,), falls=GIVEN),
    Case(
        after(
            (acts.SheetCorrected, {"fields": (FieldValue("1.part", 9), FieldValue("2.part", 6))})
        ),
        "A",
        sheets=(1,),
        falls=GIVEN,
    ),
    Case(after(acts.SheetWithdrawn), "A", sheets=(1,), falls=GIVEN),
    Case(after(FORM), "A", forms=(2,), falls=GIVEN),
    Case(after((acts.FormQueried, {"form": 2})), "A", forms=(2,), falls=GIVEN),
    Case(
        after(
            (
                acts.FormCorrected,
                {"fields": (FieldValue("1.allowed", 0), FieldValue("2.allowed", 1))},
            )
        ),
        "A",
        forms=(1,),
        falls=GIVEN,
    ),
    Case(after(acts.FormWithdrawn), "A", forms=(1,), falls=GIVEN),
    Case(after(acts.RecountBegun), "A", sheets=(1, 2), falls=GIVEN),
    Case(after(REVISITED), "A", sheets=(1, 2), forms=(1,), falls=GIVEN),
    Case(after(REVISITED, acts.RecountAbandoned), "A", sheets=(1, 2), forms=(1,), falls=GIVEN),
    Case(
        after(acts.RecountBegun, acts.RecountAbandoned), "A", sheets=(1, 2), forms=(), falls=GIVEN
    ),
    # ---- the contest as a whole
    Case(after(acts.SetUpCorrected), "A B", falls=BOTH),
    Case(after(acts.ContestAbandoned), "A B", "a1 a2 b1 b2", falls=GIVEN),
    # ---- what is said of a result that stands, or beside it
    *(
        Case(after(*steps))
        for steps in (
            (acts.ElectorateConfirmed,),
            (acts.WarningAnswered,),
            (acts.PostalVotesRejected,),
            (acts.PostalCoversReturned,),
            (acts.PostalSessionKeyed,),
            (acts.ProvisionalGiven,),
            (acts.AgentAnswered,),
            (acts.RequestMade,),
            (acts.RequestMade, acts.RequestAnswered),
            (acts.RecountOpportunityGiven,),
            (acts.ReadBack,),
            (acts.ReAddDrawn,),
            (acts.Declared,),
            (acts.DeclaredOutside,),
            (acts.Declared, (acts.NoticeCorrected, {"electorate": 999})),
            (acts.Declared, acts.ResultReleased),
            (acts.ResultExpected,),
            (acts.PreviousResultStated,),
            (acts.GroupsChosen,),
        )
    ),
)


def act_of(hall: Hall, kind: type[acts.Act], given: dict[str, Any]) -> AnyAct:
    """An act of this kind by somebody who may do it, of what stands."""
    fields = fields_of_each_kind(hall)[kind] | given
    fields |= built_on(hall.contest, kind, fields)
    may = RULES[kind].may
    by = next(n for n in (CLERK, SUPERVISOR, RETURNING_OFFICER) if STAFF[n] in may)
    return made(kind, hall.by(by), **fields)


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: ", ".join(kind.__name__ for kind, _ in case.steps)
)
def test_what_an_act_changes_is_shown_anew_and_what_rested_on_it_falls(
    tmp_path: Any, case: Case
) -> None:
    hall = a_counted_hall(tmp_path)
    hall.give()
    given = hall.contest.provisional
    stated = hall.contest.statement
    *before, (kind, fields) = case.steps
    for step, of_step in before:
        hall.do(act_of(hall, step, of_step))
        # Each act is looked at by itself: what fell by those before it stands again.
        hall.contest.provisional = given
        hall.contest.statement = stated
    done = hall.do(act_of(hall, kind, fields))
    assert done.changed == Changed(
        hall.stream,
        hall.contest.seq,
        areas=frozenset(case.areas.split()),
        boxes=frozenset(case.boxes.split()),
        sheets=frozenset(case.sheets),  # type: ignore[arg-type]  # numbers of sheets are numbers
        forms=frozenset(case.forms),  # type: ignore[arg-type]  # and those of forms
        result=case.result,
    )
    fallen = {"result": not hall.contest.given, "statement": hall.contest.statement is None}
    assert [what for what, gone in fallen.items() if gone] == list(case.falls)
    hall.desk.close()
