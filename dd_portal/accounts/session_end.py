"""When a session ends: a fixed time after signing in, said in the session itself, so that a page can warn before it."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

_KEY = "ends_at"


def begin(session: SessionBase) -> None:
    """Let the session's time begin now."""
    session[_KEY] = int(time.time()) + settings.SESSION_COOKIE_AGE


def seconds_left(session: SessionBase) -> int | None:
    """Seconds until it ends, never below 0; None for a session that was begun without a sign-in."""
    ends = session.get(_KEY)
    return None if ends is None else max(0, ends - int(time.time()))
