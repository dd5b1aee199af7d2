"""The schema as Markdown, for the README: columns, code lists, forms of an expression, findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlcheck.messages import FINDINGS
from xlcheck.model import Percent, Ratio, Window
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.schema.kinds import Column, Table
from xlcheck.schema.outputs import OUTPUT_TABLES
from xlcheck.schema.ratio import parse_ratio
from xlcheck.schema.vocabularies import STATIC
from xlcheck.schema.window import parse_window

RATIO_EXAMPLES = (
    "50%", "不低于5%", "5%以上", "不超过5%", "3户", "10%（20户）", "全覆盖",
    "守信1%、警示10%、失信50%、严重失信80%", "2%-5%", "5", "适当比例",
)  # fmt: skip
WINDOW_EXAMPLES = (
    "2021年1月至4月", "1-12月", "全年", "第三季度", "下半年", "10月-次年3月", "2020.4-2020.12",
    "2021年5月1日至8月31日", "10月底", "8月至5月", "另行通知",
)  # fmt: skip
_PLAN_YEAR = 2021


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
    return markdown_table(("表", "列"), [(t.sheet, "、".join(t.titles)) for t in OUTPUT_TABLES])


def _columns(table: Table) -> str:
    rows = [(c.title, str(c.kind), _rules(c), "、".join(c.aliases)) for c in table.columns]
    return markdown_table(("列", "类型", "要求", "也认"), rows)


def _rules(column: Column) -> str:
    rules = [
        "必填" if column.required else "",
        "不重复" if column.unique else "",
        f"码表：{column.vocabulary}" if column.vocabulary else "",
        "须已登记" if column.reference else "",
        "不公开" if column.private else "",
    ]
    return "、".join(filter(None, rules))


def code_lists() -> str:
    """The built-in code lists."""
    return markdown_table(("码表", "取值"), [(name, "；".join(values)) for name, values in STATIC.items()])


def expressions() -> str:
    """What ratios and windows are read as; the rows are made by the reader itself."""
    ratios = [("抽查比例", text, _ratio(text)) for text in RATIO_EXAMPLES]
    windows = [("抽查日期", text, _window(text)) for text in WINDOW_EXAMPLES]
    percent = ("抽查比例", "数值 0.05，百分比格式", _ratio(Percent("0.05")))
    return markdown_table(("字段", "写法", "读作"), [*ratios, percent, *windows])


def _ratio(text: str) -> str:
    ratio = parse_ratio(text)
    if not isinstance(ratio, Ratio):
        return f"不猜，请改：{FINDINGS[ratio].remedy.format(value=text)}"
    if ratio.strata:
        return "；".join(f"{grade} 级 {share}" for grade, share in ratio.strata)
    count = f"{ratio.count} 户" if ratio.count else ""
    return "，".join(filter(None, [str(ratio.kind), str(ratio.share) if ratio.share else "", count]))


def _window(text: str) -> str:
    window = parse_window(text, _PLAN_YEAR)
    if not isinstance(window, Window):
        return f"不猜，请改：{FINDINGS[window].remedy.format(value=text)}"
    return f"{window.start} 至 {window.end}"


def findings() -> str:
    """Every finding that a check can give."""
    rows = [(code, m.level.value, m.text, m.remedy) for code, m in FINDINGS.items()]
    return markdown_table(("代码", "级别", "问题", "怎样处理"), rows)


def readme_parts() -> dict[str, str]:
    """The generated parts of the README by the name of their marker."""
    return {
        "inputs": input_tables(),
        "outputs": output_tables(),
        "codes": code_lists(),
        "expressions": expressions(),
        "findings": findings(),
    }
