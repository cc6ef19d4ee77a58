"""Names taken out of every text, key and drawing of a document."""

from dataclasses import fields, is_dataclass, replace
from gettext import gettext as _
from typing import Any

from reports.document import Document, Prose, Span, plain
from reports.redaction.policy import Ledger
from reports.redaction.scan_text import Dictionary, swap

# Fields whose words are the document's own vocabulary: a customer called "High" does not change a tier.
_VOCABULARY = frozenset(
    {"lang", "edition", "language", "dataset_hash", "field", "publish_as", "align", "kind", "state", "tier", "could_be"}
)
_PLACES_OF_A_BASIS = frozenset({"column", "beside", "none"})


class Names:
    """Replaces the names of a dictionary and takes them down."""

    def __init__(self, dictionary: Dictionary, pseudonyms: dict[str, str], ledger: Ledger) -> None:
        self._dictionary, self._pseudonyms, self._ledger = dictionary, pseudonyms, ledger
        self._keys: dict[str, str] = {}

    def prose(self, text: Prose) -> Prose:
        """A text without names."""
        places = []
        for found in self._dictionary.find(plain(text)):
            term = found.term
            places.append((found, term.instead or self._pseudonyms.get(term.party, _("[withheld]"))))
            manner = _("pseudonym") if term.party and not term.instead else _("other words")
            self._ledger.record(_("Texts"), term.kind, manner, _("Who or what it is."), code=term.code)
        return swap(text, places) if places else text

    def text(self, text: str) -> str:
        """The same for bare characters."""
        return plain(self.prose((Span(text),)))

    def key(self, key: str) -> str:
        """A key of a row or column; one that holds a name becomes a number, the same each time."""
        if key in self._keys or self._dictionary.find(key):
            return self._keys.setdefault(key, f"key-{len(self._keys) + 1}")
        return key

    def drawing(self, svg: str) -> str:
        """A drawing; one that holds a name is dropped, and its table stands in its place."""
        return "" if self.text(svg) != svg else svg


def without_names(document: Document, names: Names) -> Document:
    """The document with no name of the dictionary left in it."""
    cleaned: Document = _clean(document, names)
    return cleaned


def _clean(value: Any, names: Names) -> Any:
    if isinstance(value, str):
        return names.text(value)
    if isinstance(value, tuple):
        if value and all(isinstance(each, Span) for each in value):
            return names.prose(value)
        return tuple(_clean(each, names) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {each.name: _field(each.name, getattr(value, each.name), names) for each in fields(value)}
    return replace(value, **changes)


def _field(name: str, value: Any, names: Names) -> Any:
    """One field by what it holds: vocabulary, a drawing, a key, or text."""
    if name in _VOCABULARY or (name == "value" and isinstance(value, str)):
        return value
    if name == "basis" and value in _PLACES_OF_A_BASIS:
        return value
    if name == "svg":
        return names.drawing(value)
    return names.key(value) if name == "key" else _clean(value, names)
