-- The acts of one count, in order, for ever (docs/architecture.md, "The file").
-- application_id spells TLLY; user_version is the version of this schema.
PRAGMA application_id = 1414286425;
PRAGMA user_version = 1;

-- Comments stand between the statements: SQLite keeps one inside as part of it, and a file's
-- schema is compared with this word for word.
-- STRICT, because SQLite otherwise takes any type anywhere; TEXT, because its JSON functions do
-- not read a BLOB in every version.
CREATE TABLE act (
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL,
    entry TEXT NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    head BLOB NOT NULL,
    PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;

-- Triggers prevent accidents; intent is exposed by the chain of heads.
-- INSERT OR REPLACE removes a row without asking the trigger on DELETE, on a connection that has
-- not switched recursive triggers on: so a row that is there already is refused here.
CREATE TRIGGER act_is_next BEFORE INSERT ON act
WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM act WHERE stream = new.stream)
BEGIN
    SELECT raise(ABORT, 'an act is added after the last one of its stream, and never replaced');
END;

CREATE TRIGGER act_is_never_changed BEFORE UPDATE ON act
BEGIN
    SELECT raise(ABORT, 'an act is never changed: record a correction');
END;

CREATE TRIGGER act_is_never_removed BEFORE DELETE ON act
BEGIN
    SELECT raise(ABORT, 'an act is never removed: record a correction');
END;

-- The names of the staff. An act holds a commitment to a name (`named`) and never the name: what is
-- published of the ledger gives no name away, and what does not fit is seen at opening.
CREATE TABLE staff (
    named TEXT NOT NULL PRIMARY KEY,
    salt TEXT NOT NULL,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What somebody is in the middle of keying: no part of the ledger, and never exported.
CREATE TABLE draft (
    officer INTEGER NOT NULL,
    place TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    keyed TEXT NOT NULL,
    PRIMARY KEY (officer, place)
) STRICT, WITHOUT ROWID;
