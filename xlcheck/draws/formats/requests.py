"""A frozen request as one line of canonical JSON, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any  # Any: what JSON has

from xlcheck import __version__
from xlcheck.draws.codec import canonical_json, hints_of, plain, typed
from xlcheck.draws.formats import FORMATS
from xlcheck.model import FIRST_FORMAT, DrawRequest, XlcheckError


def request_to_json(request: DrawRequest) -> str:
    """Return the request as one line of canonical JSON, with the version that writes it since the second format."""
    values = {name: plain(getattr(request, name)) for name in _names(request.format)}
    written_by = {} if request.format == FIRST_FORMAT else {"version": __version__}
    return canonical_json({"format": request.format, **written_by, "request": values})


def request_from_json(text: str) -> DrawRequest:
    """Read the request that :func:`request_to_json` wrote.

    Raises :class:`XlcheckError` ``draw.frozen-unreadable`` where the text is anything else.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unreadable("内容不完整，或不是 JSON 文件") from error
    try:
        return _request(document)
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError) as error:
        raise _unreadable("有缺少、多出或写错的项目") from error


def _request(document: Mapping[str, Any]) -> DrawRequest:
    written_in = document["format"]
    if written_in not in FORMATS:
        raise _unreadable(f"格式是“{written_in}”，本程序只读“{'”“'.join(FORMATS)}”")
    values, names, hints = document["request"], _names(written_in), hints_of(DrawRequest)
    if values.keys() != set(names):
        raise ValueError(sorted(values.keys() ^ set(names)))
    return DrawRequest(**{name: typed(hints[name], values[name]) for name in names}, format=written_in)  # type: ignore[arg-type] # each of the type that its field declares


def _names(written_in: str) -> list[str]:
    """Return the fields of a request that a format knows; its own name stands beside them."""
    formats = list(FORMATS)[: list(FORMATS).index(written_in) + 1]
    attributes = (f for f in fields(DrawRequest) if f.name != "format")
    return [f.name for f in attributes if f.metadata.get("since", FIRST_FORMAT) in formats]


def _unreadable(why: str) -> XlcheckError:
    return XlcheckError("draw.frozen-unreadable", why=why)
