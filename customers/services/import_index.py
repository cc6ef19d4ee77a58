"""Imports a country or territory index as its next version: whole or not at all, like a list."""

from __future__ import annotations

import hashlib
import io

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from customers.indices import freedom_in_the_world, transcription
from customers.indices.base import Edition, IndexUnreadable, IndexValue
from customers.indices.mapping import measures, rating_of
from customers.models import IndexScore, IndexVersion
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid, NotAllowed

LARGEST = 50 * 1024 * 1024
# An index that loses more than this share of its values at once looks cut.
LARGEST_LOSS = 0.30
_WORKBOOK = b"PK\x03\x04"

Key = tuple[str, str, str, int]


class IndexRefused(Invalid):
    """The file was not taken; the last good version stays live."""


def import_index(*, content: bytes, name: str, accept_reason: str = "", by: User) -> IndexVersion:
    """Read and store an index: the workbook of Freedom in the World, or a transcription CSV of any other.

    The same file again changes nothing: the version given then has ``is_unchanged``. A file that cannot be read, or
    that lost more than 30 % of its values without ``accept_reason``, is kept as refused with its reason and raises
    IndexRefused.
    """
    if not by.may(Permission.IMPORT_LISTS):
        raise NotAllowed(_("Importing indices needs the role of list owner or compliance lead."))
    checksum = hashlib.sha256(content).hexdigest()
    try:
        index, edition = _read(content, name)
    except IndexUnreadable as error:
        raise _refused("unread", name, checksum, str(error), None, by) from error
    live = IndexVersion.objects.filter(index=index, state=IndexVersion.State.LIVE).first()
    if live and live.checksum == checksum:
        live.is_unchanged = True
        return live
    before = _stored(live)
    lost = len(before.keys() - {_key(value) for value in edition.values})
    if before and lost > LARGEST_LOSS * len(before) and not accept_reason.strip():
        reason = _("The file lacks %(lost)s of the %(all)s values of version %(number)s.") % {
            "lost": lost, "all": len(before), "number": live.number if live else "",
        }  # fmt: skip
        raise _refused(index, name, checksum, reason, edition, by)
    try:
        return _store(index, edition, live, before, name=name, checksum=checksum, reason=accept_reason.strip(), by=by)
    except IntegrityError as error:
        raise Conflict(_("Another version of this index became live in the meantime. Import again.")) from error


def _read(content: bytes, name: str) -> tuple[str, Edition]:
    if len(content) > LARGEST:
        raise IndexUnreadable(f"{name} is larger than {LARGEST // 1024 // 1024} MB.")
    if content.startswith(_WORKBOOK):
        return "freedom_in_the_world", freedom_in_the_world.read(io.BytesIO(content))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise IndexUnreadable(f"{name} is neither a workbook nor UTF-8 text.") from error
    edition = transcription.read(text)
    return slugify(edition.publisher).replace("-", "_")[:60], edition


def _key(value: IndexValue) -> Key:
    place = value.place
    return value.measure, place.country, place.territory, value.year


def _stored(live: IndexVersion | None) -> dict[Key, str]:
    if live is None:
        return {}
    rows = live.scores.values_list("measure", "country", "territory", "year", "value")
    return {(measure, country, territory, year): value for measure, country, territory, year, value in rows}


@transaction.atomic
def _refused(  # noqa: PLR0917 what one row is made of
    index: str, name: str, checksum: str, reason: str, edition: Edition | None, by: User
) -> IndexRefused:
    version = IndexVersion.objects.create(
        index=index, state=IndexVersion.State.REFUSED, reason=reason, file_name=name[:200], checksum=checksum,
        publisher=edition.publisher if edition else "", value_count=len(edition.values) if edition else 0,
        imported_at=timezone.now(), imported_by=by,
    )  # fmt: skip
    record(Verb.INDEX_REFUSED, target=version, by=by, index=index, file=name, reason=reason)
    return IndexRefused(reason, fields={"file": reason})


@transaction.atomic
def _store(
    index: str,
    edition: Edition,
    live: IndexVersion | None,
    before: dict[Key, str],
    *,
    name: str,
    checksum: str,
    reason: str,
    by: User,
) -> IndexVersion:
    now = {_key(value): value.value for value in edition.values}
    if live and not IndexVersion.objects.filter(pk=live.pk, state=IndexVersion.State.LIVE).update(
        state=IndexVersion.State.REPLACED
    ):
        raise Conflict(_("Another version of this index became live in the meantime. Import again."))
    years = [value.year for value in edition.values]
    version = IndexVersion.objects.create(
        index=index,
        number=(live.number or 0) + 1 if live else 1,
        state=IndexVersion.State.LIVE,
        reason=reason,
        publisher=edition.publisher,
        licence=edition.licence,
        file_name=name[:200],
        checksum=checksum,
        value_count=len(edition.values),
        first_year=min(years),
        last_year=max(years),
        added=len(now.keys() - before.keys()),
        changed=sum(before[key] != now[key] for key in now.keys() & before.keys()),
        removed=len(before.keys() - now.keys()),
        unread=list(edition.unread),
        imported_at=timezone.now(),
        imported_by=by,
    )
    IndexScore.objects.bulk_create(
        (
            IndexScore(
                version=version, measure=value.measure, country=value.place.country, territory=value.place.territory,
                name=value.name, year=value.year, value=value.value,
                rating=rating_of(measures()[value.measure], value.value),
            )
            for value in edition.values
        ),
        batch_size=1_000,
    )  # fmt: skip
    record(
        Verb.INDEX_IMPORTED, target=version, by=by, index=index, number=version.number, values=version.value_count,
        added=version.added, changed=version.changed, removed=version.removed, reason=reason,
    )  # fmt: skip
    return version
