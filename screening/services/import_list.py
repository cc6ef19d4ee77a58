"""Imports the files of one source as its next version: whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.db import IntegrityError, connection, transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import ListFile, ListVersion
from screening.services.copy_rows import copy_lines
from screening.services.guard_list import Guarded, guard_list
from screening.services.hold_lease import hold_lease
from screening.services.kept_files import keep_files
from screening.services.read_list import FileFacts, ListReading, checksum_of, file_facts
from screening.services.register_lists import register_lists
from screening.services.store_entities import Changes, store_entities, store_lines
from screening.sources import house_csv
from screening.sources.base import Source, SourceError
from screening.sources.registry import UnknownSource, get_source


class ListRefused(Invalid):
    """The files were not taken; the last good version stays live. ``version`` is the row that says so."""

    version: ListVersion | None = None


def import_list(
    *,
    source_code: str,
    paths: Sequence[Path],
    least: int | None = None,
    accept_reason: str = "",
    released: ListVersion | None = None,
    fetched: bool = False,
    progress: Callable[[int], None] | None = None,
    by: User,
) -> ListVersion:
    """Read, guard and store the files of a source; gives its live version.

    The same files again change nothing but when they were seen last: the version given then has ``is_unchanged``.
    Files that cannot be read, or that break a guard, are kept as a refused or held version with its reason, and
    raise ListRefused; nothing of their content is stored. ``least`` replaces the source's floor (samples);
    ``accept_reason`` lets a held change through, in the words of the person who does; without ``released``, the held
    version that two people let go, that is an event of its own. ``fetched`` says that the files come from the
    publisher just now: files that were held before, or that are live and are only brought again, grow no younger.
    ``progress`` is told the entities read so far. Raises Conflict while the same source is being imported.
    """
    if not by.may(Permission.IMPORT_LISTS):
        raise NotAllowed(_("Importing lists needs the role of list owner or compliance lead."))
    try:
        source = get_source(source_code)
    except UnknownSource as error:
        raise Invalid(str(error), fields={"source": str(error)}) from error
    files = list(paths)
    if not files:
        raise Invalid(_("No file was given."), fields={"file": _("Choose at least one file.")})
    with hold_lease(f"import:{source.code}") as renew:

        def each_batch(count: int) -> None:
            renew()
            if progress:
                progress(count)

        asked = _Asked(source, files, least, accept_reason.strip(), released, fetched)
        return _import(asked, each_batch=each_batch, by=by)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be imported, and on whose word."""

    source: Source
    paths: list[Path]
    least: int | None
    accept_reason: str
    released: ListVersion | None
    fetched: bool


def _import(asked: _Asked, *, each_batch: Callable[[int], None], by: User) -> ListVersion:
    source, paths = asked.source, asked.paths
    live = ListVersion.objects.live().filter(source=source.code).first()
    try:
        files = file_facts(paths)
    except SourceError as error:
        raise ListRefused(str(error), fields={"file": str(error)}) from error
    if live and live.checksum == checksum_of(files):
        return _confirm(live, asked, by)
    if not asked.accept_reason and (held := _held_already(source, files)):
        raise _refused(held)
    with ListReading(source, paths, each_batch=each_batch) as read:

        def guard() -> Guarded:
            guarded = guard_list(source, read, live=live, least=asked.least, accept_reason=asked.accept_reason)
            if guarded.state:
                raise _Doubted(guarded)
            return guarded

        try:
            version = _store(asked, files, read, live, guard, by)
        except SourceError as error:
            version = _refuse(source, files, ListVersion.State.REFUSED, str(error), None, by)
            raise _refused(version) from error
        except _Doubted as doubt:
            version = _refuse(source, files, doubt.guarded.state, doubt.guarded.reason, read, by)
            if doubt.guarded.state == ListVersion.State.HELD:
                keep_files(version, paths)
            raise _refused(version) from doubt
    if source.code == house_csv.CODE:
        keep_files(version, paths)
    return version


class _Doubted(Exception):
    """A guard keeps the files from going live."""

    def __init__(self, guarded: Guarded) -> None:
        super().__init__(guarded.reason)
        self.guarded = guarded


@transaction.atomic
def _confirm(live: ListVersion, asked: _Asked, by: User) -> ListVersion:
    """The publisher still says the same; whoever brings the files of a list that is never fetched says so too."""
    held = ListVersion.objects.filter(source=live.source, state=ListVersion.State.HELD, checksum=live.checksum)
    if asked.fetched or not (asked.source.download_urls or held.exists()):
        live.fetched_at = timezone.now()
        live.save(update_fields=["fetched_at"])
    record(Verb.LIST_CONFIRMED, target=live, by=by, source=live.source, number=live.number)
    live.is_unchanged = True
    return live


def _held_already(source: Source, files: list[FileFacts]) -> ListVersion | None:
    """The newest version of the source, where it is these very files and waits for a person."""
    newest = ListVersion.objects.filter(source=source.code).order_by("-pk").first()
    held = newest is not None and newest.state == ListVersion.State.HELD and newest.checksum == checksum_of(files)
    return newest if held else None


def _refused(version: ListVersion) -> ListRefused:
    error = ListRefused(version.reason, fields={"file": version.reason})
    error.version = version
    return error


@transaction.atomic
def _refuse(  # noqa: PLR0917 what one row is made of
    source: Source, files: list[FileFacts], state: str, reason: str, read: ListReading | None, by: User
) -> ListVersion:
    version = _new_version(source, files, state=state, by=by)
    version.reason = reason
    if read:
        _tell(version, read, Changes())
    version.save()
    _keep_files(version, files)
    record(Verb.LIST_REFUSED, target=version, by=by, source=source.code, state=state, reason=reason)
    return version


def _store(  # noqa: PLR0917 what one version is made of
    asked: _Asked,
    files: list[FileFacts],
    read: ListReading,
    live: ListVersion | None,
    guard: Callable[[], Guarded],
    by: User,
) -> ListVersion:
    """Read, guard and store in one transaction. A first version is stored while it is read, where the database
    takes that: whatever is wrong further down the file takes back all of it.
    """
    source = asked.source
    ahead = live is None and connection.vendor == "postgresql"
    guarded = Guarded()
    if not ahead:
        read.to_spool()
        guarded = guard()
    try:
        with transaction.atomic():
            watchlists = register_lists(sources=(source,))
            replaced = ListVersion.objects.live().filter(source=source.code, checksum=live.checksum if live else "")
            if live and not replaced.update(state=ListVersion.State.REPLACED):
                raise _overtaken()
            version = _new_version(source, files, state=ListVersion.State.LIVE, by=by)
            version.number = (live.number or 0) + 1 if live else 1
            version.fetched_at = _fetched_at(version, asked)
            version.save()
            _keep_files(version, files)
            missing = set(read.reading.missing_files) | set(live.missing_files if live else ())
            if ahead:
                changes = store_lines(read.ahead(partial(copy_lines, version=version, watchlists=watchlists)))
                guarded = guard()
            else:
                changes = store_entities(version, read.spooled(), missing=missing, live=live, watchlists=watchlists)
            version.reason = guarded.reason
            _tell(version, read, changes)
            version.save()
            record(
                Verb.LIST_IMPORTED, target=version, by=by, source=source.code, number=version.number,
                entities=version.entities, added=version.added, changed=version.changed, removed=version.removed,
                reason=guarded.reason,
            )  # fmt: skip
            if guarded.reason and not asked.released:
                record(
                    Verb.LIST_HOLD_OVERRIDDEN, target=version, by=by, source=source.code, number=version.number,
                    doubt=guarded.doubt, reason=asked.accept_reason,
                )  # fmt: skip
    except IntegrityError as error:
        if ahead:
            read.check_keys()
        raise _overtaken() from error
    return version


def _fetched_at(version: ListVersion, asked: _Asked) -> dt.datetime:
    """When the publisher said this: files that were held are as old as when they came first."""
    held = ListVersion.objects.filter(
        source=version.source, state=ListVersion.State.HELD, checksum=version.checksum
    ).aggregate(first=Min("fetched_at"))["first"]
    return version.fetched_at if asked.fetched or held is None else held


def _overtaken() -> Conflict:
    return Conflict(_("Another version of this list became live in the meantime. Import again."))


def _new_version(source: Source, files: list[FileFacts], *, state: str, by: User) -> ListVersion:
    now = timezone.now()
    return ListVersion(
        source=source.code, state=state, fetched_at=now, imported_at=now, imported_by=by, checksum=checksum_of(files)
    )


def _tell(version: ListVersion, read: ListReading, changes: Changes) -> None:
    """Fill in what the reading found and how it differs."""
    reading = read.reading
    version.published_on = reading.published_on
    version.partial, version.missing_files = reading.partial, list(reading.missing_files)
    version.rows, version.entities, version.names = reading.rows, read.entities, read.names
    version.unread = [{"where": one.where, "what": one.what, "count": one.count} for one in reading.unread]
    version.notes = list(reading.notes)
    version.added, version.changed = changes.added, changes.changed
    version.removed, version.technical = changes.removed, changes.technical


def _keep_files(version: ListVersion, files: list[FileFacts]) -> None:
    ListFile.objects.bulk_create(
        ListFile(version=version, name=file.name[-200:], bytes=file.bytes, sha256=file.sha256) for file in files
    )
