"""Forms of what an assessment rests on: impacts, safeguards, evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from customers.forms.fields import LINES, SCORES, DateInput, set_choices, shown_at_field
from customers.models import (
    EngagementSafeguard,
    EvidenceItem,
    ImpactLine,
    method_in_force,
)


class ImpactForm(forms.Form):
    """One right and the people affected, rated before safeguards."""

    right = forms.ChoiceField(label=_("Right"))
    people = forms.CharField(label=_("Who is affected"), max_length=200)
    status = forms.ChoiceField(label=_("Status"), choices=ImpactLine.Status.choices, initial="potential")
    ongoing = forms.BooleanField(label=_("It goes on"), required=False)
    scale = forms.ChoiceField(label=_("Scale"), choices=SCORES, widget=forms.RadioSelect)
    scope = forms.ChoiceField(label=_("Scope"), choices=SCORES, widget=forms.RadioSelect)
    irremediability = forms.ChoiceField(label=_("Irremediability"), choices=SCORES, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("What the rating rests on"), widget=forms.Textarea(attrs=LINES))
    shown_at = shown_at_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        method = method_in_force()
        set_choices(self, "right", [("", "–"), *((one.code, _t(one.title)) for one in method.rights.values())])
        for name in ("scale", "scope", "irremediability"):
            anchors = method.dimensions[name].anchors
            set_choices(self, name, [(str(n), f"{n} {_t(anchors[n])}") for n in range(5)])
        for factor in method.factors_of("AFG"):
            self.fields[factor.code] = forms.ChoiceField(
                label=_t(factor.title), required=False,
                choices=[("", _("not in scope")), *((str(n), f"{n} {_t(factor.anchor(n))}") for n in range(5))],
            )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """Arguments of :func:`rate_impact`."""
        data = self.cleaned_data
        return {
            "right": data["right"], "people": data["people"], "status": data["status"], "ongoing": data["ongoing"],
            "scale": int(data["scale"]), "scope": int(data["scope"]), "irremediability": int(data["irremediability"]),
            "reason": data["reason"], "shown_at": data["shown_at"],
            "groups": {name: int(value) for name, value in data.items() if name.startswith("AFG-") and value},
        }  # fmt: skip


def impact_initial(line: ImpactLine) -> dict[str, Any]:
    """What the form shows of an impact."""
    return {
        "right": line.right, "people": line.people, "status": line.status, "ongoing": line.ongoing,
        "scale": line.scale, "scope": line.scope, "irremediability": line.irremediability, "reason": line.reason,
        **line.groups,
    }  # fmt: skip


class SafeguardForm(forms.Form):
    """A safeguard of the catalogue with its two scores."""

    code = forms.ChoiceField(label=_("Safeguard"))
    description = forms.CharField(label=_("What it is here"), widget=forms.Textarea(attrs=LINES))
    design = forms.ChoiceField(label=_("Design"), widget=forms.RadioSelect)
    operating = forms.ChoiceField(label=_("Operating"), required=False, widget=forms.RadioSelect)
    scope_limiting = forms.BooleanField(label=_("It limits whom the product can reach"), required=False)
    acceptance_only = forms.BooleanField(label=_("Only acceptance of a use policy"), required=False)
    verified_on = forms.DateField(label=_("Verified on"), required=False, widget=DateInput())
    shown_at = shown_at_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        method = method_in_force()
        set_choices(
            self,
            "code",
            [("", "–"), *((one.code, f"{one.code} {_t(one.title)}") for one in method.safeguards.values())],
        )
        scales = method.safeguard_scales
        set_choices(self, "design", [(str(n), f"{n} {_t(scales.design[n])}") for n in range(5)])
        set_choices(
            self,
            "operating",
            [("", _("Never tested")), *((str(n), f"{n} {_t(scales.operating[n])}") for n in range(5))],
        )

    def values(self) -> dict[str, Any]:
        """Arguments of :func:`state_safeguard`."""
        data = dict(self.cleaned_data)
        data["design"] = int(data["design"])
        data["operating"] = int(data["operating"]) if data["operating"] else None
        return data


def safeguard_initial(one: EngagementSafeguard) -> dict[str, Any]:
    """What the form shows of a safeguard."""
    return {
        "code": one.code, "description": one.description, "design": one.design,
        "operating": "" if one.operating is None else one.operating, "scope_limiting": one.scope_limiting,
        "acceptance_only": one.acceptance_only, "verified_on": one.verified_on,
    }  # fmt: skip


class EvidenceForm(forms.Form):
    """A graded source."""

    title = forms.CharField(label=_("Title"), max_length=300)
    publisher = forms.CharField(label=_("Publisher"), max_length=200, help_text=_("Who first said so."))
    origin = forms.ChoiceField(label=_("Who speaks"), choices=EvidenceItem.Origin.choices)
    url = forms.URLField(label=_("Address"), required=False, max_length=500, assume_scheme="https")
    published_on = forms.DateField(label=_("Published on"), required=False, widget=DateInput())
    retrieved_on = forms.DateField(label=_("Found on"), required=False, widget=DateInput())
    reliability = forms.ChoiceField(
        label=_("Reliability of the source"),
        choices=[
            ("", "–"), ("A", _("A completely reliable")), ("B", _("B usually reliable")), ("C", _("C fairly reliable")),
            ("D", _("D not usually reliable")), ("E", _("E unreliable")), ("F", _("F cannot be judged")),
        ],
    )  # fmt: skip
    credibility = forms.TypedChoiceField(
        label=_("Credibility of the content"), coerce=int,
        choices=[
            ("", "–"), (1, _("1 confirmed by others")), (2, _("2 probably true")), (3, _("3 possibly true")),
            (4, _("4 doubtful")), (5, _("5 improbable")), (6, _("6 cannot be judged")),
        ],
    )  # fmt: skip
    authoritative = forms.BooleanField(
        label=_("A finding of a court, a UN body or another competent authority"), required=False
    )
    licence = forms.CharField(label=_("Licence"), required=False, max_length=120)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
