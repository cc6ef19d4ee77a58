"""Fills the registers: policies before assessments, the rest after them."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any

from customers.models import Engagement, Party, Product
from customers.services.adopt_policy import adopt_policy
from customers.services.answer_concern import answer_concern
from customers.services.ask_for_reply import ask_for_reply
from customers.services.change_grievance import change_grievance
from customers.services.change_product import change_product
from customers.services.note_leverage_result import note_leverage_result
from customers.services.raise_concern import raise_concern
from customers.services.receive_grievance import receive_grievance
from customers.services.register_product import CapabilityFact
from customers.services.state_consultation import state_consultation
from customers.services.state_remedy import state_remedy
from customers.services.take_in_allegation import AllegationFact, SourceFact, take_in_allegation
from customers.services.try_leverage import try_leverage
from dd_portal.accounts.models import User
from dd_portal.common.clock import today
from dd_portal.demo.world import WORLD


def load_policies(*, people: dict[str, User]) -> None:
    """Put the versions of each policy into force, oldest first."""
    for entry in _entries("policies"):
        adopt_policy(starts_on=_ago(entry.pop("days_ago")), by=people["hana"], **entry)


def load_registers(products: dict[str, Product], *, people: dict[str, User]) -> None:
    """State who was heard, what was tried, who complained, what staff worry about, what a product gained."""
    engagements = {one.reference: one for one in Engagement.objects.all()}
    analyst, lead = people["ana"], people["hana"]
    for entry in _entries("consultations"):
        state_consultation(
            engagement=engagements[entry.pop("engagement")], held_on=_ago(entry.pop("days_ago")), by=lead, **entry
        )
    for entry in _entries("leverage"):
        _leverage(entry, engagements, by=lead)
    for entry in _entries("grievances"):
        _grievance(entry, engagements, by=analyst)
    for entry in _entries("concerns"):
        answer = entry.pop("answer", "")
        raised = raise_concern(by=people[entry.pop("by")], **entry)
        if answer:
            answer_concern(concern=raised, state="closed", answer=answer, retaliation=False, by=lead)
    for entry in _entries("gains"):
        _gain(products[entry["product"]], entry["capability"], by=analyst)
    for entry in _entries("allegations"):
        _allegation(entry, by=analyst)


def _allegation(entry: dict[str, Any], *, by: User) -> None:
    fact = AllegationFact(
        party=Party.objects.get(external_id=entry["party"]),
        claim=entry["claim"],
        alleged_by=entry["alleged_by"],
        as_of=_ago(entry["days_ago"]),
        detection_source=entry["detection_source"],
        sources=tuple(SourceFact(**one) for one in entry["sources"]),
    )
    stated = take_in_allegation(fact=fact, by=by)
    ask_for_reply(allegation=stated, asked_on=_ago(entry["reply_days_ago"]), by=by)


def _leverage(entry: dict[str, Any], engagements: dict[str, Engagement], *, by: User) -> None:
    tried = try_leverage(
        engagement=engagements[entry["engagement"]], kind=entry["kind"], text=entry["text"],
        tried_on=_ago(entry["days_ago"]), by=by,
    )  # fmt: skip
    if "result" in entry:
        note_leverage_result(
            action=tried, result=entry["result"], result_note=entry["result_note"],
            result_on=_ago(entry["result_days_ago"]), by=by,
        )  # fmt: skip


def _grievance(entry: dict[str, Any], engagements: dict[str, Engagement], *, by: User) -> None:
    received = receive_grievance(
        channel=entry["channel"], received_on=_ago(entry["days_ago"]), claim=entry["claim"],
        complainant=entry.get("complainant", ""), engagement=engagements.get(entry.get("engagement", "")), by=by,
    )  # fmt: skip
    if "state" in entry:
        change_grievance(
            grievance=received, state=entry["state"], answer=entry.get("answer", ""),
            closed_on=_ago(entry["answered_days_ago"]) if "answered_days_ago" in entry else None,
            satisfied=entry.get("satisfied"), criteria=entry.get("criteria"), by=by,
        )  # fmt: skip
    for one in entry.get("remedies", ()):
        state_remedy(
            grievance=received, kind=one["kind"], text=one["text"], due_on=_ago(-one["due"]),
            provided_on=_ago(-one["given"]) if "given" in one else None, by=by,
        )  # fmt: skip


def _gain(product: Product, code: str, *, by: User) -> None:
    has = [CapabilityFact(one.code) for one in product.capabilities.all()]
    change_product(
        product=product, name=product.name, description=product.description, delivery=product.delivery,
        vendor_control=product.vendor_control, capabilities=[*has, CapabilityFact(code)], by=by,
    )  # fmt: skip


def _entries(name: str) -> list[dict[str, Any]]:
    with (WORLD / "registers.toml").open("rb") as file:
        entries: list[dict[str, Any]] = tomllib.load(file)[name]
    return entries


def _ago(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)
