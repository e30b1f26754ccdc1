"""The results in a backup, as anybody reads them who has SQLite: by the views that stand in it."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from .told import Line, Result

_ELECTED = """
SELECT json_extract(entry, '$.elected') FROM entries
WHERE stream = ? AND act IN ('Declared', 'DeclaredOutside')
"""
_CANDIDATES = """
SELECT j.value, coalesce(v.votes, 0) FROM contests c, json_each(c.entry, '$.candidates') j
LEFT JOIN candidate_votes v ON v.stream = c.stream AND v.number = j.key + 1
WHERE c.stream = ? ORDER BY j.key
"""
_REJECTED = """
SELECT coalesce(r.papers, 0) FROM heads h LEFT JOIN rejected_papers r USING (stream, head)
WHERE h.stream = ? ORDER BY h.head
"""
_FIGURE = "SELECT coalesce(sum(value), 0) FROM figures WHERE stream = ? AND what = ?"


_ELECTORATE = "SELECT json_extract(entry, '$.electorate') FROM contests WHERE stream = ?"


def results(backup: Path, contests: Collection[str] = ()) -> Mapping[str, Result]:
    """The result of these contests, each of them declared; of all, if none is named."""
    with closing(sqlite3.connect(f"file:{backup}?mode=ro", uri=True)) as file:
        streams = [stream for (stream,) in file.execute("SELECT stream FROM contests")]
        wanted = [stream for stream in streams if stream in contests or not contests]
        return {stream: _alone(file, stream) for stream in wanted}


def _alone(file: sqlite3.Connection, stream: str) -> Result:
    """The contest by the same views in a database of its own: over all of a night they take long,
    and whoever asks is told to ask for one at a time.
    """
    schema = file.execute("SELECT sql FROM sqlite_master WHERE type = 'view' OR name = 'act'")
    entries = file.execute("SELECT * FROM act WHERE stream = ?", (stream,)).fetchall()
    with closing(sqlite3.connect(":memory:")) as alone:
        for (statement,) in schema:
            alone.execute(statement)
        alone.executemany(f"INSERT INTO act VALUES ({', '.join('?' * len(entries[0]))})", entries)
        return _result(alone, stream)


def _result(file: sqlite3.Connection, stream: str) -> Result:
    def one(sql: str, *given: str) -> Any:
        ((value,),) = file.execute(sql, (stream, *given))
        return value

    elected = json.loads(one(_ELECTED))
    people = [(json.loads(told), votes) for told, votes in file.execute(_CANDIDATES, (stream,))]
    return Result(
        lines=tuple(
            Line(
                _on_the_ballot_paper(person),
                person["description"],
                votes,
                number in elected,
                _full_name(person),
            )
            for number, (person, votes) in enumerate(people, 1)
        ),
        valid=one(_FIGURE, "valid"),
        rejected=tuple(papers for (papers,) in file.execute(_REJECTED, (stream,))),
        verified=one(_FIGURE, "verified"),
        electorate=one(_ELECTORATE),
    )


def _on_the_ballot_paper(person: Mapping[str, str]) -> str:
    surname = person.get("commonly_used_surname") or person["surname"]
    others = person.get("commonly_used_forenames") or person["other_names"]
    name = f"{surname}, {others}" if others else surname
    return f"{name} ({person['particular']})" if person.get("particular") else name


def _full_name(person: Mapping[str, str]) -> str:
    if person.get("commonly_used_surname") or person.get("commonly_used_forenames"):
        return f"{person['other_names']} {person['surname']}"
    return ""
