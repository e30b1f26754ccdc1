"""The notice for the website: what the signed notice says, for every reader, with no script."""

from xml.etree.ElementTree import Element

import pytest
from msgspec.structs import replace

from tallyapp.documents.page import wording
from tallyapp.documents.page.welsh import WELSH
from tallyapp.domain.reports.declaration_report import DeclarationReport, NoticeChange
from tallyapp.press.mail import mail
from tallyapp.press.web_notice import web_notice
from tests.documents import samples, welsh
from tests.press.pages import parsed, words_of
from tests.press.samples import told

NOTICES = {
    "practice": samples.oxford_east(),
    "three-seats": samples.watling(practice=False),
    "hard-names": samples.hard_names(),
    "welsh": welsh.ward(lot=True),
    "unknown": replace(samples.oxford_east(), electorate=None, turnout=None),
    "corrected": replace(
        samples.oxford_east(),
        corrected="typed wrongly",
        changes=(
            NoticeChange(what="votes", line=3, before=4_730, now=4_739),
            NoticeChange(what="description", line=4, before="", now="Green"),
            NoticeChange(what="turnout", before=5_529, now=5_530),
        ),
    ),
    "outside": replace(samples.oxford_east(), outside="the laptop failed"),
}


def page_of(notice: DeclarationReport) -> Element:
    return parsed(web_notice(told(notice)))


@pytest.mark.parametrize("name", NOTICES)
def test_everything_that_the_notice_says_is_on_the_page(name: str) -> None:
    notice = NOTICES[name]
    text = words_of(page_of(notice))
    said = [notice.title, notice.notice, notice.declaration, notice.lot, notice.outside]
    said += [notice.heading.area, notice.heading.imprint, notice.checkpoint.code, notice.corrected]
    said += [wording.figure(n) for n in (notice.total_votes, notice.verified)]
    if notice.welsh:
        welsh_ = notice.welsh
        said += [welsh_.title, welsh_.notice, welsh_.declaration, welsh_.lot]
        said += [WELSH[wording.HOW_TO_VERIFY], *(head.label_cy for head in notice.rejected)]
    for candidate in notice.candidates:
        said += [candidate.ballot_name, candidate.description, candidate.full_name]
        said.append(wording.figure(candidate.votes))
    said += [head.label for head in notice.rejected]
    missing = [words for words in said if " ".join(words.split()) not in text]
    assert missing == []


@pytest.mark.parametrize("name", NOTICES)
def test_a_screen_reader_is_told_what_every_figure_is_of(name: str) -> None:
    page = page_of(NOTICES[name])
    assert page.get("lang") in ("en", "cy")
    assert len(list(page.iter("h1"))) == 1
    assert page.find("head/title") is not None
    for table in page.iter("table"):
        caption = table.find("caption")
        assert caption is not None
        assert "".join(caption.itertext()).strip()
        for row in table.iter("tr"):
            heads = row.findall("th")
            assert heads
            assert all("".join(head.itertext()).strip() for head in heads)
            scopes = {head.get("scope") for head in heads}
            assert scopes == ({"col"} if row in table.findall("thead/tr") else {"row"})
    votes = next(each for each in page.iter("table") if each.find("tfoot") is not None)
    columns = len(votes.findall("thead/tr/th"))
    for row in votes.findall("tbody/tr"):
        assert len(list(row)) == columns == 4


@pytest.mark.parametrize("name", NOTICES)
def test_the_page_runs_nothing_fetches_nothing_and_leads_nowhere(name: str) -> None:
    page = page_of(NOTICES[name])
    tags = {each.tag for each in page.iter()}
    assert not tags & {"script", "link", "img", "iframe", "form", "a", "object", "base"}
    attributes = {key for each in page.iter() for key in each.attrib}
    assert not [key for key in attributes if key.startswith("on") or key in ("src", "href")]
    (policy,) = [each for each in page.iter("meta") if each.get("http-equiv")]
    assert policy.get("content") == "default-src 'none'; style-src 'unsafe-inline'"


def test_names_that_look_like_markup_are_names() -> None:
    names = [each.ballot_name for each in NOTICES["hard-names"].candidates]
    heads = [
        "".join(row[0].itertext())
        for row in next(page_of(NOTICES["hard-names"]).iter("table")).findall("tbody/tr")
    ]
    assert heads[0].strip() == "Smith <b>& Sons, A. <i>"
    assert len(heads) == len(names)


def test_a_page_in_wales_says_everything_in_welsh_and_then_in_english() -> None:
    page = page_of(NOTICES["welsh"])
    sections = list(page.iter("section"))
    assert [each.get("lang") for each in sections] == ["cy", "en"]
    first, second = map(words_of, sections)
    assert WELSH[wording.TURNOUT] in first
    assert wording.TURNOUT not in first
    assert "wedi eu hethol yn briodol" in first
    assert "duly elected" in second
    assert WELSH[wording.ELECTED] not in second
    titles = {each.get("lang"): each.text for each in page.iter("span") if each.get("lang")}
    assert titles == {
        "cy": "Datganiad o ganlyniad y bleidlais",
        "en": "Declaration of result of poll",
    }


def test_what_a_corrected_notice_changed_stands_in_a_table_as_on_the_signed_one() -> None:
    page = page_of(NOTICES["corrected"])
    table = next(page.iter("table"))
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["", "In the notice before", "In this notice"],
        ["Votes: Brown, Louise", "4,730", "4,739"],
        ["Candidate 4: description", "–", "Green"],
        ["Ballot box turnout", "55.29%", "55.30%"],
    ]
    text = mail(told(NOTICES["corrected"])).splitlines()
    assert "Votes: Brown, Louise: 4,730 in the notice before, 4,739 in this one" in text


def test_a_practice_notice_says_so_first_and_in_its_title() -> None:
    page = page_of(NOTICES["practice"])
    title = page.find("head/title")
    assert title is not None
    assert (title.text or "").startswith("PRACTICE. Not a real result.")
    assert words_of(page).startswith("PRACTICE. Not a real result.")
    real = page_of(samples.oxford_east(practice=False))
    assert "PRACTICE" not in words_of(real)
