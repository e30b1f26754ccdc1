"""
The description of a document as XMP (ISO 16684-1), read strictly: what a later writer may say anew.

Whoever adds a timestamp writes the whole description again, in a spelling of its own. So it is not
the bytes that must stay but what they say: each property, in whatever order and form.
"""

import re
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import ParseError, iterparse

from tallyapp.signing.syntax import Name, NotPlain, Object

_LONGEST = 64 * 1024
"""Bytes of a description; one of this program's has some two thousand."""
_DEEPEST = 8
"""Values inside one another; this program's has five."""
_SPACE = " \t\r\n"
# One start and one end, and no instruction, comment or document type between: each is a place for
# what nobody looks at.
_PACKET = re.compile(
    rf'<\?xpacket begin="\ufeff?" id="W5M0MpCehiHzreSzNTczkc9d"\?>[{_SPACE}]*'
    rf'(<x:xmpmeta[ >](?:(?!<[!?]).)*</x:xmpmeta>)[{_SPACE}]*<\?xpacket end="[rw]"\?>[{_SPACE}]*',
    re.DOTALL,
)
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DESCRIPTION = f"{_RDF}Description"
_ARRAYS = {f"{_RDF}Bag", f"{_RDF}Seq", f"{_RDF}Alt"}
_RESOURCE = f"{_RDF}resource"
_META = "{adobe:ns:meta/}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DATE = re.compile(r"[0-9TZ:.+-]{4,40}")
_OF_THE_WRITER = {
    "{http://ns.adobe.com/xap/1.0/}ModifyDate": _DATE,
    "{http://ns.adobe.com/xap/1.0/}MetadataDate": _DATE,
    "{http://ns.adobe.com/pdf/1.3/}Producer": re.compile(r".{1,256}"),
}
"""What a program that adds a timestamp writes about itself."""

_Value = tuple[str, str] | tuple[str, list["_Value"]] | dict[str, "_Value"]
"""A text with its language, a kind of array with its values, or a structure."""


class _Description(NamedTuple):
    properties: dict[str, _Value]
    namespaces: set[str]


def same_but_for_the_writer(old: Object, now: Object) -> bool:
    """Whether two streams are descriptions that say the same, but for which program wrote last, and
    when.
    """
    try:
        before = _description(old)
        after = _description(now)
    except (ValueError, ParseError):
        return False
    for key, pattern in _OF_THE_WRITER.items():
        before.properties.pop(key, None)
        remark = after.properties.pop(key, None)
        if remark is not None and not _is_remark(remark, pattern):
            return False
    return before.properties == after.properties and after.namespaces <= before.namespaces


def _is_remark(value: _Value, pattern: re.Pattern[str]) -> bool:
    """Whether a value is a text of no language, and of this form."""
    if not isinstance(value, tuple):
        return False
    language, text = value
    return language == "" and isinstance(text, str) and bool(pattern.fullmatch(text))


def _description(stream: Object) -> _Description:
    """What a stream says of the document; ValueError or ParseError if it is no description."""
    value = stream.value
    # No other key: a filter or a file elsewhere would make of these bytes something else.
    if stream.raw is None or not isinstance(value, dict) or len(stream.raw) > _LONGEST:
        raise NotPlain("no stream, or a long one")
    kind = {key: each for key, each in value.items() if key != "Length"}
    if kind != {"Type": Name("Metadata"), "Subtype": Name("XML")}:
        raise NotPlain("a stream of another kind")
    packet = _PACKET.fullmatch(stream.raw.decode())
    if packet is None:
        raise NotPlain("no packet")
    meta, namespaces = _parsed(packet[1])
    _check_no_more(meta, {f"{_META}xmptk"})
    (rdf,) = meta
    (described,) = rdf
    _check_no_more(rdf, set())
    if (meta.tag, rdf.tag, described.tag) != (f"{_META}xmpmeta", f"{_RDF}RDF", _DESCRIPTION):
        raise NotPlain("no description")
    if described.get(f"{_RDF}about") != "":
        raise NotPlain("a description of something else")
    return _Description(_structure(described, {f"{_RDF}about"}, 0), namespaces)


def _parsed(text: str) -> tuple[Element, set[str]]:
    """The outermost element, and every namespace that is named anywhere."""
    namespaces: set[str] = set()
    events = iterparse(BytesIO(text.encode()), events=("start-ns", "end"), forbid_dtd=True)
    for event, each in events:
        if event == "start-ns":
            namespaces.add(each[1])
        else:
            outermost = each
    return outermost, namespaces


def _structure(element: Element, own: set[str], depth: int) -> dict[str, _Value]:
    """The properties in an element: its children, and its attributes but its own."""
    if depth > _DEEPEST:
        raise NotPlain("values inside one another without end")
    _check_no_text(element)
    found: dict[str, _Value] = {
        key: ("", text) for key, text in element.attrib.items() if key not in own
    }
    for child in element:
        # Of a property twice a reader takes the one that it likes.
        if child.tag in found:
            raise NotPlain("a property twice")
        found[child.tag] = _value(child, depth + 1)
    return found


def _value(element: Element, depth: int) -> _Value:
    """What a property or an entry of an array says."""
    if element.attrib == {f"{_RDF}parseType": "Resource"}:
        return _structure(element, {f"{_RDF}parseType"}, depth)
    if len(element) == 0:
        # An address may stand as a text or as what is referred to: pyHanko makes one of the other.
        if element.attrib.keys() == {_RESOURCE} and not element.text:
            return "", element.attrib[_RESOURCE]
        _check_attributes(element, {_LANGUAGE})
        return element.get(_LANGUAGE, ""), element.text or ""
    _check_no_more(element, set())
    (held,) = element
    if held.tag == _DESCRIPTION:
        return _structure(held, set(), depth)
    if held.tag not in _ARRAYS or depth > _DEEPEST:
        raise NotPlain("a value of no kind")
    _check_no_more(held, set())
    if any(each.tag != f"{_RDF}li" for each in held):
        raise NotPlain("an array of something else")
    return held.tag, [_value(each, depth + 1) for each in held]


def _check_no_more(element: Element, attributes: set[str]) -> None:
    """NotPlain if an element has anything but its children and some of these attributes."""
    _check_attributes(element, attributes)
    _check_no_text(element)


def _check_attributes(element: Element, attributes: set[str]) -> None:
    if element.attrib.keys() - attributes:
        raise NotPlain("an attribute more")


def _check_no_text(element: Element) -> None:
    """NotPlain if there is text between the children of an element."""
    if any((text or "").strip(_SPACE) for text in (element.text, *(each.tail for each in element))):
        raise NotPlain("text beside values")
