"""A ward in Wales, to draw: its notices are in Welsh and in English. All of it is invented."""

from datetime import date, datetime

from msgspec.structs import replace

from tallyapp.domain.reports.declaration_report import DeclarationReport, HeadCount
from tallyapp.domain.reports.statement import SENTENCE, StatementReport, stated_in_welsh
from tallyapp.domain.reports.welsh import in_welsh
from tallyapp.domain.vocabulary.phrases import listed
from tallyapp.domain.vocabulary.units import Papers, Votes
from tallyapp.exchange.election_rules import load_rules
from tests.documents import samples
from tests.documents.test_statement import oxford

POLLING_DAY = date(2022, 5, 5)
PEOPLE = (
    ("Bowen", "Siân Angharad", "", "Plaid Cymru – The Party of Wales", 1_204),
    ("Evans", "Iorwerth", "Iori Evans", "Annibynnol / Independent", 987),
    ("Ŵyn-Llŷr", "Mared", "", "Llafur Cymru / Welsh Labour", 1_310),
    ("Probert", "David John", "", "Ceidwadwyr Cymreig / Welsh Conservatives", 611),
)


def ward(seats: int = 2, *, practice: bool = False, lot: bool = False) -> DeclarationReport:
    """A ward of so many seats, as it is declared."""
    rules = load_rules("local-wales", POLLING_DAY).for_seats(seats)
    votes = sorted((row[-1] for row in PEOPLE), reverse=True)
    people = tuple(
        samples.candidate(
            surname, other, description, papers, elected=papers >= votes[seats - 1], known_as=known
        )
        for surname, other, known, description, papers in PEOPLE
    )
    names = tuple(each.name for each in people if each.elected)
    wording = rules.wording
    sentence = wording.declare_several.replace("{names}", listed(names))
    if seats == 1:
        sentence = wording.declare_one.replace("{name}", names[0])
    papers = (1, 7, 0, 19, 4)[: len(rules.heads)]
    heads = tuple(
        HeadCount(label=h.label, papers=Papers(n), in_part=h.in_part, label_cy=h.label_cy)
        for h, n in zip(rules.heads, papers, strict=True)
    )
    base = samples.watling(practice=practice)
    valid = sum(row[-1] for row in PEOPLE) if seats == 1 else 2_300
    rejected = sum(head.papers for head in heads if not head.in_part)
    first, second = votes[:2]
    report = replace(
        base,
        heading=replace(
            base.heading,
            election="Election of councillors, Gwent-is-coed County Borough",
            area="Llanfair-is-y-coed",
            polling_day=POLLING_DAY,
            vacancies=seats,
            election_cy=rules.title_cy,
            note="Enghraifft / Invented." if practice else "",
            imprint="Argraffwyd a chyhoeddwyd gan / Printed and published by the Returning "
            "Officer, Neuadd y Sir / County Hall",
        ),
        title=wording.heading,
        notice=wording.notice.replace("{title}", base.heading.officer_title),
        candidates=people,
        total_votes=Votes(sum(row[-1] for row in PEOPLE)),
        valid=Papers(valid),
        declaration=sentence,
        elected_names=names,
        lot=wording.lot.replace("{name}", names[0]) if lot else "",
        declared_at=datetime(2022, 5, 6, 3, 41, tzinfo=samples.BST),
        declared_by="the Returning Officer",
        rejected=heads,
        rejected_total=Papers(rejected),
        rejected_note="",
        verified=Papers(valid + rejected),
        electorate=5_012,
        turnout=((valid + rejected) * 20_000 + 5_012) // (2 * 5_012),
        majority=Votes(first - second) if seats == 1 else None,
    )
    return replace(report, welsh=in_welsh(rules, report, names[:1] if lot else ()))


def statement() -> StatementReport:
    """The ward's verification statement."""
    base = oxford(7, 2, practice=False)
    heading = ward().heading
    by = "the Returning Officer"
    sentence = SENTENCE.replace("{title}", heading.officer_title)
    return replace(
        base,
        heading=heading,
        sentence=sentence,
        electorate=5_012,
        turnout=(base.counted * 20_000 + 5_012) // (2 * 5_012),
        stated_at=datetime(2022, 5, 6, 0, 12, tzinfo=samples.BST),
        stated_by=by,
        welsh=stated_in_welsh(heading, by),
    )
