"""The fixed labels of the statement as to the result of the verification."""

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
