"""Pages for the website, built as trees: whatever a name holds, it is text and never markup."""

from typing import TypeAlias
from xml.etree.ElementTree import Element, indent, tostring

Part: TypeAlias = "Element | str | None"

STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; background: #fff; color: #12161c;
  font: 1.0625rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
p.practice { background: #ffce3a; padding: .5rem 1rem; font-weight: bold; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { font-weight: bold; text-align: left; padding: .5rem 0; }
th, td { border-bottom: 1px solid #7e8795; padding: .375rem .75rem .375rem 0; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; hyphens: auto; }
tbody th { font-weight: normal; }
.figure, .result { overflow-wrap: normal; hyphens: none; white-space: nowrap; }
.figure { font-variant-numeric: tabular-nums; text-align: right; }
tr.elected th, tr.elected td, tfoot th, tfoot td { font-weight: bold; }
.small, footer { color: #515b69; font-size: .9375rem; }
code { overflow-wrap: anywhere; }
@media (max-width: 30rem) {
  body { padding: .5rem; }
  table { font-size: .9375rem; }
  th, td { padding-right: .375rem; }
}
section + section { border-top: 2px solid #12161c; margin-top: 2rem; padding-top: 1rem; }
"""
"""Dark words on white throughout, 5.9 to 1 or more; nothing is told by colour alone."""


def element(tag: str, *parts: Part, **attributes: str) -> Element:
    """An element with these parts in it; `class_` is the attribute of that name."""
    made = Element(tag, {name.rstrip("_"): value for name, value in attributes.items()})
    last: Element | None = None
    for part in parts:
        if isinstance(part, Element):
            made.append(part)
            last = part
        elif part and last is not None:
            last.tail = (last.tail or "") + part
        elif part:
            made.text = (made.text or "") + part
    return made


def page(title: str, *parts: Part, language: str = "en") -> bytes:
    """A whole page in one file, with no script and nothing fetched from anywhere."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("title", title),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _no_more_than_this(),
        element("style", STYLE),
    )
    whole = element("html", head, element("body", *parts), lang=language)
    indent(whole)
    return f"<!DOCTYPE html>\n{tostring(whole, encoding='unicode', method='html')}\n".encode()


def _no_more_than_this() -> Element:
    """Tells the browser to run no script and to fetch nothing, whatever else is on its site."""
    policy = element("meta", content="default-src 'none'; style-src 'unsafe-inline'")
    policy.set("http-equiv", "Content-Security-Policy")
    return policy
