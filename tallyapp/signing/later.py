"""What may follow a signed revision: proof of its time and of its certificates, and nothing else.

pyHanko's own policy also lets a later revision rewrite the title that a reader's window shows, the XMP
metadata, and add objects that nothing refers to yet.
"""

from collections.abc import Iterable

from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DiffResult,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.rules_api import ReferenceUpdate
from pyhanko.sign.validation import EmbeddedPdfSignature

_OF_THE_WRITER = {"/ModDate", "/Producer"}
"""What a program that adds a timestamp writes about itself."""


class _WriterRule(DocInfoRule):
    """The document information may name the program that wrote last, and when; all else in it stays."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        if _told(old) == _told(new):
            yield from super().apply(old, new)


def _told(revision: HistoricalResolver) -> dict[str, object]:
    told = revision(revision.trailer_view.get_value_as_reference("/Info"))
    return {key: value for key, value in told.items() if key not in _OF_THE_WRITER}


_UPDATES = ModificationLevel.LTA_UPDATES
_POLICY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        _WriterRule().as_qualified(_UPDATES),
        XrefStreamRule().as_qualified(_UPDATES),
        ObjectStreamRule().as_qualified(_UPDATES),
        DSSCompareRule().as_qualified(_UPDATES),
    ],
    form_rule=FormUpdatingRule(
        field_rules=[SigFieldCreationRule(), SigFieldModificationRule(), GenericFieldModificationRule()]
    ),
    ignore_orphaned_objects=False,
)


def only_proves(signature: EmbeddedPdfSignature) -> bool:
    """Do the later revisions hold nothing but document timestamps and validation data?"""
    signature.compute_integrity_info(skip_diff=True)
    found = signature.evaluate_modifications(_POLICY)
    return isinstance(found, DiffResult) and found.modification_level <= _UPDATES
