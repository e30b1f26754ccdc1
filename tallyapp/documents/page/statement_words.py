"""The fixed labels of the statement as to the result of the verification."""

from tallyapp.domain.vocabulary.boxes import Cause

VERSION = "version {version}"
VERIFIED = "Ballot papers verified"
POSTAL = "of these, {papers} in postal ballot boxes"
PAPERS_EXPECTED = "Papers expected"
PAPERS_COUNTED = "Papers counted"
VARIANCE = "Variance"
TURNOUT_FORMULA = "papers verified ÷ electorate"
BOX = "Box"
NAME = "Name"
EXPECTED = "Expected"
COUNTED = "Counted"
EXPLANATION = "Explanation of a variance"
AREA = "Area {area}, {name}"
ALL_BOXES = "All boxes: {polling} of polling stations, {postal} postal"
NOT_THERE = "–"
NOT_VERIFIED = (
    "Not verified. The returning officer proceeded despite that; the audit pack says why."
)
COUNTED_AGAIN = "Counted {attempts} times; the last two counts agree."
STATED = "Stated by {by} on {when}."
FIRST = "This is version {version}. If a box is reopened, a later version takes its place."
SUPERSEDES = (
    "This is version {version}; it takes the place of every earlier one. If a box is reopened, a "
    "later version takes its place."
)
CAUSES: dict[Cause, str] = {
    "arithmetic": "The account does not add up.",
    "unused": "Unused or spoilt papers differ from the account.",
    "issued": "Papers issued from another box or place.",
    "compensating": "Made up for in the same polling place, by box {box}.",
    "recounted": "Counted again twice.",
    "verified-again": "Verified again.",
    "other": "",
}
KEPT_FEWER = "Unused and spoilt papers as counted by staff: {papers} fewer than the account has."
KEPT_MORE = "Unused and spoilt papers as counted by staff: {papers} more than the account has."
TENDERED = "Tendered votes: the packet has {papers} to the list."
MOVED_IN = "{papers} from {whence}."
MOVED_OUT = "{papers} to {whence}."
HANDED_OVER = "{papers} handed over to {whence}."
BEFORE_COUNT = "Before it was counted: {moved}"
ENDS = {"box": "box {other}", "area": "area {other}", "contest": "contest {other}"}
CARRIED = "{papers} carried from other areas: {verified} to be counted in it."
