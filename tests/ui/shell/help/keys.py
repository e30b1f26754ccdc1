"""Writes the manual's page of keys from the table of them: `python3 dev.py manual`."""

from tallyapp.words.catalogue import say
from tallyapp.words.keys import KeySection, sections

PAGE = "keys"


def page() -> str:
    """The page, as the manual has it."""
    head = [
        "# The keys",
        "",
        f"{say('keys', 'hand')} To print them on one side of A4: `tallyapp keys --out KEYS.pdf`.",
        "",
        say("keys", "digits"),
    ]
    return "\n\n".join(["\n".join(head), *map(_section, sections())]) + "\n"


def _section(of: KeySection) -> str:
    opened = f", `{of.opened_by}`" if of.opened_by else ""
    rows = [f"- {' '.join(f'`{cap}`' for cap in key.caps)}: {key.words}" for key in of.keys]
    return "\n".join([f"## {of.title}{opened}", "", *rows])
