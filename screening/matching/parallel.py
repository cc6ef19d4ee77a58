"""Screens a large batch in several processes that share one memory-mapped index."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from screening.entities import Subject
from screening.matching.config import MatchConfig
from screening.matching.index import open_index
from screening.matching.screener import Screened, Screener

PART = 5_000  # queries handed to a process at a time, at most

_screener: Screener | None = None  # of this process, set once by _open


class ScreenerPool:
    """Worker processes with the index open; answers equal those of one :class:`Screener`.

    Use as a context manager. Not for use inside a daemonic process, which may not have children.
    """

    def __init__(self, path: Path, *, config: MatchConfig, workers: int = 2) -> None:
        self._workers = workers
        self._pool = ProcessPoolExecutor(workers, initializer=_open, initargs=(path, config))

    def screen(
        self,
        queries: Sequence[Subject],
        *,
        threshold: float | None = None,
        limit: int = 50,
        lists: frozenset[str] | None = None,
    ) -> list[Screened]:
        """The answers in the order of the queries."""
        size = max(1, min(PART, -(-len(queries) // self._workers)))
        parts = [queries[start : start + size] for start in range(0, len(queries), size)]
        answers = [self._pool.submit(_screen, part, threshold, limit, lists) for part in parts]
        return [screened for answer in answers for screened in answer.result()]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()


def _open(path: Path, config: MatchConfig) -> None:
    global _screener  # noqa: PLW0603 - one screener per process, opened by the pool's initializer
    _screener = Screener(open_index(path), config=config)


def _screen(
    queries: Sequence[Subject], threshold: float | None, limit: int, lists: frozenset[str] | None
) -> list[Screened]:
    if _screener is None:
        raise RuntimeError("the process has no index open")
    return _screener.screen(queries, threshold=threshold, limit=limit, lists=lists)
