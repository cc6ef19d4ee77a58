"""Every format a report can be written in.

A new one is one module with `render`, `MEDIA_TYPE` and `SUFFIX`, and one line here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from reports.document import Document
from reports.renderers import csv_bundle, json_document, pdf, xlsx


@dataclass(frozen=True, slots=True)
class Renderer:
    """A format: how to make it, its media type, and how its file names end."""

    render: Callable[[Document], bytes]
    media_type: str
    suffix: str


RENDERERS: dict[str, Renderer] = {
    name: Renderer(module.render, module.MEDIA_TYPE, module.SUFFIX)
    for name, module in (("pdf", pdf), ("xlsx", xlsx), ("csv", csv_bundle), ("json", json_document))
}
