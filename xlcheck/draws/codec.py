"""Values of the model as JSON and back, exactly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints  # Any: a type hint, and a value of it


def canonical_json(value: object) -> str:
    """Return JSON with sorted keys, no blanks, and every character as itself: equal values, equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hex_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hex."""
    return sha256(text.encode()).hexdigest()


def plain(value: object) -> object:
    """Return a dataclass, tuple or single value as what JSON knows; dates as ``2021-04-30``, fractions as ``1/20``."""
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, date | Fraction):
        return str(value)
    return value.value if isinstance(value, StrEnum) else value


def typed(kind: Any, value: Any) -> object:
    """Return the value of type ``kind`` (a type hint of the model) that :func:`plain` made this of.

    Raises ValueError, TypeError or KeyError where it made no such thing.
    """
    if isinstance(kind, UnionType):
        kinds = [k for k in get_args(kind) if k is not NoneType]
        return None if value is None else typed(kinds[0], value)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), value)
    if is_dataclass(kind):
        hints = hints_of(kind)
        if value.keys() != hints.keys():
            raise ValueError(f"{getattr(kind, '__name__', kind)}: {sorted(value.keys() ^ hints.keys())}")
        return kind(**{name: typed(hint, value[name]) for name, hint in hints.items()})  # type: ignore[operator] # a class
    if kind is date:
        return date.fromisoformat(value)
    if kind in (str, int, bool) and type(value) is not kind:
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return kind(value)


def hints_of(kind: Any) -> Mapping[str, Any]:
    """Return the fields of a dataclass of the model with their types."""
    return _hints(kind)


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind)}


def _tuple(kinds: tuple[Any, ...], value: Any) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(typed(kinds[0], part) for part in value)
    return tuple(typed(kind, part) for kind, part in zip(kinds, value, strict=True))
