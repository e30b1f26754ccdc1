"""Whatever is done at the desk of any contest, SQL and the program come to the same figures."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tallyapp.domain import acts
from tallyapp.domain.rules.keying import kind_of
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.on_paper import Bundles, FormFigures, SheetFigures
from tallyapp.domain.vocabulary.units import Papers, SheetNumber
from tests.halls import (
    CLERK,
    OTHER_CLERK,
    RULES,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    THIRD_CLERK,
    WARD_RULES,
    Hall,
    a_hall,
    form,
    slate,
    ward_form,
    ward_sheet,
)

CLERKS = (CLERK, OTHER_CLERK, THIRD_CLERK)
AREAS = ("A", "B")
FOUR = ("Ash", "Birch", "Cedar", "Dogwood")
few = st.integers(0, 3)
Draw = Any


@contextmanager
def any_hall(draw: Draw) -> Iterator[Hall]:
    """A contest of any kind: one seat or several, however its lines are written."""
    seats = draw(st.integers(1, 3))
    fields = {
        "seats": seats,
        "candidates": FOUR,
        "rules": RULES if seats == 1 else WARD_RULES,
        "bundle": 10,
        "written": draw(st.sampled_from(["bundles", "total", "both"])),
        "small_count": draw(st.booleans()),
    }
    with TemporaryDirectory() as folder:
        hall = a_hall(Path(folder), **fields)
        hall.desk.ledger._connection.execute("PRAGMA synchronous=OFF")
        if seats > 1:
            hall.name_slate(1, 2)
        hall.issue("A", 1, 2)
        hall.issue("B", 3, 4)
        hall.issue("B", 5, form="slip")
        yield hall
        hall.desk.close()


def lines_of(hall: Hall, papers: Sequence[int]) -> dict[str, Any]:
    written = hall.contest.set_up.written
    bundles = tuple(Bundles(n // 10, Papers(n % 10)) for n in papers)
    totals = tuple(map(Papers, papers))
    return {
        "lines": () if written == "total" else bundles,
        "totals": () if written == "bundles" else totals,
    }


def any_sheet(draw: Draw, hall: Hall, paper: KeyedPaper) -> SheetFigures:
    """A sheet or slip as a table might write it: it adds up."""
    seats, slates = hall.contest.set_up.seats, hall.contest.slates
    if paper.shape == "slip":
        papers = draw(st.integers(0, 15))
        whose = draw(st.sampled_from([(n,) for n in range(1, 5)] if seats == 1 else slates or [()]))
        return SheetFigures(
            papers=Papers(papers), sent=None, slip=slate(*whose), **lines_of(hall, [papers])
        )
    if seats == 1:
        votes = draw(st.lists(st.integers(0, 12), min_size=4, max_size=4))
        sent = draw(few)
        return SheetFigures(
            papers=Papers(sum(votes) + sent), sent=Papers(sent), **lines_of(hall, votes)
        )
    votes, mixed, uncertain = any_votes(draw, seats)
    of_slates = draw(st.dictionaries(st.sampled_from(slates), st.integers(0, 15))) if slates else {}
    plain = ward_sheet(
        votes, mixed, uncertain=uncertain, blocks=of_slates, sent=draw(few), seats=seats
    )
    kind = sheet_kind(hall.contest)
    row, _ = kind.read(0, plain)
    start = len(row) - len(kind.columns) * len(slates)
    values = [value for whose in slates for value in columns(hall, of_slates.get(whose, 0))]
    return kind.figures([*row[:start], *values])


def columns(hall: Hall, papers: int) -> Sequence[int]:
    written = hall.contest.set_up.written
    bundled = () if written == "total" else (papers // 10, papers % 10)
    return bundled if written == "bundles" else (*bundled, papers)


def any_votes(draw: Draw, seats: int) -> tuple[Sequence[int], int, int]:
    """Votes by candidate on some papers, and how many were uncertain."""
    papers = draw(few)
    votes = [0] * 4
    for _ in range(papers):
        for n in draw(st.sets(st.integers(0, 3), max_size=seats)):
            votes[n] += 1
    left = seats * papers - sum(votes)
    return votes, papers, draw(st.integers(0, min(left, papers * (seats - 1))))


def any_form(draw: Draw, seats: int) -> FormFigures:
    rejected = draw(st.lists(few, min_size=4, max_size=4))
    if seats == 1:
        return form(draw(st.lists(few, min_size=4, max_size=4)), rejected)
    votes, good, uncertain = any_votes(draw, seats)
    in_part = draw(st.integers(0, min(good, uncertain)))
    return ward_form(votes, good, [*rejected, in_part], uncertain=uncertain, seats=seats)


def step(draw: Draw, hall: Hall) -> None:
    """One more act, which the rules may refuse."""
    contest, area = hall.contest, draw(st.sampled_from(AREAS))
    two = {"reason": "looked again", "second": SECOND_SUPERVISOR}
    sheets, forms = list(contest.sheets.values()), list(contest.forms.values())
    what = draw(
        st.sampled_from(["sheet"] * 5 + ["change"] * 4 + ["form", "issue", "slate", "recount"])
    )
    if what == "issue":
        first = len(sheets) + 1
        hall.issue(area, first, first + draw(few), draw(st.sampled_from(["sheet", "slip"])))
    elif what == "slate":
        hall.name_slate(*draw(st.sets(st.integers(1, 4), min_size=1)))
    elif what == "recount":
        areas = [name for name in AREAS if any(paper.live for paper in hall.area(name).sheets)]
        hall.recount(*areas[draw(st.integers(0, 1)) :], revisited=draw(st.booleans()))
    elif what == "form":
        number, signed = draw(st.integers(1, 4)), any_form(draw, contest.set_up.seats)
        for by in draw(st.sampled_from([CLERKS[:2], CLERKS[:2], CLERKS[1:2]])):
            hall.key_form(number, area, signed, by=by)
    elif what == "sheet":
        paper = draw(st.sampled_from([paper for paper in sheets if not paper.live] or sheets))
        written = any_sheet(draw, hall, paper)
        for by in draw(st.sampled_from([CLERKS[:2], CLERKS[1:], CLERKS[:1], (CLERK, CLERK)])):
            hall.key(paper.number, written, by=by)
            written = written if draw(few) else any_sheet(draw, hall, paper)
    else:
        differ = [paper for paper in sheets + forms if paper.life is Life.DIFFERS]
        keyed = differ or [paper for paper in sheets + forms if paper.looks or paper.live]
        change(draw, hall, draw(st.sampled_from(keyed or sheets)), two)


def change(draw: Draw, hall: Hall, paper: KeyedPaper, two: dict[str, Any]) -> None:
    """Something is done to a paper that was keyed:
    looked at again, corrected, withdrawn or sent back.
    """
    kind, is_form = kind_of(hall.contest, paper), paper.shape == "form"
    by = draw(st.sampled_from(CLERKS))
    if paper.life is Life.DIFFERS:
        seen = [[look[i] or 0 for look in paper.looks.values()] for i in paper.differing()]
        chosen = [draw(st.sampled_from(values)) for values in seen]
        pairs = zip(paper.differing(), chosen, strict=True)
        fields = tuple(kind.named(i, value) for i, value in pairs)
        again = acts.FormDifferenceKeyed if is_form else acts.SheetDifferenceKeyed
        hall.do(hall.made(again, by, **{paper_name(paper): paper.number}, fields=fields))
    elif paper.live and not is_form and draw(st.booleans()):
        of_sheets = sheet_kind(hall.contest, "slip" if paper.shape == "slip" else "sheet")
        read, _ = of_sheets.read(paper.number, any_sheet(draw, hall, paper))
        values = enumerate(zip(paper.values or (), read, strict=True))
        changed = tuple(kind.named(i, new or 0) for i, (old, new) in values if old != new)
        hall.do(
            acts.SheetCorrected(
                **hall.by(SUPERVISOR).contest,
                sheet=SheetNumber(paper.number),
                of=hall.sheet(paper.number).made,
                fields=changed,
                **two,
            )
        )
    elif draw(few) == 0:
        gone = acts.FormWithdrawn if is_form else acts.SheetWithdrawn
        hall.do(hall.made(gone, SUPERVISOR, **{paper_name(paper): paper.number}, **two))
    elif not is_form and draw(few) == 0:
        hall.do(
            acts.SheetQueried(
                **hall.by(by).contest,
                sheet=SheetNumber(paper.number),
                of=hall.sheet(paper.number).opened,
                figures=any_sheet(draw, hall, paper),
            )
        )


def paper_name(paper: KeyedPaper) -> str:
    return "form" if paper.shape == "form" else "sheet"


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_sql_and_the_program_come_to_the_same_figures(data: st.DataObject) -> None:
    with any_hall(data.draw) as hall:
        for _ in range(data.draw(st.integers(5, 40))):
            seq = hall.contest.seq
            with suppress(Refusal):
                step(data.draw, hall)
            if hall.contest.seq > seq:
                assert hall.desk.ledger.totals(hall.stream) == hall.figures
