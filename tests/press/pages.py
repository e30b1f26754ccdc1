"""Pages for the website, read by a parser that takes well-formed markup alone."""

import re
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring


def parsed(page: bytes) -> Element:
    """The page as a tree; raises ParseError where a tag is left open or a name became markup."""
    body = page.decode().removeprefix("<!DOCTYPE html>\n")
    whole: Element = fromstring(re.sub(r"<(meta|br)([^>]*)>", r"<\1\2/>", body))
    return whole


def words_of(part: Element) -> str:
    """What somebody reads of it, on one line."""
    parts = [*part.iter("body")] or [part]
    return " ".join(" ".join(text for each in parts for text in each.itertext()).split())
