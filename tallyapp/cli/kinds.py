"""The command that names the kinds of election."""

from collections.abc import Iterator

import click

from tallyapp.exchange.election_rules import known_kinds, refused_kinds, versions
from tallyapp.words.catalogue import say


@click.command()
def kinds() -> None:
    """Name the kinds of election that can be counted, with their rules, and those that cannot."""
    for line in _lines():
        click.echo(line)


def _lines() -> Iterator[str]:
    for kind in known_kinds():
        yield f"{kind}  {say('new-count', f'kind.{kind}')}"
        for rules in versions(kind):
            until = f"to {rules.holds_until}" if rules.holds_until else "onwards"
            most = rules.most_candidates
            bound = f", {most} candidates at most" if most else ""
            yield f"    {rules.holds_from} {until}{bound}: {rules.statute}"
    yield ""
    yield "Not counted:"
    for kind, sentence in refused_kinds().items():
        yield f"{kind}  {sentence}"
