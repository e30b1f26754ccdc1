"""Words for people: a finding in a sentence. The words themselves are in resources/messages."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Any

from tallyapp.resources import resource

if TYPE_CHECKING:  # the window says its first words before the rules of the count are loaded
    from tallyapp.domain.vocabulary.findings import Finding
    from tallyapp.domain.vocabulary.places import FindingRecord, Place
    from tallyapp.ledger.replay import Disagreement


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, str]]:
    """All sentences, by part and key: of the rules, and of each screen in a file of its own."""
    parts: dict[str, dict[str, str]] = {}
    for path in sorted(resource("messages").rglob("*.toml")):
        with path.open("rb") as file:
            parts |= tomllib.load(file)
    return parts


class _Words(Formatter):
    """Numbers with thousands separators,
    `{n:papers}` with the unit in one or many, `{n:d}` as a name.
    """

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, int):
            if format_spec == "d":
                return str(value)
            if format_spec == "percent":
                return f"{value // 100}.{value % 100:02} %"
            number = f"{value:,}".replace("-", "−")
            if not format_spec:
                return number
            return f"{number} {format_spec.removesuffix('s') if value == 1 else format_spec}"
        return str(value)


_words = _Words()


@lru_cache(maxsize=256)
def _asked_for(words: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in _words.parse(words) if name)


def say(part: str, /, *keys: str, **values: object) -> str:
    """The sentence of the first of these keys that the catalogue has and these values fill."""
    sentences = catalogue()[part]
    for key in keys:
        if key in sentences and _asked_for(sentences[key]) <= values.keys():
            return _words.vformat(sentences[key], (), values)
    raise KeyError(f"no sentence in [{part}] for any of {keys}")


def sentence(
    found: "Finding | FindingRecord", names: Mapping[tuple[str, str], str] | None = None
) -> str:
    """A finding as a person reads it; `names` gives things their own names, by kind and id."""
    place = found.place
    code = str(found.code)
    line, _, what = place.field.rpartition(".")
    own = (f"{code}.{place.kind}.line.{what}",) if line else ()
    keys = (*own, f"{code}.{place.kind}.{what}", f"{code}.{what}", f"{code}.{place.kind}", code)
    numbers: dict[str, int] = {operand.name: operand.value for operand in found.numbers}
    difference = numbers.get("difference", 0)
    words = {"by": abs(difference), "short": "too few" if difference < 0 else "too many"}
    return say(
        "findings",
        *keys,
        place=place_words(place, names),
        field=field_words(place.field, names),
        **words,
        **numbers,
    )


def disagreement(found: "Disagreement") -> str:
    """Where stored acts do not agree, as a person reads it."""
    findings = " ".join(sentence(each) for each in found.findings)
    words = {"stream": found.stream, "seq": found.seq, "name": found.name}
    return say("disagreements", found.what, **words, findings=findings)


def place_words(place: "Place", names: Mapping[tuple[str, str], str] | None = None) -> str:
    """A place by its kind and name: Sheet 24; Area C, Cowley."""
    own = (names or {}).get((place.kind, place.name))
    words = say("places", place.kind, name=place.name)
    return f"{words}, {own}" if own else words


def field_words(field: str, names: Mapping[tuple[str, str], str] | None = None) -> str:
    """A field of a paper form, or a figure of the result,
    in words: full bundles of line 3, of slate 2.
    """
    line, _, what = field.rpartition(".")
    if what.isdecimal():
        line, what = what, line
    if what not in catalogue()["fields"]:
        return field.replace("-", " ")
    if line.startswith("s") and line[1:].isdecimal():
        own = (names or {}).get(("slate", line[1:]))
        return say("fields", f"slate.{what}", slate=f"{line[1:]} ({own})" if own else line[1:])
    return say("fields", what, line=line)
