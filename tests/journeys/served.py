"""A portal under ``manage.py serve``, and a visitor without a browser."""

from __future__ import annotations

import http.cookiejar
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from dd_portal.demo.cast import PASSWORD
from tests.journeys.bare import ROOT, bare_environment, processes_of


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """One start of the portal; knows how long the first answer took and what was printed."""

    def __init__(self, var: Path) -> None:
        self.var, self.port = var, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.printed_to = var / "printed.txt"
        started = time.monotonic()
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        with self.printed_to.open("wb") as out:
            self.process = subprocess.Popen(command, cwd=ROOT, env=bare_environment(var), stdout=out, stderr=out)
        try:
            self._wait_for_an_answer()
        except AssertionError:
            self.process.kill()
            raise
        self.seconds = time.monotonic() - started

    @property
    def printed(self) -> str:
        return self.printed_to.read_text()

    def _wait_for_an_answer(self) -> None:
        for _attempt in range(2_800):
            assert self.process.poll() is None, self.printed
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5)
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(self.printed)

    def children(self) -> list[int]:
        return [pid for pid in processes_of(self.var) if pid != self.process.pid]

    def child(self, word: str) -> int:
        """The number of the first child whose command names a word."""
        return min(pid for pid in self.children() if word in Path(f"/proc/{pid}/cmdline").read_text())

    def all_gone_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while (left := processes_of(self.var)) and time.monotonic() < deadline:
            self.process.poll()
            time.sleep(0.1)
        return not left

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal to the parent, as a person or the system would; gives its exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=120)


class Visitor:
    """Follows links and sends forms with cookies, as a browser without script does."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> tuple[int, str]:
        return self._ask(urllib.request.Request(urllib.parse.urljoin(self.url, path)))

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        return self._ask(urllib.request.Request(urllib.parse.urljoin(self.url, path), data=body))

    def sign_in(self, username: str) -> str:
        """Sign in as somebody of the demo world; gives the first page."""
        self.get("/accounts/sign-in/")
        status, page = self.post("/accounts/sign-in/", username=username, password=PASSWORD, next="/")
        assert status == 200
        return page

    def _ask(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self._opener.open(request, timeout=60) as answer:
                self.at = answer.url
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            self.at = error.url
            return error.code, error.read().decode(errors="replace")


def places_of(page: str) -> list[str]:
    """The addresses in the top bar of a page."""
    bar = re.search(r'<nav class="bar__places".*?</nav>', page, re.DOTALL)
    return re.findall(r'href="([^"]+)"', bar.group()) if bar else []
