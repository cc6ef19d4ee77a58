"""Pages by the place of their edge in the order, so that the last page costs what the first one does."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its rows, the numbers of its first and last row, and the tokens of its neighbours ("" for none)."""

    rows: list[Any]
    first: int
    last: int
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class _Edge:
    backwards: bool
    number: int
    values: list[Any]


def page_of(rows: QuerySet[Any], *, order: Sequence[str], token: str, size: int) -> Page:
    """The page of ``rows`` behind the edge that ``token`` names, in ``order`` (names, "-" for descending, the last
    one unique). A token that is damaged, or of another order, shows the first page.
    """
    edge = _read(token, width=len(order))
    turned = edge is not None and edge.backwards
    shown = [turned_name(name) for name in order] if turned else list(order)
    taken = list(rows.order_by(*shown)[: size + 1]) if edge is None else rows_after(rows, shown, edge.values, size + 1)
    more, taken = len(taken) > size, taken[:size]
    if turned:
        taken.reverse()
    first = _first_number(edge, len(taken))
    last = first + len(taken) - 1
    has_previous = more if turned else edge is not None
    has_next = bool(taken) if turned else more
    return Page(
        rows=taken,
        first=first if taken else 0,
        last=last if taken else 0,
        previous=_write(taken[0], order, backwards=True, number=first) if taken and has_previous else "",
        next=_write(taken[-1], order, backwards=False, number=last + 1) if taken and has_next else "",
    )


def _first_number(edge: _Edge | None, count: int) -> int:
    if edge is None:
        return 1
    return max(1, edge.number - count) if edge.backwards else edge.number


def rows_after(rows: QuerySet[Any], order: Sequence[str], values: Sequence[Any], most: int) -> list[Any]:
    """The first rows behind the edge, at most so many.

    Asked in two steps, those that share the first value of the edge and then those further on: so the database starts
    at the edge inside its index instead of reading all that shares the first value.
    """
    near, far = split_after(rows, order, values)
    found = list(near.order_by(*order)[:most])
    return found + list(far.order_by(*order)[: most - len(found)]) if len(found) < most else found


def split_after(
    rows: QuerySet[Any], order: Sequence[str], values: Sequence[Any]
) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Rows behind the edge: those with its first value, and those whose first value lies further on."""
    first = order[0].lstrip("-")
    further = f"{first}__{'lt' if order[0].startswith('-') else 'gt'}"
    near = rows.filter(**{first: values[0]})
    return near.filter(_beyond(order[1:], values[1:])), rows.filter(**{further: values[0]})


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Equal in the first names of the order, and further in the next one.

    The plain bound on the first name comes on top: it lets the database start inside its index.
    """
    if not order:
        return Q(pk__in=[])
    first = order[0].lstrip("-")
    bound = Q(**{f"{first}__{'lte' if order[0].startswith('-') else 'gte'}": values[0]})
    further, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        field = name.lstrip("-")
        further |= equal & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{field: value})
    return bound & further


def turned_name(name: str) -> str:
    """The name of an order the other way round."""
    return name[1:] if name.startswith("-") else f"-{name}"


def _write(row: Any, order: Sequence[str], *, backwards: bool, number: int) -> str:
    values = [_value(row, name.lstrip("-")) for name in order]
    text = json.dumps([int(backwards), number, [_plain(value) for value in values]], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(token: str, *, width: int) -> _Edge | None:
    try:
        padded = token + "=" * (-len(token) % 4)
        backwards, number, values = json.loads(base64.urlsafe_b64decode(padded.encode()))
        read = [_parsed(value) for value in values]
        edge = _Edge(bool(backwards), int(number), read)
    except (ValueError, TypeError, binascii.Error, UnicodeDecodeError):
        return None
    return edge if token and len(read) == width else None


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _plain(value: Any) -> Any:
    return {"at": value.isoformat()} if isinstance(value, dt.datetime) else value


def _parsed(value: Any) -> Any:
    if isinstance(value, dict):
        return dt.datetime.fromisoformat(value["at"])
    if not isinstance(value, str | int | float):
        raise TypeError(value)
    return value
