"""Frozen dataclasses to and from plain JSON values, by their type hints: the one place for JSON columns.

Decimals and dates become text, tiers their names, mappings objects with text keys. Reading checks every value
against its hint and names the place of what does not fit. Tables of a methodology file are read by the same rules;
there a list of tables may stand for a mapping by `code`.
"""

import dataclasses
import datetime as dt
import types
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum, IntEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from customers.methodology.conditions import Condition, parse_condition

T = TypeVar("T")


class FormError(ValueError):
    """A value does not fit its type; the message names the place."""


def to_json(value: Any) -> Any:  # noqa: PLR0911 one line a kind of value reads best
    """Return plain JSON values (dict, list, str, int, float, bool, None) for a dataclass or part of one."""
    if isinstance(value, Enum):
        return value.name if isinstance(value, IntEnum) else value.value
    if isinstance(value, Condition):
        return value.text
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(to_json(key)): to_json(part) for key, part in value.items()}
    if isinstance(value, frozenset):
        return sorted(to_json(part) for part in value)
    if isinstance(value, tuple | list):
        return [to_json(part) for part in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def from_json(kind: type[T], data: Any, *, strict: bool = True) -> T:
    """Return an instance of `kind` from plain values.

    strict: unknown keys are errors; else they are passed over, so that results stored long ago stay readable.
    Raises FormError naming the place and the reason.
    """
    result: T = _read(kind, data, "", strict=strict)
    return result


def _read(kind: Any, data: Any, place: str, *, strict: bool) -> Any:  # noqa: PLR0911 one line a kind of type
    if data is not None and _is_union(kind):
        kind = next(part for part in get_args(kind) if part is not type(None))
    elif _is_union(kind):
        return None
    origin = get_origin(kind)
    if origin is tuple:
        return _read_tuple(kind, data, place, strict=strict)
    if origin is frozenset:
        return frozenset(_read_tuple(kind, data, place, strict=strict))
    if origin is not None and issubclass(origin, Mapping):
        return _read_mapping(kind, data, place, strict=strict)
    if kind is Condition:
        return parse_condition(_plain(str, data, place))
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(kind, data, place, strict=strict)
    return _read_scalar(kind, data, place)


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in {Union, types.UnionType}


def _read_tuple(kind: Any, data: Any, place: str, *, strict: bool) -> tuple[Any, ...]:
    if not isinstance(data, list | tuple | set | frozenset):
        raise FormError(f"{place or 'value'}: expected a list, found {data!r}")
    part = get_args(kind)[0]
    return tuple(_read(part, value, f"{place}[{number}]", strict=strict) for number, value in enumerate(data))


def _read_mapping(kind: Any, data: Any, place: str, *, strict: bool) -> dict[Any, Any]:
    key_kind, value_kind = get_args(kind)
    if isinstance(data, list):
        return _by_code(value_kind, data, place, strict=strict)
    if not isinstance(data, Mapping):
        raise FormError(f"{place or 'value'}: expected a table, found {data!r}")
    return {
        _key(key_kind, key, place): _read(value_kind, value, f"{place}.{key}", strict=strict)
        for key, value in data.items()
    }


def _by_code(kind: Any, data: list[Any], place: str, *, strict: bool) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for number, table in enumerate(data):
        value = _read(kind, table, f"{place}[{number}]", strict=strict)
        if value.code in found:
            raise FormError(f"{place}[{number}]: the code {value.code} occurs twice")
        found[value.code] = value
    return found


def _key(kind: Any, key: Any, place: str) -> Any:
    if kind is int:
        try:
            return int(key)
        except ValueError:
            raise FormError(f"{place}: the key {key!r} is not a whole number") from None
    return key if kind is str else _read_scalar(kind, key, place)


def _read_dataclass(kind: Any, data: Any, place: str, *, strict: bool) -> Any:
    if not isinstance(data, Mapping):
        raise FormError(f"{place or kind.__name__}: expected a table, found {data!r}")
    hints = _hints(kind)
    unknown = sorted(set(data) - set(hints))
    if strict and unknown:
        raise FormError(f"{place or kind.__name__}: unknown {', '.join(unknown)}")
    values = {
        name: _read(hint, data[name], f"{place}.{name}" if place else name, strict=strict)
        for name, hint in hints.items()
        if name in data
    }
    missing = sorted(_required(kind) - set(values))
    if missing:
        raise FormError(f"{place or kind.__name__}: missing {', '.join(missing)}")
    return kind(**values)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _required(kind: Any) -> frozenset[str]:
    return frozenset(
        field.name
        for field in dataclasses.fields(kind)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    )


def _read_scalar(kind: Any, data: Any, place: str) -> Any:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _read_enum(kind, data, place)
    if kind is Decimal:
        return _read_decimal(data, place)
    if kind is dt.date and isinstance(data, str):
        try:
            return dt.date.fromisoformat(data)
        except ValueError:
            raise FormError(f"{place}: {data!r} is not a date such as 2026-11-24") from None
    return _plain(kind, data, place)


def _read_enum(kind: type[Enum], data: Any, place: str) -> Enum:
    if isinstance(data, kind):
        return data
    choices = {member.name if issubclass(kind, IntEnum) else member.value: member for member in kind}
    try:
        return choices[data]
    except (KeyError, TypeError):
        raise FormError(f"{place}: {data!r} is none of {', '.join(choices)}") from None


def _read_decimal(data: Any, place: str) -> Decimal:
    if isinstance(data, bool) or not isinstance(data, str | int | Decimal):
        raise FormError(f"{place}: {data!r} is not a number")
    try:
        return Decimal(data)
    except InvalidOperation:
        raise FormError(f"{place}: {data!r} is not a number") from None


def _plain(kind: Any, data: Any, place: str) -> Any:
    if kind is Any:
        return data
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise FormError(f"{place or 'value'}: expected {kind.__name__}, found {data!r}")
    return data
