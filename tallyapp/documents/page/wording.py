"""The fixed labels of the pages, and how figures, days and times are written.

Whatever the law words (title, notice, declaration,
lot, heads) comes with the report and is not here.
"""

from datetime import datetime

from tallyapp.domain.reports.declaration_report import HIDDEN
from tallyapp.domain.vocabulary.phrases import short_day, weekday
from tallyapp.domain.vocabulary.shares import percent as percent_words

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

PRACTICE = "PRACTICE"
NOT_REAL = "Not a real result"
DRAFT = "DRAFT"
NOT_DECLARED_YET = "Nothing is declared"
MASK = "■■■"
"""What stands for a figure that is hidden; a page shows a grey bar in its place."""
MASKED = "hidden"
"""What is said of that bar."""

# ---- the declaration
ELECTED = "Elected"
ELECTED_TO = "Elected to the {number} seats"
VACANCIES = "Vacancies: {seats}"
KNOWN_AS = "commonly known as {name}"
VOTES = "votes"
NAME_OF_CANDIDATE = "Name of candidate"
ANSWER = "Answer"
MOST_VOTES = "Most votes"
OF_ANSWERS = {ELECTED: MOST_VOTES, NAME_OF_CANDIDATE: ANSWER}
"""What is said in place of these where answers stand, and no people."""
DESCRIPTION = "Description"
VOTES_HEAD = "Votes"
RESULT_HEAD = "Result"
TOTAL_ONE_SEAT = "Total number of votes (valid ballot papers)"
TOTAL_SEATS = "Total number of votes"
REJECTED = "Ballot papers rejected"
TOTAL_REJECTED = "Total rejected"
IN_PART = "{label} (papers that stay in the count)"
FIGURES = "Figures"
PAPERS_VERIFIED = "Papers verified"
VERIFIED_FORMULA = "{valid} valid + {rejected} rejected"
ELECTORATE = "Electorate"
NOT_KNOWN = "not known"
ELECTORATE_UNCONFIRMED = ", not confirmed by a second officer"
NO_TURNOUT = "The electorate is not known, so no turnout is worked out."
TURNOUT = "Ballot box turnout"
TURNOUT_FORMULA = "(valid + rejected) ÷ electorate"
MAJORITY = "Majority"
DECLARED = "Declared by {by} on {when}."
OUTSIDE = "It was declared outside the program that counted, and entered afterwards: {reason}"
CORRECTED = "Corrected notice"
CORRECTS = "This notice corrects that of the result declared on {when}: {reason}"
UNCHANGED = "Who was declared elected is unchanged."
WHAT_CHANGED = "What has changed"
BEFORE_HEAD = "In the notice before"
NOW_HEAD = "In this notice"
NOT_STATED = "not stated"
CHANGED_LINES = {
    "ballot_name": "Candidate {line}: name",
    "full_name": "Candidate {line}: full name",
    "description": "Candidate {line}: description",
    "votes": "Votes: {name}",
    "total_votes": TOTAL_SEATS,
    "unused": "Votes not used",
    "uncertain": "Votes uncertain",
    "rejected": "Rejected: {name}",
    "rejected_total": TOTAL_REJECTED,
    "valid": "Valid papers",
    "verified": PAPERS_VERIFIED,
    "electorate": ELECTORATE,
    "turnout": TURNOUT,
    "majority": MAJORITY,
}
"""What each thing that a correction can change is called."""
CONTINUED = "continued"

# ---- signature, verifying, foot
SIGNED = "Signed electronically"
SIGNATURE_TOOLTIP = "Signature of the Returning Officer"
HOW_TO_VERIFY = "How to verify"
VERIFY_STEPS = (
    "Take the PDF, not a print of it.",
    "Open it in tallyapp: Audit, or run tallyapp verify FILE.pdf",
    "Give the certificate that the council publishes (--trust), and any code you noted (--code):",
)
QR_CAPTION = "code and head"
QR_ALT = "QR symbol: the code, and the head that stands at the foot of the page."
"""What is said of the symbol to those who do not see it."""
LEDGER_HEAD = "Ledger head at entry {seq}"
ENTRY = "Entry {seq}"
PAGE_OF = "Page {page} of {pages}"

# ---- the audit pack
AUDIT_PACK = "Audit pack"
NOT_FOR_PUBLICATION = "not for publication"
WHAT_THIS_IS = (
    "This pack accounts for every ballot paper of this contest and for every act that led to its "
    "result, "
    "for those entitled to examine it. The complete ledger is embedded in this file ({files}), "
    "so that "
    "everything on these pages can be worked out again from the file alone, without a network. "
    "Officers appear by role and number."
)
RESULT_IN_BRIEF = "Result in brief"
NOT_DECLARED = "No result has been declared."
VALID = "Valid papers"
VALID_VOTES = "Valid papers (= votes)"
VOTES_GIVEN = "Votes given"
REJECTED_PAPERS = "Rejected papers"
COUNTED_LABEL = "Counted (valid + rejected)"
VERIFIED_LABEL = "Verified"
DIFFERENCE = "Difference"
HOW_COUNTED = "How it was counted"
BOXES = "Boxes"
BOXES_AS_ACCOUNTED = "{right} as accounted, {wrong} not"
ACCOUNTS = "Accounts"
EXPECTED_PAPERS = "{papers} papers expected"
COUNT_SHEETS = "Count sheets"
DOUBTFUL = "Doubtful papers"
ADJUDICATED = "{total} adjudicated: {allowed} allowed, {rejected} rejected"
OBJECTIONS = "Objections"
LOT = "Lot"
NONE = "None"
CHECKPOINTS = "Checkpoints"
CHECKPOINTS_NOTE = "how far each stream of the ledger had got: its code and its head"
AT_ENTRY = "at entry {seq}"
WAY = "The way to the result"
RECONCILIATION = "Reconciliation by count area"
AREAS_OF = "areas {first} to {last} of {total}"
CANDIDATES_HEAD = "Candidate, in ballot-paper order"
ALL_AREAS = "All areas"
REJECTED_BY_HEAD = "Rejected, by head"
MARGINS = "Both margins: rows add to All areas, columns to Counted."
MARGINS_SEATS = (
    "Rows add to All areas; papers to Counted, and votes, used or not, to {seats} × Counted."
)
MARGINS_SEATS_LATER = "Papers add to Counted, and votes, used or not, to {seats} × Counted."
MARGINS_LATER = "Columns add to Counted; All areas stands after the last area."
HALL = "In the hall"
NOTHING_IN_THE_HALL = "Nothing happened to them that is to be told."
VARIANCES = "Variances at verification"
NO_VARIANCES = "None: every box held what its account says."
VARIANCE_HEADS = ("Area, box", "Expected", "Counted", "Diff.", "Attempts", "Explanation")
ALL_BOXES = "All boxes"
CORRECTIONS = "Corrections"
CORRECTIONS_NOTE = "each is an entry of its own; the earlier figure stays in the ledger"
NO_CORRECTIONS = "Nothing was corrected."
PASSED_OVER = "Proceeded despite"
PASSED_OVER_NOTE = "open points despite which the officer proceeded, in person and with a reason"
NOTHING_PASSED_OVER = "Nothing: no point was left open."
REASON = "Reason: {reason}"
ANSWERS = "Answers"
ANSWERED = "{content} content, {not_content} not content, {silent} silent"
RULES = "Rules"
SMALL_COUNT = "A small count: one officer might key a sheet both times"
NOT_BORNE_OUT = "Declared outside the program, and not as counted: see “Declared outside”"
UNUSED_VOTES = "Votes not used"
UNCERTAIN_VOTES = "Uncertain votes"
TIMES_REJECTED = "{seats} × rejected papers"
TOGETHER = "Votes, used or not"
TIMES_COUNTED = "{seats} × papers counted"
DIFFERENCE_VOTES = "Difference, in votes"
PAPERS_HEAD = "Papers"
UNITS = "votes first, then papers: different units, never added"
WITHIN_VALID = "of these {label}"
IDENTITY = (
    "votes {votes} + not used {unused} + uncertain {uncertain} + {seats} × {rejected} rejected "
    "papers "
    "= {left}; {seats} × {counted} papers counted = {right}"
)
TURNOUTS = "Electorate and turnout"
TURNOUT_HEADS = ("Turnout", "Formula", "Figures", "")
TURNOUT_VALID = ("Valid turnout", "valid papers ÷ electorate")
TURNOUT_BALLOT_BOX = ("Ballot box turnout", "(valid + rejected papers) ÷ electorate")
TURNOUT_TOTAL = (
    "Total turnout",
    "(valid + rejected + postal votes rejected before the count) ÷ electorate",
)
NO_POSTAL = "How many postal votes were rejected before the count was not entered."
ROUNDS = "Re-counts"
ROUNDS_NOTE = "what was counted in an earlier round stays in the ledger"
ROUND_HEAD = "Round"
WHY_HEAD = "On whose request, and why"
ROUND_FIGURES = "Figures of each round"
ROUND_FIGURES_NOTE = "at the end of the round; differences: the last round less this one"
ROUND_COLUMN = "Round {number}"
DIFF = "Diff."
REQUESTS = "Requests for inspections and re-counts"
ASKED_HEAD = "What was asked, by whom, and the answer"
UNANSWERED = "No answer yet"
LOTS = "Lots"
LOTS_NOTE = "drawn by the officer, outside the program; a lot adds no vote to any figure"
BETWEEN_HEAD = "Between"
DECIDED_HEAD = "What it decided, and how"
BY_HAND = "Lines added up by hand"
BY_HAND_NOTE = "drawn by a seed before candidates and agents, added up outside the program"
NOT_OF_THE_LAST = "no hand re-add was made of the result that was declared"
NOT_BY_HAND = "No hand re-add was made."
LINE_HEAD = "Line"
BY_HAND_HEAD = "By hand"
WARNINGS = "Warnings"
WARNINGS_NOTE = (
    "figures that add up and were to be looked at again, as they stood at the declaration"
)
NO_WARNINGS = "None stood at the declaration."
WARNING_HEAD = "Warning, and what was found"
FOUND = "Found: {found}"
NOT_LOOKED_INTO = "Not looked into."
DECLARED_OUTSIDE = "Declared outside"
OUTSIDE_BORNE_OUT = "every figure as counted, and the same elected"
OUTSIDE_DIFFERS = "not as counted"
OUTSIDE_TOLD = (
    "Declared on {when} by {by}, entered afterwards at entry {seq} ({officers}). Reason: {reason}"
)
FIGURE_HEAD = "Figure"
DECLARED_HEAD = "Declared"
COUNTED_HEAD = "Counted"
DECLARED_ELECTED = "Declared elected: {names}"
COUNTED_ELECTED = "Elected by the figures counted: {names}"
STOOD_OPEN = "Stood open when it was entered: {what}"
CORRECTED_NOTICES = "Corrected notices"
CORRECTED_NOTE = "beside the declaration; who was elected is unchanged"
NOTICE_HEAD = "Notice"
CODES = "Codes issued"
CODES_NOTE = "anyone who noted one can test this pack against it"
NO_CODES = "No code was issued."
OFFICERS = "Officers"
OFFICERS_NOTE = "by role and number, with how many acts of this contest each did"
NAMES_RELEASED = (
    "The returning officer released the names in the list of officers; {file} holds what each is "
    "compared with in the ledger."
)
WITHHOLDING = "Made for {made_for}"
WITHHOLDING_NOTE = "entries are withheld, and officers’ names are not given"
WITHHELD_ENTRIES = (
    "Withheld of the contest’s stream: {entries}. A hash stands in the place of each, over which "
    "the chain closes. They are, as whoever made this pack says: {kinds}. Why: {reason}"
)
WITHHELD_NONE = "Nothing of the contest’s stream is withheld. Why this pack was made: {reason}"
WITHHELD_RULE = (
    "No figure, right or result rests on such an entry, and none of any other kind may be withheld."
)
WITHHELD_KINDS = {
    "AgentAnswered": "{n} on whether a candidate’s side was content (it is said of a person, and "
    "no act waits for an answer)",
    "WarningAnswered": "{n} on what was found on looking into a warning (it may name a voter or "
    "an officer, and changes no figure)",
}
"""What entries of each kind are, and why they may be withheld."""
ENTRY_HEAD = "Entry"
TIME_HEAD = "Time"
WHERE_HEAD = "Where"
WHAT_HEAD = "What"
WHAT_AND_WHY_HEAD = "What and why"
OFFICERS_HEAD = "Officers"
AT_HEAD = "At"
TO_HEAD = "To"
CODE_HEAD = "Code"
OFFICER_HEAD = "Officer"
ACTS_HEAD = "Acts"

# ---- papers for the tables
NOT_A_REAL_COUNT = "Not a real count"
PAPER_NAMES = {"sheet": "Sheet", "form": "Adjudication form"}
SIGNATURE_PARTS = ("Signature", "Officer", "Time")
QUERY_SLIP = "Queried: back to its table"
FIND = "Find"
NOTE_OF_THE_DESK = "Note of the keying desk"
NOTHING_NOTED = "Nothing was noted. Ask at the keying desk, with this number."
SLIP_SIGNATURES = ("Put right by", "Checked by")
BRING_BACK = {
    "sheet": "Bring this slip back with the corrected sheet; it keeps its number.",
    "form": "Bring this slip back with the corrected form; it keeps its number.",
}
BLANK_TITLES = {"sheet": "Count sheet", "form": "Adjudication form"}
BUNDLES_OF = "Bundles of {bundle}."
SEATS = "{seats} seats."
WRITE_ZERO = "Write 0 where there are none. Never leave a blank."
A_MISTAKE = "A mistake: strike it through once, write it beside, both initial."
TABLE_NUMBER = "Table no."
FULL_BUNDLES = "Full bundles"
PART_BUNDLE = "Part bundle"
PAPERS = "Papers"
TIMES_BUNDLE = "× {bundle} +"
ADDED_ABOVE = ("Papers for the candidates above", "add up the column")
DOUBTFUL_SENT = ("Doubtful papers sent for adjudication", "under one slip, marked {number}")
ON_THIS_SHEET = (
    "Papers on this sheet",
    "count all papers afresh: if this is not the sum, count again",
)
SHEET_SIGNATURES = ("Counted by", "Every bundle checked by")
KEYING_DESK = "Keying desk"
KEYINGS = ("First keying", "Second keying", "Queried to the table")
ONE_SHEET = (
    "One team, one area, one sheet. A paper of another area or contest: stop and call a supervisor."
)
BLOCK_BUNDLES = "Block bundles"
BLOCK_NOTE = "papers that all vote for the same candidates, by their numbers"
BLOCK_TOTAL = "Papers in block bundles"
MIXED_PAPERS = "Mixed papers"
MIXED_NOTE = "votes for each candidate, from the counting sheets"
MIXED_SUMS = (
    "Votes for all candidates",
    "+ votes not used",
    "+ votes void for uncertainty",
    "= {seats} × mixed papers",
)
PAPER_SUMS = (
    "Papers in block bundles",
    "+ mixed papers",
    "+ doubtful papers sent",
    "= papers on this sheet",
)
ALLOWED_HEAD = "Allowed"
REJECTED_HEAD = "Rejected"
ALLOWED_TOTAL = "Allowed in all"
REJECTED_TOTAL = "Rejected in all"
ON_THIS_FORM = "= papers on this form"
OBJECTIONS_TO = "Decisions objected to"
FORM_SIGNATURES = ("Adjudicated by", "Recorded by")
ONE_BATCH = (
    "One batch of doubtful papers, one area, one form. The adjudicator signs; their number is "
    "keyed."
)
QUERIED_BY = "Queried by {officer} on {when}."


def number(of: int) -> str:
    """A small number in words, as it stands in a sentence."""
    return NUMBERS[of] if of < len(NUMBERS) else str(of)


def sentence(words: str) -> str:
    """Words as somebody typed them, with a full stop at their end."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def figure(number: int) -> str:
    """A figure with commas at the thousands."""
    return MASK if number == HIDDEN else f"{number:,}".replace("-", "−")


def signed(number: int) -> str:
    """A difference with its sign: +2, −1, 0."""
    return f"+{number:,}" if number > 0 else figure(number)


def percent(hundredths: int) -> str:
    """Hundredths of a percent as a percentage with two places, worked out in integers."""
    if hundredths == HIDDEN:
        return MASK
    return percent_words(hundredths)


def moment(when: datetime) -> str:
    """Friday 5 July 2024 at 03:41, by the clock of the count."""
    return f"{weekday(when)} at {clock(when)}"


def short_moment(when: datetime) -> str:
    """5 Jul 03:41."""
    return f"{short_day(when)} {clock(when)}"


def clock(when: datetime) -> str:
    """03:41."""
    return f"{when.hour:02}:{when.minute:02}"
