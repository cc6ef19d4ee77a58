"""Document to its canonical JSON, the form that is hashed and can be read back."""

from reports.document import Document, canonical_json

MEDIA_TYPE = "application/json"
SUFFIX = "json"


def render(document: Document) -> bytes:
    """Sorted keys, no spaces, UTF-8; `reports.document.from_json` reads it back."""
    return canonical_json(document)
