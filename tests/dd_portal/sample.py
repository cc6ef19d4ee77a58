"""One of each thing that the portal keeps, so that every address leads somewhere."""

from __future__ import annotations

from pathlib import Path

from django.urls import URLPattern

from customers.models import Restriction
from dd_portal.accounts.models import User
from reports.services.publish_report import publish_report
from screening.services.start_run import start_run
from screening.triage.ask_to_lower import ask_to_lower
from screening.triage.attach import attach
from screening.triage.cases.open_case import open_case
from screening.triage.propose_suppression import propose_suppression
from tests.customers.situation import rated_engagement
from tests.dd_portal.doors import routes
from tests.make import make_alert
from tests.screening.triage.deeds import answer, taken
from tests.screening.triage.suppressing import REASON, cleared, screened_person


def one_of_each(folder: Path, *, maker: User, publisher: User) -> dict[str, tuple[dict, dict]]:
    """One of each thing that an address names: route -> (keyword arguments, fields to post)."""
    engagement = rated_engagement(maker)
    party = engagement.counterparty
    restriction = Restriction.objects.create(
        party=party, reason="Test", source_ref="t:1", set_by=maker, set_at=party.created_at
    )
    alert, answered = make_alert(), make_alert()
    taken(answered, by=maker)
    resolution = answer(answered.potential_matches.get(), by=maker)
    pair = cleared(screened_person(folder), maker=maker, checker=publisher)
    suppression = propose_suppression(
        potential_match=pair, relied_on=["birth_date"], reason=REASON, until=None, by=maker
    )
    match = alert.potential_matches.get()
    on_alert = {"alert_version": alert.version, "match": match.pk}
    on_answer = ({"alert_id": answered.pk}, {"resolution": resolution.pk})
    lowering = ask_to_lower(alert=alert, priority=2, reason="The order was cancelled", alert_version=1, by=maker)
    attached = attach(alert=alert, name="licence.txt", content=b"Licence 2012", by=maker)
    run = start_run(trigger="test", by=maker)
    case = open_case(alert=alert, reason="Find out who owns the branch", by=maker)
    report = publish_report(period="2026", edition="board", formats=("json",), by=publisher)
    return {
        **{f"customers:{name}": ({"pk": party.pk}, {}) for name in ("party", "party_edit", "party_relationship", "party_restrict")},
        "customers:restriction_lift": ({"pk": restriction.pk}, {}),
        **{f"customers:{name}": ({"pk": engagement.products.get().pk}, {}) for name in ("product", "product_edit")},
        **{f"customers:{name}": ({"pk": engagement.pk}, {}) for name in ("engagement", "engagement_edit", "assess", "rate")},
        "customers:assessment": ({"pk": engagement.pk, "number": 1}, {}),
        **{route: ({"alert_id": alert.pk}, on_alert) for route, pattern in routes() if "alert_id" in pattern.pattern.converters},
        **dict.fromkeys(
            ("screening:lowering_approve", "screening:lowering_refuse", "screening:lowering_withdraw"),
            ({"alert_id": alert.pk}, {"lowering": lowering.pk}),
        ),
        "screening:alert_file": ({"alert_id": alert.pk, "file_id": attached.pk}, {}),
        "screening:draft": ({"alert_id": alert.pk, "match_id": match.pk}, {}),
        "screening:second_look": ({"alert_id": answered.pk}, {"match": resolution.potential_match_id}),
        **dict.fromkeys(("screening:approve", "screening:return_to_analyst", "screening:withdraw"), on_answer),
        **{
            route: ({"suppression_id": suppression.pk}, {})
            for route, pattern in routes()
            if "suppression_id" in pattern.pattern.converters
        },
        "screening:list": ({"code": "house_csv"}, {}), "screening:list_entity": ({"entity_id": "house_csv:1"}, {}),
        **{f"screening:{name}": ({"pk": run.pk}, {}) for name in ("run", "run_progress", "run_cancel")},
        "screening:case": ({"case_id": case.pk}, {}), "api_case": ({"case_id": case.pk}, {}),
        **{f"screening:settings_{name}": ({"number": 1}, {}) for name in ("version", "progress")},
        "reports:report": ({"pk": report.pk}, {}), "reports:file": ({"pk": report.pk, "name": report.files.get().name}, {}),
        "api_party": ({"pk": party.pk}, {}), "api_engagement": ({"pk": engagement.pk}, {}),
        "api_product": ({"pk": engagement.products.get().pk}, {}), "api_report": ({"pk": report.pk}, {}),
        "api_list_versions": ({"source": "house_csv"}, {}),
    }  # fmt: skip


def nowhere(pattern: URLPattern) -> dict:
    """Keyword arguments that lead to nothing, for addresses whose door alone is looked at."""
    converters = pattern.pattern.converters.items()
    return {name: 0 if type(one).__name__ == "IntConverter" else "none" for name, one in converters}
