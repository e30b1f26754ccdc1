"""The acts as they are stored: the bytes of each kind mean one act, and one act has one form."""

from typing import Any, get_args

import msgspec
import pytest

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct, decode, encode
from tests.halls import CLERK, Hall, envelope, fields_of_each_kind

STORED = {
    "CountSetUp": [
        "authority",
        "certificate",
        "imprint",
        "name",
        "note",
        "officer_title",
        "polling_day",
        "practice",
        "returning_officer",
    ],
    "WorkstationEnrolled": ["certificate", "name"],
    "OfficerEnrolled": ["officer"],
    "OfficerStoodDown": ["number"],
    "SheetsAllotted": ["contest", "first", "last"],
    "PapersOfAnotherContest": ["belongs", "found", "of", "papers", "reason", "second"],
    "PapersPrinted": ["papers"],
    "CodeIssued": ["code", "drawn", "occasion", "of", "seq", "stream", "to"],
    "BackupRestored": ["reason", "source"],
    "UncontestedRecorded": ["candidates", "contest", "election", "name", "seats"],
    "ContainersRegistered": ["containers", "reason"],
    "ContainerWithdrawn": ["container", "reason", "second"],
    "ContainersSighted": ["how", "reason", "second", "sighted"],
    "TableNamed": ["name", "table", "team"],
    "CountAdjourned": ["reason", "seals", "second", "since", "why"],
    "CountRestarted": ["reason", "seals", "second"],
    "ContestSetUp": [
        "areas",
        "boxes",
        "bundle",
        "candidates",
        "contest",
        "count_head",
        "election",
        "electorate",
        "name",
        "rules",
        "seats",
    ],
    "BoxAdded": ["box", "reason"],
    "SheetsIssued": ["area", "first", "last"],
    "NamesConfirmed": ["of", "surnames"],
    "ElectorateConfirmed": ["electorate"],
    "BoxAccountKeyed": ["account", "box", "of", "reason"],
    "BoxCounted": ["attempt", "box", "papers"],
    "VarianceExplained": ["box", "explanation", "of", "papers", "second"],
    "PacketsCounted": ["box", "of", "packets", "reason"],
    "BoxCountCorrected": ["attempt", "box", "of", "papers", "reason", "second"],
    "PapersMoved": ["between", "left", "of", "papers", "reached", "reason", "second"],
    "PapersTakenUp": ["box", "of", "papers", "way"],
    "PapersHandedOver": ["box", "of", "papers", "receipt", "second", "to"],
    "OneBoxAreaDecided": ["area", "box", "reason"],
    "VerificationStated": [
        "boxes",
        "count_head",
        "counted",
        "electorate",
        "expected",
        "version",
    ],
    "SlateNamed": ["candidates"],
    "SlateConfirmed": ["candidates"],
    "SlateCompared": ["candidates", "fits", "note"],
    "SheetKeyed": ["figures", "noughts", "of", "sheet"],
    "SheetDifferenceKeyed": ["fields", "of", "sheet"],
    "SheetQueried": ["figures", "note", "of", "sheet"],
    "SheetCorrected": ["fields", "of", "reason", "second", "sheet"],
    "SheetWithdrawn": ["of", "reason", "second", "sheet"],
    "FormKeyed": ["area", "figures", "form", "of", "round"],
    "FormDifferenceKeyed": ["fields", "form", "of", "round"],
    "FormQueried": ["area", "figures", "form", "note", "of", "round"],
    "FormCorrected": ["fields", "form", "of", "reason", "round", "second"],
    "FormWithdrawn": ["form", "of", "reason", "round", "second"],
    "PassedOver": ["finding", "of", "reason", "second"],
    "WarningAnswered": ["finding", "reason"],
    "PostalCoversReturned": ["covers", "of"],
    "PostalSessionKeyed": ["box", "covers", "of", "papers", "reason", "rejected", "session"],
    "PostalVotesRejected": ["of", "papers"],
    "ProvisionalGiven": ["count_head", "figures"],
    "AgentAnswered": ["candidate", "content", "of"],
    "RequestMade": ["asks", "by_whom", "candidate", "of", "request"],
    "RequestAnswered": ["answer", "of", "reason"],
    "RecountBegun": ["areas", "reason", "round"],
    "RecountOpportunityGiven": ["note", "of"],
    "LotConfirmed": ["chosen", "of"],
    "LotDrawn": ["chosen", "manner", "of", "tied"],
    "LotCorrected": ["chosen", "of", "reason", "second", "tied"],
    "ReadBack": ["of", "rejected", "votes"],
    "ReAddDrawn": ["manner", "of", "reason", "second", "seed"],
    "ReAddDone": ["given", "lines", "of", "reason"],
    "Declared": ["count_head", "declarant", "declared_at", "elected", "figures", "of"],
    "DeclaredOutside": [
        "count_head",
        "declarant",
        "declared_at",
        "elected",
        "figures",
        "of",
        "reason",
        "second",
    ],
    "NoticeCorrected": ["count_head", "figures", "notice", "of", "reason", "second"],
    "DocumentSigned": ["certificate", "document", "head", "seq", "sha256"],
    "ResultExpected": ["expected"],
    "ResultReleased": ["of"],
    "ReleaseWithdrawn": ["of", "reason"],
    "CountCorrected": ["authority", "of", "reason", "second"],
    "SheetNumbersFreed": ["contest", "of"],
    "KeptLonger": ["of", "reason", "second", "until"],
    "DisposalRecorded": ["files", "kept_until", "of", "second"],
    "SetUpCorrected": ["electorate", "of", "reason", "second"],
    "BoxWithdrawn": ["box", "reason", "second"],
    "SheetsWithdrawn": ["first", "last", "reason", "second"],
    "RecountAbandoned": ["of", "reason", "second"],
    "ContestAbandoned": ["because", "reason", "second"],
    "PreviousResultStated": ["of", "reason", "result"],
    "GroupsChosen": ["groups", "of"],
}
"""The kinds of act and their own fields, by the names under which they are stored."""


def made(hall: Hall) -> list[acts.Act]:
    every = []
    for kind, fields in fields_of_each_kind(hall).items():
        seen: dict[str, Any] = {"seen": 9} if issubclass(kind, acts.ContestAct) else {}
        head: dict[str, Any] = {"count_head": "0" * 64} if issubclass(kind, acts.FixedAct) else {}
        every.append(kind(**envelope(CLERK), **seen, **head, **fields))
    return every


def test_every_kind_of_act_reads_as_it_was_written(counted: Hall) -> None:
    every = made(counted)
    assert {type(act) for act in every} == set(get_args(AnyAct))
    for act in every:
        assert decode(encode(act)) == act
        assert encode(decode(encode(act))) == encode(act)


def test_every_kind_of_act_is_of_a_contest_or_of_the_count(counted: Hall) -> None:
    every = [decode(encode(act)) for act in made(counted)]
    of_contest = [act for act in every if isinstance(act, acts.ContestAct)]
    assert [act for act in every if acts.is_of_contest(act)] == of_contest
    assert len(of_contest) + sum(isinstance(act, acts.CountAct) for act in every) == len(every)


def test_the_stored_names_of_acts_and_fields_are_these(counted: Hall) -> None:
    """What is stored is read for ever:
    this test fails when a name changes, and must not be adapted.
    """
    names = {
        str(raw.pop("act")): sorted(raw)
        for act in made(counted)
        if (raw := msgspec.json.decode(encode(act), type=dict[str, object]))
    }
    common = {"v", "id", "at", "by", "workstation"}
    count_acts = {kind.__name__ for kind in get_args(acts.AnyCountAct)}
    for name, fields in names.items():
        assert common <= set(fields)
        assert ("seen" in fields) == (name not in count_acts)
    own = {name: sorted(set(fields) - common - {"seen"}) for name, fields in names.items()}
    assert own == STORED


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b'"papers":100', b'"papers":-1'),
        (b'"papers":100', b'"papers":10000000'),
        (b'"papers":100', b'"papers":100.0'),
        (b'"papers":100', b'"papers":true'),
        (b'"v":1', b'"v":2'),
        (b'"workstation":"desk-1"', b'"workstation":"desk\\n1"'),
        (b'"box":"a1"', b'"box":"a1\\n"'),
        (b'"box":"a1"', b'"box":""'),
        (b'"by":11', b'"by":0'),
        (b"Z", b""),
        (b'"papers":100', b'"papers":100,"votes":1'),
        (b'"act":"BoxCounted"', b'"act":"BoxWeighed"'),
    ],
)
def test_what_is_out_of_bounds_or_unknown_means_no_act(
    counted: Hall, was: bytes, becomes: bytes
) -> None:
    (counted_box,) = (act for act in made(counted) if isinstance(act, acts.BoxCounted))
    entry = encode(counted_box)
    assert entry.count(was) == 1
    with pytest.raises(msgspec.DecodeError):
        decode(entry.replace(was, becomes))


def test_every_act_of_a_counted_hall_has_its_own_id(counted: Hall) -> None:
    streams = (COUNT_STREAM, counted.stream)
    ids = [act.id for stream in streams for _, act in counted.desk.ledger.read_from(stream)]
    assert len(ids) == len(set(ids)) > 20
