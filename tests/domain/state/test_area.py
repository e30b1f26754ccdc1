"""The running totals of an area: what a paper brings in it takes away again, figure by figure."""

from hypothesis import given
from hypothesis import strategies as st

from tallyapp.domain.state.area import AreaState, BoxState, Tallied
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox
from tallyapp.domain.vocabulary.units import Papers, Votes

figure = st.integers(0, 3)
tallied = st.builds(
    Tallied,
    votes=st.lists(figure, min_size=2, max_size=2),
    bundled=figure,
    sent=figure,
    adjudicated=figure,
    rejected=st.lists(figure, min_size=2, max_size=2),
    rejected_papers=figure,
    unused=figure,
    uncertain=figure,
    objections=figure,
)


def empty() -> AreaState:
    return AreaState(Area(id="A", name="A"), [Votes(0)] * 2, [Papers(0)] * 2)


def totals(area: AreaState) -> Tallied:
    """The area as though it were one paper."""
    return Tallied(
        list(area.votes),
        bundled=area.bundled,
        sent=area.sent,
        adjudicated=area.adjudicated,
        rejected=list(area.rejected),
        rejected_papers=area.rejected_papers,
        unused=area.unused,
        uncertain=area.uncertain,
        objections=area.objections,
    )


@given(paper=tallied)
def test_an_area_of_one_paper_has_its_figures_and_none_once_it_is_taken_out(paper: Tallied) -> None:
    area = empty()
    area.add(paper, +1)
    assert totals(area) == paper
    assert area.counted == paper.bundled + paper.adjudicated
    assert area.valid == area.counted - paper.rejected_papers
    assert area.difference == area.counted
    area.add(paper, -1)
    assert area == empty()


@given(one=tallied, other=tallied)
def test_of_two_papers_either_may_be_taken_out(one: Tallied, other: Tallied) -> None:
    area = empty()
    area.add(one, +1)
    area.add(other, +1)
    area.add(one, -1)
    assert totals(area) == other


def test_a_box_without_a_count_is_of_its_area_with_no_paper() -> None:
    area = empty()
    box = BoxState(BallotBox(id="a1", name="a1", kind="polling", area="A"))
    area.take_in(box)
    assert (area.boxes, area.verified, area.all_accurate) == ([box], 0, False)
    area.take_out(box)
    assert area == empty()
