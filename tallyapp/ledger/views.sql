-- Readable views over the acts, and the second arithmetic: totals straight from the stored entries,
-- sharing no line with the program's own. Every view has the column stream: ask for one contest at a time.

CREATE VIEW entries AS
SELECT stream, seq, json_extract(entry, '$.at') AS at, json_extract(entry, '$.by') AS officer,
       json_extract(entry, '$.act') AS act, entry
FROM act;

CREATE VIEW contests AS
SELECT stream, json_extract(entry, '$.name') AS name, json_extract(entry, '$.bundle') AS bundle,
       json_array_length(entry, '$.candidates') AS candidates,
       json_array_length(entry, '$.rules.heads') AS heads, entry
FROM act WHERE seq = 1 AND json_extract(entry, '$.act') = 'ContestSetUp';

CREATE VIEW candidates AS
SELECT c.stream, j.key + 1 AS number, json_extract(j.value, '$.surname') AS surname,
       json_extract(j.value, '$.other_names') AS other_names,
       json_extract(j.value, '$.description') AS description
FROM contests c, json_each(c.entry, '$.candidates') j;

CREATE VIEW boxes AS
SELECT c.stream, json_extract(j.value, '$.id') AS box, json_extract(j.value, '$.area') AS area,
       json_extract(j.value, '$.kind') AS kind
FROM contests c, json_each(c.entry, '$.boxes') j
UNION ALL
SELECT stream, json_extract(entry, '$.box.id'), json_extract(entry, '$.box.area'),
       json_extract(entry, '$.box.kind')
FROM act WHERE json_extract(entry, '$.act') = 'BoxAdded';

-- Papers by the last counting attempt of each box.
CREATE VIEW boxes_counted AS
SELECT stream, json_extract(entry, '$.box') AS box, json_extract(entry, '$.papers') AS papers, max(seq) AS seq
FROM act WHERE json_extract(entry, '$.act') = 'BoxCounted'
GROUP BY stream, json_extract(entry, '$.box');

CREATE VIEW sheets_issued AS
SELECT stream, json_extract(entry, '$.area') AS area, json_extract(entry, '$.first') AS first,
       json_extract(entry, '$.last') AS last
FROM act WHERE json_extract(entry, '$.act') = 'SheetsIssued';

-- Every field that anybody keyed of a sheet or form, by its name, as it was keyed.
CREATE VIEW fields_keyed AS
SELECT a.stream, a.seq, 'sheet' AS kind, json_extract(a.entry, '$.sheet') AS number,
       json_extract(a.entry, '$.by') AS officer, 'papers' AS field,
       json_extract(a.entry, '$.figures.papers') AS value
FROM act a WHERE json_extract(a.entry, '$.act') = 'SheetKeyed'
UNION ALL
SELECT a.stream, a.seq, 'sheet', json_extract(a.entry, '$.sheet'), json_extract(a.entry, '$.by'), 'sent',
       json_extract(a.entry, '$.figures.sent')
FROM act a WHERE json_extract(a.entry, '$.act') = 'SheetKeyed'
UNION ALL
SELECT a.stream, a.seq, 'sheet', json_extract(a.entry, '$.sheet'), json_extract(a.entry, '$.by'),
       (j.key + 1) || '.full', json_extract(j.value, '$[0]')
FROM act a, json_each(a.entry, '$.figures.lines') j WHERE json_extract(a.entry, '$.act') = 'SheetKeyed'
UNION ALL
SELECT a.stream, a.seq, 'sheet', json_extract(a.entry, '$.sheet'), json_extract(a.entry, '$.by'),
       (j.key + 1) || '.part', json_extract(j.value, '$[1]')
FROM act a, json_each(a.entry, '$.figures.lines') j WHERE json_extract(a.entry, '$.act') = 'SheetKeyed'
UNION ALL
SELECT a.stream, a.seq, 'form', json_extract(a.entry, '$.form'), json_extract(a.entry, '$.by'), j.key, j.value
FROM act a, json_each(a.entry, '$.figures') j
WHERE json_extract(a.entry, '$.act') = 'FormKeyed' AND j.key IN ('papers', 'objections', 'adjudicator')
UNION ALL
SELECT a.stream, a.seq, 'form', json_extract(a.entry, '$.form'), json_extract(a.entry, '$.by'),
       (j.key + 1) || '.allowed', j.value
FROM act a, json_each(a.entry, '$.figures.allowed') j WHERE json_extract(a.entry, '$.act') = 'FormKeyed'
UNION ALL
SELECT a.stream, a.seq, 'form', json_extract(a.entry, '$.form'), json_extract(a.entry, '$.by'),
       (j.key + 1) || '.rejected', j.value
FROM act a, json_each(a.entry, '$.figures.rejected') j WHERE json_extract(a.entry, '$.act') = 'FormKeyed'
UNION ALL
SELECT a.stream, a.seq, 'sheet', json_extract(a.entry, '$.sheet'), json_extract(a.entry, '$.by'),
       json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]')
FROM act a, json_each(a.entry, '$.fields') j WHERE json_extract(a.entry, '$.act') = 'SheetDifferenceKeyed'
UNION ALL
SELECT a.stream, a.seq, 'form', json_extract(a.entry, '$.form'), json_extract(a.entry, '$.by'),
       json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]')
FROM act a, json_each(a.entry, '$.fields') j WHERE json_extract(a.entry, '$.act') = 'FormDifferenceKeyed';

CREATE VIEW corrections AS
SELECT a.stream, a.seq, CASE json_extract(a.entry, '$.act') WHEN 'SheetCorrected' THEN 'sheet' ELSE 'form' END AS kind,
       coalesce(json_extract(a.entry, '$.sheet'), json_extract(a.entry, '$.form')) AS number,
       json_extract(a.entry, '$.by') AS officer, json_extract(a.entry, '$.second') AS second,
       json_extract(j.value, '$[0]') AS field, json_extract(j.value, '$[1]') AS value,
       json_extract(a.entry, '$.reason') AS reason
FROM act a, json_each(a.entry, '$.fields') j
WHERE json_extract(a.entry, '$.act') IN ('SheetCorrected', 'FormCorrected');

-- The last act that sent a paper back or took it out: nothing keyed before it stands.
CREATE VIEW dropped AS
SELECT stream, CASE WHEN json_extract(entry, '$.sheet') IS NULL THEN 'form' ELSE 'sheet' END AS kind,
       coalesce(json_extract(entry, '$.sheet'), json_extract(entry, '$.form')) AS number, max(seq) AS seq
FROM act
WHERE json_extract(entry, '$.act') IN ('SheetQueried', 'SheetWithdrawn', 'FormQueried', 'FormWithdrawn')
GROUP BY 1, 2, 3;

-- What each officer last keyed in each field, where two officers' values are the same: the value agreed.
CREATE VIEW fields_agreed AS
WITH looks AS (
    SELECT f.stream, f.kind, f.number, f.field, f.officer, f.value, max(f.seq) AS seq
    FROM fields_keyed f LEFT JOIN dropped d USING (stream, kind, number)
    WHERE f.seq > coalesce(d.seq, 0)
    GROUP BY f.stream, f.kind, f.number, f.field, f.officer
)
SELECT stream, kind, number, field, value FROM looks
GROUP BY stream, kind, number, field, value HAVING count(*) >= 2;

-- Papers in which every field is agreed, with corrections in their place.
CREATE VIEW fields_live AS
WITH shape AS MATERIALIZED (
    -- Once a contest: its set-up is a long text to look into for every field keyed.
    SELECT stream, 2 * candidates + 2 AS sheet_fields, candidates + heads + 3 AS form_fields FROM contests
), agreed AS MATERIALIZED (
    SELECT * FROM fields_agreed
), whole AS (
    SELECT n.stream, n.kind, n.number
    FROM (SELECT stream, kind, number, count(*) AS fields FROM agreed GROUP BY stream, kind, number) n
    JOIN shape s USING (stream)
    WHERE n.fields = CASE n.kind WHEN 'sheet' THEN s.sheet_fields ELSE s.form_fields END
), corrected AS (
    SELECT k.stream, k.kind, k.number, k.field, k.value, max(k.seq) AS seq
    FROM corrections k LEFT JOIN dropped d USING (stream, kind, number)
    WHERE k.seq > coalesce(d.seq, 0)
    GROUP BY k.stream, k.kind, k.number, k.field
)
SELECT a.stream, a.kind, a.number, a.field, coalesce(k.value, a.value) AS value
FROM agreed a JOIN whole USING (stream, kind, number)
LEFT JOIN corrected k USING (stream, kind, number, field);

-- The live fields by line and what they count.
CREATE VIEW live_figures AS
SELECT f.stream,
       f.number,
       f.kind,
       CASE WHEN instr(f.field, '.') THEN CAST(substr(f.field, 1, instr(f.field, '.') - 1) AS INTEGER) END AS line,
       CASE WHEN instr(f.field, '.') THEN substr(f.field, instr(f.field, '.') + 1) ELSE f.field END AS what,
       f.value
FROM fields_live f;

-- With one seat, papers for a candidate are votes for them.
CREATE VIEW candidate_votes AS
WITH bundles AS MATERIALIZED (SELECT stream, bundle FROM contests)
SELECT f.stream, f.line AS number,
       sum(CASE f.what WHEN 'full' THEN f.value * b.bundle ELSE f.value END) AS votes
FROM live_figures f JOIN bundles b USING (stream)
WHERE f.what IN ('full', 'part', 'allowed')
GROUP BY f.stream, f.line;

CREATE VIEW rejected_papers AS
SELECT stream, line AS head, sum(value) AS papers
FROM live_figures WHERE what = 'rejected'
GROUP BY stream, line;

CREATE VIEW verified_papers AS
SELECT b.stream, sum(n.papers) AS papers
FROM boxes b JOIN boxes_counted n USING (stream, box)
GROUP BY b.stream;
