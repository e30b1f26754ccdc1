"""Whether what a document says can be meant: its words those of the rules, its time after the
poll, its texts what they look like.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec
from msgspec.structs import fields

from tallyapp.documents.page.glyphs import missing_glyphs
from tallyapp.documents.page.wording import moment
from tallyapp.domain.reports.declaration_report import DeclarationReport
from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.domain.vocabulary.phrases import listed
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.election_rules import known_kinds, load_rules

from .points import Point, Result, point, told

CLOSE_OF_POLL = time(21, tzinfo=UTC)
"""22:00 in British summer time; an hour earlier than the close in winter, and nobody declares in
that hour.
"""
_MOST_NAMED = 8


# ---- the rules as shipped


def of_shipped_rules(used: KindRules, polling_day: date, seats: int) -> Point:
    """Whether a contest was set up under the rules that are shipped for its kind and day."""
    shipped = _shipped(used.kind, polling_day, seats)
    if shipped is None:
        return point("wording", "not checked", what=f'the kind "{used.kind}"')
    # Told and not condemned: a returning officer may correct a wording, and says so to nobody.
    differing = [
        field.name.replace("_", " ")
        for field in fields(used)
        if field.name != "wording" and getattr(used, field.name) != getattr(shipped, field.name)
    ]
    differing += [
        f"the words of “{field.name.replace('_', ' ')}”"
        for field in fields(used.wording)
        if getattr(used.wording, field.name) != getattr(shipped.wording, field.name)
    ]
    return _wording(differing, used.title)


def of_shipped_wording(report: DeclarationReport, kind: str = "") -> Point:
    """Whether the sentences and heads of a declaration are those shipped for a kind and its day.

    `kind` is that of the set-up which it carries, empty where it carries none that fits.
    """
    day = report.heading.polling_day
    seats = report.heading.vacancies
    # Without its set-up a declaration names no kind: it is the one whose words it has most of.
    asked = [kind] if kind in known_kinds() else known_kinds()
    kinds = [rules for each in asked if (rules := _shipped(each, day, seats))]
    if not kinds:
        return point("wording", "not checked", what=f"the polling day {day}")
    compared = [(list(_other_words(report, rules)), rules.title) for rules in kinds]
    return _wording(*min(compared, key=lambda each: len(each[0])))


def _shipped(kind: str, polling_day: date, seats: int) -> KindRules | None:
    try:
        return load_rules(kind, polling_day).for_seats(seats)
    except EnvironmentFault:
        return None


def _wording(differing: list[str], title: str) -> Point:
    what = listed(tuple(dict.fromkeys(differing))[:_MOST_NAMED]) if differing else ""
    return point("wording", "not checked" if differing else "holds", what=what, title=title)


def _other_words(report: DeclarationReport, rules: KindRules) -> Iterator[str]:
    wording = rules.wording
    if report.title != wording.heading:
        yield "the title"
    if report.notice != wording.notice.replace("{title}", report.heading.officer_title):
        yield "the sentence of the notice"
    if report.declaration != _declaring(report, rules):
        yield "the sentence that declares"
    if report.lot and not _is_of_lots(report, wording.lot):
        yield "the sentence on the lot"
    heads = [(head.label, head.in_part) for head in rules.heads]
    if [(head.label, head.in_part) for head in report.rejected] != heads:
        yield "the heads of rejection"


def _declaring(report: DeclarationReport, rules: KindRules) -> str:
    """The sentence that declares these names under these rules."""
    names = report.elected_names
    if report.terms and len(report.terms) == len(names):
        pairs = zip(names, report.terms, strict=True)
        names = tuple(f"{name} (term: {term})" for name, term in pairs)
    if len(names) == 1:
        return rules.wording.declare_one.replace("{name}", names[0]).replace("{names}", names[0])
    return rules.wording.declare_several.replace("{names}", listed(names))


def _is_of_lots(report: DeclarationReport, sentence: str) -> bool:
    """Whether what is said of lots is this sentence, once or more, each of one of the elected."""
    rest = report.lot
    of_each = [sentence.replace("{name}", name) for name in report.elected_names]
    while rest:
        found = next((each for each in of_each if rest.startswith(each)), "")
        if not found:
            return False
        rest = rest[len(found) :].lstrip(" ")
    return True


# ---- texts


_TYPED_IN_HASTE = ("outside", "corrected", "workstation", "reason")
"""Reasons, and what a machine calls itself: in these the program takes any character that is
seen, and none other can be in an act.
"""


def characters(*told: msgspec.Struct) -> Point:
    """Whether every name and label is what the forms of the program take: nothing unseen, and no
    letters of another script that look like others.
    """
    fields_told = [dict(msgspec.to_builtins(each)) for each in told]
    named = [
        value
        for each in fields_told
        for field, value in each.items()
        if field not in _TYPED_IN_HASTE
    ]
    wrong = [
        f"{letter if letter.isprintable() else ''} U+{ord(letter):04X} in “{_beginning(text)}”"
        for text in dict.fromkeys(_texts(named))
        for letter in missing_glyphs(text)
    ]
    return point("characters", not wrong, problems="; ".join(wrong[:_MOST_NAMED]))


def _beginning(text: str) -> str:
    # The letter is named by its number: shown once more it would deceive here as well.
    return "".join(letter if letter.isprintable() else "�" for letter in text[:40])


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from _all_texts(value.values())
        case list() | tuple():
            yield from _all_texts(value)


def _all_texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        yield from _texts(value)


# ---- time and turnout


def after_the_poll(
    practice: bool, polling_day: date, declared_at: datetime, excused: bool | None
) -> Point | None:
    """Whether a real count was declared after its poll had closed; nothing of a practice count.

    `excused` is where a count before polling day was passed over: a clock was wrong, and said so.
    It is None of a declaration, in which that is not to be seen.
    """
    if practice:
        return None
    late_enough = declared_at >= datetime.combine(polling_day, CLOSE_OF_POLL)
    at = moment(declared_at)
    # Before the day itself nobody may declare, whatever was passed over.
    if not late_enough and excused is None and declared_at.date() >= polling_day:
        return told("time", "not checked", "time.not-known", at=at)
    result: Result = "holds" if late_enough else "not checked" if excused else "fails"
    return point("time", result, at=at)


def turnout(report: DeclarationReport) -> Point | None:
    """That there are more papers than electors, where it is so.

    The returning officer may go on over that; a declaration does not say whether it was done.
    """
    papers = report.valid + report.rejected_total
    if report.electorate is None or papers <= report.electorate:
        return None
    return point("turnout", "not checked", papers=papers, electors=report.electorate)
