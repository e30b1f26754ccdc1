"""A file changed behind the program's back: what each change is exposed by, and where."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger import chain
from tallyapp.ledger.disagreements import What
from tallyapp.ledger.highwater import HighWater
from tests.halls import (
    CLERK,
    ELM,
    Hall,
    NightClock,
    a_counted_hall,
    codes,
    contest_fields,
    officer,
    sheet,
    staff_name,
    told,
)
from tests.workstations import workstation

from .tampering import (
    TRIGGERS,
    edit,
    found_in,
    position,
    recompute_heads,
    renew_heads_of_count,
    tampering,
)


def where(path: Path) -> list[tuple[What, str, int]]:
    return [(found.what, found.stream, found.seq) for found in found_in(path)]


def move_a_paper(entry: str) -> str:
    """Exchange the part bundles of the first two candidates: the sheet still adds up."""
    return entry.replace("[[2,10],[1,5]", "[[2,9],[1,6]")


def test_a_figure_changed_does_not_fit_the_chain(closed: Path) -> None:
    with tampering(closed) as file:
        seq = position(file, ELM, "SheetKeyed", 2)
        edit(file, ELM, seq, move_a_paper)
    assert where(closed) == [(What.HEAD, ELM, seq)]


def test_with_all_heads_computed_again_the_codes_given_out_expose_it(closed: Path) -> None:
    with tampering(closed) as file:
        edit(file, ELM, position(file, ELM, "SheetKeyed", 2), move_a_paper)
        recompute_heads(file)
        over = position(file, ELM, "ProvisionalGiven") - 1
    assert where(closed) == [(What.CODE, ELM, over)]


def test_and_where_no_code_was_given_out_the_rules_do(tmp_path: Path) -> None:
    """One keying changed: the officers no longer agree,
    so that nothing given out afterwards was lawful.
    """
    hall = a_counted_hall(tmp_path)
    hall.finish()
    hall.desk.close()
    path = tmp_path / "elm.tally"
    with tampering(path) as file:
        edit(file, ELM, position(file, ELM, "SheetKeyed", 2), move_a_paper)
        recompute_heads(file)
        given = position(file, ELM, "ProvisionalGiven")
    (found,) = found_in(path)
    assert (found.what, found.seq) == (What.RULES, given)
    assert told(found.findings)[0] == ("E302", "sheet", "1", "differs", {})


def test_with_both_keyings_and_all_that_follows_changed_the_codes_given_out_expose_it(
    closed: Path,
) -> None:
    with tampering(closed) as file:
        change_everywhere(file)
        issued = position(file, COUNT_STREAM, "CodeIssued")
        query = "SELECT json_extract(entry, '$.seq') FROM act WHERE stream = 'count' AND seq = ?"
        (over,) = file.execute(query, [issued]).fetchone()
    assert where(closed) == [(What.CODE, ELM, over)]


def change_everywhere(file: sqlite3.Connection) -> None:
    """Move a paper from the first candidate to the second, in every act that speaks of it."""
    for nth in (1, 2):
        edit(file, ELM, position(file, ELM, "SheetKeyed", nth), move_a_paper)
    for kind in ("ProvisionalGiven", "ReadBack", "Declared"):
        edit(
            file,
            ELM,
            position(file, ELM, kind),
            lambda entry: entry.replace("[120,85,41]", "[119,86,41]"),
        )
    recompute_heads(file)


def test_with_the_codes_forged_too_only_what_is_outside_the_file_exposes_it(
    closed: Path, tmp_path: Path
) -> None:
    """The file agrees with itself: a code on paper and this
    machine's marks do not agree with it.
    """
    seen = HighWater(tmp_path / "seen.json")
    desk = Desk.open(closed, NightClock(), workstation("desk-1"), seen)
    noted = desk.ledger.checkpoint(ELM).code
    desk.close(seen)
    with tampering(closed) as file:
        change_everywhere(file)
        for nth in (1, 2):
            forge_a_code(file, position(file, COUNT_STREAM, "CodeIssued", nth))
            recompute_heads(file, COUNT_STREAM)
            renew_heads_of_count(file)
            recompute_heads(file)
    assert where(closed) == []
    desk = Desk.open(closed, NightClock(), workstation("desk-1"), seen)
    assert {found.what for found in desk.disagreements} == {What.FORK}
    assert desk.ledger.checkpoint(ELM).code != noted
    desk.close()


def forge_a_code(file: sqlite3.Connection, at: int) -> None:
    query = "SELECT CAST(entry AS BLOB) FROM act WHERE stream = 'count' AND seq = ?"
    act = acts.decode(file.execute(query, [at]).fetchone()[0])
    assert isinstance(act, acts.CodeIssued)
    first = acts.decode(file.execute(query, [1]).fetchone()[0])
    (head,) = file.execute(
        "SELECT head FROM act WHERE stream = ? AND seq = ?", (ELM, act.seq)
    ).fetchone()
    edit(
        file,
        COUNT_STREAM,
        at,
        lambda entry: entry.replace(act.code, chain.code(first.id, ELM, act.seq, head)),
    )


def test_a_code_that_names_another_act_than_the_one_it_was_given_over_is_noticed(
    closed: Path,
) -> None:
    """The code fits the place, and the act at that place is not the one that was looked at."""
    with tampering(closed) as file:
        issued = position(file, COUNT_STREAM, "CodeIssued", 2)
        query = "SELECT json_extract(entry, ?) FROM act WHERE stream = ? AND seq = ?"
        (over,) = file.execute(query, ["$.seq", COUNT_STREAM, issued]).fetchone()
        (named,) = file.execute(query, ["$.of", COUNT_STREAM, issued]).fetchone()
        (other,) = file.execute(query, ["$.id", ELM, over - 1]).fetchone()
        edit(file, COUNT_STREAM, issued, lambda entry: entry.replace(named, other))
        recompute_heads(file, COUNT_STREAM)
    assert where(closed) == [(What.CODE, ELM, over)]


def test_a_code_over_the_staff_that_names_another_act_is_noticed(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    hall.desk.issue_code(COUNT_STREAM, "request", "an agent", 1)
    hall.desk.close()
    path = hall.desk.ledger.path
    with tampering(path) as file:
        issued = position(file, COUNT_STREAM, "CodeIssued")
        query = "SELECT json_extract(entry, ?) FROM act WHERE stream = ? AND seq = ?"
        (named,) = file.execute(query, ["$.of", COUNT_STREAM, issued]).fetchone()
        (other,) = file.execute(query, ["$.id", COUNT_STREAM, 2]).fetchone()
        edit(file, COUNT_STREAM, issued, lambda entry: entry.replace(named, other))
        recompute_heads(file, COUNT_STREAM)
    assert where(path) == [(What.CODE, COUNT_STREAM, issued - 1)]


def test_a_document_signed_over_another_head_than_the_streams_is_noticed(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    hall.finish()
    hall.do(hall.signing("declaration"))
    pack = hall.signing("audit-pack")
    hall.do(pack)
    hall.desk.close()
    path = hall.desk.ledger.path
    with tampering(path) as file:
        signed = position(file, ELM, "DocumentSigned", 2)
        edit(file, ELM, signed, lambda entry: entry.replace(pack.head, "0" * 64))
        recompute_heads(file)
    assert where(path) == [(What.SIGNED_HEAD, ELM, signed)]


def test_a_declared_figure_changed_with_its_heads_is_not_the_one_derived(closed: Path) -> None:
    with tampering(closed) as file:
        seq = position(file, ELM, "Declared")
        edit(file, ELM, seq, lambda entry: entry.replace("[120,85,41]", "[85,120,41]"))
        recompute_heads(file)
    (found,) = found_in(closed)
    assert (found.what, found.seq, codes(found.findings)) == (
        What.RULES,
        seq,
        [Code.A109, Code.A109],
    )


def test_a_second_keying_put_under_the_first_officers_number_is_unlawful(closed: Path) -> None:
    with tampering(closed) as file:
        seq = position(file, ELM, "SheetKeyed", 2)
        edit(file, ELM, seq, lambda entry: entry.replace('"by":12', '"by":11'))
        recompute_heads(file)
    (found,) = found_in(closed)
    assert (found.what, found.seq, codes(found.findings)) == (What.RULES, seq, [Code.E201])


@pytest.mark.parametrize("stream", [ELM, COUNT_STREAM])
def test_an_entry_left_out_is_missed_by_its_number(closed: Path, stream: str) -> None:
    with tampering(closed) as file:
        file.execute("DELETE FROM act WHERE stream = ? AND seq = 4", [stream])
    assert where(closed) == [(What.GAP, stream, 4)]


def test_a_last_entry_left_out_is_missed_where_a_code_was_given_over_it(closed: Path) -> None:
    with tampering(closed) as file:
        last = position(file, ELM, "Declared")
        file.execute("DELETE FROM act WHERE stream = ? AND seq = ?", (ELM, last))
    assert where(closed) == [(What.CODE, ELM, last)]


def test_a_contest_left_out_is_missed_where_a_code_was_given_over_it(closed: Path) -> None:
    with tampering(closed) as file:
        file.execute("DELETE FROM act WHERE stream = ?", [ELM])
    assert {found[:2] for found in where(closed)} == {(What.CODE, ELM)}


def test_two_entries_in_each_others_place_do_not_fit_the_chain(closed: Path) -> None:
    with tampering(closed) as file:
        for was, becomes in ((6, 1006), (7, 6), (1006, 7)):
            file.execute("UPDATE act SET seq = ? WHERE stream = ? AND seq = ?", (becomes, ELM, was))
    assert where(closed) == [(What.HEAD, ELM, 6)]


def test_a_renamed_stream_does_not_fit_its_name(closed: Path) -> None:
    with tampering(closed) as file:
        file.execute("UPDATE act SET stream = 'elm' WHERE stream = ?", [ELM])
    assert (What.HEAD, "elm", 1) in where(closed)
    with tampering(closed) as file:
        recompute_heads(file, "elm")
    (found, *_) = found_in(closed)
    assert (found.what, found.stream, codes(found.findings)) == (What.RULES, "elm", [Code.A108])


def test_an_entry_copied_into_another_stream_does_not_fit_it(counted: Any) -> None:
    path = counted.desk.ledger.path
    counted.desk.do(
        "oak",
        acts.ContestSetUp(
            **counted.desk.by(1).fixed, **contest_fields() | {"contest": "oak", "name": "Oak"}
        ),
    )
    counted.desk.close()
    with tampering(path) as file:
        copy = (
            "INSERT INTO act SELECT 'oak', 2, entry, signature, head FROM act "
            "WHERE stream = ? AND seq = 2"
        )
        file.execute(copy, [ELM])
    assert where(path) == [(What.HEAD, "oak", 2)]


def test_an_officer_made_another_after_the_contest_began_shows_in_its_first_entry(
    closed: Path,
) -> None:
    with tampering(closed) as file:
        edit(
            file,
            COUNT_STREAM,
            9,
            lambda entry: entry.replace('"role":"auditor"', '"role":"deputy"'),
        )
        recompute_heads(file, COUNT_STREAM)
    assert where(closed) == [(What.COUNT_HEAD, ELM, 1)]


def test_an_officer_put_in_anothers_place_shows_where_codes_were_given_out(counted: Hall) -> None:
    """Enrolled after the contest began:
    without their heads the codes would say nothing of the staff.
    """
    counted.do(
        acts.OfficerEnrolled(**counted.by(1).count, officer=officer(31, "clerk", "Honest Hand"))
    )
    counted.finish()
    path, enrolled = counted.desk.ledger.path, counted.desk.count.count.seq
    honest, another = (staff_name(31, name).named for name in ("Honest Hand", "Other Hand"))
    counted.desk.close()
    with tampering(path) as file:
        edit(file, COUNT_STREAM, enrolled, lambda entry: entry.replace(honest, another))
        recompute_heads(file, COUNT_STREAM)
        given = position(file, ELM, "ProvisionalGiven")
    assert where(path) == [(What.COUNT_HEAD, ELM, given)]


def test_a_forged_code_over_count_itself_is_seen(tmp_path: Path, counted: Any) -> None:
    counted.desk.issue_code(COUNT_STREAM, "request", "an agent", 1, drawn=2)
    path, at = counted.desk.ledger.path, counted.desk.count.count.seq
    code = counted.desk.ledger.checkpoint(COUNT_STREAM, at - 1).code
    counted.desk.close()
    with tampering(path) as file:
        edit(file, COUNT_STREAM, at, lambda entry: entry.replace(code, "0000-0000-0000-0000"))
        recompute_heads(file, COUNT_STREAM)
    assert where(path) == [(What.CODE, COUNT_STREAM, at - 1)]


# ---- bytes that could be read in more than one way


@pytest.mark.parametrize(
    ("was", "becomes", "what"),
    [
        ('"papers":100', '"papers":100,"papers":100', What.NOT_CANONICAL),
        ('"papers":100', '"papers": 100', What.NOT_CANONICAL),
        ('"papers":100', '"pap\\u0065rs":100', What.NOT_CANONICAL),
        ('"papers":100', '"papers":100.0', What.UNREADABLE),
        ('"papers":100', '"papers":100,"votes":1', What.UNREADABLE),
        ('"papers":100', '"votes":100', What.UNREADABLE),
        ('"papers":100}', '"papers":100', What.UNREADABLE),
        ('"papers":100', '"papers":-100', What.UNREADABLE),
        ("Z", "+00:00", What.NOT_CANONICAL),
        ('"v":1', '"v":0', What.UNREADABLE),
        ('"v":1', '"v":2', What.LATER_FORMAT),
        ('"v":1', '"v":2,"v":1', What.UNREADABLE),
        ("{", "[", What.UNREADABLE),
        ('"box":"a1"', '"box":"\udcff"', What.UNREADABLE),
        ('"attempt":1,"papers":100', '"papers":100,"attempt":1', What.NOT_CANONICAL),
    ],
)
def test_other_bytes_for_the_same_act_are_not_taken(
    closed: Path, was: str, becomes: str, what: What
) -> None:
    with tampering(closed) as file:
        seq = position(file, ELM, "BoxCounted")
        query = "SELECT CAST(entry AS BLOB) FROM act WHERE stream = ? AND seq = ?"
        (entry,) = file.execute(query, (ELM, seq)).fetchone()
        assert was.encode() in entry
        changed = entry.replace(was.encode(), becomes.encode(errors="surrogateescape"), 1)
        file.execute(
            "UPDATE act SET entry = CAST(? AS TEXT) WHERE stream = ? AND seq = ?",
            (changed, ELM, seq),
        )
        recompute_heads(file)
    assert where(closed) == [(what, ELM, seq)]


# ---- everything around the entries


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("DROP TRIGGER act_is_never_changed", "act_is_never_changed"),
        ("DROP VIEW candidate_votes", "candidate_votes"),
        (
            "CREATE TRIGGER sqlitexstat1 BEFORE INSERT ON act BEGIN SELECT raise(IGNORE); END",
            "sqlitexstat1",
        ),
        ("CREATE TABLE votes (papers INTEGER)", "votes"),
        ("ALTER TABLE act ADD COLUMN more TEXT", "act"),
    ],
)
def test_whatever_is_not_as_shipped_is_named(closed: Path, statement: str, name: str) -> None:
    with closing(sqlite3.connect(closed)) as file:
        file.execute(statement)
        file.commit()
    assert [(found.what, found.name) for found in found_in(closed)] == [(What.SCHEMA, name)]


def test_a_view_that_counts_otherwise_is_named(closed: Path) -> None:
    with closing(sqlite3.connect(closed, isolation_level=None)) as file:
        query = "SELECT sql FROM sqlite_schema WHERE name = 'contributions'"
        (written,) = file.execute(query).fetchone()
        file.execute("DROP VIEW contributions")
        file.execute(written.replace("c.bundle", "(c.bundle + 1)"))
    assert [(found.what, found.name) for found in found_in(closed)] == [
        (What.SCHEMA, "contributions")
    ]


def test_statistics_left_by_another_tool_change_nothing(closed: Path) -> None:
    with closing(sqlite3.connect(closed, isolation_level=None)) as file:
        file.execute("ANALYZE")
    assert found_in(closed) == []


def test_a_file_in_which_no_count_begins_says_so(closed: Path) -> None:
    with tampering(closed) as file:
        file.execute("DELETE FROM act")
    assert where(closed) == [(What.NO_COUNT, COUNT_STREAM, 1)]
    with tampering(closed) as file:
        file.execute("INSERT INTO act VALUES ('count', 1, 'not an act', zeroblob(64), x'00')")
    assert where(closed) == [(What.UNREADABLE, COUNT_STREAM, 1)]


def test_a_contest_without_its_count_says_so(closed: Path) -> None:
    with tampering(closed) as file:
        file.execute("DELETE FROM act WHERE stream = 'count'")
    assert where(closed) == [(What.NO_COUNT, COUNT_STREAM, 1)]


# ---- and then


def test_a_file_that_does_not_agree_can_only_be_read(closed: Path, tmp_path: Path) -> None:
    with tampering(closed) as file:
        seq = position(file, ELM, "SheetKeyed", 2)
        edit(file, ELM, seq, move_a_paper)
    before = closed.read_bytes()
    desk = Desk.open(closed, NightClock(), workstation("desk-2"))
    with pytest.raises(
        EnvironmentFault, match=f"can only be read. Entry {seq} of elm-valley does not fit"
    ):
        desk.do(
            ELM,
            acts.SheetKeyed(
                **desk.by(CLERK).contest,
                sheet=SheetNumber(1),
                of=desk.contest(ELM).sheets[SheetNumber(1)].opened,
                figures=sheet((1, 1, 1)),
            ),
        )
    with pytest.raises(EnvironmentFault, match="can only be read"):
        desk.do(
            COUNT_STREAM,
            acts.BackupRestored(**desk.by(1).count, source="stick", reason="no other way"),
        )
    with pytest.raises(EnvironmentFault, match="does not agree"):
        desk.ledger.backup(tmp_path / "backup.tally")
    with pytest.raises(EnvironmentFault, match="readonly"):
        desk.ledger.keep_draft(CLERK, "sheet 4", "12", NightClock()())
    # What stood before the change can still be looked at.
    assert desk.contest(ELM).seq == seq - 1
    desk.close()
    assert closed.read_bytes() == before


def test_triggers_are_put_back_by_these_tests(closed: Path) -> None:
    with tampering(closed):
        pass
    assert len(TRIGGERS) == 3
    assert found_in(closed) == []


def test_a_name_that_does_not_fit_its_commitment_is_nobodys(closed: Path) -> None:
    """No act holds a name: whoever writes another into the file has changed no figure of it."""
    with closing(sqlite3.connect(closed, isolation_level=None)) as file:
        (named,) = file.execute("SELECT min(named) FROM staff").fetchone()
        kept = {name for (name,) in file.execute("SELECT named FROM staff")}
        file.execute("UPDATE staff SET name = 'Somebody Else' WHERE named = ?", [named])
    desk = Desk.open(closed, NightClock(), workstation("desk-1"))
    assert set(desk.ledger.names()) == kept - {named}
    assert desk.disagreements == ()
    desk.close()
