"""The Celery application, its queues and the timetable."""

import os

from celery import Celery
from celery.schedules import crontab
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dd_portal.settings.embedded")

# Kombu's own broker of files lets a reader see a message before it is written.
TRANSPORT_ALIASES["filesystem"] = "dd_portal.common.file_broker:Transport"

app = Celery("dd_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["dd_portal.audit", "customers", "screening", "reports"])

# The timetable: names of tasks stand in their own app; here is only when.
app.conf.beat_schedule = {
    "update-lists": {"task": "screening.tasks.update_lists", "schedule": 4 * 3600.0},
    "rescreen-delta": {"task": "screening.tasks.rescreen_delta", "schedule": 300.0},
    "run-canaries": {"task": "screening.tasks.run_canaries", "schedule": crontab(hour=2, minute=40)},
    "seal-audit-events": {"task": "dd_portal.audit.tasks.seal_events", "schedule": 300.0},
    "take-up-unfinished-runs": {"task": "screening.tasks.take_up_unfinished_runs", "schedule": 60.0},
    "look-for-due": {"task": "customers.tasks.look_for_due", "schedule": 3600.0},
    "share-out-alerts": {"task": "screening.tasks.share_out_alerts", "schedule": 300.0},
    "take-up-backtests": {"task": "screening.tasks.take_up_backtests", "schedule": 60.0},
    "activate-settings": {"task": "screening.tasks.activate_settings", "schedule": 60.0},
    "take-up-webhooks": {"task": "screening.tasks.take_up_webhooks", "schedule": 60.0},
    "tell-what-is-late": {"task": "screening.tasks.tell_what_is_late", "schedule": 900.0},
    "renew-board-readings": {"task": "screening.tasks.renew_board_readings", "schedule": 600.0},
    "review-suppressions": {"task": "screening.tasks.review_suppressions", "schedule": 900.0},
}
