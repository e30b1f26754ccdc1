"""The result of last time is on no notice; the audit pack tells that it was stated, and from
where.
"""

from pathlib import Path

import pytest

from tallyapp.audit.verify import verify
from tallyapp.documents.reading import read_attachments
from tallyapp.domain.vocabulary.previous import CandidateGroup, PreviousCandidate, SeatHeld
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes
from tallyapp.publication import publish_audit_pack, publish_declaration
from tallyapp.signing.identity import practice_identity
from tests.documents.pages import words
from tests.domain.rules.test_previous import chosen, stated
from tests.halls import ELM, RETURNING_OFFICER, Hall, NightClock, a_counted_hall, previous_result

LAST_TIME = previous_result(
    source="The Yew Gazette",
    election="Yew by-election",
    boundaries="changed",
    notional_by="two professors",
    candidates=(
        PreviousCandidate(
            name="Zed Zelkova", description="Old Party", party="PP9", votes=Votes(987), elected=True
        ),
        PreviousCandidate(name="Yan Yew", description="Elder", votes=Votes(654)),
    ),
    electorate=3_210,
    valid=Papers(1_641),
    held=(SeatHeld(name="Xan Xylo", description="Former Party"),),
)
WORDS = ("Zelkova", "Gazette", "professors", "Xylo", "Told alike", "by-election")


@pytest.mark.parametrize("when", ["before", "after"])
def test_no_notice_says_anything_of_last_time_and_the_pack_says_from_where_it_is(
    tmp_path: Path, when: str
) -> None:
    hall = a_counted_hall(tmp_path)
    if when == "before":
        _state(hall)
    hall.finish()
    if when == "after":
        _state(hall)
    practice = practice_identity(NightClock()())
    notice = tmp_path / "notice.pdf"
    pack = tmp_path / "pack.pdf"
    publish_declaration(hall.desk, ELM, practice, notice, RETURNING_OFFICER)
    publish_audit_pack(hall.desk, ELM, practice, pack, RETURNING_OFFICER)
    hall.desk.close()
    seen = words(notice.read_bytes())
    carried = b"".join(read_attachments(notice.read_bytes()).values()).decode()
    for word in WORDS:
        assert word not in seen
        assert word not in carried
    for figure in ("1,641", "3,210"):
        assert figure not in seen
    told = " ".join(words(pack.read_bytes()).split())
    assert "To be compared with: Yew by-election, 12 December 2019, 1,641 votes" in told
    assert "boundaries changed since; notional figures by two professors" in told
    assert "From: The Yew Gazette" in told
    assert "Groups to be told together: “Told alike”" in told
    assert verify(notice.read_bytes()).verdict == "holds"
    assert verify(pack.read_bytes()).verdict == "holds"


def _state(hall: Hall) -> None:
    hall.do(stated(hall, LAST_TIME))
    two = (CandidateNumber(1), CandidateNumber(3))
    hall.do(chosen(hall, CandidateGroup(label="Told alike", candidates=two)))
