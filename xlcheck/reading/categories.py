"""对象类别 of 单位设置: the categories, and the names under which lists and plans speak of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlcheck.model import Category, Finding
from xlcheck.reading.expressions.scope import TAIL
from xlcheck.reading.folding import clean, fold_title, split_list
from xlcheck.reading.tables import TypedTable
from xlcheck.schema.inputs import CATEGORIES

_LINES = re.compile(r"[;；\n]+")


def categories_from(table: TypedTable | None) -> tuple[Category, ...]:
    """Return the categories of the sheet; none where it is missing."""
    if table is None:
        return ()
    return tuple(
        Category(name, split_list(table.shown(row, CATEGORIES.aliases)), _wordings(table, row))
        for row, name in table.rows(CATEGORIES.name)
        if name
    )


def _wordings(table: TypedTable, row: int) -> tuple[str, ...]:
    return plan_wordings(table.shown(row, CATEGORIES.wordings), str(table.at(row, CATEGORIES.name)))


def plan_wordings(cell: str, name: str) -> tuple[str, ...]:
    """Return the wordings of a cell: what each line lists, or the line as it was pasted from a plan.

    ``本辖区物流、寄递企业`` is one wording, and so is a line that is the category's own ``name``: their parts alone
    would mean other entities. So would 企业 alone, which is never one.
    """
    wordings: list[str] = []
    for line in filter(None, map(clean, _LINES.split(cell))):
        parts = split_list(line)
        wordings += [line] if _is_one(parts, line, name) else [part for part in parts if TAIL.sub("", part)]
    return tuple(dict.fromkeys(wordings))


def _is_one(parts: tuple[str, ...], line: str, name: str) -> bool:
    """Say whether 、 stands within one wording: only the last part says that entities are meant, or it is the name."""
    ends = [TAIL.search(part) is not None for part in parts]
    listed = len(parts) > 1 and ends[-1] and not any(ends[:-1])
    return listed or TAIL.sub("", fold_title(line)) == TAIL.sub("", fold_title(name))


def shared_names(table: TypedTable | None) -> Iterator[Finding]:
    """Point out a name under which two categories are known: it could mean either."""
    if table is None:
        return
    owners: dict[str, str] = {}
    for row, category in table.rows(CATEGORIES.name):
        listed = {
            CATEGORIES.name: (category,),
            CATEGORIES.aliases: split_list(table.shown(row, CATEGORIES.aliases)),
            CATEGORIES.wordings: _wordings(table, row),
        }
        for column, name in ((column, name) for column, names in listed.items() for name in filter(None, names)):
            owner = owners.setdefault(name, category)
            if owner != category:
                yield table.finding("settings.name-shared", row, column, name=name, first=owner)
