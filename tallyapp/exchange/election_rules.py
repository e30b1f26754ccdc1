"""The kinds of election that can be counted, and the rules in force for each on a polling day."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import TypeVar

import msgspec

from tallyapp.domain.vocabulary.kind_of_election import KindRules, RejectedHead, Wording
from tallyapp.errors import EnvironmentFault
from tallyapp.resources import resource

_T = TypeVar("_T")
# Kinds that are not counted are data too: the sentence that says why can be put right in place.
_REFUSED = "refused"
_LAST_REASON_CODE = 5
_COUNTED_OTHERWISE = {"combined-authority-mayor": "supplementary-vote"}
"""The kind that an election is with more candidates than its rules provide for."""
_PLACES: dict[str, set[str]] = {
    "heading": set(),
    "notice": {"title"},
    "declare_one": {"name"},
    "declare_several": {"names"},
    "lot": {"name"},
}
"""The words in braces that each sentence must have, and no other."""


class _RulesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: tuple[KindRules, ...]


class _RefusedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    refused: dict[str, str]


def known_kinds(folder: Path | None = None) -> tuple[str, ...]:
    """The kinds of election that can be counted, by name, in alphabetical order."""
    folder = folder or resource("rules")
    # A file of rules does not make a kind countable whose votes are counted in another way.
    refused = {_REFUSED, *refused_kinds(folder)}
    names = (path.stem for path in folder.glob("*.toml"))
    return tuple(sorted(name for name in names if name not in refused))


def refused_kinds(folder: Path | None = None) -> Mapping[str, str]:
    """The kinds of election that are not counted here, each with the sentence that says so."""
    return _decode((folder or resource("rules")) / f"{_REFUSED}.toml", _RefusedFile).refused


def refuse_too_many(
    rules: KindRules, contest: str, candidates: int, folder: Path | None = None
) -> None:
    """Raise EnvironmentFault where more stand in a contest than are decided by most votes."""
    if not rules.most_candidates or candidates <= rules.most_candidates:
        return
    # Of a mayor the vote is another one then; a third answer makes another question.
    otherwise = refused_kinds(folder).get(_COUNTED_OTHERWISE.get(rules.kind, ""), "")
    raise EnvironmentFault(
        f"{contest} has {candidates} candidates; {rules.title} is decided by most votes with "
        f"{rules.most_candidates} at most. {otherwise}".rstrip()
    )


def load_rules(kind: str, polling_day: date, folder: Path | None = None) -> KindRules:
    """The rules of this kind of election in force on that polling day.

    Raises EnvironmentFault for a kind that is unknown or refused, for a day without rules, and for
    a rules file that cannot be used. `folder` is where the rules files are, if not those shipped.
    """
    folder = folder or resource("rules")
    # Transferable and supplementary votes are refused by name: they must not be counted as if they
    # were first past the post.
    known = known_kinds(folder)
    if kind not in known:
        raise EnvironmentFault(
            refused_kinds(folder).get(kind)
            or f'There are no rules for "{kind}". The kinds of election are: {", ".join(known)}.'
        )
    found = versions(kind, folder)
    for rules in found:
        if rules.holds_on(polling_day):
            return rules
    raise EnvironmentFault(
        f"There are no rules for {kind} on a polling day of {polling_day}: {folder / kind}.toml "
        f"holds {'; '.join(map(_span, found)) or 'none'}. Correct the day, or add the rules."
    )


def versions(kind: str, folder: Path | None = None) -> tuple[KindRules, ...]:
    """All rules of a kind that is counted, of whatever day; raises EnvironmentFault for a file
    that cannot be used.
    """
    path = (folder or resource("rules")) / f"{kind}.toml"
    found = _decode(path, _RulesFile).version
    # Also the versions that do not hold today: a corrected file is looked through once, not on the
    # night on which it is first needed.
    _examine(path, kind, found)
    return found


def _span(rules: KindRules) -> str:
    until = f"to {rules.holds_until}" if rules.holds_until else "onwards"
    return f"{rules.holds_from} {until}"


def _decode(path: Path, kind: type[_T]) -> _T:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except OSError as error:
        raise EnvironmentFault(
            f"The rules in {path} cannot be read ({error.strerror}). Install again."
        ) from error
    except msgspec.DecodeError as error:
        raise EnvironmentFault(
            f"The rules in {path} cannot be used: {error}. Correct the file."
        ) from error


def _examine(path: Path, kind: str, versions: tuple[KindRules, ...]) -> None:
    """Raise EnvironmentFault for rules that a corrected file may hold but nobody could
    count under.
    """
    for problem in _problems(kind, versions):
        raise EnvironmentFault(f"The rules in {path} cannot be used: {problem}. Correct the file.")


def _problems(kind: str, versions: tuple[KindRules, ...]) -> Iterator[str]:
    for rules in versions:
        if rules.kind != kind:
            yield f'they name the kind "{rules.kind}"'
        keys = [head.key for head in rules.heads]
        # Two heads of one key could not be told apart in what is published.
        if len(set(keys)) != len(keys) or all(head.in_part for head in rules.heads):
            yield (
                "the heads need a key each, and one at least under which a whole paper is rejected"
            )
        if rules.deposit and not rules.deposit.share_denominator:
            yield "the deposit has a share of 1/0"
        yield from _reason_code_problems(rules.heads)
        yield from _wording_problems("the wording", rules.wording)
        yield from _welsh_problems(rules)
    for earlier, later in pairwise(sorted(versions, key=lambda rules: rules.holds_from)):
        # Two versions in force on one day would make the rules depend on their order in a file.
        if earlier.holds_until is None or earlier.holds_until >= later.holds_from:
            yield f"two versions hold on {later.holds_from}"


def _reason_code_problems(heads: tuple[RejectedHead, ...]) -> Iterator[str]:
    for head in heads:
        if head.code > _LAST_REASON_CODE:
            yield f'the head "{head.key}" has the reason code {head.code}: they are 1 to 5'
        # The codes of a result must say the same of a paper as its heads do.
        elif head.code and head.in_part != (head.code == _LAST_REASON_CODE):
            yield f'the head "{head.key}" has the reason code {head.code}: 5 is "rejected in part"'


def _welsh_problems(rules: KindRules) -> Iterator[str]:
    """What is wrong where the words are in Welsh too: a page with half of them says half."""
    welsh = [rules.title_cy, *(head.label_cy for head in rules.heads)]
    if rules.wording_cy is None:
        if any(welsh):
            yield "some words are in Welsh and the wording (wording_cy) is not"
        return
    if not all(welsh):
        yield "the wording is in Welsh (wording_cy) and the title or a head is not"
    yield from _wording_problems("the wording in Welsh", rules.wording_cy)


def _wording_problems(where: str, wording: Wording) -> Iterator[str]:
    for sentence, wanted in _PLACES.items():
        try:
            found = {
                place
                for _, place, _, _ in Formatter().parse(getattr(wording, sentence))
                if place is not None
            }
        # A brace left open is found here and not while somebody stands at a microphone.
        except ValueError:
            found = {"{"}
        if found != wanted:
            words = " and ".join(f"{{{place}}}" for place in sorted(wanted)) or "nothing"
            yield f"in {where}, {sentence} must have {words} in braces, and nothing else"
