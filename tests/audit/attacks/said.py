"""Tags that say something else than the pages show: whoever hears a document must not be told other
figures than whoever sees it.
"""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.audit.attacks.pages import Change, changed, in_page, in_root, rows
from tests.audit.attacks.table import Kind


def _elements(pdf: Pdf, role: str) -> list[pikepdf.Object]:
    """The elements of the structure with such a role, in the order in which they are read."""

    def within(element: Any) -> list[pikepdf.Object]:
        if isinstance(element, int):
            return []
        held: Any = element.get("/K", Array())
        parts = held if isinstance(held, pikepdf.Array) else [held]
        own = [element] if element.get("/S") == Name(f"/{role}") else []
        return own + [each for part in parts for each in within(part)]

    return within(pdf.Root.StructTreeRoot.K)


def _in_element(role: str, key: str, value: object) -> Change:
    return lambda pdf: _elements(pdf, role)[2].__setitem__(f"/{key}", value)


def _exchanged(role: str, key: str) -> Change:
    """The second and the third element of a role have each other's entry of this key."""

    def change(pdf: Pdf) -> None:
        _, second, third, *_ = (each for each in _elements(pdf, role) if key in each)
        assert second[key] != third[key]
        second[key], third[key] = third[key], second[key]

    return change


def _an_element_of_nothing(pdf: Pdf) -> None:
    said = Dictionary(S=Name.P, P=pdf.Root.StructTreeRoot.K, ActualText=String("91,549"))
    pdf.Root.StructTreeRoot.K.K.append(pdf.make_indirect(said))


def _a_figure_in_other_words(pdf: Pdf) -> None:
    (figure,) = _elements(pdf, "Figure")
    figure.Alt = String("91,549 votes for Louise Brown")


SAID: dict[str, Change] = {
    "another figure that a cell is said to be": _in_element("TD", "ActualText", String("91,549")),
    "another figure that a cell stands for": _in_element("TD", "Alt", String("91,549")),
    "another figure that an abbreviation stands for": _in_element("TD", "E", String("91,549")),
    "another name that is said of a row": _in_element("TH", "ActualText", String("Brown, Louise")),
    "a symbol in other words": _a_figure_in_other_words,
    "something said of which nothing is seen": _an_element_of_nothing,
    "two figures read in each other's place": _exchanged("TD", "/K"),
    "two rows read in each other's place": _exchanged("TR", "/K"),
    "a row that is not read": lambda pdf: _elements(pdf, "Table")[0].K.__delitem__(2),
    "two marks that lead to each other's element": lambda pdf: pdf.Root.StructTreeRoot.ParentTree[
        "/Nums"
    ][1].__setitem__(5, pdf.Root.StructTreeRoot.ParentTree.Nums[1][6]),
    "another head of a column": _in_element("TH", "A", Dictionary(O=Name.Table, Scope=Name.Row)),
    "a paragraph read in another language": _in_element("P", "Lang", String("cy")),
    "all paragraphs of another kind": lambda pdf: pdf.Root.StructTreeRoot.__setitem__(
        "/RoleMap", Dictionary(P=Name.Artifact)
    ),
    "no tags": lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
    "tags that are said to be none": in_root("MarkInfo", Dictionary(Marked=False)),
    "a page whose tags are another's": in_page("StructParents", 1),
    "another profile of colours": lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile.write(
        b"none"
    ),
    "another title in the description": lambda pdf: pdf.Root.Metadata.write(
        pdf.Root.Metadata.read_bytes().replace(b"Oxford East", b"Oxford West")
    ),
}
ATTACKS = rows(Kind.SAID, {name: changed(change) for name, change in SAID.items()})
