"""pyHanko without its clients for the network: nobody here is asked for the time, or for a list."""

import sys
from types import ModuleType
from typing import NoReturn

_CLIENTS = {
    "pyhanko.sign.timestamps.aiohttp_client": "HTTPTimeStamper",
    "pyhanko_certvalidator.fetchers.aiohttp_fetchers": "AIOHttpFetcherBackend",
}
"""Each module that pyHanko loads for its client alone, and the client's name."""


class _Client:
    """Nothing makes one; whatever tries to is told so before it asks anybody."""

    def __init__(self, *_: object, **__: object) -> NoReturn:
        raise RuntimeError("signatures are made and examined without the network")


def leave_out_clients() -> None:
    """Have pyHanko loaded without aiohttp: a fifth of what whoever examines a file waits for.

    Where pyHanko is loaded already, it stays as it is.
    """
    for name, client in _CLIENTS.items():
        module = ModuleType(name)
        setattr(module, client, _Client)
        sys.modules.setdefault(name, module)
