"""One way to write a value as bytes, so that equal content has an equal digest."""

import hashlib
import json
from typing import Any


def canonical_json(value: Any) -> str:
    """The value as JSON with sorted keys and no spaces. Raises TypeError for anything that is not plain JSON."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(value: Any) -> str:
    """SHA-256 of :func:`canonical_json`, 64 hexadecimal characters."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()
