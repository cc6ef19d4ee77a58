"""Messages of the file broker appear whole."""

from __future__ import annotations

import threading

import pytest
from kombu import Connection

from dd_portal.celery import app
from dd_portal.common.file_broker import Transport


@pytest.fixture
def connection(tmp_path):
    folder = tmp_path / "queue"
    folder.mkdir()
    (tmp_path / "control").mkdir()
    options = {
        "data_folder_in": str(folder),
        "data_folder_out": str(folder),
        "control_folder": str(tmp_path / "control"),
    }
    with Connection("filesystem://localhost", transport_options=options) as opened:
        yield opened


def test_the_portal_uses_it(connection):
    assert app.main == "dd_portal"
    assert isinstance(connection.transport, Transport)


class Peek:
    """A part of a message that looks at the folder while the message is being written."""

    def __init__(self, folder):
        self.folder, self.seen = folder, None

    def __json__(self):
        self.seen = [path.name for path in self.folder.glob("[!.]*")]
        return "peeked"


def test_a_message_cannot_be_taken_before_it_is_written(connection, tmp_path):
    """With kombu's own channel an empty file lies there under the final name, and whoever takes it ends its worker."""
    peek, channel = Peek(tmp_path / "queue"), connection.default_channel
    channel._put("work", {"n": peek})
    assert peek.seen == []
    assert channel._get("work") == {"n": "peeked"}


def test_messages_written_beside_a_reader_come_once_and_whole(connection):
    writing, reading = connection.clone().SimpleQueue("work"), connection.SimpleQueue("work")
    writer = threading.Thread(target=lambda: [writing.put({"n": n}) for n in range(100)])
    writer.start()
    found = [reading.get(timeout=30).payload["n"] for _ in range(100)]
    writer.join()
    assert sorted(found) == list(range(100))
