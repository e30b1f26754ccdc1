"""Signatures are made and examined without anything that could ask somebody over the network."""

import subprocess
import sys

_ASKED = """
import sys
import tallyapp.audit.verify, tallyapp.signing.sign
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko_certvalidator import ValidationContext
for ask in (
    lambda: HTTPTimeStamper("https://example.org"),
    lambda: ValidationContext(allow_fetching=True),
):
    try:
        ask()
    except RuntimeError as refused:
        print(refused)
print([name for name in ("aiohttp", "requests", "urllib3") if name in sys.modules])
"""


def test_no_client_for_the_network_is_loaded_and_whatever_wants_one_is_refused() -> None:
    """In a process of its own: the tests load pyHanko in other ways as well."""
    done = subprocess.run(
        [sys.executable, "-c", _ASKED], capture_output=True, text=True, check=True, timeout=60
    )
    refused = "signatures are made and examined without the network"
    assert done.stdout.splitlines() == [refused, refused, "[]"]
