"""Brings one source up to date from its publisher: fetches only what changed, goes live whole or not at all."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import DomainError, Invalid, NotAllowed
from screening.models import FetchedFile, ListUpdate
from screening.services.hold_lease import hold_lease
from screening.services.import_list import ListRefused, import_list
from screening.services.kept_files import downloads_of
from screening.sources.base import Source
from screening.sources.fetch import Fetched, FetchError, Known, Limits, fetch
from screening.sources.registry import UnknownSource, get_source

State = ListUpdate.State
# Progress is stored so often, in seconds.
_EVERY = 1.0


def addresses_of(source: Source) -> tuple[str, ...]:
    """Where the files of a source are fetched: as the installation says, else as the publisher does."""
    return tuple(settings.LIST_ADDRESSES.get(source.code, source.download_urls))


def update_list(*, source_code: str, limits: Limits | None = None, by: User) -> ListUpdate:
    """Fetch the files of a source, and import them if any changed; gives the ended attempt.

    A failed download, unreadable files and broken guards end the attempt with a reason and an event; the last good
    version stays live. What a publisher said of a file is remembered only once the file is part of a good version.
    Raises Invalid for a source without an address, AlreadyUnderWay while the same source is being updated.
    """
    if not by.may(Permission.IMPORT_LISTS):
        raise NotAllowed(_("Importing lists needs the role of list owner or compliance lead."))
    try:
        source = get_source(source_code)
    except UnknownSource as error:
        raise Invalid(str(error), fields={"source": str(error)}) from error
    urls = addresses_of(source)
    if not urls:
        raise Invalid(_("%(list)s has no address to fetch from; upload its files.") % {"list": source.title})
    limits = dataclasses.replace(
        limits or Limits(), largest_bytes=source.largest_bytes, schemes=frozenset(settings.LIST_SCHEMES)
    )
    with hold_lease(f"update:{source.code}") as renew:
        ListUpdate.objects.under_way().filter(source=source.code).update(
            state=State.FAILED, reason=_("It was cut off."), finished_at=timezone.now()
        )
        update = ListUpdate.objects.create(
            source=source.code, files=len(urls), started_by=by, started_at=timezone.now()
        )
        return _run(update, source, urls, limits, renew, by)


def _run(  # noqa: PLR0917 what one attempt is made of
    update: ListUpdate, source: Source, urls: Sequence[str], limits: Limits, renew: Callable[[], None], by: User
) -> ListUpdate:
    kept = downloads_of(source.code)
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix=f"{source.code}-") as folder:
        try:
            fetched = _fetch_all(update, urls, kept, Path(folder), limits, renew)
            paths = [one.path or kept / name for name, one in fetched.items()]
            ListUpdate.objects.filter(pk=update.pk).update(state=State.READING)
            version = import_list(
                source_code=source.code, paths=paths, fetched=True, progress=_told(update, "entities", renew), by=by
            )
        except FetchError as error:
            return _end(update, State.FAILED, str(error), by)
        except ListRefused as error:
            update.version = error.version
            held = error.version is not None and error.version.state == error.version.State.HELD
            return _end(update, State.HELD if held else State.REFUSED, error.message, by)
        except DomainError as error:
            return _end(update, State.FAILED, error.message, by)
        except Exception as error:
            _end(update, State.FAILED, f"{type(error).__name__}: {error}", by)
            raise
        for name, one in fetched.items():
            if one.path:
                shutil.move(one.path, kept / name)
        _remember(source, urls, fetched)
    update.version = version
    return _end(update, State.UNCHANGED if version.is_unchanged else State.UPDATED, "", by)


def _fetch_all(  # noqa: PLR0917 one step of the walk
    update: ListUpdate, urls: Sequence[str], kept: Path, folder: Path, limits: Limits, renew: Callable[[], None]
) -> dict[str, Fetched]:
    """File name -> what came of its download. A file that is still the same lies among the kept ones."""
    known = {row.url: row for row in FetchedFile.objects.filter(source=update.source)}
    fetched: dict[str, Fetched] = {}
    for number, url in enumerate(urls, start=1):
        name = _name_of(url, number, taken=fetched)
        row = known.get(url)
        told = Known(row.etag, row.last_modified, row.sha256) if row and (kept / name).exists() else None
        fetched[name] = fetch(
            url, target=folder / name, known=told, limits=limits, progress=_told(update, "bytes", renew)
        )
        ListUpdate.objects.filter(pk=update.pk).update(files_done=number)
    return fetched


def _name_of(url: str, number: int, *, taken: dict[str, Fetched]) -> str:
    name = Path(urlsplit(url).path).name[-120:] or "list"
    return f"{number}-{name}" if name in taken else name


def _told(update: ListUpdate, field: str, renew: Callable[[], None]) -> Callable[[int], None]:
    """Stores progress now and then, and keeps the lease."""
    last = time.monotonic()

    def tell(value: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY:
            last = time.monotonic()
            renew()
            ListUpdate.objects.filter(pk=update.pk).update(**{field: value})

    return tell


def _remember(source: Source, urls: Sequence[str], fetched: dict[str, Fetched]) -> None:
    now = timezone.now()
    for url, (name, one) in zip(urls, fetched.items(), strict=True):
        FetchedFile.objects.update_or_create(
            source=source.code,
            url=url,
            defaults={
                "name": name,
                "etag": one.known.etag[:200],
                "last_modified": one.known.last_modified[:60],
                "sha256": one.known.sha256,
                "checked_at": now,
            },
        )


@transaction.atomic
def _end(update: ListUpdate, state: str, reason: str, by: User) -> ListUpdate:
    update.state, update.reason, update.finished_at = state, reason, timezone.now()
    update.save(update_fields=["state", "reason", "version", "finished_at"])
    if state in (State.FAILED, State.HELD, State.REFUSED):
        record(Verb.LIST_UPDATE_FAILED, target=update, by=by, source=update.source, state=str(state), reason=reason)
    update.refresh_from_db()
    return update
