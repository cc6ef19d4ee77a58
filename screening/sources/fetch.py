"""Downloading a publisher's file: only what changed, never more than allowed, and whole or not at all.

The only module of this package that uses the network.
"""

from __future__ import annotations

import email.utils
import hashlib
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

USER_AGENT = "due-diligence-portal (list update)"
_CHUNK = 256 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Answers that may be different a moment later.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


class FetchError(Exception):
    """A download that failed for good: says which address and why."""

    def __init__(self, url: str, reason: str, *, status: int | None = None) -> None:
        self.url, self.reason, self.status = url, reason, status
        super().__init__(f"{url}: {reason}")


class _Passing(FetchError):
    """A failure that another attempt may mend."""

    def __init__(self, url: str, reason: str, *, status: int | None = None, wait: float = 0) -> None:
        super().__init__(url, reason, status=status)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Known:
    """What the last download of an address said about its version; sent back to ask for changes only."""

    etag: str = ""
    last_modified: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The outcome of a download.

    ``changed`` is False where the publisher says so, or where the bytes are those already known; ``path`` is then
    None. ``url`` is the address after redirects.
    """

    url: str
    changed: bool
    path: Path | None
    size: int
    known: Known
    attempts: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one download: seconds without an answer, seconds in all, bytes, redirects, attempts, waits."""

    timeout: float = 30.0
    total: float = 900.0
    largest_bytes: int = 1024 * 1024 * 1024
    redirects: int = 5
    attempts: int = 4
    first_wait: float = 2.0
    longest_wait: float = 60.0
    schemes: frozenset[str] = field(default_factory=lambda: frozenset({"https"}))


def fetch(
    url: str,
    *,
    target: Path,
    known: Known | None = None,
    limits: Limits | None = None,
    sleep: Callable[[float], None] = time.sleep,
    progress: Callable[[int], None] | None = None,
) -> Fetched:
    """Download ``url`` to ``target`` if it changed since ``known``.

    The file appears under its name only when it is whole: it is written beside it, checked against the length the
    server announced, and moved. Passing failures are tried again with growing waits. ``progress`` is told the bytes
    so far. Raises FetchError.
    """
    limits = limits or Limits()
    download = _Download(target, known or Known(), limits, time.monotonic() + limits.total, progress)
    for attempt in range(1, limits.attempts + 1):
        try:
            return download.attempt(url, attempt)
        except _Passing as error:
            wait = min(max(error.wait, limits.first_wait * 2 ** (attempt - 1)), limits.longest_wait)
            if attempt == limits.attempts or time.monotonic() + wait > download.deadline:
                reason = f"{error.reason} (after {attempt} attempts)"
                raise FetchError(error.url, reason, status=error.status) from error
            sleep(wait)
    raise FetchError(url, "no attempt was allowed")


def _make_opener() -> urllib.request.OpenerDirector:
    """Proxies of the environment are used; redirects and statuses are judged here, not by the library."""
    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler(), urllib.request.HTTPHandler(), urllib.request.HTTPSHandler()):
        opener.add_handler(handler)
    return opener


@dataclass(frozen=True, slots=True)
class _Download:
    """One download with its bounds."""

    target: Path
    known: Known
    limits: Limits
    deadline: float
    progress: Callable[[int], None] | None

    def attempt(self, url: str, number: int) -> Fetched:
        address = url
        for _ in range(self.limits.redirects + 1):
            with self._open(address) as answer:
                if answer.status in _REDIRECTS:
                    address = self._next_address(address, answer)
                    continue
                if answer.status == http.client.NOT_MODIFIED:
                    return Fetched(address, changed=False, path=None, size=0, known=self.known, attempts=number)
                _check_status(address, answer)
                return self._keep(address, answer, number)
        raise FetchError(address, f"more than {self.limits.redirects} redirects")

    def _open(self, url: str) -> http.client.HTTPResponse:
        self._check_scheme(url)
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
        if self.known.etag:
            headers["If-None-Match"] = self.known.etag
        if self.known.last_modified:
            headers["If-Modified-Since"] = self.known.last_modified
        try:
            request = urllib.request.Request(url, headers=headers)  # noqa: S310 - the scheme was checked above
            answer: http.client.HTTPResponse = _make_opener().open(request, timeout=self.limits.timeout)
        except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            raise _Passing(url, f"no answer: {reason}") from error
        return answer

    def _check_scheme(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in self.limits.schemes or not parts.hostname:
            raise FetchError(url, f"only {', '.join(sorted(self.limits.schemes))} addresses are fetched")

    def _next_address(self, url: str, answer: http.client.HTTPResponse) -> str:
        location = answer.headers.get("Location", "")
        if not location:
            raise FetchError(url, "a redirect without an address", status=answer.status)
        address = urljoin(url, location)
        self._check_scheme(address)
        return address

    def _keep(self, url: str, answer: http.client.HTTPResponse, number: int) -> Fetched:
        announced = answer.headers.get("Content-Length", "")
        length = int(announced) if announced.isdecimal() else None
        if length is not None and length > self.limits.largest_bytes:
            raise FetchError(url, f"announces {length:,} bytes, more than the {self.limits.largest_bytes:,} allowed")
        part = self.target.with_name(f"{self.target.name}.part")
        try:
            size, digest = self._write(url, answer, part)
            if length is not None and size != length:
                raise _Passing(url, f"broke off after {size:,} of {length:,} bytes")
            if not size:
                raise FetchError(url, "answered with an empty file")
            etag, modified = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
            fresh = Known(etag, modified, digest)
            if digest == self.known.sha256:
                return Fetched(url, changed=False, path=None, size=size, known=fresh, attempts=number)
            part.replace(self.target)
            return Fetched(url, changed=True, path=self.target, size=size, known=fresh, attempts=number)
        finally:
            part.unlink(missing_ok=True)

    def _write(self, url: str, answer: http.client.HTTPResponse, part: Path) -> tuple[int, str]:
        digest, size = hashlib.sha256(), 0
        try:
            with part.open("wb") as stream:
                while chunk := answer.read1(_CHUNK):
                    size += len(chunk)
                    if size > self.limits.largest_bytes:
                        raise FetchError(url, f"sends more than the {self.limits.largest_bytes:,} bytes allowed")
                    if time.monotonic() > self.deadline:
                        raise FetchError(url, f"took more than {self.limits.total:.0f} seconds")
                    digest.update(chunk)
                    stream.write(chunk)
                    if self.progress:
                        self.progress(size)
        except (http.client.HTTPException, OSError) as error:
            raise _Passing(url, f"broke off after {size:,} bytes: {error}") from error
        return size, digest.hexdigest()


def _check_status(url: str, answer: http.client.HTTPResponse) -> None:
    if answer.status in _PASSING:
        wait = _retry_after(answer.headers.get("Retry-After", ""))
        raise _Passing(url, f"answered {answer.status} {answer.reason}", status=answer.status, wait=wait)
    if answer.status != http.client.OK:
        raise FetchError(url, f"answered {answer.status} {answer.reason}", status=answer.status)


def _retry_after(text: str) -> float:
    if text.isdecimal():
        return float(text)
    try:
        return max(email.utils.parsedate_to_datetime(text).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError):
        return 0.0
