"""Where the files of lists lie: those of held versions and of the own list, and the newest good download of each."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from screening.models import ListVersion


def keep_files(version: ListVersion, paths: Sequence[Path]) -> None:
    """Copy the files of a version, so that it can be released, or edited, later."""
    folder = _folder_of(version)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in paths:
        shutil.copyfile(path, folder / path.name)


def kept_paths(version: ListVersion) -> list[Path]:
    """The kept files of a version by name; none where they were not kept."""
    folder = _folder_of(version)
    return sorted(folder.iterdir()) if folder.is_dir() else []


def drop_files(version: ListVersion) -> None:
    """Remove the kept files of a version, if there are any."""
    shutil.rmtree(_folder_of(version), ignore_errors=True)


def versions_with_files() -> list[int]:
    """Ids of the versions whose files are kept."""
    folder = _root() / "versions"
    return sorted(int(one.name) for one in folder.iterdir() if one.name.isdecimal()) if folder.is_dir() else []


def downloads_of(source: str) -> Path:
    """The folder of the newest good download of a source; made where it is not there."""
    folder = _root() / "downloads" / source
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _folder_of(version: ListVersion) -> Path:
    return _root() / "versions" / str(version.pk)


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "lists"
