"""One kind of file damaged by atheris, which goes on from every change that reaches new code.

atheris is no part of what the tests need: `pip install atheris` brings it, on Linux.
"""

import importlib
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> None:
    """Does not come back: the process ends with 0, or with another status if anything was lost."""
    name, *options = arguments
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["tallyapp"]):
        from .files_read import files_read

    meet = next(each.meet for each in files_read() if each.name == name)

    def one(data: bytes) -> None:
        if lost := meet(data).lost:
            raise AssertionError(lost)

    atheris.Setup([name, *options], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
