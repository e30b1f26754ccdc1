"""Every kind of file that the program reads and somebody else can have written or damaged: a sound
one, and how other bytes in its place are met.
"""

import io
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import openpyxl

from tallyapp.audit.verify import verify
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.areas import read_areas
from tallyapp.exchange.candidates import read_candidates
from tallyapp.exchange.staff_list import read_staff
from tallyapp.exchange.tables import shows_all
from tallyapp.ledger.highwater import HighWater
from tallyapp.past.past_results import read_past_results
from tallyapp.pins import Pins
from tallyapp.ui.session.settings import Settings
from tallyapp.workstation import this_machine

from .flipped_bits import Shown, met, shown_by
from .night import NAME, declared, opened, without_waiting
from .storage import storage

_DATA = Path(__file__).parents[1] / "data"
_SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
_STAFF = b"number,name,role\n12,Ann Ash,clerk\n13,Bob Birch,supervisor\n14,Cy Cedar,adjudicator\n"
_CANDIDATES = (
    b"contest,contest_name,seats,electorate,bundle,surname,other_names,description\n"
    b"elm,Elm Ward,1,1000,25,Ash,Ann,The Ash Party\n"
    b"elm,Elm Ward,1,1000,25,Birch,Bob,\n"
)
_AREAS = (
    b"area,area_name,box,box_name,kind,sheets\n"
    b"a,North,a1,School,polling,2\n"
    b"a,North,p1,Post,postal,\n"
)
_DAY = date(2024, 7, 4)
_NOON = datetime(2024, 7, 4, 12, tzinfo=UTC)


class Met(NamedTuple):
    """How a file was met, in a word; and what is wrong with that, empty if nothing."""

    how: str
    lost: str = ""


READ = Met("read")


@dataclass(frozen=True)
class FileRead:
    """A kind of file: one that is sound, and the way it is read."""

    name: str
    sound: bytes
    meet: Callable[[bytes], Met]


def files_read() -> Iterator[FileRead]:
    """All kinds, those that are read soonest first."""
    lists: dict[str, tuple[bytes, str, Callable[[Path], object]]] = {
        "list of staff": (_STAFF, "csv", partial(read_staff, missing_glyphs=shows_all)),
        "list of candidates": (
            _CANDIDATES,
            "csv",
            partial(read_candidates, missing_glyphs=shows_all),
        ),
        "list of areas": (_AREAS, "csv", read_areas),
        "workbook of staff": (
            _workbook(_STAFF),
            "xlsx",
            partial(read_staff, missing_glyphs=shows_all),
        ),
        "past results, table": (_past_table(), "csv", _past),
        "past results, JSON": (_sample("oxford-east-2024.json"), "json", _past),
        "settings": (_settings(), "json", Settings),
        "what this machine saw": (_seen(), "json", lambda path: HighWater(path).marks("elm")),
        "PINs": (b'{"officers":{}}', "json", lambda path: Pins(path.parent, "file", _clock)),
        "key of this machine": (_key(), "pem", lambda path: this_machine(path, "desk-1", _NOON)),
    }
    for name, (sound, kind, read) in lists.items():
        yield FileRead(name, sound, partial(meet_in_words, kind, read))
    for name in ("declaration", "audit-pack"):
        sound = (_DATA / f"{name}-layout-1.pdf").read_bytes()
        yield FileRead(f"signed {name}", sound, partial(_meet_pdf, sound))
    yield FileRead("count", declared(), _meet_count)


def _sample(name: str) -> bytes:
    return (_SAMPLES / name).read_bytes()


def _past_table() -> bytes:
    """The first ward of Oxford and its header."""
    lines = _sample("oxford-city-council-2016.csv").splitlines(keepends=True)
    return b"".join(lines[:8])


def _past(path: Path) -> object:
    return read_past_results([path], _DAY)


def _clock() -> datetime:
    return _NOON


def _workbook(rows: bytes) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for row in rows.decode().splitlines():
        sheet.append(row.split(","))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _settings() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "window.json")
        Settings(path).opened(Path(folder, NAME), _DAY)
        return path.read_bytes()


def _seen() -> bytes:
    return json.dumps({"elm": {"count": [[3, "ab" * 32, 3]]}}).encode()


def _key() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "key.pem")
        this_machine(path, "desk-1", _NOON)
        return path.read_bytes()


def meet_in_words(kind: str, read: Callable[[Path], object], data: bytes) -> Met:
    """These bytes are read or refused in words; `kind` is how the file's name ends."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"file.{kind}")
        path.write_bytes(data)
        try:
            read(path)
        except EnvironmentFault:
            return Met("refused")
        except Exception as error:
            return Met("read", f"reading {data!r} ends in {error!r}")
    return READ


def _meet_pdf(sound: bytes, data: bytes) -> Met:
    try:
        verdict = verify(data).verdict
    except Exception as error:
        return Met("read", f"verifying ends in {error!r}")
    # What comes behind the last byte that was signed is told of by itself.
    if verdict == "holds" and not data.startswith(sound):
        return Met("read", "a damaged PDF is said to hold")
    return READ if verdict == "holds" else Met(verdict)


@cache
def _declared() -> Shown:
    """What the sound count shows."""
    with tempfile.TemporaryDirectory() as folder, storage(without_waiting):
        path = Path(folder, NAME)
        path.write_bytes(declared())
        desk = opened(path)
        shown = shown_by(desk)
        desk.close()
    return shown


def _meet_count(data: bytes) -> Met:
    sound = _declared()
    with tempfile.TemporaryDirectory() as folder, storage(without_waiting):
        how, wrong = met(Path(folder, NAME), data, sound)
    return READ if (how, wrong) == ("made no difference", "") else Met(how, wrong)
