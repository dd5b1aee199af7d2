"""What a freeze fixes for good is searched for numbers of persons before anything of it is written."""

from __future__ import annotations

from collections.abc import Container, Iterator

from xlcheck.draws.kind import KindChoice
from xlcheck.messages import where
from xlcheck.model import DrawRequest, Settings, XlcheckError
from xlcheck.reading.personal import personal_number, personal_numbers
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.inputs import SETTINGS_BOOK
from xlcheck.schema.setting_items import UNIT_ITEMS
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.known import KnownNumbers, texts_in
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.draw.source import DeclaredSource


def refuse_typed(run: Run, declared: DeclaredSource, again: str, choice: KindChoice) -> None:
    """Refuse a person's number in what was typed for a freeze; raises as :func:`refuse_numbers`."""
    typed = {
        "重抽的理由": again,
        "用本机随机数的理由": declared.reason,
        "定向条件": choice.filter,
        "定向条件与计划不同的原因": choice.filter_reason,
        "检查对象移出或改类别的理由": choice.moved_reason,
    }
    refuse_numbers(run, typed)


def refuse_frozen(run: Run, books: YearBooks, request: DrawRequest) -> None:
    """Refuse a person's number in what workbooks give to a freeze.

    Most are a problem of the workbooks, with which nothing is frozen; these are the others, of 单位设置 before all.
    Raises :class:`XlcheckError` ``draw.personal-number``, which names the cell.
    """
    known, settings = KnownNumbers(run, books), books.settings
    names = (settings.superior, settings.short_name)  # slips and mails name these
    for text in texts_in((request, names, settings.categories, settings.rounds, settings.policy)):
        if kind := personal_number(text, known):
            raise XlcheckError("draw.personal-number", place=_place(books, text, known), kind=kind)


def _place(books: YearBooks, text: str, known: Container[str]) -> str:
    """Name the cell that a text with a number comes from, as far as that can be said."""
    if item := _item(books.settings, text):
        return f"《{SETTINGS_BOOK.filename}》单位信息的“{item}”"
    for table in (*books.tables.values(), *books.left_out):
        for column in (one for one in table.table.columns if table.has(one) and not one.private):
            for row in personal_numbers(table[column].dropna().astype(str), known):
                if table.shown(row, column) in text or text in table.shown(row, column):
                    return where(table.place(row, column))
    if name := next(_sheet_names(books, text, known), ""):
        return name
    return f"《{SETTINGS_BOOK.filename}》{_sheet(books.settings, text)}"


def _sheet_names(books: YearBooks, text: str, known: Container[str]) -> Iterator[str]:
    """Name the sheets whose own name a text has: whoever stands on one that takes no part is listed with it."""
    for table in (*books.tables.values(), *books.left_out):
        for number, part in enumerate(table.parts, start=1):
            if part.sheet in text and personal_number(part.sheet, known):
                which = f"第 {number} 个没有采用的" if part.left_out else ""
                yield f"《{table.book}》{which}工作表的名称"


def _sheet(settings: Settings, text: str) -> str:
    """Name the sheet of 单位设置 that a text comes from."""
    parts = {"批次": settings.rounds, "对象类别": settings.categories, "抽查策略": settings.policy}
    return next((f"“{sheet}”工作表" for sheet, part in parts.items() if text in texts_in((part,))), "")


def _item(settings: Settings, text: str) -> str:
    return next((item for key, item, _ in UNIT_ITEMS if getattr(settings, key, None) == text), "")
