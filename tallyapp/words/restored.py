"""What a backup holds that was restored and read, in words: no figure that was counted is in it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.ledger.restoring import Held, Restored
from tallyapp.words.acts import kind_words
from tallyapp.words.catalogue import disagreement, say
from tallyapp.words.figures import apart, day, figure, number_words, strung

_LIVES = (
    Life.AGREED,
    Life.CORRECTED,
    Life.KEYED,
    Life.DIFFERS,
    Life.QUERIED,
    Life.ISSUED,
    Life.WITHDRAWN,
    Life.EARLIER,
)
"""In the order in which a stack of paper is gone through: what need not be keyed again first."""


def verdict(restored: Restored) -> str:
    """Whether it can be counted on, or why not."""
    if restored.counted_on:
        return _say("counted-on")
    why = list(_against(restored))
    more = [_say("more", more=len(why) - 1)] if len(why) > 1 else []
    return " ".join([_say("not-counted-on", why=why[0]), *more])


def where(restored: Restored) -> str:
    """Where it is restored to, and what that file is for."""
    if not restored.counted_on:
        return _say("not-kept")
    backup = restored.backup.name
    put = _say("restored", backup=backup, path=restored.path, entries=restored.entries)
    return f"{put} {_say('open-it')}"


def held_words(restored: Restored) -> Iterator[tuple[str, Sequence[str]]]:
    """Each contest that is in it, the whole count last, with what is to be said of it."""
    contests = [each for each in restored.held if each.stream != COUNT_STREAM]
    of_count = [each for each in restored.held if each.stream == COUNT_STREAM]
    for each in (*contests, *of_count):
        yield _name(each), tuple(_of(each, restored))


def _name(held: Held) -> str:
    return _say("whole-count", name=held.name) if held.stream == COUNT_STREAM else held.name


def _of(held: Held, restored: Restored) -> Iterator[str]:
    if held.last is None:
        yield _say("held.nothing")
    else:
        at = held.last.at
        seq = figure(held.seq)
        yield _say("held", entries=seq, time=f"{at:%H:%M}", day=day(at), code=held.code)
    if held.contest:
        yield from _paper(held.contest)
    yield from _compared(held, restored)
    for each in restored.noted:
        if each.stream == held.stream:
            yield _say("code", code=each.code, entries=figure(each.seq), name=_name(held))
    for found in restored.remembered:
        if found.stream == held.stream and found not in restored.forked:
            yield _say("seen.older", name=_name(held), entries=figure(found.seq))


def _paper(contest: ContestState) -> Iterator[str]:
    """Which papers it has, to be held against the stack."""
    waiting = [name for name, box in contest.boxes.items() if not box.counts]
    counted = [_say("boxes.counted", boxes=figure(len(contest.boxes) - len(waiting)))]
    if waiting:
        counted.append(_say("boxes.waiting", names=strung(waiting)))
    yield _say("boxes", told=apart(counted))
    for kind, papers in (("sheets", contest.sheets), ("forms", contest.forms)):
        if papers:
            yield _say(kind, told=apart(_lives(list(papers.values()))))


def _lives(papers: Sequence[KeyedPaper]) -> Iterator[str]:
    for life in _LIVES:
        numbers = sorted(paper.number for paper in papers if paper.life is life)
        if numbers:
            yield _say(f"life.{life}", numbers=number_words(numbers, most=len(numbers)))


def _compared(held: Held, restored: Restored) -> Iterator[str]:
    parting = held.parting
    if parting is None or restored.against is None:
        return
    file = restored.against.name
    if not parting.parts:
        yield _say("same", file=file)
    if parting.second:
        what = apart(_lacking(held))
        yield _say("lacking", file=file, entries=held.lacking, what=what)
    if parting.first:
        yield _say("ahead", file=file, entries=len(parting.first))


def _lacking(held: Held) -> Iterator[str]:
    """What the count has after it, by kind: of which sheets, or how many."""
    if held.parting is None:
        return
    sheets: dict[str, set[int]] = defaultdict(set)
    others: dict[str, int] = defaultdict(int)
    for entry in held.parting.second:
        kind = type(entry.act).__name__
        number = getattr(entry.act, "sheet", None)
        if number is None:
            others[kind] += 1
        else:
            sheets[kind].add(number)
    for kind, numbers in sheets.items():
        told = number_words(sorted(numbers), most=len(numbers))
        yield _say("lacking.sheets", kind=kind_words(kind), numbers=told)
    for kind, many in others.items():
        yield _say("lacking.others", kind=kind_words(kind), number=figure(many))


def _against(restored: Restored) -> Iterator[str]:
    """Everything for which it cannot be counted on."""
    for found in restored.wrong:
        yield _say("why.wrong", where=disagreement(found))
    against = restored.against
    if restored.is_other:
        yield _say("why.other", file=against)
    for found in restored.forked:
        yield _say("why.forked", where=disagreement(found))
    for each in restored.held:
        if each.is_apart:
            yield _say("why.apart", name=_name(each), file=against)
    for noted in restored.noted:
        if not noted.stream:
            yield _say("why.code", code=noted.code)


def _say(key: str, **values: object) -> str:
    return say("restoring", key, **values)
