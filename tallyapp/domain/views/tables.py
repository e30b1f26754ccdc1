"""How far each table of the hall is: the sheets handed to it, keyed, queried and agreed."""

from collections.abc import Iterable
from dataclasses import dataclass

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import LIVE, Life


@dataclass(frozen=True, slots=True)
class TableProgress:
    """A table's sheets, over all contests whose sheets it was handed; those withdrawn are left out.

    `keyed` are those of which at least one keying stands, `agreed` those that two officers keyed
    alike.
    """

    table: str
    handed_out: int = 0
    keyed: int = 0
    queried: int = 0
    agreed: int = 0


def table_progress(contests: Iterable[ContestState], tables: Iterable[str]) -> list[TableProgress]:
    """Every one of these tables, in their order."""
    lives: dict[str, list[Life]] = {table: [] for table in tables}
    for contest in contests:
        for sheet in contest.sheets.values():
            if sheet.table in lives and sheet.life is not Life.WITHDRAWN:
                lives[sheet.table].append(sheet.life)
    return [_of(table, found) for table, found in lives.items()]


def _of(table: str, lives: list[Life]) -> TableProgress:
    return TableProgress(
        table,
        handed_out=len(lives),
        keyed=sum(life in LIVE or life in (Life.KEYED, Life.DIFFERS) for life in lives),
        queried=sum(life is Life.QUERIED for life in lives),
        agreed=sum(life in LIVE for life in lives),
    )
