"""The portal's template tags, in one place: ``{% load look %}``."""

from __future__ import annotations

from django import template

from dd_portal.common.templatetags import look_forms, look_marks, look_names, look_parts, look_values

register = template.Library()

# marks
register.simple_tag(look_marks.icon)
register.simple_tag(look_marks.tier_mark)
register.simple_tag(look_marks.tier_big)
register.simple_tag(look_marks.list_tier)
register.simple_tag(look_marks.priority)
register.simple_tag(look_marks.comparison_word)
register.simple_tag(look_marks.state)
register.simple_tag(look_marks.tag)
register.simple_tag(look_marks.key)
register.simple_tag(look_marks.score_help)

# values
register.simple_tag(look_values.points)
register.simple_tag(look_values.score)
register.simple_tag(look_values.count)
register.simple_tag(look_values.number_of_number)
register.simple_tag(look_values.percent)
register.simple_tag(look_values.when)
register.simple_tag(look_values.age)
register.simple_tag(look_values.due)

# names
register.simple_tag(look_names.foreign)
register.simple_tag(look_names.name_parts)

# forms
register.inclusion_tag("parts/error_summary.html")(look_forms.error_summary)
register.inclusion_tag("parts/field.html")(look_forms.field)
register.inclusion_tag("parts/rating_scale.html")(look_forms.rating_scale)

# parts
register.inclusion_tag("parts/empty.html")(look_parts.empty)
register.inclusion_tag("parts/progress.html")(look_parts.progress)
register.inclusion_tag("parts/chart.html")(look_parts.chart)
register.simple_tag(look_parts.legend_key)
register.simple_tag(look_parts.cell)
register.simple_tag(look_parts.meter)
register.simple_tag(look_parts.share_bar)
register.simple_tag(takes_context=True)(look_parts.query_link)
register.simple_tag(takes_context=True)(look_parts.sort_link)
register.simple_tag(takes_context=True)(look_parts.theme_attribute)
register.simple_tag(takes_context=True)(look_parts.own_key)
