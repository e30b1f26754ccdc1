"""Names as on the ballot paper: what a commonly used name replaces, and the order it stands in."""

from pathlib import Path
from string import ascii_letters, ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.documents.page.glyphs import missing_glyphs
from tallyapp.domain.vocabulary.collation import collated
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.exchange.candidates import read_candidates
from tallyapp.exchange.faults import Fault, ImportRefused
from tallyapp.exchange.listed import CandidateList
from tallyapp.exchange.names import ballot_paper_order, commonly_used
from tallyapp.exchange.tables import shows_all

LISTS = Path(__file__).parent / "lists"
OWN = "surname,other_names,description\n"
PARTS = "surname,other_names,commonly_used_surname,commonly_used_forenames,description\n"


def read(name: str) -> CandidateList:
    return read_candidates(LISTS / name, missing_glyphs=shows_all)


def written(folder: Path, text: str) -> CandidateList:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return read_candidates(path, missing_glyphs=shows_all)


def names(listed: CandidateList) -> list[str]:
    return [candidate.ballot_name for candidate in listed.contests[0].candidates]


def of_order(warnings: tuple[Fault, ...]) -> list[str]:
    told = ("out of the alphabet", "in the order of the full names")
    return [each.problem for each in warnings if any(words in each.problem for words in told)]


# ---- the commonly used name


def test_the_ballot_paper_has_the_commonly_used_name_and_is_ordered_by_it() -> None:
    listed = read("commonly-used-surname.csv")
    assert names(listed) == ["Abbot, Aaron", "Calder, Jane", "Dent, Dora", "Quaid, Rob", "Zed, Zoe"]
    assert of_order(listed.warnings) == [], "the order of the ballot paper is the right one"
    calder = listed.contests[0].candidates[1]
    assert (calder.name, calder.full_name) == ("Jane Calder", "Jane Norton")


def test_an_order_by_full_names_under_commonly_used_surnames_is_warned_of() -> None:
    first, *_ = of_order(read("commonly-used-surname-legal-order.csv").warnings)
    assert first == (
        "The list is in the order of the full names, but the ballot paper has Calder, Jane for "
        "Jane Norton and is ordered by commonly used surnames."
    )


def test_how_a_name_in_one_piece_was_taken_apart_is_told_wherever_a_surname_came_of_it() -> None:
    taken = [each.problem for each in read("commonly-used-surname.csv").warnings if each.column]
    assert taken == [
        '"Jane Calder" is taken as surname Calder, other names Jane, on the ballot paper.',
        '"Rob Quaid" is taken as surname Quaid, other names Rob, on the ballot paper.',
    ]


def test_a_single_word_is_asked_for_and_never_guessed() -> None:
    with pytest.raises(ImportRefused) as refused:
        read("known-as-forename-only.csv")
    (fault,) = refused.value.faults
    assert (fault.line, fault.column) == (2, "known_as")
    assert fault.problem == (
        'It is not clear which part of the name of Alexander Thomas Hart "Alex" replaces.'
    )
    assert "commonly_used_forenames" in fault.remedy


def test_a_forename_replaces_the_forenames_and_a_surname_the_surname(tmp_path: Path) -> None:
    listed = written(
        tmp_path,
        PARTS + "Hart,Alexander Thomas,,Alex,\nNorton,Jane,Ives,,\nYates,Robin,Quaid,Rob,\n",
    )
    assert names(listed) == ["Hart, Alex", "Ives, Jane", "Quaid, Rob"]
    spoken = [candidate.name for candidate in listed.contests[0].candidates]
    assert spoken == ["Alex Hart", "Jane Ives", "Rob Quaid"]
    assert listed.warnings == (), "columns of their own leave nothing to look at"


def test_a_name_that_is_given_twice_is_asked_for(tmp_path: Path) -> None:
    text = "surname,other_names,known_as,commonly_used_surname,description\nHart,Al,Al Ives,Ives,\n"
    with pytest.raises(ImportRefused, match="is given twice"):
        written(tmp_path, text)


@pytest.mark.parametrize(
    ("full", "known_as", "expected"),
    [
        (("Hart", "Alexander Thomas"), "Alex Hart", ("", "Alex")),
        (("de la Tour", "Bartholomew"), "Barty de la Tour", ("", "Barty")),
        (("Norton", "Jane"), "Jane Calder", ("Calder", "")),
        (("Norton", "Mary Jane"), "Mary Jane van Calder", ("van Calder", "")),
        (("Yates", "Robin"), "Rob Quaid", ("Quaid", "Rob")),
        (("Yates", "Robin"), "van Quaid, Rob", ("van Quaid", "Rob")),
        (("Yates", "Robin"), "Robin Yates", ("", "")),
        (("Hart", "Alexander Thomas"), "Alex", None),
        (("Hart", "Alexander Thomas"), "Hart", None),
        (("Hart", "Alexander Thomas"), "Alex Thomas", None),
        (("Hart", "Alexander"), "Alex van Quaid", None),
        (("Hart", "Alexander"), ", Alex", None),
    ],
)
def test_what_a_name_in_one_piece_replaces_is_clear_or_asked(
    full: tuple[str, str], known_as: str, expected: tuple[str, str] | None
) -> None:
    assert commonly_used(*full, known_as) == expected


WORDS = st.text(ascii_letters, min_size=1, max_size=8)


@given(surname=WORDS, forenames=st.lists(WORDS, min_size=1, max_size=3), known=WORDS)
def test_nobody_loses_a_surname_to_a_commonly_used_forename(
    surname: str, forenames: list[str], known: str
) -> None:
    used = commonly_used(surname, " ".join(forenames), f"{known} {surname}")
    assert used is not None
    assert used.surname == ""


def test_two_who_look_alike_are_told_apart_by_a_particular(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        read("same-name.csv")
    assert "particular" in refused.value.faults[0].remedy
    text = "surname,other_names,description,particular\n"
    text += "Shaw,Michael,Independent,2 Mill Lane\nShaw,Michael,Independent,9 High Street\n"
    listed = written(tmp_path, text)
    assert names(listed) == ["Shaw, Michael (2 Mill Lane)", "Shaw, Michael (9 High Street)"]
    assert "line 2 too" in listed.warnings[0].problem


def test_two_of_one_commonly_used_name_look_alike_whatever_their_full_names(tmp_path: Path) -> None:
    text = PARTS + "Shaw,Michael,,Mick,Green\nShaw,Mickey,,Mick,Green\n"
    with pytest.raises(ImportRefused, match="Shaw, Mick is on line 2 already"):
        written(tmp_path, text)


# ---- the order


def test_democracy_clubs_list_is_put_in_the_order_of_ballot_papers_and_that_is_said() -> None:
    listed = read("dc-order-small.csv")
    in_order = ["Łapka, Łucja", "Oakley, Ann", "O’Brien, Pat", "Owen, Olwen", "Young, Yan"]
    assert names(listed) == in_order
    assert "another order in the file" in listed.warnings[0].problem


def test_the_order_of_the_printed_ballot_paper_is_kept_from_its_column(tmp_path: Path) -> None:
    header, *rows = (LISTS / "dc-order-small.csv").read_text(encoding="utf-8").splitlines()
    placed = [f"{row},{place}" for row, place in zip(rows, (2, 1, 3, 5, 4), strict=True)]
    listed = written(tmp_path, "\n".join([f"{header},order", *placed]))
    assert [name.partition(",")[0] for name in names(listed)] == [
        "Oakley",
        "O’Brien",
        "Owen",
        "Young",
        "Łapka",
    ]
    (warned,) = of_order(listed.warnings)
    assert warned == "Łapka, Łucja stands below Young, Yan, out of the alphabet."


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (("1", "1"), "The place 1 is on line 2 already."),
        (("1", ""), "There is no place for Birch, Bob."),
        (("1", "3"), "The place 3 is beyond the 2 candidates."),
        (("1", "100"), '"100" is not a whole number from 1 to 99.'),
    ],
)
def test_an_order_is_that_of_the_whole_paper_or_is_asked_for(
    tmp_path: Path, places: tuple[str, str], said: str
) -> None:
    rows = f"Ash,Ann,Labour,{places[0]}\nBirch,Bob,Green,{places[1]}\n"
    with pytest.raises(ImportRefused) as refused:
        written(tmp_path, "surname,other_names,description,order\n" + rows)
    assert said in [fault.problem for fault in refused.value.faults]


@pytest.mark.parametrize(
    "surnames",
    [
        ("Oakley", "O’Brien", "O'Connor", "O Dálaigh", "Owen"),
        ("Lane", "Łapka", "Lawson"),
        ("Moss", "Øberg-Hill", "Obi", "Owen"),
        ("MacArthur", "Mace", "McAdam", "Mead"),
        ("Ståhl", "St. Clair", "Stead", "St John", "Stokes"),
        ("Ashe", "Ash-Moore", "Ash Nkemba"),
        ("Æthelred", "Afolabi", "Müller", "Straße", "Strasser", "Þórsson", "Tiller"),
    ],
)
def test_ballot_papers_are_collated_by_letters_alone(surnames: tuple[str, ...]) -> None:
    people = [Candidate(surname=name, other_names="", description="") for name in surnames]
    assert sorted(people, key=ballot_paper_order) == people


def test_every_letter_of_the_latin_names_of_europe_has_its_place_in_the_alphabet() -> None:
    """Latin-1, Latin Extended-A, and letters with two marks, as in Vietnamese and Yoruba."""
    codes = [*range(0xC0, 0x180), *range(0x1E00, 0x1E9A), *range(0x1EA0, 0x1EFA)]
    letters = [chr(code) for code in codes if chr(code).isalpha()]
    shown = [letter for letter in letters if not missing_glyphs(letter)]
    assert len(shown) > 300
    assert [letter for letter in shown if not set(collated(letter)) <= set(ascii_lowercase)] == []
