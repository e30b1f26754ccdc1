"""The numbers in a text, and those that a declared act and the SQL over a file allow in it."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from tallyapp.desk import Desk
from tallyapp.documents.page.wording import moment
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.phrases import weekday
from tallyapp.domain.vocabulary.welsh_phrases import weekday_cy

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?")
_CODE = re.compile(r"\b[0-9A-Z]{5}(?:-[0-9A-Z]{5}){4}\b")


def declared_act(desk: Desk, stream: str) -> acts.Declared:
    """The act that declared, read again from the file."""
    declared = desk.contest(stream).declaration
    assert declared is not None
    ((_, act),) = desk.ledger.read_these(stream, [declared.seq])
    assert isinstance(act, acts.Declared)
    return act


def allowed(desk: Desk, stream: str) -> set[str]:
    """Every number that may stand in what is given out of a contest, as it is written."""
    figures = declared_act(desk, stream).figures
    # Two sources that know nothing of each other: the act, and SQL over the entries of the sheets.
    assert desk.ledger.totals(stream) == figures
    set_up = desk.contest(stream).set_up
    rejected = sum(
        papers
        for head, papers in zip(set_up.rules.heads, figures.rejected, strict=True)
        if not head.in_part
    )
    whole: set[int] = {*figures.votes, *figures.rejected, figures.valid, figures.verified, rejected}
    whole |= {sum(figures.votes), set_up.seats}
    if set_up.seats == 1:
        first, second, *_ = sorted(figures.votes, reverse=True)
        whole.add(first - second)
    parts: list[tuple[int, int]] = [(votes, figures.valid) for votes in figures.votes]
    if set_up.electorate is not None:
        whole.add(set_up.electorate)
        parts.append((figures.valid + rejected, set_up.electorate))
    shares = {percent(part, of) for part, of in parts}
    return {f"{number:,}" for number in whole} | shares


def percent(part: int, of: int) -> str:
    """A percentage with two places, by another arithmetic than the program's."""
    exact = Decimal(100 * part) / Decimal(of)
    return f"{exact.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)}%"


def entry_of(desk: Desk, stream: str) -> str:
    """The position of the act that declared, as it is written."""
    declared = desk.contest(stream).declaration
    assert declared is not None
    return f"{declared.seq:,}"


def told_of(desk: Desk, streams: Iterable[str]) -> list[str]:
    """What a text says in which digits are no figures: names, days, times; longest first."""
    found = {"1200 by 675", "SHA-256", "SHA256SUMS", "UTF-8"}
    count = desk.count.count.set_up
    assert count is not None
    found |= {count.name, count.authority, count.imprint}
    for stream in streams:
        contest = desk.contest(stream)
        set_up = contest.set_up
        found |= {set_up.name, set_up.election, set_up.source, count.note, set_up.rules.title_cy}
        found |= {weekday(count.polling_day), weekday_cy(count.polling_day)}
        for each in set_up.candidates:
            found |= {each.name, each.ballot_name, each.full_name, each.description}
        if contest.declaration:
            found.add(moment(contest.declaration.declared_at))
    return sorted(filter(None, found), key=len, reverse=True)


def numbers(text: str, without: Iterable[str]) -> list[str]:
    """The numbers of a text, without those in these words and in codes."""
    for words in without:
        text = text.replace(words, " ")
    return _NUMBER.findall(_CODE.sub(" ", text))
