"""A system that listens: a real HTTP server on this machine that answers as told and keeps what it was sent."""

from __future__ import annotations

import hashlib
import hmac
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass
class Listener:
    """``answers`` are statuses given in turn, the last one ever after; ``drip`` seconds pass between bytes of a head."""

    answers: list[int] = field(default_factory=lambda: [200])
    drip: float = 0
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""

    def __enter__(self) -> Self:
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.heard.append((dict(self.headers), body))
                status = listener.answers.pop(0) if len(listener.answers) > 1 else listener.answers[0]
                try:
                    for byte in b"HTTP/1.1 " if listener.drip else b"":
                        self.wfile.write(bytes([byte]))
                        time.sleep(listener.drip)
                    self.send_response(status)
                    self.send_header("Location", f"{listener.url}elsewhere")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                except OSError:
                    pass

            def log_message(self, *_args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/hooks/"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def is_signed(self, number: int, secret: str) -> bool:
        """What the page of the secret tells a receiver to do."""
        headers, body = self.heard[number]
        parts = [part.split("=", 1) for part in headers["Portal-Signature"].split(",")]
        stamp = next(value for name, value in parts if name == "t")
        message = f"{stamp}.{headers['Portal-Delivery']}.".encode() + body
        ours = hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
        return abs(time.time() - int(stamp)) < 300 and ours in [value for name, value in parts if name == "v1"]
