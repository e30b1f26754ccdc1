"""What the hall is shown is what was released, and holds nothing else of the count."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.state.count import Count
from tallyapp.domain.views.released import Awaited, Shown, ShownCandidate, ShownUnopposed, shown
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, Votes
from tests import wards
from tests.domain.rules.test_declaring import draw, level
from tests.domain.rules.test_releasing import declare_outside
from tests.halls import DEPUTY, RETURNING_OFFICER, Hall


def values(of: Any) -> list[Any]:
    """Every value that is in a structure, however deep."""
    if is_dataclass(of):
        return [value for field in fields(of) for value in values(getattr(of, field.name))]
    if isinstance(of, tuple):
        return [value for each in of for value in values(each)]
    return [of]


def test_nothing_released_shows_the_name_of_the_count_alone(counted: Hall) -> None:
    set_up = counted.desk.count.count.set_up
    assert set_up is not None
    nothing = Shown(count="Elm night", practice=set_up.practice)
    assert shown(counted.desk.count) == nothing
    counted.finish()
    assert shown(counted.desk.count) == nothing
    assert len(values(nothing)) == 2


def test_a_released_result_has_its_candidates_in_order_of_votes(counted: Hall) -> None:
    counted.finish()
    counted.release()
    (result,) = shown(counted.desk.count).results
    assert (result.name, result.election, result.corrected) == ("Elm Valley", "", False)
    votes = dict(zip(counted.contest.set_up.candidates, counted.figures.votes, strict=True))
    assert [(each.name, each.votes) for each in result.candidates] == [
        (candidate.name, votes[candidate]) for candidate in sorted(votes, key=lambda c: -votes[c])
    ]
    assert [each.elected for each in result.candidates] == [True, False, False]
    counted.withdraw_release()
    assert shown(counted.desk.count).results == ()


def test_who_was_elected_by_lot_stands_before_whom_the_lot_did_not_choose(tmp_path: Path) -> None:
    hall = level(tmp_path, (30, 20, 20, 5), seats=2)
    draw(hall, 3, 2, 3)
    hall.opportunity()
    hall.read_back()
    hall.declare()
    hall.release()
    (result,) = shown(hall.desk.count).results
    stood = [(each.votes, each.elected, each.by_lot) for each in result.candidates]
    assert stood == [(30, True, False), (20, True, True), (20, False, False), (5, False, False)]
    assert result.candidates[1].name == hall.contest.set_up.candidates[2].name
    hall.desk.close()


def test_a_corrected_notice_is_shown_with_its_own_figures_and_says_so(counted: Hall) -> None:
    counted.finish()
    declared = counted.figures
    counted.release()
    right = tuple(map(Votes, (119, *declared.votes[1:])))
    counted.correct_notice(replace(declared, votes=right, valid=Papers(declared.valid - 1)))
    assert shown(counted.desk.count).results == ()
    counted.release()
    (result,) = shown(counted.desk.count).results
    assert result.corrected
    assert 119 in {each.votes for each in result.candidates}
    assert declared.votes[0] not in {each.votes for each in result.candidates}


def test_a_name_that_was_corrected_on_the_notice_is_shown_as_corrected(counted: Hall) -> None:
    counted.finish()
    first, *others = counted.contest.set_up.candidates
    right = replace(first, surname="Ashe")
    counted.release()
    corrected = acts.NoticeCorrected(
        **counted.by(RETURNING_OFFICER).fixed,
        of=counted.contest.notice,
        notice=1,
        figures=counted.figures,
        reason="misprinted",
        second=OfficerNumber(DEPUTY),
        candidates=(right, *others),
    )
    counted.do(corrected)
    assert shown(counted.desk.count).results == ()
    counted.release()
    (result,) = shown(counted.desk.count).results
    names = {candidate.name for candidate in result.candidates}
    assert right.name in names
    assert first.name not in names


def test_a_result_declared_outside_is_shown_as_it_was_declared(counted: Hall) -> None:
    declare_outside(counted, votes=tuple(map(Votes, (77, 86, 41))))
    counted.release()
    (result,) = shown(counted.desk.count).results
    assert [each.votes for each in result.candidates] == [86, 77, 41]


def test_of_other_contests_nothing_is_told_but_what_was_said_to_the_hall(tmp_path: Path) -> None:
    desk = wards.begin(tmp_path / "wards.tally")
    wards.played(desk, wards.ASHTON)
    before = shown(desk.count)
    assert before.results == ()
    Hall(desk, "birchley").expect("about 3.15 am")
    told = shown(desk.count)
    name = desk.contest("birchley").set_up.name
    assert told.awaited == (Awaited("birchley", name, "", "about 3.15 am"),)
    Hall(desk, "birchley").abandon()
    assert shown(desk.count) == before
    desk.do("ashton", acts.ResultReleased(**desk.by(1).contest, of=desk.contest("ashton").notice))
    (result,) = shown(desk.count).results
    assert result.contest == "ashton"
    assert sum(each.elected for each in result.candidates) == desk.contest("ashton").set_up.seats
    desk.close()


def test_contests_of_one_name_are_told_apart_by_their_elections(tmp_path: Path) -> None:
    desk = wards.begin(tmp_path / "wards.tally")
    first = desk.contest("birchley").set_up
    of_county = {"contest": "birchley-county", "election": "Elm County Council"}
    again = replace(first, **of_county, boxes=(), areas=(), id="", electorate=None)
    desk.do("birchley-county", replace(again, areas=first.areas, boxes=first.boxes))
    Hall(desk, "birchley").expect("about 3")
    assert shown(desk.count).awaited[0].election == ""
    Hall(desk, "birchley-county").expect("about 4")
    assert [each.election for each in shown(desk.count).awaited] == [
        first.election,
        "Elm County Council",
    ]
    desk.close()


def unopposed(hall: Hall, contest: str, *standing: Candidate, name: str = "") -> None:
    recorded = acts.UncontestedRecorded(
        **hall.by(RETURNING_OFFICER).count,
        contest=contest,
        election="Parish election",
        name=name or contest.title(),
        seats=2,
        candidates=standing,
    )
    hall.do(recorded)


def test_who_is_elected_unopposed_is_shown_with_the_first_result_and_while_one_is(
    counted: Hall,
) -> None:
    lone = Candidate(surname="Young", other_names="Ann", description="Green Party")
    unopposed(counted, "westgate", lone)
    unopposed(counted, "nobodys")
    unopposed(counted, "parish", lone, name=counted.contest.set_up.name)
    counted.expect("about 3")
    counted.finish()
    assert shown(counted.desk.count).unopposed == ()
    counted.release()
    told = shown(counted.desk.count)
    elected = ((lone.name, "Green Party"),)
    assert told.unopposed == (
        ShownUnopposed("westgate", "Westgate", "", elected),
        ShownUnopposed("parish", "Elm Valley", "Parish election", elected),
    )
    assert told.results[0].election == counted.contest.set_up.election
    counted.withdraw_release()
    assert shown(counted.desk.count).unopposed == ()


def test_a_candidate_who_is_shown_is_no_more_than_five_values() -> None:
    # Whatever is added here is shown to the hall: look at it twice.
    assert [field.name for field in fields(ShownCandidate)] == [
        "name",
        "description",
        "votes",
        "elected",
        "by_lot",
    ]


def test_a_count_that_is_not_set_up_shows_nothing_at_all() -> None:
    with pytest.raises(ValueError, match="not set up"):
        shown(Count())
