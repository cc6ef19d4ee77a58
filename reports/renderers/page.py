"""Document to what the page template prints: words, anchors, and drawings that are safe to put into a page.

Knows no web framework. The template is `templates/reports/parts/document.html`.
"""

from dataclasses import replace
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from reports.document import Document
from reports.renderers.shown import Part, ShownDocument, ShownSection, show

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset({"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use", "symbol"})
_WORDS = frozenset({"title", "desc", "text", "tspan"})
_PAINT = frozenset({"defs", "marker", "pattern", "clipPath", "linearGradient", "stop"})
_ELEMENTS = _SHAPES | _WORDS | _PAINT


def page(document: Document) -> ShownDocument:
    """The document in words; a drawing that could run or load something is dropped, its table stands instead."""
    shown = show(document)
    return replace(shown, sections=tuple(_section(section) for section in shown.sections))


def safe_drawing(svg: str) -> bool:
    """Whether a drawing holds only shapes and text: no script, no foreign address, no style attribute."""
    try:
        root = fromstring(svg)
    except (ParseError, DefusedXmlException, ValueError):
        return False
    return root.tag == f"{_NAMESPACE}svg" and all(_safe(element) for element in root.iter())


def _safe(element: Element) -> bool:
    if not isinstance(element.tag, str) or element.tag.removeprefix(_NAMESPACE) not in _ELEMENTS:
        return False
    for key, value in element.attrib.items():
        bare = key.rpartition("}")[2].lower()
        if bare.startswith("on") or bare in ("style", "src") or (bare == "href" and not value.startswith("#")):
            return False
        if "url(" in value.replace(" ", "").lower() and not value.replace(" ", "").lower().startswith("url(#"):
            return False
    return True


def _section(section: ShownSection) -> ShownSection:
    return replace(section, parts=tuple(_part(part) for part in section.parts))


def _part(part: Part) -> Part:
    if part.figure is None or not part.figure.svg or safe_drawing(part.figure.svg):
        return part
    return replace(part, figure=replace(part.figure, svg=""))
