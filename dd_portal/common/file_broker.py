"""The broker of files, for a portal without Redis: kombu's own, with messages that appear whole.

Kombu opens the file under its final name before it writes the message, so a reader that is quick enough takes an
empty file, and a message that cannot be read ends the worker. Here the message is written under another name first.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """A channel whose messages are renamed into place once they are written."""

    # The stubs of kombu disagree with each other about this method; these are the names that kombu calls it with.
    def _put(self, queue: str, payload: dict[str, Any], **_kwargs: Any) -> None:  # type: ignore[override]
        """Put a message onto a queue. The name sorts by time, as kombu's reader expects: ``TIME_ID.QUEUE.msg``."""
        folder = Path(self.data_folder_out)
        name = f"{time.monotonic() * 1000:.0f}_{uuid4()}.{queue}.msg"
        unfinished = folder / f".{name}.part"
        unfinished.write_text(dumps(payload), encoding="utf-8")
        unfinished.replace(folder / name)


class Transport(filesystem.Transport):
    """What the broker's address ``filesystem://`` names."""

    Channel = Channel
