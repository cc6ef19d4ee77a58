"""``{% load screening_shares %}``: shares with their bounds, and kappa, as a reader says them."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from dd_portal.common.proportion import Share

register = template.Library()
NOTHING = "–"


@register.simple_tag
def share(value: Share) -> str:
    """Say it as "3 of 40", or a dash where nothing was counted."""
    if not value.whole:
        return NOTHING
    return gettext("%(part)s of %(whole)s") % {"part": f"{value.part:,}", "whole": f"{value.whole:,}"}


@register.simple_tag
def bounds(value: Share) -> str:
    """Say it as "7.5 %, between 1.6 and 20.4 %"."""
    if value.value is None:
        return gettext("nothing counted yet")
    return gettext("%(value)s %%, between %(low)s and %(high)s %%") % {
        "value": f"{100 * value.value:.1f}", "low": f"{100 * value.low:.1f}", "high": f"{100 * value.high:.1f}",
    }  # fmt: skip


@register.simple_tag
def kappa_value(value: float | None) -> str:
    """Two decimals, or "not defined"."""
    return gettext("not defined") if value is None else f"{value:.2f}".replace("-", "\u2212")
