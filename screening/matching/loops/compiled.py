"""Compiles the loops at their first call; a machine compiles each once and keeps the code beside the source."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

_HERE = Path(__file__).parent
F = TypeVar("F", bound=Callable[..., Any])


def _digest() -> str:
    """Of all loops: numba looks at one file alone, but the code it keeps holds what the loop calls in the others."""
    sources = b"".join(path.read_bytes() for path in sorted(_HERE.glob("*.py")))
    return hashlib.sha256(sources).hexdigest()[:16]


def _kept_in() -> str:
    """A folder for compiled code; "" where none can be written, so that every process compiles for itself."""
    folder = _HERE / "__pycache__" / f"loops-{_digest()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "writable").touch()
    except OSError:
        return ""
    return str(folder)


_FOLDER = _kept_in()
if _FOLDER:
    numba.config.CACHE_DIR = _FOLDER  # type: ignore[attr-defined]


def compiled(loop: F) -> F:
    """Compile ``loop`` for the arrays it is first called with. What it reads must be an argument or of this folder."""
    return cast(F, numba.njit(cache=bool(_FOLDER), nogil=True)(loop))
