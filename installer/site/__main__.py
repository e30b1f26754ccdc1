"""`python3 dev.py site`: makes the site of docs in dist/site, or says what is wrong in docs."""

import sys
from pathlib import Path

from installer.notices import ROOT
from installer.site.build import Trouble, build


def main(arguments: list[str]) -> int:
    """Makes it, in the folder that is named or in dist/site; gives the exit status."""
    into = Path(arguments[0]) if arguments else ROOT / "dist" / "site"
    try:
        pages = build(into)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(f"{pages} pages. Open {into / 'index.html'}")
    return 0


sys.exit(main(sys.argv[1:]))
