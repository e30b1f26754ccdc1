"""The bound that a figure or a list of an act has passed, told by the types that it is of."""

import re
from collections.abc import Iterator

from msgspec import inspect

_STEP = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")
"""A step of a path such as figures.lines[0][1]: the name of a field, or a place in a list."""


def bounds_at(act: type, path: str) -> dict[str, int]:
    """The bounds at this place of an act: `least` and `most` of a figure, `most` of how many a list
    has.

    Empty for a text, and for a place that is not there.
    """
    told: list[inspect.Type] = [inspect.type_info(act)]
    # A decoder says where a bound was passed, and not which: people are told the number.
    for name, place in _STEP.findall(f".{path}"):
        told = [inner for each in told for inner in _inner(each, name, place)]
    for each in told:
        if isinstance(each, inspect.IntType) and each.le is not None:
            return {"least": each.ge or 0, "most": each.le}
        if isinstance(each, inspect.VarTupleType) and each.max_length is not None:
            return {"most": each.max_length}
    return {}


def _inner(told: inspect.Type, name: str, place: str) -> Iterator[inspect.Type]:
    if isinstance(told, inspect.StructType):
        found = [field.type for field in told.fields if field.encode_name == name]
        if told.array_like and place.isdigit():
            found = [field.type for n, field in enumerate(told.fields) if n == int(place)]
        for each in found:
            yield from _alternatives(each)
    elif isinstance(told, inspect.VarTupleType):
        yield from _alternatives(told.item_type)


def _alternatives(told: inspect.Type) -> Iterator[inspect.Type]:
    """A figure may be blank: then its type is one of two."""
    yield from told.types if isinstance(told, inspect.UnionType) else (told,)
