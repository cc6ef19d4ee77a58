"""A select of a form written in one go: Django's own renders a template for each option, which long lists feel."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class PlainSelect(forms.Select):
    """One choice of a flat list."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The select with its options; ``value`` is the chosen one."""
        del renderer
        now = "" if value is None else str(value)
        chosen, other = mark_safe(" selected"), mark_safe("")
        lines = ((key, chosen if str(key) == now else other, label) for key, label in self.choices)
        options = format_html_join("", '<option value="{}"{}>{}</option>', lines)
        return format_html(
            "<select{}>{}</select>", flatatt({"name": name, **self.build_attrs(self.attrs, attrs)}), options
        )
