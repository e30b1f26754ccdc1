"""Declared here or outside, a slip of the tongue, lots for seats
and terms, and a corrected notice.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.declaring import borne_out, documents
from tallyapp.domain.rules.result import outcome
from tallyapp.domain.vocabulary.units import (
    CandidateNumber,
    OfficerNumber,
    Papers,
    SheetNumber,
    Votes,
)
from tests.building_on import NO_ACT
from tests.halls import (
    BOXES,
    CLERK,
    DEPUTY,
    RETURNING_OFFICER,
    Hall,
    a_ward,
    made,
    officer,
    refusal,
    sheet,
    told,
    ward_sheet,
)

SEATS_OF_TERMS = ("until 2028", "until 2028", "until 2026")


def level(folder: Path, votes: tuple[int, ...], **given: Any) -> Hall:
    """A ward of one area in which these are the votes,
    all on mixed papers, and the result is given.
    """
    names = ("Ash", "Birch", "Cedar", "Dogwood", "Elder")[: len(votes)]
    hall = a_ward(folder, areas={"A": ("a1", "a2")}, candidates=names, **given)
    seats, papers = hall.contest.set_up.seats, max(votes)
    papers = max(papers, -(-sum(votes) // seats))
    hall.verify({"a1": papers, "a2": 0})
    hall.state_verification()
    hall.issue("A", 1)
    hall.agree(1, ward_sheet(votes, mixed=papers, seats=seats))
    hall.provisional()
    return hall


def draw(hall: Hall, chosen: int, *tied: int) -> None:
    hall.draw(
        acts.LotDrawn(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.given,
            tied=tuple(map(CandidateNumber, tied)),
            chosen=CandidateNumber(chosen),
            manner="papers in a hat",
        )
    )


# ---- lots


def test_three_level_for_two_seats_draw_twice(tmp_path: Path) -> None:
    hall = level(tmp_path, (30, 20, 20, 20), seats=3)
    votes = hall.figures.votes
    assert outcome(hall.contest, votes).tied == (2, 3, 4)
    draw(hall, 3, 2, 3, 4)
    assert outcome(hall.contest, votes).tied == (2, 4)
    draw(hall, 4, 2, 4)
    assert outcome(hall.contest, votes).elected == (1, 3, 4)
    hall.desk.close()


def test_as_many_level_as_seats_draw_nothing(tmp_path: Path) -> None:
    hall = level(tmp_path, (20, 20, 20, 5), seats=3)
    assert outcome(hall.contest, hall.figures.votes).elected == (1, 2, 3)
    hall.desk.close()


def test_the_elected_who_are_level_draw_for_the_longer_term(tmp_path: Path) -> None:
    hall = level(tmp_path, (30, 20, 20, 5), seats=3, terms=SEATS_OF_TERMS)
    assert outcome(hall.contest, hall.figures.votes).tied == (2, 3)
    draw(hall, 3, 2, 3)
    decided = outcome(hall.contest, hall.figures.votes)
    assert decided.elected == (1, 2, 3)
    assert decided.terms == ("until 2028", "until 2026", "until 2028")
    hall.desk.close()


def test_no_lot_is_drawn_for_a_term_that_both_have(tmp_path: Path) -> None:
    hall = level(tmp_path, (30, 30, 20, 5), seats=3, terms=SEATS_OF_TERMS)
    decided = outcome(hall.contest, hall.figures.votes)
    assert (decided.tied, decided.terms) == ((), SEATS_OF_TERMS)
    hall.desk.close()


def test_the_lots_for_a_seat_give_the_longer_terms_too(tmp_path: Path) -> None:
    hall = level(tmp_path, (20, 20, 20, 20), seats=3, terms=SEATS_OF_TERMS)
    votes = hall.figures.votes
    for chosen, tied in ((4, (1, 2, 3, 4)), (1, (1, 2, 3)), (3, (2, 3))):
        assert outcome(hall.contest, votes).tied == tied
        draw(hall, chosen, *tied)
    decided = outcome(hall.contest, votes)
    assert decided.elected == (1, 3, 4)
    assert decided.terms == ("until 2028", "until 2026", "until 2028")
    hall.desk.close()


def test_a_lot_recorded_wrongly_is_put_right_and_those_after_it_are_drawn_again(
    tmp_path: Path,
) -> None:
    hall = level(tmp_path, (30, 20, 20, 20), seats=3)
    draw(hall, 3, 2, 3, 4)
    draw(hall, 4, 2, 4)
    two = {"reason": "the name was misheard", "second": DEPUTY}
    first = hall.contest.lot_ids[frozenset(map(CandidateNumber, (2, 3, 4)))]
    fields = {"of": first, "tied": (2, 3, 4), "chosen": 2, **two}
    same = told(
        hall.refused(
            made(acts.LotCorrected, hall.by(RETURNING_OFFICER), **(fields | {"chosen": 3}))
        )
    )
    assert same == [("A112", "contest", "Elm Valley", "unchanged", {})]
    never = told(
        hall.refused(
            made(acts.LotCorrected, hall.by(RETURNING_OFFICER), **(fields | {"tied": (1, 2)}))
        )
    )
    assert never == [("A112", "contest", "Elm Valley", "lot", {})]
    hall.draw(made(acts.LotCorrected, hall.by(RETURNING_OFFICER), **fields))
    assert outcome(hall.contest, hall.figures.votes).tied == (3, 4)
    draw(hall, 4, 3, 4)
    assert outcome(hall.contest, hall.figures.votes).elected == (1, 2, 4)
    hall.desk.close()


# ---- declared here


def test_a_slip_of_the_tongue_is_kept_with_the_declaration(counted: Hall) -> None:
    counted.provisional()
    counted.opportunity()
    counted.read_back()
    counted.do(
        acts.Declared(
            **counted.by(RETURNING_OFFICER).fixed,
            **counted.declaration(),
            said_first="said 102, then 120",
        )
    )
    assert counted.contest.declaration is not None
    assert counted.contest.declaration.said_first == "said 102, then 120"


@pytest.mark.parametrize(
    ("role", "refused"), [("declarant", False), ("deputy", False), ("clerk", True)]
)
def test_whoever_declares_is_appointed_to_it(counted: Hall, role: Any, refused: bool) -> None:
    counted.do(
        acts.OfficerEnrolled(**counted.by(RETURNING_OFFICER).count, officer=officer(40, role))
    )
    counted.provisional()
    counted.opportunity()
    counted.read_back()
    fields = counted.declaration() | {"declarant": OfficerNumber(40)}
    attempt = refusal(
        lambda: counted.do(acts.Declared(**counted.by(RETURNING_OFFICER).fixed, **fields))
    )
    assert told(attempt) == ([("A102", "officer", "40", "clerk", {})] if refused else [])


# ---- declared outside the program


def outside(hall: Hall, **other: Any) -> dict[str, Any]:
    fields = hall.declaration() | {"reason": "the power failed", "second": DEPUTY}
    return fields | other


def test_a_declaration_outside_is_compared_and_closes_the_contest(counted: Hall) -> None:
    counted.provisional()
    counted.opportunity()
    counted.read_back()
    done = counted.do(
        acts.DeclaredOutside(**counted.by(RETURNING_OFFICER).fixed, **outside(counted))
    )
    declared = counted.contest.declaration
    assert declared is not None
    assert (declared.outside, declared.differs, done.flags) == ("the power failed", (), ())
    assert told(
        counted.refused(
            acts.SheetKeyed(
                **counted.by(CLERK).contest,
                sheet=SheetNumber(1),
                of=counted.of_sheet(1).opened,
                figures=sheet((1, 0, 0)),
            )
        )
    ) == [("A105", "contest", "Elm Valley", "declared", {})]


def test_figures_declared_outside_are_kept_as_declared_with_all_that_speaks_against_them(
    hall: Hall,
) -> None:
    hall.verify(BOXES)
    other = replace(hall.figures, votes=(Votes(85), Votes(120), Votes(41)), verified=Papers(250))
    done = hall.do(
        acts.DeclaredOutside(
            **hall.by(RETURNING_OFFICER).fixed,
            of="",
            figures=other,
            elected=(CandidateNumber(2),),
            declared_at=hall.desk.clock(),
            declarant=OfficerNumber(RETURNING_OFFICER),
            reason="the laptop broke",
            second=OfficerNumber(DEPUTY),
        )
    )
    codes = [flag.code for flag in done.flags]
    assert {"E302", "A109"} <= set(codes)
    declared = hall.contest.declaration
    assert declared is not None
    assert (declared.figures, declared.elected) == (other, (2,))
    assert len(declared.differs) == len(done.flags)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"reason": " "}, ("A106", "contest", "Elm Valley", "reason", {})),
        ({"second": RETURNING_OFFICER}, ("A103", "officer", "1", "", {})),
        (
            {"elected": ()},
            ("A109", "contest", "Elm Valley", "elected", {"stated": 0, "derived": 1}),
        ),
        (
            {"elected": (9,)},
            ("A109", "contest", "Elm Valley", "elected", {"stated": 1, "derived": 1}),
        ),
        ({"declarant": OfficerNumber(CLERK)}, ("A102", "officer", str(CLERK), "clerk", {})),
    ],
)
def test_a_declaration_outside_says_who_why_and_whom(
    counted: Hall, other: dict[str, Any], expected: object
) -> None:
    fields = outside(counted, **other)
    assert told(
        counted.refused(acts.DeclaredOutside(**counted.by(RETURNING_OFFICER).fixed, **fields))
    ) == [expected]


def test_nothing_is_declared_outside_in_the_future(counted: Hall) -> None:
    later = counted.desk.clock() + timedelta(hours=1)
    found = counted.refused(
        acts.DeclaredOutside(
            **counted.by(RETURNING_OFFICER).fixed, **outside(counted, declared_at=later)
        )
    )
    assert told(found) == [("A109", "contest", "Elm Valley", "declared-at", {})]


def test_what_is_declared_outside_in_this_very_second_is_not_in_the_future(counted: Hall) -> None:
    now = counted.desk.clock().replace(microsecond=999_999)
    counted.do(
        acts.DeclaredOutside(
            **counted.by(RETURNING_OFFICER).fixed, **outside(counted, declared_at=now)
        )
    )
    assert counted.contest.declaration


@pytest.mark.parametrize(
    ("votes", "elected", "published"),
    [
        ((120, 85, 41), 1, ("declaration", "audit-pack")),
        ((120, 85, 41), 2, ("audit-pack",)),
        ((119, 85, 42), 1, ("audit-pack",)),
    ],
)
def test_a_notice_is_made_of_what_was_declared_outside_where_figures_and_elected_are_the_counts(
    counted: Hall, votes: tuple[int, ...], elected: int, published: tuple[str, ...]
) -> None:
    counted.give()
    assert borne_out(counted.contest)
    figures = replace(counted.figures, votes=tuple(map(Votes, votes)))
    fields = outside(counted, figures=figures, elected=(CandidateNumber(elected),))
    counted.do(acts.DeclaredOutside(**counted.by(RETURNING_OFFICER).fixed, **fields))
    assert documents(counted.contest) == published
    assert borne_out(counted.contest) == ("declaration" in published)


def test_a_declaration_outside_is_of_the_result_and_the_set_up_that_stand_where_it_names_them(
    counted: Hall,
) -> None:
    counted.give()
    for other, field in (({"of": NO_ACT}, "provisional"), ({"set_up": NO_ACT}, "set-up")):
        act = acts.DeclaredOutside(
            **counted.by(RETURNING_OFFICER).fixed, **outside(counted, **other)
        )
        assert told(counted.refused(act)) == [("A114", "contest", "Elm Valley", field, {})]
    # Whoever declares without the program may not know which result the program had.
    unnamed = outside(counted, of="")
    counted.do(acts.DeclaredOutside(**counted.by(RETURNING_OFFICER).fixed, **unnamed))


# ---- after the declaration


def test_a_correction_is_the_next_one_of_the_notice_that_stands(counted: Hall) -> None:
    counted.finish()
    right = replace(counted.figures, votes=(Votes(119), Votes(86), Votes(41)))
    act = counted.corrected_notice(right)
    for wrong, expected in (
        ({"notice": 2}, ("A109", "notice", {"stated": 2, "derived": 1})),
        ({"of": NO_ACT}, ("A114", "notice", {})),
        ({"electorate": 0}, ("A110", "no-electors", {})),
        ({"second": OfficerNumber(RETURNING_OFFICER)}, ("A103", "", {})),
        ({"reason": " "}, ("A106", "reason", {})),
    ):
        refused = told(counted.refused(replace(act, **wrong)))
        assert [(code, field, numbers) for code, _, _, field, numbers in refused] == [expected]
    counted.do(act)
    stale = replace(counted.corrected_notice(), of=act.of)
    assert told(counted.refused(stale)) == [("A114", "contest", "Elm Valley", "notice", {})]


def test_an_error_found_later_is_recorded_beside_the_declaration(counted: Hall) -> None:
    two = {"reason": "two figures were printed on each other's line", "second": DEPUTY}
    right = replace(counted.figures, votes=(Votes(119), Votes(86), Votes(41)))

    def corrected(notice: int) -> acts.AnyAct:
        fields = {"of": counted.contest.notice, "notice": notice, "figures": right, **two}
        return made(acts.NoticeCorrected, counted.by(RETURNING_OFFICER), **fields)

    not_yet = told(counted.refused(corrected(1)))
    assert not_yet == [("A105", "contest", "Elm Valley", "not-declared", {})]
    counted.finish()
    declared = counted.contest.declaration
    counted.do(corrected(1))
    assert counted.contest.declaration == declared
    assert [(c.number, c.figures) for c in counted.contest.corrected] == [(1, right)]
    again = told(counted.refused(corrected(2)))
    assert again == [("A112", "contest", "Elm Valley", "unchanged", {})]


def test_a_corrected_notice_is_signed_only_when_there_is_one(counted: Hall) -> None:
    counted.finish()
    found = told(counted.refused(counted.signing("corrected-notice")))
    assert found == [("A105", "contest", "Elm Valley", "not-corrected", {})]


def test_a_lot_drawn_outside_decides_among_those_who_are_level(tmp_path: Path) -> None:
    may_be = {(1, 2): True, (1, 3): True, (2, 3): False, (1, 4): False}
    for n, (elected, possible) in enumerate(may_be.items()):
        folder = tmp_path / str(n)
        folder.mkdir()
        hall = level(folder, (70, 50, 50, 10))
        done = hall.do(
            acts.DeclaredOutside(
                **hall.by(RETURNING_OFFICER).fixed, **outside(hall, elected=elected)
            )
        )
        said = [flag for flag in done.flags if flag.place.field == "elected"]
        assert bool(said) != possible
        hall.desk.close()


def test_nothing_is_declared_in_the_future(counted: Hall) -> None:
    counted.provisional()
    counted.opportunity()
    counted.read_back()
    later = counted.declaration() | {"declared_at": counted.desk.clock() + timedelta(hours=1)}
    found = counted.refused(acts.Declared(**counted.by(RETURNING_OFFICER).fixed, **later))
    assert told(found) == [("A109", "contest", "Elm Valley", "declared-at", {})]


def test_a_notice_corrected_again_is_not_signed_yet(counted: Hall) -> None:
    counted.finish()
    for number in (1, 2):
        right = replace(counted.figures, verified=Papers(250 + number))
        counted.correct_notice(right)
        assert counted.contest.signed == set()
        counted.do(counted.signing("corrected-notice"))
