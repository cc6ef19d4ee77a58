"""Pages that belong to no app: preferences, help, shortcuts, accessibility."""

from django.urls import path
from django.views.generic import TemplateView

from dd_portal.common.views.preferences import preferences

urlpatterns = [
    path("preferences/", preferences, name="preferences"),
    path("help/", TemplateView.as_view(template_name="help.html"), name="help"),
    path("help/shortcuts/", TemplateView.as_view(template_name="shortcuts.html"), name="shortcuts"),
    path("help/accessibility/", TemplateView.as_view(template_name="accessibility.html"), name="accessibility"),
]
