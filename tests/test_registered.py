"""Whatever there is of one kind of act, or of one finding, there is of all; else the test says
what is missing and in which file it belongs.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct, ContestAct
from tallyapp.domain.rules.register import RULES
from tallyapp.domain.rules.seeing import PRINTED, Seen, seen
from tallyapp.domain.vocabulary.findings import Code, finding
from tallyapp.words.acts import kind_words
from tallyapp.words.catalogue import catalogue
from tests.domain.acts.test_acts import STORED
from tests.domain.rules.test_officers import MAY
from tests.halls import a_counted_hall, fields_of_each_kind
from tests.words.test_catalogue import EVERY_FINDING

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "tallyapp"
REPORTS = "tallyapp/domain/reports"
VIEWS = "tallyapp/ledger/views.sql"
WINDOW = "tallyapp/ui/screens"
DO_NOTHING = {"domain", "ledger", "words", "documents", "audit", "practice", "__pycache__"}
"""Rooms in which an act is judged, kept, told or played, and never somebody's wish."""

# ---- what some acts need not have, and why

TOLD_OTHERWISE = {
    "of the count, and not of the way to one result": {
        "CountSetUp",
        "WorkstationEnrolled",
        "OfficerEnrolled",
        "OfficerStoodDown",
        "SheetsAllotted",
        "PapersOfAnotherContest",
        "PapersPrinted",
        "BackupRestored",
        "UncontestedRecorded",
        "SheetNumbersFreed",
        "KeptLonger",
        "DisposalRecorded",
    },
    "of the hall: told where it matters, by labels": {"TableNamed"},
    "told as it stands at the end: areas, boxes, sheets, variances, turnout, answers": {
        "ContestSetUp",
        "SheetsIssued",
        "VarianceExplained",
        "PacketsCounted",
        "PostalVotesRejected",
        "PostalCoversReturned",
        "AgentAnswered",
    },
    "how a paper came to be agreed is told of none": {
        "SheetDifferenceKeyed",
        "FormDifferenceKeyed",
    },
    "slates are on no page: a rare one is a receipt": {"SlateNamed", "SlateConfirmed"},
}
"""Acts of which the story in an audit pack says nothing."""
BRING_NO_FIGURE = {
    "set beside a result, and none of what is counted": {"PreviousResultStated", "GroupsChosen"},
    "of the count": {
        "CountSetUp",
        "WorkstationEnrolled",
        "OfficerEnrolled",
        "OfficerStoodDown",
        "SheetsAllotted",
        "PapersOfAnotherContest",
        "PapersPrinted",
        "CodeIssued",
        "BackupRestored",
        "UncontestedRecorded",
        "CountCorrected",
        "SheetNumbersFreed",
        "KeptLonger",
        "DisposalRecorded",
    },
    "nothing was keyed of what it takes out, or nothing is given out after it": {
        "SheetsWithdrawn",
        "ContestAbandoned",
    },
    "of the hall: what was seen of containers, which are counted by others": {
        "ContainersRegistered",
        "ContainerWithdrawn",
        "TableNamed",
        "CountAdjourned",
        "CountRestarted",
    },
    "what was said of papers, which others count": {
        "BoxAccountKeyed",
        "VarianceExplained",
        "PacketsCounted",
        "OneBoxAreaDecided",
        "VerificationStated",
        "NamesConfirmed",
        "ElectorateConfirmed",
        "SlateConfirmed",
        "SlateCompared",
        "PassedOver",
        "WarningAnswered",
        "PostalVotesRejected",
        "PostalCoversReturned",
    },
    "what was done with a result that others make": {
        "ProvisionalGiven",
        "AgentAnswered",
        "RecountOpportunityGiven",
        "LotConfirmed",
        "LotDrawn",
        "LotCorrected",
        "ReadBack",
        "ReAddDrawn",
        "Declared",
        "DeclaredOutside",
        "NoticeCorrected",
        "DocumentSigned",
        "ResultExpected",
        "ResultReleased",
        "ReleaseWithdrawn",
    },
}
"""Acts from which the second arithmetic works nothing out."""
NOT_IN_THE_WINDOW: dict[str, set[str]] = {}
"""Acts for which the window has no way yet."""


def _named(exempt: dict[str, set[str]]) -> set[str]:
    return set().union(*exempt.values())


def _text(*places: str) -> str:
    """All that stands in these files, or in the modules of these folders."""
    paths = (ROOT / place for place in places)
    files = [file for p in paths for file in (sorted(p.rglob("*.py")) if p.is_dir() else [p])]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


# ---- an act


class Piece(NamedTuple):
    """One thing that must be there of each: what, where it belongs, whether it is there."""

    what: str
    where: str
    there: Callable[[Any], bool]


@pytest.fixture(scope="module")
def pieces_of_an_act(tmp_path_factory: pytest.TempPathFactory) -> list[Piece]:
    hall = a_counted_hall(tmp_path_factory.mktemp("elm"))
    examples = set(fields_of_each_kind(hall))
    hall.desk.close()
    said = catalogue()["audit"]
    story = _text(REPORTS)
    sql = (ROOT / VIEWS).read_text(encoding="utf-8")
    rooms = (room for room in PROGRAM.iterdir() if room.name not in DO_NOTHING)
    asked = _text(*(f"tallyapp/{room.name}" for room in rooms))
    manual = (ROOT / "docs/manual/rights.md").read_text(encoding="utf-8")
    this = "or why not in tests/test_registered.py"

    def in_story(kind: type[acts.Act]) -> bool:
        name = kind.__name__
        return bool(re.search(rf"acts\.{name}\b", story)) != (name in _named(TOLD_OTHERWISE))

    def in_sql(kind: type[acts.Act]) -> bool:
        return (f"'{kind.__name__}'" in sql) != (kind.__name__ in _named(BRING_NO_FIGURE))

    def in_window(kind: type[acts.Act]) -> bool:
        name = kind.__name__
        return bool(re.search(rf"\b{name}\b", asked)) != (name in _named(NOT_IN_THE_WINDOW))

    def in_manual(kind: type[acts.Act]) -> bool:
        return f"kind.{kind.__name__}" in said and kind_words(kind.__name__) in manual

    module = "its module in tallyapp/domain/acts/"
    return [
        Piece("its name among acts", f"__all__ of {module}", _is_named),
        Piece("its place in the union", f"the union of {module}", lambda k: k in get_args(AnyAct)),
        Piece("right, check and apply", "tallyapp/domain/rules/register.py", lambda k: k in RULES),
        Piece(
            "its words in the timeline",
            "kind.… in resources/messages/en-GB/screens/audit.toml",
            lambda k: f"kind.{k.__name__}" in said,
        ),
        Piece("its row in the manual", "docs/manual/rights.md (dev.py manual)", in_manual),
        Piece(
            "its words in an audit pack",
            f"{REPORTS}/pack_story.py or pack_steps.py, {this}",
            in_story,
        ),
        Piece("its figures in the second arithmetic", f"{VIEWS}, {this}", in_sql),
        Piece("a way to do it", f"{WINDOW}, {this}", in_window),
        Piece(
            "its right, said a second time",
            "tests/domain/rules/test_officers.py",
            lambda k: any(k in kinds_of_role for kinds_of_role in MAY.values()),
        ),
        Piece("an example", "fields_of_each_kind in tests/halls.py", lambda k: k in examples),
        Piece(
            "its stored names",
            "STORED in tests/domain/acts/test_acts.py",
            lambda k: k.__name__ in STORED,
        ),
    ]


def _is_named(kind: type[acts.Act]) -> bool:
    return getattr(acts, kind.__name__, None) is kind


def missing(pieces: list[Piece], of: Any) -> list[str]:
    return [f"{piece.what}: {piece.where}" for piece in pieces if not piece.there(of)]


def kinds(kind: type[acts.Act] = acts.Act) -> Iterator[type[acts.Act]]:
    """Every kind of act that the program has, whether or not anybody registered it."""
    below = kind.__subclasses__()
    if not below and kind.__module__.startswith("tallyapp."):
        yield kind
    for each in below:
        yield from kinds(each)


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.__name__)
def test_every_kind_of_act_has_all_that_an_act_has(
    pieces_of_an_act: list[Piece], kind: type[acts.Act]
) -> None:
    found = missing(pieces_of_an_act, kind)
    assert not found, "\n".join([f"{kind.__name__} wants", *found])


def test_every_piece_that_a_new_act_wants_is_named(pieces_of_an_act: list[Piece]) -> None:
    class BoxWeighed(ContestAct, frozen=True, kw_only=True, tag=True):
        """An act that somebody began to write."""

    assert missing(pieces_of_an_act, BoxWeighed) == [
        f"{piece.what}: {piece.where}" for piece in pieces_of_an_act
    ]


def test_no_act_is_excused_that_is_not_there() -> None:
    known = {kind.__name__ for kind in kinds()}
    for exempt in (TOLD_OTHERWISE, BRING_NO_FIGURE, NOT_IN_THE_WINDOW):
        assert _named(exempt) <= known


# ---- a finding


@pytest.fixture(scope="module")
def pieces_of_a_finding() -> list[Piece]:
    said = catalogue()
    sources = (
        path.read_text(encoding="utf-8")
        for path in PROGRAM.rglob("*.py")
        if path.name not in ("seeing.py", "pack_words.py", "findings.py")
    )
    raised = {
        node.attr
        for source in sources
        if "Code." in source
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Code"
    }
    packs = _text(f"{REPORTS}/pack_words.py")

    def tells(code: Code) -> bool:
        return code not in PRINTED or f"Code.{code}" in packs

    def tells_without_votes(code: Code) -> bool:
        shown = seen(finding(code, "area", "A"), sees_votes=False)
        return shown is not Seen.WITHOUT_VOTES or f"without-votes.{code}" in said["reconciliation"]

    return [
        Piece(
            "a sentence",
            "[findings] in resources/messages/en-GB/rules.toml",
            lambda code: any(key.partition(".")[0] == code for key in said["findings"]),
        ),
        Piece(
            "what it means and what to do",
            "[codes] in resources/messages/en-GB/codes.toml",
            lambda code: {code, f"{code}.do"} <= said["codes"].keys(),
        ),
        Piece("a rule that finds it", "tallyapp/domain", lambda code: code in raised),
        Piece(
            "an example",
            "EVERY_FINDING in tests/words/test_catalogue.py",
            lambda code: code in {each.code for each in EVERY_FINDING},
        ),
        Piece("its words in an audit pack", f"{REPORTS}/pack_words.py", tells),
        Piece(
            "its words without votes",
            "without-votes.… in resources/messages/en-GB/screens/reconciliation.toml",
            tells_without_votes,
        ),
    ]


@pytest.mark.parametrize("code", Code)
def test_every_finding_has_all_that_a_finding_has(
    pieces_of_a_finding: list[Piece], code: Code
) -> None:
    found = missing(pieces_of_a_finding, code)
    assert not found, "\n".join([f"{code} wants", *found])
