"""What every test stands on: no network,
no traces in the user's folders, and laws tried reproducibly.
"""

import gc
import os
import socket
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

from tallyapp.ledger.ledger import Ledger

# At a desk every run tries other examples; where nobody watches, a run must depend on the code
# alone. And how long examples take to draw says how busy the machine is, and nothing of the law.
hypothesis.settings.register_profile(
    "tallyapp",
    deadline=None,
    max_examples=60,
    print_blob=True,
    derandomize="CI" in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("tallyapp")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, so that no process waits for one at the end; then folder by folder, in
    whatever order they come: what the tests of a folder share is made by one process alone.
    """
    folders: dict[str, int] = {}
    for item in items:
        folders.setdefault(_folder(item), len(folders))
    items.sort(key=lambda item: (item.get_closest_marker("long") is None, folders[_folder(item)]))


def pytest_collection_finish() -> None:
    """Seven thousand tests, and all that they import, are looked through for waste no more."""
    gc.collect()
    gc.freeze()


def _folder(item: pytest.Item) -> str:
    return "/".join(item.path.parent.relative_to(item.config.rootpath).parts[:2])


@pytest.fixture(autouse=True, scope="session")
def _away_from_the_network() -> Iterator[None]:
    """Nothing in tallyapp opens a network connection unless asked; a test that tries to fails."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            raise AssertionError(f"a network connection to {address} was tried")
        connect(self, address)  # type: ignore[arg-type]  # whatever a local socket takes

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        yield


@pytest.fixture(autouse=True, scope="session")
def _away_from_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings and machine records of the person running the tests are neither read nor changed."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(tmp_path_factory.mktemp(f"xdg-{kind.lower()}")))
        yield


@pytest.fixture(autouse=True)
def open_counts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Ledger]]:
    """The counts that are open; what a test leaves so is given back with it.

    A connection that is forgotten is closed at some later time, in the middle of another test, and
    Python 3.13 and newer complain of it there.
    """
    counts: list[Ledger] = []
    begin = Ledger.__init__
    close = Ledger.close

    def begun(ledger: Ledger, *given: Any) -> None:
        begin(ledger, *given)
        counts.append(ledger)

    def closed(ledger: Ledger, *given: Any) -> None:
        # Whatever is told of it, the file is let go.
        if ledger in counts:
            counts.remove(ledger)
        close(ledger, *given)

    monkeypatch.setattr(Ledger, "__init__", begun)
    monkeypatch.setattr(Ledger, "close", closed)
    yield counts
    for count in reversed(counts):
        close(count)
