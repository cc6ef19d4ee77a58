"""Every address of the portal with the permissions of which one opens it; what stands in no row is refused."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver

from dd_portal.accounts.roles import Permission as P

METHODS = ("get", "post", "put", "patch", "delete")
SIGNED_IN = frozenset(P) | {"signed in"}
ANYBODY = SIGNED_IN | {"a stranger"}
CUSTOMERS = {P.SEE_PARTIES, P.SEE_PARTY_STATE}
METHOD = {P.SEE_ENGAGEMENTS, P.DRAFT_METHOD, P.APPROVE_METHOD}
INTAKE = {P.RATE, P.STATE_ALLEGATIONS}
STOP = {P.WORK_ALERTS, P.APPROVE_T1, P.APPROVE_T2_T3, P.DECIDE_AS_LEGAL}
SEATS = {P.APPROVE_DECISION, P.PROPOSE_DECISION, P.DECIDE_AS_COMMITTEE, P.DECIDE_AS_LEGAL, P.ACCEPT_AS_OWNER}

# Route -> method -> permissions of which any one is enough.
FRAME = {
    "home": {"get": SIGNED_IN}, "healthz": {"get": ANYBODY}, "find": {"get": CUSTOMERS},
    "accounts:sign_in": dict.fromkeys(METHODS, ANYBODY), "accounts:sign_out": {"post": ANYBODY},
    "accounts:keys": {"get": SIGNED_IN, "post": SIGNED_IN}, "accounts:stay": {"post": SIGNED_IN},
    "preferences": {"get": ANYBODY, "post": ANYBODY}, "help": {"get": ANYBODY}, "shortcuts": {"get": ANYBODY},
    "accessibility": {"get": ANYBODY}, "gallery": {"get": {P.SEE_LISTS, P.ADMINISTER}},
    "schema": {"get": ANYBODY}, "api_docs": {"get": ANYBODY},
}  # fmt: skip
CUSTOMER_PAGES = {
    "customers:parties": {"get": CUSTOMERS}, "customers:party": {"get": CUSTOMERS},
    "customers:party_new": {"get": {P.EDIT_PARTIES}, "post": {P.EDIT_PARTIES}},
    "customers:party_edit": {"get": {P.EDIT_PARTIES}, "post": {P.EDIT_PARTIES}},
    "customers:party_relationship": {"get": {P.EDIT_PARTIES}, "post": {P.EDIT_PARTIES}},
    "customers:party_restrict": {"post": STOP}, "customers:restriction_lift": {"post": {P.LIFT_RESTRICTION}},
    "customers:products": {"get": {P.SEE_ENGAGEMENTS}}, "customers:product": {"get": {P.SEE_ENGAGEMENTS}},
    "customers:product_new": {"get": {P.EDIT_ENGAGEMENTS}, "post": {P.EDIT_ENGAGEMENTS}},
    "customers:product_edit": {"get": {P.EDIT_ENGAGEMENTS}, "post": {P.EDIT_ENGAGEMENTS}},
    "customers:engagements": {"get": {P.SEE_ENGAGEMENTS}}, "customers:engagement": {"get": {P.SEE_ENGAGEMENTS}},
    "customers:engagement_new": {"get": {P.EDIT_ENGAGEMENTS}, "post": {P.EDIT_ENGAGEMENTS}},
    "customers:engagement_edit": {"get": {P.EDIT_ENGAGEMENTS}, "post": {P.EDIT_ENGAGEMENTS}},
    "customers:rate": {"post": {P.RATE}}, "customers:index_accept": {"post": {P.RATE}},
    "customers:assess": {"post": {P.RATE}},
    "customers:assessment": {"get": {P.SEE_ENGAGEMENTS}},
    "customers:impact_new": {"get": {P.RATE}, "post": {P.RATE}},
    "customers:impact_edit": {"get": {P.RATE}, "post": {P.RATE}}, "customers:impact_withdraw": {"post": {P.RATE}},
    "customers:safeguard": {"get": {P.RATE}, "post": {P.RATE}},
    "customers:evidence_new": {"get": {P.RATE, P.EDIT_PARTIES}, "post": {P.RATE, P.EDIT_PARTIES}},
    "customers:allegation_new": {"get": {P.RATE}, "post": {P.RATE}},
    "customers:allegation_status": {"get": {P.RATE}, "post": {P.RATE}},
    "customers:propose": {"post": {P.PROPOSE_DECISION}},
    "customers:approve": {"post": SEATS}, "customers:return": {"post": SEATS},
}  # fmt: skip
QUESTIONNAIRE_PAGES = {
    "customers:questionnaire_open": {"post": {P.RATE}}, "customers:questionnaire": {"get": {P.SEE_ENGAGEMENTS}},
    "customers:questionnaire_answer": {"post": {P.RATE}}, "customers:questionnaire_send": {"post": {P.RATE}},
    "customers:link_revoke": {"post": {P.RATE}}, "customers:questionnaire_ask_again": {"post": {P.RATE}},
    "customers:questionnaire_review": {"post": {P.RATE}}, "customers:answer_file": {"get": {P.SEE_ENGAGEMENTS}},
    "customers:answer_file_evidence": {"get": {P.RATE}, "post": {P.RATE}},
    # The customer's own page: whoever holds the link.
    "customers:customer_answers": {"get": ANYBODY, "post": ANYBODY},
}  # fmt: skip
REGISTER_PAGES = {
    "customers:registers": {"get": {P.SEE_ENGAGEMENTS, P.READ_CONCERNS}},
    "customers:register": {"get": {P.SEE_ENGAGEMENTS, P.READ_CONCERNS}},
    "customers:register_csv": {"post": {P.SEE_ENGAGEMENTS}},
    "customers:product_assessment_new": {"get": {P.EDIT_ENGAGEMENTS}, "post": {P.EDIT_ENGAGEMENTS}},
    "customers:own_conduct_new": {"get": {P.EDIT_ENGAGEMENTS}, "post": {P.EDIT_ENGAGEMENTS}},
    "customers:policy_new": {"get": {P.KEEP_POLICIES}, "post": {P.KEEP_POLICIES}},
    "customers:policy": {"get": {P.SEE_ENGAGEMENTS}},
    "customers:safeguard_new": {"get": {P.RATE}, "post": {P.RATE}},
    "customers:safeguard_entry": {"get": {P.SEE_ENGAGEMENTS}},
    "customers:leverage_new": {"get": {P.RATE}, "post": {P.RATE}},
    "customers:consultation_new": {"get": {P.RATE}, "post": {P.RATE}},
    "customers:consultation": {"get": {P.SEE_ENGAGEMENTS}},
    "customers:grievance_new": {"get": {P.RATE}, "post": {P.RATE}},
    "customers:remedy_new": {"get": {P.RATE}, "post": {P.RATE}},
    "customers:remedy_given": {"get": {P.RATE}, "post": {P.RATE}},
    # Readers are refused once the entry is found: nowhere, there is none to refuse.
    "customers:leverage_entry": {"get": {P.SEE_ENGAGEMENTS}, "post": {P.SEE_ENGAGEMENTS}},
    "customers:grievance": {"get": {P.SEE_ENGAGEMENTS}, "post": {P.SEE_ENGAGEMENTS}},
    "customers:allegation_intake": {"get": INTAKE, "post": INTAKE},
    "customers:allegation_import": {"get": INTAKE, "post": INTAKE},
    "customers:allegation_import_errors": {"post": INTAKE},
    "customers:allegation": {"get": {P.SEE_ENGAGEMENTS}}, "customers:allegation_change": {"post": {P.RATE}},
    "customers:allegation_source": {"post": {P.RATE}}, "customers:allegation_reply": {"post": {P.RATE}},
    # Everybody raises concerns and reads their own.
    "customers:my_concerns": {"get": SIGNED_IN}, "customers:concern_new": {"get": SIGNED_IN, "post": SIGNED_IN},
    "customers:concern": {"get": SIGNED_IN, "post": SIGNED_IN},
}  # fmt: skip
METHOD_PAGES = {
    "customers:method": {"get": METHOD}, "customers:method_version": {"get": METHOD},
    "customers:method_file": {"get": METHOD}, "customers:method_draft": {"get": METHOD},
    "customers:method_new": {"get": {P.DRAFT_METHOD}, "post": {P.DRAFT_METHOD}},
    "customers:method_compare": {"post": {P.DRAFT_METHOD, P.APPROVE_METHOD}},
    "customers:method_adopt": {"post": {P.APPROVE_METHOD}},
    "customers:method_withdraw": {"post": {P.DRAFT_METHOD, P.APPROVE_METHOD}},
}  # fmt: skip
PORTFOLIO_PAGES = {
    "customers:portfolio": {"get": {P.SEE_ENGAGEMENTS}}, "customers:portfolio_csv": {"get": {P.SEE_ENGAGEMENTS}},
    "customers:portfolio_places": {"get": {P.SEE_ENGAGEMENTS}},
    "customers:portfolio_reviews": {"get": {P.SEE_ENGAGEMENTS}},
    "customers:portfolio_conditions": {"get": {P.SEE_ENGAGEMENTS}},
    # Who may close it depends on the condition: the service asks.
    "customers:condition": {"get": {P.SEE_ENGAGEMENTS}, "post": {P.SEE_ENGAGEMENTS}},
    "customers:ownership": {"get": {P.SEE_PARTIES}},
    "customers:event_new": {"get": {P.NOTE_EVENTS}, "post": {P.NOTE_EVENTS}},
    "customers:place_event_new": {"get": {P.NOTE_EVENTS}, "post": {P.NOTE_EVENTS}},
}  # fmt: skip
SCREENING_PAGES = {
    "screening:queue": {"get": {P.SEE_ALERTS}}, "screening:alert": {"get": {P.SEE_ALERTS}},
    "screening:start_next": {"post": {P.WORK_ALERTS}}, "screening:claim": {"post": {P.WORK_ALERTS}},
    "screening:release": {"post": {P.WORK_ALERTS}}, "screening:decide": {"post": {P.WORK_ALERTS}},
    "screening:escalate": {"post": {P.WORK_ALERTS}}, "screening:request_information": {"post": {P.WORK_ALERTS}},
    "screening:approve": {"post": {P.APPROVE_T1}}, "screening:return_to_analyst": {"post": {P.APPROVE_T1}},
    # Only the person who gave an answer, or asked for something, takes it back; the table's people did neither.
    "screening:withdraw": {"post": set()}, "screening:lowering_withdraw": {"post": set()},
    "screening:second_look": {"post": {P.APPROVE_T1}}, "screening:alert_attach": {"post": {P.NOTE_ALERTS}},
    "screening:alert_file": {"get": {P.SEE_ALERTS}}, "screening:draft": {"post": {P.NOTE_ALERTS}},
    "screening:proof_pack": {"get": {P.SEE_ALERTS}},
    "screening:suppress": {"post": {P.WORK_ALERTS}}, "screening:suppressions": {"get": {P.SEE_ALERTS}},
    "screening:suppression": {"get": {P.SEE_ALERTS}}, "screening:suppression_approve": {"post": {P.APPROVE_T1}},
    "screening:suppression_return": {"post": {P.APPROVE_T1}},
    # A proposal is withdrawn by whoever made it.
    "screening:suppression_revoke": {"post": set()},
    "screening:receive_information": {"post": {P.NOTE_ALERTS}}, "screening:note": {"post": {P.NOTE_ALERTS}},
    "screening:reopen": {"post": {P.ASSIGN_ALERTS}}, "screening:lowerings": {"get": {P.SEE_ALERTS}},
    "screening:priority_raise": {"post": {P.WORK_ALERTS}}, "screening:priority_lower": {"post": {P.WORK_ALERTS}},
    "screening:lowering_approve": {"post": {P.APPROVE_T1}}, "screening:lowering_refuse": {"post": {P.APPROVE_T1}},
    "screening:day_evidence": {"get": {P.SEE_LISTS}}, "api_day_evidence": {"get": {P.SEE_LISTS}},
    "screening:lists": {"get": {P.SEE_LISTS}}, "screening:list": {"get": {P.SEE_LISTS}},
    "screening:list_entity": {"get": {P.SEE_LISTS}}, "screening:list_import": {"post": {P.IMPORT_LISTS}},
    "screening:runs": {"get": {P.SEE_RUNS}}, "screening:run": {"get": {P.SEE_RUNS}},
    "screening:run_progress": {"get": {P.SEE_RUNS}}, "screening:run_start": {"post": {P.SCREEN}},
    "screening:run_cancel": {"post": {P.SCREEN}}, "screening:explain": {"get": {P.EXPLAIN_PAIRS}},
}  # fmt: skip
SETTINGS_READERS = {P.SEE_SETTINGS, P.DRAFT_SETTINGS, P.APPROVE_SETTINGS, P.JUDGE_BELOW_LINE}
BOARDS = {P.WORK_ALERTS, P.APPROVE_T1, P.REVIEW_QUALITY, P.ASSIGN_ALERTS, P.SEE_AUDIT}
QUALITY = {P.REVIEW_QUALITY, P.APPROVE_T1, P.SEE_AUDIT}
MEASURES = {P.EVALUATE, P.SEE_SETTINGS}
# Where the same address shows a list and takes a form, readers come in and the deed refuses them.
STEERING_PAGES = {
    "screening:settings": {"get": SETTINGS_READERS, "post": SETTINGS_READERS},
    "screening:settings_version": {"get": SETTINGS_READERS}, "screening:settings_progress": {"get": SETTINGS_READERS},
    "screening:settings_table": {"get": SETTINGS_READERS}, "screening:evaluation_table": {"get": MEASURES},
    **{f"screening:settings_{deed}": {"post": {P.DRAFT_SETTINGS}} for deed in ("change", "test", "submit", "withdraw")},
    **{f"screening:settings_{deed}": {"post": {P.APPROVE_SETTINGS}} for deed in ("approve", "return")},
    "screening:settings_judge": {"get": {P.JUDGE_BELOW_LINE}, "post": {P.JUDGE_BELOW_LINE}},
    "screening:dashboard": {"get": BOARDS}, "screening:board": {"get": BOARDS},
    "screening:figure": {"get": BOARDS}, "screening:chart_table": {"get": BOARDS},
    "screening:cases": {"get": {P.SEE_ALERTS}}, "screening:case": {"get": {P.SEE_ALERTS}},
    "screening:case_deed": {"post": {P.SEE_ALERTS}},
    "screening:case_open": {"get": {P.SEE_ALERTS}, "post": {P.WORK_ALERTS}},
    "screening:quality": {"get": QUALITY, "post": QUALITY}, "screening:quality_sample": {"get": QUALITY},
    "screening:quality_look": {"get": {P.REVIEW_QUALITY}, "post": {P.REVIEW_QUALITY}},
    "screening:evaluations": {"get": MEASURES, "post": MEASURES},
    "screening:evaluation": {"get": MEASURES}, "screening:evaluation_progress": {"get": MEASURES},
    "screening:webhooks": {"get": {P.ADMINISTER, P.SEE_AUDIT}},
    "screening:webhook": {"get": {P.ADMINISTER, P.SEE_AUDIT}},
    **{f"screening:webhook_{deed}": {"post": {P.ADMINISTER}} for deed in ("register", "rotate", "end", "again")},
    "screening:workload": {"get": {P.WORK_ALERTS, P.ASSIGN_ALERTS, P.SEE_AUDIT}},
    **{f"screening:workload_{deed}": {"post": {P.ASSIGN_ALERTS}} for deed in ("share_out", "rule", "holiday", "capacity")},
    **{f"screening:workload_{deed}": {"post": {P.WORK_ALERTS, P.ASSIGN_ALERTS}} for deed in ("absence", "remove")},
}  # fmt: skip
UPDATE_PAGES = {
    "customers:indices": {"get": {P.SEE_ENGAGEMENTS, P.SEE_LISTS}}, "customers:index_import": {"post": {P.IMPORT_LISTS}},
    "screening:lists_update": {"post": {P.IMPORT_LISTS}}, "screening:lists_progress": {"get": {P.SEE_LISTS}},
    "screening:list_compare": {"get": {P.SEE_LISTS}}, "screening:list_policy": {"post": {P.IMPORT_LISTS}},
    "screening:release_propose": {"post": {P.IMPORT_LISTS}}, "screening:release_decide": {"post": {P.IMPORT_LISTS}},
    "screening:as_of": {"get": {P.EXPLAIN_PAIRS}, "post": {P.EXPLAIN_PAIRS}},
    "screening:house_entries": {"get": {P.SEE_LISTS}}, "screening:house_retire": {"post": {P.IMPORT_LISTS}},
    "screening:house_entry": {"get": {P.IMPORT_LISTS}, "post": {P.IMPORT_LISTS}},
    "api_list_entity": {"get": {P.SEE_LISTS}}, "api_list_changes": {"get": {P.SEE_LISTS}},
}  # fmt: skip
MANY_AT_ONCE = {
    "screening:view_save": {"post": {P.SEE_ALERTS}}, "screening:view_delete": {"post": {P.SEE_ALERTS}},
    "screening:delisted": {"get": {P.SEE_ALERTS}}, "screening:bulk": {"get": {P.SEE_ALERTS}},
    "screening:bulk_preview": {"post": {P.WORK_ALERTS}}, "screening:bulk_record": {"post": {P.WORK_ALERTS}},
    "screening:bulk_approve": {"post": {P.APPROVE_T1, P.APPROVE_T2_T3}},
    "screening:bulk_deed": {"post": {P.NOTE_ALERTS}}, "screening:bulk_deed_do": {"post": {P.NOTE_ALERTS}},
    "screening:queue_arrivals": {"get": {P.SEE_ALERTS}}, "screening:queue_columns": {"post": {P.SEE_ALERTS}},
}  # fmt: skip
REPORT_PAGES = {
    "reports:reports": {"get": {P.SEE_REPORTS}}, "reports:report": {"get": {P.SEE_REPORTS}},
    "reports:file": {"get": {P.SEE_REPORTS}}, "reports:preview": {"get": {P.PUBLISH_REPORTS}},
    "reports:publish": {"get": {P.PUBLISH_REPORTS}, "post": {P.PUBLISH_REPORTS}},
}  # fmt: skip
API = {
    "api_parties": {"get": {P.SEE_PARTIES}, "post": {P.EDIT_PARTIES}}, "api_party": {"get": {P.SEE_PARTIES}},
    "api_party_by_external_id": {"get": {P.SEE_PARTIES}, "put": {P.EDIT_PARTIES}},
    "api_engagements": {"get": {P.SEE_ENGAGEMENTS}}, "api_engagement": {"get": {P.SEE_ENGAGEMENTS}},
    "api_engagement_events": {"post": {P.NOTE_EVENTS}},
    "api_products": {"get": {P.SEE_ENGAGEMENTS}}, "api_product": {"get": {P.SEE_ENGAGEMENTS}},
    "api_allegations": {"get": {P.SEE_PARTIES}, "post": {P.STATE_ALLEGATIONS}},
    "api_allegation": {"get": {P.SEE_PARTIES}}, "api_allegation_status": {"post": {P.RATE}},
    "api_questionnaires": {"get": {P.SEE_ENGAGEMENTS}}, "api_questionnaire": {"get": {P.SEE_ENGAGEMENTS}},
    "api_questionnaire_answers": {"post": {P.RATE}},
    "api_policies": {"get": {P.SEE_ENGAGEMENTS}, "post": {P.KEEP_POLICIES}}, "api_policy": {"get": {P.SEE_ENGAGEMENTS}},
    **{
        f"api_{name}{many}": {"get": {P.SEE_ENGAGEMENTS}, **({"post": {P.RATE}} if many else {})}
        for name in ("safeguard", "leverage_action", "grievance", "consultation") for many in ("s", "")
    },
    "api_grievance_remedies": {"post": {P.RATE}},
    "api_own_conduct": {"get": {P.SEE_ENGAGEMENTS}, "post": {P.EDIT_ENGAGEMENTS}},
    "api_alerts": {"get": {P.SEE_ALERTS}}, "api_alert": {"get": {P.SEE_ALERTS}},
    "api_alert_notes": {"post": {P.NOTE_ALERTS}}, "api_alert_suppression_requests": {"post": {P.NOTE_ALERTS}},
    "api_suppressions": {"get": {P.SEE_ALERTS}}, "api_suppression": {"get": {P.SEE_ALERTS}},
    "api_cases": {"get": {P.SEE_ALERTS}}, "api_case": {"get": {P.SEE_ALERTS}},
    "api_screenings": {"post": {P.SCREEN}}, "api_screening": {"get": {P.SCREEN}},
    "api_batches": {"post": {P.SCREEN}}, "api_batch": {"get": {P.SCREEN}},
    "api_lists": {"get": {P.SEE_LISTS}}, "api_list_versions": {"get": {P.SEE_LISTS}},
    "api_reports": {"get": {P.SEE_REPORTS}}, "api_report": {"get": {P.SEE_REPORTS}},
}  # fmt: skip
ROOMS = {
    "frame": FRAME, "customers": CUSTOMER_PAGES, "questionnaires": QUESTIONNAIRE_PAGES, "registers": REGISTER_PAGES, "method": METHOD_PAGES,
    "portfolio": PORTFOLIO_PAGES,
    "screening": SCREENING_PAGES, "updates": UPDATE_PAGES, "many at once": MANY_AT_ONCE, "steering": STEERING_PAGES, "reports": REPORT_PAGES, "api": API,
}  # fmt: skip
DOORS = {route: methods for room in ROOMS.values() for route, methods in room.items()}


def routes(resolver=None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named route but those of Django's own administration: (namespace:name, pattern)."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLPattern):
            yield namespace + (one.name or str(one.pattern)), one
        elif one.namespace != "admin":
            yield from routes(one, f"{namespace}{one.namespace}:" if one.namespace else namespace)
