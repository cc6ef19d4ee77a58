"""Sentences of the methodology in the reader's language."""

from django.utils.translation import gettext

from customers.methodology.sentence import Sentence


def told(sentence: Sentence) -> str:
    """The sentence, translated as a text with places, then filled."""
    return gettext(sentence.text).format(**sentence.values)
