"""Pages of screening: alerts, lists, runs."""

from django.urls import URLPattern, URLResolver, path

from screening.views import (
    alert_files,
    as_of,
    bulk,
    bulk_deeds,
    cases,
    dashboards,
    day_evidence,
    deeds,
    evaluation,
    house_list,
    list_updates,
    lists,
    priority,
    quality,
    runs,
    saved_views,
    suppressions,
    webhooks,
    workload,
)
from screening.views import settings as settings_pages
from screening.views.alert import alert
from screening.views.below_line import settings_judge
from screening.views.decide import decide, second_look
from screening.views.delisted import delisted
from screening.views.explain import explain
from screening.views.queue import queue, queue_arrivals, queue_columns, start_next

app_name = "screening"

# /alerts/
alert_routes: list[URLPattern | URLResolver] = [
    path("alerts/", queue, name="queue"),
    path("alerts/start-next/", start_next, name="start_next"),
    path("alerts/arrivals/", queue_arrivals, name="queue_arrivals"),
    path("alerts/columns/", queue_columns, name="queue_columns"),
    path("alerts/views/", saved_views.view_save, name="view_save"),
    path("alerts/views/<int:view_id>/delete/", saved_views.view_delete, name="view_delete"),
    path("alerts/delisted/", delisted, name="delisted"),
    path("alerts/bulk/", bulk.bulk_preview, name="bulk_preview"),
    path("alerts/bulk/deed/", bulk_deeds.bulk_deed, name="bulk_deed"),
    path("alerts/bulk/deed/do/", bulk_deeds.bulk_deed_do, name="bulk_deed_do"),
    path("alerts/bulk/record/", bulk.bulk_record, name="bulk_record"),
    path("alerts/bulk/<int:bulk_id>/", bulk.bulk, name="bulk"),
    path("alerts/bulk/<int:bulk_id>/approve/", bulk.bulk_approve, name="bulk_approve"),
    path("alerts/<int:alert_id>/", alert, name="alert"),
    path("alerts/<int:alert_id>/claim/", deeds.claim, name="claim"),
    path("alerts/<int:alert_id>/release/", deeds.release, name="release"),
    path("alerts/<int:alert_id>/decide/", decide, name="decide"),
    path("alerts/<int:alert_id>/second-look/", second_look, name="second_look"),
    path("alerts/<int:alert_id>/approve/", deeds.approve, name="approve"),
    path("alerts/<int:alert_id>/return/", deeds.return_to_analyst, name="return_to_analyst"),
    path("alerts/<int:alert_id>/withdraw/", deeds.withdraw, name="withdraw"),
    path("alerts/<int:alert_id>/escalate/", deeds.escalate, name="escalate"),
    path("alerts/<int:alert_id>/request-information/", deeds.request_information, name="request_information"),
    path("alerts/<int:alert_id>/receive-information/", deeds.receive_information, name="receive_information"),
    path("alerts/<int:alert_id>/notes/", deeds.note, name="note"),
    path("alerts/<int:alert_id>/reopen/", deeds.reopen, name="reopen"),
    path("alerts/lowerings/", priority.lowerings, name="lowerings"),
    path("alerts/<int:alert_id>/raise/", priority.priority_raise, name="priority_raise"),
    path("alerts/<int:alert_id>/lower/", priority.priority_lower, name="priority_lower"),
    path("alerts/<int:alert_id>/lower/approve/", priority.lowering_approve, name="lowering_approve"),
    path("alerts/<int:alert_id>/lower/refuse/", priority.lowering_refuse, name="lowering_refuse"),
    path("alerts/<int:alert_id>/lower/withdraw/", priority.lowering_withdraw, name="lowering_withdraw"),
    path("alerts/<int:alert_id>/files/", alert_files.alert_attach, name="alert_attach"),
    path("alerts/<int:alert_id>/files/<int:file_id>/", alert_files.alert_file, name="alert_file"),
    path("alerts/<int:alert_id>/drafts/<int:match_id>/", alert_files.draft, name="draft"),
    path("alerts/<int:alert_id>/proof-pack/", alert_files.proof_pack, name="proof_pack"),
    path("alerts/<int:alert_id>/suppress/", suppressions.suppress, name="suppress"),
]

# /suppressions/
suppression_routes: list[URLPattern | URLResolver] = [
    path("suppressions/", suppressions.suppressions, name="suppressions"),
    path("suppressions/<int:suppression_id>/", suppressions.suppression, name="suppression"),
    path("suppressions/<int:suppression_id>/approve/", suppressions.suppression_approve, name="suppression_approve"),
    path("suppressions/<int:suppression_id>/return/", suppressions.suppression_return, name="suppression_return"),
    path("suppressions/<int:suppression_id>/revoke/", suppressions.suppression_revoke, name="suppression_revoke"),
]

# /lists/
list_routes: list[URLPattern | URLResolver] = [
    path("lists/", lists.lists, name="lists"),
    path("lists/import/", lists.list_import, name="list_import"),
    path("lists/update/", list_updates.lists_update, name="lists_update"),
    path("lists/progress/", list_updates.lists_progress, name="lists_progress"),
    path("lists/versions/<int:version_id>/release/", list_updates.release_propose, name="release_propose"),
    path("lists/releases/<int:release_id>/", list_updates.release_decide, name="release_decide"),
    path("lists/as-of/", as_of.as_of, name="as_of"),
    path("lists/evidence/", day_evidence.evidence, name="day_evidence"),
    path("lists/own/", house_list.house_entries, name="house_entries"),
    path("lists/own/entry/", house_list.house_entry, name="house_entry"),
    path("lists/own/retire/", house_list.house_retire, name="house_retire"),
    path("lists/entities/<path:entity_id>/", lists.list_entity, name="list_entity"),
    path("lists/<slug:code>/changes/", list_updates.list_compare, name="list_compare"),
    path("lists/<slug:code>/policy/", list_updates.list_policy, name="list_policy"),
    path("lists/<slug:code>/", lists.list_, name="list"),
]

# /batches/ and the tools around the engine
run_routes: list[URLPattern | URLResolver] = [
    path("batches/", runs.runs, name="runs"),
    path("batches/start/", runs.run_start, name="run_start"),
    path("batches/<int:pk>/", runs.run, name="run"),
    path("batches/<int:pk>/progress/", runs.run_progress, name="run_progress"),
    path("batches/<int:pk>/cancel/", runs.run_cancel, name="run_cancel"),
    path("explain/", explain, name="explain"),
]

# /settings/screening/
settings_routes: list[URLPattern | URLResolver] = [
    path("settings/screening/", settings_pages.settings_list, name="settings"),
    path("settings/screening/<int:number>/", settings_pages.settings_one, name="settings_version"),
    path("settings/screening/<int:number>/progress/", settings_pages.settings_progress, name="settings_progress"),
    path("settings/screening/<int:number>/chart.csv", settings_pages.settings_table, name="settings_table"),
    path("settings/screening/<int:number>/change/", settings_pages.settings_change, name="settings_change"),
    path("settings/screening/<int:number>/test/", settings_pages.settings_test, name="settings_test"),
    path("settings/screening/<int:number>/judge/", settings_judge, name="settings_judge"),
    path("settings/screening/<int:number>/submit/", settings_pages.settings_submit, name="settings_submit"),
    path("settings/screening/<int:number>/approve/", settings_pages.settings_approve, name="settings_approve"),
    path("settings/screening/<int:number>/return/", settings_pages.settings_return, name="settings_return"),
    path("settings/screening/<int:number>/withdraw/", settings_pages.settings_withdraw, name="settings_withdraw"),
]

# /cases/
case_routes: list[URLPattern | URLResolver] = [
    path("alerts/<int:alert_id>/case/", cases.case_open, name="case_open"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<int:case_id>/", cases.case, name="case"),
    path("cases/<int:case_id>/<slug:deed>/", cases.case_deed, name="case_deed"),
]

# /quality/
quality_routes: list[URLPattern | URLResolver] = [
    path("quality/", quality.quality, name="quality"),
    path("quality/<int:number>/", quality.sample, name="quality_sample"),
    path("quality/<int:number>/look/", quality.look, name="quality_look"),
]

# /evaluation/
evaluation_routes: list[URLPattern | URLResolver] = [
    path("evaluation/", evaluation.evaluation_list, name="evaluations"),
    path("evaluation/<int:evaluation_id>/", evaluation.evaluation, name="evaluation"),
    path("evaluation/<int:evaluation_id>/chart.csv", evaluation.evaluation_table, name="evaluation_table"),
    path("evaluation/<int:evaluation_id>/progress/", evaluation.evaluation_progress, name="evaluation_progress"),
]

# /webhooks/
webhook_routes: list[URLPattern | URLResolver] = [
    path("webhooks/", webhooks.webhooks, name="webhooks"),
    path("webhooks/register/", webhooks.webhook_register, name="webhook_register"),
    path("webhooks/<int:endpoint_id>/", webhooks.webhook, name="webhook"),
    path("webhooks/<int:endpoint_id>/secret/", webhooks.webhook_rotate, name="webhook_rotate"),
    path("webhooks/<int:endpoint_id>/end/", webhooks.webhook_end, name="webhook_end"),
    path("webhooks/deliveries/<int:delivery_id>/again/", webhooks.webhook_again, name="webhook_again"),
]

# /workload/
workload_routes: list[URLPattern | URLResolver] = [
    path("workload/", workload.workload, name="workload"),
    path("workload/share-out/", workload.workload_share_out, name="workload_share_out"),
    path("workload/times/", workload.workload_rule, name="workload_rule"),
    path("workload/holidays/", workload.workload_holiday, name="workload_holiday"),
    path("workload/absences/", workload.workload_absence, name="workload_absence"),
    path("workload/shares/", workload.workload_capacity, name="workload_capacity"),
    path("workload/remove/<slug:kind>/", workload.workload_remove, name="workload_remove"),
]

# /dashboard/
dashboard_routes: list[URLPattern | URLResolver] = [
    path("dashboard/", dashboards.board, name="dashboard"),
    path("dashboard/charts/<slug:code>.csv", dashboards.chart_table, name="chart_table"),
    path("dashboard/figures/<slug:code>/", dashboards.figure, name="figure"),
    path("dashboard/<slug:code>/", dashboards.board, name="board"),
]

urlpatterns = [
    *alert_routes,
    *suppression_routes,
    *list_routes,
    *run_routes,
    *settings_routes,
    *case_routes,
    *quality_routes,
    *evaluation_routes,
    *webhook_routes,
    *workload_routes,
    *dashboard_routes,
]
