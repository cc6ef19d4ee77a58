"""Sentences as data: a text with named places and the values that fill them.

The pure packages know no translation. They keep the English text and its values apart, so that a page can
translate the text and fill it afterwards. Import as `_`, then message extraction finds the texts:

    from customers.methodology.sentence import sentence as _
    _("{group} is {value}.", group="GOV", value=4)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English text with places in braces, and their values as text."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.values)


def sentence(text: str, /, **values: object) -> Sentence:
    """Return the sentence; every value is kept as plain text."""
    return Sentence(text, {name: str(value) for name, value in values.items()})
