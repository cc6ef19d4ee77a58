"""Invented values for the gallery: names, comparisons, events and charts that no customer ever had."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Paginator

from dd_portal.common.charts.bars import bars
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.dots_timeline import ListRow, dots_timeline
from dd_portal.common.charts.heat_map import heat_map
from dd_portal.common.charts.lines import lines
from dd_portal.common.charts.matrix_position import matrix_position
from dd_portal.common.charts.score_build_up import Step, score_build_up
from dd_portal.common.charts.stacked_bars import stacked_bars

NOW = dt.datetime(2026, 11, 24, 10, 42, tzinfo=dt.UTC)
_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)


class SampleForm(forms.Form):
    """A form with every kind of field, refused once."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[("same", "The same"), ("not", "Not the same"), ("unsure", "Unsure")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer. Nothing is selected for you."},
    )
    until = forms.DateField(label="Due date", help_text="for example 30 Nov 2026", input_formats=["%d %b %Y"])
    status = forms.ChoiceField(label="Status", choices=[("open", "Any open"), ("closed", "Closed")])
    why = forms.CharField(
        label="Why?",
        help_text="at least 15 characters",
        min_length=15,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"min_length": "Say which details differ, for example date of birth."},
    )
    again = forms.BooleanField(label="Don't alert again for this pair", help_text="needs approval", required=False)


class SampleFilters(forms.Form):
    """The filters of a list."""

    q = forms.CharField(label="Name or ID", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    tier = forms.ChoiceField(label="List tier", choices=[("", "All tiers"), ("1", "T1")], required=False)
    due = forms.ChoiceField(label="Due", choices=[("7", "Within 7 days"), ("", "Any")], required=False)


NAME_PARTS = [
    {"ours": "Mohamed", "listed": "Muhammad", "word": "close"},
    {"ours": "Nasser", "listed": "Nasir", "word": "close"},
    {"ours": "Al-Dhurami", "listed": "Al-Dhorami", "word": "close"},
    {"ours": "", "listed": "Ibrahim", "word": "missing_ours"},
    {"ours": "محمد", "listed": "محمد", "word": "same"},
    {"ours": "ناصر", "listed": "ناصر", "word": "same"},
    {"ours": "الضرامي", "listed": "الضورامي", "word": "close"},
]

_PASSPORT = "passport copy, 12 Jan 2025"
ROWS: list[dict[str, Any]] = [
    {
        "label": "Identity number",
        "listed": "Passport B•••••431",
        "listed_from": "list field: document",
        "word": "missing_ours",
        "points": 0,
        "request_url": "#request",
    },
    {
        "label": "Name used for match",
        "ours": "Mohamed Nasser Al-Dhurami",
        "ours_from": _PASSPORT,
        "ours_url": "#source",
        "listed": "Muhammad Nasir AL-DHORAMI",
        "listed_from": "list field: alias, strong, added 23 Nov 2026",
        "word": "close",
        "why": "6 letters differ in 3 parts",
        "points": 0.70,
    },
    {
        "label": "Name, original script",
        "ours": "محمد ناصر الضرامي",
        "ours_from": _PASSPORT,
        "listed": "محمد ناصر الضورامي",
        "listed_from": "list field: original script",
        "word": "close",
        "why": "1 letter differs",
        "points": 0.12,
    },
    {
        "label": "Date of birth",
        "ours": "12 Mar 1974",
        "ours_from": _PASSPORT,
        "listed": "1974 (year only)",
        "listed_from": "list field: birth date, changed 23 Nov 2026",
        "word": "compatible",
        "why": "year is equal",
        "points": 0.09,
    },
    {
        "label": "Nationality",
        "ours": "Portugal",
        "ours_from": _PASSPORT,
        "listed": "Jordan",
        "listed_from": "list field: nationality",
        "word": "different",
        "points": -0.06,
    },
    {
        "label": "Gender",
        "ours": "Male",
        "ours_from": _PASSPORT,
        "listed": "Male",
        "listed_from": "list field: gender",
        "word": "same",
        "points": 0.02,
    },
    {
        "label": "Place of birth",
        "ours": "Lisbon",
        "ours_from": _PASSPORT,
        "word": "missing_listed",
        "points": 0,
    },
    {
        "label": "Address",
        "ours": "Rua das Amoreiras 14, Lisbon",
        "ours_from": "utility bill, 3 Feb 2025",
        "listed": "P.O. Box 1187 (city not stated)",
        "listed_from": "list field: address",
        "word": "not_comparable",
        "why": "no shared part",
        "points": 0,
    },
]

EVENTS = [
    {
        "icon": "tick",
        "state": "done",
        "who": "B. Costa",
        "deed": "decided false positive (FP-DOB)",
        "at": NOW - 205 * _DAY,
    },
    {
        "icon": "refresh",
        "state": "plain",
        "who": "System",
        "deed": "reopened: OFAC changed the date of birth",
        "at": NOW - 15 * _HOUR,
    },
    {"icon": "lock", "state": "now", "who": "You", "deed": "took this alert", "at": NOW},
]
APPROVALS = [
    {"state": "done", "who": "I. Prado", "role": "analyst", "deed": "rated", "at": NOW - 12 * _DAY},
    {"state": "now", "who": "M. Lindqvist", "role": "human rights lead", "deed": "has it",
     "at": NOW - 4 * _DAY, "due": (NOW + 3 * _DAY).date()},
    {"state": "later", "role": "Committee", "deed": "meets", "due": (NOW + 9 * _DAY).date()},
]  # fmt: skip
PHASES = [
    {"state": "done", "name": "Received", "note": "1,250,000 rows, 10:29"},
    {"state": "done", "name": "Validated", "note": "1,812 refused, 6,204 duplicates, 10:33"},
    {"state": "now", "name": "Screening", "note": "since 10:37"},
    {"state": "later", "name": "Alerts created", "note": "at the end of each chunk"},
    {"state": "later", "name": "Reconciled", "note": "closes the batch"},
]
QUEUE = [
    {"id": "C-3391", "name": "Kestrel Bay Logistics FZE", "native": "", "kind": "Company", "lists": "OFAC SDN",
     "tier": 1, "matches": "1 match", "score": 0.97, "trigger": "List changed", "since": "new entry, 23 Nov",
     "age": 28 * _HOUR, "due": NOW - 2 * _HOUR, "status": "New", "risk": 3},
    {"id": "C-1042", "name": "Nahar Vision Systems LLC", "native": "نهار لأنظمة الرؤية ذ.م.م", "kind": "Company",
     "lists": "OFAC SDN + 2", "tier": 1, "matches": "3 matches (2 new)", "score": 0.87, "trigger": "List changed",
     "since": "entry 90417, 23 Nov", "age": 14 * _HOUR, "due": NOW + 3.3 * _HOUR, "status": "In review", "risk": 3,
     "cursor": True},
    {"id": "C-0877", "name": "Severny Kontur LLC", "native": "ООО «Северный Контур»", "kind": "Company",
     "lists": "EU, UK", "tier": 1, "matches": "2 matches (1 new)", "score": 0.91, "trigger": "Reopened",
     "since": "EU added a date of birth", "age": 14 * _HOUR, "due": NOW + 19 * _HOUR, "status": "Reopened", "risk": 2},
    {"id": "C-2210", "name": "Yunling Zhishi Technology Co., Ltd.", "native": "云岭智视科技有限公司", "kind": "Company",
     "lists": "US Entity List", "tier": 2, "matches": "2 matches (1 new)", "score": 0.98, "trigger": "List changed",
     "since": "new entry, 21 Nov", "age": 54 * _HOUR, "due": NOW + 2.7 * _DAY, "status": "Escalated", "risk": 4},
]  # fmt: skip


def context() -> dict[str, Any]:
    """Everything the gallery shows."""
    form = SampleForm({"until": "30 Nov 2026", "why": "not him", "status": "open"})
    return {
        "now": NOW,
        "form": form,
        "filters": SampleFilters({"due": "7"}),
        "chips": [{"label": "Due: within 7 days", "url": "?"}],
        "name_parts": NAME_PARTS,
        "rows": ROWS,
        "events": EVENTS,
        "approvals": APPROVALS,
        "phases": PHASES,
        "queue": QUEUE,
        "steps": [_running(at) for at in range(len(_STEPS))],
        "page": Paginator(range(37), 16).page(1),
        "script_name": "<script>alert(1)</script>",
        "charts": charts(),
        "position": matrix_position(
            (3, 2),
            inherent=(3, 3),
            worst=(3, 4),
            title="Residual High, could be Critical",
            caption="Three unknowns.",
        ),
    }


_STEPS = [
    Step("Name, romanised", "3 parts close", 0.70),
    Step("Original script", "2 same, 1 close", 0.12),
    Step("Date of birth", "year equal", 0.09),
    Step("Nationality", "differs", -0.06),
    Step("Gender", "same", 0.02),
]


def _running(at: int) -> dict[str, Any]:
    step = _STEPS[at]
    running = round(sum(one.points for one in _STEPS[: at + 1]), 4)
    return {"label": step.label, "note": step.note, "points": step.points, "running": running}


def charts() -> list[Chart]:
    """One of each kind."""
    as_of = "As of 24 Nov 2026."
    start = NOW - 14 * _DAY
    every = [start + n * _DAY + 6 * _HOUR for n in range(14)]
    return [
        heat_map(
            [[58, 19, 3, 0, 0], [41, 63, 22, 5, 1], [18, 52, 38, 11, 3], [4, 21, 27, 14, 1], [0, 3, 5, 3, 0]],
            title="56 of 412 engagements are High or Critical",
            caption=f"Engagements by severity and likelihood, before safeguards. {as_of}",
        ),
        stacked_bars(
            [
                ("Face identification 1:N", (0, 2, 2, 9, 4)),
                ("Data fusion, link analysis", (0, 6, 8, 11, 3)),
                ("Video surveillance", (14, 41, 22, 9, 1)),
                ("Cloud storage and hosting", (41, 88, 21, 6, 0)),
                ("Digital identity", (8, 9, 2, 1, 0)),
            ],
            unit="engagements (one can have several capabilities)",
            title="Face identification carries the most Critical engagements",
            caption=f"Engagements by capability and tier, before safeguards. {as_of}",
        ),
        bars(
            ["0–1", "2–3", "4–7", "8–14", "15–30", "> 30"],
            series=[
                ("T1 legally binding", (6, 2, 1, 0, 0, 0)),
                ("T2 other official", (7, 4, 1, 1, 0, 0)),
                ("T3 information", (5, 4, 3, 2, 1, 0)),
            ],
            unit="days since the alert was raised",
            title="4 of 37 open alerts are older than 7 days",
            caption=f"Open alerts by age and list tier. {as_of}",
            mark=(3, "past 7 days"),
        ),
        lines(
            [(start + n * _DAY).date() for n in range(15)],
            series=[
                ("Raised", (12, 18, 9, 11, 14, 3, 2, 15, 22, 17, 12, 16, 4, 3, 19)),
                ("Decided", (10, 15, 12, 12, 11, 0, 0, None, 21, 19, 14, 15, 2, 1, 16)),
            ],
            unit="alerts a day",
            title="Decisions keep pace with alerts",
            caption=f"Alerts raised and decided, by day. A gap is a day without figures. {as_of}",
        ),
        dots_timeline(
            [
                ListRow("UN Security Council", tuple(every)),
                ListRow("EU financial sanctions", tuple(one - 3 * _HOUR for one in every)),
                ListRow(
                    "UK Sanctions List",
                    tuple(every[:11]),
                    held=(NOW - 1.1 * _DAY,),
                    late_since=NOW - 1.8 * _DAY,
                ),
                ListRow("UFLPA Entity List", tuple(every[1::6])),
            ],
            start=start,
            end=NOW,
            title="One list has gone past its limit in 14 days",
            caption="Dot: version made live. Cross: version held. Line: within the limit. Barred box: past the limit.",
        ),
        score_build_up(
            _STEPS,
            total=0.87,
            threshold=0.70,
            title="Names carry 82 of 87 points",
            caption="How the score of 87 was built, settings version 14.",
        ),
    ]
