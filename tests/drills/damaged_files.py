"""Files from outside that are damaged by chance: lists and signed PDFs.

Each is read, refused in words, or found out. Bytes are changed, taken away, doubled and put in.
"""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from tallyapp.audit.verify import verify
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.candidates import read_candidates
from tallyapp.exchange.staff_list import read_staff
from tallyapp.exchange.tables import shows_all

from .reports import Plan, Report

_SHORT = 12
_LONG = 5_000
"""How often each file is damaged."""
_DATA = Path(__file__).parents[1] / "data"
_STAFF = b"number,name,role\n12,Ann Ash,clerk\n13,Bob Birch,supervisor\n14,Cy Cedar,adjudicator\n"
_CANDIDATES = (
    b"contest,contest_name,seats,electorate,bundle,surname,other_names,description\n"
    b"elm,Elm Ward,1,1000,25,Ash,Ann,The Ash Party\n"
    b"elm,Elm Ward,1,1000,25,Birch,Bob,\n"
)
_PUT_IN = (b"\0", b"\xff", b'"', b",", b"\r", b"\n", b"\xef\xbb\xbf", b"9" * 40, "é".encode())


def fuzz(plan: Plan) -> Report:
    """No damaged file ends in a traceback, and no damaged PDF is said to hold."""
    report = Report("fuzz")
    random = plan.random()
    for what, sound, read in _files():
        for _ in range(_LONG if plan.long else _SHORT):
            report.note(what, read(damaged(sound, random)))
    report.controls["a reader that gives up"] = int(_list(_gives_up, _STAFF) != "")
    return report


def _files() -> list[tuple[str, bytes, Callable[[bytes], str]]]:
    pdfs = {
        name: (_DATA / f"{name}-layout-1.pdf").read_bytes()
        for name in ("declaration", "audit-pack")
    }
    return [
        ("list of staff", _STAFF, partial(_list, partial(read_staff, missing_glyphs=shows_all))),
        (
            "list of candidates",
            _CANDIDATES,
            partial(_list, partial(read_candidates, missing_glyphs=shows_all)),
        ),
        *((f"signed {name}", sound, partial(_pdf, sound)) for name, sound in pdfs.items()),
    ]


def _gives_up(_: Path) -> object:
    raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")


def damaged(sound: bytes, random: Random) -> bytes:
    """The bytes with one to four things done to them."""
    data = bytearray(sound)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(data) + 1)
        some = random.randint(1, 16)
        match random.randrange(5):
            case 0:
                data[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                del data[at : at + some]
            case 2:
                data[at:at] = data[at : at + some]
            case 3:
                data[at:at] = random.choice(_PUT_IN)
            case _:
                del data[at if random.random() < 0.1 else len(data) :]
    return bytes(data)


def _list(read: Callable[[Path], object], data: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.csv")
        path.write_bytes(data)
        try:
            read(path)
        except EnvironmentFault:
            return ""
        except Exception as error:
            return f"reading {data!r} ends in {error!r}"
    return ""


def _pdf(sound: bytes, data: bytes) -> str:
    try:
        verdict = verify(data).verdict
    except Exception as error:
        return f"verifying ends in {error!r}"
    # What comes behind the last byte that was signed is told of by itself.
    unharmed = data.startswith(sound)
    return "" if verdict != "holds" or unharmed else "a damaged PDF is said to hold"
