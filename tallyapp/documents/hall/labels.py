"""The fixed words on papers for the tables, beside those that every page has (page/wording.py)."""

from tallyapp.domain.reports.hall_papers import BlankName

TITLES: dict[BlankName, str] = {
    "sheet": "Count sheet",
    "slip": "Bundle slip",
    "mixed": "Mixed-papers sheet",
    "form": "Adjudication form",
}
AGAIN = "REPRINT"
AGAIN_WHY = "This paper was printed before. Use one copy only, and tear up the other."
ORDER = "Ballot-paper order"
ORDER_WHY = (
    "These names are in the order of the ballot paper. The full names would be in another. "
    "Never copy figures by position from another list. {names}"
)
CONTINUED = "continued"
AS_TOTAL = "Each line is a total of papers."

# ---- the bundle slip
SLIP_ONE = "Bundles for one candidate. Tick the one name that every paper is for."
SLIP_SEVERAL = (
    "Bundles in which every paper votes for just the same candidates. Tick each of them, and no "
    "other."
)
SLIP_SIGNATURES = ("Brought by", "Taken in and checked by")
SLIP_LINE = "Papers in this pile"
ONE_SLIP = "One slip for one pile. No doubtful papers with it."
CUT = "cut here"

# ---- the mixed-papers sheet
MIXED_TOLD = "Its votes go to count sheet {number}."
MIXED_HEADS = ("Candidate, in ballot-paper order", "One stroke for each vote, in fives", "Votes")
MIXED_OF = ("This is number", "of", "for count sheet {number}.")
MIXED_SUMS = (
    "Papers on this sheet",
    "Votes for all candidates",
    "+ votes not used",
    "+ votes void for uncertainty",
    "= {seats} × papers on this sheet",
)
MIXED_SIGNATURES = ("Called and marked by", "Watched by")
ONE_MIXED = "Call every name aloud, mark it, then the next. A doubtful paper goes to adjudication."

# ---- the adjudication form, several seats
GOOD = "Papers found good"
VOTES_ALLOWED = "Votes"
VOTES_ALLOWED_TOTAL = "Votes for all candidates"
NOT_USED = "+ votes not used"
UNCERTAIN = "+ votes void for uncertainty"
SEATS_TIMES_GOOD = "= {seats} × papers found good"
IN_PART = "{words}: among the good papers, not added"
ADJUDICATOR = "Adjudicator’s officer number"
PLUS_ALLOWED = "+ allowed in all"
PLUS_GOOD = "+ papers found good"

# ---- the box record
BOX_RECORD = "Box record"
POLLING_BOX = "Polling station’s box"
POSTAL_BOX = "Postal ballot box"
RECEIVED = "Received"
RECEIVED_FIELDS = ("From whom", "Seal number", "Time")
SEAL_TICKS = ("Seal whole, and its number is on the account", "Seal not so: call a supervisor")
ACCOUNT = "Ballot paper account"
ACCOUNT_HEADS = ("On the account", "As counted here")
ACCOUNT_LINES = (
    ("Issued, and not otherwise accounted for", "should be in it", False),
    ("Unused", "", True),
    ("Spoilt and replaced", "", True),
    ("Tendered", "from the list; the packet stays sealed", True),
    ("Entrusted", "should be all of these together", False),
)
ATTEMPTS = "Papers in the box"
ATTEMPT_HEADS = ("Count", "Papers", "More or fewer", "Counted by", "Watched by")
ATTEMPT_COUNT = 5
ATTEMPTS_NOTE = "as the account says, or three counts of which the last two agree"
VARIANCE = "A variance: look in this order, and tick what it was"
CAUSES = (
    "Adding up wrong",
    "Unused papers",
    "Another box or poll",
    "An opposite error in the same place",
    "Counted twice again: stays",
)
VARIANCE_WORDS = "What was found"
EMPTY = "Seen empty"
EMPTY_SIGNATURES = ("Seen empty by", "and by")
ONE_BOX = "One box, one record. Nothing is mixed before this box is verified."

# ---- verification forms
VERIFICATION_FORM = "Verification form"
BY_BOX = "Box"
BY_AREA = "Count area"
VERIFICATION_HEADS = ("Should be", "Counted", "More or fewer")
VERIFICATION_TOTAL = "All together"
VERIFICATION_SIGNATURES = ("Added up by", "Checked by")
ONE_AREA = "Add up every column twice. More or fewer than should be: say why on the box’s record."
WHOLE_CONTEST = "Whole contest"

# ---- the hand-added summary
SUMMARY = "Count summary, added by hand"
SUMMARY_TOLD = "Add it up from the count sheets and forms alone, never from a screen."
SUMMARY_PART = "Areas {first} to {last} of {many}"
SUMMARY_ALL = "All areas together"
SUMMARY_SUM = "Sum"
SUMMARY_TOTAL = "Total"
VOTES_EACH = "Votes for each candidate"
REJECTED_EACH = "Papers rejected, by head"
REJECTED_ALL = "Rejected in all"
VALID = "Valid papers"
COUNTED = "Valid and rejected"
SUMMARY_SIGNATURES = ("Added up by", "Added up again by")
ONE_SUMMARY = (
    "Read aloud by name, line by line. Whoever keys it sees none of the program’s figures."
)

# ---- lines added up by hand
RE_ADD = "Lines to be added up by hand"
RE_ADD_TOLD = "With a calculator, from the papers alone, by somebody who keyed none of them."
RE_ADD_SEED = "Drawn with the seed {seed}"
RE_ADD_LINE = "Line {n}: {area}"
RE_ADD_VOTES = (
    "Write from each paper how many votes it has for this candidate, 0 where it has none."
)
RE_ADD_SEVERAL = (
    "Write from each paper how many votes it has for this candidate: mixed papers, and all papers "
    "of every block or slip that names them. 0 where it has none."
)
RE_ADD_REJECTED = "Write from each form how many papers are rejected under this head, 0 if none."
RE_ADD_KINDS = {"sheet": "Sheet", "slip": "Slip", "form": "Form"}
RE_ADD_TOTAL = "Total of line {n}"
RE_ADD_SIGNATURES = ("Added up by", "Fetched and put back by")
ONE_RE_ADD = "Fetch the papers in this order. Look at no screen before the totals are keyed (F10)."

# ---- cards and labels
CARDS = "Sign-in cards"
LABELS = "Container labels"
CARD_TOLD = "Scan it, then key your PIN."
OFFICER = "Officer"
LABEL_TOLD = "Sighted by two when it comes, and again empty."

# ---- what is to be keyed again
KEY_AGAIN = "To key again"
KEY_AGAIN_TOLD = "These stand in {other}, and not, or otherwise, in the file that is counted on in."
KEY_AGAIN_HEADS = ("Paper", "What is to be done", "Fetched", "Keyed by two")
KEY_AGAIN_SIGNATURES = ("Fetched and put back by", "Looked through by")
ONE_KEY_AGAIN = "Fetch each paper. Two officers key it from the paper, as ever; copy no figure."
