"""What the registers say about an engagement, for its page: ``{% load registers %}``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.context import Context

from customers.models import Assessment, Engagement
from customers.selectors.engagement_registers import AnswerBeside, answers_by_factor, engagement_registers
from dd_portal.accounts.models import User

register = template.Library()


@register.inclusion_tag("customers/parts/engagement_registers.html", takes_context=True)
def registers_of(context: Context, engagement: Engagement) -> dict[str, Any]:
    """The panel of an engagement's questionnaires and register entries, for whoever is signed in."""
    user = context["user"]
    assert isinstance(user, User)
    return {"shown": engagement_registers(engagement, user=user), "csrf_token": context.get("csrf_token")}


@register.simple_tag
def factor_answers(engagement: Engagement) -> dict[str, list[AnswerBeside]]:
    """The answers of the newest questionnaire, by the factor that they inform."""
    return answers_by_factor(engagement)


@register.filter
def of_code(found: Mapping[str, Any] | None, code: str) -> Any:
    """The value of a code, nothing where there is none."""
    return found.get(code, ()) if found else ()


@register.inclusion_tag("customers/parts/policies_in_force.html")
def policies_of(assessment: Assessment) -> dict[str, Any]:
    """The policy versions that were in force when an assessment was made."""
    return {"policies": list(assessment.policies.order_by("code"))}
