"""A file of named arrays, written whole and opened by memory map: every worker reads the same pages."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_MAGIC = b"DDPINDEX1\n"
_ALIGNED = 64


class IndexFileError(Exception):
    """The file is not an index of this version, or was cut short."""


def write_arrays(path: Path, arrays: dict[str, Array], facts: dict[str, Any]) -> int:
    """Write the arrays beside ``path`` and move them into place; the size in bytes. A reader sees old or new, whole."""
    places: dict[str, dict[str, Any]] = {}
    offset = 0
    for name, array in arrays.items():
        places[name] = {"dtype": _written(array.dtype), "shape": array.shape, "offset": offset}
        offset += -(-array.nbytes // _ALIGNED) * _ALIGNED
    header = json.dumps({"arrays": places, "facts": facts, "bytes": offset}).encode()
    start = -(-(len(_MAGIC) + 8 + len(header)) // _ALIGNED) * _ALIGNED
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + len(header).to_bytes(8, "little") + header)
            for name, array in arrays.items():
                file.seek(start + places[name]["offset"])
                np.ascontiguousarray(array).tofile(file)
            file.truncate(start + offset)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return start + offset


def open_arrays(path: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    """The arrays as read-only views of one memory map, and the facts. Raises IndexFileError or OSError."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise IndexFileError(f"{path.name} is not an index of this version")
        length = int.from_bytes(file.read(8), "little")
        try:
            header = json.loads(file.read(length))
        except (ValueError, OverflowError, MemoryError):
            raise IndexFileError(f"{path.name} has no readable header") from None
    start = -(-(len(_MAGIC) + 8 + length) // _ALIGNED) * _ALIGNED
    if path.stat().st_size != start + header["bytes"]:
        raise IndexFileError(f"{path.name} was cut short")
    whole = np.memmap(path, dtype=np.uint8, mode="r") if header["bytes"] else np.zeros(start, np.uint8)
    arrays = {name: _view(whole, start, place) for name, place in header["arrays"].items()}
    return arrays, header["facts"]


def _view(whole: Array, start: int, place: dict[str, Any]) -> Array:
    dtype, shape = _read(place["dtype"]), tuple(place["shape"])
    size = int(np.prod(shape, dtype=np.int64)) * dtype.itemsize
    begin = start + place["offset"]
    view: Array = np.frombuffer(whole, dtype=np.uint8)[begin : begin + size].view(dtype).reshape(shape)
    return view


def _written(dtype: np.dtype[Any]) -> str | list[Any]:
    """A type of numbers, or of records of numbers, as JSON."""
    return list(dtype.descr) if dtype.fields else dtype.str


def _read(written: str | list[list[str]]) -> np.dtype[Any]:
    return np.dtype(written) if isinstance(written, str) else np.dtype([(name, kind) for name, kind in written])
