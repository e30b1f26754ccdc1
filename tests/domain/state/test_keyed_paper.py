"""The law of two officers: which keyings agree depends on what was
keyed, never on who came first.
"""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.vocabulary.units import OfficerNumber

OFFICERS = tuple(map(OfficerNumber, (11, 12, 13)))
figures = st.lists(st.integers(0, 3), min_size=4, max_size=4)


def keyed(*looks: tuple[OfficerNumber, list[int]]) -> KeyedPaper:
    paper = KeyedPaper(1, "A")
    for seq, (officer, values) in enumerate(looks, 1):
        paper.look(officer, values, seq, f"act {seq}")
    return paper


@given(first=figures, second=figures)
def test_double_keying_is_symmetric(first: list[int], second: list[int]) -> None:
    one, other, _ = OFFICERS
    there = keyed((one, first), (other, second))
    back = keyed((other, second), (one, first))
    exchanged = keyed((other, first), (one, second))
    outcomes = {(paper.life, paper.values, paper.differing()) for paper in (there, back, exchanged)}
    assert len(outcomes) == 1
    assert (there.life is Life.AGREED) == (first == second)


@given(first=figures, second=figures)
def test_exactly_the_fields_that_differ_are_asked_for(first: list[int], second: list[int]) -> None:
    paper = keyed((OFFICERS[0], first), (OFFICERS[1], second))
    differing = tuple(i for i, (a, b) in enumerate(zip(first, second, strict=True)) if a != b)
    assert paper.differing() == differing


@given(first=figures, second=figures, third=figures)
def test_three_officers_agree_where_any_two_do(
    first: list[int], second: list[int], third: list[int]
) -> None:
    looks = dict(zip(OFFICERS, (first, second, third), strict=True))
    outcomes = set()
    for order in permutations(OFFICERS):
        paper = keyed(*((officer, looks[officer]) for officer in order[:2]))
        if paper.life is Life.DIFFERS:
            asked = paper.differing()
            last = looks[order[2]]
            paper.look(order[2], [last[i] if i in asked else None for i in range(4)], 3, "act 3")
        if paper.life is Life.AGREED:
            outcomes.add(paper.values)
            assert paper.values is not None
            for i, value in enumerate(paper.values):
                assert sum(look[i] == value for look in looks.values()) >= 2
    # Two who agree in every field may come first, before the third was ever asked.
    assert len(outcomes) <= 1


@given(first=figures, second=figures, third=figures)
def test_looking_ahead_changes_nothing(
    first: list[int], second: list[int], third: list[int]
) -> None:
    paper = keyed((OFFICERS[0], first), (OFFICERS[1], second))
    if paper.life is Life.AGREED:
        return
    before = (paper.life, paper.values, {o: list(v) for o, v in paper.looks.items()}, paper.seq)
    after = paper.after(OFFICERS[2], third)
    assert (paper.life, paper.values, paper.looks, paper.seq) == before
    paper.look(OFFICERS[2], third, paper.seq, paper.made)
    assert (after.life, after.values, after.looks) == (paper.life, paper.values, paper.looks)


def test_an_officer_who_looks_twice_agrees_with_nobody() -> None:
    paper = keyed((OFFICERS[0], [5, 0, 0, 0]), (OFFICERS[0], [5, 0, 0, 0]))
    assert (paper.life, paper.values) == (Life.KEYED, None)


def test_an_officer_who_looks_again_corrects_only_themselves() -> None:
    one, other, _ = OFFICERS
    paper = keyed((one, [5, 0, 0, 0]), (other, [6, 0, 0, 0]))
    paper.look(one, [7, None, None, None], 3, "act 3")
    assert (paper.life, paper.differing()) == (Life.DIFFERS, (0,))
    paper.look(one, [6, None, None, None], 4, "act 4")
    assert (paper.life, paper.values) == (Life.AGREED, (6, 0, 0, 0))


def test_a_keying_is_remembered_with_its_act_until_something_stands() -> None:
    paper = keyed((OFFICERS[0], [1, 2]), (OFFICERS[1], [1, 3]))
    assert (paper.life, paper.seq, paper.made) == (Life.DIFFERS, 2, "act 2")
    assert paper.keyings == ("act 1", "act 2")
    paper.look(OFFICERS[2], [None, 3], 3, "act 3")
    assert (paper.life, paper.values, paper.seq, paper.made) == (Life.AGREED, (1, 3), 3, "act 3")
    assert paper.live
    assert [*paper.looks, *paper.keyings] == []


def test_whoever_keys_again_mends_what_they_keyed_and_is_no_second_officer() -> None:
    paper = keyed((OFFICERS[0], [1, 2]), (OFFICERS[0], [1, 2]))
    assert (paper.life, paper.values) == (Life.KEYED, None)
    assert list(paper.looks) == [OFFICERS[0]]
    # Where the set-up lets one officer count as two, the second look is another.
    paper.look(OFFICERS[0], [1, 2], 3, "act 3", again=True)
    assert (paper.life, paper.values) == (Life.AGREED, (1, 2))


def test_a_query_and_a_withdrawal_leave_nothing_that_was_keyed() -> None:
    for after in ("query", "withdraw"):
        paper = keyed((OFFICERS[0], [1, 2]), (OFFICERS[1], [1, 2]))
        getattr(paper, after)(5, "act 5")
        assert paper.values is None
        assert [*paper.looks, *paper.keyings] == []
        assert not paper.live
        assert (paper.seq, paper.made) == (5, "act 5")
        assert paper.life is (Life.QUERIED if after == "query" else Life.WITHDRAWN)
        assert paper.queried == ("act 5" if after == "query" else "")


def test_a_field_that_came_later_is_nought_on_what_was_keyed_before() -> None:
    agreed = keyed((OFFICERS[0], [1, 2]), (OFFICERS[1], [1, 2]))
    agreed.lengthen(4)
    assert agreed.values == (1, 2, 0, 0)
    once = keyed((OFFICERS[0], [1, 2]))
    once.lengthen(4)
    assert once.looks == {OFFICERS[0]: [1, 2, 0, 0]}
    # Of who keyed the differing fields alone, nobody knows what the others would have been.
    third = keyed((OFFICERS[0], [1, 2]), (OFFICERS[1], [1, 3]))
    third.look(OFFICERS[2], [None, 4], 3, "act 3")
    third.lengthen(3)
    assert third.looks[OFFICERS[2]] == [None, 4, None]


def test_what_a_paper_would_be_leaves_it_as_it_is() -> None:
    paper = keyed((OFFICERS[0], [1, 2]))
    would = paper.after(OFFICERS[1], [1, 2])
    assert (would.life, would.values) == (Life.AGREED, (1, 2))
    assert (paper.life, paper.values, paper.looks) == (Life.KEYED, None, {OFFICERS[0]: [1, 2]})
    assert would.area == "A"
