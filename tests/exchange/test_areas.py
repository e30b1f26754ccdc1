"""Lists of count areas and ballot boxes."""

from pathlib import Path

import pytest

from tallyapp.domain.vocabulary.on_paper import Area, BallotBox
from tallyapp.exchange.areas import AreaList, read_areas
from tallyapp.exchange.faults import ImportRefused
from tallyapp.resources import resource

LISTS = Path(__file__).parent / "lists"
HEADER = "area,area_name,box,box_name,kind,sheets\n"


def read(tmp_path: Path, text: str) -> AreaList:
    path = tmp_path / "areas.csv"
    path.write_text(text, encoding="utf-8")
    return read_areas(path)


def faults(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    with pytest.raises(ImportRefused) as refused:
        read(tmp_path, text)
    return [(fault.line, fault.column) for fault in refused.value.faults]


def test_areas_boxes_and_sheets_are_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        HEADER
        + "B,East,7,Church Hall,Polling,\nA,West,1,School,polling,4\nB,,P1,Postal 1,POSTAL,6\n"
    )
    text += "A,West,2,Library,polling,4\n"
    (contest,) = read(tmp_path, text).contests
    assert contest.contest is None
    assert contest.areas == (Area(id="B", name="East"), Area(id="A", name="West"))
    assert contest.sheets == (6, 4)
    assert [box.id for box in contest.boxes] == ["7", "1", "P1", "2"]
    assert contest.boxes[2] == BallotBox(id="P1", name="Postal 1", kind="postal", area="B")


def test_the_sample_areas_are_six_and_each_mixes_postal_papers_with_others() -> None:
    listed = read_areas(resource("samples", "oxford-east-areas.csv"))
    (contest,) = listed.contests
    assert (contest.contest, len(contest.areas), listed.warnings) == ("oxford-east", 6, ())
    assert all(contest.sheets)
    for area in contest.areas:
        assert {box.kind for box in contest.boxes if box.area == area.id} == {"polling", "postal"}


def test_the_same_box_number_may_stand_in_two_contests(tmp_path: Path) -> None:
    text = (
        ""
        "contest,area,area_name,box,box_name,kind\nw1,A,East,1,Hall,polling\nw2,A,West,1,Hall,polling\n"
    )
    assert [one.contest for one in read(tmp_path, text).contests] == ["w1", "w2"]


def test_an_area_of_postal_boxes_alone_is_unlawful(tmp_path: Path) -> None:
    text = HEADER + "A,East,1,Hall,polling,\nA,East,2,Hall 2,polling,\nB,West,P1,Post,postal,\n"
    with pytest.raises(
        ImportRefused, match="line 4, column kind: The area B has postal boxes alone"
    ):
        read(tmp_path, text + "B,West,P2,Post,postal,\n")


def test_an_area_of_one_box_is_a_warning_and_is_kept(tmp_path: Path) -> None:
    listed = read(tmp_path, HEADER + "A,East,1,Hall,polling,\n")
    assert len(listed.contests[0].boxes) == 1
    assert "one box alone" in listed.warnings[0].problem


def test_every_fault_is_named_at_its_place(tmp_path: Path) -> None:
    text = HEADER + (
        "A,East,1,Hall,polling,4\n"
        "A,Eest,1,Hall,polling,5\n"
        "A,East,2,,postbox,some\n"
        "A,East,no good,Hall,polling,0\n"
        ",East,3,Hall,polling,\n"
        "B,,4,Hall,polling,1001\n"
    )
    assert faults(tmp_path, text) == [
        (3, "area_name"),
        (3, "sheets"),
        (3, "box"),
        (4, "sheets"),
        (4, "box_name"),
        (4, "kind"),
        (5, "box"),
        (5, "sheets"),
        (6, "area"),
        (7, "sheets"),
        (7, "area_name"),
    ]


def test_a_file_in_which_every_row_has_too_many_cells_is_refused_row_by_row(tmp_path: Path) -> None:
    text = HEADER + "A,East,1,Hall, North,polling,4\nA,East,2,Hall, South,polling,4\n"
    assert faults(tmp_path, text) == [(2, ""), (3, "")]


def test_identifiers_that_differ_in_capitals_alone_are_one_thing() -> None:
    with pytest.raises(ImportRefused) as refused:
        read_areas(LISTS / "areas-box-case.csv")
    (fault,) = refused.value.faults
    assert (fault.line, fault.column) == (3, "box")
    assert fault.problem == "a1 differs from A1 on line 2 in capitals alone."


def test_an_area_written_in_two_ways_is_asked_for(tmp_path: Path) -> None:
    text = HEADER + "West,W,1,Hall,polling,\nwest,W,2,School,polling,\n"
    assert faults(tmp_path, text) == [(3, "area")]


def test_a_row_of_totals_is_no_box() -> None:
    with pytest.raises(ImportRefused, match="line 6, column box: This looks like a row of totals"):
        read_areas(LISTS / "areas-total-row2.csv")


@pytest.mark.parametrize(
    "word", ["Total", "TOTALS:", "Grand total", "Total for Oxford", "Cyfanswm"]
)
@pytest.mark.parametrize("place", range(4))
def test_a_row_of_totals_is_known_by_its_words(tmp_path: Path, word: str, place: int) -> None:
    cells = ["B", "East", "9", "Hall"]
    cells[place] = word
    text = f"{HEADER}A,West,1,Hall,polling,\nA,West,2,School,polling,\n{','.join(cells)},polling,\n"
    assert (4, "box") in faults(tmp_path, text)


def test_a_polling_station_may_have_the_word_in_its_name(tmp_path: Path) -> None:
    text = f"{HEADER}A,West,1,Total Fitness Centre,polling,\nA,West,2,Sum House,polling,\n"
    assert len(read(tmp_path, text).contests[0].boxes) == 2


def test_a_last_row_with_the_sum_of_all_sheets_is_looked_at(tmp_path: Path) -> None:
    rows = "A,West,1,Hall,polling,2\nA,West,2,School,polling,2\nB,East,3,Inn,polling,3\n"
    sums = [row.column for row in read(tmp_path, f"{HEADER}{rows}C,All,4,x,polling,5\n").warnings]
    assert "sheets" in sums
    others = [row.column for row in read(tmp_path, f"{HEADER}{rows}C,All,4,x,polling,6\n").warnings]
    assert "sheets" not in others


@pytest.mark.parametrize(
    ("areas", "boxes", "said"),
    [
        (1_001, 1, "The contest has 1,001 areas; 1,000 are the most."),
        (1, 10_001, "The contest has 10,001 boxes; 10,000 are the most."),
    ],
)
def test_a_bound_that_is_passed_is_named_with_its_number(
    tmp_path: Path, areas: int, boxes: int, said: str
) -> None:
    rows = [f"a{n},A,b{n}-{m},B,polling," for n in range(areas) for m in range(boxes)]
    path = tmp_path / "areas.csv"
    path.write_text(HEADER + "\n".join(rows), encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        read_areas(path)
    assert [fault.problem for fault in refused.value.faults] == [said]


def test_the_electorate_of_an_area_is_that_of_its_polling_stations(tmp_path: Path) -> None:
    header = "area,area_name,box,box_name,kind,electorate\n"
    rows = 'A,East,1,Hall,polling,"1,204"\nA,,2,School,polling,996\nA,,P,Post,postal,\n'
    (contest,) = read(tmp_path, header + rows + "B,West,3,Library,polling,\n").contests
    assert [area.electorate for area in contest.areas] == [2_200, None]
    assert [box.electorate for box in contest.boxes] == [1_204, 996, None, None]


def test_an_electorate_of_a_station_that_is_missing_leaves_its_area_s_unknown(
    tmp_path: Path,
) -> None:
    header = "area,area_name,box,box_name,kind,electorate\n"
    rows = "A,East,1,Hall,polling,1204\nA,,2,School,polling,\n"
    (contest,) = read(tmp_path, header + rows).contests
    assert contest.areas[0].electorate is None


def test_no_electors_are_no_electorate(tmp_path: Path) -> None:
    header = "area,area_name,box,box_name,kind,electorate\n"
    assert faults(tmp_path, header + "A,East,1,Hall,polling,0\n") == [(2, "electorate")]
