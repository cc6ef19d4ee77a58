"""Decides whether files that could be read may go live, or look cut, foreign, or too different from the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from screening.models import ListedEntity, ListVersion
from screening.services.read_list import ListReading
from screening.sources.base import Source

# A list that loses more than this share of its entities at once is held for a person to look at.
LARGEST_LOSS = 0.30


@dataclass(frozen=True, slots=True)
class Guarded:
    """An empty ``state`` lets the files through; ``reason`` then says who accepted what, if anybody had to."""

    state: str = ""
    reason: str = ""
    doubt: str = ""


def guard_list(
    source: Source, read: ListReading, *, live: ListVersion | None, least: int | None, accept_reason: str
) -> Guarded:
    """Below the floor: refused. Above the ceiling, an older edition than the live one, or a loss of more than 30 %:
    held, unless a person accepts it.
    """
    floor = source.least if least is None else least
    if read.entities < floor:
        reason = _("The file holds %(count)s entities; at least %(least)s are expected, so the file may be cut") % {
            "count": f"{read.entities:,}",
            "least": f"{floor:,}",
        }
        return Guarded(ListVersion.State.REFUSED, _with_live(_named(reason, read), live))
    doubt = _doubt(source, read, live)
    if doubt and not accept_reason:
        return Guarded(ListVersion.State.HELD, _with_live(_named(doubt, read), live))
    return Guarded(reason=f"{_named(doubt, read)}. {accept_reason}", doubt=doubt) if doubt else Guarded()


def _doubt(source: Source, read: ListReading, live: ListVersion | None) -> str:
    if read.entities > source.most:
        return _("The file holds %(count)s entities; at most %(most)s are expected, so it may be another file") % {
            "count": f"{read.entities:,}",
            "most": f"{source.most:,}",
        }
    # A live version below the source's floor is a sample: the real list is no change of it.
    if live is None or live.entities < source.least:
        return ""
    if read.reading.published_on and live.published_on and read.reading.published_on < live.published_on:
        return _("The file is of %(then)s, older than the live version of %(now)s") % {
            "then": read.reading.published_on.isoformat(),
            "now": live.published_on.isoformat(),
        }
    if live.entities:
        lost = live.entities - _kept(read)
        if lost > LARGEST_LOSS * live.entities:
            return _("The new version removes %(lost)s of %(all)s entities (%(share)s %%)") % {
                "lost": f"{lost:,}",
                "all": f"{live.entities:,}",
                "share": int(100 * lost / live.entities),
            }
    return ""


def _kept(read: ListReading) -> int:
    """How many entities of the live version the new files hold too. Their keys begin with their source."""
    return sum(ListedEntity.objects.current().filter(entity_id__in=ids).count() for ids in _ids(read))


def _ids(read: ListReading) -> Iterator[list[str]]:
    for batch in read.spooled():
        yield [state.entity_id for state in batch]


def _named(reason: str, read: ListReading) -> str:
    """The reason with the names of the files it is about."""
    return f"{reason} ({', '.join(path.name for path in read.paths)})"


def _with_live(reason: str, live: ListVersion | None) -> str:
    if not live:
        return reason
    return reason + _("; version %(number)s stays live") % {"number": live.number}
