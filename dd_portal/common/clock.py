"""The organisation's zone: business days, due dates and periods follow it; stored times are UTC."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def portal_zone() -> ZoneInfo:
    """The zone named by PORTAL_TIME_ZONE."""
    return ZoneInfo(settings.PORTAL_TIME_ZONE)


def today() -> dt.date:
    """The date of now in the organisation's zone."""
    return timezone.now().astimezone(portal_zone()).date()
