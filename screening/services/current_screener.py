"""Keeps the opened index and a screener at hand in each thread, and opens anew when lists or settings change."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from screening.matching.container import IndexFileError
from screening.matching.index import Index, open_index
from screening.matching.screener import Screener
from screening.models import SettingsVersion
from screening.services.build_index import build_index, fingerprint_of, live_versions
from screening.services.ensure_settings import config_of, ensure_settings


@dataclass(frozen=True, slots=True)
class Pinned:
    """A screener and what it answers from, so that an answer can be repeated."""

    screener: Screener
    settings_version: SettingsVersion
    versions: dict[str, int]
    fingerprint: str


class _OfThread(threading.local):
    """A screener remembers answers of its word step and is not shared between threads."""

    key: tuple[str, int] | None = None
    pinned: Pinned | None = None


_of_thread = _OfThread()
_opened: dict[str, Index] = {}
_opening = threading.Lock()


def current_screener() -> Pinned:
    """The screener over the live lists with the active settings. Raises NotReady where no list is live."""
    return pinned_screener(versions=live_versions(), settings_version=ensure_settings())


def pinned_screener(*, versions: Mapping[str, int], settings_version: SettingsVersion) -> Pinned:
    """The screener over these versions with these settings; builds the index where it is not there any more."""
    fingerprint = fingerprint_of(versions)
    key = (fingerprint, settings_version.pk)
    if _of_thread.key != key or _of_thread.pinned is None:
        index = _index(fingerprint, versions)
        screener = Screener(index, config=config_of(settings_version))
        _of_thread.pinned = Pinned(screener, settings_version, dict(versions), fingerprint)
        _of_thread.key = key
    return _of_thread.pinned


def _index(fingerprint: str, versions: Mapping[str, int]) -> Index:
    with _opening:
        if fingerprint not in _opened:
            path, _report = build_index(versions=versions)
            try:
                index = open_index(path)
            except (IndexFileError, OSError, KeyError, TypeError):  # cut short, removed, or laid out otherwise
                path, _report = build_index(versions=versions, again=True)
                index = open_index(path)
            _opened.clear()
            _opened[fingerprint] = index
        return _opened[fingerprint]
