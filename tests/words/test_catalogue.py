"""Every finding and every disagreement has a sentence that a person at a count understands."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tallyapp
from tallyapp.domain.state.keyed_paper import DONE, Life
from tallyapp.domain.vocabulary import findings as checks
from tallyapp.domain.vocabulary.boxes import CAUSES
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.places import Place
from tallyapp.ledger.disagreements import Disagreement, What
from tallyapp.words.catalogue import (
    catalogue,
    disagreement,
    field_words,
    place_words,
    say,
    sentence,
    told,
)

FAR = {"value": 10_000_000, "most": 9_999_999}
SUMS = {"counted": 1_234, "verified": 1_235, "difference": -1}
VOTES = {"votes": 700, "unused": 190, "uncertain": 11, "lines": 901, "seats": 3, "mixed": 300}
VOTES |= {"expected": 900, "difference": 1}
STATED = {"stated": 5, "derived": 6}
SHEET_SUMS = {
    "full": 3,
    "bundle": 25,
    "bundled": 75,
    "part": 23,
    "sent": 2,
    "lines": 100,
    "papers": 102,
}
LIVES = [life for life in Life if life not in DONE]
ROLES = [
    "returning-officer",
    "deputy",
    "supervisor",
    "adjudicator",
    "clerk",
    "auditor",
    "declarant",
]

EVERY_FINDING: list[Finding] = [
    *(
        finding(Code.A121, "contest", "Elm", what)
        for what in ("seats", "candidates", "bundle", "written", "rules")
    ),
    finding(Code.A121, "candidate", 3, "order"),
    *(finding(Code.A106, "contest", "Elm", f"previous-{what}") for what in ("source", "election")),
    finding(Code.A106, "contest", "Elm", "group"),
    finding(Code.A108, "contest", "Elm", "group"),
    finding(Code.A108, "candidate", 3, "group"),
    finding(Code.A104, "candidate", 9, "group"),
    finding(Code.A114, "contest", "Elm", "previous"),
    finding(Code.A114, "contest", "Elm", "groups"),
    finding(Code.A130, "contest", "Elm", "nothing", votes=0, seats=1, most=15),
    finding(Code.A130, "contest", "Elm", "elected", elected=2, seats=1),
    finding(Code.A130, "contest", "Elm", "notional"),
    finding(Code.A130, "contest", "Elm", "order", elected=98, other=120),
    finding(Code.A130, "contest", "Elm", "valid", votes=259, valid=260),
    finding(Code.A130, "contest", "Elm", "electorate", papers=1_001, electorate=1_000),
    finding(Code.A131, "contest", "Elm", day=4, month=7, year=2024),
    finding(Code.A131, "contest", "Elm", "polling-day", day=4, month=7, year=2024),
    finding(Code.A121, "sheet", 24, "keyed"),
    finding(Code.A104, "contest", "Elm", "died"),
    finding(Code.A105, "contest", "Elm", "abandoned"),
    finding(Code.A105, "area", "A", "not-empty"),
    finding(Code.A105, "box", "A1", "papers-counted", papers=864),
    finding(Code.A105, "contest", "Elm", "recount-given", round=2),
    finding(Code.A105, "candidate", 3, "independent"),
    finding(Code.A109, "area", "B", "not-asked"),
    finding(Code.A112, "contest", "Elm", "recount"),
    finding(Code.A112, "contest", "elm", "sheet-numbers"),
    finding(Code.A112, "sheet", 24, "withdrawn"),
    finding(Code.A110, "contest", "Elm", "heads-of-seats", seats=3),
    finding(Code.A112, "count", "Elm night", "unchanged"),
    finding(Code.A114, "contest", "Elm", "set-up"),
    finding(Code.A114, "count", "count", "set-up"),
    finding(Code.A114, "contest", "Elm", "recount"),
    finding(Code.A114, "contest", "Elm", "abandoned"),
    finding(Code.E101, "sheet", 24, **SHEET_SUMS, difference=-2),
    finding(Code.E101, "form", 3, allowed=3, rejected=7, lines=10, papers=9, difference=1),
    finding(
        Code.E101, "sheet", 24, bundled=98, mixed=3, sent=2, lines=103, papers=102, difference=1
    ),
    finding(
        Code.E101,
        "sheet",
        24,
        "3.total",
        full=3,
        bundle=25,
        part=23,
        lines=98,
        papers=89,
        difference=9,
    ),
    finding(Code.E102, "sheet", 24, "3.part", value=30, bundle=25),
    finding(Code.E102, "sheet", 24, "part", value=30, bundle=25),
    *(
        finding(Code.E102, "sheet", 24, field, **FAR)
        for field in ("papers", "3.full", "3.part", "sent")
    ),
    *(
        finding(Code.E102, "form", 3, field, **FAR)
        for field in ("2.allowed", "1.rejected", "adjudicator")
    ),
    *(
        finding(Code.E102, "box", "a1", field, **FAR)
        for field in ("papers", "issued", "spoilt", "entrusted")
    ),
    finding(Code.E102, "sheet", 8, "last", value=8, first=1_009, most=1_000),
    finding(Code.E102, "contest", "Elm Valley", "sheets", value=50_001, most=50_000),
    finding(Code.E102, "contest", "Elm Valley", "boxes", value=10_001, most=10_000),
    finding(Code.E103, "sheet", 24, "2.votes", votes=301, mixed=300, difference=1),
    finding(Code.E103, "form", 3, "2.allowed", votes=8, mixed=7, difference=1),
    *(finding(Code.E103, kind, 24, "votes", **VOTES) for kind in ("sheet", "form")),
    finding(Code.E103, "form", 3, "in-part", in_part=3, good=7, uncertain=2, seats=3),
    finding(Code.E104, "slate", "1+4", "candidates", named=4, seats=3),
    finding(Code.E104, "slate", "1+4", "twice", named=3, different=2),
    finding(Code.E104, "slate", "", "nobody", named=0, seats=3),
    finding(Code.E104, "slate", "4+1", "order"),
    *(
        finding(Code.E105, "sheet", 24, field)
        for field in ("slip", "mixed", "2.votes", "unused", "2.total")
    ),
    *(finding(Code.E105, "sheet", 24, field) for field in ("papers", "3.full", "3.part", "sent")),
    *(finding(Code.E105, "form", 3, field) for field in ("2.allowed", "1.rejected", "objections")),
    finding(Code.E106, "sheet", 24),
    finding(Code.E106, "form", 3),
    finding(Code.E107, "area", "A", on_sheets=1_156, verified=1_150, difference=6),
    finding(Code.E107, "sheet", 24, "fits", papers=6),
    finding(Code.A104, "sheet", 24, "noughts"),
    finding(Code.A105, "slate", "1+4", "once"),
    finding(Code.A106, "slate", "1+4", "note"),
    finding(Code.A112, "slate", "1+4", "compared"),
    finding(Code.E107, "sheet", 24, "twin", other=23),
    finding(Code.E201, "sheet", 24, officer=1_011),
    finding(Code.E201, "form", 3, officer=11),
    finding(Code.E201, "sheet", 24, "third", officer=11),
    finding(Code.E201, "slate", "1+4", "compared", officer=11),
    finding(Code.E201, "slate", "1+4", officer=11),
    finding(Code.E202, "slate", "1+4", "candidates"),
    finding(Code.E302, "slate", "1+4", "once", papers=120),
    finding(Code.E302, "slate", "1+4", "to-compare", papers=120),
    finding(Code.E302, "slate", "1+4", "does-not-fit", papers=120),
    finding(Code.A104, "slate", "1+4", "named"),
    finding(Code.A112, "slate", "1+4", "confirmed"),
    *(
        finding(Code.E201, "contest", "Elm Valley", field, officer=1)
        for field in ("read-back", "names", "lot", "electorate")
    ),
    *(finding(Code.E202, "sheet", 24, field) for field in ("papers", "3.full", "3.part", "sent")),
    *(finding(Code.E202, "form", 3, field) for field in ("2.allowed", "1.rejected", "adjudicator")),
    finding(Code.E202, "candidate", 2, "read-back", keyed=242, figures=177),
    finding(Code.E202, "head", "unmarked", "read-back", keyed=4),
    finding(Code.E301, "area", "A", **SUMS),
    finding(Code.E302, "box", "a1", "account"),
    finding(Code.E302, "box", "a1", "count", expected=1_000),
    finding(Code.E302, "box", "a1", "variance", expected=1_000, counted=1, difference=-999),
    *(
        finding(Code.E302, "contest", "Elm Valley", field)
        for field in ("statement", "provisional", "names")
    ),
    *(finding(Code.E302, "contest", "Elm Valley", field) for field in ("opportunity", "read-back")),
    *(
        finding(Code.E302, "contest", "Elm", field, request=1, candidate=2)
        for field in ("request", "recount")
    ),
    finding(Code.E302, "area", "A", "sheets"),
    finding(Code.E302, "area", "A", "doubtful", sent=1, adjudicated=2, difference=1),
    *(finding(Code.E302, "sheet", 24, life) for life in LIVES),
    *(finding(Code.E302, "form", 3, life) for life in LIVES if life is not Life.ISSUED),
    finding(Code.E303, "contest", "Elm Valley", **SUMS),
    *(
        finding(Code.E304, "contest", "elm", f, program=1, sql=2)
        for f in ("votes.1", "rejected.2", "valid")
    ),
    *(
        finding(Code.E305, "contest", "Elm Valley", field, candidates=2, votes=1)
        for field in ("", "once")
    ),
    finding(Code.E202, "contest", "Elm Valley", "lot"),
    finding(Code.A101, "officer", 99),
    *(finding(Code.A102, "officer", 11, role) for role in ROLES),
    finding(Code.A102, "officer", 11, "not-adjudicating"),
    finding(Code.A102, "officer", 11, "not-in-this-contest"),
    finding(Code.A103, "officer", 11),
    finding(Code.A104, "contest", "oak"),
    finding(Code.A104, "contest", "oak", "no-areas"),
    finding(Code.A104, "area", "C"),
    finding(Code.A104, "area", "C", "c1"),
    finding(Code.A104, "box", "a9"),
    finding(Code.A104, "sheet", 77),
    finding(Code.A104, "sheet", 77, "9.full"),
    finding(Code.A104, "form", 77),
    finding(Code.A104, "form", 77, "9.allowed"),
    finding(Code.A104, "sheet", 77, "s1+4.slate"),
    finding(Code.A104, "sheet", 77, "slip"),
    *(finding(Code.A104, "candidate", 4, field) for field in ("lot", "slate", "")),
    *(finding(Code.A105, "sheet", 24, life) for life in Life),
    *(finding(Code.A105, "form", 3, life) for life in Life),
    finding(Code.A105, "sheet", 24, "3.part"),
    finding(Code.A105, "form", 3, "2.allowed"),
    finding(Code.A105, "area", "B", "no-ballot-box"),
    finding(Code.A105, "box", "a1", "account"),
    *(
        finding(Code.A105, "contest", "Elm", field)
        for field in (
            *("declared", "not-declared", "not-corrected", "not-borne-out"),
            *("stated", "not-stated", "released"),
        )
    ),
    *(
        finding(Code.A105, "contest", "Elm", field)
        for field in ("names-not-confirmed", "lot-keyed")
    ),
    finding(Code.A105, "contest", "elm", "version"),
    *(finding(Code.A105, kind, "count", "stream") for kind in ("count", "contest")),
    finding(Code.A105, "count", "Elm night", "set-up"),
    finding(Code.A105, "count", "count", "not-set-up"),
    finding(Code.A106, "sheet", 24, "reason"),
    finding(Code.A106, "form", 3, "reason"),
    finding(Code.A106, "box", "a1", "reason"),
    finding(Code.A106, "box", "a1", "explanation"),
    *(finding(Code.A106, "contest", "Elm", field) for field in ("reason", "name")),
    *(finding(Code.A106, "count", "count", field) for field in ("reason", "source", "name")),
    finding(Code.A106, "officer", 31, "name"),
    finding(Code.A106, "count", "count", "workstation"),
    *(finding(Code.A106, "request", 1, field) for field in ("reason", "by-whom")),
    finding(Code.A106, "candidate", 3, "surname"),
    finding(Code.A107, "count", "count", seen=1, least=2, most=3),
    *(finding(Code.A114, "sheet", 24, life) for life in Life if life is not Life.ISSUED),
    *(finding(Code.A114, "form", 3, life) for life in Life if life is not Life.ISSUED),
    *(finding(Code.A114, kind, 24, "of") for kind in ("sheet", "form")),
    finding(Code.A114, "form", 3, "round"),
    *(finding(Code.A117, "sheet", 24, field) for field in ("", "other")),
    finding(Code.A108, "sheet", 24, "allotted", last=30),
    finding(Code.A108, "contest", "elm"),
    finding(Code.A108, "candidate", 3),
    finding(Code.A108, "contest", "Elm: Jo Ash, Independent", "same-name"),
    finding(Code.A108, "candidate", 3, "alike"),
    finding(Code.A108, "area", "A"),
    finding(Code.A108, "box", "a1"),
    finding(Code.A108, "sheet", 24),
    finding(Code.A108, "slate", "1+4"),
    finding(Code.A109, "form", 3, "area"),
    finding(Code.A109, "box", "a1", "papers", **STATED),
    finding(Code.A109, "box", "a1", "attempt", **STATED),
    finding(Code.A109, "box", "a1", "stated"),
    finding(Code.A109, "contest", "Elm", "boxes", **STATED),
    finding(Code.A109, "contest", "Elm", "electorate"),
    finding(Code.A109, "contest", "Elm", "carried"),
    *(
        finding(Code.A109, "contest", "Elm", f, **STATED)
        for f in ("version", "expected", "counted")
    ),
    *(
        finding(Code.A109, "contest", "Elm", f, **STATED)
        for f in ("votes.2", "rejected.1", "valid")
    ),
    finding(Code.A109, "contest", "Elm", "verified", **STATED),
    *(
        finding(Code.A109, "contest", "Elm", f, **STATED)
        for f in ("unused", "uncertain", "round", "notice")
    ),
    finding(Code.A109, "request", 3, "number", **STATED),
    finding(Code.A109, "contest", "Elm", "elected"),
    finding(Code.A109, "contest", "Elm", "elected", stated=1, derived=2),
    finding(Code.A109, "contest", "Elm", "declared-at"),
    finding(Code.A109, "contest", "Elm", "before-polling-day", day=4, month=7, year=2024),
    finding(Code.A115, "contest", "elm", "id"),
    finding(Code.A116, "contest", "elm", "at", seconds=2_400),
    finding(Code.A109, "contest", "Elm", "code"),
    finding(Code.A110, "contest", "elm", "rules"),
    finding(Code.A110, "contest", "elm", "seats", seats=2, most=1),
    finding(Code.A110, "contest", "Elm", "candidates", candidates=100, most=99),
    finding(Code.A110, "contest", "Elm", "boxes", papers=9_999_999, each=600, most=10_000),
    finding(Code.A110, "contest", "elm", "uncontested", candidates=1, seats=1),
    finding(Code.A110, "contest", "elm", "contested", candidates=3, seats=2, most=15),
    finding(Code.A110, "contest", "elm", "slates"),
    finding(Code.A110, "contest", "elm", "more-slates", most=500),
    finding(Code.A110, "contest", "elm", "bundle", bundle=30),
    *(finding(Code.A110, kind, "A", "no-electors") for kind in ("contest", "area", "box")),
    *(
        finding(Code.A110, "contest", "elm", field, **{field: most + 1, "most": most})
        for field, most in (
            ("areas", 1_000),
            ("boxes", 10_000),
            ("electorate", 9_999_999),
            ("heads", 99),
        )
    ),
    finding(Code.A111, "sheet", 24, fields=6, expected=8),
    finding(Code.A111, "form", 3, fields=9, expected=10),
    *(
        finding(Code.A111, "contest", "Elm", f, fields=2, expected=3)
        for f in ("votes", "rejected", "read-back", "terms", "names")
    ),
    finding(Code.A111, "sheet", 24, "s1+4.slate", fields=3, expected=2),
    finding(Code.A112, "sheet", 24, "unchanged"),
    *(finding(Code.A112, "contest", "Elm", field) for field in ("confirmed", "electorate")),
    *(finding(Code.A112, "contest", "Elm", field) for field in ("released", "not-released")),
    finding(Code.A109, "contest", "Elm", "electors", **STATED),
    finding(Code.A112, "contest", "Elm", "unchanged"),
    finding(Code.A112, "contest", "Elm", "warning"),
    finding(Code.A112, "area", "A", "nothing-counted"),
    *(finding(Code.A112, "request", 1, field) for field in ("answered", "granted")),
    finding(Code.A112, "form", 3, "unchanged"),
    finding(Code.A112, "box", "a1", "variance"),
    *(finding(Code.A112, "contest", "Elm", field) for field in ("passed-over", "lot")),
    *(finding(Code.A113, "contest", "elm", field) for field in ("note", "text", "figures.papers")),
    finding(Code.A113, "contest", "elm", "officer.number", least=1, most=9_999),
    finding(Code.A113, "contest", "elm", "contests", most=1_000),
    *(
        finding(Code.A118, "workstation", "front desk", field)
        for field in ("", "another", "known", "taken")
    ),
    finding(Code.A113, "officer", 12, "name"),
    finding(Code.A102, "officer", 12, "release-names"),
    finding(Code.A119, "officer", 12),
    finding(Code.A129, "contest", "tees-valley", candidates=3, most=2),
    *(
        finding(code, "count", "count", day=4, month=7, year=2025)
        for code in (Code.A136, Code.A137)
    ),
    finding(Code.A138, "count", "count"),
    finding(Code.A139, "count", "Elm", day=31, month=12, year=9999),
    finding(Code.A139, "count", "Elm", "at", day=31, month=12, year=9999),
    finding(Code.A109, "count", "count", "kept-until", day=4, month=7, year=2025),
    finding(Code.A114, "count", "count", "kept-longer"),
    finding(Code.A119, "officer", 12, "another", other=31),
    *(finding(Code.A120, "candidate", 3, field) for field in ("", "alike")),
    *(finding(Code.A114, "box", "a1", field) for field in ("account", "attempt")),
    *(
        finding(Code.A114, "contest", "Elm", field)
        for field in (
            "provisional",
            "request",
            "lot",
            "postal-rejected",
            "notice",
            "released-notice",
            "release",
            "code",
            "document",
            "names",
        )
    ),
]
EVERY_FINDING += [
    finding(Code.E102, "contest", "Elm", "postal-rejected", value=10_000_000, most=9_999_999),
    finding(Code.W401, "area", "A", rejected=120, counted=5_000, rate=200),
    finding(Code.W401, "area", "A", "official-mark", rejected=1),
    finding(Code.W402, "area", "A", "turnout", share=1_250, median=4_810),
    finding(Code.W402, "area", "A", "2.share", share=1_250, median=4_810),
    finding(Code.W403, "area", "A", first=2, second=5, votes=1_177, others=242),
    finding(Code.W404, "area", "A", "2.votes", elsewhere=120),
    finding(Code.W405, "contest", "Elm", margin=15, valid=48_000),
    finding(Code.W406, "slate", "1+4", "look-alike", named=3, descriptions=2, candidate=3, other=5),
    finding(Code.W406, "slate", "1+4", "mixed", named=3, descriptions=2),
    finding(Code.W406, "slate", "1+4", "short", named=2, descriptions=1, party=3),
    finding(Code.W407, "sheet", 24, "alike", other=23, papers=250),
    finding(Code.W409, "sheet", 24, under=23, officer=11),
    *(
        finding(Code.E306, kind, "A", papers=4_500, electors=1_000, difference=3_500)
        for kind in ("box", "area", "contest")
    ),
    finding(Code.E307, "contest", "Elm", day=7, month=5, year=2026),
    finding(Code.E308, "contest", "Elm", candidates=300, papers=0),
    finding(Code.E301, "area", "A", "a1", counted=105, verified=100, difference=5, missing=5),
    *(finding(Code.E317, "box", "a1", way, papers=3) for way in ("in", "out")),
    finding(Code.E318, "area", "A", "a1"),
    finding(Code.E319, "area", "A"),
    finding(Code.A112, "area", "A", "one-box"),
    finding(Code.A112, "box", "a1", "unchanged"),
    finding(Code.A106, "area", "A", "reason"),
    *(finding(Code.A106, "box", "a1", what) for what in ("to", "receipt")),
    finding(Code.A104, "box", "a1", "attempt"),
    finding(Code.E105, "box", "a1", "unused"),
    *(finding(Code.A112, "box", "a1", why) for why in ("same-end", "same-contest", "taken-up")),
    *(
        finding(Code.A114, "box", "a1", why)
        for why in ("moved", "counted", "packets", "other-contest")
    ),
    finding(Code.A114, "area", "A", "moved"),
    *(finding(Code.A125, kind, "a1", papers=7, there=5) for kind in ("box", "area")),
    finding(Code.A125, "box", "a1", "counted", papers=7, there=5),
    *(finding(Code.A126, "box", "a1", cause, variance=-2, counts=1) for cause in CAUSES),
]

POSTAL = {"covers": 902, "rejected": 30, "difference": -8}
EVERY_FINDING += [
    *(
        finding(Code.E316, "contest", "Elm", field)
        for field in (
            "covers-blank",
            "covers-once",
            "covers-differ",
            "rejected-once",
            "rejected-differ",
        )
    ),
    finding(Code.E316, "contest", "Elm", "covers", **POSTAL, accounted=864),
    finding(Code.E316, "contest", "Elm", "session", session=3, **POSTAL, papers=864),
    finding(Code.E316, "contest", "Elm", "opened", opened=900, returned=902, difference=-2),
    finding(Code.E316, "contest", "Elm", "rejected", sessions=30, keyed=31, difference=1),
    finding(Code.E316, "box", "P1", "delivered", delivered=864, verified=0, difference=-864),
    *(
        finding(code, "contest", "Elm", field, **numbers)
        for field in ("postal-rejected", "postal-covers")
        for code, numbers in ((Code.E201, {"officer": 12}), (Code.E102, FAR), (Code.A114, {}))
    ),
    finding(Code.A105, "box", "a1", "not-postal"),
    finding(Code.A114, "box", "a1", "session"),
    finding(Code.E105, "box", "a1", "session"),
    *(finding(Code.E102, "box", "a1", field, **FAR) for field in ("covers", "rejected")),
]

# ---- lines that are added up by hand
EVERY_FINDING += [
    finding(Code.E320, "area", "A", "3.votes", keyed=512, figures=521),
    finding(Code.E304, "area", "A", "3.votes", program=521, sql=512),
    finding(Code.E320, "area", "A", "1.rejected", keyed=5, figures=4),
    *(finding(Code.E321, "contest", "Elm", why, officer=11) for why in ("keyed", "given")),
    finding(Code.E201, "contest", "Elm", "re-add", officer=13),
    finding(Code.E302, "contest", "Elm", "re-add", lines=3),
    finding(Code.E302, "contest", "Elm", "re-add-overtaken", lines=3),
    finding(Code.A105, "contest", "Elm", "re-add-differs"),
    *(finding(Code.A106, "contest", "Elm", why) for why in ("drawn-before", "added-again")),
    *(finding(Code.A112, "contest", "Elm", why) for why in ("re-add", "re-add-done")),
    finding(Code.A114, "contest", "Elm", "re-add"),
    finding(Code.A113, "contest", "elm", "seed"),
    finding(Code.A134, "contest", "Elm"),
    finding(Code.A135, "contest", "Elm", lines=3),
]

# ---- the hall: containers, tables, a count that stands still
EVERY_FINDING += [
    *(
        finding(code, kind, "a1", field)
        for kind in ("box", "container")
        for code, field in (
            (Code.E313, "arrived"),
            (Code.E313, "opened"),
            (Code.E314, "broken"),
            (Code.E314, "another"),
            (Code.E315, ""),
            (Code.E315, "again"),
        )
    ),
    *(finding(Code.A106, "container", "tray-1", field) for field in ("name", "reason")),
    *(
        finding(Code.A106, "container", "tray-1", field)
        for field in ("arrived-before", "opened-before", "empty-before")
    ),
    *(finding(Code.A108, "container", "tray-1", field) for field in ("", "sighted", "in-another")),
    finding(Code.A104, "container", "tray-1"),
    finding(Code.A108, "box", "a1", "container"),
    finding(Code.A109, "container", "tray-1", "at"),
    finding(Code.A112, "container", "tray-1", "unchanged"),
    finding(Code.A112, "count", "count", "containers"),
    finding(Code.A124, "container", "box-1", "elm-valley"),
    finding(Code.A106, "table", "t1", "name"),
    finding(Code.A108, "table", "t1"),
    finding(Code.A104, "table", "t1"),
    finding(Code.A112, "table", "t1", "unchanged"),
    *(finding(Code.A123, "count", "count", field) for field in ("adjourned", "evacuated")),
    finding(Code.A112, "count", "count", "adjourned"),
    finding(Code.A109, "count", "count", "since"),
    finding(Code.A109, "count", "all boxes", "seal-unseen"),
    *(
        finding(Code.A106, "count", "all boxes", field)
        for field in ("reason", "seal-differs", "seal")
    ),
    finding(Code.A104, "count", "all boxes", "seal"),
    finding(Code.A108, "count", "all boxes", "seal"),
]


@pytest.mark.parametrize(
    "found", EVERY_FINDING, ids=lambda f: f"{f.code}-{f.place.kind}-{f.place.field}"
)
def test_every_finding_is_a_whole_sentence(found: Finding) -> None:
    words = sentence(found)
    assert not re.search(r"[{}]|\s\s|\(\)|, :|: :|None|True|False", words)
    assert words[0].isupper() or words.startswith(found.place.name)
    assert words.endswith((".", ")"))
    assert len(words) < 160
    # A field of a form is never shown by the name it has in the ledger.
    assert not re.search(
        r"\d\.(full|part|allowed|rejected)|\b(votes|rejected)\.\d|[a-z]-[a-z]+-", words
    )


@pytest.mark.parametrize(
    "found", EVERY_FINDING, ids=lambda f: f"{f.code}-{f.place.kind}-{f.place.field}"
)
def test_a_finding_is_told_beside_its_place_in_words_of_its_own(found: Finding) -> None:
    words = told(found)
    assert words.place == place_words(found.place)
    assert words.matter[0].isupper() or words.matter[0].isdigit()
    assert sentence(found).lower().endswith(words.matter.lower())
    assert not words.matter.startswith(words.place)


def test_a_colon_in_a_name_does_not_cut_the_sentence_there() -> None:
    found = finding(Code.E303, "contest", "Elm: North", counted=7, verified=9, difference=-2)
    words = told(found)
    assert words.place == "Elm: North"
    assert words.matter.startswith("The areas hold 7 papers")


def test_every_code_has_its_findings_here() -> None:
    assert {found.code for found in EVERY_FINDING} == set(Code)


def calls() -> Iterator[tuple[str, str | None, str | None]]:
    """Each place in the program that makes a finding: code, kind
    and field, None where worked out.
    """
    for path in sorted(Path(tallyapp.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "finding"
            ):
                code, kind, *others = node.args
                assert isinstance(code, ast.Attribute)
                yield code.attr, literal(kind), literal(others[1]) if len(others) > 1 else ""


def literal(node: ast.expr) -> str | None:
    return str(node.value) if isinstance(node, ast.Constant) else None


def test_every_finding_that_the_program_makes_is_among_them() -> None:
    known = [(f.code.value, f.place.kind, f.place.field) for f in EVERY_FINDING]
    made = list(calls())
    assert len(made) > 70
    for code, kind, field in made:
        assert any(
            (code, kind or k, field if field is not None else f) == (c, k, f) for c, k, f in known
        ), (
            code,
            kind,
            field,
        )


def test_no_sentence_is_left_that_nobody_says() -> None:
    said = set()
    for found in EVERY_FINDING:
        line, _, what = found.place.field.rpartition(".")
        said |= {f"{found.code}.{found.place.kind}.line.{what}"} if line else set()
        said |= {
            f"{found.code}{rest}"
            for rest in (f".{found.place.kind}.{what}", f".{what}", f".{found.place.kind}", "")
        }
        said |= {f"{found.code}.range", f"{found.code}.most"}
    assert set(catalogue()["findings"]) - said == set()


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            finding(Code.E301, "area", "A", counted=1, verified=2_000, difference=-1_999),
            "Area A: 1 paper counted, 2,000 verified. 1,999 too few: find them.",
        ),
        (
            finding(Code.E301, "area", "A", counted=2_001, verified=2_000, difference=1),
            "Area A: 2,001 papers counted, 2,000 verified. 1 too many: find them.",
        ),
        (
            finding(Code.E305, "contest", "Elm Valley", candidates=2, votes=1),
            "Elm Valley: 2 candidates are level at 1 vote. Draw the lot and record it.",
        ),
        (
            finding(Code.E102, "sheet", 24, "3.part", value=-5, most=9_999_999),
            "Sheet 24, the part bundle of line 3: −5 is not a whole number from 0 to 9,999,999. "
            "Look at the paper again.",
        ),
        (
            finding(Code.E201, "sheet", 1_024, officer=1_011),
            "Sheet 1024 was keyed by officer 1011 before. Another officer keys it the second time.",
        ),
        (
            finding(Code.E304, "contest", "elm", "votes.3", program=1_000, sql=999),
            "elm, votes of candidate 3: the program has 1,000, the second arithmetic 999. "
            "Declare nothing from this file; call for help.",
        ),
        (
            finding(Code.E103, "sheet", 24, "votes", **VOTES),
            "Sheet 24: 700 votes, 190 not used and 11 uncertain are 901. "
            "3 votes on each of 300 papers are 900. Find 1 vote.",
        ),
        (
            finding(Code.E103, "sheet", 24, "2.votes", votes=301, mixed=300, difference=1),
            "Sheet 24, votes of candidate 2: 301 votes on 300 papers. "
            "Nobody can have more votes than there are papers.",
        ),
        (
            finding(Code.A102, "officer", 5, "adjudicator"),
            "Officer 5 may not do this as adjudicator. Call somebody who may.",
        ),
    ],
)
def test_numbers_and_units_read_as_people_write_them(found: Finding, words: str) -> None:
    assert sentence(found) == words


def test_a_kept_finding_reads_as_it_did_when_it_was_found() -> None:
    for found in EVERY_FINDING:
        assert sentence(found.record()) == sentence(found)


def test_a_thing_is_called_by_its_own_name_too() -> None:
    found = finding(Code.E302, "area", "C", "sheets")
    assert sentence(found, {("area", "C"): "Cowley"}) == "Area C, Cowley has no agreed count sheet."


def test_names_with_braces_stay_as_they_are() -> None:
    assert sentence(finding(Code.E302, "contest", "{x} & <b>", "statement")).startswith(
        "{x} & <b>: "
    )


@pytest.mark.parametrize("what", What)
def test_every_disagreement_is_a_sentence(what: What) -> None:
    rules = (
        (finding(Code.E201, "sheet", 24, officer=11),)
        if what in (What.RULES, What.NOT_JUDGED)
        else ()
    )
    words = disagreement(Disagreement(what, "elm", 24, "act", rules))
    assert not re.search(r"[{}]|None", words)
    assert words.endswith(".")
    if what not in (What.DAMAGED, What.SCHEMA, What.NO_COUNT):
        assert "elm" in words
    if what not in (What.DAMAGED, What.SCHEMA, What.NO_COUNT, What.COUNT_HEAD):
        assert "24" in words
    if what is What.RULES:
        assert "Sheet 24 was keyed by officer 11" in words


def test_a_sentence_that_is_not_there_is_a_bug_and_says_which() -> None:
    with pytest.raises(KeyError, match=r"findings.*E999"):
        say("findings", "E999", place="Sheet 24")


def test_a_field_that_is_no_field_of_a_form_is_said_plainly() -> None:
    assert field_words("read-back") == "read back"
    assert Place("sheet", "24").field == ""
    assert checks.Finding(Code.E106, Place("sheet", "24")).record().numbers == ()


@pytest.mark.parametrize(
    ("part", "key", "values", "words"),
    [
        ("after", "dispose.done", {"files": 1, "certificate": "c.pdf"}, "1 file destroyed."),
        ("after", "dispose.done", {"files": 2, "certificate": "c.pdf"}, "2 files destroyed."),
        ("after", "keep.left", {"day": "5 July 2025", "days": 1}, "in 1 day."),
        ("after", "certificate.bytes", {"size": 1}, "1 byte"),
        (
            "after",
            "postal.opened",
            {"covers": 1, "rejected": 1},
            "1 cover opened, 1 paper rejected",
        ),
        ("press", "chart.foot.share", {"valid": 1, "seats": 2}, "of 1 valid paper, up to 2 votes"),
        ("result", "pack-for.AgentAnswered", {"entries": 1}, "(1 entry)"),
        ("result", "pack-for.AgentAnswered", {"entries": 2}, "(2 entries)"),
    ],
)
def test_one_of_a_thing_is_not_said_as_many(
    part: str, key: str, values: dict[str, object], words: str
) -> None:
    assert words in say(part, key, **values)
