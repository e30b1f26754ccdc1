"""Somebody changes what was published and signs it again with an identity of their own.

The signature then is intact: what is inside must give the forgery away, or the certificate, or a
noted code.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pikepdf
import pytest
from msgspec.structs import replace

from tallyapp.audit.verify import verify
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.reports.declaration_report import CandidateResult, DeclarationReport
from tallyapp.domain.vocabulary.on_paper import Bundles, ResultFigures
from tallyapp.domain.vocabulary.places import FindingRecord, Place
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, SheetNumber, Votes
from tallyapp.signing.identity import Identity, create_identity
from tests.audit.hall import (
    NIGHT,
    Acts,
    Hall,
    attach,
    changed,
    detail,
    failing,
    lines_of,
    played,
    rechained,
    results,
    saved,
    unsigned,
    with_streams,
)

_T = TypeVar("_T")

DODDS, GREEN = 4, 3
"""Who won, and who came second, by their places in the list."""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    """An identity that says nothing of practice."""
    path = tmp_path_factory.mktemp("identity") / "officer.p12"
    return create_identity(
        path, "four quiet words", name="A. Example", title="Returning Officer", now=NIGHT
    )


def test_what_the_forger_only_signs_again_holds_but_is_signed_by_another(hall: Hall) -> None:
    for pdf in (hall.signed_again(unsigned(hall.declaration)), hall.packed_again(hall.acts)):
        assert verify(pdf).verdict == "holds"
        assert failing(pdf, trusted=[hall.identity.certificate_pem]) == {"signer"}


# ---- the declaration


def with_votes(report: DeclarationReport, votes: list[int]) -> DeclarationReport:
    people = zip(report.candidates, votes, strict=True)
    return replace(report, candidates=tuple(replace(one, votes=Votes(n)) for one, n in people))


def exchanged(report: DeclarationReport, a: int, b: int) -> DeclarationReport:
    votes: list[int] = [one.votes for one in report.candidates]
    votes[a], votes[b] = votes[b], votes[a]
    return with_votes(report, votes)


def winner(report: DeclarationReport, number: int) -> tuple[CandidateResult, ...]:
    return tuple(replace(one, elected=i == number) for i, one in enumerate(report.candidates))


FALSE: dict[str, tuple[Callable[[DeclarationReport], DeclarationReport], str]] = {
    "the winner's votes given to the second": (
        lambda r: exchanged(r, DODDS, GREEN),
        "somebody who is not elected has more votes",
    ),
    "another flagged as elected": (
        lambda r: replace(r, candidates=winner(r, GREEN)),
        "the names of the elected",
    ),
    "another elected and named so": (
        lambda r: replace(
            r, candidates=winner(r, GREEN), elected_names=(r.candidates[GREEN].name,)
        ),
        "somebody who is not elected has more votes",
    ),
    "another named in the words alone": (
        lambda r: replace(r, declaration=r.declaration.replace(r.elected_names[0], "Louise Brown")),
        "the words of the declaration do not name those elected",
    ),
    "a changed total": (lambda r: replace(r, total_votes=Votes(39_431)), "votes add to 39,341"),
    "a changed number of valid papers": (
        lambda r: replace(r, valid=Papers(39_314)),
        "valid papers 39,314",
    ),
    "one vote more": (
        lambda r: with_votes(r, [one.votes + (i == 0) for i, one in enumerate(r.candidates)]),
        "votes add to 39,342",
    ),
    "a changed number of rejected papers": (
        lambda r: replace(r, rejected_total=Papers(391)),
        "heads add to 390",
    ),
    "papers that were never verified": (
        lambda r: replace(r, verified=Papers(39_732)),
        "39,732 verified",
    ),
    "another majority": (lambda r: replace(r, majority=Votes(4_465)), "the votes make it 14465"),
    "another turnout": (lambda r: replace(r, turnout=6_530), "the papers make it 55.30%"),
    "a lot that nobody drew": (
        lambda r: replace(r, lot="Lots were drawn."),
        "an equality of votes",
    ),
    "two elected to one seat": (
        lambda r: replace(
            r,
            candidates=tuple(
                replace(one, elected=i in (GREEN, DODDS)) for i, one in enumerate(r.candidates)
            ),
            elected_names=(r.candidates[GREEN].name, r.candidates[DODDS].name),
        ),
        "2 elected for 1 vacancies",
    ),
    "nobody elected": (
        lambda r: replace(r, candidates=winner(r, -1), elected_names=()),
        "0 elected for 1 vacancies",
    ),
}


@pytest.mark.parametrize("what", FALSE)
def test_a_declaration_whose_figures_do_not_agree_fails(hall: Hall, what: str) -> None:
    change, told = FALSE[what]
    forged = hall.declared_again(change(hall.report))
    assert failing(forged) == {"figures"}
    assert told in detail(forged, "figures")


def test_a_figure_below_nought_makes_no_declaration(hall: Hall) -> None:
    report = hall.report
    votes: list[int] = [one.votes for one in report.candidates]
    votes[0], votes[1] = -votes[0], votes[1] + 2 * votes[0]
    assert failing(hall.declared_again(with_votes(report, votes))) == {"rendering"}


def test_a_declaration_with_another_code_or_head_fails(hall: Hall) -> None:
    mark = hall.report.checkpoint
    for wrong in (
        replace(mark, code="AAAAA-BBBBB-CCCCC-DDDDD-EEEEE"),
        replace(mark, head="0" * 64),
        replace(mark, head="no head"),
        replace(mark, seq=mark.seq - 1),
        replace(mark, stream="oxford-west"),
    ):
        assert failing(hall.declared_again(replace(hall.report, checkpoint=wrong))) == {"code"}


def test_the_losers_votes_exchanged_are_shown_by_the_signer_and_the_pack_alone(hall: Hall) -> None:
    """A declaration proves no more than that it agrees with itself: this is what the certificate is
    for.
    """
    forged = hall.declared_again(exchanged(hall.report, 0, 1))
    assert failing(forged) == set()
    assert failing(forged, trusted=[hall.identity.certificate_pem]) == {"signer"}


def painted(pdf: bytes) -> bytes:
    """White over the votes, and nothing else changed."""
    with pikepdf.open(BytesIO(pdf)) as document:
        document.pages[0].contents_add(b"q 1 g 300 300 60 200 re f Q", prepend=False)
        return saved(document)


def reworded(pdf: bytes) -> bytes:
    """The order in which the page's first two texts are drawn exchanged in its own content."""
    with pikepdf.open(BytesIO(pdf)) as document:
        contents = document.pages[0].Contents
        content = contents.read_bytes()
        first = content.index(b"(") + 1
        second = content.index(b"(", first) + 1
        swapped = bytearray(content)
        swapped[first], swapped[second] = content[second], content[first] ^ 1
        contents.write(bytes(swapped))
        return saved(document)


def titled(pdf: bytes) -> bytes:
    """Another title in the reader's window."""
    with pikepdf.open(BytesIO(pdf)) as document:
        document.docinfo["/Title"] = "Declaration of result of poll, Oxford West"
        return saved(document)


def scripted(pdf: bytes) -> bytes:
    """Something that a reader does when it opens the document."""
    with pikepdf.open(BytesIO(pdf)) as document:
        document.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name("/JavaScript"), JS="app.alert(1)"
        )
        return saved(document)


def doubled(pdf: bytes) -> bytes:
    """One page more."""
    with pikepdf.open(BytesIO(pdf)) as document:
        document.add_blank_page()
        return saved(document)


@pytest.mark.parametrize("change", [painted, reworded, titled, scripted, doubled])
def test_pages_changed_before_signing_are_noticed(
    hall: Hall, change: Callable[[bytes], bytes]
) -> None:
    assert failing(hall.signed_again(change(unsigned(hall.declaration)))) == {"rendering"}
    assert failing(hall.signed_again(change(unsigned(hall.pack)))) == {"rendering", "derived"}


def test_data_that_do_not_say_what_the_page_says_are_noticed(hall: Hall) -> None:
    with pikepdf.open(BytesIO(unsigned(hall.declaration))) as document:
        stream = document.attachments["result.json"].get_file().obj
        for old, new in (
            (b"19541", b"19451"),
            (b"Dodds", b"Doods"),
            (b'"layout":1', b'"layout": 1'),
        ):
            content = stream.read_bytes()
            assert old in content
            stream.write(content.replace(old, new))
            assert "rendering" in failing(hall.signed_again(saved(document))), old
            stream.write(content)
        stream.write(b"{}")
        assert failing(hall.signed_again(saved(document))) == {"rendering"}


# ---- practice and real


def test_a_real_looking_declaration_is_not_signed_by_a_practice_identity(
    hall: Hall, real: Identity
) -> None:
    heading = replace(hall.report.heading, practice=False)
    real_looking = replace(hall.report, heading=heading)
    forged = hall.declared_again(real_looking)
    assert failing(forged) == {"practice"}
    assert "A real count" in detail(forged, "practice")


def test_a_practice_declaration_is_not_signed_by_a_real_identity(
    hall: Hall, real: Identity
) -> None:
    assert failing(hall.signed_again(unsigned(hall.declaration), real)) == {"practice"}
    assert failing(hall.signed_again(unsigned(hall.pack), real)) == {"practice"}


def test_a_practice_count_made_real_is_not_signed_by_a_practice_identity(hall: Hall) -> None:
    def real_one(act: AnyAct) -> AnyAct:
        return replace(act, practice=False) if isinstance(act, acts.CountSetUp) else act

    forged = rechained(changed(hall.acts, COUNT_STREAM, real_one), hall.stream)
    assert failing(hall.packed_again(forged)) == {"practice"}


# ---- the audit pack: its entries


def at(done: Acts, stream: str, kind: type[acts.Act], nth: int = 0) -> int:
    """The place of the nth act of this kind."""
    return [i for i, act in enumerate(done[stream]) if isinstance(act, kind)][nth]


def with_act(done: Acts, stream: str, place: int, *instead: AnyAct) -> Acts:
    return done | {stream: [*done[stream][:place], *instead, *done[stream][place + 1 :]]}


def one_figure(hall: Hall) -> Acts:
    """A bundle moved from one candidate to another in the last keying of a sheet."""
    done = hall.acts
    place = at(done, hall.stream, acts.SheetKeyed, -1)
    act = done[hall.stream][place]
    assert isinstance(act, acts.SheetKeyed)
    lines = list(act.figures.lines)
    a, b = lines[DODDS], lines[GREEN]
    lines[DODDS], lines[GREEN] = (
        Bundles((a.full or 0) - 1, a.part),
        Bundles((b.full or 0) + 1, b.part),
    )
    figures = replace(act.figures, lines=tuple(lines))
    return with_act(done, hall.stream, place, replace(act, figures=figures))


def test_one_figure_changed_in_a_stream_is_noticed(hall: Hall) -> None:
    forged = hall.repacked(one_figure(hall))
    assert {"acts"} <= failing(forged) <= {"chain", "acts"}
    assert verify(forged).verdict == "fails"


def test_one_figure_changed_with_every_head_and_code_worked_out_anew_is_noticed(hall: Hall) -> None:
    forged = hall.repacked(rechained(one_figure(hall), hall.stream))
    assert failing(forged) == {"acts"}
    assert "Entry" in detail(forged, "acts")
    assert results(forged)["rendering"] == "not checked"


def test_a_figure_that_no_rule_looks_at_is_shown_by_the_codes_given_out(hall: Hall) -> None:
    def explained(act: AnyAct) -> AnyAct:
        return (
            replace(act, explanation="Nothing to see.")
            if isinstance(act, acts.VarianceExplained)
            else act
        )

    forged = changed(hall.acts, hall.stream, explained)
    assert failing(hall.repacked(forged)) == {"chain"}
    assert "A code given out" in detail(hall.repacked(forged), "chain")
    assert failing(hall.repacked(rechained(forged, hall.stream))) == {"rendering", "derived"}


def rewritten_history(hall: Hall) -> Acts:
    """Every act that tells of two losers' votes changed alike, as if they had always been so."""

    def rewrite(act: AnyAct) -> AnyAct:
        match act:
            case acts.SheetKeyed() | acts.SheetQueried():
                lines = act.figures.lines
                return replace(act, figures=replace(act.figures, lines=_swapped(lines, 10, 11)))
            case acts.FormKeyed():
                return replace(
                    act, figures=replace(act.figures, allowed=_swapped(act.figures.allowed, 10, 11))
                )
            case acts.ProvisionalGiven() | acts.Declared():
                figures: ResultFigures = act.figures
                return replace(act, figures=replace(figures, votes=_swapped(figures.votes, 10, 11)))
            case acts.ReadBack():
                return replace(act, votes=_swapped(act.votes, 10, 11))
            case _:
                return act

    return rechained(changed(hall.acts, hall.stream, rewrite), hall.stream)


def _swapped(values: tuple[_T, ...], a: int, b: int) -> tuple[_T, ...]:
    swapped = list(values)
    swapped[a], swapped[b] = values[b], values[a]
    return tuple(swapped)


def test_a_whole_history_written_anew_is_shown_by_a_code_that_somebody_noted(hall: Hall) -> None:
    forged = hall.packed_again(rewritten_history(hall))
    assert failing(forged) == set()
    for occasion in ("provisional", "declaration"):
        assert failing(forged, codes=[hall.codes[occasion]]) == {"code"}
    assert failing(forged, codes=[hall.codes["verification"]]) == set(), (
        "given before the first sheet"
    )
    assert failing(forged, trusted=[hall.identity.certificate_pem]) == {"signer"}


def by(officer: int) -> Callable[[AnyAct], AnyAct]:
    return lambda act: replace(act, by=OfficerNumber(officer))


def test_an_act_by_an_officer_without_the_right_is_noticed(hall: Hall) -> None:
    done = hall.acts
    place = at(done, hall.stream, acts.Declared)
    forged = rechained(
        with_act(done, hall.stream, place, by(11)(done[hall.stream][place])), hall.stream
    )
    assert failing(hall.repacked(forged)) == {"acts"}
    assert "Officer 11 may not do this" in detail(hall.repacked(forged), "acts")


def test_an_act_by_somebody_who_was_never_on_the_staff_is_noticed(hall: Hall) -> None:
    done = hall.acts
    place = at(done, hall.stream, acts.BoxCounted)
    forged = rechained(
        with_act(done, hall.stream, place, by(99)(done[hall.stream][place])), hall.stream
    )
    assert failing(hall.repacked(forged)) == {"acts"}
    assert "Officer 99 is not on the staff" in detail(hall.repacked(forged), "acts")


def test_a_sheet_keyed_twice_by_one_person_is_noticed(hall: Hall) -> None:
    done = hall.acts
    place = at(done, hall.stream, acts.SheetKeyed, -1)
    second = done[hall.stream][place]
    assert isinstance(second, acts.SheetKeyed)
    first = next(
        act
        for act in done[hall.stream]
        if isinstance(act, acts.SheetKeyed) and act.sheet == second.sheet
    )
    forged = rechained(with_act(done, hall.stream, place, by(first.by)(second)), hall.stream)
    assert failing(hall.repacked(forged)) == {"acts"}
    assert f"keyed by officer {first.by} before" in detail(hall.repacked(forged), "acts")


def test_a_last_act_that_was_dropped_is_noticed(hall: Hall) -> None:
    done = hall.acts
    for stream, found in ((hall.stream, {"rendering", "derived"}), (COUNT_STREAM, {"acts"})):
        forged = done | {stream: done[stream][:-1]}
        assert failing(hall.repacked(forged)) == found, stream
    undeclared = done | {hall.stream: done[hall.stream][: at(done, hall.stream, acts.Declared)]}
    assert "chain" in failing(hall.repacked(undeclared))
    assert failing(hall.repacked(done | {hall.stream: []})) == {"chain"}
    assert failing(hall.repacked(done | {COUNT_STREAM: []})) >= {"chain"}


def test_an_act_that_was_slipped_in_is_noticed(hall: Hall) -> None:
    done = hall.acts
    place = at(done, hall.stream, acts.RecountOpportunityGiven)
    act = done[hall.stream][place]
    forged = with_act(done, hall.stream, place, act, replace(act, id="0" * 32))
    assert failing(hall.repacked(forged)) == {"chain"}
    assert failing(hall.repacked(rechained(forged, hall.stream))) == {"rendering", "derived"}


def test_acts_in_another_order_are_noticed(hall: Hall) -> None:
    done = hall.acts
    place = at(done, hall.stream, acts.BoxCounted, 20)
    inside = done[hall.stream]
    forged = with_act(done, hall.stream, place, inside[place + 1], inside[place])
    del forged[hall.stream][place + 2]
    assert failing(hall.repacked(forged)) & {"chain", "acts"}


def test_an_entry_that_stands_twice_is_named_though_it_might_be_made_twice(hall: Hall) -> None:
    done = hall.acts
    inside = done[hall.stream]
    # A document may be signed again: nothing but its id says that this entry is the same one.
    assert isinstance(inside[-1], acts.DocumentSigned)
    twice = hall.repacked(done | {hall.stream: [*inside, inside[-1]]})
    assert failing(twice) == {"acts"}
    assert "the identifier of one that is there already" in detail(twice, "acts")
    assert f"Entry {len(inside) + 1} of {hall.stream}" in detail(twice, "acts")


NOT_CANONICAL = {
    "a space": (b'{"act":', b'{ "act":'),
    "a key written otherwise": (b'"sheet":', b'"sh\\u0065et":'),
    "a figure written otherwise": (b'"seen":9', b'"seen":9.0'),
    "a key twice": (b'"v":1,', b'"v":1,"v":1,'),
    "an unknown key": (b'"v":1,', b'"v":1,"w":1,'),
    "a line that is no act": (b'{"act":"ReadBack"', b'{"act":"ReadBlack"'),
    "bytes that are no text": (b'"workstation":"practice"', b'"workstation":"pract\xff"'),
    "a line end of another system": (b"\n", b"\r\n"),
    "an empty line": (b"\n", b"\n\n"),
}


@pytest.mark.parametrize("what", NOT_CANONICAL)
def test_an_entry_not_written_as_the_program_writes_it_is_noticed(hall: Hall, what: str) -> None:
    old, new = NOT_CANONICAL[what]
    lines = lines_of(hall.pack)
    content = lines[hall.stream]
    assert old in content
    place = content.rindex(old, 0, content.index(b'"ReadBack"') + 40)
    forged = content[:place] + new + content[place + len(old) :]
    pdf = hall.signed_again(with_streams(unsigned(hall.pack), {hall.stream: forged}))
    assert failing(pdf) == {"chain"}
    assert "Entry" in detail(pdf, "chain")


def test_a_stream_of_another_count_is_noticed(hall: Hall, tmp_path: Path) -> None:
    other = played(tmp_path, seed=2)
    mixed = hall.acts | {hall.stream: other.acts[hall.stream]}
    assert failing(hall.repacked(mixed)) == {"chain"}
    assert "does not continue from this count" in detail(hall.repacked(mixed), "chain")
    assert "chain" in failing(hall.repacked(hall.acts | {COUNT_STREAM: other.acts[COUNT_STREAM]}))
    pages = with_streams(unsigned(other.pack), lines_of(hall.pack))
    assert failing(hall.signed_again(pages)) == {"rendering", "derived"}


@pytest.mark.parametrize(
    "names", [["count.jsonl"], ["oxford-east.jsonl"], ["a.jsonl", "b.jsonl", "count.jsonl"]]
)
def test_other_streams_than_those_of_one_contest_are_no_audit_pack(
    hall: Hall, names: list[str]
) -> None:
    lines = lines_of(hall.pack)
    with pikepdf.open(BytesIO(unsigned(hall.pack))) as document:
        for name in list(document.attachments):
            del document.attachments[name]
        for name in names:
            content = lines.get(name.removesuffix(".jsonl"), lines[hall.stream])
            attach(document, name, content)
        forged = hall.signed_again(saved(document))
    assert failing(forged) == {"chain"}
    assert "not that of one contest" in detail(forged, "chain")


def test_a_stream_by_the_name_of_another_contest_is_noticed(hall: Hall) -> None:
    lines = lines_of(hall.pack)
    with pikepdf.open(BytesIO(unsigned(hall.pack))) as document:
        del document.attachments["oxford-east.jsonl"]
        attach(document, "oxford-west.jsonl", lines["oxford-east"])
        assert "acts" in failing(hall.signed_again(saved(document)))


# ---- two officers, seen apart from the rules


def test_passing_over_one_sheet_excuses_no_other(hall: Hall) -> None:
    """What the rules would refuse is counted anew: were they wrong, this would still say so."""
    from tallyapp.audit.streams import _Eyes

    keyed = [act for act in hall.acts[hall.stream] if isinstance(act, acts.SheetKeyed)]
    alone = [act for act in keyed if act.by == keyed[0].by][:2]
    over = acts.PassedOver(
        v=1,
        id="0" * 32,
        at=NIGHT,
        by=OfficerNumber(1),
        workstation="1",
        seen=1,
        of="",
        finding=FindingRecord(
            code="E302", place=Place("sheet", str(alone[0].sheet), "keyed"), numbers=()
        ),
        reason="The table has gone home.",
        second=OfficerNumber(2),
    )
    eyes = _Eyes()
    told: list[AnyAct] = [*alone, over]
    for act in told:
        eyes.see(act)
    assert list(eyes.problems()) == [f"sheet {alone[1].sheet} was keyed by one officer"]
    eyes.see(replace(over, second=OfficerNumber(1)))
    assert "officer 1 was their own second officer" in list(eyes.problems())
    assert SheetNumber(alone[0].sheet) != alone[1].sheet


def test_what_a_recount_took_the_place_of_need_not_be_keyed_again(hall: Hall) -> None:
    from tallyapp.audit.streams import _Eyes

    done = hall.acts[hall.stream]
    issued = [act for act in done if isinstance(act, acts.SheetsIssued)]
    (once, *_) = (act for act in done if isinstance(act, acts.SheetKeyed))
    (area,) = (act.area for act in issued if act.first <= once.sheet <= act.last)
    other = next(act.area for act in issued if act.area != area)
    begun = acts.RecountBegun(
        v=1,
        id="0" * 32,
        at=NIGHT,
        by=OfficerNumber(1),
        workstation="1",
        seen=1,
        round=2,
        areas=(other,),
        reason="close",
    )
    eyes = _Eyes()
    told: list[AnyAct] = [*issued, once, begun]
    for act in told:
        eyes.see(act)
    assert list(eyes.problems()) == [f"sheet {once.sheet} was keyed by one officer"]
    eyes.see(replace(begun, areas=(area,)))
    assert list(eyes.problems()) == []


def test_in_a_small_count_one_officer_may_look_twice_but_not_once(hall: Hall) -> None:
    from tallyapp.audit.streams import _Eyes

    (set_up, *done) = hall.acts[hall.stream]
    (once, *_) = (act for act in done if isinstance(act, acts.SheetKeyed))
    assert isinstance(set_up, acts.ContestSetUp)
    for small, wrong in ((False, 1), (True, 0)):
        eyes = _Eyes()
        eyes.see(replace(set_up, small_count=small))
        eyes.see(once)
        assert len(list(eyes.problems())) == 1
        eyes.see(once)
        assert len(list(eyes.problems())) == wrong
