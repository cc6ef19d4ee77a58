"""Forms that know which version of a thing they showed."""

from __future__ import annotations

from typing import Any

from django import forms


class VersionedForm(forms.Form):
    """A form over something that counts its changes; its initial values name the version."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        """Arguments of the service: what was typed, and the version it was typed over."""
        data = dict(self.cleaned_data)
        # Without a version nobody was shown anything: never the stored one.
        data["expected_version"] = data.pop("version") or 0
        return data
