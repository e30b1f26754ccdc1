"""What the texts say, and what they leave out."""

from dataclasses import replace as replace_parts

import pytest
from msgspec.structs import replace

from tallyapp.desk import Desk
from tallyapp.domain.reports.press_report import Beside, press_report
from tallyapp.domain.views.seats import PartyChange
from tallyapp.domain.vocabulary.staff_names import ReleasedName
from tallyapp.domain.vocabulary.units import OfficerNumber, Votes
from tallyapp.press.aloud import aloud
from tallyapp.press.mail import mail
from tallyapp.press.summary import summary_page, summary_text
from tests.documents import samples, welsh
from tests.press.pages import parsed, words_of
from tests.press.samples import told


def spoken_lines(text: str) -> list[str]:
    """What is below the line, and read aloud."""
    return [line for line in text.partition("____")[2].strip("_").splitlines() if line]


def test_figures_are_read_aloud_in_words_and_names_stand_as_they_are() -> None:
    lines = spoken_lines(aloud(told(samples.oxford_east(practice=False))))
    assert (
        "Anneliese Dodds, Labour and Co-operative: nineteen thousand, five hundred and forty-one "
        "votes." in lines
    )
    assert "Want of an official mark: one." in lines
    assert "Ballot box turnout: fifty-five point three per cent." in lines
    assert lines[-1] == "And I do hereby declare that Anneliese Dodds is duly elected."
    assert not [line for line in lines if any(letter.isdigit() for letter in line)]


def test_the_declarant_says_their_name_where_they_are_the_officer_of_the_notice() -> None:
    notice = samples.oxford_east(practice=False)
    named = ReleasedName(number=OfficerNumber(1), name="Caroline Green", salt="0" * 32)
    by_officer = aloud(told(replace(notice, declarant=named)))
    assert "I, Caroline Green, being the Acting Returning Officer" in by_officer
    # A deputy does not say of themselves that they are the returning officer.
    deputy = replace(notice, declarant=named, declared_by="a Deputy Returning Officer")
    assert "I, the undersigned, being the Acting Returning Officer" in aloud(told(deputy))


def test_one_vote_and_none_are_said_as_people_say_them() -> None:
    notice = samples.oxford_east(practice=False)
    few = tuple(
        replace(each, votes=Votes(votes))
        for each, votes in zip(notice.candidates[:2], (1, 0), strict=True)
    )
    lines = spoken_lines(aloud(told(replace(notice, candidates=few))))
    assert "Benjamin Adams, Social Democratic Party: one vote." in lines
    assert "Amir Ali, Independent: none." in lines


def test_a_lot_is_read_before_who_is_elected() -> None:
    lines = spoken_lines(aloud(told(samples.hard_names())))
    assert lines[-2].startswith("Following an equality of votes, lots were drawn")


def test_in_wales_welsh_is_read_first_and_its_figures_stay_in_figures() -> None:
    text = aloud(told(welsh.ward()))
    lines = spoken_lines(text)
    assert "In the Welsh text numbers are left as figures" in text
    first = next(n for n, line in enumerate(lines) if "duly elected" in line)
    assert any("yn briodol" in line for line in lines[:first])
    assert "Mared Ŵyn-Llŷr, Llafur Cymru / Welsh Labour: 1,310." in lines
    assert (
        "Mared Ŵyn-Llŷr, Llafur Cymru / Welsh Labour: one thousand, three hundred and ten votes."
        in lines
    )


def test_papers_rejected_in_part_are_said_to_stay_in_the_count() -> None:
    lines = spoken_lines(aloud(told(samples.watling(practice=False))))
    assert "Rejected in part (papers that stay in the count): four." in lines


def test_an_email_has_a_line_for_each_candidate_most_votes_first() -> None:
    lines = mail(told(samples.oxford_east(practice=False))).splitlines()
    start = lines.index("Result, most votes first") + 1
    assert lines[start].startswith("Anneliese Dodds, Labour and Co-operative: 19,541 votes")
    votes = [int(line.split(": ")[1].split(" ")[0].replace(",", "")) for line in lines[start:][:12]]
    assert votes == sorted(votes, reverse=True)
    assert "Majority: 14,465" in lines
    assert lines[start + 12] == "Shares are of the 39,341 valid ballot papers."


def test_of_several_seats_it_is_said_what_the_shares_are_of() -> None:
    text = mail(told(samples.watling(practice=False)))
    assert "Each paper could have up to 3 votes, so the shares can add to more than 100%." in text
    assert "Chrissy Stamp (in full Christina Melanie Stamp)" in text
    assert "Valid ballot papers: 3,286" in text


def test_where_the_electorate_is_not_known_no_turnout_is_told() -> None:
    notice = replace(samples.oxford_east(), electorate=None, turnout=None)
    assert "The electorate is not known, so no turnout is worked out." in mail(told(notice))
    assert "turnout" not in aloud(told(notice)).casefold()


@pytest.mark.parametrize("ending", ["read-aloud.txt", "result.txt", "chart.txt"])
def test_texts_are_plain_utf_8_with_a_line_end_at_their_end(
    files: dict[str, bytes], ending: str
) -> None:
    for name, data in files.items():
        if name.endswith(ending):
            text = data.decode("utf-8")
            assert text.endswith("\n")
            assert not text.endswith("\n\n")
            assert not {"\r", "\t", "\ufeff"} & set(text)


def test_the_summary_says_who_is_elected_where_on_paper_and_on_the_website(
    oakshire: Desk, files: dict[str, bytes]
) -> None:
    text = files["PRACTICE-summary.txt"].decode()
    page = words_of(parsed(files["PRACTICE-summary.html"]))
    lines = [line for line in text.splitlines() if line]
    assert "Westgate: Ashton 4 Dawson (Labour Party)" in lines
    assert [line for line in lines if line.startswith("Birchley: ")]
    assert [line for line in lines if line not in page] == []


def test_the_summary_tells_seats_held_gained_and_lost(oakshire: Desk) -> None:
    report = press_report(oakshire.count, {})
    labour = PartyChange(
        party="PP53", description="Labour Party", then=3, now=4, held=2, gained=2, lost=1
    )
    alone = PartyChange(
        party="independent", description="", then=1, now=1, held=1, gained=0, lost=0
    )
    seats = replace_parts(report.seats, changes=(labour, alone), compared=1, not_compared=2)
    first = replace_parts(report.contests[0], beside=Beside(seats="Labour Party gain."))
    whole = replace_parts(report, seats=seats, contests=(first, *report.contests[1:]))
    text = summary_text(whole)
    part = text.partition("Seats against last time, by party\n")[2].partition("\n\n")[0]
    assert part.splitlines() == [
        "Labour Party: 4 now, 3 last time: 2 held, 2 gained, 1 lost",
        "Independent: 1 now, 1 last time: 1 held, 0 gained, 0 lost",
        "Compared in 1 contest with those who held the seats before.",
        "Not compared in 2 contests: nobody has stated who held those seats, or for which party.",
    ]
    assert ". Labour Party gain." in text
    page = words_of(parsed(summary_page(whole)))
    assert all(line in page for line in part.splitlines())


def test_the_list_says_of_each_kind_what_it_is_and_how_a_declaration_is_verified(
    oakshire: Desk, files: dict[str, bytes]
) -> None:
    text = files["PRACTICE-README.txt"].decode()
    for stream in ("ashton", "birchley"):
        declared = oakshire.contest(stream).declaration
        assert declared is not None
        code = oakshire.ledger.checkpoint(stream, declared.seq).code
        assert f"files that begin with PRACTICE-{stream}; code of the declaration {code}" in text
    for name in files.keys() - {"PRACTICE-README.txt"}:
        ending = name.partition("-")[2].partition("-")[2] or name
        assert ending in text, name
    assert "tallyapp verify FILE.pdf --trust CERTIFICATE --code CODE" in text
