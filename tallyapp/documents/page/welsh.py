"""The fixed labels of the pages in Welsh, each under its English one.

[K]: as commonly used on notices in Wales, and not checked by a native reader. Whoever publishes a
notice in Welsh should have somebody who speaks it read these first. The words of the law (title,
notice, declaration, lot, heads of rejection) come with the contest's rules and are not here.
"""

from collections.abc import Mapping

from tallyapp.documents.page import statement_words, wording

WELSH: Mapping[str, str] = {
    wording.PRACTICE: "YMARFER",
    wording.NOT_REAL: "Nid canlyniad go iawn",
    wording.DRAFT: "DRAFFT",
    wording.NOT_DECLARED_YET: "Ni ddatganwyd dim",
    wording.ELECTED: "Etholwyd",
    wording.MOST_VOTES: "Y mwyaf o bleidleisiau",
    wording.ANSWER: "Ateb",
    wording.ELECTED_TO: "Etholwyd i’r {number} sedd",
    wording.VOTES: "pleidleisiau",
    wording.VACANCIES: "Seddi gwag: {seats}",
    wording.NAME_OF_CANDIDATE: "Enw’r ymgeisydd",
    wording.DESCRIPTION: "Disgrifiad",
    wording.VOTES_HEAD: "Pleidleisiau",
    wording.RESULT_HEAD: "Canlyniad",
    wording.KNOWN_AS: "a elwir yn gyffredin yn {name}",
    wording.TOTAL_ONE_SEAT: "Cyfanswm y pleidleisiau (papurau pleidleisio dilys)",
    wording.TOTAL_SEATS: "Cyfanswm y pleidleisiau",
    wording.REJECTED: "Papurau pleidleisio a wrthodwyd",
    wording.TOTAL_REJECTED: "Cyfanswm a wrthodwyd",
    wording.IN_PART: "{label} (papurau sy’n aros yn y cyfrif)",
    wording.FIGURES: "Ffigurau",
    wording.PAPERS_VERIFIED: "Papurau a ddilyswyd",
    wording.VERIFIED_FORMULA: "{valid} yn ddilys + {rejected} a wrthodwyd",
    wording.ELECTORATE: "Etholwyr",
    wording.NOT_KNOWN: "ddim yn hysbys",
    wording.TURNOUT: "Canran a bleidleisiodd",
    wording.TURNOUT_FORMULA: "(dilys + a wrthodwyd) ÷ etholwyr",
    wording.MAJORITY: "Mwyafrif",
    wording.DECLARED: "Datganwyd gan {by} ar {when}.",
    wording.OUTSIDE: (
        "Fe’i datganwyd y tu allan i’r rhaglen a oedd yn cyfrif, a’i gofnodi wedyn: {reason}"
    ),
    wording.CORRECTED: "Hysbysiad wedi ei gywiro",
    wording.CORRECTS: (
        "Mae’r hysbysiad hwn yn cywiro’r un am y canlyniad a ddatganwyd ar {when}: {reason}"
    ),
    wording.UNCHANGED: "Mae pwy y datganwyd eu bod wedi eu hethol heb newid.",
    wording.WHAT_CHANGED: "Beth sydd wedi newid",
    wording.BEFORE_HEAD: "Yn yr hysbysiad blaenorol",
    wording.NOW_HEAD: "Yn yr hysbysiad hwn",
    wording.NOT_STATED: "heb ei nodi",
    wording.CHANGED_LINES["ballot_name"]: "Ymgeisydd {line}: enw",
    wording.CHANGED_LINES["full_name"]: "Ymgeisydd {line}: enw llawn",
    wording.CHANGED_LINES["description"]: "Ymgeisydd {line}: disgrifiad",
    wording.CHANGED_LINES["votes"]: "Pleidleisiau: {name}",
    wording.CHANGED_LINES["unused"]: "Pleidleisiau nas defnyddiwyd",
    wording.CHANGED_LINES["uncertain"]: "Pleidleisiau ansicr",
    wording.CHANGED_LINES["rejected"]: "Gwrthodwyd: {name}",
    wording.CHANGED_LINES["valid"]: "Papurau dilys",
    wording.CONTINUED: "parhad",
    wording.SIGNED: "Llofnodwyd yn electronig",
    wording.HOW_TO_VERIFY: "Sut i wirio",
    wording.VERIFY_STEPS[0]: "Cymerwch y PDF, nid copi printiedig ohono.",
    wording.VERIFY_STEPS[1]: "Agorwch ef yn tallyapp: Audit, neu rhedwch tallyapp verify FILE.pdf",
    wording.VERIFY_STEPS[2]: (
        "Rhowch y dystysgrif y mae’r cyngor yn ei chyhoeddi (--trust), ac unrhyw god a nodwyd "
        "gennych (--code):"
    ),
    wording.QR_CAPTION: "cod a phen",
    wording.ENTRY: "Cofnod {seq}",
    wording.PAGE_OF: "Tudalen {page} o {pages}",
    # ---- the verification statement
    statement_words.VERSION: "fersiwn {version}",
    statement_words.VERIFIED: "Papurau pleidleisio a ddilyswyd",
    statement_words.POSTAL: "o’r rhain, {papers} mewn blychau pleidleisiau post",
    statement_words.PAPERS_EXPECTED: "Papurau a ddisgwylid",
    statement_words.PAPERS_COUNTED: "Papurau a gyfrifwyd",
    statement_words.VARIANCE: "Amrywiad",
    statement_words.TURNOUT_FORMULA: "papurau a ddilyswyd ÷ etholwyr",
    statement_words.BOX: "Blwch",
    statement_words.NAME: "Enw",
    statement_words.EXPECTED: "Disgwylid",
    statement_words.COUNTED: "Cyfrifwyd",
    statement_words.EXPLANATION: "Esboniad o amrywiad",
    statement_words.AREA: "Ardal {area}, {name}",
    statement_words.ALL_BOXES: "Pob blwch: {polling} gorsafoedd pleidleisio, {postal} post",
    statement_words.NOT_VERIFIED: (
        "Heb ei ddilysu. Aeth y swyddog canlyniadau ymlaen er hynny; mae’r pecyn archwilio yn "
        "dweud pam."
    ),
    statement_words.COUNTED_AGAIN: (
        "Cyfrifwyd {attempts} gwaith; mae’r ddau gyfrif olaf yn cytuno."
    ),
    statement_words.CAUSES["arithmetic"]: "Nid yw’r cyfrif papurau yn adio’n gywir.",
    statement_words.CAUSES["unused"]: (
        "Mae’r papurau heb eu defnyddio neu a ddifethwyd yn wahanol i’r cyfrif papurau."
    ),
    statement_words.CAUSES["issued"]: "Papurau a roddwyd o flwch neu fan arall.",
    statement_words.CAUSES["compensating"]: (
        "Gwneir iawn amdano yn yr un man pleidleisio, gan flwch {box}."
    ),
    statement_words.CAUSES["recounted"]: "Fe’i hailgyfrifwyd ddwywaith.",
    statement_words.CAUSES["verified-again"]: "Fe’i dilyswyd eto.",
    statement_words.KEPT_FEWER: (
        "Papurau heb eu defnyddio ac a ddifethwyd fel y’u cyfrifwyd gan staff: {papers} yn llai "
        "nag yn y cyfrif papurau."
    ),
    statement_words.KEPT_MORE: (
        "Papurau heb eu defnyddio ac a ddifethwyd fel y’u cyfrifwyd gan staff: {papers} yn fwy "
        "nag yn y cyfrif papurau."
    ),
    statement_words.TENDERED: (
        "Pleidleisiau a dendrwyd: {papers} yn y pecyn o’u cymharu â’r rhestr."
    ),
    statement_words.MOVED_IN: "{papers} o {whence}.",
    statement_words.MOVED_OUT: "{papers} i {whence}.",
    statement_words.HANDED_OVER: "{papers} wedi eu trosglwyddo i {whence}.",
    statement_words.BEFORE_COUNT: "Cyn iddo gael ei gyfrif: {moved}",
    statement_words.ENDS["box"]: "flwch {other}",
    statement_words.ENDS["area"]: "ardal {other}",
    statement_words.ENDS["contest"]: "etholiad {other}",
    statement_words.CARRIED: (
        "{papers} wedi eu cario o ardaloedd eraill: {verified} i’w cyfrif ynddi."
    ),
    statement_words.STATED: "Gwnaed y datganiad gan {by} ar {when}.",
    statement_words.FIRST: (
        "Fersiwn {version} yw hwn. Os ailagorir blwch, daw fersiwn diweddarach yn ei le."
    ),
    statement_words.SUPERSEDES: (
        "Fersiwn {version} yw hwn; daw yn lle pob un cynharach. Os ailagorir blwch, daw fersiwn "
        "diweddarach yn ei le."
    ),
}
