"""The statement as to the result of the verification: every box, and what was announced."""

from collections.abc import Mapping, Sequence

import msgspec
from pikepdf import Name

from tallyapp.documents.page import statement_words as words
from tallyapp.documents.page import tags, wording
from tallyapp.documents.page.head_and_foot import (
    Foot,
    Marks,
    page_heading,
    running_head,
)
from tallyapp.documents.page.layout import (
    BODY,
    BODY_STRONG,
    CONTENT,
    HEAD_RULE,
    NOTE,
    RESULT_RULE,
    SMALL,
    SMALL_STRONG,
    TEXT,
    TITLE,
    Block,
    Flow,
    sentence_block,
)
from tallyapp.documents.page.pdf import LEAVES, SET_UP, STATED, STATEMENT, Attachment, pdf_of
from tallyapp.documents.page.signature import signature_block, signature_room
from tallyapp.documents.page.tables import Cell, Column, Row, head_block, put_table, row_block
from tallyapp.documents.page.tongues import Tongues, moment_cy, one_after_another
from tallyapp.documents.page.typeface import BOLD, Style, load_typeface
from tallyapp.documents.page.welsh import WELSH
from tallyapp.domain.reports.statement import StatedArea, StatementReport
from tallyapp.domain.vocabulary.stated import StatedBox, StatedMove

PITCH = 15.0
COLUMNS = (
    Column(words.BOX, 0, 44),
    Column(words.NAME, 50, 126),
    Column(words.EXPECTED, 180, 52, "right"),
    Column(words.COUNTED, 236, 52, "right"),
    Column(words.VARIANCE, 292, 46, "right"),
    Column(words.EXPLANATION, 348, CONTENT - 348),
)
BOTH = Tongues(welsh=True)
COLUMNS_IN_BOTH = (
    Column(BOTH.line(words.BOX), 0, 44),
    Column(BOTH.line(words.NAME), 50, 110),
    Column(BOTH.line(words.EXPECTED), 164, 56, "right"),
    Column(BOTH.line(words.COUNTED), 224, 60, "right"),
    Column(BOTH.line(words.VARIANCE), 288, 58, "right"),
    Column(BOTH.line(words.EXPLANATION), 356, CONTENT - 356),
)
"""In two languages: each head in two lines."""
FIGURE = Style(BOLD, 48, 53)
LAST_ROWS = 3
"""So many boxes at least stand on the page that has the signature, if there are so many."""
_BESIDE = 282.0


def render_statement(report: StatementReport, evidence: Mapping[str, bytes] | None = None) -> bytes:
    """The statement as an unsigned PDF, with its report as statement.json: a function of these.

    `evidence` are the files that bind it to its stream (ledger.declared), by name; without them
    it can be looked at, and does not verify.
    """
    load_typeface()
    tongues = Tongues(welsh=report.welsh is not None)
    title_cy = report.welsh.title if report.welsh else ""
    marks = Marks(
        report.heading, report.title, report.checkpoint, tongues=tongues, document_cy=title_cy
    )
    foot = Foot(marks)
    flow = Flow(foot.top + 8, lambda: running_head(marks))
    signature_top = foot.signature_bottom + signature_room(tongues)
    flow.put(page_heading(marks, tongues.line(words.VERSION, version=report.version)))
    flow.put(_announced(report, tongues))
    flow.put(sentence_block(report.sentence, report.welsh.sentence if report.welsh else None))
    _Boxes(report, tongues).put(flow, signature_top)
    flow.anchor(signature_block(report.checkpoint, tongues), signature_top)
    return pdf_of(
        flow,
        marks,
        signed_page=len(flow.pages) - 1,
        attachments=_attached(report, evidence or {}),
        made_at=report.stated_at,
        layout=report.layout,
    )


def _attached(report: StatementReport, evidence: Mapping[str, bytes]) -> dict[str, Attachment]:
    content = msgspec.json.encode(report)
    told = "What the pages say, as data"
    attached = {STATEMENT: Attachment(content, "application/json", told, Name("/Data"))}
    kinds = {
        SET_UP: ("application/jsonl", "The contest's set-up, as it stands in the ledger"),
        STATED: ("application/jsonl", "The act that stated it, as it stands in the ledger"),
        LEAVES: ("text/plain", "The leaf of every entry up to it, by which codes can be tested"),
    }
    for name, (kind, description) in kinds.items():
        if name in evidence:
            attached[name] = Attachment(evidence[name], kind, description, Name("/Source"))
    return attached


# ---- what is announced


def _announced(report: StatementReport, tongues: Tongues) -> Block:
    """Papers verified, to be read from three metres; beside them all else that is read out."""
    block = Block()
    lower = 18.0
    with block.part(tags.SECTION):
        for label in tongues.lines(words.VERIFIED):
            lower = block.write(label, TITLE, lower)
    left = block.write(wording.figure(report.counted), FIGURE, lower - 15 + FIGURE.size * 0.92)
    left -= FIGURE.leading - 20
    for postal in tongues.lines(words.POSTAL, papers=wording.figure(report.postal)):
        left = block.write(postal, TEXT, left, measure=_BESIDE - 20)
    right = _figures(block, report, tongues)
    block.height = max(left - TEXT.leading, right) + 12
    block.rule(RESULT_RULE, block.height - RESULT_RULE)
    return block


def _figures(block: Block, report: StatementReport, tongues: Tongues) -> float:
    """Papers expected, variance, electorate and turnout; gives the last baseline."""
    unknown = tongues.line(wording.NOT_KNOWN)
    electors = unknown if report.electorate is None else wording.figure(report.electorate)
    lines = [
        (words.PAPERS_EXPECTED, wording.figure(report.expected), "", BODY),
        (words.PAPERS_COUNTED, wording.figure(report.counted), "", BODY_STRONG),
        (words.VARIANCE, wording.signed(report.counted - report.expected), "", BODY),
        (wording.ELECTORATE, electors, "", BODY),
    ]
    if report.turnout is not None:
        percent = wording.percent(report.turnout)
        lines.append((wording.TURNOUT, percent, words.TURNOUT_FORMULA, BODY_STRONG))
    baseline = 18.0
    with block.part(tags.TABLE):
        for label, figure, note, style in lines:
            labels = tongues.lines(label)
            notes = tongues.lines(note) if note else ()
            with block.part(tags.ROW):
                baseline = _write_line(block, labels, figure, notes, style, baseline)
    return baseline - BODY.leading


def _write_line(
    block: Block,
    labels: Sequence[str],
    figure: str,
    notes: Sequence[str],
    style: Style,
    baseline: float,
) -> float:
    """A figure beside its label, with its formula beneath; gives the next baseline."""
    measure = CONTENT - _BESIDE
    first = baseline
    with block.part(tags.ROW_HEAD):
        for line, label in enumerate(labels):
            up = 1.0 if line else 0.0
            baseline = block.write(label, style, baseline - up, _BESIDE) + 1.0 - up
            baseline += 2.5 if line and not notes else 0
    with block.part(tags.CELL):
        block.write(figure, style, first, _BESIDE, measure, "right")
        for line, note in enumerate(notes):
            up = 1.5 if line == 0 else 0
            baseline = block.write(note, NOTE, baseline - up, _BESIDE, measure)
    return baseline + (2 if notes else 0)


# ---- every box


class _Boxes:
    """The table of the boxes, area by area, and what is signed beneath it."""

    def __init__(self, report: StatementReport, tongues: Tongues) -> None:
        self._report = report
        self._tongues = tongues
        self._columns = COLUMNS_IN_BOTH if tongues.welsh else COLUMNS

    def put(self, flow: Flow, signature_top: float) -> None:
        """Flow it; its last rows stay with its total and with what is signed."""
        rows = self._rows()
        last = [block for block, _ in rows[-LAST_ROWS - 1 :]]
        before = rows[: -LAST_ROWS - 1]
        put_table(flow, self._head, [block for block, _ in before], [keep for _, keep in before])
        together = [*last, self._stated()]
        if sum(block.height for block in together) > flow.y - signature_top:
            flow.new_page()
            together.insert(0, self._head())
        elif not before:
            together.insert(0, self._head())
        flow.put(*together)

    def _head(self) -> Block:
        return head_block(self._columns)

    def _rows(self) -> list[tuple[Block, bool]]:
        """The rows, each with whether it may not be parted from the next; the total is the last."""
        rows = []
        report = self._report
        several = len(report.areas) > 1
        for area in report.areas:
            boxes = [box for box in report.boxes if box.area == area.id]
            if several and boxes:
                rows.append((self._area(area, boxes), True))
            rows += [(self._box(box), False) for box in boxes]
        return [*rows, (self._all(), False)]

    def _area(self, area: StatedArea, boxes: Sequence[StatedBox]) -> Block:
        # An area that is called Area A is not called Area A, Area A.
        named = area.id in area.name.split()
        label = self._tongues.line(words.AREA, area=area.id, name=area.name)
        labels = [area.name if named else label]
        carried = sum(each.papers for each in self._report.carried if each.area == area.id)
        if carried:
            verified = sum(box.counted or 0 for box in boxes) + carried
            figures = {"papers": wording.signed(carried), "verified": wording.figure(verified)}
            labels += self._tongues.lines(words.CARRIED, **figures)
        return self._sum(labels, boxes)

    def _all(self) -> Block:
        boxes = self._report.boxes
        postal = sum(box.kind == "postal" for box in boxes)
        polling = len(boxes) - postal
        labels = self._tongues.lines(words.ALL_BOXES, polling=polling, postal=postal)
        return self._sum(labels, boxes)

    def _sum(self, labels: Sequence[str], boxes: Sequence[StatedBox]) -> Block:
        """What these boxes come to, under a label as wide as their numbers and names."""
        expected = sum(box.expected or 0 for box in boxes)
        counted = sum(box.counted or 0 for box in boxes)
        figures = (
            wording.figure(expected),
            wording.figure(counted),
            wording.signed(counted - expected),
            "",
        )
        named = [Cell(label, SMALL_STRONG) for label in labels]
        # Under its number and its name alike.
        wide = Column("", 0, self._columns[2].x - 6, span=2)
        row = Row((named, *(Cell(text, SMALL_STRONG) for text in figures)), HEAD_RULE)
        return row_block((wide, *self._columns[2:]), row, 19)

    def _box(self, box: StatedBox) -> Block:
        style = SMALL if box.variance == 0 else SMALL_STRONG
        variance = "" if box.variance is None else wording.signed(box.variance)
        cells = (
            Cell(box.box, SMALL),
            Cell(box.name, SMALL),
            Cell(_papers(box.expected), SMALL),
            Cell(_papers(box.counted), SMALL),
            Cell(variance, style),
            [Cell(told, NOTE) for told in self._explanation(box)],
        )
        return row_block(self._columns, Row(cells), PITCH)

    def _explanation(self, box: StatedBox) -> Sequence[str]:
        """What is said of a box that is not as its account has it, or into which papers came."""
        tongues = self._tongues
        told: list[str] = []
        if box.how == "not-yet":
            told += tongues.lines(words.NOT_VERIFIED)
        if box.how == "counts-agree":
            told += tongues.lines(words.COUNTED_AGAIN, attempts=box.attempts)
        if box.cause and words.CAUSES[box.cause]:
            told += tongues.lines(words.CAUSES[box.cause], box=box.made_up_for_by)
        # As somebody wrote it: in the language in which they did.
        told += [box.explanation] if box.explanation else []
        if box.kept:
            kept = words.KEPT_FEWER if box.kept > 0 else words.KEPT_MORE
            told += tongues.lines(kept, papers=wording.figure(abs(box.kept)))
        if box.tendered:
            told += tongues.lines(words.TENDERED, papers=wording.signed(box.tendered))
        for move in box.moves:
            told += _moved(move, tongues)
        return told or ("",)

    def _stated(self) -> Block:
        report = self._report
        tongues = self._tongues
        when = report.stated_at
        english = words.STATED.format(by=report.stated_by, when=wording.moment(when))
        by_welsh = report.welsh.stated_by if report.welsh else ""
        welsh = WELSH[words.STATED].format(by=by_welsh, when=moment_cy(when))
        version = words.SUPERSEDES if report.version > 1 else words.FIRST
        versions = tongues.lines(version, version=report.version)
        block = Block()
        lower = 17.0
        for told in zip(tongues.texts(english, welsh), versions, strict=True):
            said = one_after_another(told) if report.stated_by else told[-1]
            lower = block.write(said, SMALL, lower)
        block.height = lower - SMALL.leading + 8
        return block


def _moved(move: StatedMove, tongues: Tongues) -> Sequence[str]:
    """Papers that came into a box or left it, in each language."""
    ends = words.ENDS.get(move.between, "{other}")
    whence = tongues.lines(ends, other=move.other) if ends in WELSH else (move.other,) * 2
    if move.between == "officer":
        label = words.HANDED_OVER
    else:
        label = words.MOVED_IN if move.papers > 0 else words.MOVED_OUT
    papers = wording.signed(move.papers)
    labels = (WELSH[label], label) if tongues.welsh else (label,)
    pairs = zip(labels, whence, strict=False)
    told = [each.format(papers=papers, whence=end) for each, end in pairs]
    if not move.counted:
        label = words.BEFORE_COUNT
        before = (WELSH[label], label) if tongues.welsh else (label,)
        told = [each.format(moved=moved) for each, moved in zip(before, told, strict=True)]
    return tongues.texts(told[-1], told[0])


def _papers(papers: int | None) -> str:
    return words.NOT_THERE if papers is None else wording.figure(papers)
