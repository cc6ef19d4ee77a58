"""The form of a draft of the methodology."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class MethodDraftForm(forms.Form):
    """The whole text with what is to change, and why."""

    reason = forms.CharField(label=_("Why the method changes"), widget=forms.Textarea(attrs={"rows": 2}))
    text = forms.CharField(
        label=_("The whole version as TOML"), strip=False,
        widget=forms.Textarea(attrs={"rows": 32, "class": "code", "spellcheck": "false", "wrap": "off"}),
        help_text=_("Starts as the version in force. Give it a version of its own in the first lines."),
    )  # fmt: skip
