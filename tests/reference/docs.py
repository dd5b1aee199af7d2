"""The schema as Markdown, for docs/reference.md: columns, settings, code lists, forms of an expression, messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.reference import grammar
from xlcheck.messages import ERRORS, FINDINGS
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.schema.outputs import OUTPUT_TABLES
from xlcheck.schema.outputs.collect import COLLECT_TABLES
from xlcheck.schema.outputs.send import SEND_TABLES
from xlcheck.schema.setting_items import POLICY_ITEMS, UNIT_ITEMS
from xlcheck.schema.table import Column, Table
from xlcheck.schema.vocabularies import STATIC


def markdown_table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; bars inside cells are escaped."""
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def input_tables() -> str:
    """Every sheet that staff keep, with its columns."""
    parts = []
    for book in INPUT_BOOKS:
        parts.append(f"**{book.filename}**")
        parts += [f"工作表“{t.sheet}”：\n\n{_columns(t)}" for t in book.tables]
    return "\n\n".join(parts)


def output_tables() -> str:
    """Every table that the tool writes, with its columns in one line."""
    tables = (*OUTPUT_TABLES, *SEND_TABLES, *COLLECT_TABLES)
    return markdown_table(("表", "列"), [(t.sheet, "、".join(t.titles)) for t in tables])


def _columns(table: Table) -> str:
    rows = [(c.title, str(c.kind), _rules(c), "、".join(c.aliases)) for c in table.columns]
    return markdown_table(("列", "类型", "要求", "也认"), rows)


def _rules(column: Column) -> str:
    rules = [
        "" if not column.required else "必填（空着的可由程序填）" if column.derived else "必填",
        "不重复" if column.unique else "",
        f"码表：{column.vocabulary}" if column.vocabulary else "",
        "须已登记" if column.reference else "",
        "不公开" if column.private else "",
    ]
    return "、".join(filter(None, rules))


def settings() -> str:
    """The lines of 单位信息 and 抽查策略, each with what is typed there."""
    lines = [("单位信息", item, hint) for _, item, hint in UNIT_ITEMS]
    lines += [("抽查策略", item, hint) for _, item, hint in POLICY_ITEMS]
    return markdown_table(("工作表", "项目", "说明"), lines)


def code_lists() -> str:
    """The built-in code lists."""
    return markdown_table(("码表", "取值"), [(name, "；".join(values)) for name, values in STATIC.items()])


def expressions() -> str:
    """What a plan may write and how it is read; the rows are made by the readers themselves."""
    return markdown_table(("字段", "写法", "读作"), grammar.expressions())


def findings() -> str:
    """Every finding that a check can give."""
    rows = [(code, m.level.value, m.text, m.remedy) for code, m in FINDINGS.items()]
    return markdown_table(("代码", "级别", "问题", "怎样处理"), rows)


def errors() -> str:
    """Every sentence of an operation that cannot go on."""
    return markdown_table(("代码", "屏幕上的话"), ERRORS.items())


def parts() -> dict[str, str]:
    """The generated parts of the page by the name of their mark, in their order."""
    return {
        "inputs": input_tables(),
        "settings": settings(),
        "outputs": output_tables(),
        "codes": code_lists(),
        "expressions": expressions(),
        "findings": findings(),
        "errors": errors(),
    }
