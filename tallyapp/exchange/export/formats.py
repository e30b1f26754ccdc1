"""The formats that there are, by the names that people type."""

from collections.abc import Mapping

from tallyapp.exchange.tally_json import tally_json

from . import arlo, commons, database, democracy_club, nist, plain
from .exported import Exported, Exporter, Given
from .remarks import Fact, lost


def _json(given: Given) -> Exported:
    """The program's own JSON, which holds all that there is."""
    data = tally_json(given.count, given.streams, undeclared=True)
    return Exported(data, lost(given.count, frozenset(Fact)))


FORMATS: Mapping[str, Exporter] = {
    "csv": plain.export,
    "commons-csv": commons.by_candidate,
    "commons-constituencies-csv": commons.by_constituency,
    "democracy-club-csv": democracy_club.export,
    "nist-err-json": nist.export,
    "arlo-manifest": arlo.export,
    "sqlite": database.export,
    "json": _json,
}
