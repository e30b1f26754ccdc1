"""The notice of a result as a page for the website: what the signed notice says, and no more."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tallyapp.documents.page import wording
from tallyapp.domain.reports.declaration_report import CandidateResult
from tallyapp.domain.reports.press_report import PressContest
from tallyapp.press.facts import Tongue, practice_mark, tongues_of
from tallyapp.press.markup import element, page
from tallyapp.words.language import given_out


@given_out()
def web_notice(contest: PressContest) -> bytes:
    """The page: the notice in each of its languages, one after the other."""
    notice = contest.notice
    tongues = tongues_of(notice)
    area = notice.heading.area
    mark = practice_mark(notice)
    titles = [element("span", each.title, lang=each.language) for each in tongues]
    between = [part for title in titles for part in (title, " / ")][:-1]
    named = " / ".join(each.title for each in tongues)
    return page(
        " ".join(filter(None, (mark, f"{area}: {named}"))),
        element(
            "header",
            element("p", mark, class_="practice", role="note") if mark else None,
            element("h1", *between, ": ", area),
        ),
        element("main", *(_section(each) for each in tongues)),
        element("footer", *_foot(contest)),
        language=tongues[0].language,
    )


def _section(tongue: Tongue) -> Element:
    return element("section", *_parts(tongue), lang=tongue.language)


def _parts(tongue: Tongue) -> Iterator[Element]:
    notice = tongue.notice
    heading = notice.heading
    yield element("p", f"{tongue.election}, {tongue.polling_day}")
    if not notice.answers:
        yield element("p", tongue.label(wording.VACANCIES, seats=heading.vacancies))
    if notice.corrected:
        corrects = tongue.label(
            wording.CORRECTS, when=tongue.when, reason=wording.sentence(notice.corrected)
        )
        yield element("h2", tongue.label(wording.CORRECTED))
        yield element("p", corrects, " ", tongue.label(wording.UNCHANGED))
        if notice.changes:
            yield _changes(tongue)
    elected = [each for each in notice.candidates if each.elected]
    yield element("h2", tongue.label(wording.ELECTED))
    yield element("ul", *(element("li", _named(each)) for each in elected))
    yield element("p", tongue.given)
    yield _votes(tongue)
    if tongue.lot:
        yield element("p", tongue.lot)
    yield element("p", element("strong", tongue.declaration))
    if tongue.declared:
        yield element("p", tongue.declared)
    if notice.outside:
        yield element("p", tongue.label(wording.OUTSIDE, reason=wording.sentence(notice.outside)))
    yield _rejected(tongue)
    yield _figures(tongue)
    yield from _verifying(tongue)


def _named(candidate: CandidateResult) -> str:
    return ", ".join(filter(None, (candidate.name, candidate.description)))


def _changes(tongue: Tongue) -> Element:
    heads = (
        element("td"),
        element("th", tongue.label(wording.BEFORE_HEAD), scope="col"),
        element("th", tongue.label(wording.NOW_HEAD), scope="col"),
    )
    rows = (
        element(
            "tr",
            element("th", each.of, scope="row"),
            element("td", each.before),
            element("td", each.now),
        )
        for each in tongue.changes()
    )
    return element(
        "table",
        element("caption", tongue.label(wording.WHAT_CHANGED)),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
    )


def _votes(tongue: Tongue) -> Element:
    notice = tongue.notice
    heads = (
        element("th", tongue.label(wording.NAME_OF_CANDIDATE), scope="col"),
        element("th", tongue.label(wording.DESCRIPTION), scope="col"),
        element("th", tongue.label(wording.VOTES_HEAD), scope="col", class_="figure"),
        element("th", tongue.label(wording.RESULT_HEAD), scope="col", class_="result"),
    )
    total = element("th", tongue.total_label, scope="row", colspan="2")
    sum_of_votes = _figure(wording.figure(notice.total_votes))
    return element(
        "table",
        element("caption", notice.heading.area, ": ", tongue.label(wording.VOTES)),
        element("thead", element("tr", *heads)),
        element("tbody", *(_candidate(tongue, each) for each in notice.candidates)),
        element("tfoot", element("tr", total, sum_of_votes, element("td"))),
    )


def _candidate(tongue: Tongue, candidate: CandidateResult) -> Element:
    known = ""
    if candidate.known_as:
        label = tongue.label(wording.KNOWN_AS, name=candidate.known_as)
        known = ", ".join(filter(None, (candidate.full_name, label)))
    name = element(
        "th",
        candidate.ballot_name,
        element("br") if known else None,
        element("span", known, class_="small") if known else None,
        scope="row",
    )
    row = element(
        "tr",
        name,
        element("td", candidate.description),
        _figure(wording.figure(candidate.votes)),
        element("td", tongue.label(wording.ELECTED) if candidate.elected else "", class_="result"),
    )
    if candidate.elected:
        row.set("class", "elected")
    return row


def _rejected(tongue: Tongue) -> Element:
    rows = [
        element("tr", element("th", fact.label, scope="row"), _figure(fact.figure))
        for fact in tongue.rejected()
    ]
    note = tongue.notice.rejected_note
    caption = tongue.label(wording.REJECTED)
    return _pairs(f"{caption} ({note})" if note else caption, rows)


def _figures(tongue: Tongue) -> Element:
    rows = []
    for fact in tongue.figures():
        formula = element("span", f" {fact.formula}", class_="small") if fact.formula else None
        label = element("th", fact.label, formula, scope="row")
        rows.append(element("tr", label, _figure(fact.figure)))
    if tongue.notice.electorate is None:
        known = element("th", tongue.label(wording.ELECTORATE), scope="row")
        rows.append(element("tr", known, _figure(tongue.label(wording.NOT_KNOWN))))
    return _pairs(tongue.label(wording.FIGURES), rows)


def _pairs(caption: str, rows: list[Element]) -> Element:
    """A table of labels and figures: each label is the head of its row."""
    return element("table", element("caption", caption), element("tbody", *rows))


def _figure(words: str) -> Element:
    return element("td", words, class_="figure")


def _verifying(tongue: Tongue) -> Iterator[Element]:
    at = tongue.notice.checkpoint
    yield element("h2", tongue.label(wording.HOW_TO_VERIFY))
    yield element("ol", *(element("li", tongue.label(step)) for step in wording.VERIFY_STEPS))
    entry = tongue.label(wording.ENTRY, seq=wording.figure(at.seq))
    yield element("p", f"{entry}: ", element("code", at.code))


def _foot(contest: PressContest) -> Iterator[Element]:
    heading = contest.notice.heading
    for words in (heading.authority, heading.imprint, heading.note):
        if words:
            yield element("p", words)
