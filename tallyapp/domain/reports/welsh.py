"""What the documents of a contest in Wales say in Welsh beside their English."""

from collections.abc import Sequence

from tallyapp.domain.reports.declaration_report import DeclarationReport, InWelsh
from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.domain.vocabulary.welsh_phrases import by_cy, listed_cy, office_cy


def in_welsh(rules: KindRules, report: DeclarationReport, drawn: Sequence[str]) -> InWelsh | None:
    """A declaration's words in Welsh under these rules; None where the rules have none.

    `drawn` are the names of those whom lots chose, in their order.
    """
    wording = rules.wording_cy
    if wording is None:
        return None
    names = report.elected_names
    if report.terms:
        pairs = zip(names, report.terms, strict=False)
        names = tuple(f"{name} (cyfnod: {term})" for name, term in pairs)
    declaration = wording.declare_several.replace("{names}", listed_cy(names))
    if len(names) == 1:
        declaration = wording.declare_one.replace("{name}", names[0]).replace("{names}", names[0])
    return InWelsh(
        title=wording.heading,
        notice=wording.notice.replace("{title}", office_cy(report.heading.officer_title)),
        declaration=declaration if report.declaration else "",
        lot=" ".join(wording.lot.replace("{name}", name) for name in drawn),
        declared_by=by_cy(report.declared_by),
    )
