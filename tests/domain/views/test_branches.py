"""Two files of one count: where they part, what each has alone, and what was keyed in both."""

import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.branches.again import Again
from tallyapp.domain.views.branches.pairs import Match, Pair, to_key_again
from tallyapp.domain.views.branches.parting import Entry, part
from tallyapp.domain.views.branches.things import Kind, Standing, Thing
from tallyapp.domain.views.branches.to_do import ToDo, to_do
from tallyapp.domain.vocabulary.boxes import Packets
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, SheetNumber
from tallyapp.ledger.branches import branch
from tests.branches import comparison, go_on, nothing, of_sheet, on_paper, two_files
from tests.halls import (
    CLERK,
    DEPUTY,
    ELM,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    THIRD_CLERK,
    Hall,
    a_ward,
    contest_fields,
    form,
    made,
    sheet,
    ward_sheet,
)

WRITTEN = sheet((30, 20, 10))
OTHERWISE = sheet((20, 30, 10))
AS_WRITTEN = {"1.full": 1, "1.part": 5, "2.full": 0, "2.part": 20}
"""What is to be corrected of the one to make it the other."""


def matches(found: Mapping[Thing, Pair]) -> dict[Thing, Match]:
    return {thing: pair.match for thing, pair in found.items()}


def withdraw(hall: Hall, number: int) -> None:
    """Two supervisors take a sheet out of the count."""
    hall.do(
        made(
            acts.SheetWithdrawn,
            hall.by(SUPERVISOR),
            sheet=number,
            of=hall.of_sheet(number).made,
            reason="never used",
            second=SECOND_SUPERVISOR,
        )
    )


def query(hall: Hall, number: int) -> None:
    """A sheet goes back to its table."""
    hall.do(
        made(
            acts.SheetQueried,
            hall.by(CLERK),
            sheet=number,
            of=hall.of_sheet(number).opened,
            figures=WRITTEN,
        )
    )


def test_it_is_told_where_two_files_part_and_what_each_has_alone(tmp_path: Path) -> None:
    def before(hall: Hall) -> None:
        hall.agree(1, WRITTEN)

    def first(hall: Hall) -> None:
        hall.key(2, WRITTEN)

    def second(hall: Hall) -> None:
        hall.agree(2, WRITTEN)
        hall.correct(1, ("1.part", 4), ("papers", 59))

    one, other = two_files(tmp_path, before, first, second)
    found = comparison(one, other)
    parting = found[ELM].parting
    last = parting.last
    assert isinstance(last, acts.SheetKeyed)
    assert (last.sheet, last.by) == (1, OTHER_CLERK), "the last that both have"
    assert [type(each.act).__name__ for each in parting.first] == ["SheetKeyed"]
    told = [type(each.act).__name__ for each in parting.second]
    assert told == ["SheetKeyed", "SheetKeyed", "SheetCorrected"]
    joined = found[COUNT_STREAM].parting.second
    assert [type(each.act).__name__ for each in joined] == ["WorkstationEnrolled"]


def test_the_same_paper_keyed_in_both_is_the_same_whoever_keyed_it(tmp_path: Path) -> None:
    def first(hall: Hall) -> None:
        hall.agree(1, WRITTEN)
        hall.key(2, WRITTEN)
        hall.agree_form(1, "A", form((1, 0, 0), (1,)))

    def second(hall: Hall) -> None:
        hall.key(1, WRITTEN, by=THIRD_CLERK)
        hall.key(1, WRITTEN, by=SUPERVISOR)
        hall.key(2, WRITTEN, by=THIRD_CLERK)
        hall.agree_form(1, "A", form((1, 0, 0), (1,)))

    same = Match.SAME
    assert matches(on_paper(*two_files(tmp_path, nothing, first, second))) == {
        of_sheet(1): same,
        of_sheet(2): same,
        Thing(Kind.FORM, "1"): same,
    }


def test_other_figures_of_one_paper_are_to_be_looked_at_line_by_line(tmp_path: Path) -> None:
    one, other = two_files(
        tmp_path,
        nothing,
        lambda hall: hall.agree(1, WRITTEN),
        lambda hall: hall.agree(1, OTHERWISE),
    )
    pair = on_paper(one, other)[of_sheet(1)]
    assert pair.match is Match.DIFFERS
    assert pair.differing == ("1.full", "1.part", "2.full", "2.part")


@pytest.mark.parametrize(
    ("first", "second", "match"),
    [
        (nothing, lambda hall: hall.agree(1, WRITTEN), Match.SECOND),
        (nothing, lambda hall: hall.key(1, WRITTEN), Match.SECOND),
        (
            lambda hall: hall.key(1, WRITTEN, by=THIRD_CLERK),
            lambda hall: hall.agree(1, WRITTEN),
            Match.SECOND,
        ),
        (
            lambda hall: hall.key(1, OTHERWISE, by=THIRD_CLERK),
            lambda hall: hall.agree(1, WRITTEN),
            Match.DIFFERS,
        ),
        (lambda hall: query(hall, 1), lambda hall: hall.agree(1, WRITTEN), Match.DIFFERS),
        (lambda hall: query(hall, 1), lambda hall: query(hall, 1), Match.DIFFERS),
        (lambda hall: withdraw(hall, 1), lambda hall: hall.agree(1, WRITTEN), Match.DIFFERS),
        (lambda hall: withdraw(hall, 1), lambda hall: withdraw(hall, 1), Match.SAME),
    ],
)
def test_a_sheet_in_two_files(
    tmp_path: Path,
    first: Callable[[Hall], object],
    second: Callable[[Hall], object],
    match: Match,
) -> None:
    one, other = two_files(tmp_path, nothing, first, second)
    assert on_paper(one, other)[of_sheet(1)].match is match
    mirrored = {Match.FIRST: Match.SECOND, Match.SECOND: Match.FIRST}
    assert on_paper(other, one)[of_sheet(1)].match is mirrored.get(match, match)


def test_a_sheet_queried_before_they_part_has_only_come_further_where_it_was_keyed(
    tmp_path: Path,
) -> None:
    one, other = two_files(
        tmp_path,
        lambda hall: query(hall, 1),
        nothing,
        lambda hall: hall.agree(1, WRITTEN),
    )
    assert on_paper(one, other)[of_sheet(1)].match is Match.SECOND


def test_a_sheet_handed_out_to_another_area_is_not_the_same(tmp_path: Path) -> None:
    def to(area: str) -> Callable[[Hall], object]:
        def keyed(hall: Hall) -> None:
            hall.issue(area, 9)
            hall.agree(9, WRITTEN)

        return keyed

    found = on_paper(*two_files(tmp_path, nothing, to("A"), to("B")))
    assert found[of_sheet(9)].match is Match.DIFFERS


def test_a_sheet_corrected_in_one_file_to_what_it_is_in_the_other_is_the_same(
    tmp_path: Path,
) -> None:
    def first(hall: Hall) -> None:
        hall.agree(1, OTHERWISE)
        hall.correct(1, *AS_WRITTEN.items())

    one, other = two_files(tmp_path, nothing, first, lambda hall: hall.agree(1, WRITTEN))
    assert on_paper(one, other)[of_sheet(1)].match is Match.SAME


def test_boxes_are_compared_account_by_account_and_count_by_count(tmp_path: Path) -> None:
    def account_of(hall: Hall, box: str, papers: int) -> None:
        hall.do(hall.account(box, papers))

    def before(hall: Hall) -> None:
        account_of(hall, "a1", 100)
        hall.do(hall.count_of("a1", 99))

    def first(hall: Hall) -> None:
        hall.do(hall.count_of("a1", 100))
        account_of(hall, "b1", 80)

    def second(hall: Hall) -> None:
        hall.do(hall.count_of("a1", 99))
        hall.do(hall.count_of("a1", 99))
        account_of(hall, "b1", 80)
        account_of(hall, "b2", 20)

    found = on_paper(*two_files(tmp_path, before, first, second))
    assert matches(found) == {
        Thing(Kind.COUNT, "a1", 2): Match.DIFFERS,
        Thing(Kind.COUNT, "a1", 3): Match.SECOND,
        Thing(Kind.ACCOUNT, "b1"): Match.SAME,
        Thing(Kind.ACCOUNT, "b2"): Match.SECOND,
    }
    assert found[Thing(Kind.COUNT, "a1", 2)].differing == ("papers",)


def test_postal_figures_are_compared_as_two_officers_key_them(tmp_path: Path) -> None:
    def covers(hall: Hall, by: int, number: int) -> None:
        of = hall.contest.postal.returned.last
        hall.do(made(acts.PostalCoversReturned, hall.by(by), of=of, covers=number))

    def first(hall: Hall) -> None:
        covers(hall, CLERK, 70)

    def second(hall: Hall) -> None:
        covers(hall, CLERK, 70)
        covers(hall, OTHER_CLERK, 70)

    found = on_paper(*two_files(tmp_path, nothing, first, second))
    assert matches(found) == {Thing(Kind.COVERS): Match.SECOND}


def test_covers_keyed_otherwise_by_two_officers_wait_for_a_third(tmp_path: Path) -> None:
    def second(hall: Hall) -> None:
        for by, number in ((CLERK, 70), (OTHER_CLERK, 71)):
            of = hall.contest.postal.returned.last
            hall.do(made(acts.PostalCoversReturned, hall.by(by), of=of, covers=number))

    (pair,) = on_paper(*two_files(tmp_path, nothing, nothing, second)).values()
    assert pair.second is not None
    assert (pair.thing, pair.second.standing) == (Thing(Kind.COVERS), Standing.WAITS)
    assert (pair.second.figures, len(pair.second.made)) == ((), 1)


def test_an_opening_of_postal_votes_and_what_lay_beside_a_box_are_compared(tmp_path: Path) -> None:
    def opened(hall: Hall, papers: int) -> None:
        fields = {"session": 2, "box": "a2", "covers": 30, "rejected": 1, "papers": papers}
        hall.do(hall.made(acts.PostalSessionKeyed, CLERK, **fields))

    def packets(hall: Hall) -> None:
        found = Packets(unused=Papers(20), spoilt=Papers(2))
        hall.do(hall.made(acts.PacketsCounted, CLERK, box="a1", packets=found))

    def second(hall: Hall) -> None:
        opened(hall, 28)
        packets(hall)

    def first(hall: Hall) -> None:
        opened(hall, 29)
        packets(hall)

    found = on_paper(*two_files(tmp_path, nothing, first, second))
    assert matches(found) == {
        Thing(Kind.SESSION, "a2", 2): Match.DIFFERS,
        Thing(Kind.PACKETS, "a1"): Match.SAME,
    }
    assert found[Thing(Kind.SESSION, "a2", 2)].differing == ("papers",)
    same = found[Thing(Kind.PACKETS, "a1")]
    assert (same.area, to_do(same)) == ("A", ToDo.DONE)
    apart = tmp_path / "apart"
    apart.mkdir()
    alone = on_paper(*two_files(apart, nothing, nothing, second))
    each = alone[Thing(Kind.SESSION, "a2", 2)]
    assert each.second is not None
    assert dict(each.second.figures) == {"covers": 30, "rejected": 1, "papers": 28}
    assert (each.differing, len(each.second.made)) == ((), 1)


def test_a_recount_begun_in_one_file_makes_no_sheet_of_the_other_differ(tmp_path: Path) -> None:
    def before(hall: Hall) -> None:
        hall.agree(1, WRITTEN)
        hall.agree(2, WRITTEN)

    found = on_paper(*two_files(tmp_path, before, nothing, lambda hall: hall.recount("A")))
    assert set(matches(found).values()) <= {Match.SECOND}
    assert not list(to_key_again(list(found.values())))


def test_where_the_candidates_are_in_another_order_no_figure_is_the_same(tmp_path: Path) -> None:
    def first(hall: Hall) -> None:
        turned = hall.contest.set_up.candidates[::-1]
        hall.put_right(candidates=turned)
        hall.do(hall.names_confirmed(by=SECOND_SUPERVISOR))
        hall.agree(1, WRITTEN)

    one, other = two_files(tmp_path, nothing, first, lambda hall: hall.agree(1, WRITTEN))
    assert on_paper(one, other)[of_sheet(1)].match is Match.DIFFERS


def test_of_a_contest_that_one_file_has_alone_everything_is_of_that_file(tmp_path: Path) -> None:
    """A ward was set up and verified after the backup was made."""

    def second(hall: Hall) -> None:
        fields = contest_fields() | {"contest": "oak", "name": "Oak"}
        hall.desk.do("oak", acts.ContestSetUp(**hall.desk.by(DEPUTY).fixed, **fields))
        oak = Hall(hall.desk, "oak")
        oak.do(oak.names_confirmed())
        oak.see_containers()
        oak.verify({"a1": 60})
        oak.allot(21, 21)
        oak.issue("A", 21)
        oak.agree(21, WRITTEN)

    one, other = two_files(tmp_path, nothing, nothing, second)
    for files, match in (((one, other), Match.SECOND), ((other, one), Match.FIRST)):
        found = {pair.thing: pair for pair in comparison(*files)["oak"].pairs}
        assert matches(found) == {
            Thing(Kind.ACCOUNT, "a1"): match,
            Thing(Kind.COUNT, "a1", 1): match,
            of_sheet(21): match,
        }


def test_slates_named_in_another_order_are_known_by_whom_they_name(tmp_path: Path) -> None:
    hall = a_ward(tmp_path)
    hall.issue("A", 1, 2)
    path = hall.desk.ledger.path
    hall.desk.close()
    other = tmp_path / "restored.tally"
    other.write_bytes(path.read_bytes())

    def first(hall: Hall) -> None:
        hall.name_slate(1, 2)
        hall.name_slate(3, 4)
        hall.agree(1, ward_sheet(blocks={(1, 2): 30, (3, 4): 12}))
        hall.agree(2, ward_sheet(blocks={(1, 2): 30}))
        # That it was named says nothing of a sheet on which it is not.
        hall.name_slate(2, 3)

    def second(hall: Hall) -> None:
        hall.name_slate(3, 4)
        hall.name_slate(1, 2)
        hall.agree(1, ward_sheet(blocks={(3, 4): 12, (1, 2): 30}))
        hall.agree(2, ward_sheet(blocks={(3, 4): 30}))

    go_on(path, first)
    go_on(other, second, "desk-2")
    # By the numbers that people gave the slates, it would be the other way about.
    assert matches(on_paper(path, other)) == {
        of_sheet(1): Match.SAME,
        of_sheet(2): Match.DIFFERS,
    }


def test_what_stands_in_the_other_file_alone_or_otherwise_is_to_be_keyed_again(
    tmp_path: Path,
) -> None:
    def first(hall: Hall) -> None:
        hall.agree(1, WRITTEN)
        hall.agree(2, WRITTEN)
        hall.agree(5, WRITTEN)

    def second(hall: Hall) -> None:
        hall.agree(1, WRITTEN)
        hall.agree(2, OTHERWISE)
        hall.key(3, WRITTEN)
        hall.agree(6, WRITTEN)

    found = comparison(*two_files(tmp_path, nothing, first, second))[ELM].pairs
    again = [pair.thing.name for pair in to_key_again(list(found))]
    assert again == ["2", "6"], "not what stands in both, nor what one officer alone has keyed"


def test_what_is_keyed_here_otherwise_than_there_is_told_at_once(tmp_path: Path) -> None:
    """A form, a box's account and count, and figures that are of no box: each by itself."""

    def keyed(hall: Hall, papers: int) -> None:
        hall.agree_form(1, "A", form((1, 0, 0), (papers,)))
        hall.do(hall.account("a1", papers))
        hall.do(hall.count_of("a1", papers))
        for by in (CLERK, OTHER_CLERK):
            of = hall.contest.postal.returned.last
            hall.do(made(acts.PostalCoversReturned, hall.by(by), of=of, covers=papers))

    one, other = two_files(tmp_path, nothing, nothing, lambda hall: keyed(hall, 70))
    with branch(other) as read:
        there = read.read.count.contests[ELM]

    def here(hall: Hall) -> None:
        again = Again(hall.contest, there)
        keyed(hall, 71)
        assert not list(again.changed({7}, (), ())), "another sheet was keyed"
        assert [pair.thing for pair in again.changed((), {1}, ())] == [Thing(Kind.FORM, "1")]
        assert [pair.thing for pair in again.changed((), (), ())] == [Thing(Kind.COVERS)]
        assert not list(again.changed((), (), {"b1"})), "another box was counted"
        assert {pair.thing for pair in again.changed((), (), {"a1"})} == {
            Thing(Kind.ACCOUNT, "a1"),
            Thing(Kind.COUNT, "a1", 1),
        }
        assert not list(again.changed((), (), {"a1"})), "it is told once"

    go_on(one, here)


def test_what_is_not_here_is_handed_out_first_if_it_has_a_number_to_hand_out(
    tmp_path: Path,
) -> None:
    def second(hall: Hall) -> None:
        hall.issue("A", 9)
        hall.agree(9, WRITTEN)
        hall.agree_form(1, "A", form((1, 0, 0), (1,)))
        hall.agree(1, WRITTEN)

    found = on_paper(*two_files(tmp_path, nothing, nothing, second))
    assert {thing: to_do(pair) for thing, pair in found.items()} == {
        of_sheet(9): ToDo.HAND_OUT,
        Thing(Kind.FORM, "1"): ToDo.KEY,
        of_sheet(1): ToDo.KEY,
    }


# ---- laws

FIGURES = {"right": WRITTEN, "misread": OTHERWISE}
Step = tuple[str, int, str]
steps = st.lists(
    st.tuples(
        st.sampled_from(["agree", "key", "query", "withdraw", "correct", "count", "recount"]),
        st.integers(1, 8),
        st.sampled_from(["right", "misread"]),
    ),
    max_size=8,
)


def do(hall: Hall, done: list[Step]) -> None:
    """As much of this as the rules allow."""
    for what, number, how in done:
        with suppress(Refusal):
            _do(hall, what, number, how)


def _do(hall: Hall, what: str, number: int, how: str) -> None:
    match what:
        case "agree":
            hall.agree(number, FIGURES[how])
        case "key":
            hall.key(number, FIGURES[how], by=THIRD_CLERK)
        case "query":
            query(hall, number)
        case "withdraw":
            withdraw(hall, number)
        case "correct":
            hall.correct(number, ("3.part", 9), ("papers", 59))
        case "count":
            hall.do(hall.account("a1", 100))
            hall.do(hall.count_of("a1", 90 + number))
        case _:
            hall.recount("A")


def walked(
    folder: str, before: list[Step], first: list[Step], second: list[Step]
) -> tuple[Path, Path]:
    """Two files in which these steps were taken as far as the rules allow."""
    nights = [partial(do, done=steps) for steps in (before, first, second)]
    return two_files(Path(folder), *nights)


@given(steps, steps, steps)
@settings(max_examples=15)
def test_the_laws_of_two_branches(
    before: list[Step], first: list[Step], second: list[Step]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other = walked(folder, before, first, second)
        there = comparison(one, other)
        back = comparison(other, one)
        with branch(one) as a, branch(other) as b:
            contests = a.read.count.contests[ELM], b.read.count.contests[ELM]
            ends = a.read.heads, b.read.heads
    for stream, found in there.items():
        parting = found.parting
        # What both have, with what each has alone, is each of them whole.
        assert parting.carried == ()
        ours = [*range(1, parting.common + 1), *(each.seq for each in parting.first)]
        theirs = [*range(1, parting.common + 1), *(each.seq for each in parting.second)]
        assert ours == list(range(1, ends[0][stream][0] + 1))
        assert theirs == list(range(1, ends[1][stream][0] + 1))
        # Seen from the other end it is the same.
        mirror = back[stream].parting
        assert (mirror.first, mirror.second) == (parting.second, parting.first)
        assert (mirror.common, mirror.last) == (parting.common, parting.last)
    turned = {Match.FIRST: Match.SECOND, Match.SECOND: Match.FIRST}
    mirrored = {pair.thing: (turned.get(pair.match, pair.match)) for pair in back[ELM].pairs}
    assert mirrored == {pair.thing: pair.match for pair in there[ELM].pairs}
    for pair in there[ELM].pairs:
        _never_said_the_same_of_other_figures(pair)
    # Asked of the states themselves: no sheet that stands with other figures is passed over.
    told = {pair.thing: pair.match for pair in there[ELM].pairs}
    for number in range(1, 9):
        papers = [contest.sheets[SheetNumber(number)] for contest in contests]
        if all(paper.live for paper in papers) and papers[0].values != papers[1].values:
            assert told[of_sheet(number)] is Match.DIFFERS


def _never_said_the_same_of_other_figures(pair: Pair) -> None:
    if pair.match is not Match.SAME:
        return
    assert pair.first is not None
    assert pair.second is not None
    assert pair.first.figures == pair.second.figures
    assert pair.first.standing is pair.second.standing
    assert pair.differing == ()
    if pair.first.standing in (Standing.ONCE, Standing.STANDS):
        assert pair.first.figures


@given(steps, steps, steps)
@example([], [("key", 1, "right")], [("agree", 1, "misread")])
@example([], [("key", 1, "right"), ("agree", 1, "misread")], [("agree", 1, "misread")])
@settings(max_examples=10)
def test_what_is_keyed_again_from_the_list_leaves_nothing_on_it(
    before: list[Step], first: list[Step], second: list[Step]
) -> None:
    """Two officers key each paper that only the other file has; it is ticked off."""
    with tempfile.TemporaryDirectory() as folder:
        one, other = walked(folder, before, first, second)
        with branch(other) as read:
            there = read.read.count.contests[ELM]

        def key_again(hall: Hall) -> None:
            again = Again(hall.contest, there)
            listed = again.all()
            assert {pair.match for pair in listed} <= {Match.SECOND, Match.DIFFERS}
            begun = {pair.thing for pair in listed if to_do(pair) in (ToDo.ONCE, ToDo.SETTLE)}
            for pair in listed:
                if pair.thing.kind is Kind.SHEET and to_do(pair) in (ToDo.KEY, ToDo.ONCE):
                    with suppress(Refusal):
                        as_there(hall, there, int(pair.thing.name))
                    assert not list(again.changed({int(pair.thing.name)}, (), ()))
            waiting = [pair for pair in again.waiting() if pair.thing.kind is Kind.SHEET]
            left = {pair.thing: to_do(pair) for pair in waiting}
            # What one officer read otherwise here is settled by a third, as ever.
            to_settle = {thing for thing, what in left.items() if what is ToDo.SETTLE}
            assert to_settle <= begun
            others = {left[thing] for thing in left.keys() - to_settle}
            assert others <= {ToDo.LOOK}, "what stands here otherwise is for people to look at"

        go_on(one, key_again)


def as_there(hall: Hall, there: ContestState, number: int) -> None:
    """Whoever has not keyed it yet reads off the paper what was read in the other file."""
    values = there.sheets[SheetNumber(number)].values
    assert values is not None
    figures = sheet_kind(there).figures(list(values))
    keyed_by = hall.sheet(number).officers
    for officer in [each for each in (CLERK, OTHER_CLERK) if each not in keyed_by]:
        hall.key(number, figures, by=officer)


@given(steps)
@settings(max_examples=8)
def test_a_file_and_its_own_copy_part_nowhere(done: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other = walked(folder, done, [], [])
        for found in comparison(one, other).values():
            assert not found.parting.parts
            assert found.pairs == ()


leaves = st.lists(st.integers(0, 6).map(lambda n: n.to_bytes(1, "big")), unique=True, max_size=7)


@given(leaves, leaves, leaves)
def test_every_entry_is_common_carried_or_of_one_file_alone(
    before: list[bytes], ours: list[bytes], theirs: list[bytes]
) -> None:
    """Also where a file holds, after the parting, an entry that was carried over from the other."""
    act = acts.BackupRestored(
        v=1,
        id="ab" * 16,
        at=datetime(2024, 7, 4, 23, tzinfo=UTC),
        by=OfficerNumber(RETURNING_OFFICER),
        workstation="desk-1",
        source="",
        reason="",
    )
    first = [Entry(n, leaf, act) for n, leaf in enumerate(before + ours, 1)]
    second = [Entry(n, leaf, act) for n, leaf in enumerate(before + theirs, 1)]
    found = part("count", first, second)
    common = [each.leaf for each in first[: found.common]]
    assert common == [each.leaf for each in second[: found.common]]
    carried = {each.leaf for each in found.carried}
    alone = {each.leaf for each in found.first}
    alone_there = {each.leaf for each in found.second}
    rest = {each.leaf for each in first[found.common :]}
    rest_there = {each.leaf for each in second[found.common :]}
    assert (alone | carried, alone_there | carried) == (rest, rest_there)
    assert not alone & alone_there
    assert not carried & (alone | alone_there)
