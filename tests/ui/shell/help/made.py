"""Writes every page of the manual that is made from the program: `python3 dev.py manual`."""

import sys
from collections.abc import Iterator

from tallyapp.ui.shell.help.pages import page_path
from tests.ui.shell.help import codes, keys, rights


def pages() -> Iterator[tuple[str, str]]:
    """Each page that is made, by its name."""
    yield rights.PAGE, rights.page()
    yield from codes.pages()
    yield keys.PAGE, keys.page()


def main() -> int:
    """Write those that are not as they should be."""
    for name, text in pages():
        path = page_path(name)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"{path.name} is written anew.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
