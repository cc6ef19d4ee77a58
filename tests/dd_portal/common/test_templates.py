"""What holds for every template of the frame: no inline style or script, no foreign host, errors in plain words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from dd_portal.common.views.gallery_samples import context

ROOT = Path(__file__).parents[3] / "templates"
ALL = sorted(ROOT.rglob("*.html"))


@pytest.fixture
def gallery(db):
    request = RequestFactory().get("/gallery/")
    return render_to_string("gallery.html", context(), request=request)


@pytest.mark.parametrize("path", ALL, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_loads_and_keeps_to_the_content_policy(path):
    get_template(str(path.relative_to(ROOT)))
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|https?://|srcdoc", source)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", source))


def test_names_in_the_gallery_are_escaped(gallery):
    assert "<script>alert" not in gallery
    assert "&lt;script&gt;alert" in gallery


def test_no_id_is_given_twice(gallery):
    ids = re.findall(r'\sid="([^"]+)"', gallery)
    assert sorted(ids) == sorted(set(ids))


def test_one_filled_button_a_page(gallery):
    assert gallery.count('"button button--filled"') == 1


def test_no_answer_is_chosen(gallery):
    answers = re.findall(r'<input type="radio" name="verdict"[^>]*>', gallery)
    assert len(answers) == 3
    assert not any("checked" in answer for answer in answers)


def test_strip_states_its_alarm_in_words():
    strip = {
        "state": "alarm",
        "url": "/lists/",
        "facts": [{"state": "alarm", "bold": "Lists current: 8 of 9", "rest": "<b>late</b>"}],
    }
    shown = render_to_string("parts/status_strip.html", {"strip": strip})
    assert "Alarm:" in shown
    assert "<b>late</b>" not in shown


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_nothing(name):
    assert "<h1>" in render_to_string(name)


def test_classes_in_templates_exist_in_the_stylesheet():
    css = (ROOT.parent / "dd_portal/common/static/common/portal.css").read_text(encoding="utf-8")
    known = set(re.findall(r"\.(-?[a-zA-Z][\w-]*)", css))
    mine = [
        ROOT / "base.html",
        ROOT / "gallery.html",
        *(ROOT / "parts").glob("*.html"),
        *(ROOT / "errors").glob("*.html"),
    ]
    for path in mine:
        source = re.sub(r"\{[%{].*?[%}]\}", "~", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        words = {word.strip("~") for value in re.findall(r'class="([^"]*)"', source) for word in value.split()}
        assert {word for word in words if word and "~" not in word and not word.endswith("--")} <= known, path.name
