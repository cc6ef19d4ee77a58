"""Forms of the registers: policies, safeguards, leverage, grievances and remedy, consultations, concerns, conduct."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from customers.forms.fields import LINES, DateInput
from customers.forms.ratings import SafeguardForm
from customers.forms.versioned import VersionedForm
from customers.models import Consultation, Engagement, Grievance, LeverageAction, Product, Remedy, StaffConcern
from customers.models.grievance import CRITERIA
from customers.selectors.visible import visible_engagements
from dd_portal.accounts.models import User

_LONG = {"rows": 5}


class AboutEngagementForm(forms.Form):
    """A form about an engagement that the person names by its reference."""

    engagement = forms.CharField(label=_("Engagement"), max_length=40, help_text=_("Its reference, such as E-0101."))
    optional_engagement = False

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["engagement"].required = not self.optional_engagement

    def clean_engagement(self) -> Engagement | None:
        """The engagement of that reference, among those that the person may see."""
        key = self.cleaned_data["engagement"].strip()
        if not key:
            return None
        found = visible_engagements(self.user).filter(reference__iexact=key).first()
        if found is None:
            raise forms.ValidationError(_t("There is no engagement “%(key)s”.") % {"key": key})
        return found


class PolicyForm(forms.Form):
    """A version of a policy."""

    code = forms.SlugField(label=_("Code"), max_length=40, help_text=_("The same for all versions of one policy."))
    title = forms.CharField(label=_("Title"), max_length=200)
    version = forms.CharField(label=_("Version"), max_length=20)
    summary = forms.CharField(label=_("What it commits to"), widget=forms.Textarea(attrs=_LONG))
    url = forms.URLField(label=_("Text"), required=False, max_length=500, assume_scheme="https")
    adopted_by = forms.CharField(label=_("Adopted by"), max_length=200, help_text=_("The body that decided."))
    starts_on = forms.DateField(label=_("Holds from"), widget=DateInput())


class SafeguardEntryForm(AboutEngagementForm, SafeguardForm):
    """A safeguard of an engagement, stated from the register."""

    field_order = ("engagement",)


class LeverageForm(AboutEngagementForm):
    """An attempt."""

    kind = forms.ChoiceField(label=_("Means"), choices=[("", "–"), *LeverageAction.Kind.choices])
    text = forms.CharField(label=_("What was tried, and with whom"), widget=forms.Textarea(attrs=LINES))
    tried_on = forms.DateField(label=_("Tried on"), widget=DateInput())


class LeverageResultForm(VersionedForm):
    """What came of it."""

    result = forms.ChoiceField(
        label=_("Result"), choices=[("", "–"), *(one for one in LeverageAction.Result.choices if one[0] != "pending")]
    )
    result_note = forms.CharField(label=_("What shows it"), widget=forms.Textarea(attrs=LINES))
    result_on = forms.DateField(label=_("On"), widget=DateInput())


class GrievanceForm(AboutEngagementForm):
    """A complaint; without an engagement it is about the vendor as a whole."""

    optional_engagement = True
    channel = forms.ChoiceField(label=_("How it came in"), choices=[("", "–"), *Grievance.Channel.choices])
    received_on = forms.DateField(label=_("Received on"), widget=DateInput())
    complainant = forms.CharField(
        label=_("Who complains"), required=False, max_length=200,
        help_text=_("In which quality: tenant, union, lawyer. No name unless they wish it."),
    )  # fmt: skip
    claim = forms.CharField(label=_("What they complain of"), widget=forms.Textarea(attrs=_LONG))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["engagement"].help_text = _("Its reference. Empty: the vendor as a whole.")


class GrievanceStateForm(VersionedForm):
    """The state and answer of a complaint, and how well the channel did."""

    state = forms.ChoiceField(label=_("State"), choices=Grievance.State.choices)
    answer = forms.CharField(label=_("What they were answered"), required=False, widget=forms.Textarea(attrs=LINES))
    closed_on = forms.DateField(label=_("Answered on"), required=False, widget=DateInput())
    satisfied = forms.NullBooleanField(
        label=_("Satisfied"),
        widget=forms.Select(choices=[("", _("not known")), ("true", _("yes")), ("false", _("no"))]),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scores = [("", _("not scored")), *((str(n), str(n)) for n in range(5))]
        for code, title in CRITERIA.items():
            self.fields[code] = forms.ChoiceField(label=title, required=False, choices=scores)

    def values(self) -> dict[str, Any]:
        """Arguments of :func:`change_grievance`."""
        data = super().values()
        return {
            **{name: data[name] for name in ("state", "answer", "closed_on", "satisfied", "expected_version")},
            "criteria": {code: int(data[code]) for code in CRITERIA if data[code]},
        }


class RemedyForm(forms.Form):
    """A remedy that is owed, or was given."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "–"), *Remedy.Kind.choices])
    text = forms.CharField(label=_("What is owed to whom"), widget=forms.Textarea(attrs=LINES))
    due_on = forms.DateField(label=_("Owed by"), required=False, widget=DateInput())
    provided_on = forms.DateField(label=_("Given on"), required=False, widget=DateInput())


class RemedyGivenForm(forms.Form):
    """The day on which a remedy was given."""

    provided_on = forms.DateField(label=_("Given on"), widget=DateInput())


class ConsultationForm(AboutEngagementForm):
    """Who was heard, or why nobody was."""

    kind = forms.ChoiceField(label=_("Who was heard"), choices=[("", "–"), *Consultation.Kind.choices])
    held_on = forms.DateField(label=_("Held on"), widget=DateInput())
    who = forms.CharField(
        label=_("In which quality"), required=False, max_length=300,
        help_text=_("Tenants, a union, two experts: never names."),
    )  # fmt: skip
    safety = forms.CharField(
        label=_("How they could speak safely"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    heard = forms.CharField(label=_("What was heard, or why nobody was asked"), widget=forms.Textarea(attrs=_LONG))
    changed = forms.CharField(label=_("What changed because of it"), required=False, widget=forms.Textarea(attrs=LINES))


class ConcernForm(forms.Form):
    """A concern of staff."""

    text = forms.CharField(label=_("What worries you"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}))
    about = forms.CharField(
        label=_("About"),
        required=False,
        max_length=200,
        help_text=_("A product, a customer, a place; or leave it empty."),
    )
    retaliation = forms.BooleanField(label=_("I fear or felt pressure for speaking"), required=False)
    anonymous = forms.BooleanField(
        label=_("Without my name"), required=False,
        help_text=_("Nothing then ties it to you, so no answer can reach you here either."),
    )  # fmt: skip


class ConcernAnswerForm(VersionedForm):
    """The answer to a concern."""

    state = forms.ChoiceField(label=_("State"), choices=StaffConcern.State.choices)
    answer = forms.CharField(label=_("Answer"), required=False, widget=forms.Textarea(attrs=LINES))
    retaliation = forms.BooleanField(label=_("Retaliation is feared or was felt"), required=False)


class OwnConductForm(forms.Form):
    """Something that the vendor did itself."""

    title = forms.CharField(label=_("In short"), max_length=200)
    end_use = forms.CharField(label=_("What the vendor does or did"), widget=forms.Textarea(attrs=LINES))
    products = forms.ModelMultipleChoiceField(
        Product.objects.order_by("name"), label=_("Products"), required=False, widget=forms.CheckboxSelectMultiple
    )
    starts_on = forms.DateField(label=_("Since"), required=False, widget=DateInput())


class ProductAssessmentForm(forms.Form):
    """The first words of the assessment of a product."""

    end_use = forms.CharField(
        label=_("What the product will do for whom"), widget=forms.Textarea(attrs=LINES),
        help_text=_("Name the uses that the new capability makes possible, also those nobody intends."),
    )  # fmt: skip
