"""docs/format.md says what the program writes: every act, every field, every vector.

A stranger writes a verifier from that page alone, so a field that it does not name, or names in
another order, is a fault of the page.
"""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec import NODEFAULT, inspect

from tallyapp.domain.acts import AnyAct
from tallyapp.domain.acts.base import CountAct, FixedAct
from tallyapp.domain.reports.declaration_report import DeclarationReport
from tallyapp.domain.reports.statement import StatementReport
from tallyapp.domain.reports.withholding import Withholding
from tallyapp.domain.vocabulary.staff_names import commitment
from tallyapp.ledger import chain
from tallyapp.ledger.signatures import to_sign

PAGE = (Path(__file__).parents[1] / "docs" / "format.md").read_text(encoding="utf-8")
ACTS = get_args(AnyAct)
PUBLISHED = (DeclarationReport, StatementReport, Withholding)
ENVELOPE = ("v", "id", "at", "by", "workstation", "seen", "count_head")
_TEXTS = {
    r"^[0-9a-f]{32}\Z": "id",
    r"^([0-9a-f]{32})?\Z": "id or empty",
    r"^[0-9a-f]{64}\Z": "hash",
    r"^[0-9]{10,40}\Z": "digits",
    r"^[A-Za-z0-9+/]{1,4000}={0,2}\Z": "base64",
    r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z": "identifier",
    r"^([A-Za-z0-9][A-Za-z0-9._-]{0,63})?\Z": "identifier or empty",
    r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63})?\Z": "identifier or two",
    r"^([A-Za-z0-9][A-Za-z0-9._:-]{0,63})?\Z": "party or empty",
}


_SIMPLE: dict[type, str] = {
    inspect.IntType: "number",
    inspect.BoolType: "boolean",
    inspect.DateType: "date",
    inspect.DateTimeType: "time",
    inspect.NoneType: "null",
}


def type_of(told: inspect.Type) -> str:
    """A type as the page calls it."""
    match told:
        case inspect.StrType():
            return _TEXTS.get(told.pattern or "", "text")
        case inspect.LiteralType():
            return "/".join(f"`{value}`" for value in sorted(map(str, told.values)))
        case inspect.StructType():
            return told.cls.__name__
        case inspect.VarTupleType():
            return f"list of {type_of(told.item_type)}"
        case inspect.UnionType():
            return " or ".join(type_of(each) for each in told.types)
        case _:
            return _SIMPLE[type(told)]


def fields_of(kind: type, without: tuple[str, ...] = ()) -> str:
    """The fields of an act, or of a thing that acts speak of, as a row of the page has them."""
    told = inspect.type_info(kind)
    assert isinstance(told, inspect.StructType)
    return ", ".join(
        f"`{field.encode_name}` {type_of(field.type)}{default_of(field)}"
        for field in told.fields
        if field.encode_name not in without
    )


def default_of(field: inspect.Field) -> str:
    if field.required:
        return ""
    # It has no default of its own: an act that leaves it out says nothing of it.
    if field.default is NODEFAULT:
        return " (unchanged)"
    return f" ({json.dumps(field.default)})"


def things(kinds: tuple[type, ...]) -> Iterator[type]:
    """Everything that these speak of, each once, in the order in which it is met."""
    waiting: list[Any] = [inspect.type_info(kind) for kind in kinds]
    met: set[type] = set(kinds)
    while waiting:
        told = waiting.pop(0)
        match told:
            case inspect.StructType():
                if told.cls not in met:
                    met.add(told.cls)
                    yield told.cls
                waiting += [field.type for field in told.fields]
            case inspect.VarTupleType():
                waiting.append(told.item_type)
            case inspect.UnionType():
                waiting += told.types


def row(kind: type) -> str:
    """The row of a kind of act."""
    return f"| `{kind.__name__}` | {fields_of(kind, ENVELOPE)} |"


def row_of_thing(kind: type) -> str:
    """The row of a thing that acts speak of."""
    told = inspect.type_info(kind)
    assert isinstance(told, inspect.StructType)
    return f"| {kind.__name__}{' (array)' if told.array_like else ''} | {fields_of(kind)} |"


@pytest.mark.parametrize("kind", ACTS, ids=lambda kind: str(kind.__name__))
def test_every_act_stands_on_the_page_with_its_fields_in_their_order(kind: type) -> None:
    assert row(kind) in PAGE


@pytest.mark.parametrize("kind", list(things(ACTS)), ids=lambda kind: str(kind.__name__))
def test_everything_that_acts_speak_of_stands_on_the_page(kind: type) -> None:
    assert row_of_thing(kind) in PAGE


@pytest.mark.parametrize(
    "kind",
    [*PUBLISHED, *things(PUBLISHED)],
    ids=lambda kind: str(kind.__name__),
)
def test_what_a_document_embeds_stands_on_the_page(kind: type) -> None:
    assert row_of_thing(kind) in PAGE


def test_the_page_says_which_acts_are_of_which_class() -> None:
    of_count = [kind.__name__ for kind in ACTS if issubclass(kind, CountAct)]
    fixed = [kind.__name__ for kind in ACTS if issubclass(kind, FixedAct)]
    assert f"Of `count`: {', '.join(f'`{name}`' for name in of_count)}." in PAGE
    assert f"With `count_head`: {', '.join(f'`{name}`' for name in fixed)}." in PAGE


def test_the_vectors_of_the_page_come_out() -> None:
    found = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert found
    told = json.loads(found[1])
    origin, stream = told["origin"], told["stream"]
    head = chain.start(origin, stream)
    assert head.hex() == told["start"]
    for seq, entry in enumerate(told["entries"], 1):
        data = entry["entry"].encode()
        signature = bytes.fromhex(entry["signature"])
        assert chain.leaf(signature, data).hex() == entry["leaf"]
        head = chain.following(head, chain.leaf(signature, data))
        assert head.hex() == entry["head"]
        assert chain.code(origin, stream, seq, head) == entry["code"]
        signed = to_sign(origin, stream, data)
        assert sha256(signed).hexdigest() == entry["sha256 of signed"]
    for written, read in told["codes read"].items():
        assert chain.read_code(written) == read
    name = told["name"]
    assert commitment(name["salt"], name["name"]) == name["named"]
