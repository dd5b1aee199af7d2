"""The plan table of 平交字〔2020〕94号: as printed, as corrected, and every difference with its reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from xlcheck.samples.rows import read_rows
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.table import Column, Content


class Erratum(NamedTuple):
    """One cell that differs: where, what was printed, what it became and why."""

    plan_no: str
    title: str
    printed: str
    corrected: str
    reason: str


_Rule = tuple[Column, Callable[[str], bool], str]
"""Column key, whether the printed cell has this fault, and the reason in office language."""

_RULES: tuple[_Rule, ...] = (
    (PLAN.plan_name, lambda cell: " 0" in cell, "名称末尾的序号多了空格和一位数字，改为与抽查计划编号末两位一致"),
    (PLAN.plan_name, lambda cell: cell.endswith("计划"), "名称末尾漏写序号，按抽查计划编号末两位补上"),
    (PLAN.plan_name, lambda cell: cell[-2:].isdigit(), "名称末尾的序号与抽查计划编号末两位不一致，按编号改正"),
    (PLAN.task_no, lambda cell: not cell, "表中此处空白，接前面各行的任务编号顺序补编"),
    (PLAN.task_name, lambda cell: "献县" in cell, "误留其他单位的名称，改为本单位"),
    (PLAN.task_name, lambda cell: cell.startswith("2022年"), "年份与本计划年度不一致，改为本年度"),
    (PLAN.task_name, lambda cell: "道路运输" in cell, "两行任务名称相同，按后两批的写法写明客运、货运"),
    (PLAN.items, lambda cell: "经营户" in cell, "与另外两批的同类事项写法不一致，统一为“经营活动”"),
    (PLAN.scope, lambda cell: not cell, "表中此处空白，按第一批同类对象的写法补全，有时间界限的写本批开始月份"),
    (
        PLAN.scope,
        lambda cell: cell.startswith("营的"),
        "换页处缺字，按第一批同类对象的写法补全，时间界限写本批开始月份",
    ),
    (PLAN.scope, lambda cell: cell.startswith("2020年"), "时间界限与同批其他任务不一致，改为本批开始月份"),
    (PLAN.scope, lambda cell: "成立运营的" in cell, "漏写“的”字，与第一批的写法统一"),
)


def printed_rows() -> list[dict[Column, Content]]:
    """Return the fifteen rows as the document prints them, faults and empty cells included."""
    return read_rows("plan-2021-as-printed.csv", PLAN)


def corrected_rows() -> list[dict[Column, Content]]:
    """Return the fifteen rows as they can be worked with."""
    return read_rows("plan-2021.csv", PLAN)


def errata() -> list[Erratum]:
    """Return every cell in which the two differ, row by row, with the reason for the correction."""
    return [
        Erratum(str(before[PLAN.plan_no]), column.title, str(before[column]), str(after[column]), reason)
        for before, after in zip(printed_rows(), corrected_rows(), strict=True)
        for column in PLAN.as_offered
        if before[column] != after[column]
        for reason in [_reason(column, str(before[column]))]
    ]


def _reason(column: Column, cell: str) -> str:
    return next(reason for where, has_fault, reason in _RULES if where == column and has_fault(cell))
