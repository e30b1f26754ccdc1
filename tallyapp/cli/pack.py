"""The command that makes a pack of one contest for somebody, with entries withheld."""

from collections.abc import Sequence
from pathlib import Path

import click

from tallyapp.cli import text as cli_text
from tallyapp.cli.choosing import contest_of, refuse
from tallyapp.cli.identity import signer
from tallyapp.cli.machine import FILE, NUMBER, opened, workstation
from tallyapp.desk import Desk
from tallyapp.domain.reports.withholding import WithheldEntry, Withholding, chosen_of, withholdable
from tallyapp.domain.vocabulary.phrases import number_in
from tallyapp.words.catalogue import say
from tallyapp.words.figures import number_words, strung

KINDS = {"answers": "AgentAnswered", "warnings": "WarningAnswered"}
"""What can be withheld, as it is asked for here: what candidates' sides answered, and what was
found on looking into warnings."""


@click.command()
@click.argument("file", type=FILE)
@click.option("--contest", required=True, help="The contest, by its identifier or name.")
@click.option("--for", "made_for", required=True, help="For whom the pack is made.")
@click.option("--why", required=True, help="Why it is made, and why entries are withheld.")
@click.option(
    "--withhold",
    "wanted",
    multiple=True,
    metavar="answers|warnings|ENTRY",
    help="What candidates' sides answered, what was found on looking into warnings, or one such "
    "entry by its number; may be repeated.",
)
@click.option(
    "--identity", type=FILE, help="The file of the key that signs; a practice needs none."
)
@click.option(
    "--by", type=NUMBER, default=1, show_default=True, help="Number of the officer who signs."
)
@click.option("--out", "-o", type=FILE, required=True, help="The PDF to be written.")
def pack(
    file: Path,
    contest: str,
    made_for: str,
    why: str,
    wanted: tuple[str, ...],
    identity: Path | None,
    by: int,
    out: Path,
) -> None:
    """Make a pack of one declared contest of FILE for somebody, such as counsel in a petition.

    It is an audit pack from which entries can be withheld on which no figure, right or result
    rests. It says for whom it was made, which entries it withholds, and why. The names of officers
    are not in it. That it was given out is recorded in the count.
    """
    from tallyapp.documents.page.glyphs import missing_glyphs
    from tallyapp.publication import publish_counsel_pack

    with opened(file, workstation()) as desk:
        stream = contest_of(desk, contest)
        if missing := missing_glyphs(made_for + why):
            refuse(say("after", "pack.no-glyph", characters=" ".join(missing)))
        entries = _chosen(desk, stream, wanted)
        withholding = Withholding(made_for=made_for, reason=why, entries=entries)
        publish_counsel_pack(desk, stream, signer(desk, identity), out, by, withholding)
    told = say("after", "pack.none")
    if entries:
        key = "pack.withheld" if len(withholding.positions) > 1 else "pack.withheld.one"
        told = say("after", key, entries=number_words(withholding.positions))
    click.echo(cli_text.printable(say("after", "pack.made", path=str(out), withheld=told)))


def _chosen(desk: Desk, stream: str, wanted: Sequence[str]) -> tuple[WithheldEntry, ...]:
    """The entries asked for; says which there are where one may not be withheld, and ends."""
    may_be = withholdable(desk.ledger.read_from(stream))
    numbers = {each: number_in(each) for each in wanted if each not in KINDS}
    positions = {number for number in numbers.values() if number is not None}
    unknown = [each for each, number in numbers.items() if number is None]
    others = sorted(positions - {each.seq for each in may_be})
    if unknown or others:
        known = number_words([each.seq for each in may_be]) or say("after", "pack.nothing")
        which = strung([*unknown, *map(str, others)])
        refuse(say("after", "pack.may-not", which=which, known=known))
    return chosen_of(may_be, {KINDS[each] for each in wanted if each in KINDS}, positions)
