"""Loads the demo world: people, parties, products, engagements, lists, a first screening, some answers."""

from __future__ import annotations

from dd_portal.accounts.models import User
from dd_portal.celery import app
from dd_portal.demo.decisions import load_decisions, load_method_draft
from dd_portal.demo.engagements import load_engagements, load_products
from dd_portal.demo.parties import load_parties
from dd_portal.demo.people import load_people
from dd_portal.demo.questionnaires import load_questionnaires
from dd_portal.demo.registers import load_policies, load_registers
from dd_portal.demo.review import answer_some_alerts
from dd_portal.demo.screening import load_lists, screen_everyone


def load_demo_world() -> dict[str, User]:
    """Fill an empty database; every write goes through the same services as a person's own."""
    people = load_people()
    parties = load_parties(by=people["ana"])
    products = load_products(by=people["ana"])
    load_policies(people=people)
    load_engagements(parties, products, people=people)
    load_registers(products, people=people)
    load_questionnaires(people=people)
    load_decisions(people=people)
    load_lists(by=people["tess"])
    screen_everyone(by=people["ana"])
    answer_some_alerts(people=people)
    load_method_draft(people=people)
    # Each new party asked to be screened; all of them were just now.
    app.control.purge()
    return people
