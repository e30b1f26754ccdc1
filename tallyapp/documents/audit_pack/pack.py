"""The audit pack: how every paper of a contest was accounted for, with its whole ledger inside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec
from pikepdf import Name

from tallyapp.documents.audit_pack.by_hand import by_hand
from tallyapp.documents.audit_pack.lists import (
    codes,
    corrections,
    hall,
    officers,
    passed_over,
    variances,
    way,
)
from tallyapp.documents.audit_pack.reconciliation import put_reconciliation
from tallyapp.documents.audit_pack.result import (
    corrected_notices,
    lots,
    outside,
    requests,
    rounds,
    turnouts,
    warnings,
)
from tallyapp.documents.page import tags, wording
from tallyapp.documents.page.head_and_foot import (
    SIGNATURE_BLOCK,
    Foot,
    Marks,
    grouped,
    page_heading,
    running_head,
)
from tallyapp.documents.page.layout import (
    BODY,
    BODY_STRONG,
    CONTENT,
    GUTTER,
    NOTE,
    SMALL,
    SMALL_STRONG,
    Block,
    Flow,
    columns,
    section,
)
from tallyapp.documents.page.pdf import NAMES, STREAM_SUFFIX, WITHHELD, Attachment, pdf_of
from tallyapp.documents.page.signature import signature_block
from tallyapp.documents.page.typeface import BOLD, Style, load_typeface
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.reports.declaration_report import Checkpoint
from tallyapp.domain.reports.pack_report import AuditPackReport
from tallyapp.domain.reports.pack_words import runs
from tallyapp.domain.reports.withholding import Withholding


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of a pack, with the layout since which it stands there."""

    since: int
    put: Callable[[Flow, AuditPackReport], None]


SECTIONS = tuple(
    Section(since=1, put=put)
    for put in (
        *(turnouts, outside, corrected_notices, rounds, requests, lots, by_hand),
        *(hall, variances, corrections, warnings, passed_over, codes, officers),
    )
)
"""What follows the reconciliation, in the order of the pages; of a section that is added packs of
earlier layouts have none.
"""


def render_audit_pack(report: AuditPackReport, streams: Mapping[str, bytes]) -> bytes:
    """The audit pack as an unsigned PDF; each stream, as JSON Lines, is embedded as NAME.jsonl,
    and names that were released as names.json.
    """
    load_typeface()
    checkpoint = _of_contest(report)
    marks = Marks(report.heading, wording.AUDIT_PACK, checkpoint)
    foot = Foot(marks)
    flow = Flow(foot.top + 8, lambda: running_head(marks))
    signature_top = foot.signature_bottom + SIGNATURE_BLOCK
    flow.anchor(signature_block(checkpoint), signature_top)
    flow.put(page_heading(marks, wording.NOT_FOR_PUBLICATION))
    flow.put(_about(report, streams))
    if report.withholding:
        flow.put(_withheld(report.withholding))
    flow.put(_in_brief(report))
    flow.put(_checkpoints(report))
    way(flow, report)
    flow.new_page()
    put_reconciliation(flow, report)
    for each in SECTIONS:
        if each.since <= report.layout:
            each.put(flow, report)
    return pdf_of(
        flow,
        marks,
        signed_page=0,
        attachments=_attached(report, streams),
        made_at=max((event.at for event in report.events), default=None),
        layout=report.layout,
    )


def _of_contest(report: AuditPackReport) -> Checkpoint:
    """The checkpoint of the contest's own stream, which the foot and the code stand for."""
    own = [checkpoint for checkpoint in report.checkpoints if checkpoint.stream != COUNT_STREAM]
    return [*report.checkpoints, *own][-1]


def _attached(report: AuditPackReport, streams: Mapping[str, bytes]) -> Mapping[str, Attachment]:
    attached = {
        f"{name}{STREAM_SUFFIX}": _stream(name, content) for name, content in streams.items()
    }
    if report.released:
        content = msgspec.json.encode(report.released)
        about = "Names of officers, with what each is compared with in the ledger"
        attached[NAMES] = Attachment(content, "application/json", about, Name("/Supplement"))
    if report.withholding:
        content = msgspec.json.encode(report.withholding)
        about = "For whom this pack was made, which entries it withholds, and why"
        attached[WITHHELD] = Attachment(content, "application/json", about, Name("/Supplement"))
    return attached


def _stream(name: str, content: bytes) -> Attachment:
    return Attachment(content, "application/jsonl", f"The ledger's stream {name}", Name("/Source"))


# ---- the first page


def _about(report: AuditPackReport, streams: Mapping[str, bytes]) -> Block:
    block = Block()
    files = ", ".join(f"{name}{STREAM_SUFFIX}" for name in sorted(streams))
    words = wording.WHAT_THIS_IS.format(files=files)
    if report.released:
        words = f"{words} {wording.NAMES_RELEASED.format(file=NAMES)}"
    block.height = block.write(words, SMALL, 17) - SMALL.leading + 12
    return block


def _withheld(made: Withholding) -> Block:
    """For whom it was made, which entries it withholds, and why."""
    block = Block()
    title = wording.WITHHOLDING.format(made_for=made.made_for)
    baseline = section(block, title, wording.WITHHOLDING_NOTE)
    reason = made.reason if made.reason.endswith((".", "!", "?")) else f"{made.reason}."
    told = wording.WITHHELD_NONE.format(reason=reason)
    if made.entries:
        kinds = "; ".join(
            wording.WITHHELD_KINDS[kind].format(n=wording.figure(n))
            for kind, n in sorted(made.by_kind.items())
        )
        entries = runs([f"entry {seq}" for seq in made.positions])
        told = wording.WITHHELD_ENTRIES.format(entries=entries, kinds=kinds, reason=reason)
        told = f"{told} {wording.WITHHELD_RULE}"
    block.height = block.write(told, SMALL, baseline) - SMALL.leading + 8
    return block


def _in_brief(report: AuditPackReport) -> Block:
    """The result on the left, how it was counted on the right."""
    block = Block()
    left = columns(6) - GUTTER
    right = columns(6)
    lower = max(_result(block, report, left), _counted(block, report, CONTENT - right, right))
    block.height = lower + 8
    return block


def _result(block: Block, report: AuditPackReport, measure: float) -> float:
    """Who is elected and the papers in whole; gives the last baseline."""
    baseline = section(block, wording.RESULT_IN_BRIEF, measure=measure)
    figures = 90.0

    def line(label: str, figure: str, style: Style) -> None:
        nonlocal baseline
        first = baseline
        with block.part(tags.ROW):
            beside = measure - figures
            baseline = block.write(label, style, first, measure=beside - 4, tag=tags.ROW_HEAD) + 1.5
            block.write(figure, style, first, beside, figures, "right", tag=tags.CELL)

    if not report.elected:
        beside = measure - figures - 4
        baseline = block.write(wording.NOT_DECLARED, BODY, baseline, measure=beside) + 1.5
    counted = sum(area.counted for area in report.areas)
    verified = sum(area.verified for area in report.areas)
    rejected = sum(head.papers for head in report.heads if not head.in_part)
    with block.part(tags.TABLE):
        for number in report.elected:
            votes = sum(area.votes[number - 1] for area in report.areas)
            label = f"{wording.ELECTED}: {report.candidates[number - 1]}"
            line(label, f"{wording.figure(votes)} {wording.VOTES}", BODY_STRONG)
        line(wording.VALID, wording.figure(sum(area.valid for area in report.areas)), BODY)
        line(wording.REJECTED_PAPERS, wording.figure(rejected), BODY)
        line(wording.COUNTED_LABEL, wording.figure(counted), BODY)
        line(wording.VERIFIED_LABEL, wording.figure(verified), BODY)
        line(wording.DIFFERENCE, wording.signed(counted - verified), BODY_STRONG)
    if report.outside and not report.outside.borne_out:
        baseline = block.write(wording.NOT_BORNE_OUT, BODY_STRONG, baseline, measure=measure) + 1.5
    return baseline - BODY.leading - 1.5


def _counted(block: Block, report: AuditPackReport, x: float, measure: float) -> float:
    """Boxes, sheets, doubtful papers and lot; gives the last baseline."""
    baseline = section(block, wording.HOW_COUNTED, x=x, measure=measure)
    allowed, rejected = report.adjudicated
    right, wrong = report.boxes
    lines = [
        (
            wording.BOXES,
            wording.BOXES_AS_ACCOUNTED.format(
                right=wording.figure(right), wrong=wording.figure(wrong)
            ),
        ),
        (wording.ACCOUNTS, wording.EXPECTED_PAPERS.format(papers=wording.figure(report.expected))),
        (wording.COUNT_SHEETS, report.sheets or wording.NONE),
        (
            wording.DOUBTFUL,
            wording.ADJUDICATED.format(
                total=wording.figure(allowed + rejected),
                allowed=wording.figure(allowed),
                rejected=wording.figure(rejected),
            ),
        ),
        (wording.OBJECTIONS, wording.figure(report.objections)),
        (wording.LOT, report.lot or wording.NONE),
    ]
    if report.answers:
        lines.append(
            (wording.ANSWERS, wording.ANSWERED.format(**msgspec.structs.asdict(report.answers)))
        )
    if report.small_count:
        lines.append((wording.RULES, wording.SMALL_COUNT))
    beside = 88.0
    with block.part(tags.TABLE):
        for label, text in lines:
            style = SMALL_STRONG
            with block.part(tags.ROW):
                lower = block.write(label, style, baseline, x, beside - 6, tag=tags.ROW_HEAD)
                with block.part(tags.CELL):
                    told = block.write(text, SMALL, baseline, x + beside, measure - beside)
            baseline = max(lower, told) + 1.8
    return baseline - SMALL.leading - 1.8


def _checkpoints(report: AuditPackReport) -> Block:
    """Each stream's code, and its head on one line."""
    block = Block()
    baseline = section(block, wording.CHECKPOINTS, wording.CHECKPOINTS_NOTE)
    for checkpoint in report.checkpoints:
        seq = wording.AT_ENTRY.format(seq=wording.figure(checkpoint.seq))
        stream = f"{checkpoint.stream}, {seq}"
        strong = Style(BOLD, 10, 12.5)
        with block.part(tags.PARAGRAPH):
            after = block.write(stream, SMALL, baseline, measure=CONTENT - 230)
            block.write(checkpoint.code, strong, baseline, CONTENT - 225, 225, "right")
            baseline = block.write(grouped(checkpoint.head), NOTE, after - 0.5) + 3.5
    block.height = baseline - NOTE.leading + 3
    return block
