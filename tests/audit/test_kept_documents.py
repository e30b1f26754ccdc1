"""Documents of every layout ever released are verified by every later program, and mean what they
meant.
"""

from pathlib import Path

import msgspec
import pytest

from tallyapp.audit.points import EXIT_STATUS
from tallyapp.audit.verify import verify
from tallyapp.documents.reading import layout_of
from tests.audit.hall import detail, results, unsigned
from tests.data.make_kept import DECLARATION, PACK, SAYS, Known
from tests.halls import ELM


def test_an_audit_pack_of_layout_1_holds() -> None:
    known = msgspec.json.decode(SAYS.read_bytes(), type=Known)
    found = results(PACK.read_bytes(), codes=[known.codes[ELM][1]])
    assert found.pop("signer") == "not checked"
    assert found == dict.fromkeys(found, "holds")
    assert {"rendering", "derived", "arithmetic", "acts"} < set(found)


def test_a_declaration_of_layout_1_is_drawn_again_as_it_was() -> None:
    declaration = DECLARATION.read_bytes()
    found = results(declaration)
    # One paper was not found, and the returning officer passed over it: that is lawful, and the
    # notice cannot hide it.
    assert {code for code, result in found.items() if result == "fails"} == set()
    told = "256 valid + 3 rejected is 1 fewer than the 260 verified"
    assert told in detail(declaration, "figures")
    assert found["rendering"] == found["code"] == found["binding"] == "holds"


@pytest.mark.parametrize("path", [DECLARATION, PACK])
def test_the_kept_documents_say_under_which_layout_they_were_drawn(path: Path) -> None:
    assert layout_of(unsigned(path.read_bytes())) == 1


@pytest.mark.parametrize("path", [DECLARATION, PACK])
def test_a_document_drawn_before_release_1_0_is_not_judged_and_says_why(path: Path) -> None:
    """Then its layout and its stamp had other names, and nobody keeps how they were drawn."""
    drawn_before = path.read_bytes().replace(b"/TLLY_", b"/TALY_")
    verification = verify(drawn_before)
    assert EXIT_STATUS[verification.verdict] == 2
    (point,) = verification.points
    assert point.result == "not checked"
    assert "was drawn before release 1.0" in point.detail
    assert "verify it with the program that drew it" in point.detail


def test_nobody_makes_a_document_too_old_to_be_judged_by_writing_the_old_name_into_it() -> None:
    pack = PACK.read_bytes()
    changed = pack + b"%/TALY_Layout\n"
    assert EXIT_STATUS[verify(changed).verdict] == 1
