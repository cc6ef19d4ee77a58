"""A publisher of one small list on this machine, that can change its mind, break off, or answer with a page."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Answers(BaseHTTPRequestHandler):
    """One file at every address; what it does stands on the server."""

    protocol_version = "HTTP/1.1"
    server: Publisher

    def log_message(self, *args):
        """Keep the test's output clean."""

    def do_GET(self):
        publisher = self.server
        publisher.asked.append((self.path, self.headers.get("If-None-Match")))
        if publisher.redirect and self.path != "/there":
            self._answer(302, b"", Location="/there")
            return
        if publisher.status != 200:
            self._answer(publisher.status, b"no")
            return
        if self.headers.get("If-None-Match") == publisher.etag:
            self._answer(304, b"")
            return
        time.sleep(publisher.pause)
        body = publisher.content
        length = len(body) + publisher.missing_bytes
        self._answer(200, body, length=length, ETag=publisher.etag)
        if publisher.missing_bytes:
            self.close_connection = True

    def _answer(self, status, body, *, length=None, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)


class Publisher(ThreadingHTTPServer):
    """Serves ``content`` with ``etag``."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.content, self.etag = b"", '"1"'
        self.status, self.redirect, self.pause, self.missing_bytes = 200, False, 0.0, 0
        self.asked: list[tuple[str, str | None]] = []
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/house.csv"

    def publish(self, content: bytes) -> None:
        """A new edition with a tag of its own."""
        self.content, self.etag = content, f'"{len(self.asked)}-{hash(content)}"'

    def handle_error(self, request, client_address):
        """A client that breaks off is part of the tests."""

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *args):
        self.shutdown()
        self._thread.join()
        self.server_close()
