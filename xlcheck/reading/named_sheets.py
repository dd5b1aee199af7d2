"""采用的工作表 of 单位设置: on which sheets of a workbook its table stands, where staff say so."""

from __future__ import annotations

import re

from xlcheck.model import Trouble
from xlcheck.reading.folding import clean, fold_title
from xlcheck.schema.inputs import ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK, PLAN_BOOK

NamedSheets = tuple[tuple[str, tuple[str, ...]], ...]
"""The key of each workbook of which sheets are named, and their names."""

_BOOKS = {fold_title(book.title): book for book in (PLAN_BOOK, ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK)}
_PARTS = re.compile(r"[；;\n]+")


def named_sheets(text: str) -> NamedSheets | Trouble:
    """Read ``检查对象名录库：企业、个体户；随机抽查事项清单：事项``; without a workbook 检查对象名录库 is meant."""
    named: dict[str, tuple[str, ...]] = {}
    for part in filter(None, map(clean, _PARTS.split(text))):
        name, found, sheets = part.replace(":", "：").partition("：")
        book = _BOOKS.get(fold_title(name).strip("《》").removesuffix(".xlsx")) if found else ENTITY_BOOK
        names = tuple(filter(None, (clean(one.strip("“”")) for one in re.split(r"[、,，]+", sheets or name))))
        if book is None or not names or (found and not clean(sheets)):
            return Trouble("settings.sheets", (("part", part),))
        named[book.key] = (*named.get(book.key, ()), *names)
    return tuple(named.items())
