"""Two files of one count, compared, for other programs."""

from typing import TYPE_CHECKING, Any

import msgspec

from tallyapp.domain import acts

if TYPE_CHECKING:
    from tallyapp.domain.views.branches.compare import Compared
    from tallyapp.domain.views.branches.pairs import Pair
    from tallyapp.domain.views.branches.parting import Entry
    from tallyapp.domain.views.branches.things import Held
    from tallyapp.ledger.branches import Branch


def compared_json(
    found: "list[Compared]", first: "Branch", second: "Branch", *, figures: bool
) -> bytes:
    """The comparison; what entries and papers say in figures only where that is asked for."""
    told = {
        "origin": first.read.origin,
        "first": str(first.path),
        "second": str(second.path),
        "streams": [_stream(each, figures) for each in found],
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2)


def _stream(one: "Compared", figures: bool) -> dict[str, Any]:
    parting = one.parting
    return {
        "stream": parting.stream,
        "common": parting.common,
        "last": parting.last.id if parting.last else None,
        "only_first": [_entry(each, figures) for each in parting.first],
        "only_second": [_entry(each, figures) for each in parting.second],
        "carried": [_entry(each, figures) for each in parting.carried],
        "papers": [_pair(each, figures) for each in one.pairs],
    }


def _entry(entry: "Entry", figures: bool) -> dict[str, Any]:
    act = entry.act
    told = {
        "seq": entry.seq,
        "leaf": entry.leaf.hex(),
        "act": type(act).__name__,
        "id": act.id,
        "at": act.at,
        "by": act.by,
    }
    return told | ({"says": msgspec.Raw(acts.encode(act))} if figures else {})


def _pair(pair: "Pair", figures: bool) -> dict[str, Any]:
    return {
        "kind": pair.thing.kind,
        "name": pair.thing.name,
        "part": pair.thing.part,
        "area": pair.area,
        "match": pair.match,
        "differing": pair.differing,
        "first": _held(pair.first, figures),
        "second": _held(pair.second, figures),
    }


def _held(held: "Held | None", figures: bool) -> dict[str, Any] | None:
    if held is None:
        return None
    told = {
        "standing": held.standing,
        "life": held.life,
        "area": held.area,
        "round": held.round,
    }
    return told | ({"figures": dict(held.figures)} if figures else {})
