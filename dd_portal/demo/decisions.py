"""Proposes and takes decisions on assessments, and drafts a change of the method."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any

from customers.models import AssessmentDecision, Condition, Engagement, method_in_force, method_text
from customers.services.add_evidence import add_evidence
from customers.services.approve_decision import approve_decision
from customers.services.close_condition import close_condition
from customers.services.compare_methodology import compare_methodology
from customers.services.draft_methodology import draft_methodology
from customers.services.propose_decision import ConditionFact, propose_decision
from dd_portal.accounts.models import User
from dd_portal.common.clock import today
from dd_portal.demo.world import WORLD


def load_decisions(*, people: dict[str, User]) -> None:
    """Leave one case decided with conditions, one ready for a second person, and one that lacks its evidence."""
    for entry in _entries("decisions"):
        _decision(entry, people)


def load_method_draft(*, people: dict[str, User]) -> None:
    """Draft a version of the method and compare it; whether it holds is for another person to say."""
    for entry in _entries("method_drafts"):
        present = method_in_force()
        text = method_text(present.version)
        changes = [
            [f'version = "{present.version}"', f'version = "{entry["version"]}"'],
            [f'title = "{present.title}"', f'title = "{entry["title"]}"'],
            *entry["changes"],
        ]
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        draft = draft_methodology(text=text, reason=entry["reason"], by=people["tess"])
        compare_methodology(draft=draft, by=people["tess"])


def _decision(entry: dict[str, Any], people: dict[str, User]) -> None:
    engagement = Engagement.objects.get(reference=entry["engagement"])
    newest = engagement.assessments.order_by("-number").first()
    assert newest is not None
    facts = [
        ConditionFact(
            text=one["text"], owner=people[one["owner"]], due_on=today() + dt.timedelta(days=max(one["due"], 0)),
            consequence=one.get("consequence", ""),
        )
        for one in entry["conditions"]
    ]  # fmt: skip
    proposal = propose_decision(
        assessment=newest, outcome=entry["outcome"], rationale=entry["rationale"], conditions=facts, by=people["ana"]
    )
    for name in entry.get("approvals", ()):
        proposal = approve_decision(decision=proposal, by=people[name])
    for one in entry["conditions"]:
        _condition(proposal, one, people)


def _condition(decision: AssessmentDecision, entry: dict[str, Any], people: dict[str, User]) -> None:
    stored = decision.conditions.get(text=entry["text"])
    if entry["due"] < 0:
        # No proposal may name a day that is past, so the day is moved once the decision is taken.
        Condition.objects.filter(pk=stored.pk).update(due_on=today() + dt.timedelta(days=entry["due"]))
    if "met" in entry:
        shown = add_evidence(
            engagement=decision.assessment.engagement, title=entry["evidence"], publisher="Policing Project (invented)",
            origin="ngo", reliability="B", credibility=1, by=people["ana"],
        )  # fmt: skip
        close_condition(condition=stored, state="met", note=entry["met"], evidence=[shown], by=people["ana"])


def _entries(name: str) -> list[dict[str, Any]]:
    with (WORLD / "decisions.toml").open("rb") as file:
        entries: list[dict[str, Any]] = tomllib.load(file)[name]
    return entries
