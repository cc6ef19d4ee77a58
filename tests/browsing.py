"""A real browser for tests: how it starts, and how a window is left without waiting on what it was still loading."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, sync_playwright

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def browsing() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
            # Inside Playwright's loop a test has database connections of its own; no one else would close them. Whoever
            # visits a portal from outside has none.
            if settings.configured:
                connections.close_all()


def leave(context: BrowserContext) -> None:
    """Close a window once its pages have loaded: Chromium may never answer a close in the midst of a navigation."""
    for page in context.pages:
        page.goto("about:blank")
    context.close()
