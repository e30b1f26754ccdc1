-- Readable views over the acts, and the second arithmetic: totals straight from the stored entries,
-- sharing no line with the program's own. Every view has the column stream: ask for one contest at a time.
-- Only views stand here: a file of an earlier version is given these in place of its own.

CREATE VIEW entries AS
SELECT stream, seq, json_extract(entry, '$.at') AS at, json_extract(entry, '$.by') AS officer,
       json_extract(entry, '$.act') AS act, entry
FROM act;

-- ---- the contest

-- A set-up as the acts that put it right left it, one laid over the other: whatever one names takes the
-- place of what was, and null that of nothing known. Areas and boxes have views of their own.
CREATE VIEW set_ups AS
WITH RECURSIVE put_right AS MATERIALIZED (
    SELECT stream, row_number() OVER (PARTITION BY stream ORDER BY seq) AS n,
           json_remove(entry, '$.act', '$.id', '$.at', '$.by', '$.workstation', '$.seen', '$.v', '$.of',
                       '$.reason', '$.second', '$.areas', '$.areas_out', '$.boxes') AS said
    FROM act WHERE json_extract(entry, '$.act') = 'SetUpCorrected'
), laid AS (
    SELECT stream, 0 AS n, entry FROM act WHERE seq = 1 AND json_extract(entry, '$.act') = 'ContestSetUp'
    UNION ALL
    SELECT l.stream, p.n,
           -- Rules are laid over whole: what the others leave out is their default, and not what was before.
           json_patch(iif(json_type(p.said, '$.rules') IS NULL, l.entry, json_remove(l.entry, '$.rules')), p.said)
    FROM laid l JOIN put_right p ON p.stream = l.stream AND p.n = l.n + 1
)
SELECT stream, entry FROM (SELECT stream, entry, max(n) FROM laid GROUP BY stream);

-- What a file leaves out is its default: the same as in the program, written here once more.
CREATE VIEW contests AS
SELECT stream, json_extract(entry, '$.name') AS name, json_extract(entry, '$.seats') AS seats,
       json_extract(entry, '$.bundle') AS bundle,
       coalesce(json_extract(entry, '$.written'), 'bundles') AS written,
       coalesce(json_extract(entry, '$.small_count'), 0) AS small_count,
       json_array_length(entry, '$.candidates') AS candidates,
       json_array_length(entry, '$.rules.heads') AS heads, entry
FROM set_ups;

CREATE VIEW candidates AS
SELECT c.stream, j.key + 1 AS number, json_extract(j.value, '$.surname') AS surname,
       json_extract(j.value, '$.other_names') AS other_names,
       json_extract(j.value, '$.description') AS description
FROM contests c, json_each(c.entry, '$.candidates') j;

CREATE VIEW heads AS
SELECT c.stream, j.key + 1 AS head, json_extract(j.value, '$.label') AS label,
       coalesce(json_extract(j.value, '$.in_part'), 0) AS in_part
FROM contests c, json_each(c.entry, '$.rules.heads') j;

-- With a lone max() SQLite takes the other columns from the row that has it: of each area what was last said.
CREATE VIEW areas AS
WITH said AS (
    SELECT a.stream, a.seq, json_extract(j.value, '$.id') AS area, json_extract(j.value, '$.name') AS name, 0 AS gone
    FROM act a, json_each(a.entry, '$.areas') j
    WHERE json_extract(a.entry, '$.act') IN ('ContestSetUp', 'SetUpCorrected')
    UNION ALL
    SELECT a.stream, a.seq, j.value, NULL, 1
    FROM act a, json_each(a.entry, '$.areas_out') j WHERE json_extract(a.entry, '$.act') = 'SetUpCorrected'
)
SELECT stream, area, name FROM (SELECT stream, area, name, gone, max(seq) FROM said GROUP BY stream, area)
WHERE NOT gone;

-- A slate is whom it names, here as in the names of fields: 1+4. That it was confirmed changes no figure.
CREATE VIEW slates AS
SELECT stream, seq, replace(trim(json_extract(entry, '$.candidates'), '[]'), ',', '+') AS slate,
       json_array_length(entry, '$.candidates') AS candidates, json_extract(entry, '$.candidates') AS numbers
FROM act WHERE json_extract(entry, '$.act') = 'SlateNamed';

CREATE VIEW slate_candidates AS
SELECT s.stream, s.slate, j.value AS number FROM slates s, json_each(s.numbers) j;

-- ---- boxes

-- Of each box what was last said: where it was put, or that it is none of this contest.
CREATE VIEW boxes AS
WITH said AS (
    SELECT a.stream, a.seq, j.value AS box, 0 AS gone FROM act a, json_each(a.entry, '$.boxes') j
    WHERE json_extract(a.entry, '$.act') IN ('ContestSetUp', 'SetUpCorrected')
    UNION ALL
    SELECT stream, seq, json_extract(entry, '$.box'), 0 FROM act WHERE json_extract(entry, '$.act') = 'BoxAdded'
    UNION ALL
    SELECT stream, seq, json_object('id', json_extract(entry, '$.box')), 1
    FROM act WHERE json_extract(entry, '$.act') = 'BoxWithdrawn'
)
SELECT stream, id AS box, json_extract(box, '$.area') AS area, json_extract(box, '$.kind') AS kind
FROM (SELECT stream, json_extract(box, '$.id') AS id, box, gone, max(seq) FROM said GROUP BY stream, json_extract(box, '$.id'))
WHERE NOT gone;

-- Every count of a box, with the papers that a correction put in place of those that were keyed.
-- With a lone max() SQLite takes the other columns from the row that has it: of each count its last
-- correction, and not its largest.
CREATE VIEW box_attempts AS
WITH put_right AS (
    SELECT stream, json_extract(entry, '$.box') AS box, json_extract(entry, '$.attempt') AS attempt,
           json_extract(entry, '$.papers') AS papers, max(seq) AS seq
    FROM act WHERE json_extract(entry, '$.act') = 'BoxCountCorrected'
    GROUP BY 1, 2, 3
)
SELECT a.stream, a.seq, json_extract(a.entry, '$.box') AS box, json_extract(a.entry, '$.attempt') AS attempt,
       json_extract(a.entry, '$.papers') AS keyed, coalesce(p.papers, json_extract(a.entry, '$.papers')) AS papers
FROM act a LEFT JOIN put_right p ON p.stream = a.stream AND p.box = json_extract(a.entry, '$.box')
    AND p.attempt = json_extract(a.entry, '$.attempt')
WHERE json_extract(a.entry, '$.act') = 'BoxCounted';

-- Papers that came to a box or an area (or left it: fewer than 0), one row for each end in this contest.
CREATE VIEW papers_moved AS
SELECT stream, seq, json_extract(entry, '$.between') AS kind, json_extract(entry, '$.left') AS name,
       -json_extract(entry, '$.papers') AS papers, json_extract(entry, '$.reached') AS other,
       json_extract(entry, '$.reason') AS reason
FROM act WHERE json_extract(entry, '$.act') = 'PapersMoved'
UNION ALL
SELECT stream, seq, json_extract(entry, '$.between'), json_extract(entry, '$.reached'),
       json_extract(entry, '$.papers'), json_extract(entry, '$.left'), json_extract(entry, '$.reason')
FROM act WHERE json_extract(entry, '$.act') = 'PapersMoved'
UNION ALL
SELECT stream, seq, 'box', json_extract(entry, '$.box'),
       iif(json_extract(entry, '$.way') = 'out', -1, 1) * json_extract(entry, '$.papers'), 'another contest', ''
FROM act WHERE json_extract(entry, '$.act') = 'PapersTakenUp'
UNION ALL
SELECT stream, seq, 'box', json_extract(entry, '$.box'), -json_extract(entry, '$.papers'),
       json_extract(entry, '$.to'), json_extract(entry, '$.receipt')
FROM act WHERE json_extract(entry, '$.act') = 'PapersHandedOver';

-- Papers in each box that was counted: by its last count, and those moved since then, which that count
-- did not have. Again with a lone max(): its last count, and not its largest.
CREATE VIEW boxes_counted AS
WITH last AS (
    SELECT stream, box, papers, max(seq) AS seq FROM box_attempts GROUP BY stream, box
)
SELECT l.stream, l.box, l.seq,
       l.papers + coalesce((SELECT sum(m.papers) FROM papers_moved m
                            WHERE m.stream = l.stream AND m.kind = 'box' AND m.name = l.box AND m.seq > l.seq), 0)
           AS papers
FROM last l;

-- By the boxes that are registered: a count of a box nobody knows verifies nothing.
CREATE VIEW verified_papers AS
SELECT b.stream, sum(n.papers) AS papers
FROM boxes b JOIN boxes_counted n USING (stream, box)
GROUP BY b.stream;

-- The same by area, with the bundles carried from one area to another: these come to none together.
CREATE VIEW verified_by_area AS
SELECT a.stream, a.area,
       coalesce((SELECT sum(n.papers) FROM boxes b JOIN boxes_counted n USING (stream, box)
                 WHERE b.stream = a.stream AND b.area = a.area), 0)
       + coalesce((SELECT sum(m.papers) FROM papers_moved m
                   WHERE m.stream = a.stream AND m.kind = 'area' AND m.name = a.area), 0) AS papers
FROM areas a;

-- ---- rounds and requests

CREATE VIEW requests AS
SELECT m.stream, m.seq, json_extract(m.entry, '$.id') AS id, json_extract(m.entry, '$.request') AS request,
       json_extract(m.entry, '$.candidate') AS candidate, json_extract(m.entry, '$.asks') AS asks,
       json_extract(m.entry, '$.by_whom') AS by_whom, json_extract(a.entry, '$.answer') AS answer,
       json_extract(a.entry, '$.reason') AS reason
FROM act m LEFT JOIN act a ON a.stream = m.stream AND json_extract(a.entry, '$.act') = 'RequestAnswered'
    AND json_extract(a.entry, '$.of') = json_extract(m.entry, '$.id')
WHERE json_extract(m.entry, '$.act') = 'RequestMade';

-- A re-count that was abandoned is no round: what its areas had before it stands again.
CREATE VIEW rounds_abandoned AS
SELECT b.stream, j.value AS area, b.seq AS begun, a.seq AS abandoned
FROM act a JOIN act b ON b.stream = a.stream AND json_extract(b.entry, '$.id') = json_extract(a.entry, '$.of')
    AND json_extract(b.entry, '$.act') = 'RecountBegun', json_each(b.entry, '$.areas') j
WHERE json_extract(a.entry, '$.act') = 'RecountAbandoned';

CREATE VIEW rounds AS
SELECT stream, seq, json_extract(entry, '$.round') AS round, json_extract(entry, '$.areas') AS areas,
       json_extract(entry, '$.reason') AS reason,
       coalesce((SELECT q.request FROM requests q
                 WHERE q.stream = act.stream AND q.id = json_extract(act.entry, '$.request')), 0) AS request,
       coalesce(json_extract(entry, '$.revisited'), 0) AS revisited
FROM act WHERE json_extract(entry, '$.act') = 'RecountBegun'
    AND NOT EXISTS (SELECT 1 FROM rounds_abandoned a WHERE a.stream = act.stream AND a.begun = act.seq);

-- Where each area was last begun anew: its sheets issued before then are of an earlier round, and its forms
-- registered before it was last revisited.
CREATE VIEW areas_begun_anew AS
SELECT r.stream, j.value AS area, max(r.seq) AS seq, coalesce(max(iif(r.revisited, r.seq, 0)), 0) AS revisited
FROM rounds r, json_each(r.areas) j
GROUP BY r.stream, j.value;

-- ---- count sheets, bundle slips and adjudication forms

CREATE VIEW sheets_issued AS
SELECT stream, seq, json_extract(entry, '$.area') AS area, json_extract(entry, '$.first') AS first,
       json_extract(entry, '$.last') AS last, coalesce(json_extract(entry, '$.form'), 'sheet') AS form
FROM act WHERE json_extract(entry, '$.act') = 'SheetsIssued';

-- Every sheet, slip and form, its area, and whether it is of an earlier round and counts no longer.
-- A form has no act that hands it out: it is of the area, and the round, of its first keying.
CREATE VIEW papers AS
WITH RECURSIVE issued AS (
    SELECT stream, seq, area, form, first AS number, last FROM sheets_issued
    UNION ALL
    SELECT stream, seq, area, form, number + 1, last FROM issued WHERE number < last
), registered AS (
    SELECT stream, min(seq) AS seq, json_extract(entry, '$.area') AS area,
           json_extract(entry, '$.form') AS number
    FROM act WHERE json_extract(entry, '$.act') IN ('FormKeyed', 'FormQueried')
    GROUP BY stream, json_extract(entry, '$.form')
), anew AS MATERIALIZED (SELECT * FROM areas_begun_anew),
given_up AS MATERIALIZED (SELECT * FROM rounds_abandoned)
SELECT i.stream, 'sheet' AS kind, i.number, i.area, i.form, i.seq,
       i.seq < coalesce(n.seq, 0) OR EXISTS (
           SELECT 1 FROM given_up g WHERE g.stream = i.stream AND g.area = i.area
               AND i.seq BETWEEN g.begun AND g.abandoned) AS earlier
FROM issued i LEFT JOIN anew n USING (stream, area)
UNION ALL
SELECT r.stream, 'form', r.number, r.area, 'form', r.seq,
       r.seq < coalesce(n.revisited, 0) OR EXISTS (
           SELECT 1 FROM given_up g WHERE g.stream = r.stream AND g.area = r.area
               AND r.seq BETWEEN g.begun AND g.abandoned)
FROM registered r LEFT JOIN anew n USING (stream, area);

CREATE VIEW slips AS SELECT stream, number, area, seq, earlier FROM papers WHERE form = 'slip';

-- Every field that anybody keyed of a sheet or form, by its name, as it was keyed: whose a slip is, as the
-- list of them. A slate that is on one officer's sheet and not on another's was keyed by the other as no papers.
CREATE VIEW fields_keyed AS
WITH whole AS MATERIALIZED (
    SELECT stream, seq, iif(json_extract(entry, '$.act') = 'SheetKeyed', 'sheet', 'form') AS kind,
           coalesce(json_extract(entry, '$.sheet'), json_extract(entry, '$.form')) AS number,
           json_extract(entry, '$.by') AS officer, json_extract(entry, '$.figures') AS figures
    FROM act WHERE json_extract(entry, '$.act') IN ('SheetKeyed', 'FormKeyed')
), blocks AS MATERIALIZED (
    SELECT w.stream, w.seq, w.number, replace(trim(json_extract(j.value, '$[0]'), '[]'), ',', '+') AS slate,
           j.value AS block
    FROM whole w, json_each(w.figures, '$.blocks') j
), met AS MATERIALIZED (
    SELECT DISTINCT b.stream, b.number, b.slate, c.written FROM blocks b JOIN contests c USING (stream)
), again AS (
    SELECT stream, seq, iif(json_extract(entry, '$.act') = 'SheetDifferenceKeyed', 'sheet', 'form') AS kind,
           coalesce(json_extract(entry, '$.sheet'), json_extract(entry, '$.form')) AS number,
           json_extract(entry, '$.by') AS officer, json_extract(entry, '$.fields') AS fields
    FROM act WHERE json_extract(entry, '$.act') IN ('SheetDifferenceKeyed', 'FormDifferenceKeyed')
)
SELECT w.stream, w.seq, w.kind, w.number, w.officer, j.key AS field, j.value
FROM whole w, json_each(w.figures) j WHERE j.type = 'integer' OR j.key = 'slip' AND j.type = 'array'
UNION ALL
SELECT w.stream, w.seq, w.kind, w.number, w.officer,
       iif(json_extract(w.figures, '$.slip') IS NULL, (l.key + 1) || '.', '') || iif(j.key, 'part', 'full'),
       j.value
FROM whole w, json_each(w.figures, '$.lines') l, json_each(l.value) j
UNION ALL
SELECT w.stream, w.seq, w.kind, w.number, w.officer,
       iif(json_extract(w.figures, '$.slip') IS NULL, (j.key + 1) || '.', '') || 'total', j.value
FROM whole w, json_each(w.figures, '$.totals') j
UNION ALL
SELECT w.stream, w.seq, w.kind, w.number, w.officer, iif(j.key = 'papers', 'mixed', j.key), j.value
FROM whole w, json_each(w.figures, '$.mixed') j WHERE j.type = 'integer'
UNION ALL
SELECT w.stream, w.seq, w.kind, w.number, w.officer, (j.key + 1) || '.votes', j.value
FROM whole w, json_each(w.figures, '$.mixed.votes') j
UNION ALL
SELECT w.stream, w.seq, w.kind, w.number, w.officer, 's' || m.slate || '.' || p.what,
       coalesce(json_extract(b.block, p.place), 0)
FROM whole w JOIN met m USING (stream, number)
JOIN (SELECT 'full' AS what, '$[1]' AS place UNION ALL SELECT 'part', '$[2]' UNION ALL SELECT 'total', '$[3]') p
    ON m.written = 'both' OR (m.written = 'total') = (p.what = 'total')
LEFT JOIN blocks b ON b.stream = w.stream AND b.seq = w.seq AND b.slate = m.slate
WHERE w.kind = 'sheet'
UNION ALL
SELECT w.stream, w.seq, w.kind, w.number, w.officer, (j.key + 1) || '.allowed', j.value
FROM whole w, json_each(w.figures, '$.allowed') j
UNION ALL
SELECT w.stream, w.seq, w.kind, w.number, w.officer, (j.key + 1) || '.rejected', j.value
FROM whole w, json_each(w.figures, '$.rejected') j
UNION ALL
SELECT a.stream, a.seq, a.kind, a.number, a.officer, json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]')
FROM again a, json_each(a.fields) j;

-- Corrections stand apart from what was keyed: they count because they are recorded, not because
-- two agree.
CREATE VIEW corrections AS
SELECT a.stream, a.seq, iif(json_extract(a.entry, '$.act') = 'SheetCorrected', 'sheet', 'form') AS kind,
       coalesce(json_extract(a.entry, '$.sheet'), json_extract(a.entry, '$.form')) AS number,
       json_extract(a.entry, '$.by') AS officer, json_extract(a.entry, '$.second') AS second,
       json_extract(j.value, '$[0]') AS field, json_extract(j.value, '$[1]') AS value,
       json_extract(a.entry, '$.reason') AS reason
FROM act a, json_each(a.entry, '$.fields') j
WHERE json_extract(a.entry, '$.act') IN ('SheetCorrected', 'FormCorrected');

-- The last act that sent a paper back or took it out: nothing keyed before it stands.
CREATE VIEW dropped AS
SELECT stream, iif(json_extract(entry, '$.sheet') IS NULL, 'form', 'sheet') AS kind,
       coalesce(json_extract(entry, '$.sheet'), json_extract(entry, '$.form')) AS number, max(seq) AS seq
FROM act
WHERE json_extract(entry, '$.act') IN ('SheetQueried', 'SheetWithdrawn', 'FormQueried', 'FormWithdrawn')
GROUP BY 1, 2, 3;

-- Each field of a sheet or form with the value that most looks have in common, and how many have: what an
-- officer keyed last is their look, and in a small count whatever was keyed is a look of its own.
-- The two ways to find what two agree on share no line: the program compares as it keys, this
-- counts afterwards.
CREATE VIEW fields_looked_at AS
WITH small AS MATERIALIZED (SELECT stream, small_count FROM contests),
looks AS (
    SELECT f.stream, f.kind, f.number, f.field, f.value, max(f.seq) AS seq
    FROM fields_keyed f JOIN small s USING (stream) LEFT JOIN dropped d USING (stream, kind, number)
    WHERE f.seq > coalesce(d.seq, 0)
    GROUP BY f.stream, f.kind, f.number, f.field, iif(s.small_count, -f.seq, f.officer)
), alike AS (
    SELECT stream, kind, number, field, value, count(*) AS looks FROM looks
    GROUP BY stream, kind, number, field, value
)
SELECT stream, kind, number, field, value, max(looks) AS looks FROM alike
GROUP BY stream, kind, number, field;

-- Papers of the round that counts in which two looks agree in every field, with corrections in their place.
CREATE VIEW fields_live AS
WITH looked AS MATERIALIZED (
    SELECT * FROM fields_looked_at
), whole AS MATERIALIZED (
    SELECT l.stream, l.kind, l.number, p.area
    FROM (SELECT stream, kind, number FROM looked GROUP BY stream, kind, number HAVING min(looks) >= 2) l
    JOIN papers p USING (stream, kind, number)
    WHERE NOT p.earlier
), corrected AS MATERIALIZED (
    SELECT k.stream, k.kind, k.number, k.field, k.value, max(k.seq) AS seq
    FROM corrections k LEFT JOIN dropped d USING (stream, kind, number)
    WHERE k.seq > coalesce(d.seq, 0)
    GROUP BY k.stream, k.kind, k.number, k.field
)
SELECT w.stream, w.kind, w.number, w.area, l.field, l.value
FROM whole w JOIN looked l USING (stream, kind, number)
LEFT JOIN corrected k USING (stream, kind, number, field) WHERE k.seq IS NULL
UNION ALL
SELECT w.stream, w.kind, w.number, w.area, k.field, k.value
FROM whole w JOIN corrected k USING (stream, kind, number);

-- The live fields by what they count, and by the line on which it stands: of a candidate, head or slate.
CREATE VIEW live_figures AS
SELECT stream, kind, number, area,
       CASE WHEN field LIKE 's%.%' THEN substr(field, 2, instr(field, '.') - 2)
            WHEN instr(field, '.') THEN CAST(substr(field, 1, instr(field, '.') - 1) AS INTEGER) END AS line,
       substr(field, instr(field, '.') + 1) AS what, value
FROM fields_live;

-- ---- what the papers come to

-- What each live paper adds to the figures: `valid` and `rejected` are papers, the others votes; `line` is a
-- candidate or a head. A paper in a bundle is a vote for its candidate or for each of its slate, and leaves
-- unused the votes for which the slate names nobody (domain.md, "What must add up", 4 and 6).
CREATE VIEW contributions AS
WITH contest AS MATERIALIZED (
    SELECT stream, seats, bundle, written FROM contests
), live AS MATERIALIZED (
    SELECT * FROM live_figures
), slip AS MATERIALIZED (
    SELECT stream, number, replace(trim(value, '[]'), ',', '+') AS line FROM live WHERE what = 'slip'
), named AS MATERIALIZED (
    SELECT * FROM slates
), voted AS MATERIALIZED (
    SELECT * FROM slate_candidates
), adds(field, what, seats) AS (
    VALUES ('full', 'votes', 'any'), ('full', 'valid', 'any'), ('full', 'unused', 'several'),
           ('part', 'votes', 'any'), ('part', 'valid', 'any'), ('part', 'unused', 'several'),
           ('total', 'votes', 'any'), ('total', 'valid', 'any'), ('total', 'unused', 'several'),
           ('allowed', 'votes', 'any'), ('allowed', 'valid', 'one'), ('good', 'valid', 'several'),
           ('votes', 'votes', 'any'), ('mixed', 'valid', 'any'), ('unused', 'unused', 'any'),
           ('uncertain', 'uncertain', 'any'), ('rejected', 'rejected', 'any')
)
SELECT l.stream, l.kind, l.number, l.area, a.what,
       CASE a.what WHEN 'votes' THEN coalesce(v.number, l.line, CAST(p.line AS INTEGER)) WHEN 'rejected' THEN l.line END AS line,
       l.value * iif(l.what = 'full', c.bundle, 1)
               * iif(a.what = 'unused' AND s.slate, c.seats - s.candidates, 1) AS value
FROM live l JOIN contest c USING (stream)
JOIN adds a ON a.field = l.what AND a.seats IN ('any', iif(c.seats = 1, 'one', 'several'))
LEFT JOIN slip p ON l.kind = 'sheet' AND p.stream = l.stream AND p.number = l.number
LEFT JOIN named s ON c.seats > 1 AND l.what IN ('full', 'part', 'total')
    AND s.stream = l.stream AND s.slate = coalesce(l.line, p.line)
LEFT JOIN voted v ON a.what = 'votes' AND v.stream = s.stream AND v.slate = s.slate
-- Where a total is written beside the bundles it says the same papers again.
WHERE l.what <> 'total' OR c.written = 'total';

CREATE VIEW area_figures AS
SELECT stream, area, what, line, sum(value) AS value FROM contributions
GROUP BY stream, area, what, line;

CREATE VIEW area_votes AS
SELECT stream, area, line AS number, value AS votes FROM area_figures WHERE what = 'votes';

-- The figures of a contest: everything that is compared with the program's own.
-- Papers and votes stand in rows of their own and are never added to each other.
CREATE VIEW figures AS
SELECT stream, what, line, sum(value) AS value FROM contributions GROUP BY stream, what, line
UNION ALL
SELECT stream, 'verified', NULL, papers FROM verified_papers;

CREATE VIEW candidate_votes AS
SELECT stream, line AS number, value AS votes FROM figures WHERE what = 'votes';

CREATE VIEW rejected_papers AS
SELECT stream, line AS head, value AS papers FROM figures WHERE what = 'rejected';

-- Lines that were added up by hand, outside the program, beside what the stored entries make them now.
CREATE VIEW re_added AS
SELECT e.stream, e.seq, e.officer, json_extract(e.entry, '$.of') AS drawn, j.key + 1 AS n,
       json_extract(j.value, '$[0]') AS area, json_extract(j.value, '$[1]') AS what,
       json_extract(j.value, '$[2]') AS line, json_extract(j.value, '$[3]') AS keyed,
       coalesce((SELECT f.value FROM area_figures f
                 WHERE f.stream = e.stream AND f.area = json_extract(j.value, '$[0]')
                     AND f.what = json_extract(j.value, '$[1]') AND f.line = json_extract(j.value, '$[2]')), 0)
           AS counted
FROM entries e, json_each(e.entry, '$.lines') j WHERE e.act = 'ReAddDone';

-- ---- the hall: what two people saw of all that can hold papers, and what postal sessions brought

CREATE VIEW container_sightings AS
SELECT e.stream, e.seq, e.officer, json_extract(e.entry, '$.second') AS second,
       json_extract(e.entry, '$.how') AS how, json_extract(j.value, '$.container') AS container,
       json_extract(j.value, '$.at') AS at, coalesce(json_extract(j.value, '$.seal'), '') AS seal,
       coalesce(json_extract(j.value, '$.whole'), 1) AS whole
FROM entries e, json_each(e.entry, '$.sighted') j WHERE e.act = 'ContainersSighted';

-- The last act of a session and box stands for it, while that is a postal box of the contest.
CREATE VIEW postal_sessions AS
WITH last AS (
    SELECT stream, max(seq) AS seq, json_extract(entry, '$.session') AS session,
           json_extract(entry, '$.box') AS box, json_extract(entry, '$.covers') AS covers,
           coalesce(json_extract(entry, '$.rejected'), 0) AS rejected,
           json_extract(entry, '$.papers') AS papers
    FROM entries WHERE act = 'PostalSessionKeyed'
    GROUP BY stream, json_extract(entry, '$.session'), json_extract(entry, '$.box')
)
SELECT l.stream, l.seq, l.session, l.box, l.covers, l.rejected, l.papers
FROM last l JOIN boxes b USING (stream, box) WHERE b.kind = 'postal';
