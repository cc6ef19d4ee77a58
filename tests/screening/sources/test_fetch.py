"""Downloads from a real server on this machine that answers well, slowly, wrongly or not at all."""

import hashlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from screening.sources.fetch import Fetched, FetchError, Known, Limits, fetch

LIST = b"ent_num,name\r\n" * 5000
ETAG = '"v1"'


class Publisher(BaseHTTPRequestHandler):
    """One address for every behaviour."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        """Keep the test's output clean."""

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers and "Transfer_Encoding" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        getattr(self, "on_" + self.path.strip("/").split("/")[0])()

    def on_list(self):
        if self.headers.get("If-None-Match") == ETAG:
            self.answer(304)
        else:
            self.answer(200, LIST, ETag=ETAG, Last_Modified="Wed, 04 Nov 2026 08:00:00 GMT")

    def on_plain(self):
        self.answer(200, LIST)

    def on_moved(self):
        self.answer(302, Location="/list")

    def on_loop(self):
        self.answer(302, Location="/loop")

    def on_away(self):
        self.answer(302, Location="file:///etc/passwd")

    def on_nowhere(self):
        self.answer(301)

    def on_flaky(self):
        if len(self.server.asked) < 3:
            self.answer(503, b"later", Retry_After="7")
        else:
            self.on_list()

    def on_short(self):
        self.answer(200, LIST[:100], Content_Length=str(len(LIST)))
        self.close_connection = True

    def on_chunks(self):
        self.answer(200, Transfer_Encoding="chunked")
        self.wfile.write(b"%x\r\n" % 100 + LIST[:100] + b"\r\n")
        self.close_connection = True

    def on_endless(self):
        self.answer(200, Transfer_Encoding="chunked")
        for _ in range(100):
            self.wfile.write(b"%x\r\n" % 1000 + b"x" * 1000 + b"\r\n")

    def on_large(self):
        self.answer(200, b"", Content_Length=str(10**12))
        self.close_connection = True

    def on_empty(self):
        self.answer(200)

    def on_missing(self):
        self.answer(404, b"no such list")

    def on_silent(self):
        time.sleep(1)
        self.close_connection = True

    def on_slow(self):
        self.answer(200, Transfer_Encoding="chunked")
        for _ in range(20):
            self.wfile.write(b"1\r\nx\r\n")
            time.sleep(0.05)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that breaks off is part of the tests."""


@pytest.fixture
def server():
    server = Server(("127.0.0.1", 0), Publisher)
    server.asked = []
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def get(server, tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    waits = []

    def run(path, known=None, **limits):
        bounds = Limits(**{"schemes": frozenset({"http"}), "timeout": 0.5, "attempts": 3, **limits})
        return fetch(server.url + path, target=tmp_path / "sdn.csv", known=known, limits=bounds, sleep=waits.append)

    run.waits = waits
    run.target = tmp_path / "sdn.csv"
    return run


def test_a_list_is_downloaded_whole(get, server):
    answer = get("/list")
    digest = hashlib.sha256(LIST).hexdigest()
    known = Known(ETAG, "Wed, 04 Nov 2026 08:00:00 GMT", digest)
    assert answer == Fetched(server.url + "/list", True, get.target, len(LIST), known, 1)
    assert get.target.read_bytes() == LIST
    assert list(get.target.parent.iterdir()) == [get.target]


def test_what_has_not_changed_is_not_sent_again(get, server):
    known = get("/list").known
    again = get("/list", known)
    assert (again.changed, again.path, again.size, again.known) == (False, None, 0, known)
    assert server.asked[1][1]["If-None-Match"] == ETAG
    assert server.asked[1][1]["If-Modified-Since"] == known.last_modified


def test_the_same_bytes_are_no_change_where_the_server_keeps_no_versions(get):
    known = get("/plain").known
    get.target.unlink()
    assert get("/plain", known).changed is False
    assert not get.target.exists()


def test_redirects_are_followed_within_bounds(get, server):
    assert get("/moved").url == server.url + "/list"
    with pytest.raises(FetchError, match="more than 5 redirects"):
        get("/loop")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/away", "only http addresses are fetched"),
        ("/nowhere", "a redirect without an address"),
        ("/missing", "answered 404"),
        ("/empty", "empty file"),
        ("/large", "announces 1,000,000,000,000 bytes"),
    ],
)
def test_wrong_answers_are_final(get, server, path, reason):
    with pytest.raises(FetchError, match=reason):
        get(path)
    assert len(server.asked) == 1
    assert list(get.target.parent.iterdir()) == []


def test_passing_failures_are_tried_again_after_the_wait_the_server_asks_for(get):
    answer = get("/flaky", first_wait=1.0)
    assert (answer.changed, answer.attempts) == (True, 3)
    assert get.waits == [7.0, 7.0]


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/short", "broke off after 100 of 70,000 bytes"), ("/chunks", "broke off"), ("/silent", "no answer")],
)
def test_a_download_that_breaks_off_leaves_the_last_file(get, path, reason):
    get.target.write_bytes(b"the last good file")
    with pytest.raises(FetchError, match=rf"{reason}.*after 3 attempts"):
        get(path, first_wait=1.0)
    assert get.target.read_bytes() == b"the last good file"
    assert get.waits == [1.0, 2.0]
    assert list(get.target.parent.iterdir()) == [get.target]


def test_a_download_that_grows_too_large_is_stopped(get):
    with pytest.raises(FetchError, match="sends more than the 5,000 bytes allowed"):
        get("/endless", largest_bytes=5000)
    assert list(get.target.parent.iterdir()) == []


def test_a_download_that_trickles_is_stopped(get):
    with pytest.raises(FetchError, match="took more than 0 seconds"):
        get("/slow", total=0.2)


def test_progress_is_told(get, server, tmp_path):
    told = []
    limits = Limits(schemes=frozenset({"http"}))
    fetch(server.url + "/list", target=tmp_path / "x", limits=limits, progress=told.append)
    assert told[-1] == len(LIST)


def test_only_https_is_fetched_by_default(server, tmp_path):
    with pytest.raises(FetchError, match="only https addresses are fetched"):
        fetch(server.url + "/list", target=tmp_path / "x")
    assert server.asked == []


def test_nobody_there(tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    limits = Limits(schemes=frozenset({"http"}), attempts=1, timeout=0.5)
    with pytest.raises(FetchError, match="no answer"):
        fetch("http://127.0.0.1:9/list", target=tmp_path / "x", limits=limits)
