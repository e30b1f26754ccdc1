"""Words for people: a finding in a sentence. The words themselves are in resources/messages."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

from tallyapp.words.language import ENGLISH, Language, in_use, language
from tallyapp.words.language import catalogue as catalogue

if TYPE_CHECKING:  # the window says its first words before the rules of the count are loaded
    from tallyapp.domain.vocabulary.findings import Finding
    from tallyapp.domain.vocabulary.places import FindingRecord, Place
    from tallyapp.ledger.disagreements import Disagreement


@cache
def _asked_for(words: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(words) if name)


def say(part: str, /, *keys: str, **values: object) -> str:
    """The sentence of the first of these keys that the catalogue has and these values fill."""
    spoken, template = _template(part, keys, values)
    return spoken.vformat(template, (), values)


def is_said(part: str, key: str) -> bool:
    """Whether the catalogue has a sentence of just this key."""
    return key in catalogue()[part]


def _template(part: str, keys: Sequence[str], values: Mapping[str, object]) -> tuple[Language, str]:
    """The sentence in the language in use; in English, with its units, where that has none."""
    sentences = catalogue()[part]
    # From the narrowest to the widest, so that a new kind of place says something at once.
    for key in keys:
        if key in sentences and _asked_for(sentences[key]) <= values.keys():
            return _translated(part, key) or (language(ENGLISH), sentences[key])
    raise KeyError(f"no sentence in [{part}] for any of {keys}")


def _translated(part: str, key: str) -> tuple[Language, str] | None:
    spoken = in_use()
    template = spoken.parts.get(part, {}).get(key)
    return (spoken, template) if template is not None else None


class Told(NamedTuple):
    """A finding in words: the place that it is about, and what is the matter there."""

    place: str
    field: str
    """The field of the paper, where the sentence names it; else empty."""
    matter: str
    """What the sentence goes on to say, with a capital."""

    @property
    def of_field(self) -> str:
        """For where the paper is before whoever reads it: the field, and what is the matter."""
        whole = self.matter
        if self.field:
            whole = say("fields", "of-field", field=self.field, matter=self.matter)
        return in_use().capital(whole)


_OF_A_PLACE = re.compile(r"\{place\}(?P<field>, \{field\})?:? ")
"""How a sentence begins that has something to say of a place."""


def sentence(
    found: "Finding | FindingRecord", names: Mapping[tuple[str, str], str] | None = None
) -> str:
    """A finding as a person reads it; `names` gives things their own names, by kind and id."""
    spoken, template, values = _found(found, names)
    return spoken.vformat(template, (), values)


def told(
    found: "Finding | FindingRecord", names: Mapping[tuple[str, str], str] | None = None
) -> Told:
    """A finding for where its place is seen already, or stands by itself; as `sentence` has it."""
    spoken, template, values = _found(found, names)
    # The template is cut and not the sentence: a name may have a colon in it.
    place = _OF_A_PLACE.match(template)
    matter = spoken.vformat(template[place.end() :] if place else template, (), values)
    field = str(values["field"]) if place and place["field"] else ""
    return Told(str(values["place"]), field, in_use().capital(matter))


def _found(
    found: "Finding | FindingRecord", names: Mapping[tuple[str, str], str] | None
) -> tuple[Language, str, dict[str, object]]:
    """The template for a finding in its language, and the values that fill it."""
    place = found.place
    code = str(found.code)
    line, _, what = place.field.rpartition(".")
    own = (f"{code}.{place.kind}.line.{what}",) if line else ()
    bounds = (f"{code}.range", f"{code}.most")
    keys = (
        *own,
        f"{code}.{place.kind}.{what}",
        f"{code}.{what}",
        f"{code}.{place.kind}",
        *bounds,
        code,
    )
    numbers: dict[str, int] = {operand.name: operand.value for operand in found.numbers}
    difference = numbers.get("difference", 0)
    values: dict[str, object] = {
        "place": place_words(place, names),
        "field": field_words(place.field, names),
        "box": _thing_words("box", place.field, names),
        "by": abs(difference),
        "short": say("fields", "too-few" if difference < 0 else "too-many"),
        **numbers,
    }
    spoken, template = _template("findings", keys, values)
    return spoken, template, values


def disagreement(found: "Disagreement") -> str:
    """Where stored acts do not agree, as a person reads it."""
    findings = " ".join(sentence(each) for each in found.findings)
    from tallyapp.domain.acts import COUNT_STREAM  # whoever found it has loaded the acts

    of = say("disagreements", "the-count") if found.stream == COUNT_STREAM else found.stream
    words = {"stream": of, "seq": found.seq, "name": found.name}
    return say("disagreements", found.what, **words, findings=findings)


def place_words(place: "Place", names: Mapping[tuple[str, str], str] | None = None) -> str:
    """A place by its kind and name: Sheet 24; Area C, Cowley; Slate 2, by its number, if known."""
    own = (names or {}).get((place.kind, place.name))
    # A slate's own name would tell whom it names to whoever is to key them without seeing it.
    if place.kind == "slate":
        return say("places", "slate", name=own or place.name)
    return _thing_words(place.kind, place.name, names)


def _thing_words(kind: str, name: str, names: Mapping[tuple[str, str], str] | None) -> str:
    own = (names or {}).get((kind, name))
    words = say("places", kind, name=name)
    return in_use().strung((words, own)) if own else words


def field_words(field: str, names: Mapping[tuple[str, str], str] | None = None) -> str:
    """A field of a paper form, or a figure of the result,
    in words: full bundles of line 3, of slate 2.
    """
    before, _, after = field.rpartition(".")
    # The number of a line stands on either side of what is said of it.
    line, what = (after, before) if after.isdecimal() else (before, after)
    if line.startswith("s") and is_said("fields", f"slate.{what}"):
        own = (names or {}).get(("slate", line[1:]))
        return say("fields", f"slate.{what}", slate=own or line[1:])
    if not is_said("fields", what):
        return field.replace("-", " ")
    return say("fields", what, line=line)
