"""Stable keys where a publisher gives none: by name, and by an ordinal where several rows share it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

LONGEST = 150


def name_key(*parts: str) -> str:
    """A key from texts: blanks collapsed; a very long one is cut and closed by a digest of the whole."""
    key = ":".join(" ".join(part.split()) for part in parts if part.strip())
    if len(key) <= LONGEST:
        return key
    return f"{key[:LONGEST]}~{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def content_digest(values: Iterable[str]) -> str:
    """A digest of a row's content, for ordering rows that share a key."""
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()


class Ordinals:
    """Tells rows that share a key apart: in the order of their contents, not of their places in the file."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        contents: dict[str, list[str]] = {}
        for key, digest in rows:
            contents.setdefault(key, []).append(digest)
        self._shared = {key: sorted(digests) for key, digests in contents.items() if len(digests) > 1}
        self._given: dict[tuple[str, str], int] = {}

    def key(self, key: str, digest: str) -> str:
        """The key itself for the first of its rows, ``key#2`` for the second, and so on."""
        if key not in self._shared:
            return key
        given = self._given.get((key, digest), 0)
        self._given[key, digest] = given + 1
        ordinal = self._shared[key].index(digest) + given + 1
        return f"{key}#{ordinal}" if ordinal > 1 else key
