"""An audit pack tells what could hold papers, what was odd about it, and when the count stood
still.
"""

from pathlib import Path

from tallyapp.documents.audit_pack.pack import render_audit_pack
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.reports.audit_pack import audit_pack_report
from tallyapp.domain.vocabulary.containers import Sealed, Sighted
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers
from tests.halls import CLERK, DEPUTY, ELM, RETURNING_OFFICER, SUPERVISOR, TRAY, Hall, a_hall

from ..pages import words

SEALED = Sealed(what="the boxes", seal="0815")


def told(hall: Hall) -> tuple[str, list[str], str]:
    """The summary, what happened, and the words of all pages."""
    ledger = hall.desk.ledger
    marks = [ledger.checkpoint(name) for name in (ELM, COUNT_STREAM)]
    count, contest = (ledger.read_from(name) for name in (COUNT_STREAM, ELM))
    report = audit_pack_report(ELM, count, contest, marks)
    pages = words(render_audit_pack(report, {}))
    return report.hall, [event.what for event in report.hall_events], pages


def test_what_went_as_it_should_is_told_in_numbers_alone(tmp_path: Path) -> None:
    summary, happened, _ = told(a_hall(tmp_path))
    assert summary == "4 could hold papers; 4 seen to arrive, 4 seen empty"
    assert happened == []


def test_a_broken_seal_a_tray_and_an_evacuation_are_told_line_by_line(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, seen=False)
    hall.do(acts.ContainersRegistered(**hall.by(SUPERVISOR).count, containers=(TRAY,)))
    at = hall.desk.clock()
    broken = Sighted(container="elm-valley/a1", at=at, seal="17", whole=False)
    second = OfficerNumber(DEPUTY)
    hall.do(
        acts.ContainersSighted(
            **hall.by(CLERK).count, how="arrived", sighted=(broken,), second=second
        )
    )
    chief = hall.by(RETURNING_OFFICER).count
    since = hall.desk.clock()
    hall.do(
        acts.CountAdjourned(
            **chief, why="evacuated", since=since, reason="an alarm", seals=(SEALED,), second=second
        )
    )
    another = Sealed(what=SEALED.what, seal="0816")
    hall.do(acts.CountRestarted(**chief, seals=(another,), second=second, reason="it was cut"))
    hall.do(
        acts.PostalSessionKeyed(
            **hall.by(CLERK).contest, session=1, box="a2", covers=50, papers=Papers(50), of=""
        )
    )
    summary, happened, pages = told(hall)
    assert summary == "5 could hold papers; 1 seen to arrive, 0 seen empty"
    assert happened == [
        "Registered: Tray 1 (tray-1), tray",
        "a1 seen to arrive, its seal broken",
        f"The hall was left at {since:%H:%M}: an alarm. Sealed: the boxes (0815)",
        "The count was begun again; seals not as they were noted: the boxes (0816). it was cut",
    ]
    assert "In the hall" in pages
    assert "its seal broken" in pages
    assert "50 papers delivered in box a2" in pages
