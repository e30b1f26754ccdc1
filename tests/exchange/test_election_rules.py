"""Kinds of election: the rules shipped, and what is said when there are none."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tallyapp.domain.vocabulary.kind_of_election import Deposit
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.election_rules import (
    known_kinds,
    load_rules,
    refuse_too_many,
    refused_kinds,
    versions,
)
from tallyapp.resources import resource

POLLING_DAY = date(2024, 7, 4)


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """A folder of rules that somebody corrects."""
    for path in resource("rules").glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path / "uk-parliamentary.toml"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_kinds_are_known_by_name_and_the_refused_ones_are_not_among_them() -> None:
    assert set(known_kinds()) >= {"local-england", "local-wales", "uk-parliamentary"}
    assert not set(known_kinds()) & set(refused_kinds())


def test_a_parliamentary_election_has_four_heads_in_order_one_seat_and_a_deposit() -> None:
    rules = load_rules("uk-parliamentary", POLLING_DAY)
    assert [head.label for head in rules.heads] == [
        "want of an official mark",
        "voting for more than one candidate",
        "writing or mark by which the voter could be identified",
        "unmarked or void for uncertainty",
    ]
    assert not any(head.in_part for head in rules.heads)
    assert rules.deposit == Deposit(pounds=500, share_denominator=20)
    assert rules.most_seats == 1


def test_a_local_election_has_papers_rejected_in_part_and_no_deposit() -> None:
    rules = load_rules("local-england", POLLING_DAY)
    assert [head.label for head in rules.heads if head.in_part] == ["rejected in part"]
    assert rules.heads[-1].in_part
    assert rules.deposit is None
    assert rules.most_seats == 15


@pytest.mark.parametrize("kind", ["uk-parliamentary", "local-england"])
def test_the_sentences_can_be_filled_in(kind: str) -> None:
    wording = load_rules(kind, POLLING_DAY).wording
    assert "being the Acting Returning Officer at" in wording.notice.format(
        title="Acting Returning Officer"
    )
    assert wording.declare_one.format(name="Anne Dodd").endswith("that Anne Dodd is duly elected.")
    assert "A, B and C are duly elected" in wording.declare_several.format(names="A, B and C")
    assert wording.lot.format(name="Anne Dodd").endswith("allotted to candidate Anne Dodd.")


def test_an_unknown_kind_is_answered_with_the_known_ones() -> None:
    with pytest.raises(EnvironmentFault, match=r'for "mayor".*local-england, .*uk-parliamentary'):
        load_rules("mayor", POLLING_DAY)


def test_a_kind_with_transferable_votes_is_refused_in_a_sentence() -> None:
    with pytest.raises(EnvironmentFault, match="single transferable vote: tallyapp does not count"):
        load_rules("local-scotland", POLLING_DAY)


def test_a_polling_day_before_the_rules_is_refused_with_the_dates_they_hold() -> None:
    first = load_rules("uk-parliamentary", POLLING_DAY).holds_from
    assert load_rules("uk-parliamentary", first).holds_from == first
    with pytest.raises(EnvironmentFault, match=f"holds {first} onwards"):
        load_rules("uk-parliamentary", first - timedelta(days=1))


def test_of_two_versions_the_one_in_force_on_polling_day_is_taken(corrected: Path) -> None:
    first = corrected.read_text(encoding="utf-8")
    later = first.replace("2008-07-01", "2030-01-01").replace("pounds = 500", "pounds = 1000")
    ended = first.replace(
        "holds_from = 2008-07-01", "holds_from = 2008-07-01\nholds_until = 2029-12-31"
    )
    corrected.write_text(ended + later, encoding="utf-8")
    pounds = {}
    for day in (date(2029, 12, 31), date(2030, 1, 1)):
        deposit = load_rules("uk-parliamentary", day, corrected.parent).deposit
        assert deposit is not None
        pounds[day.year] = deposit.pounds
    assert pounds == {2029: 500, 2030: 1000}


def test_two_versions_that_hold_on_one_day_are_refused(corrected: Path) -> None:
    first = corrected.read_text(encoding="utf-8")
    corrected.write_text(first + first.replace("2008-07-01", "2030-01-01"), encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="two versions hold on 2030-01-01"):
        load_rules("uk-parliamentary", POLLING_DAY, corrected.parent)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "declare that {name} is",
            "declare that {nmae} is",
            "declare_one must have {name} in braces",
        ),
        (
            "declare that {name} is",
            "declare that {name is",
            "declare_one must have {name} in braces",
        ),
        ('kind = "uk-parliamentary"', 'kind = "uk"', 'they name the kind "uk"'),
        ('key = "void"', 'key = "official-mark"', "the heads need a key each"),
        ("code = 4", "code = 6", 'the head "void" has the reason code 6: they are 1 to 5'),
        ("code = 4", "code = 5", '5 is "rejected in part"'),
        ("most_seats", 'title_cy = "Etholiad"\nmost_seats', "the wording (wording_cy) is not"),
        ("share_denominator = 20", "share_denominator = 0", "1/0"),
        ("most_seats = 1", 'most_seats = "one"', "Expected `int`"),
        ("most_seats = 1", "most_seats = 1\nmost_chairs = 2", "most_chairs"),
        ("[[version]]", "[[version", "Correct the file"),
    ],
)
def test_a_correction_that_went_wrong_is_explained(
    corrected: Path, old: str, new: str, said: str
) -> None:
    replace(corrected, old, new)
    with pytest.raises(EnvironmentFault) as fault:
        load_rules("uk-parliamentary", POLLING_DAY, corrected.parent)
    assert said in str(fault.value)
    assert str(corrected) in str(fault.value)


def test_in_wales_the_heads_and_sentences_are_in_both_languages() -> None:
    rules = load_rules("local-wales", date(2027, 5, 6))
    assert rules.bilingual
    assert rules.title_cy == "Ethol cynghorwyr"
    assert [(head.code, head.label_cy) for head in rules.heads] == [
        (1, "nad oes arno farc swyddogol"),
        (
            2,
            "y rhoddwyd pleidleisiau arno dros fwy o ymgeiswyr nag y mae gan y pleidleisiwr hawl "
            "i bleidleisio drostynt",
        ),
        (
            3,
            "y mae unrhyw beth wedi ei ysgrifennu neu wedi ei farcio arno y gellir adnabod y "
            "pleidleisiwr drwyddo",
        ),
        (4, "heb ei farcio neu’n ddi-rym oherwydd ansicrwydd"),
        (5, "gwrthodwyd yn rhannol"),
    ]
    assert rules.wording_cy is not None
    assert rules.wording_cy.declare_one.format(name="Siân Ŵyn") == (
        "Ac yr wyf drwy hyn yn datgan bod Siân Ŵyn wedi ei ethol yn briodol."
    )


def test_before_the_rules_of_2021_wales_was_counted_by_those_of_england() -> None:
    day = date(2012, 5, 3)
    wales = load_rules("local-wales", day)
    assert not wales.bilingual
    assert wales.heads == load_rules("local-england", day).heads


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('label_cy = "gwrthodwyd yn rhannol"', 'label_cy = ""', "the title or a head is not"),
        ('title_cy = "Ethol cynghorwyr"', 'title_cy = ""', "the title or a head is not"),
        ("bod {name} wedi", "bod {enw} wedi", "in the wording in Welsh, declare_one must have"),
    ],
)
def test_words_in_welsh_are_all_there_or_refused(
    corrected: Path, old: str, new: str, said: str
) -> None:
    replace(corrected.with_name("local-wales.toml"), old, new)
    with pytest.raises(EnvironmentFault, match=said):
        load_rules("local-wales", date(2027, 5, 6), corrected.parent)


# ---- the kinds that are shipped

TODAY = date(2026, 11, 26)
_MARK, _TOO_MANY, _IDENTIFIED, _VOID = (
    "official-mark",
    "too-many-votes",
    "voter-identified",
    "void",
)
ONE_VOTE = [(_MARK, 1), (_TOO_MANY, 2), (_IDENTIFIED, 3), (_VOID, 4)]
SEVERAL_VOTES = [*ONE_VOTE, ("in-part", 5)]
COMMISSIONER = [*ONE_VOTE[:3], ("unmarked", 4), ("void", 4)]


@pytest.mark.parametrize(
    ("kind", "heads", "pounds", "seats", "begins"),
    [
        ("uk-parliamentary", ONE_VOTE, 500, 1, date(2008, 7, 1)),
        ("uk-parliamentary-scotland", ONE_VOTE, 500, 1, date(2008, 7, 1)),
        ("uk-parliamentary-northern-ireland", ONE_VOTE, 500, 1, date(2008, 7, 1)),
        ("local-england", SEVERAL_VOTES, None, 15, date(2007, 5, 3)),
        ("local-wales", SEVERAL_VOTES, None, 15, date(2022, 5, 5)),
        ("parish-england", SEVERAL_VOTES, None, 15, date(2007, 5, 3)),
        ("community-wales", SEVERAL_VOTES, None, 15, date(2022, 5, 5)),
        ("police-and-crime-commissioner", COMMISSIONER, 5_000, 1, date(2023, 5, 4)),
        ("local-authority-mayor", ONE_VOTE, 500, 1, date(2023, 5, 4)),
        ("combined-authority-mayor", ONE_VOTE, 5_000, 1, date(2026, 6, 18)),
        ("referendum", ONE_VOTE, None, 1, date(2011, 5, 5)),
    ],
)
def test_each_kind_has_its_heads_codes_deposit_seats_and_days(
    kind: str, heads: list[tuple[str, int]], pounds: int | None, seats: int, begins: date
) -> None:
    rules = load_rules(kind, TODAY)
    assert [(head.key, head.code) for head in rules.heads] == heads
    assert (rules.deposit.pounds if rules.deposit else None) == pounds
    assert rules.deposit is None or rules.deposit.share_denominator == 20
    assert rules.most_seats == seats
    assert rules.holds_from == begins
    assert rules.title
    assert rules.statute


def test_no_kind_is_shipped_that_the_tests_do_not_know() -> None:
    assert len(known_kinds()) == 11
    titles = [load_rules(kind, TODAY).title for kind in known_kinds()]
    # Councillors of England and of Wales have one title in English, and are told apart in Welsh.
    assert len(set(titles)) == len(titles) - 1


@pytest.mark.parametrize("kind", known_kinds())
def test_the_words_of_each_kind_can_be_filled_in_and_printed(kind: str) -> None:
    from tallyapp.documents.page.glyphs import missing_glyphs

    for rules in versions(kind):
        for wording in filter(None, (rules.wording, rules.wording_cy)):
            assert "Anne Dodd" in wording.declare_one.format(name="Anne Dodd")
            assert not missing_glyphs("".join(str(text) for text in vars_of(wording)))
        assert not missing_glyphs("".join(head.label_cy for head in rules.heads))


def vars_of(wording: object) -> list[str]:
    return [getattr(wording, name) for name in wording.__struct_fields__]  # type: ignore[attr-defined]


def test_parliament_is_elected_alike_in_every_nation() -> None:
    kinds = ("uk-parliamentary", "uk-parliamentary-scotland", "uk-parliamentary-northern-ireland")
    english, *others = (load_rules(kind, TODAY) for kind in kinds)
    for rules in others:
        assert (rules.heads, rules.deposit, rules.wording) == (
            english.heads,
            english.deposit,
            english.wording,
        )


def test_a_referendum_declares_an_answer_and_nobody_elected() -> None:
    rules = load_rules("referendum", TODAY)
    said = rules.wording.declare_one.format(name="Yes")
    assert said == "And I do hereby certify that the answer with most votes is: Yes."
    every = " ".join(vars_of(rules.wording))
    assert "elected" not in every
    assert "candidate" not in every
    assert rules.heads[1].label == "voting for both answers"
    with pytest.raises(EnvironmentFault, match="Elm has 3 candidates; Referendum is decided"):
        refuse_too_many(rules, "Elm", 3)


def test_a_combined_authority_elects_by_most_votes_among_two_alone_since_june_2026() -> None:
    last = date(2026, 6, 17)
    refuse_too_many(load_rules("combined-authority-mayor", last), "Tees Valley", 6)
    since = load_rules("combined-authority-mayor", last + timedelta(days=1))
    refuse_too_many(since, "Tees Valley", 2)
    with pytest.raises(EnvironmentFault) as fault:
        refuse_too_many(since, "Tees Valley", 3)
    assert str(fault.value).startswith("Tees Valley has 3 candidates;")
    assert "supplementary vote has first and second preferences" in str(fault.value)


@pytest.mark.parametrize("kind", refused_kinds())
def test_each_kind_that_is_not_counted_is_refused_in_a_sentence(kind: str) -> None:
    with pytest.raises(EnvironmentFault, match="so this count cannot be set up in it"):
        load_rules(kind, TODAY)


def test_a_file_of_rules_makes_no_kind_countable_that_is_counted_otherwise(
    corrected: Path,
) -> None:
    said = corrected.read_text(encoding="utf-8").replace('"uk-parliamentary"', '"senedd"')
    corrected.with_name("senedd.toml").write_text(said, encoding="utf-8")
    assert "senedd" not in known_kinds(corrected.parent)
    with pytest.raises(EnvironmentFault, match="party lists"):
        load_rules("senedd", TODAY, corrected.parent)


def test_what_a_kind_is_called_is_in_the_catalogue() -> None:
    from tallyapp.words.catalogue import say

    for kind in (*known_kinds(), *refused_kinds()):
        named = say("new-count", f"kind.{kind}")
        assert named
        assert "kind." not in named
