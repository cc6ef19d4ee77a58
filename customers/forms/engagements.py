"""Forms of engagements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from customers.forms.fields import ANY, LINES, SCORES, DateInput, lines_of, set_choices
from customers.models import (
    Engagement,
    EngagementPlace,
    Party,
    Product,
    method_in_force,
)
from customers.models.assessment import Tier
from customers.selectors.visible import visible_parties
from customers.services.engagement_facts import EngagementFacts, PlaceFact
from dd_portal.accounts.models import User
from dd_portal.common.countries import COUNTRY_NAMES, country_code, country_name


class EngagementFilterForm(forms.Form):
    """Filters of the list of engagements."""

    q = forms.CharField(
        label=_("Title, reference or party"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All live")), *Engagement.State.choices]
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *Engagement.Kind.choices])
    tier = forms.ChoiceField(
        label=_("Residual tier"),
        required=False,
        choices=[
            ANY, ("4", _("Critical")), ("3", _("High")), ("2", _("Medium")), ("1", _("Low")), ("0", _("Minimal")),
            ("none", _("Not assessed")),
        ],
    )  # fmt: skip
    review = forms.ChoiceField(label=_("Review"), required=False, choices=[ANY, ("overdue", _("Overdue"))])
    capability = forms.ChoiceField(label=_("Capability"), required=False)
    # Set by the figures of the portfolio that lead here, shown as chips.
    inherent = forms.ChoiceField(
        label=_("Inherent tier"), required=False, choices=[ANY, *((str(n), t) for n, t in Tier.choices)],
        widget=forms.HiddenInput,
    )  # fmt: skip
    severity = forms.ChoiceField(label=_("Severity"), required=False, choices=[ANY, *SCORES], widget=forms.HiddenInput)
    likelihood = forms.ChoiceField(
        label=_("Likelihood"), required=False, choices=[ANY, *SCORES], widget=forms.HiddenInput
    )
    provisional = forms.ChoiceField(
        label=_("Provisional"), required=False, choices=[ANY, ("yes", _("Yes"))], widget=forms.HiddenInput
    )
    waiting = forms.ChoiceField(
        label=_("Reason to look again"), required=False, choices=[ANY, ("yes", _("Open"))], widget=forms.HiddenInput
    )
    country = forms.ChoiceField(
        label=_("Place of use"), required=False, choices=[ANY, *COUNTRY_NAMES.items()], widget=forms.HiddenInput
    )
    territory = forms.CharField(label=_("Place of use"), required=False, max_length=120, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        catalogue = method_in_force().capabilities.values()
        set_choices(self, "capability", [ANY, *((one.code, f"{one.code} {_t(one.title)}") for one in catalogue)])


class EngagementForm(forms.Form):
    """What is stated of an engagement."""

    title = forms.CharField(label=_("Title"), max_length=200)
    reference = forms.CharField(
        label=_("Reference"), required=False, max_length=40, help_text=_("Left empty, it gets the next number.")
    )
    kind = forms.ChoiceField(label=_("What is assessed"), choices=Engagement.Kind.choices)
    state = forms.ChoiceField(label=_("State"), choices=Engagement.State.choices, initial="proposed")
    counterparty = forms.CharField(label=_("ID of the counterparty"), required=False, max_length=80)
    products = forms.ModelMultipleChoiceField(
        Product.objects.order_by("name"), label=_("Products"), required=False, widget=forms.CheckboxSelectMultiple
    )
    end_use = forms.CharField(label=_("End use"), required=False, widget=forms.Textarea(attrs=LINES))
    end_user_status = forms.ChoiceField(label=_("End user"), choices=Engagement.EndUserStatus.choices)
    end_user = forms.CharField(
        label=_("ID of the end user"), required=False, max_length=80, help_text=_("Where the end user is named.")
    )
    parties = forms.CharField(
        label=_("Further parties"), required=False, widget=forms.Textarea(attrs=LINES),
        help_text=_("One a line: role:ID, such as reseller:C-77."),
    )  # fmt: skip
    places = forms.CharField(
        label=_("Places"), required=False, widget=forms.Textarea(attrs=LINES),
        help_text=_("One a line: use, data or control, then a country or territory, such as use:Kenya."),
    )  # fmt: skip
    mandates = forms.MultipleChoiceField(
        label=_("Mandates of the end user"), required=False, widget=forms.CheckboxSelectMultiple
    )
    end_uses = forms.MultipleChoiceField(
        label=_("End uses that rules look at"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hosted_workloads = forms.MultipleChoiceField(
        label=_("Workloads it is known to host"), required=False, widget=forms.CheckboxSelectMultiple
    )
    flags_raised = forms.MultipleChoiceField(
        label=_("Flags raised by people"), required=False, widget=forms.CheckboxSelectMultiple
    )
    facts_that_hold = forms.MultipleChoiceField(
        label=_("Facts that hold"), required=False, widget=forms.CheckboxSelectMultiple
    )
    prohibition = forms.CharField(
        label=_("Legal prohibition"), required=False, max_length=400,
        help_text=_("An embargo or a missing licence, in words. What lists prohibit is known already."),
    )  # fmt: skip
    presumption = forms.ChoiceField(
        label=_("Presumption of contribution"), choices=Engagement.Presumption.choices, initial="PENDING"
    )
    starts_on = forms.DateField(label=_("Starts on"), required=False, widget=DateInput())
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    FACTS = {
        "end_use_undisclosed": _("The end use is not disclosed"),
        "customised_for_identification": _("Customised for this customer's identification or targeting"),
        "population_scale_database": _("Combined with a population-scale database"),
        "limits_refused": _("The customer refuses limits of use"),
        "audit_refused": _("The customer refuses audit"),
        "suspension_barred": _("The contract bars suspension for misuse"),
        "tip_off_term": _("A term asks to tip off the customer about legal process"),
        "reprisal_risk": _("Rights-holders or staff risk reprisal"),
        "occupied_territory": _("Use in occupied or annexed territory"),
        "home_state": _("An agency of the vendor's own state"),
        "humanitarian": _("A humanitarian, health or defender customer"),
        "uses_ai": _("Uses artificial intelligence"),
        "strict_lawful_exception": _("Under a strict lawful exception"),
        "legal_hold_cleared": _("Legal cleared the hold of a sector measure"),
        "enhanced_due_diligence_done": _("Enhanced due diligence is done"),
        "vendor_operates_harm": _("The vendor's own act would produce the harm"),
    }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        method = method_in_force()
        named = {
            "mandates": method.mandates, "end_uses": method.end_uses, "hosted_workloads": method.capabilities,
            "flags_raised": method.flags,
        }  # fmt: skip
        for name, catalogue in named.items():
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = [(one.code, _t(one.title)) for one in catalogue.values()]
        facts = self.fields["facts_that_hold"]
        assert isinstance(facts, forms.MultipleChoiceField)
        facts.choices = list(self.FACTS.items())

    def clean_counterparty(self) -> Party | None:
        """The party of that ID."""
        return self._party(self.cleaned_data["counterparty"])

    def clean_end_user(self) -> Party | None:
        """The party of that ID."""
        return self._party(self.cleaned_data["end_user"])

    def clean_parties(self) -> tuple[tuple[Party, str], ...]:
        """Each line as party and role."""
        found = []
        for line in lines_of(self.cleaned_data["parties"]):
            role, _colon, key = line.partition(":")
            party = self._party(key)
            if party is None:
                raise forms.ValidationError(_t("“%(line)s” is not role:ID.") % {"line": line})
            found.append((party, role.strip().lower().replace(" ", "_")))
        return tuple(found)

    def clean_places(self) -> tuple[PlaceFact, ...]:
        """Each line as kind and country; what is no country is a territory."""
        found = []
        for line in lines_of(self.cleaned_data["places"]):
            kind, colon, name = line.partition(":")
            kind, name = (kind.strip().lower(), name.strip()) if colon else ("use", line)
            if kind not in EngagementPlace.Kind.values or not name:
                raise forms.ValidationError(_t("“%(line)s” is not kind:place.") % {"line": line})
            code = country_code(name)
            found.append(PlaceFact(kind, code, "" if code else name))
        return tuple(found)

    def _party(self, key: str) -> Party | None:
        if not key.strip():
            return None
        party = visible_parties(self.user).filter(external_id=key.strip()).order_by("pk").first()
        if party is None:
            raise forms.ValidationError(_t("There is no party with the ID “%(key)s”.") % {"key": key.strip()})
        return party

    def facts(self, *, owner: User | None) -> EngagementFacts:
        """The facts as typed."""
        data = self.cleaned_data
        held = set(data["facts_that_hold"])
        return EngagementFacts(
            title=data["title"], kind=data["kind"], state=data["state"], end_use=data["end_use"],
            counterparty=data["counterparty"], products=tuple(data["products"]), parties=data["parties"],
            places=data["places"], end_user=data["end_user"], end_user_status=data["end_user_status"],
            hosted_workloads=tuple(data["hosted_workloads"]), end_uses=tuple(data["end_uses"]),
            mandates=tuple(data["mandates"]), flags_raised=tuple(data["flags_raised"]),
            prohibition=data["prohibition"], presumption=data["presumption"], starts_on=data["starts_on"],
            owner=owner, **{name: name in held for name in self.FACTS},
        )  # fmt: skip


def engagement_initial(engagement: Engagement, facts: EngagementFacts) -> dict[str, Any]:
    """What the form shows of an engagement."""
    return {
        "title": facts.title, "reference": engagement.reference, "kind": facts.kind, "state": facts.state,
        "counterparty": facts.counterparty.external_id if facts.counterparty else "",
        "products": list(facts.products), "end_use": facts.end_use, "end_user_status": facts.end_user_status,
        "end_user": facts.end_user.external_id if facts.end_user else "",
        "parties": "\n".join(f"{role}:{party.external_id}" for party, role in facts.parties),
        "places": "\n".join(f"{one.kind}:{one.territory or country_name(one.country)}" for one in facts.places),
        "mandates": list(facts.mandates), "end_uses": list(facts.end_uses),
        "hosted_workloads": list(facts.hosted_workloads), "flags_raised": list(facts.flags_raised),
        "facts_that_hold": [name for name in EngagementForm.FACTS if getattr(facts, name)],
        "prohibition": facts.prohibition, "presumption": facts.presumption, "starts_on": facts.starts_on,
        "version": engagement.version,
    }  # fmt: skip
