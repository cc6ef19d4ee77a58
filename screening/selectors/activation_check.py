"""Whether settings do in force what their test foretold: alerts a day, a week and a month after their activation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from screening.models import Alert, Backtest, SettingsVersion
from screening.services.backtest_result import BacktestResult

# Days after the activation on which the check is made, and the days before it that it is held against.
CHECKS = (7, 30)
BEFORE = dt.timedelta(days=30)
# Beyond this share of what was foretold somebody should look; fewer alerts than this say nothing.
TOLERANCE = 0.5
FEWEST = 10


@dataclass(frozen=True, slots=True)
class ActivationCheck:
    """One check: alerts a day before, as foretold, and as they came; ``state`` is ok, warn, or muted (not due yet)."""

    days: int
    due_at: dt.datetime
    is_due: bool
    before: float
    foretold: float
    came: float
    count: int
    state: str


def activation_checks(version: SettingsVersion) -> list[ActivationCheck]:
    """The checks of a version that was put into force after a test; none otherwise.

    Foretold is the rate of the 30 days before, times the customers with a potential match under the draft by those
    under the settings before, as the test counted them. A version that was retired earlier is checked up to then.
    The full screening of the activation itself brings what was foretold at once, so its alerts are left out.
    """
    test = version.backtests.filter(state=Backtest.State.FINISHED).order_by("-pk").first()
    if version.activated_at is None or test is None:
        return []
    alerts = BacktestResult.from_json(test.result).alerts
    start = version.activated_at
    came_before = Alert.objects.filter(opened_at__gte=start - BEFORE, opened_at__lt=start).count()
    before = came_before / BEFORE.days
    foretold = before * alerts.draft / alerts.now if alerts.now else before
    return [_check(version, start, days, before, foretold) for days in CHECKS]


def _check(version: SettingsVersion, start: dt.datetime, days: int, before: float, foretold: float) -> ActivationCheck:
    now = timezone.now()
    due = start + dt.timedelta(days=days)
    end = min(now, due, version.retired_at or now)
    came = Alert.objects.filter(opened_at__gte=start, opened_at__lt=end)
    if version.rescreen_run_id:
        came = came.exclude(run_id=version.rescreen_run_id)
    count = came.count()
    passed = max((end - start) / dt.timedelta(days=1), 1 / 24)
    rate = count / passed
    is_due = now >= due
    enough = max(count, foretold * passed) >= FEWEST
    off = enough and abs(rate - foretold) > TOLERANCE * max(foretold, 1 / days)
    return ActivationCheck(
        days, due, is_due, before, foretold, rate, count, "warn" if off else "ok" if is_due else "muted"
    )
