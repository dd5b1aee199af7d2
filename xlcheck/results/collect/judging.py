"""What a ledger line of any bureau comes to: its values, whether a problem was found, how far it is rectified."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from xlcheck.model import Inspection, Trouble
from xlcheck.reading.cells import typer
from xlcheck.reading.folding import chosen, clean
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import Column, Kind
from xlcheck.schema.vocabularies import NO_DISPOSAL, NO_PROBLEM, TO_CORRECT, TO_HAND_OVER, TO_INFORM, TO_RECTIFY

_TO_RECTIFY = frozenset({TO_CORRECT, TO_RECTIFY})
_AFTER_A_PROBLEM = _TO_RECTIFY | {TO_HAND_OVER, TO_INFORM}
_BETWEEN = re.compile(r"[;；\n]+")


def values_in(line: Inspection, column: Column) -> tuple[str, ...]:
    """Return what a cell names, each once: values of the built-in list as it has them, any other as it is written.

    What stands between semicolons is one value where the list does not know it: another bureau's may hold a “、”.
    """
    return _values_of(column, str(line.cell(column.key)))


@lru_cache(maxsize=8192)  # ledgers say the same again and again
def _values_of(column: Column, text: str) -> tuple[str, ...]:
    pieces = _BETWEEN.split(text) if column.kind is Kind.CHOICES else [text]
    return tuple(dict.fromkeys(value for piece in pieces for value in _values(column, clean(piece))))


def _values(column: Column, piece: str) -> Iterator[str]:
    typed = typer(column, None)(piece)
    if not isinstance(typed, Trouble):
        yield from chosen(str(typed or ""))
        return
    yield from chosen(str(typed.value or ""))
    yield dict(typed.params).get("unknown", piece)


@lru_cache(maxsize=8192)
def is_listed(column: Column, value: str) -> bool:
    """Say whether the built-in list of a column has a value."""
    return not isinstance(typer(column, None)(value), Trouble)


def is_problem(line: Inspection) -> bool | None:
    """Say whether an inspection found a problem; ``None`` where neither its result nor what followed says so.

    A result of the built-in list counts as in 进度与统计, where 码表 says nothing else: all but 未发现问题 and
    未发现开展本次抽查涉及的经营活动 do. One that is not in it says nothing by itself; then the disposal does, or a
    term to rectify.
    """
    results = values_in(line, LEDGER.result)
    listed = [result for result in results if is_listed(LEDGER.result, result)]
    if any(result not in NO_PROBLEM for result in listed):
        return True
    if len(listed) == len(results):
        return False if results else None
    disposals = values_in(line, LEDGER.disposal)
    if is_to_rectify(line) or not _AFTER_A_PROBLEM.isdisjoint(disposals):
        return True
    return False if disposals == (NO_DISPOSAL,) else None


def is_to_rectify(line: Inspection) -> bool:
    """Say whether something was to be rectified: by the disposal, by a term, or because it was done."""
    by_disposal = not _TO_RECTIFY.isdisjoint(values_in(line, LEDGER.disposal))
    return by_disposal or line.has(LEDGER.rectify_by.key) or line.has(LEDGER.rectified.key)


def is_rectified(line: Inspection) -> bool:
    """Say whether it was done: by its day, readable or not, or because the case is closed."""
    return line.has(LEDGER.rectified.key) or values_in(line, LEDGER.closed) == ("是",)


def counts_as(line: Inspection, today: date) -> tuple[str, ...]:
    """Return the fields of :class:`~xlcheck.model.CityCounts` in which a line is one."""
    return ("lines", *_found(line), *(_rectification(line, today) if is_to_rectify(line) else ()))


def _found(line: Inspection) -> tuple[str, ...]:
    if not line.has(LEDGER.result.key):
        return ()
    problem = is_problem(line)
    return ("answered", *(("unjudged",) if problem is None else ("problems",) if problem else ()))


def _rectification(line: Inspection, today: date) -> tuple[str, ...]:
    """Return the counts of a case of 整改; a term that cannot be read is none."""
    term = line.rectify_by
    if is_rectified(line):
        is_late = term is not None and line.rectified is not None and line.rectified > term
        return ("to_rectify", "rectified", *(("rectified_late",) if is_late else ()))
    if term is None:
        return "to_rectify", "rectify_undated"
    return ("to_rectify", "rectify_late") if term < today else ("to_rectify",)
