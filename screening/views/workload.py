"""The page of workload: times, free days, absences, shares of work, and the turn."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from screening.models import Absence, Holiday, SlaRule
from screening.selectors.workload_page import workers, workload_page
from screening.triage.add_holiday import add_holiday
from screening.triage.remove_holiday import remove_holiday
from screening.triage.remove_sla_rule import remove_sla_rule
from screening.triage.set_capacity import set_capacity
from screening.triage.set_sla_rule import TIERS, set_sla_rule
from screening.triage.share_out import share_out
from screening.triage.state_absence import state_absence
from screening.triage.withdraw_absence import withdraw_absence
from screening.views.posting import post

READERS = (Permission.WORK_ALERTS, Permission.ASSIGN_ALERTS, Permission.SEE_AUDIT)
RISKS = [
    (0, gettext_lazy("any risk")), (1, gettext_lazy("low and above")), (2, gettext_lazy("medium and above")),
    (3, gettext_lazy("high and above")), (4, gettext_lazy("critical")),
]  # fmt: skip


def _day(label: object) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))  # type: ignore[arg-type]


class RuleForm(forms.Form):
    """A time."""

    tier = forms.ChoiceField(label=gettext_lazy("List tier"), choices=[(tier, tier) for tier in TIERS])
    least_risk = forms.TypedChoiceField(label=gettext_lazy("Customer risk"), choices=RISKS, coerce=int)
    amount = forms.IntegerField(label=gettext_lazy("Decided within"))
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), choices=SlaRule.Unit.choices)


class HolidayForm(forms.Form):
    """A free day."""

    day = _day(gettext_lazy("Day"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80, required=False)


class AbsenceForm(forms.Form):
    """Days away."""

    person = forms.TypedChoiceField(label=gettext_lazy("Person"), coerce=int)
    starts_on = _day(gettext_lazy("First day"))
    ends_on = _day(gettext_lazy("Last day"))
    deputy = forms.TypedChoiceField(label=gettext_lazy("Deputy"), coerce=int, required=False, empty_value=None)

    def __init__(self, data: object = None, *, by: User, **options: object) -> None:
        super().__init__(data, **options)  # type: ignore[arg-type]
        people = [(one.pk, one.display_name) for one in workers()]
        own = people if by.may(Permission.ASSIGN_ALERTS) else [(by.pk, by.display_name)]
        for name, choices in (("person", own), ("deputy", [("", _("nobody: back to all")), *people])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class CapacityForm(forms.Form):
    """How many alerts a person is given."""

    person = forms.IntegerField(widget=forms.HiddenInput)
    most_open = forms.IntegerField(label=gettext_lazy("Most open alerts"))


class IdForm(forms.Form):
    """Which row."""

    row = forms.IntegerField()


@require_safe
@needs(*READERS)
def workload(request: SignedInRequest) -> HttpResponse:
    """The page."""
    return _shown(request)


@require_POST
@needs(Permission.ASSIGN_ALERTS)
def workload_share_out(request: SignedInRequest) -> HttpResponse:
    """Share out what waits, now."""
    done = share_out(by=request.user)
    text = _("%(given)s given, %(handed)s taken over from people who are away, %(left)s left: nobody has room.") % {
        "given": done.given, "handed": done.handed_over, "left": done.left,
    }  # fmt: skip
    messages.success(request, text)
    return redirect("screening:workload")


@require_POST
@needs(Permission.ASSIGN_ALERTS)
def workload_rule(request: SignedInRequest) -> HttpResponse:
    """Set a time."""
    form = RuleForm(request.POST, auto_id="id_rule_%s")
    act = lambda: set_sla_rule(by=request.user, **form.cleaned_data)  # noqa: E731
    done = _("Set. It holds for alerts from now on.")
    return post(request, form, act, done=done, to=_address()) or _shown(request, rule=form)


@require_POST
@needs(Permission.ASSIGN_ALERTS)
def workload_holiday(request: SignedInRequest) -> HttpResponse:
    """Add a free day."""
    form = HolidayForm(request.POST, auto_id="id_holiday_%s")
    act = lambda: add_holiday(by=request.user, **form.cleaned_data)  # noqa: E731
    return post(request, form, act, done=_("Added."), to=_address()) or _shown(request, holiday=form)


@require_POST
@needs(Permission.WORK_ALERTS, Permission.ASSIGN_ALERTS)
def workload_absence(request: SignedInRequest) -> HttpResponse:
    """State an absence."""
    form = AbsenceForm(request.POST, by=request.user, auto_id="id_absence_%s")

    def act() -> None:
        data = form.cleaned_data
        person = get_object_or_404(User, pk=data["person"])
        deputy = get_object_or_404(User, pk=data["deputy"]) if data["deputy"] else None
        state_absence(
            person=person, starts_on=data["starts_on"], ends_on=data["ends_on"], deputy=deputy, by=request.user
        )

    return post(request, form, act, done=_("Stated."), to=_address()) or _shown(request, absence=form)


@require_POST
@needs(Permission.ASSIGN_ALERTS)
def workload_capacity(request: SignedInRequest) -> HttpResponse:
    """Set a person's share."""
    form = CapacityForm(request.POST)

    def act() -> None:
        person = get_object_or_404(User, pk=form.cleaned_data["person"])
        set_capacity(person=person, most_open=form.cleaned_data["most_open"], by=request.user)

    return post(request, form, act, done=_("Set."), to=_address()) or _shown(request, capacity=form)


@require_POST
@needs(Permission.WORK_ALERTS, Permission.ASSIGN_ALERTS)
def workload_remove(request: SignedInRequest, kind: str) -> HttpResponse:
    """Take a time, a free day or an absence away again."""
    form = IdForm(request.POST)

    def act() -> None:
        row = form.cleaned_data["row"]
        if kind == "rule":
            remove_sla_rule(rule=get_object_or_404(SlaRule, pk=row), by=request.user)
        elif kind == "holiday":
            remove_holiday(holiday=get_object_or_404(Holiday, pk=row), by=request.user)
        else:
            absences = Absence.objects.select_related("person")
            withdraw_absence(absence=get_object_or_404(absences, pk=row), by=request.user)

    return post(request, form, act, done=_("Removed."), to=_address()) or _shown(request, removal=form)


def _address() -> str:
    return reverse("screening:workload")


def _shown(request: SignedInRequest, **refused: forms.Form) -> HttpResponse:
    context = {
        "page": workload_page(by=request.user),
        "rule": RuleForm(auto_id="id_rule_%s"),
        "holiday": HolidayForm(auto_id="id_holiday_%s"),
        "absence": AbsenceForm(by=request.user, initial={"person": request.user.pk}, auto_id="id_absence_%s"),
        **refused,
        "refused": next(iter(refused.values()), None),
    }
    return render(request, "screening/workload.html", context, status=400 if refused else 200)
